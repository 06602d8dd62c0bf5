"""What the roster of ballots issued says (选票发放登记册): a line for each voter, to be signed on polling day.

It says who took how many ballots, and for whom: never which. A ballot has no number, and no paper leads from it to a
voter.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cunxuan.rendering.faults import refused
from cunxuan.rendering.paper import Paper, Round


@dataclass(frozen=True, slots=True, kw_only=True)
class Voter:
    """A voter, whom else this voter votes for, or who votes for this voter (受委托, 已委托)."""

    card_no: int
    name: str
    votes_for: tuple[str, ...] = ()
    entrusted_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    name: str = ""
    voters: tuple[Voter, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """A place where ballots are issued, and the groups that come there. Its name may be written in."""

    name: str = ""
    groups: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotRoster:
    paper: Paper
    round: Round
    polled_on: date | None
    stations: tuple[Station, ...]

    def check(self, form_id: str) -> None:
        """Nobody is on the rosters of two places."""
        numbers = [voter.card_no for station in self.stations for group in station.groups for voter in group.voters]
        if len(set(numbers)) < len(numbers):
            raise refused(f"{form_id}.stations", "同一个证号有两行", "a card number has two lines")
