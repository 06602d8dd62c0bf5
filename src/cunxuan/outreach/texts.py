"""The texts that people away get, in the law's plain words; what may stand in one, and how long it is.

Three of them: about the registration (村民委员会组织法 第十六条), about nominating candidates, and about voting or
giving a proxy (第十八条). Beside the telephone of the village's contact a text must say how to be left alone. A message
holds 70 characters; a longer one travels in parts of 67.

Public: `BUILT_IN`, `TITLES`, `SHORT`, `PLACES`, `wrong_with`, `filled`, `addressed`, `parts_of`, `in_use`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from cunxuan.core import timetable
from cunxuan.elections.actions import rules_of
from cunxuan.elections.models import Election

from .models import Kind, MessageText

Words = tuple[str, str]

NAME, VILLAGE, DAY, UNTIL, CONTACT = "{姓名}", "{村}", "{选举日}", "{登记截止}", "{联系电话}"
#: What is filled in, and what it is called on the page.
PLACES: Mapping[str, Words] = {
    NAME: ("收短信的人", "who gets the message"),
    VILLAGE: ("村名", "the village"),
    DAY: ("选举日", "polling day"),
    UNTIL: ("登记的最后一天", "the last day of registration"),
    CONTACT: ("村里的联系电话", "the village's telephone"),
}
STOP = "回T退订"
LONGEST = 300

BUILT_IN: Mapping[str, str] = {
    Kind.REGISTRATION: (
        "{姓名}，{村}定于{选举日}选举村民委员会。您户籍在村、住在外地，本人表示参加选举的才列入名单，"
        "请在{登记截止}以前答复：回1参加，回2不参加。问{联系电话}。回T退订"
    ),
    Kind.CANDIDATES: (
        "{姓名}，{村}{选举日}选举村民委员会。您已登记参加选举，可以提名候选人；"
        "什么时候提名、名单什么时候公布，看村里的公告，或者问{联系电话}。回T退订"
    ),
    Kind.VOTING: (
        "{姓名}，{村}{选举日}投票选举村民委员会。请回村投票；外出不能投票的，可以书面委托他人代投，"
        "委托要提前办好、由村里公布。回1回村，回2不回。问{联系电话}。回T退订"
    ),
}
TITLES: Mapping[str, Words] = {
    Kind.REGISTRATION: ("登记（选举日前 40 天起）", "Registration (from 40 days before)"),
    Kind.CANDIDATES: ("提名候选人（选举日前 15 天）", "Nomination (15 days before)"),
    Kind.VOTING: ("投票和委托（选举日前 3 天）", "Voting and proxies (3 days before)"),
}
#: The same in a list.
SHORT: Mapping[str, Words] = {
    Kind.REGISTRATION: ("登记", "Registration"),
    Kind.CANDIDATES: ("提名候选人", "Nomination"),
    Kind.VOTING: ("投票和委托", "Voting and proxies"),
}
#: The rule of the law pack that each text speaks of.
RULES: Mapping[str, str] = {
    Kind.REGISTRATION: "residence_years",
    Kind.CANDIDATES: "nominators",
    Kind.VOTING: "proxy_principal",
}

BRACES = re.compile(r"\{[^{}]*\}|[{}]")
ONE_PART, OF_SEVERAL = 70, 67


def wrong_with(text: str) -> Words | None:
    """Why a text cannot be used, as one sentence; None where it can."""
    unknown = next((one for one in BRACES.findall(text) if one not in PLACES), None)
    if unknown:
        known = "、".join(PLACES)
        return (
            f"“{unknown}”填不出来。能填的只有{known}。",
            f"“{unknown}” cannot be filled in. Only these can: {', '.join(PLACES)}.",
        )
    if CONTACT not in text:
        return (
            f"短信里没有村里的联系电话。请写上“{CONTACT}”，收到的人才知道问谁。",
            f"The text does not name the village's telephone. Put in “{CONTACT}”, so that people know whom to ask.",
        )
    if STOP not in text.replace(" ", ""):
        return (
            f"短信里没有写怎么退订。请写上“{STOP}”。",
            f"The text does not say how to be left alone. Put in “{STOP}”.",
        )
    if len(text) > LONGEST:
        return (
            f"短信有 {len(text)} 字，最多 {LONGEST} 字。请写短些。",
            f"The text has {len(text)} characters, {LONGEST} is the most. Make it shorter.",
        )
    return None


def filled(text: str, election: Election, contact: str) -> str:
    """The text for one village; the person's name is still to come."""
    assert election.polling_day is not None, "only of a called election the day is known"
    values = {
        VILLAGE: election.village.name,
        DAY: in_words(election.polling_day),
        UNTIL: in_words(registration_ends(election, election.polling_day)),
        CONTACT: contact,
    }
    for place, value in values.items():
        text = text.replace(place, value)
    return text


def addressed(text: str, name: str) -> str:
    return text.replace(NAME, name)


def in_words(day: date) -> str:
    return f"{day.month}月{day.day}日"


def registration_ends(election: Election, polling_day: date) -> date:
    """The day before the last on which the roll may be published (第十七条: twenty days before the vote)."""
    steps = timetable.plan(rules_of(election), polling_day)
    published = next(step for step in steps if step.step == "roll_published")
    return (published.latest or published.recommended) - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Length:
    """How long a text is, as the operators count and charge it."""

    characters: int
    parts: int


def parts_of(text: str) -> Length:
    """Characters as a message counts them: one outside the basic plane, such as a rare name's, counts twice."""
    length = len(text.encode("utf-16-be")) // 2
    return Length(length, 1 if length <= ONE_PART else -(-length // OF_SEVERAL))


def in_use(county: str) -> dict[str, str]:
    """The county's text of each kind, or the program's own."""
    found = dict(BUILT_IN)
    for kind, text in MessageText.objects.filter(county=county).order_by("version").values_list("kind", "text"):
        found[kind] = text
    return found
