"""Verbs on meetings: call one with its agenda, write down what was said and decided, issue the minutes, call it off.

The agenda of an office's meeting is what is open in its place (协调会议制度): nothing that was found leaves it until it
is closed. What is decided becomes a task.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from cunxuan.core.errors import Refusal
from cunxuan.offices.models import Account, Division
from cunxuan.records.actions import hold, issue_paper, trail
from cunxuan.records.models import IssuedPaper

from .meeting_papers import frozen_minutes, number_of
from .models import Meeting, MeetingItem, Source
from .task_actions import NewTask, open_task
from .task_queries import open_problems


@transaction.atomic
def call_meeting(
    place: Division, *, kind: str, on: date, venue: str, subjects: Iterable[str] = (), by: Account, at: datetime
) -> Meeting:
    """Calls a meeting. Its agenda: what is overdue or due until then in the place, then the subjects given."""
    meeting = Meeting.objects.create(place=place, kind=kind, on=on, venue=venue)
    due = [(task.title, task) for task in open_problems(place, until=on)]
    agenda = [*due, *((subject, None) for subject in subjects)]
    items = [
        MeetingItem(meeting=meeting, number=number, subject=subject, about=task)
        for number, (subject, task) in enumerate(agenda, start=1)
    ]
    for item in items:
        item.save()
    facts = {"meeting": meeting.pk, "on": on.isoformat(), "items": len(items)}
    trail(place.pk, "meeting_called", by=by.username, at=at, rows=[meeting, *items], facts=facts)
    return meeting


@transaction.atomic
def add_item(meeting: Meeting, *, subject: str, by: Account, at: datetime) -> MeetingItem:
    """Puts one more subject on the agenda."""
    hold(meeting)
    refuse_unless_open(meeting)
    number = meeting.items.count() + 1
    item = MeetingItem.objects.create(meeting=meeting, number=number, subject=subject)
    facts = {"meeting": meeting.pk, "number": number}
    trail(meeting.place_id, "meeting_item_added", by=by.username, at=at, rows=[item], facts=facts)
    return item


@dataclass(frozen=True, slots=True)
class Follows:
    """What is to be done after an item, by whom, by when, where."""

    place: Division
    title: str
    owner: Account
    due_on: date


@transaction.atomic
def write_item(
    item: MeetingItem, *, said: str, decided: str, follows: Follows | None, on: date, by: Account, at: datetime
) -> None:
    """Writes down what was said and decided on an item; a decision that asks for something is a task at once."""
    meeting = item.meeting
    hold(meeting)
    refuse_unless_open(meeting)
    item.refresh_from_db()
    item.said, item.decided = said, decided
    if follows and item.task is None:
        new = NewTask(
            place=follows.place,
            title=follows.title,
            text=decided,
            owner=follows.owner,
            due_on=follows.due_on,
            source=Source.MEETING,
            source_url=reverse("meeting", args=[meeting.pk]),
        )
        item.task = open_task(new, on=on, by=by, at=at)
    item.save()
    facts = {"meeting": meeting.pk, "number": item.number}
    trail(meeting.place_id, "meeting_item_written", by=by.username, at=at, rows=[item], facts=facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """How a meeting was held."""

    chaired_by: str
    recorded_by: str
    attended: str
    absent: str = ""
    venue: str = ""


@transaction.atomic
def issue_minutes(meeting: Meeting, held: Held, *, on: date, by: Account, at: datetime) -> IssuedPaper:
    """Issues the minutes (协调会议纪要) as a numbered paper; from then on nothing in them changes."""
    hold(meeting)
    refuse_unless_open(meeting)
    refuse_to_issue(meeting, on)
    meeting.chaired_by, meeting.recorded_by = held.chaired_by, held.recorded_by
    meeting.attended, meeting.absent = held.attended, held.absent
    meeting.venue = held.venue or meeting.venue
    meeting.paper = issue_paper(
        scope=meeting.place_id,
        subject=meeting.subject,
        form_id="O49",
        number=number_of(meeting),
        context=frozen_minutes(meeting, on, at),
        by=by.username,
        at=at,
    )
    meeting.save()
    facts = {"meeting": meeting.pk, "number": meeting.paper.number}
    trail(meeting.place_id, "minutes_issued", by=by.username, at=at, rows=[meeting, meeting.paper], facts=facts)
    return meeting.paper


@transaction.atomic
def call_off(meeting: Meeting, *, why: str, by: Account, at: datetime) -> None:
    """It is not held; its agenda comes back at the next."""
    hold(meeting)
    refuse_unless_open(meeting)
    meeting.called_off = why
    meeting.save()
    facts = {"meeting": meeting.pk, "why": why}
    trail(meeting.place_id, "meeting_called_off", by=by.username, at=at, rows=[meeting], facts=facts)


# -- refusals ---------------------------------------------------------------------------------------------------------


def refuse_unless_open(meeting: Meeting) -> None:
    if meeting.called_off:
        raise Refusal(
            "MEETING_CALLED_OFF",
            "这次会议已经取消。",
            "请另开一次会议。",
            "This meeting was called off.",
            "Call another one.",
        )
    if meeting.paper is not None:
        raise Refusal(
            "MINUTES_ISSUED",
            f"这次会议的纪要已经发出（{meeting.paper.number}）。",
            "要补充的，写在下一次会议里。",
            f"The minutes of this meeting are issued ({meeting.paper.number}).",
            "Add what is missing at the next meeting.",
        )


def refuse_to_issue(meeting: Meeting, on: date) -> None:
    if on < meeting.on:
        raise Refusal(
            "MEETING_AHEAD",
            f"会议定在 {meeting.on}，还没有开。",
            "开完以后再发纪要。",
            f"The meeting is on {meeting.on} and has not been held.",
            "Issue the minutes afterwards.",
        )
    silent = [item.number for item in meeting.items.all() if not item.decided]
    if silent:
        raise Refusal(
            "MINUTES_NOT_WHOLE",
            f"第 {'、'.join(map(str, silent))} 项还没有写议定的意见。",
            "没有讨论的，也请写明“留待下次”。",
            f"Nothing is written on what was decided on item {', '.join(map(str, silent))}.",
            "Where it was not discussed, write that it is left for the next meeting.",
        )
