"""How many violations there are of a kind, in a township, with a disposal: counts under three are told together.

Public: `Count`, `counts`, `DISPOSALS`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from cunxuan.core.discipline import OFFENCES, Offence

from .models import Disposal

Words = tuple[str, str]

#: Under so many a figure could be somebody.
FEWEST = 3
OFFENCE: Mapping[str, Offence] = {one.code: one for one in OFFENCES}
DISPOSALS: Mapping[str, Words] = {
    "": ("还没有处置", "not disposed of"),
    Disposal.TALK: ("谈话提醒", "talk"),
    Disposal.CORRECT: ("责令改正", "ordered to correct"),
    Disposal.DISCIPLINE: ("党纪政务处分", "disciplinary action"),
    Disposal.POLICE: ("移送公安机关", "passed to the police"),
    Disposal.VOID: ("取消资格或者认定无效", "disqualified or declared void"),
    Disposal.UNFOUNDED: ("查无实据", "unfounded"),
}


class Count(NamedTuple):
    words: Words
    number: int


def counts(each: Iterable[Words]) -> tuple[Count, ...]:
    """The most frequent first. Those under three stand together at the end."""
    found = Counter(each)
    shown = [Count(words, number) for words, number in found.most_common() if number >= FEWEST]
    rest = sum(number for number in found.values() if number < FEWEST)
    return (*shown, Count(("其他（各不足 3 件）", "others (under 3 each)"), rest)) if rest else tuple(shown)
