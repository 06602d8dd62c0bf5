"""Recalling a member of the villagers' committee (罢免): who may demand it, by when it is voted on, what the vote says.

Legal basis: Organic Law art. 19 (art. 16 before 2026): a fifth of those with the right to vote, or a third of the
representatives, demand it with reasons; the person may answer; more than half of the registered vote, and more than
half of the votes are for it. The provinces: the deadline, who steps in after it, and how long a failed demand bars the
next.

Public: `may_be_demanded(rules, demand) -> Opinion`, `decide(vote) -> Verdict`, and the values they take and give.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from cunxuan.core import recall_findings as found
from cunxuan.core.ballot_account import participants_of, why_void
from cunxuan.core.contest import NO_MEASURES, BallotAccount, Case, Post, Shortage, Threshold
from cunxuan.core.counting_rules import counting_rules
from cunxuan.core.dates import due_within, latest_before
from cunxuan.core.findings import Finding, Kind, Value
from cunxuan.core.law import Rule, Rules, Share
from cunxuan.core.opinions import Opinion, opinion


class Signatures(NamedTuple):
    """How many signed, of how many: villagers with the right to vote, or representatives."""

    of: Literal["voters", "representatives"]
    signed: int
    whole: int


@dataclass(frozen=True, slots=True)
class Demand:
    """A demand for a recall. None: not known yet. `failed_on`: an earlier recall of the same person failed that day."""

    signatures: tuple[Signatures, ...] = ()
    by_township: bool = False
    reasons: bool = True
    heard: bool | None = None
    received: date | None = None
    today: date | None = None
    notice_on: date | None = None
    polling_day: date | None = None
    failed_on: date | None = None
    same_facts: bool | None = None


class Target(NamedTuple):
    """A member whose recall is voted on, with the votes for it and against it."""

    name: str
    yes: int
    no: int
    post: Post


@dataclass(frozen=True, slots=True)
class Vote:
    """One recall vote of a village, ready to be decided."""

    rules: Rules
    registered: int
    account: BallotAccount
    targets: tuple[Target, ...]
    demand: Demand | None = None
    proxies: int = 0
    mobile_boxes: int = 0
    polling_day: date | None = None


class Decided(NamedTuple):
    """What became of one member; `recalled` is None where the vote is void, and then no figures are shown."""

    target: Target
    recalled: bool | None
    reason: str


class Verdict(NamedTuple):
    """What a recall vote comes to; `admissible`: may it be demanded at all (None: the demand is not given)."""

    outcome: Literal["decided", "rerun", "void"]
    pack: str
    participants: int | None
    threshold: Threshold | None
    decided: tuple[Decided, ...]
    short: tuple[Shortage, ...]
    admissible: bool | None
    findings: tuple[Finding, ...]

    @property
    def recalled(self) -> bool:
        """Is anybody recalled?"""
        return any(one.recalled for one in self.decided)

    @property
    def blocked(self) -> bool:
        """Does the law, or the figures, forbid declaring this?"""
        return any(finding.blocks for finding in self.findings)


# -- the demand ----------------------------------------------------------------------------------------------------


def may_be_demanded(rules: Rules, demand: Demand) -> Opinion:
    """五分之一以上有选举权的村民或者三分之一以上的村民代表联名，可以提出罢免要求并说明理由."""
    said = [*_who_demands(rules, demand), *_what_it_says(rules, demand), *_barred(rules, demand)]
    admissible = not any(finding.blocks for finding in said)  # a vote held late does not undo the demand
    latest = vote_by(rules, demand.received)
    township = _township_by(rules, latest)
    said += _when(rules, demand, latest, township)
    follows = {
        "admissible": admissible,
        "needs": {one.of: _petition_share(rules, one.of).needs(one.whole) for one in demand.signatures},
        "vote_by": latest.isoformat() if latest else None,
        "township_by": township.isoformat() if township else None,
    }
    return opinion(said, **follows)


def _who_demands(rules: Rules, demand: Demand) -> Iterable[Finding]:
    """Enough villagers or enough representatives; the township only where the province lets it propose."""
    if demand.by_township:
        rule = rules.get("recall_by_township")
        if rule is not None and rule.value:
            yield Finding(found.RECALL_BY_TOWNSHIP, {}, rule)
        else:
            yield Finding(found.RECALL_NOT_BY_TOWNSHIP, {}, rule or rules["recall_petition_voters"])
    enough = [_petition_share(rules, one.of).met(one.signed, one.whole) for one in demand.signatures]
    for one, met in zip(demand.signatures, enough, strict=True):
        otherwise = found.RECALL_PETITION_OTHER_TOO_FEW if any(enough) else found.RECALL_PETITION_TOO_FEW
        kind = found.RECALL_PETITION_OK if met else otherwise
        needs = _petition_share(rules, one.of).needs(one.whole)
        values: dict[str, Value] = {"signed": one.signed, "whole": one.whole, "needs": needs}
        yield Finding(kind, {"of": f"recall_{one.of}", **values}, rules[f"recall_petition_{one.of}"])


def _petition_share(rules: Rules, of: str) -> Share:
    return _share(rules[f"recall_petition_{of}"])


def _share(rule: Rule) -> Share:
    assert isinstance(rule.value, Share), rule.key
    return rule.value


def _what_it_says(rules: Rules, demand: Demand) -> Iterable[Finding]:
    """罢免要求应当说明理由；被提出罢免的人有权提出申辩意见."""
    if not demand.reasons:
        yield Finding(found.RECALL_WITHOUT_REASONS, {}, rules["recall_reasons"])
    if demand.heard is not True:
        kind = found.RECALL_DEFENCE if demand.heard is None else found.RECALL_NOT_HEARD
        yield Finding(kind, {}, rules["recall_defence"])


def _barred(rules: Rules, demand: Demand) -> Iterable[Finding]:
    """罢免未获通过的，在规定的期间内，或者以同一事实和理由，不得再次提出."""
    if demand.failed_on is None:
        return
    failed: dict[str, Value] = {"failed_on": demand.failed_on.isoformat()}
    months = rules.get("recall_bar_months")
    if months is not None:
        until = months_later(demand.failed_on, _number(months))
        if demand.received is not None and demand.received > until:
            return
        if not rules.flag("recall_bar_same_facts"):
            yield Finding(found.RECALL_BARRED, {**failed, "until": until.isoformat()}, months)
            return
    rule = months or rules.get("recall_bar")
    if rule is None:
        yield Finding(found.RECALL_NO_BAR, failed)
    elif demand.same_facts is None:
        yield Finding(found.RECALL_SAME_FACTS_UNKNOWN, failed, rule)
    elif demand.same_facts:
        yield Finding(found.RECALL_BARRED_SAME_FACTS, failed, rule)


# -- when ---------------------------------------------------------------------------------------------------------


def vote_by(rules: Rules, received: date | None) -> date | None:
    """The last day to vote on a demand: so many days or months from the day on which it was received."""
    rule = _time_to_vote(rules)
    if rule is None or received is None:
        return None
    if rule.key == "recall_vote_months":
        return months_later(received, _number(rule))
    return due_within(received, _number(rule))


def _time_to_vote(rules: Rules) -> Rule | None:
    """Months where a province counts in months: the guidance's days then give way."""
    return rules.get("recall_vote_months") or rules.get("recall_vote_days")


def _township_by(rules: Rules, latest: date | None) -> date | None:
    """逾期没有表决的，由乡镇组织投票: counted from the day on which the village's time ran out."""
    days = rules.number("recall_township_days")
    return due_within(latest, days) if latest and days is not None else None


def _when(rules: Rules, demand: Demand, latest: date | None, township: date | None) -> Iterable[Finding]:
    if latest and demand.received:
        yield from _in_time(demand, demand.received, latest, _time_to_vote(rules))
        if township and not demand.polling_day and demand.today and demand.today > latest:
            values: dict[str, Value] = {"latest": township.isoformat()}
            yield Finding(found.RECALL_TOWNSHIP_STEPS_IN, values, rules["recall_township_days"])
    notice = rules.get("recall_notice_days")
    if notice and demand.notice_on and demand.polling_day:
        last = latest_before(demand.polling_day, _number(notice))
        if demand.notice_on > last:
            values = {"latest": last.isoformat(), "notice_on": demand.notice_on.isoformat()}
            yield Finding(found.RECALL_NOTICE_TOO_SHORT, values, notice)


def _in_time(demand: Demand, received: date, latest: date, rule: Rule | None) -> Iterable[Finding]:
    """By when it is voted on, whether that was missed, or whether the vote was held late."""
    values: dict[str, Value] = {"received": received.isoformat(), "latest": latest.isoformat()}
    yield Finding(found.RECALL_VOTE_DUE, values, rule)
    if demand.polling_day:
        if demand.polling_day > latest:
            held = demand.polling_day.isoformat()
            yield Finding(found.RECALL_VOTE_LATE, {"latest": latest.isoformat(), "held": held}, rule)
    elif demand.today and demand.today > latest:
        today = demand.today.isoformat()
        yield Finding(found.RECALL_VOTE_OVERDUE, {"latest": latest.isoformat(), "today": today}, rule)


def months_later(start: date, months: int) -> date:
    """The corresponding day so many months later, or the last of that month (Civil Code art. 202)."""
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


def _number(rule: Rule) -> int:
    assert isinstance(rule.value, int), rule.key
    return rule.value


# -- the vote -----------------------------------------------------------------------------------------------------


def decide(vote: Vote) -> Verdict:
    """罢免须有登记参加选举的村民过半数投票，并须经投票的村民过半数通过."""
    rules = vote.rules
    law = counting_rules(rules, NO_MEASURES)
    demanded = may_be_demanded(rules, vote.demand) if vote.demand else None
    notes = [*rules.findings, *(demanded.findings if demanded else ()), *_manner(vote)]
    admissible = bool(demanded.follows["admissible"]) if demanded else None
    void = why_void(Case(rules, "first", vote.registered, vote.account, ()), vote.account, law, notes)
    if void:
        return _nothing(vote, "void", None, void, admissible, notes)
    cast = participants_of(vote.account, law)
    if not _enough_took_part(vote, cast, notes):
        return _nothing(vote, "rerun", cast, found.RECALL_INVALID_TURNOUT, admissible, notes)
    rule = rules["recall_win"]
    needs = _share(rule).needs(cast)
    decided = tuple(_decide(vote, target, needs, notes) for target in _ranked(vote.targets))
    short = _vacancies(vote, decided, notes)
    threshold = Threshold(str(rule.value), cast, needs, rule)
    return Verdict("decided", rules.name, cast, threshold, decided, short, admissible, tuple(notes))


def _ranked(targets: Iterable[Target]) -> list[Target]:
    """Most votes for the recall first, equal ones by name."""
    return sorted(targets, key=lambda one: (-one.yes, one.name))


def _manner(vote: Vote) -> Iterable[Finding]:
    """罢免投票不得委托、不得设流动票箱, where the province says so."""
    proxies, boxes = vote.rules.get("recall_proxies"), vote.rules.get("recall_mobile_boxes")
    if vote.proxies and proxies is not None and not proxies.value:
        yield Finding(found.RECALL_PROXIES_FORBIDDEN, {"count": vote.proxies}, proxies)
    if vote.mobile_boxes and boxes is not None and not boxes.value:
        yield Finding(found.RECALL_MOBILE_BOXES_FORBIDDEN, {"count": vote.mobile_boxes}, boxes)


def _enough_took_part(vote: Vote, cast: int, notes: list[Finding]) -> bool:
    rule = vote.rules["recall_turnout"]
    share = _share(rule)
    enough = share.met(cast, vote.registered)
    kind = found.RECALL_TURNOUT_OK if enough else found.RECALL_INVALID_TURNOUT
    needs = share.needs(vote.registered)
    notes.append(Finding(kind, {"participants": cast, "registered": vote.registered, "needs": needs}, rule))
    return enough


def _decide(vote: Vote, target: Target, needs: int, notes: list[Finding]) -> Decided:
    """Exactly half of the votes does not recall; what is neither for nor against counts among those voting."""
    names, returned = (target.name,), vote.account.returned
    if target.yes + target.no > returned:
        values: dict[str, Value] = {"names": names, "yes": target.yes, "no": target.no, "returned": returned}
        notes.append(Finding(found.RECALL_VOTES_EXCEED_BALLOTS, values))
    recalled = target.yes >= needs
    kind = found.RECALLED if recalled else found.RECALL_FAILED
    values = {"names": names, "yes": target.yes, "needs": needs, "post": target.post}
    notes.append(Finding(kind, values, vote.rules["recall_win"]))
    if not recalled:
        notes.extend(_bar_begins(vote, names))
    return Decided(target, recalled, kind.reason)


def _bar_begins(vote: Vote, names: tuple[str, ...]) -> Iterable[Finding]:
    """How long a failed recall bars the next, where the rules say so."""
    months, bar = vote.rules.get("recall_bar_months"), vote.rules.get("recall_bar")
    if months and not vote.rules.flag("recall_bar_same_facts"):
        if vote.polling_day:
            until = months_later(vote.polling_day, _number(months)).isoformat()
            yield Finding(found.RECALL_BAR_BEGINS, {"names": names, "until": until}, months)
    elif months or bar:
        yield Finding(found.RECALL_BAR_BEGINS_SAME_FACTS, {"names": names}, months or bar)


def _vacancies(vote: Vote, decided: Iterable[Decided], notes: list[Finding]) -> tuple[Shortage, ...]:
    """The seats that the recall leaves empty, post by post."""
    gone = [one.target for one in decided if one.recalled]
    if gone:
        values: dict[str, Value] = {"names": tuple(one.name for one in gone), "seats": len(gone)}
        notes.append(Finding(found.RECALL_LEAVES_VACANCY, values, vote.rules.get("by_election_optional")))
    posts = [one.post for one in gone]
    return tuple(Shortage(post, posts.count(post)) for post in dict.fromkeys(sorted(posts)))


def _nothing(
    vote: Vote,
    outcome: Literal["rerun", "void"],
    cast: int | None,
    kind: Kind,
    admissible: bool | None,
    notes: list[Finding],
) -> Verdict:
    """The vote is void, or too few took part: nobody is recalled; figures of a void vote are not shown."""
    recalled = None if outcome == "void" else False
    decided = tuple(Decided(one, recalled, kind.reason) for one in sorted(vote.targets))
    return Verdict(outcome, vote.rules.name, cast, None, decided, (), admissible, tuple(notes))
