"""What a count sheet (计票单) asks, in the order and with the numbers that the screen has too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cunxuan.rendering.faults import refused
from cunxuan.rendering.paper import Paper, Round, Signer


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One numbered square. `strokes`: votes that are called out, so there is room for 正 beside the square."""

    number: int
    label: str
    value: int | None = None
    strokes: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    title: str  # 一、名单与选票
    fields: tuple[Field, ...]
    note: str = ""  # 应选 1 名，每票最多选 1 人


@dataclass(frozen=True, slots=True, kw_only=True)
class CountSheet:
    paper: Paper
    round: Round
    polled_on: date
    place: str
    definition: str  # digest of the sheet's fields, the same on screen and paper
    sections: tuple[Section, ...]
    signers: tuple[Signer, ...] = (Signer("监票人"), Signer("唱票人"), Signer("计票人"), Signer("总监票人"))

    def check(self, form_id: str) -> None:
        """The squares are numbered 1 to n, so that screen and paper can be compared by number."""
        numbers = [field.number for section in self.sections for field in section.fields]
        if numbers != list(range(1, len(numbers) + 1)):
            raise refused(
                f"{form_id}.sections", "栏号应从 1 起依次排列", "fields should be numbered from 1 without a gap"
            )
