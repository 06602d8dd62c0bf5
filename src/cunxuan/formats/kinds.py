"""What a file is. Its content decides, not its suffix; what is no table of ours is refused by what it is.

Public: `kind_of`, `Kind`, `refused`, `unreadable`, `locked`, `too_large`.
"""

from __future__ import annotations

import re
import stat
from enum import Enum
from pathlib import Path

from cunxuan.core.errors import BadInput

#: No list of a county is larger: 340,000 people with twelve columns take 20 MB as a workbook and 45 MB as CSV.
MOST_BYTES = 256 * 2**20


class Kind(Enum):
    XLSX = "xlsx"
    ODS = "ods"
    XLS = "xls"
    CSV = "csv"


def refused(path: Path, why: str, what_to_do: str, english: str) -> BadInput:
    """One sentence that names the file, the reason and what to do."""
    return BadInput(f"{path.name}：{why}。{what_to_do}。", f"{path.name}: {english}")


def unreadable(path: Path) -> BadInput:
    if not path.exists():
        return BadInput(
            f"{path.name}：没有这个文件。请核对文件名，或在 Excel 里另存为 .xlsx 再试。",
            f"{path.name}: there is no such file. Check the name, or save it as .xlsx and try again.",
        )
    return refused(
        path,
        "打不开，不是 Excel 或 CSV 表，或者已经损坏",
        "请核对文件，或在 Excel 里另存为 .xlsx 再试",
        "cannot be read: it is no Excel or CSV table, or it is damaged. Save it as .xlsx and try again.",
    )


def locked(path: Path) -> BadInput:
    return refused(
        path,
        "设了打开密码，读不了",
        "请在 Excel 里去掉密码，另存后再试",
        "needs a password. Take the password off in Excel, save it and try again.",
    )


def too_large(path: Path) -> BadInput:
    return refused(
        path,
        "展开后太大，不是正常的名册",
        "请只留名册的内容，另存为 .xlsx 再试，或者分成几个文件",
        "is too large once unpacked. Keep only the list, save it as .xlsx, or divide it into several files.",
    )


def with_macros(path: Path) -> BadInput:
    return refused(
        path,
        "带有宏，不能导入",
        "请在 Excel 里另存为不带宏的 .xlsx 再试",
        "holds macros. Save it as .xlsx, which has none, and try again.",
    )


def kind_of(path: Path) -> Kind:
    """Which of the tables that can be read this is; raises `BadInput` where it is none of them."""
    content = beginning(path)
    if content.startswith(b"PK\x03\x04"):
        return Kind.XLSX  # or ODS: `packages` looks into it
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return compound(path)
    for start, (zh, en) in FOREIGN.items():
        if content.startswith(start):
            raise refused(
                path,
                f"内容是{zh}，不是表格",
                "请选名册的 Excel 或 CSV 文件",
                f"is {en}, not a table. Choose the Excel or CSV file of the list.",
            )
    if markup(content):
        raise refused(
            path,
            "内容是网页或 XML，只是改了后缀",
            "请用 Excel 或 WPS 打开，另存为 .xlsx 再试",
            "is a web page or XML under another suffix. Open it in Excel or WPS, save it as .xlsx and try again.",
        )
    return Kind.CSV


def beginning(path: Path) -> bytes:
    """The first bytes of a plain file of a size that can be; everything else is refused unread."""
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise refused(
                path,
                "不是文件",
                "请选名册的 Excel 或 CSV 文件",
                "is not a file. Choose the Excel or CSV file of the list.",
            )
        if found.st_size == 0:
            raise refused(
                path,
                "文件是空的，表里没有内容",
                "请检查是不是选错了文件",
                "is empty. Check whether it is the right file.",
            )
        if found.st_size > MOST_BYTES:
            raise too_large(path)
        with path.open("rb") as file:
            return file.read(8192)
    except OSError as error:
        raise unreadable(path) from error


FOREIGN = {
    b"%PDF": ("PDF", "a PDF"),
    b"\xff\xd8\xff": ("图片", "a picture"),
    b"\x89PNG": ("图片", "a picture"),
    b"GIF8": ("图片", "a picture"),
    b"II*\0": ("图片", "a picture"),
    b"MZ\x90\0": ("程序", "a program"),
    b"\x7fELF": ("程序", "a program"),
    b"#!": ("程序", "a program"),
    b"Rar!": ("压缩包", "an archive"),
    b"7z\xbc\xaf": ("压缩包", "an archive"),
    b"\x1f\x8b": ("压缩包", "an archive"),
    b"BZh": ("压缩包", "an archive"),
    b"\xfd7zXZ": ("压缩包", "an archive"),
    b"PK\x05\x06": ("空的压缩包", "an empty archive"),
    b"{\\rtf": ("文档", "a document"),
    b"SQLite format 3": ("数据库", "a database"),
}

MARKUP = re.compile(rb"<(?:!doctype|html|head|body|table|meta|style|\?xml|svg)\b|^mime-version:", re.IGNORECASE)


def markup(content: bytes) -> bool:
    """A page of HTML, an XML table or a saved web page, in UTF-8, GBK or UTF-16."""
    return MARKUP.search(content.replace(b"\0", b"").removeprefix(b"\xef\xbb\xbf").lstrip()[:2048]) is not None


def compound(path: Path) -> Kind:
    """The old container of Office: an .xls, or something else by the names of its streams."""
    if path.suffix.lower() == ".et":
        raise refused(
            path,
            "是 WPS 的 .et 表格，读不了",
            "请在 WPS 里另存为 .xlsx 再试",
            "is a table of WPS (.et). Save it as .xlsx in WPS and try again.",
        )
    content = path.read_bytes()
    if within("EncryptedPackage", content) or FILEPASS.search(content):
        raise locked(path)
    if within("_VBA_PROJECT_CUR", content):
        raise with_macros(path)
    if within("Workbook", content) or within("Book", content):
        return Kind.XLS
    raise unreadable(path)


#: A workbook of BIFF begins with its version; where a password closes it, a record that says how comes next.
FILEPASS = re.compile(rb"\x09\x08\x10\x00.{16}(?:\x86\x00\x00\x00)?\x2f\x00", re.DOTALL)


def within(stream: str, content: bytes) -> bool:
    return f"{stream}\0".encode("utf-16-le") in content
