"""A file of residents: what is read, what is wrong with a row at which cell, and which files cannot be read."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import cast
from cunxuan.core.errors import BadInput
from cunxuan.core.ids import synthetic
from cunxuan.formats.residents import HEADINGS, Listing, first_look, letters, read_residents
from cunxuan.formats.residents.listing import as_they_come
from workbooks import Cell, ods, xlsx

BORN = date(1990, 1, 10)
MAN, WOMAN, OTHER = (synthetic(BORN, sequence, division=cast.COUNTY) for sequence in (1, 2, 3))
GOOD: dict[str, Cell] = {
    "村代码": cast.LIUSHU,
    "姓名": "段玉成",
    "性别": "男",
    "身份证号": MAN,
    "村民小组": 3,
    "户号": 27,
    "户籍在本村": "是",
    "居住在本村": "否",
}
TITLES = list(GOOD)


def row(**changes: Cell) -> list[Cell]:
    """The good row with some cells written otherwise."""
    return list({**GOOD, **changes}.values())


def read(tmp_path: Path, *rows: list[Cell], titles: list[str] = TITLES, village: str = "") -> Listing:
    return read_residents(xlsx(tmp_path / "名册.xlsx", {"一组": [titles, *rows]}), village)


def found(listing: Listing) -> list[tuple[str, str]]:
    return [(problem.cell, problem.kind) for problem in listing.problems]


# What is read


def test_a_good_row_is_a_person_with_the_birth_date_of_the_number(tmp_path):
    (person,) = read(tmp_path, row()).people
    assert (person.village, person.name, person.sex, person.birth_on) == (cast.LIUSHU, "段玉成", "M", BORN)
    assert (person.group_no, person.household_no, person.hukou_here, person.lives_here) == (3, 27, True, False)
    assert person.id_number == MAN


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_says_the_same_in_each_encoding(tmp_path, encoding):
    text = io.StringIO()
    csv.writer(text).writerows([TITLES, row()])
    file = tmp_path / "名册.csv"
    file.write_bytes(text.getvalue().encode(encoding))
    listing = read_residents(file)
    assert [person.name for person in listing.people] == ["段玉成"]
    assert listing.people[0].at.name == "名册"


def test_an_open_document_says_the_same(tmp_path):
    (person,) = read_residents(ods(tmp_path / "名册.ods", {"一组": [TITLES, row()]})).people
    assert (person.name, person.household_no) == ("段玉成", 27)


def test_the_columns_may_stand_in_any_order_beside_others(tmp_path):
    titles = ["序号", *reversed(TITLES), "备注"]
    (person,) = read(tmp_path, [1, *reversed(row()), "五保户"], titles=titles).people
    assert person.name == "段玉成"


def test_every_sheet_is_read_with_the_order_of_its_own_columns(tmp_path):
    second = [list(reversed(TITLES)), list(reversed(row(身份证号=OTHER)))]
    file = xlsx(tmp_path / "名册.xlsx", {"一组": [TITLES, row()], "空表": [], "二组": second})
    assert [(person.at.name, person.row) for person in read_residents(file).people] == [("一组", 2), ("二组", 2)]


def test_whoever_watches_sees_every_row_and_how_many_there_are(tmp_path):
    seen = []

    def watch(rows, total):
        rows = list(rows)
        seen.append((len(rows), total))
        return rows

    file = xlsx(tmp_path / "名册.xlsx", {"一组": [TITLES, row(), [], row(身份证号=OTHER)], "二组": [TITLES]})
    assert read_residents(file, follow=watch).rows == 3
    assert seen == [(3, 3), (0, 0)]


def test_an_empty_first_column_does_not_move_the_cells(tmp_path):
    listing = read(tmp_path, [None, *row(姓名="")], titles=["", *TITLES])
    assert found(listing) == [("C2", "name_empty")]


def test_with_the_village_named_no_column_of_codes_is_needed(tmp_path):
    (person,) = read(tmp_path, row()[1:], titles=TITLES[1:], village=cast.LIUSHU).people
    assert person.village == cast.LIUSHU


def test_rows_are_conserved_whatever_they_hold(tmp_path):
    listing = read(tmp_path, row(), row(身份证号=OTHER), [], ["", " "], row(身份证号=WOMAN), row(身份证号=""))
    assert (listing.rows, listing.blank, listing.rejected, len(listing.people)) == (6, 2, 2, 2)


def test_a_row_with_nothing_but_a_number_in_another_column_is_no_person(tmp_path):
    listing = read(tmp_path, [*row(), 1], [*[None] * 8, 2], titles=[*TITLES, "序号"])
    assert (listing.rows, listing.blank) == (2, 1)


@pytest.mark.parametrize("name", ["陆一鸣", "〇〇", "阿依古丽·买买提", "刘㛃", "张𬭎", "Nurlan"])
def test_a_rare_or_a_divided_name_is_a_name(tmp_path, name):
    assert read(tmp_path, row(姓名=name)).people[0].name == name


# What is wrong, and where

SHORT, LETTERS, NO_DATE = MAN[:17], f"{MAN[:16]}O{MAN[17]}", f"{MAN[:10]}1340{MAN[14:]}"
WRONG_CHECK = MAN[:17] + ("1" if MAN[17] != "1" else "2")


@pytest.mark.parametrize(
    ("changes", "cell", "kind"),
    [
        ({"身份证号": SHORT}, "D2", "id_length"),
        ({"身份证号": LETTERS}, "D2", "id_characters"),
        ({"身份证号": NO_DATE}, "D2", "id_birth_date"),
        ({"身份证号": WRONG_CHECK}, "D2", "id_check_digit"),
        ({"身份证号": ""}, "D2", "id_empty"),
        ({"身份证号": float(MAN[:17] + "0")}, "D2", "id_as_number"),
        ({"身份证号": "1.30123E+17"}, "D2", "id_as_number"),
        ({"身份证号": 130123900110001}, "D2", "id_15_digits"),
        ({"身份证号": f"{MAN[:6]}{MAN[8:17]}"}, "D2", "id_15_digits"),
        ({"身份证号": f"{MAN[:6]}901340001"}, "D2", "id_birth_date"),
        ({"身份证号": f"{MAN[:17]}x"}, "D2", "id_check_digit"),
        ({"身份证号": f"{MAN[:14]}0000"}, "D2", "id_digits_lost"),
        ({"身份证号": f"'{MAN}"}, "D2", "leading_apostrophe"),
        ({"身份证号": f"{MAN[:6]}18900110{MAN[14:]}"}, "D2", "id_check_digit"),
        ({"身份证号": f"{MAN}、{WOMAN}"}, "D2", "two_people"),
        ({"身份证号": WOMAN}, "C2", "sex_differs"),
        ({"性别": "male"}, "C2", "sex"),
        ({"性别": "男性"}, "C2", "sex_word"),
        ({"性别": ""}, "C2", "sex_from_id"),
        ({"姓名": "　"}, "B2", "name_empty"),
        ({"姓名": "段 玉成"}, "B2", "inner_spaces"),
        ({"姓名": "段玉成、段玉海"}, "B2", "two_people"),
        ({"姓名": "段玉成（小名石头）"}, "B2", "name_in_brackets"),
        ({"姓名": "段玉?"}, "B2", "name_unknown_character"),
        ({"姓名": "段玉成\n"}, "B2", "invisible_characters"),
        ({"姓名": f"段玉成{MAN}"}, "B2", "name_characters"),
        ({"姓名": "段" * 41}, "B2", "name_long"),
        ({"村代码": ""}, "A2", "village_code"),
        ({"村代码": "柳树村"}, "A2", "village_code"),
        ({"村民小组": "东头"}, "E2", "group_no"),
        ({"村民小组": True}, "E2", "group_no"),
        ({"村民小组": 1.5}, "E2", "group_no"),
        ({"村民小组": 0}, "E2", "group_no"),
        ({"村民小组": 12345}, "E2", "group_no"),
        ({"户号": True}, "F2", "household_no"),
        ({"户号": "27-1"}, "F2", "household_no"),
        ({"户号": MAN}, "F2", "household_no"),
        ({"户籍在本村": "√"}, "G2", "yes_or_no_word"),
        ({"户籍在本村": True}, "G2", "yes_or_no_word"),
        ({"户籍在本村": "万泉县"}, "G2", "hukou_here"),
        ({"居住在本村": ""}, "H2", "lives_here"),
    ],
)
def test_what_is_wrong_is_said_at_its_cell(tmp_path, changes, cell, kind):
    listing = read(tmp_path, row(**changes))
    assert found(listing) == [(cell, kind)]
    assert (listing.rejected, listing.people) == (1, ())


def test_every_wrong_cell_of_a_row_is_named_from_left_to_right(tmp_path):
    listing = read(tmp_path, row(姓名="", 身份证号=WRONG_CHECK, 村民小组="东头"))
    assert found(listing) == [("B2", "name_empty"), ("D2", "id_check_digit"), ("E2", "group_no")]
    assert listing.rejected == 1


def test_a_sentence_says_what_is_wrong_and_what_to_do(tmp_path):
    (problem,) = read(tmp_path, row(身份证号=WRONG_CHECK)).problems
    assert problem.text == "身份证号校验位不对。请对照户口簿改正。"
    assert (problem.sheet, problem.value) == ("一组", f"{MAN[:4]}***********{WRONG_CHECK[-1]}")


def test_a_number_that_lost_its_last_digits_has_a_sentence_of_its_own(tmp_path):
    (problem,) = read(tmp_path, row(身份证号=130123199001100016.0)).problems
    assert problem.text == "身份证号按数值存，后几位已经丢失。请把这一列设为文本格式，对照户口簿重新填写。"
    assert problem.value.startswith("1301***********")


def test_whoever_stands_there_twice_is_taken_from_neither_row(tmp_path):
    listing = read(tmp_path, row(), row(身份证号=OTHER), row(姓名="段玉诚"))
    assert [person.id_number for person in listing.people] == [OTHER]
    assert [(problem.cell, problem.kind, problem.text[:5]) for problem in listing.problems] == [
        ("D2", "id_twice", "与 D4 "),
        ("D4", "id_twice", "与 D2 "),
    ]


def test_a_double_on_another_sheet_is_named_with_the_sheet(tmp_path):
    file = xlsx(tmp_path / "名册.xlsx", {"一组": [TITLES, row()], "二组": [TITLES, row()], "三组": [TITLES, row()]})
    assert [problem.text[:10] for problem in read_residents(file).problems] == [
        "与 “二组”表 D2",
        "与 “一组”表 D2",
        "与 “一组”表 D2",
    ]


def test_a_double_is_found_in_a_row_that_is_wrong_besides(tmp_path):
    assert found(read(tmp_path, row(姓名=""), row())) == [("B2", "name_empty"), ("D2", "id_twice"), ("D3", "id_twice")]


def test_with_the_village_named_a_row_of_another_is_not_taken(tmp_path):
    listing = read(tmp_path, row(), row(村代码=cast.TAOYUAN, 身份证号=OTHER), village=cast.LIUSHU)
    assert found(listing) == [("A3", "village_other")]


# ID numbers


def test_no_problem_and_no_person_shows_an_id_number(tmp_path):
    """Whichever column somebody typed it into, and as whatever."""
    columns = [heading for heading in HEADINGS.values() if heading != "身份证号"]
    rows = [row(**{heading: MAN}) for heading in columns]
    more = [row(姓名=f"段{MAN[:17]}"), row(身份证号=int(MAN[:17])), row(身份证号=OTHER)]
    listing = read(tmp_path, *rows, *more)
    assert len(listing.problems) > len(rows)
    assert "19900110" not in repr(listing) + str([problem.text for problem in listing.problems])


# Files that cannot be read


def refusal_of(file: Path) -> str:
    with pytest.raises(BadInput) as refused:
        read_residents(file)
    assert file.name in refused.value.text_en
    return refused.value.text


@pytest.mark.parametrize("name", ["名册.xlsx", "名册.xls", "名册.ods", "名册.csv"])
def test_a_file_that_is_not_there(tmp_path, name):
    assert refusal_of(tmp_path / name) == f"{name}：没有这个文件。请核对文件名，或在 Excel 里另存为 .xlsx 再试。"


@pytest.mark.parametrize("name", ["名册.xlsx", "名册.xls", "名册.ods", "名册.csv"])
def test_a_file_that_is_something_else(tmp_path, name):
    (tmp_path / name).write_bytes(b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(range(256)))
    assert refusal_of(tmp_path / name) == f"{name}：内容是图片，不是表格。请选名册的 Excel 或 CSV 文件。"


def test_a_workbook_cut_off_in_the_middle(tmp_path):
    file = xlsx(tmp_path / "名册.xlsx", {"一组": [TITLES, row()]})
    file.write_bytes(file.read_bytes()[:900])
    assert "打不开" in refusal_of(file)


@pytest.mark.parametrize("missing", ["姓名", "身份证号"])
def test_without_names_or_numbers_no_row_is_a_heading(tmp_path, missing):
    titles = [title for title in TITLES if title != missing]
    said = refusal_of(xlsx(tmp_path / "名册.xlsx", {"一组": [titles, row()]}))
    assert said == "名册.xlsx：前 30 行里没有找到标题。请加上一行标题，至少有“姓名”和“身份证号”。"


def test_without_a_column_of_codes_somebody_must_say_which_village(tmp_path):
    said = refusal_of(xlsx(tmp_path / "名册.xlsx", {"一组": [["柳树村"], TITLES[1:], row()[1:]]}))
    assert said == "名册.xlsx“一组”表第 2 行：缺少“村代码”一列。请补上，或者用 --village 写明是哪个村。"


@pytest.mark.parametrize(
    ("missing", "kind"),
    [
        ("性别", "sex_missing"),
        ("村民小组", "group_from_sheet"),
        ("户号", "household_missing"),
        ("户籍在本村", "hukou_here_missing"),
        ("居住在本村", "lives_here_missing"),
    ],
)
def test_what_stands_for_a_column_that_is_missing_is_asked_once(tmp_path, missing, kind):
    at = TITLES.index(missing)
    rows = [row(), row(身份证号=OTHER)]
    sheet = [[cell for place, cell in enumerate(one) if place != at] for one in (TITLES, *rows)]
    file = xlsx(tmp_path / "名册.xlsx", {"三组": sheet})
    listing = read_residents(file)
    assert found(listing)[0] == ("B1", kind)
    assert listing.rejected == 2
    agreed = frozenset(problem.key for problem in listing.problems)
    assert [person.group_no for person in read_residents(file, accepted=agreed).people] == [3, 3]


def test_a_column_that_stands_twice_is_named(tmp_path):
    file = xlsx(tmp_path / "名册.xlsx", {"一组": [[*TITLES, "姓名"], row()]})
    assert refusal_of(file) == "名册.xlsx“一组”表第 1 行：有两列“姓名”。请只留一列。"


def test_a_workbook_without_a_cell_is_empty(tmp_path):
    assert "表里没有内容" in refusal_of(xlsx(tmp_path / "名册.xlsx", {"一组": [], "二组": []}))


def test_an_empty_csv_is_empty(tmp_path):
    (tmp_path / "名册.csv").write_bytes(b"")
    assert "表里没有内容" in refusal_of(tmp_path / "名册.csv")


@pytest.mark.parametrize(("column", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (702, "AAA")])
def test_a_column_has_the_letters_that_a_spreadsheet_shows(column, name):
    assert letters(column) == name


# Taken while it is still being read


def three_of_whom_one_stands_there_twice(tmp_path: Path) -> Path:
    other = row(姓名="卫小满", 身份证号=OTHER)
    woman = row(姓名="贺兰", 性别="女", 身份证号=WOMAN)
    return xlsx(tmp_path / "名册.xlsx", {"一组": [TITLES, row(), other], "二组": [TITLES, woman, row(户号=28)]})


def test_whoever_stands_there_once_comes_as_soon_as_the_row_is_read(tmp_path):
    watched: list[int] = []

    def follow(items, total):
        for item in items:
            watched.append(total)
            yield item

    with as_they_come(three_of_whom_one_stands_there_twice(tmp_path), follow=follow) as (rows, people, rest):
        assert rows == 6
        watched.clear()
        assert next(people).name == "卫小满"
        assert len(watched) == 2, "the second sheet is not read yet"
        assert [one.name for one in people] == ["贺兰"]
        assert found(rest()) == [("D2", "id_twice"), ("D3", "id_twice")]


NAMELESS = row(姓名="", 身份证号=OTHER)


@pytest.mark.parametrize("write", [xlsx, ods])
def test_a_workbook_that_is_taken_while_it_is_read_says_the_same(tmp_path, write):
    file = write(tmp_path / f"名册.{write.__name__}", {"一组": [TITLES, row(), NAMELESS], "二组": [TITLES]})
    assert_the_same(file)


def test_a_csv_that_is_taken_while_it_is_read_says_the_same(tmp_path):
    file = tmp_path / "名册.csv"
    file.write_text("\n".join(",".join(map(str, cells)) for cells in (TITLES, row(), NAMELESS)))
    assert_the_same(file)


def assert_the_same(file: Path) -> None:
    whole = read_residents(file)
    with as_they_come(file) as (_, people, rest):
        assert tuple(people) == whole.people != ()
        assert replace(rest(), people=whole.people) == whole


def test_of_a_file_that_is_too_long_to_be_looked_through_first_everybody_waits(tmp_path, monkeypatch):
    monkeypatch.setattr(first_look, "MOST_ROWS", 2)
    with as_they_come(three_of_whom_one_stands_there_twice(tmp_path)) as (_, people, rest):
        assert [one.name for one in people] == ["卫小满", "贺兰"]
        assert [kind for _, kind in found(rest())] == ["id_twice", "id_twice"]
