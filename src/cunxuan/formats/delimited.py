"""Text with separators (CSV) as programs in China save it: UTF-8, GB18030 or UTF-16; comma, tab or semicolon.

Rows are read one by one. Public: `read_delimited`, `Delimited`.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path

from cunxuan.core.errors import BadInput

from .kinds import refused, unreadable

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384
LONGEST_FIELD = 131_072
SEPARATORS = ",\t;"
PIECE = 2**20
#: So many rows show which separator the file has.
LOOKED_AT = 50
CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class Delimited:
    encoding: str
    separator: str
    height: int  # lines, which is how many rows there are unless a field has several
    rows: Callable[[], Iterator[list[str]]]  # from the first one on, each time


def read_delimited(path: Path) -> Delimited:
    """Finds out how the file is written; its rows are read as they are asked for."""
    encoding = encoding_of(path)
    lines, told = 0, ""
    with path.open(encoding=encoding, newline="") as text:
        beginning = "".join(islice(pieces_of(text), 1))
        if beginning.startswith("sep=") and len(beginning) > 4:  # Excel's own line, which is no row
            told = beginning[4]
    with path.open("rb") as file:
        lines = sum(piece.count(b"\n") for piece in iter(lambda: file.read(PIECE), b""))
    separator = told or separator_of(beginning)
    return Delimited(encoding, separator, lines + 1, partial(rows_of, path, encoding, separator, skip=bool(told)))


def pieces_of(text: io.TextIOBase) -> Iterator[str]:
    while piece := text.read(PIECE):
        yield piece


# Encoding


def encoding_of(path: Path) -> str:
    """The first in which every character of the file is one."""
    with path.open("rb") as file:
        start = file.read(2**16)
    for mark, encoding in MARKED.items():
        if start.startswith(mark):
            return whole(path, encoding)
    if b"\0" in start:
        return whole(path, utf16_by_its_zeros(path, start))
    if len(CONTROLS.findall(start)) > len(start) // 1000:
        raise unreadable(path)
    return "utf-8" if wrong_line(path, "utf-8") is None else whole(path, "gb18030")


MARKED = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}


def utf16_by_its_zeros(path: Path, start: bytes) -> str:
    """Without a mark: dividers have their zero always on the same side. (一 is 4E 00 and does not say.)"""
    if start.count(0) * 50 > len(start):
        found = {
            encoding: sum(start[low::2][at : at + 1] in DIVIDERS for at in zeros_of(start[1 - low :: 2]))
            for encoding, low in (("utf-16-le", 0), ("utf-16-be", 1))
        }
        less, more = sorted(found, key=lambda encoding: found[encoding])
        if found[more] > 4 * found[less]:
            return more
    raise with_zeros(path)


DIVIDERS = (b"\n", b"\r", b"\t", b",", b";")


def zeros_of(content: bytes) -> Iterator[int]:
    return (found.start() for found in re.finditer(b"\0", content))


def whole(path: Path, encoding: str) -> str:
    line = wrong_line(path, encoding)
    if line is not None:
        raise refused(
            path,
            f"第 {line:,} 行有认不出的字符",
            "请在 Excel 里打开，另存为 .xlsx 再试",
            f"line {line:,} holds characters of no encoding known here. Open it in Excel and save it as .xlsx.",
        )
    return encoding


def wrong_line(path: Path, encoding: str) -> int | None:
    """The line of the first character that is none in this encoding."""
    lines = 1
    with path.open("rb") as file:
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            while piece := file.read(PIECE):
                lines += decoder.decode(piece).count("\n")
            decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            return lines + error.object[: error.start].count(b"\n")
    return None


# Separator


def separator_of(beginning: str) -> str:
    """That which divides the most rows into the same number of cells, and into the more of them."""
    return max(SEPARATORS, key=lambda separator: evenness(beginning, separator))


def evenness(beginning: str, separator: str) -> tuple[int, int]:
    try:
        rows = list(islice(csv.reader(io.StringIO(beginning, newline=""), delimiter=separator), LOOKED_AT))
    except csv.Error:
        return 0, 0
    widths = Counter(len(row) for row in rows if len(row) > 1)
    return max(((times, width) for width, times in widths.items()), default=(0, 0))


# Rows


def rows_of(path: Path, encoding: str, separator: str, *, skip: bool) -> Iterator[list[str]]:
    number = 0
    with path.open(encoding=encoding, newline="") as text:
        reader = csv.reader(text, delimiter=separator)
        try:
            for number, row in enumerate(islice(reader, int(skip), None), start=1):
                if number > MOST_ROWS or len(row) > MOST_COLUMNS:
                    raise outside(path, number)
                if "\0" in "".join(row):
                    raise with_zeros(path)
                yield row
        except csv.Error as error:
            raise refused(
                path,
                f"第 {number + 1:,} 行起，一个格子里超过 {LONGEST_FIELD:,} 个字符，多半是引号没有成对",
                "请在 Excel 里打开核对，另存为 .xlsx 再试",
                f"from row {number + 1:,} on a cell has over {LONGEST_FIELD:,} characters; a quotation mark may be "
                "missing. Check it in Excel and save it as .xlsx.",
            ) from error


def outside(path: Path, number: int) -> BadInput:
    return refused(
        path,
        f"第 {number:,} 行超出了 Excel 的范围（{MOST_ROWS:,} 行、{MOST_COLUMNS:,} 列）",
        "请核对文件，或分成几个文件",
        f"row {number:,} is beyond what Excel can hold ({MOST_ROWS:,} rows, {MOST_COLUMNS:,} columns). "
        "Check the file, or divide it.",
    )


def with_zeros(path: Path) -> BadInput:
    return refused(
        path,
        "夹有空字符（NUL），不是正常的 CSV",
        "请在 Excel 里打开，另存为 .xlsx 再试",
        "holds NUL characters, as no CSV does. Open it in Excel, save it as .xlsx and try again.",
    )
