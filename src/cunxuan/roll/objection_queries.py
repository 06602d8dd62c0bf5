"""The register of objections as pages and acts ask for it.

Public: `objection_line`, `lines`, `ObjectionLine`, `undecided`, `unsettled`, `decided_unpublished`, `may_decide`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from cunxuan.core.stages import State
from cunxuan.elections.actions import rules_of
from cunxuan.elections.models import Election

from .models import Decision, Objection
from .objection_clock import Clock, clock_of, published_on

Words = tuple[str, str]

#: Where an objection stands, as its sign and its words.
STATES: dict[str, tuple[State, Words]] = {
    "open": (State.IN_PROGRESS, ("待决定", "to be decided")),
    "today": (State.DUE_SOON, ("今天到期", "due today")),
    "overdue": (State.OVERDUE, ("超过期限未决定", "overdue")),
    "not_accepted": (State.TO_CHECK, ("逾期或形式不符，不予受理", "not to be accepted")),
    "unpublished": (State.TO_CHECK, ("已决定，待公布", "decided, to be published")),
    "decided": (State.DONE, ("已决定并公布", "decided and published")),
    "decided_late": (State.DONE, ("逾期决定，已公布", "decided late, published")),
}


@dataclass(frozen=True, slots=True)
class ObjectionLine:
    """An objection with its clock on a day."""

    objection: Objection
    clock: Clock
    stands: str  # a key of STATES
    state: State
    word: Words
    decision: Words

    @property
    def is_open(self) -> bool:
        return not self.objection.decision


DECISIONS: dict[str, Words] = {
    Decision.UPHELD: ("成立", "upheld"),
    Decision.DISMISSED: ("不成立", "dismissed"),
    Decision.NOT_ACCEPTED: ("不予受理", "not accepted"),
    "": ("", ""),
}


def lines(election: Election, today: date) -> tuple[ObjectionLine, ...]:
    rules, published = rules_of(election), published_on(election)
    rows = election.objections.select_related("resident").order_by("number")
    return tuple(objection_line(one, clock_of(one, rules, published, today), today) for one in rows)


def objection_line(one: Objection, clock: Clock, today: date) -> ObjectionLine:
    stands = standing_of(one, clock, today)
    state, word = STATES[stands]
    return ObjectionLine(one, clock, stands, state, word, DECISIONS[one.decision])


def standing_of(one: Objection, clock: Clock, today: date) -> str:
    if one.decision and one.outcome_published_on is None:
        return "unpublished"
    if one.decision:
        return "decided_late" if clock.state == "decided_late" else "decided"
    if clock.bars:
        return "not_accepted"
    return "today" if clock.decide_by == today else clock.state


def undecided(election: Election) -> tuple[Objection, ...]:
    return tuple(election.objections.filter(decision="").order_by("number"))


def unsettled(election: Election) -> tuple[Objection, ...]:
    """Not decided, or decided and not published."""
    open_ones = Q(decision="") | Q(outcome_published_on__isnull=True)
    return tuple(election.objections.filter(open_ones).order_by("number"))


def decided_unpublished(election: Election) -> tuple[Objection, ...]:
    waiting = election.objections.filter(outcome_published_on__isnull=True).exclude(decision="")
    return tuple(waiting.select_related("resident").order_by("number"))


def may_decide(clock: Clock) -> tuple[Decision, ...]:
    """What the law leaves to the committee: one in time is decided, one that is barred is not accepted."""
    if clock.bars:
        return (Decision.NOT_ACCEPTED,)
    if clock.in_time:
        return (Decision.UPHELD, Decision.DISMISSED)
    return tuple(Decision)
