"""A villager finds a neighbour missing from 柳树村's list and objects in time: upheld, corrected, and R is frozen."""

from __future__ import annotations

from datetime import date

import pytest

import cast
from cunxuan.records.models import IssuedPaper
from cunxuan.records.verification import verify
from cunxuan.reporting.roll_recomputation import recheck_rolls
from rendering.reading import pdf_text
from roll.rolls import published

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("told_in_order")]

VILLAGE = f"/v/{cast.LIUSHU}"
ROLL = f"{VILLAGE}/roll"


@pytest.fixture(scope="module", autouse=True)
def list_on_the_wall(county, liushu):
    """120 people since 24 November; 外出甲, who has come back meanwhile, is not among them."""
    county.day = date(2026, 11, 26)
    published(liushu)


def test_the_objection_is_registered_with_the_minute_at_which_it_came(ding):
    ding.opens(VILLAGE)
    ding.presses("登记和名单")
    ding.presses("异议")
    ding.sees("还没有异议。到 11 月 29 日 24 时为止收到的都在期限内。")
    ding.presses("登记异议")
    ding.fills("找人：姓名或者拼音首字母", "wcj")
    ding.presses("查找")
    ding.sees("不在名单上")
    ding.presses("选定 外出甲")
    ding.fills("异议人", "段文博")
    ding.field("要求列入名单").check()
    ding.fills("理由", "她上个月已经搬回村里住。")
    ding.fills("收到钟点", "00:00")
    ding.presses("登记异议")
    ding.sees("已登记第 1 号异议。")
    ding.sees("应当在 2026-11-29 以前（含当日）作出处理决定")


def test_while_it_is_open_the_number_cannot_be_frozen(county, ding, liushu):
    county.day = date(2026, 11, 29)
    cast.at_stage(liushu, "objections_closed")
    ding.opens(f"{ROLL}/freeze")
    ding.sees("第 1 号异议（外出甲）还没有决定")
    ding.expects(ding.control("核定人数（120 人）")).to_be_disabled()


def test_the_committee_upholds_it_on_the_last_day_and_serves_the_decision(ding):
    ding.opens(f"{ROLL}/objections")
    ding.sees("今天到期")
    ding.presses("第 1 号：外出甲")
    ding.presses("作出决定")
    ding.field("成立").check()
    ding.fills("查明的事实和理由", "经查，外出甲户籍在本村，十月起在本村居住。")
    ding.presses("作出决定")
    ding.sees("已对第 1 号异议作出决定，决定书可以打印送达。")
    said = pdf_text(ding.fetches("PDF"))
    assert "名单异议处理决定书" in said and "补列入登记参加选举的村民名单" in said.replace("\n", "")


def test_the_correction_is_posted_and_the_list_has_a_second_version(ding):
    ding.presses("去公布结果")
    ding.sees("原 120 人，更正后 121 人。")
    ding.sees("异议成立，补列入名单")
    ding.presses("公布更正补充公告")
    ding.sees("已公布更正补充公告，名单第 2 版，121 人。")
    ding.presses("与上一版对照")
    ding.sees("增加 1")
    ding.sees("外出甲")


def test_everybody_can_check_the_corrected_list_by_its_code_without_reading_names(villager, ding):
    paper = IssuedPaper.objects.get(form_id="A04", number="第4号第2版")
    villager.opens(f"/papers/{paper.check_code}")
    villager.sees("登记参加选举的村民名单公告")
    assert "外出甲" not in villager.reads


def test_now_the_number_is_frozen_and_nothing_was_changed_behind_the_trail(county, ding, liushu):
    county.day = date(2026, 12, 1)
    ding.opens(f"{ROLL}/versions")
    ding.presses("去核定人数")
    ding.presses("核定人数（121 人）")
    ding.sees("参加选举的村民核定为 121 人。")
    found = verify()
    recheck_rolls(found)
    assert found.breaks == []
