"""What is sent from a count sheet's page: texts as typed, read into figures square by square.

A text that is no figure empties its square, so that no figure is kept which the clerk no longer sees, and goes back
to the page with its sentence. The names under 另选他人 come as two lists, `chair.write_in.name` and
`chair.write_in.votes`, always the whole list of a post.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.http import QueryDict

from cunxuan.core.count import Figures, SheetContest, SheetDefinition, write_in_key, write_ins
from cunxuan.core.count_checks import CATALOGUE
from cunxuan.core.errors import Refusal
from cunxuan.core.names import plain_name

from .figures import figure, refuse_name

EXPLAIN = "explain."


@dataclass(slots=True)
class Typed:
    """A sheet as sent: figures to keep, and for each square whose text cannot be kept the reason."""

    values: dict[str, int | None] = field(default_factory=dict)
    faults: dict[str, Refusal] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    names: dict[str, list[tuple[str, str]]] = field(default_factory=dict)  # write-in square -> lines as typed
    explanations: dict[str, str] = field(default_factory=dict)


def read_sheet(squares: SheetDefinition, sent: QueryDict, kept: Figures) -> Typed:
    """Reads the squares that were sent, one or all. `kept`: what is saved already, so that a struck name is emptied."""
    typed = Typed()
    for square in squares.fields:
        if square.key in sent:
            read_square(typed, square.key, square.number, str(sent[square.key]))
    for contest in squares.contests:
        if f"{contest.write_in_field}.name" in sent:
            read_names(typed, squares, contest, lines_sent(contest, sent), kept)
    typed.explanations = {
        code: str(text)
        for name, text in sent.items()
        if name.startswith(EXPLAIN) and (code := name.removeprefix(EXPLAIN)) in CATALOGUE
    }
    return typed


def read_square(typed: Typed, key: str, number: int, text: str) -> None:
    typed.texts[key] = text
    try:
        typed.values[key] = figure(text, number)
    except Refusal as refusal:
        typed.values[key] = None
        typed.faults[key] = refusal


def lines_sent(contest: SheetContest, sent: QueryDict) -> list[tuple[str, str]]:
    names, votes = (sent.getlist(f"{contest.write_in_field}.{part}") for part in ("name", "votes"))
    return [(name, number) for name, number in zip(names, votes, strict=False) if name.strip() or number.strip()]


def read_names(
    typed: Typed, squares: SheetDefinition, contest: SheetContest, lines: Iterable[tuple[str, str]], kept: Figures
) -> None:
    """The list of names of a post, as a whole: a name that is saved and no longer listed is emptied."""
    square = contest.write_in_field
    typed.names[square] = list(lines)
    figures: dict[str, int | None] = {}
    for text, votes in typed.names[square]:
        try:
            key, number = read_line(contest, text, votes, squares.field(square).number, figures)
            figures[key] = number
        except Refusal as refusal:
            typed.faults[square] = refusal
    struck = {write_in_key(contest, name): None for name, _ in write_ins(contest, kept)}
    typed.values.update({**struck, **figures})


def read_line(
    contest: SheetContest, text: str, votes: str, number: int, before: Mapping[str, int | None]
) -> tuple[str, int]:
    name = plain_name(text)
    refuse_name(contest, name)
    key, count = write_in_key(contest, name), figure(votes, number)
    if key in before:
        raise name_twice(name)
    if count is None:
        raise no_votes(name)
    return key, count


def name_twice(name: str) -> Refusal:
    return Refusal(
        "NAME_TWICE",
        f"“{name}”写了两次。",
        "请把同一个人的票合在一行；同名的两个人，在姓名后写明所在小组。",
        f"“{name}” stands there twice.",
        "Put one person's votes on one line; tell two people of one name apart by their group.",
    )


def no_votes(name: str) -> Refusal:
    return Refusal(
        "NO_VOTES",
        f"“{name}”还没有填票数。",
        "请按纸面填上，或者删去这个姓名。",
        f"No votes are given for “{name}”.",
        "Fill them in from the paper, or strike the name.",
    )
