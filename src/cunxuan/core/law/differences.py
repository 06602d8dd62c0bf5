"""What one law says otherwise than another: two `Rules` side by side, parameter by parameter.

Used to tell a county what is different from the election before (这一次有什么不同). What the law in force from
2026-01-01 changed is explained besides in plain words: `changes_2026.toml`, the sixteen changes N-01 to N-16.

Public: `differences(before, now) -> tuple[Change, ...]`, `Change`, `explained(before, now) -> tuple[Explained, ...]`,
`Explained`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, NamedTuple

from cunxuan.core.law.citations import cite, cite_en
from cunxuan.core.law.reading import HERE, parameters
from cunxuan.core.law.rule import Pack, Rule, Rules

#: moved: the same in another text, as when the law takes over what only guidance said; renumbered: the same text.
Kind = Literal["added", "changed", "dropped", "moved", "renumbered"]
Words = tuple[str, str]  # Chinese, English

IN_FORCE = date(2026, 1, 1)  # the day of the changes that are explained


class Change(NamedTuple):
    """A parameter on which the two say otherwise, or which another article or another text says now."""

    key: str
    kind: Kind
    before: Rule | None
    now: Rule | None


def differences(before: Rules, now: Rules) -> tuple[Change, ...]:
    """Everything on which the two differ, in the order of the law."""
    pairs = ((key, before.get(key), now.get(key)) for key in parameters())
    return tuple(Change(key, kind, one, other) for key, one, other in pairs if (kind := _kind(one, other)))


def _kind(before: Rule | None, now: Rule | None) -> Kind | None:
    if before is None or now is None:
        return "added" if now else "dropped" if before else None
    if before.value != now.value:
        return "changed"
    if before.title != now.title:
        return "moved"
    return "renumbered" if before.article != now.article else None


@dataclass(frozen=True, slots=True)
class Explained:
    """A change of the law in plain words: before, now, whom it concerns, what is done differently."""

    name: str  # N-01
    title: Words
    before: Words
    now: Words
    concerns: Words
    to_do: Words
    article_before: Words | None
    article_now: Words | None
    rules: tuple[str, ...]


def explained(before: Rules, now: Rules) -> tuple[Explained, ...]:
    """The changes of 2026 in plain words, where they lie between the two; otherwise none."""
    old, new = _national(before), _national(now)
    if not old.since < IN_FORCE <= new.since:
        return ()
    return tuple(_explained(name, read, old, new) for name, read in _changes().items())


def _explained(name: str, read: dict[str, Any], old: Pack, new: Pack) -> Explained:
    words = {key: (read[key]["zh"], read[key]["en"]) for key in ("title", "before", "now", "concerns", "to_do")}
    return Explained(
        name=name,
        **words,
        article_before=_cited(old, read["articles"].get("before")),
        article_now=_cited(new, read["articles"].get("now")),
        rules=tuple(read["rules"]),
    )


def _cited(pack: Pack, article: int | None) -> Words | None:
    return (cite(pack.short, article), cite_en(pack.title_en, article)) if article else None


@cache
def _changes() -> dict[str, Any]:
    return tomllib.loads(HERE.joinpath("changes_2026.toml").read_text("utf-8"))


def _national(rules: Rules) -> Pack:
    return next(pack for pack in rules.packs if pack.layer == "national")
