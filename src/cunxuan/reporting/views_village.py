"""The page of one village, the reason of each of its days, its trail, and the printing of its count sheets."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cunxuan.counting.actions import print_sheets as print_the_sheets
from cunxuan.counting.models import CountSheet
from cunxuan.counting.papers import sheet_context
from cunxuan.elections.actions import refuse_unless_ready
from cunxuan.elections.forms import StepForm
from cunxuan.elections.models import RoundKind
from cunxuan.elections.policy import RECORDS
from cunxuan.elections.queries import round_of
from cunxuan.elections.views import EITHER_WAY, act_page, recorded
from cunxuan.offices.models import Division
from cunxuan.offices.policy import EVERYONE, AccountRequest, allow
from cunxuan.rendering.catalogue import render_many
from cunxuan.web.clock import now, today
from cunxuan.web.downloads import download

from .village import village_page
from .village_facts import here
from .village_timetable import row_of
from .village_trail import acts_of, told

PAGE = 50


def village_named(request: AccountRequest, code: str) -> Division:
    mine = Division.objects.of(request.user).villages()
    return get_object_or_404(mine.select_related("parent__parent"), pk=code)


@allow(*EVERYONE)
@require_GET
def village(request: AccountRequest, code: str) -> HttpResponse:
    page = village_page(village_named(request, code), request.user, today())
    return render(request, "reporting/village.html", {"nav": "villages", "page": page, "village": page.village})


@allow(*EVERYONE)
@require_GET
def why(request: AccountRequest, code: str, key: str) -> HttpResponse:
    """Why a row of the timetable has its day, as a page of its own."""
    this = village_named(request, code)
    row = row_of(here(this, request.user, today()), key)
    if row is None:
        raise Http404
    return render(request, "reporting/village_why.html", {"nav": "villages", "village": this, "row": row})


@allow(*EVERYONE)
@require_GET
def trail(request: AccountRequest, code: str) -> HttpResponse:
    """Every act on the village, the latest first."""
    this = village_named(request, code)
    page = Paginator(acts_of(this), PAGE).get_page(request.GET.get("page"))
    shown = {"nav": "villages", "village": this, "page": page, "acts": told(this, page)}
    return render(request, "reporting/village_trail.html", shown)


@allow(*EVERYONE)
@require_GET
def blank_sheets(request: AccountRequest, code: str, number: int) -> HttpResponse:
    """The count sheets of a vote to be filled by hand, one for each place, in one file for the printer."""
    this = round_of(request.user, code, number)
    sheets = list(CountSheet.objects.of_round(this).whole())
    if not sheets:
        raise Http404
    content = render_many([("count_sheet", sheet_context(sheet, filled=False)) for sheet in sheets])
    return download(content, f"{this.election.village.name}空白计票单", "pdf")


@allow(*RECORDS)
@require_http_methods(EITHER_WAY)
def print_sheets(request: AccountRequest, code: str, number: int) -> HttpResponse:
    """印制选票和计票单: from now on the squares of each sheet are fixed."""
    this = round_of(request.user, code, number)
    election, first = this.election, this.kind == RoundKind.FIRST
    if not this.places.exists():
        return redirect("set_up_places", code, number)
    if first:
        refuse_unless_ready(election, "ballots_ready")
    form = StepForm(request.POST or None, election=election, step="ballots_ready" if first else "", today=today())
    if form.is_valid() and form.settled:
        sheets = print_the_sheets(this, on=form.cleaned_data["on"], by=request.user.username, at=now())
        return recorded(request, election, _("已印制计票单 %(count)d 张。") % {"count": len(sheets)})
    places = this.places.prefetch_related("boxes")
    shown = {"round": this, "places": places, "first": first}
    return act_page(request, "reporting/village_print.html", election, "ballots_ready", form, **shown)
