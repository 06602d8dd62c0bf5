"""A week in 柳林镇, as its officials would tell it: what is decided, reported or found is somebody's until it is done.

The county's rule: overdue one day a task lies before the township, overdue three days before the county.
"""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest

import cast
from cunxuan.oversight.models import DailyReport, Task, TaskState
from cunxuan.records.models import IssuedPaper

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("told_in_order")]

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = (
    date(2026, 11, 30) + timedelta(days=number) for number in range(7)
)
PHONE = {"width": 360, "height": 780}

CALL_AGAIN = "外出人员再联系一次"
FETCH_BOXES = "领回两个流动票箱"
NO_HEATING = "柳树村会场没有取暖设备。"
TORN = "名单公告被撕去一角。"


def report_of(day):
    return f"/daily/{cast.LIULIN}/{day.isoformat()}"


@pytest.fixture(scope="module", autouse=True)
def after_the_roll(county, liushu):
    county.day = MONDAY
    cast.at_stage(liushu, "objections_closed")


@pytest.fixture(scope="module")
def an_on_a_phone(county):
    return county.person("an", viewport=PHONE)


@pytest.fixture(scope="module")
def ding_on_a_phone(county):
    return county.person("ding", viewport=PHONE)


def opens_the_task(person, title):
    person.opens("/tasks")
    person.page.get_by_role("link", name=title).first.click()


def reports_it_done(person, title, result):
    opens_the_task(person, title)
    person.page.fill("[name=result]", result)
    person.presses("报告办完")
    person.sees("已报告办完。")


def agrees(person, title):
    opens_the_task(person, title)
    person.presses("核对办结")
    person.sees("已核对办结。")


def gives(person, number, decided, title, place, owner, due_on):
    """Writes down an item of the meeting with what is to be done after it."""
    item = person.page.locator(f"#i{number}")
    item.locator(f"[name=i{number}-decided]").fill(decided)
    item.locator("summary").click()
    item.locator(f"[name=i{number}-title]").fill(title)
    item.locator(f"[name=i{number}-place]").select_option(value=place)
    item.locator(f"[name=i{number}-owner]").select_option(value=owner)
    item.locator(f"[name=i{number}-due_on]").fill(due_on.isoformat())
    item.locator("button").click()
    person.sees(title, f"#i{number}")


def fills_the_report(person, day, planted, plan):
    person.opens(report_of(day))
    person.fills("冬季造林（亩）", planted)
    person.page.fill("[name=plan]", plan)


# -- Monday -----------------------------------------------------------------------------------------------------------


def test_monday_the_county_also_watches_the_trees(ren):
    ren.opens("/daily")
    ren.fills("要看的数", "冬季造林")
    ren.fills("单位", "亩")
    ren.presses("加到日报上")
    ren.sees("从今天起，日报上有这个数。")


def test_monday_the_countys_meeting_gives_a_task_to_the_township_and_one_to_the_village(ren):
    ren.opens("/meetings")
    ren.page.fill("[name=venue]", "县委二楼会议室")
    ren.page.fill("[name=subjects]", "外出人员联系\n票箱")
    ren.page.locator("form .cx-button-main", has_text="安排会议").click()
    gives(ren, 1, "柳林镇周六以前再联系一次。", CALL_AGAIN, cast.LIULIN, "chen", SATURDAY)
    gives(ren, 2, "柳树村周三以前领回。", FETCH_BOXES, cast.LIUSHU, "ding", WEDNESDAY)


def test_monday_the_minutes_go_out(ren):
    ren.page.fill("[name=chaired_by]", "任")
    ren.page.fill("[name=recorded_by]", "任")
    ren.page.fill("[name=attended]", "任、陈、丁")
    ren.presses("发出纪要")
    ren.sees("清河县协调会〔2026〕1号")


def test_monday_the_township_sees_its_task_and_who_waits_for_it(chen):
    chen.opens("/")
    chen.presses("我的事 1 件")
    chen.sees(CALL_AGAIN, "main")
    opens_the_task(chen, CALL_AGAIN)
    chen.expects("dt:has-text('谁在等') + dd").to_have_text("任")


# -- Tuesday ----------------------------------------------------------------------------------------------------------


def test_tuesday_the_clerk_sends_the_days_report_on_a_telephone(county, an_on_a_phone):
    county.day = TUESDAY
    fills_the_report(an_on_a_phone, TUESDAY, "120", "联系外出人员。")
    an_on_a_phone.page.fill("[name=problems]", NO_HEATING)
    an_on_a_phone.presses("交审核")
    an_on_a_phone.sees("等另一位审核")


def test_tuesday_the_township_approves_it_and_its_problem_is_the_countys(chen, ren):
    chen.opens(report_of(TUESDAY))
    chen.presses("审核锁定")
    chen.sees("日报已审核锁定。")
    ren.opens("/")
    ren.presses("我的事 1 件")
    ren.sees(NO_HEATING, "main")


# -- Wednesday --------------------------------------------------------------------------------------------------------


def test_wednesday_the_county_brings_the_heaters_and_inspects_the_village(county, ren):
    county.day = WEDNESDAY
    reports_it_done(ren, NO_HEATING, "县里送去两台取暖器。")
    ren.opens("/inspections")
    ren.page.select_option("[name=place]", value=cast.LIUSHU)
    ren.page.fill("[name=inspectors]", "任")
    ren.presses("记录督查")
    ren.page.select_option("[name=item]", value="notices")
    ren.page.fill("[name=text]", TORN)
    ren.page.select_option("[name=owner]", value="ding")
    ren.page.fill("[name=rectify_by]", THURSDAY.isoformat())
    ren.presses("交办整改")
    ren.sees("已记录，交丁整改。")


def test_wednesday_the_township_agrees_that_it_is_warm(chen):
    agrees(chen, NO_HEATING)


def test_wednesday_the_village_puts_the_notice_up_again_and_photographs_it(ding_on_a_phone):
    opens_the_task(ding_on_a_phone, TORN)
    picture = {"name": "公告.png", "mimeType": "image/png", "buffer": cast.photograph("公告")}
    ding_on_a_phone.page.set_input_files("[name=paper]", picture)
    ding_on_a_phone.page.fill("[name=result]", "已换新公告，签字照片附上。")
    ding_on_a_phone.presses("报告办完")
    ding_on_a_phone.sees("已报告办完。")
    assert ding_on_a_phone.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


# -- Thursday ---------------------------------------------------------------------------------------------------------


def test_thursday_the_boxes_were_not_fetched_and_it_lies_before_the_township(county, chen, ren):
    county.day = THURSDAY
    chen.opens("/")
    chen.presses("我的事 2 件")  # this one and what he has to do himself
    chen.sees("逾期上报到我的", "main")
    chen.sees("已超 1 天", "main")
    ren.opens("/tasks")
    ren.expects("#climbed").to_have_count(0)


# -- Friday -----------------------------------------------------------------------------------------------------------


def test_friday_fewer_trees_than_on_tuesday_need_a_reason(county, an_on_a_phone):
    county.day = FRIDAY
    fills_the_report(an_on_a_phone, FRIDAY, "118", "到柳树村查看会场。")
    an_on_a_phone.presses("交审核")
    an_on_a_phone.sees("累计数减少的，请写明原因。")
    assert not DailyReport.objects.filter(on=FRIDAY).exists()


def test_friday_with_the_reason_it_is_sent_and_approved(an_on_a_phone, chen):
    an_on_a_phone.fills("“冬季造林”上次 120，这次 118，为什么少了", "复查时退出 2 亩。")
    an_on_a_phone.presses("交审核")
    an_on_a_phone.sees("等另一位审核")
    chen.opens(report_of(FRIDAY))
    chen.sees("冬季造林：复查时退出 2 亩。")
    chen.presses("审核锁定")
    chen.sees("日报已审核锁定。")


# -- Saturday ---------------------------------------------------------------------------------------------------------


def test_saturday_the_boxes_lie_before_the_county_too(county, ren):
    county.day = SATURDAY
    ren.opens("/")
    ren.presses("我的事 2 件")  # this one and the finding, which waits for her to agree
    ren.sees("逾期上报到我的", "main")
    ren.sees("已超 3 天", "main")


def test_saturday_the_report_on_ten_days_goes_out_with_the_finding_in_it(ren):
    agrees(ren, TORN)
    ren.opens("/inspections")
    ren.presses("发出通报")
    ren.sees("清河县督查〔2026〕1205号")
    report = json.loads(IssuedPaper.objects.get(form_id="O50").context)
    assert [found["text"] for found in report["found"]] == [TORN]


def test_saturday_the_township_has_called_everybody(chen):
    reports_it_done(chen, CALL_AGAIN, "61 人都联系到了。")


# -- Sunday -----------------------------------------------------------------------------------------------------------


def test_sunday_the_village_fetches_the_boxes_and_the_county_agrees_to_all(county, ding_on_a_phone, ren):
    county.day = SUNDAY
    reports_it_done(ding_on_a_phone, FETCH_BOXES, "两个流动票箱已领回。")
    agrees(ren, FETCH_BOXES)
    agrees(ren, CALL_AGAIN)
    assert set(Task.objects.values_list("state", flat=True)) == {TaskState.CLOSED}


def test_sunday_nothing_waits_for_anybody(ren, chen, an_on_a_phone, ding_on_a_phone):
    for who in (ren, chen, an_on_a_phone, ding_on_a_phone):
        who.opens("/tasks")
        who.sees("没有等您办的事")
        who.expects("#confirm, #climbed").to_have_count(0)
        who.opens("/")
        who.expects("body").not_to_contain_text("我的事")


def test_nothing_was_said_on_a_console(ren, chen, an_on_a_phone, ding_on_a_phone):
    lines = [line for line in an_on_a_phone.console if "400" not in line]  # the report that wanted its reason
    assert ren.console + chen.console + lines + ding_on_a_phone.console == []
