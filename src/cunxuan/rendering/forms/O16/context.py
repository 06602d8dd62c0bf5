"""What the leaflet of questions and answers says (政策问答宣传单)."""

from __future__ import annotations

from dataclasses import dataclass

from cunxuan.rendering.paper import Basis, Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A question, its answer, and the articles it rests on."""

    question: str
    answer: str
    bases: tuple[Basis, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaflet:
    paper: Paper
    phases: tuple[Phase, ...]

    def check(self, form_id: str) -> None:
        """Every answer stands for itself."""
