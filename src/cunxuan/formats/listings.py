"""A list of residents that strangers sent, read in the bounded process and handed on row by row.

The process keeps the whole file in memory once; here it is never whole: people come, one after another, and what else
is known comes before them. What crosses is JSON (`reading`).

Public: `read_listing`, `Incoming`, `Agreed`, `give_back`, `returned_name`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

from .reading import LIMITS, Limits, Plain, Told, never, run, silent
from .residents import Listed, Listing, Problem, Repair, Sheet, read_residents
from .residents.listing import nothing_collected
from .returned import Wrong, mark
from .tables import Follow


class Agreed(frozenset[Repair]):
    """The repairs that a person has agreed to: single cells, and all of some kinds, or of any."""

    kinds: frozenset[str]
    everything: bool

    def __new__(cls, cells: Iterable[Repair] = (), kinds: Iterable[str] = (), everything: bool = False) -> Agreed:
        agreed = super().__new__(cls, cells)
        agreed.kinds, agreed.everything = frozenset(kinds), everything
        return agreed

    def __contains__(self, key: object) -> bool:
        return self.everything or super().__contains__(key) or (isinstance(key, tuple) and key[-1] in self.kinds)

    def __bool__(self) -> bool:
        return self.everything or bool(self.kinds) or len(self) > 0


NOTHING_AGREED = Agreed()


class Incoming:
    """A list of residents that is still coming; `people` can be gone through once."""

    def __init__(self, items: Iterator[Plain]) -> None:
        self._items = items
        self.rows, self.not_data, sheets, self.headings, problems, applied, elsewhere = next(items)
        self._sheets = {number: Sheet(number, name, columns) for number, name, columns in sheets}
        self.problems = tuple(map(self._problem, islice(items, problems)))
        self.applied = tuple(map(self._problem, islice(items, applied)))
        self.elsewhere = tuple(map(self._person, islice(items, elsewhere)))

    @property
    def people(self) -> Iterator[Listed]:
        return map(self._person, self._items)

    def _person(self, item: Plain) -> Listed:
        item[0], item[5] = self._sheets[item[0]], date.fromisoformat(item[5])
        return tuple.__new__(Listed, item)

    def _problem(self, item: Plain) -> Problem:
        number, *rest = item
        return Problem(self._sheets[number], *rest)


def read_listing(
    path: Path,
    village: str = "",
    accepted: Agreed = NOTHING_AGREED,
    polling_day: date | None = None,
    *,
    limits: Limits = LIMITS,
    told: Told = silent,
    cancelled: Callable[[], bool] = never,
) -> Incoming:
    """Reads a file in a process of its own; raises `BadInput` with one sentence, or `Cancelled`."""
    agreed = [list(accepted), sorted(accepted.kinds), accepted.everything]
    day = polling_day.isoformat() if polling_day else ""
    return Incoming(run(spelled_listing, path, village, *agreed, day, limits=limits, told=told, cancelled=cancelled))


def spelled_listing(
    path: Path,
    village: str,
    cells: Sequence[Sequence[str]],
    kinds: Sequence[str],
    everything: bool,
    polling_day: str,
    *,
    follow: Follow,
) -> Iterator[Plain]:
    """In the process: first what is known of the whole file and how much follows, then each problem and person."""
    agreed = Agreed(((sheet, cell, kind) for sheet, cell, kind in cells), kinds, everything)
    day = date.fromisoformat(polling_day) if polling_day else None
    listing = read_residents(path, village, follow, agreed, day)
    with nothing_collected():
        yield [
            listing.rows,
            listing.not_data,
            [[sheet.number, sheet.name, dict(sheet.columns)] for sheet in sheets_of(listing)],
            dict(listing.headings),
            len(listing.problems),
            len(listing.applied),
            len(listing.elsewhere),
        ]
        yield from map(spelled_problem, listing.problems)
        yield from map(spelled_problem, listing.applied)
        yield from map(spelled_person, listing.elsewhere)
        yield from map(spelled_person, listing.people)


def sheets_of(listing: Listing) -> Iterable[Sheet]:
    found: Mapping[int, Sheet] = {
        one.at.number: one.at
        for part in (listing.people, listing.problems, listing.applied, listing.elsewhere)
        for one in part
    }
    return found.values()


def spelled_person(one: Listed) -> Plain:
    item: list[Plain] = list(one)
    item[0], item[5] = one.at.number, one.birth_on.isoformat()
    return item


def spelled_problem(one: Problem) -> Plain:
    return [
        one.at.number,
        one.row,
        one.column,
        one.kind,
        one.value,
        one.text,
        one.en,
        one.suggestion,
        one.repair,
        one.note,
        one.place,
    ]


# The list that goes back


def give_back(path: Path, problems: Iterable[Problem], headings: Mapping[str, int], out: Path) -> None:
    """Writes the same workbook to `out`, each cell that keeps its row out in red with the reason beside it.

    A colour that somebody has to explain stays, so that it is asked about again when the workbook comes back.
    """
    part = out.with_name(f".{out.name}.part")
    shown = (one for one in problems if not one.note)
    wrong = (Wrong(one.sheet, one.cell, one.text, one.kind != "colour_as_data") for one in shown)
    try:
        mark(path, wrong, part, headings)
        part.replace(out)  # the whole workbook, or what was there before
    finally:
        part.unlink(missing_ok=True)


def returned_name(name: str) -> str:
    """名册-待改正.xlsx for 名册.xls, then 名册-待改正2.xlsx: never the file that came."""
    stem, _, number = Path(name).stem.rpartition(TO_CORRECT)
    if stem and (not number or number.isdecimal()):
        return f"{stem}{TO_CORRECT}{int(number or 1) + 1}.xlsx"
    return f"{Path(name).stem}{TO_CORRECT}.xlsx"


TO_CORRECT = "-待改正"
