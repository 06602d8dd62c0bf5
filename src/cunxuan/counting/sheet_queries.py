"""A sheet outside the two entries: the verified figures that all may read, and the squares a clerk reads again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from cunxuan.core.count import NAMES, SheetDefinition
from cunxuan.core.double_entry import Verified

from .difference_queries import fault_in, label
from .entry_queries import BLANK_LINES, SectionRows, Words, sections
from .forms import Typed
from .models import CountEntry, CountSheet, Ordinal

ACTS: Mapping[int, Words] = {
    Ordinal.FIRST: ("第一次录入", "First entry"),
    Ordinal.SECOND: ("第二次录入", "Second entry"),
    Ordinal.PAPER: ("对照纸面裁定", "Decided by the paper"),
}


@dataclass(frozen=True, slots=True)
class Hand:
    """Who did what to the sheet, and when it was finished."""

    act: Words
    name: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a person wrote beside a check."""

    code: str
    by: str
    text: str


@dataclass(frozen=True, slots=True)
class VerifiedForm:
    """The figures on which two people agree."""

    sections: tuple[SectionRows, ...]
    hands: tuple[Hand, ...]
    explanations: tuple[Explanation, ...]


def verified_form(sheet: CountSheet) -> VerifiedForm:
    state = sheet.double_entry
    assert isinstance(state, Verified), "only agreed figures are shown to all"
    entries: list[CountEntry] = sorted(sheet.entries.all(), key=lambda entry: entry.ordinal)
    return VerifiedForm(
        sections=sections(sheet.squares, state.values, (), {}, Typed()),
        hands=tuple(Hand(ACTS[entry.ordinal], entry.account.name, entry.finished_at) for entry in entries),
        explanations=tuple(
            Explanation(code, entry.account.name, text)
            for entry in entries
            for code, text in sorted(entry.explanations.items())
        ),
    )


@dataclass(frozen=True, slots=True)
class ReturnedSquare:
    """A square to be read again: empty, whatever was typed before."""

    key: str
    number: int
    label: Words
    text: str
    fault: Words | None
    lines: tuple[tuple[str, str], ...]

    @property
    def is_list(self) -> bool:
        return self.key.endswith(NAMES)

    @property
    def field(self) -> str:
        return self.key.removesuffix(NAMES)


def returned_squares(
    squares: SheetDefinition, keys: tuple[str, ...], typed: Typed | None
) -> tuple[ReturnedSquare, ...]:
    """The squares that came back, in the paper's order. `typed`: what was sent just now and not taken."""
    typed = typed or Typed()
    return tuple(returned_square(squares, key, typed) for key in sorted(keys, key=lambda key: order(squares, key)))


def returned_square(squares: SheetDefinition, key: str, typed: Typed) -> ReturnedSquare:
    field = key.removesuffix(NAMES)
    return ReturnedSquare(
        key=key,
        number=squares.field(key).number,
        label=label(squares, key),
        text=typed.texts.get(key, ""),
        fault=fault_in(typed, field),
        lines=(*typed.names.get(field, ()), *[("", "")] * (BLANK_LINES + 1)) if key.endswith(NAMES) else (),
    )


def order(squares: SheetDefinition, key: str) -> tuple[int, str]:
    return squares.field(key).number, key
