"""Carries one village's election to the day of the demonstration, by the acts that its people would perform.

The same actions, in the same order, with the same refusals: whatever stands in the demonstration could have been
brought about on the pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from cunxuan.candidates.actions import BallotLine, Nominee, publish_candidates
from cunxuan.candidates.kin_actions import Tie, state_relatives
from cunxuan.counting.actions import print_sheets
from cunxuan.elections import actions as elections
from cunxuan.polling.actions import set_up_places
from cunxuan.rendering.forms.A04.context import Order
from cunxuan.roll.actions import freeze_roll, publish_roll

from .entrusting import close_proxies, publish_proxies
from .objecting import object_to
from .overseeing_meetings import inspect
from .preparing_audits import confirm
from .preparing_messages import AFTER_IT, tell_those_away
from .preparing_training import train_village
from .registering import register
from .schedule import days_after, days_before
from .story import Falls
from .village import Village
from .voting import hold_votes, places_of


def carry(village: Village) -> None:
    """Everything that has happened in a village until today."""
    for step, day in days_before(village.course, village.dice).items():
        if day <= village.today:
            ACTS.get(step, Village.complete)(village, step, day)
            if step in AFTER_IT:
                tell_those_away(village, step, day)
            inspect(village, step, day)


def vote_and_take_over(village: Village, _step: str, _day: date) -> None:
    """The polls; and after the last seat was filled, handover and archive."""
    filled_on = hold_votes(village)
    if filled_on is None:
        return
    elected_on = village.election.days_done["result_announced"]
    for step, day in days_after(village.course, elected_on, filled_on, village.dice).items():
        if day <= village.today:
            village.complete(step, day)


# The steps that are acts of their own


def call(village: Village, _step: str, day: date) -> None:
    elections.call_election(
        village.election,
        polling_day=village.course.votes[0].on,
        on=day,
        by=village.staff.reviewer.username,
        at=village.hours.on(day),
    )


def adopt_method(village: Village, _step: str, day: date) -> None:
    measures = {"woman_seat": "first"}
    if village.course.siblings:
        measures["committee_kin_keeps"] = "post_votes_revote"
    at = village.hours.on(day, 15)
    elections.adopt_method(village.election, seats=seats_of(village), measures=measures, on=day, by=village.by, at=at)


def seats_of(village: Village) -> dict[str, int]:
    """Three to seven, as many as the village is large."""
    if village.course.posts:
        return {post: seats for post, (seats, _) in village.course.posts.items()}
    people = village.division.residents.count()
    if people < 900:
        return {"chair": 1, "member": 2}
    return {"chair": 1, "vice_chair": 1, "member": 3 if people < 2600 else 5}


def open_registration(village: Village, step: str, day: date) -> None:
    village.complete(step, day)
    train_village(village, day)
    tell_those_away(village, step, day)
    register(village, day)


def list_roll(village: Village, _step: str, day: date) -> None:
    publish_roll(village.election, order=Order.STROKES, on=day, by=village.by, at=village.hours.on(day))
    object_to(village, day)


def freeze(village: Village, _step: str, day: date) -> None:
    freeze_roll(village.election, on=day, by=village.by, at=village.hours.on(day, 16))


def list_candidates(village: Village, _step: str, day: date) -> None:
    lines = [
        BallotLine(post, seats, tuple(nominees(village, post, seats))) for post, seats in village.election.seats.items()
    ]
    ties = [as_siblings(village, lines)] if village.course.siblings else []
    publish_candidates(village.election, lines, on=day, by=village.by, at=village.hours.on(day))
    names = [person.name for line in lines for person in line.nominees]
    state_relatives(village.election, ties, names=names, on=day, by=village.by, at=village.hours.on(day))


def as_siblings(village: Village, lines: list[BallotLine]) -> Tie:
    """Somebody of the family of a candidate for the chair stands for member, in the place of a man there."""
    chair, members = lines[0].nominees[0], lines[-1]
    brother = Nominee(village.person("M", family=chair.name[0]), "M")
    place = next(place for place, person in enumerate(members.nominees) if person.sex == "M")
    people = (*members.nominees[:place], brother, *members.nominees[place + 1 :])
    lines[-1] = BallotLine(members.post, members.seats, people)
    return Tie(chair.name, brother.name, "sibling")


def nominees(village: Village, post: str, seats: int) -> Iterator[Nominee]:
    """More people than seats; among the candidates for member there is a woman."""
    more = village.dice.choice((1, 1, 1, 2)) if post == "member" else 1
    number = village.course.posts.get(post, (seats, seats + more))[1]
    sexes = [draw_sex(village, post) for _ in range(number)]
    if post == "member":
        sexes[village.dice.randrange(number)] = "F"
    for sex in sexes:
        yield Nominee(village.person(sex), sex)


def draw_sex(village: Village, post: str) -> str:
    """Mostly men, as it is; only men beside the one woman where the story is about her."""
    if village.course.votes[0].falls is Falls.WOMAN_FIRST:
        return "M"
    return "F" if village.dice.random() < (0.2 if post == "member" else 0.1) else "M"


def print_ballots(village: Village, _step: str, day: date) -> None:
    first = village.election.rounds.get()
    set_up_places(first, places_of(first.registered), by=village.by, at=village.hours.on(day))
    print_sheets(first, on=day, by=village.by, at=village.hours.on(day, 14))


Act = Callable[[Village, str, date], None]
ACTS: dict[str, Act] = {
    "audit_evaluation": confirm,
    "election_day_fixed": call,
    "method_adopted": adopt_method,
    "registration_opened": open_registration,
    "roll_published": list_roll,
    "roll_frozen": freeze,
    "candidates_published": list_candidates,
    "proxies_closed": close_proxies,
    "proxies_published": publish_proxies,
    "ballots_ready": print_ballots,
    "polling": vote_and_take_over,
}
