"""Photographs and scans of a case, sealed as a whole: what a lead rests on, or the letter that was brought."""

from __future__ import annotations

from datetime import date

from cunxuan.core.errors import BadInput
from cunxuan.offices.models import Account
from cunxuan.records.actions import media_type_of

from .models import Complaint, Evidence, Violation
from .sealing import seal_bytes


def sealed_evidence(case: Complaint | Violation, content: bytes, *, on: date, by: Account) -> Evidence:
    """A piece of the case; the act that adds it leaves its entry in the chain of cases."""
    kind = media_type_of(content)
    if kind is None:
        raise BadInput(
            "这个文件不是照片或扫描件。请用手机拍照（JPG、PNG）或扫描成 PDF 再传。",
            "This file is not a photograph or scan. Use JPG, PNG or PDF.",
        )
    sealed = seal_bytes(content, Evidence._meta.db_table, case.pk)
    piece: Evidence = case.evidence.create(added_on=on, by=by, media_type=kind, sealed=sealed)
    return piece
