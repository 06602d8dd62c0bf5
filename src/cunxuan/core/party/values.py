"""What goes into the decision of a party election and what comes out of it: values only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from cunxuan.core.findings import Finding
from cunxuan.core.law import Rule, Rules

Post = Literal["secretary", "deputy_secretary", "member"]
Round = Literal["first", "runoff", "rerun", "revote"]
Base = Literal["present", "due"]
Outcome = Literal["decided", "runoff", "revote", "rerun", "void", "may_stop"]

#: The posts from the highest to the lowest (书记、副书记、委员).
POSTS: tuple[Post, ...] = ("secretary", "deputy_secretary", "member")


class Candidate(NamedTuple):
    """A person voted for, with the ballots that approve (赞成), disapprove (不赞成) and abstain (弃权)."""

    name: str
    approve: int = 0
    against: int = 0
    abstain: int = 0
    write_in: bool = False


@dataclass(frozen=True, slots=True)
class Contest:
    """A post, the seats to be filled in this round and those voted for."""

    post: Post
    seats: int
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """Ballots issued, members who voted, ballots returned and how many of these are invalid."""

    returned: int
    issued: int | None = None
    signed: int | None = None
    invalid: int = 0

    @property
    def valid(self) -> int:
        return self.returned - self.invalid


class Measures(NamedTuple):
    """What the method that the higher organisation approved, or the meeting, fixes; None: nothing fixed."""

    win_base: Base | None = None
    fewer_seats_consent: int | None = None


class LeftOut(NamedTuple):
    """A member left out of the number due: why, and whether the higher organisation and the meeting agreed."""

    reason: str
    consented: bool
    adopted: bool


@dataclass(frozen=True, slots=True)
class Members:
    """The roster of the branch: all members, those without the vote, and those left out of the number due."""

    total: int
    probationary: int = 0
    on_probation_penalty: int = 0
    suspended: int = 0
    left_out: tuple[LeftOut, ...] = ()


class InOffice(NamedTuple):
    """A person elected in an earlier vote of the same election."""

    post: Post
    name: str


@dataclass(frozen=True, slots=True)
class PaperGroup:
    """So many equal ballot papers, whether they are valid, why not, and whom they approve."""

    count: int
    valid: bool
    reasons: tuple[str, ...]
    credited: tuple[tuple[Post, tuple[str, ...]], ...]


NO_MEASURES = Measures()


@dataclass(frozen=True, slots=True)
class Meeting:
    """One vote of one meeting, ready to be decided; `delegated`: ballots cast for members who were absent."""

    rules: Rules
    round: Round
    due: int
    present: int
    account: Account
    contests: tuple[Contest, ...]
    measures: Measures = NO_MEASURES
    elected_before: tuple[InOffice, ...] = ()
    delegated: int = 0
    polling_day: date | None = None
    findings: tuple[Finding, ...] = ()
    papers: tuple[PaperGroup, ...] = ()


class Threshold(NamedTuple):
    """The share of approvals that elects, of which number, and how many that makes."""

    share: str
    base: Base
    of: int
    needs: int
    rule: Rule


class Elected(NamedTuple):
    """A person elected, with the marks given, and why."""

    post: Post
    person: Candidate
    reason: str


class NotElected(NamedTuple):
    """A person not elected to a post, and why; a void vote shows no figures (`person` None)."""

    post: Post
    name: str
    person: Candidate | None
    reason: str
    short_of_threshold: int | None = None


class Shortage(NamedTuple):
    """Seats of a post that are still missing."""

    post: Post
    seats: int


class NextVote(NamedTuple):
    """The vote that has to follow, for one post, and how it is won."""

    kind: Literal["runoff", "revote", "rerun"]
    post: Post
    seats: int
    candidates: tuple[str, ...]
    win: Literal["plurality", "majority"]
    rule: Rule


class Decision(NamedTuple):
    """Who is elected to the party committee and why, who is not, what is missing and what has to follow."""

    outcome: Outcome
    pack: str
    due: int
    present: int
    quorum: bool
    participants: int | None
    threshold: Threshold | None
    elected: tuple[Elected, ...]
    tied: tuple[tuple[str, ...], ...]
    short: tuple[Shortage, ...]
    next: tuple[NextVote, ...]
    not_elected: tuple[NotElected, ...]
    findings: tuple[Finding, ...]
    papers: tuple[PaperGroup, ...] = ()

    @property
    def blocked(self) -> bool:
        """Do the regulations, or the figures, forbid declaring this?"""
        return any(finding.blocks for finding in self.findings)
