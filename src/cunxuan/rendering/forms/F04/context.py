"""What a report of the result (村民委员会选举结果报告单) says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time

from cunxuan.rendering.faults import refused
from cunxuan.rendering.paper import BallotAccount, Basis, Outcome, Paper, Round, Sex, ShortSeats, Signer


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """Ballots returned in one box (各票箱收回)."""

    place: str
    box: str
    returned: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Votes for a post, votes counted down to it from a higher one, and their sum."""

    name: str
    sex: Sex | None  # None: a person written in, whose sex nobody has recorded
    votes: int
    merged: int
    total: int
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Contest:
    post: str
    seats: int
    candidates: tuple[Candidate, ...]
    write_ins: int = 0  # 另选他人
    blank: int = 0  # 未选、弃权


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultReport:
    paper: Paper
    round: Round
    polled_on: date
    opened: time
    closed: time
    venue: str
    registered: int
    account: BallotAccount
    boxes: tuple[Box, ...]
    contests: tuple[Contest, ...]
    conclusion: str  # one sentence: valid or not, who is elected, what is open
    needs: int | None = None  # votes needed to be elected
    basis: tuple[Basis, ...] = ()
    ties: tuple[tuple[str, ...], ...] = ()
    short: tuple[ShortSeats, ...] = ()
    remarks: str = ""
    signers: tuple[Signer, ...] = (
        Signer("总监票人"),
        Signer("监票人"),
        Signer("唱票人"),
        Signer("计票人"),
        Signer("选举委员会主任"),
    )

    def check(self, form_id: str) -> None:
        """A report whose sums do not hold is not made."""
        for index, contest in enumerate(self.contests):
            for person in contest.candidates:
                if person.votes + person.merged != person.total:
                    raise refused(
                        f"{form_id}.contests[{index}]",
                        f"{person.name}：{person.votes} 加 {person.merged} 不等于合计 {person.total}",
                        f"{person.name}: {person.votes} and {person.merged} do not make {person.total}",
                    )
        boxes = sum(box.returned for box in self.boxes)
        if self.boxes and boxes != self.account.returned:
            raise refused(
                f"{form_id}.boxes",
                f"各票箱合计 {boxes}，收回票是 {self.account.returned}",
                f"the boxes make {boxes}, returned are {self.account.returned}",
            )
