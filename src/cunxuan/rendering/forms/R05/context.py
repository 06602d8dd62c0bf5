"""What the roster of proxies says (委托投票人员花名册)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cunxuan.rendering.faults import refused
from cunxuan.rendering.paper import Basis, Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One proxy. `held` is for how many its holder votes in all."""

    number: int
    principal: str
    principal_group: int
    holder: str
    holder_group: int
    relation: str
    reason: str
    applied_on: date
    held: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ProxyRoster:
    paper: Paper
    headline: str
    polled_on: date | None
    published_on: date | None
    cap: int | None  # for how many one person may vote; None where the law says nothing
    rows: tuple[Row, ...] = ()
    lines: int = 0  # to be filled in by hand
    basis: Basis | None = None

    def check(self, form_id: str) -> None:
        """Nobody votes for more people than the law allows."""
        for index, row in enumerate(self.rows):
            if self.cap is not None and row.held > self.cap:
                raise refused(
                    f"{form_id}.rows[{index}].held",
                    f"受委托 {row.held} 人，最多 {self.cap} 人",
                    f"{row.held} proxies, {self.cap} is the most",
                )
