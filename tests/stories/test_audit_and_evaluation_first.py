"""Two first, one after: 陈 takes in the audit and the evaluation, publishes both and signs; then the day can be fixed.

In 桃园村 the evaluation cannot be held in time, and 任 opens the gate for the county: from then on every page says so.
"""

from __future__ import annotations

from datetime import date

import pytest

import cast
from cunxuan.offices.models import Division
from cunxuan.preparation.models import GateOverride
from cunxuan.records.models import IssuedPaper
from cunxuan.records.verification import verify
from rendering.reading import pdf_text, word_text

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("told_in_order")]

PAGE = f"/v/{cast.LIUSHU}/preparation/audit"
NEXT_DOOR = f"/v/{cast.TAOYUAN}/preparation/audit"
PHONE = {"width": 360, "height": 780}
REASON = "村务监督委员会主任外出治病，评议会两次未能召开。"
BASIS = "村民委员会组织法第四十条只要求审计结果在换届选举之前公布"


@pytest.fixture(scope="module", autouse=True)
def autumn(county):
    county.day = date(2026, 10, 28)


def in_subject(person, number: int, label: str, text: str) -> None:
    person.page.locator(".cx-audit-subject").nth(number).get_by_label(label, exact=True).fill(text)


def in_line(person, number: int, label: str, text: str) -> None:
    person.page.locator("fieldset.cx-place:not(.cx-audit-subject)").nth(number).get_by_label(label, exact=True).fill(
        text
    )


def test_before_anything_is_there_the_page_says_what_comes_first_and_the_call_is_refused(chen):
    chen.opens(f"/v/{cast.LIUSHU}/call")
    chen.sees("“选前审计和民主评议”还没有办完")
    chen.opens(PAGE)
    chen.sees("不能确定选举日")
    chen.sees("还没有审计报告。")


def test_an_audit_that_leaves_one_subject_out_is_told_which_and_loses_nothing(chen):
    chen.presses("记录审计报告")
    for label, text in {
        "审计期间从": "2021-12-01",
        "到": "2026-08-31",
        "报告日期": "2026-10-12",
        "审计组": "柳林镇农经站、纪委审计组",
        "被审计人员": "段玉成 主任\n宁涛 副主任",
    }.items():
        chen.fills(label, text)
    for number in range(4):
        in_subject(chen, number, "审计情况", "逐笔核对，账款相符")
    in_subject(chen, 0, "金额（元）", "128万")
    in_line(chen, 0, "发现的问题", "机耕道维修费少一张发票")
    chen.presses("记录审计报告")
    chen.sees("“本村资金管理使用”没有写。法定事项每一项都要有审计情况。")
    chen.sees("“128万”不是金额。")
    chen.sees("请写怎样整改。")
    assert chen.field("审计组").input_value() == "柳林镇农经站、纪委审计组"


def test_complete_it_is_taken_in_with_its_amounts(chen):
    in_subject(chen, 4, "审计情况", "镇代管，支出有理财小组审核")
    in_subject(chen, 0, "金额（元）", "1,286,430.50")
    in_line(chen, 0, "怎样整改", "补齐票据")
    in_line(chen, 0, "责任人", "宁涛")
    in_line(chen, 0, "金额（元）", "860")
    chen.presses("记录审计报告")
    chen.sees("审计报告已记录，10 月 12 日。")
    chen.sees("1,286,430.50")
    assert "审计报告" in pdf_text(chen.fetches("打印审计报告"))


def test_the_result_is_published_with_a_number(chen):
    chen.presses("公告审计结果")
    chen.fills("公告日期", "2026-10-11")
    chen.fills("异议提到哪天为止", "2026-10-21")
    chen.presses("公告审计结果")
    chen.sees("审计报告是 2026 年 10 月 12 日的，结果不能在它以前公告。")
    chen.fills("公告日期", "2026-10-14")
    chen.presses("公告审计结果")
    chen.sees("审计结果已公告，审计公告第1号。")


def test_the_sheet_for_the_meeting_has_the_names(chen):
    assert "段玉成" in pdf_text(chen.fetches("民主评议表"))


def test_an_evaluation_whose_counts_do_not_add_up_is_told_at_the_person(chen):
    chen.presses("记录民主评议")
    chen.fills("评议日期", "2026-10-23")
    chen.fills("到会人数", "32")
    for number, counts in enumerate(((26, 4, 2), (14, 15, 6))):
        for label, count in zip(("称职", "基本称职", "不称职"), counts, strict=True):
            in_line(chen, number, label, str(count))
        line = chen.page.locator("fieldset.cx-place").nth(number)
        line.get_by_label("评议结果").select_option(("fit", "basically_fit")[number])
    chen.presses("记录民主评议")
    chen.sees("宁涛的三项合计 35，到会 32 人，多 3。请核对评议表。")
    in_line(chen, 1, "不称职", "3")
    chen.presses("记录民主评议")
    chen.sees("民主评议已记录，10 月 23 日。")


def test_published_and_signed_the_day_can_be_fixed(chen, county):
    chen.presses("公告评议结果")
    chen.fills("公告日期", "2026-10-24")
    chen.presses("公告评议结果")
    chen.sees("评议结果已公告，评议公告第1号。")
    chen.sees("两先一后已完成")
    chen.presses("签署确认单")
    chen.presses("签署确认单")
    chen.sees("选前审计评议确认单已签署")
    assert IssuedPaper.objects.get(form_id="O08").number == "确认单第1号"
    chen.opens(f"/v/{cast.LIUSHU}/call")
    chen.sees("确定选举日")


def test_what_was_signed_for_is_not_taken_back(chen):
    chen.opens(f"{PAGE}/report/back")
    chen.sees("乡镇已于 2026-10-28 签署选前审计评议确认单，不能撤回。")


def test_on_a_telephone_the_page_fits_and_why_is_said(county):
    door = county.person("chen", viewport=PHONE)
    for address in (PAGE, f"{NEXT_DOOR}/report", f"{NEXT_DOOR}/evaluation", "/preparation/audits"):
        door.opens(address)
        assert door.page.evaluate("document.scrollingElement.scrollWidth") == 360, address
    door.opens(PAGE)
    door.page.locator(".cx-lights summary").first.click()
    door.sees("村民委员会组织法")


# The county opens the gate


def test_next_door_the_evaluation_cannot_be_held_and_the_county_opens_the_gate(ren, taoyuan):
    cast.audited(Division.objects.get(pk=cast.TAOYUAN))
    ren.opens(NEXT_DOOR)
    ren.presses("由县放行")
    ren.sees("缺：民主评议表、评议结果公告。")
    ren.presses("放行")
    ren.sees("请写明为什么不等补齐就先办。")
    ren.fills("决定人", "任，县换届办主任")
    ren.fills("理由", REASON)
    ren.fills("法律依据", BASIS)
    ren.presses("放行")
    ren.sees("已放行，理由和依据记在留痕里")
    assert GateOverride.objects.get().missing[0] == ["民主评议表", "the evaluation"]


def test_it_stands_on_the_villages_page_in_the_list_and_in_the_trail(chen, ren):
    chen.opens(NEXT_DOOR)
    chen.sees("任，县换届办主任放行")
    chen.sees(REASON)
    ren.opens("/preparation/audits")
    ren.sees("由县放行 1 村")
    ren.sees(BASIS)
    ren.opens(f"/v/{cast.TAOYUAN}/trail")
    ren.sees(f"理由：{REASON.rstrip('。')}；依据：{BASIS}")
    ren.opens(f"/v/{cast.TAOYUAN}")
    ren.sees("县批准先行")


def test_the_township_signs_and_the_paper_says_who_opened_it(chen):
    chen.opens(NEXT_DOOR)
    chen.presses("签署确认单")
    chen.sees("由任，县换届办主任放行")
    chen.presses("签署确认单")
    chen.sees("选前审计评议确认单已签署")
    paper = IssuedPaper.objects.get(scope=cast.TAOYUAN, form_id="O08")
    said = word_text(chen.context.request.get(f"/papers/{paper.check_code}/word").body())
    assert "县换届办放行" in said
    assert REASON in said
    assert verify().ok
