"""A township's daily report (工作日报): its figures, what may not fall, and the three facts of it.

The figures are counted by the program; what a township adds is its plan, its problems and the figures that the county
watches besides. None of this rests on a law: it is the county's own rule (工作日报制度).

Public: `FIGURES`, `Figure`, `fallen`, `Fall`, `is_late`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import NamedTuple


class Figure(NamedTuple):
    """A figure of the report; one that is counted up since the beginning never falls without a reason."""

    key: str
    zh: str
    en: str
    counts_up: bool = True


FIGURES: tuple[Figure, ...] = (
    Figure("villages", "行政村总数", "villages", counts_up=False),
    Figure("audited", "完成审计评议的村", "audited and evaluated"),
    Figure("branches", "完成党组织换届的村", "Party branch elected"),
    Figure("called", "确定选举日的村", "polling day fixed"),
    Figure("committees", "推选出选举委员会的村", "election committee chosen"),
    Figure("rolls", "公布选民名单的村", "roll published"),
    Figure("candidates", "公布正式候选人的村", "candidates published"),
    Figure("polled", "已投票的村", "polled"),
    Figure("polled_today", "当日投票的村", "polled that day", counts_up=False),
    Figure("elected", "选出村民委员会的村", "committee elected"),
    Figure("runoffs", "等另行选举的村", "waiting for a runoff", counts_up=False),
    Figure("void", "选举无效的村", "vote void", counts_up=False),
    Figure(
        "registered", "当日投票村登记参加选举的人数", "registered in the villages that polled that day", counts_up=False
    ),
    Figure("took_part", "当日投票村参加投票的人数", "who took part there", counts_up=False),
    Figure("urgent", "要管的村", "villages that need attention", counts_up=False),
    Figure("tasks_open", "没有办结的任务", "tasks not closed", counts_up=False),
    Figure("tasks_late", "逾期的任务", "tasks overdue", counts_up=False),
)
BY_KEY = {figure.key: figure for figure in FIGURES}


class Fall(NamedTuple):
    """A cumulative figure that is lower than in an earlier report."""

    key: str
    before: int
    now: int


def fallen(before: Mapping[str, int], now: Mapping[str, int], counting_up: set[str]) -> tuple[Fall, ...]:
    """What is lower than it was, of the figures that count up; each needs its reason."""
    both = (key for key in now if key in counting_up and key in before)
    return tuple(Fall(key, before[key], now[key]) for key in both if now[key] < before[key])


def counting_up() -> set[str]:
    """The keys of the program's own figures that never fall."""
    return {figure.key for figure in FIGURES if figure.counts_up}


def is_late(on: date, sent: datetime, hour: time) -> bool:
    """Was it sent after the county's hour of its day? `sent` in the county's time; at the hour itself it is in time."""
    return sent.replace(tzinfo=None) > datetime.combine(on, hour)
