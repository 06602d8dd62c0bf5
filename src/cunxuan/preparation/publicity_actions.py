"""Verbs of publicity: record a piece of it with its photographs; the county's own questions and slogans; undo each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from cunxuan.core.errors import Refusal
from cunxuan.core.law import rules_for
from cunxuan.offices.models import Division
from cunxuan.records.actions import attach, locked_head, trail
from cunxuan.records.models import Attachment

from .models.publicity import CountyText, PublicityItem, TextKind


@dataclass(frozen=True, slots=True, kw_only=True)
class NewItem:
    """A piece of publicity as it was done."""

    kind: str
    title: str
    begins_on: date
    ends_on: date
    copies: int
    pages: int = 0
    where: str = ""
    to_every_village: bool = False
    note: str = ""


@transaction.atomic
def record_publicity(place: Division, items: Iterable[NewItem], *, by: str, at: datetime) -> list[PublicityItem]:
    """Records what was printed, broadcast or hung up by a place."""
    rows = []
    for one in items:
        if one.ends_on < one.begins_on:
            raise Refusal(
                "PUBLICITY_ENDS_BEFORE",
                f"“{one.title}”结束日期 {one.ends_on} 早于开始日期 {one.begins_on}。",
                "请核对两个日期。",
                f"“{one.title}” ends on {one.ends_on}, before {one.begins_on}.",
                "Check the two days.",
            )
        rows.append(
            PublicityItem.objects.create(
                place=place,
                kind=one.kind,
                title=one.title,
                begins_on=one.begins_on,
                ends_on=one.ends_on,
                copies=one.copies,
                pages=one.pages,
                where=one.where,
                to_every_village=one.to_every_village,
                note=one.note,
                recorded_by=by,
                recorded_at=at,
            )
        )
    facts = {"count": len(rows), "title": rows[0].title if len(rows) == 1 else ""}
    trail(place.pk, "publicity_recorded", by=by, at=at, rows=rows, facts=facts)
    return rows


def add_photograph(item: PublicityItem, content: bytes, *, by: str, at: datetime) -> Attachment:
    """Keeps a photograph of a piece of publicity."""
    refuse_taken_back(item)
    return attach(scope=item.place_id, subject=item.subject, content=content, by=by, at=at)


@transaction.atomic
def take_back_publicity(item: PublicityItem, *, on: date, why: str, by: str, at: datetime) -> None:
    """It was recorded by mistake; both the entry and the reason stay."""
    refuse_taken_back(item)
    item.taken_back_on, item.taken_back_why = on, why
    item.save(update_fields=["taken_back_on", "taken_back_why"])
    facts = {"title": item.title, "why": why}
    trail(item.place_id, "publicity_taken_back", by=by, at=at, rows=[item], facts=facts)


def refuse_taken_back(item: PublicityItem) -> None:
    if item.taken_back_on is not None:
        raise Refusal(
            "TAKEN_BACK_BEFORE",
            f"“{item.title}”已经撤回：{item.taken_back_why}。",
            "请重新登记。",
            f"“{item.title}” was taken back: {item.taken_back_why}.",
            "Record it anew.",
        )


# The county's own texts


@dataclass(frozen=True, slots=True)
class NewQuestion:
    """A question that the library does not have, with its answer and the text of law it rests on."""

    phase: str
    text: str
    answer: str
    source: str


@transaction.atomic
def add_question(county: Division, new: NewQuestion, *, on: date, by: str, at: datetime) -> CountyText:
    """The county answers a question of its own, under the law in force there on that day."""
    row = CountyText.objects.create(
        county=county,
        kind=TextKind.QUESTION,
        phase=new.phase,
        text=new.text,
        answer=new.answer,
        source=new.source,
        on=on,
        pack=rules_for(county.pk, on).name,
        recorded_by=by,
    )
    trail(county.pk, "question_added", by=by, at=at, rows=[row], facts={"text": new.text})
    return row


@transaction.atomic
def add_slogan(county: Division, text: str, *, on: date, by: str, at: datetime) -> CountyText:
    row = CountyText.objects.create(county=county, kind=TextKind.SLOGAN, text=text, on=on, recorded_by=by)
    trail(county.pk, "slogan_added", by=by, at=at, rows=[row], facts={"text": text})
    return row


@transaction.atomic
def withdraw_text(
    county: Division, kind: TextKind, *, row: CountyText | None, key: str, on: date, why: str, by: str, at: datetime
) -> CountyText:
    """Takes a question or slogan down: one of the county's own, or one of the library by its key."""
    locked_head(county.pk)
    if row is None:
        row, _ = CountyText.objects.get_or_create(
            county=county, kind=kind, key=key, defaults={"on": on, "recorded_by": by}
        )
    if row.withdrawn_on is not None:
        raise Refusal(
            "WITHDRAWN_BEFORE",
            f"这一条已经撤下：{row.withdrawn_why}。",
            "不用再撤。",
            f"It was taken down before: {row.withdrawn_why}.",
            "Nothing is left to do.",
        )
    row.withdrawn_on, row.withdrawn_why = on, why
    row.save(update_fields=["withdrawn_on", "withdrawn_why"])
    facts = {"kind": str(kind), "text": row.text or row.key, "why": why}
    trail(county.pk, "text_withdrawn", by=by, at=at, rows=[row], facts=facts)
    return row


@transaction.atomic
def put_text_back(row: CountyText, *, by: str, at: datetime) -> None:
    """Shows a question or slogan again that was taken down."""
    row.withdrawn_on, row.withdrawn_why = None, ""
    row.save(update_fields=["withdrawn_on", "withdrawn_why"])
    facts = {"kind": row.kind, "text": row.text or row.key}
    trail(row.county_id, "text_put_back", by=by, at=at, rows=[row], facts=facts)
