"""Verbs on violations: record a lead under its code, add evidence, say what was done about it, take that back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import models, transaction

from cunxuan.core.errors import Refusal
from cunxuan.offices.models import Account, Division, Level
from cunxuan.records.actions import hold, trail

from . import complaint_refusals as refusals
from .complaint_actions import chain_of_cases
from .evidence import sealed_evidence
from .models import CaseOfficer, Complaint, Disposal, Evidence, OfficerKind, Violation
from .models.complaints import account_mark, marks_of, unit_mark
from .sealing import seal


@dataclass(frozen=True, slots=True, kw_only=True)
class NewViolation:
    """A lead: what was done, where, when, by whom; `complaint` is the report from which it comes."""

    code: str
    place: Division
    on: date
    text: str
    accused: str = ""
    accused_account: Account | None = None
    accused_unit: Division | None = None
    complaint: Complaint | None = None


@transaction.atomic
def record_violation(new: NewViolation, *, on: date, by: Account, at: datetime, key: UUID | None = None) -> Violation:
    """Takes a lead in; only an officer of discipline may."""
    refuse_lead(new, on, by)
    found = Violation(
        code=new.code,
        place=new.place,
        complaint=new.complaint,
        on=new.on,
        recorded_on=on,
        accused_account=account_mark(new.accused_account) if new.accused_account else "",
        accused_unit=unit_of(new),
        by=by,
    )
    if key is not None:
        found.pk = key
    if found.accused_account == account_mark(by) or found.accused_unit in marks_of(by.division_id):
        raise refusals.own_unit()
    keep(found, {"text": new.text, "accused": new.accused})
    found.save(force_insert=True)
    record(found, "violation_recorded", by=by, at=at)
    return found


def refuse_lead(new: NewViolation, on: date, by: Account) -> None:
    if not new.text.strip():
        raise refusals.without_a_text()
    if new.on > on:
        raise refusals.not_come(new.on)
    if not CaseOfficer.objects.serving().filter(account=by, kind=OfficerKind.DISCIPLINE).exists():
        raise refusals.not_an_officer()
    if not new.place.pk.startswith(by.division_id):
        raise refusals.of_another_place(new.place)
    if new.accused_unit is not None and new.accused_unit.level == Level.COUNTY:
        raise refusals.the_county_itself()


def unit_of(new: NewViolation) -> str:
    """As given, else where the account works, else as it is in the report from which the lead comes."""
    unit = new.accused_unit or (new.accused_account.division if new.accused_account else None)
    if unit is not None and unit.level != Level.COUNTY:
        return unit_mark(unit)
    return new.complaint.accused_unit if new.complaint else ""


@transaction.atomic
def add_evidence(found: Violation, content: bytes, *, on: date, by: Account, at: datetime) -> Evidence:
    """A photograph or scan, sealed: it never lies on the disk as it is."""
    hold(found)
    piece = sealed_evidence(found, content, on=on, by=by)
    record(found, "evidence_added", by=by, at=at, rows=[piece])
    return piece


@transaction.atomic
def dispose(
    found: Violation, *, disposal: str, organ: str, disposed_on: date, words: str, on: date, by: Account, at: datetime
) -> None:
    """What was done about it, by which organ, on which day (处置); said again, it takes the place of what was said."""
    hold(found)
    if disposed_on > on:
        raise refusals.not_come(disposed_on)
    if disposed_on < found.on:
        raise Refusal(
            "DISPOSED_BEFORE_IT_HAPPENED",
            f"处置日期 {disposed_on} 早于发生的 {found.on}。",
            "请核对日期。",
            f"It was disposed of on {disposed_on}, before it happened on {found.on}.",
            "Check the days.",
        )
    found.disposal, found.organ, found.disposed_on = Disposal(disposal), organ, disposed_on
    keep(found, {"disposal": words})
    record(found, "violation_disposed", by=by, at=at)


@transaction.atomic
def take_back_disposal(found: Violation, *, why: str, by: Account, at: datetime) -> None:
    """What was said of the disposal was a mistake; the lead is open again."""
    hold(found)
    found.disposal, found.organ, found.disposed_on = "", "", None
    keep(found, {"disposal": "", "taken_back": why})
    record(found, "disposal_taken_back", by=by, at=at)


def keep(found: Violation, said: dict[str, str]) -> None:
    before = found.said if found.sealed else {}
    found.sealed = seal({**before, **said}, found._meta.db_table, found.pk)


def record(found: Violation, act: str, *, by: Account, at: datetime, rows: list[models.Model] | None = None) -> None:
    """Keeps the lead as it is now, and the entry of the chain of cases, which says nothing but its random name."""
    found.save()
    facts = {"violation": str(found.pk)}
    trail(chain_of_cases(found.place_id), act, by=by.username, at=at, rows=[found, *(rows or ())], facts=facts)
