"""The test after a training (培训测试题): a fixed small set of choices and statements, asked under the law in force.

Every item counts as much as every other; the answers carry their articles, as the answers to villagers do.

Public: `quiz_under(rules) -> tuple[Item, ...]`, `Item`, `FULL_MARKS`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

from cunxuan.core.explanations import UNREAD, Citation, Words, begun, filled, named_in, stands, statute_of
from cunxuan.core.law import Rules

FULL_MARKS = 100
LETTERS = "ABCD"
OPTIONS = 4
STATEMENT: tuple[Words, Words] = (("对", "True"), ("错", "False"))


@dataclass(frozen=True, slots=True)
class Item:
    """One question of the test: its options, which of them is right, and the article."""

    number: int
    asked: Words
    options: tuple[Words, ...]
    right: int
    citation: Citation | None

    @property
    def is_statement(self) -> bool:
        return self.options == STATEMENT

    @property
    def answer(self) -> Words:
        """对, or the letter of the right option."""
        return self.options[self.right] if self.is_statement else (LETTERS[self.right], LETTERS[self.right])


def quiz_under(rules: Rules) -> tuple[Item, ...]:
    """The items that these rules say something of, the same each time they are printed."""
    fixed = [given for given in library() if all(rules.get(key) for key in named_in(worded(given)))]
    return tuple(item(number, given, rules) for number, given in enumerate(fixed, start=1))


def worded(given: Mapping[str, Any]) -> str:
    """What an item asks, with its right answer: every parameter of it is named there."""
    right = given["right"]
    return f"{given['zh']}{'' if isinstance(right, bool) else right[0]}"


def item(number: int, given: Mapping[str, Any], rules: Rules) -> Item:
    options = STATEMENT if isinstance(given["right"], bool) else choices(given, rules)
    right = STATEMENT[not given["right"]] if options is STATEMENT else said(given["right"], rules)
    return Item(
        number=number,
        asked=said((given["zh"], given["en"]), rules),
        options=options,
        right=options.index(right),
        citation=citation_of(given["statute"], rules),
    )


def choices(given: Mapping[str, Any], rules: Rules) -> tuple[Words, ...]:
    """The right option among three wrong ones, in an order that no pattern gives away."""
    right = said(given["right"], rules)
    wrong = [words for one in given["wrong"] if (words := said(one, rules)) != right]
    options = [right, *wrong[: OPTIONS - 1]]
    Random(given["id"]).shuffle(options)  # noqa: S311  the same paper each time, not a secret
    return tuple(options)


def said(words: tuple[str, str] | list[str], rules: Rules) -> Words:
    zh, en = words
    return filled(zh, rules), begun(filled(en, rules, "en"))


def citation_of(id: str, rules: Rules) -> Citation | None:
    statute = statute_of(id)
    words = stands(statute, rules)
    return Citation(words, statute.read not in UNREAD) if words else None


@cache
def library() -> tuple[Mapping[str, Any], ...]:
    text = files("cunxuan.core").joinpath("quiz.toml").read_text("utf-8")
    return tuple(tomllib.loads(text)["item"])
