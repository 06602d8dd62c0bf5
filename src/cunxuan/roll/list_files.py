"""Where the lists that people send in lie until they are taken or cancelled: encrypted, in the folder `lists`.

Whoever works on a list holds its lock, which the system lets go when the process dies, so a list whose work was broken
off is known. How far the work has come stands in the lock's file, because SQLite has one writer and an import is one
transaction.

Public: `keep`, `is_kept`, `discard`, `opened`, `at_work`, `Work`, `work_on`.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from time import monotonic

from cunxuan.records.sealed_files import SealedFiles

from .models import ResidentsFile

LISTS = SealedFiles("lists", b"lists of residents")
keep, is_kept, stored, opened = LISTS.keep, LISTS.is_kept, LISTS.stored, LISTS.opened
#: Seconds between two notes of how far the work has come.
BETWEEN = 0.3


def discard(file: ResidentsFile) -> None:
    (LISTS.folder / f"{file.pk}.work").unlink(missing_ok=True)
    LISTS.discard(file)


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
    LISTS.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(LISTS.folder / f"{file.pk}.work", os.O_RDWR | os.O_CREAT, 0o600)
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
        handle = os.open(LISTS.folder / f"{file.pk}.work", os.O_RDWR)
        try:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            doing, _, progress = os.pread(handle, 40, 0).decode().partition(" ")
            return Work(doing, int(progress or 0))
        finally:
            os.close(handle)
    return None
