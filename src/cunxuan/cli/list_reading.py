"""Reads the lists of `cunxuan import residents`. Needs no database: the first is read while the program starts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from rich.progress import Progress

from cunxuan.formats.listings import Agreed, Incoming, read_listing


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for: the village of the lists, the repairs agreed to, and whether anything is written."""

    village: str
    repairs: tuple[str, ...]
    dry_run: bool

    @property
    def agreed(self) -> Agreed:
        return Agreed(kinds=self.repairs, everything="all" in self.repairs)


Lists = Iterator[tuple[Path, Callable[[], Incoming]]]


@contextmanager
def lists_read(files: Sequence[Path], order: Order, bars: Progress) -> Iterator[Lists]:
    """Each file with what reads it; the first is on its way already."""
    given_up = Event()
    first, *others = files
    with ThreadPoolExecutor(1) as beside:
        ahead = beside.submit(read, first, order, bars, given_up.is_set)
        try:
            yield iter([(first, ahead.result), *((file, reader(file, order, bars)) for file in others)])
        finally:
            given_up.set()


def reader(file: Path, order: Order, bars: Progress) -> Callable[[], Incoming]:
    return lambda: read(file, order, bars, lambda: False)


def read(file: Path, order: Order, bars: Progress, given_up: Callable[[], bool]) -> Incoming:
    bar = bars.add_task(f"{file.name} 读表", total=None)

    def told(done: int, total: int) -> None:
        if bar in bars.task_ids:  # people are taken while the file is still being read, under a bar of their own
            bars.update(bar, completed=done, total=total)

    try:
        return read_listing(file, order.village, order.agreed, as_it_comes=True, told=told, cancelled=given_up)
    finally:
        bars.remove_task(bar)
