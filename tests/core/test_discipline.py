"""What nobody may do at an election: codes that stay, an article where the law has one, the penalty of the day."""

from __future__ import annotations

from datetime import date

from cunxuan.core.discipline import OFFENCES, penalty_on
from cunxuan.core.law import rules_for


def test_the_codes_are_fourteen_and_in_order():
    assert [one.code for one in OFFENCES] == [f"V{number:02}" for number in range(1, 15)]


def test_every_rule_that_stands_behind_an_item_is_one_that_the_law_of_a_county_has():
    rules = rules_for("130123", date(2026, 12, 13))
    assert [one.code for one in OFFENCES if one.rule and rules.get(one.rule) is None] == []


def test_slander_has_no_article_of_the_organic_law_and_is_lent_none():
    assert next(one for one in OFFENCES if one.code == "V06").rule == ""


def test_the_fines_were_raised_for_what_is_done_from_2026_on():
    before, after = penalty_on(date(2025, 12, 31)), penalty_on(date(2026, 1, 1))
    assert "二百元以下" in before.text_zh
    assert "五百元以下罚款；情节" in after.text_zh


def test_of_days_before_the_texts_that_are_held_nothing_is_said():
    assert penalty_on(date(2012, 12, 31)) is None
