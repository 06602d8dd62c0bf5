"""Audit and evaluation: the list of a county or township, a village's one page, and a page for each act."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cunxuan.core.law import rules_for
from cunxuan.offices.models import Division, Level, Role
from cunxuan.offices.policy import EVERYONE, AccountRequest, allow
from cunxuan.offices.queries import villages_asked_for
from cunxuan.records.papers import file_of
from cunxuan.web.clock import now, today
from cunxuan.web.downloads import download
from cunxuan.web.templatetags.cx import day as day_words
from cunxuan.web.templatetags.cx import in_english

from . import audit_actions as actions
from .audit_forms import (
    AuditForm,
    AuditNoticeForm,
    EvaluationForm,
    NoticeForm,
    OverrideForm,
    ProblemForm,
    TakeBackForm,
    as_typed,
    people_of,
)
from .audit_list import Wanted, as_csv, chosen, lines_of, totals
from .audit_page import of_page
from .audit_papers import audit_report, evaluation_form
from .audit_queries import two_first_of
from .models.audits import Audit, AuditProblem, Evaluation, GateOverride
from .policy import village_of

EITHER_WAY = ["GET", "POST"]
NAV = "preparation"
WRITES = (Role.TOWNSHIP, Role.CLERK, Role.COUNTY)
SIGNS = (Role.TOWNSHIP, Role.COUNTY)
OPENS = (Role.COUNTY,)
LISTS = (Role.TOWNSHIP, Role.CLERK, Role.COUNTY)
PAGE = 50


# -- the county, a township -------------------------------------------------------------------------------------------


@allow(*LISTS)
@require_GET
def audits(request: AccountRequest) -> HttpResponse:
    """Where each village stands with the four, what is still to be put right, whose gate was opened."""
    wanted = Wanted.read(request.GET)
    mine = villages_asked_for(request.user, wanted.text, wanted.township)
    every = lines_of(mine.select_related("parent"), today())
    found = chosen(every, wanted)
    if request.GET.get("format") == "csv":
        return download(as_csv(found, english=in_english()), f"audits-{today().isoformat()}", "csv")
    context = {
        "nav": NAV,
        "wanted": wanted,
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
        "count": len(found),
        "totals": totals(every),
        "townships": Division.objects.of(request.user).filter(level=Level.TOWNSHIP),
    }
    return render(request, "preparation/audits.html", context)


# -- one village ------------------------------------------------------------------------------------------------------


@allow(*EVERYONE)
@require_GET
def village_audit(request: AccountRequest, code: str) -> HttpResponse:
    """Audit, notice, evaluation, notice, the gate with its four lights, the signature, what opened it."""
    village = village_of(request, code)
    context = {
        **of_village(village),
        "found": of_page(village, today()),
        "may_write": request.user.role in WRITES,
        "may_sign": request.user.role in SIGNS,
        "may_open": request.user.role in OPENS,
    }
    return render(request, "preparation/village_audit.html", context)


def of_village(village: Division) -> dict[str, Any]:
    return {"nav": NAV, "village": village, "today": today()}


def act(
    request: AccountRequest, village: Division, form: Form, words: Mapping[str, object], template: str = "audit_act"
) -> HttpResponse:
    """The page of one act: its form, its button and the harmless way back."""
    context = {**of_village(village), "form": form, **words}
    return render(request, f"preparation/{template}.html", context, status=400 if form.errors else 200)


def done(request: AccountRequest, village: Division, said: str) -> HttpResponse:
    messages.success(request, said)
    return redirect("village_audit", village.pk)


# -- the audit --------------------------------------------------------------------------------------------------------


@allow(*WRITES)
@require_http_methods(EITHER_WAY)
def audit_record(request: AccountRequest, code: str) -> HttpResponse:
    village = village_of(request, code)
    if two_first_of(village, today()).audit is not None:
        return redirect("village_audit", code)
    before = Audit.objects.of(request.user).filter(village=village).exclude(taken_back_on=None).order_by("-pk").first()
    more = "more" in request.POST
    given = None if more else request.POST or None
    initial = request.POST.dict() if more else as_typed(before) if before else {}
    form = AuditForm(given, initial=initial, rules=rules_for(village.pk, today()), today=today(), more=more)
    if form.is_valid():
        audit = actions.record_audit(village, form.new, by=request.user.username, at=now())
        return done(request, village, _("审计报告已记录，%(day)s。") % {"day": day_words(audit.reported_on)})
    words = {"title": _("记录审计报告"), "act": _("记录审计报告"), "later": _("先不记录")}
    return act(request, village, form, words, "audit_record")


@allow(*WRITES)
@require_http_methods(EITHER_WAY)
def audit_publish(request: AccountRequest, code: str) -> HttpResponse:
    village, audit = audit_of(request, code)
    if audit.published_on:
        return redirect("village_audit", code)
    form = AuditNoticeForm(request.POST or None, after=audit.reported_on, today=today())
    if form.is_valid():
        given = {key: form.cleaned_data[key] for key in ("on", "place", "until")}
        paper = actions.publish_audit(audit, **given, by=request.user.username, at=now())
        return done(request, village, _("审计结果已公告，%(number)s。") % {"number": paper.number})
    words = {"title": _("公告审计结果"), "act": _("公告审计结果"), "later": _("先不公告")}
    return act(request, village, form, words)


@allow(*WRITES)
@require_http_methods(EITHER_WAY)
def audit_take_back(request: AccountRequest, code: str) -> HttpResponse:
    village, audit = audit_of(request, code)
    actions.refuse_signed(village)
    form = TakeBackForm(request.POST or None)
    if form.is_valid():
        why = form.cleaned_data["why"]
        actions.take_back_audit(audit, on=today(), why=why, by=request.user.username, at=now())
        return done(request, village, _("审计报告已撤回。"))
    words = {"title": _("撤回审计报告"), "act": _("撤回审计报告"), "later": _("先不撤回")}
    lead = _("撤回以后报告和公告都不再算数，内容和撤回原因都留着；重新记录时从原来的内容改起。")
    return act(request, village, form, {**words, "lead": lead})


@allow(*WRITES)
@require_POST
def audit_problem(request: AccountRequest, code: str, pk: int) -> HttpResponse:
    village = village_of(request, code)
    problem = AuditProblem.objects.of(request.user).filter(audit__village=village, pk=pk).first()
    if problem is None:
        raise Http404
    form = ProblemForm(request.POST)
    if not form.is_valid():
        return redirect("village_audit", code)
    actions.move_problem(problem, state=form.cleaned_data["state"], by=request.user.username, at=now())
    return done(request, village, _("第 %(number)d 个问题的进展已记录。") % {"number": problem.number})


@allow(*EVERYONE)
@require_GET
def audit_paper(request: AccountRequest, code: str, kind: str) -> HttpResponse:
    """O04: the report as it was taken in."""
    _village, audit = audit_of(request, code)
    return file_of("O04", audit_report(audit, today(), now()), kind)


# -- the evaluation ---------------------------------------------------------------------------------------------------


@allow(*WRITES)
@require_http_methods(EITHER_WAY)
def evaluation_record(request: AccountRequest, code: str) -> HttpResponse:
    village = village_of(request, code)
    standing = two_first_of(village, today())
    if standing.evaluation is not None:
        return redirect("village_audit", code)
    rows = Evaluation.objects.of(request.user).filter(village=village)
    before = rows.exclude(taken_back_on=None).order_by("-pk").first()
    more = "more" in request.POST
    given = None if more else request.POST or None
    initial = request.POST.dict() if more else people_of(standing.audit, before)
    form = EvaluationForm(given, initial=initial, today=today(), more=more)
    if form.is_valid():
        evaluation = actions.record_evaluation(village, form.new, by=request.user.username, at=now())
        return done(request, village, _("民主评议已记录，%(day)s。") % {"day": day_words(evaluation.held_on)})
    words = {"title": _("记录民主评议"), "act": _("记录民主评议"), "later": _("先不记录")}
    return act(request, village, form, words, "evaluation_record")


@allow(*WRITES)
@require_http_methods(EITHER_WAY)
def evaluation_publish(request: AccountRequest, code: str) -> HttpResponse:
    village, evaluation = evaluation_of(request, code)
    if evaluation.published_on:
        return redirect("village_audit", code)
    form = NoticeForm(request.POST or None, after=evaluation.held_on, today=today())
    if form.is_valid():
        given: dict[str, Any] = {key: form.cleaned_data[key] for key in ("on", "place")}
        paper = actions.publish_evaluation(evaluation, **given, by=request.user.username, at=now())
        return done(request, village, _("评议结果已公告，%(number)s。") % {"number": paper.number})
    words = {"title": _("公告评议结果"), "act": _("公告评议结果"), "later": _("先不公告")}
    return act(request, village, form, words)


@allow(*WRITES)
@require_http_methods(EITHER_WAY)
def evaluation_take_back(request: AccountRequest, code: str) -> HttpResponse:
    village, evaluation = evaluation_of(request, code)
    actions.refuse_signed(village)
    form = TakeBackForm(request.POST or None)
    if form.is_valid():
        why = form.cleaned_data["why"]
        actions.take_back_evaluation(evaluation, on=today(), why=why, by=request.user.username, at=now())
        return done(request, village, _("民主评议已撤回。"))
    words = {"title": _("撤回民主评议"), "act": _("撤回民主评议"), "later": _("先不撤回")}
    lead = _("撤回以后评议和公告都不再算数，内容和撤回原因都留着；重新记录时从原来的内容改起。")
    return act(request, village, form, {**words, "lead": lead})


@allow(*EVERYONE)
@require_GET
def evaluation_paper(request: AccountRequest, code: str, kind: str) -> HttpResponse:
    """O06 with the names of those who are evaluated: one sheet for each who comes to the meeting."""
    village = village_of(request, code)
    standing = two_first_of(village, today())
    people: list[tuple[str, str]] = []
    if standing.evaluation:
        people = [(one.name, one.post) for one in standing.evaluation.people.all()]
    elif standing.audit:
        people = [(name, post) for name, post in standing.audit.persons]
    return file_of("O06", evaluation_form(village, people, today()), kind)


# -- the gate ---------------------------------------------------------------------------------------------------------


@allow(*OPENS)
@require_http_methods(EITHER_WAY)
def gate_override(request: AccountRequest, code: str) -> HttpResponse:
    """The county opens the gate although something is missing."""
    village = village_of(request, code)
    standing = two_first_of(village, today())
    if standing.is_green or standing.override is not None:
        return redirect("village_audit", code)
    form = OverrideForm(request.POST or None, initial={"officer": request.user.name})
    if form.is_valid():
        given = {key: form.cleaned_data[key] for key in ("officer", "reason", "basis")}
        actions.open_gate(village, **given, on=today(), by=request.user.username, at=now())
        return done(request, village, _("已放行，理由和依据记在留痕里，以后的报告都会写明。"))
    words = {"title": _("放行"), "act": _("放行"), "later": _("先不放行")}
    return act(request, village, form, {**words, "gate": standing.gate}, "gate_override")


@allow(*OPENS)
@require_http_methods(EITHER_WAY)
def gate_override_withdraw(request: AccountRequest, code: str) -> HttpResponse:
    village = village_of(request, code)
    override = GateOverride.objects.of(request.user).standing().filter(village=village).first()
    if override is None:
        return redirect("village_audit", code)
    actions.refuse_signed(village)
    form = TakeBackForm(request.POST or None)
    if form.is_valid():
        why = form.cleaned_data["why"]
        actions.withdraw_override(override, on=today(), why=why, by=request.user.username, at=now())
        return done(request, village, _("放行已撤回。"))
    words = {"title": _("撤回放行"), "act": _("撤回放行"), "later": _("先不撤回")}
    return act(request, village, form, {**words, "lead": _("撤回以后，缺的补齐以前不能确定选举日。")})


# -- what the pages share ---------------------------------------------------------------------------------------------


def audit_of(request: AccountRequest, code: str) -> tuple[Division, Audit]:
    """The report that stands; without one there is no such page."""
    village = village_of(request, code)
    audit = two_first_of(village, today()).audit
    if audit is None:
        raise Http404
    audit.village = village
    return village, audit


def evaluation_of(request: AccountRequest, code: str) -> tuple[Division, Evaluation]:
    village = village_of(request, code)
    evaluation = two_first_of(village, today()).evaluation
    if evaluation is None:
        raise Http404
    evaluation.village = village
    return village, evaluation
