"""Which ballots of a party election are valid, and whom they approve.

Legal basis: regulations of 2020 art. 25. A voter approves of a candidate, disapproves or abstains; only who disapproves
of a candidate may write in another person. Fewer approved than the seats is valid, more is not. Invalid ballots were
returned, but they are in no figure of a candidate.

Public: `Paper`, `Marks`, `Tallied`, `tally(papers, contests, rules) -> Tallied`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from cunxuan.core.findings import Finding, Kind, Value
from cunxuan.core.law import Rules
from cunxuan.core.party import catalogue
from cunxuan.core.party.values import Candidate, Contest, PaperGroup, Post


class Marks(NamedTuple):
    """Whom a ballot approves and disapproves of for one post, and whom it writes in; on the others it abstains."""

    approve: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    write_in: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """So many equal ballots; `marked`: with a number or a sign that tells whose it is."""

    count: int
    marks: Mapping[Post, Marks]
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Tallied:
    """The ballots judged group by group, the contests with their figures, and what was found."""

    groups: tuple[PaperGroup, ...]
    contests: tuple[Contest, ...]
    findings: tuple[Finding, ...]
    count: int
    invalid: int


#: What is wrong with a ballot, at which post, and whom it concerns.
Fault = tuple[str, Post | None, tuple[str, ...]]


def tally(papers: Sequence[Paper], contests: Sequence[Contest], rules: Rules) -> Tallied:
    """Judges every ballot and adds up the marks of those that are valid."""
    seats = {contest.post: contest.seats for contest in contests}
    found: Counter[Fault] = Counter()
    marks: Counter[tuple[Post, str, str]] = Counter()
    groups = []
    for paper in papers:
        group, faults = judge(paper, seats, rules)
        groups.append(group)
        for fault in faults:
            found[fault] += paper.count
        if group.valid:
            _add(marks, paper, group)
    invalid = sum(group.count for group in groups if not group.valid)
    count = sum(group.count for group in groups)
    counted = tuple(_with_marks(contest, marks, count - invalid) for contest in contests)
    return Tallied(tuple(groups), counted, tuple(_findings(found, seats, rules)), count, invalid)


def judge(paper: Paper, seats: Mapping[Post, int], rules: Rules) -> tuple[PaperGroup, list[Fault]]:
    """One kind of ballot: is it valid, why not, and whom does it credit."""
    faults: list[Fault] = [("MARKED", None, ())] if paper.marked else []
    chosen = {post: _chosen(post, marks, faults) for post, marks in paper.marks.items()}
    over = [post for post, names in chosen.items() if len(names) > seats[post]]
    faults += [("OVER_VOTE", post, ()) for post in over]
    valid = not over and not (paper.marked and "party_marked_ballot" in rules.rules)
    credited = tuple((post, names) for post, names in sorted(chosen.items()) if names) if valid else ()
    reasons = tuple(_kind(code, rules).reason for code, _, _ in faults)
    return PaperGroup(paper.count, valid, tuple(dict.fromkeys(reasons)), credited), faults


def _chosen(post: Post, marks: Marks, faults: list[Fault]) -> tuple[str, ...]:
    """Those approved of, and those written in by a voter who disapproves of somebody: who abstains may not."""
    if marks.write_in and not marks.against:
        faults.append(("WRITE_IN_NOT_COUNTED", post, marks.write_in))
        return marks.approve
    return (*marks.approve, *marks.write_in)


def _add(marks: Counter[tuple[Post, str, str]], paper: Paper, group: PaperGroup) -> None:
    for post, names in group.credited:
        for name in names:
            marks[post, name, "approve"] += paper.count
    for post, given in paper.marks.items():
        for name in given.against:
            marks[post, name, "against"] += paper.count


def _with_marks(contest: Contest, marks: Counter[tuple[Post, str, str]], valid: int) -> Contest:
    """The contest with its figures; who neither approves nor disapproves abstains. Names of no candidate join it."""
    post = contest.post
    listed = {one.name for one in contest.candidates}
    candidates = []
    for one in contest.candidates:
        approve, against = marks[post, one.name, "approve"], marks[post, one.name, "against"]
        candidates.append(one._replace(approve=approve, against=against, abstain=valid - approve - against))
    written = sorted(name for where, name, _ in marks if where == post and name not in listed)
    candidates += [Candidate(name, marks[post, name, "approve"], write_in=True) for name in written]
    return replace(contest, candidates=tuple(candidates))


RESTS_ON = {"OVER_VOTE": "party_over_vote", "WRITE_IN_NOT_COUNTED": "party_write_in", "MARKED": "party_marked_ballot"}


def _kind(code: str, rules: Rules) -> Kind:
    if code == "OVER_VOTE":
        return catalogue.PARTY_OVER_VOTE
    if code == "WRITE_IN_NOT_COUNTED":
        return catalogue.PARTY_WRITE_IN_NOT_COUNTED
    voids = "party_marked_ballot" in rules.rules
    return catalogue.PARTY_MARKED_BALLOT_VOID if voids else catalogue.PARTY_MARKED_BALLOT_COUNTED


def _findings(found: Counter[Fault], seats: Mapping[Post, int], rules: Rules) -> Iterable[Finding]:
    """The faults of all ballots together, each with how many have it."""
    for (code, post, names), count in sorted(found.items(), key=str):
        values: dict[str, Value] = {"count": count}
        if post:
            values |= {"post": post, "seats": seats[post]}
        if names:
            values["names"] = names
        yield Finding(_kind(code, rules), values, rules.get(RESTS_ON[code]))
