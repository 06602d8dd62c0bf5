"""Verbs of polling day: set up the places and their boxes, close them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import models, transaction

from cunxuan.core.errors import Refusal
from cunxuan.elections.actions import mark_done, refuse_unless_ready
from cunxuan.elections.models import Round, RoundKind
from cunxuan.records.actions import hold, trail

from .models import BallotBox, PlaceKind, PollingPlace


@dataclass(frozen=True, slots=True)
class NewPlace:
    """A place to vote: its name, how many of the roll vote here, and its boxes as (name, mobile?)."""

    name: str
    kind: PlaceKind
    registered: int
    boxes: tuple[tuple[str, bool], ...]


@transaction.atomic
def set_up_places(this: Round, places: Iterable[NewPlace], *, by: str, at: datetime) -> list[PollingPlace]:
    """Sets up the centre and the stations; together they have everybody on the roll, nobody twice."""
    hold(this.election)
    if this.places.exists():
        raise Refusal(
            "PLACES_SET_UP",
            "这一次投票的投票点已经设好。",
            "请到投票点页办理关箱。",
            "The polling places of this vote are set up already.",
            "Go on to close them when the vote is over.",
        )
    wanted = list(places)
    assigned = sum(place.registered for place in wanted)
    if assigned != this.registered:
        raise Refusal(
            "PLACES_MISS_THE_ROLL",
            f"各投票点人数合计 {assigned}，名单是 {this.registered} 人。",
            "请把名单上的人不重不漏地分到各投票点。",
            f"The places have {assigned} people in all, the roll has {this.registered}.",
            "Assign everybody on the roll to one place.",
        )
    made: list[PollingPlace] = []
    boxes: list[BallotBox] = []
    for number, place in enumerate(wanted, start=1):
        row = PollingPlace.objects.create(
            round=this, number=number, name=place.name, kind=place.kind, registered=place.registered
        )
        made.append(row)
        boxes += [
            BallotBox.objects.create(place=row, number=index, name=name, mobile=mobile)
            for index, (name, mobile) in enumerate(place.boxes, start=1)
        ]
    trail(
        this.election.village_id,
        "places_set_up",
        by=by,
        at=at,
        rows=[*made, *boxes],
        facts={"round": this.number, "places": [place.name for place in wanted], "boxes": len(boxes)},
    )
    return made


@transaction.atomic
def close_place(place: PollingPlace, *, on: date, by: str, at: datetime) -> None:
    """Closes the boxes of a place (关箱); when the last one of a first vote is closed, the poll is over."""
    this = place.round
    hold(this.election)
    place.refresh_from_db(fields=["closed_at"])
    refuse_to_close(place, on)
    rows: list[models.Model] = [place]
    place.closed_at = at
    place.save()
    if this.kind == RoundKind.FIRST and not this.places.filter(closed_at__isnull=True).exists():
        mark_done(this.election, "polling", on)
        rows.append(this.election)
    trail(
        this.election.village_id,
        "place_closed",
        by=by,
        at=at,
        rows=rows,
        facts={"round": this.number, "place": place.number, "on": on.isoformat()},
    )


def refuse_to_close(place: PollingPlace, on: date) -> None:
    """It is closed, its day has not come, or a first vote lacks what the law wants before it."""
    this = place.round
    if place.closed_at is not None:
        raise Refusal(
            "PLACE_CLOSED",
            f"{place.name}已经关箱。",
            "请到计票页录入计票单。",
            f"{place.name} is closed already.",
            "Go on to its count sheet.",
        )
    if on < this.polling_on:
        raise Refusal(
            "CLOSED_BEFORE_POLL",
            f"{this.polling_on} 才投票，{place.name}不能在 {on} 关箱。",
            "请在投票日投票结束后再办。",
            f"The poll is on {this.polling_on}; {place.name} cannot be closed on {on}.",
            "Close it when the vote is over.",
        )
    if this.kind == RoundKind.FIRST:
        refuse_unless_ready(this.election, "polling")
