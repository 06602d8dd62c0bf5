"""Which village stands where: the county's plan of polling days, and what is out of the ordinary in some villages.

Everything is a date, so the same county can be looked at on any day: what lies before the day was done, what lies
after it was not. Most villages follow the plan (`PLAN`); `STORIES` names those in which somebody has to do something
on 16 December 2026, the day of the demonstration, and some that had to before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from itertools import zip_longest
from random import Random
from typing import Any

from cunxuan.offices.actions import Place

YEAR, TERM = 2026, 13


def on(text: str) -> date:
    """12-16 of the year of the election, or 01-10 of the winter's other year."""
    month, day = map(int, text.split("-"))
    return date(YEAR if month > 6 else YEAR + 1, month, day)


class Falls(Enum):
    """How the votes of a poll fall."""

    WHOLE = "every seat is filled"
    MEMBER_SHORT = "the last member stays below half"
    CHAIR_SHORT = "no candidate for the chair passes half"
    TIED = "two are equal for the last seat"
    TOO_FEW_CAME = "less than half take part"
    TOO_MANY_BALLOTS = "more ballots come back than were issued"
    WOMAN_FIRST = "a woman with more than half goes before men with more votes"
    WRITTEN_IN = "somebody who is not a candidate is elected"
    BELOW_A_THIRD = "in a runoff nobody reaches a third"


class Count(Enum):
    """How far a poll held today has come by now; one held before today is declared."""

    VOTING = "the boxes are open"
    SECOND_TYPES = "closed; one sheet is verified, of the other the second entry is half typed"
    TYPED_ONCE = "closed; the first clerk has finished"
    DIFFERS = "the two entries differ, a third person is awaited"
    RETURNED = "a third person has read the paper, one clerk has to look again"
    VERIFIED = "every sheet is verified"
    DETERMINED = "the result is determined and not declared"


class Objects(Enum):
    """What happens to the roll once it is published."""

    NOBODY = "nobody objects"
    SETTLED = "two object, one of them rightly; one dies; the correction is out"
    STILL_OPEN = "an objection of the last evening waits to be decided"


@dataclass(frozen=True, slots=True)
class Vote:
    """A poll: its day, how its votes fall, and, where a picture needs them exactly, the ballots returned."""

    on: date
    falls: Falls = Falls.WHOLE
    kind: str = "first"
    returned: int | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """What happens in a village: the day planned for it, its polls, and where it stops."""

    township: str
    village: str
    planned: date
    votes: tuple[Vote, ...] = ()
    count: Count = Count.VOTING
    stops_at: str = ""  # the step that is not done although its day has come; what comes after it waits too
    late: Mapping[str, date] = field(default_factory=dict)  # steps done on another day than their turn
    registered: int | None = None  # exactly so many on the roll
    posts: Mapping[str, tuple[int, int]] = field(default_factory=dict)  # post -> seats, candidates
    vacant_on: date | None = None  # the meeting leaves the missing seats vacant
    committee: bool = False  # its election committee has an account
    siblings: bool = False  # two of one family have enough votes, and only one of them may serve
    objects: Objects = Objects.NOBODY
    rare: bool = False  # a candidate's name has a character that many fonts lack
    opened: bool = False  # the officials are not evaluated yet, and the county opens the gate


def polls(township: str, village: str, day: str, falls: Falls = Falls.WHOLE, *later: Vote, **more: Any) -> Course:
    """A village that votes on its planned day, with what is special in it."""
    first = Vote(on(day), falls, returned=more.pop("returned", None))
    return Course(township, village, first.on, (first, *later), **more)


def runoff(day: str, falls: Falls = Falls.WHOLE) -> Vote:
    return Vote(on(day), falls, "runoff")


BEIWU: dict[str, Any] = {
    "registered": 1286,
    "returned": 1043,
    "committee": True,
    "objects": Objects.SETTLED,
    "rare": True,
}
LIANGBU: dict[str, Any] = {"registered": 972, "vacant_on": on("12-14")}  # the meeting leaves the seat vacant
XIAOYANGBU: dict[str, Any] = {"stops_at": "objections_closed", "objects": Objects.STILL_OPEN}
MANY = {"chair": (1, 3), "vice_chair": (2, 4), "member": (4, 8)}  # fifteen candidates on one ballot

#: The most instructive first: a demonstration of eight villages has the first eight.
STORIES: tuple[Course, ...] = (
    polls("翟店镇", "北吴村", "12-13", Falls.MEMBER_SHORT, runoff("12-20"), **BEIWU),
    polls("清河镇", "吴壁村", "12-15", Falls.TOO_FEW_CAME, registered=1251, returned=612, committee=True),
    polls("化峪镇", "东段村", "12-16", count=Count.DIFFERS, registered=1204, committee=True),
    polls("稷峰镇", "甘泉村", "12-06", Falls.MEMBER_SHORT, runoff("12-12"), registered=1118, committee=True, rare=True),
    polls("翟店镇", "太宁村", "12-16", count=Count.TYPED_ONCE, registered=967),
    polls("稷峰镇", "管村村", "12-05", stops_at="handover_by"),
    Course("太阳乡", "董家庄村", on("12-27"), stops_at="audit_evaluation", committee=True),
    polls("蔡村乡", "东柏村", "12-20", stops_at="review_completed", committee=True, objects=Objects.SETTLED),
    # Others in which somebody has to do something on 16 December
    polls("太阳乡", "小阳堡村", "12-20", late={"roll_published": on("12-09")}, **XIAOYANGBU),
    polls("西社镇", "沙沟村", "12-13", Falls.CHAIR_SHORT),
    polls("翟店镇", "寺庄村", "12-16", count=Count.RETURNED),
    polls("稷峰镇", "南阳村", "12-15", Falls.TIED),
    polls("西社镇", "白坡村", "01-03", stops_at="roll_published", opened=True),
    polls("稷峰镇", "桐上村", "12-08", stops_at="handover_by"),
    polls("化峪镇", "佛峪口村", "12-19", stops_at="candidates_met_voters"),
    polls("太阳乡", "均和村", "01-07", stops_at="roll_published"),
    polls("清河镇", "店头村", "12-16", siblings=True, count=Count.DETERMINED),
    polls("稷峰镇", "下柏村", "12-16", count=Count.VERIFIED),
    polls("化峪镇", "上胡村", "12-16", count=Count.SECOND_TYPES, registered=1031),
    Course("太阳乡", "长岭村", on("01-24")),
    # Others whose committee was not elected as usual
    polls("西社镇", "清水庄村", "12-06", Falls.TOO_MANY_BALLOTS, Vote(on("12-13"), kind="rerun")),
    polls("清河镇", "段壁村", "12-08", Falls.WOMAN_FIRST, registered=894),
    polls("稷峰镇", "西街村", "12-06", Falls.WRITTEN_IN),
    polls("稷峰镇", "东渠村", "12-08", Falls.TIED, Vote(on("12-08"), kind="revote")),
    polls("化峪镇", "梁堡村", "12-06", Falls.MEMBER_SHORT, runoff("12-13", Falls.BELOW_A_THIRD), **LIANGBU),
    polls("稷峰镇", "羊牧头村", "12-12", posts=MANY),
)

#: How many of a township's other villages poll on which day.
PLAN: Mapping[str, Mapping[str, int]] = {
    "稷峰镇": {"12-05": 6, "12-06": 14, "12-08": 4, "12-10": 4, "12-12": 5, "12-13": 7, "12-16": 2, "12-18": 2},
    "西社镇": {"12-06": 5, "12-10": 3, "12-12": 2, "12-13": 5, "12-16": 1, "12-18": 2, "12-20": 4},
    "化峪镇": {"12-08": 3, "12-12": 3, "12-13": 4, "12-15": 1, "12-16": 2, "12-18": 2, "12-20": 6, "12-27": 4},
    "翟店镇": {"12-06": 6, "12-10": 4, "12-13": 7, "12-20": 3},
    "清河镇": {"12-06": 4, "12-10": 2, "12-13": 5, "12-15": 1, "12-16": 1, "12-18": 1, "12-20": 3},
    "蔡村乡": {"12-13": 3, "12-16": 1, "12-20": 7, "12-23": 4, "12-27": 4},
    "太阳乡": {"12-13": 2, "12-16": 1, "12-20": 3, "12-27": 8, "01-03": 6, "01-10": 4, "01-17": 3},
}


def courses(places: Iterable[Place], seed: int) -> dict[str, Course]:
    """What happens in each village, by its code: the stories first, then the townships in turn."""
    by_township: dict[str, list[Place]] = {}
    for place in places:
        by_township.setdefault(place.township, []).append(place)
    codes = {(place.township, place.village): place.village_code for of in by_township.values() for place in of}
    found = {codes[course.township, course.village]: course for course in STORIES}
    ordinary = [list(planned(of, found, seed)) for of in by_township.values()]
    for row in zip_longest(*ordinary):
        found.update(one for one in row if one)
    return found


def planned(places: Iterable[Place], taken: Mapping[str, Course], seed: int) -> Iterator[tuple[str, Course]]:
    """The other villages of a township with the days of its plan, as the dice give them out."""
    others = [place for place in places if place.village_code not in taken]
    township = others[0].township
    days = [on(day) for day, villages in PLAN[township].items() for _ in range(villages)]
    assert len(days) == len(others), f"{township}: {len(days)} days for {len(others)} villages"
    Random(f"{seed} {township} plan").shuffle(days)
    for place, day in zip(others, days, strict=True):
        yield place.village_code, Course(township, place.village, day, (Vote(day),))
