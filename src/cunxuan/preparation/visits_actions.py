"""Verbs on visits: record one, take one back that was recorded by mistake, note what became of its follow-up.

A visit is typed at a door, often without network, and sent later. It carries a key that was made on the telephone: the
same visit sent again is the same row and the same answer, so that a line that breaks after the server has committed
costs nothing. The trail of the village says that visits were recorded, never who was visited or what was said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from cunxuan.core.errors import Refusal
from cunxuan.core.situation import CLARITIES, VISIT_KINDS
from cunxuan.offices.models import Division
from cunxuan.records.actions import locked_head, trail
from cunxuan.web.clock import COUNTY_TIME

from .models import Visit

TABLE = Visit._meta.db_table
#: A visit older than this belongs to no preparation that is under way.
OLDEST = timedelta(days=2 * 365)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewVisit:
    """A visit as it was typed; `key` is the telephone's own name for it."""

    key: UUID
    kind: str
    person: str
    on: date
    visitors: str
    found_out: Mapping[str, str] = field(default_factory=dict)  # clarity -> text
    follow_up: str = ""
    follow_by: date | None = None


def record_visit(village: Division, came: NewVisit, *, by: str, at: datetime) -> tuple[Visit, bool]:
    """Records a visit; the row, and whether it is new. Sent again it is the row that is there."""
    (visit,), new = record_visits(village, [came], by=by, at=at)
    return visit, new == 1


@transaction.atomic
def record_visits(
    village: Division, arrived: Iterable[NewVisit], *, by: str, at: datetime
) -> tuple[tuple[Visit, ...], int]:
    """Records visits of one village as one act; those that are there already stay as they are."""
    locked_head(village.code)  # the same visit on two lines at once: the second waits and finds the first
    wanted = list(arrived)
    there = {visit.key: visit for visit in Visit.objects.filter(key__in=[came.key for came in wanted])}
    for came in wanted:
        refuse(came, at)
        refuse_another(came, there.get(came.key), village, by)
    fresh = {came.key: row_of(village, came, by=by, at=at) for came in wanted if came.key not in there}
    Visit.objects.bulk_create(fresh.values())
    found = tuple((there | fresh)[came.key] for came in wanted)
    if not fresh:
        return found, 0
    trail(village.code, "visits_recorded", by=by, at=at, batches=[TABLE], facts={"count": len(fresh)})
    return found, len(fresh)


def row_of(village: Division, came: NewVisit, *, by: str, at: datetime) -> Visit:
    return Visit(village=village, recorded_by=by, recorded_at=at, **values_of(came))


def values_of(came: NewVisit) -> dict[str, object]:
    return {
        "key": came.key,
        "kind": came.kind,
        "person": came.person,
        "on": came.on,
        "visitors": came.visitors,
        **{clarity: came.found_out.get(clarity, "") for clarity in CLARITIES},
        "follow_up": came.follow_up,
        "follow_by": came.follow_by,
    }


def refuse(came: NewVisit, at: datetime) -> None:
    assert came.kind in VISIT_KINDS, came.kind
    today = at.astimezone(COUNTY_TIME).date()
    if came.on > today:
        raise Refusal(
            "VISIT_NOT_YET",
            f"走访日期 {came.on} 还没有到。",
            "请填实际走访的那一天。",
            f"The day of the visit, {came.on}, has not come yet.",
            "Give the day on which it took place.",
        )
    if came.on < today - OLDEST:
        raise Refusal(
            "VISIT_TOO_OLD",
            f"走访日期 {came.on} 早于这次选举准备。",
            "请核对年份。",
            f"The day of the visit, {came.on}, is older than this preparation.",
            "Check the year.",
        )


def refuse_another(came: NewVisit, there: Visit | None, village: Division, by: str) -> None:
    """A key that is there stands for the same visit of the same village, typed by the same person, or for none."""
    if there is None:
        return
    same = all(getattr(there, name) == value for name, value in values_of(came).items())
    if not same or there.village_id != village.code or there.recorded_by != by:
        raise Refusal(
            "VISIT_KEY_TAKEN",
            "这份走访记录已经收到过，内容不一样，没有再存。",
            "要改的，先撤回原来那一份，再重新登记。",
            "This visit arrived before with other contents; nothing was kept now.",
            "To change it, take the earlier one back and record it anew.",
        )


@transaction.atomic
def take_back_visit(visit: Visit, *, why: str, by: str, at: datetime) -> None:
    """A visit recorded by mistake counts no more; it stays readable with the reason."""
    locked_head(visit.village_id)
    visit.refresh_from_db()
    refuse_taken_back(visit)
    visit.taken_back_on, visit.taken_back_why = at.astimezone(COUNTY_TIME).date(), why
    visit.save()
    trail(visit.village_id, "visit_taken_back", by=by, at=at, batches=[TABLE])


@transaction.atomic
def finish_follow_up(visit: Visit, *, on: date, how: str, by: str, at: datetime) -> None:
    """What was promised at the door was done, on this day and in this way."""
    locked_head(visit.village_id)
    visit.refresh_from_db()
    refuse_taken_back(visit)
    if not visit.follow_up or on < visit.on or on > at.astimezone(COUNTY_TIME).date():
        raise Refusal(
            "FOLLOW_UP_DAY",
            "这一天不能办结这件跟进的事。",
            "办结日期不早于走访日期，也不晚于今天。",
            "The follow-up cannot have been done on this day.",
            "It is done on a day from the visit to today.",
        )
    visit.followed_on, visit.followed_how = on, how
    visit.save()
    trail(visit.village_id, "visit_followed_up", by=by, at=at, batches=[TABLE], facts={"on": on.isoformat()})


def refuse_taken_back(visit: Visit) -> None:
    if visit.taken_back_on:
        raise Refusal(
            "VISIT_TAKEN_BACK",
            f"这份走访记录已于 {visit.taken_back_on} 撤回。",
            "要重新登记的，另写一份。",
            f"This visit was taken back on {visit.taken_back_on}.",
            "Record another one if needed.",
        )
