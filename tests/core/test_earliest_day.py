"""The earliest lawful polling day of a county that is late, and the limit that binds."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from cunxuan.core.earliest_day import EarliestDay, earliest_lawful_day
from cunxuan.core.errors import BadInput
from cunxuan.core.law import rules_for, rules_of_pack

TODAY = date(2026, 12, 1)
DAY = timedelta(days=1)


def earliest(pack: str, today: date = TODAY, **done: date | str) -> EarliestDay:
    return earliest_lawful_day(lambda day: rules_of_pack(pack, day), today, done)


def test_without_a_roll_it_is_twenty_days_from_today() -> None:
    found = earliest("CN@2026-01-01")
    assert found.day == date(2026, 12, 21)
    assert found.lawful
    assert [finding.reason for finding in found.binding] == ["NOT_DONE_YET"]
    assert found.binding[0].basis == "村民委员会组织法 第十七条"
    assert "即使 2026-12-01 当天办理" in found.binding[0].text
    assert "选举日最早为 2026-12-21" in found.binding[0].text


def test_with_a_roll_it_is_twenty_days_from_its_publication() -> None:
    found = earliest("CN@2026-01-01", roll_published="2026-11-25")
    assert found.day == date(2026, 12, 15)
    assert [finding.reason for finding in found.binding] == ["DONE_ON"]
    assert found.binding[0].numbers == {"days": 20}
    assert "于 2026-11-25 办理" in found.binding[0].text


def test_in_zhejiang_candidates_not_published_take_five_days_more() -> None:
    found = earliest("ZJ@2020-07-31", date(2024, 12, 10), roll_published="2024-11-10")
    assert found.day == date(2024, 12, 15)
    assert {finding.values["step"] for finding in found.binding} == {"candidates_published", "voting_notice_published"}


def test_in_sichuan_the_nominees_take_fifteen() -> None:
    found = earliest("SC@2026-01-01", roll_published="2026-11-01")
    assert found.day == TODAY + 15 * DAY
    assert [finding.values["step"] for finding in found.binding] == ["review_completed"]


def test_where_every_limit_is_met_nothing_stands_in_the_way_of_today() -> None:
    done = {"roll_published": "2026-11-01", "candidates_met_voters": "2026-11-29", "audit_published": "2026-10-01"}
    found = earliest("CN@2026-01-01", **done)
    assert (found.day, found.binding) == (TODAY, ())


def test_what_was_done_out_of_order_no_day_can_mend() -> None:
    found = earliest("CN@2026-01-01", nomination_notice="2026-11-20", nomination_vote="2026-11-19")
    assert not found.lawful
    assert [finding.reason for finding in found.past_mending] == ["OUT_OF_ORDER"]
    assert found.day == date(2026, 12, 21)


def test_a_limit_that_does_not_count_from_polling_day_speaks_for_itself() -> None:
    found = earliest(
        "HEN@2011-07-29", date(2011, 12, 1), roll_published="2011-11-30", candidates_published="2011-11-25"
    )
    assert [finding.reason for finding in found.past_mending] == ["STEP_OVERDUE"]  # withdrawals: three days after


def test_a_limit_that_counts_from_a_planned_step_binds_in_its_own_words() -> None:
    national, henan = rules_of_pack("CN@2026-01-01"), rules_of_pack("HEN@2011-07-29")
    key = "withdrawal_days_after_list"  # three days after the list, which is planned six days before the poll
    rules = replace(national, rules={**national.rules, key: henan[key]})
    found = earliest_lawful_day(lambda _: rules, TODAY, {"roll_published": "2026-11-01"})
    assert found.day == TODAY + 3 * DAY
    assert [finding.reason for finding in found.binding] == ["STEP_OVERDUE"]


def test_a_later_day_can_fall_under_another_law() -> None:
    found = earliest_lawful_day(lambda day: rules_for("630000000000", day), date(2025, 12, 20))
    assert (found.day, found.rules.name) == (date(2026, 1, 9), "CN@2026-01-01")


def test_what_no_day_mends_is_judged_by_the_law_of_the_day_that_is_found() -> None:
    henan = earliest_lawful_day(  # the three days for withdrawals are Henan's of 2011-07-29
        lambda day: rules_for("410000000000", day), date(2010, 12, 27), {"candidates_published": "2010-12-23"}
    )
    assert (henan.day, henan.rules.name, henan.past_mending) == (date(2011, 1, 16), "CN@2010-10-28", ())


def test_a_roll_dated_after_today_counts_from_its_day() -> None:
    assert earliest("CN@2026-01-01", roll_published="2026-12-05").day == date(2026, 12, 25)


def test_after_the_poll_there_is_nothing_to_look_for() -> None:
    with pytest.raises(BadInput, match="投票已经举行"):
        earliest("CN@2026-01-01", polling="2026-11-30")
