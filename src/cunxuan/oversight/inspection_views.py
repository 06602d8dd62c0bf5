"""Inspections: the trips, what each found, and the report on ten days."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cunxuan.offices.models import Division
from cunxuan.offices.papers import head_of_place
from cunxuan.offices.policy import AccountRequest, allow
from cunxuan.records.models import IssuedPaper
from cunxuan.records.papers import file_of
from cunxuan.rendering.forms.O50.wording import blank
from cunxuan.web.clock import now, today

from . import inspection_actions as actions
from .inspection_papers import on_paper
from .meeting_forms import ITEMS, FindingForm, InspectionForm, PeriodForm, WhyForm
from .models import Inspection, Item
from .policy import OFFICES
from .task_queries import line_of, owners_for

PAGE = 50
EITHER_WAY = ("GET", "POST")


@allow(*OFFICES)
@require_http_methods(EITHER_WAY)
def inspections(request: AccountRequest) -> HttpResponse:
    """The trips in the account's place; a new one is recorded here, and the report on ten days issued."""
    day, place = today(), request.user.division
    form = InspectionForm(
        request.POST or None, places=Division.objects.of(request.user), today=day, initial={"on": day}
    )
    if form.is_valid():
        trip = actions.record_inspection(**form.cleaned_data, today=day, by=request.user, at=now())
        messages.success(request, _("督查已经记录。请写发现的问题。"))
        return redirect("inspection", trip.pk)
    trips = (
        Inspection.objects.of(request.user)
        .select_related("place")
        .annotate(found=Count("findings"))
        .order_by("-on", "-pk")
    )
    context = {
        "nav": "tasks",
        "form": form,
        "page": Paginator(trips, PAGE).get_page(request.GET.get("page")),
        "period": PeriodForm(initial={"since": begins(place, day), "until": day}),
        "reports": reports_of(place),
        "report_by": report_by(place),
        "today": day,
    }
    return render(request, "oversight/inspections.html", context, status=400 if form.errors else 200)


def reports_of(place: Division) -> Any:
    return IssuedPaper.objects.filter(form_id="O50", scope=place.pk, superseded_by__isnull=True).order_by("-pk")[:20]


def last_report(place: Division) -> date | None:
    last = reports_of(place).first()
    return date.fromisoformat(last.subject.rpartition(".")[2]) if last else None


def begins(place: Division, today: date) -> date:
    """A report begins on the day after the last one, or ten days back."""
    last = last_report(place)
    return last + timedelta(days=1) if last and last < today else today - timedelta(days=settings.INSPECTION_EVERY - 1)


def report_by(place: Division) -> date | None:
    """The day by which the next report is due, by the county's rule."""
    last = last_report(place)
    return last + timedelta(days=settings.INSPECTION_EVERY) if last else None


@allow(*OFFICES)
@require_GET
def inspection(request: AccountRequest, pk: int) -> HttpResponse:
    return page_of(request, trip_of(request, pk))


def trip_of(request: AccountRequest, pk: int) -> Inspection:
    return get_object_or_404(Inspection.objects.of(request.user).select_related("place__parent"), pk=pk)


def page_of(request: AccountRequest, trip: Inspection, wrong: forms.Form | None = None) -> HttpResponse:
    day = today()
    found = trip.findings.select_related("village__parent", "task__owner", "task__asked_by", "task__place")
    lines = [(one, ITEMS[Item(one.item)], line_of(one.task, day)) for one in found]
    context = {
        "nav": "tasks",
        "trip": trip,
        "lines": lines,
        "form": wrong if isinstance(wrong, FindingForm) else finding_form(request, trip),
        "back": wrong if isinstance(wrong, WhyForm) else WhyForm(prefix="back"),
    }
    return render(request, "oversight/inspection.html", context, status=400 if wrong else 200)


def finding_form(request: AccountRequest, trip: Inspection, data: Any = None) -> FindingForm:
    villages = Division.objects.of(request.user).villages().filter(code__startswith=trip.place_id)
    day = today()
    initial = {"village": trip.place_id, "rectify_by": day + timedelta(days=3), "wants_paper": True}
    return FindingForm(data, villages=villages, owners=owners_for(trip.place), today=day, initial=initial)


@allow(*OFFICES)
@require_POST
def finding_new(request: AccountRequest, pk: int) -> HttpResponse:
    trip = trip_of(request, pk)
    form = finding_form(request, trip, request.POST)
    if not form.is_valid():
        return page_of(request, trip, form)
    finding = actions.add_finding(trip, actions.Found(**form.cleaned_data), on=today(), by=request.user, at=now())
    messages.success(request, _("已记录，交%(name)s整改。") % {"name": finding.task.owner.name})
    return redirect("inspection", pk)


@allow(*OFFICES)
@require_POST
def inspection_back(request: AccountRequest, pk: int) -> HttpResponse:
    trip, form = trip_of(request, pk), WhyForm(request.POST, prefix="back")
    if not form.is_valid():
        return page_of(request, trip, form)
    actions.take_back_inspection(trip, why=form.cleaned_data["why"], by=request.user, at=now())
    messages.success(request, _("这次督查已经撤回。"))
    return redirect("inspections")


@allow(*OFFICES)
@require_POST
def inspection_report(request: AccountRequest) -> HttpResponse:
    """Issues the report on the days given."""
    form = PeriodForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("请填起止日期。"))
        return redirect("inspections")
    paper = actions.issue_report(request.user.division, **form.cleaned_data, by=request.user, at=now())
    messages.success(request, _("督查情况通报已经发出：%(number)s。") % {"number": paper.number})
    return redirect("paper", paper.check_code)


@allow(*OFFICES)
@require_GET
def inspection_paper(request: AccountRequest, kind: str) -> HttpResponse:
    """The report as it would be issued today, or an empty sheet."""
    place, day = request.user.division, today()
    if "blank" in request.GET:
        return file_of("O50", blank(head_of_place(place, issued_on=day)), kind)
    return file_of("O50", on_paper(place, begins(place, day), day, day), kind)
