"""What the notice of discipline says (换届选举纪律)."""

from __future__ import annotations

from dataclasses import dataclass

from cunxuan.rendering.faults import refused
from cunxuan.rendering.paper import Basis, Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that is forbidden; no basis where no article of the Organic Law stands behind it."""

    title: str
    text: str
    basis: Basis | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DisciplineNotice:
    paper: Paper
    items: tuple[Item, ...]
    penalty: str = ""
    penalty_basis: str = ""
    reported_to: str = ""  # where the law has misconduct reported

    def check(self, form_id: str) -> None:
        """A notice forbids something."""
        if not self.items:
            raise refused(f"{form_id}.items", "一条纪律也没有", "there is no item")
