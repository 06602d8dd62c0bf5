"""The two acts on a village's roll: publish it, and freeze its number for polling day."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cunxuan.elections.actions import refuse_unless_ready
from cunxuan.elections.forms import StepForm
from cunxuan.elections.policy import RECORDS
from cunxuan.elections.queries import election_of
from cunxuan.elections.views import EITHER_WAY, act_page, recorded
from cunxuan.offices.policy import AccountRequest, allow
from cunxuan.web.clock import now, today
from cunxuan.web.templatetags.cx import day as day_words
from cunxuan.web.templatetags.cx import number

from . import actions
from .change_queries import changes_ahead
from .objection_queries import unsettled
from .publish_form import PublishForm
from .queries import roll_ahead
from .versions import latest


@allow(*RECORDS)
@require_http_methods(EITHER_WAY)
def publish_roll(request: AccountRequest, code: str) -> HttpResponse:
    election = election_of(request.user, code)
    refuse_unless_ready(election, "roll_published")
    form = PublishForm(request.POST or None, election=election, step="roll_published", today=today())
    if form.is_valid() and form.settled:
        on = form.cleaned_data["on"]
        order = form.chosen
        roll = actions.publish_roll(election, on=on, order=order, by=request.user.username, at=now())
        values = {"count": number(roll.count), "day": day_words(on)}
        return recorded(request, election, _("名单已公布，%(count)s 人，%(day)s。") % values)
    return act_page(request, "roll/publish.html", election, "roll_published", form, ahead=roll_ahead(election))


@allow(*RECORDS)
@require_http_methods(EITHER_WAY)
def freeze_roll(request: AccountRequest, code: str) -> HttpResponse:
    """Fixes the number; objections and changes that stand in the way are listed, and the act waits for them."""
    election = election_of(request.user, code)
    actions.refuse_unless_to_freeze(election)
    form = StepForm(request.POST or None, election=election, step="roll_frozen", today=today())
    if form.is_valid() and form.settled:
        roll = actions.freeze_roll(election, on=form.cleaned_data["on"], by=request.user.username, at=now())
        said = _("参加选举的村民核定为 %(count)s 人。") % {"count": number(roll.count)}
        return recorded(request, election, said)
    waiting = {"unsettled": unsettled(election), "ahead": changes_ahead(election)}
    return act_page(request, "roll/freeze.html", election, "roll_frozen", form, roll=latest(election), **waiting)
