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
from cunxuan.core.findings import Finding, Kind, define
from cunxuan.core.kin import (
    KIN_HIGHER_POST_LATER,
    KIN_MEETING_DECIDES,
    KIN_NOT_SETTLED,
    KIN_OF_ELECTED,
    KIN_REFILLED,
    KIN_REVOTE,
    KIN_WOMAN_SEAT_KEPT,
    Apart,
    Family,
    keep_apart,
    together,
    why_relatives_leave,
    women_who_leave,
)
from cunxuan.core.law import Rule
from cunxuan.core.selection import NAME, Pick, has_woman, pick, pick_woman_first, rank

RANK: dict[Post, int] = {"chair": 0, "vice_chair": 1, "member": 2}
NOBODY: tuple[str, ...] = ()

NOT_AN_ELECTED_MEMBER = define(
    "D46",
    "NOT_AN_ELECTED_MEMBER",
    "warn",
    "先选委员再从当选成员中选{post}的，{names} 没有当选村民委员会成员，不能当选{post}。",
    "Where {post} is elected from among the members elected before, {names}, not one of them, cannot be elected.",
    rests_on=("chair_from_members",),
)


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
    refilled: tuple[str, ...] = ()


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
    family: Family | None = None
    least: int = 0  # votes that do where the meeting lets the votes already cast decide; 0: it does not

    def note(self, kind: Kind, rule: Rule | None = None, **values: findings.Value) -> None:
        self.notes.append(Finding(kind, values, rule))


def count_all(poll: Poll) -> None:
    """Counts one contest after another, each knowing who was elected above it."""
    for person in poll.case.elected_before:
        poll.elected[person.name] = person.post
        poll.woman = poll.woman or person.sex == "F"
        poll.sex_unknown = poll.sex_unknown or person.sex is None
        poll.chair_known = poll.chair_known or person.post == "chair"
    poll.chair_known = poll.chair_known or poll.contests[0].post == "chair" or poll.law.members_first
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
    if contest.woman_only or poll.unspent or poll.law.members_first or _any_elected(poll, people):
        people = _standing(poll, contest, why_not, left_out, merged)
    ranked = rank(people)
    by_votes, picked = chosen = _choose(poll, contest, contest.seats, ranked)
    refilled, waiting, kept_for_kin = NOBODY, 0, False
    if poll.family:
        apart = _keep_relatives_apart(poll, poll.family, contest, ranked, chosen)
        by_votes, picked, refilled, waiting = apart.by_votes, apart.picked, apart.refilled, apart.waiting
        kept_for_kin = apart.woman_left
        why_not.update(why_relatives_leave(apart, poll.family))
    if picked is not by_votes:
        _say_why_not(poll, by_votes, picked, why_not, kept_for_kin=kept_for_kin)
    elected, awaiting = picked.elected, picked.awaiting
    if poll.tied:
        elected, awaiting = _wait(poll, picked, why_not)
    if awaiting:
        _note_awaiting(poll, contest, awaiting)
    awaiting += waiting
    short = contest.seats - len(elected) - awaiting
    for tie in picked.ties:
        short -= tie.seats
        why_not.update((one.name, "REVOTE_TIED") for one in tie.people)
    count = Count(contest, ranked, picked, elected, awaiting, short, why_not, left_out, merged, refilled)
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
        if poll.law.members_first and contest.post != "member":
            if poll.elected.get(one.name) == "member":
                found.append(one)
            else:
                why_not[one.name] = _no_member(poll, post, one.name)
                left_out.append(one)
        elif one.name in poll.elected:
            why_not[one.name] = _elected_elsewhere(poll, post, one.name)
            left_out.append(one)
        elif contest.woman_only and one.sex == "M":
            why_not[one.name] = "NOT_A_WOMAN"
            poll.note(findings.NOT_A_WOMAN, poll.law.woman_rule, names=(one.name,))
            left_out.append(one)
        else:
            found.append(_merge(poll, post, one, merged) if one.name in poll.unspent else one)
    return found


def _no_member(poll: Poll, post: Post, name: str) -> str:
    """先选委员再从中选主任、副主任的: only those elected to the committee, and to no higher post, can be chosen."""
    if name in poll.elected:
        return _elected_elsewhere(poll, post, name)
    poll.note(NOT_AN_ELECTED_MEMBER, poll.law.rules.get("chair_from_members"), names=(name,), post=post)
    return "NOT_AN_ELECTED_MEMBER"


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


def _choose(poll: Poll, contest: Contest, seats: int, ranked: Sequence[Candidate]) -> tuple[Pick, Pick]:
    """Who takes the seats by votes alone, and as the law has it: the same but for the woman's seat."""
    needs = poll.needs
    passed = [one for one in ranked if one.votes >= needs]
    plain = pick(passed, seats)
    picked = _with_woman(poll, contest, seats, ranked, passed, plain)
    if poll.least:
        filled = _without_a_new_vote(poll, seats, ranked, picked)
        return (filled, filled) if picked is plain else (plain, filled)
    return plain, picked


def _with_woman(
    poll: Poll, contest: Contest, seats: int, ranked: Sequence[Candidate], passed: Sequence[Candidate], plain: Pick
) -> Pick:
    """Among the members, where no woman is elected yet, the woman's seat."""
    if contest.post != "member" or poll.woman or contest.woman_only or not poll.by_majority or not seats:
        return plain
    if poll.law.woman_seat != "first" or has_woman(plain.elected):
        return plain
    if poll.woman_tied:
        return pick(passed, seats - 1)._replace(awaiting=1)
    choice = pick_woman_first(passed, seats)
    unknown = any(one.sex is None for one in passed) or all(one.sex is None for one in ranked)
    if unknown or poll.sex_unknown or (choice.reserved and not poll.chair_known):
        return plain._replace(unsure=True)
    return choice


def _without_a_new_vote(poll: Poll, seats: int, ranked: Sequence[Candidate], picked: Pick) -> Pick:
    """经会议同意不再投票的，不足的名额以得票多的当选，但得票不得少于已投选票的三分之一 (Tianjin art. 33)."""
    taken = {one.name for one in _chosen(picked)}
    left = seats - len(picked.elected) - sum(tie.seats for tie in picked.ties) - picked.awaiting - picked.reserved
    more = pick([one for one in ranked if poll.least <= one.votes and one.name not in taken], left)
    return picked._replace(elected=picked.elected + more.elected, ties=picked.ties + more.ties)


def _say_why_not(poll: Poll, by_votes: Pick, picked: Pick, why_not: dict[str, str], *, kept_for_kin: bool) -> None:
    """Says whom the woman's seat displaced, or who waits because a woman may still be elected above."""
    rule = poll.law.woman_rule
    if picked.unsure:
        poll.note(findings.WOMAN_RULE_NOT_APPLIED, rule)
        return
    kept = {one.name for one in _chosen(picked)}
    displaced = tuple(one.name for one in _chosen(by_votes) if one.name not in kept and one.name not in why_not)
    reason = "SEAT_RESERVED_FOR_WOMAN" if picked.reserved else "DISPLACED_BY_WOMAN_FIRST"
    if poll.woman_tied:
        reason = "AWAITS_REVOTE"
    why_not.update((name, reason) for name in displaced)
    if picked.reserved and not kept_for_kin:
        poll.note(findings.WOMAN_SEAT_RESERVED, rule)
    elif displaced and picked.woman_first:
        poll.note(findings.DISPLACED_BY_WOMAN_FIRST, rule, woman=picked.woman_first.name, names=displaced)


def _keep_relatives_apart(
    poll: Poll, family: Family, contest: Contest, ranked: Sequence[Candidate], chosen: tuple[Pick, Pick]
) -> Apart:
    """近亲属回避: whoever may not sit with those elected leaves, and why is said."""
    holding = tuple(poll.elected)
    if not family.keeps:
        for pair in together(chosen[1].elected, holding, family):
            poll.note(KIN_NOT_SETTLED, family.rule, names=pair)
        return Apart(*chosen, {}, (), (), 0)

    def without(out: frozenset[str], seats: int) -> tuple[Pick, Pick]:
        return _choose(poll, contest, seats, [one for one in ranked if one.name not in out])

    apart = keep_apart(chosen, without, holding, family, contest.seats)
    _say_who_leaves(poll, family, contest.post, apart)
    women = women_who_leave(chosen[1], apart) if _wants_a_woman(poll, contest) else ()
    if not women:
        return apart
    poll.note(KIN_WOMAN_SEAT_KEPT, poll.law.woman_rule, names=women)
    return apart._replace(picked=apart.picked._replace(reserved=True, woman_first=None), woman_left=True)


def _wants_a_woman(poll: Poll, contest: Contest) -> bool:
    """Is a member's seat to be kept, where nobody else secures that there is a woman?"""
    by_law = poll.law.woman_seat == "first" and poll.by_majority and poll.chair_known
    return by_law and contest.post == "member" and not (poll.woman or poll.woman_tied or poll.sex_unknown)


def _say_who_leaves(poll: Poll, family: Family, post: Post, apart: Apart) -> None:
    in_office = {person.name for person in poll.case.elected_before}
    rule = family.keeps_rule
    for name, stays in apart.leave.items():
        higher = stays in in_office and RANK[poll.elected[stays]] > RANK[post]
        poll.note(KIN_HIGHER_POST_LATER if higher else KIN_OF_ELECTED, rule, names=(name,), post=post, stays=stays)
    decided = {"post_votes_revote": KIN_REVOTE, "post_votes_meeting": KIN_MEETING_DECIDES}
    for cluster in apart.equal:
        names, votes = tuple(one.name for one in cluster), cluster[0].votes
        kind = decided.get(family.keeps, KIN_NOT_SETTLED)
        values: dict[str, findings.Value] = {} if kind is KIN_NOT_SETTLED else {"post": post, "votes": votes}
        poll.note(kind, rule if values else family.rule, names=names, **values)
    if apart.refilled:
        refill = poll.law.rules.get("committee_kin_refill")
        poll.note(KIN_REFILLED, refill, names=apart.refilled, post=post)


def _chosen(picked: Pick) -> tuple[Candidate, ...]:
    """Those who take a seat, and those tied for one."""
    return (*picked.elected, *(one for tie in picked.ties for one in tie.people))


def _wait(poll: Poll, picked: Pick, why_not: dict[str, str]) -> tuple[tuple[Candidate, ...], int]:
    """Whoever is still tied for a higher post, or is a relative of one who is, waits for the new vote."""
    sure = tuple(one for one in picked.elected if not _depends_on_a_tie(poll, one.name))
    why_not.update((one.name, "AWAITS_REVOTE") for one in picked.elected if one not in sure)
    return sure, picked.awaiting + len(picked.elected) - len(sure)


def _depends_on_a_tie(poll: Poll, name: str) -> bool:
    family = poll.family
    return name in poll.tied or bool(family and family.keeps and family.relative_among(name, poll.tied))


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
