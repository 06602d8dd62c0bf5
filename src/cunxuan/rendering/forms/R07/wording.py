"""The printed words of the roster of ballots issued, the same in PDF and Word."""

from __future__ import annotations

from itertools import count
from typing import Any

from cunxuan.rendering import words
from cunxuan.rendering.rosters import Column, pages, roster

from .context import BallotRoster, Station, Voter

TITLE = "选票发放登记册"
COLUMNS = (
    Column("序号", 15, 12, "right"),
    Column("证号", 17, 13, "right"),
    Column("姓名", 36, 15),
    Column("本人或者受委托", 47, 11),
    Column("领票张数", 20, 13),
    Column("签名或者按指印", 35, 13),
)
SELF = "□本人"


def wording(listed: BallotRoster) -> dict[str, Any]:
    return roster(
        listed.paper,
        TITLE,
        polled_on=listed.polled_on,
        round=listed.round,
        columns=COLUMNS,
        pages=[page for station in listed.stations for page in station_pages(station)],
        tally="本页发出　　　　张，其中受委托　　　　张　　发票人签名：　　　　　　　监票人签名：",
        help="领到选票的在“□”内打“√”。只登记领了几张，不登记选票上的任何记号。",
    )


def station_pages(station: Station) -> list[dict[str, Any]]:
    """Voters are numbered through the whole roster of the place."""
    numbers = count(1)
    where = f"领票地点：{station.name or '　　　　　　　　'}"
    found = []
    for group in station.groups:
        people = f"　{words.figure(len(group.voters))}人" if group.voters else ""
        rows = [row(next(numbers), voter) for voter in group.voters]
        found += pages(f"{group.name or '第　　　村民小组'}{people}　　{where}", rows, len(COLUMNS))
    return found


def row(number: int, voter: Voter) -> list[list[str]]:
    return [[str(number)], [str(voter.card_no)], [words.in_column(voter.name)], who(voter), [], []]


def who(voter: Voter) -> list[str]:
    """Whether the voter comes for themselves, for others too, or somebody comes for them."""
    if voter.entrusted_to:
        return [f"已委托{voter.entrusted_to}"]
    return [SELF, f"□代{'、'.join(voter.votes_for)}"] if voter.votes_for else [SELF]
