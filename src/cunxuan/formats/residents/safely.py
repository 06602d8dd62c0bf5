"""A list of residents that a stranger sent, read in the process that `formats.reading` bounds.

What comes back is JSON: a sheet, a person and a problem are lists. `read_safely` makes them a `Listing` again.

Public: `read_safely`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

from cunxuan.formats.reading import LIMITS, Limits, Plain, Told, never, run, silent
from cunxuan.formats.tables import Follow

from .listing import NONE_AGREED, nothing_collected, read_residents
from .people import Listed, Listing
from .problems import Problem, Repair, Sheet


def read_safely(
    path: Path,
    village: str = "",
    accepted: frozenset[Repair] = NONE_AGREED,
    polling_day: date | None = None,
    *,
    limits: Limits = LIMITS,
    told: Told = silent,
    cancelled: Callable[[], bool] = never,
) -> Listing:
    """The same as `read_residents`, in a process of its own; raises `BadInput` with one sentence, or `Cancelled`."""
    agreed = [list(repair) for repair in accepted]
    day = polling_day.isoformat() if polling_day else ""
    items = run(spelled, path, village, agreed, day, limits=limits, told=told, cancelled=cancelled)
    with nothing_collected():
        return rebuilt(items)


def spelled(path: Path, village: str, accepted: list[list[str]], day: str, *, follow: Follow) -> Iterator[Plain]:
    """In the process: the head, the sheets, the people, and then what is wrong."""
    agreed = frozenset((sheet, cell, kind) for sheet, cell, kind in accepted)
    listing = read_residents(path, village, follow, agreed, date.fromisoformat(day) if day else None)
    yield [listing.rows, listing.not_data, dict(listing.headings), len(listing.people), len(listing.elsewhere)]
    problems = (*listing.problems, *listing.applied)
    sheets = {sheet.number: sheet for sheet in sheets_of(listing, problems)}
    yield [[sheet.number, sheet.name, dict(sheet.columns)] for sheet in sheets.values()]
    for person in (*listing.people, *listing.elsewhere):
        at, row, of, name, sex, born, *rest = person
        yield [at.number, row, of, name, sex, born.isoformat(), *rest]
    yield len(listing.problems)
    for one in problems:
        yield [one.at.number, *(getattr(one, field) for field in FIELDS)]


FIELDS = ("row", "column", "kind", "value", "text", "en", "suggestion", "repair", "note", "place")


def sheets_of(listing: Listing, problems: Iterable[Problem]) -> Iterator[Sheet]:
    last = None
    for at in chain(
        (one.at for one in listing.people), (one.at for one in listing.elsewhere), (one.at for one in problems)
    ):
        if at is not last:
            last = at
            yield at


def rebuilt(items: Iterator[Plain]) -> Listing:
    rows, not_data, headings, people, elsewhere = next(items)
    sheets = {number: Sheet(number, name, columns) for number, name, columns in next(items)}
    taken = tuple(person(sheets, next(items)) for _ in range(people))
    others = tuple(person(sheets, next(items)) for _ in range(elsewhere))
    open_ones = next(items)
    found = [Problem(sheets[number], *fields) for number, *fields in items]
    return Listing(rows, not_data, taken, tuple(found[:open_ones]), tuple(found[open_ones:]), others, headings)


def person(sheets: dict[int, Sheet], item: list[Any]) -> Listed:
    number, row, village, name, sex, born, *rest = item
    return Listed(sheets[number], row, village, name, sex, day_of(born), *rest)


day_of = lru_cache(maxsize=50_000)(date.fromisoformat)
