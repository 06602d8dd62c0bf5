"""陈 asks why the roll had to be out by 26 November: she unfolds the reason, reads the rule, sees what is unchecked.

A villager asks the same of the result, on a telephone, without an account and without script.
"""

from __future__ import annotations

import pytest

import cast

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("told_in_order")]


@pytest.fixture(scope="module", autouse=True)
def declared(county, liushu):
    county.day = cast.POLLING_DAY
    cast.declared(liushu, "returned 100 · 段秀梅 80 · 李保全 60 · 贾永成 40 · 赵福生 30")


@pytest.fixture(scope="module")
def reader(county):
    """A villager whose telephone runs no script."""
    return county.anybody(viewport={"width": 360, "height": 780}, java_script_enabled=False)


def test_she_unfolds_the_reason_of_the_roll_by_keyboard(chen, liushu):
    chen.opens(f"/v/{liushu.pk}")
    chen.page.locator("#roll_published summary").focus()
    chen.keys("Enter")
    chen.sees("选举日 12 月 16 日 − 20 天 = 11 月 26 日，当日可以", "#roll_published")
    chen.sees("村民委员会组织法 第十七条", "#roll_published")
    chen.sees("已核对", "#roll_published")


def test_escape_folds_it_and_she_is_where_she_was(chen):
    chen.keys("Escape")
    chen.expects("#roll_published .cx-why-said").to_be_hidden()
    chen.expects("#roll_published summary").to_be_focused()


def test_she_opens_the_rule_and_reads_what_every_text_says(chen):
    chen.keys("Enter")
    chen.page.locator("#roll_published").get_by_role("link", name="看这条规定").click()
    chen.sees("选民名单在选举日前几日公布")
    chen.sees("各个文本怎样规定，按施行先后")
    assert "CN@2018-12-29 20 村民委员会组织法 第十四条" in chen.reads


def test_what_nobody_has_read_is_marked_beside_its_day(chen, liushu):
    chen.opens(f"/v/{liushu.pk}")
    chen.sees("待县核对", "#next-runoff")
    chen.sees("待县核对", ".cx-note .cx-because")


def test_all_that_is_still_to_be_checked_is_one_list(chen):
    chen.presses("法规")
    chen.page.get_by_role("link", name="项待本县核对").click()
    chen.sees("另行选举的期限（日）")
    chen.sees("村民委员会选举规程 六、投票选举")


def test_what_is_different_this_time_stands_one_page_on(chen, liushu):
    chen.opens(f"/v/{liushu.pk}")
    chen.presses("这一次有什么不同")
    chen.sees("近亲属被提名也要退出村民选举委员会")
    chen.sees("2021 年 12 月 16 日 CN@2018-12-29 → 2026 年 12 月 16 日 CN@2026-01-01")


def test_a_villager_unfolds_the_article_of_the_turnout_without_script(reader, liushu):
    reader.opens(f"/r/{liushu.pk}.2026.general.r1")
    reader.page.locator(".cx-result-figures summary").nth(1).click()
    reader.sees("选举有效的投票人数", ".cx-result-figures")
    assert reader.page.evaluate("document.documentElement.scrollWidth") == 360


def test_and_reads_what_the_new_law_changed(reader):
    reader.opens("/law/changes")
    reader.sees("这一次有什么不同")
    assert reader.page.evaluate("document.documentElement.scrollWidth") == 360


def test_no_page_of_the_story_complained(chen):
    assert chen.console == []
