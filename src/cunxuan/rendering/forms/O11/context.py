"""What the table of responsibility says (三级包联责任表)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cunxuan.rendering.faults import refused
from cunxuan.rendering.paper import Paper

LINES = 3  # of each level, to be filled in by hand


class Kind(StrEnum):
    LEADER = "县领导包乡镇"
    CADRE = "乡镇干部包村"
    INSTRUCTOR = "换届选举指导员"
    GROUP = "村干部包组"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answering:
    """Somebody and the place for which they answer."""

    kind: Kind
    place: str
    name: str
    since: date
    until: date | None = None
    unit: str = ""
    post: str = ""
    phone: str = ""
    groups: str = ""  # 1、2组
    task: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guaranteed:
    """Which of the five guarantees a village has (五包)."""

    village: str
    talk: bool
    explain: bool
    help: bool
    peace: bool
    success: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponsibilityTable:
    paper: Paper
    kinds: tuple[Kind, ...]  # the levels this table has
    people: tuple[Answering, ...] = ()
    guarantees: tuple[Guaranteed, ...] = ()
    lines: int = 0  # to be filled in by hand, of each level

    def check(self, form_id: str) -> None:
        """Nobody stands twice for the same place, and everybody in a level that the table has."""
        seen: set[tuple[str, ...]] = set()
        for index, one in enumerate(self.people):
            if one.kind not in self.kinds:
                raise refused(f"{form_id}.people[{index}].kind", f"这张表没有“{one.kind}”", f"no level {one.kind} here")
            key = one.kind, one.place, one.groups, one.name, one.unit
            if key in seen:
                raise refused(
                    f"{form_id}.people[{index}].name",
                    f"{one.name}在{one.place}写了两次",
                    f"{one.name} stands twice for {one.place}",
                )
            seen.add(key)


def blank(paper: Paper) -> ResponsibilityTable:
    """Each level with room for its people."""
    return ResponsibilityTable(paper=paper, kinds=tuple(Kind), lines=LINES)
