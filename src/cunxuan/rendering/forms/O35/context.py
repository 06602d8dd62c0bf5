"""What voter cards say (参选证): who, of which group, when and where the vote is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cunxuan.rendering.faults import refused
from cunxuan.rendering.paper import Paper, Sex


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One voter's card. To be filled by hand it has nothing of a person; `place` is empty where it is written in."""

    card_no: int | None = None
    name: str = ""
    sex: Sex | None = None
    age: int | None = None  # on polling day
    group: str = ""
    place: str = ""
    code: str = ""  # 核对码 of this card


@dataclass(frozen=True, slots=True, kw_only=True)
class VoterCards:
    paper: Paper
    polled_on: date | None
    cards: tuple[Card, ...]

    def check(self, form_id: str) -> None:
        """No card number is given twice."""
        numbers = [card.card_no for card in self.cards if card.card_no is not None]
        if len(set(numbers)) < len(numbers):
            raise refused(f"{form_id}.cards", "同一个证号有两张", "a card number is there twice")
