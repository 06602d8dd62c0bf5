"""The line is lost while 安 types a sheet: nothing that was typed is lost with it."""

from __future__ import annotations

import pytest

import cast
from browsing import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("told_in_order")]

SHEET = f"/count/{cast.LIUSHU}.2026.general.r1.p01"


@pytest.fixture(scope="module", autouse=True)
def closed_boxes(county, liushu):
    county.day = cast.POLLING_DAY
    cast.at_stage(liushu, "polling")


def squares(person, *numbers: int) -> list[str]:
    """What stands in these squares of the page."""
    return [person.page.input_value(f"#f{number}") for number in numbers]


def test_with_a_line_each_square_is_saved_as_it_is_left(an):
    an.opens(SHEET)
    an.types("120", "130")
    an.sees("已存", where="#cx-saved")
    an.expects("#cx-finish").to_have_text("完成录入（还缺 23 栏）")


def test_without_one_the_figures_stay_on_her_machine_and_the_page_says_how_many(an):
    an.context.set_offline(True)
    an.types("108", "10")
    an.sees("没有网络，已存在这台电脑，等待送出 2 栏。")
    assert squares(an, 1, 2, 3, 4) == ["120", "130", "108", "10"]


def test_she_cannot_finish_meanwhile_and_loses_nothing_by_trying(an):
    an.types("1")
    an.keys("Control+Enter")
    an.sees("没有网络，已存在这台电脑，等待送出 3 栏。")
    assert squares(an, 3, 4, 5) == ["108", "10", "1"]


def test_when_the_line_is_back_they_are_sent_by_themselves(an):
    an.context.set_offline(False)
    an.expects("[data-cx-unsent-here]").to_be_hidden()
    an.expects("#cx-finish").to_have_text("完成录入（还缺 20 栏）")
    an.page.reload()
    assert squares(an, 1, 2, 3, 4, 5) == ["120", "130", "108", "10", "1"]


def test_closing_the_page_without_a_line_keeps_them_too(an):
    an.context.set_offline(True)
    an.expects("#f6").to_be_focused()
    an.types("21", "104")
    an.sees("等待送出 2 栏。")
    an.page.close()
    an.context.set_offline(False)
    an.takes_another_window()
    an.opens(SHEET)
    assert squares(an, 5, 6, 7) == ["1", "21", "104"]
    an.expects("#cx-finish").to_have_text("完成录入（还缺 18 栏）")


def test_signing_in_again_after_the_session_ended_keeps_them_too(an):
    an.page.reload()
    an.expects("#f8").to_be_focused()
    an.context.clear_cookies(name="sessionid")
    an.types("4")
    an.page.wait_for_url("**/login**")
    sign_in(an.page, "an", then=SHEET)
    assert squares(an, 7, 8) == ["104", "4"]
    an.expects("#cx-finish").to_have_text("完成录入（还缺 17 栏）")


def test_the_other_clerk_sees_who_is_typing_and_none_of_it(bai):
    bai.opens(SHEET)
    bai.sees("安正在录入")
    assert "104" not in bai.reads.split()
