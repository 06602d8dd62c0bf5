"""What the notice of an evaluation's result says (民主评议结果公告)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cunxuan.rendering.faults import refused
from cunxuan.rendering.paper import Basis, Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """How many found somebody fit, basically fit, unfit; and what the meeting concluded."""

    name: str
    post: str
    fit: int
    basically_fit: int
    unfit: int
    grade: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationNotice:
    paper: Paper
    headline: str
    held_on: date
    meeting: str
    chaired_by: str
    present: int
    people: tuple[Person, ...]
    consequences: tuple[str, ...] = ()  # 连续两次不称职
    place: str
    complaint: str
    basis: Basis | None = None

    def check(self, form_id: str) -> None:
        """Nobody has more answers than people were there."""
        for index, one in enumerate(self.people):
            if one.fit + one.basically_fit + one.unfit > self.present:
                raise refused(
                    f"{form_id}.people[{index}]",
                    f"{one.name}的三项合计多于到会人数",
                    f"{one.name} has more answers than people were present",
                )
