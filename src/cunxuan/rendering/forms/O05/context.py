"""What the notice of an audit's result says (审计结果公告): sums and what is put right, not who signed for them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cunxuan.rendering.faults import refused
from cunxuan.rendering.paper import Basis, Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One subject of the law's list: what the auditors found, the amount in yuan, their opinion."""

    name: str
    text: str
    amount: str = ""
    opinion: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    number: int
    matter: str
    amount: str
    to_do: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditNotice:
    paper: Paper
    headline: str
    period_from: date
    period_to: date
    reported_on: date
    team: str
    subjects: tuple[Subject, ...]
    problems: tuple[Problem, ...] = ()
    place: str
    objections_until: date
    complaint: str
    basis: Basis | None = None

    def check(self, form_id: str) -> None:
        """Objections are heard after the notice is up."""
        if self.objections_until <= self.paper.issued_on:
            raise refused(
                f"{form_id}.objections_until", "异议截止应在公告以后", "objections end after the day of the notice"
            )
