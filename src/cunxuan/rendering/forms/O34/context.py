"""What the decision on an objection to the roll says (名单异议处理决定书)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from cunxuan.rendering.paper import Basis, Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionDecision:
    """An objection and its decision. To be filled by hand it has no values, and its lines are empty."""

    paper: Paper
    headline: str  # the decision in one sentence
    applicant: str
    about: str
    claim: str
    text: str
    received_at: datetime | None
    in_time: str  # when the period ended, and whether the objection kept it
    decision: str
    reason: str
    follows: str  # what it means for the roll
    decided_on: date | None
    decide_by: date | None = None
    basis: tuple[Basis, ...] = ()
    appeal: str = ""  # where to turn against the decision
    laws: tuple[str, ...] = ()

    def check(self, form_id: str) -> None:
        """The sentences come with the context."""
