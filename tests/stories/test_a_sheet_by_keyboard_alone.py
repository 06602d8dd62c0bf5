"""安 has no mouse: Tab, Enter and the arrows lead from signing in to the finished entry, and she sees where she is."""

from __future__ import annotations

import pytest

import cast

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("told_in_order")]

#: The words of whatever has the keyboard, and whether a frame shows that it has.
FOCUSED = """() => {
  const here = document.activeElement, style = getComputedStyle(here);
  const words = here.labels?.[0]?.innerText ?? here.ariaLabel ?? here.innerText;
  return [words.replace(/\\s+/g, " ").trim(), style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2];
}"""
MOST_TABS = 40


@pytest.fixture(scope="module", autouse=True)
def closed_boxes(county, liushu):
    county.day = cast.POLLING_DAY
    cast.at_stage(liushu, "polling")


@pytest.fixture(scope="module")
def an(county):
    """安 before she has signed in."""
    return county.anybody()


def tab_to(person, wanted: str) -> None:
    """Tab until the keyboard stands there; every stop on the way can be seen."""
    passed = []
    for _ in range(MOST_TABS):
        person.keys("Tab")
        words, framed = person.page.evaluate(FOCUSED)
        assert framed, f"nothing shows that the keyboard stands on “{words}”"
        if words == wanted:
            return
        passed.append(words)
    raise AssertionError(f"Tab does not lead to “{wanted}”, only to {passed}")


def test_she_signs_in(an):
    an.opens("/login")
    an.page.keyboard.type("an")
    an.keys("Tab")
    an.types(cast.PASSWORD)
    an.sees("柳林镇")


def test_she_finds_the_sheet_that_waits_for_her(an):
    tab_to(an, "计票")
    an.keys("Enter")
    an.sees("每张由两个人分别照纸面录入")
    tab_to(an, "第一次录入")
    an.keys("Enter")
    an.sees("柳树村 中心会场 计票单")


def test_she_types_the_paper_goes_back_to_a_square_and_finishes(an, liushu):
    (sheet,) = cast.sheets_of(liushu)
    figures = [str(cast.sheet_figures(sheet)[key]) for key in sheet.squares.keys]
    an.expects("#f1").to_be_focused()
    an.types(*figures[:7], "40")
    an.keys("ArrowUp")
    an.types(*figures[7:])
    an.expects(an.control("完成录入")).to_be_focused()
    an.keys("Enter")
    an.sees("第一次录入已完成")
