"""What comes after the vote: handover, vacancies, how a post ends, ballots, archive, term, audit, misconduct."""

from datetime import date

import pytest

from cunxuan.core.aftermath import (
    MEANS,
    Audit,
    Ballots,
    Ending,
    Handover,
    Term,
    Vacancy,
    archived,
    audited,
    ballots_kept,
    by_election,
    evaluated,
    handed_over,
    may_supervise,
    misconduct,
    post_ends,
    resigned,
    term_ends,
)
from cunxuan.core.dates import due_within_months
from cunxuan.core.law import rules_of_pack
from cunxuan.core.meetings import Attendance, Meeting

NATION = rules_of_pack("CN@2026-01-01")
BEFORE = rules_of_pack("CN@2018-12-29")
BEFORE_THE_GUIDANCE = rules_of_pack("CN@2010-10-28", date(2011, 1, 1))
SICHUAN = rules_of_pack("SC@2026-01-01")
HAINAN = rules_of_pack("HAIN@2025-12-03")
HENAN = rules_of_pack("HEN@2011-07-29")
SHANGHAI = rules_of_pack("SH@2020-09-25")
SHANDONG = rules_of_pack("SD@2012-11-29")
ZHEJIANG = rules_of_pack("ZJ@2020-07-31")
TIANJIN = rules_of_pack("TJ@2019-05-30")
HEBEI = rules_of_pack("HEB@2020-07-30")
JIANGSU = rules_of_pack("JS@2019-09-27")

BORN = date(2026, 12, 20)


def reasons(found):
    return [finding.reason for finding in found.findings]


# -- handover -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("done", "today", "code"),
    [
        (None, date(2026, 12, 30), "HANDOVER_DUE"),
        (None, date(2026, 12, 31), "HANDOVER_OVERDUE"),
        (None, None, "HANDOVER_DUE"),
        (date(2026, 12, 30), date(2027, 1, 5), "HANDED_OVER_IN_TIME"),
        (date(2026, 12, 31), date(2027, 1, 5), "HANDED_OVER_LATE"),
    ],
)
def test_the_handover_is_complete_within_ten_days(done, today, code):
    found = handed_over(NATION, Handover(BORN, done, today=today))
    assert found.code == code
    assert found.follows["due"] == "2026-12-30"


@pytest.mark.parametrize(
    ("seal", "today", "reason"),
    [
        (None, BORN, "SEAL_DUE"),
        (None, date(2026, 12, 21), "SEAL_OVERDUE"),
        (date(2026, 12, 21), date(2026, 12, 22), "SEAL_LATE"),
        (BORN, date(2026, 12, 22), ""),
    ],
)
def test_in_shanghai_the_seal_goes_over_the_same_day(seal, today, reason):
    found = handed_over(SHANGHAI, Handover(BORN, seal_on=seal, today=today))
    assert [one for one in reasons(found) if one.startswith("SEAL")] == ([reason] if reason else [])


def test_a_complete_handover_includes_the_seal():
    assert "SEAL_LATE" in reasons(handed_over(SHANGHAI, Handover(BORN, date(2026, 12, 25))))


def test_in_shandong_the_township_orders_it_within_five_days_of_a_complaint():
    complaint = Handover(BORN, today=date(2027, 1, 2), complained_on=date(2027, 1, 1))
    found = handed_over(SHANDONG, complaint)
    order = next(finding for finding in found.findings if finding.reason == "HANDOVER_ORDER_DUE")
    assert order.values["latest"] == "2027-01-06"
    assert "HANDOVER_ORDER_DUE" not in reasons(handed_over(NATION, complaint))


def test_committee_and_township_are_present_at_the_handover():
    found = handed_over(NATION, Handover(BORN, date(2026, 12, 25), presided=False, supervised=False))
    assert found.findings[0].names == ("村民选举委员会主持", "乡镇监督")
    assert len(handed_over(NATION, Handover(BORN, date(2026, 12, 25), presided=True)).findings) == 1


# -- the end of a post --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fact", ["incapable", "sentenced"])
def test_incapacity_and_a_sentence_end_a_post_by_themselves(fact):
    assert post_ends(NATION, Ending("张", (fact,))).follows["ended"]


def test_what_the_law_does_not_list_ends_no_post():
    found = post_ends(NATION, Ending("张", ("in_custody",)))
    assert not found.follows["ended"]
    assert found.code == "POST_STANDS"


@pytest.mark.parametrize(("failures", "ended"), [(1, False), (2, True), (3, True)])
def test_two_failed_evaluations_in_a_row_end_a_post(failures, ended):
    assert post_ends(NATION, Ending("张", failures=failures)).follows["ended"] is ended


def test_nobody_dismisses_a_member():
    found = post_ends(NATION, Ending("张", dismissed=True))
    assert found.code == "NOBODY_DISMISSES"
    assert not found.follows["ended"]


def test_a_resignation_counts_from_the_day_the_meeting_passes_it():
    found = resigned(NATION, "张", "committee", date(2027, 3, 1))
    assert (found.follows["ended"], found.follows["ended_on"]) == (True, "2027-03-01")
    waiting = resigned(NATION, "张", "township", None)
    assert reasons(waiting) == ["RESIGNATION_TO_COMMITTEE", "RESIGNATION_NOT_PASSED"]
    assert resigned(BEFORE, "张", "", date(2024, 3, 1)).code == "RESIGNATION_NOT_REGULATED"


# -- vacancies ----------------------------------------------------------------------------------------------------

SINCE = date(2026, 11, 30)


@pytest.mark.parametrize(
    ("today", "filled", "reason"),
    [
        (date(2027, 2, 28), None, "BY_ELECTION_MUST"),
        (date(2027, 3, 1), None, "BY_ELECTION_OVERDUE"),
        (date(2027, 3, 1), date(2027, 2, 1), "BY_ELECTION_MUST"),
        (None, None, "BY_ELECTION_MUST"),
    ],
)
def test_below_three_members_sichuan_fills_the_seats_within_three_months(today, filled, reason):
    found = by_election(SICHUAN, Vacancy(2, 1, True, SINCE, today, filled))
    assert found.code == reason
    assert found.follows == {"must": True, "due": "2027-02-28"}


def test_with_three_members_left_a_by_election_is_open():
    found = by_election(SICHUAN, Vacancy(3, 1, False, SINCE))
    assert reasons(found) == ["BY_ELECTION_MAY"]
    assert found.follows == {"must": False, "due": None}


def test_hainan_fills_a_missing_chair_too_and_a_womans_seat():
    found = by_election(HAINAN, Vacancy(2, 0, False, SINCE, woman_left_post=True))
    assert reasons(found)[:4] == [
        "BY_ELECTION_MUST",
        "BY_ELECTION_NO_CHAIR",
        "WOMANS_SEAT_IS_FILLED",
        "WOMAN_FIRST_IN_BY_ELECTION",
    ]


def test_where_no_day_is_fixed_too_few_members_are_still_too_few():
    assert by_election(NATION, Vacancy(2, None, True, SINCE)).code == "BELOW_LEAST_SEATS"


def test_without_a_woman_left_a_woman_is_elected_first_or_at_least_missed():
    assert by_election(NATION, Vacancy(4, 0, True, SINCE)).code == "WOMAN_FIRST_IN_BY_ELECTION"
    assert by_election(BEFORE_THE_GUIDANCE, Vacancy(4, 0, True, SINCE)).code == "NO_WOMAN_LEFT"


@pytest.mark.parametrize(
    ("law", "kind", "of", "present", "code"),
    [
        (ZHEJIANG, "villagers_assembly", 100, 50, "BY_ELECTION_WITHOUT_QUORUM"),
        (ZHEJIANG, "villagers_assembly", 100, 51, "BY_ELECTION_QUORUM_OK"),
        (HAINAN, "representatives_assembly", 30, 19, "BY_ELECTION_WITHOUT_QUORUM"),
        (HAINAN, "representatives_assembly", 30, 20, "BY_ELECTION_QUORUM_OK"),
        (NATION, "representatives_assembly", 30, 19, "MEETING_WITHOUT_QUORUM"),
    ],
)
def test_a_by_election_has_the_provinces_quorum_or_that_of_the_meeting(law, kind, of, present, code):
    meeting = Meeting(kind, Attendance(of, present), agreed=present)
    assert by_election(law, Vacancy(4, 1, True, SINCE, meeting=meeting)).code == code


# -- the supervision body -----------------------------------------------------------------------------------------


def test_members_and_their_near_relatives_do_not_supervise():
    assert may_supervise(NATION, "周", True, []).code == "MEMBER_MAY_NOT_SUPERVISE"
    kin = [("张", "grandchild"), ("李", "in_law")]
    assert reasons(may_supervise(NATION, "周", False, kin)) == ["KIN_MAY_NOT_SUPERVISE"]
    assert may_supervise(NATION, "周", False, kin[1:]).code == "MAY_SUPERVISE"


# -- ballots and archive ------------------------------------------------------------------------------------------


def test_henan_keeps_the_ballots_three_years_the_last_day_included():
    kept = date(2014, 12, 20)
    assert ballots_kept(HENAN, Ballots(kept)).follows["kept_until"] == "2017-12-20"
    assert not ballots_kept(HENAN, Ballots(kept, destroyed_on=date(2017, 12, 20))).ok
    assert ballots_kept(HENAN, Ballots(kept, destroyed_on=date(2017, 12, 21))).ok


def test_shanghai_keeps_them_until_the_next_election_is_over():
    assert ballots_kept(SHANGHAI, Ballots(BORN)).follows["kept_until"] is None
    assert not ballots_kept(SHANGHAI, Ballots(BORN, destroyed_on=date(2040, 1, 1))).ok
    over = Ballots(BORN, next_over_on=date(2031, 12, 30), destroyed_on=date(2031, 12, 31))
    assert ballots_kept(SHANGHAI, over).ok


def test_where_no_time_is_fixed_the_archive_rules_apply():
    found = ballots_kept(BEFORE_THE_GUIDANCE, Ballots(date(2011, 12, 20), destroyed_on=date(2012, 1, 1)))
    assert reasons(found) == ["BALLOTS_BELONG_TO_ARCHIVE"]


def test_the_archive_names_what_it_lacks_and_says_what_was_not_read():
    everything = [*NATION["archive_contents"].value, *NATION["archive_contents_also"].value]
    assert archived(NATION, everything).code == "ARCHIVE_COMPLETE"
    found = archived(NATION, [paper for paper in everything if paper not in ("ballots", "voter_register")])
    assert found.follows["missing"] == ["选票", "选民登记册"]
    assert [finding.confirmed for finding in found.findings] == [True, False]
    assert archived(BEFORE_THE_GUIDANCE, []).ok


# -- the term -----------------------------------------------------------------------------------------------------


def test_the_term_is_five_years_and_was_three():
    assert term_ends(NATION, Term(date(2021, 12, 20))).follows["ends"] == "2026-12-20"
    assert term_ends(BEFORE_THE_GUIDANCE, Term(date(2008, 12, 20))).follows["ends"] == "2011-12-20"
    assert reasons(term_ends(NATION, Term(date(2021, 12, 20), date(2026, 12, 20)))) == ["TERM_ENDS"]


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (date(2027, 12, 20), "TERM_POSTPONED"),
        (date(2027, 12, 21), "TERM_MOVED_TOO_FAR"),
        (date(2025, 12, 20), "TERM_POSTPONED"),
        (date(2025, 12, 19), "TERM_MOVED_TOO_FAR"),
    ],
)
def test_sichuan_moves_an_election_by_a_year_at_most(day, code):
    assert term_ends(SICHUAN, Term(date(2021, 12, 20), day)).code == code


def test_where_no_limit_is_held_the_county_checks():
    assert term_ends(NATION, Term(date(2021, 12, 20), date(2026, 12, 13))).code == "TERM_LIMIT_UNKNOWN"


@pytest.mark.parametrize(("day", "reason"), [(20, ""), (21, "ELECTION_TOO_LATE")])
def test_tianjin_elects_within_three_months_after_the_term(day, reason):
    found = term_ends(TIANJIN, Term(date(2021, 12, 20), date(2027, 3, day)))
    assert ("ELECTION_TOO_LATE" in reasons(found)) is bool(reason)


@pytest.mark.parametrize(("today", "acts"), [(date(2027, 3, 20), False), (date(2027, 3, 21), True)])
def test_in_hebei_the_township_acts_after_three_months(today, acts):
    found = term_ends(HEBEI, Term(date(2021, 12, 20), today=today))
    assert ("TOWNSHIP_ACTS" in reasons(found)) is acts


def test_jiangsu_gives_a_newly_drawn_village_six_months():
    found = term_ends(JIANGSU, Term(date(2021, 12, 20), redrawn_on=date(2026, 3, 31)))
    redrawn = next(finding for finding in found.findings if finding.reason == "REDRAWN_VILLAGE")
    assert redrawn.values["latest"] == "2026-09-30"
    assert not redrawn.confirmed


def test_hainans_archive_lies_at_the_township():
    assert "选举档案由乡镇保管。" in [finding.text for finding in archived(HAINAN, []).findings]


@pytest.mark.parametrize(
    ("start", "months", "due"),
    [
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 1, 31), -2, date(2025, 11, 30)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
    ],
)
def test_a_period_of_months_ends_on_the_same_day_or_the_months_last(start, months, due):
    assert due_within_months(start, months) == due


# -- audit, evaluation, misconduct --------------------------------------------------------------------------------


def test_the_audit_answers_every_subject_of_its_edition():
    subjects = NATION["audit_subjects"].value
    assert "AUDIT_COMPLETE" in reasons(audited(NATION, Audit(subjects)))
    old = audited(BEFORE, Audit(subjects))
    assert old.code == "AUDIT_LACKS"
    assert len(old.findings[0].names) == 2


@pytest.mark.parametrize(("signers", "reason"), [(199, "AUDIT_SUBJECT_NOT_ADDED"), (200, "AUDIT_SUBJECT_ADDED")])
def test_a_fifth_of_the_villagers_adds_a_subject(signers, reason):
    assert reason in reasons(audited(NATION, Audit(NATION["audit_subjects"].value, signers, 1000)))


def test_the_supervision_body_evaluates_once_a_year():
    assert evaluated(NATION, 1, True).code == "EVALUATION_HELD"
    assert reasons(evaluated(NATION, 0, False)) == ["EVALUATION_MISSING", "EVALUATION_CHAIRED_BY_OTHERS"]


def test_who_won_by_unlawful_means_is_not_elected_and_the_text_says_who_declares_it():
    found = misconduct(HENAN, "甲", MEANS, elected=True)
    assert reasons(found).count("ELECTION_OF_PERSON_VOID") == len(MEANS)
    assert found.findings[-1].text == "当选无效由县级人民政府宣布。"
    assert "ANNULLED_BY_NOT_FIXED" in reasons(misconduct(NATION, "甲", ["bribery"], elected=True))


def test_without_an_election_nothing_is_void_but_the_act_is_investigated():
    found = misconduct(NATION, "甲", ["threat"], elected=False)
    assert reasons(found) == ["MISCONDUCT_INVESTIGATED_BY", "NO_ELECTION_TO_VOID"]
