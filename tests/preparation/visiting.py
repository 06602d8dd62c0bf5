"""Visits as the cast makes them: `visit("seldom", conflicts="…")`, every kind and clarity at once, a report."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from cunxuan.core.situation import CLARITIES, VISIT_KINDS
from cunxuan.offices.models import Division
from cunxuan.preparation.key_village_actions import Owner, decide_key_village, propose_key_village
from cunxuan.preparation.models import KeyVillage, Situation
from cunxuan.preparation.situation_actions import issue_situation, write_situation
from cunxuan.preparation.visits_actions import NewVisit, record_visits

TODAY = date(2026, 10, 20)  # before the call, as `new_qinghe` has it
AT = datetime(2026, 10, 20, 8, 0, tzinfo=UTC)
ON = date(2026, 9, 24)
SAID = "2019 年修路占地补偿，账没有公开。"

#: A visit and a plan as their forms send them.
FIRST_KEY, SECOND_KEY = "1c9e7a52-5d0b-4b0e-9a0e-3b6f2a1d7c11", "8f14e45f-ceea-467f-a83d-2d6c9b2f1e22"
TYPED = {
    "kind": "seldom",
    "person": "薛改香，三组",
    "on": "2026-09-24",
    "visitors": "陈、安",
    "conflicts": SAID,
    "follows": "yes",
    "follow_up": "公布补偿账，交村监委",
    "follow_by": "2026-10-20",
}
PLAN_TYPED = {
    "owner": "史广田",
    "lead": "史广田",
    "team": "民警两人",
    "measures": "公布补偿账。",
    "deadline": "2026-11-20",
    "escalation": "十分钟内报镇党委书记。",
    "on": "2026-10-23",
}

#: A report with nothing special in it.
WRITTEN: dict[str, Any] = {
    "population": 1286,
    "households": 371,
    "party_members": 36,
    "groups": 4,
    "economy": "果树八百亩，缺冷库。",
    "cadres": "班子五人，一人常年在外。",
    "conflicts": SAID,
    "suggestions": "村务公开栏放到大路边上。",
    "talent": "",
    "reasons": [],
}


def visit(kind: str = "seldom", *, key: UUID | None = None, **more: Any) -> NewVisit:
    """One visit; clarities are given by their keys."""
    found_out = {name: more.pop(name) for name in tuple(more) if name in CLARITIES}
    words = {"person": "薛改香，三组", "on": ON, "visitors": "陈、安", **more}
    return NewVisit(key=key or uuid4(), kind=kind, found_out=found_out, **words)


def visited(village: Division, by: str = "an", at: datetime = AT) -> None:
    """Everybody was visited, everything is clear."""
    every = dict.fromkeys(CLARITIES, SAID)
    record_visits(village, [visit(kind, **every) for kind in VISIT_KINDS], by=by, at=at)


def reported(village: Division, *, risk: str = "low", at: datetime = AT, **more: Any) -> Situation:
    """A report that was issued, with the risk that was decided."""
    report = write_situation(village, WRITTEN | more, by="an", at=at)
    issue_situation(report, risk=risk, differs_why="当地的情况。", on=TODAY, by="chen", at=at)
    return report


def proposed(village: Division, at: datetime = AT, on: date = TODAY) -> KeyVillage:
    return propose_key_village(
        village, reasons=["clans", "unsettled"], said="两个家族闹过两次。", on=on, by="chen", at=at
    )


def decided(village: Division, at: datetime = AT, on: date = TODAY) -> KeyVillage:
    one = proposed(village, at, on)
    owner = Owner("史广田", "副镇长")
    decide_key_village(one, agreed=True, why="矛盾可能影响选举。", owner=owner, on=on, by="ren", at=at)
    return one
