"""Tries a pack on worked cases before anybody relies on it: it is held for the time of the cases, and no longer.

Public: `holding(text, name, beside)`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from cunxuan.core.law import hold


@contextmanager
def holding(text: str, name: str, beside: Path | None = None) -> Iterator[None]:
    """Holds the pack in the text beside those of the program and of a folder; refuses one that cannot be used.

    It takes the place of the folder's file of that name. Afterwards the folder's packs are held, or the shipped alone.
    """
    with TemporaryDirectory() as place:
        folder = Path(place)
        for file in sorted(beside.glob("*.toml")) if beside else ():
            folder.joinpath(file.name).write_bytes(file.read_bytes())
        folder.joinpath(name).write_text(text, "utf-8")
        try:
            hold(folder)
            yield
        finally:
            hold(beside)
