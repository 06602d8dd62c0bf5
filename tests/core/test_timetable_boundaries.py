"""Whole timetables day by day, as an official would reckon them on a calendar, and every sentence about a day.

A line is a step with its recommended day, then its legal day with the rule, how that is reckoned, and what the calendar
has to say. The vote is on Sunday, 20 December 2026; the members' meeting on Sunday, 8 November.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from textwrap import dedent

import pytest

from cunxuan.core.findings import Finding
from cunxuan.core.law import Rules, party_rules, rules_of_pack
from cunxuan.core.steps import Course
from cunxuan.core.timetable import Step, Why, earliest_polling_day, plan, plan_party

DAY = timedelta(days=1)
POLLING, MEETING = date(2026, 12, 20), date(2026, 11, 8)
NATION, HAINAN, PARTY = rules_of_pack("CN@2026-01-01"), rules_of_pack("HAIN@2025-12-03"), party_rules(MEETING)


def page(text: str) -> str:
    return dedent(text).strip()


def table(steps: Iterable[Step]) -> str:
    return "\n".join(line(one) for one in steps)


def line(one: Step) -> str:
    legal = f"by {one.latest:%m-%d} {one.why.rule} · " if one.latest else ""
    if one.earliest:
        legal = f"not before {one.earliest:%m-%d} {one.why.rule} · "
    said = "".join(f" · {finding.code}" for finding in one.findings)
    return f"{one.recommended:%m-%d} {one.step} · {legal}{one.why.zh}{said}"


def said(found: Step) -> list[str]:
    return [sentence(one) for one in found.findings]


def sentence(one: Finding) -> str:
    return f"{one.code} {one.severity} {one.rule.key if one.rule else 'calendar'} · {one.text}"


def the(name: str, steps: Iterable[Step]) -> Step:
    return next(one for one in steps if one.step == name)


# -- whole timetables ---------------------------------------------------------------------------------------------


def test_the_whole_timetable_of_a_village_in_hainan() -> None:
    assert table(plan(HAINAN, POLLING, course="committee")) == page(
        """
        11-05 audit_published · by 12-15 audit_days_before_election · 选举日 12 月 20 日 − 5 天 = 12 月 15 日，当日可以
        11-10 election_day_fixed · 选举日 12 月 20 日 − 40 天 = 11 月 10 日（建议，法律没有规定期限）
        11-12 representatives_chosen · by 11-13 representatives_before_ec · 推选村民选举委员会之日 11 月 14 日 − 1 天 = 11 月 13 日，当日可以
        11-14 committee_chosen · 选举日 12 月 20 日 − 36 天 = 11 月 14 日（建议，法律没有规定期限）
        11-16 method_adopted · 选举日 12 月 20 日 − 34 天 = 11 月 16 日（建议，法律没有规定期限）
        11-17 registration_opened · 选举日 12 月 20 日 − 33 天 = 11 月 17 日（建议，法律没有规定期限）
        11-19 ec_objections_closed · not before 11-19 ec_objection_days · 推选村民选举委员会之日 11 月 14 日 + 5 天 = 11 月 19 日，当日届满
        11-22 roll_published · by 11-30 roll_days_before · 选举日 12 月 20 日 − 20 天 = 11 月 30 日，当日可以
        11-27 objections_closed · not before 11-27 objection_days · 公布名单日 11 月 22 日 + 5 天 = 11 月 27 日，当日届满
        11-30 roll_frozen · 选举日 12 月 20 日 − 20 天 = 11 月 30 日（建议，法律没有规定期限）
        12-05 nomination_notice · 选举日 12 月 20 日 − 15 天 = 12 月 5 日（建议，法律没有规定期限）
        12-06 nomination_vote · 选举日 12 月 20 日 − 14 天 = 12 月 6 日（建议，法律没有规定期限）
        12-10 review_completed · by 12-13 candidate_review_days · 提名日 12 月 6 日 + 7 天 = 12 月 13 日，当日可以 · H01
        12-13 review_objections_closed · not before 12-13 review_objection_days · 审查完成日 12 月 10 日 + 3 天 = 12 月 13 日，当日届满 · H01
        12-14 candidates_published · by 12-15 candidates_days_before · 选举日 12 月 20 日 − 5 天 = 12 月 15 日，当日可以
        12-14 voting_notice_published · 选举日 12 月 20 日 − 6 天 = 12 月 14 日（建议，法律没有规定期限）
        12-15 proxies_closed · 选举日 12 月 20 日 − 5 天 = 12 月 15 日（建议，法律没有规定期限）
        12-17 withdrawals_closed · by 12-17 withdrawal_days_after_list · 公布候选人日 12 月 14 日 + 3 天 = 12 月 17 日，当日可以
        12-17 candidates_met_voters · by 12-19 no_campaign_on_polling_day · 选举日 12 月 20 日 − 1 天 = 12 月 19 日，当日可以 · H01
        12-17 proxies_published · by 12-17 proxy_list_days_before · 选举日 12 月 20 日 − 3 天 = 12 月 17 日，当日可以
        12-17 mobile_list_published · by 12-17 mobile_box_list_days_before · 选举日 12 月 20 日 − 3 天 = 12 月 17 日，当日可以
        12-19 ballots_ready · 选举日 12 月 20 日 − 1 天 = 12 月 19 日（建议，法律没有规定期限）
        12-20 polling · 选举日 12 月 20 日（建议，法律没有规定期限）
        12-20 result_announced · by 12-21 winners_published_days · 选举日 12 月 20 日 + 1 天 = 12 月 21 日，当日可以
        12-20 ballots_stored · 选举日 12 月 20 日（建议，法律没有规定期限）
        12-20 seal_handed_over · by 12-20 seal_handover_days · 新一届产生日 12 月 20 日，当日可以
        12-23 write_in_checked · by 12-27 write_in_check_days · 选举日 12 月 20 日 + 7 天 = 12 月 27 日，当日可以 · H01
        12-27 handover_by · by 12-30 handover_days · 新一届产生日 12 月 20 日 + 10 天 = 12 月 30 日，当日可以 · H03
        12-30 runoff_by · by 01-04 runoff_days · 选举日 12 月 20 日 + 15 天 = 1 月 4 日，当日可以 · H03
        01-03 group_leaders_chosen · by 01-19 group_leaders_days · 新一届产生日 12 月 20 日 + 30 天 = 1 月 19 日，当日可以 · H03
        01-09 archive_by · 选举日 12 月 20 日 + 20 天 = 1 月 9 日（建议，法律没有规定期限）
        """  # noqa: E501
    )


def test_the_whole_timetable_of_the_members_meeting() -> None:
    assert table(plan_party(PARTY, MEETING)) == page(
        """
        10-09 request_sent · 党员大会选举日 11 月 8 日 − 30 天 = 10 月 9 日（建议，法律没有规定期限）
        10-14 reply_received · 党员大会选举日 11 月 8 日 − 25 天 = 10 月 14 日（建议，法律没有规定期限）
        10-19 members_listed · 党员大会选举日 11 月 8 日 − 20 天 = 10 月 19 日（建议，法律没有规定期限）
        10-21 members_recommended · 党员大会选举日 11 月 8 日 − 18 天 = 10 月 21 日（建议，法律没有规定期限）
        10-24 villagers_recommended · 党员大会选举日 11 月 8 日 − 15 天 = 10 月 24 日（建议，法律没有规定期限）
        10-29 review_completed · 党员大会选举日 11 月 8 日 − 10 天 = 10 月 29 日（建议，法律没有规定期限）
        10-30 candidates_announced · by 11-01 party_announced_working_days · 党员大会选举日 11 月 8 日前满 5 个工作日，为 11 月 1 日，当日可以
        11-07 candidates_approved · 党员大会选举日 11 月 8 日 − 1 天 = 11 月 7 日（建议，法律没有规定期限）
        11-08 members_meeting · 党员大会选举日 11 月 8 日（建议，法律没有规定期限）
        11-08 secretary_elected · 党员大会选举日 11 月 8 日（建议，法律没有规定期限）
        11-11 result_approved · 党员大会选举日 11 月 8 日 + 3 天 = 11 月 11 日（建议，法律没有规定期限）
        11-15 papers_handed_over · 党员大会选举日 11 月 8 日 + 7 天 = 11 月 15 日（建议，法律没有规定期限）
        """  # noqa: E501
    )


@pytest.mark.parametrize(
    ("days", "course"),
    [
        (
            ("-18 nomination_notice", "-17 nomination_vote", "-15 review_completed", "-15 nominees_published"),
            "committee",
        ),
        (("-18 nomination_notice", "-17 nomination_vote", "-15 review_completed"), "recorded"),
    ],
)
def test_in_sichuan_what_leads_to_the_list_of_nominees_is_earlier(days: tuple[str, ...], course: Course) -> None:
    steps = plan(rules_of_pack("SC@2026-01-01"), POLLING, course=course)
    names = {"nomination_notice", "nomination_vote", "review_completed", "nominees_published"}
    assert tuple(f"{(one.recommended - POLLING).days} {one.step}" for one in steps if one.step in names) == days


def test_in_hebei_withdrawals_close_before_the_list_and_do_not_pull_it_forward() -> None:
    steps = plan(rules_of_pack("HEB@2020-07-30"), POLLING)
    days = {one.step: (one.recommended - POLLING).days for one in steps}
    assert (days["review_completed"], days["withdrawals_closed"], days["candidates_published"]) == (-7, -7, -6)


def test_a_roll_published_early_ends_its_period_early_and_the_advice_stands() -> None:
    closed = the("objections_closed", plan(NATION, POLLING, {"roll_published": date(2026, 11, 20)}))
    assert (closed.earliest, closed.recommended) == (date(2026, 11, 25), date(2026, 11, 27))
    closed = the("objections_closed", plan(NATION, POLLING, {"roll_published": date(2026, 11, 24)}))
    assert (closed.earliest, closed.recommended) == (date(2026, 11, 29), date(2026, 11, 29))


# -- one step in full ---------------------------------------------------------------------------------------------


def test_a_last_day_in_full() -> None:
    rule = NATION["roll_days_before"]
    assert the("roll_published", plan(NATION, POLLING)) == Step(
        step="roll_published",
        zh="公布登记参加选举的村民名单",
        en="Publish the roll",
        earliest=None,
        latest=date(2026, 11, 30),
        recommended=date(2026, 11, 22),
        legal=True,
        basis="村民委员会组织法 第十七条",
        basis_en=rule.basis_en,
        confirmed=True,
        document=("notice_roll",),
        why=Why(
            anchor="polling_day",
            days=-20,
            zh="选举日 12 月 20 日 − 20 天 = 11 月 30 日，当日可以",
            en="polling day 2026-12-20 − 20 days = 2026-11-30; that day itself will do",
            rule="roll_days_before",
            confirmed=True,
            start=POLLING,
            basis="村民委员会组织法 第十七条",
            basis_en=rule.basis_en,
            pack="CN@2026-01-01",
            layer="national",
        ),
        rule=rule,
        election="committee",
    )


def test_the_end_of_a_period_in_full() -> None:
    rule = NATION["ec_objection_days"]
    assert the("ec_objections_closed", plan(NATION, POLLING, course="committee")) == Step(
        step="ec_objections_closed",
        zh="村民选举委员会名单异议期满",
        en="Close objections to the election committee",
        earliest=date(2026, 11, 19),
        latest=None,
        recommended=date(2026, 11, 19),
        legal=True,
        basis="村民委员会选举规程 一、村民选举委员会的产生",
        basis_en=rule.basis_en,
        confirmed=True,
        document=(),
        why=Why(
            anchor="committee_chosen",
            days=5,
            zh="推选村民选举委员会之日 11 月 14 日 + 5 天 = 11 月 19 日，当日届满",
            en="the day the election committee is chosen 2026-11-14 + 5 days = 2026-11-19; "
            "the period ends with that day",
            rule="ec_objection_days",
            confirmed=True,
            start=date(2026, 11, 14),
            basis="村民委员会选举规程 一、村民选举委员会的产生",
            basis_en=rule.basis_en,
            pack=rule.pack,
            layer="guidance",
        ),
        rule=rule,
        election="committee",
    )


def test_advice_in_full() -> None:
    assert the("nomination_notice", plan(NATION, POLLING)) == Step(
        step="nomination_notice",
        zh="发布提名公告",
        en="Call for nominations",
        earliest=None,
        latest=None,
        recommended=date(2026, 12, 5),
        legal=False,
        basis="",
        basis_en="",
        confirmed=True,
        document=("notice_nomination", "nomination_form"),
        why=Why(
            anchor="polling_day",
            days=-15,
            zh="选举日 12 月 20 日 − 15 天 = 12 月 5 日（建议，法律没有规定期限）",
            en="polling day 2026-12-20 − 15 days = 2026-12-05 (advice; the law sets no day)",
            start=POLLING,
        ),
        election="committee",
    )


def test_working_days_before_the_members_meeting_in_full() -> None:
    rule = PARTY["party_announced_working_days"]
    assert the("candidates_announced", plan_party(PARTY, MEETING)) == Step(
        step="candidates_announced",
        zh="公示候选人预备人选",
        en="Announce the proposed candidates",
        earliest=None,
        latest=date(2026, 11, 1),
        recommended=date(2026, 10, 30),
        legal=True,
        basis="县（市、区）换届实施方案",
        basis_en=rule.basis_en,
        confirmed=False,
        document=(),
        why=Why(
            anchor="party_day",
            days=-5,
            zh="党员大会选举日 11 月 8 日前满 5 个工作日，为 11 月 1 日，当日可以",
            en="5 whole working days before the day of the members' meeting 2026-11-08, that is 2026-11-01; "
            "that day itself will do",
            rule="party_announced_working_days",
            confirmed=False,
            start=MEETING,
            basis="县（市、区）换届实施方案",
            basis_en=rule.basis_en,
            pack=rule.pack,
            layer="party",
        ),
        rule=rule,
        election="party",
    )


def test_advice_of_the_party_in_full() -> None:
    found = the("request_sent", plan_party(PARTY, MEETING))
    assert (found.election, found.legal, found.document) == ("party", False, ("party_request",))
    assert found.why == Why(
        anchor="party_day",
        days=-30,
        zh="党员大会选举日 11 月 8 日 − 30 天 = 10 月 9 日（建议，法律没有规定期限）",
        en="the day of the members' meeting 2026-11-08 − 30 days = 2026-10-09 (advice; the law sets no day)",
        start=MEETING,
    )


# -- what is said of a day ----------------------------------------------------------------------------------------

ON_TIME = {"committee_chosen": "2026-11-14", "registration_opened": "2026-11-17"}


@pytest.mark.parametrize(
    ("name", "today", "done", "sentences"),
    [
        ("roll_published", None, {"roll_published": "2026-11-22"}, []),
        (
            "roll_published",
            None,
            {"roll_published": "2026-11-30"},
            [
                "T02 warn roll_days_before · 选民名单于 2026-11-30 公布，恰为选举日前 20 天，没有余地。",
                "T07 note calendar · "
                "“公布登记参加选举的村民名单”于 2026-11-30 办理，晚于建议的 2026-11-22，不违反规定。",
            ],
        ),
        (
            "roll_published",
            None,
            {"roll_published": "2026-12-02"},
            [
                "T01 block roll_days_before · "
                "选民名单于 2026-12-02 公布，距选举日 18 天，少于 20 天；选举日最早为 2026-12-22。",
                "T07 note calendar · "
                "“公布登记参加选举的村民名单”于 2026-12-02 办理，晚于建议的 2026-11-22，不违反规定。",
            ],
        ),
        (
            "roll_published",
            "2026-12-01",
            {},
            [
                "T08 block roll_days_before · "
                "“公布登记参加选举的村民名单”最迟应于 2026-11-30 办理，至 2026-12-01 仍未办理。"
            ],
        ),
        (
            "objections_closed",
            None,
            {"roll_published": "2026-11-24", "objections_closed": "2026-11-28"},
            ["T10 block objection_days · “名单申诉期满并作出处理”于 2026-11-28 办理，最早应为 2026-11-29。"],
        ),
        (
            "objections_closed",
            None,
            {"roll_published": "2026-11-24", "objections_closed": "2026-11-29"},
            [
                "T12 note objection_days · "
                "“名单申诉期满并作出处理”于 2026-11-29 办理，期限到当日结束才届满，当日提出的仍应受理。",
            ],
        ),
        (
            "candidates_published",
            None,
            {"candidates_published": "2026-12-16"},
            [
                "T03 block candidates_days_before · 正式候选人名单于 2026-12-16 公布，最迟应为 2026-12-15。",
                "T07 note calendar · “公布正式候选人名单”于 2026-12-16 办理，晚于建议的 2026-12-14，不违反规定。",
            ],
        ),
        (
            "proxies_published",
            None,
            {"proxies_published": "2026-12-18"},
            [
                "T04 block proxy_list_days_before · “公布委托投票等名单”于 2026-12-18 办理，最迟应为 2026-12-17。",
                "T07 note calendar · “公布委托投票等名单”于 2026-12-18 办理，晚于建议的 2026-12-17，不违反规定。",
            ],
        ),
        (
            "proxies_published",
            None,
            {"proxies_published": "2026-12-17"},
            [
                "T11 note proxy_list_days_before · "
                "“公布委托投票等名单”于 2026-12-17 办理，恰为期限的最后一日，符合规定，没有余地。"
            ],
        ),
        (
            "proxies_published",
            None,
            {"proxies_closed": "2026-12-16", "proxies_published": "2026-12-15"},
            [
                "T06 block proxy_list_days_before · “公布委托投票等名单”于 2026-12-15 办理，"
                "早于应先办的“委托投票办理截止”（2026-12-16）。"
            ],
        ),
        (
            "nomination_notice",
            "2026-12-03",
            {"nomination_notice": "2026-12-04"},
            ["T09 warn calendar · “发布提名公告”的办理日期 2026-12-04 晚于今天 2026-12-03，请核对。"],
        ),
        (
            "handover_by",
            "2027-01-01",
            {"result_announced": "2026-12-21"},
            [
                "T05 block handover_days · 工作移交应于 2026-12-31 前完成，至 2027-01-01 仍未完成。",
                "H03 note calendar · "
                "“完成工作移交”的期限 2026-12-31：这一天的放假安排没有收录，只核对了星期六、星期日。",
            ],
        ),
        (
            "group_leaders_chosen",
            "2027-01-20",
            {},
            [
                "T14 warn group_leaders_days · "
                "“推选村民小组组长”最迟应于 2027-01-19 办理，至 2027-01-20 没有记录，请核对。",
                "H03 note calendar · "
                "“推选村民小组组长”的期限 2027-01-19：这一天的放假安排没有收录，只核对了星期六、星期日。",
            ],
        ),
        (
            "candidates_met_voters",
            None,
            {},
            [
                "H01 warn no_campaign_on_polling_day · "
                "“组织候选人与村民见面”的期限 2026-12-19 是星期六，没有规定顺延，请提前安排。",
            ],
        ),
    ],
)
def test_every_sentence_about_a_day(name: str, today: str | None, done: dict[str, str], sentences: list[str]) -> None:
    steps = plan(HAINAN, POLLING, {**ON_TIME, **done}, date.fromisoformat(today) if today else None, "committee")
    assert said(the(name, steps)) == sentences


def moving(rules: Rules) -> Rules:
    """The same law with a rule that moves last days off."""
    return replace(
        rules, rules={**rules.rules, "roll_over_holidays": replace(NATION["roll_over_holidays"], value=True)}
    )


def test_a_last_day_that_moves_says_from_where_and_to_where() -> None:
    met = the("candidates_met_voters", plan(moving(HAINAN), POLLING))
    assert said(met) == [
        "H02 note no_campaign_on_polling_day · "
        "“组织候选人与村民见面”的期限 2026-12-19 是星期六，按规定移至 2026-12-18。"
    ]
    assert met.why.zh == "选举日 12 月 20 日 − 1 天 = 12 月 19 日，遇休假日移至 12 月 18 日，当日可以"
    assert met.why.en == (
        "polling day 2026-12-20 − 1 days = 2026-12-19, moved for a day off to 2026-12-18; that day itself will do"
    )
    checked = the("write_in_checked", plan(moving(HAINAN), POLLING, course="committee"))
    assert (checked.latest, said(checked)) == (
        date(2026, 12, 28),
        [
            "H02 note write_in_check_days · "
            "“审查当选的另选他人的资格（有另选他人当选的）”的期限 2026-12-27 是星期日，"
            "按规定移至 2026-12-28。"
        ],
    )


def test_the_earliest_polling_day_of_a_roll_published_on_a_day_off() -> None:
    saturday, monday = date(2026, 11, 28), date(2026, 11, 30)
    assert earliest_polling_day(NATION, saturday) == saturday + 20 * DAY
    assert earliest_polling_day(moving(NATION), saturday) == monday + 20 * DAY
    assert earliest_polling_day(moving(NATION), monday) == monday + 20 * DAY
    silent = replace(NATION, rules={key: one for key, one in NATION.rules.items() if key != "roll_days_before"})
    assert earliest_polling_day(silent, saturday) == saturday


# -- the party ----------------------------------------------------------------------------------------------------


def meeting(polling: date, today: date | None = None, rules: Rules = PARTY, **done: date) -> Step:
    return the("members_meeting", plan_party(rules, MEETING, done, today, polling))


def test_every_sentence_about_the_members_meeting() -> None:
    close = (
        "T13 warn party_days_before_polling · 党员大会 2026-11-09 距选举日 35 天，少于通行做法的 36 天，"
        "新任书记可能来不及推选进村民选举委员会。"
    )
    later = "T07 note calendar · “召开党员大会选举”于 2026-11-09 办理，晚于建议的 2026-11-08，不违反规定。"
    found = meeting(MEETING + 36 * DAY, members_meeting=MEETING + DAY)
    assert (said(found), found.finding) == ([close, later], found.findings[0])
    ahead = "T09 warn calendar · “召开党员大会选举”的办理日期 2026-11-09 晚于今天 2026-11-08，请核对。"
    early = meeting(MEETING + 36 * DAY, MEETING, members_meeting=MEETING + DAY)
    assert (said(early), early.finding) == ([ahead, close, later], early.findings[1])


def test_the_announcement_is_overdue_on_the_day_after_its_last() -> None:
    def announced(today: date) -> list[str]:
        return said(the("candidates_announced", plan_party(PARTY, MEETING, today=today)))

    assert announced(date(2026, 11, 1)) == []
    assert announced(date(2026, 11, 2)) == [
        "T08 block party_announced_working_days · "
        "“公示候选人预备人选”最迟应于 2026-11-01 办理，至 2026-11-02 仍未办理。"
    ]


def test_where_practice_leaves_no_day_between_the_meeting_may_be_on_polling_day() -> None:
    no_day = replace(PARTY["party_days_before_polling"], value=0)
    rules = replace(PARTY, rules={**PARTY.rules, "party_days_before_polling": no_day})
    assert said(meeting(MEETING, rules=rules)) == []
