"""The acts of polling day: set up the places of a vote, see how they stand, close them one by one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cunxuan.elections.models import Round
from cunxuan.elections.policy import RECORDS
from cunxuan.elections.queries import round_of
from cunxuan.elections.views import EITHER_WAY, act_page, recorded
from cunxuan.offices.policy import EVERYONE, AccountRequest, allow
from cunxuan.web.clock import now, today
from cunxuan.web.templatetags.cx import place as place_name

from . import actions
from .forms import ClosingForm, PlacesForm, places_before
from .queries import open_places, place_of


@allow(*EVERYONE)
@require_GET
def places(request: AccountRequest, code: str, number: int) -> HttpResponse:
    """The places of a vote; where there are none yet, the page that sets them up."""
    this = round_of(request.user, code, number)
    rows = list(this.places.prefetch_related("boxes"))
    may_record = request.user.role in RECORDS
    if not rows and may_record:
        return redirect("set_up_places", code, number)
    shown = {"rows": rows, "may_close": may_record and today() >= this.polling_on}
    return render(request, "polling/places.html", {**of_round(this), **shown})


@allow(*RECORDS)
@require_http_methods(EITHER_WAY)
def set_up_places(request: AccountRequest, code: str, number: int) -> HttpResponse:
    this = round_of(request.user, code, number)
    if request.method == "GET" and this.places.exists():
        return redirect("places", code, number)
    sent = request.POST
    if "more" in sent:
        form = PlacesForm(initial={key: sent[key] for key in sent}, this=this, more=True)
    else:
        form = PlacesForm(sent or None, this=this, initial=places_before(this))
    if form.is_valid():
        made = actions.set_up_places(this, form.places, by=request.user.username, at=now())
        return recorded(request, this.election, _("已设投票点 %(count)d 个。") % {"count": len(made)})
    return render(request, "polling/set_up.html", {**of_round(this), "form": form})


@allow(*RECORDS)
@require_http_methods(EITHER_WAY)
def close(request: AccountRequest, code: str, number: int, place: int) -> HttpResponse:
    this = round_of(request.user, code, number)
    closing = place_of(this, place)
    actions.refuse_to_close(closing, today())  # said before anything is typed
    form = ClosingForm(request.POST or None, place=closing, today=today())
    if form.is_valid() and form.settled:
        actions.close_place(closing, on=form.cleaned_data["on"], by=request.user.username, at=now())
        name, left = place_name(closing.name), open_places(this)
        if not left:
            return recorded(request, this.election, _("%(place)s已关箱，投票结束。") % {"place": name})
        said = _("%(place)s已关箱，还有 %(left)d 个投票点没有关箱。") % {"place": name, "left": left}
        messages.success(request, said)
        return redirect("places", code, number)
    return act_page(request, "polling/close.html", this.election, "polling", form, place=closing, round=this)


def of_round(this: Round) -> dict[str, object]:
    return {"nav": "villages", "village": this.election.village, "round": this}
