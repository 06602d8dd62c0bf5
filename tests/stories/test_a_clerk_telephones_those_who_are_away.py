"""安 telephones those who live elsewhere with the keyboard alone, 陈 asks at doors, and 赵福生 comes onto the roll:
his hukou is elsewhere, so he applies, the meeting votes, the list is published.
"""

from __future__ import annotations

import pytest

import cast
from cunxuan.roll.models import Fact, RegistrationFact, Resident, RollEntry
from cunxuan.roll.registration_actions import record_fact
from roll.registering import ON, registering

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("told_in_order")]

AWAY = f"/v/{cast.LIUSHU}/roll/away"
PHONE = {"width": 360, "height": 780}


@pytest.fixture(scope="module", autouse=True)
def people(county, liushu):
    county.day = ON
    registering(liushu)


def answer_of(name: str) -> list[str]:
    return list(RegistrationFact.objects.filter(resident__name=name, in_force=True).values_list("kind", flat=True))


def test_she_answers_for_each_with_one_key_and_stands_on_the_next(an):
    an.opens(AWAY)
    an.sees("外出 3 人，未联系 3")
    an.keys("ArrowDown", "1")
    an.sees("登记 1")
    an.expects(an.page.locator("li:focus")).to_contain_text("卫")
    an.keys("3")
    an.sees("无法联系 1")
    an.keys("2")
    an.sees("本人不参加 1")
    an.sees("未联系 0")
    assert [answer_of(name) for name in ("卫小军", "卫红", "贾永强")] == [["stated"], ["unreachable"], ["will_not"]]


def test_a_wrong_key_is_taken_back_with_0(an):
    an.keys("0")
    an.sees("本人不参加 0")
    assert answer_of("贾永强") == []


def test_enter_in_a_field_answers_for_nobody(an):
    an.opens(AWAY)
    an.fills("备注", "晚上再打")
    an.page.get_by_label("备注", exact=True).press("Enter")
    assert answer_of("贾永强") == []


def test_at_the_door_a_thumb_on_the_telephone_is_enough(county):
    at_the_door = county.person("chen", viewport=PHONE)
    at_the_door.opens(AWAY)
    at_the_door.field("方式").select_option("visit")
    at_the_door.presses("已告知未答复 贾永强")
    at_the_door.sees("已告知未答复 1")
    assert answer_of("贾永强") == [Fact.TOLD]
    assert "上门" in RegistrationFact.objects.get(resident__name="贾永强", in_force=True).evidence


def test_several_who_answered_alike_are_recorded_together(an):
    an.opens(f"{AWAY}?show=all")
    for name in ("卫红", "贾永强"):
        an.page.get_by_label(name, exact=True).check()
    an.page.get_by_label("选中的人一起记为").select_option("stated")
    an.presses("记录选中的人")
    an.sees("已为 2 人记录“表示参加选举”。")


def test_a_resident_of_a_year_is_recorded_and_the_page_says_what_is_missing(an, liushu):
    zhao = Resident.objects.get(name="赵福生")
    an.opens(f"/v/{liushu.pk}/roll/people/{zhao.pk}")
    an.sees("没有村民会议或者村民代表会议同意其参加选举的决定")
    for kind, on, evidence in (
        ("在本村居住开始日期", "2025-03-01", "租房合同"),
        ("本人书面申请参加选举", "2026-11-15", "申请书"),
    ):
        an.field("登记情况").select_option(label=kind)
        an.fills("日期", on)
        an.fills("依据", evidence)
        an.presses("记录登记情况")
        an.sees(f"已记录“{kind}”。")
    an.sees("手续未完")


def test_the_meeting_agrees(an, liushu):
    an.opens(f"/v/{liushu.pk}/roll/elsewhere")
    an.presses("记录会议表决（1 人）")
    an.fills("会议日期", "2026-11-16")
    an.fills("应到人数", "30")
    an.fills("到会人数", "24")
    an.fills("赵福生 同意", "21")
    an.fills("赵福生 反对", "3")
    an.presses("记录会议表决")
    an.sees("会议表决已记录：同意 1 人，不同意 0 人。")
    an.sees("到会 24 / 30 人，表决 1 人，同意 1 人")
    assert an.fetches("打印决议").startswith(b"%PDF-")


def test_he_stands_on_the_roll_with_those_who_answered(an, county, liushu):
    an.opens(f"/v/{liushu.pk}/roll")
    an.sees("成年人 8 人，登记参加选举的 7 人。")
    cast.at_stage(liushu, "registration_opened")
    ding = county.person("ding")
    ding.opens(f"/v/{liushu.pk}/roll")
    ding.presses("去公布名单")
    ding.presses("公布名单（7 人）")
    ding.sees("名单已公布，7 人")
    assert RollEntry.objects.get(resident__name="赵福生").category == "c"


def test_what_is_recorded_afterwards_leaves_the_roll_and_leads_to_its_correction(an, liushu):
    election = liushu.elections.get()
    duan = Resident.objects.get(name="段文博")
    record_fact(election, duan, Fact.DIED, on=ON, evidence="死亡证明", by="an", at=cast.AT)
    an.opens(f"/v/{liushu.pk}/roll/people/{duan.pk}")
    an.sees("已公布的名单上有这个人。")
    an.sees("名单已经公布，要改须办更正。")
    an.opens(f"/v/{liushu.pk}/roll")
    an.presses("登记情况与名单不一致的有 1 人")
    an.sees("段文博")


def test_nothing_spoke_on_her_console(an):
    assert an.console == []
