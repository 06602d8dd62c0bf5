"""Files that people send in, kept until they have been worked through: encrypted, in a folder of their own.

A parser needs a plain file: it gets one in memory where the system has such a place (/dev/shm), readable by nobody else
and gone after it. What a process that died has left there goes before the next one.

Public: `SealedFiles`.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from typing import Any, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from cunxuan.core.errors import BadInput

from .actions import keep_file, settle

NONCE = 12
IN_MEMORY = Path("/dev/shm")  # noqa: S108  a folder of our own is made in it


class Sent(Protocol):
    """A row that stands for a file: its key, the name it was sent under, and the digest of what was sent."""

    @property
    def pk(self) -> Any: ...
    @property
    def name(self) -> str: ...
    @property
    def digest(self) -> str: ...


@dataclass(frozen=True, slots=True)
class SealedFiles:
    """The files of one purpose, under a key of their own that is made from the key of the ID numbers."""

    name: str  # of their folder
    purpose: bytes

    @property
    def folder(self) -> Path:
        return Path(settings.DIR) / self.name

    def stored(self, file: Sent) -> Path:
        return self.folder / f"{file.pk}.list"

    def keep(self, file: Sent, content: bytes) -> None:
        """Encrypts what was sent and puts it on the disk; it can only be opened as the content of this very file."""
        nonce = secrets.token_bytes(NONCE)
        self.stored(file).unlink(missing_ok=True)  # left by an act that was undone
        keep_file(self.stored(file), nonce + self._cipher().encrypt(nonce, content, file.digest.encode()))

    def is_kept(self, file: Sent) -> bool:
        return self.stored(file).exists()

    def discard(self, file: Sent) -> None:
        self.stored(file).unlink(missing_ok=True)
        if self.folder.exists():
            settle(self.folder)

    @contextmanager
    def opened(self, file: Sent) -> Iterator[Path]:
        """As a plain file under the name it was sent under, for as long as it is looked at."""
        with self.plain_file(file.name, self._unsealed(file)) as path:
            yield path

    @contextmanager
    def plain_file(self, name: str, content: bytes) -> Iterator[Path]:
        """Something that was just sent, as a file for as long as it is looked at."""
        place = self._plain_folder()
        try:
            path = place / name
            path.write_bytes(content)
            del content
            yield path
        finally:
            shutil.rmtree(place, ignore_errors=True)

    def _cipher(self) -> AESGCM:
        return AESGCM(hmac.digest(settings.ID_CIPHER_KEY, self.purpose, hashlib.sha256))

    def _unsealed(self, file: Sent) -> bytes:
        try:
            sealed = self.stored(file).read_bytes()
            return self._cipher().decrypt(sealed[:NONCE], sealed[NONCE:], file.digest.encode())
        except (FileNotFoundError, InvalidTag) as error:
            raise BadInput(
                f"“{file.name}”存放的内容打不开，可能已经删除，或者数据、密钥换过。请重新上传。",
                f"What is kept of “{file.name}” cannot be opened; it may be deleted, or data or keys moved. "
                "Send it in again.",
            ) from error

    def _plain_folder(self) -> Path:
        """A fresh folder of this process."""
        above = IN_MEMORY if os.access(IN_MEMORY, os.W_OK) else self.folder
        for left in above.glob(f"cunxuan-{self.name}-*"):
            process = left.name.split("-")[2]
            if process.isdecimal() and not Path(f"/proc/{process}").exists() and Path("/proc/self").exists():
                shutil.rmtree(left, ignore_errors=True)
        above.mkdir(parents=True, exist_ok=True, mode=0o700)
        return Path(mkdtemp(prefix=f"cunxuan-{self.name}-{os.getpid()}-", dir=above))
