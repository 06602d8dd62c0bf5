"""Audit and evaluation on paper: report (O04), notices (O05, O07), the meeting's form (O06), confirmation (O08).

Notices and the confirmation are issued with a number and a check code; the others are printed when they are wanted.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.conf import settings

from cunxuan.core.law import Rule, Rules, in_words, rules_for
from cunxuan.offices.models import Division
from cunxuan.offices.papers import head_of_place, office_of
from cunxuan.records.actions import issue_paper, successor_of
from cunxuan.records.models import IssuedPaper
from cunxuan.records.papers import frozen
from cunxuan.rendering import words
from cunxuan.rendering.forms.O04 import context as o04
from cunxuan.rendering.forms.O05 import context as o05
from cunxuan.rendering.forms.O06 import context as o06
from cunxuan.rendering.forms.O07 import context as o07
from cunxuan.rendering.forms.O08 import context as o08
from cunxuan.rendering.paper import Basis, Seal

from .audit_queries import TwoFirst, consequences_of
from .models.audits import Audit, AuditProblem, Confirmation, Evaluation, GateOverride

#: What the papers of each form are numbered by, in each village.
SERIES = {"O05": "审计公告", "O07": "评议公告", "O08": "确认单"}


def issue(
    village: Division, form_id: str, context: Any, *, number: str, before: IssuedPaper | None, by: str, at: datetime
) -> IssuedPaper:
    """A numbered paper of the village; one that takes the place of a paper taken back says so."""
    return issue_paper(
        scope=village.pk,
        subject=f"{village.pk}.{form_id}",
        form_id=form_id,
        number=number,
        context=frozen(form_id, context),
        by=by,
        at=at,
        supersedes=before,
        reason="重新记录" if before else "",
    )


def number_of(village: Division, form_id: str) -> str:
    """审计公告第1号, then 第2号."""
    before = IssuedPaper.objects.filter(scope=village.pk, subject=f"{village.pk}.{form_id}")
    return f"{SERIES[form_id]}第{before.count() + 1}号"


def replaced(papers: Iterable[IssuedPaper | None]) -> IssuedPaper | None:
    """Of the papers of records that were taken back, the one that nothing has taken the place of."""
    open_ones = (paper for paper in papers if paper is not None and successor_of(paper) is None)
    return next(open_ones, None)


# -- the audit --------------------------------------------------------------------------------------------------------


def audit_report(audit: Audit, on: date, at: datetime) -> o04.AuditReport:
    village = audit.village
    head = head_of_place(village, issued_on=on, figures_at=at, issuer=office_of(township_of(village)), seal=Seal.NONE)
    return o04.AuditReport(
        paper=head,
        headline=f"法定事项{len(audit.subjects)}项都已审计，{found_said(audit)}。",
        period_from=audit.period_from,
        period_to=audit.period_to,
        reported_on=audit.reported_on,
        team=audit.team,
        persons=tuple(f"{name}（{post}）" if post else name for name, post in audit.persons),
        subjects=tuple(o04.Subject(**one) for one in subjects_of(audit)),
        problems=tuple(problem_on_paper(one) for one in audit.problems.all()),
        basis=basis_of(village, on, "audit_subjects"),
    )


def problem_on_paper(one: AuditProblem) -> o04.Problem:
    return o04.Problem(
        number=one.number,
        matter=one.matter,
        person=one.person,
        amount=yuan(one.amount_fen),
        to_do=one.to_do,
        state=one.get_state_display(),
    )


def audit_notice(audit: Audit, number: str, at: datetime) -> o05.AuditNotice:
    village = audit.village
    assert audit.published_on and audit.objections_until, "a notice is made when it is published"
    return o05.AuditNotice(
        paper=head_of_place(village, issued_on=audit.published_on, figures_at=at, number=number),
        headline=(
            f"{township_of(village).name}组织的审计已经结束，现将结果公告。"
            f"法定事项{len(audit.subjects)}项都已审计，{found_said(audit)}。"
        ),
        period_from=audit.period_from,
        period_to=audit.period_to,
        reported_on=audit.reported_on,
        team=audit.team,
        subjects=tuple(o05.Subject(**one) for one in subjects_of(audit)),
        problems=tuple(
            o05.Problem(number=one.number, matter=one.matter, amount=yuan(one.amount_fen), to_do=one.to_do)
            for one in audit.problems.all()
        ),
        place=audit.published_at_place,
        objections_until=audit.objections_until,
        complaint=complaint(village),
        basis=basis_of(village, audit.published_on, "audit_published_before"),
    )


def found_said(audit: Audit) -> str:
    number = audit.problems.count()
    return f"发现问题{number}个" if number else "没有发现问题"


def audit_subjects(rules: Rules) -> tuple[str, ...]:
    """The subjects that the law lists for the audit of a term (审计的法定事项), as its packs name them."""
    listed = rules["audit_subjects"].value
    assert isinstance(listed, tuple)
    return listed


def subjects_in_order(audit: Audit) -> list[tuple[str, dict[str, Any]]]:
    """Each subject with what was said of it, in the order of the law's list: a database need not keep it."""
    listed = audit_subjects(rules_for(audit.village_id, audit.reported_on))
    others = sorted(set(audit.subjects).difference(listed))
    return [(key, audit.subjects[key]) for key in (*listed, *others) if key in audit.subjects]


def subjects_of(audit: Audit) -> Iterable[dict[str, str]]:
    """In the order of the law's list."""
    for key, one in subjects_in_order(audit):
        yield {
            "name": in_words(key),
            "text": one["text"],
            "amount": yuan(one["amount_fen"]),
            "opinion": one["opinion"],
        }


def yuan(fen: int | None) -> str:
    """1,286,430.50, and nothing where there is no amount."""
    if fen is None:
        return ""
    sign = "-" if fen < 0 else ""
    return f"{sign}{abs(fen) // 100:,}.{abs(fen) % 100:02}"


# -- the evaluation ---------------------------------------------------------------------------------------------------


def evaluation_form(village: Division, people: Iterable[tuple[str, str]], on: date) -> o06.EvaluationForm:
    """One sheet for each who is there; without names there are lines for them."""
    named = tuple(o06.Person(number=number, name=name, post=post) for number, (name, post) in enumerate(people, 1))
    return o06.EvaluationForm(
        paper=head_of_place(village, issued_on=on, seal=Seal.NONE),
        people=named,
        lines=0 if named else o06.LINES,
        basis=basis_of(village, on, "evaluations_per_year"),
    )


def evaluation_notice(evaluation: Evaluation, number: str, at: datetime) -> o07.EvaluationNotice:
    village = evaluation.village
    assert evaluation.published_on, "a notice is made when it is published"
    head = head_of_place(
        village,
        issued_on=evaluation.published_on,
        figures_at=at,
        number=number,
        issuer=f"{village.name}村务监督委员会" if evaluation.by_supervision else "",
    )
    meeting = evaluation.get_meeting_display()
    return o07.EvaluationNotice(
        paper=head,
        headline=f"{meeting}评议了村民委员会成员，现将结果公告。",
        held_on=evaluation.held_on,
        meeting=meeting,
        chaired_by="村务监督机构" if evaluation.by_supervision else "其他人",
        present=evaluation.present,
        people=tuple(
            o07.Person(
                name=one.name,
                post=one.post,
                fit=one.fit,
                basically_fit=one.basically_fit,
                unfit=one.unfit,
                grade=one.get_grade_display(),
            )
            for one in evaluation.people.all()
        ),
        consequences=tuple(finding.text for finding in consequences_of(evaluation)),
        place=evaluation.published_at_place,
        complaint=complaint(village),
        basis=basis_of(village, evaluation.published_on, "evaluations_per_year"),
    )


# -- the confirmation -------------------------------------------------------------------------------------------------


def confirmation_paper(signed: Confirmation, standing: TwoFirst, number: str, at: datetime) -> o08.GateConfirmation:
    village, ticks = signed.village, ticks_of(standing)
    missing = sum(not one.there for one in ticks)
    opened = signed.override
    head = head_of_place(
        village,
        issued_on=signed.on,
        figures_at=at,
        number=number,
        issuer=office_of(township_of(village)),
        seal=Seal.TOWNSHIP,
    )
    all_there = f"{village.name}审计、评议都已完成并公告，可以确定选举日。"
    by_county = f"{village.name}四项缺{missing}项，由县换届办放行，可以确定选举日。"
    return o08.GateConfirmation(
        paper=head,
        headline=by_county if opened else all_there,
        ticks=ticks,
        opened=opened_by(opened) if opened else None,
        signer=signed.signer,
        basis=basis_of(village, signed.on, "audit_published_before"),
    )


def opened_by(override: GateOverride) -> o08.Opened:
    return o08.Opened(
        officer=override.officer,
        reason=override.reason,
        basis=override.basis,
        missing=tuple(zh for zh, _ in override.missing),
    )


def ticks_of(standing: TwoFirst) -> tuple[o08.Tick, ...]:
    audit, evaluation = standing.audit, standing.evaluation
    found: list[tuple[date | None, IssuedPaper | None]] = [(None, None)] * len(o08.FOUR)
    if audit:
        found[:2] = (audit.reported_on, None), (audit.published_on, audit.notice)
    if evaluation:
        found[2:] = (evaluation.held_on, None), (evaluation.published_on, evaluation.notice)
    return tuple(
        o08.Tick(name=name, there=day is not None, rests_on=rests_on(day, paper))
        for name, (day, paper) in zip(o08.FOUR, found, strict=True)
    )


def rests_on(day: date | None, paper: IssuedPaper | None) -> str:
    return "，".join([*([words.day(day)] if day else []), *([paper.number] if paper else [])])


# -- what they share --------------------------------------------------------------------------------------------------


def township_of(village: Division) -> Division:
    assert village.parent is not None, "a village lies in a township"
    return village.parent


def basis_of(village: Division, on: date, key: str) -> Basis | None:
    rule: Rule | None = rules_for(village.pk, on).get(key)
    return Basis(rule.basis.replace(" ", ""), rule.confirmed) if rule else None


def complaint(village: Division) -> str:
    """Where villagers complain: the township's government, and the county's authority that guides villages."""
    township = township_of(village)
    assert township.parent is not None, "a township lies in a county"
    return f"向{office_of(township)}或{township.parent.name}{settings.GUIDANCE_AUTHORITY}反映。"
