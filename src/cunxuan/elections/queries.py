"""What the pages of an election ask: the election itself, a step in its timetable, and what a day would mean."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import Http404

from cunxuan.core import timetable
from cunxuan.core.findings import Finding
from cunxuan.core.law import Rule, Rules, rules_for
from cunxuan.core.timetable import Step
from cunxuan.offices.models import Account

from .actions import rules_of
from .models import Election, Round, RoundKind

#: Steps that have a page of their own, by the name of its address; every other step is a day and a note.
PAGE_OF = {
    "audit_evaluation": "village_audit",
    "election_day_fixed": "call_election",
    "method_adopted": "adopt_method",
    "roll_published": "publish_roll",
    "roll_frozen": "freeze_roll",
    "candidates_published": "publish_candidates",
    "proxies_closed": "close_proxies",
    "proxies_published": "publish_proxies",
    "ballots_ready": "print_sheets",
    "polling": "places",
    "result_announced": "village",
}


def election_of(account: Account, village: str) -> Election:
    """The village's present election; what is not the account's does not exist."""
    elections = Election.objects.of(account).select_related("village__parent__parent")
    election = elections.filter(village_id=village).order_by("-year", "-pk").first()
    if election is None:
        raise Http404
    return election


def round_of(account: Account, village: str, number: int) -> Round:
    """A vote of the village's present election."""
    election = election_of(account, village)
    this = election.rounds.filter(number=number).first()
    if this is None:
        raise Http404
    this.election = election
    return this


def plan_of(election: Election, today: date) -> tuple[Step, ...]:
    """The timetable as it stands; before the call the county's plan, from which nothing can be late by law.

    Where a void vote is held again, what comes after the poll is reckoned from the day of the rerun.
    """
    rules = rules_of(election)
    if election.polling_day is None:
        return timetable.plan(rules, election.planned_polling_day, election.done)
    steps = timetable.plan(rules, election.polling_day, election.done, today)
    again = election.rounds.filter(kind=RoundKind.RERUN).order_by("number").last()
    if again is None:
        return steps
    anew = {step.step: step for step in timetable.plan(rules, again.polling_on, election.done, today)}
    return tuple(anew[step.step] if step.step in AFTER_THE_POLL else step for step in steps)


AFTER_THE_POLL = ("result_announced", "ballots_stored", "handover_by", "runoff_by", "archive_by")


def step_of(election: Election, step: str, today: date) -> Step | None:
    """A step as the timetable has it; None for the two that stand outside it (审计评议、党支部换届)."""
    return next((one for one in plan_of(election, today) if one.step == step), None)


def finding_if_done(election: Election, step: str, on: date, today: date) -> Finding | None:
    """What the law would say if the step were recorded for this day, also of what was done and counts from it.

    In some provinces the audit is published so many days before the election committee is chosen.
    """
    if election.polling_day is None:
        return None
    done = {**election.done, step: on.isoformat()}
    steps = timetable.plan(rules_of(election), election.polling_day, done, today, "committee")
    own = next((one.finding for one in steps if one.step == step), None)
    behind = (one.finding for one in steps if one.why.anchor == step and one.step in election.done)
    broken = (found for found in (own, *behind) if found and found.blocks)
    return next(broken, own)


@dataclass(frozen=True, slots=True)
class ProposedDay:
    """A polling day before it is fixed: the law it would be held under, and what could no longer be done in time."""

    day: date
    rules: Rules
    earliest: date  # were the roll published on the day of fixing
    too_late: tuple[Step, ...]  # the law's last day is past already
    tight: tuple[Step, ...]  # the recommended day is past, the law's is not

    @property
    def pack(self) -> str:
        return self.rules.name

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.rules.findings

    @property
    def roll_rule(self) -> Rule:
        return self.rules["roll_days_before"]

    @property
    def lawful(self) -> bool:
        return self.day >= self.earliest


def proposed_day(election: Election, day: date, on: date) -> ProposedDay:
    """Looks at a polling day as it would be fixed on a day; raises BadInput where no law of that day is held."""
    return proposed_day_in(election.village_id, day, on)


def proposed_day_in(place: str, day: date, on: date) -> ProposedDay:
    """The same for a village or a whole county, by its code."""
    rules = rules_for(place, day)
    ahead = [step for step in timetable.plan(rules, day) if step.step != "election_day_fixed"]
    too_late = tuple(step for step in ahead if step.latest is not None and step.latest < on)
    tight = tuple(step for step in ahead if step.recommended < on and step not in too_late)
    return ProposedDay(day, rules, timetable.earliest_polling_day(rules, on), too_late, tight)
