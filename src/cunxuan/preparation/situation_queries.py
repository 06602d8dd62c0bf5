"""What a report on a village's situation is made of: its visits, its last figures, its audit; and the risk proposed.

Public: `proposal_for`, `proposed`, `first_words`, `audit_problems`, `reports_of`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date

from cunxuan.core.situation import CLARITIES, Known, Proposal, proposed_risk
from cunxuan.offices.models import Division
from cunxuan.offices.parts import since

from .models import AuditProblem, Situation, Visit
from .models.audits import ProblemState
from .visits_queries import Coverage, coverage_of

FIGURES = ("population", "households", "party_members", "groups")

#: What of the visits goes into which part of the report.
ASSEMBLED: dict[str, tuple[str, ...]] = {
    "economy": ("development",),
    "cadres": ("team", "members"),
    "conflicts": ("conflicts",),
    "suggestions": ("opinions",),
}


def proposal_for(report: Situation, day: date) -> Proposal:
    """The risk that the rule proposes for this report on a day."""
    return proposed(report, coverage_of(report.village, day), audit_problems(report.village, day))


def proposed(report: Situation, visits: Coverage, problems: Collection[AuditProblem]) -> Proposal:
    """The same where visits and audit are known."""
    return proposed_risk(
        Known(
            reasons=tuple(report.reasons),
            kinds_missing=visits.kinds_missing,
            clarities_missing=visits.clarities_missing,
            audit_problems=sum(one.state != ProblemState.SETTLED for one in problems),
        )
    )


def audit_problems(village: Division, day: date) -> tuple[AuditProblem, ...]:
    """What the audit of this preparation found wrong."""
    found = AuditProblem.objects.filter(
        audit__village=village, audit__taken_back_on=None, audit__reported_on__range=(since(day), day)
    )
    return tuple(found.order_by("audit", "number"))


def reports_of(village: Division) -> tuple[Situation, ...]:
    """Every version that was issued, the latest first."""
    return tuple(village.situations.issued().select_related("paper"))


def first_words(village: Division, day: date) -> dict[str, object]:
    """What a new version begins with; whoever writes it goes on from there."""
    last = village.situations.issued().first()
    figures = {name: getattr(last, name) if last else None for name in FIGURES}
    visits = Visit.objects.standing().filter(village=village, on__gte=since(day)).order_by("on", "pk")
    return {
        **figures,
        **{part: said_in(visits, clarities) for part, clarities in ASSEMBLED.items()},
        "talent": last.talent if last else "",
        "reasons": list(last.reasons) if last else [],
    }


def said_in(visits: Iterable[Visit], clarities: Collection[str]) -> str:
    """What was said of these points, each thing once, in the order of the visits."""
    assert set(clarities) <= set(CLARITIES)
    said = (text.strip() for visit in visits for key in clarities if (text := getattr(visit, key)))
    return "\n".join(dict.fromkeys(said))
