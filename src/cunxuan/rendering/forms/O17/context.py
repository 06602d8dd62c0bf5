"""What the letter to people away says, with its texts and the record of their sending (致外出务工人员的一封信)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cunxuan.rendering.faults import refused
from cunxuan.rendering.paper import Basis, Paper

LINES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A text as it is sent, with the name of whoever gets it still open."""

    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One sending. Of what was never asked back there is no figure."""

    on: date
    title: str
    way: str
    people: int
    delivered: int
    replied: int
    refused: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterAway:
    paper: Paper
    polled_on: date | None = None
    registered_until: date | None = None
    contact: str = ""
    messages: tuple[Message, ...] = ()
    sendings: tuple[Sent, ...] = ()
    away: int | None = None
    consented: int | None = None
    lines: int = 0  # of the record, to be filled in by hand
    registration: Basis | None = None
    proxy: Basis | None = None

    def check(self, form_id: str) -> None:
        """Nobody is reached who was not written to."""
        for index, one in enumerate(self.sendings):
            if one.delivered + one.refused > one.people:
                raise refused(
                    f"{form_id}.sendings[{index}].delivered",
                    f"送达 {one.delivered} 人、拒收 {one.refused} 人，多于发送的 {one.people} 人",
                    f"{one.delivered} delivered and {one.refused} refused of {one.people} sent",
                )


def blank(paper: Paper) -> LetterAway:
    return LetterAway(paper=paper, lines=LINES)
