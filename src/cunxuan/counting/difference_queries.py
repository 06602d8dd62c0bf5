"""What a third person sees of two readings: only the squares that differ, both figures, and nothing to pick from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from cunxuan.core import double_entry
from cunxuan.core.count import NAMES, Figures, SheetDefinition
from cunxuan.core.count_checks import MAY_BE_EXPLAINED, check_sheet

from .actions import explained_by_either
from .checking import context_of_sheet
from .entry_queries import BLANK_LINES, EQUATIONS, CheckLine, check_line, sentence_of, title_of
from .forms import Typed
from .models import CountSheet, Ordinal

Words = tuple[str, str]
Marked = tuple[tuple[str, bool], ...]  # parts of a figure, and whether the other reading has something else there


@dataclass(frozen=True, slots=True)
class DifferingName:
    """A name under 另选他人 that the two do not read alike; no votes: this reading does not have the name."""

    name: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class DifferingSquare:
    """A square that two people filled differently."""

    key: str
    number: int
    label: Words
    first: Marked = ()
    second: Marked = ()
    gap: int = 0
    text: str = ""  # what the third person typed before
    fault: Words | None = None  # why it was not taken
    names: tuple[DifferingName, ...] = ()
    lines: tuple[tuple[str, str], ...] = ()

    @property
    def is_list(self) -> bool:
        return self.key.endswith(NAMES)

    @property
    def field(self) -> str:
        """The name of the list's inputs."""
        return self.key.removesuffix(NAMES)


@dataclass(frozen=True, slots=True)
class Difference:
    """The sheet as it lies before the third person."""

    first_by: str
    second_by: str
    squares: tuple[DifferingSquare, ...]
    number_of_squares: int
    then_checked: tuple[tuple[str, Words], ...]  # code and title of the checks that look at these squares
    to_explain: tuple[CheckLine, ...]

    @property
    def alike(self) -> int:
        """How many numbered squares both filled alike."""
        return self.number_of_squares - len({square.number for square in self.squares})


def difference(sheet: CountSheet, typed: Typed | None = None) -> Difference:
    """Both readings where they differ. `typed`: what the third person has sent that could not be kept yet."""
    first, second = sheet.reading(Ordinal.FIRST), sheet.reading(Ordinal.SECOND)
    assert first is not None and second is not None, "two readings differ"
    asked = tuple(dict.fromkeys(map(double_entry.square_of, sheet.differing)))
    ordered = sorted(asked, key=lambda key: (sheet.squares.field(key).number, key))
    return Difference(
        first_by=first.account.name,
        second_by=second.account.name,
        squares=tuple(
            differing_list(sheet, key, first.values, second.values, typed or Typed())
            if key.endswith(NAMES)
            else differing_square(sheet.squares, key, first.values, second.values, typed or Typed())
            for key in ordered
        ),
        number_of_squares=len(sheet.squares.fields),
        then_checked=checks_of(sheet, asked),
        to_explain=to_explain(sheet, typed) if typed else (),
    )


def differing_square(
    squares: SheetDefinition, key: str, first: Figures, second: Figures, typed: Typed
) -> DifferingSquare:
    one, two = figure_in(first, key), figure_in(second, key)
    return DifferingSquare(
        key=key,
        number=squares.field(key).number,
        label=label(squares, key),
        first=marked(one, two),
        second=marked(two, one),
        gap=abs((first.get(key) or 0) - (second.get(key) or 0)),
        text=typed.texts.get(key, ""),
        fault=fault_in(typed, key),
    )


def differing_list(sheet: CountSheet, key: str, first: Figures, second: Figures, typed: Typed) -> DifferingSquare:
    """The names in question; those that both read alike stay and are not asked again."""
    names = [one for one in sheet.differing if one.startswith(key)]
    field = key.removesuffix(NAMES)
    return DifferingSquare(
        key=key,
        number=sheet.squares.field(key).number,
        label=label(sheet.squares, key),
        names=tuple(
            DifferingName(one.removeprefix(key), figure_in(first, one), figure_in(second, one)) for one in names
        ),
        fault=fault_in(typed, field),
        lines=(*typed.names.get(field, ()), *[("", "")] * max(BLANK_LINES, len(names))),
    )


def fault_in(typed: Typed, field: str) -> Words | None:
    refusal = typed.faults.get(field)
    return sentence_of(refusal) if refusal else None


def figure_in(values: Figures, key: str) -> str:
    figure = values.get(key)
    return "" if figure is None else f"{figure:,}"


def label(squares: SheetDefinition, key: str) -> Words:
    """委员 · 段秀梅: the post, where the square belongs to one, and the square."""
    square = squares.field(key)
    contest = next((one for one in squares.contests if square.key in one.all_fields), None)
    if contest is None:
        return square.label_zh, square.label_en
    return f"{contest.title[0]} · {square.label_zh}", f"{contest.title[1]} · {square.label_en}"


def marked(figure: str, other: str) -> Marked:
    """A figure in parts: where the other has the same character at the same place from the right, and where not."""
    width = max(len(figure), len(other))
    pairs = list(zip(figure.rjust(width), other.rjust(width), strict=True))
    differing = [(here, here != there) for here, there in pairs]
    return tuple(
        (text, wrong)
        for wrong, part in groupby(differing, key=lambda pair: pair[1])
        if (text := "".join(char for char, _ in part).strip())
    )


def checks_of(sheet: CountSheet, keys: Iterable[str]) -> tuple[tuple[str, Words], ...]:
    """Code and title of the equations that will look at these squares once they are filled."""
    fields = {sheet.squares.field(key).key for key in keys}
    waiting = check_sheet(sheet.squares, {}, context_of_sheet(sheet))
    looking = (one for one in waiting if one.code in EQUATIONS and fields.intersection(one.fields))
    alike = groupby(looking, key=lambda one: one.code)
    return tuple((code, title_of(sheet.squares, tuple(same))) for code, same in alike)


def to_explain(sheet: CountSheet, typed: Typed) -> tuple[CheckLine, ...]:
    """What the paper's figures ask a person to explain and neither clerk has explained."""
    state = sheet.double_entry
    assert isinstance(state, double_entry.Differs), "only what differs lies before a third person"
    outcomes = check_sheet(sheet.squares, double_entry.with_paper(state, typed.values), context_of_sheet(sheet))
    explained = explained_by_either(sheet)
    return tuple(
        check_line(sheet.squares, (one,), {**explained, **typed.explanations})
        for one in outcomes
        if one.status in MAY_BE_EXPLAINED and not explained.get(one.code)
    )
