"""Ordinary office papers: what their blocks say in PDF and Word, filled, blank, long, across, over several sheets."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import docx
import pypdfium2
import pytest

from cunxuan.rendering import compiler, sheets
from cunxuan.rendering.paper import Paper, Seal, Status
from rendering.reading import page_texts, pages, pdf_text, word_text

Block = dict[str, Any]
COLUMNS = (sheets.Column("序号", 11, figures=True), sheets.Column("姓名", 22), sheets.Column("内容", 60))
PEOPLE = [["1", "阿卜杜热合曼·买买提依明江", "修路"], ["2", "宁涛", "反映村口的路灯坏了半年没有人修。" * 6]]


def paper(**changes: Any) -> Paper:
    given = {
        "county": "清河县",
        "township": "柳林镇",
        "village": "柳树村",
        "village_code": "130123101205",
        "term_no": 0,
        "issuer": "柳树村村民委员会",
        "issued_on": date(2026, 11, 7),
        "figures_at": None,
        "pack": "CN@2026-01-01",
        "seal": Seal.NONE,
    }
    return Paper(**{**given, **changes})


def pdf(*blocks: Block, **more: Any) -> bytes:
    head = more.pop("paper", paper())
    return compiler.pdf([("test", sheets.wording(head, "走访记录", blocks=blocks, **more))])


def word(*blocks: Block, **more: Any) -> bytes:
    head = more.pop("paper", paper())
    return sheets.word(sheets.wording(head, "走访记录", blocks=blocks, **more))


BOTH = pytest.mark.parametrize(("make", "read"), [(pdf, pdf_text), (word, word_text)], ids=["pdf", "word"])
Make = Callable[..., bytes]
Read = Callable[[bytes], str]


@BOTH
def test_every_kind_of_block_is_said(make: Make, read: Read) -> None:
    said = read(
        make(
            sheets.facts([("走访人", "安志远"), ("被访人", "宁涛")], heading="一、基本情况"),
            sheets.text("二、说明", ["如实记录。"]),
            sheets.rows("三、名单", COLUMNS, PEOPLE),
            sheets.ticks("四、五摸清", [("发展路子", True, "种果树"), ("班子问题", None, "")]),
            sheets.space("村民意见", 40),
            under=("2026年10月3日",),
            lead="由走访人填写。",
            facts=(("法律依据", "村民委员会组织法第十八条"), ("没有的", "")),
            signers=("走访人",),
        )
    ).replace("\n", "")
    for words in (
        "走访记录",
        "清河县柳林镇柳树村",
        "2026年10月3日",
        "由走访人填写。",
        "安志远",
        "如实记录。",
        "阿卜杜热合曼",
    ):
        assert words in said
    for words in ("发展路子", "种果树", "√", "村民意见", "走访人签名", "村民委员会组织法第十八条"):
        assert words in said
    assert said.count("√") == 1
    assert "没有的" not in said


@BOTH
def test_a_table_of_nobody_says_so_and_one_to_be_filled_in_has_empty_lines_instead(make: Make, read: Read) -> None:
    assert "没有人。" in read(make(sheets.rows("名单", COLUMNS, [], nobody="没有人。")))
    assert "没有人。" not in read(make(sheets.rows("名单", COLUMNS, [], lines=3, nobody="没有人。")))


def test_empty_lines_follow_the_filled_ones_in_word() -> None:
    file = docx.Document(io.BytesIO(word(sheets.rows("", COLUMNS, PEOPLE, lines=2))))
    assert [row.cells[1].text for row in file.tables[0].rows] == ["姓名", PEOPLE[0][1], "宁涛", "", ""]


def test_a_long_value_has_its_line_to_itself() -> None:
    block = sheets.facts([("甲", "1"), ("意见", "修路" * 60), ("乙", "2"), ("丙", "3"), ("丁", "4")])
    assert [[label for label, _ in line] for line in block["lines"]] == [["甲"], ["意见"], ["乙", "丙"], ["丁"]]


@BOTH
def test_a_table_of_many_rows_has_its_heads_on_every_sheet_and_tears_no_row(make: Make, read: Read) -> None:
    many = [
        [str(number), "宁涛", f"第{number}件：村口的路灯坏了半年没有人修，要换。始{number}终"] for number in range(80)
    ]
    content = make(sheets.rows("名单", COLUMNS, many))
    if make is pdf:
        texts = page_texts(pypdfium2.PdfDocument(content))
        assert len(texts) > 1
        assert all("序号" in one for one in texts if "路灯" in one)
        assert all(any(f"始{number}终" in one and f"第{number}件" in one for one in texts) for number in range(80))
    else:
        rows = docx.Document(io.BytesIO(content)).tables[0].rows
        assert "tblHeader" in rows[0]._tr.xml
        assert all("cantSplit" in row._tr.xml for row in rows)


def test_a_break_begins_a_new_sheet() -> None:
    assert len(pages(pdf(sheets.text("", ["一"]), sheets.page_break(), sheets.text("", ["二"])))) == 2


def test_across_the_columns_share_the_longer_line() -> None:
    block = sheets.rows("", COLUMNS, PEOPLE)
    printed = sheets.wording(paper(), "进度表", blocks=[block], landscape=True)
    assert sum(column["mm"] for column in printed["blocks"][0]["columns"]) == pytest.approx(271, abs=0.1)
    assert pages(compiler.pdf([("test", printed)])) == [(297, 210)]
    assert block["columns"][0]["mm"] == 11  # what the form said is not changed


@BOTH
def test_a_blank_sheet_has_no_date_and_is_no_draft(make: Make, read: Read) -> None:
    said = read(make(sheets.facts([("走访人", "")]), paper=paper(status=Status.BLANK)))
    assert "11月7日" not in said
    assert "草稿" not in said


@BOTH
@pytest.mark.parametrize(
    ("place", "said"),
    [
        ({"village": ""}, "柳林镇走访记录"),
        ({"village": "", "township": ""}, "清河县走访记录"),
    ],
)
def test_a_paper_of_a_township_or_county_is_named_after_it(
    make: Make, read: Read, place: dict[str, str], said: str
) -> None:
    assert said in read(make(sheets.text("", ["一"]), paper=paper(**place)))


def test_a_long_name_of_a_place_stays_on_one_line_under_the_title() -> None:
    long = {"county": "道真仡佬族苗族自治县", "township": "大磏镇三桥街道办事处", "village": "阿尔善宝拉格苏木嘎查"}
    said = pdf_text(pdf(sheets.text("", ["一"]), paper=paper(**long), under=("2026年10月3日",)))
    assert "".join(long.values()) + "2026年10月3日" in said


def test_a_row_that_does_not_fit_its_columns_is_a_mistake_of_the_form() -> None:
    with pytest.raises(AssertionError):
        sheets.rows("", COLUMNS, [["1", "宁涛"]])
