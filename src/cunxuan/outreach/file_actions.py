"""Verbs of files that are sent in: telephone numbers, and a telecom office's receipts and replies.

A file is read at once in its bounded process and looked at; somebody confirms it, and what nothing speaks against is
taken in. The rest goes back in the same workbook, each cell marked red.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from cunxuan.core.chain import bytes_digest
from cunxuan.core.errors import Refusal
from cunxuan.core.ids import without_id_numbers
from cunxuan.elections.models import Election
from cunxuan.formats.returned import Wrong, mark
from cunxuan.formats.telephones import Problem, read_numbers, read_receipts
from cunxuan.offices.models import Division
from cunxuan.records.actions import hold, trail
from cunxuan.records.sealed_files import SealedFiles
from cunxuan.roll.telephone_actions import record_telephones

from .matching import Matched, match_numbers, match_receipts
from .models import FileState, Holds, Sending, SentFile
from .receipt_actions import take_in

TELEPHONES = SealedFiles("telephones", b"lists of telephones")
LONGEST_NAME = 50


def receive_numbers(scope: Division, name: str, content: bytes, *, by: str, at: datetime) -> SentFile:
    """Reads a list of numbers and keeps it until somebody confirms it; raises `BadInput` for what is no list."""
    name = name_of(name)
    with TELEPHONES.plain_file(name, content) as path:
        read = read_numbers(path)
    found = match_numbers(scope, read)
    return keep(scope, None, Holds.NUMBERS, name, content, found, dict(read.headings), by=by, at=at)


def receive_receipts(
    sending: Sending, scope: Division, name: str, content: bytes, *, by: str, at: datetime
) -> SentFile:
    """Reads the receipts of what was sent together with this sending, in the villages of a place."""
    name = name_of(name)
    with TELEPHONES.plain_file(name, content) as path:
        read = read_receipts(path)
    found = match_receipts(together_with(sending, scope), read)
    return keep(scope, sending, Holds.RECEIPTS, name, content, found, dict(read.headings), by=by, at=at)


def together_with(sending: Sending, scope: Division) -> list[Sending]:
    """The sendings of the villages of a place that were confirmed at once; they share a file and its receipts."""
    found = Sending.objects.filter(together=sending.together, election__village__code__startswith=scope.code)
    return list(found.select_related("election__village"))


def name_of(name: str) -> str:
    """The name of a file without its folder, and without an ID number in it."""
    path = Path(without_id_numbers(name.replace("\\", "/").replace("\0", "")))
    return f"{(path.stem.strip('. ') or '名单')[:LONGEST_NAME]}{path.suffix[:10]}"


@transaction.atomic
def keep(
    scope: Division,
    sending: Sending | None,
    holds: Holds,
    name: str,
    content: bytes,
    found: Matched[Any],
    headings: dict[str, int],
    *,
    by: str,
    at: datetime,
) -> SentFile:
    file = SentFile.objects.create(
        scope=scope,
        holds=holds,
        sending=sending,
        name=name,
        digest=bytes_digest(content),
        sent_at=at,
        state=FileState.WAITING,
        rows=found.rows,
        accepted=found.accepted,
        rejected=found.rejected,
        not_data=found.not_data,
        problems=[asdict(one) for one in found.problems],
        headings=headings,
    )
    TELEPHONES.keep(file, content)
    facts = {"holds": str(holds), "file": name, "digest": file.digest, "rows": found.rows}
    trail(scope.code, "telephone_file_received", by=by, at=at, facts=facts)
    return file


@transaction.atomic
def take_file(file: SentFile, *, by: str, at: datetime) -> None:
    """Takes in every row that nothing speaks against, as the database is now; each village's chain has its entry."""
    hold(file)
    refuse_unless_waiting(file)
    numbers = taken_numbers(file, by=by, at=at) if file.holds == Holds.NUMBERS else taken_receipts(file, by=by, at=at)
    file.state = FileState.TAKEN
    file.rows, file.accepted, file.rejected, file.not_data = (
        numbers.rows,
        numbers.accepted,
        numbers.rejected,
        numbers.not_data,
    )
    file.problems = [asdict(one) for one in numbers.problems]
    file.save()
    if not file.rejected:
        transaction.on_commit(lambda: TELEPHONES.discard(file))
    facts = {"holds": file.holds, "file": file.name, "accepted": file.accepted, "rejected": file.rejected}
    trail(file.scope_id, "telephone_file_taken", by=by, at=at, facts=facts)


def taken_numbers(file: SentFile, *, by: str, at: datetime) -> Matched[dict[int, str]]:
    with TELEPHONES.opened(file) as path:
        found = match_numbers(file.scope, read_numbers(path))
    villages = Division.objects.in_bulk(list(found.taken))
    for code, numbers in found.taken.items():
        record_telephones(villages[code], numbers, by=by, at=at, file=file.name, digest=file.digest)
    return found


def taken_receipts(file: SentFile, *, by: str, at: datetime) -> Matched[Any]:
    assert file.sending is not None, "receipts are of a sending"
    together = together_with(file.sending, file.scope)
    with TELEPHONES.opened(file) as path:
        found = match_receipts(together, read_receipts(path))
    elections = elections_of(together)
    for code, came in found.taken.items():
        take_in(elections[code], came, how=f"回执文件 {file.name}", by=by, at=at)
    return found


def elections_of(together: Sequence[Sending]) -> dict[str, Election]:
    return {one.election.village_id: one.election for one in together}


@transaction.atomic
def cancel_file(file: SentFile, *, by: str, at: datetime) -> None:
    """Nobody wants the file any more; its content is deleted, what was taken from it stays."""
    hold(file)
    if file.state == FileState.CANCELLED:
        refuse_unless_waiting(file)
    if file.state == FileState.WAITING:
        file.state = FileState.CANCELLED
    file.problems = []
    file.save()
    transaction.on_commit(lambda: TELEPHONES.discard(file))
    facts = {"holds": file.holds, "file": file.name, "digest": file.digest}
    trail(file.scope_id, "telephone_file_discarded", by=by, at=at, facts=facts)


def returned_file(file: SentFile, out: Path) -> Path:
    """The same workbook with each cell to correct in red and the reason beside it."""
    wrong = [
        Wrong(one.sheet, one.cell, one.zh)
        for one in (Problem(**problem) for problem in file.problems)
        if not one.warning
    ]
    with TELEPHONES.opened(file) as path:
        mark(path, wrong, out, file.headings)
    return out


def refuse_unless_waiting(file: SentFile) -> None:
    if file.state != FileState.WAITING:
        label = FileState(file.state).label
        raise Refusal(
            "TELEPHONE_FILE_STATE",
            f"“{file.name}”{label}，不能再办这一步。",
            "请重新上传文件。",
            f"“{file.name}” is {file.state}; this cannot be done any more.",
            "Send the file in again.",
        )
