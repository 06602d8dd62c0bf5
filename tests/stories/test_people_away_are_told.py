"""The people of 柳树村 who are away are told of the election: numbers, consent, one text, receipts, a reply taken over.

丁 of the election committee takes a list of numbers in, 安 asks people on the telephone, 丁 sends the text by the
telecom office and takes its receipts in; what people answered becomes a registration by one click each.
"""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

import cast
from browsing import Person
from cunxuan.outreach.models import OptOut, Reply, Settled
from cunxuan.roll.actions import NewResident, add_residents
from cunxuan.roll.models import Fact, RegistrationFact

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("told_in_order")]

AWAY = f"/v/{cast.LIUSHU}/preparation/messages"
NAMES = ("卫红", "段文博", "贾永强", "宁小燕")
BORN = date(1985, 3, 21)


def sends_in(person: Person, folder: Path, text: str, button: str) -> None:
    """Chooses a file of this text and presses the button beside it."""
    file = folder / "名单.csv"
    file.write_text(text, encoding="gbk")
    person.page.set_input_files("input[type=file]", file)
    person.presses(button)


def test_the_registration_is_open_and_four_people_are_away(county, liushu, ding):
    county.day = date(2026, 11, 15)
    cast.at_stage(liushu, "registration_opened")
    add_residents(
        liushu,
        [
            NewResident(
                name,
                "M",
                BORN + timedelta(days=place),
                cast.synthetic(BORN + timedelta(days=place), 17, division=cast.COUNTY),
                1,
                40 + place,
                True,
                False,
            )
            for place, name in enumerate(NAMES)
        ],
        by="ding",
        at=cast.AT,
    )
    ding.opens(AWAY)
    ding.sees("没有号码 4")


def test_a_list_of_numbers_is_read_and_what_is_wrong_is_named_at_its_cell(ding, tmp_path):
    ding.presses("导入电话名单")
    rows = "姓名,电话\n卫红,19900000001\n段文博,1990000000l\n贾永强,19900000003\n宁小燕,1990000\n丁大山,19900000005\n"
    sends_in(ding, tmp_path, rows, "上传电话名单")
    ding.sees("6 读到的行 = 2 接受 + 3 退回 + 1 标题、合计、空行")
    ding.sees("名单 B3")
    ding.sees("电话里有“l”，号码只能是数字。请核对改正。")
    ding.sees("电话只有 7 位，手机号码是 11 位。请核对补全。")
    ding.sees("柳树村的居民名册上没有“丁大山”。请核对姓名和村。")
    assert ding.fetches("下载标红的文件").startswith(b"PK")
    ding.presses("记入 2 个号码")
    ding.sees("已记入 2 个电话号码。")


def test_the_corrected_list_brings_the_others(ding, tmp_path):
    ding.opens("/preparation/messages/telephones")
    sends_in(ding, tmp_path, "姓名,电话\n段文博,19900000002\n宁小燕,19900000004\n", "上传电话名单")
    ding.sees("没有要改的，也没有要看的。")
    ding.presses("记入 2 个号码")
    ding.opens(AWAY)
    ding.sees("199****0001")
    ding.sees("没有号码 0")


def test_before_anybody_is_asked_nothing_can_be_sent(ding):
    ding.presses("写短信")
    ding.fills("村里的联系电话", "0311-5521234")
    ding.presses("看一遍再发送")
    ding.sees("没有可以发的人。")
    ding.sees("还没有问过同意的 4 人")


def test_who_is_asked_agrees_or_does_not(an):
    an.opens(AWAY)
    for name in NAMES[:3]:
        an.page.get_by_label(name, exact=True).check()
    an.field("怎么问的").select_option("phone")
    an.presses("记为同意收短信")
    an.sees("已记下 3 人同意收短信。")
    an.page.get_by_label("宁小燕", exact=True).check()
    an.presses("记为不同意")
    an.sees("同意收短信 3")
    an.sees("不同意 1")


def test_the_text_is_looked_at_and_confirmed_once_with_the_number(ding):
    ding.opens(AWAY)
    ding.presses("写短信")
    ding.page.get_by_label("登记（选举日前 40 天起）").check()
    ding.fills("村里的联系电话", "0311-5521234")
    ding.presses("看一遍再发送")
    ding.sees("卫红，柳树村定于12月16日选举村民委员会。")
    ding.sees("不同意收短信的 1 人")
    ding.presses("给 3 人发送")
    ding.sees("给 3 人的短信文件已生成，请下载交给电信部门。")


def test_the_telecom_office_gets_the_file_once(ding):
    content = ding.fetches("下载 CSV（GBK）").decode("gbk")
    assert content.splitlines()[0] == "手机号码,短信内容"
    assert "19900000001,卫红，柳树村定于12月16日" in content
    ding.presses("记下已交电信部门")
    ding.sees("已记下文件交给电信部门，不再下载。")
    ding.expects(ding.control("下载 CSV（GBK）")).to_have_count(0)


def test_receipts_and_replies_come_back(ding, tmp_path):
    rows = (
        "手机号码,状态,回复内容\n19900000001,送达,1\n19900000002,送达,\n19900000003,送达,T\n19900000009,送达,1\n"
        "19900000002,送达,哪天投票\n"
    )
    sends_in(ding, tmp_path, rows, "上传回执")
    ding.sees("这次没有给这个号码发过短信。")
    ding.presses("记入 4 条回执")
    ding.sees("已记入 4 条回执和回复。")
    assert not RegistrationFact.objects.exists(), "a reply is no registration"
    assert OptOut.objects.get().resident.name == "贾永强"


def test_a_reply_becomes_a_registration_by_one_click(ding):
    ding.opens(AWAY)
    ding.presses("看回复（2 条待处理）")
    row = ding.page.get_by_role("listitem").filter(has_text="卫红")
    row.get_by_role("button", name="记为参加选举").click()
    ding.sees("已为卫红记录“表示参加选举”。")
    row = ding.page.get_by_role("listitem").filter(has_text="段文博")
    row.get_by_role("button", name="已看，不用记").click()
    ding.sees("没有等人处理的回复。")
    fact = RegistrationFact.objects.get()
    assert (fact.resident.name, fact.kind, fact.evidence) == ("卫红", Fact.STATED, "短信回复“1”")
    assert set(Reply.objects.exclude(meaning="stop").values_list("settled", flat=True)) == {
        Settled.TAKEN,
        Settled.ASIDE,
    }


def test_the_letter_carries_the_record(ding):
    ding.opens(AWAY)
    assert ding.fetches("打印一封信").startswith(b"%PDF-")
    assert ding.fetches("打印空白的信").startswith(b"%PDF-")


def test_the_county_sees_every_village(ren):
    ren.opens("/preparation/messages")
    row = ren.page.get_by_role("row").filter(has_text="柳树村").first
    assert " ".join(row.inner_text().split()) == "柳树村 4 4 3 3 2 2 1 —"
    ren.presses("看效果")
    ren.sees("还没有村公布名单。公布以后这里列出登记的人数。")


def test_nothing_spoke_on_their_consoles(an, ding, ren):
    assert an.console + ding.console + ren.console == []
