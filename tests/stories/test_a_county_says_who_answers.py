"""任 of the county drops the table of responsibility, corrects what is wrong, sends it again; 陈 ticks a guarantee on a
telephone in the village, and sees what is due there today.
"""

from __future__ import annotations

from pathlib import Path

import pytest

import cast
from browsing import County, Person
from cunxuan.offices.models import Division, Duty, Guarantee, Official
from cunxuan.records.verification import verify
from workbooks import xlsx

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("told_in_order")]

PHONE = {"width": 360, "height": 740}
HEADINGS = ("层级", "姓名", "单位", "职务", "电话", "负责乡镇", "负责村", "负责组", "起止时间", "任务")
RIGHT = (
    ("县领导包乡", "卫建国", "县委", "副书记", "10000000001", "柳林镇", "", "", "2026-10-8 至 2027-3-31", "统筹全镇"),
    ("乡镇干部包村", "陈", "柳林镇政府", "副镇长", "10000000002", "", "柳树村", "", "", "驻村"),
    ("指导员", "任海燕", "县民政局", "股长", "10000000003", "", "柳树村", "", "2026-10-8", "全程指导"),
    ("村干部包组", "宁涛", "柳树村村委会", "会计", "10000000005", "", "柳树村", "1组", "", "通知到户"),
)
WRONG = ("指导员", "薛志刚", "县司法局", "科员", "138OO138000", "", "柳村", "", "", "")
CORRECTED = ("指导员", "薛志刚", "县司法局", "科员", "10000000004", "", "柳树村", "", "", "")
VILLAGE = f"/v/{cast.LIUSHU}/preparation/duties"


@pytest.fixture(scope="module")
def chen_on_a_phone(county: County) -> Person:
    return county.person("chen", viewport=PHONE)


def drops(person: Person, path: Path) -> None:
    person.page.set_input_files("#cx-duties", path)
    person.page.wait_for_url("**/import/*")


def fits(person: Person) -> bool:
    wide: int = person.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return wide == 0


def test_the_county_begins_with_nobody(ren: Person) -> None:
    ren.opens("/preparation/duties")
    ren.sees("还没有指定")
    ren.presses("导入责任表")
    ren.sees("还没有上传过责任表。")


def test_what_is_wrong_is_named_at_its_cell(ren: Person, tmp_path: Path) -> None:
    drops(ren, xlsx(tmp_path / "三级包联责任表.xlsx", {"责任表": [HEADINGS, *RIGHT, WRONG]}))
    ren.sees("读到 5 行")
    ren.sees("E6 电话“138OO138000”里有不是数字的字")
    assert ren.fetches("下载标红的表").startswith(b"PK")


def test_what_is_right_is_taken_in_at_once(ren: Person) -> None:
    ren.presses("记入 4 项责任")
    ren.sees("已记入 4 项责任，1 行还要改正。")
    assert Duty.objects.count() == 4


def test_sent_again_after_correcting_only_the_new_row_comes(ren: Person, tmp_path: Path) -> None:
    ren.opens("/preparation/duties/import")
    drops(ren, xlsx(tmp_path / "改好的责任表.xlsx", {"责任表": [HEADINGS, *RIGHT, CORRECTED]}))
    ren.sees("4 项，不变")
    ren.presses("记入 1 项责任")
    ren.sees("已记入 1 项责任，0 行还要改正。")
    assert Duty.objects.count() == 5


def test_the_county_sees_which_villages_have_nobody(ren: Person) -> None:
    ren.opens("/preparation/duties")
    ren.sees("卫建国 副书记")
    ren.page.get_by_role("link", name="没有人包村").click()
    ren.sees("桃园村")
    ren.expects("main").not_to_contain_text("柳树村")


def test_somebody_is_named_by_hand(ren: Person) -> None:
    ren.opens("/preparation/duties/new")
    ren.fills("姓名", "方洲")
    ren.fills("单位", "柳林镇政府")
    ren.fills("负责村", "桃村")
    ren.page.click("form[method=post] .cx-button-main")
    ren.sees("清河县没有“桃村”。名字相近的有：桃园村。请改正。")
    ren.fills("负责村", "桃园村")
    ren.page.click("form[method=post] .cx-button-main")
    ren.sees("方洲负责桃园村，已记下。")


def test_the_county_says_with_which_account_somebody_signs_in(ren: Person, liushu: Division) -> None:
    official = Official.objects.get(name="陈")
    ren.opens(f"/officials/{official.pk}")
    ren.presses("更正人员")
    ren.fills("登录账号", "chen")
    ren.presses("存下更正")
    ren.sees("陈的情况已存。")


def test_on_a_phone_my_page_says_my_villages_and_what_is_open(chen_on_a_phone: Person) -> None:
    chen_on_a_phone.opens("/me")
    chen_on_a_phone.sees("我负责的村")
    chen_on_a_phone.sees("1 个村，五包还差 5 项")
    assert fits(chen_on_a_phone)


def test_a_guarantee_is_ticked_at_the_village(chen_on_a_phone: Person) -> None:
    chen_on_a_phone.page.get_by_role("link", name="包谈心").click()
    chen_on_a_phone.fills("凭什么算落实", "与落选的两人谈过，有记录")
    chen_on_a_phone.page.click("form .cx-button-main")
    chen_on_a_phone.sees("“包谈心”已登记。")
    chen_on_a_phone.sees("落实 1 / 5")
    assert fits(chen_on_a_phone)


def test_it_is_taken_back_with_a_reason_and_both_stay(chen_on_a_phone: Person) -> None:
    chen_on_a_phone.page.get_by_role("link", name="收回").click()
    chen_on_a_phone.fills("原因", "谈的是邻村的人")
    chen_on_a_phone.page.click("form .cx-button-main")
    chen_on_a_phone.sees("“包谈心”已收回。")
    assert Guarantee.objects.get().taken_back_why == "谈的是邻村的人"


def test_the_trail_vouches_for_all_of_it(chen_on_a_phone: Person) -> None:
    assert chen_on_a_phone.console == []
    assert verify().breaks == []
