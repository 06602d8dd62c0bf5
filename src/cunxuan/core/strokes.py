"""Names by the strokes of the surname (按姓氏笔画为序), the order in which lists of equals are published.

Fewer strokes come first; of characters with as many strokes the kinds of the strokes decide, from the first stroke on:
横、竖、撇、点、折. Of one surname the next characters decide in the same way.

The 20,897 characters of `strokes.txt` were put in this order once. A character that is not among them (some given names
have one, hardly any surname) comes after all that are, by its number in Unicode.

Public: `by_strokes(name)`, a key for `sorted`; `is_ranked(character)`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

Key = tuple[int, ...]


def by_strokes(name: str) -> Key:
    """The key of a name, to sort by: 于, 上, 马 have three strokes each and stand in this order."""
    ranks = _ranks()
    return tuple(ranks.get(character, len(ranks) + ord(character)) for character in name)


def is_ranked(character: str) -> bool:
    return character in _ranks()


@cache
def _ranks() -> Mapping[str, int]:
    """Character -> its place among all."""
    text = files("cunxuan.core").joinpath("strokes.txt").read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return {character: rank for rank, character in enumerate("".join(lines))}
