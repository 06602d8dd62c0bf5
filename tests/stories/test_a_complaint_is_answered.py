"""方大海 comes to the desk: nobody told the two households of his group. 陈 takes it in, has it answered and closed.

任 has named her for petitions. 安 in the same office, who was not named, sees an empty page from first to last.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

import cast
from cunxuan.oversight.models import Complaint, Stage

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("told_in_order")]

CAME = date(2026, 11, 26)
TEXT = "第三组两户在外务工的没有接到登记通知。"
EMPTY = "没有您经办的信访事项。"


@pytest.fixture(scope="module", autouse=True)
def after_the_roll(county, liushu):
    county.day = CAME
    cast.at_stage(liushu, "roll_published")


def fold(person, name: str):
    """Unfolds what may be done next under this name."""
    part = person.page.locator("details.cx-fold", has=person.page.locator(f'summary:text-is("{name}")')).first
    if part.get_attribute("open") is None:
        part.locator("summary").click()
    return part


def does(person, name: str, **said: str) -> None:
    part = fold(person, name)
    for field, words in said.items():
        part.locator(f"[name={field}]").fill(words)
    part.locator("button").click()


def test_ren_names_chen_for_petitions(ren):
    ren.opens("/complaints")
    ren.sees(EMPTY)
    ren.presses("指定经办人")
    ren.page.select_option("[name=account]", value="chen")
    ren.page.locator("form .cx-button-main", has_text="指定经办人").click()
    ren.sees("已指定陈经办。")


def test_what_is_said_of_the_roll_is_led_to_its_own_page(chen):
    chen.opens("/complaints")
    chen.presses("登记来访来信")
    chen.page.select_option("[name=kind]", value="roll_objection")
    chen.page.select_option("[name=place]", value=cast.LIUSHU)
    chen.page.fill("[name=complainant]", "方大海")
    chen.page.fill("[name=text]", TEXT)
    chen.page.locator("form .cx-button-main", has_text="登记这一件").click()
    chen.sees("去登记名单异议")
    assert chen.page.input_value("[name=text]") == TEXT


def test_a_complaint_without_a_text_is_said_beside_the_field(chen):
    chen.page.select_option("[name=kind]", value="petition")
    chen.page.fill("[name=text]", "")
    chen.page.locator("form .cx-button-main", has_text="登记这一件").click()
    chen.sees("没有内容的不能登记")
    assert chen.page.input_value("[name=complainant]") == "方大海"


def test_chen_takes_it_in(chen):
    chen.page.select_option("[name=step]", value="registration_opened")
    chen.page.fill("[name=text]", TEXT)
    chen.page.locator("form .cx-button-main", has_text="登记这一件").click()
    chen.sees("已登记，编号")
    chen.sees("只有指定的经办人看得到这一页")
    assert Complaint.objects.get().said["text"] == TEXT


def test_her_first_page_and_the_step_in_the_village_say_so_and_ans_do_not(chen, an):
    chen.opens("/")
    chen.sees("我的事 1 件")
    chen.opens("/tasks")
    chen.sees("信访待办 1 件", "main")
    chen.opens(f"/v/{cast.LIUSHU}")
    chen.sees("信访 1 件", ".cx-timetable")
    for address in ("/", "/tasks", f"/v/{cast.LIUSHU}", "/complaints"):
        an.opens(address)
        assert not [words for words in ("信访 1 件", "信访待办", "我的事 1 件") if words in an.page.content()]
    an.sees(EMPTY)


def test_she_takes_it_up_and_he_gets_a_letter(chen):
    chen.opens(f"/complaints/{Complaint.objects.get().pk}")
    fold(chen, "受理并告知").locator("button").click()
    chen.sees("受理告知书")
    chen.sees("办结信访事项")
    assert Complaint.objects.get().told_on == CAME


def test_two_weeks_later_it_is_answered(county, chen):
    county.day = CAME + timedelta(days=14)
    chen.opens(f"/complaints/{Complaint.objects.get().pk}")
    does(chen, "答复", text="已核对登记册，两户当天补登，并已电话告知。")
    chen.sees("答复意见书")
    chen.sees("请求复查")


def test_it_is_closed_by_mistake_and_opened_again_with_the_reason(chen):
    does(chen, "办结", why="没有异议。")
    chen.sees("重新办理")
    does(chen, "重新办理", why="点错了，复查期限没有过。")
    chen.sees("点错了，复查期限没有过。")
    assert Complaint.objects.get().stage == Stage.ANSWERED


def test_nothing_was_said_on_a_console(ren, chen, an):
    """But for the two forms that were not taken as they were."""
    said = ren.console + chen.console + an.console
    assert [one for one in said if "400 (Bad Request)" not in one] == []
