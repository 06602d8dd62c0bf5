"""A workbook of duties (三级包联责任表): what is read, what is wrong at which cell, given back, taken in."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

import cast
from cunxuan.core.errors import BadInput, Refusal
from cunxuan.formats.responsibilities import NotSaid, groups_in, level_in, period_in, phone_in, read_responsibilities
from cunxuan.formats.workbooks import Sheet
from cunxuan.formats.written import write_book
from cunxuan.offices import duty_file_actions as files
from cunxuan.offices.duties_export import workbook
from cunxuan.offices.models import Account, Division, Duty, DutyFile, DutyKind, Official
from cunxuan.records.verification import verify
from duties import in_charge
from village_pages import text_of
from workbooks import Cell, xlsx

Browser = Callable[..., Client]
HEADINGS = ("层级", "姓名", "单位", "职务", "电话", "负责乡镇", "负责村", "负责组", "起止时间", "任务")
TODAY = date(2026, 11, 25)
BY: dict[str, Any] = {"by": "ren", "at": cast.AT}


def row(**given: Cell) -> list[Cell]:
    """A cadre for 柳树村, with what is said otherwise: name=…, village=…, by the headings' places."""
    first = {"level": "乡镇干部包村", "name": "薛志刚", "unit": "柳林镇政府", "post": "副镇长", "village": "柳树村"}
    keys = ("level", "name", "unit", "post", "phone", "township", "village", "group", "since", "task")
    said = first | given
    return [said.get(key) for key in keys]


@pytest.fixture
def sent(qinghe: Division, tmp_path: Path) -> Callable[..., DutyFile]:
    """`sent(rows, …)` is a workbook of one sheet as the county's clerk drops it."""

    def send(*rows: Sequence[Cell], sheet: str = "责任表", headings: Sequence[str] = HEADINGS) -> DutyFile:
        return send_sheets(qinghe, tmp_path, {sheet: [headings, *rows]})

    return send


def send_sheets(place: Division, folder: Path, sheets: dict[str, Any]) -> DutyFile:
    content = xlsx(folder / "责任表.xlsx", sheets).read_bytes()
    return files.receive_duty_file(place, "责任表.xlsx", content, **BY)


def problems(file: DutyFile) -> list[tuple[str, str]]:
    return [(one.cell, one.zh) for one in files.checked(file, TODAY)[1].problems]


# What is read


def test_three_sheets_are_three_levels(qinghe: Division, tmp_path: Path) -> None:
    file = send_sheets(
        qinghe,
        tmp_path,
        {
            "县领导包乡": [("姓名", "职务", "负责乡镇"), ("卫建国", "县委副书记", "柳林镇")],
            "乡镇干部包村": [("姓名", "单位", "负责村"), ("薛志刚", "柳林镇政府", "柳树村、桃园村")],
            "村干部包组": [("姓名", "职务", "负责村", "负责组"), ("宁涛", "会计", "柳树村", "1、2组")],
        },
    )
    found = files.take_duty_file(file, today=TODAY, **BY)
    assert found.kinds == {"leader": 1, "cadre": 2, "group": 2}
    assert verify().breaks == []


def test_titles_above_and_headings_in_two_lines_do_not_matter(qinghe: Division, tmp_path: Path) -> None:
    path = tmp_path / "有标题.xlsx"
    rows = [
        ["柳林镇三级包联责任表"],
        ["姓名", "单位", "负责", None],
        [None, None, "乡镇", "村"],
        ["薛志刚", "柳林镇政府", "柳林镇", "柳树村"],
    ]
    write_book([Sheet("包村", rows, len(rows), merged=((2, 2, 2, 3),))], path)
    (line,) = read_responsibilities(path).lines
    assert (line.text("village"), line.cell("village")) == ("柳树村", "D4")


def test_a_name_merged_over_three_rows_answers_for_three_villages(qinghe: Division, tmp_path: Path) -> None:
    path = tmp_path / "合并.xlsx"
    rows = [["姓名", "单位", "负责村"], ["薛志刚", "镇政府", "柳树村"], [None, None, "桃园村"], [None, None, "石桥村"]]
    write_book([Sheet("包村", rows, 4, merged=((2, 0, 4, 0), (2, 1, 4, 1)))], path)
    file = files.receive_duty_file(qinghe, path.name, path.read_bytes(), **BY)
    files.take_duty_file(file, today=TODAY, **BY)
    assert Official.objects.get().duties.count() == 3


def test_an_instructor_without_an_end_is_sent_for_five_years(sent: Callable[..., DutyFile]) -> None:
    file = sent(row(level="指导员", unit="县民政局", since="2026-11-07"))
    files.take_duty_file(file, today=TODAY, **BY)
    assert Duty.objects.get().until == date(2031, 11, 7)


def test_a_row_without_a_name_and_a_place_is_no_data(sent: Callable[..., DutyFile]) -> None:
    file = sent(row(), ["填表人：任", None, None, None, None, None, None, None, None, None])
    read, found = files.checked(file, TODAY)
    assert (found.rows, read.not_data) == (1, 1)


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("县领导包乡", "leader"),
        ("县级领导", "leader"),
        ("乡镇干部包村", "cadre"),
        ("镇干部", "cadre"),
        ("村干部包组", "group"),
        ("换届选举指导员", "instructor"),
        ("其他", None),
    ],
)
def test_a_level_is_known_by_its_words(text: str, level: str | None) -> None:
    assert level_in(text) == level


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("2026-2031", date(2026, 1, 1), date(2031, 12, 31)),
        ("2026年至2031年", date(2026, 1, 1), date(2031, 12, 31)),
        ("2026.11.7-2027.3.31", date(2026, 11, 7), date(2027, 3, 31)),
        ("2026年11月至2027年2月", date(2026, 11, 1), date(2027, 2, 28)),
        ("2026年11月7日起", date(2026, 11, 7), None),
    ],
)
def test_a_time_is_read_as_people_write_it(text: str, since: date, until: date | None) -> None:
    assert period_in(text) == (since, until)


@pytest.mark.parametrize("text", ["换届期间", "2026-13-01", "2031-2026"])
def test_a_time_that_is_none_is_said(text: str) -> None:
    with pytest.raises(NotSaid):
        period_in(text)


@pytest.mark.parametrize(
    ("text", "groups"),
    [("3组", (3,)), ("一、二组", (1, 2)), ("1-3组", (1, 2, 3)), ("第四村民小组", (4,)), ("东片", ())],
)
def test_groups_are_read_as_people_write_them(text: str, groups: tuple[int, ...]) -> None:
    assert groups_in(text) == groups


@pytest.mark.parametrize("text", ["138OO138000", "1381234567", "无", "12"])
def test_what_is_no_telephone_is_said(text: str) -> None:
    with pytest.raises(NotSaid):
        phone_in(text)


def test_a_telephone_in_full_width_digits_is_a_telephone() -> None:
    assert phone_in("１００１２３４５６７８") == "10012345678"


# What is wrong, at its cell


@pytest.mark.parametrize(
    ("given", "cell", "sentence"),
    [
        ({"village": "柳村"}, "G2", "清河县没有“柳村”。名字相近的有：柳树村。请改正"),
        ({"village": "柳叔村"}, "G2", "清河县没有“柳叔村”。名字相近的有：柳树村。请改正"),
        ({"village": "青石崖村"}, "G2", "清河县没有“青石崖村”。请改正"),
        ({"township": "石门乡"}, "G2", "石门乡没有“柳树村”。请改正"),
        (
            {"level": "县领导包乡", "township": "石门镇子"},
            "F2",
            "清河县没有“石门镇子”。名字相近的有：石门乡。请改正",
        ),
        ({"level": "县领导包乡", "village": None}, "F2", "“县领导包乡”要写负责乡镇，请补上"),
        ({"phone": "138OO138000"}, "E2", "电话“138OO138000”里有不是数字的字，请照号码改正"),
        ({"phone": 1381234567}, "E2", "电话“1381234567”是 10 位，请核对"),
        ({"name": None}, "B2", "没有姓名，请补上"),
        ({"name": "薛3"}, "B2", "姓名“薛3”里有数字，请改正"),
        (
            {"level": "帮扶"},
            "A2",
            "层级“帮扶”看不懂，请写县领导包乡、乡镇干部包村、村干部包组或者指导员",
        ),
        ({"since": "2027-2026"}, "I2", "“2027-2026”的结束早于开始，请核对起止时间"),
        ({"since": "换届期间"}, "I2", "看不懂起止时间“换届期间”，请写成 2026-11-07 至 2027-03-31"),
        ({"level": "村干部包组", "group": "东片"}, "H2", "负责组“东片”看不懂，请写组号，例如 3组 或者 1、2组"),
        ({"level": "村干部包组"}, "H2", "“村干部包组”要写负责组，请补上"),
        ({"unit": "很" * 61}, "C2", "写了 61 个字，最多 60 个，请改短"),
    ],
)
def test_each_thing_that_is_wrong_is_named_at_its_cell(
    sent: Callable[..., DutyFile], given: dict[str, Cell], cell: str, sentence: str
) -> None:
    assert problems(sent(row(**given))) == [(cell, sentence)]


def test_a_wrong_row_waits_and_the_right_ones_are_taken(sent: Callable[..., DutyFile]) -> None:
    file = sent(row(), row(name="卫红霞", village="没有村"), row(name="方洲", village="桃园村"))
    found = files.take_duty_file(file, today=TODAY, **BY)
    assert (found.rows, found.rejected, len(found.named)) == (3, 1, 2)
    assert sorted(Official.objects.values_list("name", flat=True)) == ["方洲", "薛志刚"]


def test_nobody_stands_in_the_table_twice_for_one_place(sent: Callable[..., DutyFile]) -> None:
    assert problems(sent(row(), row())) == [("B3", "薛志刚和第 2 行是同一人、同一处，请删去一行")]


def test_one_name_for_villages_of_two_townships_says_which(qinghe: Division, tmp_path: Path) -> None:
    from cunxuan.offices.actions import Place, add_divisions

    same = Place("360123202209", "柳树村", cast.SHIMEN, "石门乡", cast.COUNTY, "清河县")
    add_divisions([same], **BY)
    file = send_sheets(qinghe, tmp_path, {"表": [HEADINGS, row()]})
    assert problems(file) == [("G2", "叫“柳树村”的村不止一个：柳林镇柳树村、石门乡柳树村。请写明负责乡镇")]


def test_a_leader_for_a_township_that_is_not_there_stops_only_the_leader(sent: Callable[..., DutyFile]) -> None:
    file = sent(row(level="县领导包乡", name="卫建国", township="柳林县"), row())
    found = files.take_duty_file(file, today=TODAY, **BY)
    assert [one.person.name for one in found.named] == ["薛志刚"]


def test_a_township_does_not_name_the_countys_people(qinghe: Division, tmp_path: Path) -> None:
    township = Division.objects.get(pk=cast.LIULIN)
    file = send_sheets(township, tmp_path, {"表": [HEADINGS, row(level="指导员")]})
    assert problems(file) == [("A2", "“换届选举指导员”由县里派，请县换届办登记")]


def test_a_township_does_not_name_anybody_for_another_townships_village(qinghe: Division, tmp_path: Path) -> None:
    township = Division.objects.get(pk=cast.LIULIN)
    file = send_sheets(township, tmp_path, {"表": [HEADINGS, row(village="柏庄村")]})
    assert problems(file) == [("G2", "柳林镇没有“柏庄村”。请改正")]


# What somebody has to say yes to


@pytest.fixture
def forty_villages(qinghe: Division) -> list[str]:
    from cunxuan.offices.actions import Place, add_divisions

    names = [f"第{number}庄村" for number in range(1, 41)]
    places = [
        Place(f"{cast.LIULIN}{300 + number}", name, cast.LIULIN, "柳林镇", cast.COUNTY, "清河县")
        for number, name in enumerate(names)
    ]
    add_divisions(places, **BY)
    return names


def test_a_person_for_forty_villages_waits_for_a_click(
    sent: Callable[..., DutyFile], forty_villages: list[str]
) -> None:
    file = sent(*(row(village=name) for name in forty_villages))
    (_, found) = files.checked(file, TODAY)
    (warning,) = found.warnings
    assert (warning.cell, warning.rows, found.rejected) == ("B2", 40, 40)
    assert warning.zh == "薛志刚负责 40 个村，县里定的是每人不超过 3 个。确实如此请点“照此办理”"
    with pytest.raises(Refusal, match="NOTHING_TO_TAKE"):
        files.take_duty_file(file, today=TODAY, **BY)
    files.agree_to(file, [warning.key], **BY)
    assert len(files.take_duty_file(file, today=TODAY, **BY).named) == 40


def test_villages_that_somebody_has_already_count_too(
    sent: Callable[..., DutyFile], liushu: Division, taoyuan: Division, settings: Any
) -> None:
    settings.VILLAGES_A_PERSON = 2
    for village in (liushu, taoyuan):
        in_charge(village, "薛志刚", unit="柳林镇政府")
    (warning,) = files.checked(sent(row(village="石桥村")), TODAY)[1].warnings
    assert warning.zh.startswith("薛志刚负责 3 个村")
    assert files.checked(sent(row(village="桃园村")), TODAY)[1].warnings == ()


def test_a_known_name_with_another_unit_may_be_another_person(sent: Callable[..., DutyFile], liushu: Division) -> None:
    in_charge(liushu, "薛志刚", unit="镇农办")
    file = sent(row(village="桃园村"))
    (warning,) = files.checked(file, TODAY)[1].warnings
    assert warning.cell == "C2" and "已经有薛志刚（镇农办），这里是“柳林镇政府”" in warning.zh
    files.agree_to(file, [warning.key], **BY)
    files.take_duty_file(file, today=TODAY, **BY)
    assert Official.objects.filter(name="薛志刚").count() == 2


# Sent again, given back


def test_sent_again_after_correcting_nothing_is_there_twice(sent: Callable[..., DutyFile]) -> None:
    files.take_duty_file(sent(row(), row(name="卫红霞", village="柳村")), today=TODAY, **BY)
    again = sent(row(), row(name="卫红霞", village="柳树村"))
    (_, found) = files.checked(again, TODAY)
    assert (len(found.named), found.known) == (1, 1)
    files.take_duty_file(again, today=TODAY, **BY)
    assert Duty.objects.count() == 2


def test_the_workbook_comes_back_with_the_reason_beside_the_row(sent: Callable[..., DutyFile], tmp_path: Path) -> None:
    file = sent(row(), row(name="卫红霞", village="柳村"))
    back = tmp_path / "回来.xlsx"
    back.write_bytes(files.returned(file, TODAY))
    from cunxuan.formats.tables import tables

    (table,) = tables(back)
    rows = [list(cells) for cells in table.rows]
    assert rows[0][-1] == "要改正的地方"
    assert rows[2][-1] == "清河县没有“柳村”。名字相近的有：柳树村。请改正"


def test_what_came_back_can_be_corrected_and_sent_again(
    qinghe: Division, sent: Callable[..., DutyFile], tmp_path: Path
) -> None:
    file = sent(row(), row(name="卫红霞", village="柳村"))
    content = files.returned(file, TODAY)
    again = files.receive_duty_file(qinghe, "回来.xlsx", content, **BY)
    assert problems(again) == problems(file)


def test_what_is_exported_is_read_again_as_it_was(
    qinghe: Division, liushu: Division, sent: Callable[..., DutyFile]
) -> None:
    files.take_duty_file(
        sent(row(phone="10012345678", since="2026-11-07 至 2027-03-31", task="驻村")), today=TODAY, **BY
    )
    in_charge(liushu, "卫红霞", kind=DutyKind.INSTRUCTOR, unit="县民政局")
    rows = tuple(Duty.objects.select_related("official", "place__parent"))
    (_, found) = files.checked(files.receive_duty_file(qinghe, "导出.xlsx", workbook(rows), **BY), TODAY)
    assert (found.known, found.named, found.problems) == (2, (), ())


def test_a_name_like_a_formula_is_exported_as_text(liushu: Division) -> None:
    in_charge(liushu, "=HYPERLINK(1)")
    content = workbook(tuple(Duty.objects.select_related("official", "place__parent")))
    import zipfile

    with zipfile.ZipFile(io.BytesIO(content)) as book:
        assert b"<f>" not in b"".join(book.read(name) for name in book.namelist())


# Files that are no such table


def refusal_of(content: bytes, name: str = "责任表.xlsx") -> str:
    with pytest.raises(BadInput) as refused:
        files.receive_duty_file(Division.objects.get(pk=cast.COUNTY), name, content, **BY)
    assert not DutyFile.objects.exists()
    return refused.value.text


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", b"PK\x03\x04broken", b"<html><table>"])
def test_what_is_no_table_is_refused_with_one_sentence(qinghe: Division, content: bytes) -> None:
    assert refusal_of(content).startswith("责任表.xlsx：")


def test_a_table_without_headings_says_which_are_needed(qinghe: Division, tmp_path: Path) -> None:
    path = xlsx(tmp_path / "a.xlsx", {"表": [("薛志刚", "柳树村")]})
    assert "至少有“姓名”和“负责乡镇”“负责村”中的一列" in refusal_of(path.read_bytes())


def test_a_table_with_id_numbers_is_not_kept(qinghe: Division, tmp_path: Path) -> None:
    number = cast.synthetic(date(1980, 5, 3), 77, division=cast.COUNTY)
    path = xlsx(tmp_path / "a.xlsx", {"表": [("姓名", "身份证号", "负责村"), ("薛志刚", number, "柳树村")]})
    said = refusal_of(path.read_bytes())
    assert "“表”表 B2 里有身份证号" in said and number not in said


# On the page


def drop(browser: Client, path: Path) -> Any:
    file = SimpleUploadedFile(path.name, path.read_bytes())
    return browser.post("/preparation/duties/import", {"table": file}, follow=True)


def test_the_page_says_what_was_read_and_takes_in_what_is_right(
    qinghe: Division, ren: Account, signed_in: Browser, tmp_path: Path
) -> None:
    browser = signed_in(ren)
    path = xlsx(tmp_path / "责任表.xlsx", {"表": [HEADINGS, row(), row(name="卫红霞", village="柳村")]})
    page = drop(browser, path)
    assert "读到 2 行" in text_of(page) and "表 G3 清河县没有“柳村”" in text_of(page)
    address = page.redirect_chain[-1][0]
    assert "已记入 1 项责任，1 行还要改正。" in text_of(browser.post(f"{address}/take", {"sure": "yes"}, follow=True))
    assert browser.get(f"{address}/returned").content.startswith(b"PK")


def test_a_file_that_is_no_table_says_so_and_leaves_nothing(
    qinghe: Division, ren: Account, signed_in: Browser, tmp_path: Path
) -> None:
    path = tmp_path / "照片.xlsx"
    path.write_bytes(b"\xff\xd8\xff\xe0")
    assert "照片.xlsx：内容是图片，不是表格" in text_of(drop(signed_in(ren), path))
    assert not DutyFile.objects.exists()


def test_a_put_away_table_leaves_whom_it_named(sent: Callable[..., DutyFile], ren: Account, signed_in: Browser) -> None:
    file = sent(row())
    files.take_duty_file(file, today=TODAY, **BY)
    signed_in(ren).post(f"/preparation/duties/import/{file.pk}/put-away", {"sure": "yes"})
    assert Duty.objects.open().count() == 1
    with pytest.raises(Refusal, match="DUTY_FILE_PUT_AWAY"):
        files.take_duty_file(DutyFile.objects.get(), today=TODAY, **BY)


def test_another_townships_table_does_not_exist(
    qinghe: Division, tmp_path: Path, signed_in: Browser, chen: Account
) -> None:
    other = Division.objects.get(pk=cast.SHIMEN)
    file = send_sheets(other, tmp_path, {"表": [HEADINGS, row(village="柏庄村")]})
    assert signed_in(chen).get(f"/preparation/duties/import/{file.pk}").status_code == 404
