"""`cunxuan import residents`: one list after another, each taken in whole, and what is said of it."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from rich.progress import Progress

from cunxuan.core.errors import BadInput
from cunxuan.core.ids import without_id_numbers
from cunxuan.formats.listings import Incoming, give_back, returned_name
from cunxuan.formats.residents import Problem
from cunxuan.formats.tables import Follow
from cunxuan.roll.import_actions import Imported, Source, check_residents, import_residents

from .list_reading import Order

T = TypeVar("T")

#: Problems of a list that are printed; JSON has them all.
PRINTED = 100


@dataclass(frozen=True, slots=True)
class Done:
    """A list and what became of it; `returned` is the workbook to correct, where one was written."""

    file: Path
    imported: Imported
    returned: Path | None


def import_file(file: Path, listing: Incoming, order: Order, out: Path | None, bars: Progress) -> Done:
    """Takes a list in. Once it is read the workbook to correct is marked; anew if the database had more to say."""
    out = out or file.with_name(returned_name(file.name))
    refuse_unwritable(out)
    marking: list[Future[None]] = []

    def mark() -> None:
        if any(not problem.note for problem in listing.problems):
            marking.append(beside.submit(give_back, file, listing.problems, listing.headings, out))

    with ThreadPoolExecutor(1) as beside:
        found = taken_in(file, listing, order, bars, mark)
    if not found.rejected:
        return Done(file, found, None)
    if not marking or len(found.problems) > len(listing.problems):
        give_back(file, found.problems, listing.headings, out)
    else:
        marking[0].result()
    return Done(file, found, out)


def taken_in(file: Path, listing: Incoming, order: Order, bars: Progress, once_read: Callable[[], None]) -> Imported:
    words = f"{file.name} 核对" if order.dry_run else f"{file.name} 核对和写入"
    follow = followed(bars, words, once_read)
    if order.dry_run:
        return check_residents(listing, accepted=order.agreed, follow=follow)
    source, now = Source(without_id_numbers(file.name), digest_of(file)), datetime.now(UTC)
    return import_residents(listing, by="cli", at=now, accepted=order.agreed, source=source, follow=follow)


def followed(bars: Progress, words: str, at_the_end: Callable[[], None]) -> Follow:
    def follow(items: Iterable[T], total: int, /) -> Iterator[T]:
        yield from bars.track(items, total, description=words) if total else items
        at_the_end()

    return follow


def refuse_unwritable(out: Path) -> None:
    if not os.access(out.parent, os.W_OK) or out.is_dir():
        raise BadInput(
            f"{out}：写不进去，退回的行没有地方标红。请用 --returned 写明另一个文件。",
            f"{out} cannot be written, so the rows to correct would have no place. Name another file with --returned.",
        )


def digest_of(file: Path) -> str:
    with file.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


# What is said


def to_json(found: Sequence[Done]) -> dict[str, Any]:
    """Of one list its report; of several the sums, and the report of each under `files`."""
    if len(found) == 1:
        return report(found[0])
    reports = [{"file": one.file.name, **report(one)} for one in found]
    return {name: sum(one[name] for one in reports) for name in SUMMED} | {"files": reports}


SUMMED = ("rows_read", "accepted", "rejected", "not_data", "new", "changed", "same_person")


def report(one: Done) -> dict[str, Any]:
    found = one.imported
    return {
        "rows_read": found.rows,
        "accepted": found.accepted,
        "rejected": found.rejected,
        "not_data": found.not_data,
        "new": found.new,
        "changed": found.changed,
        "same_person": found.cases,
        "after_roll": [{"village": village.pk, "count": count} for village, count in found.after_roll],
        "problems": [of_problem(problem) for problem in found.problems],
        "returned_file": str(one.returned) if one.returned else None,
    }


def of_problem(problem: Problem) -> dict[str, Any]:
    return {
        "sheet": problem.sheet,
        "cell": problem.cell,
        "kind": problem.kind,
        "dirt": problem.dirt,
        "value_masked": problem.value,
        "text": problem.text,
        "text_en": problem.en,
        "suggestion": problem.suggestion,
        "repair": problem.repair,
        "note": problem.note,
    }


def tell(found: Sequence[Done], dry_run: bool) -> None:
    for one in found:
        if len(found) > 1:
            sys.stdout.write(f"{one.file.name}\n")
        tell_one(one, dry_run)


def tell_one(one: Done, dry_run: bool) -> None:
    found = one.imported
    parts = [f"可新增 {found.new:,} 人（只核对，没有写入）" if dry_run else f"新增 {found.new:,} 人"]
    parts += [f"更正 {found.changed:,} 人"] if found.changed else []
    said = "，".join(parts)
    no_data = f"，不是数据 {found.not_data:,} 行" if found.not_data else ""
    sys.stdout.write(
        f"读到 {found.rows:,} 行：接受 {found.accepted:,} 行，{said}；退回 {found.rejected:,} 行{no_data}。\n"
    )
    for village, count in found.after_roll:
        sys.stdout.write(f"{village.name}的名单已经公布，新增的 {count:,} 人不在名单上。\n")
    if found.cases:
        sys.stdout.write(f"有 {found.cases:,} 人可能在两个村，请两村核对。\n")
    for problem in found.problems[:PRINTED]:
        value = f"写的是“{problem.value}”。" if problem.value else ""
        sys.stdout.write(f"“{problem.sheet}”表 {problem.cell}：{value}{problem.text}\n")
    if len(found.problems) > PRINTED:
        sys.stdout.write(f"还有 {len(found.problems) - PRINTED:,} 处没有列出，加 --json 可看全部。\n")
    if one.returned:
        sys.stdout.write(f"要改正的地方已标红：{one.returned}\n")
