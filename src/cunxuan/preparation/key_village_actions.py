"""Verbs on key villages: a township proposes, somebody else decides for the county, who owns it plans, police and
township consult, and in the end it is a key village no longer, for a reason.

All of it stands in the township's chain: what is thought about a village's leaders is not read by them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from cunxuan.core.errors import Refusal
from cunxuan.core.situation import REASONS
from cunxuan.offices.models import Division
from cunxuan.records.actions import locked_head, trail
from cunxuan.web.clock import COUNTY_TIME

from .models import Consultation, KeyVillage, Stands
from .situation_actions import chain_of


@transaction.atomic
def propose_key_village(
    village: Division, *, reasons: Sequence[str], said: str, on: date, by: str, at: datetime
) -> KeyVillage:
    """The township proposes that a village be a key village, with the reasons that apply."""
    scope = chain_of(village)
    locked_head(scope)
    if KeyVillage.objects.open().filter(village=village).exists():
        raise Refusal(
            "KEY_VILLAGE_OPEN",
            f"{village.name}已经提出或者已经是重点村。",
            "请看重点村一页。",
            f"{village.name} is a key village already, or waits for the county.",
            "See the page “Key village”.",
        )
    assert set(reasons) <= set(REASONS), reasons
    if not reasons:
        raise Refusal(
            "KEY_VILLAGE_REASON",
            "没有选难点原因。",
            "至少选一条原因。",
            "No reason was chosen.",
            "Choose at least one.",
        )
    refuse_day(on, None, at)
    one = KeyVillage.objects.create(
        village=village, reasons=in_order(reasons), said=said, proposed_by=by, proposed_on=on
    )
    trail(scope, "key_village_proposed", by=by, at=at, rows=[one], facts={"village": village.code})
    return one


def in_order(reasons: Sequence[str]) -> list[str]:
    return [key for key in REASONS if key in reasons]


def refuse_day(on: date, not_before: date | None, at: datetime) -> None:
    """The day of an act on a key village lies between the act before it and today."""
    if on > at.astimezone(COUNTY_TIME).date():
        raise Refusal(
            "KEY_VILLAGE_NOT_YET",
            f"{on} 还没有到。",
            "请填实际办理的日期。",
            f"{on} has not come yet.",
            "Give the day on which it was done.",
        )
    if not_before and on < not_before:
        raise Refusal(
            "KEY_VILLAGE_BEFORE",
            f"{on} 早于前一步的日期 {not_before}。",
            "请核对日期。",
            f"{on} is older than the step before it, {not_before}.",
            "Check the day.",
        )


def held(one: KeyVillage, *stands: Stands) -> str:
    """Holds the chain; refuses where the village does not stand as the act needs it."""
    scope = chain_of(one.village)
    locked_head(scope)
    one.refresh_from_db()
    if one.stands not in stands:
        english = {
            Stands.PROPOSED: "proposed",
            Stands.DECIDED: "a key village",
            Stands.DECLINED: "declined by the county",
            Stands.WITHDRAWN: "withdrawn",
            Stands.ENDED: "a key village no longer",
        }
        raise Refusal(
            "KEY_VILLAGE_STANDS",
            f"{one.village.name}现在是“{Stands(one.stands).label}”，这一步办不了。",
            "请看重点村一页上的进展。",
            f"{one.village.name} is {english[Stands(one.stands)]} now; this cannot be done.",
            "See how it stands on the page “Key village”.",
        )
    return scope


@transaction.atomic
def withdraw_proposal(one: KeyVillage, *, why: str, by: str, at: datetime) -> None:
    """The township takes its proposal back, as long as the county has not decided."""
    scope = held(one, Stands.PROPOSED)
    one.stands, one.ended_on, one.ended_why, one.ended_by = (
        Stands.WITHDRAWN,
        at.astimezone(COUNTY_TIME).date(),
        why,
        by,
    )
    one.save()
    trail(scope, "key_village_withdrawn", by=by, at=at, rows=[one], facts={"village": one.village_id})


@dataclass(frozen=True, slots=True)
class Owner:
    """Who answers for a key village."""

    name: str
    post: str


@transaction.atomic
def decide_key_village(
    one: KeyVillage, *, agreed: bool, why: str, on: date, by: str, at: datetime, owner: Owner | None = None
) -> None:
    """The county decides; never the person who proposed it. A key village has an owner from its first day."""
    scope = held(one, Stands.PROPOSED)
    refuse_day(on, one.proposed_on, at)
    if by == one.proposed_by:
        raise Refusal(
            "KEY_VILLAGE_SAME_PERSON",
            "提出和决定须由不同的人办理，这一村是您提出的。",
            "请另一位县换届办的人决定。",
            "Whoever proposed a key village does not decide on it, and you proposed this one.",
            "Ask somebody else of the county office.",
        )
    if agreed and not (owner and owner.name):
        raise Refusal(
            "KEY_VILLAGE_OWNER",
            "列为重点村要有责任人。",
            "请填责任人的姓名和职务。",
            "A key village needs somebody who answers for it.",
            "Give the name and the post.",
        )
    one.stands = Stands.DECIDED if agreed else Stands.DECLINED
    one.decided_by, one.decided_on, one.decided_why = by, on, why
    if agreed and owner:
        one.owner, one.owner_post = owner.name, owner.post
    one.save()
    facts = {"village": one.village_id, "agreed": agreed}
    trail(scope, "key_village_decided", by=by, at=at, rows=[one], facts=facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The plan for a key village (工作预案 O03)."""

    owner: str
    owner_post: str
    lead: str
    team: str
    measures: str
    deadline: date
    escalation: str


@transaction.atomic
def plan_key_village(one: KeyVillage, plan: Plan, *, on: date, by: str, at: datetime) -> None:
    """Writes the plan, or writes it anew; the trail keeps that and when."""
    scope = held(one, Stands.DECIDED)
    refuse_day(on, one.decided_on, at)
    again = one.planned_on is not None
    for name, value in asdict(plan).items():
        setattr(one, name, value)
    one.planned_on = on
    one.save()
    facts = {"village": one.village_id, "again": again}
    trail(scope, "key_village_planned", by=by, at=at, rows=[one], facts=facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewConsultation:
    """A consultation as it was held."""

    on: date
    police: str
    township: str
    conclusion: str
    others: str = ""
    next_on: date | None = None


@transaction.atomic
def record_consultation(one: KeyVillage, came: NewConsultation, *, by: str, at: datetime) -> Consultation:
    """Police and township looked at the village together; it may be before the county decides."""
    scope = held(one, Stands.PROPOSED, Stands.DECIDED)
    refuse_day(came.on, None, at)
    consultation = Consultation.objects.create(key_village=one, **asdict(came))
    facts = {"village": one.village_id, "on": came.on.isoformat()}
    trail(scope, "key_village_consulted", by=by, at=at, rows=[consultation], facts=facts)
    return consultation


@transaction.atomic
def take_back_consultation(consultation: Consultation, *, why: str, by: str, at: datetime) -> None:
    """A consultation recorded by mistake counts no more; it stays readable with the reason."""
    scope = held(consultation.key_village, Stands.PROPOSED, Stands.DECIDED)
    consultation.refresh_from_db()
    if consultation.taken_back_on:
        raise Refusal(
            "CONSULTATION_TAKEN_BACK",
            f"这次会诊已于 {consultation.taken_back_on} 撤回。",
            "要重新登记的，另写一次。",
            f"This consultation was taken back on {consultation.taken_back_on}.",
            "Record another one if needed.",
        )
    consultation.taken_back_on, consultation.taken_back_why = at.astimezone(COUNTY_TIME).date(), why
    consultation.save()
    facts = {"village": consultation.key_village.village_id}
    trail(scope, "key_village_consultation_taken_back", by=by, at=at, rows=[consultation], facts=facts)


@transaction.atomic
def end_key_village(one: KeyVillage, *, why: str, on: date, by: str, at: datetime) -> None:
    """The county ends it with a reason; plan and consultations stay readable."""
    scope = held(one, Stands.DECIDED)
    refuse_day(on, one.decided_on, at)
    one.stands, one.ended_on, one.ended_why, one.ended_by = Stands.ENDED, on, why, by
    one.save()
    trail(scope, "key_village_ended", by=by, at=at, rows=[one], facts={"village": one.village_id})
