"""What a daily report says (换届选举工作日报表)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cunxuan.rendering.faults import refused
from cunxuan.rendering.paper import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A figure: of one township, or of each and of all."""

    label: str
    figures: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DailyReport:
    paper: Paper
    on: date | None = None
    columns: tuple[str, ...] = ("数",)  # of the townships and their sum; of one township its figure alone
    rows: tuple[Row, ...] = ()
    watched: tuple[Row, ...] = ()
    summary: str = ""
    plan: str = ""
    problems: tuple[str, ...] = ()
    standing: str = ""  # 按时、完整、已审核
    by_hand: bool = False

    def check(self, form_id: str) -> None:
        """Every row has a figure in every column."""
        for row in (*self.rows, *self.watched):
            if len(row.figures) != len(self.columns):
                raise refused(f"{form_id}.rows", f"“{row.label}”的数不全", f"“{row.label}” lacks figures")
