"""Writing what is kept for ever. Every action of every app ends with `trail(...)`."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.db import connection, models, transaction

from cunxuan.core import chain
from cunxuan.core.errors import BadInput

from . import protected
from .models import Attachment, IssuedPaper, TrailEntry, TrailHead


def trail(
    scope: str,
    act: str,
    *,
    by: str,
    at: datetime,
    rows: Iterable[models.Model] = (),
    removed: Iterable[models.Model] = (),
    batches: Iterable[str] = (),
    grown: Mapping[str, protected.GrowingBatch] | None = None,
    facts: Mapping[str, Any] | None = None,
) -> TrailEntry:
    """Adds one entry to the chain of `scope`, in the transaction of the act it records.

    `rows` are the protected rows the act wrote, `removed` those it deleted; `batches` the tables protected
    village by village that it changed; `grown` those to which it only added rows that it still had at hand.
    `facts` is what a reader of the trail should see; never an ID number, never who voted how.
    """
    assert connection.in_atomic_block, "an act and its trail entry are one transaction"
    head = locked_head(scope)
    body = {
        "act": act,
        "at": at.astimezone(UTC).isoformat(),
        "by": by,
        "facts": dict(facts or {}),
        "rows": {**protected.digests(rows), **dict.fromkeys(map(protected.key_of, removed), protected.GONE)},
        "batches": {
            **{table: protected.batch_digest(table, scope) for table in batches},
            **{table: batch.digest() for table, batch in (grown or {}).items()},
        },
    }
    digest = chain.entry_hash(head.hash, body)
    entry = TrailEntry.objects.create(
        scope=scope,
        seq=head.seq + 1,
        act=act,
        at=at,
        by=by,
        body=chain.canonical(body),
        previous=head.hash,
        hash=digest,
    )
    head.seq, head.hash = entry.seq, entry.hash
    head.save()
    return entry


def locked_head(scope: str) -> TrailHead:
    """The end of a chain, held until the act commits: two acts cannot follow the same entry."""
    heads = TrailHead.objects.select_for_update() if connection.features.has_select_for_update else TrailHead.objects
    head, _ = heads.get_or_create(scope=scope, defaults={"seq": 0, "hash": chain.genesis(scope)})
    return head


def hold(row: models.Model) -> None:
    """The row as it is now, held until the act commits: of two acts at once, neither undoes the other."""
    if connection.features.has_select_for_update:
        type(row)._default_manager.select_for_update().get(pk=row.pk)
    row.refresh_from_db()


def checkpoint_of(scope: str) -> str:
    """The short hash of a chain's end, as papers print it."""
    head = TrailHead.objects.filter(scope=scope).first()
    return chain.short_code(head.hash if head else chain.genesis(scope))


def issue_paper(
    *,
    scope: str,
    subject: str,
    form_id: str,
    number: str,
    context: Mapping[str, Any],
    by: str,
    at: datetime,
    supersedes: IssuedPaper | None = None,
    reason: str = "",
) -> IssuedPaper:
    """Freezes a paper: its context, number, digest and the checkpoint it carries. Prints the same for ever."""
    assert connection.in_atomic_block, "a paper is issued by the act that it announces"
    checkpoint = checkpoint_of(scope)
    frozen = chain.canonical({**context, "number": number, "checkpoint": checkpoint})
    digest = chain.text_digest(frozen)
    return IssuedPaper.objects.create(
        scope=scope,
        subject=subject,
        form_id=form_id,
        number=number,
        context=frozen,
        digest=digest,
        check_code=chain.short_code(digest),
        checkpoint=checkpoint,
        issued_at=at,
        by=by,
        supersedes=supersedes,
        reason=reason,
    )


def printed_context(paper: IssuedPaper) -> dict[str, Any]:
    """The context a paper is rendered from: as frozen, with what could only be known after freezing."""
    context: dict[str, Any] = json.loads(paper.context)
    later = successor_of(paper)
    corrected = {"status": "superseded", "superseded_by": later.number} if later else {}
    return {**context, "check_code": paper.check_code, "digest": paper.digest, **corrected}


def successor_of(paper: IssuedPaper) -> IssuedPaper | None:
    """The paper that corrects this one, where there is one."""
    return IssuedPaper.objects.filter(supersedes=paper).first()


MEDIA = {b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png", b"%PDF-": "application/pdf"}


def media_type_of(content: bytes) -> str | None:
    """What a photographed paper is, by its first bytes and not by its name."""
    return next((kind for start, kind in MEDIA.items() if content.startswith(start)), None)


@transaction.atomic
def attach(*, scope: str, subject: str, content: bytes, by: str, at: datetime) -> Attachment:
    """Keeps the photograph of a signed paper under its own hash."""
    kind = media_type_of(content)
    if kind is None:
        raise BadInput(
            "这个文件不是照片或扫描件。请用手机拍照（JPG、PNG）或扫描成 PDF 再传。",
            "This file is not a photograph or scan. Use JPG, PNG or PDF.",
        )
    digest = chain.bytes_digest(content)
    keep_file(attachment_path(digest), content)
    photo = Attachment.objects.create(
        scope=scope, subject=subject, digest=digest, media_type=kind, size=len(content), added_at=at, by=by
    )
    trail(scope, "paper_attached", by=by, at=at, rows=[photo], facts={"subject": subject, "digest": digest})
    return photo


def attachment_path(digest: str) -> Path:
    return Path(settings.MEDIA_ROOT) / digest[:2] / digest


def keep_file(path: Path, content: bytes) -> None:
    """The whole file or none, and on the disk before the act that speaks of it: a power cut leaves no half of it."""
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=path.parent, delete=False) as fresh:
        fresh.write(content)
        fresh.flush()
        os.fsync(fresh.fileno())
    Path(fresh.name).replace(path)
    settle(path.parent)


def settle(folder: Path) -> None:
    """Puts the names of a folder on the disk, where the system has a way to do it."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
