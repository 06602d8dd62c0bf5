"""What the rota of receptions says (信访接访日程安排表)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cunxuan.rendering.paper import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day on which somebody receives."""

    on: date
    hours: str
    leader: str
    post: str
    place: str
    phone: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceptionRota:
    paper: Paper
    days: tuple[Day, ...] = ()
    lines: int = 0  # to be filled in by hand

    def check(self, form_id: str) -> None:
        """Several people may receive on one day."""
