"""What the report of the inspectors says (督查情况通报)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cunxuan.rendering.paper import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Something that was found in a village, and how it stands."""

    village: str
    item: str
    text: str
    owner: str
    rectify_by: date
    standing: str  # 已办结 12月9日


@dataclass(frozen=True, slots=True, kw_only=True)
class InspectionReport:
    paper: Paper
    since: date | None = None
    until: date | None = None
    trips: int = 0
    places: str = ""  # where the inspectors went
    closed: int = 0
    overdue: int = 0
    found: tuple[Found, ...] = ()
    lines: int = 0  # to be filled in by hand

    def check(self, form_id: str) -> None:
        """Nothing may have been found."""
