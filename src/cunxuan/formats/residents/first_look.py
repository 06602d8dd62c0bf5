"""Which ID numbers may stand in a file more than once, known before the first person is handed on.

Whoever stands in a file twice is taken from neither row. So that all others can be taken while the file is still being
read, the column of ID numbers is gone through beforehand; only people whose number may come again wait for the end.

Public: `looked_over`, `EVERYBODY`.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from itertools import chain, islice

from cunxuan.formats import workbooks
from cunxuan.formats.tables import Follow

from .headings import LOOKED_AT, header_of
from .numbers import number_in

#: Sheets are kept in memory until they are read; of a file with more rows than a county has people everybody waits.
MOST_ROWS = 1_100_000


class Everybody(Container[str]):
    """All wait until the file has been read to its end."""

    def __contains__(self, _: object) -> bool:
        return True


EVERYBODY = Everybody()


def looked_over(
    sheets: Iterable[workbooks.Sheet], follow: Follow
) -> tuple[int, Iterable[workbooks.Sheet], Container[str]]:
    """About how many rows there are, the same sheets, and the ID numbers that may stand in them more than once."""
    rest, kept, rows = iter(sheets), [], 0
    for sheet in rest:
        kept.append(sheet)
        rows += sheet.height
        if rows > MOST_ROWS:
            return rows, chain(kept, rest), EVERYBODY
    seen: set[str] = set()
    again: set[str] = set()
    for sheet in kept:
        for number in numbers_in(sheet, follow):
            if number in seen:
                again.add(number)
            seen.add(number)
    again.discard("")
    return rows, one_by_one(kept), again


def numbers_in(sheet: workbooks.Sheet, follow: Follow) -> Iterator[str]:
    """What stands in the column of ID numbers, right or wrong."""
    rows = iter(sheet.rows)
    header = header_of(list(islice(rows, LOOKED_AT + 1)), sheet.first_column, sheet.merged)
    at = header.columns.get("id_number", -1) - sheet.first_column if header else -1
    if header is None or at < 0:
        return
    for cells in islice(follow(sheet.rows, sheet.height), header.row, None):
        if at < len(cells):
            yield number_in(cells[at])


def one_by_one(sheets: list[workbooks.Sheet]) -> Iterator[workbooks.Sheet]:
    """Each sheet is let go when the next is asked for."""
    sheets.reverse()
    while sheets:
        yield sheets.pop()
