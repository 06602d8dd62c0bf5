"""What goes into a determination and what comes out of it: values only.

In: `Case` (with `Contest`, `Candidate`, `BallotAccount`, `Measures`, `InOffice`).
Beside them, where they are given: `Box` for a ballot box, `Kin` for a pair of relatives, and breaches of procedure.
Out: `Determination` (with `Elected`, `NotElected`, `Shortage`, `NextBallot`, `Threshold`, `Vacancy`).

`seats` of a contest are the seats to be filled *in this round*: in a runoff those still missing, as `NextBallot` gave
them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from cunxuan.core.findings import Finding
from cunxuan.core.law import Rule, Rules
from cunxuan.core.people.relatives import Relation

Post = Literal["chair", "vice_chair", "member"]
Sex = Literal["M", "F"]
RoundKind = Literal["first", "runoff", "rerun", "revote"]
Validity = Literal["VALID", "PART_INVALID", "WHOLE_INVALID"]
Outcome = Literal["decided", "runoff", "revote", "rerun", "void", "may_stop", "continue"]

#: The posts from the highest to the lowest (主任、副主任、委员).
POSTS: tuple[Post, ...] = ("chair", "vice_chair", "member")
ROUNDS: tuple[RoundKind, ...] = ("first", "runoff", "rerun", "revote")


# A nation has millions of candidates and answers: a NamedTuple is made in a third of the time of a frozen dataclass.
class Candidate(NamedTuple):
    """A person voted for (候选人, or with `write_in` 另选他人) and the votes for this post."""

    name: str
    votes: int = 0
    sex: Sex | None = None
    write_in: bool = False


@dataclass(frozen=True, slots=True)
class Contest:
    """A post, the seats to be filled in this round (应选名额) and those voted for; `woman_only`: the 妇女委员 line."""

    post: Post
    seats: int
    candidates: tuple[Candidate, ...]
    woman_only: bool = False


@dataclass(frozen=True, slots=True)
class BallotAccount:
    """Ballots issued, voters who signed, ballots returned; forged ones are set aside and not among the returned."""

    returned: int
    issued: int | None = None
    signed: int | None = None
    forged_set_aside: int = 0


class Measures(NamedTuple):
    """What the village's own adopted method or meeting fixes where the law leaves it open; None: nothing fixed."""

    over_vote: Literal["whole", "column"] | None = None
    count_down: bool | None = None
    woman_seat: Literal["none", "first", "line", "runoff"] | None = None
    stop_after_runoff: bool | None = None
    same_person_two_posts: Literal["whole", "part", "one_post", "separately"] | None = None
    write_in_needs_mark: bool | None = None
    committee_kin_keeps: Literal["post_votes", "post_votes_revote", "post_votes_meeting"] | None = None
    no_second_round: bool | None = None  # the meeting lets the votes already cast decide (经会议同意不再投票)
    members_first: bool | None = None  # the committee first, then its chair from among those elected


@dataclass(frozen=True, slots=True)
class InOffice:
    """A person already elected in an earlier round of the same election."""

    post: Post
    name: str
    sex: Sex | None = None


class Box(NamedTuple):
    """A ballot box and what it held; `users` are those named for a mobile box (流动票箱)."""

    kind: Literal["mobile", "fixed"]
    returned: int
    users: int | None = None
    name: str = ""


class Kin(NamedTuple):
    """Two persons who are related; `stays`: whom the meeting lets stay, where the law leaves that to it."""

    a: str
    b: str
    relation: Relation
    stays: str = ""


NO_MEASURES = Measures()

#: Grounds of invalidity that no figure shows; a pack says which of them make an election invalid.
BREACHES = ("committee_unlawful", "candidates_unlawful", "no_public_count", "not_announced", "other_breach")


@dataclass(frozen=True, slots=True)
class Case:
    """One round of one village's election, ready to be decided."""

    rules: Rules
    round: RoundKind
    registered: int
    account: BallotAccount
    contests: tuple[Contest, ...]
    measures: Measures = NO_MEASURES
    elected_before: tuple[InOffice, ...] = ()
    polling_day: date | None = None
    findings: tuple[Finding, ...] = ()
    papers: tuple[PaperGroup, ...] = ()
    boxes: tuple[Box, ...] = ()
    kin: tuple[Kin, ...] = ()
    breaches: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PaperGroup:
    """So many equal ballot papers, whether they are valid, why not, and whom they credit."""

    count: int
    validity: Validity
    reasons: tuple[str, ...]
    credited: tuple[tuple[Post, tuple[str, ...]], ...]


class Threshold(NamedTuple):
    """The share a person must reach, of how many, the votes that makes, and the rule that says so."""

    share: str
    of: int
    needs: int
    rule: Rule


class Elected(NamedTuple):
    """A person elected, with how many votes and why; `merged_from`: votes counted down from higher posts."""

    post: Post
    name: str
    votes: int
    reason: str
    merged_from: tuple[tuple[Post, int], ...] = ()
    sex: Sex | None = None


class NotElected(NamedTuple):
    """A person not elected to a post, and why; a void vote shows no figures (`votes` None)."""

    post: Post
    name: str
    votes: int | None
    reason: str
    short_of_threshold: int | None = None


class Shortage(NamedTuple):
    """Seats of a post that are still missing; `woman`: the seat is kept for a woman."""

    post: Post
    seats: int
    woman: bool = False


class NextBallot(NamedTuple):
    """The vote that has to follow, for one post, with its candidates and how it is won."""

    kind: Literal["runoff", "revote", "rerun"]
    post: Post
    seats: int
    candidates: tuple[str, ...]
    win: Literal["plurality", "majority"]
    rule: Rule
    floor: str | None = None
    within_days: int | None = None
    by: date | None = None
    woman_only: bool = False
    optional: bool = False


class Vacancy(NamedTuple):
    """Seats may stay vacant: who decides that, whether it is decided, and who acts for the chair."""

    decided_by: str
    stopped: bool | None
    acting_head: Literal["vice_chair", "most_votes", "meeting_picks_member"] | None = None
    acting_names: tuple[str, ...] = ()


class Determination(NamedTuple):
    """Who is elected and why (当选认定), who is not, what is missing and what has to follow."""

    outcome: Outcome
    pack: str
    participants: int | None
    threshold: Threshold | None
    elected: tuple[Elected, ...]
    tied: tuple[tuple[str, ...], ...]
    short: tuple[Shortage, ...]
    next: tuple[NextBallot, ...]
    not_elected: tuple[NotElected, ...]
    findings: tuple[Finding, ...]
    vacancy: Vacancy | None = None
    papers: tuple[PaperGroup, ...] = ()

    @property
    def blocked(self) -> bool:
        """Does the law, or the figures, forbid declaring this?"""
        return any(finding.kind.severity == "block" for finding in self.findings)
