"""Relatives on the way to a result: who is related to whom, and what a meeting decided where they may not sit together.

One page serves both moments at which it is asked: when the candidates are published, and when somebody was written in
with enough votes.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cunxuan.candidates.kin_actions import last_statement, record_decision, state_relatives
from cunxuan.elections.actions import rules_of
from cunxuan.elections.models import Election
from cunxuan.elections.policy import RECORDS
from cunxuan.elections.queries import election_of
from cunxuan.offices.policy import AccountRequest, allow
from cunxuan.web.clock import now, today

from .models import SheetState
from .relatives_forms import DecisionForm, RelativesForm
from .relatives_queries import people_to_state, ties_said, to_decide
from .result_queries import Result, determination_of, round_of

EITHER_WAY = ("GET", "POST")


@allow(*RECORDS)
@require_http_methods(EITHER_WAY)
def relatives(request: AccountRequest, code: str) -> HttpResponse:
    """Asks who of those who could be elected are relatives, and shows what was stated before."""
    election = election_of(request.user, code)
    if not election.rounds.exists():
        raise Http404
    stated, names = last_statement(election), people_to_state(election)
    form = RelativesForm(
        None if "more" in request.POST else request.POST or None,
        initial=request.POST.dict() if "more" in request.POST else None,
        names=names,
        stated=stated,
        today=today(),
    )
    if form.is_valid():
        on = form.cleaned_data["on"]
        state_relatives(election, form.ties, names=names, on=on, by=request.user.username, at=now())
        messages.success(request, _("近亲属关系已经写明。"))
        return redirect(after_stating(election))
    context = {
        "nav": "villages",
        "village": election.village,
        "law": rules_of(election).rules,
        "form": form,
        "names": names,
        "new": tuple(name for name in names if stated and name not in stated.names),
        "stated": stated,
        "ties": ties_said(stated.ties) if stated else (),
    }
    return render(request, "counting/relatives.html", context, status=400 if form.errors else 200)


def after_stating(election: Election) -> str:
    """To the result that waits for it; before the count back to the village."""
    this = election.rounds.latest("number")
    places = list(this.places.select_related("sheet").all())
    waits = bool(places) and all(
        getattr(place, "sheet", None) and place.sheet.state == SheetState.VERIFIED for place in places
    )
    return f"/r/{this.semantic_id}" if waits else f"/v/{election.village_id}"


@allow(*RECORDS)
@require_http_methods(EITHER_WAY)
def decided(request: AccountRequest, name: str) -> HttpResponse:
    """Records what a meeting decided between relatives, with the meeting; the result is then determined again."""
    this = round_of(name, request.user)
    if this is None:
        raise Http404
    found = determination_of(this, declared_only=False)
    asked = to_decide(found)
    if found is None or asked is None:
        return redirect("result", name)
    election = this.election
    form = DecisionForm(request.POST or None, asked=asked, today=today())
    if form.is_valid():
        said = form.cleaned_data
        what = {"keeps": said["decided"]} if asked.settles else {"stays": said["decided"], "among": asked.names}
        record_decision(election, **what, on=said["on"], evidence=said["evidence"], by=request.user.username, at=now())
        messages.success(request, _("会议决定已经记录。请重新认定结果。"))
        return redirect("result", name)
    context = {
        "nav": "counting",
        "village": election.village,
        "name": name,
        "law": rules_of(election).rules,
        "form": form,
        "asked": asked,
        "finding": next(one for one in Result(found).findings if one.code == asked.code),
    }
    return render(request, "counting/relatives_decided.html", context, status=400 if form.errors else 200)
