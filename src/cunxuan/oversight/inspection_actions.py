"""Verbs on inspections: record a trip and what it found, issue the report every ten days, take a trip back.

Whatever is found is a task of its village from the beginning, with an owner and a day (每10天汇报).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from cunxuan.core.errors import Refusal
from cunxuan.offices.models import Account, Division
from cunxuan.records.actions import hold, issue_paper, trail
from cunxuan.records.models import IssuedPaper

from .inspection_papers import frozen_report, report_number, report_subject
from .models import Finding, Inspection, Source, TaskState
from .task_actions import NewTask, open_task


@transaction.atomic
def record_inspection(
    place: Division, *, on: date, inspectors: str, looked_at: str, today: date, by: Account, at: datetime
) -> Inspection:
    """A trip of inspectors: where, when, who, what they looked at."""
    if on > today:
        raise Refusal(
            "INSPECTION_AHEAD",
            f"{on} 还没有到。",
            "督查以后再记录。",
            f"{on} has not come.",
            "Record the trip afterwards.",
        )
    trip = Inspection.objects.create(place=place, on=on, inspectors=inspectors, looked_at=looked_at)
    facts = {"inspection": trip.pk, "on": on.isoformat()}
    trail(place.pk, "inspection_recorded", by=by.username, at=at, rows=[trip], facts=facts)
    return trip


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found in a village, who puts it right, and by when."""

    village: Division
    item: str
    text: str
    owner: Account
    rectify_by: date
    wants_paper: bool = True


@transaction.atomic
def add_finding(trip: Inspection, found: Found, *, on: date, by: Account, at: datetime) -> Finding:
    """Something that the inspectors found; it is a task at once."""
    hold(trip)
    if trip.taken_back:
        raise taken_back_already()
    assert found.village.pk.startswith(trip.place_id), "inspectors find what is in the place they went to"
    new = NewTask(
        place=found.village,
        title=found.text[:120],
        text=found.text if len(found.text) > 120 else "",
        owner=found.owner,
        due_on=found.rectify_by,
        source=Source.INSPECTION,
        source_url=reverse("inspection", args=[trip.pk]),
        wants_paper=found.wants_paper,
    )
    task = open_task(new, on=on, by=by, at=at)
    finding = Finding.objects.create(
        inspection=trip, village=found.village, item=found.item, text=found.text, task=task
    )
    facts = {"item": found.item, "text": found.text, "by": found.rectify_by.isoformat()}
    trail(found.village.pk, "finding_recorded", by=by.username, at=at, rows=[finding], facts=facts)
    return finding


@transaction.atomic
def take_back_inspection(trip: Inspection, *, why: str, by: Account, at: datetime) -> None:
    """A trip that was recorded by mistake, as long as nothing was found on it."""
    hold(trip)
    if trip.taken_back:
        raise taken_back_already()
    if trip.findings.exclude(task__state=TaskState.CLOSED).exists():
        raise Refusal(
            "INSPECTION_HAS_FINDINGS",
            "这次督查发现的问题还没有办结，不能撤回。",
            "请先把问题办结。",
            "What was found on this trip is not closed, so it cannot be taken back.",
            "Close the findings first.",
        )
    trip.taken_back = why
    trip.save()
    trail(trip.place_id, "inspection_taken_back", by=by.username, at=at, rows=[trip], facts={"why": why})


@transaction.atomic
def issue_report(place: Division, *, since: date, until: date, by: Account, at: datetime) -> IssuedPaper:
    """The inspectors' report on so many days (督查情况通报): every finding with how it stands."""
    if until < since:
        raise Refusal(
            "PERIOD_BACKWARDS",
            f"起止日期写反了：{since} 至 {until}。",
            "请核对。",
            f"The period runs backwards: {since} to {until}.",
            "Check the days.",
        )
    paper = issue_paper(
        scope=place.pk,
        subject=report_subject(place, until),
        form_id="O50",
        number=report_number(place, until),
        context=frozen_report(place, since, until, at),
        by=by.username,
        at=at,
        supersedes=latest_report(place, until),
        reason="更新" if latest_report(place, until) else "",
    )
    facts = {"since": since.isoformat(), "until": until.isoformat(), "number": paper.number}
    trail(place.pk, "inspection_report_issued", by=by.username, at=at, rows=[paper], facts=facts)
    return paper


def latest_report(place: Division, until: date) -> IssuedPaper | None:
    """The report on the same day, which a newer one supersedes."""
    return IssuedPaper.objects.filter(subject=report_subject(place, until), superseded_by__isnull=True).last()


def taken_back_already() -> Refusal:
    return Refusal(
        "INSPECTION_TAKEN_BACK",
        "这次督查已经撤回。",
        "请重新记录一次。",
        "This trip was taken back.",
        "Record another one.",
    )
