"""Each of the 32 kinds of dirt is found at its cell, alone and with every other; no row is lost on the way."""

from __future__ import annotations

from datetime import date
from itertools import chain, repeat
from time import process_time

import pytest

import cast
from cunxuan.core.errors import BadInput
from cunxuan.core.ids import synthetic
from cunxuan.formats.listings import give_back
from cunxuan.formats.residents import Listing, read_book, read_residents
from cunxuan.formats.residents.columns import column_of
from cunxuan.formats.residents.groups import group_of_cell
from cunxuan.formats.workbooks import Sheet as BookSheet
from formats.books import YELLOW
from formats.dirty import DIRTS, NOT_IN_A_CSV, NOT_IN_AN_XLS, POLLING_DAY, Sheet, dirty, draft, pairs


def found_in(listing: Listing) -> list[tuple[str, str, str]]:
    return sorted((problem.sheet, problem.cell, problem.kind) for problem in listing.problems)


def check(folder, names: tuple[str, ...], *, old: bool = False) -> Listing | None:
    book, expected = dirty(*names, old=old)
    file = book.write(folder)
    if expected.refused:
        with pytest.raises(BadInput):
            read_residents(file)
        return None
    listing = read_residents(file, polling_day=POLLING_DAY)
    assert found_in(listing) == expected.cells()
    assert listing.rows == sum(len(sheet.lines) for sheet in book.sheets)
    assert (listing.not_data, listing.rejected) == (expected.not_data, expected.rejected)
    return listing


def possible(*names: str) -> bool:
    """A CSV can hold no formula, and a file that is cut off is no CSV."""
    return "D25" not in names or not ({*NOT_IN_A_CSV, "D31"} & {*names})


@pytest.mark.parametrize("name", DIRTS)
def test_dirt_is_found_at_its_cell(tmp_path, name):
    check(tmp_path, (name,))


@pytest.mark.parametrize("first", sorted(DIRTS))
def test_dirt_is_found_at_its_cell_beside_every_other(tmp_path, first):
    tried = [pair for pair in pairs() if pair[0] == first and possible(*pair)]
    for pair in tried:
        check(tmp_path, pair)


@pytest.mark.parametrize("name", [name for name in DIRTS if name not in NOT_IN_AN_XLS])
def test_dirt_is_found_in_an_old_workbook(tmp_path, name):
    check(tmp_path, (name,), old=True)


@pytest.mark.parametrize("name", [name for name in DIRTS if name not in {*NOT_IN_A_CSV, "D25", "D31"}])
def test_dirt_is_found_in_a_csv_of_every_encoding(tmp_path, name):
    for _ in range(4):
        check(tmp_path, ("D25", name))


def test_four_pairs_cannot_be_in_one_file():
    everything = list(pairs())
    assert (len(everything), sum(not possible(*pair) for pair in everything)) == (496, 4)


def test_all_of_it_in_one_workbook(tmp_path):
    check(tmp_path, tuple(name for name in DIRTS if name not in ("D25", "D31")))


# The workbook that goes back, and what somebody has agreed to


@pytest.mark.parametrize("names", [tuple(name for name in DIRTS if name not in ("D25", "D31")), ("D25", "D05", "D16")])
def test_the_workbook_that_goes_back_has_the_same_problems_at_the_same_cells(tmp_path, names):
    book, expected = dirty(*names)
    file = book.write(tmp_path)
    listing = read_residents(file, polling_day=POLLING_DAY)
    back = tmp_path / "退回.xlsx"
    give_back(file, listing.problems, listing.headings, back)
    again = read_residents(back, polling_day=POLLING_DAY)
    assert found_in(again) == expected.cells()
    assert (again.rejected, again.people) == (listing.rejected, listing.people)


REPAIRED = ("D03", "D04", "D09", "D10", "D11", "D12", "D14", "D24", "D27", "D29")


@pytest.mark.parametrize("name", REPAIRED)
def test_what_somebody_agreed_to_is_done_when_the_file_is_read_again(tmp_path, name):
    book, expected = dirty(name)
    file = book.write(tmp_path)
    before = read_residents(file)
    agreed = frozenset(problem.key for problem in before.repairs)
    after = read_residents(file, accepted=agreed)
    assert (before.rejected, after.rejected, after.repairs) == (expected.rejected, 0, ())
    assert len(after.people) == after.rows
    assert {problem.key for problem in after.applied} == agreed


def test_one_repair_agreed_to_is_one_person_taken(tmp_path):
    book, _ = dirty("D09", "D10")
    file = book.write(tmp_path)
    before = read_residents(file)
    after = read_residents(file, accepted=frozenset([before.repairs[0].key]))
    assert (before.rejected, after.rejected) == (2, 1)


def test_whoever_is_marked_as_dead_or_moved_is_left_out_once_somebody_agrees(tmp_path):
    book, _ = dirty("D22")
    file = book.write(tmp_path)
    before = read_residents(file)
    after = read_residents(file, accepted=frozenset(problem.key for problem in before.repairs))
    assert (before.rejected, before.not_data) == (4, 0)
    assert (after.rejected, after.not_data) == (0, 3)


def test_whoever_has_no_number_yet_is_taken_once_somebody_agrees(tmp_path):
    book = draft()
    line = book.person(id_number=None)
    file = book.write(tmp_path)
    before = read_residents(file)
    assert found_in(before) == [("一组", f"H{book.main.row(line)}", "id_pending")]
    after = read_residents(file, accepted=frozenset([before.problems[0].key]))
    assert [person.id_number for person in after.people if person.row == book.main.row(line)] == [""]


@pytest.mark.parametrize("column", ["name", "sex", "birth_on"])
def test_without_name_sex_and_birth_nobody_is_taken_whose_number_is_missing(tmp_path, column):
    book = draft()
    book.person(id_number=None, **{column: None})
    listing = read_residents(book.write(tmp_path))
    assert "id_empty" in {problem.kind for problem in listing.problems}
    assert listing.rejected == 1


def test_everything_wrong_with_one_cell_is_said_at_it(tmp_path):
    book = draft()
    line = book.person()
    number = str(line["id_number"])
    line["id_number"] = f"'\u200b{number[:6]} {number[6:17]}".translate({ord("1"): "１"}) + number[17]
    kinds = [problem.kind for problem in read_residents(book.write(tmp_path)).problems]
    assert kinds == ["invisible_characters", "leading_apostrophe", "full_width", "inner_spaces"]


def test_a_million_empty_rows_take_seconds(tmp_path):
    book = draft()
    out = book.main.laid_out()
    listing = read_book("名册.xlsx", [BookSheet("一组", chain(out.rows, repeat([""] * 13, 10**6)), 10**6)])
    assert (listing.not_data, len(listing.people)) == (10**6, 4)


# Where headings stand, and what they are called


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("身份证", "id_number"),
        ("公民身份号码", "id_number"),
        ("公民身份证号码", "id_number"),
        ("证件号", "id_number"),
        ("居民身份证号码（18 位）", "id_number"),
        ("身 份 证 号", "id_number"),
        ("*身份证号码：", "id_number"),
        ("身份证复印件", None),
        ("名字", "name"),
        ("户主及成员姓名", "name"),
        ("户主姓名", None),
        ("曾用名", None),
        ("村民小组（队）", "group_no"),
        ("组", "group_no"),
        ("队", "group_no"),
        ("户编号", "household_no"),
        ("与户主\n关系", "relation"),
        ("出生年月", "birth_on"),
        ("生日", "birth_on"),
        ("联系方式", "phone"),
        ("户口所在地", "hukou_here"),
        ("是否在村", "lives_here"),
        ("常住", "lives_here"),
        ("序号", None),
    ],
)
def test_a_heading_by_any_of_its_names(heading, column):
    assert column_of(heading) == column


@pytest.mark.parametrize("above", [0, 1, 5, 29])
def test_headings_are_found_below_titles(tmp_path, above):
    book = draft()
    book.main.titles = [f"清河县柳树村名册 {number}" for number in range(above)]
    listing = read_residents(book.write(tmp_path))
    assert (listing.rejected, listing.headings) == (0, {"一组": above + 1})


def test_a_row_that_names_a_group_holds_for_those_below_it(tmp_path):
    book = draft(0)
    book.main.name = "名册"
    del book.main.columns["group_no"]
    for group in ("第一村民小组", "第二村民小组"):
        book.texts(group)
        book.person()
    file = book.write(tmp_path)
    before = read_residents(file)
    assert found_in(before) == [("名册", "A2", "group_from_title"), ("名册", "A4", "group_from_title")]
    after = read_residents(file, accepted=frozenset(problem.key for problem in before.problems))
    assert [person.group_no for person in after.people] == [1, 2]
    assert after.not_data == 2


def test_households_begin_with_their_heads_where_no_column_numbers_them(tmp_path):
    book = draft(0)
    del book.main.columns["household_no"]
    for relation in ("户主", "妻", "户主", "子", "女"):
        book.person(relation=relation)
    file = book.write(tmp_path)
    before = read_residents(file)
    assert found_in(before) == [("一组", "B1", "household_from_head")]
    after = read_residents(file, accepted=frozenset([before.problems[0].key]))
    assert [person.household_no for person in after.people] == [1, 1, 2, 2, 2]


def test_a_sheet_that_is_no_list_is_left_out_once_somebody_agrees(tmp_path):
    book = draft()
    book.sheets.append(Sheet("填表说明", {"texts": "一、请如实填写。"}))
    file = book.write(tmp_path)
    before = read_residents(file)
    assert found_in(before) == [("填表说明", "A1", "sheet_without_headings")]
    after = read_residents(file, accepted=frozenset([before.problems[0].key]))
    assert (before.rejected, after.rejected, after.not_data) == (1, 0, 1)


def test_a_colour_of_the_whole_list_says_nothing(tmp_path):
    book = draft(8)
    book.main.coloured = [(line, YELLOW) for line in book.main.lines[::2]]
    assert read_residents(book.write(tmp_path)).problems == ()


def test_a_remark_in_a_column_without_a_heading_is_read_too(tmp_path):
    book = draft()
    del book.main.columns["remark"]
    book.main.columns["beside"] = ""
    line = book.person(beside="户口已迁出")
    listing = read_residents(book.write(tmp_path))
    assert found_in(listing) == [("一组", f"M{book.main.row(line)}", "mark_moved")]


@pytest.mark.parametrize(
    "remark", ["低保户", "丈夫去世", "父亲已故", "未迁出", "户口迁入", "返乡务工已回村", "2019年从外村迁入"]
)
def test_a_harmless_remark_asks_nothing(tmp_path, remark):
    book = draft()
    book.person(remark=remark)
    assert read_residents(book.write(tmp_path)).problems == ()


@pytest.mark.parametrize(
    ("cell", "kinds"),
    [
        ("三", []),
        ("第3村民小组", []),
        ("３", ["full_width"]),
        ("柳树村三组", ["group_in_words"]),
        ("东头", ["group_no"]),
        ("一组二组", ["group_no"]),
    ],
)
def test_a_group_is_a_number_however_it_is_written(tmp_path, cell, kinds):
    book = draft()
    book.person(group_no=cell)
    assert [problem.kind for problem in read_residents(book.write(tmp_path)).problems] == kinds


@pytest.mark.parametrize(
    ("cell", "kinds", "taken"),
    [
        ("", [], ""),
        (13800000000, [], "13800000000"),
        ("0359-5521234", [], "0359-5521234"),
        ("１３８00000000", ["full_width"], "13800000000"),
        ("138 0000 0000", ["inner_spaces"], "13800000000"),
        ("13800000000、13900000000", ["several_phones"], "13800000000"),
        ("13800000000\n13900000000", ["invisible_characters", "several_phones"], "13800000000"),
        ("13800000000 家里", ["phone"], ""),
        ("没有", ["phone"], ""),
    ],
)
def test_what_is_changed_of_a_telephone_number_waits_for_a_click(tmp_path, cell, kinds, taken):
    book = draft()
    book.person(phone=cell)
    file = book.write(tmp_path)
    found = read_residents(file)
    assert [problem.kind for problem in found.problems] == kinds
    assert found.rejected == any(problem.repair for problem in found.problems)
    agreed = read_residents(file, accepted=frozenset(problem.key for problem in found.problems))
    assert agreed.people[-1].phone == taken


@pytest.mark.parametrize(
    ("cell", "kinds"),
    [
        (date(1980, 10, 3), []),
        ("1980-10-03", []),
        ("1980/10/3", []),
        ("1980年10月3日", []),
        ("19801003", []),
        (19801003, []),
        ("1980年10月", []),
        ("1980-10", []),
        (1980, []),
        ("1980.10.3", ["birth_text_date"]),
        ("80.10.3", ["birth_text_date"]),
        ("80年10月", ["birth_text_date"]),
        (1980.1, ["birth_text_date"]),
        (29497, ["birth_serial"]),
        ("1980-10-04", ["birth_differs"]),
        ("1980年11月", ["birth_differs"]),
        (1981, ["birth_differs"]),
        ("不详", ["birth_on"]),
        ("1980-13-40", ["birth_on"]),
    ],
)
def test_a_date_of_birth_in_whatever_way_it_is_written(tmp_path, cell, kinds):
    book = draft()
    number = synthetic(date(1980, 10, 3), 771, division=cast.COUNTY)
    book.person(birth_on=cell, id_number=number, sex="男")
    assert [problem.kind for problem in read_residents(book.write(tmp_path)).problems] == kinds


@pytest.mark.parametrize("filler", [" ", "(", "（", "1", "曾用名", "组", "\u200b", "张、", "\n", "年"])
def test_cells_that_are_as_long_as_a_spreadsheet_allows_cost_no_time(tmp_path, filler):
    book = draft()
    long = (filler * 32_767)[:32_767]
    for column in book.main.columns:
        book.person(**{column: f"甲{long}乙"})
    book.texts(*[f"{long}乙"] * 13)
    book.main.titles = [f"{long}乙"]
    before = process_time()
    listing = read_residents(book.write(tmp_path))
    assert process_time() - before < 3
    assert listing.rows == len(book.main.lines)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3", 3),
        ("第十组", 10),
        ("十二", 12),
        ("二十组", 20),
        ("一百零二组", 102),
        ("一百一十", 110),
        ("〇", None),
        ("十十", None),
    ],
)
def test_a_number_in_chinese(text, number):
    assert group_of_cell(text) == number


def test_many_hidden_rows_are_said_once(tmp_path):
    book = draft(130)
    book.main.hidden_lines = book.main.lines[:120]
    listing = read_residents(book.write(tmp_path))
    assert found_in(listing) == [("一组", "C1", "hidden_rows")]
    assert listing.problems[0].text.startswith("这张表有 120 行是隐藏的")
    assert len(listing.people) == 130
