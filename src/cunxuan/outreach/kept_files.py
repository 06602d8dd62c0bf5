"""Where the files that people send in lie until each row was taken or they are cancelled: encrypted, in `telephones`.

A parser needs a plain file: it gets one in memory where the system has such a place, gone when it is done.
Public: `keep`, `is_kept`, `discard`, `opened`, `plain_file`.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from cunxuan.core.errors import BadInput
from cunxuan.records.actions import keep_file

from .models import SentFile

NONCE = 12
IN_MEMORY = Path("/dev/shm")  # noqa: S108  a folder of our own is made in it


def stored(file: SentFile) -> Path:
    return Path(settings.DIR) / "telephones" / f"{file.pk}.list"


def cipher() -> AESGCM:
    """A key for these files only, made from the key of the ID numbers: the same folder keeps both."""
    return AESGCM(hmac.digest(settings.ID_CIPHER_KEY, b"lists of telephones", hashlib.sha256))


def keep(file: SentFile, content: bytes) -> None:
    nonce = secrets.token_bytes(NONCE)
    stored(file).unlink(missing_ok=True)  # left by an act that was undone
    keep_file(stored(file), nonce + cipher().encrypt(nonce, content, file.digest.encode()))


def is_kept(file: SentFile) -> bool:
    return stored(file).exists()


def discard(file: SentFile) -> None:
    stored(file).unlink(missing_ok=True)


@contextmanager
def opened(file: SentFile) -> Iterator[Path]:
    """The file as it was sent, under its own name; `BadInput` where disk or key are not those it was kept with."""
    try:
        sealed = stored(file).read_bytes()
        content = cipher().decrypt(sealed[:NONCE], sealed[NONCE:], file.digest.encode())
    except (FileNotFoundError, InvalidTag) as error:
        raise BadInput(
            f"“{file.name}”存放的内容打不开，可能已经删除，或者数据换过地方。请重新上传。",
            f"What is kept of “{file.name}” cannot be opened; it may be deleted, or data moved. Send it in again.",
        ) from error
    with plain_file(file.name, content) as path:
        yield path


@contextmanager
def plain_file(name: str, content: bytes) -> Iterator[Path]:
    """A content as a plain file for as long as it is looked at."""
    place = Path(mkdtemp(prefix="cunxuan-telephones-", dir=IN_MEMORY if os.access(IN_MEMORY, os.W_OK) else None))
    try:
        path = place / name
        path.write_bytes(content)
        yield path
    finally:
        shutil.rmtree(place, ignore_errors=True)
