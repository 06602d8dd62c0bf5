"""An election as far as its state depends on it: values, read from the tables once, and what follows from them.

Public: `Facts`, `Vote`, `Found`, `Sheet`, `OpenVote`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, NamedTuple

from cunxuan.core.law import Rules
from cunxuan.core.stages import COUNTING, present_stage

POLL = 10


class Sheet(NamedTuple):
    """A place's count sheet: its state, and how many squares the two entries fill differently."""

    state: str
    differing: int


class Found(NamedTuple):
    """What a vote was determined to be; the JSON of its answer only where somebody may still have to act on it."""

    pk: int
    outcome: str
    participants: int | None
    elected: int
    short: int
    declared_on: date | None
    left_vacant_on: date | None
    text: str = ""

    @property
    def answer(self) -> Mapping[str, Any]:
        return answer_in(self.text)

    @property
    def is_void(self) -> bool:
        return self.outcome in ("void", "rerun")


@lru_cache(maxsize=1024)
def answer_in(text: str) -> Mapping[str, Any]:
    """A stored answer; one that nobody has to act on demands no vote and has no findings."""
    answer: Mapping[str, Any] = json.loads(text) if text else {"next": (), "findings": (), "vacancy": None}
    return answer


class Vote(NamedTuple):
    """A round of an election; `of` is the determination that demanded it. Sheets only while it is not determined."""

    number: int
    kind: str
    polling_on: date
    registered: int
    of: int | None = None
    found: Found | None = None
    places: int = 0
    closed: int = 0
    sheets: tuple[Sheet, ...] = ()

    @property
    def all_closed(self) -> bool:
        return self.places > 0 and self.closed == self.places


@dataclass(frozen=True)
class Facts:
    """An election as far as its state depends on it; `done` are steps with their days, as they are stored."""

    rules: Rules
    planned_polling_day: date
    polling_day: date | None = None
    done: tuple[tuple[str, str], ...] = ()
    votes: tuple[Vote, ...] = ()

    @cached_property
    def days(self) -> Mapping[str, date]:
        return {step: date.fromisoformat(day) for step, day in self.done}

    @cached_property
    def open_votes(self) -> tuple[OpenVote, ...]:
        return tuple(
            wanted for before in self.votes if before.found for wanted in demanded(before, before.found, self.votes)
        )

    @cached_property
    def stage(self) -> int:
        """A void vote takes a village back to the poll, an open seat to the count."""
        kinds = {wanted.kind for wanted in self.open_votes}
        return POLL if "rerun" in kinds else COUNTING if kinds else present_stage(self.days)


# Votes that must still be held


class OpenVote(NamedTuple):
    """A vote that a determination demands and that is not decided: its ballots, and its round once it is arranged."""

    kind: str
    after: Vote
    ballots: tuple[Mapping[str, Any], ...]
    round: Vote | None

    @property
    def by(self) -> date | None:
        days = [date.fromisoformat(ballot["by"]) for ballot in self.ballots if ballot["by"]]
        return min(days, default=None)

    @property
    def optional(self) -> bool:
        """May the seats stay vacant instead?"""
        return all(ballot["optional"] for ballot in self.ballots)

    @property
    def basis(self) -> str:
        return str(self.ballots[0]["basis"])


def demanded(before: Vote, found: Found, votes: tuple[Vote, ...]) -> Iterator[OpenVote]:
    """A void vote is held again as soon as it is determined; seats are open once the result is declared."""
    if found.left_vacant_on or not (found.is_void or found.declared_on):
        return
    vacancy, ballots = found.answer["vacancy"], found.answer["next"]
    if vacancy and vacancy["stopped"]:
        return
    for kind in dict.fromkeys(ballot["kind"] for ballot in ballots):
        held = next((vote for vote in votes if vote.of == found.pk and vote.kind == kind), None)
        if held is None or held.found is None or held.found.declared_on is None:
            yield OpenVote(kind, before, tuple(one for one in ballots if one["kind"] == kind), held)
