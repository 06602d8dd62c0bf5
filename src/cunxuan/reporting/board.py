"""The county board (指挥台) as values: its figures, its townships, and the villages that somebody has to see to.

Everything is reckoned from the standings of the villages an account may see; nothing here asks the database.

Public: `Board`, `board_of`, `Figures`, `Town`, `Column`, `Urgent`, `Preparing`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from cunxuan.core.indicators import percent
from cunxuan.core.stages import ALL_DONE, State

from .begin import Opening, opening_of
from .matters import Matter
from .standing import Standing

#: A township of more villages takes two columns.
COLUMN = 40
#: Of more villages a township becomes one row, and only exceptions keep their own.
MATRIX = 400

ORDERS = ("code", "progress")


@dataclass(frozen=True, slots=True)
class Figures:
    """The strip above the board."""

    villages: int
    with_committee: int
    finished: int
    voting_today: int
    closed_today: int
    branches: int
    counted: int  # villages whose turnout is known
    participants: int
    registered: int
    not_called: int  # villages whose polling day is not fixed: they are being prepared

    @property
    def turnout(self) -> str:
        """参选率 in per cent, over all villages that have been counted."""
        return percent(self.participants, self.registered)


@dataclass(frozen=True, slots=True)
class Town:
    """A township and its villages, in the order in which the board shows them."""

    code: str
    name: str
    villages: tuple[Standing, ...]

    @property
    def with_committee(self) -> int:
        return sum(one.has_committee for one in self.villages)

    @property
    def urgent(self) -> tuple[Standing, ...]:
        return tuple(one for one in self.villages if one.matters)

    @property
    def at_stages(self) -> tuple[int, ...]:
        """How many villages stand at each of the twelve, and how many have everything done."""
        stages = Counter(one.stage for one in self.villages)
        return tuple(stages[stage] for stage in range(1, ALL_DONE + 1))


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the board: a township, or from `first` on the second half of a large one."""

    town: Town
    villages: tuple[Standing, ...]
    first: int = 1

    @property
    def last(self) -> int:
        return self.first + len(self.villages) - 1

    @property
    def continues(self) -> bool:
        return self.first > 1


@dataclass(frozen=True, slots=True)
class Urgent:
    """A village that somebody has to see to, with the gravest reason."""

    standing: Standing
    matter: Matter


@dataclass(frozen=True, slots=True)
class Preparing:
    """The stages before the call: their names, and the state of each in the villages whose day is not fixed."""

    names: tuple[tuple[str, str], ...] = ()
    states: Mapping[str, tuple[State, ...]] = field(default_factory=dict)

    def holds(self, villages: Iterable[Standing]) -> bool:
        """Is none of these villages called?"""
        return all(one.village.code in self.states for one in villages)

    def done_in(self, village: str) -> int:
        return sum(state is State.DONE for state in self.states.get(village, ()))


NOBODY_PREPARES = Preparing()


@dataclass(frozen=True, slots=True)
class Board:
    """Everything on the page; `urgent` the gravest first."""

    today: date
    order: str
    opening: Opening
    figures: Figures
    towns: tuple[Town, ...]
    urgent: tuple[Urgent, ...]
    turnouts: tuple[tuple[int, int], ...]
    preparing: Preparing

    @property
    def columns(self) -> tuple[Column, ...]:
        return tuple(column for town in self.towns for column in columns_of(town))

    @property
    def rows(self) -> int:
        """Rows of the longest column."""
        return max((len(column.villages) for column in self.columns), default=0)

    @property
    def is_one_town(self) -> bool:
        """A township's own board has room to say in each row what is to be done."""
        return len(self.towns) == 1

    @property
    def is_matrix(self) -> bool:
        return self.figures.villages <= MATRIX


def board_of(
    standings: Sequence[Standing], today: date, order: str = "code", preparing: Preparing = NOBODY_PREPARES
) -> Board:
    return Board(
        today=today,
        order=order,
        opening=opening_of(standings, today),
        figures=figures_of(standings, today),
        towns=towns_of(standings, order, preparing),
        urgent=urgent_of(standings),
        turnouts=tuple(one.turnout for one in standings if one.turnout),
        preparing=preparing,
    )


def figures_of(standings: Iterable[Standing], today: date) -> Figures:
    villages = list(standings)
    turnouts = [one.turnout for one in villages if one.turnout]
    return Figures(
        villages=len(villages),
        with_committee=sum(one.has_committee for one in villages),
        finished=sum(one.stage == ALL_DONE for one in villages),
        voting_today=sum(one.votes_on(today) for one in villages),
        closed_today=sum(one.closed_on(today) for one in villages),
        branches=sum(one.election is not None and "branch_elected" in one.election.done for one in villages),
        counted=len(turnouts),
        participants=sum(took_part for took_part, _ in turnouts),
        registered=sum(registered for _, registered in turnouts),
        not_called=sum(one.election is None or not one.election.is_called for one in villages),
    )


def towns_of(standings: Iterable[Standing], order: str, preparing: Preparing) -> tuple[Town, ...]:
    """Townships in the order of their codes; the villages of each by code, or those furthest behind first."""
    towns = groupby(standings, key=lambda one: one.village.parent)
    return tuple(Town(town.code, town.name, in_order(villages, order, preparing)) for town, villages in towns if town)


def in_order(villages: Iterable[Standing], order: str, preparing: Preparing) -> tuple[Standing, ...]:
    def how_far(one: Standing) -> tuple[int, int, int, str]:
        return one.stage, one.state.gravity, preparing.done_in(one.village.code), one.village.code

    return tuple(sorted(villages, key=how_far)) if order == "progress" else tuple(villages)


def columns_of(town: Town) -> Iterator[Column]:
    whole = town.villages
    if len(whole) <= COLUMN:
        yield Column(town, whole)
        return
    half = (len(whole) + 1) // 2
    yield Column(town, whole[:half])
    yield Column(town, whole[half:], half + 1)


def urgent_of(standings: Iterable[Standing]) -> tuple[Urgent, ...]:
    """Villages with something to see to, the gravest first, then by code."""
    found = [Urgent(one, one.matters[0]) for one in standings if one.matters]
    return tuple(sorted(found, key=lambda one: (one.matter.state.gravity, one.standing.village.code)))


# What fits beside the board


@dataclass(frozen=True, slots=True)
class Rest:
    """The matters that a list leaves out: how many, and of which states."""

    villages: int
    states: tuple[tuple[State, int], ...]


def rest_of(urgent: Sequence[Urgent], shown: int) -> Rest:
    left = Counter(one.matter.state for one in urgent[shown:])
    return Rest(len(urgent[shown:]), tuple((state, left[state]) for state in State if left[state]))
