"""安 fills the day's report on a telephone, the network breaks, it is sent later and once; 陈 approves it."""

from __future__ import annotations

import pytest

import cast
from cunxuan.oversight.models import DailyReport, Task

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("told_in_order")]

PHONE = {"width": 360, "height": 780}
ADDRESS = f"/daily/{cast.LIULIN}/{cast.POLLING_DAY.isoformat()}"
WAITS = "没有网络，已存在这部手机，等待送出 1 份。"


@pytest.fixture(scope="module", autouse=True)
def polled(county, liushu):
    county.day = cast.POLLING_DAY
    cast.at_stage(liushu, "polling")


@pytest.fixture(scope="module")
def an_on_a_phone(county):
    return county.person("an", viewport=PHONE)


def test_the_figures_are_there_already(an_on_a_phone):
    an_on_a_phone.opens("/daily")
    an_on_a_phone.presses("柳林镇")
    an_on_a_phone.sees("已投票的村", "table")
    assert an_on_a_phone.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_without_a_network_the_telephone_keeps_it_and_says_so(an_on_a_phone):
    an_on_a_phone.page.fill("[name=plan]", "柳树村计票，桃园村公布候选人。")
    an_on_a_phone.page.fill("[name=problems]", "桃园村缺票箱 2 个。")
    an_on_a_phone.context.set_offline(True)
    an_on_a_phone.presses("交审核")
    an_on_a_phone.sees(WAITS)
    assert not DailyReport.objects.exists()


def test_closed_and_opened_again_it_is_sent_by_itself_and_once(an_on_a_phone):
    an_on_a_phone.page.close()
    an_on_a_phone.context.set_offline(False)
    an_on_a_phone.takes_another_window().goto(ADDRESS, wait_until="commit")  # it goes on by itself once it is sent
    an_on_a_phone.sees("等另一位审核")
    assert DailyReport.objects.get().plan == "柳树村计票，桃园村公布候选人。"


def test_who_sent_it_cannot_approve_it(an_on_a_phone):
    an_on_a_phone.expects("button:has-text('审核锁定')").to_have_count(0)


def test_the_reviewer_approves_it_and_the_problem_is_the_countys_task(chen, ren):
    chen.opens(ADDRESS)
    chen.presses("审核锁定")
    chen.sees("日报已审核锁定。")
    ren.opens("/tasks")
    ren.sees("桃园村缺票箱 2 个。", "main")
    assert Task.objects.get().source == "report"


def test_the_county_reads_its_summary(ren):
    ren.opens("/daily")
    ren.sees("2 个乡镇交来日报 1 份，未交：石门乡")
    ren.sees("已审核")


def test_nothing_was_said_on_a_console(an_on_a_phone, chen, ren):
    lines = [line for line in an_on_a_phone.console if "ERR_INTERNET_DISCONNECTED" not in line]
    assert lines + chen.console + ren.console == []
