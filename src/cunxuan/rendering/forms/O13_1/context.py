"""What the certificates of a training say (培训合格证)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cunxuan.rendering.paper import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """Somebody who was there and, where there was a test, passed it."""

    name: str
    unit: str
    duty: str
    score: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificates:
    paper: Paper
    title: str = ""
    on: date | None = None
    hours: int = 0
    people: tuple[Trained, ...] = ()
    lines: int = 0  # empty certificates, to be filled in by hand

    def check(self, form_id: str) -> None:
        """Nobody may have passed."""
