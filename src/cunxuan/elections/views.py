"""The acts that carry an election forward, one page each.

A page of an act shows what the law says of it, takes the paper's day, records it, and goes back to the village.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cunxuan.core.steps import NAMES
from cunxuan.offices.policy import AccountRequest, allow
from cunxuan.web.clock import now, today
from cunxuan.web.templatetags.cx import day as day_words
from cunxuan.web.templatetags.cx import either

from . import actions
from .actions import ORDER, refuse_unless_ready, rules_of
from .forms import CallForm, ConfirmForm, MethodForm, NoteForm, StepForm, TakeBackForm
from .models import Election
from .policy import CALLS, RECORDS
from .queries import PAGE_OF, election_of, proposed_day, step_of

EITHER_WAY = ("GET", "POST")


# What every page of an act shares


def act_page(
    request: HttpRequest, template: str, election: Election, step: str, form: StepForm, **more: Any
) -> HttpResponse:
    """The page of an act: what the timetable says of the step, the form, and what the law says of the day given."""
    shown = {
        "nav": "villages",
        "village": election.village,
        "election": election,
        "step": step_of(election, step, today()),
        "step_name": NAMES[step],
        "law": rules_of(election).rules,
        "form": form,
        "finding": form.finding,
        "settled": form.settled,
    }
    return render(request, template, {**shown, **more})


def recorded(request: HttpRequest, election: Election, said: str) -> HttpResponse:
    """Back to the village, with one quiet sentence."""
    messages.success(request, said)
    return redirect("village", election.village_id)


def step_said(step: str, form: StepForm) -> str:
    values = {"step": either(*NAMES[step]), "day": day_words(form.cleaned_data["on"])}
    return _("已记录“%(step)s”，%(day)s。") % values


# The acts


@allow(*RECORDS)
@require_http_methods(EITHER_WAY)
def complete_step(request: AccountRequest, code: str, step: str) -> HttpResponse:
    election = election_of(request.user, code)
    if step in PAGE_OF:
        return redirect(reverse(PAGE_OF[step], args=page_args(code, step)))
    if step not in ORDER:
        raise Http404
    refuse_unless_ready(election, step)
    form = NoteForm(request.POST or None, election=election, step=step, today=today())
    if form.is_valid() and form.settled:
        on, note = form.cleaned_data["on"], form.cleaned_data["note"]
        actions.complete_step(election, step, on=on, note=note, by=request.user.username, at=now())
        return recorded(request, election, step_said(step, form))
    return act_page(request, "elections/complete_step.html", election, step, form)


@allow(*CALLS)
@require_http_methods(EITHER_WAY)
def confirm_audit(request: AccountRequest, code: str) -> HttpResponse:
    """两先一后: the township signs the confirmation, which completes the step."""
    election = election_of(request.user, code)
    refuse_unless_ready(election, actions.CONFIRMED)
    initial = {"signer": request.user.name}
    form = ConfirmForm(request.POST or None, initial=initial, election=election, today=today())
    if form.is_valid():
        given = {key: form.cleaned_data[key] for key in ("signer", "on")}
        actions.confirm_two_first(election, **given, by=request.user.username, at=now())
        messages.success(request, step_said(actions.CONFIRMED, form))
        return redirect("village_audit", code)
    standing = actions.two_first_here(election)
    return act_page(request, "elections/confirm_audit.html", election, actions.CONFIRMED, form, standing=standing)


def page_args(code: str, step: str) -> list[str | int]:
    """The address of a step's own page; those of the vote itself belong to the first round."""
    return [code, 1] if PAGE_OF[step] in ("places", "print_sheets") else [code]


@allow(*RECORDS)
@require_http_methods(EITHER_WAY)
def take_back_step(request: AccountRequest, code: str, step: str) -> HttpResponse:
    election = election_of(request.user, code)
    if step not in election.done:
        raise Http404
    form = TakeBackForm(request.POST or None)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.take_back_step(election, step, reason=reason, by=request.user.username, at=now())
        return recorded(request, election, _("已撤回“%(step)s”。") % {"step": either(*NAMES[step])})
    actions.refuse_if_it_left_papers(step)
    return render(
        request,
        "elections/take_back.html",
        {
            "nav": "villages",
            "village": election.village,
            "step_name": NAMES[step],
            "done_on": election.days_done[step],
            "form": form,
        },
    )


@allow(*CALLS)
@require_http_methods(EITHER_WAY)
def call_election(request: AccountRequest, code: str) -> HttpResponse:
    election = election_of(request.user, code)
    refuse_unless_ready(election, "election_day_fixed")
    given = request.GET if request.htmx else request.POST
    form = CallForm(given or None, election=election, today=today())
    valid = form.is_valid()
    if valid and request.method == "POST":
        day, on = form.cleaned_data["polling_day"], form.cleaned_data["on"]
        actions.call_election(election, polling_day=day, on=on, by=request.user.username, at=now())
        return recorded(request, election, _("选举日定为 %(day)s。") % {"day": day_words(day)})
    if valid:
        proposed = proposed_day(election, form.cleaned_data["polling_day"], form.cleaned_data["on"])
    elif form.is_bound:
        proposed = None
    else:
        proposed = proposed_day(election, election.planned_polling_day, today())
    template = "elections/proposed_day.html" if request.htmx else "elections/call.html"
    return act_page(request, template, election, "election_day_fixed", form, proposed=proposed)


@allow(*RECORDS)
@require_http_methods(EITHER_WAY)
def adopt_method(request: AccountRequest, code: str) -> HttpResponse:
    election = election_of(request.user, code)
    refuse_unless_ready(election, "method_adopted")
    form = MethodForm(request.POST or None, election=election, rules=rules_of(election), today=today())
    if form.is_valid() and form.settled:
        on = form.cleaned_data["on"]
        actions.adopt_method(
            election, seats=form.seats, measures=form.measures, on=on, by=request.user.username, at=now()
        )
        return recorded(request, election, step_said("method_adopted", form))
    return act_page(request, "elections/method.html", election, "method_adopted", form)
