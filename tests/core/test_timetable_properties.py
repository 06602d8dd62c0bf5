"""Whatever the day of the vote, the timetable is consistent, and a village that keeps to its advice breaks nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cunxuan.core.earliest_day import earliest_lawful_day
from cunxuan.core.errors import BadInput
from cunxuan.core.law import Pack, Rules, packs, party_rules, rules_for, rules_of_pack
from cunxuan.core.steps import COURSES, STEPS, Course
from cunxuan.core.timetable import Step, plan, plan_party

DAY = timedelta(days=1)
FIRST, LAST = date(2010, 10, 28), date(2040, 12, 31)
COMMITTEE_PACKS = [pack for pack in packs() if pack.layer in ("national", "guidance", "province")]
PROVINCES = sorted({pack.division for pack in packs() if pack.layer == "province"} | {"63"})

#: Dozens of timetables in each example, none of them made before.

#: The recommended days keep this order whatever the law of the place; equal days do.
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


def days_of_turning() -> Iterator[date]:
    """The ends of all months with the days beside them, leap days, and the days on which a pack begins or ends."""
    day = FIRST
    while day <= LAST:
        if (day + DAY).day == 1 or day.day == 1 or (day.month, day.day) == (2, 28):
            yield day
        day += DAY
    for pack in COMMITTEE_PACKS:
        for turn in (pack.since, pack.until):
            if turn and FIRST < turn < LAST:
                yield from (turn - DAY, turn, turn + DAY)


TURNING = sorted(set(days_of_turning()))


def consistent(steps: tuple[Step, ...], vote: date, course: Course) -> None:
    days = {one.step: one.recommended for one in steps}
    assert [one.recommended for one in steps] == sorted(days.values())
    for one in steps:
        assert one.legal == (one.latest is not None or one.earliest is not None)
        assert one.latest is None or one.recommended <= one.latest
        assert one.earliest is None or one.recommended >= one.earliest
        assert -60 <= (one.recommended - vote).days <= 30
        assert (one.why.rule != "") == one.legal
    for kind in COURSES[course]:
        for before in kind.after:
            if kind.step in days and before in days and (kind.step, before) != WITHDRAWALS:
                assert days[before] <= days[kind.step], (before, kind.step)


#: In some provinces they close before the list is published.
WITHDRAWALS = ("withdrawals_closed", "candidates_published")


def keeping_to_the_advice_breaks_nothing(rules: Rules, vote: date, course: Course) -> None:
    kept = {one.step: one.recommended for one in plan(rules, vote, course=course)}
    for followed in plan(rules, vote, kept, vote + DAY * 90, course):
        assert followed.done_on == kept[followed.step]
        assert {finding.severity for finding in followed.findings} <= {"note"}, followed


@pytest.mark.parametrize("pack", COMMITTEE_PACKS, ids=lambda pack: pack.name)
def test_at_every_turn_of_a_month_and_of_the_law_every_pack_in_force_gives_a_lawful_timetable(pack: Pack) -> None:
    tried = 0
    for polling in TURNING:
        if pack.in_force_on(polling):
            rules = rules_of_pack(pack.name, polling)
            consistent(plan(rules, polling, course="committee"), polling, "committee")
            keeping_to_the_advice_breaks_nothing(rules, polling, "committee")
            tried += 1
    assert tried


def test_every_single_day_of_thirty_years_gives_the_recorded_steps_in_order() -> None:
    polling = FIRST
    while polling <= LAST:
        steps = plan(rules_for("630000000000", polling), polling)
        days = {one.step: one.recommended for one in steps}
        assert len(steps) == len(STEPS)
        assert all(days[before] <= days[after] for before, after in pairwise(ORDER)), polling
        roll = next(one for one in steps if one.step == "roll_published")
        assert roll.latest == polling - 20 * DAY
        polling += DAY


@given(st.dates(FIRST, LAST), st.sampled_from(PROVINCES))
def test_in_every_province_on_any_day_the_law_in_force_gives_a_lawful_timetable(polling: date, province: str) -> None:
    rules = rules_for(province + "0000000000", polling)
    consistent(plan(rules, polling, course="committee"), polling, "committee")
    keeping_to_the_advice_breaks_nothing(rules, polling, "committee")


@given(st.dates(FIRST, LAST), st.integers(0, 80))
def test_on_any_day_the_party_has_a_lawful_timetable(party_day: date, days_before_polling: int) -> None:
    rules = party_rules(party_day)
    steps = plan_party(rules, party_day)
    consistent(steps, party_day, "party")
    keeping_to_the_advice_breaks_nothing(rules, party_day, "party")
    polling = party_day + DAY * days_before_polling
    meeting = next(one for one in plan_party(rules, party_day, polling_day=polling) if one.step == "members_meeting")
    assert (meeting.finding is None) == (days_before_polling >= 36)


@given(
    st.dates(FIRST + DAY * 60, LAST - DAY * 500),
    st.sampled_from(PROVINCES),
    st.dictionaries(
        st.sampled_from(["roll_published", "candidates_published", "review_completed", "proxies_closed"]),
        st.integers(-30, 10),
        max_size=3,
    ),
)
def test_the_earliest_polling_day_breaks_no_rule_and_the_day_before_it_does(
    today: date, province: str, done: dict[str, int]
) -> None:
    given_days = {step: today + DAY * days for step, days in done.items()}
    found = earliest_lawful_day(lambda day: rules_for(province + "0000000000", day), today, given_days)

    def broken(day: date) -> set[tuple[str, str]]:
        """What blocks on a day, and would not were the poll a year later under the same law."""
        rules = rules_for(province + "0000000000", day)
        soon, late = (plan(rules, polling, given_days, today, "committee") for polling in (day, day + DAY * 400))
        blocks = [
            {(one.step, one.finding.code) for one in p if one.finding and one.finding.blocks} for p in (soon, late)
        ]
        return blocks[0] - blocks[1]

    assert broken(found.day) == set()
    assert found.day >= today
    assert found.day == today or (broken(found.day - DAY) and found.binding)


def test_no_law_is_held_before_the_first_day() -> None:
    with pytest.raises(BadInput):
        rules_for("630000000000", FIRST - DAY)
