"""Contexts of the papers of training and publicity: O13 sign-in and record, O14 test, O15 slogans, O16 leaflet."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings

from cunxuan.core.explanations import Citation
from cunxuan.core.law import rules_for
from cunxuan.core.quiz import quiz_under
from cunxuan.offices.models import Division
from cunxuan.offices.papers import head_of_place
from cunxuan.rendering.forms.O13.context import Row, TrainingRecord
from cunxuan.rendering.forms.O13_1.context import Certificates, Trained
from cunxuan.rendering.forms.O14.context import Item, Quiz
from cunxuan.rendering.forms.O15.context import Slogans
from cunxuan.rendering.forms.O16.context import Entry, Leaflet
from cunxuan.rendering.forms.O16.context import Phase as Printed
from cunxuan.rendering.paper import Basis, Paper, Seal
from cunxuan.web.clock import COUNTY_TIME

from .models.training import Attendance, Session, Way
from .publicity_queries import Phase, Shown


def record_of(session: Session, people: Iterable[Attendance], today: date, at: datetime) -> TrainingRecord:
    """The list of a session as it stands."""
    begins, ends = (moment.astimezone(COUNTY_TIME).time() for moment in (session.begins_at, session.ends_at))
    return TrainingRecord(
        paper=sheet_of(session.place, today, at),
        title=session.title,
        on=session.on,
        begins=begins,
        ends=ends,
        hours=session.hours,
        venue=session.venue,
        lecturer=session.lecturer,
        duties=tuple(zh for zh, _en in session.duty_words),
        with_test=session.with_test,
        pass_line=session.pass_line,
        rows=tuple(row_of(one) for one in people),
    )


def certificates_of(session: Session, people: Iterable[Attendance], today: date, at: datetime) -> Certificates:
    """For those who were there and, where there was a test, passed it."""
    return Certificates(
        paper=sheet_of(session.place, today, at),
        title=session.title,
        on=session.on,
        hours=session.hours,
        people=tuple(
            Trained(name=one.name, unit=one.unit, duty=one.duty_words[0], score=one.score)
            for one in people
            if not session.with_test or (one.score is not None and one.score >= session.pass_line)
        ),
    )


def row_of(one: Attendance) -> Row:
    signed = f"扫码 {one.signed_at.astimezone(COUNTY_TIME):%H:%M}" if one.way == Way.PHONE else "名单登记"
    return Row(name=one.name, unit=one.unit, duty=one.duty_words[0], signed=signed, score=one.score)


def sheet_of(place: Division, today: date, at: datetime | None = None) -> Paper:
    """A working sheet: it is not issued, so nobody seals it."""
    return head_of_place(place, issued_on=today, figures_at=at, seal=Seal.NONE)


def quiz_of(place: Division, today: date, *, with_answers: bool) -> Quiz:
    """The test under the law of the place on this day."""
    items = tuple(
        Item(
            asked=one.asked[0],
            options=tuple(zh for zh, _en in one.options),
            answer=one.answer[0],
            basis=basis_of(one.citation) if one.citation else None,
        )
        for one in quiz_under(rules_for(place.pk, today))
    )
    paper = sheet_of(place, today)
    return Quiz(paper=paper, items=items, pass_line=settings.TRAINING_PASS_LINE, with_answers=with_answers)


def basis_of(citation: Citation) -> Basis:
    return Basis(citation.words[0], citation.confirmed)


def slogans_of(county: Division, slogans: Iterable[str], today: date) -> Slogans:
    return Slogans(paper=sheet_of(county, today), slogans=tuple(slogans))


def leaflet_of(county: Division, phases: Iterable[Phase], today: date) -> Leaflet:
    """The questions that are shown, in the order of an election."""
    return Leaflet(
        paper=sheet_of(county, today),
        phases=tuple(
            Printed(heading=phase.words[0], entries=tuple(map(entry_of, phase.questions))) for phase in phases
        ),
    )


def entry_of(one: Shown) -> Entry:
    if one.answer is not None:
        bases = tuple(map(basis_of, one.answer.citations))
    else:
        assert one.own is not None
        bases = (Basis(one.own.source, confirmed=not one.stale),)
    return Entry(question=one.question[0], answer=one.text[0], bases=bases)
