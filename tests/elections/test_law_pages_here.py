"""What holds here and where each value comes from: layers, a search, what gave way, what the county still checks."""

import pytest

import cast
from cunxuan.core import law
from cunxuan.core.law.statutes import statutes
from cunxuan.elections import county_packs
from cunxuan.elections.models import Election
from cunxuan.offices.models import Division, Level
from village_pages import reasons_of, text_of

OWN = """
name = "360123@2026-09-01"
title = "清河县村民委员会换届选举工作方案"
short = "清河县换届选举方案"
title_en = "Plan of Qinghe County"
layer = "county"
jurisdiction = "QINGHE"
division = "360123"
since = 2026-09-01
source = "县换届办 2026 年 9 月 1 日印发"

[rules]
runoff_days = { value = 7, article = 12, confirmed = true }
"""


@pytest.fixture
def anybody(client, settings):
    settings.TODAY = "2026-12-16"
    return client


@pytest.fixture
def folder(tmp_path):
    """The county's folder of packs; what it holds is forgotten after the test."""
    place = tmp_path / "packs"
    place.mkdir()
    yield place
    county_packs.hold_from(tmp_path / "none")


# Every rule, with its layer


def test_each_value_names_its_layer(qinghe, anybody):
    page = text_of(anybody.get("/law/here"))
    assert "选民名单在选举日前几日公布 20 村民委员会组织法 第十七条 国家法律 已核对" in page
    assert "另行选举的期限（日） 10 村民委员会选举规程 六、投票选举 GC@2013-05-02 部规程 待县核对" in page


def test_the_law_of_another_day_is_shown_for_that_day(qinghe, anybody):
    page = text_of(anybody.get("/law/here", {"on": "2021-12-11"}))
    assert "选民名单在选举日前几日公布 20 村民委员会组织法 第十四条 国家法律 已核对" in page


def test_a_word_finds_the_rules_in_which_it_stands(qinghe, anybody):
    page = text_of(anybody.get("/law/here", {"q": "委托"}))
    assert "每人接受委托的人数上限" in page
    assert "任期（年）" not in page


def test_an_article_finds_what_it_lays_down(qinghe, anybody):
    page = text_of(anybody.get("/law/here", {"q": "第二十四条"}))
    assert "工作移交的期限（日）" in page
    assert "职数下限" not in page


def test_a_word_that_stands_nowhere_is_told_so(qinghe, anybody):
    assert "没有这样的规定。" in text_of(anybody.get("/law/here", {"q": "月球"}))


@pytest.mark.parametrize("day", ["yesterday", "1950-01-01"])
def test_a_day_that_cannot_be_shown_says_why_and_shows_today(qinghe, anybody, day):
    answer = anybody.get("/law/here", {"on": day})
    assert answer.status_code == 400
    assert "请写成 2026-12-13 这样" in text_of(answer) or "没有收录" in text_of(answer)
    assert "村民委员会组织法 第十七条" in text_of(answer)


def test_in_a_village_its_own_method_is_the_topmost_layer(liushu, chen, signed_in):
    cast.at_stage(liushu, "method_adopted")
    Election.objects.filter(village=liushu).update(measures={"over_vote": "column"})
    page = text_of(signed_in(chen).get("/law/here", {"village": liushu.pk}))
    assert "柳树村适用的规定" in page
    assert "本村选举办法 已核对" in page


@pytest.mark.parametrize("who", ["nobody", "another township"])
def test_a_village_of_somebody_else_does_not_exist(bozhuang, chen, signed_in, client, who):
    browser = client if who == "nobody" else signed_in(chen)
    assert browser.get("/law/here", {"village": bozhuang.pk}).status_code == 404


# What the county checks


def test_what_was_not_read_is_listed_for_the_countys_lawyer(qinghe, anybody):
    page = text_of(anybody.get("/law/unconfirmed"))
    assert "项待本县核对" in page
    assert "另行选举的期限（日） 10 村民委员会选举规程 六、投票选举 部规程 GC@2013-05-02" in page
    assert "选民名单在选举日前几日公布" not in page


def test_the_list_counts_exactly_what_holds_here_and_was_not_read(qinghe, anybody):
    rules = law.rules_for(cast.COUNTY, cast.POLLING_DAY)
    unread = sum(not rule.confirmed for rule in rules.rules.values())
    assert f"{unread} 项待本县核对" in text_of(anybody.get("/law/unconfirmed"))


def test_the_mark_of_what_is_to_be_checked_is_one_sign_and_one_word(qinghe, anybody):
    html = anybody.get("/law/here").content.decode()
    assert html.count("待县核对") == html.count('class="cx-state cx-state-to-check cx-unconfirmed"')


# One rule


def test_a_rule_has_a_page_with_what_every_text_says_on_the_point(db, anybody):
    page = text_of(anybody.get("/law/CN@2026-01-01/proxy_cap"))
    assert "每人接受委托的人数上限：3。" in page
    assert "GC@2013-05-02 3 村民委员会选举规程 六、投票选举 部规程" in page
    assert "HEB@2020-07-30 2 河北省村民委员会选举办法 第二十六条 省级法规" in page


def test_the_page_of_a_rule_tells_what_the_new_law_changed_on_it(db, anybody):
    page = text_of(anybody.get("/law/CN@2026-01-01/proxy_cap"))
    assert "N-02 接受委托的人数和候选人" in page
    assert "收委托书时先数他手里已有几份" in page


def test_a_rule_that_a_text_does_not_have_has_no_page(db, anybody):
    assert anybody.get("/law/CN@2026-01-01/no_such_rule").status_code == 404


def test_where_the_province_gave_way_both_values_stand_side_by_side(db, anybody):
    Division.objects.create(code="410122", name="中牟县", level=Level.COUNTY)
    page = text_of(anybody.get("/law"))
    assert "本省规定与国家法律不一致的" in page
    assert "这是程序的理解，由县里确认" in page
    assert "受委托人的范围 本村有选举权的近亲属或者其他村民 村民委员会组织法 第十八条 本村有选举权的近亲属" in page


# What is left to people


def test_the_rules_that_the_program_does_not_decide_say_why_and_at_which_step(db, anybody):
    page = text_of(anybody.get("/law/people"))
    assert "N-09 " in page
    for_people = [rule for rule in statutes() if rule.people]
    assert f"村级选举的规则共 {len(statutes())} 条，其中 {len(for_people)} 条" in page
    assert not [rule.id for rule in for_people if rule.people.zh not in page]


def test_the_law_page_leads_to_them(db, anybody):
    assert 'href="/law/people"' in anybody.get("/law").content.decode()


# The county's own packs


def test_a_pack_of_the_countys_own_lies_on_top(qinghe, anybody, folder):
    (folder / "own.toml").write_text(OWN, "utf-8")
    county_packs.hold_from(folder)
    page = text_of(anybody.get("/law/here", {"q": "另行选举的期限"}))
    assert "另行选举的期限（日） 7 清河县换届选举方案 第十二条 360123@2026-09-01 本县规定 已核对" in page
    assert "清河县村民委员会换届选举工作方案" in text_of(anybody.get("/law/360123@2026-09-01"))


def test_a_broken_file_says_so_to_the_county_and_the_law_stays(qinghe, ren, signed_in, anybody, folder, caplog):
    (folder / "own.toml").write_text(OWN.replace("value = 7", "value = '七'"), "utf-8")
    county_packs.hold_from(folder)
    assert "own.toml" in caplog.text
    assert "本县规则包没有读进来。 own.toml" in text_of(signed_in(ren).get("/law"))
    assert "own.toml" not in text_of(anybody.get("/law"))
    assert "另行选举的期限（日） 10" in text_of(anybody.get("/law/here", {"q": "另行选举的期限"}))


def test_an_election_called_under_a_pack_that_is_gone_is_shown_under_the_law_beneath(
    liushu, chen, signed_in, folder, tmp_path
):
    (folder / "own.toml").write_text(OWN, "utf-8")
    county_packs.hold_from(folder)
    called = cast.at_stage(liushu, "election_day_fixed")
    assert called.pack == "CN@2026-01-01+360123@2026-09-01"
    county_packs.hold_from(tmp_path / "none")
    assert signed_in(chen).get(f"/v/{liushu.pk}").status_code == 200


# Why, on the page of an act


def test_the_day_of_an_act_says_why_with_rule_figures_article_text_and_whether_it_was_read(liushu, ding, signed_in):
    cast.declared(liushu)
    (reason,) = reasons_of(signed_in(ding).get(f"/v/{liushu.pk}/steps/handover_by"))
    assert reason == (
        "规定 工作移交的期限：10 日。 怎么算 新一届产生日 12 月 16 日 + 10 天 = 12 月 26 日，当日可以 "
        "依据 村民委员会组织法 第二十四条 国家法律；读过 2025 年修正后的全文五十条 "
        "规则包 CN@2026-01-01 核对 已核对 看这条规定"
    )
