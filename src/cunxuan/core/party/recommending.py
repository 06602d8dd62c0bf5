"""The two recommendations before the election (两推): by the members, and by the villagers or their representatives.

Legal basis: practice; a county's plan orders the two and sets the share of a vote of confidence, which the packs hold
as an unconfirmed half. How many recommendations a person needs no text says: the most go on, and the township's party
committee decides.

Public: `recommended_by_members(took_part, wanted, people)`, `trusted_by_villagers(rules, took_part, people, share)`,
`margin_of(rules, seats, candidates)`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cunxuan.core.findings import Finding, Value
from cunxuan.core.law import Rules, Share
from cunxuan.core.opinions import Opinion, opinion
from cunxuan.core.party import catalogue
from cunxuan.core.party.members import least_candidates


class Recommended(NamedTuple):
    """A person with the votes of a recommendation or of confidence."""

    name: str
    votes: int


def recommended_by_members(took_part: int, wanted: int, people: Sequence[Recommended]) -> Opinion:
    """党员推荐: those with most votes go on, so many as are wanted; who is equal to the last goes on too."""
    ranked = [one for one in _ranked(people) if one.votes]
    last = ranked[:wanted][-1].votes if ranked else 0
    chosen = [one for one in ranked if one.votes >= last]
    names = tuple(one.name for one in chosen)
    said = [*_impossible(took_part, people), Finding(catalogue.PARTY_RECOMMENDED, {"names": names})]
    if len(chosen) > wanted:
        equal = tuple(one.name for one in chosen if one.votes == last)
        said.append(Finding(catalogue.PARTY_RECOMMENDATION_TIED, {"names": equal}))
    return opinion(said, recommended=list(names))


def trusted_by_villagers(
    rules: Rules, took_part: int, people: Sequence[Recommended], share: Share | None = None
) -> Opinion:
    """村民（代表）信任投票: who does not reach the share of those taking part is not put forward."""
    rule = rules["party_confidence"]
    lawful = rule.value
    assert isinstance(lawful, Share)
    applied, own = (lawful, rule) if share is None else (share, None)  # a share of the county's plan has no article
    needs = applied.needs(took_part)
    said = list(_impossible(took_part, people))
    trusted = tuple(one.name for one in _ranked(people) if applied.met(one.votes, took_part))
    others = tuple(one.name for one in _ranked(people) if one.name not in trusted)
    for kind, names in ((catalogue.PARTY_TRUSTED, trusted), (catalogue.PARTY_NOT_TRUSTED, others)):
        if names:
            said.append(Finding(kind, {"took_part": took_part, "needs": needs, "names": names}, own))
    return opinion(said, recommended=list(trusted), needs=needs)


def margin_of(rules: Rules, seats: int, candidates: int | None = None) -> Opinion:
    """差额不少于应选人数的百分之二十: how many candidates there have to be, and whether there are."""
    wanted = least_candidates(rules, seats)
    values: dict[str, Value] = {"seats": seats, "wanted": wanted}
    kind = catalogue.PARTY_MARGIN_KEPT
    if candidates is not None and candidates < wanted:
        kind, values = catalogue.PARTY_CANDIDATES_TOO_FEW, {**values, "found": candidates}
    return opinion([Finding(kind, values, rules["party_margin"])], min_candidates=wanted)


def _ranked(people: Iterable[Recommended]) -> list[Recommended]:
    return sorted(people, key=lambda one: (-one.votes, one.name))


def _impossible(took_part: int, people: Iterable[Recommended]) -> Iterable[Finding]:
    """Nobody has more votes than people took part."""
    for one in _ranked(people):
        if one.votes > took_part:
            values: dict[str, Value] = {"names": (one.name,), "votes": one.votes, "took_part": took_part}
            yield Finding(catalogue.PARTY_RECOMMENDATIONS_EXCEED_VOTERS, values)
