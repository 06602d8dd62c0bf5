"""The law pages: for everybody; every parameter in words, its article, where it comes from, whether it was read."""

import re

import pytest

from cunxuan.core.law import packs, parameters, rules_for
from village_pages import text_of

HENAN = "410122000000"


@pytest.fixture
def anybody(client, settings):
    settings.TODAY = "2026-12-16"
    return client


def test_everybody_may_read_the_law(qinghe, anybody):
    assert anybody.get("/law").status_code == 200


def test_what_holds_here_today_comes_first(qinghe, anybody):
    page = text_of(anybody.get("/law"))
    assert page.index("今天在清河县施行的规定") < page.index("收录的法规")
    assert "工作移交的期限（日） 10 村民委员会组织法 第二十四条" in page


def test_a_province_whose_text_is_not_held_is_told_so(qinghe, anybody):
    assert "未收录本省在选举日施行的选举办法" in text_of(anybody.get("/law"))


def test_without_a_county_the_law_of_the_whole_country_is_shown(db, anybody):
    assert "今天施行的规定" in text_of(anybody.get("/law"))


def test_the_texts_stand_in_order_of_time(db, anybody):
    html = anybody.get("/law").content.decode()
    table = html[html.index("收录的法规") :]
    named = re.findall(r'<a href="/law/([^"]+)">', table)
    assert named == [pack.name for pack in sorted(packs(), key=lambda pack: (pack.since, pack.name))]


@pytest.mark.parametrize("pack", packs(), ids=lambda pack: pack.name)
def test_the_page_of_a_text_shows_every_rule_it_holds(db, anybody, pack):
    page = text_of(anybody.get(f"/law/{pack.name}"))
    assert not [key for key in pack.rules if parameters()[key].zh not in page]


def test_what_was_not_read_is_marked(db, anybody):
    page = text_of(anybody.get("/law/CN@2026-01-01"))
    assert (
        "公布日与选举日之间须满整日数 读作选举日与公布日相距不少于二十日 否 村民委员会组织法 第十七条 待县核对" in page
    )
    assert "选民名单在选举日前几日公布 20 村民委员会组织法 第十七条 已核对" in page


def test_what_comes_from_another_text_names_it(db, anybody):
    page = text_of(anybody.get("/law/CN@2026-01-01"))
    assert "村民委员会选举规程 六、投票选举 GC@2013-05-02 待县核对" in page


def test_an_older_provincial_text_says_where_the_national_law_prevails(db, anybody):
    assert rules_for(HENAN, packs()[0].since.replace(year=2026)).conflicts
    assert "以国家法律为准" in text_of(anybody.get("/law/HEN@2011-07-29"))


def test_a_text_no_longer_in_force_says_so(db, anybody):
    assert "已不施行 · 2020 年 7 月 31 日至 2025 年 11 月 25 日" in text_of(anybody.get("/law/ZJ@2020-07-31"))


def test_in_english_a_share_is_said_in_words(db, anybody):
    anybody.cookies["django_language"] = "en"
    page = text_of(anybody.get("/law/CN@2026-01-01"))
    assert "turnout that makes the election valid more than 1/2 Organic Law" in page


def test_a_text_that_is_not_held_has_no_page(db, anybody):
    assert anybody.get("/law/CN@1998-11-04").status_code == 404
