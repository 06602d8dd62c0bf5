"""What the resolution on applicants from elsewhere says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cunxuan.rendering.faults import refused
from cunxuan.rendering.paper import Basis, Paper, Sex


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """A person the meeting voted on, and how. `since` is the ground: the year of residence or of village work."""

    name: str
    sex: Sex
    birth_on: date
    group: int
    since: date | None
    applied_on: date | None
    yes: int
    no: int
    abstained: int
    agreed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    paper: Paper
    meeting: str  # 村民代表会议
    held_on: date | None  # None where it is filled in by hand
    of: int | None
    present: int | None
    applicants: tuple[Applicant, ...] = ()
    lines: int = 0
    basis: Basis | None = None  # who may register
    decides: Basis | None = None  # how the meeting decides

    def check(self, form_id: str) -> None:
        """Nobody votes twice, and not more come than are entitled."""
        if self.present is not None and self.of is not None and self.present > self.of:
            raise refused(
                f"{form_id}.present", f"到会 {self.present} 人，应到 {self.of} 人", "more present than entitled"
            )
        for index, person in enumerate(self.applicants):
            cast = person.yes + person.no + person.abstained
            if self.present is not None and cast > self.present:
                raise refused(
                    f"{form_id}.applicants[{index}]",
                    f"{person.name}共 {cast} 票，到会 {self.present} 人",
                    f"{cast} votes, {self.present} present",
                )
