"""What is handed to every voter of a village, and its roster: voter cards O35, the roster R03, for all in one go.

They are working papers, printed whenever somebody asks from the version of the roll that is in force. Each card has a
check code of its own, made with a key of this installation: whoever holds a card that somebody wrote himself is found
out at the table, without a list.

Public: `voters_of`, `Voter`, `cards_context`, `card_roster_context`, `card_code`, `card_with`, `Stations`.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from django.conf import settings

from cunxuan.core import chain
from cunxuan.core.people.years import full_years
from cunxuan.elections.models import Election
from cunxuan.elections.papers import head_of
from cunxuan.rendering import paper
from cunxuan.rendering.contexts import plain
from cunxuan.rendering.forms.O35 import context as o35
from cunxuan.rendering.forms.O35.wording import A_SHEET
from cunxuan.rendering.forms.R03 import context as r03
from cunxuan.roll.versions import entries_of, group_name

#: Where each group votes: its number and the name of the place.
Stations = Mapping[int, str]


class Voter(NamedTuple):
    """A villager on the roll, as cards and rosters have them."""

    resident: int
    card_no: int
    name: str
    group_no: int
    sex: str
    birth_on: date


def voters_of(election: Election) -> tuple[Voter, ...]:
    """Everybody on the version in force, by group and card number; nobody before it is published."""
    roll = election.rolls.order_by("-version").first()
    if roll is None:
        return ()
    columns = ("resident_id", "card_no", "name", "group_no", "resident__sex", "resident__birth_on")
    rows = entries_of(election, roll.version).order_by("group_no", "card_no").values_list(*columns)
    return tuple(map(Voter._make, rows.iterator(5000)))


def by_groups(voters: Iterable[Voter]) -> Iterator[tuple[int, list[Voter]]]:
    for number, some in groupby(voters, key=lambda voter: voter.group_no):
        yield number, list(some)


def head(election: Election, on: date) -> paper.Paper:
    """Of a paper that is no announcement: it has no number, and on rosters no seal."""
    return head_of(election, issued_on=on, figures_at=None, pack=election.pack)


# -- O35 ----------------------------------------------------------------------------------------------------------


def cards_context(election: Election, voters: Sequence[Voter], stations: Stations, *, on: date) -> dict[str, Any]:
    """A card for each voter; without voters a sheet of cards to be filled in by hand."""
    cards = tuple(card(election, voter, stations) for voter in voters) or (o35.Card(),) * A_SHEET
    said: dict[str, Any] = plain(o35.VoterCards(paper=head(election, on), polled_on=election.polling_day, cards=cards))
    return said


def card(election: Election, voter: Voter, stations: Stations) -> o35.Card:
    assert election.polling_day is not None, "only a called election has a roll"
    return o35.Card(
        card_no=voter.card_no,
        name=voter.name,
        sex=paper.Sex(voter.sex),
        age=full_years(voter.birth_on, election.polling_day),
        group=group_name(voter.group_no),
        place=stations.get(voter.group_no, ""),
        code=card_code(election, voter),
    )


def card_code(election: Election, voter: Voter) -> str:
    """7F3C-91AE-20B4, of this person's card with this number and name in this election, and of no other."""
    said = f"voter card {election.semantic_id} {voter.card_no} {voter.resident} {voter.name}"
    return chain.short_code(hmac.new(settings.ID_LOOKUP_KEY, said.encode(), hashlib.sha256).hexdigest())


def card_with(election: Election, card_no: int, code: str) -> Voter | None:
    """The voter whose card has this number and this code; None for a card that is none of ours, or no longer."""
    roll = election.rolls.order_by("-version").first()
    if roll is None:
        return None
    columns = ("resident_id", "card_no", "name", "group_no", "resident__sex", "resident__birth_on")
    rows = entries_of(election, roll.version).filter(card_no=card_no).values_list(*columns)
    found = next(map(Voter._make, rows[:1]), None)
    return found if found and hmac.compare_digest(bare(code), bare(card_code(election, found))) else None


def bare(code: str) -> bytes:
    """Read off a card: case, spaces and dashes do not matter."""
    return "".join(sign for sign in code.upper() if sign.isalnum()).encode()


# -- R03 ----------------------------------------------------------------------------------------------------------


def card_roster_context(election: Election, voters: Iterable[Voter], *, on: date) -> dict[str, Any]:
    groups = tuple(
        r03.Group(name=group_name(number), lines=tuple(r03.Line(card_no=one.card_no, name=one.name) for one in some))
        for number, some in by_groups(voters)
    )
    said: dict[str, Any] = plain(
        r03.CardRoster(
            paper=replace(head(election, on), seal=paper.Seal.NONE),
            polled_on=election.polling_day,
            groups=groups or (r03.Group(),),
        )
    )
    return said
