"""Who of those with enough votes takes the seats: most votes first, a tie only where it crosses the seat line.

Legal basis: the provinces' articles on winning (for example Zhejiang art. 28, Sichuan art. 33) and on the woman's seat
(Sichuan art. 34). Whether a person has enough votes is decided before; what a shortage leads to, afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from operator import itemgetter
from typing import NamedTuple

from cunxuan.core.contest import Candidate


class Tie(NamedTuple):
    """Persons with equal votes who compete for fewer seats than they are."""

    people: tuple[Candidate, ...]
    seats: int
    woman: bool = False


class Pick(NamedTuple):
    """Who takes the seats, who is tied, whether a seat is kept for a woman, and how many wait for a new vote."""

    elected: tuple[Candidate, ...]
    ties: tuple[Tie, ...] = ()
    woman_first: Candidate | None = None
    reserved: bool = False
    awaiting: int = 0
    unsure: bool = False  # whether a seat is to be kept for a woman cannot be told


NAME, VOTES = itemgetter(0), itemgetter(1)


def rank(people: Iterable[Candidate]) -> list[Candidate]:
    """The order of every list: most votes first, equal votes by name, so that no list depends on how it was written."""
    ranked = sorted(people, key=NAME)
    ranked.sort(key=VOTES, reverse=True)
    return ranked


def has_woman(people: Iterable[Candidate]) -> bool:
    """Is there a woman among them?"""
    return any(one.sex == "F" for one in people)


def pick(passed: Sequence[Candidate], seats: int) -> Pick:
    """获得过半数选票的人数多于应选名额时，以得票多的当选: `passed` is ranked; a tie counts only across the line."""
    if len(passed) <= seats:
        return Pick(tuple(passed))
    if seats == 0:
        return Pick(())
    line = passed[seats - 1].votes
    if passed[seats].votes < line:
        return Pick(tuple(passed[:seats]))
    above = tuple(one for one in passed if one.votes > line)
    tied = tuple(one for one in passed if one.votes == line)
    return Pick(above, (Tie(tied, seats - len(above)),))


def pick_woman_first(passed: Sequence[Candidate], seats: int) -> Pick:
    """没有妇女当选主任、副主任的，得票过半数的妇女中得票最多的首先当选委员，其余按得票多少；没有的，保留一个名额.

    Asked only where votes alone elect no woman.
    """
    women = [one for one in passed if one.sex == "F"]
    if not women:
        return pick(passed, seats - 1)._replace(reserved=True)
    most = [woman for woman in women if woman.votes == women[0].votes]
    if len(most) > 1:
        return _women_tied(passed, seats, most)
    others = pick([one for one in passed if one is not women[0]], seats - 1)
    elected = tuple(rank((women[0], *others.elected)))
    return Pick(elected, others.ties, woman_first=women[0])


def _women_tied(passed: Sequence[Candidate], seats: int, most: list[Candidate]) -> Pick:
    """Several women are equal for the first seat: they are voted on again, and seats they may still take wait."""
    above = [one for one in passed if one.votes > most[0].votes]
    others = pick(above, seats - 1)
    open_seats = seats - 1 - len(others.elected) - sum(tie.seats for tie in others.ties)
    return Pick(others.elected, (*others.ties, Tie(tuple(most), 1, woman=True)), awaiting=open_seats)
