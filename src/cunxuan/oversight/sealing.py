"""What complaints and violations say, at rest: encrypted with AES-SIV under a key that nothing else uses.

What is sealed is bound to its table and its case: moved to another row it cannot be read. A person or a unit is
recognised by a keyed mark, so that a case can be kept from the accused without saying in the database who that is.

Public: `seal`, `unseal`, `seal_bytes`, `unseal_bytes`, `mark`.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from django.conf import settings

from cunxuan.core import chain

CIPHER = slice(0, 64)
MARKS = slice(64, 96)
LENGTH = 32  # hexadecimal figures of a mark


def seal(said: Mapping[str, str], table: str, case: UUID) -> bytes:
    return seal_bytes(chain.canonical(said).encode(), table, case)


def unseal(sealed: bytes | memoryview, table: str, case: UUID) -> dict[str, str]:
    said: dict[str, str] = json.loads(unseal_bytes(sealed, table, case))
    return said


def seal_bytes(content: bytes, table: str, case: UUID) -> bytes:
    return cipher().encrypt(content, belongs_to(table, case))


def unseal_bytes(sealed: bytes | memoryview, table: str, case: UUID) -> bytes:
    return cipher().decrypt(bytes(sealed), belongs_to(table, case))


def cipher() -> AESSIV:
    return AESSIV(settings.COMPLAINTS_KEY[CIPHER])


def belongs_to(table: str, case: UUID) -> list[bytes]:
    return [table.encode(), case.bytes]


def mark(of: str, text: str) -> str:
    """The keyed mark of a name, an account or a division; empty for an empty one."""
    if not text:
        return ""
    return hmac.digest(settings.COMPLAINTS_KEY[MARKS], f"{of} {text}".encode(), "sha256").hex()[:LENGTH]
