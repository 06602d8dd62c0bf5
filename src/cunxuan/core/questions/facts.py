"""The facts of a question, read key by key: each value is what it should be, or one sentence says where not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cunxuan.core.given import (
    Doc,
    as_choice,
    as_count,
    as_day,
    as_list,
    as_object,
    as_text,
    bad,
    known,
    need,
)
from cunxuan.core.people.relatives import RELATIONS, Relation, relation_called


@dataclass(frozen=True, slots=True)
class Facts:
    """An object and the place it stands at; what is not given is a fact that nobody recorded."""

    doc: Doc
    path: str = ""

    @classmethod
    def of(cls, value: Any, path: str, keys: Sequence[str]) -> Facts:
        found = as_object(value, path)
        known(found, path, keys)
        return cls(found, path)

    def at(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path else key

    def given(self, key: str) -> bool:
        return self.doc.get(key) is not None

    def needed(self, key: str) -> Any:
        return need(self.doc, self.path, key)

    def text(self, key: str) -> str:
        return as_text(self.needed(key), self.at(key))

    def text_or(self, key: str, default: str = "") -> str:
        return self.text(key) if self.given(key) else default

    def day(self, key: str) -> date:
        return as_day(self.needed(key), self.at(key))

    def day_or_none(self, key: str) -> date | None:
        return self.day(key) if self.given(key) else None

    def count(self, key: str, least: int = 0) -> int:
        return as_count(self.needed(key), self.at(key), least)

    def count_or(self, key: str, default: int = 0) -> int:
        return self.count(key) if self.given(key) else default

    def count_or_none(self, key: str) -> int | None:
        return self.count(key) if self.given(key) else None

    def maybe(self, key: str) -> bool | None:
        return bool(as_choice(self.doc[key], self.at(key), (True, False))) if self.given(key) else None

    def flag(self, key: str, *, default: bool = False) -> bool:
        found = self.maybe(key)
        return default if found is None else found

    def choice(self, key: str, choices: Sequence[str]) -> str:
        return str(as_choice(self.needed(key), self.at(key), choices))

    def choice_or(self, key: str, choices: Sequence[str], default: str = "") -> str:
        return self.choice(key, choices) if self.given(key) else default

    def items(self, key: str) -> Iterator[tuple[Any, str]]:
        """The entries of a list, each with its place."""
        given = as_list(self.doc[key], self.at(key)) if self.given(key) else ()
        return ((value, f"{self.at(key)}[{i}]") for i, value in enumerate(given))

    def texts(self, key: str) -> tuple[str, ...]:
        return tuple(as_text(value, path) for value, path in self.items(key))

    def choices(self, key: str, choices: Sequence[str]) -> tuple[str, ...]:
        """Several of the named alternatives, in small or capital letters."""
        return tuple(str(as_choice(text.lower(), self.at(key), choices)) for text in self.texts(key))

    def objects(self, key: str, keys: Sequence[str]) -> Iterator[Facts]:
        return (Facts.of(value, path, keys) for value, path in self.items(key))

    def object(self, key: str, keys: Sequence[str]) -> Facts:
        return Facts.of(self.needed(key), self.at(key), keys)

    def mapping(self, key: str) -> Iterator[tuple[str, Any, str]]:
        """The entries of an object whose keys are names, each with its place."""
        given = as_object(self.doc[key], self.at(key)) if self.given(key) else {}
        return ((as_text(name, self.at(key)), value, f"{self.at(key)}.{name}") for name, value in given.items())

    def counts(self, key: str, choices: Sequence[str], least: int = 0) -> dict[str, int]:
        """Numbers by post."""
        return {
            str(as_choice(name, self.at(key), choices)): as_count(value, path, least)
            for name, value, path in self.mapping(key)
        }

    def relation(self, key: str) -> Relation:
        """By its name here, or as people say it."""
        word = self.text(key)
        found = relation_called(word)
        if found is None:
            raise bad(
                self.at(key),
                f"不认识的关系“{word}”，可用 {'、'.join(RELATIONS)}，或者父母、子女、兄弟等称呼。",
                f"unknown relation “{word}”; use one of {', '.join(RELATIONS)}.",
            )
        return found
