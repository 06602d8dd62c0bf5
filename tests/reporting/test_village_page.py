"""The page of one village: where it stands, its result, its papers, its sheets, what was done."""

import re
from datetime import date, time

import pytest
from django.test.utils import CaptureQueriesContext

import cast
from cunxuan.core.ids import synthetic
from cunxuan.counting import result_actions as result
from cunxuan.offices.models import DutyKind
from duties import in_charge
from village_pages import row, text_of

PAGE = f"/v/{cast.LIUSHU}"


@pytest.fixture
def township(chen, signed_in):
    return signed_in(chen)


def short_of_a_member(liushu):
    """柳树村 with one member missing after its first vote."""
    return cast.declared(liushu, "returned 100 · 段玉成 70 · 段秀梅 80 · 李保全 60 · 贾永成 40 · 赵福生 33")


# The head


def test_the_head_says_where_the_village_lies_when_it_votes_and_who_answers_for_it(liushu, township):
    cast.at_stage(liushu, "candidates_published")
    in_charge(liushu, "梁国栋")
    in_charge(liushu, "任海燕", kind=DutyKind.INSTRUCTOR)
    page = text_of(township.get(PAGE))
    assert "清河县 柳林镇 柳树村" in page
    assert "第一次投票 12 月 16 日 · 包村 梁国栋、任海燕（县）" in page


def test_a_village_that_is_not_called_yet_shows_the_countys_plan(liushu, township):
    page = text_of(township.get(PAGE))
    assert "县计划 12 月 16 日投票" in page
    assert "选举日未定，按县计划" in page


def test_each_of_the_twelve_stages_has_its_sign_and_its_day(liushu, township):
    cast.at_stage(liushu, "registration_opened")
    html = township.get(PAGE).content.decode()
    stages = re.findall(
        r"<li[^>]*>\s*<svg[^>]*cx-sign-([a-z-]+).*?<b>(.*?)</b>.*?cx-stage-day.*?([0-9-]{5})<", html, re.S
    )
    assert len(stages) == 12
    assert stages[0] == ("done", "审计评议", "10-28")
    assert stages[11][0] == "not-started"


def test_a_village_whose_county_has_not_opened_the_election_says_what_will_be_here(taoyuan, township):
    taoyuan.elections.all().delete()
    page = text_of(township.get(f"/v/{cast.TAOYUAN}"))
    assert "下一步：县里还没有部署换届" in page
    assert "还没有记录。" in page


# The timetable


def test_a_done_step_stands_with_its_days_and_its_article(liushu, township):
    cast.at_stage(liushu, "roll_published")
    assert row(township.get(PAGE), "roll_published") == (
        "已完成 公布登记参加选举的村民名单 选举日 20 日前；120 人 11-26 11-18 11-24 "
        "为什么 公布登记参加选举的村民名单 规定 选民名单在选举日前 20 日公布。 "
        "怎么算 选举日 12 月 16 日 − 20 天 = 11 月 26 日，当日可以 依据 村民委员会组织法 第十七条 "
        "国家法律；读过 2025 年修正后的全文五十条 规则包 CN@2026-01-01 核对 已核对 要先办 开始选民登记（已办） "
        "单独打开 看这条规定 组织法第十七条"
    )


def test_on_polling_day_what_comes_after_the_vote_is_not_blocked_by_it(liushu, township):
    cast.at_stage(liushu, "ballots_ready")
    page = township.get(PAGE)
    assert row(page, "result_announced").startswith("未开始 ")
    assert row(page, "ballots_stored").startswith("未开始 ")


def test_the_reason_of_the_audit_is_a_sentence(liushu, township):
    assert "规定 离任审计结果在换届选举之前公布。" in row(township.get(PAGE), "audit_evaluation")


def test_an_overdue_step_says_by_how_much(liushu, township):
    cast.at_stage(liushu, "registration_opened")
    assert "逾期 公布登记参加选举的村民名单 选举日 20 日前；已超 20 天" in row(township.get(PAGE), "roll_published")


def test_a_step_against_the_law_keeps_its_sentence(liushu, township, settings):
    settings.TODAY = "2026-11-28"
    cast.at_stage(liushu, "registration_opened")
    cast.add_residents(liushu, cast.residents(40), by="ding", at=cast.AT)
    cast.publish_roll(liushu.elections.get(), on=date(2026, 11, 28), by="ding", at=cast.AT)
    shown = row(township.get(PAGE), "roll_published")
    assert "已办，不合规定" in shown
    assert "距选举日 18 天，少于 20 天" in shown


def test_a_blocked_step_names_what_it_waits_for(liushu, township):
    cast.at_stage(liushu, "registration_opened")
    assert "受阻 名单申诉期满并作出处理" in row(township.get(PAGE), "objections_closed")
    assert "等“公布登记参加选举的村民名单”" in row(township.get(PAGE), "objections_closed")


def test_a_step_that_will_be_due_soon_says_how_many_days_are_left(liushu, township, settings):
    settings.TODAY = "2026-11-24"
    cast.at_stage(liushu, "registration_opened")
    assert "将到期 公布登记参加选举的村民名单 选举日 20 日前；还剩 2 天" in row(township.get(PAGE), "roll_published")


def test_lateness_against_the_plan_is_no_lateness_by_law(liushu, township, settings):
    settings.TODAY = "2026-11-20"
    cast.at_stage(liushu, "committee_chosen")
    shown = row(township.get(PAGE), "method_adopted")
    assert shown.startswith("进行中 通过选举办法 比计划晚 8 天")


def test_before_the_call_nothing_is_late_by_law(liushu, township):
    cast.at_stage(liushu, "audit_evaluation")
    assert "逾期" not in text_of(township.get(PAGE))


def test_after_the_vote_a_step_never_recorded_can_still_be_recorded(liushu, township):
    election = cast.at_stage(liushu, "polling")
    del election.done["candidates_met_voters"]
    election.save()
    shown = row(township.get(PAGE), "candidates_met_voters")
    assert shown.startswith("没有记录 组织候选人与村民见面")
    assert "投票已经举行；办过的请补记。" in shown
    assert " 记录 " in shown


def test_a_runoff_without_a_day_is_a_row_with_its_last_day(liushu, township):
    short_of_a_member(liushu)
    assert row(township.get(PAGE), "next-runoff").startswith("另行选举 另行选举：委员 1 名 日期还没有定 12-26")


def test_an_arranged_runoff_is_a_row_with_its_day(liushu, chen, township):
    found = short_of_a_member(liushu)
    result.open_next_round(found, kind="runoff", polling_on=date(2026, 12, 20), by=chen, at=cast.AT)
    shown = row(township.get(PAGE), "r2")
    assert shown.startswith("另行选举 另行选举：委员 1 名 上一次投票后 10 日内 12-26 12-20")
    assert "上一次投票 12 月 16 日 + 10 天 = 12 月 26 日，当日可以" in shown
    assert "待县核对" in shown


def test_after_a_rerun_what_follows_is_reckoned_from_its_day(liushu, chen, township, settings):
    void = cast.declared(liushu, "issued 40 · returned 40")
    this = result.open_next_round(void, kind="rerun", polling_on=date(2026, 12, 20), by=chen, at=cast.AT)
    assert "无效 公布选举结果 选举日当天 12-20 12-20" in row(township.get(PAGE), "result_announced")
    settings.TODAY = "2026-12-20"
    hold(liushu, this)
    assert "已完成 公布选举结果 选举日当天" in row(township.get(PAGE), "result_announced")
    assert "已完成 重新选举：主任 1 名、副主任 1 名、委员 3 名" in row(township.get(PAGE), "r2")
    assert "12-30 12-27" in row(township.get(PAGE), "handover_by")


def hold(village, this):
    """A later vote from its places to its declared result."""
    cast.set_up_places(this, cast.ONE_PLACE, by="ding", at=cast.AT)
    cast.count.print_sheets(this, on=this.polling_on, by="ding", at=cast.AT)
    cast.close_places(this)
    found = cast.determined(village)
    report = result.Declaration(on=this.polling_on, opened=time(8), closed=time(15), venue="村委会大院")
    return result.declare_result(found, report, by=cast.person("chen"), at=cast.AT)


def test_a_void_vote_without_a_new_day_stands_before_what_follows(liushu, township):
    cast.declared(liushu, "issued 40 · returned 40")
    html = township.get(PAGE).content.decode()
    assert html.index('id="next-rerun"') < html.index('id="handover_by"')
    assert row(township.get(PAGE), "next-rerun").startswith("无效 重新选举：主任 1 名、副主任 1 名、委员 3 名")


def test_where_nobody_is_missing_there_is_no_row_for_a_runoff(liushu, township):
    cast.declared(liushu)
    html = township.get(PAGE).content.decode()
    assert 'id="runoff_by"' not in html
    assert 'id="next-runoff"' not in html


def test_a_clerk_is_offered_nothing_to_record(liushu, an, signed_in):
    cast.at_stage(liushu, "registration_opened")
    html = signed_in(an).get(PAGE).content.decode()
    assert "/steps/" not in html
    assert 'href="/v/360123101201/roll/publish"' not in html


def test_finished_steps_are_counted_for_the_phone_where_they_fold(liushu, township):
    cast.at_stage(liushu, "method_adopted")
    assert "已完成 5 步" in text_of(township.get(PAGE))


# Result, papers, sheets


def test_the_result_shows_who_is_elected_and_what_is_open_against_the_threshold(liushu, township):
    short_of_a_member(liushu)
    page = text_of(township.get(PAGE))
    assert "主任 段玉成 70" in page
    assert "委员 缺 1 名 最高 40" in page
    assert "黑竖线是当选线 51 票，参加投票 100 人。" in page


def test_a_result_that_is_not_declared_says_so(liushu, township):
    cast.determined(liushu)
    assert "未宣布" in text_of(township.get(PAGE))


def test_a_void_vote_shows_no_figure_of_anybody(liushu, township):
    cast.determined(liushu, "issued 40 · returned 40")
    html = township.get(PAGE).content.decode()
    assert "没有超过一半" in text_of(township.get(PAGE))
    assert "cx-bar-value" not in html


def test_where_fewer_than_thirty_voted_no_votes_of_a_person_are_shown(liushu, chen, township):
    found = short_of_a_member(liushu)
    this = result.open_next_round(found, kind="runoff", polling_on=date(2026, 12, 16), by=chen, at=cast.AT)
    cast.set_up_places(this, cast.ONE_PLACE, by="ding", at=cast.AT)
    cast.count.print_sheets(this, on=date(2026, 12, 16), by="ding", at=cast.AT)
    cast.close_places(this)
    cast.determined(liushu, "issued 25 · returned 25 · 贾永成 13 · 赵福生 12")
    page = text_of(township.get(PAGE))
    card = page[page.index("12-16 另行选举") : page.index("12-16 第一次投票")]
    assert "委员 贾永成" in card
    assert "委员 贾永成 13" not in card


def test_papers_stand_with_their_number_and_both_files(liushu, township):
    cast.declared(liushu)
    html = township.get(PAGE).content.decode()
    page = text_of(township.get(PAGE))
    assert "已发 6 件" in page
    assert "A12 选举结果公告" in page
    assert "A04 登记参加选举的村民名单公告" in page
    assert len(re.findall(r'href="/papers/[^"]+/pdf"', html)) == 6
    assert len(re.findall(r'href="/papers/[^"]+/word"', html)) == 6


def test_each_count_sheet_stands_with_its_state(shiqiao, township):
    cast.at_stage(shiqiao, "polling")
    first, _, _ = cast.sheets_of(shiqiao)
    cast.verified(first)
    page = text_of(township.get(f"/v/{cast.SHIQIAO}"))
    assert "中心会场 照片 1 已核对一致 东庄投票站 未录入 西庄投票站 未录入" in page


# Why


def test_why_is_a_page_of_its_own_too(liushu, township):
    cast.at_stage(liushu, "registration_opened")
    page = text_of(township.get(f"{PAGE}/why/roll_published"))
    assert "选举日 12 月 16 日 − 20 天 = 11 月 26 日，当日可以" in page
    assert "村民委员会组织法 第十七条" in page


def test_an_article_whose_number_was_not_read_says_so(liushu, township):
    cast.at_stage(liushu, "registration_opened")
    assert "待县核对" in text_of(township.get(f"{PAGE}/why/runoff_by"))
    assert "待县核对" not in text_of(township.get(f"{PAGE}/why/roll_published"))


def test_a_day_that_is_only_advice_says_so(liushu, township):
    cast.at_stage(liushu, "registration_opened")
    assert "法律没有规定期限" in text_of(township.get(f"{PAGE}/why/method_adopted"))


def test_every_row_has_its_reason(liushu, township):
    short_of_a_member(liushu)
    keys = re.findall(r'<tr id="([^"]+)"', township.get(PAGE).content.decode())
    assert len(keys) > 20
    assert {township.get(f"{PAGE}/why/{key}").status_code for key in keys} == {200}


def test_a_row_that_does_not_exist_has_no_reason(liushu, township):
    assert township.get(f"{PAGE}/why/no_such_step").status_code == 404


# In general


def test_in_english_the_place_keeps_its_characters_and_the_sentences_are_whole(liushu, township):
    short_of_a_member(liushu)
    township.cookies["django_language"] = "en"
    page = text_of(township.get(PAGE))
    assert "Liushu 柳树村" in page
    assert "Announce the result on polling day itself; 100 took part" in page
    assert "Organic Law, art. 17" in page


def test_no_id_number_reaches_the_page(liushu, township):
    cast.at_stage(liushu, "polling")
    first = synthetic(date(1990, 1, 1), 1, division=cast.COUNTY)
    assert first[:14] not in township.get(PAGE).content.decode()


def test_a_village_of_many_sheets_asks_the_database_no_more_often(liushu, shiqiao, township, connection_of):
    for village in (liushu, shiqiao):
        cast.declared(village)
    asked = [connection_of(lambda code=code: township.get(f"/v/{code}")) for code in (cast.LIUSHU, cast.SHIQIAO)]
    assert asked[0] == asked[1]


@pytest.fixture
def connection_of(db):
    """How many times the database is asked."""
    from django.db import connection

    def count(act):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            act()
        return len(queries)

    return count
