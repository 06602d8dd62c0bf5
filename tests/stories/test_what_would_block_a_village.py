"""任 asks what would block a village if its polling day were fixed today, and 陈 mends it until nothing does."""

from __future__ import annotations

from datetime import date

import pytest

import cast

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("told_in_order")]

HERE = f"/v/{cast.LIUSHU}/preparation"
TODAY = date(2026, 10, 26)
PHONE = {"width": 360, "height": 780}


@pytest.fixture(scope="module", autouse=True)
def autumn(county):
    county.day = TODAY


def test_the_county_sees_all_villages_in_one_picture_and_how_many_are_blocked(ren):
    ren.opens("/")
    ren.presses("准备")
    ren.sees("4 村：已确定选举日 0，可以确定 0，受阻 4")
    ren.sees("如果今天确定选举日", ".cx-prep-reasons")


def test_a_part_leads_to_the_villages_that_lack_it(ren):
    ren.page.locator(".cx-prep-reasons tr", has_text="审计评议").get_by_role("link", name="4").click()
    ren.sees("4 村 · 看全图")
    ren.sees("缺审计报告")
    ren.page.get_by_role("link", name="柳树村", exact=True).click()
    ren.sees("柳树村 选举准备")


def test_each_blocker_stands_there_with_its_article_and_leads_to_the_page_where_it_is_mended(ren):
    ren.sees("受阻", ".cx-prep-ahead")
    ren.sees("村民委员会组织法 第四十条", ".cx-prep-ahead")
    ren.page.locator(".cx-prep-ahead").get_by_role("link", name="缺审计报告").click()
    ren.page.wait_for_url(f"**{HERE}/audit**")


def test_on_a_telephone_the_same_page_fits_its_screen(county):
    at_the_door = county.person("chen", viewport=PHONE)
    for address in (HERE, "/preparation", "/preparation?show=blocked", f"{HERE}/papers", "/preparation/receptions"):
        at_the_door.opens(address)
        assert at_the_door.page.evaluate("document.scrollingElement.scrollWidth") == 360, address
    assert at_the_door.console == []


def test_when_audit_evaluation_and_signature_are_there_nothing_blocks(chen, liushu):
    cast.audit_and_evaluate(liushu.elections.get(), "audit_evaluation")
    chen.opens(HERE)
    chen.sees("可以确定", ".cx-prep-ahead")
    chen.presses("确定选举日")
    chen.page.wait_for_url(f"**/v/{cast.LIUSHU}/**")


def test_the_county_sees_one_village_less_and_takes_the_list_with_it(ren):
    ren.opens("/preparation?show=free")
    ren.sees("柳树村")
    ren.sees("可以确定 1，受阻 3")
    assert "柳树村".encode() in ren.fetches("下载表格")


def test_the_county_prints_its_plan_before_anything_else(ren):
    ren.opens("/preparation/papers")
    ren.sees("换届选举工作实施方案")
    ren.sees("换届选举纪律")
    assert ren.context.request.get("/preparation/papers/O18/pdf").body().startswith(b"%PDF-")
    assert ren.context.request.get("/preparation/papers/O09/pdf").body().startswith(b"%PDF-")
    assert ren.console == []
