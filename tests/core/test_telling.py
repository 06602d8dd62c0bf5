"""A result in words: what a villager reads, for every outcome and every reason. Votes are written as in polls.py."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from core.polls import case
from cunxuan.core import reasons, telling_people
from cunxuan.core.answers import answer_to_json
from cunxuan.core.contest import Case
from cunxuan.core.determination import determine
from cunxuan.core.law import Rules, rules_of_pack
from cunxuan.core.telling import Telling, tell, where_the_ballots_went
from cunxuan.core.telling_words import article_of, cited, half, place, share

DAY = date(2026, 12, 13)
FULL = (
    "registered 1286 · issued 1052 · returned 1043 · chair 1 · 段男 701 · 卫男 318 · vice 1 · 建男 588 · 生男 423 · "
    "member 3 · 宁女 832 · 贾男 655 · 赵男 497 · 吴女 402"
)


def told(text: str, *, on: date = DAY, more: dict[str, Any] | None = None, **how: Any) -> Telling:
    """The vote that the text describes, determined and told; `more` goes to the telling."""
    asked = case(text, on=on, **how)
    return tell(as_json(asked), answer_to_json(determine(asked)), **(more or {}))


def as_json(asked: Case) -> dict[str, Any]:
    """The case as `cunxuan law determine` takes it."""
    return {
        "polling_day": asked.polling_day and asked.polling_day.isoformat(),
        "round": asked.round,
        "registered": asked.registered,
        "account": {"issued": asked.account.issued, "returned": asked.account.returned},
        "contests": [
            {
                "post": contest.post,
                "seats": contest.seats,
                "woman_only": contest.woman_only,
                "candidates": [one._asdict() | {"sex": one.sex or ""} for one in contest.candidates],
            }
            for contest in asked.contests
        ],
        "elected_before": [{"post": one.post, "name": one.name, "sex": one.sex} for one in asked.elected_before],
        "kin": [{"a": one.a, "b": one.b, "relation": one.relation} for one in asked.kin],
    }


def said_of(found: Telling, name: str, post: str = "") -> str:
    people = [one for line in found.posts for one in line.people if not post or line.title.zh == post]
    return next(one.sentence.zh for one in people if one.name == name)


def outcomes(found: Telling) -> dict[str, str]:
    return {one.name: one.outcome for line in found.posts for one in line.people}


# -- the first sentence -------------------------------------------------------------------------------------------

HEADLINES = {
    "everybody elected": (
        told("registered 1500 · returned 800 · chair 1 · 王男 470 · 李女 300"),
        "2026 年 12 月 13 日第一次投票有效。应选 1 名，全部选出。",
        "The first vote on 13 December 2026 is valid. The seat is filled.",
    ),
    "a runoff whose day is fixed": (
        told(FULL, more={"next_on": {"runoff": date(2026, 12, 20)}}),
        "2026 年 12 月 13 日第一次投票有效。选出 4 人，委员还缺 1 名，12 月 20 日另行选举。",
        "The first vote on 13 December 2026 is valid. 4 elected; 1 seat still open (member 1); runoff on 20 December.",
    ),
    "a runoff within the days of the law": (
        told(FULL),
        "2026 年 12 月 13 日第一次投票有效。选出 4 人，委员还缺 1 名，最迟 12 月 23 日另行选举。",
        "The first vote on 13 December 2026 is valid. 4 elected; 1 seat still open (member 1); runoff by 23 December.",
    ),
    "a runoff for which the law sets no day": (
        told(
            "registered 1500 · returned 800 · chair 1 · 王男 300 · 李女 200",
            pack="CN@2010-10-28",
            on=date(2011, 12, 1),
        ),
        "2011 年 12 月 1 日第一次投票有效。没有人当选，主任还缺 1 名，须另行选举。",
        "The first vote on 1 December 2011 is valid. Nobody elected; 1 seat still open (chair 1); runoff.",
    ),
    "too few took part": (
        told("registered 1251 · returned 612 · chair 1 · 王男 470"),
        "2026 年 12 月 13 日第一次投票无效：登记 1,251 人，参加投票 612 人，没有超过一半。须重新选举。",
        "The first vote on 13 December 2026 is void: 612 of 1,251 registered took part, not more than half. "
        "It is held again.",
    ),
    "the day of the rerun is fixed": (
        told("registered 1251 · returned 612 · chair 1 · 王男 470", more={"next_on": {"rerun": date(2026, 12, 27)}}),
        "2026 年 12 月 13 日第一次投票无效：登记 1,251 人，参加投票 612 人，没有超过一半。12 月 27 日重新选举。",
        "The first vote on 13 December 2026 is void: 612 of 1,251 registered took part, not more than half. "
        "It is held again on 27 December.",
    ),
    "more ballots than were issued": (
        told("registered 1500 · issued 812 · returned 813 · chair 1 · 王男 470"),
        "2026 年 12 月 13 日第一次投票无效：收回选票 813 张，多于发出的 812 张。须重新选举。",
        "The first vote on 13 December 2026 is void: 813 ballots were returned, more than the 812 issued. "
        "It is held again.",
    ),
    "more ballots than voters": (
        told("registered 1500 · issued 800 · signed 795 · returned 798 · chair 1 · 王男 470", pack="ZJ@2020-07-31"),
        "2026 年 12 月 13 日第一次投票无效：收回选票 798 张，多于签到投票的 795 人。须重新选举。",
        "The first vote on 13 December 2026 is void: 798 ballots were returned, more than the 795 who signed. "
        "It is held again.",
    ),
    "more ballots than people": (
        told("registered 700 · issued 900 · returned 800 · chair 1 · 王男 470"),
        "2026 年 12 月 13 日第一次投票无效：收回选票 800 张，多于登记参加选举的 700 人。须重新选举。",
        "The first vote on 13 December 2026 is void: 800 ballots were returned, more than the 700 registered. "
        "It is held again.",
    ),
    "a tie": (
        told("registered 1500 · returned 800 · member 3 · 乙女 610 · 丙男 500 · 丁男 420 · 戊男 420"),
        "2026 年 12 月 13 日第一次投票有效。选出 2 人，丁男、戊男票数相等，再次投票选委员 1 名。",
        "The first vote on 13 December 2026 is valid. 2 elected; 丁男, 戊男 are tied and voted on again for member.",
    ),
    "a tie whose new vote has its day, and a runoff": (
        told(
            "registered 1500 · returned 800 · chair 1 · 甲男 410 · 乙男 410 · member 1 · 丙男 300 · 丁女 200",
            more={"next_on": {"revote": DAY}},
        ),
        "2026 年 12 月 13 日第一次投票有效。没有人当选，乙男、甲男票数相等，12 月 13 日再次投票选主任 1 名，"
        "委员还缺 1 名（应为妇女），最迟 12 月 23 日另行选举。",
        "The first vote on 13 December 2026 is valid. Nobody elected; 乙男, 甲男 are tied and voted on again for chair "
        "on 13 December; 1 seat still open (member 1, a woman); runoff by 23 December.",
    ),
    "a seat that waits for the new vote": (
        told("registered 1500 · returned 800 · chair 1 · 甲男 410 · 乙女 410 · member 1 · 甲男 500 · 丁男 200"),
        "2026 年 12 月 13 日第一次投票有效。没有人当选，乙女、甲男票数相等，再次投票选主任 1 名，"
        "1 个名额等再次投票后确定。",
        "The first vote on 13 December 2026 is valid. Nobody elected; 乙女, 甲男 are tied and voted on again for "
        "chair; 1 more to be settled after the new vote.",
    ),
    "the runoff fills the seat": (
        told("registered 1286 · returned 900 · member 1 · 赵男 500 · 吴女 380", round="runoff"),
        "2026 年 12 月 13 日另行选举有效。要选的 1 名已经选出。",
        "The runoff on 13 December 2026 is valid. The seat is filled.",
    ),
    "the runoff fills two": (
        told("registered 1286 · returned 900 · member 2 · 赵男 500 · 吴女 380", round="runoff"),
        "2026 年 12 月 13 日另行选举有效。要选的 2 名已经选出。",
        "The runoff on 13 December 2026 is valid. All 2 seats are filled.",
    ),
    "the runoff fills nothing": (
        told("registered 1286 · returned 900 · member 2 · 赵男 290 · 吴女 280", round="runoff"),
        "2026 年 12 月 13 日另行选举有效。没有人当选，委员还缺 2 名，最迟 12 月 23 日继续另行选举。",
        "The runoff on 13 December 2026 is valid. Nobody elected; 2 seats still open (member 2); another runoff by "
        "23 December.",
    ),
    "seats that may stay vacant": (
        told(
            "registered 1286 · returned 900 · member 1 · 赵男 290 · 吴女 280",
            round="runoff",
            before="chair 甲女 · vice 乙男 · member 丙男",
        ),
        "2026 年 12 月 13 日另行选举有效。没有人当选，委员还缺 1 名，可以空缺，也可以另行选举。",
        "The runoff on 13 December 2026 is valid. Nobody elected; 1 seat still open (member 1); they may stay vacant "
        "or be filled in a runoff.",
    ),
    "seats left vacant": (
        told(
            "registered 1286 · returned 900 · member 1 · 赵男 290 · 吴女 280",
            round="runoff",
            before="chair 甲女 · vice 乙男 · member 丙男",
            more={"left_vacant_on": date(2026, 12, 15)},
        ),
        "2026 年 12 月 13 日另行选举有效。没有人当选，委员还缺 1 名，12 月 15 日决定不再选。",
        "The runoff on 13 December 2026 is valid. Nobody elected; 1 seat still open (member 1); left vacant as decided "
        "on 15 December.",
    ),
    "the rerun and a woman's line": (
        told(
            "registered 1500 · returned 800 · woman 1 · 甲女 300 · 乙女 200 · member 2 · 丙男 500 · 丁男 300",
            round="rerun",
            pack="ZJ@2020-07-31",
        ),
        "2026 年 12 月 13 日重新选举有效。选出 1 人，妇女委员还缺 1 名、委员还缺 1 名，最迟 1 月 12 日另行选举。",
        "The rerun on 13 December 2026 is valid. 1 elected; 2 seats still open (woman member 1, member 1); runoff by "
        "12 January.",
    ),
    "those tied voted on again": (
        told("registered 1500 · returned 800 · member 1 · 丁男 410 · 戊男 390", round="revote"),
        "2026 年 12 月 13 日再次投票有效。要选的 1 名已经选出。",
        "The new vote among those tied on 13 December 2026 is valid. The seat is filled.",
    ),
}


@pytest.mark.parametrize(("found", "zh", "en"), HEADLINES.values(), ids=HEADLINES)
def test_the_first_sentence_says_valid_or_not_how_many_and_what_is_open(found: Telling, zh: str, en: str) -> None:
    assert (found.headline.zh, found.headline.en) == (zh, en)


# -- three figures ------------------------------------------------------------------------------------------------


def test_the_roll_says_when_it_was_published_and_whether_that_was_in_time() -> None:
    figure = told(FULL, more={"roll_on": date(2026, 11, 15)}).registered
    assert figure.value == 1286
    assert figure.reason.zh == "11 月 15 日公布，比选举日早 28 天。"
    assert figure.reason.en == "Published on 15 November, 28 days before polling day."
    assert figure.article is not None
    assert (figure.article.full.zh, figure.article.short.zh) == ("村民委员会组织法 第十七条", "第十七条")


@pytest.mark.parametrize(
    ("published", "round", "zh", "en"),
    [
        (
            date(2026, 11, 25),
            "first",
            "11 月 25 日公布，比选举日早 18 天，少于 20 天。",
            "Published on 25 November, 18 days before polling day, fewer than 20.",
        ),
        (date(2026, 11, 25), "runoff", "11 月 25 日公布的名单。", "The roll published on 25 November."),
        (None, "first", "名单上的人数。", "People on the roll."),
    ],
)
def test_a_late_roll_a_later_vote_and_an_unknown_day_are_said(
    published: date | None, round: str, zh: str, en: str
) -> None:
    reason = told(FULL, round=round, more={"roll_on": published}).registered.reason
    assert (reason.zh, reason.en) == (zh, en)


@pytest.mark.parametrize(
    ("registered", "how", "zh", "article"),
    [
        (1286, {}, "超过一半（一半是 643），选举有效。", "第十八条"),
        (1251, {}, "超过一半（一半是 625.5），选举有效。", "第十八条"),
        (2087, {}, "没有超过一半（一半是 1,043.5），选举无效。", "第十八条"),
        (2087, {"round": "runoff"}, "收回的选票数；这一次不要求过半数参加。", "第十八条"),
        (2087, {"round": "revote"}, "收回的选票数；这一次不要求过半数参加。", "村民委员会选举规程 六、投票选举"),
    ],
)
def test_those_who_took_part_are_enough_or_not_or_need_not_be(
    registered: int, how: dict[str, Any], zh: str, article: str
) -> None:
    figure = told(f"registered {registered} · returned 1043 · chair 1 · 王男 800", **how).took_part
    assert figure is not None and figure.article is not None
    assert (figure.value, figure.reason.zh, figure.article.short.zh) == (1043, zh, article)


def test_the_votes_needed_are_an_inequality_that_anyone_can_check() -> None:
    figure = told(FULL).needs
    assert figure is not None and figure.article is not None
    assert figure.value == 522
    assert figure.reason.zh == "超过参加投票人数的一半：522 × 2 > 1,043。"
    assert figure.reason.en == "More than half of the ballots: 522 × 2 > 1,043."
    assert figure.article.short.en == "art. 18"


def test_in_a_runoff_a_third_is_enough() -> None:
    figure = told("returned 1043 · member 1 · 赵男 500 · 吴女 300", round="runoff").needs
    assert figure is not None
    assert (figure.value, figure.reason.zh) == (348, "不少于已投选票的三分之一：348 × 3 ≥ 1,043。")


def test_another_share_is_told_with_its_numerator() -> None:
    national = rules_of_pack("CN@2026-01-01")
    two_thirds = replace(national.rules["win"], value=type(national.rules["win"].value)(2, 3, True))
    rules = replace(national, rules={**national.rules, "win": two_thirds})
    figure = told("returned 100 · chair 1 · 王男 80", rules=rules).needs
    assert figure is not None
    assert figure.reason.zh == "超过参加投票人数的三分之二：67 × 3 > 100 × 2。"
    assert share(">3/4").zh == "3/4"


def test_those_tied_need_no_number_of_votes_only_the_most() -> None:
    found = told("returned 100 · member 1 · 丁男 51 · 戊男 49", round="revote")
    assert found.needs is None
    assert found.how_won is not None and found.how_won.article is not None
    assert found.how_won.text.zh == "得票多的当选，没有最低票数。"


def test_a_vote_void_by_its_ballots_has_no_number_that_took_part_and_none_needed() -> None:
    found = told("registered 1500 · issued 812 · returned 813 · chair 1 · 王男 470")
    assert (found.took_part, found.needs, found.how_won) == (None, None, None)


# -- each person --------------------------------------------------------------------------------------------------


def test_everybody_reads_what_became_of_the_votes() -> None:
    found = told(FULL)
    assert said_of(found, "段男") == "越过当选线 522 票，得票最多，当选。"
    assert said_of(found, "卫男") == "没有越过当选线，差 204 票。"
    assert said_of(found, "贾男") == "越过当选线 522 票，在委员中得票第二，当选。"
    assert said_of(found, "赵男") == "没有越过当选线，差 25 票。未当选的人中得票第一，进入另行选举。"
    assert said_of(found, "吴女") == "没有越过当选线，差 120 票。未当选的人中得票第二，进入另行选举。"
    assert outcomes(found)["吴女"] == "runoff"


def test_english_says_the_same() -> None:
    said = {one.name: one.sentence.en for line in told(FULL).posts for one in line.people}
    assert said["段男"] == "Has the 522 votes needed and has most votes: elected."
    assert said["贾男"] == "Has the 522 votes needed and is 2nd in votes for member: elected."
    assert said["赵男"] == "25 votes short of those needed. 1st among those not elected: stands in the runoff."


def test_the_first_woman_elected_meets_what_the_law_asks_for() -> None:
    (woman,) = (one for line in told(FULL).posts for one in line.people if one.name == "宁女")
    assert woman.sentence.zh.endswith("当选。新一届有妇女成员，符合法律要求。")
    assert woman.article is not None and woman.article.short.zh == "第八条"


def test_a_woman_elected_before_is_not_found_again() -> None:
    found = told("returned 900 · member 1 · 赵女 500 · 吴女 380", round="runoff", before="chair 甲女")
    assert said_of(found, "赵女") == "达到当选线 300 票，得票最多，当选。"


#: For each reason: a vote in which a person gets it, the person, the post if there are two, and the sentence.
SENTENCES = {
    "MAJORITY_MOST_VOTES": (FULL, {}, "段男", "越过当选线 522 票，得票最多，当选。"),
    "RUNOFF_MOST_VOTES": (
        "returned 601 · member 1 · 甲男 201 · 乙男 180",
        {"round": "runoff"},
        "甲男",
        "达到当选线 201 票，得票最多，当选。",
    ),
    "REVOTE_MOST_VOTES": (
        "returned 100 · member 1 · 丁男 51 · 戊男 49",
        {"round": "revote"},
        "丁男",
        "得票最多，当选。",
    ),
    "MERGED": (
        "returned 500 · chair 1 · 甲男 300 · 乙男 190 · member 2 · 乙男 70 · 丙女 320 · 丁男 255",
        {"count_down": True},
        "乙男 委员",
        "委员得 70 票，加上没有当选主任的 190 票，合计 260 票。越过当选线 251 票，在委员中得票第二，当选。",
    ),
    "WOMAN_FIRST": (
        "returned 800 · chair 1 · 甲男 520 · member 3 · 丙男 600 · 丁男 560 · 戊男 500 · 己女 430",
        {"pack": "SC@2026-01-01"},
        "己女",
        "越过当选线 401 票，在越过当选线的妇女中得票最多；主任、副主任当选人中没有妇女，首先当选委员。",
    ),
    "NO_MAJORITY": ("returned 100 · chair 1 · 王男 60 · 李女 40", {}, "李女", "没有越过当选线，差 11 票。"),
    "BELOW_ONE_THIRD": (
        "returned 601 · member 1 · 甲男 200 · 乙男 180",
        {"round": "runoff"},
        "甲男",
        "没有达到当选线，差 1 票。未当选的人中得票第一，进入下一次另行选举。",
    ),
    "NO_VOTES": ("returned 100 · member 1 · 丁男 51 · 戊男 0", {"round": "revote"}, "戊男", "没有得票。"),
    "FEWER_VOTES": (
        "returned 100 · member 1 · 王女 80 · 李男 60",
        {},
        "李男",
        "得票够当选线，但名额已由得票更多的人当选。",
    ),
    "REVOTE_TIED": (
        "returned 800 · member 3 · 乙女 610 · 丙男 500 · 丁男 420 · 戊男 420",
        {},
        "丁男",
        "与戊男票数相等，名额只有 1 个，再次投票决定。",
    ),
    "DISPLACED_BY_WOMAN_FIRST": (
        "returned 800 · chair 1 · 甲男 520 · member 3 · 丙男 600 · 丁男 560 · 戊男 500 · 己女 430",
        {"pack": "SC@2026-01-01"},
        "戊男",
        "得票够当选线，但主任、副主任当选人中没有妇女，己女首先当选委员，名额已满。",
    ),
    "SEAT_RESERVED_FOR_WOMAN": (
        "returned 800 · chair 1 · 甲男 520 · member 2 · 丙男 600 · 丁男 560 · 己女 230 · 庚女 210",
        {"pack": "SC@2026-01-01"},
        "丁男",
        "得票够当选线，但当选人中没有妇女，委员的一个名额保留给妇女另行选举。",
    ),
    "ELECTED_TO_HIGHER_POST": (
        "returned 500 · chair 1 · 甲男 300 · 乙男 190 · member 1 · 甲男 260 · 丙女 320",
        {},
        "甲男 委员",
        "已当选主任，不再参加这一项的认定。",
    ),
    "ALREADY_ELECTED": (
        "returned 500 · member 1 · 甲男 260 · 丙女 320",
        {"round": "runoff", "before": "member 甲男"},
        "甲男",
        "已当选委员，不再参加这一项的认定。",
    ),
    "AWAITS_REVOTE": (
        "returned 800 · chair 1 · 甲男 410 · 乙女 410 · member 1 · 甲男 500 · 丁男 200",
        {},
        "甲男 委员",
        "得票够当选线，但要等再次投票以后才能确定。",
    ),
    "KIN_OF_ELECTED": (
        "returned 1000 · chair 1 · 甲男 610 · 乙男 150 · member 2 · 丙女 520 · 庚男 510 · 辛男 505",
        {"pack": "ZJ@2020-07-31", "kin": "甲男 丙女 spouse"},
        "丙女",
        "得票够当选，但与当选的 甲男 有应当回避的亲属关系，不能同时任职，未当选。",
    ),
    "NOT_A_WOMAN": (
        "returned 800 · woman 1 · 甲女 500 · 乙男 200 · member 1 · 丙男 500",
        {"pack": "ZJ@2020-07-31"},
        "乙男",
        "不是妇女，不能当选妇女委员。",
    ),
}


@pytest.mark.parametrize(("text", "how", "who", "sentence"), SENTENCES.values(), ids=SENTENCES)
def test_every_reason_is_a_sentence(text: str, how: dict[str, Any], who: str, sentence: str) -> None:
    found = told(text, **how)
    assert said_of(found, *who.split()) == sentence


KIN = "returned 1000 · chair 1 · 甲男 610 · 乙男 150 · member 2 · 丙女 520 · 庚男 510 · 辛男 505"
EQUAL = "returned 800 · member 2 · 乙女 500 · 丁男 500 · 戊男 100"
WITHOUT_A_FIGURE = {
    "FILLED_WITHOUT_A_NEW_VOTE": (
        "returned 600 · member 2 · 丙女 400 · 丁男 280",
        {"pack": "TJ@2019-05-30", "no_second_round": True},
        "丁男",
    ),
    "KIN_REFILLED": (KIN, {"pack": "ZJ@2020-07-31", "kin": "甲男 丙女 spouse"}, "辛男"),
    "KIN_MEETING_DECIDES": (EQUAL, {"pack": "HAIN@2025-12-03", "kin": "乙女 丁男 sibling"}, "丁男"),
    "KIN_NOT_SETTLED": (EQUAL, {"pack": "HEN@2011-07-29", "kin": "乙女 丁男 sibling"}, "丁男"),
    "NOT_AN_ELECTED_MEMBER": (
        "returned 600 · chair 1 · 甲男 301 · 丙男 120",
        {"pack": "HEB@2020-07-30", "members_first": True, "before": "member 甲男 · member 丁男"},
        "丙男",
    ),
}


@pytest.mark.parametrize("reason", WITHOUT_A_FIGURE)
def test_what_needs_no_figure_is_told_in_the_words_of_the_answer(reason: str) -> None:
    text, how, who = WITHOUT_A_FIGURE[reason]
    assert said_of(told(text, **how), who) == f"{reasons.WORDS[reason][0]}。"


def test_whoever_leaves_for_kinship_is_told_the_article() -> None:
    found = told(KIN, pack="ZJ@2020-07-31", kin="甲男 丙女 spouse")
    (article,) = (one.article for line in found.posts for one in line.people if one.name == "丙女")
    assert article is not None
    assert article.rule is not None
    assert article.rule.key == "committee_kin"


def test_no_reason_is_without_a_sentence() -> None:
    void = {reason for reason in reasons.WORDS if reason.startswith(("ELECTION_", "PARTY_", "RECALL"))}
    assert set(telling_people.WHY) == {*SENTENCES, *WITHOUT_A_FIGURE} == set(reasons.WORDS) - void


def test_equal_votes_that_all_take_a_seat_are_an_equal_place() -> None:
    found = told("returned 800 · member 3 · 乙女 610 · 丙男 500 · 丁男 500")
    assert said_of(found, "丁男") == "越过当选线 401 票，在委员中得票并列第二，当选。"
    assert (
        found.posts[0].people[1].sentence.en
        == "Has the 401 votes needed and is equal 2nd in votes for member: elected."
    )


def test_in_a_new_vote_among_those_tied_the_others_simply_have_fewer() -> None:
    found = told("returned 100 · member 1 · 丁男 51 · 戊男 49", round="revote")
    assert said_of(found, "戊男") == "得票较少，未当选。"


def test_votes_counted_down_are_shown_for_whoever_is_not_elected_too() -> None:
    found = told(
        "returned 500 · chair 1 · 甲男 300 · 乙男 120 · member 2 · 乙男 70 · 丙女 320 · 丁男 255", count_down=True
    )
    (person,) = (one for line in found.posts for one in line.people if one.name == "乙男" and line.post == "member")
    assert (person.votes, person.merged, person.outcome) == (190, 120, "not_elected")
    assert person.sentence.zh == "委员得 70 票，加上没有当选主任的 120 票，合计 190 票。没有越过当选线，差 61 票。"


def test_the_woman_of_a_kept_seat_is_ranked_among_the_women() -> None:
    found = told(
        "returned 800 · chair 1 · 甲男 520 · member 3 · 丙男 600 · 丁男 390 · 己女 230 · 庚女 210",
        pack="SC@2026-01-01",
    )
    assert said_of(found, "己女") == "没有越过当选线，差 171 票。未当选的妇女中得票第一，进入妇女名额的另行选举。"
    assert said_of(found, "丁男") == "没有越过当选线，差 11 票。未当选的人中得票第一，进入另行选举。"


def test_a_woman_put_on_the_ballot_because_she_is_one_is_ranked_among_the_women() -> None:
    national = rules_of_pack("CN@2026-01-01")
    runoff = replace(national.rules["women_min"], key="woman_seat", value="runoff")
    rules = replace(national, rules={**national.rules, "woman_seat": runoff})
    found = told(
        "returned 800 · chair 1 · 甲男 520 · member 2 · 丙男 600 · 丁男 390 · 戊男 300 · 庚男 200 · 己女 100",
        rules=rules,
    )
    assert said_of(found, "己女") == "没有越过当选线，差 301 票。未当选的妇女中得票第一，进入另行选举。"


def test_who_stands_on_the_womans_line_and_among_the_members_is_told_apart() -> None:
    found = told("returned 800 · woman 1 · 甲女 500 · member 1 · 甲女 60 · 丙男 600", pack="ZJ@2020-07-31")
    assert said_of(found, "甲女", "妇女委员").startswith("越过当选线 401 票，得票最多，当选。")
    assert said_of(found, "甲女", "委员") == "已当选委员，不再参加这一项的认定。"


def test_the_womans_line_lost_and_a_members_seat_won_are_told_apart_too() -> None:
    found = told("returned 800 · woman 1 · 甲女 60 · 乙女 500 · member 1 · 甲女 600 · 丙男 60", pack="ZJ@2020-07-31")
    assert said_of(found, "甲女", "妇女委员") == "没有越过当选线，差 341 票。"
    assert said_of(found, "甲女", "委员") == "越过当选线 401 票，得票最多，当选。"


def test_whoever_was_written_in_is_among_the_others_unless_still_in_the_running() -> None:
    found = told("returned 100 · chair 1 · 王男 40 · 李女 30 · +赵 20 · +钱 6 · +孙 4")
    (chair,) = found.posts
    assert [(one.name, one.outcome) for one in chair.people] == [("王男", "runoff"), ("李女", "runoff")]
    assert chair.others == (("赵", 20), ("钱", 6), ("孙", 4))
    assert chair.other_votes == 30
    elected = told("returned 100 · chair 1 · 王男 30 · +赵 60")
    first = elected.posts[0].people[0]
    assert (first.name, first.outcome, first.write_in, first.sex) == ("赵", "elected", True, "")


def test_people_stand_in_the_order_of_their_votes() -> None:
    found = told("returned 100 · member 1 · 甲男 10 · 乙女 60 · 丙男 10 · 丁男 20")
    assert [one.name for one in found.posts[0].people] == ["乙女", "丁男", "甲男", "丙男"]


SMALL = "registered 40 · returned 29 · chair 1 · 王男 10 · 李女 19 · member 2 · 甲女 20 · 乙男 9 · 丙男 8 · +丁 3"


def test_under_thirty_ballots_no_figure_of_a_person_is_told_and_the_order_is_the_ballots() -> None:
    found = told(SMALL)
    assert found.hides_figures
    people = [one for line in found.posts for one in line.people]
    assert [one.name for one in people] == ["王男", "李女", "甲女", "乙男", "丙男"]
    assert {one.votes for one in people} == {None}
    assert {one.merged for one in people} == {0}
    assert not any(line.others for line in found.posts)
    assert [one.sentence.zh for one in people] == [
        "未获得过半数的选票。",
        "获得参加投票的村民过半数的选票，以得票多当选。新一届有妇女成员，符合法律要求。",
        "获得参加投票的村民过半数的选票，以得票多当选。",
        "未获得过半数的选票。进入另行选举。",
        "未获得过半数的选票。进入另行选举。",
    ]
    assert people[3].sentence.en == "Not more than half of those voting. Stands in the runoff."


def test_the_report_to_the_township_has_every_figure() -> None:
    found = told(SMALL, more={"public": False})
    assert [one.votes for line in found.posts for one in line.people] == [19, 10, 20, 9, 8]


def test_thirty_ballots_are_enough_to_publish() -> None:
    assert not told("registered 40 · returned 30 · chair 1 · 王男 10 · 李女 19").hides_figures


# -- void ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "article"),
    [
        ("registered 1251 · returned 612 · chair 1 · 王男 470", "第十八条"),
        ("registered 1500 · issued 812 · returned 813 · chair 1 · 王男 470", "村民委员会选举规程 六、投票选举"),
    ],
)
def test_a_void_vote_says_why_and_by_which_article_and_nothing_of_any_person(text: str, article: str) -> None:
    found = told(text)
    assert not found.is_valid
    assert found.void is not None and found.void.article is not None
    assert found.void.article.short.zh == article
    assert found.posts == ()
    assert told(FULL).is_valid


# -- what happens next --------------------------------------------------------------------------------------------


def steps(found: Telling) -> list[tuple[str, str, str]]:
    return [(step.kind, step.heading.zh, step.sentence.zh) for step in found.next]


def test_the_runoff_says_who_how_many_and_what_is_needed() -> None:
    found = told(FULL, more={"next_on": {"runoff": date(2026, 12, 20)}})
    assert steps(found) == [
        (
            "runoff",
            "另行选举怎么选",
            "赵男、吴女 2 人中选委员 1 名。得票多的当选，但不能少于已投选票的三分之一。",
        )
    ]
    (step,) = found.next
    assert step.article is not None
    assert (step.on, step.article.short.zh, step.deadline) == (date(2026, 12, 20), "第十八条", None)


def test_while_no_day_is_fixed_the_last_one_is_told_with_its_own_article() -> None:
    (step,) = told(FULL).next
    assert step.on is None
    assert step.deadline is not None and step.deadline.article is not None
    assert step.deadline.text.zh == "最迟 12 月 23 日举行（10 日以内）。"
    assert step.deadline.text.en == "To be held by 23 December (within 10 days)."
    assert step.deadline.article.short.zh == "村民委员会选举规程 六、投票选举"
    assert not step.deadline.article.confirmed


def test_those_tied_are_voted_on_again() -> None:
    found = told("returned 800 · member 3 · 乙女 610 · 丙男 500 · 丁男 420 · 戊男 420")
    assert steps(found) == [("revote", "再次投票怎么选", "丁男、戊男 2 人中选委员 1 名。得票多的当选。")]


def test_a_rerun_is_one_step_for_all_posts() -> None:
    found = told("registered 2000 · returned 900 · chair 1 · 王男 470 · vice 1 · 李女 400 · member 2 · 赵男 300")
    assert steps(found) == [
        (
            "rerun",
            "重新选举怎么选",
            "主任、副主任、委员都重新投票，候选人不变。过半数的人参加投票才有效，得票超过参加投票人数的一半才能当选。",
        )
    ]


def test_a_runoff_held_again_keeps_its_floor() -> None:
    found = told("registered 100 · returned 101 · member 1 · 王男 50 · 李女 40", round="runoff")
    assert steps(found)[0][2] == "委员都重新投票，候选人不变。得票多的当选，但不能少于已投选票的三分之一。"


@pytest.mark.parametrize(
    ("text", "zh"),
    [
        (
            "returned 900 · chair 1 · 甲女 500 · member 3 · 乙男 460 · 丙男 30",
            "要选委员 2 名，可作候选人的只有丙男，由村民选举委员会按选举办法补足候选人。",
        ),
        (
            "returned 900 · chair 1 · 甲女 500 · member 2 · 乙男 460",
            "要选委员 1 名，可作候选人的只有没有人，由村民选举委员会按选举办法补足候选人。",
        ),
    ],
)
def test_too_few_to_stand_in_the_runoff_is_said(text: str, zh: str) -> None:
    assert steps(told(text))[0][2].startswith(zh)


def test_seats_may_stay_vacant_and_a_meeting_decides() -> None:
    found = told(
        "returned 800 · chair 1 · 甲女 500 · 乙男 250 · member 3 · 丙男 450 · 丁男 420 · 戊男 380 · 己男 370",
        pack="SH@2020-09-25",
    )
    assert steps(found)[0] == (
        "vacancy",
        "缺额怎么办",
        "已经选出 3 人，缺的 1 名可以空缺，由村民会议或者村民代表会议决定。",
    )
    assert [kind for kind, _, _ in steps(found)] == ["vacancy", "runoff"]
    assert said_of(found, "戊男") == "没有越过当选线，差 21 票。如果另行选举，列为候选人。"
    assert outcomes(found)["戊男"] == "not_elected"


def may_stay_vacant(**how: Any) -> Telling:
    return told(
        "returned 900 · chair 1 · 赵男 290 · 吴女 280",
        round="runoff",
        before="vice 甲女 · member 乙男 · member 丙男",
        **how,
    )


def test_where_the_law_itself_lets_seats_stay_vacant_a_runoff_is_possible_too() -> None:
    assert steps(may_stay_vacant())[0][2] == "已经选出 3 人，缺的 1 名可以空缺，也可以另行选举。"


def test_a_village_whose_method_ends_after_the_runoff_says_so() -> None:
    assert steps(may_stay_vacant(stop_after_runoff=True))[0][2].endswith("村选举办法定为不再选。")


def test_seats_that_a_meeting_left_vacant_have_no_next_vote() -> None:
    found = may_stay_vacant(more={"left_vacant_on": date(2026, 12, 15)})
    assert found.next == ()
    assert "2026 年 12 月 15 日决定：缺的名额空缺，不再选。" in [one.text.zh for one in found.remarks]


# -- remarks ------------------------------------------------------------------------------------------------------

REMARKS = {
    "no woman": (
        told("returned 100 · chair 1 · 王男 60 · member 2 · 甲男 70 · 乙男 60", woman_seat="none"),
        "当选人中没有妇女，村民委员会成员中应当有妇女成员。",
    ),
    "a seat kept for a woman": (
        told("returned 800 · chair 1 · 甲男 520 · member 2 · 丙男 600 · 己女 230", pack="SC@2026-01-01"),
        "当选人中没有妇女，也没有妇女得票过半数，委员中保留一个名额另行选举妇女成员。",
    ),
    "candidates tied": (
        told("returned 100 · chair 1 · 王男 40 · 李女 20 · 赵男 20"),
        "李女、赵男票数相等，都列为另行选举候选人。",
    ),
    "the vice chair presides": (may_stay_vacant(), "主任没有选出，由副主任甲女主持工作。"),
    "a member presides": (
        told(
            "returned 900 · chair 1 · 赵男 290 · 吴女 280",
            round="runoff",
            before="member 甲女 · member 乙男 · member 丙男",
        ),
        "主任、副主任都没有选出，由村民代表会议在当选的委员中推选一人主持工作。",
    ),
}


@pytest.mark.parametrize(("found", "zh"), REMARKS.values(), ids=REMARKS)
def test_what_else_the_law_makes_of_the_result_is_remarked_with_its_article(found: Telling, zh: str) -> None:
    (remark,) = (one for one in found.remarks if one.text.zh == zh)
    assert remark.article is not None or "票数相等" in zh


def test_whoever_has_most_votes_presides_where_the_province_says_so() -> None:
    national = rules_of_pack("CN@2026-01-01")
    most = replace(national.rules["acting_head"], value="most_votes")
    rules = replace(national, rules={**national.rules, "acting_head": most})
    asked = "returned 900 · chair 1 · 赵男 290 · 吴女 280"
    found = told(asked, rules=rules, round="runoff", before="member 甲女 · member 乙男 · member 丙男")
    assert "主任没有选出，由丙男、乙男、甲女中得票多的主持工作。" in [one.text.zh for one in found.remarks]


def test_an_ordinary_result_has_no_remarks() -> None:
    assert told(FULL).remarks == ()


# -- articles, words ----------------------------------------------------------------------------------------------


def test_every_article_is_listed_once_in_the_order_of_the_telling() -> None:
    found = told(FULL, more={"next_on": {"runoff": date(2026, 12, 20)}})
    assert [one.full.zh for one in found.articles] == [
        "村民委员会组织法 第十七条",
        "村民委员会组织法 第十八条",
        "村民委员会组织法 第八条",
    ]


def test_a_provinces_article_is_cited_with_the_name_of_its_text() -> None:
    found = told(FULL, pack="SC@2026-01-01").took_part
    assert found is not None and found.article is not None
    assert found.article.short.zh == "四川省村民委员会选举条例 第三十二条"
    assert found.article.short.en == "Sichuan Regulations on Villagers' Committee Elections, art. 32"


def rules() -> Rules:
    return rules_of_pack("CN@2026-01-01")


def test_an_article_under_an_earlier_numbering_is_cited_as_it_was_given() -> None:
    article = cited({"basis": "村民委员会组织法 第九十九条", "confirmed": True}, rules())
    assert article is not None
    assert (article.short.zh, article.short.en, article.pack) == ("村民委员会组织法 第九十九条",) * 2 + ("",)


def test_plain_arithmetic_has_no_article() -> None:
    assert cited({"basis": "", "confirmed": True}, rules()) is None
    assert article_of(None, rules()) is None


@pytest.mark.parametrize(
    ("rank", "zh", "en"),
    [
        (1, "第一", "1st"),
        (2, "第二", "2nd"),
        (3, "第三", "3rd"),
        (4, "第四", "4th"),
        (11, "第十一", "11th"),
        (22, "第二十二", "22nd"),
    ],
)
def test_places_are_ordinals_in_both_languages(rank: int, zh: str, en: str) -> None:
    assert (place(rank).zh, place(rank).en) == (zh, en)


def test_half_of_an_odd_number_is_said_exactly() -> None:
    assert (half(1286), half(1251)) == ("643", "625.5")


FIGURES = {
    "printed": 1320,
    "issued": 1052,
    "proxy": 85,
    "spoiled": 6,
    "unused": 262,
    "returned": 1043,
    "valid": 1031,
    "rejected": 12,
}


def test_where_every_ballot_went_is_one_sentence() -> None:
    said = where_the_ballots_went(FIGURES)
    assert said.zh == (
        "印制 1,320，发出 1,052（本人 967，受委托 85），换发作废 6，剩余 262；"
        "收回 1,043，其中有效 1,031、无效 12；未收回 9。"
    )
    assert said.en == (
        "Printed 1,320, issued 1,052 (in person 967, by proxy 85), spoiled 6, unused 262; returned 1,043, of these "
        "valid 1,031, rejected 12; not returned 9."
    )


def test_of_a_void_vote_nothing_is_counted_and_nothing_need_be_missing() -> None:
    said = where_the_ballots_went({**FIGURES, "returned": 1052}, counted=False)
    assert said.zh == "印制 1,320，发出 1,052（本人 967，受委托 85），换发作废 6，剩余 262；收回 1,052。"
