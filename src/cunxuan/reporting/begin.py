"""How far the county has come with beginning its general election: which term, and which villages are not in it.

Public: `opening_of(standings, today) -> Opening`, `Term`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cunxuan.core.telling_words import place
from cunxuan.elections.actions import next_general_year, rules_of
from cunxuan.elections.models import Election
from cunxuan.offices.models import Division

from .standing import Standing


@dataclass(frozen=True, slots=True)
class Term:
    """The general election that is under way or over, until the next may begin."""

    year: int
    number: int
    villages: int
    planned_on: date  # for most of them

    @property
    def nth(self) -> tuple[str, str]:
        return nth(self.number)


@dataclass(frozen=True, slots=True)
class Opening:
    """`term` is None until the general election is begun; then `outside` are the villages that came later."""

    villages: int
    term: Term | None
    outside: tuple[Division, ...]
    last_number: int | None = None  # of the term before


def opening_of(standings: Sequence[Standing], today: date) -> Opening:
    elections = [one.election for one in standings if one.election]
    last = max(elections, key=lambda election: election.year, default=None)
    if last is None or today.year >= next_general_year(last.year, rules_of(last)):
        everybody = tuple(one.village for one in standings)
        return Opening(len(standings), None, everybody, last.term_no if last else None)
    outside = (one.village for one in standings if one.election is None or one.election.year != last.year)
    return Opening(len(standings), term_of(last, elections), tuple(outside))


def term_of(last: Election, elections: Sequence[Election]) -> Term:
    together = [election for election in elections if election.year == last.year]
    planned = Counter(election.planned_polling_day for election in together)
    return Term(last.year, last.term_no, len(together), planned.most_common(1)[0][0])


def nth(number: int) -> tuple[str, str]:
    """第十三届, the 13th."""
    said = place(number)
    return f"{said.zh}届", said.en
