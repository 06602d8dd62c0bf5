"""Voter cards and rosters to be signed: a group to a page, the same pages in PDF and Word, never a ballot's number."""

from __future__ import annotations

import io
from itertools import islice
from typing import Any

import docx
import pypdfium2
import pytest

from cunxuan.rendering import catalogue
from cunxuan.rendering.faults import RenderingFault
from cunxuan.rendering.rosters import LINES, page_count
from rendering.reading import page_texts, pages, pdf_text, sample, word_text

ROSTERS = ("R03", "R07")
BOTH = [("pdf", pdf_text), ("docx", word_text)]


def of_groups(form_id: str, *sizes: int) -> dict[str, Any]:
    """A roster of groups of these sizes; 段一, 段二 … by number."""
    numbers = iter(range(1, sum(sizes) + 1))
    groups = [
        (
            f"第{group}村民小组",
            [{"card_no": number, "name": f"段{number:04}"} for number in islice(numbers, size)],
        )
        for group, size in enumerate(sizes, start=1)
    ]
    if form_id == "R03":
        return sample("R03", groups=[{"name": name, "lines": lines} for name, lines in groups])
    station = {"name": "中心会场", "groups": [{"name": name, "voters": lines} for name, lines in groups]}
    return sample("R07", stations=[station])


def pdf_pages(content: bytes) -> list[str]:
    return page_texts(pypdfium2.PdfDocument(content))


def word_titles(content: bytes) -> int:
    """Pages of a Word roster: each begins with the title."""
    body = docx.Document(io.BytesIO(content)).paragraphs
    return sum(one.text.startswith("柳树村") for one in body)


@pytest.mark.parametrize("form_id", ROSTERS)
def test_every_group_begins_on_a_page_of_its_own_and_its_name_stands_on_each(form_id: str) -> None:
    first, second, third = pdf_pages(catalogue.render(form_id, of_groups(form_id, LINES + 1, 3), "pdf"))
    assert "第1村民小组" in first and "段0001" in first and "段0022" not in first
    assert "第1村民小组" in second and "段0022" in second and "段0023" not in second
    assert "第2村民小组" in third and "段0023" in third
    assert all("证号" in page and "姓名" in page for page in (first, second, third))


@pytest.mark.parametrize("form_id", ROSTERS)
@pytest.mark.parametrize("people", [1, LINES - 1, LINES, LINES + 1, 2 * LINES])
def test_a_group_takes_the_pages_that_were_foretold(form_id: str, people: int) -> None:
    context = of_groups(form_id, people)
    assert len(pages(catalogue.render(form_id, context, "pdf"))) == page_count(people)
    assert word_titles(catalogue.render(form_id, context, "docx")) == page_count(people)


@pytest.mark.parametrize("form_id", ROSTERS)
def test_a_roster_to_be_filled_by_hand_is_one_page_of_empty_lines(form_id: str) -> None:
    context = of_groups(form_id, 0)
    (page,) = pdf_pages(catalogue.render(form_id, context, "pdf"))
    assert "段" not in page
    (table,) = docx.Document(io.BytesIO(catalogue.render(form_id, context, "docx"))).tables
    assert len(table.rows) == 1 + LINES


def test_ten_cards_lie_on_a_sheet() -> None:
    card = sample("O35")["cards"][0]
    eleven = sample("O35", cards=[{**card, "card_no": number} for number in range(1, 12)])
    first, second = pdf_pages(catalogue.render("O35", eleven, "pdf"))
    assert (first.count("姓名"), second.count("姓名")) == (10, 1)


@pytest.mark.parametrize(("fmt", "read"), BOTH)
def test_a_card_says_who_when_where_and_its_code(fmt: Any, read: Any) -> None:
    text = read(catalogue.render("O35", sample("O35"), fmt)).replace("\n", "")
    for said in (
        "柳树村第十三届村民委员会选举",
        "证号1286",
        "欧阳䶮",
        "女89岁",
        "第12村民小组",
        "东庄投票站",
        "E085-7D11-3BAC",
    ):
        assert said in text, said
    assert text.count("2026年12月13日") == 5


@pytest.mark.parametrize(("fmt", "read"), BOTH)
def test_the_roster_of_ballots_says_for_whom_a_voter_takes_ballots(fmt: Any, read: Any) -> None:
    text = read(catalogue.render("R07", sample("R07"), fmt))
    assert "□代段文博、李保全、贾永成" in text
    assert "已委托段玉成" in text
    assert "领票地点：中心会场" in text


def test_voters_are_numbered_through_a_place_and_afresh_at_the_next() -> None:
    context = of_groups("R07", 2, 1)
    (station,) = context["stations"]
    other = {"name": "东庄投票站", "groups": [{"name": "第3村民小组", "voters": [{"card_no": 9, "name": "宁涛"}]}]}
    printed = catalogue.form("R07").printed({**context, "stations": [station, other]})
    assert [row[0] for page in printed["pages"] for row in page["rows"]] == [["1"], ["2"], ["3"], ["1"]]


@pytest.mark.parametrize("key", ["ballot_no", "ballots", "serial"])
def test_nothing_that_names_a_ballot_can_be_put_on_the_roster(key: str) -> None:
    """Who took which ballot is nobody's to know: the form has no place for it."""
    context = sample("R07")
    context["stations"][0]["groups"][0]["voters"][0][key] = "0012"
    with pytest.raises(RenderingFault, match=rf"R07.stations\[0\].groups\[0\].voters\[0\].{key}：没有这一项"):
        catalogue.render("R07", context, "pdf")


@pytest.mark.parametrize(
    ("form_id", "path"),
    [("O35", ("cards",)), ("R03", ("groups", 0, "lines")), ("R07", ("stations", 0, "groups", 0, "voters"))],
)
def test_a_card_number_stands_for_one_person(form_id: str, path: tuple[Any, ...]) -> None:
    context = sample(form_id)
    people: Any = context
    for step in path:
        people = people[step]
    people[1]["card_no"] = people[0]["card_no"]
    with pytest.raises(RenderingFault, match="同一个证号有两"):
        catalogue.render(form_id, context, "pdf")
