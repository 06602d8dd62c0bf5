"""Reading what strangers send: in a process of its own, with limits, and the same as one reads it oneself."""

from __future__ import annotations

import codecs
import os
import subprocess
import sys
import time
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

import pytest

from cunxuan.core.errors import BadInput
from cunxuan.formats.reading import Cancelled, Limits, read, run, spelled, start
from cunxuan.formats.tables import tables
from workbooks import xlsx

ROWS = [
    ["姓名", "身份证号", "备注"],
    ["丁一", "130123197001010011", "张　三\u200b"],
    ["方", 12.5, None],
    [True, 7, "𬭎"],
]


@pytest.fixture
def book(tmp_path):
    return xlsx(tmp_path / "名册.xlsx", {"一组": ROWS, "二组": ROWS[:2], "空": []})


def rows_of(path, **more):
    return {sheet.name: [list(row) for row in sheet.rows] for sheet in read(path, **more).sheets}


def test_the_process_reads_what_one_reads_oneself(book):
    assert rows_of(book) == {table.name: [list(row) for row in table.rows] for table in tables(book)}


def test_sheets_whose_rows_nobody_wants_are_passed_over(book):
    assert [sheet.name for sheet in read(book).sheets] == ["一组", "二组", "空"]


def test_moments_come_back_as_moments(tmp_path):
    from test_workbooks import DATES, written

    file = written(tmp_path, DATES)
    assert rows_of(file)["表"] == [[date(1982, 2, 18), datetime(1982, 2, 18, 12, 0)]]  # noqa: DTZ001


def test_the_content_decides_not_the_suffix(book, tmp_path):
    renamed = book.rename(tmp_path / "名册.xls")
    found = read(renamed)
    assert (found.kind.value, len(list(found.sheets))) == ("xlsx", 3)


def environment_of(process: subprocess.Popen[bytes]) -> bytes:
    """Nothing where it was gone before it was looked at: an empty order is soon done."""
    with process:
        return Path(f"/proc/{process.pid}/environ").read_bytes()


def test_the_process_is_handed_no_key(book, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://somebody:secret@nowhere/county")
    handed_on = next(filter(None, (environment_of(start({})) for _ in range(50))))
    assert b"PATH=" in handed_on
    assert b"secret" not in handed_on


def test_the_process_knows_no_database():
    seen = "import cunxuan.formats.child, cunxuan.formats.residents, sys; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", seen]).returncode == 0


def test_progress_is_told(tmp_path):
    told = []
    rows_of(xlsx(tmp_path / "名册.xlsx", {"一组": [["丁"]] * 3000}), told=lambda *done: told.append(done))
    assert told[-1] == (3000, 3000)


def test_whoever_cancels_waits_no_longer(book):
    with pytest.raises(Cancelled):
        list(run(spelled, book, cancelled=lambda: True))


def processes():
    """Those that this one has started to read a file."""
    found = []
    for one in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has just ended
            parent = int((one / "stat").read_text().rpartition(")")[2].split()[1])
            if parent == os.getpid() and b"cunxuan.formats.child" in (one / "cmdline").read_bytes():
                found.append(one.name)
    return found


def test_leaving_early_ends_the_process(book):
    found = run(spelled, book)
    next(found)
    assert len(processes()) == 1
    found.close()
    assert processes() == []


def test_what_takes_too_long_is_stopped(book):
    before = time.monotonic()
    with pytest.raises(BadInput, match="读得太久"):
        list(run(spelled, book, limits=Limits(wall_seconds=0)))
    assert time.monotonic() - before < 10


def test_what_takes_too_much_memory_is_stopped(tmp_path):
    file = xlsx(
        tmp_path / "名册.xlsx", {"一组": [[f"丁{place}-{number}" for place in range(20)] for number in range(20_000)]}
    )
    with pytest.raises(BadInput, match="太大"):
        rows_of(file, limits=Limits(memory=64 * 2**20))


def test_a_function_of_another_package_is_not_run(book):
    with pytest.raises(BadInput, match="打不开"):
        list(run(read_elsewhere, book))


def read_elsewhere(path, *, follow):
    yield from ()


# CSV


CSV = '姓名,备注\r\n丁一,在外打工\r\n方,"一,二"\r\n'
EXPECTED = [["姓名", "备注"], ["丁一", "在外打工"], ["方", "一,二"]]


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b""),
        ("utf-8", codecs.BOM_UTF8),
        ("gbk", b""),
        ("gb18030", b""),
        ("utf-16-le", codecs.BOM_UTF16_LE),
        ("utf-16-be", codecs.BOM_UTF16_BE),
        ("utf-16-le", b""),
        ("utf-16-be", b""),
    ],
)
def test_csv_is_read_in_every_encoding_that_offices_use(tmp_path, encoding, mark):
    file = tmp_path / "名册.csv"
    file.write_bytes(mark + CSV.encode(encoding))
    assert rows_of(file) == {"名册": EXPECTED}


@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_csv_is_read_with_every_separator(tmp_path, separator):
    file = tmp_path / "名册.csv"
    file.write_text(f"姓名{separator}备注\n丁一{separator}一、二\n方{separator}\n", encoding="utf-8")
    assert rows_of(file)["名册"] == [["姓名", "备注"], ["丁一", "一、二"], ["方", ""]]


def test_a_line_of_excel_that_names_the_separator_is_no_row(tmp_path):
    file = tmp_path / "名册.csv"
    file.write_text("sep=;\n姓名;备注\n丁,一;方\n", encoding="utf-8")
    assert rows_of(file)["名册"] == [["姓名", "备注"], ["丁,一", "方"]]


def test_characters_outside_the_common_plane_survive_gb18030(tmp_path):
    file = tmp_path / "名册.csv"
    file.write_bytes("姓名\n欧阳䶮\n𬭎\n".encode("gb18030"))
    assert rows_of(file)["名册"] == [["姓名"], ["欧阳䶮"], ["𬭎"]]
