"""The tables of a file: each sheet of a workbook, or a CSV as its only one. Cells come as they were written.

Public: `tables`, `Table`, `text_of`, `Follow`, `unwatched`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, TypeVar
from zipfile import BadZipFile

from python_calamine import CalamineError, PasswordError, SheetTypeEnum, load_workbook

from cunxuan.core.errors import BadInput

WORKBOOKS = frozenset({".xlsx", ".xls", ".ods"})
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
    return sheets_of(path) if path.suffix.lower() in WORKBOOKS else iter((csv_table(path),))


def sheets_of(path: Path) -> Iterator[Table]:
    try:
        with load_workbook(path) as book:
            for name in (one.name for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet):
                sheet = book.get_sheet_by_name(name)
                first = sheet.start[1] if sheet.start else 0  # iter_rows leaves out empty columns before the first cell
                height = sheet.end[0] + 1 if sheet.end else 0
                yield Table(name, first, height, sheet.iter_rows())
    except PasswordError as error:
        raise locked(path) from error
    except (CalamineError, BadZipFile, OSError) as error:
        raise unreadable(path) from error


def csv_table(path: Path) -> Table:
    """UTF-8 or GB18030, as Excel in China saves a CSV; the sheet has the file's name, as in Excel."""
    try:
        content = path.read_bytes()
    except OSError as error:
        raise unreadable(path) from error
    if b"\0" in content:  # a workbook under another name
        raise unreadable(path)
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            rows = list(csv.reader(io.StringIO(content.decode(encoding), newline="")))
        except UnicodeDecodeError:
            continue
        except csv.Error:
            break
        return Table(path.stem, 0, len(rows), rows)
    raise unreadable(path)


def text_of(cell: object) -> str:
    """What stands in a cell, without the spaces around it; a whole number without a decimal point."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def unreadable(path: Path) -> BadInput:
    reason = "没有这个文件" if not path.exists() else "打不开，不是 Excel 或 CSV 表"
    return BadInput(
        f"{path.name}：{reason}。请核对文件名，或在 Excel 里另存为 .xlsx 再试。",
        f"{path.name} cannot be read. Check the name, or save it as .xlsx and try again.",
    )


def locked(path: Path) -> BadInput:
    return BadInput(
        f"{path.name}：设了打开密码，读不了。请在 Excel 里去掉密码，另存后再试。",
        f"{path.name} needs a password. Take the password off in Excel, save it and try again.",
    )
