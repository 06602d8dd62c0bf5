"""A table as CSV that a spreadsheet opens and never runs.

Public: `csv_of`, `as_text`.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence

RUNS = frozenset("=+-@\t\r\n")


def csv_of(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The mark at its head says that it is UTF-8."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow(head)
    for row in rows:
        writer.writerow([as_text(cell) for cell in row])
    return "\ufeff" + file.getvalue()


def as_text(cell: str) -> str:
    """A cell that begins like a formula, in half or full width, is kept a text."""
    return f"'{cell}" if unicodedata.normalize("NFKC", cell[:1]) in RUNS else cell
