"""Counts one post after another, from the highest to the lowest, each with the votes that count for it.

A person elected to a higher post is left out below it; votes that did not elect are counted down only where the law or
the village's method says so, and only from a higher post to a lower one (票数下加). The woman's seat is secured among
the members. Legal basis: see `selection.py`, and for counting down Hebei art. 29 and Hainan art. 31.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from cunxuan.core import findings
from cunxuan.core.contest import Candidate, Case, Contest, Post
from cunxuan.core.counting_rules import CountingRules
from cunxuan.core.findings import Finding, Kind
from cunxuan.core.law import Rule
from cunxuan.core.selection import NAME, Pick, has_woman, pick, pick_woman_first, rank

RANK: dict[Post, int] = {"chair": 0, "vice_chair": 1, "member": 2}


@dataclass(slots=True)
class Count:
    """One contest as it is being counted: everybody in order, who takes the seats, and why others do not."""

    contest: Contest
    ranked: list[Candidate]
    pick: Pick
    elected: tuple[Candidate, ...]
    awaiting: int
    short: int  # seats neither filled nor waiting for a new vote; one kept for a woman is among them
    why_not: dict[str, str]
    left_out: list[Candidate]
    merged: dict[str, Votes]


#: Votes of a person for several posts.
Votes = tuple[tuple[Post, int], ...]


@dataclass(slots=True)
class Poll:
    """The state of a determination: the case, the law, the figures, and what is known so far."""

    case: Case
    law: CountingRules
    cast: int
    needs: int
    by_majority: bool
    notes: list[Finding]
    contests: Sequence[Contest]
    counts: list[Count] = field(default_factory=list)
    elected: dict[str, Post] = field(default_factory=dict)
    tied: dict[str, Post] = field(default_factory=dict)
    unspent: dict[str, Votes] = field(default_factory=dict)
    woman: bool = False
    woman_tied: bool = False
    sex_unknown: bool = False
    chair_known: bool = False

    def note(self, kind: Kind, rule: Rule | None = None, **values: findings.Value) -> None:
        self.notes.append(Finding(kind, values, rule))


def count_all(poll: Poll) -> None:
    """Counts one contest after another, each knowing who was elected above it."""
    for person in poll.case.elected_before:
        poll.elected[person.name] = person.post
        poll.woman = poll.woman or person.sex == "F"
        poll.sex_unknown = poll.sex_unknown or person.sex is None
        poll.chair_known = poll.chair_known or person.post == "chair"
    poll.chair_known = poll.chair_known or poll.contests[0].post == "chair"
    for contest in poll.contests:
        poll.counts.append(count_contest(poll, contest))


def from_the_highest(contests: Sequence[Contest]) -> Sequence[Contest]:
    """The contests from the highest post to the lowest, a woman's own line before the rest of its post."""
    return sorted(contests, key=_order) if len(contests) > 1 else contests


def _order(contest: Contest) -> tuple[int, bool]:
    return RANK[contest.post], not contest.woman_only


def count_contest(poll: Poll, contest: Contest) -> Count:
    """Ranks those voted for, and gives the seats to those with enough votes."""
    why_not: dict[str, str] = {}
    left_out: list[Candidate] = []
    merged: dict[str, Votes] = {}
    people: Sequence[Candidate] = contest.candidates
    if contest.woman_only or poll.unspent or _any_elected(poll, people):
        people = _standing(poll, contest, why_not, left_out, merged)
    ranked = rank(people)
    needs = poll.needs
    passed = [one for one in ranked if one.votes >= needs]
    picked = _choose(poll, contest, ranked, passed, why_not)
    elected, awaiting = picked.elected, picked.awaiting
    if poll.tied:
        elected, awaiting = _wait(poll, picked, why_not)
    if awaiting:
        _note_awaiting(poll, contest, awaiting)
    short = contest.seats - len(elected) - awaiting
    for tie in picked.ties:
        short -= tie.seats
        why_not.update((one.name, "REVOTE_TIED") for one in tie.people)
    count = Count(contest, ranked, picked, elected, awaiting, short, why_not, left_out, merged)
    _remember(poll, count)
    return count


def _any_elected(poll: Poll, people: Sequence[Candidate]) -> bool:
    return not poll.elected.keys().isdisjoint([one.name for one in people])


def _standing(
    poll: Poll, contest: Contest, why_not: dict[str, str], left_out: list[Candidate], merged: dict[str, Votes]
) -> list[Candidate]:
    """Everybody who can still take this post, with the votes that count for it."""
    found, post = [], contest.post
    for one in sorted(contest.candidates, key=NAME):
        if one.name in poll.elected:
            why_not[one.name] = _elected_elsewhere(poll, post, one.name)
            left_out.append(one)
        elif contest.woman_only and one.sex == "M":
            why_not[one.name] = "NOT_A_WOMAN"
            poll.note(findings.NOT_A_WOMAN, poll.law.woman_rule, names=(one.name,))
            left_out.append(one)
        else:
            found.append(_merge(poll, post, one, merged) if one.name in poll.unspent else one)
    return found


def _elected_elsewhere(poll: Poll, post: Post, name: str) -> str:
    if RANK[poll.elected[name]] >= RANK[post]:
        return "ALREADY_ELECTED"
    poll.note(findings.ELECTED_TO_HIGHER_POST, None, names=(name,), post=post)
    return "ELECTED_TO_HIGHER_POST"


def _merge(poll: Poll, post: Post, own: Candidate, merged: dict[str, Votes]) -> Candidate:
    """高职务未当选的得票可以加入低职务，低职务的不得加入高职务: adds the votes of higher posts that elected nobody."""
    higher = tuple((one, votes) for one, votes in poll.unspent[own.name] if one != post)
    added = sum(votes for _, votes in higher)
    if not added:
        return own
    merged[own.name] = higher
    votes = own.votes + added
    poll.note(findings.VOTES_MERGED, None, names=(own.name,), post=post, added=added, votes=votes)
    if votes > poll.cast:
        poll.note(findings.MERGED_VOTES_EXCEED_BALLOTS, None, names=(own.name,), votes=votes, participants=poll.cast)
    return own._replace(votes=votes)


def _choose(
    poll: Poll, contest: Contest, ranked: Sequence[Candidate], passed: Sequence[Candidate], why_not: dict[str, str]
) -> Pick:
    """Most votes first; among the members, where no woman is elected yet, the woman's seat."""
    plain = pick(passed, contest.seats)
    if contest.post != "member" or poll.woman or contest.woman_only or not poll.by_majority:
        return plain
    if poll.law.woman_seat != "first" or has_woman(plain.elected):
        return plain
    if poll.woman_tied:
        return _keep_one_waiting(plain, passed, contest.seats, why_not)
    choice = pick_woman_first(passed, contest.seats)
    unknown = any(one.sex is None for one in passed) or all(one.sex is None for one in ranked)
    if unknown or poll.sex_unknown or (choice.reserved and not poll.chair_known):
        poll.note(findings.WOMAN_RULE_NOT_APPLIED, poll.law.woman_rule)
        return plain
    _note_woman(poll, plain, choice, why_not)
    return choice


def _keep_one_waiting(plain: Pick, passed: Sequence[Candidate], seats: int, why_not: dict[str, str]) -> Pick:
    """Whether a woman is elected above is still open, and with it who takes the last seat."""
    sure = pick(passed, seats - 1)
    kept = {one.name for one in _chosen(sure)}
    why_not.update((one.name, "AWAITS_REVOTE") for one in _chosen(plain) if one.name not in kept)
    return sure._replace(awaiting=1)


def _note_woman(poll: Poll, plain: Pick, choice: Pick, why_not: dict[str, str]) -> None:
    """Says whom the woman's seat displaced."""
    kept = {one.name for one in _chosen(choice)}
    displaced = tuple(one.name for one in _chosen(plain) if one.name not in kept)
    reason = "SEAT_RESERVED_FOR_WOMAN" if choice.reserved else "DISPLACED_BY_WOMAN_FIRST"
    for name in displaced:
        why_not[name] = reason
    if choice.reserved:
        poll.note(findings.WOMAN_SEAT_RESERVED, poll.law.woman_rule)
    elif displaced and choice.woman_first:
        woman = choice.woman_first.name
        poll.note(findings.DISPLACED_BY_WOMAN_FIRST, poll.law.woman_rule, woman=woman, names=displaced)


def _chosen(picked: Pick) -> tuple[Candidate, ...]:
    """Those who take a seat, and those tied for one."""
    return (*picked.elected, *(one for tie in picked.ties for one in tie.people))


def _wait(poll: Poll, picked: Pick, why_not: dict[str, str]) -> tuple[tuple[Candidate, ...], int]:
    """Whoever is still tied for a higher post holds no lower one before the new vote."""
    sure = tuple(one for one in picked.elected if one.name not in poll.tied)
    why_not.update((one.name, "AWAITS_REVOTE") for one in picked.elected if one.name in poll.tied)
    return sure, picked.awaiting + len(picked.elected) - len(sure)


def _note_awaiting(poll: Poll, contest: Contest, seats: int) -> None:
    names = tuple(poll.tied)
    poll.note(findings.SEAT_AWAITS_REVOTE, poll.law.tie_rule, post=contest.post, seats=seats, names=names)


def _remember(poll: Poll, count: Count) -> None:
    """What the posts below must know: who is elected, who is tied, whose votes are still unspent."""
    post = count.contest.post
    for one in count.elected:
        poll.elected[one.name] = post
        poll.woman = poll.woman or one.sex == "F"
        poll.sex_unknown = poll.sex_unknown or one.sex is None
    for tie in count.pick.ties:
        for one in tie.people:
            poll.tied.setdefault(one.name, post)
            poll.woman_tied = poll.woman_tied or one.sex == "F"
    if poll.law.count_down:
        for one in count.contest.candidates:
            if one.name not in poll.elected and one.name not in poll.tied:
                poll.unspent[one.name] = (*poll.unspent.get(one.name, ()), (post, one.votes))
