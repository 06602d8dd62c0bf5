"""Verbs on kinship: the committee states who are relatives, and records what a meeting decided between them.

Legal basis: Organic Law art 8 (from 2026) and the provinces want near relatives to avoid each other on the villagers'
committee (近亲属回避). No figure shows who is related; a result is determined from what the committee states here
(core.kin), and that there is nobody has to be stated as well.

Public: `state_relatives`, `record_decision`, `last_statement`, `ties_among`, `Tie`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import transaction

from cunxuan.core.errors import Refusal
from cunxuan.core.people.relatives import RELATIONS
from cunxuan.elections.models import Election
from cunxuan.records.actions import hold, trail

from .models import KinStatement


class Tie(NamedTuple):
    """Two people: `b` is that relative of `a` (core.people.relatives.Relation)."""

    a: str
    b: str
    relation: str


def last_statement(election: Election, *, until: datetime | None = None) -> KinStatement | None:
    """The statement that holds now, or that held at a moment."""
    found = election.kin_statements.order_by("-version")
    return found.filter(stated_at__lte=until).first() if until else found.first()


def ties_among(stated: KinStatement | None, names: Collection[str]) -> list[dict[str, str]]:
    """The ties between these people, as the case of a determination takes them."""
    ties: list[dict[str, str]] = stated.ties if stated else []
    return [tie for tie in ties if tie["a"] in names and tie["b"] in names]


@transaction.atomic
def state_relatives(
    election: Election, ties: Iterable[Tie], *, names: Iterable[str], on: date, by: str, at: datetime
) -> KinStatement:
    """States who among these people are relatives (近亲属关系); without ties, that nobody is.

    What a meeting decided between two relatives stays with them while they are stated to be related.
    """
    hold(election)
    known, pairs = list(dict.fromkeys(names)), list(ties)
    refuse_ties(pairs, known)
    before = last_statement(election)
    decided = {pair_of(tie): tie["stays"] for tie in (before.ties if before else ()) if "stays" in tie}
    rows = [
        {**tie._asdict(), **({"stays": decided[pair_of(tie._asdict())]} if pair_of(tie._asdict()) in decided else {})}
        for tie in pairs
    ]
    stated = next_version(election, before, names=known, ties=rows, stated_on=on, stated_at=at)
    trail(
        election.village_id,
        "relatives_stated",
        by=by,
        at=at,
        rows=[stated],
        facts={"version": stated.version, "people": len(known), "ties": rows, "on": on.isoformat()},
    )
    return stated


@transaction.atomic
def record_decision(
    election: Election,
    *,
    stays: str = "",
    among: Collection[str] = (),
    keeps: str = "",
    on: date,
    evidence: str,
    by: str,
    at: datetime,
) -> KinStatement:
    """What a meeting decided: which of these relatives stays, or by which method it is found out who does."""
    hold(election)
    before = last_statement(election)
    if before is None or not (stays or keeps) or (stays and stays not in among):
        raise Refusal(
            "NOTHING_TO_DECIDE",
            "没有要由会议决定的亲属关系。",
            "请先写明谁和谁有近亲属关系。",
            "There are no relatives between whom a meeting decides.",
            "State first who are relatives.",
        )
    ties = [
        {**tie, "stays": stays} if stays in (tie["a"], tie["b"]) and among_both(tie, among) else tie
        for tie in before.ties
    ]
    stated = next_version(
        election,
        before,
        ties=ties,
        stated_at=at,
        decided_on=on,
        evidence=evidence,
        **({"keeps": keeps} if keeps else {}),
    )
    facts = {"version": stated.version, "stays": stays, "keeps": stated.keeps, "evidence": evidence}
    trail(
        election.village_id,
        "kin_decided",
        by=by,
        at=at,
        rows=[stated],
        facts={**facts, "on": on.isoformat()},
    )
    return stated


def among_both(tie: dict[str, str], people: Collection[str]) -> bool:
    return tie["a"] in people and tie["b"] in people


#: What a statement says until another says otherwise.
KEPT = ("names", "ties", "keeps", "decided_on", "evidence", "stated_on")


def next_version(election: Election, before: KinStatement | None, **said: Any) -> KinStatement:
    kept = {key: getattr(before, key) for key in KEPT} if before else {}
    version = before.version + 1 if before else 1
    return KinStatement.objects.create(election=election, version=version, **{**kept, **said})


def pair_of(tie: dict[str, str]) -> frozenset[str]:
    return frozenset((tie["a"], tie["b"]))


def refuse_ties(ties: list[Tie], names: Collection[str]) -> None:
    """Both stand or were voted for, are two people, and are given once."""
    seen: set[frozenset[str]] = set()
    for tie in ties:
        pair = frozenset((tie.a, tie.b))
        stranger = next((name for name in (tie.a, tie.b) if name not in names), None)
        if stranger is not None:
            raise refused(f"名单里没有“{stranger}”。", f"“{stranger}” is not one of those voted for.")
        if len(pair) < 2:
            raise refused(f"“{tie.a}”不能是自己的亲属。", f"“{tie.a}” is no relative of himself.")
        if pair in seen:
            raise refused(f"{tie.a}、{tie.b}写了两次。", f"{tie.a} and {tie.b} are given twice.")
        if tie.relation not in RELATIONS:
            raise refused(f"没有“{tie.relation}”这种亲属关系。", f"There is no relation “{tie.relation}”.")
        seen.add(pair)


def refused(text: str, text_en: str) -> Refusal:
    return Refusal(
        "NO_SUCH_TIE",
        text,
        "请从名单里选两个人，写明一种关系。",
        text_en,
        "Choose two people of the list and their relation.",
    )
