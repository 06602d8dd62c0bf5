"""The package of an .xlsx or .ods: looked through as a zip before anybody unpacks it, and part by part while one does.

What Excel, WPS and LibreOffice write passes. What is made to harm (bombs, entities, entries that lie over one another
or outside the package) is refused before it costs anything.

Public: `opened`, `pieces`, `part`, `has`.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from cunxuan.core.errors import BadInput

from .kinds import Kind, locked, refused, too_large, unreadable, with_macros

MOST_PARTS = 2000
#: What all parts may come to, unpacked. A county of 340,000 with twelve columns comes to 170 MB.
MOST_UNPACKED = 640 * 2**20
#: Rows of a table compress to a twentieth, or to a hundredth where they say nothing; what shrinks more is a bomb.
MOST_RATIO, FROM_BYTES = 250, 8 * 2**20
PIECE = 2**20
#: A part that is read whole, such as the styles.
MOST_WHOLE = 32 * 2**20


@contextmanager
def opened(path: Path) -> Iterator[tuple[ZipFile, Kind]]:
    """The package, looked through, and what it holds; raises `BadInput` with one sentence."""
    try:
        with ZipFile(path) as package:
            look_through(path, package)
            yield package, inside(path, package)
    except (BadZipFile, OSError, EOFError, NotImplementedError, UnicodeDecodeError, zlib.error, struct.error) as error:
        raise unreadable(path) from error


def look_through(path: Path, package: ZipFile) -> None:
    entries = package.infolist()
    if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise too_large(path)
    if any(is_bomb(entry) for entry in entries):
        raise too_large(path)
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise locked(path)
    if not all(entry.compress_type in (ZIP_STORED, ZIP_DEFLATED) for entry in entries):
        raise unreadable(path)
    names = [entry.filename.lower() for entry in entries]
    if len(set(names)) < len(names) or any(leads_outside(name) for name in names) or overlapping(entries):
        raise refused(
            path,
            "文件的内部结构不正常",
            "请在 Excel 里打开，另存为 .xlsx 再试",
            "is put together in a way no spreadsheet program does. Open it in Excel, save it as .xlsx and try again.",
        )


def is_bomb(entry: ZipInfo) -> bool:
    return entry.file_size > FROM_BYTES and entry.file_size > MOST_RATIO * entry.compress_size


def leads_outside(name: str) -> bool:
    return name.startswith("/") or "\\" in name or "\0" in name or ":" in name or ".." in name.split("/")


def overlapping(entries: list[ZipInfo]) -> bool:
    """Whether two entries use the same bytes of the file, as in bombs that stay small."""
    in_order = sorted(entries, key=lambda entry: entry.header_offset)
    return any(
        before.header_offset + before.compress_size + len(before.filename) > after.header_offset
        for before, after in pairwise(in_order)
    )


def inside(path: Path, package: ZipFile) -> Kind:
    names = {name.lower() for name in package.namelist()}
    if any(name.endswith("vbaproject.bin") or name.startswith("xl/macrosheets/") for name in names):
        raise with_macros(path)
    if "xl/workbook.xml" in names:
        return Kind.XLSX
    if "mimetype" in names and starts_with(package, "mimetype", ODS):
        if any(name.startswith("basic/") and name.endswith(".xml") for name in names):
            raise with_macros(path)
        return Kind.ODS
    if "xl/workbook.bin" in names:
        what, english = "是二进制的 .xlsb 表格", "is a binary .xlsb workbook"
    elif any(name.startswith(("word/", "ppt/")) or name == "mimetype" for name in names):
        what, english = "内容是文档，不是表格", "is a document, not a table"
    else:
        what, english = "内容是压缩包，不是表格", "is an archive, not a table"
    raise refused(
        path, what, "请选名册的 Excel 文件，或另存为 .xlsx 再试", f"{english}. Choose the list, saved as .xlsx."
    )


ODS = b"application/vnd.oasis.opendocument.spreadsheet"


def starts_with(package: ZipFile, name: str, start: bytes) -> bool:
    with package.open(name) as file:
        return file.read(len(start)) == start


def pieces(path: Path, package: ZipFile, name: str) -> Iterator[bytes]:
    """A part of XML in pieces, each looked at: no document type, no entity, no text without an end."""
    before = b""
    with package.open(name) as file:
        while piece := file.read(PIECE):
            joined = before + piece
            if has(joined, b"!", b"<!DOCTYPE", b"<!ENTITY") or (not before and not is_utf8(piece)):
                raise unreadable(path)
            if len(piece) == PIECE and b"<" not in piece:
                raise long_cell(path)
            before = piece[-16:]
            yield piece


def has(xml: bytes, letter: bytes, *texts: bytes) -> bool:
    """Does one of these stand in it? First a letter of theirs is looked for: a table's rows have few, and it is at once
    found that they have none.
    """
    return letter in xml and any(text in xml for text in texts)


def is_utf8(start: bytes) -> bool:
    """XML as spreadsheet programs write it; in another encoding it could hide what is looked for."""
    return start.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<" and b"\0" not in start[:200]


def part(path: Path, package: ZipFile, name: str) -> bytes:
    """A small part whole, or nothing where the package does not have it."""
    found = next((entry for entry in package.namelist() if entry.lower() == name.lower()), None)
    if found is None:
        return b""
    if package.getinfo(found).file_size > MOST_WHOLE:
        raise too_large(path)
    return b"".join(pieces(path, package, found))


def long_cell(path: Path) -> BadInput:
    return refused(
        path,
        "有一个单元格的文字长得不正常（超过一百万字节）",
        "请在 Excel 里找到它删去，另存后再试",
        "holds a cell with more than a million bytes of text. Delete it in Excel, save it and try again.",
    )
