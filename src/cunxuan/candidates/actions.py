"""Verbs on candidates: publish the formal candidates, and open a vote with the people on its ballot.

Legal basis: Organic Law art 15 (2018), art 18 (2026): more candidates than seats. A runoff, a rerun and a new vote
among those tied have the candidates that the determination before them named (core.following).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import models, transaction

from cunxuan.core.errors import Refusal
from cunxuan.core.law import Rules
from cunxuan.core.people.nomination import Contested, contested, refused_for
from cunxuan.core.telling_words import post_title
from cunxuan.elections.actions import mark_done, refuse_unless_ready, rules_of
from cunxuan.elections.models import Contest, Election, Round, RoundKind
from cunxuan.records.actions import hold, trail
from cunxuan.roll.actions import registered_count

from .models import Candidate


@dataclass(frozen=True, slots=True)
class Nominee:
    """A person for the ballot; `sex` is empty where it is not known."""

    name: str
    sex: str


@dataclass(frozen=True, slots=True)
class BallotLine:
    """A post on the ballot: the seats to fill and the people, in the order in which the ballot lists them."""

    post: str
    seats: int
    nominees: tuple[Nominee, ...]
    woman_only: bool = False


@transaction.atomic
def publish_candidates(election: Election, lines: Iterable[BallotLine], *, on: date, by: str, at: datetime) -> Round:
    """Publishes the formal candidates (公布正式候选人名单), and with them opens the first vote."""
    hold(election)
    refuse_unless_ready(election, "candidates_published")
    assert election.polling_day is not None, "only a called election has candidates"
    ballot = tuple(lines)
    refuse_unless_all_seats(election, ballot)
    refuse_unless_contested(rules_of(election), ballot)
    this, rows = new_round(
        election,
        RoundKind.FIRST,
        polling_on=election.polling_day,
        registered=registered_count(election),
        lines=ballot,
    )
    mark_done(election, "candidates_published", on)
    trail(
        election.village_id,
        "candidates_published",
        by=by,
        at=at,
        rows=[*rows, election],
        facts={"on": on.isoformat(), **facts_of(this, ballot)},
    )
    return this


@transaction.atomic
def open_round(
    election: Election,
    lines: Iterable[BallotLine],
    *,
    kind: RoundKind,
    polling_on: date,
    registered: int,
    rules: Mapping[str, Any],
    by: str,
    at: datetime,
) -> Round:
    """Opens a runoff, a rerun or a new vote among those tied, as the determination before it demands."""
    ballot = tuple(lines)
    refuse_names_twice(ballot)
    this, rows = new_round(election, kind, polling_on=polling_on, registered=registered, lines=ballot, rules=rules)
    trail(election.village_id, "round_opened", by=by, at=at, rows=rows, facts=facts_of(this, ballot))
    return this


def new_round(
    election: Election,
    kind: RoundKind,
    *,
    polling_on: date,
    registered: int,
    lines: tuple[BallotLine, ...],
    rules: Mapping[str, Any] | None = None,
) -> tuple[Round, list[models.Model]]:
    """The rows of a vote: the round, its posts, and the people of each."""
    this = Round.objects.create(
        election=election,
        number=election.rounds.count() + 1,
        kind=kind,
        polling_on=polling_on,
        registered=registered,
        rules=dict(rules or {}),
    )
    rows: list[models.Model] = [this]
    for line in lines:
        contest = Contest.objects.create(round=this, post=line.post, seats=line.seats, woman_only=line.woman_only)
        rows.append(contest)
        rows += [
            Candidate.objects.create(contest=contest, name=person.name, sex=person.sex, position=position)
            for position, person in enumerate(line.nominees, start=1)
        ]
    return this, rows


def facts_of(this: Round, lines: tuple[BallotLine, ...]) -> dict[str, Any]:
    return {
        "round": this.number,
        "kind": str(this.kind),
        "polling_on": this.polling_on.isoformat(),
        "registered": this.registered,
        "candidates": {line.post: [person.name for person in line.nominees] for line in lines},
    }


def refuse_unless_all_seats(election: Election, lines: tuple[BallotLine, ...]) -> None:
    """The ballot fills the seats that the villagers' meeting resolved, no more and no fewer."""
    offered: Counter[str] = Counter()
    for line in lines:
        offered[line.post] += line.seats
    for post, seats in election.seats.items():
        if offered[post] != seats:
            label = post_title(post)
            raise Refusal(
                "SEATS_DIFFER",
                f"选举办法定的{label.zh}是 {seats} 名，候选人名单写的应选数是 {offered[post]} 名。",
                "请按村民会议通过的选举办法填写应选名额。",
                f"The method has {seats} seats for {label.en}, the list of candidates {offered[post]}.",
                "Enter the seats as the adopted method has them.",
            )


def refuse_unless_contested(rules: Rules, lines: tuple[BallotLine, ...]) -> None:
    """候选人的名额应当多于应选名额, and where the province limits the margin, by no more than that."""
    refuse_names_twice(lines)
    found = contested(rules, [Contested(line.post, line.seats, len(line.nominees)) for line in lines])
    wrong = refused_for(found)
    if wrong:
        raise Refusal(
            wrong.reason,
            wrong.text,
            f"请按差额的规定增减候选人（{wrong.basis}）。",
            wrong.sentence("en"),
            f"Change the number of candidates as the margin wants ({wrong.basis_en}).",
        )


def refuse_names_twice(lines: tuple[BallotLine, ...]) -> None:
    """Two people of one name on one post could not be told apart on the ballot."""
    for line in lines:
        names = Counter(person.name for person in line.nominees)
        twice = next((name for name, times in names.items() if times > 1), None)
        if twice:
            raise Refusal(
                "CANDIDATE_TWICE",
                f"{post_title(line.post).zh}候选人里“{twice}”出现两次。",
                "同名的人请在姓名后写明所在小组，例如“王强（二组）”。",
                f"“{twice}” stands twice for {post_title(line.post).en}.",
                "Tell people of one name apart by their group.",
            )
