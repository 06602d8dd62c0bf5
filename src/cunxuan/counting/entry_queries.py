"""The form of a count sheet as its clerk sees it: squares in the paper's order, beside each what the checks say.

Only the reader's own figures go in. A check speaks once beside the form, at the last of the squares that it compares,
and stands in the list with its code. When it holds, only an equation speaks: a page on which all is well stays quiet.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from cunxuan.core.count import Figures, SheetDefinition, write_ins
from cunxuan.core.count_catalogue import ARITHMETIC, GUIDE, GUIDE_TITLE, OFFICE
from cunxuan.core.count_checks import CATALOGUE, CheckOutcome, Status, StillNeeded, check_sheet, still_needed
from cunxuan.core.count_outcomes import in_words
from cunxuan.core.errors import Refusal
from cunxuan.offices.models import Account

from .checking import context_of_sheet
from .forms import Typed
from .models import CountSheet, Ordinal

Words = tuple[str, str]

SIGNS: Mapping[Status, str] = {
    Status.STOPS: "stop",
    Status.VOID: "void",
    Status.EXPLAIN: "explain",
    Status.HOLDS: "hold",
    Status.WAITING: "wait",
}
FAILING = (Status.STOPS, Status.VOID, Status.EXPLAIN)  # the gravest first
CONSEQUENCES: Mapping[Status, Words] = {
    Status.STOPS: ("不改不能完成", "stops the entry"),
    Status.VOID: ("写明后可以完成", "state it and go on"),
    Status.EXPLAIN: ("说明后可以完成", "explain and go on"),
}
#: Checks that say so beside the form when they hold: each is an equation that the reader can follow.
EQUATIONS = ("Q03", "Q05", "Q06", "Q09", "Q10", "Q13", "Q31")
BLANK_LINES = 2


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a check, or of a text that is no figure, with its sign."""

    sign: str
    text: Words
    grave: bool = False
    to_explain: str = ""  # the code of a check that is still to be explained


@dataclass(frozen=True, slots=True)
class SquareRow:
    """One numbered square: what was typed, and what is said beside it."""

    key: str
    number: int
    label: Words
    text: str
    said: tuple[Said, ...]
    fault: bool  # the text is no figure, or a line of names cannot be kept
    wrong: bool  # that, or a check stops here
    involved: bool  # a check that stops looks at this square
    is_list: bool  # 另选他人: names and votes follow
    names: tuple[tuple[str, str], ...] = ()
    begins_here: bool = False  # the first square to fill

    @property
    def written(self) -> tuple[tuple[str, str], ...]:
        """The names that are there, without the blank lines that follow them."""
        return tuple(line for line in self.names if any(line))

    @property
    def open(self) -> bool:
        """Are there names, or votes that need one?"""
        return bool(self.written) or self.text not in ("", "0")


@dataclass(frozen=True, slots=True)
class SectionRows:
    title: Words
    note: Words
    rows: tuple[SquareRow, ...]


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A check in the list: what must hold, which squares it compares, how it stands."""

    code: str
    sign: str
    failing: bool
    title: Words
    text: Words
    squares: Words
    consequence: Words
    basis: Words
    unconfirmed: bool  # the county still has to check where that stands
    explained: bool
    explanation: str
    may_be_explained: bool


@dataclass(frozen=True, slots=True)
class EntryForm:
    """Everything the page of an entry shows of one person's reading."""

    ordinal: int
    sections: tuple[SectionRows, ...]
    checks: tuple[CheckLine, ...]
    waiting: int
    needed: StillNeeded
    saved_at: datetime | None

    @property
    def rows(self) -> tuple[SquareRow, ...]:
        return tuple(row for section in self.sections for row in section.rows)


def entry_form(sheet: CountSheet, account: Account, typed: Typed | None = None) -> EntryForm:
    """The reader's own entry, or the empty form before it has begun. `typed`: texts that could not be kept."""
    entry = sheet.reading_by(account)
    values = entry.values if entry else {}
    explanations = entry.explanations if entry else {}
    outcomes = check_sheet(sheet.squares, values, context_of_sheet(sheet))
    return EntryForm(
        ordinal=entry.ordinal if entry else Ordinal.SECOND if sheet.reading(Ordinal.FIRST) else Ordinal.FIRST,
        sections=sections(sheet.squares, values, outcomes, explanations, typed or Typed()),
        checks=check_lines(sheet.squares, outcomes, explanations),
        waiting=sum(one.status is Status.WAITING for one in outcomes),
        needed=still_needed(outcomes, explanations),
        saved_at=entry.saved_at if entry else None,
    )


# Beside the squares


def sections(
    squares: SheetDefinition,
    values: Figures,
    outcomes: Iterable[CheckOutcome],
    explanations: Mapping[str, str],
    typed: Typed,
) -> tuple[SectionRows, ...]:
    spoken = spoken_beside(squares, outcomes, explanations)
    stopping = [one for one in outcomes if one.status is Status.STOPS and one.fields]
    involved = {key for one in stopping for key in one.fields}
    wrong = {anchor(squares, one) for one in stopping}
    first_empty = next(iter(squares.empty(values)), "")
    lists = {contest.write_in_field: contest for contest in squares.contests}

    def row(key: str, number: int, label: Words) -> SquareRow:
        fault = typed.faults.get(key)
        said = (Said("stop", sentence_of(fault), True),) if fault else tuple(spoken.get(key, ()))
        names: tuple[tuple[str, str], ...] = ()
        if key in lists:
            kept = [(name, f"{votes:,}") for name, votes in write_ins(lists[key], values)]
            names = (*typed.names.get(key, kept), *[("", "")] * BLANK_LINES)
        return SquareRow(
            key=key,
            number=number,
            label=label,
            text=typed.texts[key] if fault and key in typed.texts else figure_text(values.get(key)),
            said=said,
            fault=fault is not None,
            wrong=fault is not None or key in wrong,
            involved=key in involved,
            is_list=key in lists,
            names=names,
            begins_here=key == first_empty,
        )

    return tuple(
        SectionRows(
            (section.title_zh, section.title_en),
            (section.note_zh, section.note_en),
            tuple(row(square.key, square.number, (square.label_zh, square.label_en)) for square in section.fields),
        )
        for section in squares.sections
    )


def figure_text(figure: int | None) -> str:
    return "" if figure is None else f"{figure:,}"


def sentence_of(refusal: Refusal) -> Words:
    return refusal.text + refusal.way_out, f"{refusal.text_en} {refusal.way_out_en}"


def spoken_beside(
    squares: SheetDefinition, outcomes: Iterable[CheckOutcome], explanations: Mapping[str, str]
) -> dict[str, list[Said]]:
    """What is said beside each square: all that does not hold; else one equation that does, or what it waits for."""
    beside: dict[str, list[CheckOutcome]] = {}
    for one in outcomes:
        if one.fields and one.code != "Q01":
            beside.setdefault(anchor(squares, one), []).append(one)
    return {key: [said(one, explanations) for one in worth_saying(here)] for key, here in beside.items()}


def worth_saying(here: list[CheckOutcome]) -> list[CheckOutcome]:
    failing = [one for one in here if one.status in FAILING]
    if failing:
        return sorted(failing, key=lambda one: FAILING.index(one.status))
    holding = [one for one in here if one.status is Status.HOLDS and one.code in EQUATIONS and one.numbers["left"]]
    return holding[:1]


def said(one: CheckOutcome, explanations: Mapping[str, str]) -> Said:
    text = (one.text_zh, one.text_en)
    if one.status not in (Status.EXPLAIN, Status.VOID):
        return Said(SIGNS[one.status], text, one.status is Status.STOPS)
    explanation = explanations.get(one.code)
    if explanation:
        return Said("hold", (f"已说明：{explanation}", f"Explained: {explanation}"))
    return Said(SIGNS[one.status], text, to_explain=one.code)


def anchor(squares: SheetDefinition, one: CheckOutcome) -> str:
    """The square beside which a check speaks: the last that it compares; the boxes' sum, at the last box."""
    keys = [key for key in one.fields if key != "returned"] if one.code == "Q09" else one.fields
    return max(keys, key=lambda key: squares.field(key).number)


# The list of checks


def check_lines(
    squares: SheetDefinition, outcomes: Iterable[CheckOutcome], explanations: Mapping[str, str]
) -> tuple[CheckLine, ...]:
    """What does not hold first, then what holds, once for all posts; what waits is only counted."""
    failing = sorted((one for one in outcomes if one.status in FAILING), key=lambda one: FAILING.index(one.status))
    holding = groupby((one for one in outcomes if one.status is Status.HOLDS), key=lambda one: one.code)
    return (
        *(check_line(squares, (one,), explanations) for one in failing),
        *(check_line(squares, tuple(alike), explanations) for _, alike in holding),
    )


def check_line(squares: SheetDefinition, alike: tuple[CheckOutcome, ...], explanations: Mapping[str, str]) -> CheckLine:
    """A line for one check; where it holds for several posts, one for all of them."""
    one = alike[0]
    numbers, basis = squares.numbers(one.fields), (one.basis, one.basis_en)
    soft = one.status in (Status.EXPLAIN, Status.VOID)
    explanation = explanations.get(one.code, "")
    return CheckLine(
        code=one.code,
        sign=SIGNS[one.status],
        failing=one.status in FAILING,
        title=title_of(squares, alike),
        text=(one.text_zh, one.text_en),
        squares=(in_words(numbers), in_words(numbers, "en")),
        consequence=CONSEQUENCES.get(one.status, ("", "")),
        basis=basis_shown(basis, one.status),
        unconfirmed=basis == GUIDE,
        explained=soft and bool(explanation),
        explanation=explanation,
        may_be_explained=soft,
    )


def basis_shown(basis: Words, status: Status) -> Words:
    """Plain arithmetic needs no basis, and what the office wants is told where it does not hold."""
    if basis == ARITHMETIC or (basis == OFFICE and status is Status.HOLDS):
        return "", ""
    return GUIDE_TITLE if basis == GUIDE else basis


def title_of(squares: SheetDefinition, alike: tuple[CheckOutcome, ...]) -> Words:
    """What must hold, with the posts where the check speaks once for each."""
    check, fields = CATALOGUE[alike[0].code], {key for one in alike for key in one.fields}
    posts = [contest.title for contest in squares.contests if fields.intersection(contest.all_fields)]
    if not posts:
        return check.title_zh, check.title_en
    zh, en = ("、".join(post[0] for post in posts), ", ".join(post[1] for post in posts))
    return f"{zh}：{check.title_zh}", f"{en}: {check.title_en}"
