"""The list of villages: found by words that stay in the address, fifty to a page, or all of them as a file."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from cunxuan.core.stages import ALL_DONE, STAGES, State
from cunxuan.offices.models import Division, DivisionQuerySet, Level
from cunxuan.offices.policy import EVERYONE, AccountRequest, allow
from cunxuan.offices.queries import matching_villages
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
    found = chosen(standings(asked_for(request, wanted), today()), wanted)
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


def asked_for(request: AccountRequest, wanted: Wanted) -> DivisionQuerySet:
    """The account's villages of the township and name that are asked for."""
    mine = Division.objects.of(request.user).villages()
    if wanted.text:
        mine = mine.filter(code__in=matching_villages(request.user, wanted.text).order_by().values("code"))
    return mine.filter(parent_id=wanted.township) if wanted.township else mine
