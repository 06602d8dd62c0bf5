"""Verbs of two first, one after (两先一后): audit, publish, evaluate, publish, open the gate, sign that it is open.

What the gate rests on may be taken back, with a reason, as long as the township has not signed (选前审计评议确认单);
the signature is taken back with the step of the election that it completes, and that only before the call.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TypeVar

from django.db import connection, transaction
from django.db.models import Manager

from cunxuan.core import aftermath
from cunxuan.core.errors import Refusal
from cunxuan.core.law import rules_for
from cunxuan.offices.models import Division
from cunxuan.offices.parts import PREPARATION, since
from cunxuan.records.actions import locked_head, trail
from cunxuan.records.models import IssuedPaper

from . import audit_papers as papers
from .audit_papers import audit_subjects as audit_subjects
from .audit_queries import TwoFirst, two_first_of
from .models.audits import (
    Audit,
    AuditProblem,
    Confirmation,
    Evaluated,
    Evaluation,
    GateOverride,
    ProblemState,
)

Row = TypeVar("Row", Audit, Evaluation)


@dataclass(frozen=True, slots=True)
class Subject:
    """What the auditors say of one subject; an amount only where there is one."""

    text: str
    amount_fen: int | None = None
    opinion: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the auditors found wrong."""

    matter: str
    to_do: str
    person: str = ""
    amount_fen: int | None = None
    state: str = ProblemState.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAudit:
    """The report on an audit of the term, as it lies on paper."""

    period_from: date
    period_to: date
    reported_on: date
    team: str
    persons: Sequence[tuple[str, str]]  # name, post
    subjects: Mapping[str, Subject]
    problems: Sequence[Problem] = field(default=())


@transaction.atomic
def record_audit(village: Division, new: NewAudit, *, by: str, at: datetime) -> Audit:
    """Takes in the report of the auditors (审计报告): every subject of the law's list is answered."""
    locked_head(village.pk)
    refuse_audit(village, new)
    audit = Audit.objects.create(
        village=village,
        period_from=new.period_from,
        period_to=new.period_to,
        reported_on=new.reported_on,
        team=new.team,
        persons=[list(person) for person in new.persons],
        subjects={
            key: {"text": one.text, "amount_fen": one.amount_fen, "opinion": one.opinion}
            for key, one in new.subjects.items()
        },
    )
    problems = AuditProblem.objects.bulk_create(
        AuditProblem(
            audit=audit,
            number=number,
            person=one.person,
            matter=one.matter,
            amount_fen=one.amount_fen,
            to_do=one.to_do,
            state=one.state,
        )
        for number, one in enumerate(new.problems, start=1)
    )
    facts = {"reported_on": new.reported_on.isoformat(), "subjects": len(new.subjects), "problems": len(problems)}
    trail(village.pk, "audit_recorded", by=by, at=at, rows=[audit, *problems], facts=facts)
    return audit


@transaction.atomic
def publish_audit(audit: Audit, *, on: date, place: str, until: date, by: str, at: datetime) -> IssuedPaper:
    """The result of the audit goes up in the village (审计结果公告), and until when objections are heard."""
    hold_row(audit)
    refuse_taken_back(audit)
    if audit.published_on:
        raise published_before(audit.published_on)
    if on < audit.reported_on:
        raise Refusal(
            "PUBLISHED_BEFORE_REPORT",
            f"公告日期 {on} 早于审计报告日期 {audit.reported_on}。",
            "请核对公告日期。",
            f"The notice of {on} is earlier than the report of {audit.reported_on}.",
            "Check the day of the notice.",
        )
    if until <= on:
        raise Refusal(
            "OBJECTIONS_END_TOO_EARLY",
            f"提出异议截止 {until} 不晚于公告日期 {on}。",
            "请核对截止日期。",
            f"Objections end on {until}, not after the notice of {on}.",
            "Check the last day.",
        )
    audit.published_on, audit.published_at_place, audit.objections_until = on, place, until
    number, before = papers.number_of(audit.village, "O05"), replaced_notice(Audit.objects, audit)
    notice = papers.audit_notice(audit, number, at)
    audit.notice = papers.issue(audit.village, "O05", notice, number=number, before=before, by=by, at=at)
    audit.save()
    facts = {"on": on.isoformat(), "until": until.isoformat(), "number": number}
    trail(audit.village_id, "audit_published", by=by, at=at, rows=[audit, audit.notice], facts=facts)
    return audit.notice


@transaction.atomic
def take_back_audit(audit: Audit, *, on: date, why: str, by: str, at: datetime) -> None:
    """The report was taken in by mistake; with it goes its publication."""
    hold_row(audit)
    refuse_taken_back(audit)
    refuse_signed(audit.village)
    mark_taken_back(audit, on, why)
    facts = {"reported_on": audit.reported_on.isoformat(), "why": why}
    trail(audit.village_id, "audit_taken_back", by=by, at=at, rows=[audit], facts=facts)


@transaction.atomic
def move_problem(problem: AuditProblem, *, state: str, by: str, at: datetime) -> None:
    """How far what was found wrong has been put right (整改)."""
    locked_head(problem.audit.village_id)
    problem.refresh_from_db()
    problem.state = state
    problem.save()
    facts = {"number": problem.number, "state": str(state)}
    trail(problem.audit.village_id, "audit_problem_moved", by=by, at=at, rows=[problem], facts=facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What a meeting said of one official."""

    name: str
    post: str
    fit: int
    basically_fit: int
    unfit: int
    grade: str
    unfit_before: bool = False

    @property
    def votes(self) -> int:
        return self.fit + self.basically_fit + self.unfit


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEvaluation:
    """An evaluation of the officials, as its minutes have it."""

    held_on: date
    meeting: str
    by_supervision: bool
    present: int
    people: Sequence[Judged]


@transaction.atomic
def record_evaluation(village: Division, new: NewEvaluation, *, by: str, at: datetime) -> Evaluation:
    """Takes in an evaluation (民主评议): nobody has more answers than people were there."""
    locked_head(village.pk)
    refuse_evaluation(village, new)
    evaluation = Evaluation.objects.create(
        village=village,
        held_on=new.held_on,
        meeting=new.meeting,
        by_supervision=new.by_supervision,
        present=new.present,
    )
    people = Evaluated.objects.bulk_create(
        Evaluated(
            evaluation=evaluation,
            number=number,
            name=one.name,
            post=one.post,
            fit=one.fit,
            basically_fit=one.basically_fit,
            unfit=one.unfit,
            grade=one.grade,
            unfit_before=one.unfit_before,
        )
        for number, one in enumerate(new.people, start=1)
    )
    facts = {"held_on": new.held_on.isoformat(), "present": new.present, "people": len(people)}
    trail(village.pk, "evaluation_recorded", by=by, at=at, rows=[evaluation, *people], facts=facts)
    return evaluation


@transaction.atomic
def publish_evaluation(evaluation: Evaluation, *, on: date, place: str, by: str, at: datetime) -> IssuedPaper:
    """The result of the evaluation goes up in the village (评议结果公告)."""
    hold_row(evaluation)
    refuse_taken_back(evaluation)
    if evaluation.published_on:
        raise published_before(evaluation.published_on)
    if on < evaluation.held_on:
        raise Refusal(
            "PUBLISHED_BEFORE_EVALUATION",
            f"公告日期 {on} 早于评议日期 {evaluation.held_on}。",
            "请核对公告日期。",
            f"The notice of {on} is earlier than the evaluation of {evaluation.held_on}.",
            "Check the day of the notice.",
        )
    evaluation.published_on, evaluation.published_at_place = on, place
    village = evaluation.village
    number, before = papers.number_of(village, "O07"), replaced_notice(Evaluation.objects, evaluation)
    notice = papers.evaluation_notice(evaluation, number, at)
    evaluation.notice = papers.issue(village, "O07", notice, number=number, before=before, by=by, at=at)
    evaluation.save()
    facts = {"on": on.isoformat(), "number": number}
    trail(village.pk, "evaluation_published", by=by, at=at, rows=[evaluation, evaluation.notice], facts=facts)
    return evaluation.notice


@transaction.atomic
def take_back_evaluation(evaluation: Evaluation, *, on: date, why: str, by: str, at: datetime) -> None:
    """The evaluation was taken in by mistake; with it goes its publication."""
    hold_row(evaluation)
    refuse_taken_back(evaluation)
    refuse_signed(evaluation.village)
    mark_taken_back(evaluation, on, why)
    facts = {"held_on": evaluation.held_on.isoformat(), "why": why}
    trail(evaluation.village_id, "evaluation_taken_back", by=by, at=at, rows=[evaluation], facts=facts)


@transaction.atomic
def open_gate(
    village: Division, *, officer: str, reason: str, basis: str, on: date, by: str, at: datetime
) -> GateOverride:
    """The county opens the gate although something is missing: who decides, why, and on what legal basis."""
    locked_head(village.pk)
    standing = two_first_of(village, on)
    refuse_to_open(standing, officer, reason, basis)
    missing = missing_of(standing)
    override = GateOverride.objects.create(
        village=village, on=on, officer=officer, reason=reason, basis=basis, missing=missing
    )
    facts = {"officer": officer, "reason": reason, "basis": basis, "missing": missing}
    trail(village.pk, "gate_opened", by=by, at=at, rows=[override], facts=facts)
    return override


@transaction.atomic
def withdraw_override(override: GateOverride, *, on: date, why: str, by: str, at: datetime) -> None:
    """The county closes the gate again, as long as nobody has signed that it is open."""
    hold_row(override)
    refuse_taken_back(override)
    refuse_signed(override.village)
    mark_taken_back(override, on, why)
    trail(override.village_id, "gate_override_withdrawn", by=by, at=at, rows=[override], facts={"why": why})


# -- the signature, which completes a step of the election ----------------------------------------------------------


def sign_confirmation(standing: TwoFirst, *, signer: str, on: date, by: str, at: datetime) -> Confirmation:
    """The township signs that the gate is open (选前审计评议确认单); the entry of the trail is the caller's."""
    assert connection.in_atomic_block, "the signature is part of the step that it completes"
    assert standing.is_open, "nobody signs for a gate that is not open"
    village = standing.village
    override = None if standing.is_green else standing.override
    signed = Confirmation(village=village, on=on, signer=signer, override=override)
    earlier = Confirmation.objects.filter(village=village, on__gte=since(on)).select_related("paper")
    before = papers.replaced(one.paper for one in earlier)
    number = papers.number_of(village, "O08")
    said = papers.confirmation_paper(signed, standing, number, at)
    signed.paper = papers.issue(village, "O08", said, number=number, before=before, by=by, at=at)
    signed.save()
    return signed


def take_back_confirmation(village: Division, *, on: date, why: str) -> list[Confirmation]:
    """The signature goes with the step; the entry of the trail is the caller's."""
    standing = list(Confirmation.objects.standing().filter(village=village, on__gte=since(on)))
    for one in standing:
        mark_taken_back(one, on, why)
    return standing


# -- parts of the acts ------------------------------------------------------------------------------------------------


def hold_row(row: Audit | Evaluation | GateOverride) -> None:
    """The row as it is now, held until the act commits."""
    village = row.village
    locked_head(village.pk)
    row.refresh_from_db()
    row.village = village


def replaced_notice(rows: Manager[Row], of: Row) -> IssuedPaper | None:
    """The notice of a record of the same village that was taken back, for the one that takes its place."""
    gone = rows.filter(village_id=of.village_id).exclude(taken_back_on=None).select_related("notice")
    return papers.replaced(one.notice for one in gone)


def mark_taken_back(row: Audit | Evaluation | GateOverride | Confirmation, on: date, why: str) -> None:
    row.taken_back_on, row.taken_back_why = on, why
    row.save()


def missing_of(standing: TwoFirst) -> list[list[str]]:
    """What the gate wants and has not, in both languages."""
    follows = standing.gate.follows
    return [list(pair) for pair in zip(follows["missing"], follows["missing_en"], strict=True)]


# -- refusals ---------------------------------------------------------------------------------------------------------


def refuse_audit(village: Division, new: NewAudit) -> None:
    if not new.period_from < new.period_to <= new.reported_on:
        raise Refusal(
            "AUDIT_DAYS",
            f"审计期间 {new.period_from} 至 {new.period_to}、报告日期 {new.reported_on} 前后不对。",
            "审计期间在前，报告在后，请核对三个日期。",
            f"The period from {new.period_from} to {new.period_to} and the report of {new.reported_on} do not follow.",
            "The period comes first, then the report: check the three days.",
        )
    answered = tuple(key for key, one in new.subjects.items() if one.text.strip())
    found = aftermath.audited(rules_for(village.pk, new.reported_on), aftermath.Audit(answered))
    for finding in found.findings:
        if finding.blocks:
            raise Refusal(
                finding.reason,
                finding.text,
                f"请补齐后再记录（{finding.basis}）。",
                finding.sentence("en"),
                f"Complete it first ({finding.basis_en}).",
            )
    before = Audit.objects.standing().filter(village=village, reported_on__gt=since(new.reported_on))
    refuse_twice(before.filter(reported_on__lt=new.reported_on + PREPARATION).first(), "审计报告", "audit")


def refuse_evaluation(village: Division, new: NewEvaluation) -> None:
    if not new.people:
        raise Refusal(
            "NOBODY_EVALUATED",
            "没有写被评议的人。",
            "请至少写一名村干部。",
            "Nobody is named who was evaluated.",
            "Name one official at least.",
        )
    for one in new.people:
        if one.votes > new.present:
            raise Refusal(
                "MORE_ANSWERS_THAN_PEOPLE",
                f"{one.name}的三项合计 {one.votes}，到会 {new.present} 人，多 {one.votes - new.present}。",
                "请核对评议表。",
                f"{one.name} has {one.votes} answers from {new.present} people, {one.votes - new.present} too many.",
                "Count the forms again.",
            )
    same_day = Evaluation.objects.standing().filter(village=village, held_on=new.held_on).first()
    refuse_twice(same_day, "这一天的民主评议", "evaluation of that day")


def refuse_twice(there: Audit | Evaluation | None, what: str, what_en: str) -> None:
    if there is not None:
        raise Refusal(
            "RECORDED_BEFORE",
            f"{what}已经记录过。",
            "要改的，先撤回原来的，写明原因，再重新记录。",
            f"The {what_en} is recorded already.",
            "To change it, take the first one back with a reason, then record it anew.",
        )


def published_before(on: date) -> Refusal:
    return Refusal(
        "PUBLISHED_ALREADY",
        f"已于 {on} 公告。",
        "公告有误的，撤回记录，写明原因，再重新记录和公告。",
        f"It was published on {on}.",
        "If the notice was wrong, take the record back with a reason, record and publish it anew.",
    )


def refuse_taken_back(row: Audit | Evaluation | GateOverride) -> None:
    if row.taken_back_on:
        raise Refusal(
            "TAKEN_BACK",
            f"这条记录已于 {row.taken_back_on} 撤回。",
            "请打开本村的审计评议页，看现在的记录。",
            f"This record was taken back on {row.taken_back_on}.",
            "Open the village's page to see what stands now.",
        )


def refuse_signed(village: Division) -> None:
    """What was signed for stays, until the signature is taken back with its step."""
    signed = Confirmation.objects.standing().filter(village=village).first()
    if signed is not None:
        raise Refusal(
            "GATE_SIGNED",
            f"乡镇已于 {signed.on} 签署选前审计评议确认单，不能撤回。",
            "确需撤回的，先在村的进度里撤回“选前审计和民主评议”；确定选举日以后不再撤回。",
            f"The township signed the confirmation on {signed.on}, so nothing it rests on is taken back.",
            "Take back the step “Audit and evaluation before the election” first; after the call this is not done.",
        )


def refuse_to_open(standing: TwoFirst, officer: str, reason: str, basis: str) -> None:
    if standing.is_green:
        raise Refusal(
            "GATE_IS_GREEN",
            "审计、评议都已公告，不需要放行。",
            "请由乡镇签署选前审计评议确认单。",
            "Audit and evaluation are published; there is nothing to open.",
            "Have the township sign the confirmation.",
        )
    if standing.override is not None:
        raise Refusal(
            "GATE_OPENED_ALREADY",
            f"{standing.override.officer}已于 {standing.override.on} 放行。",
            "要改理由或者依据的，先撤回放行。",
            f"{standing.override.officer} opened it on {standing.override.on}.",
            "To change the reason or the basis, withdraw it first.",
        )
    if not (officer.strip() and reason.strip() and basis.strip()):
        raise Refusal(
            "OVERRIDE_INCOMPLETE",
            "放行要写明决定人、理由和法律依据。",
            "请补齐三项。",
            "To open the gate the officer, the reason and the legal basis are stated.",
            "Fill in all three.",
        )
