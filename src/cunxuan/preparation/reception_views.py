"""The rota of receptions: read by everybody who works on the election, kept by the county and the townships."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cunxuan.offices.models import Division, Level, Role, places_above
from cunxuan.offices.papers import head_of_place
from cunxuan.offices.policy import EVERYONE, AccountRequest, allow
from cunxuan.records.papers import file_of
from cunxuan.rendering.forms.O12 import context as o12
from cunxuan.web.clock import now, today

from . import reception_actions as actions
from .models import ReceptionDay
from .reception_forms import CallOffForm, DayForm, RotaForm
from .visits_views import EITHER_WAY

KEEPS = (Role.COUNTY, Role.TOWNSHIP)
NAV = "preparation"
PAGE = 50


@allow(*EVERYONE)
@require_GET
def receptions(request: AccountRequest) -> HttpResponse:
    """Today and the days to come first, those of one's own place and above; the others and the past behind a word."""
    user, past = request.user, "past" in request.GET
    wanted, place = request.GET.get("q", "").strip()[:40], request.GET.get("place", "")[:9]
    rows = ReceptionDay.objects.of(user).select_related("place")
    if wanted:
        rows = rows.filter(Q(leader__icontains=wanted) | Q(where__icontains=wanted))
    elif place:
        rows = rows.filter(place=place)
    else:
        rows = rows.filter(place__in=(user.division_id, *places_above(user.division_id)))
    rows = rows.filter(on__lt=today()).order_by("-on", "place", "pk") if past else rows.from_day(today())
    shown = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    may = user.division_id if user.role in KEEPS else None
    context = {
        "nav": NAV,
        "rows": [(row, may is not None and row.place_id.startswith(may)) for row in shown],
        "page": shown,
        "past": past,
        "wanted": wanted,
        "place": place,
        "townships": Division.objects.of(user).filter(level=Level.TOWNSHIP) if user.role == Role.COUNTY else (),
        "today": today(),
        "keeps": request.user.role in KEEPS,
    }
    return render(request, "preparation/receptions.html", context)


@allow(*KEEPS)
@require_http_methods(EITHER_WAY)
def reception_rota(request: AccountRequest) -> HttpResponse:
    """Leaders take turns."""
    form = RotaForm(request.POST or None, today=today())
    if form.is_valid():
        asked = form.cleaned_data
        days = actions.in_turn(
            asked["leaders"], asked["first"], asked["last"], hours=asked["hours"], where=asked["where"]
        )
        rows = actions.plan_receptions(request.user.division, days, by=request.user.username, at=now())
        messages.success(request, _("已安排 %(count)d 天接访。") % {"count": len(rows)})
        return redirect("receptions")
    return page(request, form, title=_("排接访日程"), button=_("排日程"))


@allow(*KEEPS)
@require_http_methods(EITHER_WAY)
def reception_new(request: AccountRequest) -> HttpResponse:
    form = DayForm(request.POST or None, today=today())
    if form.is_valid():
        actions.plan_receptions(request.user.division, [form.value()], by=request.user.username, at=now())
        messages.success(request, _("已安排接访。"))
        return redirect("receptions")
    return page(request, form, title=_("安排一天接访"), button=_("安排接访"))


@allow(*KEEPS)
@require_http_methods(EITHER_WAY)
def reception_change(request: AccountRequest, pk: int) -> HttpResponse:
    row = own_row(request, pk)
    form = DayForm(request.POST or None, today=today(), row=row)
    if form.is_valid():
        actions.change_reception(row, form.value(), by=request.user.username, at=now())
        messages.success(request, _("已更改接访安排。"))
        return redirect("receptions")
    return page(request, form, title=_("更改接访安排"), button=_("保存更改"))


@allow(*KEEPS)
@require_http_methods(EITHER_WAY)
def reception_call_off(request: AccountRequest, pk: int) -> HttpResponse:
    row = own_row(request, pk)
    form = CallOffForm(request.POST or None)
    if form.is_valid():
        why = form.cleaned_data["why"]
        actions.call_off_reception(row, on=today(), why=why, by=request.user.username, at=now())
        messages.success(request, _("已取消接访。"))
        return redirect("receptions")
    return page(request, form, title=_("取消接访"), button=_("取消接访"), row=row)


def own_row(request: AccountRequest, pk: int) -> ReceptionDay:
    """A day that the account may change: its own, or for the county also one of its townships'."""
    mine = Q(place__code__startswith=request.user.division_id)
    rows = ReceptionDay.objects.of(request.user).filter(mine).select_related("place")
    return get_object_or_404(rows, pk=pk)


def page(request: AccountRequest, form: Any, **shown: Any) -> HttpResponse:
    status = 400 if form.errors else 200
    return render(request, "preparation/reception_form.html", {"nav": NAV, "form": form, **shown}, status=status)


@allow(*EVERYONE)
@require_GET
def receptions_paper(request: AccountRequest, kind: str) -> HttpResponse:
    """O12 of the account's own place; a village's committee prints that of its township."""
    user = request.user
    place = user.division.parent if user.role == Role.COMMITTEE and user.division.parent else user.division
    rows = ReceptionDay.objects.of(user).standing().filter(place=place).from_day(today())
    days = tuple(
        o12.Day(
            on=row.on,
            hours=row.hours,
            leader=row.leader,
            post=row.post,
            place=row.where,
            phone=row.phone,
            note=row.note,
        )
        for row in rows
    )
    head = head_of_place(place, issued_on=today(), figures_at=now())
    return file_of("O12", o12.ReceptionRota(paper=head, days=days), kind)
