"""The workbook that goes back: the same one, bad cells red, the reason beside each, and nothing that runs."""

from __future__ import annotations

import zipfile
from xml.etree.ElementTree import fromstring, tostring

import pytest
from test_workbooks import GREEN, YELLOW, cell, only, written

from cunxuan.core.errors import BadInput
from cunxuan.formats.returned import HEADING, Wrong, mark
from cunxuan.formats.tables import tables
from cunxuan.formats.workbooks import open_book
from cunxuan.formats.written import QUOTED
from workbooks import MAIN, ods, xlsx

ROWS = [["姓名", "身份证号"], ["丁一", "130123197001010011"], ["方", "12"], ["安", "13"]]
CHECK = "身份证号校验位不对。请对照户口簿改正。"


def text(place, words, style=""):
    return f'<c r="{place}"{style} t="inlineStr"><is><t>{words}</t></is></c>'


def values(path):
    return {table.name: [list(row) for row in table.rows] for table in tables(path)}


def sheet_xml(path, number=1):
    with zipfile.ZipFile(path) as package:
        return package.read(f"xl/worksheets/sheet{number}.xml").decode()


def red(path):
    """The cells with our fill, as a spreadsheet program would show them."""
    with zipfile.ZipFile(path) as package:
        styles = package.read("xl/styles.xml").decode()
    root, space = fromstring(styles), f"{{{MAIN}}}"  # noqa: S314 - our own
    fills = [
        f"{space}fgColor" in {e.tag for e in one.iter()} and "FFB3AB" in tostring(one, "unicode")
        for one in root.find(f"{space}fills")
    ]
    ours = {number for number, xf in enumerate(root.find(f"{space}cellXfs")) if fills[int(xf.get("fillId", 0))]}
    sheet = fromstring(sheet_xml(path))  # noqa: S314
    return {one.get("r") for one in sheet.iter(f"{space}c") if int(one.get("s", 0)) in ours}


@pytest.fixture
def book(tmp_path):
    return xlsx(tmp_path / "名册.xlsx", {"一组": ROWS, "二组": ROWS[:2]})


@pytest.fixture
def out(tmp_path):
    return tmp_path / "退回.xlsx"


def test_the_bad_cell_is_red_and_the_reason_stands_on_its_row(book, out):
    assert mark(book, [Wrong("一组", "B3", CHECK)], out) == 1
    assert red(out) == {"B3"}
    assert values(out)["一组"] == [[*ROWS[0], HEADING], [*ROWS[1], ""], [*ROWS[2], CHECK], [*ROWS[3], ""]]


def test_a_sheet_with_nothing_to_correct_is_as_it_was(book, out):
    mark(book, [Wrong("一组", "B3", CHECK)], out)
    assert values(out)["二组"] == values(book)["二组"]


def test_several_things_wrong_on_a_row_each_name_their_cell(book, out):
    mark(book, [Wrong("一组", "B3", "证号不对。"), Wrong("一组", "A3", "姓名不全。")], out)
    assert values(out)["一组"][2][2] == "A3：姓名不全。 B3：证号不对。"


def test_a_cell_that_is_missing_is_made_and_marked(tmp_path, out):
    file = written(
        tmp_path, f'<row r="1">{text("A1", "姓名")}{text("C1", "备注")}</row><row r="2">{text("C2", "无")}</row>'
    )
    mark(file, [Wrong("表", "A2", "姓名没有填。")], out)
    assert red(out) == {"A2"}
    assert values(out)["表"][1] == ["", "", "无", "姓名没有填。"]


def test_a_row_that_is_missing_is_made_in_its_place(tmp_path, out):
    file = written(tmp_path, f'<row r="1">{text("A1", "甲")}</row><row r="5">{text("A5", "乙")}</row>')
    mark(file, [Wrong("表", "A3", "空行。"), Wrong("表", "B9", "末尾。")], out)
    assert values(out)["表"] == [
        ["甲", HEADING],
        ["", ""],
        ["", "空行。"],
        ["", ""],
        ["乙", ""],
        *[["", ""]] * 3,
        ["", "末尾。"],
    ]


def test_the_heading_stands_where_the_headings_of_the_sheet_are(book, out):
    mark(book, [Wrong("一组", "B4", CHECK)], out, {"一组": 2})
    assert [row[2] for row in values(out)["一组"]] == ["", HEADING, "", CHECK]


def test_of_merged_cells_the_first_is_red(tmp_path, out):
    rows = "".join(f'<row r="{row}">{text(f"A{row}", "户")}{text(f"B{row}", "人")}</row>' for row in range(1, 6))
    file = written(tmp_path, rows, tail='<mergeCells count="1"><mergeCell ref="A2:A4"/></mergeCells>')
    mark(file, [Wrong("表", "A3", "户号不对。")], out)
    assert red(out) == {"A2"}
    assert [row[2] for row in values(out)["表"]] == [HEADING, "", "户号不对。", "", ""]


def test_widths_merged_cells_filters_hidden_rows_and_lists_of_choices_stay(tmp_path, out):
    head = '<sheetPr><tabColor rgb="FFFF0000"/></sheetPr><cols><col min="1" max="9" width="22" customWidth="1"/></cols>'
    tail = (
        '<autoFilter ref="A1:B3"/><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>'
        '<dataValidations count="2">'
        '<dataValidation type="list" sqref="B2"><formula1>"男,女"</formula1></dataValidation>'
        '<dataValidation type="custom" sqref="B3"><formula1>cmd|x!A1</formula1></dataValidation></dataValidations>'
        '<pageMargins left="1" right="1" top="1" bottom="1" header="0" footer="0"/>'
    )
    yellow = text("B2", "男", f' s="{YELLOW}"')
    rows = f'<row r="1">{text("A1", "表")}</row><row r="2" hidden="1" ht="30">{yellow}</row>'
    mark(written(tmp_path, rows, head=head, tail=tail), [Wrong("表", "A2", "不对。")], out)
    sheet = only(out)
    assert (sheet.merged, sheet.hidden_rows, sheet.coloured) == (((1, 0, 1, 1),), {2}, {(2, 1): "FFFF00"})
    xml = sheet_xml(out)
    for kept in ('<tabColor rgb="FFFF0000"/>', "autoFilter", '"男,女"', "pageMargins", ' ht="30"'):
        assert kept in xml
    assert "cmd" not in xml
    assert '<col min="1" max="2" width="22" customWidth="1"/><col min="3" max="3" width="60"' in xml


def test_a_red_cell_keeps_the_rest_of_its_style(tmp_path, out):
    file = written(tmp_path, f'<row r="1">{cell("A1", 1, "30000")}</row>')
    mark(file, [Wrong("表", "A1", "生日不对。")], out)
    assert str(values(out)["表"][0][0]) == "1982-02-18"


def test_a_formula_comes_back_as_its_value(tmp_path, out):
    file = written(
        tmp_path, '<row r="1"><c r="A1"><f>B1*2</f><v>4</v></c><c r="B1" t="str"><f>X</f><v>甲</v></c></row>'
    )
    mark(file, [Wrong("表", "A1", "不对。")], out)
    assert "<f" not in sheet_xml(out)
    assert values(out)["表"][0][:2] == [4.0, "甲"]


def test_a_formula_without_a_value_comes_back_as_a_text_that_nothing_computes(tmp_path, out):
    file = written(
        tmp_path,
        '<row r="1"><c r="A1"><f>cmd|&apos; /C calc&apos;!A0</f></c><c r="B1"><f t="shared" si="0"/></c></row>',
    )
    mark(file, [Wrong("表", "A1", "公式没有值。")], out)
    xml = sheet_xml(out)
    assert "<f" not in xml
    assert values(out)["表"][0] == ["=cmd|' /C calc'!A0", "=", f"{HEADING}"]


def test_a_formula_where_no_program_writes_one_does_not_come_back(tmp_path, out):
    file = written(tmp_path, '<row r="1"><c r="A1"> <f>cmd|x!A0</f><v>1</v></c></row>')
    mark(file, [Wrong("表", "A1", "不对。")], out)
    assert "cmd" not in sheet_xml(out)


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1+1", "=cmd|' /C calc'!A0"])
def test_a_text_of_a_csv_that_begins_like_a_formula_stays_a_text(tmp_path, out, start):
    file = tmp_path / "名册.csv"
    file.write_text(f'姓名,备注\n丁,"{start}"\n', encoding="utf-8")
    mark(file, [Wrong("名册", "A2", "不对。")], out)
    xml = sheet_xml(out)
    assert f'<c r="B2" s="{QUOTED}" t="inlineStr">' in xml
    assert "<f" not in xml
    assert values(out)["名册"][1][1].strip() == start.strip()


def test_parts_that_link_or_run_do_not_come_back(tmp_path, out):
    parts = {
        "xl/externalLinks/externalLink1.xml": "<x/>",
        "xl/worksheets/_rels/sheet1.xml.rels": "<x/>",
        "xl/drawings/drawing1.xml": "<x/>",
        "xl/connections.xml": "<x/>",
        "customXml/item1.xml": "<x/>",
    }
    tail = (
        '<hyperlinks><hyperlink ref="A1"/></hyperlinks><drawing/><legacyDrawing/><oleObjects/><extLst><ext/></extLst>'
    )
    names = '<definedNames><definedName name="x">cmd|y!A0</definedName></definedNames>'
    file = written(tmp_path, f'<row r="1">{text("A1", "甲")}</row>', tail=tail, book=names, parts=parts)
    mark(file, [Wrong("表", "A1", "不对。")], out)
    with zipfile.ZipFile(out) as package:
        assert {name for name in package.namelist() if not name.startswith(("xl/worksheets/sheet", "_rels/"))} == {
            "[Content_Types].xml",
            "xl/workbook.xml",
            "xl/_rels/workbook.xml.rels",
            "xl/styles.xml",
            "xl/theme/theme1.xml",
        }
        assert "cmd" not in package.read("xl/workbook.xml").decode()
    for gone in ("hyperlink", "rawing", "oleObjects", "extLst"):
        assert gone not in sheet_xml(out)


def test_the_order_of_dates_stays_with_the_workbook(tmp_path, out):
    file = written(tmp_path, f'<row r="1">{cell("A1", 1, "30000")}</row>', book='<workbookPr date1904="1"/>')
    mark(file, [Wrong("表", "A1", "不对。")], out)
    assert only(out).date1904
    assert values(out)["表"][0][0] == values(file)["表"][0][0]


def test_hidden_sheets_stay_hidden_and_sheets_keep_their_order(tmp_path, out):
    mark(written(tmp_path, "", state='state="hidden"'), [Wrong("表", "A1", "不对。")], out)
    assert only(out).hidden


def test_what_has_been_corrected_is_red_no_longer_when_the_file_comes_again(book, tmp_path, out):
    again = tmp_path / "再次退回.xlsx"
    mark(book, [Wrong("一组", "B3", CHECK), Wrong("一组", "B4", CHECK)], out)
    mark(out, [Wrong("一组", "B4", CHECK)], again)
    assert red(again) == {"B4"}
    assert values(again)["一组"] == [[*ROWS[0], HEADING], [*ROWS[1], ""], [*ROWS[2], ""], [*ROWS[3], CHECK]]


def test_our_column_is_known_again_where_a_program_has_saved_its_heading_among_the_shared_strings(tmp_path, out):
    strings = ("<t>姓名</t>", "<r><t>甲</t></r>", f"<t>{HEADING}</t>", "<t>旧</t>")
    shared = f'<sst xmlns="{MAIN}">{"".join(f"<si>{one}</si>" for one in strings)}</sst>'
    rows = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>2</v></c></row>'
    rows += '<row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2" t="s"><v>3</v></c></row>'
    links = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(
            f'<Relationship Id="rId{number}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
            f'{kind}" Target="{target}"/>'
            for number, (kind, target) in enumerate(
                [
                    ("worksheet", "worksheets/sheet1.xml"),
                    ("styles", "styles.xml"),
                    ("sharedStrings", "sharedStrings.xml"),
                ],
                1,
            )
        )
        + "</Relationships>"
    )
    file = written(tmp_path, rows, parts={"xl/sharedStrings.xml": shared, "xl/_rels/workbook.xml.rels": links})
    mark(file, [Wrong("表", "A2", "新。")], out)
    assert values(out)["表"] == [["姓名", HEADING], ["甲", "新。"]]


def test_a_corrected_file_comes_back_without_our_column(book, tmp_path, out):
    again = tmp_path / "再次退回.xlsx"
    mark(book, [Wrong("一组", "B3", CHECK)], out)
    mark(out, [], again)
    assert values(again) == values(book)
    assert red(again) == set()


def test_marking_twice_gives_the_same_as_once(book, tmp_path, out):
    again = tmp_path / "再次退回.xlsx"
    problems = [Wrong("一组", "B3", CHECK), Wrong("二组", "A2", "重名。")]
    mark(book, problems, out)
    mark(out, problems, again)
    assert (values(again), red(again)) == (values(out), red(out))


def test_a_workbook_whose_cells_do_not_say_where_they_stand_is_written_anew(tmp_path, out):
    file = written(tmp_path, "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>")
    mark(file, [Wrong("表", "A2", "不对。")], out)
    assert values(out)["表"] == [[1.0, 2.0, HEADING], [3.0, "", "不对。"]]
    assert red(out) == {"A2"}


def test_elements_with_a_prefix_are_marked_all_the_same(tmp_path, out):
    rows = '<x:row r="2"><x:c r="A2"><x:v>1</x:v></x:c></x:row>'
    mark(written(tmp_path, rows, prefix="x"), [Wrong("表", "A2", "不对。")], out)
    assert red(out) == {"A2"}
    assert values(out)["表"] == [["", HEADING], [1.0, "不对。"]]


def test_other_kinds_come_back_as_xlsx_with_the_same_values(tmp_path, out):
    file = ods(tmp_path / "名册.ods", {"一组": [["姓名", "户号"], ["丁", 3]], "二组": [["方"]]})
    mark(file, [Wrong("一组", "A2", "不对。")], out)
    assert values(out) == {"一组": [["姓名", "户号", HEADING], ["丁", 3.0, "不对。"]], "二组": [["方"]]}
    with open_book(out) as book:
        assert book.kind.value == "xlsx"


def test_characters_that_xml_cannot_hold_do_not_break_the_workbook(tmp_path, out):
    file = tmp_path / "名册.csv"
    file.write_text("姓名\n丁\x0b一\n", encoding="utf-8")
    mark(file, [Wrong("名册", "A2", "有\ufffe。")], out)
    assert values(out)["名册"] == [
        ["姓名", HEADING],
        ["丁\N{REPLACEMENT CHARACTER}一", "有\N{REPLACEMENT CHARACTER}。"],
    ]


def test_where_no_column_is_left_one_sentence_says_so(tmp_path, out):
    with pytest.raises(BadInput, match="旁边没有地方"):
        mark(written(tmp_path, f'<row r="1">{text("XFD1", "甲")}</row>'), [Wrong("表", "XFD1", "不对。")], out)
    assert not out.exists()


@pytest.mark.parametrize("last", ["Y", "Z", "AA", "AZ", "BZ", "ZZ", "AAA"])
def test_the_reason_stands_right_of_the_last_column(tmp_path, out, last):
    from cunxuan.formats.workbooks import column_of
    from cunxuan.formats.written import letters

    rows = f'<row r="1">{text(last + "1", "末")}{cell("XFA1", GREEN).replace("><v>1</v></c>", "/>")}</row>'
    mark(written(tmp_path, rows), [Wrong("表", f"{last}1", "不对。")], out)
    assert f'r="{letters(column_of(last.encode()) + 1)}1"' in sheet_xml(out)


def test_a_hidden_sheet_stays_hidden_also_where_the_workbook_is_written_anew(tmp_path, out):
    rows = "<row><c><v>1</v></c></row>"
    mark(written(tmp_path, rows, state='state="hidden"'), [Wrong("表", "A1", "不对。")], out)
    assert only(out).hidden


def test_a_cell_that_is_asked_about_for_its_colour_keeps_it(tmp_path, out):
    file = written(tmp_path, f'<row r="2">{cell("A2", YELLOW)}</row>')
    mark(file, [Wrong("表", "A2", "颜色是什么意思，请写明。", red=False)], out)
    assert only(out).coloured == {(2, 0): "FFFF00"}
    assert values(out)["表"][1] == [1.0, "颜色是什么意思，请写明。"]


@pytest.mark.parametrize(("style", "is_text"), [(0, True), (1, False), (2, True), (99, True)])
def test_a_red_cell_takes_an_id_number_as_it_is_typed_and_a_red_date_stays_one(tmp_path, out, style, is_text):
    mark(written(tmp_path, f'<row r="1">{cell("A1", style, "30000")}</row>'), [Wrong("表", "A1", "不对。")], out)
    assert ('numFmtId="49"' in style_of(out, "A1")) == is_text


def style_of(path, place):
    with zipfile.ZipFile(path) as package:
        root = fromstring(package.read("xl/styles.xml"))  # noqa: S314
    number = next(one.get("s") for one in fromstring(sheet_xml(path)).iter(f"{{{MAIN}}}c") if one.get("r") == place)  # noqa: S314
    return tostring(root.find(f"{{{MAIN}}}cellXfs")[int(number)], "unicode")
