"""Checks afterwards that nothing was changed: the chains, their ends, and every protected row against the trail."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count

from cunxuan.core import chain

from . import protected
from .actions import attachment_path
from .models import Attachment, IssuedPaper, TrailEntry, TrailHead

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Break:
    """The first place where what is stored is not what was written."""

    village: str
    seq: int | None
    what: str
    what_en: str


@dataclass(slots=True)
class Verification:
    entries: int = 0
    rows: int = 0
    breaks: list[Break] = field(default_factory=list)

    @property
    def ok(self) -> bool:
        return not self.breaks


@dataclass(slots=True)
class Claims:
    """What the trail says last of each row and each batch."""

    rows: dict[str, tuple[str, str, int]] = field(default_factory=dict)  # "table pk" -> digest, scope, seq
    batches: dict[tuple[str, str], tuple[str, int]] = field(default_factory=dict)  # table, scope -> digest, seq


def verify(checkpoint: str | None = None) -> Verification:
    """Every chain, every protected row and, when given, a code that somebody holds on paper."""
    found = Verification()
    claims = Claims()
    met = check_chains(found, claims, checkpoint)
    check_rows(found, claims)
    check_batches(found, claims)
    met = check_papers(found, checkpoint) or met
    check_attachments(found)
    if checkpoint is not None and not met:
        found.breaks.append(unknown(checkpoint))
    return found


def check_chains(found: Verification, claims: Claims, checkpoint: str | None) -> bool:
    """Reads every chain; says whether one of them contains the checkpoint."""
    heads = {head.scope: head for head in TrailHead.objects.all()}
    seen: set[str] = set()
    met = False
    for scope, entries in by_scope():
        seen.add(scope)
        previous, seq = chain.genesis(scope), 0
        for entry in entries:
            found.entries += 1
            seq += 1
            if (entry.seq, entry.previous) != (seq, previous):
                found.breaks.append(
                    broken(scope, entry.seq, "前面少了或多了一条记录", "an entry before it is missing or added")
                )
                break
            # Over the text as it is stored: a body that is no longer JSON is found like any other.
            if chain.text_hash(previous, entry.body) != entry.hash or not same_as_body(entry):
                found.breaks.append(broken(scope, entry.seq, "这条记录被改过", "this entry was changed"))
                break
            previous = entry.hash
            met = met or (checkpoint is not None and chain.matches(checkpoint, entry.hash))
            collect(claims, scope, seq, json.loads(entry.body))
        head = heads.get(scope)
        as_kept = head is not None and (head.seq, head.hash) == (seq, previous)
        if not as_kept and not any(item.village == scope for item in found.breaks):
            found.breaks.append(broken(scope, seq + 1, "末尾的记录被删掉了", "entries were cut off the end"))
    for scope in heads.keys() - seen:
        found.breaks.append(broken(scope, 1, "整条轨迹被删掉了", "the whole chain was removed"))
    return met


def unknown(checkpoint: str) -> Break:
    return Break(
        "",
        None,
        f"纸上的 {checkpoint} 不是任何一条轨迹里的检查点，也不是任何一份文书的核对码",
        f"{checkpoint} is neither a checkpoint in any chain nor the check code of any paper",
    )


def by_scope() -> Iterator[tuple[str, Iterator[TrailEntry]]]:
    scopes = TrailEntry.objects.order_by("scope").values_list("scope", flat=True).distinct()
    for scope in list(scopes):
        yield scope, iter(TrailEntry.objects.filter(scope=scope).order_by("seq").iterator(2000))


def same_as_body(entry: TrailEntry) -> bool:
    """The columns beside the body say the same as the body: nobody edited what lists show."""
    body = json.loads(entry.body)
    return (entry.act, entry.by, entry.at.isoformat()) == (body["act"], body["by"], body["at"])


def collect(claims: Claims, scope: str, seq: int, body: dict[str, Any]) -> None:
    for key, digest in body["rows"].items():
        claims.rows[key] = (digest, scope, seq)
    for table, digest in body["batches"].items():
        claims.batches[table, scope] = (digest, seq)


def check_rows(found: Verification, claims: Claims) -> None:
    unseen = dict(claims.rows)
    for table, model in protected.ROWS.items():
        for row in model._default_manager.order_by("pk").iterator(2000):
            found.rows += 1
            claim = unseen.pop(f"{table} {row.pk}", None)
            if claim is None:
                found.breaks.append(
                    Break("", None, f"{table} 第 {row.pk} 行没有来历", f"row {table} {row.pk} has no trail entry")
                )
            elif protected.row_digest(row) != claim[0]:
                found.breaks.append(
                    broken(
                        claim[1],
                        claim[2],
                        f"{table} 第 {row.pk} 行与轨迹不符",
                        f"row {table} {row.pk} differs from its trail entry",
                    )
                )
    for key, (digest, scope, seq) in unseen.items():
        if digest != protected.GONE:
            found.breaks.append(broken(scope, seq, f"{key} 这一行不见了", f"row {key} is gone"))


def check_batches(found: Verification, claims: Claims) -> None:
    for table, (model, village) in protected.BATCHES.items():
        claimed = {scope for claimed_table, scope in claims.batches if claimed_table == table}
        stored = dict(model._default_manager.order_by().values_list(village).annotate(Count("pk")))
        found.rows += sum(stored.values())
        for scope in sorted(stored.keys() - claimed):
            found.breaks.append(Break(scope, None, f"{table} 的行没有来历", f"rows of {table} have no trail entry"))
    for (table, scope), (digest, seq) in claims.batches.items():
        if protected.batch_digest(table, scope) != digest:
            found.breaks.append(
                broken(scope, seq, f"{table} 的行与轨迹不符", f"rows of {table} differ from their trail entry")
            )


def check_papers(found: Verification, code: str | None) -> bool:
    """Every paper against its digest; says whether one of them carries this check code."""
    met = False
    for paper in IssuedPaper.objects.order_by("pk").iterator(500):
        met = met or (code is not None and chain.matches(code, paper.digest))
        if chain.text_digest(paper.context) != paper.digest or chain.short_code(paper.digest) != paper.check_code:
            found.breaks.append(
                Break(paper.scope, None, f"文书 {paper.number} 被改过", f"paper {paper.number} was changed")
            )
    return met


def check_attachments(found: Verification) -> None:
    for photo in Attachment.objects.order_by("pk").iterator(500):
        path = attachment_path(photo.digest)
        if not path.exists() or chain.bytes_digest(path.read_bytes()) != photo.digest:
            found.breaks.append(
                Break(
                    photo.scope,
                    None,
                    f"纸质单照片 {photo.digest[:12]} 不见了或被换过",
                    f"photograph {photo.digest[:12]} is gone or was replaced",
                )
            )


def broken(scope: str, seq: int, what: str, what_en: str) -> Break:
    return Break(scope, seq, what, what_en)
