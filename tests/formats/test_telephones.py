"""Lists of telephone numbers and of receipts as offices write them: what is wrong is named at its cell."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cunxuan.core.errors import BadInput
from cunxuan.formats.telephones import read_numbers, read_receipts
from cunxuan.formats.workbooks import Sheet
from cunxuan.formats.written import write_book


def listed(folder, text, name="电话.csv"):
    path = folder / name
    path.write_text(text, encoding="gb18030")
    return path


def problems(found):
    return [(one.cell, one.kind) for one in found.problems]


def test_headings_are_found_under_titles_and_by_other_names(tmp_path):
    text = "外出人员,,,\n填表人：安,,,\n序号,姓 名,身份证号后四位,手机号码\n1,卫红,123X,199 0000 0001\n合计,,,1\n"
    found = read_numbers(listed(tmp_path, text))
    assert found.headings == {"电话": 3}
    (row,) = found.found
    assert (row.name, row.last_four, row.phone, row.at["phone"]) == ("卫红", "123X", "19900000001", "D4")
    assert (found.rows, found.not_data, found.rejected) == (5, 4, 0)


@pytest.mark.parametrize(
    ("phone", "read"),
    [
        ("199-0000-0001", "19900000001"),
        ("+86 19900000001", "19900000001"),
        ("１９９００００００１２", "19900000012"),
        ("'19900000001", "19900000001"),
    ],
)
def test_a_number_is_read_as_people_write_it(tmp_path, phone, read):
    (row,) = read_numbers(listed(tmp_path, f"姓名,电话\n卫红,{phone}\n")).found
    assert row.phone == read


@pytest.mark.parametrize(
    ("phone", "kind", "sentence"),
    [
        ("1990000000l", "letters", "电话里有“l”，号码只能是数字。"),
        ("未知", "letters", "电话里有“未”"),
        ("199000001", "too_short", "电话只有 9 位，手机号码是 11 位。"),
        ("199000000123", "too_long", "电话有 12 位，手机号码是 11 位。"),
        ("19900000001 19900000002", "too_long", "一格只写一个号码。"),
        ("12345678901", "no_mobile", "手机号码以 13 到 19 开头。"),
        ("", "no_phone", "没有写电话。"),
    ],
)
def test_what_is_no_number_is_named_at_its_cell(tmp_path, phone, kind, sentence):
    found = read_numbers(listed(tmp_path, f"姓名,电话\n卫红,{phone}\n"))
    (one,) = found.problems
    assert (one.cell, one.kind, found.rejected) == ("B2", kind, 1)
    assert sentence in one.zh and one.en


def test_a_fixed_line_is_taken_with_a_warning(tmp_path):
    found = read_numbers(listed(tmp_path, "姓名,电话\n卫红,0311-5521234\n"))
    assert (found.found[0].phone, found.problems[0].warning) == ("03115521234", True)


def test_no_problem_shows_a_whole_number(tmp_path):
    found = read_numbers(listed(tmp_path, "姓名,电话\n卫红,1990000123l\n"))
    assert found.problems[0].value == "199*****23l"


def test_a_date_of_birth_tells_people_apart_and_a_wrong_one_is_named(tmp_path):
    text = "姓名,出生日期,电话\n卫红,1985-3-21,19900000001\n段文博,三月,19900000002\n"
    found = read_numbers(listed(tmp_path, text))
    assert found.found[0].birth_on == date(1985, 3, 21)
    assert problems(found) == [("B3", "birth")]


def test_a_number_that_a_table_shortened_is_no_id_number(tmp_path):
    path = tmp_path / "电话.xlsx"
    write_book([Sheet("一组", [["姓名", "身份证号", "电话"], ["卫红", 130123198503211234.0, 19900000001.0]], 2)], path)
    assert problems(read_numbers(path)) == [("B2", "last_four")]


def test_a_file_without_the_headings_is_refused_with_a_sentence(tmp_path):
    with pytest.raises(BadInput, match="找不到“姓名”“电话”的标题"):
        read_numbers(listed(tmp_path, "一,二\n三,四\n"))


def test_receipts_say_what_became_of_each_number(tmp_path):
    text = (
        "手机号码,状态报告,回复内容,时间\n19900000001,DELIVRD,,2026-11-16 10:30\n19900000002,空号,,\n"
        "19900000003,,１,2026/11/16\n"
    )
    found = read_receipts(listed(tmp_path, text))
    assert [(one.state, one.text) for one in found.found] == [("delivered", ""), ("failed", ""), ("", "１")]
    assert found.found[0].moment == datetime(2026, 11, 16, 10, 30)  # noqa: DTZ001  as the office writes it


def test_a_state_that_nobody_knows_is_named(tmp_path):
    found = read_receipts(listed(tmp_path, "手机号码,状态\n19900000001,不知道\n"))
    assert problems(found) == [("B2", "unknown_state")]


CELLS = st.text("0123456789lX姓卫红 -\t'+=合计送达", max_size=13)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(CELLS, CELLS), max_size=12))
def test_no_row_is_lost(tmp_path, rows):
    table = [["姓名", "电话"], *([name, phone] for name, phone in rows)]
    path = tmp_path / "电话.xlsx"
    write_book([Sheet("一组", table, len(table))], path)
    found = read_numbers(path)
    wrong = {one.cell[1:] for one in found.problems if not one.warning}
    assert found.rows == found.not_data + len(found.found) + found.rejected
    assert found.rejected == len(wrong), "each row that is sent back has its problem"
