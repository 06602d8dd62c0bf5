"""The report on a village's situation on paper (O01), numbered in its own series: 柳树村情〔2026〕1号."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from cunxuan.core.situation import REASONS, VISIT_KINDS
from cunxuan.offices.models import Division
from cunxuan.records.papers import frozen
from cunxuan.rendering.forms.O01 import context as o01

from .models import AuditProblem, Situation
from .visits_papers import head_of
from .visits_queries import Coverage


def subject_of(report: Situation) -> str:
    return f"{report.village_id}.situation{report.version}"


def number_of(report: Situation) -> str:
    assert report.issued_on is not None, "a report gets its number when it is issued"
    return f"{report.village.short_name}村情〔{report.issued_on.year}〕{report.version}号"


def frozen_report(
    report: Situation, visits: Coverage, problems: Iterable[AuditProblem], at: datetime
) -> dict[str, Any]:
    """The report as it goes out."""
    return frozen("O01", on_paper(report, visits, problems, at))


def on_paper(
    report: Situation, visits: Coverage, problems: Iterable[AuditProblem], at: datetime
) -> o01.SituationReport:
    assert report.issued_on is not None, "its day is fixed when it is issued"
    village = report.village
    assert village.parent is not None, "a village lies in a township"
    return o01.SituationReport(
        paper=head_of(village, report.issued_on, at, number_of(report)),
        headline=f"{village.parent.name}走访 {visits.visits} 户，{village.name}的风险定为{report.risk_words[0]}。",
        version=report.version,
        population=report.population,
        households=report.households,
        party_members=report.party_members,
        groups=report.groups,
        visits=tuple(o01.VisitsMade(VISIT_KINDS[kind][0], number) for kind, number in visits.kinds.items()),
        economy=report.economy,
        cadres=report.cadres,
        conflicts=report.conflicts,
        suggestions=report.suggestions,
        talent=report.talent,
        audit=tuple(map(problem_said, problems)),
        reasons=tuple(REASONS[key][0] for key in REASONS if key in report.reasons),
        proposed=report.proposed_words[0],
        because=tuple(zh for zh, _ in report.because),
        risk=report.risk_words[0],
        differs_why=report.differs_why,
    )


def problem_said(one: AuditProblem) -> str:
    """接待费没有票据，1,860.00 元，整改中。"""
    amount = "" if one.amount_fen is None else f"，{one.amount_fen // 100:,}.{one.amount_fen % 100:02} 元"
    return f"{one.matter}{amount}，{one.get_state_display()}。"


def blank_situation(village: Division, on: date) -> o01.SituationReport:
    return o01.blank(head_of(village, on))
