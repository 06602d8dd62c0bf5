"""Verbs on the report of a village's situation (村情调研报告): write it, issue it with the risk that a person decided.

The report is the township's paper: it and its entries stand in the township's chain, so that the village's committee,
about whose members it speaks, neither reads it nor sees it listed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from cunxuan.core.errors import Refusal
from cunxuan.core.situation import REASONS, RISKS
from cunxuan.offices.models import Division
from cunxuan.records.actions import issue_paper, locked_head, trail
from cunxuan.records.models import IssuedPaper

from .models import Situation
from .situation_papers import frozen_report, number_of, subject_of
from .situation_queries import audit_problems, proposed
from .visits_queries import coverage_of

#: What the writer fills in.
WRITTEN = (
    *("population", "households", "party_members", "groups"),
    *("economy", "cadres", "conflicts", "suggestions", "talent", "reasons"),
)


@transaction.atomic
def write_situation(village: Division, written: Mapping[str, Any], *, by: str, at: datetime) -> Situation:
    """Writes the next version, or goes on writing the one that is not issued yet."""
    scope = chain_of(village)
    locked_head(scope)
    last = village.situations.first()
    report = last if last and last.issued_on is None else Situation(village=village, version=last_version(last) + 1)
    for name in WRITTEN:
        setattr(report, name, written[name])
    report.reasons = [key for key in REASONS if key in report.reasons]  # in their order
    report.written_by = by
    report.save()
    facts = {"village": village.code, "version": report.version}
    trail(scope, "situation_written", by=by, at=at, rows=[report], facts=facts)
    return report


def last_version(last: Situation | None) -> int:
    return last.version if last else 0


def chain_of(village: Division) -> str:
    """The township's."""
    assert village.parent_id is not None, "a village lies in a township"
    return village.parent_id


@transaction.atomic
def issue_situation(report: Situation, *, risk: str, differs_why: str, on: date, by: str, at: datetime) -> IssuedPaper:
    """Issues the report as a numbered paper; one that was issued before is superseded by it."""
    scope = chain_of(report.village)
    locked_head(scope)
    report.refresh_from_db()
    visits, problems = coverage_of(report.village, on), audit_problems(report.village, on)
    proposal = proposed(report, visits, problems)
    refuse(report, risk, differs_why, proposal.risk)
    report.proposed, report.because = proposal.risk, [list(words) for words in proposal.because]
    report.risk, report.differs_why = risk, differs_why if risk != proposal.risk else ""
    report.issued_by, report.issued_on = by, on
    before = report.village.situations.issued().first()
    paper = issue_paper(
        scope=scope,
        subject=subject_of(report),
        form_id="O01",
        number=number_of(report),
        context=frozen_report(report, visits, problems, at),
        by=by,
        at=at,
        supersedes=before.paper if before else None,
        reason="更新" if before else "",
    )
    report.paper = paper
    report.save()
    facts = {"village": report.village_id, "version": report.version, "risk": risk}
    trail(scope, "situation_issued", by=by, at=at, rows=[report, paper], facts=facts)
    return paper


def refuse(report: Situation, risk: str, differs_why: str, proposed: str) -> None:
    assert risk in RISKS, risk
    if report.issued_on:
        raise Refusal(
            "SITUATION_ISSUED",
            f"第 {report.version} 版村情调研报告已于 {report.issued_on} 发出。",
            "要更正的，写新的一版。",
            f"Version {report.version} of the report was issued on {report.issued_on}.",
            "Write a new version to correct it.",
        )
    if risk != proposed and not differs_why.strip():
        (zh, en), (zh_proposed, en_proposed) = RISKS[risk], RISKS[proposed]
        raise Refusal(
            "RISK_DIFFERS",
            f"建议的风险是“{zh_proposed}”，您定为“{zh}”，没有写明理由。",
            "请写明为什么不同。",
            f"The proposed risk is {en_proposed}, you decided {en}, and gave no reason.",
            "Say why it differs.",
        )
