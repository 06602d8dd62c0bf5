"""Fonts: papers come out on a machine that has only the bundled font, and never without it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import pytest

from cunxuan.rendering import catalogue, fonts
from cunxuan.rendering.faults import RenderingFault
from rendering.reading import pages, pdf_text, sample

T = TypeVar("T")


@pytest.fixture
def other_fonts(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """A machine with other fonts than this one's: set SYSTEM_FOLDERS or BUNDLED_FOLDER."""
    monkeypatch.delenv("CUNXUAN_FONTS", raising=False)
    forget()
    yield monkeypatch
    monkeypatch.undo()
    forget()


def forget() -> None:
    fonts.families.cache_clear()
    fonts.styles.cache_clear()


def afresh(work: Callable[..., T], *arguments: object) -> T:
    """In a thread of its own, because a thread keeps its compiler and the compiler its fonts."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(work, *arguments).result()


@pytest.mark.parametrize("form_id", [form.id for form in catalogue.FORMS])
def test_the_bundled_font_alone_makes_every_paper(other_fonts: pytest.MonkeyPatch, form_id: str) -> None:
    other_fonts.setattr(fonts, "SYSTEM_FOLDERS", ())
    made = afresh(catalogue.render, form_id, sample(form_id), "pdf")
    place = sample(form_id)
    assert {tuple(sorted(page)) for page in pages(made)} == {(210, 297)}
    assert (place["village"] or place["township"] or place["county"]) in pdf_text(made)


def test_the_bundled_font_has_the_rare_characters(other_fonts: pytest.MonkeyPatch) -> None:
    other_fonts.setattr(fonts, "SYSTEM_FOLDERS", ())
    made = afresh(catalogue.render, "A12", sample("A12", headline=f"{fonts.RARE}当选。"), "pdf")
    assert fonts.RARE in pdf_text(made)


def test_without_any_chinese_font_nothing_is_made(other_fonts: pytest.MonkeyPatch, tmp_path: Path) -> None:
    other_fonts.setattr(fonts, "SYSTEM_FOLDERS", ())
    other_fonts.setattr(fonts, "BUNDLED_FOLDER", tmp_path)
    with pytest.raises(RenderingFault, match="没有找到随软件安装的中文字体"):
        afresh(catalogue.render, "A12", sample("A12"), "pdf")
    (look,) = afresh(fonts.check)
    assert not look.ok
    assert "不能制作文书" in look.zh


def test_the_check_says_what_is_missing_and_what_papers_look_like(other_fonts: pytest.MonkeyPatch) -> None:
    other_fonts.setattr(fonts, "SYSTEM_FOLDERS", ())
    looks = afresh(fonts.check)
    assert [look.ok for look in looks] == [True, False, False, True]
    assert looks[1].zh == "没有 Noto Serif CJK SC，标题和正文用黑体。要宋体，请安装 fonts-noto-cjk。"


def test_every_style_ends_with_the_bundled_font() -> None:
    assert {families[-1] for families in fonts.styles().values()} == {fonts.BUNDLED_FAMILY}


def test_a_font_that_is_not_there_is_a_fault_and_not_a_substitution(other_fonts: pytest.MonkeyPatch) -> None:
    other_fonts.setattr(fonts, "styles", lambda: dict.fromkeys(fonts.STYLES, ("方正小标宋", "Noto Sans S Chinese")))
    with pytest.raises(RenderingFault, match=r"A12：排版时出现.*方正小标宋"):
        afresh(catalogue.render, "A12", sample("A12"), "pdf")
