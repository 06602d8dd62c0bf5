"""What the report on a village's situation says (村情调研报告)."""

from __future__ import annotations

from dataclasses import dataclass

from cunxuan.rendering.faults import refused
from cunxuan.rendering.paper import Paper


@dataclass(frozen=True, slots=True)
class VisitsMade:
    """How many of a kind of people were visited; None on a blank sheet."""

    kind: str
    number: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SituationReport:
    paper: Paper
    headline: str
    version: int
    population: int | None = None
    households: int | None = None
    party_members: int | None = None
    groups: int | None = None
    visits: tuple[VisitsMade, ...]
    economy: str = ""
    cadres: str = ""
    conflicts: str = ""
    suggestions: str = ""
    talent: str = ""
    audit: tuple[str, ...] = ()  # what the audit found wrong
    reasons: tuple[str, ...] = ()
    proposed: str = ""
    because: tuple[str, ...] = ()
    risk: str = ""
    differs_why: str = ""
    by_hand: bool = False

    def check(self, form_id: str) -> None:
        """A risk that is not the proposed one has its reason."""
        if self.risk != self.proposed and not self.differs_why:
            raise refused(
                f"{form_id}.differs_why", "风险和建议不同的，要写明理由", "a risk that differs says why it differs"
            )


KINDS = ("对班子或成员有意见的人", "生活有困难的人", "科技示范户", "老党员、老干部", "平时接触少的人")


def blank(paper: Paper) -> SituationReport:
    """The report to be written by hand."""
    visits = tuple(VisitsMade(kind, None) for kind in KINDS)
    return SituationReport(paper=paper, headline="", version=0, visits=visits, by_hand=True)
