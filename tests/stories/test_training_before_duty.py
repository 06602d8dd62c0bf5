"""Whoever counts is trained before: named by the village, signed in by list and by telephone, tested on paper.

丁 names who will count in 柳树村; 陈 holds a session; somebody in the hall signs in with a telephone 360 pixels wide;
安 types the others and the scores. Until everybody has passed the county sees who may not begin.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

import cast
from browsing import County, Person
from cunxuan.offices.models import Division
from cunxuan.preparation.models import Attendance
from cunxuan.web.clock import COUNTY_TIME, now

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("told_in_order")]

PHONE = {"width": 360, "height": 740}
SESSION = "监票计票人员培训"
OF_THE_VILLAGE = f"/v/{cast.LIUSHU}/preparation/training"


@pytest.fixture(scope="module")
def attendee(county: County) -> Person:
    """宁涛 in the hall, with a telephone and no account."""
    return county.anybody(viewport=PHONE)


def fits(person: Person) -> bool:
    """Nothing reaches beyond the screen to the right."""
    wide: int = person.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return wide == 0


def test_the_committee_says_who_has_to_be_trained(ding: Person, liushu: Division) -> None:
    ding.opens(OF_THE_VILLAGE)
    ding.sees("还没有写明监票人、计票人、代写人等谁要培训")
    ding.fills("名单", "宁涛 监票人\n段秀梅 计票人\n李保全 代写人")
    ding.presses("登记须培训的人")
    ding.sees("须培训 3 人，已培训 0 人")


def test_the_township_holds_a_session_that_has_begun(chen: Person) -> None:
    begins = (now().astimezone(COUNTY_TIME) - timedelta(minutes=5)).strftime("%H:%M")
    begins = begins if begins < "23:50" else "00:00"  # told a minute after midnight it began with the day
    chen.opens("/preparation/training")
    chen.presses("登记培训")
    for label, text in (
        ("培训名称", SESSION),
        ("开始", begins),
        ("结束", "23:59"),
        ("学时", "4"),
        ("地点", "镇政府会议室"),
    ):
        chen.fills(label, text)
    for duty in ("监票人", "计票人", "代写人"):
        chen.field(duty).check()
    chen.field("有测试").check()
    chen.page.locator("main form button.cx-button-main").click()
    chen.sees("已登记培训")
    chen.sees("还没有人签到")


def test_somebody_in_the_hall_signs_in_with_a_telephone(chen: Person, attendee: Person) -> None:
    chen.presses("打开签到屏幕")
    chen.sees("用手机扫码签到")
    address = chen.page.locator(".cx-training-screen p", has_text="/train/").inner_text()
    attendee.opens(address)
    attendee.sees("不记手机号，不记位置")
    assert fits(attendee)
    attendee.fills("姓名", "宁涛")
    attendee.fills("单位", "柳树村")
    attendee.field("岗位").select_option(label="监票人")
    attendee.presses("签到")
    attendee.sees("宁涛已签到")
    assert fits(attendee)


def test_sent_twice_it_has_arrived_once(attendee: Person) -> None:
    attendee.fills("姓名", "宁　涛")
    attendee.fills("单位", "柳树村")
    attendee.field("岗位").select_option(label="监票人")
    attendee.presses("签到")
    attendee.sees("先前已经签到，没有重复")
    assert Attendance.objects.count() == 1


def test_the_clerk_types_the_others_without_the_mouse(an: Person) -> None:
    an.opens("/preparation/training")
    an.presses(SESSION)
    an.stands_in_a_field()
    an.page.keyboard.type("段秀梅 柳树村 计票人")
    an.keys("Enter")
    an.page.keyboard.type("李保全 柳树村 代写")
    an.keys("Control+Enter")
    an.sees("已登记 2 人")
    an.sees("扫码", ".cx-training-list")


def test_a_wrong_line_is_named_and_nothing_is_lost(an: Person) -> None:
    an.fills("名单", "赵福生 柳树村 计票人\n王二 柳树村 火夫")
    an.presses("登记到会")
    an.sees("第 2 行没有“火夫”这个岗位")
    assert an.field("名单").input_value().startswith("赵福生")
    assert Attendance.objects.count() == 3


def test_scores_come_from_the_papers_and_one_fails(an: Person) -> None:
    an.presses("培训")
    an.presses(SESSION)
    for name, score in (("宁涛", "95"), ("段秀梅", "85"), ("李保全", "60")):
        an.fills(f"{name}的成绩", score)
    an.presses("存成绩")
    an.sees("有成绩 3 人，80 分及格，及格 2 人")


def test_the_village_and_the_county_see_who_may_not_begin(ding: Person, ren: Person) -> None:
    ding.opens(OF_THE_VILLAGE)
    ding.sees("须培训 3 人，已培训 2 人")
    ding.sees("测试不及格")
    ren.opens("/preparation/training")
    ren.sees("李保全（代写人，测试不及格）")
    assert fits(ren)


def test_after_the_second_test_everybody_may_begin(an: Person, ren: Person) -> None:
    an.fills("李保全的成绩", "90")
    an.presses("存成绩")
    an.sees("及格 3 人")
    ren.opens("/preparation/training")
    ren.sees("须培训的 3 人都已培训")


def test_who_was_put_down_by_mistake_is_taken_off_with_a_reason(an: Person, ding: Person) -> None:
    an.page.get_by_role("row", name="李保全").get_by_role("link", name="撤回").click()
    an.fills("原因", "签的是同名的人")
    an.presses("撤回签到")
    an.sees("已撤回李保全的签到")
    ding.opens(OF_THE_VILLAGE)
    ding.sees("须培训 3 人，已培训 2 人")


def test_the_list_prints(an: Person) -> None:
    assert an.fetches("打印签到册")[:5] == b"%PDF-"


def test_on_a_telephone_the_pages_fit(county: County) -> None:
    with_a_phone = county.person("ding", viewport=PHONE)
    for path in ("/preparation/training", OF_THE_VILLAGE, "/preparation/training/new"):
        with_a_phone.opens(path)
        assert fits(with_a_phone), path


def test_nothing_was_said_on_a_console(chen: Person, an: Person, ding: Person, ren: Person, attendee: Person) -> None:
    said = [line for person in (chen, an, ding, ren, attendee) for line in person.console]
    assert [line for line in said if "400 (Bad Request)" not in line] == []
