"""The list of villages: found by words that stay in the address, fifty to a page, or all of them as a file."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cunxuan.core.stages import ALL_DONE, STAGES, State
from cunxuan.offices.models import Division, Level
from cunxuan.offices.policy import EVERYONE, AccountRequest, allow
from cunxuan.offices.queries import villages_asked_for
from cunxuan.web.clock import today
from cunxuan.web.downloads import download
from cunxuan.web.templatetags.cx import in_english

from .standing import standings
from .villages import URGENT, Wanted, as_csv, chosen

PAGE = 50


@allow(*EVERYONE)
@require_GET
def villages(request: AccountRequest) -> HttpResponse:
    wanted = Wanted.read(request.GET)
    found = chosen(standings(villages_asked_for(request.user, wanted.text, wanted.township), today()), wanted)
    if request.GET.get("format") == "csv":
        return download(as_csv(found, english=in_english()), f"villages-{today().isoformat()}", "csv")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "nav": "villages",
        "wanted": wanted,
        "page": page,
        "count": len(found),
        "townships": Division.objects.of(request.user).filter(level=Level.TOWNSHIP),
        "states": [(state.sign, state) for state in State],
        "urgent": URGENT,
        "stages": STAGES,
        "all_done": ALL_DONE,
    }
    return render(request, "reporting/villages.html", context)
