"""Where the headings of a sheet stand, and which column is which.

They may have titles above them and take two lines, with merged cells; a column is then called by both lines together
or by one of them. Looked for in the first 30 rows; the place at which most columns are known counts.

Public: `Header`, `header_of`, `LOOKED_AT`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from .cells import text_in
from .columns import REASON, Column, known, plain

LOOKED_AT = 30
WIDEST = 40
#: Columns without a heading that are looked through for remarks.
MOST_UNNAMED = 12
Range = tuple[int, int, int, int]  # first row from 1, first column from 0, last row, last column
Line = dict[int, str]  # the texts of a row by column


@dataclass(frozen=True, slots=True)
class Header:
    """The row of the headings (the last of them, from 1), the columns known, and those that have no heading at all."""

    row: int
    columns: Mapping[Column, int]
    twice: tuple[tuple[Column, str], ...] = ()  # two columns with the same heading
    unnamed: tuple[int, ...] = ()
    reason: int = -1  # where a returned workbook says what is to be corrected

    @property
    def weight(self) -> tuple[int, int]:
        return len(self.columns), -self.row


def header_of(rows: Sequence[Sequence[object]], first_column: int, merged: Iterable[Range]) -> Header | None:
    """The headings among the first rows of a sheet; None where no row names people."""
    top = rows[: LOOKED_AT + 1]
    lines = [
        {first_column + at: text for at, cell in enumerate(cells) if (text := text_in(cell).strip())} for cells in top
    ]
    found = [header for header in candidates(lines, tuple(merged)) if names_people(header)]
    best = max(found, key=lambda header: header.weight, default=None)
    if best is None:
        return None
    reason = next((at for line in lines for at, text in line.items() if plain(text) == REASON), -1)
    columns = range(first_column, first_column + max(map(len, top)))
    named = {at for line in lines[: best.row] if len(line) > 1 for at in line}
    unnamed = [at for at in columns if at not in named and at != reason]
    return replace(best, unnamed=tuple(unnamed[:MOST_UNNAMED]), reason=reason)


def candidates(lines: Sequence[Line], merged: Sequence[Range]) -> Iterator[Header]:
    for at, line in enumerate(lines[:LOOKED_AT]):
        if not line:
            continue
        yield header_from({column: (text,) for column, text in line.items()}, at + 1)
        below = lines[at + 1] if at + 1 < len(lines) else {}
        if below and not is_person(below):
            yield header_from(together(spread(line, at + 1, merged), below), at + 2)


def names_people(header: Header) -> bool:
    columns = header.columns
    return "name" in columns and ("id_number" in columns or "birth_on" in columns)


def is_person(line: Line) -> bool:
    """Does a row hold what is no heading: the figures of a number, or a sex?"""
    return any(text in ("男", "女") or sum(map(str.isdecimal, text)) >= 8 for text in line.values())


def spread(line: Line, row: int, merged: Iterable[Range]) -> Line:
    """A heading over several columns stands over each of them."""
    found = dict(line)
    for first, left, _, right in merged:
        if first == row and left in line:
            found |= dict.fromkeys(range(left, min(right, left + WIDEST) + 1), line[left])
    return found


def together(above: Line, below: Line) -> dict[int, tuple[str, ...]]:
    """What each column may be called: by both lines, by the lower one, by the upper one where it stands alone."""
    names = {}
    for column in sorted({*above, *below}):
        upper, lower = above.get(column, ""), below.get(column, "")
        names[column] = tuple(name for name in (upper + lower, lower or upper) if name)
    return names


def header_from(names: Mapping[int, tuple[str, ...]], row: int) -> Header:
    best: dict[Column, tuple[int, int, str]] = {}
    twice: dict[Column, str] = {}
    for at, possible in names.items():
        named = next(((name, found) for name in possible if (found := known(name))), None)
        if named is None:
            continue
        name, (column, rank) = named
        there = best.get(column)
        if there is None or rank < there[0]:
            best[column] = rank, at, name
            twice.pop(column, None)
        elif rank == there[0]:
            twice[column] = name
    columns = {column: at for column, (_, at, _) in sorted(best.items(), key=lambda item: item[1][1])}
    return Header(row, columns, tuple(twice.items()))
