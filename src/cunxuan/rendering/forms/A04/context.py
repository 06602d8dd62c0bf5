"""What the list of registered villagers says (登记参加选举的村民名单公告, 第4号)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cunxuan.rendering.faults import refused
from cunxuan.rendering.paper import Basis, Paper


class Order(StrEnum):
    """How the names of a group stand: by the strokes of the surname, or household by household."""

    STROKES = "strokes"
    HOUSEHOLD = "household"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """A villagers' group (村民小组): its heading and its people. To be filled by hand it has no names but lines."""

    name: str
    names: tuple[str, ...] = ()
    lines: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    """Under which head of the law so many are registered."""

    label: str
    people: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RollNotice:
    paper: Paper
    headline: str
    version: int
    order: Order
    polled_on: date | None
    registered: int | None
    groups: tuple[Group, ...]
    objection_days: int
    objections_until: date | None  # that day included; None where it is filled in by hand
    categories: tuple[Category, ...] = ()
    objection_basis: Basis | None = None
    late: str = ""  # what becomes of an objection that comes later
    list_digest: str = ""  # 名单摘要, over every entry of the list
    laws: tuple[str, ...] = ()

    def check(self, form_id: str) -> None:
        """The number that is announced is the number of names."""
        if self.registered is None:
            return
        named = sum(len(group.names) for group in self.groups)
        under_heads = sum(one.people for one in self.categories)
        for count, zh, en in ((named, "名单上", "names"), (under_heads, "各类合计", "the categories make")):
            if count != self.registered:
                raise refused(
                    f"{form_id}.registered",
                    f"{zh} {count} 人，公布的总数是 {self.registered} 人",
                    f"{en} {count}, announced are {self.registered}",
                )
