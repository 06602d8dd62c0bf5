"""In 柳树村 fewer than half took part: the vote is void, nobody's votes are published, and it is held again."""

from __future__ import annotations

from datetime import date

import pytest

import cast
from cunxuan.records.verification import verify
from stories.acts import arrange, close_the_boxes, declare_the_result, enter, photograph

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("told_in_order")]

VILLAGE = f"/v/{cast.LIUSHU}"
VOID_RESULT = f"/r/{cast.LIUSHU}.2026.general.r1"
SECOND_DAY = date(2026, 12, 27)


@pytest.fixture(scope="module", autouse=True)
def first_vote(county, liushu):
    """Fifty-five of a hundred and twenty took a ballot."""
    county.day = cast.POLLING_DAY
    cast.counted(liushu, "issued 55 · 段玉成 49")


def test_the_result_says_that_the_vote_is_void_and_why(chen):
    declare_the_result(chen, VILLAGE)
    chen.sees("第一次投票无效：登记 120 人，参加投票 55 人，没有超过一半。须重新选举。")
    chen.sees("选举无效，不公布任何人的得票。 为什么： 第十八条")


def test_nobody_learns_how_many_votes_anyone_had(villager):
    villager.opens(VOID_RESULT)
    villager.sees("没有超过一半（一半是 60），选举无效。")
    assert not {"段玉成", "49"} & set(villager.reads.split())


def test_the_board_shows_a_void_vote_before_everything_else(chen):
    chen.opens("/")
    chen.sees("要管的村 3 按紧要排 柳树村 柳林镇 无效 登记 120 人，参加投票 55 人，未过半数，须重新选举。")


def test_the_township_arranges_the_same_vote_again(chen):
    chen.opens(VILLAGE)
    chen.presses("安排重新选举")
    chen.sees("怎样核对")
    arrange(chen, "重新选举", SECOND_DAY)


def test_two_clerks_enter_the_second_paper(county, chen, an, bai, liushu, tmp_path):
    county.day = SECOND_DAY
    close_the_boxes(chen, VILLAGE)
    (sheet,) = cast.sheets_of(liushu)
    photograph(an, sheet, tmp_path)
    for clerk, said in ((an, "第一次录入已完成"), (bai, "两次录入一致，已核对")):
        enter(clerk, sheet, "issued 96")
        clerk.sees(said)


def test_this_time_everybody_is_elected(chen):
    declare_the_result(chen, VILLAGE)
    chen.sees("12 月 27 日重新选举有效。应选 5 名，全部选出。")


def test_the_void_result_stays_where_it_was_and_leads_on(villager):
    villager.opens(VOID_RESULT)
    villager.sees("没有超过一半。12 月 27 日重新选举。")
    villager.presses("看 2026 年 12 月 27 日投票的结果")
    villager.sees("段玉成 越过当选线 49 票，得票最多，当选。 64 票 当选")


def test_nothing_of_it_was_changed_and_no_page_complained(county):
    assert verify().ok
    assert [said for person in county.windows for said in person.console] == []
