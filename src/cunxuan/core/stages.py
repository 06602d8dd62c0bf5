"""The twelve stages of a village's election as the county board shows them, and the ten states a step can be in.

A stage is a few steps of the timetable; which of them the law demands, and by when, is left to core.timetable.

Public: `STAGES`, `Stage`, `present_stage`, `left_out`, `stage_dates`, `State`, `gravest`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

ALL_DONE = 13
COUNTING = 11


@dataclass(frozen=True, slots=True)
class Stage:
    """One of the twelve: its number, its names on the board and on a village's page, and its steps."""

    number: int
    short: str
    zh: str
    en: str
    steps: tuple[str, ...]


STAGES: tuple[Stage, ...] = (
    Stage(1, "审评", "审计评议", "Audit and evaluation", ("audit_evaluation",)),
    Stage(2, "支部", "党支部", "Party branch", ("branch_elected",)),
    Stage(3, "选委会", "选委会", "Election committee", ("election_day_fixed", "committee_chosen", "method_adopted")),
    Stage(4, "登记", "选民登记", "Registration", ("registration_opened",)),
    Stage(5, "名单", "公布名单", "Roll", ("roll_published", "objections_closed", "roll_frozen")),
    Stage(6, "提名", "提名", "Nomination", ("nomination_notice", "nomination_vote")),
    Stage(7, "联审", "资格联审", "Joint review", ("review_completed",)),
    Stage(8, "候选人", "候选人", "Candidates", ("candidates_published", "withdrawals_closed", "candidates_met_voters")),
    Stage(
        9,
        "备票",
        "投票准备",
        "Preparing the poll",
        ("voting_notice_published", "proxies_closed", "proxies_published", "ballots_ready"),
    ),
    Stage(10, "投票", "投票", "Poll", ("polling",)),
    Stage(11, "计票", "计票认定", "Count and determination", ("result_announced",)),
    Stage(12, "交接", "移交归档", "Handover and archive", ("handover_by", "ballots_stored", "archive_by")),
)


def present_stage(done: Mapping[str, str | date]) -> int:
    """The stage a village is in, 1 to 12; 13 when nothing is left to do.

    It is the first one with a step not done. Once the poll was held what should have come before it can no longer be
    done: the village has moved on, and `left_out` says what it did not do.
    """
    still_possible = STAGES[COUNTING - 1 :] if "polling" in done else STAGES
    return next((stage.number for stage in still_possible if not complete(stage, done)), ALL_DONE)


def left_out(done: Mapping[str, str | date]) -> tuple[str, ...]:
    """Steps of the stages behind the present one that were never recorded as done."""
    behind = STAGES[: present_stage(done) - 1]
    return tuple(step for stage in behind for step in stage.steps if step not in done)


def stage_dates(done: Mapping[str, str | date]) -> tuple[date | None, ...]:
    """For each of the twelve the day on which its last step was done, None while one is missing."""
    return tuple(last_day(stage, done) if complete(stage, done) else None for stage in STAGES)


def complete(stage: Stage, done: Mapping[str, str | date]) -> bool:
    return all(step in done for step in stage.steps)


def last_day(stage: Stage, done: Mapping[str, str | date]) -> date:
    days = (done[step] for step in stage.steps)
    return max(day if isinstance(day, date) else date.fromisoformat(day) for day in days)


class State(Enum):
    """The ten states, the gravest first; `sign` is the sign's name in the sprite."""

    VOID = ("无效", "Void", "void")
    DIFFERS = ("不一致", "Differs", "differs")
    BLOCKED = ("受阻", "Blocked", "blocked")
    OVERDUE = ("逾期", "Overdue", "overdue")
    RUNOFF = ("另行选举", "Runoff", "runoff")
    DUE_SOON = ("将到期", "Due soon", "due-soon")
    TO_CHECK = ("待核对", "To be checked", "to-check")
    IN_PROGRESS = ("进行中", "In progress", "in-progress")
    NOT_STARTED = ("未开始", "Not started", "not-started")
    DONE = ("已完成", "Done", "done")

    def __init__(self, zh: str, en: str, sign: str) -> None:
        self.zh = zh
        self.en = en
        self.sign = sign

    @property
    def gravity(self) -> int:
        """0 is the gravest."""
        return GRAVITY[self]


GRAVITY = {state: place for place, state in enumerate(State)}


def gravest(states: Iterable[State]) -> State:
    """The state that a village shows when it has several; not started when it has none."""
    return min(states, key=lambda state: state.gravity, default=State.NOT_STARTED)
