"""The minutes of a meeting on paper (O49)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from cunxuan.offices.papers import head_of_place
from cunxuan.records.papers import frozen
from cunxuan.rendering.forms.O49 import context as o49

from .models import Meeting, MeetingItem, MeetingKind


def number_of(meeting: Meeting) -> str:
    """第 n 次 of its kind in its place and year, those called off not counted."""
    same = Meeting.objects.filter(place=meeting.place, kind=meeting.kind, on__year=meeting.on.year, called_off="")
    before = same.filter(on__lt=meeting.on).count() + same.filter(on=meeting.on, pk__lte=meeting.pk).count()
    return f"{meeting.place.name}{MeetingKind(meeting.kind).label}〔{meeting.on.year}〕{before}号"


def frozen_minutes(meeting: Meeting, on: date, at: datetime) -> dict[str, Any]:
    return frozen("O49", on_paper(meeting, on, at))


def on_paper(meeting: Meeting, on: date, at: datetime | None = None) -> o49.Minutes:
    """As it stands: with a moment for its figures once it is issued."""
    items = meeting.items.select_related("task__owner", "task__place")
    return o49.Minutes(
        paper=head_of_place(meeting.place, issued_on=on, figures_at=at, number=number_of(meeting) if at else ""),
        kind=MeetingKind(meeting.kind).label,
        held_on=meeting.on,
        venue=meeting.venue,
        chaired_by=meeting.chaired_by,
        recorded_by=meeting.recorded_by,
        attended=meeting.attended,
        absent=meeting.absent,
        items=tuple(map(item_of, items)),
    )


def item_of(item: MeetingItem) -> o49.Item:
    task = item.task
    follows = (
        {"task": task.title, "place": task.place.name, "owner": task.owner.name, "due_on": task.due_on} if task else {}
    )
    return o49.Item(subject=item.subject, said=item.said, decided=item.decided, **follows)  # type: ignore[arg-type]
