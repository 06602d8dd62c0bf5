"""Verbs that change a published roll: record a change for a lawful reason, reverse one, publish the correction.

A published version is never touched: a correction is the next version, with its own day and digest. Where the roll was
frozen, the correction opens it, and its number is frozen again.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import models, transaction
from django.db.models import Max

from cunxuan.core.errors import Refusal
from cunxuan.core.findings import Finding
from cunxuan.core.people.registration import eligible
from cunxuan.elections.actions import rules_of, steps_after
from cunxuan.elections.models import Election
from cunxuan.records.actions import hold, issue_paper, trail
from cunxuan.records.papers import frozen

from .actions import insert_entries, issue_roll
from .change_queries import GAINS, LOSSES, ChangesAhead, changes_ahead, in_force, opinion_on, stands, vote_ahead
from .models import Objection, Resident, Roll, RollChange, RollEntry
from .registration_queries import person_of, standing_of
from .roll_papers import correction, correction_number, order_of, paper_of, subject_of
from .versions import Listed, compared, digest_of, latest, listed


@transaction.atomic
def record_change(
    election: Election, resident: Resident, *, reason: str, on: date, evidence: str, by: str, at: datetime
) -> RollChange:
    """One of the reasons for which a published roll changes (四增四减), with what proves it."""
    hold(election)
    if reason not in (*GAINS, *LOSSES):
        raise LookupError(reason)
    change = add_change(election, resident, reason=reason, gain=reason in GAINS, on=on, evidence=evidence)
    trail(election.village_id, "roll_change_recorded", by=by, at=at, rows=[change], facts=facts_of(change))
    return change


def add_change(
    election: Election,
    resident: Resident,
    *,
    reason: str,
    gain: bool,
    on: date,
    evidence: str,
    objection: Objection | None = None,
) -> RollChange:
    """The change, if the law and the roll as it stands allow it."""
    roll = latest(election)
    refuse_without_evidence(evidence)
    found = opinion_on(election, reason, on, evidence, roll.count)
    refuse_for(found.findings, "请核对理由和日期。", "Check the reason and the day.")
    refuse_unless_it_changes(election, resident, gain)
    if gain:
        refuse_unless_eligible(election, resident)
    return RollChange.objects.create(
        election=election, resident=resident, reason=reason, gain=gain, on=on, evidence=evidence, objection=objection
    )


@transaction.atomic
def reverse_change(change: RollChange, *, on: date, why: str, by: str, at: datetime) -> RollChange:
    """Takes back what was recorded by mistake, by a change the other way. Both stay on record."""
    election = change.election
    hold(election)
    reversal = add_reversal(change, on=on, why=why)
    trail(election.village_id, "roll_change_reversed", by=by, at=at, rows=[reversal], facts=facts_of(reversal))
    return reversal


def add_reversal(change: RollChange, *, on: date, why: str) -> RollChange:
    election, vote = change.election, vote_ahead(change.election)
    refuse_without_evidence(why)
    refuse_unless_it_changes(election, change.resident, not change.gain)
    refuse_after_the_vote(on, vote.on)
    return RollChange.objects.create(
        election=election,
        resident=change.resident,
        reason="recorded_by_mistake",
        gain=not change.gain,
        on=on,
        evidence=why,
        objection=change.objection,
    )


def facts_of(change: RollChange) -> dict[str, Any]:
    return {"reason": change.reason, "gain": change.gain, "on": change.on.isoformat()}


def refuse_without_evidence(evidence: str) -> None:
    if not evidence.strip():
        raise Refusal(
            "ROLL_CHANGE_WITHOUT_PROOF",
            "名单变更没有写依据材料。",
            "请写明依据，例如“死亡证明，11 月 28 日”。",
            "What proves the change is missing.",
            "Name it, such as “death certificate of 28 November”.",
        )


def refuse_for(findings: tuple[Finding, ...], way_out: str, way_out_en: str) -> None:
    wrong = next((one for one in findings if one.blocks), None)
    if wrong:
        raise Refusal(wrong.reason, wrong.text, way_out, wrong.sentence("en"), way_out_en)


def refuse_unless_it_changes(election: Election, resident: Resident, gain: bool) -> None:
    """Who stands on the roll is not added, who does not is not struck off."""
    if stands(election, resident) != gain:
        return
    zh, en = (
        ("已在名单上，不用增加", "is on the roll already") if gain else ("不在名单上，不用减少", "is not on the roll")
    )
    raise Refusal(
        "ROLL_CHANGE_EMPTY",
        f"{resident.name}{zh}。",
        "请核对是不是同名的另一个人，或者变更已经记录过。",
        f"{resident.name} {en}.",
        "Check whether another person of the same name is meant, or the change is recorded already.",
    )


def refuse_unless_eligible(election: Election, resident: Resident) -> None:
    """Nobody is added who has no vote on polling day, whatever the reason."""
    facts = resident.registration_facts.filter(election=election, in_force=True)
    found = eligible(rules_of(election), person_of(resident, facts), vote_ahead(election).on)
    refuse_for(found.findings, "不能列入名单。", "The person cannot be on the roll.")


# -- the correction -----------------------------------------------------------------------------------------------


@transaction.atomic
def publish_correction(election: Election, *, on: date, by: str, at: datetime) -> Roll:
    """Publishes what changed and how objections were decided (更正补充公告), and the corrected list as a new version.

    Where only outcomes are published, the list and its version stand.
    """
    hold(election)
    before, ahead = latest(election), changes_ahead(election)
    refuse_to_publish(election, before, ahead, on)
    rows: list[models.Model] = []
    roll = next_version(election, before, ahead, on) if ahead.any else before
    for change in ahead.changes:
        change.version = roll.version
        change.save()
    for objection in ahead.outcomes:
        objection.outcome_published_on = on
        objection.save()
    rows += [*ahead.changes, *ahead.outcomes]
    if roll is not before:
        reopen(election)
        entries = listed(election, roll.version)
        rows += [roll, election, issue_roll(roll, entries, order_of(before), by=by, at=at, before=paper_of(before))]
    rows.append(issue_correction(roll, before, ahead, on, by=by, at=at))
    trail(
        election.village_id,
        "roll_corrected",
        by=by,
        at=at,
        rows=rows,
        batches=[RollEntry._meta.db_table] if roll is not before else [],
        facts={
            "version": roll.version,
            "count": roll.count,
            "digest": roll.digest,
            "on": on.isoformat(),
            "added": len(ahead.added),
            "removed": len(ahead.removed),
            "corrected": len(ahead.corrected),
            "outcomes": len(ahead.outcomes),
        },
    )
    return roll


def refuse_to_publish(election: Election, before: Roll, ahead: ChangesAhead, on: date) -> None:
    if not ahead.to_publish:
        raise Refusal(
            "ROLL_NOTHING_TO_PUBLISH",
            "没有要公布的更正。",
            "记录变更或者对异议作出决定以后，再公布。",
            "There is nothing to publish.",
            "Record a change or decide an objection first.",
        )
    if on < before.published_on:
        raise Refusal(
            "ROLL_BEFORE_THE_LAST",
            f"公布日期 {on} 早于上一版名单的公布日期 {before.published_on}。",
            "请核对日期。",
            f"{on} is before {before.published_on}, when the last version was published.",
            "Check the day.",
        )
    vote = vote_ahead(election)
    if ahead.any:
        refuse_after_the_vote(on, vote.on)


def refuse_after_the_vote(on: date, voted_on: date) -> None:
    if on > voted_on:
        raise Refusal(
            "ROLL_AFTER_THE_VOTE",
            f"{voted_on} 已经投票，名单不再变更。",
            "请按投票日的名单办理。",
            f"The vote was on {voted_on}; the roll changes no more.",
            "Go by the roll of polling day.",
        )


def next_version(election: Election, before: Roll, ahead: ChangesAhead, on: date) -> Roll:
    """Ends the entries of who goes, begins those of who comes; who is corrected keeps the card number."""
    version, standing = before.version + 1, in_force(election)
    ended = [standing[one.resident.pk] for one in (*ahead.removed, *ahead.corrected)]
    RollEntry.objects.filter(pk__in=[entry.pk for entry in ended]).update(until_version=version)
    card_no = RollEntry.objects.filter(election=election).aggregate(last=Max("card_no"))["last"] or 0
    coming = [entry_for(election, one.resident, card_no + place) for place, one in enumerate(ahead.added, start=1)]
    coming += [corrected(one.resident, standing[one.resident.pk]) for one in ahead.corrected]
    insert_entries(election, coming, version=version)
    entries = listed(election, version)
    return Roll.objects.create(
        election=election, version=version, published_on=on, count=len(entries), digest=digest_of(entries)
    )


def entry_for(election: Election, resident: Resident, card_no: int) -> Listed:
    return Listed(
        resident=resident.pk,
        card_no=card_no,
        group_no=resident.group_no,
        household_no=resident.household_no,
        name=resident.name,
        category=category_of(election, resident),
    )


def category_of(election: Election, resident: Resident) -> str:
    """The head of the law; where a decision put somebody on the roll whom the record alone does not, by the hukou."""
    found = standing_of(election, resident).category
    if found:
        return found
    if not resident.hukou_here:
        return "c"
    return "a" if resident.lives_here else "b"


def corrected(resident: Resident, entry: RollEntry) -> Listed:
    return Listed(
        resident=resident.pk,
        card_no=entry.card_no,
        group_no=resident.group_no,
        household_no=resident.household_no,
        name=resident.name,
        category=entry.category,
    )


def reopen(election: Election) -> None:
    """The number is open until it is frozen again; once the candidates are published the step stays done."""
    if "roll_frozen" in election.done and not any(step in election.done for step in steps_after("roll_frozen")):
        election.done = {step: day for step, day in election.done.items() if step != "roll_frozen"}
        election.save()


def issue_correction(roll: Roll, before: Roll, ahead: ChangesAhead, on: date, *, by: str, at: datetime) -> models.Model:
    found = compared(before, roll) if roll is not before else None
    return issue_paper(
        scope=roll.election.village_id,
        subject=subject_of(roll),
        form_id="A04_1",
        number=correction_number(roll.election),
        context=frozen("A04_1", correction(roll, before, found, ahead.outcomes, on, at)),
        by=by,
        at=at,
    )
