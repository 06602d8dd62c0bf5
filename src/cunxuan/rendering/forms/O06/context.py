"""What the sheet of an evaluation says (民主评议表): who is evaluated, and three squares for each."""

from __future__ import annotations

from dataclasses import dataclass

from cunxuan.rendering.paper import Basis, Paper

LINES = 7  # a committee has seven members at most


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    number: int
    name: str
    post: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EvaluationForm:
    paper: Paper
    people: tuple[Person, ...] = ()
    lines: int = 0  # to be filled in by hand
    basis: Basis | None = None

    def check(self, form_id: str) -> None:
        """Every person stands for themselves."""


def blank(paper: Paper) -> EvaluationForm:
    return EvaluationForm(paper=paper, lines=LINES)
