"""Everybody who answers for something as a workbook with the columns that can be sent in again.

Public: `workbook`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from cunxuan.formats.responsibilities import TITLES
from cunxuan.formats.workbooks import Sheet
from cunxuan.formats.written import write_book

from .models import Duty, DutyKind, Level

COLUMNS = tuple(title for column, title in TITLES.items() if column != "until")


def workbook(duties: Sequence[Duty]) -> bytes:
    """One sheet for each level; with nobody the same sheets with their headings, to be filled in."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "duties.xlsx"
        write_book((sheet_of(kind, [one for one in duties if one.kind == kind]) for kind in DutyKind), path)
        return path.read_bytes()


def sheet_of(kind: DutyKind, duties: Sequence[Duty]) -> Sheet:
    rows = [list(COLUMNS), *rows_of(kind, duties)]
    return Sheet(str(kind.label), rows, len(rows))


def rows_of(kind: DutyKind, duties: Iterable[Duty]) -> Iterator[list[str]]:
    """A row for each person and place; a cadre's groups stand in one cell."""
    groups: dict[tuple[int, str], list[Duty]] = {}
    for duty in duties:
        groups.setdefault((duty.official_id, duty.place_id), []).append(duty)
    for of_one in groups.values():
        duty, who = of_one[0], of_one[0].official
        is_township = duty.place.level == Level.TOWNSHIP
        township = duty.place if is_township else duty.place.parent
        yield [
            str(kind.label),
            who.name,
            who.unit,
            who.post,
            who.phone,
            township.name if township else "",
            "" if is_township else duty.place.name,
            "、".join(f"{one.group_no}组" for one in of_one if one.group_no),
            period_of(duty),
            duty.task,
        ]


def period_of(duty: Duty) -> str:
    return f"{duty.since:%Y-%m-%d} 至 {duty.until:%Y-%m-%d}" if duty.until else f"{duty.since:%Y-%m-%d}"
