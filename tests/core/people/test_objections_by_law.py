"""Objections to the roll: five days, three days, and the appeal of Hainan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cunxuan.core.law import rules_of_pack
from cunxuan.core.people.objections import Objection, objection

CN = rules_of_pack("CN@2026-01-01")
HEN = rules_of_pack("HEN@2011-07-29")
TJ = rules_of_pack("TJ@2019-05-30")
BJ = rules_of_pack("BJ@2012-09-28")
HAIN = rules_of_pack("HAIN@2025-12-03")

PUBLISHED = date(2026, 11, 22)
CASE = Objection(PUBLISHED, date(2026, 11, 27))


def nov(day: int) -> date:
    return date(2026, 11, day)


@pytest.mark.parametrize(
    ("day", "code", "in_time"),
    [
        (21, "BEFORE_PUBLICATION", True),
        (22, "ON_THE_DAY_OF_PUBLICATION", True),
        (23, "IN_TIME", True),
        (27, "IN_TIME", True),
        (28, "LATE", False),
    ],
)
def test_the_day_of_publication_is_not_counted_and_the_fifth_counts_to_its_end(
    day: int, code: str, in_time: bool
) -> None:
    answer = objection(CN, replace(CASE, received_on=nov(day)), nov(day))
    assert answer.code == code
    assert answer.follows["in_time"] is in_time
    assert answer.ok
    assert (answer.follows["window_first"], answer.follows["window_last"]) == (nov(23), nov(27))


def test_the_committee_decides_within_three_days_of_receipt() -> None:
    assert objection(CN, CASE, nov(28)).follows["decide_by"] == nov(30)
    early = replace(CASE, received_on=nov(20))
    assert objection(CN, early, nov(20)).follows["decide_by"] == nov(25)  # as received when the roll was published


@pytest.mark.parametrize("rules", [HEN, TJ], ids=["HEN", "TJ"])
def test_where_the_text_says_so_a_late_objection_is_not_accepted(rules: object) -> None:
    answer = objection(rules, replace(CASE, received_on=nov(28)), nov(28))  # type: ignore[arg-type]
    assert (answer.ok, answer.code, answer.follows["state"]) == (False, "LATE_NOT_ACCEPTED", "not_accepted")
    assert "decide_by" not in answer.follows


def test_henan_wants_it_in_writing_and_beijing_the_decision() -> None:
    assert objection(HEN, replace(CASE, in_writing=False), nov(27)).code == "OBJECTION_NOT_IN_WRITING"
    assert objection(CN, replace(CASE, in_writing=False), nov(27)).ok
    decided = replace(CASE, decided_on=nov(29), outcome_published_on=nov(29), decision_in_writing=False)
    assert objection(BJ, decided, nov(29)).code == "DECISION_NOT_IN_WRITING"
    assert objection(CN, decided, nov(29)).ok


@pytest.mark.parametrize(
    ("decided", "today", "state", "reason"),
    [
        (None, 30, "open", "DECISION_DUE"),
        (30, 30, "decided", "DECIDED"),
    ],
)
def test_on_the_last_day_it_is_open_or_decided_in_time(
    decided: int | None, today: int, state: str, reason: str
) -> None:
    answer = objection(CN, replace(CASE, decided_on=decided and nov(decided)), nov(today))
    assert answer.follows["state"] == state
    assert reason in {one.reason for one in answer.findings}


def test_a_day_later_it_is_overdue_or_decided_late() -> None:
    december = date(2026, 12, 1)
    assert objection(CN, CASE, december).code == "DECISION_OVERDUE"
    assert objection(CN, CASE, december).follows["state"] == "overdue"
    late = objection(CN, replace(CASE, decided_on=december, outcome_published_on=december), december)
    assert (late.ok, late.code, late.follows["state"]) == (True, "DECIDED_LATE", "decided_late")


def test_a_decision_is_to_be_published() -> None:
    decided = replace(CASE, decided_on=nov(29))
    assert objection(CN, decided, nov(29)).code == "OUTCOME_NOT_PUBLISHED"
    assert objection(CN, replace(decided, outcome_published_on=nov(29)), nov(29)).code == "IN_TIME"


DECIDED = replace(CASE, decided_on=nov(24), received_on=nov(23), outcome_published_on=nov(24))


@pytest.mark.parametrize(
    ("appealed", "appeal_decided", "today", "state", "code"),
    [
        (27, None, 30, "appeal_open", "IN_TIME"),
        (27, None, 31, "appeal_overdue", "APPEAL_OVERDUE"),
        (27, 30, 30, "appeal_decided", "IN_TIME"),
        (27, 31, 31, "appeal_decided_late", "APPEAL_DECIDED_LATE"),
        (28, None, 28, "decided", "APPEAL_LATE"),
        (None, None, 28, "decided", "IN_TIME"),
    ],
)
def test_in_hainan_the_township_hears_an_appeal(
    appealed: int | None, appeal_decided: int | None, today: int, state: str, code: str
) -> None:
    def day(n: int | None) -> date | None:
        return None if n is None else date(2026, 12, 1) if n == 31 else nov(n)

    case = replace(DECIDED, appealed_on=day(appealed), appeal_decided_on=day(appeal_decided))
    answer = objection(HAIN, case, day(today) or PUBLISHED)
    assert (answer.follows["state"], answer.code) == (state, code)
    assert answer.follows["appeal_by"] == nov(27)


def test_before_the_decision_there_is_nothing_to_appeal_against() -> None:
    assert "appeal_by" not in objection(HAIN, CASE, nov(28)).follows


def test_elsewhere_the_law_knows_no_appeal_and_the_answer_says_so() -> None:
    answer = objection(CN, replace(DECIDED, appealed_on=nov(25)), nov(25))
    assert answer.ok
    assert "NO_APPEAL_PROVIDED" in {one.reason for one in answer.findings}


def test_a_last_day_on_which_offices_are_closed_stays_the_last_day_and_is_pointed_out() -> None:
    case = replace(CASE, roll_published_on=nov(20), received_on=nov(25))
    answer = objection(CN, case, nov(25))
    assert answer.follows["decide_by"] == nov(28)
    assert "2026-11-28 是星期六" in answer.findings[-1].text
    assert "LAST_DAY_CLOSED" not in {one.reason for one in objection(CN, case, nov(29)).findings}


def test_where_a_rule_moves_it_the_next_working_day_is_the_last() -> None:
    moving = replace(CN, rules={**CN.rules, "roll_over_holidays": replace(CN["roll_over_holidays"], value=True)})
    answer = objection(moving, replace(CASE, roll_published_on=nov(20), received_on=nov(25)), nov(25))
    assert answer.follows["decide_by"] == nov(30)
    assert "LAST_DAY_CLOSED" not in {one.reason for one in answer.findings}


days = st.none() | st.dates(date(2026, 11, 20), date(2026, 12, 10))


@given(
    st.sampled_from([CN, HEN, TJ, BJ, HAIN]),
    st.builds(
        Objection,
        roll_published_on=st.just(PUBLISHED),
        received_on=st.dates(date(2026, 11, 20), date(2026, 11, 30)),
        in_writing=st.booleans(),
        decided_on=days,
        decision_in_writing=st.booleans(),
        outcome_published_on=days,
        appealed_on=days,
        appeal_decided_on=days,
    ),
    st.dates(date(2026, 11, 20), date(2026, 12, 10)),
)
def test_every_answer_is_a_sentence_that_rests_on_the_parameter_it_names(rules, case, today) -> None:  # type: ignore[no-untyped-def]
    answer = objection(rules, case, today)
    for one in answer.findings:
        assert one.text and one.sentence("en")
        assert one.rule is None or one.rule.key in one.kind.rests_on
    earlier = objection(rules, replace(case, received_on=PUBLISHED, in_writing=True), today)
    late = {"LATE_NOT_ACCEPTED", "OBJECTION_NOT_IN_WRITING"}
    assert not late & {one.reason for one in earlier.findings}
