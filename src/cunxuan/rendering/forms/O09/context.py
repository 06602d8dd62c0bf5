"""What the plan of a county or township says (换届选举工作实施方案)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cunxuan.rendering.faults import refused
from cunxuan.rendering.paper import Paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """A phase; without days on a sheet that is filled in by hand."""

    name: str
    text: str
    first: date | None = None
    last: date | None = None
    basis: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    unit: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImplementationPlan:
    paper: Paper
    villages: int | None  # how many elect
    polled_from: date | None
    polled_to: date | None
    laws: tuple[str, ...]
    phases: tuple[Phase, ...]
    duties: tuple[Duty, ...]

    def check(self, form_id: str) -> None:
        """No phase ends before it begins."""
        for index, one in enumerate(self.phases):
            if one.first and one.last and one.last < one.first:
                raise refused(
                    f"{form_id}.phases[{index}].last",
                    "阶段的最后一天在第一天以前",
                    "the phase ends before it begins",
                )
