"""The page on which an official finds one of all people of their place, answering while they type.

What is typed goes with the body of the request: no name and no digit of a number stays in an address, a log of
addresses or a browser's history.
"""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cunxuan.elections.policy import RECORDS
from cunxuan.elections.views import EITHER_WAY
from cunxuan.offices.policy import AccountRequest, allow

from .people_search import LONGEST, Asks, look_for

PAGE = 20


@allow(*RECORDS)
@sensitive_post_parameters("q")
@require_http_methods(EITHER_WAY)
def find_people(request: AccountRequest) -> HttpResponse:
    text = request.POST.get("q", "").strip()[:LONGEST]
    people = look_for(request.user, text, PAGE)
    template = "roll/people_found.html" if request.htmx else "roll/people_search.html"
    wanted = "" if people.asks is Asks.ID_NUMBER else text  # nobody's number is written back onto the page
    return render(request, template, {"nav": "find_people", "people": people, "wanted": wanted})
