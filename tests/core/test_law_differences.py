"""What the law of one day says otherwise than that of another, and the changes of 2026 in plain words."""

from datetime import date

import pytest

from cunxuan.core.law import parameters, rules_for, rules_of_pack
from cunxuan.core.law.differences import differences, explained

SICHUAN, SHANXI, ZHEJIANG = "51", "14", "33"
LAST_TIME, THIS_TIME = date(2021, 12, 11), date(2026, 12, 13)


def between(division, before, now):
    return {one.key: one for one in differences(rules_for(division, before), rules_for(division, now))}


@pytest.fixture
def last_time_and_now():
    return between(SHANXI, LAST_TIME, THIS_TIME)


def test_a_law_does_not_differ_from_itself():
    assert differences(rules_for(SHANXI, THIS_TIME), rules_for(SHANXI, THIS_TIME)) == ()


def test_another_value_is_a_change_with_the_articles_of_both_editions(last_time_and_now):
    holder = last_time_and_now["proxy_holder"]
    assert holder.kind == "changed"
    assert (holder.before.value, holder.before.article) == ("near_relative", 15)
    assert (holder.now.value, holder.now.article) == ("near_relative_or_villager", 18)


def test_what_the_law_did_not_say_before_is_added(last_time_and_now):
    exclusions = last_time_and_now["candidate_exclusions"]
    assert (exclusions.kind, exclusions.before, exclusions.now.article) == ("added", None, 18)


def test_what_the_law_no_longer_says_is_dropped(last_time_and_now):
    minority = last_time_and_now["minority_member"]
    assert (minority.kind, minority.before.article, minority.now) == ("dropped", 6, None)


def test_the_same_number_under_a_new_article_is_renumbered(last_time_and_now):
    roll = last_time_and_now["roll_days_before"]
    assert (roll.kind, roll.before.value, roll.now.value) == ("renumbered", 20, 20)
    assert (roll.before.article, roll.now.article) == (14, 17)


def test_what_the_law_takes_over_from_guidance_has_moved(last_time_and_now):
    cap = last_time_and_now["proxy_cap"]
    assert (cap.kind, cap.before.pack, cap.now.pack) == ("moved", "GC@2013-05-02", "CN@2026-01-01")


def test_what_stands_in_the_same_place_is_no_difference(last_time_and_now):
    assert "tie" in rules_for(SHANXI, THIS_TIME).rules
    assert "tie" not in last_time_and_now


def test_a_province_that_came_between_is_compared_too():
    found = between(SICHUAN, LAST_TIME, THIS_TIME)
    assert found["candidates_days_before"].kind == "added"
    assert found["candidates_days_before"].now.pack == "SC@2026-01-01"


def test_the_differences_stand_in_the_order_of_the_law(last_time_and_now):
    order = list(parameters())
    assert list(last_time_and_now) == sorted(last_time_and_now, key=order.index)


def test_the_changes_of_2026_are_explained_where_they_lie_between_the_two_days():
    told = explained(rules_for(SHANXI, LAST_TIME), rules_for(SHANXI, THIS_TIME))
    assert [one.name for one in told] == [f"N-{number:02}" for number in range(1, 17)]


def test_an_explanation_cites_the_articles_of_both_editions():
    told = explained(rules_for(SHANXI, LAST_TIME), rules_for(SHANXI, THIS_TIME))
    kin = next(one for one in told if one.name == "N-06")
    assert kin.article_before == (
        "村民委员会组织法 第十二条",
        "Organic Law of the Villagers' Committees, art. 12",
    )
    assert kin.article_now == ("村民委员会组织法 第十五条", "Organic Law of the Villagers' Committees, art. 15")


def test_where_the_law_was_silent_no_article_is_cited_before():
    told = explained(rules_for(SHANXI, LAST_TIME), rules_for(SHANXI, THIS_TIME))
    assert next(one for one in told if one.name == "N-11").article_before is None


@pytest.mark.parametrize(("before", "now"), [("CN@2010-10-28", "CN@2018-12-29"), ("CN@2026-01-01", "CN@2026-01-01")])
def test_between_other_days_they_are_not(before, now):
    assert explained(rules_of_pack(before), rules_of_pack(now)) == ()


def test_every_parameter_whose_value_the_national_law_changed_is_explained():
    old, new = rules_of_pack("CN@2018-12-29"), rules_of_pack("CN@2026-01-01")
    named = {key for one in explained(old, new) for key in one.rules}
    real = {
        one.key
        for one in differences(old, new)
        if one.kind in ("added", "changed", "dropped")
        and "CN" in {(rule.pack[:2]) for rule in (one.before, one.now) if rule}
    }
    assert real <= named, real - named


def test_every_explanation_has_all_its_words_in_both_languages():
    told = explained(rules_for(SHANXI, LAST_TIME), rules_for(SHANXI, THIS_TIME))
    words = [
        text for one in told for pair in (one.title, one.before, one.now, one.concerns, one.to_do) for text in pair
    ]
    assert all(words)
