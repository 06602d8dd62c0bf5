"""Where the lists that people send in lie until they are taken or cancelled: encrypted, in the folder `lists`.

A parser needs a plain file: it gets one in memory where the system has such a place (/dev/shm), readable by nobody
else and gone after it. Whoever works on a list holds its lock, which the system lets go when the process dies, so a
list whose work was broken off is known. How far the work has come stands in the lock's file, because SQLite has one
writer and an import is one transaction.

Public: `keep`, `is_kept`, `discard`, `opened`, `at_work`, `Work`, `work_on`.
"""

from __future__ import annotations

import fcntl
import hashlib
import hmac
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp
from time import monotonic

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from cunxuan.core.errors import BadInput
from cunxuan.records.actions import keep_file, settle

from .models import ResidentsFile

NONCE = 12
IN_MEMORY = Path("/dev/shm")  # noqa: S108  a folder of our own is made in it
#: Seconds between two notes of how far the work has come.
BETWEEN = 0.3


def folder() -> Path:
    return Path(settings.DIR) / "lists"


def stored(file: ResidentsFile) -> Path:
    return folder() / f"{file.pk}.list"


def cipher() -> AESGCM:
    """A key for lists only, made from the key of the ID numbers: the same folder keeps both."""
    return AESGCM(hmac.digest(settings.ID_CIPHER_KEY, b"lists of residents", hashlib.sha256))


def keep(file: ResidentsFile, content: bytes) -> None:
    """Encrypts a list and puts it on the disk; it can only be opened as the content of this very file."""
    nonce = secrets.token_bytes(NONCE)
    stored(file).unlink(missing_ok=True)  # left by an act that was undone
    keep_file(stored(file), nonce + cipher().encrypt(nonce, content, file.digest.encode()))


def is_kept(file: ResidentsFile) -> bool:
    return stored(file).exists()


def discard(file: ResidentsFile) -> None:
    stored(file).unlink(missing_ok=True)
    (folder() / f"{file.pk}.work").unlink(missing_ok=True)
    if folder().exists():
        settle(folder())


@contextmanager
def opened(file: ResidentsFile) -> Iterator[Path]:
    """The list as a plain file under its own name, for as long as it is looked at."""
    content = unsealed(file)
    place = plain_folder()
    try:
        path = place / file.name
        path.write_bytes(content)
        del content
        yield path
    finally:
        shutil.rmtree(place, ignore_errors=True)


def unsealed(file: ResidentsFile) -> bytes:
    """What was sent; `BadInput` where the disk or the key is not the one it was kept with."""
    try:
        sealed = stored(file).read_bytes()
        return cipher().decrypt(sealed[:NONCE], sealed[NONCE:], file.digest.encode())
    except (FileNotFoundError, InvalidTag) as error:
        raise BadInput(
            f"“{file.name}”存放的内容打不开，可能是数据换过地方或者换过密钥。请重新上传名册。",
            f"What is kept of “{file.name}” cannot be opened; data or keys may have moved. Send the list in again.",
        ) from error


def plain_folder() -> Path:
    """A fresh folder of this process; what a process that died has left behind goes first."""
    above = IN_MEMORY if os.access(IN_MEMORY, os.W_OK) else folder()
    for left in above.glob("cunxuan-list-*"):
        process = left.name.split("-")[2]
        if process.isdecimal() and not Path(f"/proc/{process}").exists() and Path("/proc/self").exists():
            shutil.rmtree(left, ignore_errors=True)
    return Path(mkdtemp(prefix=f"cunxuan-list-{os.getpid()}-", dir=above))


# Who works on a list


@dataclass(frozen=True, slots=True)
class Work:
    """What is being done with a list, and how far it has come: per cent."""

    doing: str  # reading, taking
    progress: int


class Progress:
    """Notes how far the work on a list has come, not oftener than somebody would look."""

    def __init__(self, handle: int, doing: str) -> None:
        self._handle = handle
        self._doing = doing
        self._noted = 0.0
        self.note(0, 1)

    def note(self, done: int, total: int) -> None:
        if total and (done == 0 or monotonic() - self._noted > BETWEEN):
            self._noted = monotonic()
            os.pwrite(self._handle, f"{self._doing} {min(99, 100 * done // total):3d}\n".encode(), 0)


@contextmanager
def work_on(file: ResidentsFile, doing: str) -> Iterator[Progress | None]:
    """Holds the list while it is worked on; None where somebody else works on it."""
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(folder() / f"{file.pk}.work", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield None
            return
        yield Progress(handle, doing)
    finally:
        os.close(handle)  # and with it the lock


def at_work(file: ResidentsFile) -> Work | None:
    """What is being done with the list at this moment; None where nobody works on it."""
    with suppress(FileNotFoundError):
        handle = os.open(folder() / f"{file.pk}.work", os.O_RDWR)
        try:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            doing, _, progress = os.pread(handle, 40, 0).decode().partition(" ")
            return Work(doing, int(progress or 0))
        finally:
            os.close(handle)
    return None
