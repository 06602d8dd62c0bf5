"""The law pages, for everybody: what holds here today and why, what is different this time, what was not read."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from cunxuan.core.errors import BadInput
from cunxuan.offices.models import Account, Division, Role
from cunxuan.offices.policy import public
from cunxuan.web.clock import today
from cunxuan.web.fields import day_field
from cunxuan.web.why import why_of_rule

from . import county_packs, law
from .models import Election


def account_of(request: HttpRequest) -> Account | None:
    return request.user if isinstance(request.user, Account) else None


@public
@require_GET
def law_texts(request: HttpRequest) -> HttpResponse:
    account = account_of(request)
    place = law.place_of(account)
    here = law.rules_here(place, today())
    shown = {
        "nav": "law",
        "place": place,
        "today": today(),
        "pack": here.name,
        "findings": here.findings,
        "conflicts": law.conflicts(here),
        "count": len(here.rules),
        "unconfirmed": law.count(law.unconfirmed(here)),
        "asked_first": law.asked_first(here),
        "texts": law.texts(today()),
        "fault": county_packs.fault() if account and account.role == Role.COUNTY else None,
    }
    return render(request, "elections/law.html", shown)


@public
@require_GET
def law_pack(request: HttpRequest, name: str) -> HttpResponse:
    pack = law.pack_named(name)
    if pack is None:
        raise Http404
    rules = law.rules_of(pack, today())
    shown = {
        "nav": "law",
        "text": law.text_of(pack, today()),
        "findings": rules.findings,
        "parts": law.parts(rules),
    }
    return render(request, "elections/law_pack.html", shown)


@public
@require_GET
def law_rule(request: HttpRequest, name: str, key: str) -> HttpResponse:
    """One rule: what it says here, where it stands, what every other text says on the point."""
    pack = law.pack_named(name)
    rule = law.rules_of(pack, today()).get(key) if pack else None
    if pack is None or rule is None:
        raise Http404
    shown = {
        "nav": "law",
        "pack": pack,
        "line": law.line_of(rule),
        "reason": why_of_rule(rule),
        "everywhere": law.said_everywhere(rule, today()),
        "explanations": law.explanations_of(rule),
    }
    return render(request, "elections/law_rule.html", shown)


# What holds in a place on a day


class DayForm(forms.Form):
    """For which day, and which word is looked for."""

    on = day_field(gettext_lazy("哪一天"))
    q = forms.CharField(label=gettext_lazy("找规定"), max_length=40, required=False)


@public
@require_GET
def law_here(request: HttpRequest) -> HttpResponse:
    """Every parameter that holds in the county, or in one village of it, with where it comes from."""
    election = election_asked(request)
    place = law.place_of(account_of(request))
    asked = {"on": request.GET.get("on") or day_asked_first(election).isoformat(), "q": request.GET.get("q", "")}
    form = DayForm(asked)
    on = form.cleaned_data["on"] if form.is_valid() else today()
    rules, wrong = rules_asked(place, election, on)
    parts = law.parts(rules, form.cleaned_data.get("q", ""))
    shown = {
        "nav": "law",
        "place": place,
        "election": election,
        "on": on,
        "form": form,
        "wrong": wrong,
        "pack": rules.name,
        "national": rules.packs[0].name,
        "findings": rules.findings,
        "conflicts": law.conflicts(rules),
        "parts": parts,
        "count": law.count(parts),
        "unconfirmed": law.count(law.unconfirmed(rules)),
    }
    return render(request, "elections/law_here.html", shown, status=400 if wrong or form.errors else 200)


def day_asked_first(election: Election | None) -> date:
    """A village is shown for its polling day, everything else for today."""
    return (election.polling_day or election.planned_polling_day) if election else today()


def election_asked(request: HttpRequest) -> Election | None:
    """The village that is asked for, with the method it adopted; what is not the reader's does not exist."""
    code = request.GET.get("village", "")
    found = law.election_of_village(account_of(request), code) if code else None
    if code and found is None:
        raise Http404
    return found


def rules_asked(place: Division | None, election: Election | None, on: date) -> tuple[Any, BadInput | None]:
    """The rules of a day; of a day before the first law that is held, today's with a sentence that says so."""
    if election is not None:
        return law.rules_in_village(election), None
    try:
        return law.rules_here(place, on), None
    except BadInput as wrong:
        return law.rules_here(place, today()), wrong


@public
@require_GET
def law_unconfirmed(request: HttpRequest) -> HttpResponse:
    """What holds here and was not read: a list that the county prints for its lawyer."""
    place = law.place_of(account_of(request))
    on = law.season_of(place, today())
    rules = law.rules_here(place, on)
    parts = law.unconfirmed(rules)
    shown = {
        "nav": "law",
        "place": place,
        "on": on,
        "today": today(),
        "pack": rules.name,
        "findings": rules.findings,
        "parts": parts,
        "count": law.count(parts),
        "conflicts": law.conflicts(rules),
    }
    return render(request, "elections/law_unconfirmed.html", shown)


@public
@require_GET
def law_people(request: HttpRequest) -> HttpResponse:
    """The rules that the program does not decide, each with the reason and the steps that serve it."""
    shown = {"nav": "law", "rules": law.left_to_people(), "all": law.rules_in_all()}
    return render(request, "elections/law_people.html", shown)


# What is different this time


class TwoDaysForm(forms.Form):
    """The day of the last election and of this one."""

    before = day_field(gettext_lazy("上一次选举"))
    now = day_field(gettext_lazy("这一次选举"))


@public
@require_GET
def law_changes(request: HttpRequest) -> HttpResponse:
    """The law of two days side by side: what changed, whom it concerns, what is done differently."""
    place = law.place_of(account_of(request))
    season = law.season_of(place, today())
    first = {"now": season.isoformat(), "before": law.years_before(season).isoformat()}
    form = TwoDaysForm({key: request.GET.get(key) or day for key, day in first.items()})
    found, wrong = None, None
    if form.is_valid():
        try:
            found = law.differences_between(place, form.cleaned_data["before"], form.cleaned_data["now"])
        except BadInput as refused:
            wrong = refused
    shown = {"nav": "law", "place": place, "form": form, "found": found, "wrong": wrong}
    return render(request, "elections/law_changes.html", shown, status=200 if found else 400)
