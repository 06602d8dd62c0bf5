"""The process in which strangers' files are read: started for one file, bounded, and gone afterwards.

`reading` starts it as `python -m cunxuan.formats.child`, writes one line of JSON to it and reads frames from it: a
letter, the length, and JSON again. Nothing in either direction is ever unpickled, so that a process which a file has
taken over can only send wrong values. It knows no database, no key and no setting.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import traceback
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from struct import Struct
from time import monotonic
from typing import Any, BinaryIO, TypeVar

from cunxuan.core.errors import BadInput

T = TypeVar("T")

HEADER = Struct(">cI")
ITEMS, PROGRESS, BAD_INPUT, FAULT, END = b"I", b"P", b"B", b"F", b"E"
#: So many results travel together, and progress is told no oftener.
AT_ONCE, SECONDS_BETWEEN = 500, 0.2
LARGEST_FRAME = 64 * 2**20
#: Functions of other packages are not run here.
PACKAGE = "cunxuan.formats."


def main() -> None:
    order = json.loads(sys.stdin.buffer.readline())
    send = Sender(sys.stdout.buffer)
    limit(order["limits"])
    try:
        work(order, send)
    except BadInput as error:
        send(BAD_INPUT, [error.text, error.text_en])
    except MemoryError:
        os._exit(MEMORY)
    except BaseException as error:  # calamine's panics are no Exception
        send(FAULT, where(error))
    else:
        send(END, None)


#: What the process leaves with where the memory did not suffice.
MEMORY = 77


def work(order: dict[str, Any], send: Sender) -> None:
    function = named(order["function"])
    results = function(Path(order["path"]), *order["arguments"], follow=following(send))
    batch: list[Any] = []
    for result in results:
        batch.append(result)
        if len(batch) == AT_ONCE:
            send.items(batch)
            batch.clear()
    send.items(batch)


def named(function: str) -> Callable[..., Iterable[Any]]:
    module, _, name = function.partition(":")
    assert module.startswith(PACKAGE), module
    found: Callable[..., Iterable[Any]] = getattr(import_module(module), name)
    return found


def limit(limits: dict[str, int]) -> None:
    """From here on the system itself stops what takes too much."""
    for what, most in (
        (resource.RLIMIT_AS, limits["memory"]),
        (resource.RLIMIT_CPU, limits["cpu_seconds"]),
        (resource.RLIMIT_FSIZE, limits["written"]),
        (resource.RLIMIT_NOFILE, limits["open_files"]),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (most, most))


class Sender:
    """Writes frames. Text may hold half a surrogate pair, as files do."""

    def __init__(self, out: BinaryIO) -> None:
        self.out = out

    def items(self, batch: list[Any]) -> None:
        encoded = encode(batch)
        if len(encoded) > LARGEST_FRAME and len(batch) > 1:  # rows with much in them
            half = len(batch) // 2
            self.items(batch[:half])
            self.items(batch[half:])
        elif batch:
            self.frame(ITEMS, encoded)

    def __call__(self, letter: bytes, content: object) -> None:
        self.frame(letter, encode(content))

    def frame(self, letter: bytes, encoded: bytes) -> None:
        self.out.write(HEADER.pack(letter, len(encoded)) + encoded)
        self.out.flush()


def encode(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def following(send: Sender) -> Callable[[Iterable[T], int], Iterator[T]]:
    """Tells now and then how far a loop has come."""

    def follow(items: Iterable[T], total: int, /) -> Iterator[T]:
        told = monotonic()
        for done, item in enumerate(items):
            if done % 256 == 0 and monotonic() - told > SECONDS_BETWEEN:
                told = monotonic()
                send(PROGRESS, [done, total])
            yield item
        send(PROGRESS, [total, total])

    return follow


def where(error: BaseException) -> str:
    """The kind of an error and its line, without its words: they may repeat what stands in the file."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {Path(last.filename).name}:{last.lineno}"


if __name__ == "__main__":
    main()
