"""What the minutes of a meeting say (协调会议纪要)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cunxuan.rendering.paper import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item: what was said, what was decided, and who does what by when."""

    subject: str
    said: str = ""
    decided: str = ""
    task: str = ""
    place: str = ""
    owner: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Minutes:
    paper: Paper
    kind: str  # 协调会
    held_on: date | None = None
    venue: str = ""
    chaired_by: str = ""
    recorded_by: str = ""
    attended: str = ""
    absent: str = ""
    items: tuple[Item, ...] = ()
    lines: int = 0  # to be filled in by hand

    def check(self, form_id: str) -> None:
        """A meeting may decide nothing."""
