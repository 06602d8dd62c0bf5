"""How many people live in each village: uneven as villages are, and exactly 340,000 in the county."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from math import exp
from random import Random

from cunxuan.core.eligibility import Standing, registers

from .people import Person, households
from .story import Course

COUNTY = 340_000
FEWEST, MOST = 500, 4_500


def populations(courses: Mapping[str, Course], seed: int) -> dict[str, int]:
    """People of each village. Those whose roll must have an exact number come first, the others share the rest."""
    slots = slots_of(courses)
    exact = {
        code: people_for_roll(code, slots[code], course, seed)
        for code, course in courses.items()
        if course.registered is not None
    }
    others = sorted(courses.keys() - exact.keys())
    return exact | dict(zip(others, shared(COUNTY - sum(exact.values()), len(others), seed), strict=True))


def slots_of(courses: Mapping[str, Course]) -> dict[str, int]:
    """Each village's place in the county, from which its ID numbers are drawn."""
    return {code: slot for slot, code in enumerate(sorted(courses))}


def people_for_roll(code: str, slot: int, course: Course, seed: int) -> int:
    """So many people that the roll of polling day has exactly the number wanted."""
    assert course.registered is not None and course.votes
    polling_day = course.votes[0].on
    on_roll = 0
    for people, person in enumerate(households(code, MOST, seed, slot=slot), start=1):
        on_roll += may_vote(person, polling_day)
        if on_roll == course.registered:
            return people
    raise AssertionError(f"no village has {course.registered} on its roll")


def may_vote(person: Person, polling_day: date) -> bool:
    standing = Standing(birth_on=person.birth_on, hukou_here=person.hukou_here, lives_here=person.lives_here)
    return bool(registers(standing, polling_day).category)


def shared(people: int, villages: int, seed: int) -> list[int]:
    """So many people in so many villages: most middling, a few large; the last ones added one by one."""
    dice = Random(f"{seed} populations")
    weights = [exp(dice.gauss(0, 0.45)) for _ in range(villages)]
    scale = people / sum(weights)
    sizes = [min(MOST, max(FEWEST, int(weight * scale))) for weight in weights]
    for place, step in evenly(people - sum(sizes), dice, sizes):
        sizes[place] += step
    return sizes


def evenly(missing: int, dice: Random, sizes: list[int]) -> Iterator[tuple[int, int]]:
    """Villages to which a person is added, or from which one is taken, until the sum is right."""
    step = 1 if missing > 0 else -1
    while missing:
        place = dice.randrange(len(sizes))
        if FEWEST < sizes[place] + step < MOST:
            yield place, step
            missing -= step
