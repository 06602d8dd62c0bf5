"""What the roster of voter cards handed out says (参选证发放花名册): a line for each card, to be signed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cunxuan.rendering.faults import refused
from cunxuan.rendering.paper import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    card_no: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A villagers' group. To be filled by hand it has no lines, and its name may be empty."""

    name: str = ""
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CardRoster:
    paper: Paper
    polled_on: date | None
    groups: tuple[Group, ...]

    def check(self, form_id: str) -> None:
        """A card is handed out once."""
        numbers = [line.card_no for group in self.groups for line in group.lines]
        if len(set(numbers)) < len(numbers):
            raise refused(f"{form_id}.groups", "同一个证号有两行", "a card number has two lines")
