"""What the sign-in sheet and record of a training says (培训签到册及记录)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from cunxuan.rendering.faults import refused
from cunxuan.rendering.paper import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Somebody who was there. `signed` says when the name was put down; `score` is None without a test."""

    name: str
    unit: str
    duty: str
    signed: str
    score: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingRecord:
    paper: Paper
    title: str
    on: date | None
    begins: time | None
    ends: time | None
    hours: int
    venue: str
    lecturer: str
    duties: tuple[str, ...]
    with_test: bool
    pass_line: int
    rows: tuple[Row, ...] = ()
    lines: int = 0  # to be filled in by hand

    def check(self, form_id: str) -> None:
        """A score is one of a hundred."""
        for index, row in enumerate(self.rows):
            if row.score is not None and row.score > 100:
                raise refused(f"{form_id}.rows[{index}].score", "成绩最多 100 分", "the most is 100")
