"""How many people live in each village, and who: uneven as villages are, and exactly 340,000 in the county."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from math import exp
from random import Random

from cunxuan.core.law import Rules, rules_for
from cunxuan.core.people.registration import Standing, registers

from .people import Person, households
from .story import Course

COUNTY = 340_000
FEWEST, MOST = 500, 4_500


class Population:
    """The people of a county's villages; the same for the same seed, however many of the villages are built."""

    def __init__(self, courses: Mapping[str, Course], seed: int) -> None:
        self._seed = seed
        self._slots = {code: slot for slot, code in enumerate(sorted(courses))}  # from which ID numbers are drawn
        exact = {code: self._people_for_roll(code, course) for code, course in courses.items() if course.registered}
        others = sorted(courses.keys() - exact.keys())
        shares = shared(COUNTY - sum(exact.values()), len(others), Random(f"{seed} populations"))
        self._sizes = exact | dict(zip(others, shares, strict=True))

    def size(self, code: str) -> int:
        return self._sizes[code]

    def people(self, code: str) -> Iterator[Person]:
        return self._households(code, self._sizes[code])

    def _households(self, code: str, people: int) -> Iterator[Person]:
        return households(code, people, self._seed, slot=self._slots[code])

    def _people_for_roll(self, code: str, course: Course) -> int:
        """So many people that the roll of polling day has exactly the number that the story wants."""
        polling_day = course.votes[0].on
        rules = rules_for(code, polling_day)
        on_roll = 0
        for people, person in enumerate(self._households(code, MOST), start=1):
            on_roll += may_vote(rules, person, polling_day)
            if on_roll == course.registered:
                return people
        raise AssertionError(f"no village of {MOST} people has {course.registered} on its roll")


def may_vote(rules: Rules, person: Person, polling_day: date) -> bool:
    standing = Standing(birth_on=person.birth_on, hukou_here=person.hukou_here, lives_here=person.lives_here)
    return bool(registers(rules, standing, polling_day).category)


def shared(people: int, villages: int, dice: Random) -> list[int]:
    """So many people in so many villages: most of them middling, a few large; the sum is exact."""
    weights = [exp(dice.gauss(0, 0.45)) for _ in range(villages)]
    scale = people / sum(weights)
    sizes = [min(MOST, max(FEWEST, int(weight * scale))) for weight in weights]
    missing = people - sum(sizes)
    step = 1 if missing > 0 else -1
    while missing:
        village = dice.randrange(villages)
        if FEWEST <= sizes[village] + step <= MOST:
            sizes[village] += step
            missing -= step
    return sizes
