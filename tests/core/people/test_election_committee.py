"""How the election committee is formed, who leaves it, and who follows."""

from datetime import date

import pytest

from cunxuan.core.law import rules_of_pack
from cunxuan.core.meetings import Attendance, Meeting
from cunxuan.core.people.election_committee import (
    EXITS,
    Change,
    Event,
    Formation,
    Seat,
    Tie,
    changed,
    lawfully_formed,
)

NATION = rules_of_pack("CN@2026-01-01")
HAINAN = rules_of_pack("HAIN@2025-12-03")
SICHUAN = rules_of_pack("SC@2026-01-01")
ZHEJIANG = rules_of_pack("ZJ@2020-07-31")
SHANGHAI = rules_of_pack("SH@2020-09-25")
BEFORE_THE_GUIDANCE = rules_of_pack("CN@2010-10-28", date(2011, 1, 1))

CHOSEN = (Meeting("representatives_assembly", Attendance(30, 20), agreed=11),)


def reasons(found):
    return [finding.reason for finding in found.findings]


def committee(*others, chairs=1, deputies=1, sex=""):
    chair = [Seat(f"主{n}", "chair", sex) for n in range(chairs)]
    deputy = [Seat(f"副{n}", "deputy", sex) for n in range(deputies)]
    return (*chair, *deputy, *(Seat(name, sex=sex) for name in others))


def formed(members, **facts):
    return Formation("representatives_assembly", members, CHOSEN, **facts)


# -- formation ----------------------------------------------------------------------------------------------------


def test_a_lawful_committee_is_said_to_be_one_with_the_days_for_objections():
    found = lawfully_formed(NATION, formed(committee("王"), published_on=date(2026, 11, 1)))
    assert found.ok
    assert "EC_LAWFUL" in reasons(found)
    assert found.follows["objections_until"] == "2026-11-06"


@pytest.mark.parametrize(
    ("pack", "until"), [("CN@2026-01-01", "完成工作移交时"), ("TJ@2019-05-30", "新一届村民委员会第一次会议时")]
)
def test_the_committees_duty_lasts_as_long_as_its_text_says(pack, until):
    found = lawfully_formed(rules_of_pack(pack), formed(committee("王", "赵", "钱")))
    assert f"村民选举委员会履行职责到{until}为止。" in [finding.text for finding in found.findings]


def test_nobody_appoints_the_committee_and_its_meeting_needs_a_quorum():
    appointed = Formation("township", committee("王"))
    assert lawfully_formed(NATION, appointed).code == "EC_CHOSEN_BY_OTHERS"
    thin = (Meeting("representatives_assembly", Attendance(30, 19), agreed=19),)
    found = lawfully_formed(NATION, Formation("representatives_assembly", committee("王"), thin))
    assert found.code == "MEETING_WITHOUT_QUORUM"


@pytest.mark.parametrize(
    ("others", "reason"),
    [("王赵钱", ""), ("王赵", "EC_TOO_FEW"), ("王赵钱孙周吴郑", ""), ("王赵钱孙周吴郑冯", "EC_TOO_MANY")],
)
def test_zhejiang_has_five_to_nine(others, reason):
    found = lawfully_formed(ZHEJIANG, formed(committee(*others)))
    assert found.ok is not bool(reason)
    assert not reason or reason in reasons(found)


def test_an_even_number_is_advised_against_and_in_hainan_forbidden():
    even = formed(committee("王", "赵", "钱", deputies=2, sex="F"))
    assert "EC_BETTER_ODD" in reasons(lawfully_formed(NATION, even))
    assert lawfully_formed(HAINAN, even).code == "EC_NOT_ODD"


def test_before_the_guidance_nothing_was_said_about_size_or_objections():
    found = lawfully_formed(BEFORE_THE_GUIDANCE, formed(committee("王", deputies=0), published_on=date(2011, 1, 1)))
    assert found.ok
    assert found.follows["objections_until"] is None


def test_there_is_one_chair_and_since_2026_a_deputy_and_two_in_hainan():
    assert lawfully_formed(NATION, formed(committee("王", "赵", chairs=0))).code == "EC_CHAIR"
    assert lawfully_formed(NATION, formed(committee("王", "赵", deputies=0))).code == "EC_DEPUTIES"
    assert lawfully_formed(ZHEJIANG, formed(committee(*"王赵钱孙", deputies=0))).ok
    one_deputy = lawfully_formed(HAINAN, formed(committee("王", "赵", "钱", sex="F")))
    assert one_deputy.findings[0].numbers == {"wanted": 2, "found": 1}


def test_hainan_wants_a_woman_and_asks_where_the_sex_is_not_known():
    assert lawfully_formed(HAINAN, formed(committee(*"王赵", deputies=2, sex="F"))).ok
    assert lawfully_formed(HAINAN, formed(committee(*"王赵", deputies=2, sex="M"))).code == "EC_WOMEN"
    unknown = lawfully_formed(HAINAN, formed(committee(*"王赵", deputies=2)))
    assert unknown.ok
    assert "EC_SEX_NOT_GIVEN" in reasons(unknown)


@pytest.mark.parametrize(
    ("pack", "relation", "reason"),
    [
        ("SC@2026-01-01", "sibling", "EC_KIN_TOGETHER"),
        ("SC@2026-01-01", "in_law", ""),
        ("TJ@2019-05-30", "great_grandparent", "EC_KIN_TOGETHER"),
        ("CN@2026-01-01", "great_grandparent", ""),
        ("CN@2026-01-01", "grandparent", "EC_KIN_ADVISED_AGAINST"),
    ],
)
def test_each_text_keeps_its_own_circle_of_kin_apart(pack, relation, reason):
    members = committee("王", "赵", "钱")
    found = lawfully_formed(rules_of_pack(pack), formed(members, ties=(Tie("王", "赵", relation),)))
    assert ({"EC_KIN_TOGETHER", "EC_KIN_ADVISED_AGAINST"} & set(reasons(found))) == ({reason} if reason else set())


def test_kin_outside_the_committee_and_a_law_without_such_a_rule_do_not_count():
    members = committee("王", "赵", "钱")
    assert lawfully_formed(SICHUAN, formed(members, ties=(Tie("王", "丁", "sibling"),))).ok
    silent = lawfully_formed(BEFORE_THE_GUIDANCE, formed(members, ties=(Tie("王", "赵", "spouse"),)))
    assert "EC_KIN_ADVISED_AGAINST" not in reasons(silent)


@pytest.mark.parametrize(("day", "reason"), [(6, "EC_OBJECTION_IN_TIME"), (7, "EC_OBJECTION_LATE")])
def test_an_objection_to_the_committee_comes_within_five_days(day, reason):
    facts = {"published_on": date(2026, 11, 1), "objection_on": date(2026, 11, day)}
    assert reason in reasons(lawfully_formed(NATION, formed(committee("王"), **facts)))


def test_a_committee_without_minutes_is_pointed_out():
    found = lawfully_formed(NATION, Formation("villagers_assembly", committee("王")))
    assert found.ok
    assert found.code == "EC_NO_MINUTES"


# -- change -------------------------------------------------------------------------------------------------------


def after(rules, *events, ties=(), reserves=("孙", "周"), members=("张", "李", "王")):
    return changed(rules, Change(tuple(map(Seat, members)), reserves, events, ties))


@pytest.mark.parametrize(
    ("pack", "event", "leaves"),
    [
        ("CN@2018-12-29", Event("nominated", "王", willing=False), True),
        ("SH@2020-09-25", Event("nominated", "王"), False),
        ("SH@2020-09-25", Event("confirmed", "王"), True),
        ("SC@2026-01-01", Event("nominated", "王", willing=True), True),
        ("SC@2026-01-01", Event("nominated", "王", willing=False), False),
        ("SC@2026-01-01", Event("nominated", "王"), False),
        ("ZJ@2020-07-31", Event("self_nominated", "王"), True),
        ("CN@2026-01-01", Event("nominated", "丁"), False),
    ],
)
def test_each_text_says_when_a_member_leaves_for_his_own_sake(pack, event, leaves):
    found = after(rules_of_pack(pack), event)
    assert found.follows["must_leave"] == (["王"] if leaves else [])
    assert found.follows["document"] == ("notice_ec_change" if leaves else None)


@pytest.mark.parametrize(
    ("pack", "event", "relation", "reason"),
    [
        ("CN@2026-01-01", Event("nominated", "丁"), "grandchild", "EC_LEAVES_KIN"),
        ("CN@2026-01-01", Event("nominated", "丁"), "in_law", "EC_NO_CHANGE"),
        ("CN@2018-12-29", Event("confirmed", "丁"), "child", "EC_KIN_STAYS"),
        ("ZJ@2020-07-31", Event("confirmed", "丁"), "child", "EC_LEAVES_KIN"),
        ("ZJ@2020-07-31", Event("nominated", "丁"), "child", "EC_KIN_STAYS"),
        ("ZJ@2020-07-31", Event("confirmed", "丁"), "grandchild", "EC_KIN_STAYS"),
        ("SC@2026-01-01", Event("nominated", "丁"), "child", "EC_ASK_WILLING"),
        ("SC@2026-01-01", Event("nominated", "丁", willing=False), "child", "EC_DECLINED"),
        ("SC@2026-01-01", Event("nominated", "丁", willing=True), "child", "EC_LEAVES_KIN"),
    ],
)
def test_each_text_says_when_a_relative_of_a_candidate_leaves(pack, event, relation, reason):
    found = after(rules_of_pack(pack), event, ties=(Tie("丁", "王", relation),))
    assert reason in reasons(found)
    assert found.follows["must_leave"] == (["王"] if reason == "EC_LEAVES_KIN" else [])


def test_every_alternative_of_leaving_that_a_pack_names_is_known():
    for name in ("CN@2010-10-28", "CN@2026-01-01", "SC@2026-01-01", "SH@2020-09-25", "ZJ@2020-07-31"):
        assert rules_of_pack(name)["ec_exit"].value in EXITS


def test_absence_counts_only_where_a_text_gives_the_number():
    assert after(SICHUAN, Event("absent", "王", times=3)).follows["must_leave"] == ["王"]
    assert after(SICHUAN, Event("absent", "王", times=2)).code == "EC_ABSENT_STAYS"
    assert after(SHANGHAI, Event("absent", "王", times=9)).code == "EC_CHOOSERS_DECIDE"


def test_incapacity_ends_the_duty_where_the_text_says_so_and_removal_always():
    assert after(HAINAN, Event("incapable", "王")).follows["must_leave"] == ["王"]
    assert after(SHANGHAI, Event("incapable", "王")).code == "EC_CHOOSERS_DECIDE"
    assert after(SHANGHAI, Event("removed", "王")).follows["ec"] == ["张", "李", "孙"]


def test_who_follows_is_the_next_whom_nothing_keeps_away():
    found = after(NATION, Event("nominated", "王"), Event("nominated", "孙"))
    assert found.follows["ec"] == ["张", "李", "周"]
    assert "EC_PASSED_OVER" in reasons(found)


def test_without_anybody_to_follow_there_is_a_new_choice_and_too_few_are_too_few():
    found = after(NATION, Event("nominated", "王"), reserves=())
    assert found.follows["short"] == 1
    assert reasons(found)[0] == "EC_TOO_FEW"
    assert "EC_NEW_CHOICE" in reasons(found)


def test_nobody_is_said_to_become_chair():
    members = (Seat("张", "chair"), Seat("李", "deputy"), Seat("王"))
    found = changed(NATION, Change(members, ("孙", "周"), (Event("nominated", "张"), Event("nominated", "李"))))
    offices = [finding for finding in found.findings if finding.reason == "EC_OFFICE_EMPTY"]
    assert [one.text[:12] for one in offices] == ["村民选举委员会主任空缺。", "村民选举委员会副主任空缺"]
    assert found.follows["joined"] == ["孙", "周"]
