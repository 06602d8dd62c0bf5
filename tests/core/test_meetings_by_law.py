"""Quorum, decision and notice of the three meetings, and who the representatives are."""

from datetime import date

import pytest

from cunxuan.core.law import rules_of_pack
from cunxuan.core.meetings import Attendance, Meeting, Representation, held, represented

LAW = rules_of_pack("CN@2026-01-01")
OLD = rules_of_pack("CN@2018-12-29")


def reasons(found):
    return [finding.reason for finding in found.findings]


@pytest.mark.parametrize(
    ("kind", "of", "present", "quorum"),
    [
        ("villagers_assembly", 1001, 501, True),
        ("villagers_assembly", 1001, 500, False),
        ("villagers_assembly", 1000, 500, False),
        ("representatives_assembly", 30, 20, True),
        ("representatives_assembly", 30, 19, False),
        ("group_meetings", 100, 67, True),
        ("group_meetings", 100, 66, False),
    ],
)
def test_a_meeting_has_a_quorum_or_decides_nothing(kind, of, present, quorum):
    found = held(LAW, Meeting(kind, Attendance(of, present), agreed=present))
    assert found.follows["quorum"] is quorum
    assert found.follows["carried"] is quorum
    assert found.ok is quorum


def test_households_make_a_quorum_where_villagers_do_not():
    meeting = Meeting("villagers_assembly", Attendance(1000, 300), Attendance(300, 200), agreed=151)
    assert held(LAW, meeting).follows == {"quorum": True, "needs": 200, "carried": True}


def test_two_thirds_of_the_households_less_one_are_not_enough():
    meeting = Meeting("group_meetings", households=Attendance(30, 19), agreed=19)
    found = held(LAW, meeting)
    assert found.code == "MEETING_WITHOUT_QUORUM"
    assert found.findings[0].text == "村民小组会议到会 19，应到户 30，至少要到 20，会议不成立。"


def test_half_of_those_present_carry_nothing():
    found = held(LAW, Meeting("villagers_assembly", Attendance(100, 60), agreed=30))
    assert found.code == "DECISION_NOT_CARRIED"
    assert found.findings[0].numbers["needs"] == 31
    assert found.findings[0].basis == "村民委员会组织法 第二十六条"


def test_a_decision_without_figures_is_not_judged():
    found = held(LAW, Meeting("villagers_assembly", Attendance(100, 60)))
    assert found.ok
    assert "MEETING_NOT_DECIDED_YET" in reasons(found)
    assert not found.follows["carried"]


@pytest.mark.parametrize(
    ("law", "called", "special", "reason"),
    [
        (LAW, date(2026, 11, 10), False, "NOTICE_IN_TIME"),
        (LAW, date(2026, 11, 11), False, "NOTICE_TOO_SHORT"),
        (LAW, date(2026, 11, 19), True, "NOTICE_AT_SHORT_TERM"),
        (OLD, date(2026, 11, 19), True, "NOTICE_TOO_SHORT"),
    ],
)
def test_villagers_are_told_ten_days_before_and_since_2026_at_short_notice_in_special_cases(
    law, called, special, reason
):
    meeting = Meeting(
        "villagers_assembly",
        Attendance(100, 60),
        agreed=40,
        called_on=called,
        held_on=date(2026, 11, 20),
        special=special,
    )
    assert reason in reasons(held(law, meeting))


def test_the_law_fixes_no_notice_of_the_other_meetings_and_this_is_said():
    meeting = Meeting(
        "representatives_assembly",
        Attendance(30, 20),
        agreed=11,
        called_on=date(2026, 11, 19),
        held_on=date(2026, 11, 20),
    )
    assert "NOTICE_NOT_FIXED" in reasons(held(LAW, meeting))


@pytest.mark.parametrize(
    ("composed", "found"),
    [
        (Representation(30, 24, 10, 360), ["REPRESENTATION_OK"]),
        (Representation(30, 24, 10, 120), ["REPRESENTATION_OK"]),
        (Representation(30, 24, 10, 361), ["HOUSEHOLDS_PER_REPRESENTATIVE"]),
        (Representation(30, 24, 10, 119), ["HOUSEHOLDS_PER_REPRESENTATIVE"]),
        (Representation(31, 24, 10, 360), ["REPRESENTATIVES_TOO_FEW", "WOMEN_REPRESENTATIVES_TOO_FEW"]),
        (Representation(30, 24, 10), ["REPRESENTATION_OK", "CHOSEN_BY_GROUPS"]),
    ],
)
def test_the_representatives_meeting_is_four_fifths_representatives_a_third_women_and_one_for_5_to_15_households(
    composed, found
):
    assert reasons(represented(LAW, composed)) == found
