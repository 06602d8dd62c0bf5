"""The list of villages: what the words in its address ask for, the villages that fit, in what order, as a file.

Public: `Wanted`, `chosen`, `as_csv`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from cunxuan.core.indicators import percent
from cunxuan.core.stages import ALL_DONE, State
from cunxuan.formats.csv_out import csv_of

from .standing import Standing

URGENT = "urgent"
STATES = {state.sign: state for state in State}

#: What a list can be ordered by. Those that somebody has to see to come first, then the order of the codes.
ORDERS: Mapping[str, Callable[[Standing], tuple[object, ...]]] = {
    "urgent": lambda one: (not one.matters, one.state.gravity if one.matters else 0, one.village.code),
    "code": lambda one: (one.village.code,),
    "progress": lambda one: (one.stage, one.village.code),
    "turnout": lambda one: (one.turnout is None, one.turnout_share or Fraction(0), one.village.code),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """The words of the filter; what is not understood is left out, not refused: it may be an old bookmark."""

    text: str = ""
    township: str = ""
    state: str = ""
    stage: int = 0
    order: str = URGENT

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Wanted:
        stage, state, order = given.get("stage", ""), given.get("state", ""), given.get("sort", "")
        return cls(
            text=given.get("q", "").strip()[:40],
            township=given.get("township", "")[:9],
            state=state if state in STATES or state == URGENT else "",
            stage=int(stage) if stage in NUMBERS else 0,
            order=order if order in ORDERS else URGENT,
        )

    def fits(self, one: Standing) -> bool:
        if self.stage and one.stage != self.stage:
            return False
        if self.state == URGENT:
            return bool(one.matters)
        return not self.state or one.state is STATES[self.state]


NUMBERS = frozenset(str(number) for number in range(1, ALL_DONE + 1))


def chosen(standings: Iterable[Standing], wanted: Wanted) -> list[Standing]:
    """The villages that are asked for, in the order that is asked for."""
    return sorted(filter(wanted.fits, standings), key=ORDERS[wanted.order])


# As a file

HEAD = (
    ("状态", "State"),
    ("村", "Village"),
    ("乡镇", "Township"),
    ("代码", "Code"),
    ("步骤", "Step"),
    ("要管的事", "Matter"),
    ("依据", "Basis"),
    ("下一步", "Next"),
    ("登记参加选举的村民", "Registered"),
    ("参加投票", "Took part"),
    ("参选率（%）", "Turnout (%)"),
    ("已选出", "Elected"),
    ("应选", "Seats"),
)


def as_csv(standings: Iterable[Standing], *, english: bool = False) -> str:
    """The villages as a table for a spreadsheet."""
    return csv_of([words[english] for words in HEAD], [list(cells(one, english)) for one in standings])


def cells(one: Standing, english: bool) -> Iterator[str]:
    matter = one.matters[0] if one.matters else None
    took_part, registered = one.turnout or ("", "")
    yield (one.state.zh, one.state.en)[english]
    yield one.village.name
    yield one.village.parent.name if one.village.parent else ""
    yield one.village.code
    yield one.step[english]
    yield (matter.text_zh, matter.text_en)[english] if matter else ""
    yield (matter.basis, matter.basis_en)[english] if matter else ""
    yield one.next[english]
    yield str(registered)
    yield str(took_part)
    yield percent(*one.turnout) if one.turnout else ""
    yield str(one.elected)
    yield str(one.seats)
