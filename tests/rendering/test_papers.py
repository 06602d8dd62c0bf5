"""The papers: their size, what they say in PDF and in Word, and that the same context is the same file."""

from __future__ import annotations

import io
import multiprocessing
import re
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from datetime import date, datetime
from typing import Any

import docx
import pytest

from cunxuan.rendering import catalogue, words
from cunxuan.rendering.faults import RenderingFault
from rendering.reading import pages, pdf_text, sample, word_text

FORM_IDS = [form.id for form in catalogue.FORMS]
A4 = (210, 297)
#: Papers that say more than one sheet holds.
SEVERAL_SHEETS = {"O09": 2, "O17": 2}

#: Keys whose values stand on the paper as something else (a sentence, a sign, a Chinese numeral) or only in one form.
SAID_OTHERWISE = {"round", "outcome", "sex", "seal", "status", "term_no", "village_code", "demo", "confirmed"}


def leaves(value: Any, key: str = "") -> Iterator[tuple[str, Any]]:
    """Every single value of a context, with its key."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from leaves(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from leaves(part, key)
    else:
        yield key, value


def as_printed(value: Any) -> str:
    if isinstance(value, int):
        return words.figure(value)
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return words.day(date.fromisoformat(value))
    if re.fullmatch(r"\d{4}-\d\d-\d\dT.*", value):
        return words.moment(datetime.fromisoformat(value))
    return re.sub(r"[ \u3000]", "", value)


def facts(context: dict[str, Any]) -> set[str]:
    """Every name, sentence, code, day and figure that a context holds, as papers print them."""
    return {
        as_printed(value)
        for key, value in leaves(context)
        if key not in SAID_OTHERWISE and not isinstance(value, bool) and value not in (None, 0)
    }


def is_said(fact: str, text: str) -> bool:
    """A figure must stand alone, or 9 would be found in 1,319 or in a code."""
    if re.fullmatch(r"[\d,]+", fact):
        text = re.sub(r"[0-9a-f]{64}|[0-9A-F]{4}(-[0-9A-F]{4})+", "", text)
        return re.search(rf"(?<![\d,]){fact}(?![\d,]*\d)", text) is not None
    return fact in text.replace("\n", "")


@pytest.mark.parametrize("form_id", ["A12", "F04"])
@pytest.mark.parametrize(("fmt", "read"), [("pdf", pdf_text), ("docx", word_text)])
def test_everything_the_context_knows_stands_on_the_paper(form_id: str, fmt: Any, read: Any) -> None:
    context = sample(form_id)
    text = read(catalogue.render(form_id, context, fmt))
    missing = {fact for fact in facts(context) if not is_said(fact, text)}
    assert missing == set()


@pytest.mark.parametrize(("fmt", "read"), [("pdf", pdf_text), ("docx", word_text)])
def test_every_field_of_a_count_sheet_stands_on_the_paper_with_its_figure(fmt: Any, read: Any) -> None:
    context = sample("count_sheet")
    text = read(catalogue.render("count_sheet", context, fmt)).replace("\n", "").replace(" ", "")
    assert "50票×13正" in text
    fields = [field for section in context["sections"] for field in section["fields"]]
    assert [field["label"] for field in fields if field["label"] not in text] == []
    assert [field["value"] for field in fields if str(field["value"]) not in text] == []


@pytest.mark.parametrize("form_id", FORM_IDS)
def test_a_paper_fits_one_a4_page(form_id: str) -> None:
    lies_across = catalogue.form(form_id).printed(sample(form_id)).get("landscape")
    sheet = A4[::-1] if lies_across else A4
    assert pages(catalogue.render(form_id, sample(form_id), "pdf")) == [sheet] * SEVERAL_SHEETS.get(form_id, 1)


def test_a_result_with_twelve_candidates_fits_one_page() -> None:
    notice = sample("A12")
    last = notice["contests"][2]["candidates"][-1]
    notice["contests"][2]["candidates"] += [{**last, "name": name} for name in ("方有田", "石头", "欧阳䶮", "李𬭎")]
    assert len(pages(catalogue.render("A12", notice, "pdf"))) == 1


@pytest.mark.parametrize("fmt", ["pdf", "docx"])
@pytest.mark.parametrize("form_id", FORM_IDS)
def test_the_same_context_gives_the_same_bytes(form_id: str, fmt: Any) -> None:
    first = catalogue.render(form_id, sample(form_id), fmt)
    catalogue.render(form_id, sample(form_id, number="第99号"), fmt)
    assert catalogue.render(form_id, sample(form_id), fmt) == first


def test_other_threads_and_spawned_processes_give_the_same_bytes() -> None:
    here = catalogue.render("A12", sample("A12"), "pdf")
    work = (catalogue.render, "A12", sample("A12"), "pdf")
    with ThreadPoolExecutor(2) as threads:
        assert {threads.submit(*work).result() for _ in range(4)} == {here}
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as processes:
        assert processes.submit(*work).result() == here


def test_several_papers_in_one_file_keep_their_own_page_numbers() -> None:
    pack = catalogue.render_many(
        [("A12", sample("A12")), ("F04", sample("F04")), ("count_sheet", sample("count_sheet"))]
    )
    assert pages(pack) == [A4] * 3
    assert pdf_text(pack).count("第1页，共1页") == 3


@pytest.mark.parametrize("name", ["张㛃", "欧阳䶮", "李𬭎"])
@pytest.mark.parametrize("form_id", ["A12", "F04"])
def test_a_rare_character_in_a_name_is_printed(form_id: str, name: str) -> None:
    context = sample(form_id)
    context["contests"][0]["candidates"][0]["name"] = name
    assert name in pdf_text(catalogue.render(form_id, context, "pdf"))
    assert name in word_text(catalogue.render(form_id, context, "docx"))


@pytest.mark.parametrize(("character", "named"), [("\U00031350", "\U00031350"), ("\ue123", "U+E123")])
def test_a_character_without_a_glyph_stops_the_paper_and_is_named(character: str, named: str) -> None:
    notice = sample("A12", headline=f"{character}某当选。")
    with pytest.raises(RenderingFault) as refused:
        catalogue.render("A12", notice, "pdf")
    assert refused.value.code == "PAPER_FONT"
    assert refused.value.text.startswith(f"A12：现有字体印不出“{named}”。")


@pytest.mark.parametrize(("fmt", "read"), [("pdf", pdf_text), ("docx", word_text)])
def test_votes_for_people_not_on_the_ballot_are_announced(fmt: Any, read: Any) -> None:
    text = read(catalogue.render("A12", sample("A12"), fmt)).replace("\n", "")
    assert "另选他人：主任9票（2人）；副主任11票（3人）；委员17票（4人）。" in text


@pytest.mark.parametrize(("fmt", "read"), [("pdf", pdf_text), ("docx", word_text)])
def test_an_announcement_says_where_which_and_when_under_its_title(fmt: Any, read: Any) -> None:
    text = read(catalogue.render("A12", sample("A12"), fmt))
    assert "清河县柳林镇第17号2026年12月13日第一次投票" in text


def test_an_article_that_is_not_confirmed_says_so() -> None:
    notice = sample("A12", complaint_basis={"text": "第二十一条", "confirmed": False})
    assert "（第二十一条，条号待县核对）" in pdf_text(catalogue.render("A12", notice, "pdf"))
    assert "（第二十一条，条号待县核对）" in word_text(catalogue.render("A12", notice, "docx"))


@pytest.mark.parametrize("form_id", FORM_IDS)
@pytest.mark.parametrize(
    ("changes", "mark"),
    [
        ({"status": "draft"}, "草稿"),
        ({"status": "superseded", "superseded_by": "第19号"}, "已被第19号更正"),
        ({"rehearsal": True}, "演练：不是真的选举"),
        ({"demo": True}, "演示数据，人名均为虚构。"),
    ],
)
def test_a_paper_that_is_not_the_valid_one_says_so(form_id: str, changes: dict[str, Any], mark: str) -> None:
    plain = {"status": "issued", "rehearsal": False, "demo": False}
    valid = sample(form_id, **plain)
    marked = sample(form_id, **{**plain, **changes})
    for fmt, read in (("pdf", pdf_text), ("docx", word_text)):
        assert mark not in read(catalogue.render(form_id, valid, fmt))
        assert mark in read(catalogue.render(form_id, marked, fmt))


def test_a_void_vote_is_announced_without_candidates() -> None:
    notice = sample("A12", contests=[], short=[], headline="2026年12月13日投票无效，须重新选举。")
    del notice["needs"]
    notice["account"].update(valid=None, rejected=None)
    text = pdf_text(catalogue.render("A12", notice, "pdf"))
    assert "投票无效，须重新选举" in text
    assert "其中有效" not in text
    assert "当选至少要" not in text


def test_where_few_voted_no_figures_of_persons_are_printed() -> None:
    notice = sample("A12")
    for contest in notice["contests"]:
        contest["write_ins"] = 0
        for person in contest["candidates"]:
            person.update(votes=None, reason="票数不公布。")
    text = pdf_text(catalogue.render("A12", notice, "pdf"))
    assert "701" not in text
    assert "不公布每个人的得票" in text.replace("\n", "")
    assert "段文博当选" in text


def test_votes_counted_down_have_their_own_columns_in_the_report() -> None:
    report = sample("F04")
    report["contests"][2]["candidates"][0].update(merged=120, total=952)
    for fmt, read in (("pdf", pdf_text), ("docx", word_text)):
        text = read(catalogue.render("F04", report, fmt))
        assert is_said("120", text) and is_said("832", text) and is_said("952", text)
        assert "下加" in text


def test_a_blank_count_sheet_has_no_figures() -> None:
    sheet = sample("count_sheet")
    for section in sheet["sections"]:
        for field in section["fields"]:
            field["value"] = None
    text = pdf_text(catalogue.render("count_sheet", sheet, "pdf"))
    assert "流动票箱一号" in text
    assert "正正" not in text
    assert "1180" not in text.replace(" ", "")


def test_a_word_file_of_an_announcement_has_a_title_and_a_sentence_in_large_letters() -> None:
    file = docx.Document(io.BytesIO(catalogue.render("A12", sample("A12"), "docx")))
    page = file.sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == A4
    assert file.paragraphs[0].runs[0].font.size.pt == 22
    assert file.paragraphs[2].runs[0].font.size.pt == 16


def test_names_of_two_characters_get_a_full_width_space_in_columns() -> None:
    cells = docx.Document(io.BytesIO(catalogue.render("F04", sample("F04"), "docx"))).tables[3].columns[1].cells
    assert "宁\u3000涛" in [cell.text for cell in cells]
    assert words.in_column("段文博") == "段文博"


def test_a_photographed_count_sheet_is_small() -> None:
    photo = catalogue.render_png("count_sheet", sample("count_sheet"))
    assert photo.startswith(b"\x89PNG")
    assert len(photo) <= 60 * 1024


def test_a_form_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(RenderingFault, match=r"没有编号为 A99 的文书。现有：A04、.*、count_sheet"):
        catalogue.render("A99", {}, "pdf")


def test_a_format_that_does_not_exist_is_refused() -> None:
    with pytest.raises(RenderingFault, match="A12 不能做成 ofd"):
        catalogue.render("A12", sample("A12"), "ofd")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("number", "said"), [(1, "第一届"), (10, "第十届"), (13, "第十三届"), (20, "第二十届"), (21, "第二十一届")]
)
def test_terms_are_counted_in_chinese_numerals(number: int, said: str) -> None:
    assert words.term(number) == said


def test_a_register_lies_across_in_word_too() -> None:
    file = docx.Document(io.BytesIO(catalogue.render("R02", sample("R02"), "docx")))
    page = file.sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == A4[::-1]
