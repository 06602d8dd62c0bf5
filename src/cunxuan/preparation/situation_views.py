"""The report on a village's situation: as it was issued, being written, and issued with the risk that was decided."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cunxuan.offices.models import Division
from cunxuan.offices.policy import AccountRequest, allow
from cunxuan.records.papers import file_of
from cunxuan.web.clock import now, today

from . import situation_actions as actions
from .models import Situation
from .policy import REPORTS, VISITS, village_of
from .situation_forms import RiskForm, SituationForm
from .situation_papers import blank_situation, problem_said
from .situation_queries import audit_problems, first_words, proposal_for, reports_of
from .visits_views import EITHER_WAY, of_village


@allow(*VISITS)
@require_GET
def situation(request: AccountRequest, code: str) -> HttpResponse:
    """The latest report, its versions, and whether another one is being written."""
    village = village_of(request, code)
    reports = reports_of(village)
    context = {
        **of_situation(request, village),
        "report": reports[0] if reports else None,
        "reports": reports,
        "may_issue": request.user.role in REPORTS,
    }
    return render(request, "preparation/situation.html", context)


@allow(*VISITS)
@require_http_methods(EITHER_WAY)
def situation_write(request: AccountRequest, code: str) -> HttpResponse:
    """What the visits said stands in the fields; the writer goes on from there."""
    village = village_of(request, code)
    draft = draft_of(village)
    begins = {name: getattr(draft, name) for name in actions.WRITTEN} if draft else first_words(village, today())
    form = SituationForm(request.POST or None, initial=begins)
    if form.is_valid():
        actions.write_situation(village, form.cleaned_data, by=request.user.username, at=now())
        messages.success(request, _("村情调研报告已存，还没有发出。"))
        return redirect("situation_issue" if request.user.role in REPORTS else "village_situation", code)
    context = {**of_situation(request, village), "form": form, "draft": draft}
    return render(request, "preparation/situation_write.html", context, status=400 if form.errors else 200)


@allow(*REPORTS)
@require_http_methods(EITHER_WAY)
def situation_issue(request: AccountRequest, code: str) -> HttpResponse:
    """The proposal with its reasons beside the decision."""
    village = village_of(request, code)
    draft = draft_of(village)
    if draft is None:
        return redirect("village_situation", code)
    draft.village = village
    proposal = proposal_for(draft, today())
    form = RiskForm(request.POST or None, proposal=proposal, today=today())
    if form.is_valid():
        given = form.cleaned_data
        paper = actions.issue_situation(
            draft,
            risk=given["risk"],
            differs_why=given["differs_why"],
            on=given["on"],
            by=request.user.username,
            at=now(),
        )
        messages.success(request, _("村情调研报告已发出，%(number)s。") % {"number": paper.number})
        return redirect("village_situation", code)
    context = {**of_situation(request, village), "form": form, "draft": draft, "proposal": proposal}
    return render(request, "preparation/situation_issue.html", context, status=400 if form.errors else 200)


@allow(*VISITS)
@require_GET
def situation_blank(request: AccountRequest, code: str, kind: str) -> HttpResponse:
    """O01 to be written by hand; the issued one is printed from the papers."""
    return file_of("O01", blank_situation(village_of(request, code), today()), kind)


def draft_of(village: Division) -> Situation | None:
    return village.situations.filter(issued_on=None).first()


def of_situation(request: AccountRequest, village: Division) -> dict[str, Any]:
    problems = audit_problems(village, today())
    return {
        **of_village(request, village),
        "draft": draft_of(village),
        "problems": [problem_said(one) for one in problems],
    }
