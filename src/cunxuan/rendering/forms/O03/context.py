"""What the plan for a key village says (重点村工作预案)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cunxuan.rendering.paper import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Consulted:
    """A consultation of police and township."""

    on: date
    people: str
    conclusion: str
    next_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyVillagePlan:
    paper: Paper
    reasons: tuple[str, ...]
    said: str  # what the township says of it
    decided_on: date | None
    owner: str
    lead: str
    team: str
    measures: str
    deadline: date | None
    escalation: str
    consultations: tuple[Consulted, ...] = ()
    lines: int = 0  # empty rows to be filled by hand

    def check(self, form_id: str) -> None:
        """Every part of the plan stands for itself."""


def blank(paper: Paper) -> KeyVillagePlan:
    """The plan to be written by hand."""
    return KeyVillagePlan(
        paper=paper,
        reasons=(),
        said="",
        decided_on=None,
        owner="",
        lead="",
        team="",
        measures="",
        deadline=None,
        escalation="",
        lines=2,
    )
