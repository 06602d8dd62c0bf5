"""Verbs that call an election and carry it forward, step by step, under the law of that place and day."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from cunxuan.core import timetable
from cunxuan.core.errors import BadInput, Refusal
from cunxuan.core.law import Rules, rules_for, rules_of_pack
from cunxuan.core.people.nomination import refused_for, seats_lawful
from cunxuan.core.stages import STAGES
from cunxuan.offices.actions import hold_counties
from cunxuan.offices.models import Division
from cunxuan.preparation.audit_actions import sign_confirmation, take_back_confirmation
from cunxuan.preparation.audit_queries import TwoFirst, two_first_of
from cunxuan.preparation.models import Confirmation
from cunxuan.records.actions import hold, trail
from cunxuan.web.clock import COUNTY_TIME

from .models import POSTS, Election, Kind


@transaction.atomic
def open_general_election(
    county: Division, villages: Iterable[Division], *, year: int, term_no: int, planned_on: date, by: str, at: datetime
) -> list[Election]:
    """The county's mobilisation (动员): every village gets an election, with the day the county plans for it."""
    hold_counties()
    places = list(villages)
    refuse_to_open(county, {place.pk for place in places}, year, rules_for(county.pk, planned_on))
    elections = Election.objects.bulk_create(
        Election(village=village, year=year, term_no=term_no, kind=Kind.GENERAL, planned_polling_day=planned_on)
        for village in places
    )
    trail(
        county.code,
        "general_election_opened",
        by=by,
        at=at,
        rows=elections,
        facts={"year": year, "term_no": term_no, "villages": len(elections), "planned_on": planned_on.isoformat()},
    )
    return elections


def no_villages() -> Refusal:
    return Refusal(
        "NO_VILLAGES",
        "还没有村的名单。",
        "请先用 cunxuan import villages 导入。",
        "There is no list of villages yet.",
        "Import it first with cunxuan import villages.",
    )


def refuse_to_open(county: Division, places: Collection[str], year: int, rules: Rules) -> None:
    """There are villages, and none of them is within a term: it elects its committee once in each."""
    if not places:
        raise no_villages()
    begun = [
        election
        for election in Election.objects.filter(village__code__startswith=county.pk, kind=Kind.GENERAL)
        if election.village_id in places and year < next_general_year(election.year, rules)
    ]
    if begun:
        last = max(election.year for election in begun)
        raise Refusal(
            "ELECTION_BEGUN",
            f"{county.name} {last} 年的换届选举已经开始，{len(begun)} 个村已在其中。",
            "后来导入的村，请在“开始换届”页上加入。",
            f"The general election of {last} has begun; {len(begun)} of these villages are in it.",
            "Villages imported later join it on the page “Begin the general election”.",
        )


def next_general_year(year: int, rules: Rules) -> int:
    """The year in which the term ends less one: from then on the next general election may begin (OL-04)."""
    return year + (rules.number("term_years") or 5) - 1


def rules_of(election: Election) -> Rules:
    """The law the election is held under: its pack, on its day, once called; else the law of the planned day.

    Where the county's own pack is not held any more (the law page says what is wrong with its file) the law beneath it
    is shown; a result is not determined without it.
    """
    if not election.pack:
        return rules_for(election.village_id, election.planned_polling_day)
    try:
        return rules_of_pack(election.pack, election.polling_day)
    except BadInput:
        law, on_top, _ = election.pack.partition("+")
        if not on_top:
            raise
        return rules_of_pack(law, election.polling_day)


@transaction.atomic
def call_election(election: Election, *, polling_day: date, on: date, by: str, at: datetime) -> None:
    """Fixes the polling day (确定选举日), and with it the law pack and every deadline."""
    hold(election)
    refuse_unless_ready(election, "election_day_fixed")
    if polling_day <= on:
        raise Refusal(
            "T_POLLING_DAY_PAST",
            f"选举日 {polling_day} 不在确定之日 {on} 之后。",
            "请另定一个以后的日子。",
            f"Polling day {polling_day} is not after {on}, the day it is fixed on.",
            "Choose a later day.",
        )
    refuse_unless_audited(election, "election_day_fixed", polling_day)
    election.polling_day = polling_day
    election.pack = rules_for(election.village_id, polling_day).name
    mark_done(election, "election_day_fixed", on)
    trail(
        election.village_id,
        "election_called",
        by=by,
        at=at,
        rows=[election],
        facts={"polling_day": polling_day.isoformat(), "pack": election.pack},
    )


@transaction.atomic
def adopt_method(
    election: Election, *, seats: Mapping[str, int], measures: Mapping[str, Any], on: date, by: str, at: datetime
) -> None:
    """The villagers' meeting adopts the election method: how many seats, and what the law leaves to the village."""
    hold(election)
    refuse_unless_ready(election, "method_adopted")
    refuse_unless_seats_lawful(rules_of(election), sum(seats.values()))
    election.seats = {post: seats[post] for post in POSTS if seats.get(post)}
    election.measures = dict(measures)
    mark_done(election, "method_adopted", on)
    trail(
        election.village_id,
        "method_adopted",
        by=by,
        at=at,
        rows=[election],
        facts={"seats": election.seats, "measures": election.measures, "on": on.isoformat()},
    )


def refuse_unless_seats_lawful(rules: Rules, total: int) -> None:
    """三至七人; in some provinces an odd number."""
    found = seats_lawful(rules, total)
    wrong = refused_for(found)
    if wrong:
        raise Refusal(
            wrong.reason,
            wrong.text,
            f"请按村民会议的决议重新填写职数（{wrong.basis}）。",
            wrong.sentence("en"),
            f"Enter the seats as the meeting resolved ({wrong.basis_en}).",
        )


@transaction.atomic
def complete_step(election: Election, step: str, *, on: date, by: str, at: datetime, note: str = "") -> None:
    """Records that a step of the timetable was done on a day."""
    if step == CONFIRMED:
        confirm_two_first(election, signer="", on=on, by=by, at=at, note=note)
        return
    hold(election)
    refuse_unless_ready(election, step)
    mark_done(election, step, on)
    facts = {"step": step, "on": on.isoformat(), **({"note": note} if note else {})}
    trail(election.village_id, "step_done", by=by, at=at, rows=[election], facts=facts)


@transaction.atomic
def confirm_two_first(
    election: Election, *, signer: str, on: date, by: str, at: datetime, note: str = ""
) -> Confirmation:
    """The township signs that audit and evaluation came first (选前审计评议确认单), which completes the step."""
    hold(election)
    refuse_unless_ready(election, CONFIRMED)
    standing = two_first_here(election)
    confirmation = sign_confirmation(standing, signer=signer, on=on, by=by, at=at)
    published = standing.audit and standing.audit.published_on
    if published:
        election.done = {**election.done, AUDIT_PUBLISHED: published.isoformat()}
    mark_done(election, CONFIRMED, on)
    facts = {
        "step": CONFIRMED,
        "on": on.isoformat(),
        **({"note": note} if note else {}),
        **({"opened_by": confirmation.override.officer} if confirmation.override else {}),
    }
    rows = [election, confirmation, *([confirmation.paper] if confirmation.paper else [])]
    trail(election.village_id, "step_done", by=by, at=at, rows=rows, facts=facts)
    return confirmation


@transaction.atomic
def take_back_step(election: Election, step: str, *, by: str, at: datetime, reason: str) -> None:
    """Takes a step back that was recorded by mistake; both stay in the trail."""
    hold(election)
    if step not in election.done:
        raise not_done(step)
    refuse_if_it_left_papers(step)
    later = [name for name in steps_after(step) if name in election.done]
    if later:
        raise Refusal(
            "LATER_STEP_DONE",
            f"后面的步骤已经办完，不能撤回“{timetable.step_name(step)}”。",
            f"请先撤回“{timetable.step_name(later[-1])}”。",
            f"A later step is done, so “{timetable.step_name(step, 'en')}” cannot be taken back.",
            f"Take back “{timetable.step_name(later[-1], 'en')}” first.",
        )
    signed: list[Confirmation] = []
    if step == "election_day_fixed":
        election.polling_day, election.pack = None, ""
    if step == CONFIRMED:
        signed = take_back_confirmation(election.village, on=at.astimezone(COUNTY_TIME).date(), why=reason)
    gone = (CONFIRMED, AUDIT_PUBLISHED) if step == CONFIRMED else (step,)
    election.done = {name: day for name, day in election.done.items() if name not in gone}
    election.save()
    facts = {"step": step, "reason": reason}
    trail(election.village_id, "step_taken_back", by=by, at=at, rows=[election, *signed], facts=facts)


#: Steps that made rows on which other people rely: a roll, the names on a ballot, count sheets, a result.
LEAVES_PAPERS = frozenset(
    {
        "roll_published",
        "roll_frozen",
        "candidates_published",
        "proxies_published",
        "mobile_list_published",
        "ballots_ready",
        "polling",
        "result_announced",
    }
)


def refuse_if_it_left_papers(step: str) -> None:
    """What was published or counted is not unmade by a click."""
    if step in LEAVES_PAPERS:
        raise Refusal(
            "STEP_LEFT_PAPERS",
            f"“{timetable.step_name(step)}”办理时已经形成名单或者单据，不能撤回。",
            "以纸质记录为准；要更正的，请报县换届办。",
            f"“{timetable.step_name(step, 'en')}” left lists or sheets behind and cannot be taken back.",
            "Paper leads; report to the county office what has to be corrected.",
        )


def mark_done(election: Election, step: str, on: date) -> None:
    election.done = {**election.done, step: on.isoformat()}
    election.save()


#: The steps in the order of the twelve stages.
ORDER: tuple[str, ...] = tuple(step for stage in STAGES for step in stage.steps)

#: Completed by the township's signature under gate G1; with it the timetable learns when the audit was published.
CONFIRMED, AUDIT_PUBLISHED = "audit_evaluation", "audit_published"
#: The steps at which gate G1 (两先一后) is asked. What it rests on may have been taken back between them.
ASK_THE_GATE = (CONFIRMED, "election_day_fixed")

#: What must be done before a step. Only what the law or the nature of the step demands; the county's plan is not law.
NEEDS: dict[str, tuple[str, ...]] = {
    "election_day_fixed": ("audit_evaluation",),  # 两先一后; 组织法: audit published before the election
    "committee_chosen": ("election_day_fixed",),
    "method_adopted": ("committee_chosen",),
    "registration_opened": ("committee_chosen",),
    "roll_published": ("registration_opened",),
    "objections_closed": ("roll_published",),
    "roll_frozen": ("objections_closed",),
    "nomination_notice": ("method_adopted", "roll_published"),
    "nomination_vote": ("nomination_notice",),
    "review_completed": ("nomination_vote",),
    "candidates_published": ("review_completed", "roll_frozen"),
    "withdrawals_closed": ("candidates_published",),
    "candidates_met_voters": ("candidates_published",),
    "voting_notice_published": ("method_adopted",),
    "proxies_closed": ("roll_published",),
    "proxies_published": ("proxies_closed",),
    "ballots_ready": ("candidates_published", "roll_frozen"),
    "polling": ("ballots_ready", "voting_notice_published", "proxies_published"),
    "result_announced": ("polling",),
    "handover_by": ("result_announced",),
    "ballots_stored": ("polling",),
    "archive_by": ("ballots_stored",),
}


def steps_after(step: str) -> tuple[str, ...]:
    """The steps that need this one, directly or through others."""
    found = {step}
    for name in ORDER:
        if any(needed in found for needed in NEEDS.get(name, ())):
            found.add(name)
    return tuple(name for name in ORDER if name in found and name != step)


def refuse_unless_ready(election: Election, step: str) -> None:
    if step in election.done:
        raise Refusal(
            "STEP_DONE",
            f"“{timetable.step_name(step)}”已于 {election.done[step]} 办完。",
            "要改日期，请先撤回这一步。",
            f"“{timetable.step_name(step, 'en')}” was done on {election.done[step]}.",
            "Take the step back first to change its date.",
        )
    for needed in NEEDS.get(step, ()):
        if needed not in election.done:
            raise Refusal(
                "STEP_NOT_READY",
                f"“{timetable.step_name(needed)}”还没有办完，不能办“{timetable.step_name(step)}”。",
                f"请先办“{timetable.step_name(needed)}”。",
                f"“{timetable.step_name(needed, 'en')}” is not done, so “{timetable.step_name(step, 'en')}” must wait.",
                f"First do “{timetable.step_name(needed, 'en')}”.",
            )
    if step in ASK_THE_GATE:
        refuse_unless_audited(election, step)


def two_first_here(election: Election, polling_day: date | None = None) -> TwoFirst:
    """Audit and evaluation of the village, for this election: before its day is fixed, for the county's plan."""
    day = polling_day or election.polling_day or election.planned_polling_day
    return two_first_of(election.village, day, day)


def refuse_unless_audited(election: Election, step: str, polling_day: date | None = None) -> None:
    """审计、评议在先 (G1): published in time, or opened by the county with a reason and a legal basis."""
    standing = two_first_here(election, polling_day)
    if standing.is_open:
        return
    wrong = [finding for finding in standing.gate.findings if finding.blocks]
    raise Refusal(
        "AUDIT_FIRST",
        f"不能办“{timetable.step_name(step)}”：{''.join(finding.text for finding in wrong)}",
        "请在本村“准备”里的“审计评议”页补齐；确需先办的，由县换届办写明理由和法律依据放行。",
        f"“{timetable.step_name(step, 'en')}” must wait: {' '.join(finding.sentence('en') for finding in wrong)}",
        "Complete it on the village's page “Audit and evaluation”, or have the county open the gate with a reason and "
        "a legal basis.",
    )


def not_done(step: str) -> Refusal:
    return Refusal(
        "STEP_NOT_DONE",
        f"“{timetable.step_name(step)}”还没有记录为办完。",
        "没有可撤回的。",
        f"“{timetable.step_name(step, 'en')}” is not recorded as done.",
        "There is nothing to take back.",
    )
