"""Visits: the county's coverage, a village's list, one visit, the form at the door, the papers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cunxuan.core.situation import CLARITIES, VISIT_KINDS
from cunxuan.offices.models import Division, Level
from cunxuan.offices.policy import AccountRequest, allow
from cunxuan.offices.queries import villages_asked_for
from cunxuan.records.papers import file_of
from cunxuan.web.clock import now, today
from cunxuan.web.downloads import download
from cunxuan.web.policy import public
from cunxuan.web.problems import wants_json
from cunxuan.web.templatetags.cx import in_english

from . import visits_actions as actions
from .key_village_queries import key_villages
from .models import Visit
from .policy import VISITS, village_of
from .visits_coverage import Wanted, as_csv, chosen, totals
from .visits_forms import FollowedForm, VisitForm, WhyForm
from .visits_papers import blank_visits, visits_on_paper
from .visits_queries import coverage, coverage_of

EITHER_WAY = ["GET", "POST"]
PAGE = 50
NAV = "preparation"
WORKER = Path(__file__).with_name("visits_worker.js")


# -- the county, a township ---------------------------------------------------------------------------------------


@allow(*VISITS)
@require_GET
def visits(request: AccountRequest) -> HttpResponse:
    """Villages × five kinds and five clarities, with what is missing."""
    wanted = Wanted.read(request.GET)
    mine = villages_asked_for(request.user, wanted.text, wanted.township)
    every = tuple(coverage(mine, today()).values())
    found = chosen(every, wanted)
    if request.GET.get("format") == "csv":
        return download(as_csv(found, english=in_english()), f"visits-{today().isoformat()}", "csv")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    context = {
        "nav": NAV,
        "wanted": wanted,
        "page": page,
        "count": len(found),
        "totals": totals(every),
        "key": key_villages(mine),
        "townships": Division.objects.of(request.user).filter(level=Level.TOWNSHIP),
        "kinds": VISIT_KINDS,
    }
    return render(request, "preparation/visits.html", context)


# -- one village --------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Asked:
    """What a village's list is asked for; what is not understood is left out."""

    text: str
    kind: str

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Asked:
        kind = given.get("kind", "")
        return cls(given.get("q", "").strip()[:40], kind if kind in VISIT_KINDS else "")

    @property
    def filter(self) -> Q:
        found = Q(kind=self.kind) if self.kind else Q()
        if self.text:
            places = ("person", "visitors", "follow_up", *CLARITIES)
            said = Q()
            for place in places:
                said |= Q(**{f"{place}__icontains": self.text})
            found &= said
        return found


@allow(*VISITS)
@require_GET
def village_visits(request: AccountRequest, code: str) -> HttpResponse:
    village, asked = village_of(request, code), Asked.read(request.GET)
    rows = Visit.objects.of(request.user).filter(asked.filter, village=village)
    context = {
        **of_village(request, village),
        "asked": asked,
        "page": Paginator(rows, PAGE).get_page(request.GET.get("page")),
        "count": rows.count(),
        "kinds": VISIT_KINDS,
    }
    return render(request, "preparation/village_visits.html", context)


@allow(*VISITS)
@require_http_methods(EITHER_WAY)
def visit_new(request: AccountRequest, code: str) -> HttpResponse:
    """The form at the door. A telephone sends it as often as it needs: the same key is the same visit."""
    village = village_of(request, code)
    if request.POST.get("account", request.user.username) != request.user.username:
        return HttpResponse(status=401)  # typed by somebody who has signed out: it waits until they are back
    form = VisitForm(request.POST or None, today=today())
    if form.is_valid():
        visit, new = actions.record_visit(village, form.came, by=request.user.username, at=now())
        if wants_json(request):
            return JsonResponse({"url": reverse("visit", args=[code, visit.pk])}, status=201 if new else 200)
        messages.success(request, _("走访记录已存，%(person)s。") % {"person": visit.person})
        return redirect("village_visits", code)
    if form.is_bound and wants_json(request):
        return JsonResponse(wrong(form), status=400, json_dumps_params={"ensure_ascii": False})
    context = {**of_village(request, village), "form": form, "account": request.user}
    return render(request, "preparation/visit_new.html", context, status=400 if form.errors else 200)


def wrong(form: VisitForm) -> dict[str, Any]:
    """What is wrong, field by field, as the telephone shows it; and in one sentence."""
    fields = {name: [str(error) for error in errors] for name, errors in form.errors.items()}
    return {"detail": next(iter(fields.values()))[0], "fields": fields}


@allow(*VISITS)
@require_GET
def visit(request: AccountRequest, code: str, pk: int) -> HttpResponse:
    one = visit_of(request, code, pk)
    return render(request, "preparation/visit.html", {**of_village(request, one.village), "visit": one})


@allow(*VISITS)
@require_http_methods(EITHER_WAY)
def visit_take_back(request: AccountRequest, code: str, pk: int) -> HttpResponse:
    one = visit_of(request, code, pk)
    if one.taken_back_on:
        return redirect("visit", code, pk)
    form = WhyForm(request.POST or None)
    if form.is_valid():
        actions.take_back_visit(one, why=form.cleaned_data["why"], by=request.user.username, at=now())
        messages.success(request, _("已撤回这份走访记录。"))
        return redirect("village_visits", code)
    context = {**of_village(request, one.village), "visit": one, "form": form}
    return render(request, "preparation/visit_take_back.html", context, status=400 if form.errors else 200)


@allow(*VISITS)
@require_http_methods(EITHER_WAY)
def visit_follow_up(request: AccountRequest, code: str, pk: int) -> HttpResponse:
    one = visit_of(request, code, pk)
    if not one.follow_up or one.taken_back_on:
        return redirect("visit", code, pk)
    form = FollowedForm(request.POST or None, visit=one, today=today())
    if form.is_valid():
        given = form.cleaned_data
        actions.finish_follow_up(one, on=given["on"], how=given["how"], by=request.user.username, at=now())
        messages.success(request, _("已记录办结。"))
        return redirect("visit", code, pk)
    context = {**of_village(request, one.village), "visit": one, "form": form}
    return render(request, "preparation/visit_follow_up.html", context, status=400 if form.errors else 200)


@allow(*VISITS)
@require_GET
def visits_paper(request: AccountRequest, code: str, kind: str) -> HttpResponse:
    """O02: all visits of the village, or the one that is asked for; `blank` is the sheet for the team."""
    village = village_of(request, code)
    if "blank" in request.GET:
        return file_of("O02", blank_visits(village, today()), kind)
    rows = Visit.objects.of(request.user).standing().filter(village=village).order_by("on", "pk")
    return file_of("O02", visits_on_paper(village, rows, today(), now()), kind)


@allow(*VISITS)
@require_GET
def visit_paper(request: AccountRequest, code: str, pk: int, kind: str) -> HttpResponse:
    one = visit_of(request, code, pk)
    return file_of("O02", visits_on_paper(one.village, [one], today(), now()), kind)


@public
@require_GET
def visits_worker(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """The script that lets the form open without network. It lies at the root because it serves pages there."""
    return HttpResponse(WORKER.read_text("utf-8"), content_type="text/javascript; charset=utf-8")


# -- what the pages share -----------------------------------------------------------------------------------------


def of_village(request: AccountRequest, village: Division) -> dict[str, Any]:
    day = today()
    return {
        "nav": NAV,
        "village": village,
        "today": day,
        "coverage": coverage_of(village, day),
        "is_key": bool(key_villages(Division.objects.filter(pk=village.pk))),
        "clarities": CLARITIES,
        "account": request.user,
    }


def visit_of(request: AccountRequest, code: str, pk: int) -> Visit:
    village = village_of(request, code)
    one = Visit.objects.of(request.user).filter(village=village, pk=pk).first()
    if one is None:
        raise Http404
    one.village = village
    return one
