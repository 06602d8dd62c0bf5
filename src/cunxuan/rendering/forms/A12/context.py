"""What an announcement of the result (选举结果公告) says.

The sentences come with the context, because they are the law's: this form only sets them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cunxuan.rendering.faults import refused
from cunxuan.rendering.paper import BallotAccount, Basis, Outcome, Paper, Round, Sex, ShortSeats


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure that decides something: the number, why it decides, and the article."""

    value: int
    reason: str
    basis: Basis | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One person's votes for one post, what they led to, and why.

    `votes` is empty where too few ballots were cast to publish figures for each person.
    """

    name: str
    sex: Sex | None  # None: a person written in, whose sex nobody has recorded
    votes: int | None
    outcome: Outcome
    reason: str
    merged: int = 0  # of these votes, cast for a higher post and counted down (票数下加)
    basis: Basis | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    """A post, its seats, everyone on the ballot in the order to be printed, and the votes for others."""

    post: str
    seats: int
    candidates: tuple[Candidate, ...]
    write_ins: int = 0  # votes for people not on the ballot (另选他人)
    write_in_people: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class NextVote:
    """What happens next: `heading` such as 怎么选, `sentence` with who, how many and what is needed."""

    heading: str
    sentence: str
    on: date | None = None
    basis: Basis | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultNotice:
    paper: Paper
    round: Round
    polled_on: date
    headline: str  # valid or not, how many are elected, what is open and when
    registered: Figure
    participants: Figure | None  # None where more ballots came back than the law allows
    contests: tuple[Contest, ...]  # empty where the vote was void
    account: BallotAccount
    complaint: str
    laws: tuple[str, ...]
    needs: Figure | None = None  # votes needed to be elected
    short: tuple[ShortSeats, ...] = ()
    next: tuple[NextVote, ...] = ()
    complaint_basis: Basis | None = None
    report_signers: int = 0  # how many signed the paper report

    def check(self, form_id: str) -> None:
        """A paper that contradicts itself is not made."""
        account = self.account
        if account.valid is not None and account.rejected is not None:
            total = account.valid + account.rejected
            if total != account.returned:
                raise refused(
                    f"{form_id}.account",
                    f"有效票加无效票是 {total}，收回票是 {account.returned}",
                    f"valid and rejected make {total}, returned are {account.returned}",
                )
        for index, contest in enumerate(self.contests):
            elected = sum(person.outcome is Outcome.ELECTED for person in contest.candidates)
            if elected > contest.seats:
                raise refused(
                    f"{form_id}.contests[{index}]",
                    f"{contest.post}应选 {contest.seats} 名，当选的有 {elected} 人",
                    f"{elected} elected for {contest.seats} seats",
                )
