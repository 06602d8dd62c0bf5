"""What the record of visits says (五必访五摸清走访记录)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cunxuan.rendering.paper import Paper

BLANKS = 2  # on one sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRecord:
    """One visit: whom, when, by whom, what was found out, what has to follow."""

    kind: str
    person: str
    on: date
    visitors: str
    development: str = ""
    team: str = ""
    members: str = ""
    conflicts: str = ""
    opinions: str = ""
    follow_up: str = ""
    follow_by: date | None = None
    followed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitRecords:
    paper: Paper
    visits: tuple[VisitRecord, ...] = ()
    blanks: int = 0  # records to be written by hand, two on a sheet

    def check(self, form_id: str) -> None:
        """Every visit stands for itself."""


def blank(paper: Paper) -> VisitRecords:
    """Sheets for the visiting team."""
    return VisitRecords(paper=paper, blanks=BLANKS)
