"""An inspection finds a torn notice. It is a task; it is on the next meeting's agenda; it ends when 任 says it is done.

丁 of the village puts it right on a telephone. What the meeting decided besides goes to 陈 of the township.
"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

import cast
from cunxuan.oversight.models import Meeting, Task

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("told_in_order")]

FOUND = date(2026, 12, 1)
PHONE = {"width": 360, "height": 780}


@pytest.fixture(scope="module", autouse=True)
def after_the_roll(county, liushu):
    county.day = FOUND
    cast.at_stage(liushu, "objections_closed")


@pytest.fixture(scope="module")
def ding_on_a_phone(county):
    return county.person("ding", viewport=PHONE)


def in_the_first_list(person):
    person.page.get_by_role("link", name="名单公告被撕去一角。").first.click()


def test_ren_records_the_trip(ren):
    ren.opens("/inspections")
    ren.page.select_option("[name=place]", value=cast.LIUSHU)
    ren.page.fill("[name=inspectors]", "任、白")
    ren.presses("记录督查")
    ren.sees("督查已经记录")


def test_what_she_found_is_dings_task_at_once(ren):
    ren.page.select_option("[name=item]", value="notices")
    ren.page.fill("[name=text]", "名单公告被撕去一角。")
    ren.page.select_option("[name=owner]", value="ding")
    ren.page.fill("[name=rectify_by]", (FOUND + timedelta(days=3)).isoformat())
    ren.page.locator("[name=wants_paper]").uncheck()
    ren.presses("交办整改")
    ren.sees("名单公告被撕去一角。")
    assert Task.objects.get().owner.username == "ding"


def test_days_later_nothing_was_done_and_it_lies_before_the_township_and_the_county(county, chen, ren):
    county.day = FOUND + timedelta(days=7)
    for who in (chen, ren):
        who.opens("/tasks")
        who.sees("名单公告被撕去一角。", "main")
        who.sees("已超 4 天", "main")


def test_the_weeks_meeting_has_it_on_its_agenda(ren):
    ren.opens("/meetings")
    ren.page.fill("[name=venue]", "县委二楼会议室")
    ren.page.fill("[name=subjects]", "外出人员联系")
    ren.page.locator("form .cx-button-main", has_text="安排会议").click()
    ren.sees("1. 名单公告被撕去一角。")
    ren.sees("2. 外出人员联系")


def test_each_item_is_written_down_and_one_is_given_to_the_township(ren):
    first, second = ren.page.locator("#i1"), ren.page.locator("#i2")
    first.locator("[name=i1-decided]").fill("丁有才明天补贴，贴后报县里。")
    first.locator("button").click()
    ren.sees("第 1 项已存。")
    second.locator("[name=i2-decided]").fill("各镇五天内再联系一次。")
    second.locator("summary").click()
    second.locator("[name=i2-title]").fill("再联系外出人员")
    second.locator("[name=i2-place]").select_option(value=cast.LIULIN)
    second.locator("[name=i2-owner]").select_option(value="chen")
    second.locator("[name=i2-due_on]").fill((FOUND + timedelta(days=12)).isoformat())
    second.locator("button").click()
    ren.sees("再联系外出人员", "#i2")


def test_the_minutes_are_a_paper(ren):
    ren.page.fill("[name=chaired_by]", "任")
    ren.page.fill("[name=recorded_by]", "白")
    ren.page.fill("[name=attended]", "任、陈、史")
    ren.presses("发出纪要")
    ren.sees("清河县协调会〔2026〕1号")
    assert Meeting.objects.get().paper.form_id == "O49"


def test_ding_sees_it_on_the_first_page_and_reports_it_done_on_a_telephone(ding_on_a_phone):
    ding_on_a_phone.opens("/")
    ding_on_a_phone.sees("待办 1 件")
    ding_on_a_phone.presses("待办 1 件")
    in_the_first_list(ding_on_a_phone)
    ding_on_a_phone.page.fill("[name=result]", "已补贴，换到村委会门口。")
    ding_on_a_phone.presses("报告办完")
    ding_on_a_phone.sees("已报告办完。")
    assert ding_on_a_phone.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_ren_agrees_and_it_comes_back_no_more(ren, ding_on_a_phone):
    ren.opens("/tasks")
    in_the_first_list(ren)
    ren.presses("核对办结")
    ren.sees("已核对办结。")
    ding_on_a_phone.opens("/tasks")
    ding_on_a_phone.sees("没有等您办的事")


def test_nothing_was_said_on_a_console(ren, chen, ding_on_a_phone):
    assert ren.console + chen.console + ding_on_a_phone.console == []
