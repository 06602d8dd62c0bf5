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
from .queries import roll_ahead


@allow(*RECORDS)
@require_http_methods(EITHER_WAY)
def publish_roll(request: AccountRequest, code: str) -> HttpResponse:
    election = election_of(request.user, code)
    refuse_unless_ready(election, "roll_published")
    form = StepForm(request.POST or None, election=election, step="roll_published", today=today())
    if form.is_valid() and form.settled:
        on = form.cleaned_data["on"]
        roll = actions.publish_roll(election, on=on, by=request.user.username, at=now())
        values = {"count": number(roll.count), "day": day_words(on)}
        return recorded(request, election, _("名单已公布，%(count)s 人，%(day)s。") % values)
    return act_page(request, "roll/publish.html", election, "roll_published", form, ahead=roll_ahead(election))


@allow(*RECORDS)
@require_http_methods(EITHER_WAY)
def freeze_roll(request: AccountRequest, code: str) -> HttpResponse:
    election = election_of(request.user, code)
    refuse_unless_ready(election, "roll_frozen")
    form = StepForm(request.POST or None, election=election, step="roll_frozen", today=today())
    if form.is_valid() and form.settled:
        roll = actions.freeze_roll(election, on=form.cleaned_data["on"], by=request.user.username, at=now())
        said = _("参加选举的村民核定为 %(count)s 人。") % {"count": number(roll.count)}
        return recorded(request, election, said)
    roll = election.rolls.latest("version")
    return act_page(request, "roll/freeze.html", election, "roll_frozen", form, roll=roll)
