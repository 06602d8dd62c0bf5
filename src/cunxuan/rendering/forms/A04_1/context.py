"""What the correction of a roll says (名单更正补充公告, 第4-1号): who comes and goes, and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cunxuan.rendering.faults import refused
from cunxuan.rendering.paper import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """A person whom the correction concerns; `before` is what the list said, where a name or group changes."""

    group: str
    name: str
    reason: str
    before: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How an objection was decided. Who objected is not published."""

    number: int
    about: str
    claim: str
    decision: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RollCorrection:
    paper: Paper
    headline: str
    version: int
    polled_on: date | None
    before: int  # registered until now
    registered: int
    added: tuple[Changed, ...] = ()
    removed: tuple[Changed, ...] = ()
    corrected: tuple[Changed, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    list_digest: str = ""
    laws: tuple[str, ...] = ()

    def check(self, form_id: str) -> None:
        """The new number follows from the old one."""
        follows = self.before + len(self.added) - len(self.removed)
        if follows != self.registered:
            raise refused(
                f"{form_id}.registered",
                f"{self.before} 加 {len(self.added)} 减 {len(self.removed)} 是 {follows}，公布的是 {self.registered}",
                f"{self.before} + {len(self.added)} - {len(self.removed)} is {follows}, not {self.registered}",
            )
