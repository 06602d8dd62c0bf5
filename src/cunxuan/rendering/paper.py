"""What the head and the foot of every paper need, and the shapes that several forms share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from .faults import refused

#: Keys that are not part of the digest: they can only be known when, or after, a paper is issued.
KNOWN_AFTER_FREEZING = frozenset({"check_code", "digest", "status", "superseded_by"})


class Status(StrEnum):
    """空白表、草稿、已发、已被更正。"""

    BLANK = "blank"  # to be filled in by hand, its date too
    DRAFT = "draft"
    ISSUED = "issued"
    SUPERSEDED = "superseded"


class Seal(StrEnum):
    """Whose seal is stamped on the paper (盖章单位)."""

    ELECTION_COMMITTEE = "选委会"
    VILLAGE_COMMITTEE = "村委会"
    TOWNSHIP = "乡镇"
    COUNTY = "县办"
    NONE = "无"


class Round(StrEnum):
    """第一次投票、另行选举、重新选举、票数相等再投票。"""

    FIRST = "first"
    RUNOFF = "runoff"
    RERUN = "rerun"
    REVOTE = "revote"


class Outcome(StrEnum):
    """What a round brought to one person (当选、未当选、进入另行选举、进入再投票)."""

    ELECTED = "elected"
    NOT_ELECTED = "not_elected"
    RUNOFF = "runoff"
    REVOTE = "revote"


class Sex(StrEnum):
    MAN = "M"
    WOMAN = "F"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """Where a paper belongs, who issues it, and the codes by which it can be checked."""

    county: str
    township: str
    village: str
    village_code: str
    term_no: int  # 第几届
    issuer: str
    issued_on: date
    figures_at: datetime | None  # day and hour of the figures; None where there are none yet
    pack: str  # 规则包
    number: str = ""  # 第17号
    seal: Seal = Seal.ELECTION_COMMITTEE
    checkpoint: str = ""  # short hash of the trail's end when the paper was made
    check_code: str = ""
    digest: str = ""
    status: Status = Status.ISSUED
    superseded_by: str = ""  # number of the paper that corrects this one
    rehearsal: bool = False  # 演练
    demo: bool = False  # 演示数据

    def check(self, form_id: str) -> None:
        """A corrected paper leads to the one that corrects it."""
        if self.status is Status.SUPERSEDED and not self.superseded_by:
            raise refused(
                f"{form_id}.superseded_by", "已被更正的，要写明被哪一号更正", "a superseded paper names its successor"
            )


@dataclass(frozen=True, slots=True)
class Basis:
    """An article, and whether the county has confirmed its number."""

    text: str
    confirmed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotAccount:
    """Where every ballot went (选票去向). A round that was void before the count has no valid and rejected ballots."""

    printed: int
    issued: int
    proxy: int  # of those issued, on behalf of others
    spoiled: int  # exchanged and void
    unused: int
    returned: int
    valid: int | None
    rejected: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortSeats:
    """Seats of a post that stay open (缺额)."""

    post: str
    seats: int
    woman: bool = False


@dataclass(frozen=True, slots=True)
class Signer:
    """A line for signatures; the names are printed small beside it where they are known."""

    role: str
    names: tuple[str, ...] = ()
