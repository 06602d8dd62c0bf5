"""Files made to harm, or broken, each by a function with the words of the sentence that refuses it.

Nothing here is stored: every file is written when a test asks for it.
"""

from __future__ import annotations

import os
import random
import socket
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

from test_workbooks import STYLES, written

from workbooks import MAIN, OFFICE, PACKAGE, ods

Make = Callable[[Path], Path]
HOSTILE: dict[str, tuple[str, Make]] = {}

ROW = '<row r="1"><c r="A1" t="inlineStr"><is><t>丁</t></is></c></row>'
LARGE, DAMAGED, ODD, MACROS, PASSWORD = "太大", "打不开", "内部结构不正常", "带有宏", "打开密码"


def hostile(words: str) -> Callable[[Make], Make]:
    def keep(make: Make) -> Make:
        HOSTILE[make.__name__.replace("_", " ")] = words, make
        return make

    return keep


def many(words: str, makes: dict[str, Make]) -> None:
    HOSTILE.update({name: (words, make) for name, make in makes.items()})


def zipped(path: Path, parts: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", how, compresslevel=1) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def patched(path: Path, old: bytes, new: bytes) -> Path:
    path.write_bytes(path.read_bytes().replace(old, new))
    return path


def noise(length: int) -> str:
    """Text that does not compress away."""
    return random.Random(1).randbytes(length // 2).hex()


# Bombs


@hostile(LARGE)
def a_sheet_of_a_hundred_million_spaces(folder):
    return written(folder, ROW + " " * 100_000_000)


@hostile(LARGE)
def shared_strings_that_unpack_a_thousandfold(folder):
    strings = f'<sst xmlns="{MAIN}">{"<si><t>a</t></si>" * 4_000_000}</sst>'
    return written(folder, ROW, parts={"xl/sharedStrings.xml": strings})


@hostile(LARGE)
def a_picture_that_unpacks_a_thousandfold(folder):
    return written(folder, ROW, parts={"xl/media/image1.png": b"\0" * 60_000_000})


@hostile(LARGE)
def a_package_that_says_it_unpacks_to_four_gigabytes(folder):
    path = written(folder, ROW)
    content = bytearray(path.read_bytes())
    at = content.index(b"PK\x01\x02")
    content[at + 24 : at + 28] = struct.pack("<I", 0xFFFFFFFE)
    path.write_bytes(content)
    return path


@hostile(DAMAGED)
def a_sheet_larger_than_the_package_says(folder):
    path = written(folder, ROW + f'<row r="2">{"<c/>" * 5000}</row>')
    content = bytearray(path.read_bytes())
    at = content.rindex(b"xl/worksheets/sheet1.xml") - 46
    assert content[at : at + 4] == b"PK\x01\x02"
    content[at + 24 : at + 28] = struct.pack("<I", 300)
    path.write_bytes(content)
    return path


@hostile(ODD)
def entries_that_share_the_same_bytes(folder):
    path = folder / "名册.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/workbook.xml", noise(20_000))
        for number in range(40):
            again = zipfile.ZipInfo(f"xl/{number}.xml")
            first = package.filelist[0]
            again.header_offset, again.CRC = first.header_offset, first.CRC
            again.compress_type, again.compress_size = first.compress_type, first.compress_size
            again.file_size = first.file_size
            package.filelist.append(again)
    return path


@hostile(LARGE)
def a_package_of_three_thousand_parts(folder):
    return written(folder, ROW, parts={f"xl/part{number}.xml": "<a/>" for number in range(3000)})


@hostile("压缩包")
def archives_within_archives(folder):
    inner = zipped(folder / "0.zip", {"0.txt": b"0" * 1_000_000}).read_bytes()
    for number in range(1, 8):
        inner = zipped(folder / "1.zip", {f"{number}-{copy}.zip": inner for copy in range(8)}).read_bytes()
    return (folder / "1.zip").rename(folder / "名册.xlsx")


def repeating(rows: int, columns: int) -> Make:
    def make(folder: Path) -> Path:
        path = ods(folder / "名册.ods", {"表": [["丁"]]})
        repeated = (
            f'<table:table-row table:number-rows-repeated="{rows}"><table:table-cell office:value-type="string" '
            f'table:number-columns-repeated="{columns}"><text:p>丁</text:p></table:table-cell></table:table-row>'
        )
        content = parts_of(path)
        content["content.xml"] = content["content.xml"].replace(
            b"</table:table>", repeated.encode() + b"</table:table>"
        )
        return zipped(path, content)

    return make


many(
    DAMAGED,
    {
        "a table that repeats a cell over all rows and columns": repeating(1_048_576, 16_384),
        "a table that repeats a cell half a billion times": repeating(1_048_576, 500),
    },
)


@hostile(LARGE)
def two_cells_at_the_opposite_corners_of_a_sheet(folder):
    return written(folder, f'{ROW}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')


@hostile(LARGE)
def a_wide_and_long_sheet_with_a_cell_in_its_last_column(folder):
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(1, 100_000))
    return written(folder, rows + '<row r="100000"><c r="XFD100000"><v>1</v></c></row>')


# Text without an end


@hostile("长得不正常")
def a_cell_of_a_hundred_megabytes(folder):
    path = written(folder, ROW)
    parts = parts_of(path)
    cell = b'<c r="B1" t="str"><v>' + b"a" * 100_000_000 + b"</v></c></row>"
    parts["xl/worksheets/sheet1.xml"] = parts["xl/worksheets/sheet1.xml"].replace(b"</row>", cell)
    return zipped(path, parts, zipfile.ZIP_STORED)


@hostile("长得不正常")
def a_shared_string_of_ten_megabytes(folder):
    strings = f'<sst xmlns="{MAIN}"><si><t>{noise(10_000_000)}</t></si></sst>'
    return written(folder, ROW, parts={"xl/sharedStrings.xml": strings})


@hostile("长得不正常")
def a_row_of_forty_megabytes(folder):
    cells = "".join(f'<c r="A1"><v>{number}</v></c>' for number in range(1_500_000))
    return written(folder, f'<row r="1">{cells}</row>')


@hostile("长得不正常")
def a_sheet_that_never_comes_to_its_rows(folder):
    return written(folder, ROW, head="".join(f"<!--{number}-->" for number in range(3_000_000)))


# Entities

LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a0 "ha">'
    + "".join(f'<!ENTITY a{number} "{f"&a{number - 1};" * 10}">' for number in range(1, 10))
    + "]>"
)
ENTITIES = {
    "a billion laughs": LAUGHS,
    "an entity from a file": '<!DOCTYPE x [<!ENTITY a9 SYSTEM "file:///etc/passwd">]>',
    "an entity from another host": '<!DOCTYPE x [<!ENTITY a9 SYSTEM "http://example.invalid/a">]>',
    "a document type from another host": '<!DOCTYPE x SYSTEM "http://example.invalid/a.dtd">',
}
PLACES = {
    "a sheet": ("xl/worksheets/sheet1.xml", f'<worksheet xmlns="{MAIN}"><sheetData>{ROW}</sheetData>&a9;</worksheet>'),
    "the shared strings": ("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}"><si><t>&a9;</t></si></sst>'),
    "the workbook": ("xl/workbook.xml", f'<workbook xmlns="{MAIN}"><sheets>&a9;</sheets></workbook>'),
    "the styles": ("xl/styles.xml", STYLES),
    "the links": ("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{PACKAGE}/relationships">&a9;</Relationships>'),
}
many(
    DAMAGED,
    {
        f"{entity} in {place}": lambda folder, part=part, xml=declared + xml: written(folder, ROW, parts={part: xml})
        for entity, declared in ENTITIES.items()
        for place, (part, xml) in PLACES.items()
    },
)


@hostile(DAMAGED)
def an_entity_in_a_sheet_in_utf16(folder):
    xml = f'{LAUGHS}<worksheet xmlns="{MAIN}"><sheetData>{ROW}</sheetData></worksheet>'
    return written(folder, ROW, parts={"xl/worksheets/sheet1.xml": xml.encode("utf-16")})


@hostile(DAMAGED)
def an_entity_behind_two_million_bytes_of_comments(folder):
    xml = f'{"<!-- a -->" * 200_001}{LAUGHS}<worksheet xmlns="{MAIN}"><sheetData>{ROW}</sheetData></worksheet>'
    return written(folder, ROW, parts={"xl/worksheets/sheet1.xml": xml})


@hostile(DAMAGED)
def an_entity_in_a_table_of_libreoffice(folder):
    path = ods(folder / "名册.ods", {"表": [["丁"]]})
    parts = parts_of(path)
    return zipped(path, parts | {"content.xml": LAUGHS.encode() + parts["content.xml"]})


# Macros and passwords

many(
    MACROS,
    {
        "a workbook with macros": lambda folder: written(
            folder, ROW, parts={"xl/vbaProject.bin": b"\xd0\xcf"}, name="名册.xlsm"
        ),
        "a workbook with macros that calls itself xlsx": lambda folder: written(
            folder, ROW, parts={"xl/vbaProject.bin": b"\xd0\xcf"}
        ),
        "a workbook with a sheet of old macros": lambda folder: written(
            folder, ROW, parts={"xl/macrosheets/sheet1.xml": "<a/>"}
        ),
        "an old workbook with macros": lambda folder: compound(
            folder / "名册.xls", {"Workbook": b"\x09\x08" * 3000, "_VBA_PROJECT_CUR": b""}
        ),
        "a table of LibreOffice with macros": lambda folder: zipped(
            folder / "名册.ods",
            {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "Basic/Standard/a.xml": b"<a/>"},
        ),
    },
)


@hostile(PASSWORD)
def a_workbook_under_a_password(folder):
    return compound(folder / "名册.xlsx", {"EncryptionInfo": b"\4\0" * 3000, "EncryptedPackage": b"\1" * 5000})


@hostile(PASSWORD)
def a_package_whose_parts_are_under_a_password(folder):
    path = written(folder, ROW)
    content = bytearray(path.read_bytes())
    at = 0
    while (at := content.find(b"PK\x01\x02", at)) >= 0:
        content[at + 8] |= 1
        at += 4
    path.write_bytes(content)
    return path


@hostile(PASSWORD)
def an_old_workbook_under_a_password(folder):
    begin = struct.pack("<HHHHHHII", 0x0809, 16, 0x0600, 5, 0, 0, 0, 0)
    filepass = struct.pack("<HHHHH", 0x002F, 6, 0, 1, 1)
    return compound(folder / "名册.xls", {"Workbook": begin + filepass + struct.pack("<HH", 0x0A, 0) + bytes(6000)})


# Damage


def cut_off(share: float) -> Make:
    def make(folder: Path) -> Path:
        path = written(folder, ROW * 300)
        content = path.read_bytes()
        path.write_bytes(content[: int(len(content) * share)])
        return path

    return make


many(DAMAGED, {f"a package cut off after {share:.0%}": cut_off(share) for share in (0.02, 0.3, 0.6, 0.9, 0.999)})


@hostile(DAMAGED)
def a_sheet_whose_checksum_is_wrong(folder):
    path = zipped(written(folder, ROW), parts_of(written(folder, ROW)), zipfile.ZIP_STORED)
    return patched(path, "丁".encode(), "方".encode())


@hostile(DAMAGED)
def a_sheet_whose_compressed_bytes_are_damaged(folder):
    path = written(folder, "".join(f'<row r="{row}"><c r="A{row}"><v>{row}</v></c></row>' for row in range(1, 2000)))
    content = bytearray(path.read_bytes())
    at = content.index(b"xl/worksheets/sheet1.xml") + 300
    content[at : at + 60] = bytes(60)
    path.write_bytes(content)
    return path


many(
    DAMAGED,
    {
        "a sheet without an end": lambda folder: written(
            folder, "", parts={"xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">'}
        ),
        "a sheet that is no XML": lambda folder: written(folder, "", parts={"xl/worksheets/sheet1.xml": "丁,方"}),
        "an empty sheet part": lambda folder: written(folder, "", parts={"xl/worksheets/sheet1.xml": ""}),
        "a workbook part that is no XML": lambda folder: written(folder, ROW, parts={"xl/workbook.xml": "<a"}),
        "a string that is not among the shared ones": lambda folder: written(
            folder,
            '<row r="1"><c r="A1" t="s"><v>99</v></c></row>',
            parts={"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"><si><t>a</t></si></sst>'},
        ),
        "a string before the first of the shared ones": lambda folder: written(
            folder,
            '<row r="1"><c r="A1" t="s"><v>-1</v></c></row>',
            parts={"xl/sharedStrings.xml": f'<sst xmlns="{MAIN}"><si><t>a</t></si></sst>'},
        ),
        "a cell that stands nowhere": lambda folder: written(folder, '<row r="1"><c r="1A"><v>1</v></c></row>'),
        "a character that XML cannot hold": lambda folder: written(folder, ROW.replace("丁", "&#0;&#xD800;")),
        "merged cells of whole columns": lambda folder: written(
            folder, ROW, tail='<mergeCells count="1"><mergeCell ref="A:Q"/></mergeCells>'
        ),
    },
)
many(
    "行以后的行",
    {
        "a row behind the last of Excel": lambda folder: written(folder, ROW + '<row r="1048577"/>'),
        "a row whose number begins anew": lambda folder: written(folder, ROW + '<row r="4294967299"/>'),
    },
)


# The package


@hostile(ODD)
def two_parts_of_one_name(folder):
    path = written(folder, ROW)
    with zipfile.ZipFile(path, "a") as package:
        import warnings

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            package.writestr("xl/worksheets/sheet1.xml", "<other/>")
    return path


many(
    ODD,
    {
        f"a part called {name!r}": lambda folder, name=name: written(folder, ROW, parts={name: "<a/>"})
        for name in ("/etc/passwd", "../../outside.xml", "xl/../../outside.xml", "C:/outside.xml", "XL/Workbook.xml")
    },
)


@hostile("同名")
def two_sheets_of_one_name(folder):
    sheets = "".join(f'<sheet name="表" sheetId="{number}" r:id="rId1"/>' for number in (1, 2))
    book = f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets></workbook>'
    return written(folder, ROW, parts={"xl/workbook.xml": book})


many(
    DAMAGED,
    {
        "a sheet outside the package": lambda folder: written(
            folder,
            ROW,
            parts={
                "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
                f'Type="{OFFICE}/worksheet" Target="../../../../etc/passwd"/></Relationships>'
            },
        ),
    },
)


# Something else under another name


def file(name: str, content: bytes) -> Make:
    def make(folder: Path) -> Path:
        (folder / name).write_bytes(content)
        return folder / name

    return make


many(
    "不是表格",
    {
        "a photograph": file("名册.xlsx", b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256))),
        "a picture": file("名册.xls", b"\x89PNG\r\n\x1a\n" + bytes(99)),
        "an animated picture": file("名册.csv", b"GIF89a" + bytes(99)),
        "a PDF": file("名册.xlsx", b"%PDF-1.7\n%\xe2\xe3\n"),
        "a program of Windows": file("名册.xlsx", b"MZ\x90\0" + bytes(999)),
        "a program of Linux": file("名册.csv", b"\x7fELF" + bytes(999)),
        "a script": file("名册.csv", b"#!/bin/sh\nrm -rf /\n"),
        "a RAR archive": file("名册.xls", b"Rar!\x1a\x07\x00" + bytes(99)),
        "a 7-Zip archive": file("名册.xls", b"7z\xbc\xaf\x27\x1c" + bytes(99)),
        "a compressed file": file("名册.csv", b"\x1f\x8b\x08" + bytes(99)),
        "a document of text": file("名册.xls", rb"{\rtf1 \'c3\'fb}"),
        "a database": file("名册.xlsx", b"SQLite format 3\0" + bytes(99)),
        "an empty archive": file("名册.xlsx", b"PK\x05\x06" + bytes(18)),
        "an archive with a list in it": lambda folder: zipped(folder / "名册.xlsx", {"名册.csv": b"a,b"}),
        "a Word document": lambda folder: zipped(
            folder / "名册.xlsx", {"[Content_Types].xml": b"<a/>", "word/document.xml": b"<a/>"}
        ),
        "slides": lambda folder: zipped(folder / "名册.xlsx", {"ppt/presentation.xml": b"<a/>"}),
        "a text of LibreOffice": lambda folder: zipped(
            folder / "名册.ods", {"mimetype": b"application/vnd.oasis.opendocument.text"}
        ),
    },
)
many(
    "另存为 .xlsx",
    {
        "a binary workbook": lambda folder: zipped(folder / "名册.xlsb", {"xl/workbook.bin": b"\0"}),
        "a web page called xls": file("名册.xls", "<html><table><tr><td>姓名</td></tr></table></html>".encode("gbk")),
        "a web page in UTF-16": file(
            "名册.xlsx", "<html><table><tr><td>姓名</td></tr></table></html>".encode("utf-16")
        ),
        "a saved web page": file("名册.xls", b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n"),
        "an XML table": file("名册.xls", b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office"/>'),
        "a table of WPS": lambda folder: compound(folder / "名册.et", {"Workbook": bytes(6000)}),
    },
)
many("是空的", {"an empty file": file("名册.xlsx", b""), "an empty CSV": file("名册.csv", b"")})


# What is no file


def made(make: Callable[[Path], object]) -> Make:
    def at(folder: Path) -> Path:
        make(folder / "名册.xlsx")
        return folder / "名册.xlsx"

    return at


def listen(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as one:
        os.chdir(path.parent)
        one.bind(path.name)


many(
    "不是文件",
    {
        "a folder": made(Path.mkdir),
        "a pipe that nobody writes to": made(os.mkfifo),
        "a link to a device": made(lambda path: path.symlink_to("/dev/zero")),
        "a socket": made(listen),
    },
)
many(
    "没有这个文件",
    {
        "nothing": lambda folder: folder / "名册.xlsx",
        "a link to nothing": made(lambda path: path.symlink_to("nowhere")),
        "a link to itself": made(lambda path: path.symlink_to(path.name)),
    },
)


# CSV

many(
    "NUL",
    {
        "a CSV with a zero in it": file("名册.csv", "姓名\n丁\0一\n".encode() * 9),
        "a CSV with a zero far down": file("名册.csv", ("姓名\n" * 40_000 + "丁\0一\n").encode()),
        "a CSV of zeros": file("名册.csv", bytes(5000)),
    },
)
many(
    "认不出的字符",
    {
        "a CSV in no encoding": file("名册.csv", "姓名\n丁一\n".encode() + b"\xff\xfe\xff\n"),
        "a CSV with half a pair in UTF-16": file("名册.csv", "\ufeff姓名\n".encode("utf-16-le") + b"\x00\xd8\x0a\x00"),
        "a CSV in UTF-16 with an odd byte": file("名册.csv", "\ufeff姓名,户号\n".encode("utf-16-le") + b"\x01"),
        "a CSV with a mark of UTF-8 and GBK behind it": file("名册.csv", b"\xef\xbb\xbf" + "姓名\n".encode("gbk")),
    },
)
many(
    "131,072",
    {
        "a CSV with a field of ten megabytes": file("名册.csv", b"a,b\nc," + b"d" * 10_000_000 + b"\n"),
        "a CSV whose quotation mark never closes": file("名册.csv", b'a,b\n"c,d\n' + b"e,f\n" * 100_000),
    },
)
many(
    "Excel 的范围",
    {
        "a CSV of a million columns": file("名册.csv", b"a,b\n" + b"," * 1_000_000 + b"\n"),
        "a CSV with more rows than Excel has": file("名册.csv", b"a,b\n" * 1_048_577),
    },
)
many(DAMAGED, {"a CSV of noise": file("名册.csv", bytes(random.Random(2).choices(range(1, 32), k=9000)))})


# The old container of Office


def compound(path: Path, streams: dict[str, bytes]) -> Path:
    """A container with these streams, each of at least 4096 bytes, so that it needs no small sectors."""
    sector, end, fat_mark = 512, 0xFFFFFFFE, 0xFFFFFFFD
    chains, entries, body = [fat_mark], [], b""
    for name, content in streams.items():
        content = content.ljust(4096, b"\0")
        content += bytes(-len(content) % sector)
        entries.append((name, len(chains), len(content)))
        count = len(content) // sector
        chains += [*range(len(chains) + 1, len(chains) + count), end]
        body += content
    directory_at = len(chains)
    entries = [("Root Entry", end, 0), *entries]
    directory = b"".join(
        f"{name}\0".encode("utf-16-le").ljust(64, b"\0")
        + struct.pack("<HBB", 2 * len(name) + 2, 5 if number == 0 else 2, 1)
        + struct.pack(
            "<iii",
            -1,
            number + 1 if 0 < number < len(entries) - 1 else -1,
            1 if number == 0 and len(entries) > 1 else -1,
        )
        + bytes(36)
        + struct.pack("<IQ", start, size)
        for number, (name, start, size) in enumerate(entries)
    )
    directory += bytes(-len(directory) % sector)
    count = len(directory) // sector
    chains += [*range(directory_at + 1, directory_at + count), end]
    fat = struct.pack(f"<{len(chains)}I", *chains).ljust(sector, b"\xff")
    assert len(fat) == sector, "one sector of chains is enough for a test"
    header = (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    ) + struct.pack("<IIIIIIIII", 0, 1, directory_at, 0, 4096, end, 0, end, 0)
    path.write_bytes(header + struct.pack("<I", 0) + b"\xff" * (4 * 108) + fat + body + directory)
    return path


def looping(folder: Path) -> Path:
    path = compound(folder / "名册.xls", {"Workbook": bytes(6000)})
    content = bytearray(path.read_bytes())
    content[512 + 4 : 512 + 8] = struct.pack("<I", 1)  # the first sector of the stream follows itself
    path.write_bytes(content)
    return path


many(
    DAMAGED,
    {
        "an old workbook of noise": lambda folder: compound(
            folder / "名册.xls", {"Workbook": random.Random(3).randbytes(9000)}
        ),
        "an old workbook with records longer than the file": lambda folder: compound(
            folder / "名册.xls",
            {"Workbook": struct.pack("<HHHHHHII", 0x0809, 16, 0x600, 5, 0, 0, 0, 0) + b"\x85\0\xff\xff"},
        ),
        "an old Word document": lambda folder: compound(folder / "名册.xls", {"WordDocument": bytes(6000)}),
        "an old workbook cut off": file("名册.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(300)),
        "the beginning of an old workbook": file("名册.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
        "an old workbook whose sectors follow themselves": looping,
    },
)
