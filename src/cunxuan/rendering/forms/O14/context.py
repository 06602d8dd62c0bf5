"""What the test after a training says (培训测试题)."""

from __future__ import annotations

from dataclasses import dataclass

from cunxuan.rendering.faults import refused
from cunxuan.rendering.paper import Basis, Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One question; `answer` is 对, 错 or the letter of the right option."""

    asked: str
    options: tuple[str, ...]
    answer: str
    basis: Basis | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quiz:
    paper: Paper
    items: tuple[Item, ...]
    pass_line: int
    with_answers: bool  # for the office

    def check(self, form_id: str) -> None:
        """The marks of a hundred share out among the items without a rest."""
        if not self.items or 100 % len(self.items):
            raise refused(f"{form_id}.items", "题数要能平分 100 分", "a hundred marks have to share out evenly")
