"""The tables of a file: each sheet of a workbook, or a CSV as its only one. Cells come as they were written.

The simple way, for files one trusts; what strangers send is read in a process of its own (`reading`).
Public: `tables`, `Table`, `text_of`, `Follow`, `unwatched`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar

from .workbooks import open_book

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet from its first row on; cells of a row begin at column `first`, counted from 0."""

    name: str
    first: int
    height: int
    rows: Iterable[Sequence[object]]


class Follow(Protocol):
    """Lets somebody watch how far a long loop has come, as a progress bar does."""

    def __call__(self, items: Iterable[T], total: int, /) -> Iterable[T]: ...


def unwatched(items: Iterable[T], total: int, /) -> Iterable[T]:  # noqa: ARG001
    return items


def tables(path: Path) -> Iterator[Table]:
    """Every table of the file in its order; raises `BadInput` with one sentence where there is none to be read."""
    with open_book(path) as book:
        for sheet in book.sheets:
            yield Table(sheet.name, sheet.first_column, sheet.height, sheet.rows)


def text_of(cell: object) -> str:
    """What stands in a cell, without the spaces around it; a whole number without a decimal point."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
