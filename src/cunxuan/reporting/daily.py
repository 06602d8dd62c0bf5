"""The figures of the daily reports, counted from where the villages stand; the county's day; its summary in words.

Public: `figures_of`, `Day`, `day_of`, `Line`, `rows_of`, `Row`, `summary_of`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from typing import NamedTuple

from django.conf import settings

from cunxuan.core.daily import FIGURES, is_late
from cunxuan.core.stages import State
from cunxuan.offices.models import Division, DivisionQuerySet, Level
from cunxuan.oversight.daily_actions import watched_on
from cunxuan.oversight.models import DailyReport, ReportState, Task, TaskState
from cunxuan.web.clock import COUNTY_TIME

from .standing import Standing, standings

#: The figures that count villages by a step that was done.
STEPS = {
    "audited": "audit_evaluation",
    "branches": "branch_elected",
    "called": "election_day_fixed",
    "committees": "committee_chosen",
    "rolls": "roll_published",
    "candidates": "candidates_published",
    "polled": "polling",
}


def hour() -> time:
    """The county's hour, after which a report is late."""
    return time.fromisoformat(settings.REPORT_HOUR)


def figures_of(villages: DivisionQuerySet, today: date) -> dict[str, dict[str, int]]:
    """By the code of the township, as many queries for one as for all."""
    found: dict[str, Counter[str]] = {}
    for one in standings(villages, today):
        count(found.setdefault(one.village.code[:9], Counter()), one, today)
    for code, due_on in open_tasks(villages):
        figures = found.get(code[:9])
        if figures is not None:
            figures["tasks_open"] += 1
            figures["tasks_late"] += due_on < today
    return {code: {figure.key: figures[figure.key] for figure in FIGURES} for code, figures in found.items()}


def count(figures: Counter[str], one: Standing, today: date) -> None:
    done: Mapping[str, str] = one.election.done if one.election else {}
    figures["villages"] += 1
    for key, step in STEPS.items():
        figures[key] += step in done
    figures["elected"] += one.has_committee
    figures["runoffs"] += one.state is State.RUNOFF
    figures["void"] += one.state is State.VOID
    figures["urgent"] += bool(one.matters)
    if one.votes_on(today):
        figures["polled_today"] += one.closed_on(today)
        if one.turnout:
            figures["took_part"] += one.turnout[0]
            figures["registered"] += one.turnout[1]


def open_tasks(villages: DivisionQuerySet) -> Iterable[tuple[str, date]]:
    """Tasks in these villages and in their townships, with their days; confidential ones are nobody's figure."""
    townships = {code[:9] for code in villages.values_list("code", flat=True)}
    left = Task.objects.filter(confidential=False).exclude(state=TaskState.CLOSED)
    places = left.filter(place__level__in=(Level.TOWNSHIP, Level.VILLAGE)).values_list("place_id", "due_on")
    return [(place, due_on) for place, due_on in places if place[:9] in townships]


# -- the county's day -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Line:
    """A township's report of a day, as the county sees it: in or not, complete, on time, approved."""

    township: Division
    report: DailyReport | None
    watched: int  # figures asked for besides

    @property
    def is_in(self) -> bool:
        return self.report is not None and self.report.state != ReportState.RETURNED

    @property
    def is_complete(self) -> bool:
        report = self.report
        return report is not None and bool(report.plan) and len(report.watched) >= self.watched

    @property
    def on_time(self) -> bool:
        report = self.report
        return report is not None and not is_late(report.on, report.sent_at.astimezone(COUNTY_TIME), hour())

    @property
    def is_approved(self) -> bool:
        return self.report is not None and self.report.state == ReportState.APPROVED


@dataclass(frozen=True, slots=True)
class Day:
    """All townships on a day."""

    on: date
    lines: tuple[Line, ...]

    @property
    def came(self) -> int:
        return sum(line.is_in for line in self.lines)

    @property
    def missing(self) -> tuple[Division, ...]:
        return tuple(line.township for line in self.lines if not line.is_in)

    @property
    def reports(self) -> tuple[DailyReport, ...]:
        return tuple(line.report for line in self.lines if line.report is not None and line.is_in)

    @property
    def sums(self) -> dict[str, int]:
        """The county's figures: those of the reports that are in."""
        return {figure.key: sum(one.figures.get(figure.key, 0) for one in self.reports) for figure in FIGURES}


class Row(NamedTuple):
    """A figure of a day: of each township (None where its report is not in, or does not say), and together."""

    words: tuple[str, str]
    numbers: tuple[int | None, ...]
    besides: bool = False  # what the county watches besides the election

    @property
    def total(self) -> int:
        return sum(number or 0 for number in self.numbers)


def rows_of(day: Day) -> Iterator[Row]:
    """The program's own figures, then what is watched besides."""
    reports = [line.report if line.is_in else None for line in day.lines]
    for figure in FIGURES:
        numbers = (one.figures.get(figure.key, 0) if one else None for one in reports)
        yield Row((figure.zh, figure.en), tuple(numbers))
    for watched in watched_on(day.lines[0].township, day.on) if day.lines else ():
        numbers = (one.watched.get(str(watched.pk)) if one else None for one in reports)
        yield Row((named(watched.name, watched.unit),) * 2, tuple(numbers), besides=True)


def named(name: str, unit: str) -> str:
    return f"{name}（{unit}）" if unit else name


def day_of(townships: Sequence[Division], on: date) -> Day:
    reports = {one.township_id: one for one in DailyReport.objects.filter(township__in=townships, on=on)}
    asked = len(watched_on(townships[0], on)) if townships else 0
    return Day(on, tuple(Line(town, reports.get(town.pk), asked) for town in townships))


def summary_of(day: Day) -> tuple[str, str]:
    """The county's day in words, from the reports that are in (县汇总)."""
    sums, late = day.sums, [line.township.name for line in day.lines if line.is_in and not line.on_time]
    missing = [town.name for town in day.missing]
    zh = [
        f"{day.on.month} 月 {day.on.day} 日，{len(day.lines)} 个乡镇交来日报 {day.came} 份"
        + (f"，未交：{'、'.join(missing)}" if missing else "")
        + (f"，迟交：{'、'.join(late)}" if late else "")
        + "。",
        f"已报的 {sums['villages']} 个村中，完成审计评议 {sums['audited']} 个，完成党组织换届 {sums['branches']} 个，"
        f"公布选民名单 {sums['rolls']} 个，已投票 {sums['polled']} 个，选出村民委员会 {sums['elected']} 个。",
        f"当日投票 {sums['polled_today']} 个村，等另行选举 {sums['runoffs']} 个村，选举无效 {sums['void']} 个村，"
        f"要管的 {sums['urgent']} 个村；没有办结的任务 {sums['tasks_open']} 件，其中逾期 {sums['tasks_late']} 件。",
    ]
    en = [
        f"{day.came} of {len(day.lines)} townships reported on {day.on}; missing: {len(missing)}, late: {len(late)}.",
        f"Of the {sums['villages']} villages reported, {sums['audited']} are audited and evaluated, "
        f"{sums['branches']} have a new Party branch, {sums['rolls']} published their roll, {sums['polled']} polled, "
        f"{sums['elected']} elected their committee.",
        f"{sums['polled_today']} polled that day, {sums['runoffs']} wait for a runoff, {sums['void']} votes are void, "
        f"{sums['urgent']} villages need attention; {sums['tasks_open']} tasks are open, {sums['tasks_late']} overdue.",
    ]
    return "".join(zh), " ".join(en)
