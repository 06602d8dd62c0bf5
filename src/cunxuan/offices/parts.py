"""How far a village is prepared, part by part: what every part of the preparation says of itself.

Each part (who answers for a village, its visits, its audit, …) has one function of this shape, with as many queries for
one village as for a whole county:

    def part_of(villages: DivisionQuerySet, today: date) -> dict[str, Part]     # by the village's code

Public: `Part`, `Lack`, `since`, `page_of`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from django.urls import reverse

from cunxuan.core.stages import State

#: A term is five years: what is older than this belongs to the election before.
PREPARATION = timedelta(days=365)


def since(day: date) -> date:
    """The first day of the preparation of an election that is prepared or held on a day."""
    return day - PREPARATION


@lru_cache(maxsize=1 << 15)
def page_of(address: str, village: str) -> str:
    """The address of a village's page. A county has seven for each of its villages, and the board asks for all."""
    return reverse(address, args=[village])


@dataclass(frozen=True, slots=True)
class Lack:
    """Something that is missing: one sentence, the page where it is put right, and whether the call waits for it."""

    zh: str
    en: str
    url: str
    blocks: bool = False
    basis: str = ""
    basis_en: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a village's preparation."""

    key: str
    title_zh: str
    title_en: str
    state: State
    text_zh: str  # its figures in one sentence: 走访 5 类，共 12 户
    text_en: str
    url: str
    lacks: tuple[Lack, ...] = ()
    done: int = 0  # of so many pieces, for a bar; 0 of 0 where there is nothing to count
    of: int = 0
