"""What the list of an election's groups says (领导组、办公室、督导组名单)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cunxuan.rendering.faults import refused
from cunxuan.rendering.paper import Paper

#: The groups for which an empty list has room, and for how many people each.
EMPTY = ("领导组", "办公室", "指导组", "督查组", "接访组")
LINES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    seat: str  # 组长, 副组长, 成员
    name: str
    unit: str = ""
    post: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A group; without townships it covers the whole place."""

    kind: str
    name: str
    since: date | None = None
    phone: str = ""
    townships: tuple[str, ...] = ()
    members: tuple[Member, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupsList:
    paper: Paper
    groups: tuple[Group, ...]
    lines: int = 0  # to be filled in by hand, in each group

    def check(self, form_id: str) -> None:
        """A group has one head."""
        for index, group in enumerate(self.groups):
            heads = [one.name for one in group.members if one.seat == "组长"]
            if len(heads) > 1:
                raise refused(
                    f"{form_id}.groups[{index}].members",
                    f"组长写了 {len(heads)} 人：{'、'.join(heads)}，应为 1 人",
                    f"{len(heads)} heads, there should be one",
                )


def blank(paper: Paper) -> GroupsList:
    """Every kind of group with room for its people."""
    return GroupsList(paper=paper, groups=tuple(Group(kind=name, name=name) for name in EMPTY), lines=LINES)
