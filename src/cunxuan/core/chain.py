"""The hash chain that shows whether the trail was changed afterwards.

Each entry's hash covers the hash before it and its own body in canonical form, so one entry changed, added, taken out
or cut off the end is found. Whoever rewrites a whole chain is found by the short code of its end, printed on papers
that are in many hands. Where entries are kept, and which rows they cover, is left to the caller.

Public: `canonical`, `genesis`, `entry_hash`, `Entry`, `Head`, `Break`, `verify_chain`, `short_code`, `matches`,
`row_digest`, `batch_digest`, `Batch`, `text_digest`, `bytes_digest`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from hashlib import sha256
from itertools import islice
from typing import Any, NamedTuple

SHORT_DIGITS = 12
ROWS_A_TIME = 500  # one call of the encoder for many rows; the digest does not depend on it

_encoder = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":"), sort_keys=True)


def canonical(value: Any) -> str:
    """The one way to write a value as JSON: sorted keys, no spaces, characters as they are."""
    return _encoder.encode(value)


def text_digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def bytes_digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def genesis(scope: str) -> str:
    """What the first entry of a chain follows; every scope has its own, so that no chain passes for another."""
    return text_digest(f"cunxuan chain {scope}")


def entry_hash(previous: str, body: Mapping[str, Any]) -> str:
    """The hash of an entry that follows `previous`."""
    return text_hash(previous, canonical(body))


def text_hash(previous: str, text: str) -> str:
    """The hash of an entry whose body is at hand in canonical form: verifying needs no JSON."""
    return sha256(f"{previous}\n{text}".encode()).hexdigest()


class Entry(NamedTuple):
    """An entry as stored: its place in the chain, the hash it follows, its body in canonical form, its hash."""

    seq: int
    previous: str
    text: str
    hash: str


class Head(NamedTuple):
    """Where a chain ends, kept apart from the chain."""

    seq: int
    hash: str


class Fault(Enum):
    """What is wrong at the first place where a chain breaks."""

    CHANGED = ("这条记录被改过", "this entry was changed")
    MISSING = ("这条记录不见了", "this entry is missing")
    OUT_OF_ORDER = ("记录的次序被打乱或多出一条", "entries are out of order, or one was added")
    CUT_OFF = ("末尾的记录被删掉了", "entries were cut off the end")
    ADDED = ("末尾多出了记录", "entries were added at the end")

    def __init__(self, zh: str, en: str) -> None:
        self.zh = zh
        self.en = en


@dataclass(frozen=True, slots=True)
class Break:
    """The first entry that is not what was written, by its number in the chain."""

    seq: int
    fault: Fault


def verify_chain(scope: str, entries: Iterable[Entry], head: Head | None) -> Break | None:
    """Reads a chain once from its beginning and names the first place where it breaks, if any."""
    expected, seq = genesis(scope), 0
    for number, previous, text, stored in entries:
        seq += 1
        if number != seq:
            return Break(seq, Fault.MISSING if number > seq else Fault.OUT_OF_ORDER)
        if previous != expected or sha256(f"{previous}\n{text}".encode()).hexdigest() != stored:
            return Break(seq, Fault.CHANGED)
        expected = stored
    return break_at_the_end(Head(seq, expected), head or Head(0, genesis(scope)))


def break_at_the_end(found: Head, kept: Head) -> Break | None:
    """Does the chain end where its kept head says?"""
    if found.seq < kept.seq:
        return Break(found.seq + 1, Fault.CUT_OFF)
    if found.seq > kept.seq:
        return Break(kept.seq + 1, Fault.ADDED)
    return None if found.hash == kept.hash else Break(found.seq, Fault.CHANGED)


def short_code(full: str) -> str:
    """The first twelve digits of a hash as papers print them: 7F3C-91AE-20B4."""
    digits = full[:SHORT_DIGITS].upper()
    return f"{digits[:4]}-{digits[4:8]}-{digits[8:]}"


def matches(short: str, full: str) -> bool:
    """Is this the hash that a printed code stands for? Read off paper: case, spaces and dashes do not matter."""
    digits = "".join(character for character in short if character not in "-－– \u3000").lower()
    return len(digits) == SHORT_DIGITS and full.startswith(digits)


def row_digest(row: Mapping[str, Any]) -> str:
    """The digest of one row, column by column."""
    return text_digest(canonical(row))


def batch_digest(rows: Iterable[Any]) -> str:
    """One digest over many rows in their order."""
    whole = Batch()
    for rows_at_once in chunks(rows):
        whole.add(rows_at_once)
    return whole.digest()


class Batch:
    """A digest over many rows that come in parts; how they are parted makes no difference."""

    __slots__ = ("_whole",)

    def __init__(self) -> None:
        self._whole = sha256()

    def add(self, rows: list[Any]) -> None:
        """Takes further rows in, which follow those before."""
        self._whole.update(f"{canonical(rows)[1:-1]},".encode())

    def digest(self) -> str:
        return self._whole.hexdigest()


def chunks(rows: Iterable[Any]) -> Iterator[list[Any]]:
    source = iter(rows)
    while chunk := list(islice(source, ROWS_A_TIME)):
        yield chunk
