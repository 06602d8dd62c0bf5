"""The clock of objections to a roll: their period, and how long the committee has for each.

The law is `core.people.objections`; here rows become what it judges. An objection came on the day that the clock of the
county shows: one minute past midnight is the next day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cunxuan.core.findings import Finding
from cunxuan.core.law import Rules
from cunxuan.core.opinions import Opinion
from cunxuan.core.people import objections as law
from cunxuan.elections.actions import rules_of
from cunxuan.elections.models import Election
from cunxuan.web.clock import COUNTY_TIME

from .models import Objection


@dataclass(frozen=True, slots=True)
class Period:
    """The days in which objections are in time. The day of publication is not counted."""

    published: date
    first: date
    last: date
    days: int


@dataclass(frozen=True, slots=True)
class Clock:
    """Where an objection stands on a day: open, overdue, decided, decided_late, not_accepted, appeal_…"""

    state: str
    in_time: bool
    decide_by: date | None  # None where the objection cannot be accepted
    findings: tuple[Finding, ...]
    appeal_by: date | None = None

    @property
    def bars(self) -> bool:
        """Does the law forbid to accept it?"""
        return self.decide_by is None


def published_on(election: Election) -> date:
    """The day from which the period runs: that of the first version."""
    first: date = election.rolls.order_by("version").values_list("published_on", flat=True)[0]
    return first


def period_of(election: Election, rules: Rules | None = None) -> Period:
    rules = rules or rules_of(election)
    published = published_on(election)
    follows = law.objection(rules, law.Objection(published, received_on=published), published).follows
    return Period(published, follows["window_first"], follows["window_last"], int(str(rules["objection_days"].value)))


def opinion_of(one: Objection, rules: Rules, published: date, today: date) -> Opinion:
    case = law.Objection(
        roll_published_on=published,
        received_on=one.received_at.astimezone(COUNTY_TIME).date(),
        in_writing=one.in_writing,
        decided_on=one.decided_on,
        outcome_published_on=one.outcome_published_on,
        appealed_on=one.appealed_on,
        appeal_decided_on=one.appeal_decided_on,
    )
    return law.objection(rules, case, today)


def clock_of(one: Objection, rules: Rules, published: date, today: date) -> Clock:
    found = opinion_of(one, rules, published, today)
    follows = found.follows
    return Clock(
        state=str(follows["state"]),
        in_time=bool(follows["in_time"]),
        decide_by=follows.get("decide_by"),
        findings=found.findings,
        appeal_by=follows.get("appeal_by"),
    )
