"""The plan for a key village on paper (O03): a working sheet, printed as it stands."""

from __future__ import annotations

from datetime import date, datetime

from cunxuan.offices.models import Division
from cunxuan.rendering.forms.O03 import context as o03

from .models import Consultation, KeyVillage
from .visits_papers import head_of


def plan_on_paper(one: KeyVillage, on: date, at: datetime) -> o03.KeyVillagePlan:
    return o03.KeyVillagePlan(
        paper=head_of(one.village, on, at),
        reasons=tuple(zh for zh, _ in one.reasons_words),
        said=one.said,
        decided_on=one.decided_on,
        owner="，".join(part for part in (one.owner, one.owner_post) if part),
        lead=one.lead,
        team=one.team,
        measures=one.measures,
        deadline=one.deadline,
        escalation=one.escalation,
        consultations=tuple(map(consulted, one.consultations.standing().order_by("on", "pk"))),
    )


def consulted(one: Consultation) -> o03.Consulted:
    people = [f"公安：{one.police}", f"乡镇：{one.township}", *([one.others] if one.others else [])]
    return o03.Consulted(on=one.on, people="；".join(people), conclusion=one.conclusion, next_on=one.next_on)


def blank_plan(village: Division, on: date) -> o03.KeyVillagePlan:
    return o03.blank(head_of(village, on))
