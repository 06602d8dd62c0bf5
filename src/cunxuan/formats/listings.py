"""A list of residents that strangers sent, read in the bounded process and handed on row by row.

The process keeps the whole file in memory once; here it is never whole: people come, one after another. What else is
known comes before them, or behind them where they come while the file is still being read. What crosses is JSON
(`reading`): a list is a person or a problem, a mapping says what else is known.

Public: `read_listing`, `Incoming`, `Agreed`, `give_back`, `returned_name`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from pathlib import Path

from .reading import LIMITS, Limits, Plain, Told, never, run, silent
from .residents import Listed, Listing, Problem, Repair, Sheet, read_residents
from .residents.listing import as_they_come, nothing_collected
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
    """A list of residents that is still coming; `people` can be gone through once.

    Of one that comes while it is read (`as_it_comes`) `rows` is about how many there are, and all else is empty, until
    the last person has come.
    """

    def __init__(self, items: Iterator[Plain]) -> None:
        self._items = items
        self._sheets: dict[int, Sheet] = {}
        self.rows = self.not_data = 0
        self.headings: dict[str, int] = {}
        self.problems: tuple[Problem, ...] = ()
        self.applied: tuple[Problem, ...] = ()
        self.elsewhere: tuple[Listed, ...] = ()
        self._learn(next(items))

    @property
    def people(self) -> Iterator[Listed]:
        for item in self._items:
            if isinstance(item, list):
                yield self._person(item)
            else:
                self._learn(item)

    def _learn(self, known: Plain) -> None:
        if "sheet" in known:
            number, name, columns = known["sheet"]
            self._sheets[number] = Sheet(number, name, columns)
        elif "about" in known:
            self.rows = known["about"]
        else:
            self.rows, self.not_data, self.headings = known["rows"], known["not_data"], known["headings"]
            for number, name, columns in known["sheets"]:
                self._sheets.setdefault(number, Sheet(number, name, columns))
            self.problems = tuple(map(self._problem, islice(self._items, known["problems"])))
            self.applied = tuple(map(self._problem, islice(self._items, known["applied"])))
            self.elsewhere = tuple(map(self._person, islice(self._items, known["elsewhere"])))

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
    as_it_comes: bool = False,
    limits: Limits = LIMITS,
    told: Told = silent,
    cancelled: Callable[[], bool] = never,
) -> Incoming:
    """Reads a file in a process of its own; raises `BadInput` with one sentence, or `Cancelled`.

    `as_it_comes`: for whoever takes people while the file is still being read, in a transaction that is open meanwhile.
    Then either is raised by `people`, too.
    """
    agreed = [list(accepted), sorted(accepted.kinds), accepted.everything]
    day = polling_day.isoformat() if polling_day else ""
    spelled = spelled_as_read if as_it_comes else spelled_listing
    return Incoming(run(spelled, path, village, *agreed, day, limits=limits, told=told, cancelled=cancelled))


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
    listing = read_residents(path, village, follow, agreed_to(cells, kinds, everything), day_of(polling_day))
    with nothing_collected():
        yield from spelled_rest(listing)
        yield from map(spelled_person, listing.people)


def spelled_as_read(
    path: Path,
    village: str,
    cells: Sequence[Sequence[str]],
    kinds: Sequence[str],
    everything: bool,
    polling_day: str,
    *,
    follow: Follow,
) -> Iterator[Plain]:
    """In the process: each person as soon as their row has been read, then all else."""
    agreed = agreed_to(cells, kinds, everything)
    with as_they_come(path, village, follow, agreed, day_of(polling_day)) as (rows, people, listing):
        yield {"about": rows}
        sheet = None
        for person in people:
            if person.at is not sheet:
                sheet = person.at
                yield {"sheet": spelled_sheet(sheet)}
            yield spelled_person(person)
        yield from spelled_rest(listing())


def agreed_to(cells: Sequence[Sequence[str]], kinds: Sequence[str], everything: bool) -> Agreed:
    return Agreed(((sheet, cell, kind) for sheet, cell, kind in cells), kinds, everything)


def day_of(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def spelled_rest(listing: Listing) -> Iterator[Plain]:
    """What is known of a file beside its people, and how much of it follows."""
    yield {
        "rows": listing.rows,
        "not_data": listing.not_data,
        "headings": dict(listing.headings),
        "sheets": [spelled_sheet(sheet) for sheet in sheets_of(listing)],
        "problems": len(listing.problems),
        "applied": len(listing.applied),
        "elsewhere": len(listing.elsewhere),
    }
    yield from map(spelled_problem, listing.problems)
    yield from map(spelled_problem, listing.applied)
    yield from map(spelled_person, listing.elsewhere)


def sheets_of(listing: Listing) -> Iterable[Sheet]:
    found: Mapping[int, Sheet] = {
        one.at.number: one.at
        for part in (listing.people, listing.problems, listing.applied, listing.elsewhere)
        for one in part
    }
    return found.values()


def spelled_sheet(sheet: Sheet) -> Plain:
    return [sheet.number, sheet.name, dict(sheet.columns)]


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
