"""What a village's page knows: the village, its election, its votes with their sheets and determinations, its roll.

Loaded once in a constant number of queries; the timetable, the next act and the result read from here and ask nothing.

Public: `Here`, `here`, `Wanted`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from cunxuan.core.law import Rules
from cunxuan.counting.models import CountSheet, Determination
from cunxuan.counting.result_actions import pending
from cunxuan.elections.actions import rules_of
from cunxuan.elections.models import Election, Round
from cunxuan.offices.models import Account, Division
from cunxuan.polling.models import PollingPlace
from cunxuan.roll.models import Resident, Roll

from .standing import Standing, standings

Words = tuple[str, str]  # Chinese and English

#: A vote of each kind, as a heading.
VOTES: Mapping[str, Words] = {
    "first": ("第一次投票", "First vote"),
    "runoff": ("另行选举", "Runoff"),
    "rerun": ("重新选举", "Rerun"),
    "revote": ("再次投票", "New vote after a tie"),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """A vote that a declared result demands and that has no day yet."""

    kind: str
    after: Round
    found: Determination
    ballots: tuple[Mapping[str, Any], ...]

    @property
    def by(self) -> date | None:
        days = [date.fromisoformat(ballot["by"]) for ballot in self.ballots if ballot["by"]]
        return min(days, default=None)

    @property
    def optional(self) -> bool:
        """May the seats stay vacant instead?"""
        return all(ballot["optional"] for ballot in self.ballots)


@dataclass(frozen=True)
class Here:
    """Everything a village's page is made of. `rounds` have their contests, places, sheets and determinations."""

    village: Division
    standing: Standing
    rounds: tuple[Round, ...]
    roll: Roll | None
    has_residents: bool
    relatives_stated: bool  # or the law of the place asks nothing of them
    account: Account
    today: date

    @property
    def election(self) -> Election | None:
        return self.standing.election

    @cached_property
    def rules(self) -> Rules:
        assert self.election is not None, "the law is that of an election"
        return rules_of(self.election)

    @cached_property
    def done(self) -> dict[str, date]:
        return self.election.days_done if self.election else {}

    @cached_property
    def wanted(self) -> tuple[Wanted, ...]:
        """The votes still to be arranged."""
        found = [(this, one) for this in self.rounds if (one := found_of(this))]
        return tuple(
            Wanted(kind, this, one, tuple(ballot for ballot in ballots if ballot["kind"] == kind))
            for this, one in found
            for ballots in (pending(one),)
            for kind in dict.fromkeys(ballot["kind"] for ballot in ballots)
        )


def here(village: Division, account: Account, today: date) -> Here:
    (standing,) = standings(Division.objects.filter(pk=village.pk), today)
    election = standing.election
    return Here(
        village=village,
        standing=standing,
        rounds=rounds_of(election) if election else (),
        roll=election.rolls.order_by("-version").first() if election else None,
        has_residents=Resident.objects.filter(village=village).exists(),
        relatives_stated=election is None or are_relatives_stated(election),
        account=account,
        today=today,
    )


def are_relatives_stated(election: Election) -> bool:
    return rules_of(election).get("committee_kin") is None or election.kin_statements.exists()


def rounds_of(election: Election) -> tuple[Round, ...]:
    rows = election.rounds.order_by("number").prefetch_related(
        "contests__candidates", "places__boxes", "places__sheet", "determinations"
    )
    rounds = tuple(rows)
    for this in rounds:
        this.election = election
        for found in this.determinations.all():
            found.round = this
        for place in this.places.all():
            place.round = this
    return rounds


def found_of(this: Round) -> Determination | None:
    """The latest determination of a vote."""
    return max(this.determinations.all(), key=lambda found: found.version, default=None)


def sheets_of(this: Round) -> list[CountSheet]:
    return [sheet for place in this.places.all() if (sheet := sheet_of(place))]


def sheet_of(place: PollingPlace) -> CountSheet | None:
    return getattr(place, "sheet", None)  # before it is printed the place has none


def is_decided(this: Round) -> bool:
    found = found_of(this)
    return found is not None and found.declared_on is not None


def last_day_of(this: Round, rounds: tuple[Round, ...]) -> date | None:
    """The last day on which a later vote may be held: so many days after the one that demanded it."""
    days, demanded_by = this.rules.get("within_days"), this.rules.get("from")
    before = (one for one in rounds if any(found.pk == demanded_by for found in one.determinations.all()))
    origin = next(before, None)
    return origin.polling_on + timedelta(days=days) if origin and days is not None else None
