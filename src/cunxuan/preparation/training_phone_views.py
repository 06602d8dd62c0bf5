"""Signing in to a training with one's own telephone: open to everybody who has the hall's picture, for that time only.

Nobody else's name is shown. A browser signs in a few people, so that one telephone serves a family; a name with its
unit arrives once, however often it is sent.
"""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cunxuan.core.errors import Refusal
from cunxuan.offices.policy import public
from cunxuan.web.clock import now

from . import training_actions as actions
from .models.training import Session
from .training_forms import PhoneForm

MOST_A_BROWSER = 5
SIGNED = "trained"  # in the browser's session: who signed in here, for which training


@public
@require_http_methods(("GET", "POST"))
def train(request: HttpRequest, token: str) -> HttpResponse:
    session = Session.objects.select_related("place__parent").filter(token=token).first()
    if session is None:
        raise Http404
    at = now()
    form = PhoneForm(request.POST or None, duties=session.duties)
    here = request.session.get(SIGNED, {}).get(str(session.pk), [])
    if form.is_valid():
        refuse_many(here)
        signed = actions.sign_in_by_phone(session, form.came, at=at)
        name = form.cleaned_data["name"]
        if signed.new:
            kept = request.session.get(SIGNED, {})
            request.session[SIGNED] = {**kept, str(session.pk): [*here, name]}
            request.session.pop("known", None)
        else:
            request.session["known"] = name
        return redirect("train", token)
    context = {
        "session": session,
        "form": form,
        "open": actions.is_open(session, at),
        "over": at > session.ends_at,
        "opens_at": session.begins_at - actions.OPENS_BEFORE,
        "here": here,
        "known": request.session.pop("known", ""),
        "full": len(here) >= MOST_A_BROWSER,
    }
    return render(request, "preparation/train.html", context, status=400 if form.errors else 200)


def refuse_many(here: list[str]) -> None:
    if len(here) >= MOST_A_BROWSER:
        raise Refusal(
            "SIGN_IN_MANY",
            f"这部手机已经签到 {MOST_A_BROWSER} 人。",
            "请找会务人员登记。",
            f"This telephone has signed in {MOST_A_BROWSER} people.",
            "Ask the staff to put you on the list.",
        )
