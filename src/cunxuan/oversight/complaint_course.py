"""The course of a complaint: what may follow at each stage, and the clocks that run for whoever handles it.

Legal basis: the Regulations on petitions (core.clocks); of a complaint about an election the law of the province, where
it sets days; a report of misconduct has no more than that. Nothing here writes.

Public: `acts_open`, `clocks_of`, `without_a_clock`, `next_due`, `rules_of`.
"""

from __future__ import annotations

from datetime import date

from cunxuan.core.clocks import Clock, Petition, complaint_clocks, petition_clocks, unset
from cunxuan.core.clocks import Complaint as Days
from cunxuan.core.findings import Finding
from cunxuan.core.law import Rules, petition_rules, rules_for
from cunxuan.elections.models import Election

from .models import Complaint, ComplaintKind, Stage

ANY = ("hand", "link", "note")
#: What may be done next. A case of discipline is answered, and neither reviewed nor re-checked by this office.
FOLLOWS: dict[str, tuple[str, ...]] = {
    Stage.REGISTERED: ("accept", "refuse", "transfer", *ANY),
    Stage.ACCEPTED: ("answer", "extend", *ANY),
    Stage.REFUSED: ("close", *ANY),
    Stage.TRANSFERRED: ("close", *ANY),
    Stage.ANSWERED: ("close", "ask_review", *ANY),
    Stage.REVIEW: ("review", *ANY),
    Stage.REVIEWED: ("close", "ask_recheck", *ANY),
    Stage.RECHECK: ("recheck", *ANY),
    Stage.RECHECKED: ("close", *ANY),
    Stage.CLOSED: ("reopen",),
}
PETITIONS_ONLY = ("extend", "ask_recheck")
NOT_OF_DISCIPLINE = ("ask_review",)


def acts_open(case: Complaint) -> tuple[str, ...]:
    """What an officer may do with the case now."""
    shut: set[str] = set()
    if case.kind != ComplaintKind.PETITION:
        shut |= set(PETITIONS_ONLY)
    if case.kind == ComplaintKind.DISCIPLINE:
        shut |= set(NOT_OF_DISCIPLINE)
    if case.extended:
        shut.add("extend")
    return tuple(act for act in FOLLOWS[case.stage] if act not in shut)


# -- clocks -----------------------------------------------------------------------------------------------------------


def rules_of(case: Complaint) -> Rules:
    """The regulation of the day on which a petition came in; of the others the law of the place on that day."""
    if case.kind == ComplaintKind.PETITION:
        return petition_rules(case.received_on)
    return rules_for(case.place_id, case.received_on)


def clocks_of(case: Complaint, today: date) -> tuple[Clock, ...]:
    """The clocks that have begun, in the order of the course."""
    if case.kind == ComplaintKind.PETITION:
        return petitions(case, today)
    return complaint_clocks(rules_of(case), days_of(case), today)


def petitions(case: Complaint, today: date) -> tuple[Clock, ...]:
    clocks = petition_clocks(rules_of(case), petition_of(case), today)
    refused = Stage.REFUSED in (case.stage, case.closed_from)
    return tuple(one for one in clocks if not (refused and one.key == "petition_finish_days"))


def petition_of(case: Complaint) -> Petition:
    return Petition(
        received=case.received_on,
        registered=case.registered_on,
        told=case.told_on,
        belongs_elsewhere=case.transferred_on is not None,
        returned=case.transferred_on,
        extended=case.extended,
        answered=case.answered_on,
        review_asked=case.review_asked_on,
        reviewed=case.reviewed_on,
        recheck_asked=case.recheck_asked_on,
        rechecked=case.rechecked_on,
    )


def days_of(case: Complaint) -> Days:
    """A report of misconduct is investigated; a complaint about an election is lodged, decided, appealed."""
    if case.kind == ComplaintKind.DISCIPLINE:
        return Days(reported=case.received_on, investigated=case.answered_on)
    announced = announced_in(case.place_id, case.received_on)
    return Days(
        result_announced=announced,
        lodged=case.received_on,
        decided=case.answered_on,
        appealed=case.review_asked_on,
    )


def announced_in(village: str, until: date) -> date | None:
    """The day on which the result was announced there, if it was when the complaint came."""
    election = Election.objects.filter(village=village).order_by("-pk").first()
    on = election.days_done.get("result_announced") if election else None
    return on if on is not None and on <= until else None


def without_a_clock(case: Complaint) -> Finding | None:
    """The law of the place sets no day; said instead of a day that would be invented."""
    return None if case.kind == ComplaintKind.PETITION else unset(rules_of(case), days_of(case))


def next_due(case: Complaint, today: date) -> Clock | None:
    """What the office owes next; what the complainant may ask for lapses by itself."""
    owed = [one for one in clocks_of(case, today) if one.state in ("running", "last_day", "overdue")]
    ours = [one for one in owed if "_ask_" not in one.key and one.key not in THEIRS]
    return min(ours, key=lambda one: one.due, default=None) if case.stage != Stage.CLOSED else None


#: Clocks that run for the complainant.
THEIRS = ("complaint_within_days", "complaint_review_days")
