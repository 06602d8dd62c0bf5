"""The forms of the preparation on one page, blank or filled; and the one view that prints any form's blank sheet."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from cunxuan.core.errors import BadInput
from cunxuan.offices.models import Division, DivisionQuerySet, Level, Role
from cunxuan.offices.papers import head_of_place
from cunxuan.offices.policy import EVERYONE, AccountRequest, allow
from cunxuan.records.papers import file_of
from cunxuan.rendering import catalogue
from cunxuan.rendering.paper import Status
from cunxuan.web.clock import now, today
from cunxuan.web.downloads import ENDINGS, download

from .preparation_forms import FILLED_COUNTY, FILLED_VILLAGE, forms_of
from .preparation_papers import discipline, implementation_plan, record_sheet, schedule

NAV = "preparation"
OFFICES = (Role.COUNTY, Role.TOWNSHIP, Role.CLERK)


@allow(*EVERYONE)
@require_GET
def preparation_papers(request: AccountRequest) -> HttpResponse:
    if request.user.division.level == Level.VILLAGE:
        return redirect("village_preparation_papers", request.user.division_id)
    return page(request, request.user.division)


@allow(*EVERYONE)
@require_GET
def village_preparation_papers(request: AccountRequest, code: str) -> HttpResponse:
    mine = Division.objects.of(request.user).villages().select_related("parent__parent")
    return page(request, get_object_or_404(mine, pk=code))


def page(request: AccountRequest, place: Division) -> HttpResponse:
    context = {"nav": NAV, "place": place, "lines": list(forms_of(place, request.user.role))}
    if place.level == Level.VILLAGE:
        context["village"] = place
    return render(request, "reporting/preparation_papers.html", context)


@allow(*EVERYONE)
@require_GET
def blank_paper(request: AccountRequest, form_id: str, kind: str) -> HttpResponse:
    """An empty sheet of a form with the head of a place, to be filled in by hand."""
    form = next((one for one in catalogue.FORMS if one.id == form_id and one.blank), None)
    if form is None or kind not in ENDINGS:
        raise Http404
    mine = Division.objects.of(request.user).select_related("parent__parent")
    place = get_object_or_404(mine, pk=request.GET.get("place") or request.user.division_id)
    head = head_of_place(place, issued_on=today(), status=Status.BLANK)
    return download(catalogue.render_blank(form_id, head, ENDINGS[kind]), f"{place.name}空白{form.title}", kind)


@allow(*OFFICES)
@require_GET
def preparation_paper(request: AccountRequest, form_id: str, kind: str) -> HttpResponse:
    """A paper of the account's own county or township with what is recorded now: O09, O18, O48."""
    place = request.user.division
    if form_id not in FILLED_COUNTY:
        raise Http404
    villages = Division.objects.of(request.user).villages()
    return file_of(form_id, context_of(form_id, place, villages, planned_in(request)), kind)


def context_of(form_id: str, place: Division, villages: DivisionQuerySet, planned: date | None) -> object:
    if form_id == "O09":
        return implementation_plan(place, villages, today=today(), planned=planned)
    if form_id == "O18":
        return discipline(place, villages, today=today())
    return schedule(place, villages, today=today(), at=now())


def planned_in(request: AccountRequest) -> date | None:
    """The planned polling day from which the plan is reckoned, where the page gave one."""
    said = request.GET.get("day", "").strip()
    if not said:
        return None
    try:
        day = date.fromisoformat(said)
    except ValueError:
        day = None
    if day is None or abs((day - today()).days) > 1000:
        raise BadInput(
            f"“{said[:20]}”不是近期的日期，请写成 2026-12-13 这样。",
            f"“{said[:20]}” is not a day near today; write it like 2026-12-13.",
        )
    return day


@allow(*EVERYONE)
@require_GET
def village_preparation_paper(request: AccountRequest, code: str, form_id: str, kind: str) -> HttpResponse:
    """A village's record of the whole election, from its trail: O51."""
    mine = Division.objects.of(request.user).villages().select_related("parent__parent")
    village = get_object_or_404(mine, pk=code)
    if form_id not in FILLED_VILLAGE:
        raise Http404
    return file_of(form_id, record_sheet(village, today=today(), at=now()), kind)
