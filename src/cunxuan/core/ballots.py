"""Which ballot papers are valid, and whom they credit.

Legal basis: the articles on validity (Zhejiang art. 27, Beijing art. 28, Henan art. 35, Sichuan art. 32) and the
ministry's guidance, part 6. Fewer chosen than the seats is valid; more is not, for the whole paper or for that post as
the law or the village's method says. Whatever is on them, papers taken from the boxes stay in the number taking part.

Public: `Paper`, `Tallied`, `tally(papers, contests, law) -> Tallied`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from cunxuan.core import findings
from cunxuan.core.contest import Candidate, Contest, PaperGroup, Post, Validity
from cunxuan.core.counting_rules import CountingRules
from cunxuan.core.findings import Finding
from cunxuan.core.law import Rule


@dataclass(frozen=True, slots=True)
class Paper:
    """So many equal papers: whom they choose for each post, and what else the count saw on them.

    `unreadable`: the posts whose part cannot be read; `extra_marks`: writing or marks other than those provided for;
    `unmarked`: names written in without a mark.
    """

    count: int
    marks: Mapping[Post, tuple[str, ...]]
    unreadable: frozenset[Post] = frozenset()
    extra_marks: bool = False
    unmarked: Mapping[Post, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tallied:
    """The papers judged one group after another, the contests with their votes, and what was found."""

    groups: tuple[PaperGroup, ...]
    contests: tuple[Contest, ...]
    findings: tuple[Finding, ...]
    count: int


def tally(papers: Sequence[Paper], contests: Sequence[Contest], law: CountingRules) -> Tallied:
    """Judges every paper and adds up the votes; a name that is no candidate's is a write-in (另选他人)."""
    seats = _seats(contests)
    votes: Counter[tuple[Post, str]] = Counter()
    found: Counter[Fault] = Counter()
    groups = []
    for paper in papers:
        group, faults = judge(paper, seats, law)
        groups.append(group)
        for fault in faults:
            found[fault] += paper.count
        for post, names in group.credited:
            for name in names:
                votes[post, name] += paper.count
    with_votes = tuple(_with_votes(contest, votes, contests) for contest in contests)
    total = sum(paper.count for paper in papers)
    return Tallied(tuple(groups), with_votes, tuple(_findings(found, seats, law)), total)


#: What is wrong with a paper, at which post, and whom it concerns.
Fault = tuple[str, Post | None, tuple[str, ...]]


def judge(paper: Paper, seats: Mapping[Post, int], law: CountingRules) -> tuple[PaperGroup, list[Fault]]:
    """One kind of paper: valid, partly or wholly invalid, why, and whom it credits."""
    chosen = _chosen(paper, needs_mark=law.rules.flag("write_in_needs_mark", True))
    faults, bad, whole = _faults(paper, chosen, seats, law)
    if whole and law.one_sheet:
        bad = set(seats)
    credited = tuple((post, names) for post, names in sorted(chosen.items()) if names and post not in bad)
    reasons = tuple(dict.fromkeys(code for code, _, _ in faults if code != "WRITE_IN_NOT_COUNTED"))
    marked = {post for post, names in chosen.items() if names} | paper.unreadable
    wholly = bool(bad) and marked <= bad
    validity: Validity = "WHOLE_INVALID" if wholly else "PART_INVALID" if bad else "VALID"
    return PaperGroup(paper.count, validity, reasons, credited), faults


def _chosen(paper: Paper, *, needs_mark: bool) -> dict[Post, tuple[str, ...]]:
    """Whom a paper chooses: a name counts once, and one written in without a mark only where no mark is needed."""
    unmarked = {} if needs_mark else paper.unmarked
    posts = (*paper.marks, *unmarked)
    return {post: tuple(dict.fromkeys((*paper.marks.get(post, ()), *unmarked.get(post, ())))) for post in posts}


def _faults(
    paper: Paper, chosen: Mapping[Post, tuple[str, ...]], seats: Mapping[Post, int], law: CountingRules
) -> tuple[list[Fault], set[Post], bool]:
    """What is wrong with a paper, the posts that lose their marks, and whether the whole paper does."""
    faults: list[Fault] = []
    bad: set[Post] = set()
    whole = False
    for post, names in chosen.items():
        if len(names) > seats[post]:
            faults.append(("OVER_VOTE", post, ()))
            bad.add(post)
            whole = whole or law.over_vote == "whole"
    for name, posts in _chosen_twice(chosen).items():
        faults.append(("SAME_PERSON_TWO_POSTS", None, (name,)))
        if _voids(law, "same_person_two_posts"):
            bad.update(posts)
            whole = True
    if paper.unreadable:
        faults.append(("UNREADABLE", None, ()))
        bad |= paper.unreadable
        whole = whole or law.rules.choice("unreadable") == "whole"
    if paper.extra_marks:
        faults.append(("EXTRA_MARKS", None, ()))
        if _voids(law, "extra_marks"):
            bad.update(chosen)
            whole = True
    if law.rules.flag("write_in_needs_mark", True):
        faults += [("WRITE_IN_NOT_COUNTED", post, names) for post, names in paper.unmarked.items() if names]
    return faults, bad, whole


def _voids(law: CountingRules, key: str) -> bool:
    return law.rules.choice(key) in ("whole", "part")


def _chosen_twice(chosen: Mapping[Post, tuple[str, ...]]) -> dict[str, list[Post]]:
    """选举同一人为两项以上职务的: each person chosen for more than one post, with these posts."""
    posts: dict[str, list[Post]] = {}
    for post, names in chosen.items():
        for name in names:
            posts.setdefault(name, []).append(post)
    return {name: where for name, where in sorted(posts.items()) if len(where) > 1}


def _seats(contests: Iterable[Contest]) -> dict[Post, int]:
    """How many a paper may choose for each post; the woman's own line counts with its post."""
    seats: Counter[Post] = Counter()
    for contest in contests:
        seats[contest.post] += contest.seats
    return dict(seats)


def _with_votes(contest: Contest, votes: Counter[tuple[Post, str]], contests: Sequence[Contest]) -> Contest:
    """The contest with its votes; names of no candidate of the post join its ordinary line as write-ins."""
    post = contest.post
    candidates = [person._replace(votes=votes[post, person.name]) for person in contest.candidates]
    listed = {person.name for other in contests if other.post == post for person in other.candidates}
    if not contest.woman_only or all(other.woman_only for other in contests if other.post == post):
        written = sorted(name for where, name in votes if where == post and name not in listed)
        candidates += [Candidate(name, votes[post, name], write_in=True) for name in written]
    return replace(contest, candidates=tuple(candidates))


KINDS = {
    "OVER_VOTE": findings.OVER_VOTE,
    "SAME_PERSON_TWO_POSTS": findings.SAME_PERSON_TWO_POSTS,
    "UNREADABLE": findings.UNREADABLE,
    "EXTRA_MARKS": findings.EXTRA_MARKS,
    "WRITE_IN_NOT_COUNTED": findings.WRITE_IN_NOT_COUNTED,
}
RULES = {
    "OVER_VOTE": "over_vote",
    "SAME_PERSON_TWO_POSTS": "same_person_two_posts",
    "UNREADABLE": "unreadable",
    "EXTRA_MARKS": "extra_marks",
    "WRITE_IN_NOT_COUNTED": "write_in_needs_mark",
}


def _findings(found: Counter[Fault], seats: Mapping[Post, int], law: CountingRules) -> Iterable[Finding]:
    """The faults of all papers together, each with how many papers have it."""
    for (code, post, names), count in sorted(found.items(), key=str):
        values: dict[str, findings.Value] = {"count": count}
        if post:
            values |= {"post": post, "seats": seats[post]}
        if names:
            values["names"] = names
        rule: Rule | None = law.rules.get(RULES[code])
        yield Finding(KINDS[code], values, rule)
