"""Files made to harm: refused within seconds with one sentence in both languages, or read without harm."""

from __future__ import annotations

import re
import time

import pytest
from hostile import HOSTILE, ROW, file
from test_workbooks import DAY, cell, written

from cunxuan.core.errors import BadInput
from cunxuan.formats.reading import read
from cunxuan.formats.returned import Wrong, mark

#: Alone on a machine each takes less than five; tests run beside others.
SECONDS = 30


def rows_of(path):
    return [[list(row) for row in sheet.rows] for sheet in read(path).sheets]


@pytest.mark.parametrize("name", HOSTILE)
def test_is_refused_within_seconds_in_one_sentence(name, tmp_path):
    words, make = HOSTILE[name]
    path = make(tmp_path)
    before = time.monotonic()
    with pytest.raises(BadInput, match=re.escape(words)) as refusal:
        rows_of(path)
    assert time.monotonic() - before < SECONDS
    assert re.fullmatch(rf"{re.escape(path.name)}：[^。]+。[^。]+。", str(refusal.value)), str(refusal.value)
    assert re.fullmatch(rf"{re.escape(path.name)}:? [\x20-\x7e]+\.", refusal.value.text_en), refusal.value.text_en


def test_there_are_enough_of_them():
    assert len(HOSTILE) >= 100


def test_what_cannot_be_read_cannot_be_marked_either(tmp_path):
    _, make = HOSTILE["a billion laughs in a sheet"]
    with pytest.raises(BadInput):
        mark(make(tmp_path), [Wrong("表", "A1", "不对。")], tmp_path / "退回.xlsx")
    assert not (tmp_path / "退回.xlsx").exists()


# Strange, and read without harm


def test_a_million_empty_rows(tmp_path):
    rows = ROW + "".join(f'<row r="{row}" spans="1:9" ht="15"/>' for row in range(2, 1_048_577))
    before = time.monotonic()
    assert rows_of(written(tmp_path, rows)) == [[["丁"]]]
    assert time.monotonic() - before < SECONDS


def test_a_million_rows_of_empty_cells_with_borders(tmp_path):
    rows = ROW + "".join(
        f'<row r="{row}"><c r="A{row}" s="2"/><c r="B{row}" s="2"/></row>' for row in range(2, 1_000_001)
    )
    before = time.monotonic()
    assert rows_of(written(tmp_path, rows)) == [[["丁"]]]
    assert time.monotonic() - before < SECONDS


@pytest.mark.parametrize("number", ["1e10", "-5", "2958470", "1e300", "-5000000", "NaN", "1e999", "0"])
def test_absurd_dates_are_values_like_others(tmp_path, number):
    ((row,),) = rows_of(written(tmp_path, f'<row r="1">{cell("A1", DAY, number)}</row>'))
    assert len(row) == 1


@pytest.mark.parametrize("number", ["NaN", "inf", "1e999", "-1e999"])
def test_numbers_that_are_none_are_values_like_others(tmp_path, number):
    ((row,),) = rows_of(written(tmp_path, f'<row r="1">{cell("A1", None, number)}</row>'))
    assert len(row) == 1


@pytest.mark.parametrize("style", ["-4", "99", "4294967296", "x"])
def test_styles_that_do_not_exist_are_passed_over(tmp_path, style):
    assert rows_of(written(tmp_path, f'<row r="1">{cell("A1", style)}</row>')) == [[[1.0]]]


def test_a_sheet_that_says_it_is_the_largest_there_can_be(tmp_path):
    assert rows_of(written(tmp_path, ROW, head='<dimension ref="A1:XFD1048576"/>')) == [[["丁"]]]


def test_a_sheet_that_is_one_merged_cell(tmp_path):
    merged = '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    (sheet,) = read(written(tmp_path, ROW, tail=merged)).sheets
    assert sheet.merged == ((1, 0, 1_048_576, 16_383),)


def test_deeply_nested_elements(tmp_path):
    deep = f'<row r="1"><c r="A1" t="inlineStr"><is>{"<r>" * 200_000}<t>丁</t>{"</r>" * 200_000}</is></c></row>'
    assert rows_of(written(tmp_path, deep)) == [[["丁"]]]


def test_links_to_other_workbooks_are_not_followed(tmp_path):
    parts = {
        "xl/externalLinks/externalLink1.xml": '<externalLink><file url="http://example.invalid/a.xlsx"/></externalLink>'
    }
    rows = '<row r="1"><c r="A1" t="str"><f>[1]表!A1</f><v>丁</v></c></row>'
    assert rows_of(written(tmp_path, rows, parts=parts)) == [[["丁"]]]


def test_a_formula_that_calls_a_program_is_its_last_value(tmp_path):
    rows = '<row r="1"><c r="A1" t="str"><f>cmd|&apos; /C calc&apos;!A0</f><v>丁</v></c></row>'
    assert rows_of(written(tmp_path, rows)) == [[["丁"]]]


def test_characters_that_turn_the_direction_or_do_not_show_come_as_they_are(tmp_path):
    line = "姓名\u202e\u2066,丁\u200b\ufeff一\u2069"
    assert rows_of(file("名册.csv", line.encode())(tmp_path)) == [[line.split(",")]]
