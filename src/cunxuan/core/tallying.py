"""Counts one post after another, from the highest to the lowest, each with the votes that count for it.

A person elected to a higher post is left out below it; votes that did not elect are counted down only where the law or
the village's method says so, and only from a higher post to a lower one (票数下加). The woman's seat is secured among
the members. Legal basis: see `selection.py`, and for counting down Hebei art. 29 and Hainan art. 31.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from cunxuan.core import findings
from cunxuan.core.contest import Case, Contest, Post
from cunxuan.core.counting_rules import CountingRules
from cunxuan.core.findings import Finding, Kind
from cunxuan.core.law import Rule
from cunxuan.core.selection import Pick, Standing, by_votes, pick, pick_woman_first

RANK: dict[Post, int] = {"chair": 0, "vice_chair": 1, "member": 2}


@dataclass(slots=True)
class Count:
    """One contest as it is being counted: everybody in order, who takes the seats, and why others do not."""

    contest: Contest
    ranked: list[Standing]
    pick: Pick
    elected: tuple[Standing, ...]
    awaiting: int
    why_not: dict[str, str]
    left_out: list[Standing]

    @property
    def short(self) -> int:
        """Seats neither filled nor waiting for a new vote; one kept for a woman is among them."""
        tied = sum(tie.seats for tie in self.pick.ties)
        return self.contest.seats - len(self.elected) - tied - self.awaiting


@dataclass(slots=True)
class Poll:
    """The state of a determination: the case, the law, the figures, and what is known so far."""

    case: Case
    law: CountingRules
    cast: int
    needs: int
    by_majority: bool
    notes: list[Finding]
    counts: list[Count] = field(default_factory=list)
    elected: dict[str, Post] = field(default_factory=dict)
    tied: dict[str, Post] = field(default_factory=dict)
    unspent: dict[str, list[tuple[Post, int]]] = field(default_factory=dict)
    woman: bool = False
    woman_tied: bool = False
    chair_known: bool = False

    def note(self, kind: Kind, rule: Rule | None = None, **values: findings.Value) -> None:
        self.notes.append(Finding(kind, values, rule))


def count_all(poll: Poll) -> None:
    """Counts the contests from the highest post to the lowest, a woman's own line before the rest of its post."""
    before = poll.case.elected_before
    for person in before:
        poll.elected[person.name] = person.post
        poll.woman = poll.woman or person.sex == "F"
        poll.chair_known = poll.chair_known or person.post == "chair"
    contests = poll.case.contests
    if len(contests) > 1:
        contests = tuple(sorted(contests, key=_order))
    for contest in contests:
        poll.chair_known = poll.chair_known or contest.post == "chair"
        poll.counts.append(count_contest(poll, contest))


def _order(contest: Contest) -> tuple[int, bool]:
    return RANK[contest.post], not contest.woman_only


def count_contest(poll: Poll, contest: Contest) -> Count:
    """Ranks those voted for, and gives the seats to those with enough votes."""
    why_not: dict[str, str] = {}
    left_out: list[Standing] = []
    ranked = _rank(poll, contest, why_not, left_out)
    needs = poll.needs
    passed = [standing for standing in ranked if standing.votes >= needs]
    picked = _choose(poll, contest, ranked, passed, why_not)
    elected, awaiting = picked.elected, picked.awaiting
    if poll.tied and any(standing.name in poll.tied for standing in elected):
        elected, awaiting = _wait(poll, picked, why_not)
    count = Count(contest, ranked, picked, elected, awaiting, why_not, left_out)
    if awaiting:
        _note_awaiting(poll, contest, awaiting)
    _remember(poll, count)
    return count


def _rank(poll: Poll, contest: Contest, why_not: dict[str, str], left_out: list[Standing]) -> list[Standing]:
    """Everybody who can still take this post, by the votes that count for it."""
    ranked = []
    post = contest.post
    for person in contest.candidates:
        name = person.name
        if name in poll.elected:
            _leave_out_elected(poll, post, name, why_not)
        elif contest.woman_only and person.sex == "M":
            why_not[name] = "NOT_A_WOMAN"
            poll.note(findings.NOT_A_WOMAN, poll.law.woman_rule, names=(name,))
        elif name in poll.unspent:
            ranked.append(_merge(poll, post, Standing(name, person.votes, person.sex)))
            continue
        else:
            ranked.append(Standing(name, person.votes, person.sex))
            continue
        left_out.append(Standing(name, person.votes, person.sex))
    ranked.sort(key=by_votes)
    return ranked


def _leave_out_elected(poll: Poll, post: Post, name: str, why_not: dict[str, str]) -> None:
    higher = RANK[poll.elected[name]] < RANK[post]
    why_not[name] = "ELECTED_TO_HIGHER_POST" if higher else "ALREADY_ELECTED"
    if higher:
        poll.note(findings.ELECTED_TO_HIGHER_POST, None, names=(name,), post=post)


def _merge(poll: Poll, post: Post, own: Standing) -> Standing:
    """高职务未当选的得票可以加入低职务，低职务的不得加入高职务: adds the votes of higher posts that elected nobody."""
    merged = tuple((higher, votes) for higher, votes in poll.unspent[own.name] if higher != post)
    added = sum(votes for _, votes in merged)
    if not added:
        return own
    votes = own.votes + added
    poll.note(findings.VOTES_MERGED, None, names=(own.name,), post=post, added=added, votes=votes)
    if votes > poll.cast:
        poll.note(findings.MERGED_VOTES_EXCEED_BALLOTS, None, names=(own.name,), votes=votes, participants=poll.cast)
    return own._replace(votes=votes, merged=merged)


def _choose(
    poll: Poll, contest: Contest, ranked: Sequence[Standing], passed: Sequence[Standing], why_not: dict[str, str]
) -> Pick:
    """Most votes first; among the members, where no woman is elected yet, the woman's seat."""
    plain = pick(passed, contest.seats)
    secured = poll.woman or contest.post != "member" or contest.woman_only or not poll.by_majority
    if secured or poll.law.woman_seat != "first" or any(standing.sex == "F" for standing in plain.elected):
        return plain
    if poll.woman_tied:
        return pick(passed, contest.seats - 1)._replace(awaiting=1)
    if any(standing.sex is None for standing in passed) or all(standing.sex is None for standing in ranked):
        poll.note(findings.WOMAN_RULE_NOT_APPLIED, poll.law.woman_rule)
        return plain
    choice = pick_woman_first(passed, contest.seats)
    if choice.reserved and not poll.chair_known:
        poll.note(findings.WOMAN_RULE_NOT_APPLIED, poll.law.woman_rule)
        return plain
    _note_woman(poll, plain, choice, why_not)
    return choice


def _note_woman(poll: Poll, plain: Pick, choice: Pick, why_not: dict[str, str]) -> None:
    """Says whom the woman's seat displaced."""
    kept = {standing.name for standing in (*choice.elected, *(one for tie in choice.ties for one in tie.standing))}
    natural = (*plain.elected, *(one for tie in plain.ties for one in tie.standing))
    displaced = tuple(standing.name for standing in natural if standing.name not in kept)
    reason = "SEAT_RESERVED_FOR_WOMAN" if choice.reserved else "DISPLACED_BY_WOMAN_FIRST"
    for name in displaced:
        why_not[name] = reason
    if choice.reserved:
        poll.note(findings.WOMAN_SEAT_RESERVED, poll.law.woman_rule)
    elif choice.woman_first and displaced:
        woman = choice.woman_first.name
        poll.note(findings.DISPLACED_BY_WOMAN_FIRST, poll.law.woman_rule, woman=woman, names=displaced)


def _wait(poll: Poll, picked: Pick, why_not: dict[str, str]) -> tuple[tuple[Standing, ...], int]:
    """Whoever is still tied for a higher post holds no lower one before the new vote."""
    waiting = [standing for standing in picked.elected if standing.name in poll.tied]
    for standing in waiting:
        why_not[standing.name] = "AWAITS_REVOTE"
    sure = tuple(standing for standing in picked.elected if standing.name not in poll.tied)
    return sure, picked.awaiting + len(waiting)


def _note_awaiting(poll: Poll, contest: Contest, seats: int) -> None:
    names = tuple(poll.tied)
    poll.note(findings.SEAT_AWAITS_REVOTE, poll.law.tie_rule, post=contest.post, seats=seats, names=names)


def _remember(poll: Poll, count: Count) -> None:
    """What the posts below must know: who is elected, who is tied, whose votes are still unspent."""
    post = count.contest.post
    for standing in count.elected:
        poll.elected[standing.name] = post
        poll.woman = poll.woman or standing.sex == "F"
    for tie in count.pick.ties:
        for standing in tie.standing:
            poll.tied.setdefault(standing.name, post)
            poll.woman_tied = poll.woman_tied or standing.sex == "F"
    if poll.law.count_down:
        for person in count.contest.candidates:
            if person.name not in poll.elected and person.name not in poll.tied:
                poll.unspent.setdefault(person.name, []).append((post, person.votes))
