"""The life of a workbook of duties: sent, checked as often as somebody looks, what is right taken in, put away.

A file that cannot be read is refused at once; one that can is kept as it came, so that it can go back with each cell
to correct in red. What it comes to is asked anew each time: the county may have changed in the meantime.

Public: `receive_duty_file`, `checked`, `agree_to`, `take_duty_file`, `put_away`, `returned`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import transaction

from cunxuan.core.chain import bytes_digest
from cunxuan.core.errors import Refusal
from cunxuan.core.ids import without_id_numbers
from cunxuan.formats.responsibilities import Responsibilities, read_responsibilities
from cunxuan.formats.returned import Wrong, mark
from cunxuan.records.actions import trail

from .actions import hold_counties
from .duties_actions import name_all
from .duties_checks import Checked, check_lines
from .models import Division, DutyFile

LONGEST_NAME = 50


def receive_duty_file(place: Division, name: str, content: bytes, *, by: str, at: datetime) -> DutyFile:
    """Keeps a workbook that can be read; raises `BadInput` with one sentence for one that cannot."""
    name = name_of(name)
    with on_disk(name, content) as path:
        read_responsibilities(path)
    with transaction.atomic():
        file = DutyFile.objects.create(place=place, name=name, content=content, sent_by=by, sent_at=at)
        facts = {"file": name, "digest": bytes_digest(content)}
        trail(place.code, "duty_file_received", by=by, at=at, rows=[file], facts=facts)
    return file


def name_of(name: str) -> str:
    """The name of a file without its folder and without an ID number, as long as a page can bear."""
    path = Path(without_id_numbers(name.replace("\\", "/").replace("\0", "")))
    stem = path.stem.strip(". ") or "责任表"
    return f"{stem[:LONGEST_NAME]}{path.suffix[:10]}"


@contextmanager
def on_disk(name: str, content: bytes) -> Iterator[Path]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        yield path


def read(file: DutyFile) -> Responsibilities:
    with on_disk(file.name, bytes(file.content)) as path:
        return read_responsibilities(path)


def checked(file: DutyFile, today: date) -> tuple[Responsibilities, Checked]:
    """What the workbook says, and what that comes to today."""
    found = read(file)
    return found, check_lines(found.lines, file.place, file.agreed, today)


@transaction.atomic
def agree_to(file: DutyFile, keys: Iterable[str], *, by: str, at: datetime) -> DutyFile:
    """Somebody says of these warnings: so it shall be."""
    refuse_if_put_away(file)
    new = sorted(set(keys) - set(file.agreed))
    file.agreed = [*file.agreed, *new]
    file.save(update_fields=["agreed"])
    facts = {"file": file.name, "agreed": [key.split(" ")[0] for key in new]}
    trail(file.place_id, "duty_file_agreed", by=by, at=at, rows=[file], facts=facts)
    return file


@transaction.atomic
def take_duty_file(file: DutyFile, *, today: date, by: str, at: datetime) -> Checked:
    """Takes in every row that is right and of which nothing waits for an answer; the others stay to be corrected."""
    refuse_if_put_away(file)
    hold_counties()
    _, found = checked(file, today)
    if not found.named:
        raise Refusal(
            "NOTHING_TO_TAKE",
            "这张表里现在没有可以记入的。",
            "请先改正标出的单元格，或者对提醒点“照此办理”。",
            "Nothing in this workbook can be taken in now.",
            "Correct the cells that are marked, or agree to what is asked.",
        )
    name_all(found.named, by=by, at=at)
    file.taken_at, file.taken = at, file.taken + len(found.named)
    file.save(update_fields=["taken_at", "taken"])
    facts = {"file": file.name, "count": len(found.named)}
    trail(file.place_id, "duty_file_taken", by=by, at=at, rows=[file], facts=facts)
    return found


@transaction.atomic
def put_away(file: DutyFile, *, by: str, at: datetime) -> DutyFile:
    """The workbook is done with. Whom it named stays named."""
    refuse_if_put_away(file)
    file.put_away_at = at
    file.save(update_fields=["put_away_at"])
    trail(file.place_id, "duty_file_put_away", by=by, at=at, rows=[file], facts={"file": file.name})
    return file


def returned(file: DutyFile, today: date) -> bytes:
    """The same workbook, each cell to correct in red, with the reason beside its row."""
    found, check = checked(file, today)
    wrong = [Wrong(one.sheet, one.cell, one.zh) for one in check.problems if one.open]
    with on_disk(file.name, bytes(file.content)) as path:
        out = path.with_name("returned.xlsx.part")
        mark(path, wrong, out, found.headings)
        return out.read_bytes()


def refuse_if_put_away(file: DutyFile) -> None:
    if file.put_away_at is not None:
        raise Refusal(
            "DUTY_FILE_PUT_AWAY",
            f"“{file.name}”已经收起。",
            "要再用这张表，请重新上传。",
            f"{file.name} has been put away.",
            "Send the workbook again to use it.",
        )
