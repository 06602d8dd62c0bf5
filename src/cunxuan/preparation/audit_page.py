"""What a village's page of audit and evaluation shows: four lights with their reasons, records, what was taken back.

Public: `of_page`, `AuditPage`, `Light`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cunxuan.core.findings import Finding
from cunxuan.core.gates import AUDIT_PUBLISHED_AFTER_EVALUATION, COMMITTEE_NOT_BEFORE
from cunxuan.core.law import Rule, in_words
from cunxuan.core.stages import State
from cunxuan.offices.models import Division
from cunxuan.offices.parts import since
from cunxuan.records.models import IssuedPaper

from .audit_papers import subjects_in_order, yuan
from .audit_queries import TwoFirst, consequences_of, two_first_of
from .models.audits import Audit, AuditProblem, Confirmation, Evaluated, Evaluation, GateOverride

Words = tuple[str, str]

#: What the gate says beside the four, and what its state does not say.
SAID = (AUDIT_PUBLISHED_AFTER_EVALUATION, COMMITTEE_NOT_BEFORE)

#: What each light is called, and the rule that wants it.
LIGHTS: tuple[tuple[Words, str], ...] = (
    (("审计报告", "Audit report"), "audit_subjects"),
    (("审计结果公告", "Notice of the audit"), "audit_published_before"),
    (("民主评议", "Evaluation"), "evaluations_per_year"),
    (("评议结果公告", "Notice of the evaluation"), "evaluations_per_year"),
)


@dataclass(frozen=True, slots=True)
class Light:
    """One of the four: there or not, its day, its paper, and the rule behind it."""

    words: Words
    on: date | None
    paper: IssuedPaper | None
    rule: Rule | None

    @property
    def state(self) -> State:
        return State.DONE if self.on else State.BLOCKED


@dataclass(frozen=True, slots=True)
class SubjectLine:
    name: Words
    text: str
    amount: str
    opinion: str


@dataclass(frozen=True, slots=True)
class ProblemLine:
    row: AuditProblem
    amount: str


Gone = Audit | Evaluation | GateOverride | Confirmation


@dataclass(frozen=True, slots=True)
class TakenBack:
    """A record that stands no more."""

    words: Words
    of_day: date
    on: date
    why: str


@dataclass(frozen=True, slots=True)
class AuditPage:
    standing: TwoFirst
    lights: tuple[Light, ...]
    findings: tuple[Finding, ...]  # what the gate says beside the four
    subjects: tuple[SubjectLine, ...]
    problems: tuple[ProblemLine, ...]
    people: tuple[Evaluated, ...]
    consequences: tuple[Finding, ...]
    taken_back: tuple[TakenBack, ...]

    @property
    def state(self) -> State:
        """Of the gate."""
        if self.standing.is_green:
            return State.DONE
        return State.TO_CHECK if self.standing.is_open else State.BLOCKED


def of_page(village: Division, today: date) -> AuditPage:
    standing = two_first_of(village, today)
    audit, evaluation = standing.audit, standing.evaluation
    return AuditPage(
        standing=standing,
        lights=tuple(lights_of(standing)),
        findings=tuple(one for one in standing.gate.findings if one.kind in SAID),
        subjects=tuple(subjects_of(audit)) if audit else (),
        problems=tuple(ProblemLine(one, yuan(one.amount_fen)) for one in audit.problems.all()) if audit else (),
        people=tuple(evaluation.people.all()) if evaluation else (),
        consequences=consequences_of(evaluation) if evaluation else (),
        taken_back=tuple(sorted(taken_back(village, today), key=lambda one: one.on, reverse=True)),
    )


def lights_of(standing: TwoFirst) -> Iterator[Light]:
    audit, evaluation = standing.audit, standing.evaluation
    papers = (None, audit.notice if audit else None, None, evaluation.notice if evaluation else None)
    for (words, key), on, paper in zip(LIGHTS, standing.days, papers, strict=True):
        yield Light(words, on, paper, standing.rules.get(key))


def subjects_of(audit: Audit) -> Iterator[SubjectLine]:
    for key, one in subjects_in_order(audit):
        name = in_words(key), in_words(key, "en")
        yield SubjectLine(name, one["text"], yuan(one["amount_fen"]), one["opinion"])


def taken_back(village: Division, today: date) -> Iterator[TakenBack]:
    """Of this preparation, everything that was taken back and why."""
    first = since(today)
    for audit in Audit.objects.filter(village=village, reported_on__gte=first).exclude(taken_back_on=None):
        yield gone(("审计报告", "Audit report"), audit.reported_on, audit)
    for evaluation in Evaluation.objects.filter(village=village, held_on__gte=first).exclude(taken_back_on=None):
        yield gone(("民主评议", "Evaluation"), evaluation.held_on, evaluation)
    for override in GateOverride.objects.filter(village=village, on__gte=first).exclude(taken_back_on=None):
        yield gone(("放行", "Override"), override.on, override)
    for signed in Confirmation.objects.filter(village=village, on__gte=first).exclude(taken_back_on=None):
        yield gone(("确认单", "Confirmation"), signed.on, signed)


def gone(words: Words, of_day: date, row: Gone) -> TakenBack:
    assert row.taken_back_on, "only what was taken back is listed"
    return TakenBack(words, of_day, row.taken_back_on, row.taken_back_why)
