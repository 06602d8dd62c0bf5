"""桃园村 is difficult: 陈 writes its report and proposes it, 任 decides, police and township consult."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

import cast
from cunxuan.preparation.models import KeyVillage, Situation
from cunxuan.records.models import IssuedPaper
from preparation.visiting import visited

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("told_in_order")]

HERE = f"/v/{cast.TAOYUAN}/preparation"
TODAY = date(2026, 10, 20)
PHONE = {"width": 360, "height": 780}


@pytest.fixture(scope="module", autouse=True)
def autumn(county, taoyuan):
    county.day = TODAY
    visited(taoyuan, at=datetime(2026, 10, 20, 1, 0, tzinfo=UTC))


def test_the_report_begins_with_what_was_said_at_the_doors(chen):
    chen.opens(f"{HERE}/situation")
    chen.sees("还没有发出村情调研报告")
    chen.presses("写村情调研报告")
    assert chen.field("矛盾和成因").input_value() == "2019 年修路占地补偿，账没有公开。"
    chen.fills("人口", "1286")
    chen.fills("户数", "371")
    chen.page.get_by_label("宗族派性严重").check()
    chen.presses("保存报告")


def test_the_program_proposes_and_says_why_and_the_person_who_differs_says_why(chen):
    chen.sees("建议的风险：高")
    chen.sees("“宗族派性严重”，单独一条即列为高。")
    chen.page.get_by_label("中", exact=True).check()
    chen.presses("发出村情调研报告")
    chen.sees("建议的风险是“高”，与您定的不同，请写明理由。")
    chen.page.get_by_label("高", exact=True).check()
    chen.presses("发出村情调研报告")
    chen.sees("桃园村情〔2026〕1号")
    assert chen.fetches("PDF").startswith(b"%PDF-")
    assert Situation.objects.get().risk == "high"


def test_a_later_version_supersedes_it(chen):
    chen.presses("写新的一版")
    assert chen.field("人口").input_value() == "1286"
    chen.fills("可以进班子的人才", "合作社的两名青年。")
    chen.presses("保存报告")
    chen.page.get_by_label("高", exact=True).check()
    chen.presses("发出村情调研报告")
    chen.sees("以前的各版")
    first, second = IssuedPaper.objects.order_by("pk")
    assert second.supersedes == first


def test_the_township_proposes_it_with_the_reasons_of_the_report(chen):
    chen.opens(f"{HERE}/key")
    chen.presses("提出列为重点村")
    assert chen.page.get_by_label("宗族派性严重").is_checked()
    chen.presses("提出列为重点村")
    chen.sees("请写明这个村难在哪里。")
    chen.fills("情况", "两个家族为修路补偿闹过两次。")
    chen.presses("提出列为重点村")
    chen.sees("已提出列为重点村，等县换届办决定。")
    chen.sees("等县决定")


def test_somebody_else_decides_and_names_who_answers_for_it(ren):
    ren.opens("/preparation/key-villages")
    ren.sees("已提出列为重点村，等县决定")
    ren.presses("桃园村")
    ren.presses("作出决定")
    ren.page.get_by_label("列为重点村").check()
    ren.fills("理由", "矛盾可能影响选举。")
    ren.presses("作出决定")
    ren.sees("列为重点村要有责任人，请填姓名。")
    ren.fills("责任人", "史广田")
    ren.fills("责任人职务", "副镇长")
    ren.presses("作出决定")
    ren.sees("还没有工作预案")
    assert KeyVillage.objects.get().decided_by == "ren"


def test_the_township_plans_and_prints_the_plan(chen):
    chen.opens(f"{HERE}/key")
    chen.presses("写工作预案")
    chen.fills("带队", "史广田")
    chen.fills("工作组", "包村干部两人、民警两人。")
    chen.fills("措施", "公布修路补偿账。")
    chen.fills("完成期限", "2026-10-01")
    chen.fills("情况恶化时怎么办、向谁报告", "十分钟内报镇党委书记。")
    chen.presses("保存工作预案")
    chen.sees("完成期限早于预案日期，请核对。")
    chen.fills("完成期限", "2026-11-20")
    chen.presses("保存工作预案")
    chen.sees("工作预案已存，可以打印。")
    assert chen.fetches("重点村工作预案").startswith(b"%PDF-")


def test_police_and_township_consult_and_it_is_recorded_on_a_telephone(county):
    at_the_meeting = county.person("chen", viewport=PHONE)
    at_the_meeting.opens(f"{HERE}/key")
    at_the_meeting.presses("记录会诊")
    at_the_meeting.fills("公安参加人", "钱")
    at_the_meeting.fills("乡镇参加人", "史广田")
    at_the_meeting.fills("会诊结论", "矛盾在补偿账，不在选举。")
    at_the_meeting.fills("下次会诊", "2026-11-05")
    at_the_meeting.presses("记录会诊")
    at_the_meeting.sees("会诊已记录。")
    assert at_the_meeting.page.evaluate("document.scrollingElement.scrollWidth") == 360


def test_the_county_sees_its_owner_and_its_next_day_and_ends_it_with_a_reason(ren):
    ren.opens("/preparation/key-villages")
    ren.sees("史广田")
    ren.sees("11-05")
    ren.presses("桃园村")
    ren.presses("解除重点村")
    ren.fills("解除原因", "账已公布，矛盾化解。")
    ren.presses("解除重点村")
    ren.sees("已解除重点村。")
    ren.opens("/preparation/key-villages")
    ren.sees("没有重点村")


def test_the_villages_own_committee_finds_none_of_it(ding, liushu):
    ding.opens(f"/v/{liushu.pk}/preparation/key")
    ding.sees("不由您办理")


def test_nothing_spoke_on_their_consoles(chen, ren):
    said = [line for line in (*chen.console, *ren.console) if "Failed to load resource" not in line]
    assert said == []
