"""Which ballot papers are valid, and whom they credit.

Legal basis: the articles on validity (Zhejiang art. 27, Beijing art. 28, Henan art. 35, Sichuan art. 32) and the
ministry's guidance, part 6; for parts of a paper Hebei art. 28 and 29, Tianjin art. 32, Hainan art. 30. Fewer chosen
than the seats is valid; more is not, for the whole paper or for that post as the law or the village's method says.
Whatever is on them, papers taken from the boxes stay in the number taking part.

Public: `Paper`, `Tallied`, `tally(papers, contests, law) -> Tallied`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from cunxuan.core import findings
from cunxuan.core.contest import POSTS, Candidate, Contest, PaperGroup, Post, Validity
from cunxuan.core.counting_rules import CountingRules
from cunxuan.core.findings import Finding, define


@dataclass(frozen=True, slots=True)
class Paper:
    """So many equal papers: whom they choose for each post, and what else the count saw on them.

    `unreadable`: the posts whose part cannot be read; `extra_marks`: writing or marks other than those provided for,
    on the paper as a whole; `extra_at`: such marks at these posts only; `unmarked`: names written in without a mark.
    """

    count: int
    marks: Mapping[Post, tuple[str, ...]]
    unreadable: frozenset[Post] = frozenset()
    extra_marks: bool = False
    unmarked: Mapping[Post, tuple[str, ...]] = field(default_factory=dict)
    extra_at: frozenset[Post] = frozenset()


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


@dataclass(slots=True)
class Judging:
    """One kind of paper while it is judged: its faults, the posts and single marks that do not count."""

    paper: Paper
    chosen: Mapping[Post, tuple[str, ...]]
    seats: Mapping[Post, int]
    law: CountingRules
    faults: list[Fault] = field(default_factory=list)
    bad: set[Post] = field(default_factory=set)
    struck: set[tuple[Post, str]] = field(default_factory=set)
    whole: bool = False


def judge(paper: Paper, seats: Mapping[Post, int], law: CountingRules) -> tuple[PaperGroup, list[Fault]]:
    """One kind of paper: valid, partly or wholly invalid, why, and whom it credits."""
    judging = Judging(paper, _chosen(paper, law), seats, law)
    for test in TESTS:
        test(judging)
    if judging.whole and law.one_sheet:
        judging.bad = set(seats)
    credited = tuple(_credited(judging))
    lost = bool(judging.bad or judging.struck)
    validity: Validity = "VALID" if not lost else "PART_INVALID" if credited else "WHOLE_INVALID"
    reasons = tuple(dict.fromkeys(code for code, _, _ in judging.faults if code in VOIDING))
    return PaperGroup(paper.count, validity, reasons, credited), judging.faults


def _chosen(paper: Paper, law: CountingRules) -> dict[Post, tuple[str, ...]]:
    """Whom a paper chooses: a name counts once, and one written in without a mark only where no mark is needed."""
    unmarked = {} if law.write_in_needs_mark else paper.unmarked
    posts = (*paper.marks, *unmarked)
    return {post: tuple(dict.fromkeys((*paper.marks.get(post, ()), *unmarked.get(post, ())))) for post in posts}


def _credited(judging: Judging) -> Iterable[tuple[Post, tuple[str, ...]]]:
    """Those whom the paper votes for, once everything that does not count is taken away."""
    for post, names in sorted(judging.chosen.items()):
        kept = tuple(name for name in names if (post, name) not in judging.struck)
        if kept and post not in judging.bad:
            yield post, kept


# What may be wrong with a paper


def too_many_chosen(judging: Judging) -> None:
    """所选人数多于应选人数的无效，等于或者少于的有效: for the whole paper, or for that post only."""
    for post, names in judging.chosen.items():
        if len(names) > judging.seats[post]:
            judging.faults.append(("OVER_VOTE", post, ()))
            judging.bad.add(post)
            judging.whole = judging.whole or judging.law.over_vote == "whole"


def one_person_for_two_posts(judging: Judging) -> None:
    """选举同一人为两项以上职务的: void, or counted for one post, or for each, as the law or the method says."""
    for name, posts in _chosen_twice(judging.chosen).items():
        judging.faults.append(("SAME_PERSON_TWO_POSTS", None, (name,)))
        match judging.law.same_person:
            case "whole":
                judging.bad.update(posts)
                judging.whole = True
            case "part":
                judging.struck.update((post, name) for post in posts)
            case "one_post":
                highest = min(posts, key=POSTS.index)
                judging.struck.update((post, name) for post in posts if post != highest)


def what_cannot_be_read(judging: Judging) -> None:
    """不能辨认的部分无效，可以辨认的部分有效; where the law says so the whole paper is waste."""
    law, unreadable = judging.law, judging.paper.unreadable
    if not unreadable:
        return
    judging.faults.append(("UNREADABLE", None, ()))
    judging.bad |= unreadable
    judging.whole = judging.whole or law.unreadable == "whole"
    _leave_to_the_committee(judging, "unreadable", law.unreadable)


def other_marks(judging: Judging) -> None:
    """有规定以外文字、符号的: the whole paper, the part they stand in, or nothing is void."""
    law, paper = judging.law, judging.paper
    if not paper.extra_marks and not paper.extra_at:
        return
    judging.faults.append(("EXTRA_MARKS", None, ()))
    if law.extra_marks in ("whole", "part"):
        judging.bad.update(paper.extra_at or judging.chosen)
        judging.whole = judging.whole or law.extra_marks == "whole"
    _leave_to_the_committee(judging, "extra_marks", law.extra_marks)


def written_in_without_a_mark(judging: Judging) -> None:
    """另选他人只写姓名、没有划票的，不计得票."""
    if judging.law.write_in_needs_mark:
        unmarked = judging.paper.unmarked.items()
        judging.faults += [("WRITE_IN_NOT_COUNTED", post, names) for post, names in unmarked if names]


TESTS = (too_many_chosen, one_person_for_two_posts, what_cannot_be_read, other_marks, written_in_without_a_mark)


def _leave_to_the_committee(judging: Judging, key: str, said: str) -> None:
    """由村民选举委员会认定: what is given here is taken for its decision, and is pointed out."""
    if said == "committee_decides":
        judging.faults.append((f"COMMITTEE_DECIDES.{key}", None, ()))


def _chosen_twice(chosen: Mapping[Post, tuple[str, ...]]) -> dict[str, list[Post]]:
    """Each person chosen for more than one post, with these posts."""
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


COMMITTEE_DECIDES = define(
    "B07",
    "COMMITTEE_DECIDES",
    "warn",
    "{count} 张选票是否有效由村民选举委员会在唱票前认定，这里按所登记的情形计算，请核对认定记录。",
    "The election committee decides on {count} ballot(s) before the count; they are taken here as they are entered. "
    "Please check its decision.",
    rests_on=("unreadable", "extra_marks"),
)

#: What each fault is, and the parameter it rests on.
KINDS = {
    "OVER_VOTE": (findings.OVER_VOTE, "over_vote"),
    "SAME_PERSON_TWO_POSTS": (findings.SAME_PERSON_TWO_POSTS, "same_person_two_posts"),
    "UNREADABLE": (findings.UNREADABLE, "unreadable"),
    "EXTRA_MARKS": (findings.EXTRA_MARKS, "extra_marks"),
    "WRITE_IN_NOT_COUNTED": (findings.WRITE_IN_NOT_COUNTED, "write_in_needs_mark"),
    "COMMITTEE_DECIDES.unreadable": (COMMITTEE_DECIDES, "unreadable"),
    "COMMITTEE_DECIDES.extra_marks": (COMMITTEE_DECIDES, "extra_marks"),
}
#: Those that a paper is said to have; the others are about a name, or about who decides.
VOIDING = frozenset(("OVER_VOTE", "SAME_PERSON_TWO_POSTS", "UNREADABLE", "EXTRA_MARKS"))


def _findings(found: Counter[Fault], seats: Mapping[Post, int], law: CountingRules) -> Iterable[Finding]:
    """The faults of all papers together, each with how many papers have it."""
    for (code, post, names), count in sorted(found.items()):
        values: dict[str, findings.Value] = {"count": count}
        if post:
            values |= {"post": post, "seats": seats[post]}
        if names:
            values["names"] = names
        kind, parameter = KINDS[code]
        yield Finding(kind, values, law.rules.get(parameter))
