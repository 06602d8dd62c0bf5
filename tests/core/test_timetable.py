"""The timetable: each step's day by arithmetic, and what the law says about what was done."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cunxuan.core.law import packs, rules_for, rules_of_pack
from cunxuan.core.timetable import STEP_IDS, Step, earliest_polling_day, plan, step_name

QINGHE = "140824100200"
POLLING = date(2026, 12, 20)


def step(name: str, pack: str = "", on: date = POLLING, today: date | None = None, **done: date | str) -> Step:
    rules = rules_of_pack(pack) if pack else rules_for(QINGHE, on)
    return next(one for one in plan(rules, on, done, today) if one.step == name)


def reason(found: Step) -> str | None:
    return found.finding.reason if found.finding else None


def test_the_roll_is_published_twenty_days_before_at_the_latest_and_twenty_eight_as_advised() -> None:
    roll = step("roll_published")
    assert (roll.latest, roll.recommended, roll.legal) == (date(2026, 11, 30), date(2026, 11, 22), True)
    assert roll.basis == "村民委员会组织法 第十七条"
    assert roll.document == ("notice_roll",)
    assert roll.why.zh == "选举日 12 月 20 日 − 20 天 = 11 月 30 日，当日可以"
    assert (roll.why.anchor, roll.why.days, roll.why.rule) == ("polling_day", -20, "roll_days_before")


def test_a_step_the_law_sets_no_day_for_is_only_advised() -> None:
    found = step("nomination_notice")
    assert (found.latest, found.earliest, found.legal, found.basis) == (None, None, False, "")
    assert found.why.zh == "选举日 12 月 20 日 − 15 天 = 12 月 5 日（建议，法律没有规定期限）"


def test_every_step_of_the_contract_is_there_once() -> None:
    assert {one.step for one in plan(rules_for(QINGHE, POLLING), POLLING)} == set(STEP_IDS)
    assert len(STEP_IDS) == 23


def test_exactly_twenty_days_are_enough_and_leave_no_room() -> None:
    found = step("roll_published", roll_published="2026-11-30")
    assert reason(found) == "EXACTLY_20_DAYS"
    assert not found.finding.blocks


def test_nineteen_days_are_too_few_and_name_the_earliest_polling_day() -> None:
    found = step("roll_published", roll_published=date(2026, 12, 1))
    assert reason(found) == "ROLL_TOO_LATE"
    assert found.finding.blocks
    assert "2026-12-21" in found.finding.text
    assert earliest_polling_day(rules_for(QINGHE, POLLING), date(2026, 12, 1)) == date(2026, 12, 21)


def test_a_county_that_wants_clear_days_gets_one_day_more() -> None:
    national = rules_of_pack("CN@2026-01-01")
    clear = replace(
        national, rules={**national.rules, "roll_clear_days": replace(national["roll_clear_days"], value=True)}
    )
    roll = next(one for one in plan(clear, POLLING) if one.step == "roll_published")
    assert roll.latest == date(2026, 11, 29)
    assert earliest_polling_day(clear, date(2026, 11, 29)) == POLLING


def test_objections_run_from_the_day_the_roll_was_really_published() -> None:
    assert step("objections_closed").earliest == date(2026, 11, 27)
    assert step("objections_closed", roll_published="2026-11-25").earliest == date(2026, 11, 30)


def test_objections_closed_too_early_are_refused() -> None:
    found = step("objections_closed", roll_published="2026-11-22", objections_closed="2026-11-26")
    assert reason(found) == "STEP_TOO_EARLY"
    ends = step("objections_closed", roll_published="2026-11-22", objections_closed="2026-11-27")
    assert (reason(ends), ends.finding.severity) == ("PERIOD_ENDS_THAT_DAY", "note")
    assert reason(step("objections_closed", roll_published="2026-11-22", objections_closed="2026-11-28")) is None


def test_in_zhejiang_candidates_published_four_days_before_are_too_late() -> None:
    polling = date(2024, 12, 20)
    found = step("candidates_published", "ZJ@2020-07-31", polling, candidates_published="2024-12-16")
    assert reason(found) == "CANDIDATES_TOO_LATE"
    assert found.latest == date(2024, 12, 15)


def test_in_shanghai_proxies_close_five_days_before_in_zhejiang_three() -> None:
    polling = date(2024, 12, 20)
    assert step("proxies_closed", "SH@2020-09-25", polling).latest == date(2024, 12, 15)
    assert step("proxies_closed", "ZJ@2020-07-31", polling).latest == date(2024, 12, 17)
    late = step("proxies_closed", "SH@2020-09-25", polling, proxies_closed="2024-12-16")
    assert reason(late) == "STEP_TOO_LATE"


def test_in_henan_withdrawals_close_three_days_after_the_list() -> None:
    assert step("withdrawals_closed", "HEN@2011-07-29", candidates_published="2026-12-10").latest == date(2026, 12, 13)


def test_in_sichuan_nomination_and_review_end_before_the_nominees_list() -> None:
    assert step("review_completed", "SC@2026-01-01").latest == date(2026, 12, 5)
    assert step("nomination_vote", "SC@2026-01-01").recommended == date(2026, 12, 3)


def test_zhejiang_may_publish_the_winners_the_next_day() -> None:
    assert step("result_announced", "ZJ@2020-07-31").latest == date(2026, 12, 21)
    assert step("result_announced").latest == POLLING


def test_the_handover_is_overdue_on_the_eleventh_day() -> None:
    done = {"polling": "2026-12-20", "result_announced": "2026-12-20"}
    assert reason(step("handover_by", today=date(2026, 12, 30), **done)) is None
    overdue = step("handover_by", today=date(2026, 12, 31), **done)
    assert reason(overdue) == "HANDOVER_OVERDUE"
    assert overdue.latest == date(2026, 12, 30)


def test_the_handover_counts_from_the_day_the_poll_was_really_held() -> None:
    assert step("handover_by", polling="2026-12-22").latest == date(2027, 1, 1)


def test_a_runoff_is_never_overdue_because_it_may_not_be_needed() -> None:
    assert reason(step("runoff_by", today=date(2027, 3, 1))) is None


def test_a_legal_day_that_passed_is_overdue() -> None:
    assert reason(step("roll_published", today=date(2026, 12, 1))) == "STEP_OVERDUE"
    assert reason(step("roll_published", today=date(2026, 11, 30))) is None


def test_a_step_before_the_one_it_needs_is_out_of_order() -> None:
    found = step("nomination_vote", nomination_notice="2026-12-05", nomination_vote="2026-12-04")
    assert reason(found) == "OUT_OF_ORDER"
    assert "“提名候选人”" in found.finding.text
    assert "“Nominate candidates”" in found.finding.sentence("en")


def test_a_day_that_has_not_come_is_pointed_out() -> None:
    assert reason(step("polling", today=date(2026, 12, 1))) is None
    assert reason(step("method_adopted", today=date(2026, 11, 10), method_adopted="2026-11-16")) == "DONE_AFTER_TODAY"


def test_later_than_advised_is_no_more_than_a_note() -> None:
    found = step("method_adopted", method_adopted="2026-11-20")
    assert (reason(found), found.finding.severity) == ("LATER_THAN_RECOMMENDED", "note")


def test_the_gravest_finding_is_the_one_shown() -> None:
    found = step(
        "candidates_met_voters", "ZJ@2020-07-31", candidates_published="2026-12-14", candidates_met_voters="2026-12-20"
    )
    assert reason(found) == "STEP_TOO_LATE"


def test_on_the_day_itself_nothing_is_added() -> None:
    assert step("polling").why.en == "polling day 2026-12-20 (advice; the law sets no day)"


def test_every_step_has_a_name_in_both_languages() -> None:
    assert step_name("roll_published") == "公布登记参加选举的村民名单"
    assert step_name("audit_evaluation", "en") == "Audit and evaluation before the election"


def test_two_hundred_villages_are_planned_in_five_milliseconds_once_planned() -> None:
    rules, done = rules_for(QINGHE, POLLING), {"roll_published": date(2026, 11, 20)}
    plan(rules, POLLING, done, date(2026, 11, 24))
    best = min(_seconds(lambda: [plan(rules, POLLING, done, date(2026, 11, 24)) for _ in range(200)]) for _ in range(5))
    assert best < 1 / 200


def _seconds(act: object) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


@given(st.dates(date(2019, 1, 1), date(2040, 12, 31)), st.sampled_from([pack.name for pack in packs()]))
def test_every_polling_day_gives_an_ordered_timetable(polling: date, pack: str) -> None:
    steps = plan(rules_of_pack(pack), polling)
    days = {one.step: one.recommended for one in steps}
    assert [one.recommended for one in steps] == sorted(days.values())
    for one in steps:
        assert one.latest is None or one.recommended <= one.latest
        assert one.earliest is None or one.recommended >= one.earliest
        assert abs(one.recommended - polling) <= timedelta(days=40)
    for before, after in pairwise(ORDER):
        assert days[before] <= days[after], (before, after)


ORDER = (
    "election_day_fixed",
    "committee_chosen",
    "method_adopted",
    "registration_opened",
    "roll_published",
    "objections_closed",
    "nomination_notice",
    "nomination_vote",
    "review_completed",
    "candidates_published",
    "candidates_met_voters",
    "ballots_ready",
    "polling",
    "result_announced",
    "handover_by",
    "archive_by",
)


@given(st.dates(date(2019, 1, 1), date(2040, 12, 31)), st.sampled_from([pack.name for pack in packs()]))
def test_a_village_that_keeps_to_the_advice_breaks_nothing(polling: date, pack: str) -> None:
    rules = rules_of_pack(pack)
    kept = {one.step: one.recommended for one in plan(rules, polling)}
    followed = plan(rules, polling, kept, polling + timedelta(days=60))
    assert {finding.severity for one in followed for finding in one.findings} <= {"note"}


@pytest.mark.parametrize("pack", [pack.name for pack in packs()])
def test_what_is_done_stays_in_the_plan(pack: str) -> None:
    rules = rules_of_pack(pack)
    done = {"roll_published": date(2026, 11, 20)}
    assert [one.done_on for one in plan(rules, POLLING, done.items()) if one.done_on] == [date(2026, 11, 20)]
