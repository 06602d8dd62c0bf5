"""What the record of a village's election says (换届纪实表)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cunxuan.rendering.paper import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """A key act. Where and who else was there a hand writes, unless it was recorded."""

    at: datetime
    text: str
    people: str
    place: str = ""
    number: int  # of the entry in the trail


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSheet:
    paper: Paper
    acts: tuple[Act, ...] = ()
    left_out: int = 0  # acts of less weight that stand in the trail and not here
    lines: int = 0  # to be filled in by hand

    def check(self, form_id: str) -> None:
        """Every act stands for itself."""
