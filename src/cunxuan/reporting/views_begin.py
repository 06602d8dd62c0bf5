"""The county begins its general election: the form, the one question, and later the villages that came after.

It stands here and not with the elections because it says how many villages have residents, and those come later.
"""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from cunxuan.core.law import rules_for
from cunxuan.counting.result_views import is_sure, kept, wants_to_go_back
from cunxuan.elections import actions
from cunxuan.elections.forms import BeginForm, JoinForm
from cunxuan.elections.queries import proposed_day_in
from cunxuan.elections.views import EITHER_WAY
from cunxuan.offices.models import Division, DivisionQuerySet, Role
from cunxuan.offices.policy import AccountRequest, allow
from cunxuan.roll.models import Resident
from cunxuan.web.clock import now, today
from cunxuan.web.templatetags.cx import either
from cunxuan.web.templatetags.cx import place as place_words

from .begin import Opening, nth, opening_of
from .standing import standings


@allow(Role.COUNTY)
@require_http_methods(EITHER_WAY)
def open_general_election(request: AccountRequest) -> HttpResponse:
    opening = opening_of(standings(villages_of(request), today()), today())
    if request.method == "POST" and "join" in request.POST:
        return join(request, opening)
    if request.method == "GET" and opening.term:
        return page(request, opening, join_form=join_form(request, opening))
    return begin(request, opening)


def villages_of(request: AccountRequest) -> DivisionQuerySet:
    return Division.objects.of(request.user).villages()


def page(request: AccountRequest, opening: Opening, **forms: BeginForm | JoinForm | None) -> HttpResponse:
    shown = {
        "nav": "board",
        "county": request.user.division,
        "opening": opening,
        "with_residents": Resident.objects.of(request.user).order_by().values("village_id").distinct().count(),
        **forms,
    }
    status = 400 if any(form.errors for form in forms.values() if form) else 200
    return render(request, "reporting/begin.html", shown, status=status)


# Beginning it


def begin(request: AccountRequest, opening: Opening) -> HttpResponse:
    """Asks for the plan, asks once more, and gives every village its election."""
    county = request.user.division
    first = {"term_no": opening.last_number + 1 if opening.last_number else None}
    form = BeginForm(request.POST or None, county=county.pk, today=today(), initial=first)
    if not form.is_valid() or wants_to_go_back(request):
        return page(request, opening, begin_form=form)
    year, term_no, planned_on = (form.cleaned_data[key] for key in ("year", "term_no", "planned_on"))
    villages = list(villages_of(request))
    actions.refuse_to_open(county, {village.pk for village in villages}, year, rules_for(county.pk, planned_on))
    if not is_sure(request):
        asked = {
            "nav": "board",
            "county": county,
            "opening": opening,
            "year": year,
            "nth": nth(term_no),
            "kept": kept(form),
            "proposed": proposed_day_in(county.pk, planned_on, today()),
        }
        return render(request, "reporting/begin_ask.html", asked)
    made = actions.open_general_election(
        county, villages, year=year, term_no=term_no, planned_on=planned_on, by=request.user.username, at=now()
    )
    said = {"county": place_words(county.name), "term": either(*nth(term_no)), "count": len(made)}
    messages.success(request, _("%(county)s%(term)s村民委员会换届选举已经开始，%(count)d 个村。") % said)
    return redirect("board")


# Villages that came later


def join_form(request: AccountRequest, opening: Opening) -> JoinForm | None:
    if opening.term is None or not opening.outside:
        return None
    return JoinForm(
        request.POST or None,
        county=request.user.division_id,
        year=opening.term.year,
        initial={"planned_on": opening.term.planned_on},
    )


def join(request: AccountRequest, opening: Opening) -> HttpResponse:
    """Gives the villages that were imported later their election of the same term."""
    form = join_form(request, opening)
    if form is None or opening.term is None:
        return redirect("open_general_election")
    if not form.is_valid():
        return page(request, opening, join_form=form)
    made = actions.open_general_election(
        request.user.division,
        opening.outside,
        year=opening.term.year,
        term_no=opening.term.number,
        planned_on=form.cleaned_data["planned_on"],
        by=request.user.username,
        at=now(),
    )
    messages.success(request, _("已加入本届选举，%(count)d 个村。") % {"count": len(made)})
    return redirect("board")
