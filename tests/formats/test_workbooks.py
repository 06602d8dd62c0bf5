"""What a workbook hides is told at the right cell, as Excel, WPS and other programs write it."""

from __future__ import annotations

import zipfile
from datetime import date

import pytest

from cunxuan.formats.workbooks import Sheet, open_book
from workbooks import MAIN, OFFICE, PACKAGE, SHEET_XML, ods, xlsx

STYLES = f"""<styleSheet xmlns="{MAIN}">
<fonts count="3"><font><sz val="11"/></font><font><color rgb="FFFF0000"/></font><font><color theme="1"/></font></fonts>
<fills count="6"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>
<fill><patternFill patternType="solid"><fgColor rgb="FFFFFF00"/></patternFill></fill>
<fill><patternFill patternType="solid"><fgColor theme="4"/></patternFill></fill>
<fill><patternFill patternType="solid"><fgColor indexed="17"/></patternFill></fill>
<fill><patternFill patternType="solid"><fgColor rgb="FFFFB3AB"/></patternFill></fill></fills>
<cellXfs count="8"><xf numFmtId="0" fontId="0" fillId="0"/><xf numFmtId="14" fontId="0" fillId="0"/>
<xf fontId="0" fillId="2"/><xf fontId="1" fillId="0"/><xf fontId="0" fillId="3"/><xf fontId="0" fillId="4"/>
<xf fontId="2" fillId="1"/><xf fontId="0" fillId="5"/></cellXfs></styleSheet>"""
PLAIN, DAY, YELLOW, RED_LETTERS, THEME, GREEN, BLACK, OURS = range(8)
THEME_XML = """<a:theme xmlns:a="urn:a"><a:themeElements><a:clrScheme name="x"><a:dk1><a:sysClr val="windowText"
lastClr="000000"/></a:dk1><a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1>
<a:dk2><a:srgbClr val="1F497D"/></a:dk2>
<a:lt2><a:srgbClr val="EEECE1"/></a:lt2><a:accent1><a:srgbClr val="4F81BD"/></a:accent1></a:clrScheme></a:themeElements>
</a:theme>"""
DATES = f'<row r="1"><c r="A1" s="{DAY}"><v>30000</v></c><c r="B1" s="{DAY}"><v>30000.5</v></c></row>'


def written(folder, rows, *, head="", tail="", book="", state="", prefix="", parts=None, name="名册.xlsx"):
    """A workbook of one sheet whose XML a test writes."""
    colon = f"{prefix}:" if prefix else ""
    spaces = f"xmlns:{prefix}" if prefix else "xmlns"
    data = f"<{colon}sheetData>{rows}</{colon}sheetData>"
    sheet = f'<{colon}worksheet {spaces}="{MAIN}">{head}{data}{tail}</{colon}worksheet>'
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(
            {"worksheet": "worksheets/sheet1.xml", "styles": "styles.xml", "theme": "theme/theme1.xml"}.items(), 1
        )
    )
    content = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
        f'ContentType="{SHEET_XML.format("sheet.main")}"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType='
        f'"{SHEET_XML.format("worksheet")}"/><Override PartName="/xl/styles.xml" ContentType='
        f'"{SHEET_XML.format("styles")}"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{book}<sheets><sheet name="表" sheetId="1" '
        f'{state} r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
        "xl/styles.xml": STYLES,
        "xl/theme/theme1.xml": THEME_XML,
    } | (parts or {})
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for part, text in content.items():
            package.writestr(part, text)
    return path


def only(path) -> Sheet:
    with open_book(path) as book:
        (sheet,) = book.sheets
        return sheet


def cell(place, style=None, text="1"):
    return f'<c r="{place}"{f" s={chr(34)}{style}{chr(34)}" if style is not None else ""}><v>{text}</v></c>'


def test_merged_cells(tmp_path):
    merged = '<mergeCells count="2"><mergeCell ref="A2:A4"/><mergeCell ref="C1:AB1"/></mergeCells>'
    assert only(written(tmp_path, f'<row r="1">{cell("A1")}</row>', tail=merged)).merged == (
        (2, 0, 4, 0),
        (1, 2, 1, 27),
    )


def test_hidden_rows(tmp_path):
    rows = f'<row r="1">{cell("A1")}</row><row r="2" hidden="1">{cell("A2")}</row><row r="3" hidden="0" ht="9"/>'
    assert only(written(tmp_path, rows)).hidden_rows == {2}


def test_hidden_columns(tmp_path):
    head = '<cols><col min="1" max="1" width="9"/><col min="3" max="4" width="9" hidden="1" customWidth="1"/></cols>'
    assert only(written(tmp_path, f'<row r="1">{cell("A1")}</row>', head=head)).hidden_columns == {2, 3}


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet(tmp_path, state):
    assert only(written(tmp_path, "", state=f'state="{state}"')).hidden


def test_a_sheet_that_shows_is_not_hidden(tmp_path):
    assert not only(written(tmp_path, "")).hidden


def test_a_filter_that_leaves_rows_out(tmp_path):
    criterion = '<filterColumn colId="1"><filters><filter val="男"/></filters></filterColumn>'
    tail = f'<autoFilter ref="A1:C9">{criterion}</autoFilter>'
    assert only(written(tmp_path, "", tail=tail)).filtered


def test_a_filter_that_leaves_nothing_out(tmp_path):
    assert not only(written(tmp_path, "", tail='<autoFilter ref="A1:C9"/>')).filtered


def test_formulas_without_a_value(tmp_path):
    rows = (
        '<row r="5"><c r="B5"><f>A5*2</f></c><c r="C5"><f>A5*2</f><v>4</v></c><c r="D5" t="str"><f>X</f><v></v></c>'
        '<c r="E5"><f t="shared" si="0"/></c><c r="F5"><f>A5</f><v/></c></row>'
    )
    assert only(written(tmp_path, rows)).formulas_without_value == {(5, 1), (5, 4), (5, 5)}


def test_cells_that_show_an_error(tmp_path):
    errors = '<c r="A2" t="e"><v>#N/A</v></c><c r="B2" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
    rows = f'<row r="2">{errors}<c r="C2"><v>1</v></c></row>'
    assert only(written(tmp_path, rows)).errors == {(2, 0), (2, 1)}


def test_colours_by_value_by_theme_and_by_palette_of_fills_and_of_letters(tmp_path):
    styles = [PLAIN, YELLOW, RED_LETTERS, THEME, GREEN, BLACK]
    cells = "".join(cell(f"{letter}7", style) for letter, style in zip("ABCDEF", styles, strict=True))
    found = only(written(tmp_path, f'<row r="7" s="{YELLOW}" customFormat="1">{cells}</row>')).coloured
    assert found == {(7, 1): "FFFF00", (7, 2): "FF0000", (7, 3): "4F81BD", (7, 4): "008000"}


def test_our_own_mark_is_no_colour_of_the_village(tmp_path):
    assert only(written(tmp_path, f'<row r="1">{cell("A1", OURS)}</row>')).coloured == {}


def test_a_colour_of_the_whole_table_says_nothing(tmp_path):
    rows = "".join(f'<row r="{row}">{cell(f"A{row}", YELLOW)}</row>' for row in range(1, 20_003))
    assert only(written(tmp_path, rows + f'<row r="30000">{cell("B30000", GREEN)}</row>')).coloured == {
        (30_000, 1): "008000"
    }


def test_dates_count_from_1904_where_the_workbook_says_so(tmp_path):
    sheet = only(written(tmp_path, DATES, book='<workbookPr date1904="1"/>'))
    assert sheet.date1904
    assert next(iter(sheet.rows))[0] == date(1986, 2, 19)


def test_a_number_is_told_from_a_text(tmp_path):
    rows = f'<row r="1">{cell("A1", None, "1.40824197505123E+17")}<c r="B1" t="str"><v>140824197505123</v></c></row>'
    assert next(iter(only(written(tmp_path, rows)).rows)) == [1.40824197505123e17, "140824197505123"]


def test_elements_with_a_prefix_are_the_same(tmp_path):
    rows = f'<x:row r="3" hidden="1"><x:c r="B3" s="{YELLOW}"><x:v>1</x:v></x:c><x:c r="C3"><x:f>A1</x:f></x:c></x:row>'
    tail = '<x:mergeCells><x:mergeCell ref="B3:C3"/></x:mergeCells>'
    sheet = only(written(tmp_path, rows, tail=tail, prefix="x"))
    assert (sheet.hidden_rows, sheet.coloured, sheet.formulas_without_value, sheet.merged) == (
        {3},
        {(3, 1): "FFFF00"},
        {(3, 2)},
        ((3, 1, 3, 2),),
    )


def test_what_stands_far_down_is_found_across_the_pieces_in_which_a_sheet_is_read(tmp_path):
    rows = "".join(f'<row r="{row}">{cell(f"A{row}")}{cell(f"B{row}")}</row>' for row in range(1, 60_001))
    rows += f'<row r="60001" hidden="1">{cell("A60001", YELLOW)}</row>'
    sheet = only(written(tmp_path, rows))
    assert (sheet.hidden_rows, sheet.coloured) == ({60_001}, {(60_001, 0): "FFFF00"})


def test_rows_begin_with_the_first_of_the_sheet_and_columns_with_the_first_that_holds_something(tmp_path):
    sheet = only(written(tmp_path, f'<row r="3">{cell("C3")}</row>'))
    assert (sheet.first_column, sheet.height, [list(row) for row in sheet.rows]) == (2, 3, [[""], [""], [1.0]])


def test_a_workbook_without_styles(tmp_path):
    assert only(xlsx(tmp_path / "名册.xlsx", {"表": [["丁"]]})).coloured == {}


def test_a_table_of_libreoffice(tmp_path):
    sheet = only(ods(tmp_path / "名册.ods", {"表": [["丁", 3]]}))
    assert (sheet.name, [list(row) for row in sheet.rows]) == ("表", [["丁", 3.0]])
