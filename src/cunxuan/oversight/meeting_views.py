"""Meetings: the list with the day on which the next is due, one with its agenda, its minutes as a paper."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cunxuan.offices.models import Division
from cunxuan.offices.papers import head_of_place
from cunxuan.offices.policy import AccountRequest, allow
from cunxuan.records.papers import file_of
from cunxuan.rendering.forms.O49.wording import blank
from cunxuan.web.clock import now, today

from . import meeting_actions as actions
from .meeting_forms import KINDS, ItemForm, MeetingForm, MinutesForm, SubjectForm, WhyForm
from .meeting_papers import on_paper
from .models import Meeting, MeetingItem, MeetingKind
from .policy import OFFICES
from .task_queries import line_of, open_problems, owners_for

PAGE = 50
EITHER_WAY = ("GET", "POST")


@allow(*OFFICES)
@require_http_methods(EITHER_WAY)
def meetings(request: AccountRequest) -> HttpResponse:
    """The meetings of the account's place and of the places in it; a new one is called here."""
    day, place = today(), request.user.division
    form = MeetingForm(request.POST or None, initial={"on": day})
    if form.is_valid():
        said = form.cleaned_data
        meeting = actions.call_meeting(place, **said, by=request.user, at=now())
        messages.success(request, _("会议已经安排，议程已列好。"))
        return redirect("meeting", meeting.pk)
    page = Paginator(Meeting.objects.of(request.user).select_related("place", "paper"), PAGE).get_page(
        request.GET.get("page")
    )
    context = {
        "nav": "tasks",
        "place": place,
        "form": form,
        "page": page,
        "kinds": KINDS,
        "next_by": next_by(place),
        "today": day,
        "open": open_problems(place, until=day + timedelta(days=settings.MEETING_EVERY)).count(),
    }
    return render(request, "oversight/meetings.html", context, status=400 if form.errors else 200)


def next_by(place: Division) -> Any:
    """The day by which the next coordination meeting of a place is due, by the county's rule; None before the first."""
    kept = Meeting.objects.filter(place=place, kind=MeetingKind.COORDINATION, called_off="")
    last = kept.order_by("-on").values_list("on", flat=True).first()
    return last + timedelta(days=settings.MEETING_EVERY) if last else None


@allow(*OFFICES)
@require_GET
def meeting(request: AccountRequest, pk: int) -> HttpResponse:
    return page_of(request, meeting_of(request, pk))


def meeting_of(request: AccountRequest, pk: int) -> Meeting:
    return get_object_or_404(Meeting.objects.of(request.user).select_related("place__parent", "paper"), pk=pk)


def page_of(request: AccountRequest, meeting: Meeting, wrong: forms.Form | None = None, at: int = 0) -> HttpResponse:
    """The agenda with a form for each item; one that was filled in wrongly stays as it was filled in."""
    day = today()
    items = list(meeting.items.select_related("about__owner", "about__place", "task__owner", "task__place"))
    is_open = not meeting.called_off and meeting.paper is None
    shown = [
        (
            item,
            wrong if item.number == at else item_form(request, item),
            line_of(item.about, day) if item.about else None,
            line_of(item.task, day) if item.task else None,
        )
        for item in items
    ]
    context = {
        "nav": "tasks",
        "meeting": meeting,
        "kind": KINDS[MeetingKind(meeting.kind)],
        "items": shown,
        "is_open": is_open,
        "at": at,
        "subject": wrong if isinstance(wrong, SubjectForm) else SubjectForm(),
        "minutes": wrong if isinstance(wrong, MinutesForm) else MinutesForm(initial={"venue": meeting.venue}),
        "off": wrong if isinstance(wrong, WhyForm) else WhyForm(prefix="off"),
    }
    return render(request, "oversight/meeting.html", context, status=400 if wrong else 200)


def item_form(request: AccountRequest, item: MeetingItem, data: Any = None) -> ItemForm:
    """Whoever is at home in the meeting's place, or below it, may be given what was decided."""
    inside = Division.objects.of(request.user).filter(code__startswith=item.meeting.place_id)
    return ItemForm(
        data,
        prefix=f"i{item.number}",
        initial={"said": item.said, "decided": item.decided},
        places=inside,
        owners=owners_for(item.meeting.place),
        today=today(),
        given=item.task_id is not None,
    )


@allow(*OFFICES)
@require_POST
def meeting_item_new(request: AccountRequest, pk: int) -> HttpResponse:
    meeting, form = meeting_of(request, pk), SubjectForm(request.POST)
    if not form.is_valid():
        return page_of(request, meeting, form)
    actions.add_item(meeting, subject=form.cleaned_data["subject"], by=request.user, at=now())
    return redirect("meeting", pk)


@allow(*OFFICES)
@require_POST
def meeting_item(request: AccountRequest, pk: int, number: int) -> HttpResponse:
    """Writes one item of the minutes."""
    meeting = meeting_of(request, pk)
    item = get_object_or_404(meeting.items.select_related("meeting__place"), number=number)
    form = item_form(request, item, request.POST)
    if not form.is_valid():
        return page_of(request, meeting, form, at=number)
    said = form.cleaned_data
    follows = (
        actions.Follows(said["place"], said["title"], said["owner"], said["due_on"]) if said.get("title") else None
    )
    actions.write_item(
        item, said=said["said"], decided=said["decided"], follows=follows, on=today(), by=request.user, at=now()
    )
    messages.success(request, _("第 %(number)d 项已存。") % {"number": number})
    return redirect("meeting", pk)


@allow(*OFFICES)
@require_POST
def meeting_minutes(request: AccountRequest, pk: int) -> HttpResponse:
    """Issues the minutes."""
    meeting, form = meeting_of(request, pk), MinutesForm(request.POST)
    if not form.is_valid():
        return page_of(request, meeting, form)
    paper = actions.issue_minutes(meeting, actions.Held(**form.cleaned_data), on=today(), by=request.user, at=now())
    messages.success(request, _("纪要已经发出：%(number)s。") % {"number": paper.number})
    return redirect("meeting", pk)


@allow(*OFFICES)
@require_POST
def meeting_off(request: AccountRequest, pk: int) -> HttpResponse:
    meeting, form = meeting_of(request, pk), WhyForm(request.POST, prefix="off")
    if not form.is_valid():
        return page_of(request, meeting, form)
    actions.call_off(meeting, why=form.cleaned_data["why"], by=request.user, at=now())
    messages.success(request, _("会议已经取消，没有办结的事下次再列入。"))
    return redirect("meetings")


@allow(*OFFICES)
@require_GET
def meeting_paper(request: AccountRequest, pk: int, kind: str) -> HttpResponse:
    """The agenda as it stands; issued minutes are among the papers."""
    return file_of("O49", on_paper(meeting_of(request, pk), today()), kind)


@allow(*OFFICES)
@require_GET
def meeting_blank(request: AccountRequest, kind: str) -> HttpResponse:
    return file_of("O49", blank(head_of_place(request.user.division, issued_on=today())), kind)
