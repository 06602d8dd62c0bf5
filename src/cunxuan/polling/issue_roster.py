"""The roster R07 on which voters sign for their ballots, place by place: who, for whom else, how many; never which.

A ballot has no number, here or anywhere, so no paper leads from a voter to a vote.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from cunxuan.elections.models import Election, Round
from cunxuan.rendering import paper
from cunxuan.rendering.contexts import plain
from cunxuan.rendering.forms.R07 import context as r07
from cunxuan.roll.versions import group_name

from .card_papers import Stations, Voter, by_groups, head
from .proxy_queries import proxies_in_force


def issue_roster_context(
    election: Election, this: Round | None, voters: Iterable[Voter], stations: Stations, *, on: date
) -> dict[str, Any]:
    """A roster for each place, its groups in order; without voters a page to be filled in by hand."""
    found = tuple(voters)
    places = tuple(stations_of(found, stations, entrusted(election, found))) if found else ()
    said: dict[str, Any] = plain(
        r07.BallotRoster(
            paper=replace(head(election, on), seal=paper.Seal.NONE),
            round=paper.Round(this.kind) if this else paper.Round.FIRST,
            polled_on=this.polling_on if this else election.polling_day,
            stations=places or (r07.Station(groups=(r07.Group(),)),),
        )
    )
    return said


Entrusted = tuple[Mapping[int, str], Mapping[int, tuple[str, ...]]]


def entrusted(election: Election, voters: Iterable[Voter]) -> Entrusted:
    """Who votes for each principal, and for whom each holder votes; both by the keys of residents."""
    names = {voter.resident: voter.name for voter in voters}
    holder_of: dict[int, str] = {}
    votes_for: dict[int, tuple[str, ...]] = {}
    for principal, holder in proxies_in_force(election).items():
        if principal in names:
            holder_of[principal] = names.get(holder.pk, holder.name)
            votes_for[holder.pk] = (*votes_for.get(holder.pk, ()), names[principal])
    return holder_of, votes_for


def stations_of(voters: Iterable[Voter], stations: Stations, proxies: Entrusted) -> Iterator[r07.Station]:
    """The places in the order in which their groups come."""
    groups = list(by_groups(voters))
    for name in dict.fromkeys(stations.get(number, "") for number, _ in groups):
        here = [(number, some) for number, some in groups if stations.get(number, "") == name]
        yield r07.Station(name=name, groups=tuple(group(number, some, proxies) for number, some in here))


def group(number: int, voters: Iterable[Voter], proxies: Entrusted) -> r07.Group:
    holder_of, votes_for = proxies
    return r07.Group(
        name=group_name(number),
        voters=tuple(
            r07.Voter(
                card_no=voter.card_no,
                name=voter.name,
                votes_for=votes_for.get(voter.resident, ()),
                entrusted_to=holder_of.get(voter.resident, ""),
            )
            for voter in voters
        ),
    )
