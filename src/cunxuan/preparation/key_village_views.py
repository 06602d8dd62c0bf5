"""Key villages: the list, one village, the acts on it, its plan on paper."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cunxuan.offices.models import Account, Division, Level
from cunxuan.offices.policy import AccountRequest, allow
from cunxuan.records.papers import file_of
from cunxuan.web.clock import now, today

from . import key_village_actions as actions
from .key_village_forms import ConsultationForm, DecideForm, EndForm, PlanForm, ProposeForm
from .key_village_papers import blank_plan, plan_on_paper
from .key_village_queries import STANDS, line_of, lines
from .models import Consultation, KeyVillage, Stands
from .policy import DECIDES, REPORTS, VISITS, village_of
from .situation_queries import reports_of
from .visits_forms import WhyForm
from .visits_views import EITHER_WAY, NAV, of_village


@allow(*VISITS)
@require_GET
def key_villages(request: AccountRequest) -> HttpResponse:
    """Those that are open first; `show=all` adds those that ended or were declined."""
    rows = KeyVillage.objects.of(request.user)
    everything, township = request.GET.get("show") == "all", request.GET.get("township", "")[:9]
    if not everything:
        rows = rows.open()
    if township:
        rows = rows.filter(village__parent_id=township)
    found = sorted(lines(rows, today()), key=lambda line: (line.state.gravity, line.one.village_id, -line.one.pk))
    context = {
        "nav": NAV,
        "lines": found,
        "everything": everything,
        "township": township,
        "townships": Division.objects.of(request.user).filter(level=Level.TOWNSHIP),
    }
    return render(request, "preparation/key_villages.html", context)


@allow(*VISITS)
@require_GET
def village_key_village(request: AccountRequest, code: str) -> HttpResponse:
    village = village_of(request, code)
    line = line_of(village, today())
    reports = reports_of(village)
    context = {
        **of_village(request, village),
        "line": line,
        "one": line.one if line else None,
        "consultations": line.one.consultations.all() if line else (),
        "report": reports[0] if reports else None,
        "earlier": [(past, STANDS[past.stands]) for past in village.key_villages.all()[1:]],
        "names": names_in(line.one) if line else {},
        "may_propose": request.user.role in REPORTS and (line is None or not is_open(line.one)),
        "may_plan": request.user.role in REPORTS,
        "may_decide": request.user.role in DECIDES,
    }
    return render(request, "preparation/key_village.html", context)


def is_open(one: KeyVillage) -> bool:
    return one.stands in (Stands.PROPOSED, Stands.DECIDED)


def names_in(one: KeyVillage) -> dict[str, str]:
    """Who proposed, decided, ended: names in place of user names."""
    known = {one.proposed_by, one.decided_by, one.ended_by} - {""}
    return dict(Account.objects.filter(username__in=known).values_list("username", "name"))


@allow(*REPORTS)
@require_http_methods(EITHER_WAY)
def key_village_propose(request: AccountRequest, code: str) -> HttpResponse:
    village = village_of(request, code)
    reports = reports_of(village)
    begins = {"reasons": reports[0].reasons} if reports else {}
    form = ProposeForm(request.POST or None, initial=begins, today=today())
    if form.is_valid():
        given = form.cleaned_data
        actions.propose_key_village(
            village, reasons=given["reasons"], said=given["said"], on=given["on"], by=request.user.username, at=now()
        )
        messages.success(request, _("已提出列为重点村，等县换届办决定。"))
        return redirect("village_key_village", code)
    return asked(request, village, form, _("提出列为重点村"), _("提出列为重点村"), _("先不提出"))


@allow(*REPORTS)
@require_http_methods(EITHER_WAY)
def key_village_withdraw(request: AccountRequest, code: str) -> HttpResponse:
    one = open_one(request, code, Stands.PROPOSED)
    if one is None:
        return redirect("village_key_village", code)
    form = WhyForm(request.POST or None)
    if form.is_valid():
        actions.withdraw_proposal(one, why=form.cleaned_data["why"], by=request.user.username, at=now())
        messages.success(request, _("已撤回。"))
        return redirect("village_key_village", code)
    return asked(request, one.village, form, _("撤回提出的重点村"), _("撤回提出的重点村"), _("先不撤回"))


@allow(*DECIDES)
@require_http_methods(EITHER_WAY)
def key_village_decide(request: AccountRequest, code: str) -> HttpResponse:
    one = open_one(request, code, Stands.PROPOSED)
    if one is None:
        return redirect("village_key_village", code)
    form = DecideForm(request.POST or None, today=today(), not_before=one.proposed_on)
    if form.is_valid():
        given = form.cleaned_data
        actions.decide_key_village(
            one,
            agreed=given["agreed"] == "yes",
            why=given["why"],
            owner=form.owned_by,
            on=given["on"],
            by=request.user.username,
            at=now(),
        )
        messages.success(request, _("已作出决定。"))
        return redirect("village_key_village", code)
    return asked(request, one.village, form, _("决定是否列为重点村"), _("作出决定"), _("先不决定"))


@allow(*REPORTS)
@require_http_methods(EITHER_WAY)
def key_village_plan(request: AccountRequest, code: str) -> HttpResponse:
    one = open_one(request, code, Stands.DECIDED)
    if one is None:
        return redirect("village_key_village", code)
    form = PlanForm(request.POST or None, one=one, today=today())
    if form.is_valid():
        on = form.cleaned_data["on"]
        actions.plan_key_village(one, form.plan, on=on, by=request.user.username, at=now())
        messages.success(request, _("工作预案已存，可以打印。"))
        return redirect("village_key_village", code)
    return asked(request, one.village, form, _("重点村工作预案"), _("保存工作预案"), _("先不保存"))


@allow(*REPORTS)
@require_http_methods(EITHER_WAY)
def key_village_consult(request: AccountRequest, code: str) -> HttpResponse:
    one = open_one(request, code, Stands.PROPOSED, Stands.DECIDED)
    if one is None:
        return redirect("village_key_village", code)
    form = ConsultationForm(request.POST or None, today=today())
    if form.is_valid():
        actions.record_consultation(one, form.came, by=request.user.username, at=now())
        messages.success(request, _("会诊已记录。"))
        return redirect("village_key_village", code)
    return asked(request, one.village, form, _("记录公安和乡镇会诊"), _("记录会诊"), _("先不记录"))


@allow(*REPORTS)
@require_http_methods(EITHER_WAY)
def consultation_take_back(request: AccountRequest, code: str, pk: int) -> HttpResponse:
    one = open_one(request, code, Stands.PROPOSED, Stands.DECIDED)
    if one is None:
        return redirect("village_key_village", code)
    consultation = Consultation.objects.standing().filter(key_village=one, pk=pk).first()
    if consultation is None:
        raise Http404
    consultation.key_village = one
    form = WhyForm(request.POST or None)
    if form.is_valid():
        actions.take_back_consultation(consultation, why=form.cleaned_data["why"], by=request.user.username, at=now())
        messages.success(request, _("已撤回这次会诊。"))
        return redirect("village_key_village", code)
    return asked(request, one.village, form, _("撤回会诊"), _("撤回会诊"), _("先不撤回"))


@allow(*DECIDES)
@require_http_methods(EITHER_WAY)
def key_village_end(request: AccountRequest, code: str) -> HttpResponse:
    one = open_one(request, code, Stands.DECIDED)
    if one is None:
        return redirect("village_key_village", code)
    form = EndForm(request.POST or None, today=today(), not_before=one.decided_on)
    if form.is_valid():
        given = form.cleaned_data
        actions.end_key_village(one, why=given["why"], on=given["on"], by=request.user.username, at=now())
        messages.success(request, _("已解除重点村。"))
        return redirect("village_key_village", code)
    return asked(request, one.village, form, _("解除重点村"), _("解除重点村"), _("先不解除"))


@allow(*VISITS)
@require_GET
def key_village_paper(request: AccountRequest, code: str, kind: str) -> HttpResponse:
    """O03 as it stands; where there is no plan yet, or `blank`, to be written by hand."""
    village = village_of(request, code)
    line = line_of(village, today())
    if "blank" in request.GET or line is None or not line.one.planned_on:
        return file_of("O03", blank_plan(village, today()), kind)
    return file_of("O03", plan_on_paper(line.one, today(), now()), kind)


# -- what the pages share -----------------------------------------------------------------------------------------


def open_one(request: AccountRequest, code: str, *stands: Stands) -> KeyVillage | None:
    """The village's key village where it stands as the act needs it; else the act is over, and the page says so."""
    village = village_of(request, code)
    one = KeyVillage.objects.of(request.user).filter(village=village, stands__in=stands).first()
    if one is not None:
        one.village = village
    return one


def asked(request: AccountRequest, village: Division, form: Any, title: str, act: str, later: str) -> HttpResponse:
    context = {**of_village(request, village), "form": form, "title": title, "act": act, "later": later}
    return render(request, "preparation/key_village_act.html", context, status=400 if form.errors else 200)
