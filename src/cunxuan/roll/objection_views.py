"""Objections to the roll: the register with its clocks, one objection, its decision; the papers O33 and O34."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cunxuan.elections.actions import rules_of
from cunxuan.elections.models import Election
from cunxuan.elections.policy import RECORDS
from cunxuan.elections.queries import election_of
from cunxuan.elections.views import EITHER_WAY
from cunxuan.offices.policy import EVERYONE, AccountRequest, allow
from cunxuan.records.models import IssuedPaper
from cunxuan.records.papers import file_of
from cunxuan.web.clock import now, today

from . import objection_actions as actions
from . import roll_papers
from .models import Objection
from .objection_clock import clock_of, period_of, published_on
from .objection_forms import AppealForm, CorrectObjectionForm, DecisionForm, ObjectionForm, as_it_stands
from .objection_queries import lines, objection_line
from .resident_search import resident_of, search

BLANKS = ("A04", "O33", "O34")


@allow(*EVERYONE)
@require_GET
def objections(request: AccountRequest, code: str) -> HttpResponse:
    """The register, with the clock of each objection."""
    election = election_of(request.user, code)
    published = election.rolls.exists()
    day = today()
    context = {
        "period": period_of(election) if published else None,
        "lines": lines(election, day) if published else (),
        "today": day,
        "may_act": request.user.role in RECORDS,
    }
    return render(request, "roll/objections.html", {**of_village(election), **context})


@allow(*RECORDS)
@require_http_methods(EITHER_WAY)
def objection_new(request: AccountRequest, code: str) -> HttpResponse:
    """Whom the objection is about is looked for among the residents first; who is not there is named as written."""
    election = published_election(request, code)
    given = request.POST if request.method == "POST" else request.GET
    resident = resident_of(request.user, election, given.get("resident", ""))
    at = now()
    form = ObjectionForm(request.POST or None, now=at, resident=resident)
    if form.is_valid():
        one = actions.register_objection(election, form.came, by=request.user.username, at=at)
        messages.success(request, _("已登记第 %(number)d 号异议。") % {"number": one.number})
        return redirect("objection", code, one.number)
    found = search(request.user, election, request.GET.get("q", ""))
    context = {
        "form": form,
        "resident": resident,
        "search": found,
        "choosing": resident is None and "unlisted" not in given and not form.is_bound,
        "period": period_of(election),
    }
    return render(
        request, "roll/objection_new.html", {**of_village(election), **context}, status=400 if form.errors else 200
    )


@allow(*EVERYONE)
@require_GET
def objection(request: AccountRequest, code: str, number: int) -> HttpResponse:
    """One objection: its clock with every reason, its decision, what it changed."""
    one = objection_of(request, code, number)
    return render(request, "roll/objection.html", {**shown(one, today()), "may_act": request.user.role in RECORDS})


@allow(*RECORDS)
@require_http_methods(EITHER_WAY)
def objection_correct(request: AccountRequest, code: str, number: int) -> HttpResponse:
    """Corrects what was typed wrongly, and with whom among the residents the objection is matched."""
    one = objection_of(request, code, number)
    given = request.POST if request.method == "POST" else request.GET
    resident = resident_of(request.user, one.election, given.get("resident", "")) or one.resident
    at = now()
    form = CorrectObjectionForm(request.POST or None, initial=as_it_stands(one), now=at, resident=resident)
    if form.is_valid():
        why = form.cleaned_data["why"]
        actions.correct_objection(one, form.came, why=why, by=request.user.username, at=at)
        messages.success(request, _("已改正第 %(number)d 号异议的登记。") % {"number": one.number})
        return redirect("objection", code, number)
    found = search(request.user, one.election, request.GET.get("q", ""))
    context = {**shown(one, today()), "form": form, "search": found, "resident": resident}
    return render(request, "roll/objection_correct.html", context, status=400 if form.errors else 200)


@allow(*RECORDS)
@require_http_methods(EITHER_WAY)
def objection_decide(request: AccountRequest, code: str, number: int) -> HttpResponse:
    one = objection_of(request, code, number)
    if one.outcome_published_on:
        return redirect("objection", code, number)
    day = today()
    known = shown(one, day)
    form = DecisionForm(request.POST or None, objection=one, clock=known["line"].clock, today=day)
    if form.is_valid():
        given = form.cleaned_data
        actions.decide_objection(
            one,
            decision=given["decision"],
            reason=given["reason"],
            on=given["on"],
            corrected=form.corrected,
            by=request.user.username,
            at=now(),
        )
        messages.success(request, _("已对第 %(number)d 号异议作出决定，决定书可以打印送达。") % {"number": one.number})
        return redirect("objection", code, number)
    return render(request, "roll/objection_decide.html", {**known, "form": form}, status=400 if form.errors else 200)


@allow(*RECORDS)
@require_http_methods(EITHER_WAY)
def objection_appeal(request: AccountRequest, code: str, number: int) -> HttpResponse:
    one = objection_of(request, code, number)
    if not one.decision:
        raise Http404
    form = AppealForm(
        request.POST or None, initial={"appealed_on": one.appealed_on, "decided_on": one.appeal_decided_on}
    )
    if form.is_valid():
        actions.record_appeal(one, **form.cleaned_data, by=request.user.username, at=now())
        messages.success(request, _("已记录第 %(number)d 号异议的申诉。") % {"number": one.number})
        return redirect("objection", code, number)
    context = {**shown(one, today()), "form": form}
    return render(request, "roll/objection_appeal.html", context, status=400 if form.errors else 200)


# -- papers -------------------------------------------------------------------------------------------------------


@allow(*EVERYONE)
@require_GET
def objection_register(request: AccountRequest, code: str, kind: str) -> HttpResponse:
    """The register O33 as it stands."""
    election = published_election(request, code)
    rows = election.objections.order_by("number")
    return file_of("O33", roll_papers.register_of(election, rows, today(), now()), kind)


@allow(*EVERYONE)
@require_GET
def roll_blank(request: AccountRequest, code: str, form_id: str, kind: str) -> HttpResponse:
    """A paper of the roll with its place filled in and its values to be written by hand."""
    election = election_of(request.user, code)
    if form_id not in BLANKS or not election.is_called:
        raise Http404
    make = {
        "A04": roll_papers.blank_notice,
        "O33": roll_papers.blank_register,
        "O34": roll_papers.blank_decision,
    }[form_id]
    return file_of(form_id, make(election, today()), kind)


# -- what the pages share -----------------------------------------------------------------------------------------


def of_village(election: Election) -> dict[str, Any]:
    return {
        "nav": "villages",
        "village": election.village,
        "election": election,
        "law": rules_of(election).rules,
    }


def published_election(request: AccountRequest, code: str) -> Election:
    """An election whose roll is published; before, there is nothing to object to."""
    election = election_of(request.user, code)
    if not election.rolls.exists():
        raise Http404
    return election


def objection_of(request: AccountRequest, code: str, number: int) -> Objection:
    election = election_of(request.user, code)
    one = Objection.objects.of(request.user).filter(election=election, number=number).select_related("resident").first()
    if one is None:
        raise Http404
    one.election = election
    return one


def shown(one: Objection, day: date) -> dict[str, Any]:
    election = one.election
    clock = clock_of(one, rules_of(election), published_on(election), day)
    papers = IssuedPaper.objects.filter(
        subject=f"{election.semantic_id}.objection{one.number}", form_id="O34"
    ).order_by("-pk")
    return {
        **of_village(election),
        "line": objection_line(one, clock, day),
        "one": one,
        "period": period_of(election),
        "papers": tuple(papers),
        "changes": tuple(one.changes.order_by("pk")),
    }
