"""What the roster of mobile boxes and scribes says (流动票箱投票及代写人员花名册)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cunxuan.rendering.paper import Basis, Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Voter:
    """Somebody who votes at a mobile box, or for whom a scribe writes, and why."""

    name: str
    group: int
    reason: str
    box_no: int | None = None
    scribe: str = ""
    approved_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpRoster:
    paper: Paper
    headline: str
    polled_on: date | None
    mobile: tuple[Voter, ...] = ()
    scribed: tuple[Voter, ...] = ()
    lines: int = 0  # of each list, to be filled in by hand
    basis: Basis | None = None

    def check(self, form_id: str) -> None:
        """Nothing here can contradict itself."""
