"""Reads what strangers send, in a process of its own that the system bounds: memory, time, files, and no way back.

`run` executes a function of `cunxuan.formats` there and hands on its results as they come, so that a county's list
lies in memory once; `read` gives the sheets of a book in the same way. What crosses is JSON: results are lists,
numbers, texts, true, false and None. A function that is run takes the path, its arguments and `follow`, and yields.

    for item in run(rows_of_residents, path, village, told=progress):
        ...

Public: `run`, `read`, `Limits`, `Cancelled`.
"""

from __future__ import annotations

import fcntl
import json
import logging
import os
import selectors
import signal
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from itertools import chain
from pathlib import Path
from time import monotonic
from typing import Any

from cunxuan.core.errors import BadInput

from .child import BAD_INPUT, END, FAULT, HEADER, ITEMS, LARGEST_FRAME, MEMORY, PROGRESS
from .kinds import Kind, kind_of, refused, too_large, unreadable
from .tables import Follow
from .workbooks import Book, Cell, Sheet, open_book

log = logging.getLogger(__name__)

Plain = Any  # what JSON can hold
Told = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a process may use. A county's 340,000 people with twelve columns need a quarter of the memory."""

    memory: int = 1536 * 2**20
    cpu_seconds: int = 120
    wall_seconds: int = 400
    written: int = 0
    open_files: int = 64


LIMITS = Limits()


class Cancelled(Exception):
    """Somebody no longer wants the result."""


def silent(done: int, total: int, /) -> None:
    """Nobody watches."""


def never() -> bool:
    return False


def run(
    function: Callable[..., Iterable[Plain]],
    path: Path,
    *arguments: Plain,
    limits: Limits = LIMITS,
    told: Told = silent,
    cancelled: Callable[[], bool] = never,
) -> Iterator[Plain]:
    """What the function yields for this file, read there; raises `BadInput` with one sentence, or `Cancelled`.

    Leaving the loop early ends the process, too.
    """
    kind_of(path)  # what is no plain file of ours is not worth a process
    order = {
        "function": f"{function.__module__}:{function.__name__}",
        "path": str(path.resolve()),
        "arguments": arguments,
        "limits": asdict(limits),
    }
    process = start(order)
    try:
        yield from results(path, process, limits, told, cancelled)
    finally:
        process.kill()
        assert process.stdout is not None
        process.stdout.close()
        process.wait()


def start(order: Mapping[str, Plain]) -> subprocess.Popen[bytes]:
    """A fresh interpreter that knows nothing of this one: no memory, no open file, no key in its environment."""
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "cunxuan.formats.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # what a parser says of a stranger's file is not for the log
        env={name: os.environ[name] for name in HANDED_ON if name in os.environ},
        cwd="/",
        start_new_session=True,
    )
    assert process.stdin is not None and process.stdout is not None
    with suppress(AttributeError, OSError):  # another system, or one that allows less
        fcntl.fcntl(process.stdout, fcntl.F_SETPIPE_SZ, AHEAD)
    with process.stdin:
        process.stdin.write(json.dumps(order).encode() + b"\n")
    return process


HANDED_ON = ("PATH", "PYTHONPATH", "LANG", "LC_ALL", "TMPDIR")
AHEAD = 2**20  # bytes that the process may be ahead: it reads on while what it has read is worked on
LOOK_UP = 0.2  # seconds between two looks at whether somebody has cancelled


def results(
    path: Path, process: subprocess.Popen[bytes], limits: Limits, told: Told, cancelled: Callable[[], bool]
) -> Iterator[Plain]:
    for letter, content in frames(path, process, monotonic() + limits.wall_seconds, cancelled):
        if letter == ITEMS:
            yield from content
        elif letter == PROGRESS:
            told(*content)
        elif letter == BAD_INPUT:
            raise BadInput(*content)
        elif letter == END:
            return
        elif letter == FAULT:
            log.error("reading a file failed: %s", content)
            raise unreadable(path)
    raise ended(path, process.wait(), limits)


def frames(
    path: Path, process: subprocess.Popen[bytes], until: float, cancelled: Callable[[], bool]
) -> Iterator[tuple[bytes, Plain]]:
    """Frame by frame until the process ends or sends what is no frame."""
    received = bytearray()
    for piece in received_from(path, process, until, cancelled):
        received += piece
        start = 0
        while len(received) - start >= HEADER.size:
            letter, length = HEADER.unpack_from(received, start)
            if length > LARGEST_FRAME:
                raise too_large(path)
            end = start + HEADER.size + length
            if len(received) < end:
                break
            yield letter, json.loads(received[start + HEADER.size : end].decode("utf-8", "surrogatepass"))
            start = end
        del received[:start]


def received_from(
    path: Path, process: subprocess.Popen[bytes], until: float, cancelled: Callable[[], bool]
) -> Iterator[bytes]:
    assert process.stdout is not None
    out = process.stdout.fileno()
    with selectors.DefaultSelector() as selector:
        selector.register(out, selectors.EVENT_READ)
        while True:
            if cancelled():
                raise Cancelled
            if monotonic() > until:
                raise too_slow(path)
            if selector.select(LOOK_UP):
                piece = os.read(out, 2**18)
                if not piece:
                    return
                yield piece


def ended(path: Path, status: int, limits: Limits) -> BadInput:
    """The process is gone without a word: the system has stopped it, or the parser gave up for want of memory."""
    if -status in (signal.SIGXCPU, signal.SIGKILL) and limits.cpu_seconds:
        return too_slow(path)
    if status == MEMORY or -status in (signal.SIGABRT, signal.SIGSEGV, signal.SIGBUS):
        return too_large(path)
    return unreadable(path)


def too_slow(path: Path) -> BadInput:
    return refused(
        path,
        "读得太久，已经停下，不是正常的名册",
        "请只留名册的内容，另存为 .xlsx 再试，或者分成几个文件",
        "took too long and was stopped. Keep only the list, save it as .xlsx, or divide it into several files.",
    )


# A book, sheet by sheet


def read(path: Path, limits: Limits = LIMITS, *, told: Told = silent, cancelled: Callable[[], bool] = never) -> Book:
    """The book of a file that a stranger sent. Its sheets come one after another, each with rows to be read once."""
    items = run(spelled, path, limits=limits, told=told, cancelled=cancelled)
    kind, encoding = next(items)
    return Book(Kind(kind), encoding, sheets_from(items))


def spelled(path: Path, *, follow: Follow) -> Iterator[Plain]:
    """In the process: the book as plain lists. A list is a row, a mapping begins a sheet."""
    with open_book(path) as book:
        yield [book.kind.value, book.encoding]
        for sheet in book.sheets:
            yield {
                "name": sheet.name,
                "height": sheet.height,
                "first_column": sheet.first_column,
                "hidden": sheet.hidden,
                "date1904": sheet.date1904,
                "filtered": sheet.filtered,
                "merged": sheet.merged,
                "hidden_rows": list(sheet.hidden_rows),
                "hidden_columns": list(sheet.hidden_columns),
                "formulas_without_value": list(sheet.formulas_without_value),
                "errors": list(sheet.errors),
                "coloured": [[row, column, colour] for (row, column), colour in sheet.coloured.items()],
            }
            for row in follow(sheet.rows, sheet.height):
                yield [plain(cell) for cell in row]


def plain(cell: object) -> Plain:
    """A moment as a list that names its type; everything else as it is."""
    if isinstance(cell, timedelta):
        return ["timedelta", cell.total_seconds()]
    if isinstance(cell, (date, time)):
        return [type(cell).__name__, cell.isoformat()]
    return cell


def value(cell: Plain) -> object:
    return MOMENTS[cell[0]](cell[1]) if isinstance(cell, list) else cell


MOMENTS: Mapping[str, Callable[[Any], object]] = {
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
    "time": time.fromisoformat,
    "timedelta": lambda seconds: timedelta(seconds=seconds),
}


def sheets_from(items: Iterator[Plain]) -> Iterator[Sheet]:
    waiting = [next(items, None)]
    while (sheet := waiting.pop()) is not None:
        rows = rows_until_next(items, waiting)
        yield Sheet(
            sheet["name"],
            rows,
            sheet["height"],
            sheet["first_column"],
            sheet["hidden"],
            sheet["date1904"],
            tuple((top, left, bottom, right) for top, left, bottom, right in sheet["merged"]),
            frozenset(sheet["hidden_rows"]),
            frozenset(sheet["hidden_columns"]),
            sheet["filtered"],
            cells(sheet["formulas_without_value"]),
            cells(sheet["errors"]),
            {(row, column): colour for row, column, colour in sheet["coloured"]},
        )
        for _ in rows:  # whoever did not want them all
            pass


def rows_until_next(items: Iterator[Plain], waiting: list[Plain]) -> Iterator[list[object]]:
    for item in chain(items, (None,)):
        if not isinstance(item, list):
            waiting.append(item)
            return
        yield [value(cell) for cell in item]


def cells(found: list[list[int]]) -> frozenset[Cell]:
    return frozenset((row, column) for row, column in found)
