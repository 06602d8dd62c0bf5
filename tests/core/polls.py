"""A vote as one line of text, so that a test reads like the report of a village.

    poll("registered 1500 · returned 800 · chair 1 · 王男 470 · 李女 300 · member 3 · 赵男 600 · …")

A post opens a contest with its seats (`woman` is the woman member's own line); a name that ends in 男 or 女 gives the
sex, and `+` a write-in. `kin` is `甲男 乙女 spouse`, with whom the meeting lets stay as a fourth word. What is
not given is equal to the ballots returned. The village is 柳树村 of 清河县; its law is the nation's of 2026.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from cunxuan.core.contest import (
    BallotAccount,
    Candidate,
    Case,
    Contest,
    Determination,
    InOffice,
    Kin,
    Measures,
    RoundKind,
)
from cunxuan.core.determination import determine
from cunxuan.core.law import Rules, rules_of_pack

POSTS = {"chair": "chair", "vice": "vice_chair", "member": "member", "woman": "member"}
SEXES = {"男": "M", "女": "F"}


@dataclass
class Line:
    post: str
    seats: int
    woman: bool
    people: list[Candidate] = field(default_factory=list)


def case(
    text: str,
    *,
    pack: str = "CN@2026-01-01",
    round: RoundKind = "first",
    before: str = "",
    on: date | None = None,
    rules: Rules | None = None,
    kin: str = "",
    **measures: object,
) -> Case:
    figures: dict[str, int] = {}
    lines: list[Line] = []
    for word in text.split(" · "):
        name, number = word.split()
        if name in POSTS:
            lines.append(Line(POSTS[name], int(number), name == "woman"))
        elif lines:
            lines[-1].people.append(person(name, int(number)))
        else:
            figures[name] = int(number)
    returned = figures["returned"]
    return Case(
        rules=rules or rules_of_pack(pack, on),
        round=round,
        registered=figures.get("registered", 2 * returned - 1),
        account=BallotAccount(
            returned, figures.get("issued", returned), figures.get("signed", returned), figures.get("forged", 0)
        ),
        contests=tuple(Contest(one.post, one.seats, tuple(one.people), one.woman) for one in lines),
        measures=Measures(**measures),
        elected_before=tuple(in_office(word) for word in before.split(" · ") if word),
        polling_day=on,
        kin=tuple(Kin(*pair.split()) for pair in kin.split(" · ") if pair),
    )


def person(name: str, votes: int) -> Candidate:
    written = name.startswith("+")
    return Candidate(name.lstrip("+"), votes, SEXES.get(name[-1]), written)


def in_office(text: str) -> InOffice:
    post, name = text.split()
    return InOffice(POSTS[post], name, SEXES.get(name[-1]))


def poll(text: str, **more: object) -> Determination:
    return determine(case(text, **more))


def elected(found: Determination) -> list[str]:
    return [one.name for one in found.elected]


def reasons(found: Determination) -> set[str]:
    return {finding.reason for finding in found.findings}


def why_not(found: Determination) -> dict[str, str]:
    return {one.name: one.reason for one in found.not_elected}
