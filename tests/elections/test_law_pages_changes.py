"""这一次有什么不同: the law of two days side by side, for everybody."""

import pytest

from village_pages import text_of


@pytest.fixture
def anybody(client, settings):
    settings.TODAY = "2026-12-16"
    return client


def test_this_season_is_compared_with_five_years_before(qinghe, anybody):
    page = text_of(anybody.get("/law/changes"))
    assert "2021 年 12 月 16 日 CN@2018-12-29 → 2026 年 12 月 16 日 CN@2026-01-01" in page


def test_each_change_has_before_now_articles_whom_it_concerns_and_what_to_do(qinghe, anybody):
    page = text_of(anybody.get("/law/changes"))
    assert (
        "N-06 近亲属被提名也要退出村民选举委员会 "
        "以前 本人被提名为候选人，才退出。 村民委员会组织法 第十二条 "
        "现在 本人或者他的近亲属被提名，都要退出。 村民委员会组织法 第十五条 "
        "谁要注意 村民选举委员会的成员 怎么做 "
    ) in page


def test_values_are_compared_one_by_one(qinghe, anybody):
    page = text_of(anybody.get("/law/changes"))
    assert "多民族村应有人数较少民族的成员 不再规定 是 村民委员会组织法 第六条 没有规定" in page
    assert "每人接受委托的人数上限 换了依据 3" in page


def test_what_only_has_a_new_number_is_a_list_of_its_own(qinghe, anybody):
    page = text_of(anybody.get("/law/changes"))
    after = page[page.index("只换了条号") :]
    assert "选民名单在选举日前几日公布 20 村民委员会组织法 第十四条 村民委员会组织法 第十七条" in after


def test_the_reader_chooses_the_two_days(qinghe, anybody):
    page = text_of(anybody.get("/law/changes", {"before": "2012-05-01", "now": "2019-05-01"}))
    assert "任期（年） 改变 3 村民委员会组织法 第十一条 5 村民委员会组织法 第十一条" in page
    assert "N-01" not in page


def test_two_days_of_one_law_are_told_so(qinghe, anybody):
    page = text_of(anybody.get("/law/changes", {"before": "2026-05-01", "now": "2026-06-01"}))
    assert "这两天施行的规定相同。" in page


@pytest.mark.parametrize(("day", "said"), [("before", "请写成 2026-12-13 这样"), ("now", "请写成 2026-12-13 这样")])
def test_a_day_that_is_none_is_told_so_beside_its_field(qinghe, anybody, day, said):
    answer = anybody.get("/law/changes", {day: "last year"})
    assert answer.status_code == 400
    assert said in text_of(answer)


def test_before_the_first_law_that_is_held_there_is_nothing_to_compare(qinghe, anybody):
    answer = anybody.get("/law/changes", {"before": "1999-05-01"})
    assert answer.status_code == 400
    assert "没有收录 1999-05-01 施行的村民委员会组织法" in text_of(answer)


def test_without_an_election_today_is_compared(db, anybody):
    assert "2021 年 12 月 16 日 CN@2018-12-29 → 2026 年 12 月 16 日 CN@2026-01-01" in text_of(
        anybody.get("/law/changes")
    )


def test_the_page_is_in_english_too(qinghe, anybody):
    anybody.cookies["django_language"] = "en"
    page = text_of(anybody.get("/law/changes"))
    assert "A relative's nomination ends membership too" in page
    assert "Organic Law of the Villagers' Committees, art. 15" in page


def test_the_law_page_leads_there(qinghe, anybody):
    assert 'href="/law/changes"' in anybody.get("/law").content.decode()
