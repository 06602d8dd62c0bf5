"""Verbs of training: hold a session, sign people in, enter scores, say who has to be trained; and take each back.

A session may be entered before its day; nobody is signed in before. By telephone somebody signs in with the token that
the hall's screen shows, from an hour before the session until its end.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction

from cunxuan.core.errors import Refusal
from cunxuan.offices.models import Division, Level
from cunxuan.records.actions import locked_head, trail
from cunxuan.web.clock import COUNTY_TIME

from .models.training import Attendance, MustTrain, Session, Way
from .training_words import DUTIES

ATTENDANCES = Attendance._meta.db_table
TO_TRAIN = MustTrain._meta.db_table
#: Who signs in with a telephone has no account.
BY_PHONE = "phone"
OPENS_BEFORE = timedelta(hours=1)
#: More sign-ins by telephone within a minute than this are no hall full of people.
MOST_A_MINUTE = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSession:
    """A session as it is announced or as it was held."""

    title: str
    on: date
    begins: time
    ends: time
    hours: int
    venue: str
    lecturer: str = ""
    duties: tuple[str, ...]
    with_test: bool = False


@dataclass(frozen=True, slots=True)
class Came:
    """Somebody who was there, as the list says."""

    name: str
    unit: str
    duty: str


@transaction.atomic
def hold_session(
    place: Division, new: NewSession, *, pass_line: int, by: str, at: datetime, token: str = ""
) -> Session:
    """Enters a session; `pass_line` is the county's line for a test on this day."""
    if new.ends <= new.begins:
        raise Refusal(
            "SESSION_ENDS_BEFORE",
            f"结束时间 {new.ends:%H:%M} 不晚于开始时间 {new.begins:%H:%M}。",
            "请核对起止时间。",
            f"The session ends at {new.ends:%H:%M}, which is not after {new.begins:%H:%M}.",
            "Check the two times.",
        )
    session = Session.objects.create(
        place=place,
        title=new.title,
        on=new.on,
        begins_at=datetime.combine(new.on, new.begins, COUNTY_TIME),
        ends_at=datetime.combine(new.on, new.ends, COUNTY_TIME),
        hours=new.hours,
        venue=new.venue,
        lecturer=new.lecturer,
        duties=[key for key in DUTIES if key in new.duties],
        with_test=new.with_test,
        pass_line=pass_line,
        token=token or secrets.token_urlsafe(16),
        recorded_by=by,
        recorded_at=at,
    )
    facts = {"title": new.title, "on": new.on.isoformat(), "hours": new.hours}
    trail(place.pk, "training_entered", by=by, at=at, rows=[session], facts=facts)
    return session


@transaction.atomic
def call_off_session(session: Session, *, on: date, why: str, by: str, at: datetime) -> None:
    """The session was not held, or was entered by mistake; who was signed in counts no longer."""
    refuse_called_off(session)
    session.cancelled_on, session.cancelled_why = on, why
    session.save(update_fields=["cancelled_on", "cancelled_why"])
    facts = {"title": session.title, "why": why}
    trail(session.place_id, "training_called_off", by=by, at=at, rows=[session], facts=facts)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """How many are new, and how many were on the list already."""

    new: int
    known: int


@transaction.atomic
def sign_in(session: Session, came: Iterable[Came], *, by: str, at: datetime, way: Way = Way.LIST) -> SignedIn:
    """Puts people on the list of a session; a name with its unit stands there once, however often it is sent."""
    refuse_called_off(session)
    if at.astimezone(COUNTY_TIME).date() < session.on:
        raise not_yet(session)
    locked_head(session.place_id)
    there = set(session.attendances.standing().values_list("name", "unit"))
    wanted = {(one.name, one.unit): one for one in came}
    villages = villages_of(session.place)
    new = [
        Attendance(
            session=session,
            name=one.name,
            unit=one.unit,
            village_id=villages.get(one.unit) or own_village(session),
            duty=one.duty,
            way=way,
            signed_at=at,
        )
        for key, one in wanted.items()
        if key not in there
    ]
    if not new:
        return SignedIn(0, len(wanted))
    Attendance.objects.bulk_create(new)
    facts = {"title": session.title, "count": len(new), "way": str(way)}
    trail(session.place_id, "training_signed", by=by, at=at, batches=[ATTENDANCES], facts=facts)
    return SignedIn(len(new), len(wanted) - len(new))


def sign_in_by_phone(session: Session, one: Came, *, at: datetime) -> SignedIn:
    """Somebody in the hall signs in; only while the session is open, and never faster than a hall can."""
    if not is_open(session, at):
        raise Refusal(
            "SIGN_IN_CLOSED",
            "现在不能扫码签到：开始前一小时起，到结束为止。",
            "请找会务人员登记。",
            "Signing in by telephone is open from an hour before the session until its end.",
            "Ask the staff to put you on the list.",
        )
    minute = session.attendances.filter(way=Way.PHONE, signed_at__gt=at - timedelta(minutes=1))
    if minute.count() >= MOST_A_MINUTE:
        raise Refusal(
            "SIGN_IN_TOO_FAST",
            "一分钟里签到的人太多，这一次没有记上。",
            "请过一分钟再签，或者找会务人员登记。",
            "Too many people signed in within a minute; this was not recorded.",
            "Try again in a minute, or ask the staff.",
        )
    return sign_in(session, [one], by=BY_PHONE, at=at, way=Way.PHONE)


def is_open(session: Session, at: datetime) -> bool:
    """May somebody sign in by telephone at this moment?"""
    return session.cancelled_on is None and session.begins_at - OPENS_BEFORE <= at <= session.ends_at


@transaction.atomic
def take_back_attendance(one: Attendance, *, on: date, why: str, by: str, at: datetime) -> None:
    """Somebody was put on the list by mistake; both the entry and the reason stay."""
    if one.taken_back_on is not None:
        raise Refusal(
            "TAKEN_BACK_BEFORE",
            f"{one.name}的签到已经撤回。",
            "不用再撤。",
            f"The entry of {one.name} was taken back before.",
            "Nothing is left to do.",
        )
    one.taken_back_on, one.taken_back_why = on, why
    one.save(update_fields=["taken_back_on", "taken_back_why"])
    scope, facts = one.session.place_id, {"title": one.session.title, "why": why}
    trail(scope, "training_attendance_taken_back", by=by, at=at, batches=[ATTENDANCES], facts=facts)


@transaction.atomic
def enter_scores(session: Session, scores: Mapping[int, int | None], *, by: str, at: datetime) -> int:
    """Enters the scores of the test from the papers; None takes a score away. Returns how many changed."""
    refuse_called_off(session)
    locked_head(session.place_id)
    changed = []
    for one in session.attendances.standing().filter(pk__in=scores):
        if one.score != scores[one.pk]:
            one.score = scores[one.pk]
            changed.append(one)
    if not changed:
        return 0
    Attendance.objects.bulk_update(changed, ["score"])
    facts = {"title": session.title, "count": len(changed)}
    trail(session.place_id, "training_scored", by=by, at=at, batches=[ATTENDANCES], facts=facts)
    return len(changed)


@transaction.atomic
def name_people(village: Division, people: Sequence[tuple[str, str]], *, on: date, by: str, at: datetime) -> int:
    """Says who of a village has to be trained for which duty; who is named already stays. Returns how many are new."""
    locked_head(village.pk)
    there = set(MustTrain.objects.standing().filter(village=village).values_list("name", "duty"))
    new = [
        MustTrain(village=village, name=name, duty=duty, named_on=on)
        for name, duty in dict.fromkeys(people)
        if (name, duty) not in there
    ]
    if not new:
        return 0
    MustTrain.objects.bulk_create(new)
    trail(village.pk, "training_people_named", by=by, at=at, batches=[TO_TRAIN], facts={"count": len(new)})
    return len(new)


@transaction.atomic
def strike_person(one: MustTrain, *, on: date, why: str, by: str, at: datetime) -> None:
    """Somebody has not to be trained after all; both stay in the trail."""
    if one.dropped_on is not None:
        raise Refusal(
            "STRUCK_BEFORE",
            f"{one.name}已经去掉。",
            "不用再去。",
            f"{one.name} was struck off before.",
            "Nothing is left to do.",
        )
    one.dropped_on, one.dropped_why = on, why
    one.save(update_fields=["dropped_on", "dropped_why"])
    facts = {"duty": one.duty, "why": why}
    trail(one.village_id, "training_person_struck", by=by, at=at, batches=[TO_TRAIN], facts=facts)


# What the acts share


def villages_of(place: Division) -> dict[str, str]:
    """The villages within a place by their names; a name that two of them bear says nothing."""
    found: dict[str, str] = {}
    twice: set[str] = set()
    for code, name in Division.objects.villages().filter(code__startswith=place.pk).values_list("pk", "name"):
        twice |= {name} & found.keys()
        found[name] = code
    return {name: code for name, code in found.items() if name not in twice}


def own_village(session: Session) -> str | None:
    """Who comes to a village's own session is of that village."""
    return session.place_id if session.place.level == Level.VILLAGE else None


def refuse_called_off(session: Session) -> None:
    if session.cancelled_on is not None:
        raise Refusal(
            "SESSION_CALLED_OFF",
            f"“{session.title}”已经取消：{session.cancelled_why}。",
            "请登记新的一期。",
            f"“{session.title}” was called off: {session.cancelled_why}.",
            "Enter a new session.",
        )


def not_yet(session: Session) -> Refusal:
    return Refusal(
        "SESSION_NOT_YET",
        f"“{session.title}”定在 {session.on}，还没有到，不能签到。",
        "请到当天再登记。",
        f"“{session.title}” is on {session.on}; nobody can be signed in before.",
        "Enter the list on that day.",
    )
