"""The result: in words that a villager can follow, and the acts of officials that make it, announce it, and follow it.

A declared result is for everybody. To the officials of the place the same page shows what is not declared yet, and what
is to be done next. What cannot be taken back is asked once more, with the keyboard on the harmless choice.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cunxuan.elections.actions import rules_of
from cunxuan.elections.models import Round, RoundKind
from cunxuan.elections.policy import RECORDS
from cunxuan.offices.models import Account
from cunxuan.offices.policy import AccountRequest, allow, public
from cunxuan.web.clock import now, today
from cunxuan.web.templatetags.cx import day as day_words
from cunxuan.web.templatetags.cx import hour

from . import result_actions as actions
from .models import Determination
from .papers import notice_number
from .queries import ROUNDS
from .result_forms import DeclareForm, NextVoteForm, VacantForm
from .result_queries import (
    HOW_TO_ARRANGE,
    Result,
    declared_round,
    determination_of,
    last_day_for,
    next_ballots,
    round_of,
    sheets_on_the_way,
    why_not_yet,
    without_sex,
)

EITHER_WAY = ("GET", "POST")


# The page


@public
@require_GET
def result(request: HttpRequest, name: str) -> HttpResponse:
    """A declared result to everybody; to the officials of the place also one on the way."""
    account = request.user if isinstance(request.user, Account) else None
    this = round_of(name, account) if account else None
    if this is None:
        return declared_result(request, name)
    found = determination_of(this, declared_only=False)
    if found is None:
        return on_the_way(request, this, account)
    return render(request, "counting/result.html", {**heading(this, account), "result": Result(found)})


def declared_result(request: HttpRequest, name: str) -> HttpResponse:
    """For the public a result that is not declared does not exist."""
    this = declared_round(name)
    found = determination_of(this, declared_only=True) if this else None
    if this is None or found is None:
        raise Http404
    return render(request, "counting/result.html", {**heading(this), "result": Result(found)})


def heading(this: Round, account: Account | None = None) -> dict[str, Any]:
    """What every page of a result has: where it belongs, and whether the reader is an official of the place."""
    return {
        "nav": "counting" if account else "",
        "name": this.semantic_id,
        "village": this.election.village,
        "round": ROUNDS[this.kind],
        "law": rules_of(this.election).rules,
        "polling_on": this.polling_on,
        "official": account is not None,
        "may_act": account is not None and account.role in RECORDS,
    }


def on_the_way(request: HttpRequest, this: Round, account: Account | None) -> HttpResponse:
    context = {"sheets": sheets_on_the_way(this), "refusal": why_not_yet(this)}
    return render(request, "counting/result_on_the_way.html", {**heading(this, account), **context})


def round_or_404(request: AccountRequest, name: str) -> Round:
    this = round_of(name, request.user)
    if this is None:
        raise Http404
    return this


def determination_or_404(request: AccountRequest, name: str) -> Determination:
    found = determination_of(round_or_404(request, name), declared_only=False)
    if found is None:
        raise Http404
    return found


# The acts


@allow(*RECORDS)
@require_POST
def determine(request: AccountRequest, name: str) -> HttpResponse:
    this = round_or_404(request, name)
    at = now()
    actions.determine_result(this, by=request.user, at=at)
    messages.success(request, _("已认定，%(hour)s。请核对以后宣布。") % {"hour": hour(at)})
    return redirect("result", name)


@allow(*RECORDS)
@require_http_methods(EITHER_WAY)
def declare(request: AccountRequest, name: str) -> HttpResponse:
    """Takes what the announcement says besides the figures, shows it once more, and declares the result."""
    found = determination_or_404(request, name)
    if found.declared_on or Result(found).cannot_be_declared:
        return redirect("result", name)
    form = DeclareForm(request.POST or None, found=found, today=today())
    context = {**heading(found.round, request.user), "result": Result(found), "form": form}
    if not form.is_valid() or wants_to_go_back(request):
        return render(request, "counting/declare.html", context, status=400 if form.errors else 200)
    if not is_sure(request):
        asked = {"kept": kept(form), "number": notice_number(found.round), "declaration": form.declaration}
        return render(request, "counting/declare_ask.html", {**context, **asked})
    at = now()
    actions.declare_result(found, form.declaration, by=request.user, at=at)
    messages.success(request, _("已宣布，%(hour)s。结果公告和报告单已经编号封存。") % {"hour": hour(at)})
    return redirect("result", name)


@allow(*RECORDS)
@require_http_methods(EITHER_WAY)
def next_vote(request: AccountRequest, name: str, kind: str) -> HttpResponse:
    """Arranges the vote that must follow: its day, and whether those written in are women."""
    found = determination_or_404(request, name)
    ballots = next_ballots(found, kind)
    if not ballots:
        raise Http404
    result = Result(found)
    form = NextVoteForm(
        request.POST or None,
        found=found,
        kind=kind,
        unknown=without_sex(found, kind),
        on=result.announced_days.get(kind),
    )
    last = last_day_for(found, kind)
    context = {
        **heading(found.round, request.user),
        "result": result,
        "form": form,
        "kind": kind,
        "act": HOW_TO_ARRANGE[kind],
        "ballots": ballots,
        "last": last,
        "steps": [step for step in result.told.next if step.kind == kind],
    }
    if not form.is_valid() or wants_to_go_back(request):
        return render(request, "counting/next_vote.html", context, status=400 if form.errors else 200)
    on = form.cleaned_data["polling_on"]
    if not is_sure(request):
        asked = {"kept": kept(form), "on": on, "late": last is not None and on > last}
        return render(request, "counting/next_vote_ask.html", {**context, **asked})
    this = actions.open_next_round(
        found, kind=RoundKind(kind), polling_on=on, sexes=form.sexes, by=request.user, at=now()
    )
    messages.success(request, _("投票日定为 %(day)s。请设投票点和票箱。") % {"day": day_words(on)})
    return redirect("places", this.election.village_id, this.number)


@allow(*RECORDS)
@require_http_methods(EITHER_WAY)
def leave_vacant(request: AccountRequest, name: str) -> HttpResponse:
    """Records that the missing seats stay vacant."""
    found = determination_or_404(request, name)
    result = Result(found)
    if not result.may_be_left_vacant:
        raise Http404
    form = VacantForm(request.POST or None, found=found, today=today())
    if form.is_valid():
        on = form.cleaned_data["on"]
        actions.leave_vacant(found, on=on, by=request.user, at=now())
        messages.success(request, _("已记录：%(day)s决定不再选。") % {"day": day_words(on)})
        return redirect("result", name)
    context = {**heading(found.round, request.user), "result": result, "form": form}
    return render(request, "counting/leave_vacant.html", context, status=400 if form.errors else 200)


# Asking once more


def is_sure(request: HttpRequest) -> bool:
    return request.POST.get("sure") == "yes"


def wants_to_go_back(request: HttpRequest) -> bool:
    """The harmless choice: back to the form, with everything that was typed."""
    return request.POST.get("sure") == "no"


def kept(form: forms.Form) -> list[tuple[str, str]]:
    """What was typed, as hidden fields of the page that asks."""
    return [(key, form.data.get(key, "")) for key in form.fields]
