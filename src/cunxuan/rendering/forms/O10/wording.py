"""The printed words of the list of groups, the same in PDF and Word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cunxuan.rendering import sheets, words
from cunxuan.rendering.sheets import Block, Column

from .context import Group, GroupsList

TITLE = "换届选举领导组、办公室、督导组名单"
COLUMNS = (
    Column("组内职务", 20),
    Column("姓名", 24),
    Column("单位", 46),
    Column("职务", 46),
    Column("电话", 36),
)


def wording(found: GroupsList) -> dict[str, Any]:
    blocks = [block for group in found.groups for block in one_group(group, found.lines)]
    if not blocks:
        blocks = [sheets.text("", ["还没有成立工作组。"])]
    return sheets.wording(
        found.paper, TITLE, foot="工作组名单", under=("电话只供工作使用",), blocks=blocks, signers=("经办人", "负责人")
    )


def one_group(group: Group, lines: int) -> Iterator[Block]:
    rows = [[one.seat, words.in_column(one.name), one.unit, one.post, one.phone] for one in group.members]
    yield sheets.rows(heading(group), COLUMNS, rows, lines=lines, nobody="还没有成员。")


def heading(group: Group) -> str:
    """第一督查组（督查组）　负责：柳林镇、石门乡　2026年9月20日成立　值班电话 0791-1234567"""
    name = group.name if group.kind in group.name else f"{group.name}（{group.kind}）"
    parts = [
        name,
        f"负责：{'、'.join(group.townships)}" if group.townships else "",
        f"{words.day(group.since)}成立" if group.since else "",
        f"值班电话 {group.phone}" if group.phone else "",
    ]
    return "　".join(part for part in parts if part)
