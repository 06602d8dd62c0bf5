"""What of a village somebody has to see to: a table, one village for each rule. No database."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from cast import DAYS, POLLING_DAY
from cunxuan.core import case
from cunxuan.core.law import rules_for
from cunxuan.core.stages import ALL_DONE, State
from cunxuan.reporting.facts import Facts, Found, Sheet, Vote
from cunxuan.reporting.judging import Judged, judge
from cunxuan.reporting.matters import Matter

SOON = 3
ORGANIC_LAW = "Organic Law of the Villagers' Committees"
RULES = rules_for("360123101201", POLLING_DAY)
BEFORE_THE_CALL = Facts(RULES, POLLING_DAY)


def day(text: str) -> date:
    month, number = map(int, text.split("-"))
    return date(2026, month, number)


def done(last: str, **other: str) -> tuple[tuple[str, str], ...]:
    """Every step up to this one on the county's days, some on another day (`roll_published="12-09"`)."""
    steps = list(DAYS)
    days = {step: DAYS[step] for step in steps[: steps.index(last) + 1]} | {step: day(on) for step, on in other.items()}
    return tuple((step, on.isoformat()) for step, on in days.items())


def called(last: str, *votes: Vote, **other: str) -> Facts:
    return replace(BEFORE_THE_CALL, polling_day=POLLING_DAY, done=done(last, **other), votes=votes)


FIRST = Vote(1, "first", POLLING_DAY, 1251)


def closed(*sheets: Sheet) -> Vote:
    return FIRST._replace(places=len(sheets), closed=len(sheets), sheets=sheets)


def answer(returned: int, *, chair: int = 700, member: int = 700, **case_keys: Any) -> dict[str, Any]:
    """What the law says of a vote with one seat each of chair and member, and two candidates for either."""
    posts = {"chair": chair, "member": member}
    contests = [
        {
            "post": post,
            "seats": 1,
            "candidates": [{"name": f"{post}甲", "votes": votes}, {"name": f"{post}乙", "votes": 300}],
        }
        for post, votes in posts.items()
    ]
    asked = {
        "division": "360123101201",
        "polling_day": POLLING_DAY.isoformat(),
        "registered": 1251,
        "account": {"returned": returned, "issued": 1100},
        "contests": contests,
        **case_keys,
    }
    answered: dict[str, Any] = case.answer(asked)[0]
    return answered


def found(answered: dict[str, Any], *, declared: bool = True, pk: int = 7, vacant: bool = False) -> Found:
    return Found(
        pk,
        answered["outcome"],
        answered["participants"],
        len(answered["elected"]),
        sum(one["seats"] for one in answered["short"]),
        POLLING_DAY if declared else None,
        POLLING_DAY if vacant else None,
        json.dumps(answered),
    )


VOID = FIRST._replace(found=found(answer(612, chair=400, member=400)))
TOO_MANY = FIRST._replace(found=found(answer(1150)))
MEMBER_SHORT = FIRST._replace(found=found(answer(1000, member=450)))
TIED_MEMBERS = {
    "post": "member",
    "seats": 2,
    "candidates": [{"name": name, "votes": votes} for name, votes in (("甲", 700), ("乙", 600), ("丙", 600))],
}
TIED = FIRST._replace(found=found(answer(1000, contests=[TIED_MEMBERS])))
DECIDED = FIRST._replace(found=found(answer(1000)))
UNDECLARED = FIRST._replace(found=found(answer(1000), declared=False))
IMPOSSIBLE = FIRST._replace(found=found(answer(1000, chair=1100), declared=False))
RUNOFF = Vote(2, "runoff", day("12-20"), 1251, of=7)

TABLE: dict[str, tuple[Facts, str, int, State, str]] = {
    # facts, today, stage, state, the gravest sentence
    "nothing has begun": (BEFORE_THE_CALL, "10-20", 1, State.NOT_STARTED, ""),
    "on its way": (called("method_adopted"), "11-12", 4, State.IN_PROGRESS, ""),
    "everything is done": (called("archive_by", DECIDED), "12-30", ALL_DONE, State.DONE, ""),
    "the audit is missing when the call is due": (
        BEFORE_THE_CALL,
        "11-06",
        1,
        State.BLOCKED,
        "审计结果未公布，不能确定选举日。",
    ),
    "the review is missing when the candidates are due": (
        called("nomination_vote"),
        "12-10",
        7,
        State.BLOCKED,
        "资格联审未完成，正式候选人不能公布。",
    ),
    "the day has come without ballots": (
        called("proxies_published", FIRST),
        "12-16",
        9,
        State.BLOCKED,
        "“印制、清点、封存选票”没有办，今天不能投票。",
    ),
    "objections were closed before their time": (
        called("roll_frozen", objections_closed="11-25"),
        "11-28",
        6,
        State.BLOCKED,
        "“名单申诉期满并作出处理”于 2026-11-25 办理，最早应为 2026-11-29。",
    ),
    "the roll is three days late": (
        called("registration_opened"),
        "11-29",
        5,
        State.OVERDUE,
        "最迟应于 11 月 26 日公布登记参加选举的村民名单，已超 3 天。",
    ),
    "the roll was published too late for the day": (
        called("roll_published", roll_published="12-09"),
        "12-10",
        5,
        State.OVERDUE,
        "名单 12 月 9 日才公布，选举日最早只能是 12 月 29 日。",
    ),
    "the roll is due in two days": (
        called("registration_opened"),
        "11-24",
        5,
        State.DUE_SOON,
        "最迟 11 月 26 日公布登记参加选举的村民名单，还剩 2 天。",
    ),
    "the roll is due today": (
        called("registration_opened"),
        "11-26",
        5,
        State.DUE_SOON,
        "最迟 11 月 26 日公布登记参加选举的村民名单，就在今天。",
    ),
    "nobody voted on the day": (
        called("candidates_published", FIRST._replace(places=2, closed=1), candidates_met_voters="12-13"),
        "12-18",
        8,
        State.OVERDUE,
        "投票日 12 月 16 日已过 2 天，还有 1 个投票点没有关箱。",
    ),
    "the day is past and there are no candidates": (
        called("review_completed", candidates_met_voters="12-13"),
        "12-17",
        8,
        State.OVERDUE,
        "投票日 12 月 16 日已过 1 天，还没有投票。",
    ),
    "the handover is a day late": (
        called("result_announced", DECIDED),
        "12-27",
        12,
        State.OVERDUE,
        "最迟应于 12 月 26 日完成工作移交，已超 1 天。",
    ),
    "what was done late and is past is not a matter": (
        called("handover_by", DECIDED, roll_published="12-09", handover_by="12-29"),
        "12-30",
        12,
        State.IN_PROGRESS,
        "",
    ),
    "a sheet differs": (
        called("polling", closed(Sheet("differs", 2), Sheet("verified", 0))),
        "12-16",
        11,
        State.DIFFERS,
        "两次录入有 2 栏不一致，等第三人对照纸质计票单。",
    ),
    "two sheets differ": (
        called("polling", closed(Sheet("differs", 2), Sheet("differs", 3))),
        "12-16",
        11,
        State.DIFFERS,
        "2 张计票单两次录入有 5 栏不一致，等第三人对照纸质计票单。",
    ),
    "a sheet went back": (
        called("polling", closed(Sheet("returned", 0))),
        "12-16",
        11,
        State.TO_CHECK,
        "1 张计票单已退回，等录入人对照纸面再看一遍。",
    ),
    "a sheet waits for the second clerk": (
        called("polling", closed(Sheet("first_done", 0), Sheet("empty", 0))),
        "12-16",
        11,
        State.TO_CHECK,
        "1 张计票单已录入一次，等第二个人录入。",
    ),
    "every sheet is verified": (
        called("polling", closed(Sheet("verified", 0), Sheet("verified", 0))),
        "12-16",
        11,
        State.TO_CHECK,
        "计票单都已核对一致，等认定结果。",
    ),
    "the count goes on": (called("polling", closed(Sheet("second", 0))), "12-16", 11, State.IN_PROGRESS, ""),
    "the result is not declared": (called("polling", UNDECLARED), "12-16", 11, State.TO_CHECK, "结果已认定，等宣布。"),
    "the figures forbid declaring": (
        called("polling", IMPOSSIBLE),
        "12-16",
        11,
        State.BLOCKED,
        "结果不能宣布：主任：chair甲 得 1,100 票，多于收回选票 1,000 张，计票有误。",
    ),
    "too few took part": (
        called("polling", VOID),
        "12-17",
        10,
        State.VOID,
        "登记 1,251 人，参加投票 612 人，未过半数，须重新选举。",
    ),
    "more ballots than were issued": (
        called("polling", TOO_MANY),
        "12-17",
        10,
        State.VOID,
        "收回选票 1,150 张，多于发出的 1,100 张，选举无效，不得使用任何计票结果。",
    ),
    "a seat is open and no day is fixed": (
        called("result_announced", MEMBER_SHORT),
        "12-17",
        11,
        State.RUNOFF,
        "委员缺 1 名，日期未定，须另行选举。",
    ),
    "a seat is open and its day is fixed": (
        called("result_announced", MEMBER_SHORT, RUNOFF),
        "12-17",
        11,
        State.RUNOFF,
        "委员缺 1 名，12 月 20 日另行选举。",
    ),
    "two are tied": (
        called("result_announced", TIED),
        "12-17",
        11,
        State.RUNOFF,
        "委员有 2 人票数相等，日期未定，须再次投票。",
    ),
    "the runoff is long past its last day": (
        called("result_announced", MEMBER_SHORT),
        "12-30",
        11,
        State.OVERDUE,
        "另行选举最迟应于 12 月 26 日举行，已超 4 天。",
    ),
    "the seats were left vacant": (
        called("result_announced", FIRST._replace(found=found(answer(1000, member=450), vacant=True))),
        "12-17",
        12,
        State.IN_PROGRESS,
        "",
    ),
    "the runoff was decided": (
        called("result_announced", MEMBER_SHORT, RUNOFF._replace(found=found(answer(1000), pk=8))),
        "12-21",
        12,
        State.IN_PROGRESS,
        "",
    ),
}


@pytest.mark.parametrize("village", TABLE)
def test_a_village_stands_where_the_rules_put_it(village: str) -> None:
    facts, today, stage, state, sentence = TABLE[village]

    judged = judge(facts, day(today), SOON)

    gravest = judged.matters[0].text_zh if judged.matters else ""
    assert (judged.stage, judged.state, gravest) == (stage, state, sentence)


def test_every_matter_says_the_same_in_english() -> None:
    for facts, today, *_ in TABLE.values():
        for matter in judge(facts, day(today), SOON).matters:
            assert matter.text_en.isascii() or "“" in matter.text_en or "甲" in matter.text_en, matter
            assert "…" not in matter.text_en and bool(matter.basis) == bool(matter.basis_en), matter


def judged_as(name: str) -> Judged:
    facts, today, *_ = TABLE[name]
    return judge(facts, day(today), SOON)


def of(name: str) -> Matter:
    return judged_as(name).matters[0]


@pytest.mark.parametrize(
    ("village", "basis", "basis_en"),
    [
        ("too few took part", "村民委员会组织法 第十八条", "Organic Law of the Villagers' Committees, art. 18"),
        (
            "the roll is three days late",
            "村民委员会组织法 第十七条",
            "Organic Law of the Villagers' Committees, art. 17",
        ),
        (
            "the audit is missing when the call is due",
            "村民委员会组织法 第四十条",
            "Organic Law of the Villagers' Committees, art. 40",
        ),
        ("a sheet differs", "核对 Q02", "check Q02"),
    ],
)
def test_a_matter_names_its_article_in_both_languages(village: str, basis: str, basis_en: str) -> None:
    assert (of(village).basis, of(village).basis_en) == (basis, basis_en)


def test_the_gravest_of_several_comes_first() -> None:
    again = Vote(2, "rerun", day("12-19"), 1251, of=7, places=1, closed=1, sheets=(Sheet("differs", 1),))
    facts = called("polling", VOID, again)

    judged = judge(facts, day("12-19"), SOON)

    assert [matter.state for matter in judged.matters][:2] == [State.VOID, State.DIFFERS]


def test_a_rerun_that_was_declared_ends_the_void_vote() -> None:
    again = Vote(2, "rerun", day("12-19"), 1251, of=7, found=found(answer(1000), pk=8))

    judged = judge(called("result_announced", VOID, again), day("12-20"), SOON)

    assert (judged.stage, judged.state) == (12, State.IN_PROGRESS)


def test_a_stage_to_which_a_vote_goes_back_has_no_date() -> None:
    judged = judged_as("too few took part")

    assert judged.dates[8] == day("12-15")
    assert judged.dates[9:] == (None, None, None)


def test_a_void_vote_has_no_result_that_could_be_late() -> None:
    judged = judge(called("polling", VOID), day("12-20"), SOON)

    assert [matter.state for matter in judged.matters] == [State.VOID]


def test_no_committee_takes_over_while_a_seat_is_open() -> None:
    judged = judge(called("result_announced", MEMBER_SHORT, RUNOFF), day("12-28"), SOON)

    assert not any("移交" in matter.text_zh for matter in judged.matters)


def test_the_warning_comes_as_many_days_ahead_as_the_county_sets() -> None:
    facts = called("registration_opened")

    assert judge(facts, day("11-20"), 3).state is State.IN_PROGRESS
    assert judge(facts, day("11-20"), 7).state is State.DUE_SOON


@pytest.mark.parametrize(
    ("village", "act"),
    [
        ("nothing has begun", "选前审计和民主评议"),
        ("on its way", "开始选民登记，计划 11 月 13 日"),
        ("the roll is due in two days", "公布登记参加选举的村民名单，最迟 11 月 26 日"),
        ("the count goes on", "录入计票单"),
        ("a sheet differs", "第三人对照纸质计票单裁定"),
        ("a sheet went back", "录入人对照纸面再看退回的栏"),
        ("every sheet is verified", "认定结果"),
        ("the result is not declared", "宣布结果"),
        ("too few took part", "确定重新选举的日期"),
        ("a seat is open and no day is fixed", "确定另行选举的日期"),
        ("a seat is open and its day is fixed", "12 月 20 日另行选举"),
        ("the handover is a day late", "完成工作移交，最迟 12 月 26 日"),
        ("everything is done", ""),
    ],
)
def test_the_next_act_is_said_in_words(village: str, act: str) -> None:
    assert judged_as(village).next_zh == act
