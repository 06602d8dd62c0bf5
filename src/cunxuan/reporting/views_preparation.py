"""The preparation as a county or township sees it, the page of one village, and both as a file."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET

from cunxuan.core.stages import State
from cunxuan.offices.models import Division, Level
from cunxuan.offices.policy import EVERYONE, AccountRequest, allow
from cunxuan.offices.queries import villages_asked_for
from cunxuan.web.clock import today
from cunxuan.web.downloads import download
from cunxuan.web.templatetags.cx import in_english

from . import preparation_drawing as drawing
from .preparation import prepared, shown_to
from .preparation_lists import SHOWS, Wanted, as_csv, chosen, reasons_of, tally, towns_of

PAGE = 50
LEGEND = (State.DONE, State.IN_PROGRESS, State.TO_CHECK, State.BLOCKED, State.NOT_STARTED)


@allow(*EVERYONE)
@require_GET
def preparation(request: AccountRequest) -> HttpResponse:
    """One picture of all villages; asked for anything in particular, a list."""
    if request.user.division.level == Level.VILLAGE:
        return redirect("village_preparation", request.user.division_id)
    wanted, sources = Wanted.read(request.GET), shown_to(request.user)
    villages = prepared(villages_asked_for(request.user, wanted.text, wanted.township), request.user, today())
    if request.GET.get("format") == "csv":
        text = as_csv(chosen(villages, wanted), sources, english=in_english())
        return download(text, f"preparation-{today().isoformat()}", "csv")
    context = {
        "nav": "preparation",
        "wanted": wanted,
        "sources": sources,
        "tally": tally(villages, sources),
        "reasons": reasons_of(villages),
        "townships": Division.objects.of(request.user).filter(level=Level.TOWNSHIP),
        "shows": SHOWS,
    }
    if wanted.is_list:
        found = chosen(villages, wanted)
        context |= {"page": Paginator(found, PAGE).get_page(request.GET.get("page")), "count": len(found)}
        return render(request, "reporting/preparation_list.html", context)
    towns = towns_of(villages, sources)
    context |= {
        "towns": [(town, drawing.rows(town.villages)) for town in towns],
        "legend": [(state, drawing.key_of(state)) for state in LEGEND],
    }
    return render(request, "reporting/preparation.html", context)


@allow(*EVERYONE)
@require_GET
def village_preparation(request: AccountRequest, code: str) -> HttpResponse:
    """How one village is prepared, what is missing, and what would block it if its polling day were fixed today."""
    mine = Division.objects.of(request.user).villages()
    village = get_object_or_404(mine.select_related("parent__parent"), pk=code)
    (one,) = prepared(mine.filter(pk=code), request.user, today())
    context = {"nav": "preparation", "village": village, "one": one, "today": today()}
    return render(request, "reporting/village_preparation.html", context)
