"""Who votes by proxy in the demonstration, who at a mobile box, and for whom somebody writes.

About one voter in eleven is away and entrusts somebody of the household, or else a neighbour; nobody is chosen who
stands for election. The dice are this module's own: what a village votes does not depend on them.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any, NamedTuple

from cunxuan.core.people.relatives import Relation
from cunxuan.elections.actions import rules_of
from cunxuan.polling import assistance_actions, proxy_actions
from cunxuan.polling.assistance_actions import Wanted
from cunxuan.polling.assistance_queries import candidates_of
from cunxuan.polling.proxy_actions import Application
from cunxuan.roll.models import Resident, RollEntry

from .village import Village

BY_PROXY, AT_A_BOX = 0.09, 0.07  # of the roll
SCRIBED = 4
WHY_AWAY = ("work", "work", "work", "trade", "study", "treatment", "visit", "duty")
WHY_BOX = ("old", "old", "weak", "ill", "disabled")
A_GENERATION = 16  # years between parent and child at least


def close_proxies(village: Village, _step: str, day: date) -> None:
    """The letters of those who are away, and then those who need help to vote."""
    voters, dice = voters_of(village), Random(f"{village.division.code} proxies")
    at = village.hours.on(day, 10)
    pairs = list(entrusted(village, voters, dice))
    away = {principal.pk for principal, _, _ in pairs}
    needing = list(helped_to_vote([voter for voter in voters if voter.pk not in away], dice))
    named = {voter.pk for one, other, _ in pairs for voter in (one, other)} | {voter.pk for voter, _ in needing}
    people = Resident.objects.in_bulk(named)
    applications = [
        Application(
            principal=people[principal.pk],
            holder=people[holder.pk],
            relation=kin,
            reason=dice.choice(WHY_AWAY),
            on=day,
        )
        for principal, holder, kin in pairs
    ]
    proxy_actions.take_proxies(village.election, applications, on=day, by=village.by, at=at)
    helped = [Wanted(resident=people[voter.pk], **how) for voter, how in needing]
    assistance_actions.add_people(village.election, helped, on=day, by=village.by, at=at)
    proxy_actions.close_proxies(village.election, on=day, by=village.by, at=at)


def publish_proxies(village: Village, _step: str, day: date) -> None:
    at = village.hours.on(day, 10)
    proxy_actions.publish_proxies(village.election, on=day, by=village.by, at=at)
    assistance_actions.publish_assistance(village.election, on=day, by=village.by, at=at)


class Voter(NamedTuple):
    """As much of somebody on the roll as it takes to say who would vote for whom."""

    pk: int
    name: str
    sex: str
    birth_on: date
    group_no: int
    household_no: int
    lives_here: bool


def voters_of(village: Village) -> list[Voter]:
    """Everybody on the roll but the candidates, those who live elsewhere first."""
    on_roll = RollEntry.objects.filter(election=village.election, until_version=None).values("resident_id")
    people = Resident.objects.filter(village=village.division, pk__in=on_roll)
    people = people.exclude(name__in=candidates_of(village.election)).order_by("lives_here", "pk")
    return list(map(Voter._make, people.values_list(*Voter._fields)))


def entrusted(village: Village, voters: list[Voter], dice: Random) -> Iterator[tuple[Voter, Voter, Relation]]:
    """Each principal with a holder who is at home and votes for nobody more than the law allows."""
    wanted = int(len(voters) * BY_PROXY)
    away = [voter for voter in voters if not voter.lives_here][:wanted]
    home = [voter for voter in voters if voter.lives_here]
    principals = away + dice.sample(home, max(0, min(wanted - len(away), len(home))))
    rules = rules_of(village.election)
    cap, held = rules.number("proxy_cap") or 3, Counter[int]()
    chosen = {one.pk for one in principals}
    holders = [voter for voter in home if voter.pk not in chosen]
    families = defaultdict(list)
    for voter in holders:
        families[voter.group_no, voter.household_no].append(voter)
    anybody = rules.choice("proxy_holder") != "near_relative"
    for principal in principals:
        family = families[principal.group_no, principal.household_no]
        near: list[tuple[Voter, Relation]] = [
            (one, kin) for one in family if (kin := relation(principal, one)) != "other"
        ]
        choices = near or ([(dice.choice(holders), "other")] if anybody and holders else [])
        free = [(one, kin) for one, kin in choices if held[one.pk] < cap]
        if free:
            holder, kin = free[0]
            held[holder.pk] += 1
            yield principal, holder, kin


def relation(principal: Voter, holder: Voter) -> Relation:
    """What somebody of the household most likely is to another, by age and sex."""
    older = principal.birth_on.year - holder.birth_on.year
    if abs(older) >= 2.5 * A_GENERATION:
        return "grandparent" if older > 0 else "grandchild"
    if abs(older) >= A_GENERATION:
        return "parent" if older > 0 else "child"
    if principal.sex != holder.sex and abs(older) < A_GENERATION // 2:
        return "spouse"
    return "sibling" if principal.name[0] == holder.name[0] else "other"


def helped_to_vote(voters: list[Voter], dice: Random) -> Iterator[tuple[Voter, dict[str, Any]]]:
    """The oldest vote at home; for a few of them a younger neighbour writes."""
    home = sorted((voter for voter in voters if voter.lives_here), key=lambda one: one.birth_on)
    oldest = home[: int(len(voters) * AT_A_BOX)]
    for voter in oldest:
        yield voter, {"help": "mobile_box", "reason": dice.choice(WHY_BOX), "box_no": 1}
    for voter, scribe in zip(oldest[:SCRIBED], reversed(home), strict=False):
        yield voter, {"help": "scribe", "reason": "cannot_write", "scribe": scribe.name}
