"""The timetable: each step's day by arithmetic, and what the law says about what was done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest

from cunxuan.core.law import Rules, packs, party_rules, rules_for, rules_of_pack
from cunxuan.core.steps import COURSES, FURTHER, PARTY_STEPS, Course
from cunxuan.core.timetable import (
    STEP_IDS,
    Step,
    earliest_polling_day,
    party_day_for,
    plan,
    plan_party,
    step_name,
)

QINGHE = "140824100200"
POLLING = date(2026, 12, 20)
DAY = timedelta(days=1)
COMMITTEE_PACKS = [pack.name for pack in packs() if pack.layer in ("national", "guidance", "province")]


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
    assert found.confirmed
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


def test_of_the_poll_and_its_result_the_later_day_counts_for_the_new_committee() -> None:
    assert step("handover_by", polling="2026-12-20", result_announced="2026-12-21").latest == date(2026, 12, 31)


def test_a_poll_held_on_another_day_moves_nothing_that_counts_from_polling_day() -> None:
    held = {"polling": "2026-12-22"}
    assert step("roll_published", **held).latest == date(2026, 11, 30)
    assert step("objections_closed", **held).earliest == date(2026, 11, 27)


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


def test_villages_with_the_same_days_share_one_plan() -> None:
    rules, done = rules_for(QINGHE, POLLING), {"roll_published": date(2026, 11, 20)}
    plans = [plan(rules, POLLING, dict(done), date(2026, 11, 24)) for _ in range(2)]
    assert plans[0] is plans[1]


# -- every legal day of every pack, on the day and a day past it ---------------------------------------------------


def in_the_place(rules: Rules, name: str, done: Mapping[str, date], today: date | None = None) -> Step:
    return next(one for one in plan(rules, POLLING, done, today, "committee") if one.step == name)


@pytest.mark.parametrize("pack", COMMITTEE_PACKS)
def test_on_the_last_day_a_step_is_lawful_and_a_day_later_it_is_not(pack: str) -> None:
    rules = rules_of_pack(pack)
    for planned in plan(rules, POLLING, course="committee"):
        if planned.latest is None:
            continue
        on_the_day = in_the_place(rules, planned.step, {planned.step: planned.latest})
        assert not (on_the_day.finding and on_the_day.finding.blocks), planned.step
        noted = {finding.reason for finding in on_the_day.findings} & {"EXACTLY_THE_LAST_DAY", "EXACTLY_20_DAYS"}
        assert bool(noted) == (planned.why.days != 0), planned.step
        before = in_the_place(rules, planned.step, {planned.step: planned.latest - DAY})
        assert not {finding.reason for finding in before.findings} & {"EXACTLY_THE_LAST_DAY", "EXACTLY_20_DAYS"}
        late = in_the_place(rules, planned.step, {planned.step: planned.latest + DAY})
        assert late.finding is not None
        assert late.finding.blocks, planned.step
        assert late.finding.rule is planned.rule


@pytest.mark.parametrize("pack", COMMITTEE_PACKS)
def test_a_period_is_over_with_its_last_day_and_not_a_day_before(pack: str) -> None:
    rules = rules_of_pack(pack)
    for planned in plan(rules, POLLING, course="committee"):
        if planned.earliest is None:
            continue
        ends = in_the_place(rules, planned.step, {planned.step: planned.earliest})
        assert reason(ends) == "PERIOD_ENDS_THAT_DAY"
        assert reason(in_the_place(rules, planned.step, {planned.step: planned.earliest - DAY})) == "STEP_TOO_EARLY"
        assert reason(in_the_place(rules, planned.step, {planned.step: planned.earliest + DAY})) is None


@pytest.mark.parametrize("pack", COMMITTEE_PACKS)
def test_a_step_not_done_is_late_on_the_day_after_its_last_one(pack: str) -> None:
    rules = rules_of_pack(pack)
    if_needed = {kind.step for kind in COURSES["committee"] if kind.if_needed}
    further = {kind.step for kind in FURTHER}
    for planned in plan(rules, POLLING, course="committee"):
        if planned.latest is None:
            continue
        assert in_the_place(rules, planned.step, {}, planned.latest).finding is None
        late = in_the_place(rules, planned.step, {}, planned.latest + DAY).finding
        assert (late is None) == (planned.step in if_needed), planned.step
        if late:
            assert late.blocks == (planned.step not in further), planned.step


# -- the further days of a place ----------------------------------------------------------------------------------


def further(pack: str, name: str, **done: date) -> Step:
    return in_the_place(rules_of_pack(pack), name, done)


def test_a_further_day_stands_in_the_timetable_only_where_the_law_gives_it() -> None:
    named = {kind.step for kind in FURTHER}
    national = {one.step for one in plan(rules_of_pack("CN@2026-01-01"), POLLING, course="committee")} & named
    assert national == {"audit_published", "ec_objections_closed"}
    assert not {one.step for one in plan(rules_of_pack("ZJ@2020-07-31"), POLLING)} & named
    zhejiang = {one.step for one in plan(rules_of_pack("ZJ@2020-07-31"), POLLING, course="committee")} & named
    assert zhejiang - national == {
        "self_nomination_closed",
        "self_nominated_list_published",
        "speech_requests_closed",
        "mobile_list_published",
    }


def test_the_further_days_move_no_recorded_one() -> None:
    for pack in COMMITTEE_PACKS:
        rules = rules_of_pack(pack)
        everything = {one.step: one for one in plan(rules, POLLING, course="committee")}
        assert all(everything[one.step] == one for one in plan(rules, POLLING))


@pytest.mark.parametrize(
    ("pack", "name", "days"),
    [
        ("CN@2026-01-01", "audit_published", -1),
        ("HAIN@2025-12-03", "audit_published", -5),
        ("HAIN@2025-12-03", "mobile_list_published", -3),
        ("HAIN@2025-12-03", "group_leaders_chosen", 30),
        ("HAIN@2025-12-03", "write_in_checked", 7),
        ("HAIN@2025-12-03", "seal_handed_over", 0),
        ("SC@2026-01-01", "nominees_published", -15),
        ("SC@2026-01-01", "group_leaders_chosen", 15),
        ("SC@2026-01-01", "archive_by", 10),
        ("TJ@2019-05-30", "nominees_published", -7),
        ("TJ@2019-05-30", "candidates_published", -3),
        ("TJ@2019-05-30", "withdrawals_closed", -5),
        ("TJ@2019-05-30", "self_nominated_list_published", -2),
        ("TJ@2019-05-30", "runoff_by", 7),
        ("HEB@2020-07-30", "self_nomination_closed", -10),
        ("HEB@2020-07-30", "withdrawals_closed", -7),
        ("ZJ@2020-07-31", "self_nomination_closed", -10),
        ("ZJ@2020-07-31", "self_nominated_list_published", -5),
        ("ZJ@2020-07-31", "runoff_by", 30),
        ("SH@2020-09-25", "proxies_published", -2),
        ("BJ@2012-09-28", "runoff_by", 15),
        ("HEN@2011-07-29", "seal_handed_over", 0),
    ],
)
def test_the_last_days_that_the_provinces_give(pack: str, name: str, days: int) -> None:
    assert further(pack, name).latest == POLLING + DAY * days


def test_in_sichuan_the_audit_is_published_before_the_election_committee_is_chosen() -> None:
    chosen = date(2026, 11, 16)
    assert further("SC@2026-01-01", "audit_published", committee_chosen=chosen).latest == chosen - DAY
    late = further("SC@2026-01-01", "audit_published", committee_chosen=chosen, audit_published=chosen)
    assert reason(late) == "STEP_TOO_LATE"


def test_in_chongqing_it_is_published_three_days_before() -> None:
    chosen = date(2026, 11, 16)
    assert further("CQ@2026-01-01", "audit_published", committee_chosen=chosen).latest == chosen - 3 * DAY


def test_in_hainan_the_representatives_come_first_and_the_review_leaves_days_for_objections() -> None:
    chosen, reviewed = date(2026, 11, 16), date(2026, 12, 8)
    assert further("HAIN@2025-12-03", "representatives_chosen", committee_chosen=chosen).latest == chosen - DAY
    closed = further("HAIN@2025-12-03", "review_objections_closed", review_completed=reviewed)
    assert closed.earliest == reviewed + 3 * DAY
    assert further("HAIN@2025-12-03", "review_completed").recommended == POLLING - 10 * DAY
    nominated = further("HAIN@2025-12-03", "review_completed", nomination_vote=date(2026, 12, 3))
    assert nominated.latest == date(2026, 12, 10)


def test_a_further_day_that_passed_without_a_record_asks_and_does_not_block() -> None:
    found = in_the_place(rules_of_pack("SC@2026-01-01"), "nominees_published", {}, date(2026, 12, 6))
    assert (reason(found), found.finding.severity) == ("NO_RECORD", "warn")


def test_where_withdrawals_close_before_the_list_they_may_come_first() -> None:
    first = {"withdrawals_closed": date(2026, 12, 13), "candidates_published": date(2026, 12, 15)}
    assert reason(further("HEB@2020-07-30", "withdrawals_closed", **first)) == "EXACTLY_THE_LAST_DAY"
    assert reason(further("ZJ@2020-07-31", "withdrawals_closed", **first)) == "OUT_OF_ORDER"
    assert reason(further("CN@2026-01-01", "withdrawals_closed", **first)) == "OUT_OF_ORDER"


def test_where_both_close_on_one_day_the_order_stands() -> None:
    first = {"proxies_published": date(2026, 12, 18), "proxies_closed": date(2026, 12, 19)}
    assert reason(further("HEN@2011-07-29", "proxies_published", **first)) == "OUT_OF_ORDER"


def test_a_step_that_the_law_moves_earlier_takes_those_before_it_along() -> None:
    days = {one.step: (one.recommended - POLLING).days for one in plan(rules_of_pack("SC@2026-01-01"), POLLING)}
    assert (days["nomination_notice"], days["nomination_vote"], days["review_completed"]) == (-18, -17, -15)
    usual = {one.step: (one.recommended - POLLING).days for one in plan(rules_of_pack("CN@2026-01-01"), POLLING)}
    assert (usual["nomination_notice"], usual["nomination_vote"], usual["review_completed"]) == (-15, -14, -7)


# -- why ----------------------------------------------------------------------------------------------------------


def test_why_names_the_day_it_counts_from_the_rule_its_pack_and_whether_it_was_read() -> None:
    why = step("candidates_published", "ZJ@2020-07-31").why
    assert (why.start, why.days, why.rule, why.pack, why.layer) == (
        POLLING,
        -5,
        "candidates_days_before",
        "ZJ@2020-07-31",
        "province",
    )
    assert (why.basis, why.confirmed) == ("浙江省村民委员会选举办法 第十八条", True)
    assert why.basis_en.endswith("art. 18")
    runoff = step("runoff_by").why
    assert (runoff.layer, runoff.confirmed) == ("guidance", False)
    assert step("objections_closed").why.start == date(2026, 11, 22)
    assert step("objections_closed").why.zh.endswith("，当日届满")


def test_all_reasons_of_a_step_are_kept_the_gravest_first() -> None:
    found = step(
        "candidates_met_voters",
        "ZJ@2020-07-31",
        today=date(2026, 12, 1),
        candidates_published="2026-12-22",
        candidates_met_voters="2026-12-20",
    )
    assert [finding.reason for finding in found.findings] == [
        "STEP_TOO_LATE",
        "OUT_OF_ORDER",
        "DONE_AFTER_TODAY",
        "LATER_THAN_RECOMMENDED",
    ]
    assert found.finding == found.findings[0]


def test_a_step_out_of_order_is_graver_than_one_without_a_day_to_spare() -> None:
    found = step("roll_published", registration_opened="2026-12-01", roll_published="2026-11-30")
    assert [finding.reason for finding in found.findings] == [
        "OUT_OF_ORDER",
        "EXACTLY_20_DAYS",
        "LATER_THAN_RECOMMENDED",
    ]


def test_advice_rests_on_no_text_that_would_have_to_be_read() -> None:
    why = step("nomination_notice").why
    assert (why.confirmed, why.rule, why.start) == (True, "", POLLING)


def test_later_than_recommended_is_said_from_the_day_after_it() -> None:
    assert reason(step("method_adopted", method_adopted="2026-11-16")) is None
    assert reason(step("method_adopted", method_adopted="2026-11-17")) == "LATER_THAN_RECOMMENDED"


def test_what_is_done_today_is_not_ahead_of_its_time() -> None:
    assert reason(step("method_adopted", today=date(2026, 11, 16), method_adopted="2026-11-16")) is None
    assert reason(step("method_adopted", today=date(2026, 11, 15), method_adopted="2026-11-16")) == "DONE_AFTER_TODAY"


def test_two_steps_may_be_done_on_one_day() -> None:
    same = {"nomination_notice": "2026-12-04", "nomination_vote": "2026-12-04"}
    assert reason(step("nomination_vote", **same)) is None


# -- days off -----------------------------------------------------------------------------------------------------


def reasons(found: Step) -> list[str]:
    return [finding.reason for finding in found.findings]


def test_a_last_day_on_a_sunday_stays_and_is_pointed_out_until_it_is_done() -> None:
    rules = rules_of_pack("CN@2026-01-01")
    polling = date(2026, 12, 19)  # the roll is due on Sunday, 29 November
    roll = next(one for one in plan(rules, polling) if one.step == "roll_published")
    assert roll.latest == date(2026, 11, 29)
    assert reasons(roll) == ["LAST_DAY_IS_OFF"]
    assert (roll.findings[0].severity, roll.finding) == ("warn", None)
    assert "是星期日" in roll.findings[0].text
    assert "is a Sunday" in roll.findings[0].sentence("en")
    done = next(
        one for one in plan(rules, polling, {"roll_published": date(2026, 11, 20)}) if one.step == "roll_published"
    )
    assert reasons(done) == []


def test_what_belongs_to_the_vote_itself_is_done_on_a_sunday_without_remark() -> None:
    assert POLLING.weekday() == 6
    assert reasons(step("result_announced")) == []


def test_where_the_holidays_are_not_published_the_step_says_so() -> None:
    assert reasons(step("handover_by")) == ["HOLIDAYS_NOT_HELD"]
    assert reasons(step("handover_by", polling="2026-12-18")) == []


def moving(**more: object) -> Rules:
    national = rules_of_pack("CN@2026-01-01")
    rule = replace(national["roll_over_holidays"], value=True)
    return replace(national, rules={**national.rules, "roll_over_holidays": rule, **more})


def test_where_a_rule_moves_days_off_a_day_before_the_vote_moves_back() -> None:
    polling = date(2026, 12, 19)
    roll = next(one for one in plan(moving(), polling) if one.step == "roll_published")
    assert roll.latest == date(2026, 11, 27)
    assert reasons(roll) == ["LAST_DAY_MOVED"]
    assert roll.why.zh == "选举日 12 月 19 日 − 20 天 = 11 月 29 日，遇休假日移至 11 月 27 日，当日可以"
    assert "moved for a day off to 2026-11-27" in roll.why.en
    assert earliest_polling_day(moving(), date(2026, 11, 28)) == date(2026, 12, 20)
    assert earliest_polling_day(moving(), date(2026, 11, 27)) == date(2026, 12, 17)


def test_and_the_end_of_a_period_moves_on() -> None:
    objections = next(
        one
        for one in plan(moving(), POLLING, {"roll_published": date(2026, 11, 23)})
        if one.step == "objections_closed"
    )
    assert objections.earliest == date(2026, 11, 30)  # Saturday the 28th
    result = next(one for one in plan(moving(), POLLING) if one.step == "result_announced")
    assert result.latest == POLLING


def test_a_working_day_moves_nowhere() -> None:
    roll = next(one for one in plan(moving(), POLLING) if one.step == "roll_published")
    assert (roll.latest, reasons(roll)) == (date(2026, 11, 30), [])


# -- the party's election -----------------------------------------------------------------------------------------

PARTY = party_rules(date(2026, 11, 8))
MEETING = date(2026, 11, 8)


def party_step(name: str, polling: date | None = None, today: date | None = None, **done: date | str) -> Step:
    return next(one for one in plan_party(PARTY, MEETING, done, today, polling) if one.step == name)


def test_the_party_has_its_twelve_steps_in_order_of_time() -> None:
    steps = plan_party(PARTY, MEETING)
    assert [one.step for one in steps] == [kind.step for kind in PARTY_STEPS]
    assert {one.election for one in steps} == {"party"}
    assert party_step("request_sent").recommended == date(2026, 10, 9)
    assert party_step("members_meeting").recommended == MEETING
    assert party_step("request_sent").why.zh.startswith("党员大会选举日 11 月 8 日 − 30 天")
    assert step("review_completed").election == "committee"


def test_the_proposed_candidates_are_announced_for_five_whole_working_days_which_nobody_confirmed() -> None:
    announced = party_step("candidates_announced")
    assert (announced.latest, announced.confirmed) == (date(2026, 11, 1), False)
    assert announced.why.zh == "党员大会选举日 11 月 8 日前满 5 个工作日，为 11 月 1 日，当日可以"
    assert announced.why.en.startswith("5 whole working days before the day of the members' meeting")
    assert reason(party_step("candidates_announced", candidates_announced="2026-11-01")) == "EXACTLY_THE_LAST_DAY"
    assert reason(party_step("candidates_announced", candidates_announced="2026-11-02")) == "STEP_TOO_LATE"
    assert reasons(party_step("candidates_announced")) == []


def test_a_holiday_moves_the_announcement_further_back() -> None:
    announced = next(one for one in plan_party(PARTY, date(2026, 10, 9)) if one.step == "candidates_announced")
    assert announced.latest == date(2026, 9, 23)  # working days: 24, 28, 29, 30 September and 8 October
    review = next(one for one in plan_party(PARTY, date(2026, 10, 9)) if one.step == "review_completed")
    assert review.recommended == date(2026, 9, 22)


def test_the_older_regulations_know_no_announcement() -> None:
    older = plan_party(party_rules(date(2011, 11, 8)), date(2011, 11, 8))
    assert not any(one.legal for one in older)


def test_the_meeting_thirty_six_days_before_the_poll_is_early_enough_and_thirty_five_is_not() -> None:
    assert party_step("members_meeting", MEETING + 36 * DAY).findings == ()
    close = party_step("members_meeting", MEETING + 35 * DAY)
    assert (reason(close), close.finding.severity, close.finding.confirmed) == ("PARTY_CLOSE_TO_POLLING", "warn", False)
    assert close.finding.numbers == {"days": 35, "wanted": 36}
    assert party_day_for(PARTY, MEETING + 36 * DAY) == MEETING
    assert party_step("secretary_elected", MEETING + 10 * DAY).finding is None


def test_what_counts_is_the_day_on_which_the_meeting_was_held() -> None:
    polling = MEETING + 36 * DAY
    assert reason(party_step("members_meeting", polling, members_meeting="2026-11-09")) == "PARTY_CLOSE_TO_POLLING"
    assert reason(party_step("members_meeting", polling, members_meeting="2026-11-07")) is None
    later = party_step("members_meeting", polling, members_meeting="2026-11-09")
    assert reasons(later) == ["PARTY_CLOSE_TO_POLLING", "LATER_THAN_RECOMMENDED"]


def test_a_graver_finding_stays_before_it() -> None:
    found = party_step("members_meeting", MEETING + DAY, candidates_approved="2026-11-08", members_meeting="2026-11-07")
    assert reasons(found) == ["OUT_OF_ORDER", "PARTY_CLOSE_TO_POLLING"]
    assert reason(found) == "OUT_OF_ORDER"


def test_where_no_practice_is_known_nothing_is_said_of_the_distance() -> None:
    silent = rules_of_pack("CN@2026-01-01")
    meeting = next(
        one for one in plan_party(silent, MEETING, polling_day=MEETING + DAY) if one.step == "members_meeting"
    )
    assert meeting.finding is None
    assert party_day_for(silent, POLLING) == POLLING


def test_the_party_and_the_committee_have_a_joint_review_each() -> None:
    assert party_step("review_completed", review_completed="2026-10-29").done_on == date(2026, 10, 29)


@pytest.mark.parametrize("course", list(COURSES))
def test_a_step_stands_behind_those_it_needs(course: Course) -> None:
    names = [kind.step for kind in COURSES[course]]
    assert len(names) == len(set(names))
    for kind in COURSES[course]:
        for before in kind.after:
            assert before not in names or names.index(before) < names.index(kind.step), kind.step
