"""The report of the inspectors on paper (O50)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from cunxuan.offices.models import Division
from cunxuan.offices.papers import head_of_place
from cunxuan.records.papers import frozen
from cunxuan.rendering.forms.O50 import context as o50

from .models import Finding, Inspection, Item, Task, TaskState


def report_subject(place: Division, until: date) -> str:
    return f"inspections.{place.pk}.{until.isoformat()}"


def report_number(place: Division, until: date) -> str:
    return f"{place.name}督查〔{until.year}〕{until.month:02}{until.day:02}号"


def frozen_report(place: Division, since: date, until: date, at: datetime) -> dict[str, Any]:
    return frozen("O50", on_paper(place, since, until, until, at))


def on_paper(
    place: Division, since: date, until: date, today: date, at: datetime | None = None
) -> o50.InspectionReport:
    trips = Inspection.objects.filter(place__code__startswith=place.pk, on__range=(since, until), taken_back="")
    found = Finding.objects.filter(inspection__in=trips).select_related("village", "task__owner")
    found = found.order_by("village", "pk")
    places = dict.fromkeys(trips.order_by("place").values_list("place__name", flat=True))
    return o50.InspectionReport(
        paper=head_of_place(place, issued_on=today, figures_at=at, number=report_number(place, until) if at else ""),
        since=since,
        until=until,
        trips=trips.count(),
        places="、".join(places),
        closed=sum(one.task.state == TaskState.CLOSED for one in found),
        overdue=sum(is_overdue(one.task, today) for one in found),
        found=tuple(found_of(one, today) for one in found),
    )


def is_overdue(task: Task, today: date) -> bool:
    return task.state != TaskState.CLOSED and task.due_on < today


def found_of(one: Finding, today: date) -> o50.Found:
    return o50.Found(
        village=one.village.name,
        item=Item(one.item).label,
        text=one.text,
        owner=one.task.owner.name,
        rectify_by=one.task.due_on,
        standing=standing_of(one.task, today),
    )


def standing_of(task: Task, today: date) -> str:
    if task.closed_on:
        return f"{task.closed_on.month}月{task.closed_on.day}日办结"
    if is_overdue(task, today):
        return f"逾期 {(today - task.due_on).days} 天"
    return "已报告，待核对" if task.state == TaskState.REPORTED else "整改中"
