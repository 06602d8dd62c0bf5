"""安 takes in twenty letters of proxy by keyboard alone; one is refused for three reasons, which she sees before it is
kept. 丁 closes the taking, publishes the list and prints the letters.
"""

from __future__ import annotations

from datetime import date

import pytest

import cast
from cunxuan.polling.models import Proxy
from cunxuan.records.models import IssuedPaper

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("told_in_order")]

PAGE = f"/v/{cast.LIUSHU}/roll/proxies"
CHILD, WORK, AT_HOME = "3", "1", "8"


@pytest.fixture(scope="module", autouse=True)
def before_the_vote(county, liushu):
    county.day = date(2026, 12, 11)
    cast.at_stage(liushu, "voting_notice_published")


def picks(person, field, typed):
    """A name is typed, the village answers, Enter takes the first of those it found."""
    person.expects(f"#id_{field}").to_be_focused()
    person.page.keyboard.insert_text(typed)
    person.expects(f"#id_{field}_found [aria-selected=true] b").to_have_text(typed)
    person.keys("Enter")


def judges(person, principal, holder, reason=WORK):
    """One letter, without the mouse, as far as the verdict."""
    picks(person, "principal", principal)
    picks(person, "holder", holder)
    person.expects("#id_relation").to_be_focused()
    person.keys(CHILD, "Enter", reason, "Enter")


def keeps(person, principal, holder):
    judges(person, principal, holder)
    person.sees("可以委托", "#cx-verdict")
    person.expects("#cx-verdict button[value=now]").to_be_focused()
    person.keys("Enter")
    person.sees(f"{principal} 委托 {holder}")


def test_nineteen_letters_go_in_without_the_mouse(an):
    an.opens(PAGE)
    for number in range(10, 29):
        keeps(an, f"村民{number}", f"村民{60 + number // 3}")
    assert Proxy.objects.filter(approved=True).count() == 19


def test_she_sees_how_many_a_holder_has_while_she_types_the_name(an):
    an.page.keyboard.insert_text("村民64")
    an.sees("受托 3 / 3", "#id_principal_found")
    an.keys("Escape")
    an.page.fill("#id_principal", "")


def test_the_twentieth_is_refused_for_three_reasons_before_it_is_kept(an):
    an.page.uncheck("#id_in_writing")
    an.page.focus("#id_principal")
    judges(an, "村民30", "村民64", reason=AT_HOME)
    an.sees("不能委托", "#cx-verdict")
    an.sees("已受 3 人委托，每人最多 3 人", "#cx-verdict")
    an.sees("选举期间没有外出", "#cx-verdict")
    an.sees("没有书面委托书", "#cx-verdict")
    assert an.page.locator("#cx-verdict .cx-verdict-blocks").count() == 3
    assert Proxy.objects.count() == 19


def test_she_records_the_refusal_and_it_stands_in_the_list_with_its_reasons(an):
    an.presses("登记为不同意")
    an.sees("已登记第 20 份，不同意：村民30 委托 村民64。")
    an.opens(f"{PAGE}?show=refused")
    an.sees("村民30", ".cx-proxies")
    an.sees("每人最多 3 人", ".cx-proxies")


def test_she_finds_all_of_a_holder_by_typing_a_name(an):
    an.opens(f"{PAGE}?q=村民64")
    assert an.page.locator(".cx-proxies tbody tr").count() == 4


def test_the_committee_closes_the_taking_and_publishes_the_list(ding, county):
    county.day = date(2026, 12, 12)
    ding.opens(PAGE)
    ding.presses("截止办理")
    ding.presses("截止办理")
    county.day = date(2026, 12, 13)
    ding.opens(PAGE)
    ding.presses("公布名单")
    ding.sees("名单上 19 份委托")
    ding.presses("公布名单")
    ding.sees("委托名单已公布，12 月 13 日。")
    assert IssuedPaper.objects.filter(form_id="A11", number="第12号").exists()


def test_the_letters_print_two_on_a_sheet_for_the_whole_village(ding):
    ding.presses("制作委托投票证 19 份")
    ding.sees("已制作委托投票证 19 份，可以打印。")
    assert ding.fetches("打印全部").startswith(b"%PDF")


def test_on_a_telephone_nothing_is_wider_than_the_screen(county):
    narrow = county.person("an", viewport={"width": 360, "height": 740})
    for page in (PAGE, f"/v/{cast.LIUSHU}/roll/help"):
        narrow.opens(page)
        assert narrow.page.evaluate("document.documentElement.scrollWidth") == 360


def test_no_page_had_anything_to_complain_of(an, ding):
    assert [*an.console, *ding.console] == []
