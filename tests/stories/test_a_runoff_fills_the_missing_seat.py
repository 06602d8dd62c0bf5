"""柳树村 counted its first vote, and one member is missing: a runoff between the next two fills the seat."""

from __future__ import annotations

from datetime import date

import pytest

import cast
from cunxuan.records.verification import verify
from stories.acts import arrange, close_the_boxes, declare_the_result, enter, photograph

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("told_in_order")]

VILLAGE = f"/v/{cast.LIUSHU}"
FIRST_RESULT = f"/r/{cast.LIUSHU}.2026.general.r1"
RUNOFF_DAY = date(2026, 12, 20)


@pytest.fixture(scope="module", autouse=True)
def first_vote(county, liushu):
    """A hundred took part, so fifty-one votes elect: two of the three members have them."""
    county.day = cast.POLLING_DAY
    cast.counted(liushu, "returned 100 · 段秀梅 80 · 李保全 60 · 贾永成 40 · 赵福生 30")


def test_the_first_result_leaves_a_seat_open_and_says_what_follows(chen):
    declare_the_result(chen, VILLAGE)
    chen.sees("选出 4 人，委员还缺 1 名，最迟 12 月 26 日另行选举。")
    chen.sees("贾永成 没有越过当选线，差 11 票。未当选的人中得票第一，进入另行选举。")
    chen.sees("得票多的当选，但不能少于已投选票的三分之一。 为什么： 第十八条")


def test_until_then_the_board_shows_that_the_village_needs_somebody(chen):
    chen.opens("/")
    chen.sees("已选出村委会 0 / 3 村")
    chen.sees("委员缺 1 名，日期未定，须另行选举。")


def test_the_township_arranges_the_runoff(chen):
    chen.opens(VILLAGE)
    chen.presses("安排另行选举")
    chen.sees("怎样核对")
    arrange(chen, "另行选举", RUNOFF_DAY)
    chen.sees("下一步：12 月 20 日另行选举")


def test_two_clerks_enter_what_the_paper_of_the_runoff_says(county, chen, an, bai, liushu, tmp_path):
    county.day = RUNOFF_DAY
    close_the_boxes(chen, VILLAGE)
    (sheet,) = cast.sheets_of(liushu)
    photograph(an, sheet, tmp_path)
    for clerk, said in ((an, "第一次录入已完成"), (bai, "两次录入一致，已核对")):
        enter(clerk, sheet, "issued 90 · 贾永成 35 · 赵福生 45")
        clerk.sees(said)


def test_the_most_votes_fill_the_seat(chen):
    declare_the_result(chen, VILLAGE)
    chen.sees("12 月 20 日另行选举有效。要选的 1 名已经选出。")
    chen.sees("不少于已投选票的三分之一：30 × 3 ≥ 90。 为什么： 第十八条")
    chen.sees("赵福生 达到当选线 30 票，得票最多，当选。 45 票 当选")
    chen.sees("贾永成 得票够当选线，但名额已由得票更多的人当选。 35 票 未当选")


def test_a_villager_finds_the_runoff_from_the_first_result(villager):
    villager.opens(FIRST_RESULT)
    villager.presses("看 2026 年 12 月 20 日投票的结果")
    villager.sees("要选的 1 名已经选出。")
    villager.sees("公告第17-2号")


def test_now_the_village_has_its_committee(chen):
    chen.opens("/")
    chen.sees("已选出村委会 1 / 3 村")
    chen.opens(VILLAGE)
    chen.sees("下一步：完成工作移交")


def test_nothing_of_it_was_changed_and_no_page_complained(county):
    assert verify().ok
    assert [said for person in county.windows for said in person.console] == []
