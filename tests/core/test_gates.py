"""The ten gates: GREEN or RED, what is missing, by when, and who opened a red one."""

from datetime import date

import pytest

from cunxuan.core.aftermath import Handover
from cunxuan.core.contest import BallotAccount
from cunxuan.core.gates import (
    CandidateList,
    Notices,
    Override,
    Preparation,
    Printed,
    Report,
    RollState,
    Staff,
    archive_complete,
    audit_first,
    ballots_reconciled,
    candidates_ready,
    committee_lawful,
    enough_there,
    handover_done,
    members_enough,
    notices_ready,
    result_filed,
    roll_ready,
)
from cunxuan.core.law import rules_of_pack
from cunxuan.core.meetings import Attendance, Meeting
from cunxuan.core.people.candidacy import Nominee
from cunxuan.core.people.election_committee import Change, Event, Formation, Seat
from cunxuan.core.people.nomination import Contested

NATION = rules_of_pack("CN@2026-01-01")
SICHUAN = rules_of_pack("SC@2026-01-01")
HAINAN = rules_of_pack("HAIN@2025-12-03")
ZHEJIANG = rules_of_pack("ZJ@2020-07-31")
BEFORE_THE_GUIDANCE = rules_of_pack("CN@2010-10-28", date(2011, 1, 1))

POLLING_DAY = date(2026, 12, 20)


def reasons(found):
    return [finding.reason for finding in found.findings]


def status(found):
    assert found.ok is (found.follows["status"] == "GREEN")
    return found.follows["status"]


# -- G1 -----------------------------------------------------------------------------------------------------------

PREPARED = Preparation(
    audited=True,
    audit_published_on=date(2026, 10, 20),
    evaluated=True,
    evaluation_published_on=date(2026, 10, 25),
)


def test_audit_and_evaluation_done_and_published_open_the_election():
    found = audit_first(NATION, PREPARED)
    assert status(found) == "GREEN"
    assert found.findings[0].text == "关口 G1（两先一后）通过。"


def test_nothing_done_is_four_papers_missing():
    found = audit_first(NATION, Preparation())
    assert status(found) == "RED"
    assert found.follows["missing"] == ["审计报告", "审计结果公告", "民主评议表", "评议结果公告"]
    assert found.follows["latest"] is None
    assert len(found.follows["missing_en"]) == 4


@pytest.mark.parametrize(
    ("law", "published", "colour"),
    [
        (NATION, date(2026, 12, 19), "GREEN"),
        (NATION, date(2026, 12, 20), "RED"),
        (HAINAN, date(2026, 12, 15), "GREEN"),
        (HAINAN, date(2026, 12, 16), "RED"),
    ],
)
def test_the_audit_is_published_before_the_election_in_hainan_five_days(law, published, colour):
    done = PREPARED._replace(audit_published_on=published, evaluation_published_on=published, polling_day=POLLING_DAY)
    assert status(audit_first(law, done)) == colour


@pytest.mark.parametrize(("published", "colour"), [(date(2026, 10, 31), "GREEN"), (date(2026, 11, 1), "RED")])
def test_in_sichuan_it_is_published_before_the_election_committee_is_chosen(published, colour):
    done = PREPARED._replace(
        audit_published_on=published, evaluation_published_on=published, committee_chosen_on=date(2026, 11, 1)
    )
    found = audit_first(SICHUAN, done)
    assert status(found) == colour
    assert found.follows["missing"] == ([] if colour == "GREEN" else ["审计结果公告先于推选选委会"])
    unknown = audit_first(SICHUAN, PREPARED._replace(polling_day=POLLING_DAY))
    assert unknown.follows["latest"] is None


def test_an_evaluation_published_before_the_audit_is_against_the_custom_only():
    done = PREPARED._replace(audit_published_on=date(2026, 10, 26))
    found = audit_first(NATION, done)
    assert status(found) == "GREEN"
    assert "AUDIT_PUBLISHED_AFTER_EVALUATION" in reasons(found)


def test_a_red_gate_is_opened_by_a_named_officer_with_a_reason_and_a_basis_and_stays_red():
    opened = audit_first(NATION, Preparation(), Override("白", "公告次日张贴", "组织法第四十条"))
    assert status(opened) == "RED"
    assert opened.follows["opened"]
    half = audit_first(NATION, Preparation(), Override("白", " ", ""))
    assert not half.follows["opened"]
    incomplete = next(finding for finding in half.findings if finding.reason == "OVERRIDE_INCOMPLETE")
    assert incomplete.names == ("理由", "法律依据")
    assert not audit_first(NATION, PREPARED, Override("白", "理由", "依据")).follows["opened"]


# -- G2 -----------------------------------------------------------------------------------------------------------

MEMBERS = (Seat("张", "chair"), Seat("李", "deputy"), Seat("王"))
CHOSEN = (Meeting("representatives_assembly", Attendance(30, 20), agreed=11),)
FORMED = Formation("representatives_assembly", MEMBERS, CHOSEN, published_on=date(2026, 11, 1))


def test_a_lawful_committee_of_which_nobody_has_to_leave():
    assert status(committee_lawful(NATION, FORMED)) == "GREEN"
    stays = Change(MEMBERS, (), (Event("nominated", "丁"),))
    assert status(committee_lawful(NATION, FORMED, stays)) == "GREEN"


def test_a_member_who_has_to_leave_keeps_the_gate_shut():
    found = committee_lawful(NATION, FORMED, Change(MEMBERS, ("孙",), (Event("nominated", "王"),)))
    assert status(found) == "RED"
    assert found.code == "MEMBER_HAS_TO_LEAVE"


def test_a_committee_without_notice_and_minutes_is_not_proved():
    found = committee_lawful(NATION, Formation("villagers_assembly", MEMBERS))
    assert found.follows["missing"] == ["村民选举委员会成员公告", "推选记录"]


# -- G3 and G4 ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("published", "objections", "today", "wanted"),
    [
        (date(2026, 11, 30), 0, date(2026, 12, 5), []),
        (date(2026, 11, 30), 0, None, []),
        (date(2026, 11, 30), 0, date(2026, 12, 4), ["OBJECTION_WINDOW_OPEN"]),
        (date(2026, 11, 30), 2, date(2026, 12, 5), ["OBJECTIONS_OPEN"]),
        (date(2026, 12, 1), 0, None, ["ROLL_TOO_LATE"]),
        (None, None, date(2026, 11, 1), ["PAPER_MISSING"]),
    ],
)
def test_the_roll_is_published_its_objections_over_and_decided(published, objections, today, wanted):
    found = roll_ready(NATION, RollState(POLLING_DAY, published, objections, today))
    assert [finding.reason for finding in found.findings if finding.blocks] == wanted
    assert found.follows["latest"] == "2026-11-30"


def candidate_list(**facts):
    nominees = tuple(Nominee(name, facts=(), review="passed") for name in "甲乙")
    given = {"published_on": date(2026, 12, 15), "lists": (Contested("chair", 1, 2),), "nominees": nominees}
    return CandidateList(POLLING_DAY, **{**given, **facts})


def test_candidates_more_than_seats_reviewed_and_published_five_days_before():
    found = candidates_ready(ZHEJIANG, candidate_list())
    assert status(found) == "GREEN"
    assert found.follows["latest"] == "2026-12-15"


def test_each_thing_that_keeps_the_candidates_back_is_listed():
    given = candidate_list(
        published_on=date(2026, 12, 16),
        lists=(Contested("chair", 1, 1),),
        nominees=(Nominee("甲", facts=("clan_or_gang",), review="missing"),),
    )
    found = candidates_ready(SICHUAN, given)
    assert found.follows["missing"] == ["候选人资格联审表"]
    assert {"CANDIDATES_TOO_LATE", "NOT_CONTESTED", "NOT_ELIGIBLE_AS_CANDIDATE", "REVIEW_MISSING"} <= set(
        reasons(found)
    )
    assert len(candidates_ready(NATION, CandidateList(POLLING_DAY)).follows["missing"]) == 3


# -- G5 -----------------------------------------------------------------------------------------------------------

NOTICES = Notices(POLLING_DAY, date(2026, 12, 15), date(2026, 12, 17), staff=(Staff("周"),))


def test_notices_in_time_and_staff_apart_from_candidates():
    assert status(notices_ready(ZHEJIANG, NOTICES)) == "GREEN"


@pytest.mark.parametrize(
    ("law", "staff", "reason"),
    [
        (ZHEJIANG, Staff("周", is_candidate=True), "STAFF_IS_CANDIDATE"),
        (ZHEJIANG, Staff("周", kin=(("甲", "sibling"),)), "STAFF_IS_KIN"),
        (NATION, Staff("周", kin=(("甲", "sibling"),)), ""),
        (NATION, Staff("周", kin=(("甲", "parent"),)), "STAFF_IS_KIN"),
        (SICHUAN, Staff("周", kin=(("甲", "grandchild"),)), "STAFF_IS_KIN"),
        (BEFORE_THE_GUIDANCE, Staff("周", is_candidate=True), ""),
    ],
)
def test_each_text_says_how_near_to_a_candidate_staff_may_be(law, staff, reason):
    found = notices_ready(law, NOTICES._replace(staff=(staff,)))
    assert [one for one in reasons(found) if one.startswith("STAFF")] == ([reason] if reason else [])


def test_users_of_mobile_boxes_are_published_where_there_are_any():
    found = notices_ready(NATION, NOTICES._replace(mobile_boxes=True))
    assert found.follows["missing"] == ["流动票箱使用名单公告"]


def test_a_notice_too_late_keeps_the_gate_shut():
    found = notices_ready(ZHEJIANG, NOTICES._replace(voting_notice_on=date(2026, 12, 16)))
    assert found.code == "STEP_TOO_LATE"
    assert found.follows["latest"] == "2026-12-15"


# -- G6 to G10 ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("returned", "colour"), [(500, "RED"), (501, "GREEN")])
def test_more_than_half_of_the_registered_vote(returned, colour):
    assert status(enough_there(NATION, 1000, BallotAccount(returned))) == colour


@pytest.mark.parametrize(("present", "colour"), [(19, "RED"), (20, "GREEN")])
def test_four_fifths_of_the_members_due_are_at_the_partys_meeting(present, colour):
    assert status(members_enough(rules_of_pack("PARTY@2020-07-13"), 25, present)) == colour


@pytest.mark.parametrize(
    ("returned", "printed", "wanted"),
    [
        (600, Printed(1000, 3, 397), []),
        (601, Printed(1000, 3, 397), ["ELECTION_VOID_BALLOTS_EXCEED_ISSUED"]),
        (600, Printed(1000, 3, 396), ["PRINTED_NOT_ACCOUNTED"]),
        (600, None, ["PAPER_MISSING"]),
    ],
)
def test_ballots_are_reconciled_with_those_issued_and_printed(returned, printed, wanted):
    found = ballots_reconciled(SICHUAN, 1000, BallotAccount(returned, 600), printed)
    assert [finding.reason for finding in found.findings if finding.blocks] == wanted


def test_without_the_number_issued_the_printed_ones_cannot_be_accounted_for():
    found = ballots_reconciled(SICHUAN, 1000, BallotAccount(600), Printed(1000, 0, 0))
    assert reasons(found) == ["BALLOTS_NOT_COMPARED", "GATE_GREEN"]


def test_the_report_is_announced_on_the_spot_signed_and_filed():
    report = Report(POLLING_DAY, POLLING_DAY, True, True, date(2026, 12, 21))
    assert status(result_filed(NATION, report)) == "GREEN"
    late = result_filed(NATION, report._replace(announced_on=date(2026, 12, 21)))
    assert late.code == "STEP_TOO_LATE"
    assert len(result_filed(NATION, Report(POLLING_DAY)).follows["missing"]) == 4


def test_the_handover_keeps_the_gate_shut_until_it_is_done():
    assert status(handover_done(NATION, Handover(POLLING_DAY, date(2026, 12, 30)))) == "GREEN"
    waiting = handover_done(NATION, Handover(POLLING_DAY, today=date(2026, 12, 25)))
    assert waiting.follows["missing"] == ["移交清单"]
    assert "HANDOVER_OVERDUE" not in reasons(waiting)


def test_the_archive_is_complete_or_says_what_it_lacks():
    everything = [*NATION["archive_contents"].value, *NATION["archive_contents_also"].value]
    assert status(archive_complete(NATION, everything)) == "GREEN"
    found = archive_complete(NATION, everything[1:])
    assert (found.follows["missing"], found.follows["missing_en"]) == (["选票"], ["ballots"])
