"""Asks every published roll again: does its list give the number and the hash that were published, and why it changed?

Public: `recheck_rolls(found)`, which adds its breaks to a verification.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from cunxuan.core.chain import short_code
from cunxuan.records.verification import Break, Verification
from cunxuan.roll.models import Roll
from cunxuan.roll.roll_papers import paper_of
from cunxuan.roll.versions import Comparison, Listed, compared, digest_of, listed

Words = tuple[str, str]


def recheck_rolls(found: Verification) -> None:
    """Every break names the village and the version."""
    before: Roll | None = None
    for roll in Roll.objects.select_related("election__village__parent__parent").order_by("election", "version"):
        previous = before if before and before.election_id == roll.election_id else None
        for zh, en in breaks_of(roll, previous):
            what, what_en = f"名单第 {roll.version} 版：{zh}", f"roll {roll.version}: {en}"
            found.breaks.append(Break(roll.election.village_id, None, what, what_en))
        before = roll


def breaks_of(roll: Roll, previous: Roll | None) -> Iterator[Words]:
    entries = listed(roll.election, roll.version)
    if len(entries) != roll.count:
        yield f"名单上 {len(entries)} 人，公布的是 {roll.count} 人", f"{len(entries)} entries, {roll.count} announced"
    if digest_of(entries) != roll.digest:
        yield "名单与公布的摘要不符", "the list does not have the hash that was published"
    yield from paper_breaks(roll, entries)
    if previous:
        yield from change_breaks(compared(previous, roll))


def paper_breaks(roll: Roll, entries: tuple[Listed, ...]) -> Iterator[Words]:
    """The announcement of the version names the same people."""
    paper = paper_of(roll)
    if paper is None:
        yield "没有公布名单的文书", "no announcement was issued"
        return
    said = json.loads(paper.context)
    names = sorted(name for group in said["groups"] for name in group["names"])
    if names != sorted(one.name for one in entries) or said["list_digest"] != short_code(roll.digest):
        yield "公告上的名单与存的名单不同", "the announcement names other people than the stored list"


def change_breaks(found: Comparison) -> Iterator[Words]:
    """Nobody comes onto a roll or leaves it without a recorded reason."""
    for one in (*found.added, *found.removed):
        if not one.reasons:
            yield f"{one.name}的增减没有记录理由", f"no reason is recorded for {one.name}"
