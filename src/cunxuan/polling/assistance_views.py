"""The page of mobile boxes and scribes: put people on the lists, take them off, publish, print."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cunxuan.elections.forms import StepForm
from cunxuan.elections.models import Election
from cunxuan.elections.policy import RECORDS
from cunxuan.elections.queries import election_of
from cunxuan.elections.views import EITHER_WAY
from cunxuan.offices.policy import EVERYONE, AccountRequest, allow
from cunxuan.rendering.catalogue import Format
from cunxuan.web.clock import now, today
from cunxuan.web.downloads import ENDINGS, download
from cunxuan.web.templatetags.cx import day as day_words

from . import assistance_actions as actions
from . import assistance_papers as papers
from .assistance_forms import AssistanceForm
from .assistance_queries import assistance_of, assistance_page
from .proxy_queries import people_found


@allow(*EVERYONE)
@require_http_methods(EITHER_WAY)
def assistance(request: AccountRequest, code: str) -> HttpResponse:
    election = election_of(request.user, code)
    form = AssistanceForm(request.POST or None, election=election)
    if form.is_valid():
        row = actions.add_assistance(election, form.wanted, on=today(), by=request.user.username, at=now())
        messages.success(request, _("%(name)s已列入名单。") % {"name": row.resident.name})
        return redirect("assistance", code)
    return render(request, "polling/assistance.html", {**of_page(request, election), "form": form})


def of_page(request: AccountRequest, election: Election) -> dict[str, object]:
    return {
        "nav": "villages",
        "village": election.village,
        "election": election,
        "found": assistance_page(election),
        "is_open": "roll_published" in election.done and "polling" not in election.done,
        "may_record": request.user.role in RECORDS and "polling" not in election.done,
    }


@allow(*EVERYONE)
@require_GET
def voters(request: AccountRequest, code: str) -> HttpResponse:
    election = election_of(request.user, code)
    typed = request.GET.get("q", "")[:40]
    shown = {"people": people_found(request.user, election, typed), "wanted": typed.strip()}
    return render(request, "polling/people_found.html", shown)


@allow(*EVERYONE)
@require_POST
def withdraw(request: AccountRequest, code: str, pk: int) -> HttpResponse:
    election = election_of(request.user, code)
    row = actions.withdraw_assistance(assistance_of(election, pk), on=today(), by=request.user.username, at=now())
    messages.success(request, _("%(name)s已从名单去掉。") % {"name": row.resident.name})
    return redirect("assistance", code)


@allow(*RECORDS)
@require_http_methods(EITHER_WAY)
def publish(request: AccountRequest, code: str) -> HttpResponse:
    election = election_of(request.user, code)
    form = StepForm(request.POST or None, election=election, step=actions.STEP, today=today())
    if form.is_valid():
        on = form.cleaned_data["on"]
        actions.publish_assistance(election, on=on, by=request.user.username, at=now())
        messages.success(request, _("流动票箱投票、代写名单已公布，%(day)s。") % {"day": day_words(on)})
        return redirect("assistance", code)
    return render(request, "polling/publish_assistance.html", {**of_page(request, election), "form": form})


@allow(*EVERYONE)
@require_GET
def blank(request: AccountRequest, code: str, fmt: Format) -> HttpResponse:
    """The roster of the village to be filled in by hand."""
    election = election_of(request.user, code)
    if fmt not in ENDINGS:
        raise Http404
    return download(papers.blank(election, fmt), f"{election.village.name}R06空白表", fmt)
