"""Invented villagers: families of a county's villages, the same for the same seed. Nobody in them exists.

Ages, households and names are what a village in the north has today, so that lists and boards look as they would.
An ID number meets GB 11643 and is unique in the county, because every village draws from sequence numbers of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import count, product
from random import Random
from typing import Literal

from cunxuan.core.ids import CHECK_DIGITS, WEIGHTS

Sex = Literal["M", "F"]

ON = date(2026, 12, 1)  # the day on which ages are counted
OLDEST = 104
VILLAGES_A_PREFIX = 249  # x 2 sexes x 2 births on one day = 996 of the 999 sequence numbers of a day
PEOPLE_A_GROUP = 220

MALE, FEMALE = 0, 1
SEXES: tuple[Sex, Sex] = ("M", "F")


@dataclass(frozen=True, slots=True)
class Person:
    """A villager as the village's list of residents has them."""

    name: str
    sex: Sex
    birth_on: date
    id_number: str
    group_no: int
    household_no: int
    hukou_here: bool
    lives_here: bool


@dataclass(frozen=True, slots=True)
class Cohort:
    """Those born from a year on: characters of given names, how many have one only, how many live in the village."""

    since: int
    men: tuple[str, str]
    women: tuple[str, str]
    one_character: float
    at_home: float


#: Chosen so that no given name makes a well-known person's name with any of the surnames.
COHORTS = (
    Cohort(
        1900,
        ("福长春根天树万满双来", "生贵根旺林茂喜全发顺才锁"),
        ("桂秀玉春兰凤金彩改淑", "英花莲香梅枝娥仙珍叶"),
        0.06,
        0.96,
    ),
    Cohort(
        1962,
        ("建振国永海新文俊全保", "耀太堂成奎义勤忠锋顺"),
        ("秀小春爱玉丽改俊月红", "琴叶巧仙芳娥红莲英珍"),
        0.18,
        0.84,
    ),
    Cohort(
        1978,
        ("晓少宏建文俊海永向立", "东岩凡辉宾钢晖科鹤洲"),
        ("晓丽小海艳俊春红雪玉", "燕芳秋婵艳彩叶苗翠青"),
        0.4,
        0.62,
    ),
    Cohort(
        1994,
        ("嘉泽子文浩俊志宇晨永", "鑫豪硕航旭博辉泽帆东"),
        ("晓佳思嘉雅文雨梦欣怡", "敏媛钰瑾蕾茹荷菡慧娴"),
        0.2,
        0.56,
    ),
    Cohort(
        2008,
        ("梓子浩宇俊奕沐泽皓景", "轩涵辰睿霖泽宸昊朗珩"),
        ("梓子雨欣若诗语依芷沐", "涵萱桐妍瑶晗诺雯汐禾"),
        0.04,
        0.86,
    ),
)

#: With characters that fonts and keyboards often lack; a few people in every village bear them.
RARE = (("䶮", "𬭎", "文䶮", "浩𬭎"), ("㛃", "雨㛃", "思㛃"))
RARE_SINCE = 1978

#: From the commonest to the rarest; how often each stands is `SURNAME_WEIGHTS`.
SURNAMES = "王李张刘杨段宁梁贾卫薛任吴赵武高裴郝黄原姚蔺杜程史葛樊管柴郑范曹邢荆畅解苏尉阎廉苗仝翟景尚加续阴乔弓员"
SURNAME_WEIGHTS = tuple(1000 // (rank + 6) for rank in range(len(SURNAMES)))


def households(village_code: str, people: int, seed: int, *, slot: int, on: date = ON) -> Iterator[Person]:
    """So many people of a village, family by family. `slot`: the village's place in its county, from 0."""
    rng = Random(f"{seed} {village_code}")
    draw, numbers = rng.random, IdNumbers(village_code, slot, calendar(on))
    groups, born = max(1, round(people / PEOPLE_A_GROUP)), 0
    for household_no, family in enumerate(families(rng), start=1):
        group_no = 1 + born * groups // people if people else 0
        for sex, age, surname in family[: people - born]:
            day = age * 1461 // 4 + int(draw() * 365)
            birth_on, id_number = numbers.give(day, sex)
            given, at_home = naming(birth_on.year, sex)
            name = surname + given[int(draw() * len(given))]
            lives_here, hukou_here = draw() < at_home, draw() < 0.975
            yield Person(
                name, SEXES[sex], birth_on, id_number, group_no, household_no, hukou_here, lives_here or not hukou_here
            )
        born += len(family)
        if born >= people:
            return


def officials(seed: int, number: int) -> tuple[str, ...]:
    """Names of officials and clerks, no two alike."""
    rng = Random(f"{seed} officials")
    names: dict[str, None] = {}
    while len(names) < number:
        given, _ = naming(1970 + int(rng.random() * 25), int(rng.random() * 2))
        names[rng.choices(SURNAMES, SURNAME_WEIGHTS)[0] + rng.choice(given)] = None
    return tuple(names)


# Families

Member = tuple[int, int, str]  # sex, age, surname


def families(rng: Random) -> Iterator[list[Member]]:
    """Households without end: in most the same few surnames, as villages are."""
    kin = rng.choices(SURNAMES, SURNAME_WEIGHTS, k=3)
    heads = [*kin[:1] * 30, *kin[1:2] * 20, *kin[2:] * 12, *rng.choices(SURNAMES, SURNAME_WEIGHTS, k=38)]
    wives = rng.choices(SURNAMES, SURNAME_WEIGHTS, k=400)
    draw = rng.random

    def wife() -> str:
        return wives[int(draw() * 400)]

    for kind in households_in_turn(rng):
        yield kind(draw, heads[int(draw() * 100)], wife)


Draw = Callable[[], float]
Kind = Callable[[Draw, str, Callable[[], str]], list[Member]]


def households_in_turn(rng: Random) -> Iterator[Kind]:
    for _ in count():
        yield from rng.choices(KINDS, WEIGHTS_OF_KINDS, k=100)


def old_couple(draw: Draw, surname: str, wife: Callable[[], str]) -> list[Member]:
    return couple(draw, 60 + int(draw() * 24), surname, wife())


def old_person(draw: Draw, surname: str, wife: Callable[[], str]) -> list[Member]:
    return [(FEMALE, 64 + int(draw() * 30), wife()) if draw() < 0.55 else (MALE, 60 + int(draw() * 28), surname)]


def man_alone(draw: Draw, surname: str, _: Callable[[], str]) -> list[Member]:
    return [(MALE, 32 + int(draw() * 28), surname)]


def parents(draw: Draw, surname: str, wife: Callable[[], str]) -> list[Member]:
    pair = couple(draw, 40 + int(draw() * 18), surname, wife())
    return pair + children(draw, pair[1][1], surname)


def young_parents(draw: Draw, surname: str, wife: Callable[[], str]) -> list[Member]:
    pair = couple(draw, 25 + int(draw() * 14), surname, wife())
    return pair + children(draw, pair[1][1], surname)


def three_generations(draw: Draw, surname: str, wife: Callable[[], str]) -> list[Member]:
    pair = couple(draw, 28 + int(draw() * 20), surname, wife())
    elders = couple(draw, pair[0][1] + 22 + int(draw() * 8), surname, wife())
    living = elders if draw() < 0.6 else elders[1:]
    return living + pair + children(draw, pair[1][1], surname)


def couple(draw: Draw, age: int, surname: str, wife: str) -> list[Member]:
    return [(MALE, age, surname), (FEMALE, max(21, age + 1 - int(draw() * 5)), wife)]


def children(draw: Draw, mother: int, surname: str) -> list[Member]:
    """Up to three, the eldest born when the mother was 21 to 29; who is past 28 has a household of their own."""
    found: list[Member] = []
    age = mother - 21 - int(draw() * 9)
    for another in (0.96, 0.66, 0.12):
        if age < 0 or draw() > another:
            break
        if age < 29:
            found.append((MALE if draw() < 0.52 else FEMALE, age, surname))
        age -= 2 + int(draw() * 5)
    return found


KINDS: tuple[Kind, ...] = (old_couple, old_person, man_alone, parents, young_parents, three_generations)
WEIGHTS_OF_KINDS = (16, 8, 6, 30, 17, 23)


# Names


@lru_cache(maxsize=512)
def naming(year: int, sex: int) -> tuple[tuple[str, ...], float]:
    """Given names of those born in a year, each as often as it is given, and how many of them live in the village."""
    cohort = next(cohort for cohort in reversed(COHORTS) if cohort.since <= year)
    firsts, seconds = (cohort.men, cohort.women)[sex]
    two = [first + second for first, second in product(firsts, dict.fromkeys(seconds)) if first != second]
    times = round(len(two) * cohort.one_character / (1 - cohort.one_character) / len(seconds))
    rare = RARE[sex] if year >= RARE_SINCE else ()
    return (*two * 10, *seconds * times * 10, *rare), cohort.at_home


# ID numbers


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days back from a day: each as a date, as in an ID number, and what it adds to the check digit."""

    dates: tuple[date, ...]
    digits: tuple[str, ...]
    sums: tuple[int, ...]


@lru_cache(maxsize=4)
def calendar(on: date) -> Calendar:
    today = on.toordinal()
    dates = tuple(date.fromordinal(today - days) for days in range((OLDEST + 1) * 366))
    digits = tuple(f"{day.year:04}{day.month:02}{day.day:02}" for day in dates)
    return Calendar(dates, digits, tuple(weighted(text, 6) for text in digits))


def weighted(digits: str, place: int) -> int:
    """What digits from a place of the number on add to the sum that the check digit closes."""
    return sum(weight * int(digit) for weight, digit in zip(WEIGHTS[place:], digits, strict=False))


SEQUENCES = tuple((f"{number:03}", weighted(f"{number:03}", 14)) for number in range(1000))


class IdNumbers:
    """The numbers of one village: of every day four, two for men and two for women, that no other village has."""

    __slots__ = ("_calendar", "_first", "_prefix", "_sum", "_taken")

    def __init__(self, village_code: str, slot: int, days: Calendar) -> None:
        beyond, place = divmod(slot, VILLAGES_A_PREFIX)
        self._prefix = f"{int(village_code[:6]) + beyond:06}"
        self._sum = weighted(self._prefix, 0)
        self._first = 1 + 2 * place
        self._calendar = days
        self._taken: set[int] = set()

    def give(self, day: int, sex: int) -> tuple[date, str]:
        """A number for somebody born so many days ago, or a day earlier where that day's are all given."""
        taken = self._taken
        key = day * 4 + sex * 2
        while key in taken:
            key += 1 if key % 2 == 0 else 3
        taken.add(key)
        day, again = key // 4, key % 2
        days = self._calendar
        sequence, added = SEQUENCES[self._first + sex + 500 * again]
        check = CHECK_DIGITS[(self._sum + days.sums[day] + added) % 11]
        return days.dates[day], f"{self._prefix}{days.digits[day]}{sequence}{check}"
