"""柳树村: two brothers have enough votes, one for chair and one as a member; one stays, a runoff fills the seat."""

from __future__ import annotations

from datetime import date

import pytest

import cast
from cunxuan.elections.models import Election
from cunxuan.records.verification import verify
from cunxuan.reporting.recomputation import recheck_determinations
from stories.acts import arrange, close_the_boxes, declare_the_result, declare_what_is_determined, enter, photograph

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("told_in_order")]

VILLAGE = f"/v/{cast.LIUSHU}"
FIRST_RESULT = f"/r/{cast.LIUSHU}.2026.general.r1"
RUNOFF_DAY = date(2026, 12, 20)


@pytest.fixture(scope="module", autouse=True)
def first_vote(county, liushu):
    """Counted, and nothing said yet of who stays where two brothers have enough votes."""
    county.day = cast.POLLING_DAY
    this = cast.counted(liushu, "returned 100 · 段秀梅 80 · 李保全 70 · 贾永成 60 · 赵福生 30")
    Election.objects.get(pk=this.election_id).kin_statements.all()._raw_delete("default")


def test_nothing_is_determined_before_it_is_stated_who_are_relatives(chen):
    chen.opens(FIRST_RESULT)
    chen.sees("还没有写明谁和谁有近亲属关系")
    chen.presses("写明近亲属关系")


def test_the_township_states_that_two_are_brothers(chen):
    chen.page.get_by_label("有下列近亲属关系").check()
    for field, chosen in (("一人", "段玉成"), ("关系", "sibling"), ("另一人", "贾永成")):
        chen.page.get_by_label(f"第 1 行，{field}", exact=True).select_option(chosen)
    chen.presses("写明近亲属关系")
    chen.sees("近亲属关系已经写明。")
    chen.presses("认定结果")


def test_neither_law_nor_method_say_who_stays_so_it_cannot_be_declared(chen):
    chen.sees("段玉成、贾永成 有应当回避的亲属关系，不能同时任职")
    chen.sees("弄清并改正以前不能宣布。")
    chen.presses("记录会议决定")
    chen.page.get_by_label("票数相同再投票").check()
    chen.fills("会议和记录", "12 月 16 日村民会议，到会 80 人，记录存村委会")
    chen.presses("记录会议决定")
    chen.sees("认定以后，近亲属关系的写法或者会议决定有了变化。")
    chen.presses("重新认定结果")


def test_the_result_says_who_stays_and_why(chen):
    chen.sees("贾永成 得票够当选委员，但与职务较高或者得票较多的当选人 段玉成 有应当回避的亲属关系")
    declare_what_is_determined(chen)
    chen.sees("选出 4 人，委员还缺 1 名")


def test_the_runoff_follows_without_the_brother(chen):
    chen.opens(VILLAGE)
    chen.presses("安排另行选举")
    arrange(chen, "另行选举", RUNOFF_DAY)
    chen.sees("下一步：12 月 20 日另行选举")


def test_it_is_counted(county, chen, an, bai, liushu, tmp_path):
    county.day = RUNOFF_DAY
    close_the_boxes(chen, VILLAGE)
    (sheet,) = cast.sheets_of(liushu)
    assert sheet.squares.contests[0].candidates == ("赵福生",)
    photograph(an, sheet, tmp_path)
    for clerk, said in ((an, "第一次录入已完成"), (bai, "两次录入一致，已核对")):
        enter(clerk, sheet, "issued 90 · 赵福生 80")
        clerk.sees(said)


def test_the_most_votes_fill_the_seat_and_everything_follows(chen):
    declare_the_result(chen, VILLAGE)
    chen.sees("要选的 1 名已经选出。")
    checked = verify()
    recheck_determinations(checked)
    assert not [broken for broken in checked.breaks if broken.seq is None]
