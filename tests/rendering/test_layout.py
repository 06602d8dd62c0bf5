"""How papers lie on their sheets: marks clear of the title, Word on as few pages as PDF, nothing torn apart.

Word's pages are counted in LibreOffice. Where it is missing these tests are skipped and say so.
"""

from __future__ import annotations

import copy
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from cunxuan.rendering import catalogue
from rendering.reading import bottom, free_at_the_foot, page_texts, sample, top

FORM_IDS = [form.id for form in catalogue.FORMS]
MARKS: dict[str, dict[str, Any]] = {
    "draft": {"status": "draft"},
    "superseded": {"status": "superseded", "superseded_by": "第19号"},
    "rehearsal": {"rehearsal": True},
    "superseded rehearsal": {"status": "superseded", "superseded_by": "第19号", "rehearsal": True},
}
LONG = {
    "county": "道真仡佬族苗族自治县",
    "township": "大磏镇三桥街道办事处",
    "village": "阿尔善宝拉格苏木嘎查",
    "issuer": "阿尔善宝拉格苏木嘎查村民选举委员会",
}


def of_people(form_id: str, people: int, name: str = "", **changes: Any) -> dict[str, Any]:
    """The example with so many candidates, the last post's repeated or cut off."""
    paper = sample(form_id, **changes)
    last = paper["contests"][-1]["candidates"]
    short = people - sum(len(contest["candidates"]) for contest in paper["contests"])
    last += [copy.deepcopy(last[-1]) for _ in range(short)]
    while short < 0:
        paper["contests"][-1]["candidates"].pop()
        paper["contests"] = [contest for contest in paper["contests"] if contest["candidates"]]
        short += 1
    for contest in paper["contests"] if name else ():
        for person in contest["candidates"]:
            person["name"] = name
    return paper


def void(form_id: str) -> dict[str, Any]:
    paper = sample(form_id, contests=[], short=[], needs=None)
    paper["account"].update(valid=None, rejected=None)
    return paper


ONE_PAGE = {
    **{
        f"{form_id} of {people}": (form_id, of_people(form_id, people))
        for form_id in ("A12", "F04")
        for people in (1, 9)
    },
    **{
        f"{form_id} of 9, {mark}": (form_id, of_people(form_id, 9, **MARKS[mark]))
        for form_id in ("A12", "F04")
        for mark in MARKS
    },
    **{f"{form_id}, void": (form_id, void(form_id)) for form_id in ("A12", "F04")},
    **{f"count_sheet, {mark}": ("count_sheet", sample("count_sheet", **MARKS[mark])) for mark in MARKS},
}
TWO_PAGES = {
    **{f"{form_id} of 15": (form_id, of_people(form_id, 15)) for form_id in ("A12", "F04")},
    **{
        f"{form_id} of 9, long names": (form_id, of_people(form_id, 9, "阿卜杜热合曼·买买提依明江", **LONG))
        for form_id in ("A12", "F04")
    },
}
MANY = {"A12 of 40": ("A12", of_people("A12", 40)), "F04 of 20": ("F04", of_people("F04", 20))}


@pytest.fixture(scope="module")
def word_pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pypdfium2.PdfDocument]:
    """Every Word paper of these tests as LibreOffice lays it out, made in one run because its start is slow."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice (soffice) is not installed: the pages of Word papers were not counted")
    folder = tmp_path_factory.mktemp("word")
    files: dict[str, Path] = {}
    for number, (name, (form_id, context)) in enumerate({**ONE_PAGE, **TWO_PAGES, **MANY}.items()):
        files[name] = folder / f"{number}.docx"
        files[name].write_bytes(catalogue.render(form_id, context, "docx"))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(
        [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *files.values()],
        check=True,
        capture_output=True,
        timeout=180,
    )
    return {name: pypdfium2.PdfDocument(file.with_suffix(".pdf")) for name, file in files.items()}


@pytest.mark.parametrize("name", ONE_PAGE)
def test_a_word_paper_of_up_to_nine_candidates_is_one_page_with_room_for_words_own_measures(
    name: str, word_pages: dict[str, pypdfium2.PdfDocument]
) -> None:
    (page,) = word_pages[name]
    assert free_at_the_foot(page) >= 12


@pytest.mark.parametrize("name", TWO_PAGES)
def test_many_candidates_or_long_names_take_two_word_pages_at_most(
    name: str, word_pages: dict[str, pypdfium2.PdfDocument]
) -> None:
    assert len(word_pages[name]) <= 2


def test_an_announcement_on_two_pages_repeats_its_head_and_keeps_a_posts_people_and_the_signature_together(
    word_pages: dict[str, pypdfium2.PdfDocument],
) -> None:
    first, *others = page_texts(word_pages["A12 of 40"])
    assert "李文生" in first and "宁秀兰" not in first
    assert others[0].startswith("职务姓名得票结果理由")
    assert {text for text in others if "选票去向" in text} == {text for text in others if "（盖章）" in text}


def test_a_report_on_two_pages_keeps_its_signatures_with_its_conclusion(
    word_pages: dict[str, pypdfium2.PdfDocument],
) -> None:
    last = page_texts(word_pages["F04 of 20"])[-1]
    assert "结论" in last and "总监票人" in last and "（盖章）" in last


def test_the_foot_of_a_word_paper_does_not_tear_the_page_number(word_pages: dict[str, pypdfium2.PdfDocument]) -> None:
    assert all("第1页，共1页" in page_texts(word_pages[name])[0] for name in ONE_PAGE)


@pytest.mark.parametrize("form_id", FORM_IDS)
@pytest.mark.parametrize("mark", MARKS)
def test_a_mark_at_the_head_of_a_pdf_is_clear_of_the_title(form_id: str, mark: str) -> None:
    page = pypdfium2.PdfDocument(catalogue.render(form_id, sample(form_id, **MARKS[mark]), "pdf"))[0]
    lowest = min(
        bottom(page, words) for words in ("草稿", "第19号更正", "不是真的选举") if words in page_texts([page])[0]
    )
    assert lowest - top(page, title_of(form_id)) >= 2


def title_of(form_id: str) -> str:
    """The first words of the title as they stand on the paper."""
    title = catalogue.form(form_id).printed(sample(form_id))["title"]
    return str(title if isinstance(title, str) else title[0]).split(" ")[0]


def test_a_long_name_on_a_count_sheet_moves_no_other_row() -> None:
    """The label stays beside its number, however small the letters above it."""
    sheet = sample("count_sheet")
    sheet["sections"][4]["fields"][0]["label"] = "阿卜杜热合曼·买买提依明江·阿卜杜热合曼·买买提依明江"
    page = pypdfium2.PdfDocument(catalogue.render("count_sheet", sheet, "pdf"))[0]
    plain = pypdfium2.PdfDocument(catalogue.render("count_sheet", sample("count_sheet"), "pdf"))[0]
    assert top(page, "赵福生") == pytest.approx(top(plain, "赵福生"), abs=0.2)
