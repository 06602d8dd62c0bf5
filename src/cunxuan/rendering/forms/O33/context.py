"""What the register of objections to the roll says (名单异议登记表)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from cunxuan.rendering.paper import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An objection, its clock and how it was decided."""

    number: int
    applicant: str
    about: str
    claim: str
    text: str
    received_at: datetime
    decide_by: date | None = None  # None where it is not accepted
    late: bool = False
    decision: str = ""
    decided_on: date | None = None
    published_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionRegister:
    paper: Paper
    published_on: date | None
    first: date | None  # day of the period for objections
    last: date | None
    decision_days: int
    entries: tuple[Entry, ...] = ()
    lines: int = 0  # empty rows to be filled by hand

    def check(self, form_id: str) -> None:
        """Every entry stands for itself."""
