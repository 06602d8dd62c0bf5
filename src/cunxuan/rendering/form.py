"""What a kind of paper is: its names, when and on what basis it is made, and the four things that make it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from . import contexts
from .paper import Paper

Format = Literal["pdf", "docx"]
Printed = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A kind of paper: what it is called, when and on what basis it is made, and the four things that make it."""

    id: str
    title: str
    title_en: str
    group: str
    when: str
    basis: str
    context: type[Any]
    wording: Callable[[Any], Printed]
    word: Callable[[Printed], bytes]
    formats: tuple[Format, ...] = ("pdf", "docx")
    #: What stands on it before anybody has written anything: the context of an empty sheet of this place, or, where a
    #: context cannot be empty, the printed words of one.
    blank: Callable[[Paper], Any] | None = None

    def sample(self) -> Mapping[str, Any]:
        """An example of the context, as JSON. All people in it are invented."""
        text = (Path(__file__).parent / "forms" / self.id / "sample.json").read_text(encoding="utf-8")
        example: Mapping[str, Any] = json.loads(text)
        return example

    def printed(self, context: Mapping[str, Any]) -> Printed:
        """The words and figures to be set, from a context that was read and found consistent."""
        frozen = contexts.read(self.context, context, self.id)
        frozen.paper.check(self.id)
        frozen.check(self.id)
        return self.wording(frozen)

    def empty(self, paper: Paper) -> Printed:
        """The words of an empty sheet, to be filled in by hand."""
        assert self.blank, self.id
        made = self.blank(paper)
        return made if isinstance(made, dict) else self.wording(made)
