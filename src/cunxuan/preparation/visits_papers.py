"""The record of a village's visits on paper (O02): one visit, all of them, or sheets for the visiting team."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from cunxuan.offices.models import Division
from cunxuan.offices.papers import head_of_place, office_of
from cunxuan.rendering.forms.O02 import context as o02
from cunxuan.rendering.paper import Paper, Seal, Status

from .models import Visit


def head_of(village: Division, on: date, figures_at: datetime | None = None, number: str = "") -> Paper:
    """The township's paper on a village; without a number it is a working sheet."""
    assert village.parent is not None, "a village lies in a township"
    return head_of_place(
        village,
        issued_on=on,
        figures_at=figures_at,
        issuer=office_of(village.parent),
        number=number,
        status=Status.ISSUED,
        seal=Seal.TOWNSHIP if number else Seal.NONE,
    )


def visits_on_paper(
    village: Division, visits: Iterable[Visit], on: date, figures_at: datetime | None
) -> o02.VisitRecords:
    return o02.VisitRecords(paper=head_of(village, on, figures_at), visits=tuple(map(record_of, visits)))


def record_of(visit: Visit) -> o02.VisitRecord:
    return o02.VisitRecord(
        kind=visit.kind_words[0],
        person=visit.person,
        on=visit.on,
        visitors=visit.visitors,
        **visit.found_out,
        follow_up=visit.follow_up,
        follow_by=visit.follow_by,
        followed_on=visit.followed_on,
    )


def blank_visits(village: Division, on: date) -> o02.VisitRecords:
    return o02.blank(head_of(village, on))
