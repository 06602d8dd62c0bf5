"""Verbs on candidates: put the formal candidates of a round on the ballot."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from cunxuan.core.errors import Refusal
from cunxuan.elections.models import Contest, Post, Round
from cunxuan.records.actions import trail

from .models import Candidate


@dataclass(frozen=True, slots=True)
class Nominee:
    """A person for the ballot, in the order in which the ballot lists them."""

    name: str
    sex: str


@transaction.atomic
def list_candidates(contest: Contest, nominees: Iterable[Nominee], *, by: str, at: datetime) -> list[Candidate]:
    """Puts the formal candidates of one post on the ballot; in a first round more of them than seats (差额)."""
    people = list(nominees)
    refuse_unless_contested(contest, people)
    candidates = [
        Candidate.objects.create(contest=contest, name=person.name, sex=person.sex, position=position)
        for position, person in enumerate(people, start=1)
    ]
    this: Round = contest.round
    trail(
        this.election.village_id,
        "candidates_listed",
        by=by,
        at=at,
        rows=candidates,
        facts={"round": this.number, "post": contest.post, "names": [person.name for person in people]},
    )
    return candidates


def refuse_unless_contested(contest: Contest, people: list[Nominee]) -> None:
    post = Post(contest.post).label
    names = [person.name for person in people]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice:
        raise Refusal(
            "CANDIDATE_TWICE",
            f"{post}候选人里“{twice}”出现两次。",
            "同名的人请在姓名后写明所在小组，例如“王强（二组）”。",
            f"“{twice}” stands twice for {contest.post}.",
            "Tell people of one name apart by their group.",
        )
    if contest.round.kind == "first" and len(people) <= contest.seats:
        raise Refusal(
            "NOT_CONTESTED",
            f"{post}应选 {contest.seats} 名，候选人 {len(people)} 名，不是差额。",
            "候选人名额应当多于应选名额。",
            f"{len(people)} candidates for {contest.seats} seats of {contest.post}: not contested.",
            "There must be more candidates than seats.",
        )
