"""Publishing the formal candidates: a list to fill in, the same list once more as the ballot has it, the act."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cunxuan.elections.actions import refuse_unless_ready, rules_of
from cunxuan.elections.models import Election
from cunxuan.elections.policy import RECORDS
from cunxuan.elections.queries import election_of
from cunxuan.elections.views import EITHER_WAY, act_page, recorded
from cunxuan.offices.policy import AccountRequest, allow
from cunxuan.web.clock import now, today
from cunxuan.web.templatetags.cx import day as day_words

from . import actions
from .forms import CandidatesForm

STEP = "candidates_published"


@allow(*RECORDS)
@require_http_methods(EITHER_WAY)
def publish_candidates(request: AccountRequest, code: str) -> HttpResponse:
    election = election_of(request.user, code)
    refuse_unless_ready(election, STEP)
    form = form_of(request, election)
    rules = {key: form.rules.get(key) for key in ("candidates_order", "one_post_per_candidate")}
    if not (form.is_bound and form.is_valid()):
        return act_page(request, "candidates/publish.html", election, STEP, form, rules=rules)
    if not form.settled:
        return act_page(request, "candidates/review.html", election, STEP, form, rules=rules)
    on = form.cleaned_data["on"]
    actions.publish_candidates(election, form.ballot, on=on, by=request.user.username, at=now())
    return recorded(request, election, _("正式候选人名单已公布，%(day)s。") % {"day": day_words(on)})


def form_of(request: AccountRequest, election: Election) -> CandidatesForm:
    """As sent; a page that only asks for another line, or goes back to change one, is not judged yet."""
    rules, sent = rules_of(election), request.POST
    if "more" in sent or "edit" in sent:
        initial = {key: sent[key] for key in sent}
        return CandidatesForm(initial=initial, election=election, rules=rules, today=today(), more=sent.get("more", ""))
    return CandidatesForm(sent or None, election=election, rules=rules, today=today())
