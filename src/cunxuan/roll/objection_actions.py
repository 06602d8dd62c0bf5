"""Verbs on objections to the roll: register one, correct the entry, decide it, record an appeal.

What was typed wrongly is corrected by a later act that says why; both stay in the trail. A decision can be made anew
until its outcome is published.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import models, transaction

from cunxuan.core.errors import Refusal
from cunxuan.elections.actions import rules_of
from cunxuan.elections.models import Election
from cunxuan.records.actions import hold, issue_paper, trail
from cunxuan.records.models import IssuedPaper
from cunxuan.records.papers import frozen
from cunxuan.web.clock import COUNTY_TIME
from cunxuan.web.pinyin import initials_of_person

from .change_actions import add_change, add_reversal
from .models import Claim, Decision, Objection, Resident, RollChange, RollEntry
from .objection_clock import clock_of, published_on
from .objection_queries import may_decide
from .roll_papers import decision_number, decision_of
from .versions import latest


@dataclass(frozen=True, slots=True, kw_only=True)
class NewObjection:
    """An objection as it came in."""

    applicant: str
    about: str
    resident: Resident | None
    claim: str
    text: str
    in_writing: bool
    received_at: datetime


@transaction.atomic
def register_objection(election: Election, came: NewObjection, *, by: str, at: datetime) -> Objection:
    """Registers an objection (名单异议登记), also one that came too late: that is decided, not turned away."""
    hold(election)
    latest(election)  # there is a roll to object to
    if came.received_at > at:
        raise Refusal(
            "OBJECTION_NOT_YET",
            "收到时间在现在以后。",
            "请核对收到的日期和钟点。",
            "The objection cannot have come later than now.",
            "Check the day and the hour.",
        )
    last = election.objections.order_by("-number").values_list("number", flat=True).first() or 0
    objection = Objection.objects.create(election=election, number=last + 1, **values_of(came))
    trail(
        election.village_id,
        "objection_registered",
        by=by,
        at=at,
        rows=[objection],
        facts={"number": objection.number, "claim": objection.claim, "received_at": said(objection.received_at)},
    )
    return objection


def values_of(came: NewObjection) -> dict[str, object]:
    return {
        "applicant": came.applicant,
        "about": came.about,
        "resident": came.resident,
        "claim": came.claim,
        "text": came.text,
        "in_writing": came.in_writing,
        "received_at": came.received_at,
    }


def said(moment: datetime) -> str:
    return moment.astimezone(COUNTY_TIME).isoformat(timespec="minutes")


@transaction.atomic
def correct_objection(objection: Objection, came: NewObjection, *, why: str, by: str, at: datetime) -> None:
    """Corrects what was typed wrongly, as long as nothing is decided."""
    hold(objection.election)
    objection.refresh_from_db()
    if objection.decision:
        raise Refusal(
            "OBJECTION_DECIDED",
            f"第 {objection.number} 号异议已经作出决定，登记的内容不能再改。",
            "决定有误的，重新作出决定。",
            f"Objection {objection.number} is decided; its entry cannot be changed.",
            "If the decision is wrong, decide again.",
        )
    for name, value in values_of(came).items():
        setattr(objection, name, value)
    objection.save()
    trail(
        objection.election.village_id,
        "objection_corrected",
        by=by,
        at=at,
        rows=[objection],
        facts={"number": objection.number, "why": why, "received_at": said(objection.received_at)},
    )


@dataclass(frozen=True, slots=True)
class Corrected:
    """What the roll shall say of a person whose entry was wrong."""

    name: str
    group_no: int


@transaction.atomic
def decide_objection(
    objection: Objection,
    *,
    decision: str,
    reason: str,
    on: date,
    by: str,
    at: datetime,
    corrected: Corrected | None = None,
) -> IssuedPaper:
    """The committee's decision, as the paper O34; an upheld objection changes the roll with its next version."""
    election = objection.election
    hold(election)
    objection.refresh_from_db()
    refuse_to_decide(objection, decision, on)
    again = bool(objection.decision)
    rows: list[models.Model] = [*undone(objection, on)]
    batches = [Resident._meta.db_table] if again and restored(objection) else []
    objection.decision, objection.reason, objection.decided_on = decision, reason, on
    objection.save()
    rows += [objection, *what_it_changes(objection, on)]
    if decision == Decision.UPHELD and objection.claim == Claim.CORRECT:
        correct_resident(objection, corrected)
        batches = [Resident._meta.db_table]
    paper = issue_decision(objection, by=by, at=at)
    trail(
        election.village_id,
        "objection_decided",
        by=by,
        at=at,
        rows=[*rows, paper],
        batches=batches,
        facts={"number": objection.number, "decision": decision, "on": on.isoformat(), "again": again},
    )
    return paper


def refuse_to_decide(objection: Objection, decision: str, on: date) -> None:
    election = objection.election
    if objection.outcome_published_on:
        raise Refusal(
            "OBJECTION_PUBLISHED",
            f"第 {objection.number} 号异议的处理结果已于 {objection.outcome_published_on} 公布。",
            "名单还要变更的，在“更正”页记录变更。",
            f"The outcome of objection {objection.number} was published on {objection.outcome_published_on}.",
            "If the roll has to change again, record the change on the page “Corrections”.",
        )
    if on < objection.received_at.astimezone(COUNTY_TIME).date():
        raise Refusal(
            "OBJECTION_DECIDED_BEFORE",
            "决定日期早于收到异议的日期。",
            "请核对日期。",
            "The decision cannot be older than the objection.",
            "Check the day.",
        )
    clock = clock_of(objection, rules_of(election), published_on(election), on)
    allowed = may_decide(clock)
    if decision not in allowed:
        words = "、".join(one.label for one in allowed)
        english = {Decision.UPHELD: "upheld", Decision.DISMISSED: "dismissed", Decision.NOT_ACCEPTED: "not accepted"}
        raise Refusal(
            "OBJECTION_DECISION",
            f"这件异议的决定只能是：{words}。",
            "请看异议期限和收到时间。",
            f"This objection can only be: {', '.join(english[one] for one in allowed)}.",
            "See the period and when it was received.",
        )
    if decision == Decision.UPHELD and objection.resident is None:
        raise Refusal(
            "OBJECTION_ABOUT_NOBODY",
            "异议所指的人还没有和本村居民对上，不能决定成立。",
            "请先把这个人录入居民名册，再在异议里选定。",
            "The person is not found among the residents, so the objection cannot be upheld.",
            "Add the person to the residents, then choose them in the objection.",
        )


def undone(objection: Objection, on: date) -> list[RollChange]:
    """A decision that is made anew takes back the change that the earlier one brought."""
    waiting = objection.changes.filter(version__isnull=True).order_by("pk").last()
    if waiting is None or waiting.reason == "recorded_by_mistake":
        return []
    return [add_reversal(waiting, on=on, why=f"第{objection.number}号异议重新作出决定")]


def restored(objection: Objection) -> bool:
    """Puts a person's name and group back to what is published; says whether there was anything to put back."""
    if objection.claim != Claim.CORRECT or objection.decision != Decision.UPHELD or objection.resident is None:
        return False
    entry = entry_of(objection)
    rename(objection.resident, entry.name, entry.group_no)
    return True


def what_it_changes(objection: Objection, on: date) -> list[RollChange]:
    """An upheld objection adds the person or strikes them off."""
    if objection.decision != Decision.UPHELD or objection.claim == Claim.CORRECT:
        return []
    assert objection.resident is not None, "refused before"
    gain = objection.claim == Claim.ADD
    change = add_change(
        objection.election,
        objection.resident,
        reason="objection_upheld_added" if gain else "objection_upheld_removed",
        gain=gain,
        on=on,
        evidence=f"第{objection.number}号异议处理决定书",
        objection=objection,
    )
    return [change]


def correct_resident(objection: Objection, corrected: Corrected | None) -> None:
    """The list of residents is corrected at once; the roll with its next version."""
    resident = objection.resident
    assert resident is not None, "refused before"
    entry = entry_of(objection)
    if corrected is None or (corrected.name, corrected.group_no) == (entry.name, entry.group_no):
        raise Refusal(
            "OBJECTION_CORRECTS_NOTHING",
            "没有写更正后的姓名或者村民小组。",
            "请填更正后的内容。",
            "What the entry shall say is missing.",
            "Fill in the corrected name or group.",
        )
    rename(resident, corrected.name, corrected.group_no)


def entry_of(objection: Objection) -> RollEntry:
    entry = RollEntry.objects.filter(
        election=objection.election, resident=objection.resident, until_version__isnull=True
    ).first()
    if entry is None:
        raise Refusal(
            "OBJECTION_NOT_LISTED",
            f"{objection.about}不在名单上，没有可以更正的。",
            "要求列入名单的，按“要求列入名单”登记。",
            f"{objection.about} is not on the roll: there is nothing to correct.",
            "Register an objection that asks for the person to be added.",
        )
    return entry


def rename(resident: Resident, name: str, group_no: int) -> None:
    resident.name, resident.group_no = name, group_no
    resident.initials = initials_of_person(name)
    resident.save()


def issue_decision(objection: Objection, *, by: str, at: datetime) -> IssuedPaper:
    """The paper that the objector gets; a decision made anew takes the place of the one before."""
    subject = f"{objection.election.semantic_id}.objection{objection.number}"
    before = IssuedPaper.objects.filter(subject=subject, form_id="O34").order_by("-pk").first()
    return issue_paper(
        scope=objection.election.village_id,
        subject=subject,
        form_id="O34",
        number=decision_number(objection) if before is None else f"{before.number}之一",
        context=frozen("O34", decision_of(objection)),
        by=by,
        at=at,
        supersedes=before,
    )


@transaction.atomic
def record_appeal(
    objection: Objection, *, appealed_on: date | None, decided_on: date | None, by: str, at: datetime
) -> None:
    """The appeal to the township against the decision, where the place has one, and the township's decision."""
    hold(objection.election)
    objection.refresh_from_db()
    if not objection.decided_on or (appealed_on and appealed_on < objection.decided_on):
        raise Refusal(
            "APPEAL_BEFORE_DECISION",
            "申诉早于处理决定。",
            "请核对日期。",
            "The appeal cannot be older than the decision.",
            "Check the day.",
        )
    objection.appealed_on, objection.appeal_decided_on = appealed_on, decided_on
    objection.save()
    trail(
        objection.election.village_id,
        "objection_appealed",
        by=by,
        at=at,
        rows=[objection],
        facts={"number": objection.number, "on": appealed_on.isoformat() if appealed_on else ""},
    )
