"""The whole answer to a vote, as it could stand on one page: an official can check every line against the figures.

    runoff · 600 took part · >1/2 of 600 is 301 · win        the outcome, the share that elects and its rule
    + chair 甲女 F 400 MAJORITY_MOST_VOTES                    elected, with the votes, and why
    - member 戊男 300 NO_MAJORITY 1                           not elected, why, and how many votes were missing
    = 李男 赵男                                               tied
    ? member 1                                                seats missing, `woman` where they are kept for one
    > runoff member 1 · 戊男 己男                             the vote that follows, `optional` where it may be left
    ~ vacant by meeting · None                                who may leave seats vacant, and whether that is decided
    D03 warn runoff_days · 委员应选 3 名，……                  what is said: code, gravity, rule, sentence

That the ballots add up and enough took part (D08, D02) is said of every vote and stands only in the first page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from textwrap import dedent

import pytest

from core.polls import case, poll
from cunxuan.core import findings
from cunxuan.core.contest import Box, Determination, PaperGroup
from cunxuan.core.determination import determine
from cunxuan.core.findings import Finding

TJ = "TJ@2019-05-30"
OF_EVERY_VOTE = (findings.RECONCILED, findings.TURNOUT_OK)


def told(found: Determination, leaving_out: tuple[findings.Kind, ...] = OF_EVERY_VOTE) -> str:
    """The answer as a page."""
    return "\n".join([*lines(found), *(said(one) for one in found.findings if one.kind not in leaving_out)])


def lines(found: Determination) -> Iterator[str]:
    share = found.threshold
    yield f"{found.outcome} · {found.participants} took part" + (
        f" · {share.share} of {share.of} is {share.needs} · {share.rule.key}" if share else ""
    )
    for won in found.elected:
        merged = "".join(f" · {post} {votes}" for post, votes in won.merged_from)
        yield f"+ {won.post} {won.name} {won.sex} {won.votes} {won.reason}{merged}"
    for one in found.not_elected:
        yield f"- {one.post} {one.name} {one.votes} {one.reason} {one.short_of_threshold}"
    yield from (f"= {' '.join(names)}" for names in found.tied)
    yield from (f"? {one.post} {one.seats}" + " woman" * one.woman for one in found.short)
    for ballot in found.next:
        words = " woman" * ballot.woman_only + " optional" * ballot.optional
        yield f"> {ballot.kind} {ballot.post} {ballot.seats}{words} · {' '.join(ballot.candidates) or 'nobody'}"
    if found.vacancy:
        yield f"~ vacant by {found.vacancy.decided_by} · {found.vacancy.stopped}"


def said(one: Finding) -> str:
    return f"{one.code} {one.severity} {one.rule.key if one.rule else 'figures'} · {one.text}"


def page(text: str) -> str:
    """A line that is indented goes on with the one above."""
    return dedent(text).strip().replace("\n    ", "")


# -- the first vote -----------------------------------------------------------------------------------------------

ONE_MISSING = (
    "registered 1000 · returned 600 · chair 1 · 甲女 400 · 乙男 200 · "
    "member 3 · 丙男 350 · 丁男 340 · 戊男 300 · 己男 90"
)


def test_a_first_vote_that_leaves_a_seat_missing() -> None:
    assert told(poll(ONE_MISSING), leaving_out=()) == page(
        """
        runoff · 600 took part · >1/2 of 600 is 301 · win
        + chair 甲女 F 400 MAJORITY_MOST_VOTES
        + member 丙男 M 350 MAJORITY_MOST_VOTES
        + member 丁男 M 340 MAJORITY_MOST_VOTES
        - chair 乙男 200 NO_MAJORITY 101
        - member 戊男 300 NO_MAJORITY 1
        - member 己男 90 NO_MAJORITY 211
        ? member 1
        > runoff member 1 · 戊男 己男
        D08 note box_total · 收回选票 600 张，没有多于发出选票数 600，相差 0。
        D02 note turnout · 参加投票 600 人，超过登记参加选举的村民 1,000 人的半数，选举有效。
        D03 warn runoff_days · 委员应选 3 名，当选 2 名，不足的 1 名另行选举。
        """
    )


def test_in_hainan_the_meeting_may_leave_the_seat_vacant_at_once() -> None:
    assert told(poll(ONE_MISSING, pack="HAIN@2025-12-03")) == page(
        """
        may_stop · 600 took part · >1/2 of 600 is 301 · win
        + chair 甲女 F 400 MAJORITY_MOST_VOTES
        + member 丙男 M 350 MAJORITY_MOST_VOTES
        + member 丁男 M 340 MAJORITY_MOST_VOTES
        - chair 乙男 200 NO_MAJORITY 101
        - member 戊男 300 NO_MAJORITY 1
        - member 己男 90 NO_MAJORITY 211
        ? member 1
        > runoff member 1 optional · 戊男 己男
        ~ vacant by meeting · None
        D09 warn vacancy_min_elected · 已选出 3 人，不足的 1 个名额可以空缺，由村民会议或者村民代表会议决定。
        D35 warn vacancy_decided_by · 不足的 1 个名额是否另行选举，由村民会议或者村民代表会议决定。
        """
    )


def test_a_tie_across_the_seat_line() -> None:
    found = poll("returned 200 · vice 2 · 王女 170 · 李男 105 · 赵男 105 · 孙男 20", pack="SC@2026-01-01")
    assert told(found) == page(
        """
        revote · 200 took part · >1/2 of 200 is 101 · win
        + vice_chair 王女 F 170 MAJORITY_MOST_VOTES
        - vice_chair 李男 105 REVOTE_TIED 0
        - vice_chair 赵男 105 REVOTE_TIED 0
        - vice_chair 孙男 20 NO_MAJORITY 81
        = 李男 赵男
        > revote vice_chair 1 · 李男 赵男
        D04 warn tie · 李男、赵男 均得 105 票，副主任尚余 1 名，不能确定当选人，
            应当就票数相等的人再次投票，以得票多的当选。
        """
    )


def test_a_tie_and_a_seat_missing_in_one_vote_are_both_voted_on() -> None:
    found = poll("returned 200 · vice 2 · 王女 150 · 李男 110 · 赵男 110 · member 1 · 孙男 100 · 钱男 20")
    assert told(found) == page(
        """
        revote · 200 took part · >1/2 of 200 is 101 · win
        + vice_chair 王女 F 150 MAJORITY_MOST_VOTES
        - vice_chair 李男 110 REVOTE_TIED 0
        - vice_chair 赵男 110 REVOTE_TIED 0
        - member 孙男 100 NO_MAJORITY 1
        - member 钱男 20 NO_MAJORITY 81
        = 李男 赵男
        ? member 1
        > revote vice_chair 1 · 李男 赵男
        > runoff member 1 · 孙男 钱男
        D04 warn tie · 李男、赵男 均得 110 票，副主任尚余 1 名，不能确定当选人，
            应当就票数相等的人再次投票，以得票多的当选。
        D03 warn runoff_days · 委员应选 1 名，当选 0 名，不足的 1 名另行选举。
        """
    )


def test_a_woman_first_and_a_person_by_votes_counted_down() -> None:
    text = (
        "returned 600 · chair 1 · 甲男 400 · 李男 100 · member 3 · 甲男 50 · 丙男 350 · 丁男 320 · 戊女 310 · 李男 240"
    )
    assert told(poll(text, count_down=True)) == page(
        """
        decided · 600 took part · >1/2 of 600 is 301 · win
        + chair 甲男 M 400 MAJORITY_MOST_VOTES
        + member 丙男 M 350 MAJORITY_MOST_VOTES
        + member 李男 M 340 MERGED · chair 100
        + member 戊女 F 310 WOMAN_FIRST
        - chair 李男 100 NO_MAJORITY 201
        - member 丁男 320 DISPLACED_BY_WOMAN_FIRST 0
        - member 甲男 50 ELECTED_TO_HIGHER_POST None
        D25 note figures · 李男 未当选较高职务，其 100 票加入委员得票，合计 340 票。
        D24 note figures · 甲男 已当选较高职务，不再参加委员的当选认定。
        D11 note woman_seat · 主任、副主任当选人中没有妇女，
            得票过半数的妇女中得票最多的 戊女 首先当选委员，丁男 因此未当选。
        """
    )


def test_in_zhejiang_the_next_takes_the_seat_that_a_relative_leaves() -> None:
    text = "returned 600 · chair 1 · 甲男 400 · 乙男 100 · member 2 · 丙女 350 · 丁男 340 · 戊男 330 · 己男 90"
    assert told(poll(text, pack="ZJ@2020-07-31", kin="甲男 丁男 sibling")) == page(
        """
        decided · 600 took part · >1/2 of 600 is 301 · win
        + chair 甲男 M 400 MAJORITY_MOST_VOTES
        + member 丙女 F 350 MAJORITY_MOST_VOTES
        + member 戊男 M 330 KIN_REFILLED
        - chair 乙男 100 NO_MAJORITY 201
        - member 丁男 340 KIN_OF_ELECTED 0
        - member 己男 90 NO_MAJORITY 211
        D31 warn woman_seat · 选票应当单列妇女委员职位，所填各职位中没有妇女委员一项。
        D51 warn committee_kin_keeps · 丁男 得票够当选委员，
            但与职务较高或者得票较多的当选人 甲男 有应当回避的亲属关系，不能同时任职，未当选。
        D52 note committee_kin_refill · 因亲属回避空出的委员名额，由得票过半数的 戊男 按得票多少依次递补。
        """
    )


def test_a_committee_without_a_woman() -> None:
    text = "returned 600 · chair 1 · 甲男 400 · 乙男 100 · member 2 · 丙男 350 · 丁男 340 · 戊女 330"
    assert told(poll(text, woman_seat="none")) == page(
        """
        decided · 600 took part · >1/2 of 600 is 301 · win
        + chair 甲男 M 400 MAJORITY_MOST_VOTES
        + member 丙男 M 350 MAJORITY_MOST_VOTES
        + member 丁男 M 340 MAJORITY_MOST_VOTES
        - chair 乙男 100 NO_MAJORITY 201
        - member 戊女 330 FEWER_VOTES 0
        D13 warn women_min · 当选人中没有妇女，村民委员会成员中应当有妇女成员。
        """
    )


# -- written in ---------------------------------------------------------------------------------------------------

WRITTEN_IN = (
    "returned 600 · chair 1 · 甲女 400 · 乙男 90 · vice 1 · 丙男 90 · +丁男 310 · "
    "member 1 · 戊男 90 · 己男 80 · +庚男 320"
)
BY_MAJORITY = """
    decided · 600 took part · >1/2 of 600 is 301 · win
    + chair 甲女 F 400 MAJORITY_MOST_VOTES
    + vice_chair 丁男 M 310 MAJORITY_MOST_VOTES
    + member 庚男 M 320 MAJORITY_MOST_VOTES
    - chair 乙男 90 NO_MAJORITY 211
    - vice_chair 丙男 90 NO_MAJORITY 211
    - member 戊男 90 NO_MAJORITY 211
    - member 己男 80 NO_MAJORITY 221
    D30 warn candidate_margin_member_min · 副主任候选人 1 名，没有多于应选名额 1 名，不合差额选举的规定。
    """


def test_in_sichuan_everybody_who_wins_as_a_write_in_is_checked() -> None:
    assert told(poll(WRITTEN_IN, pack="SC@2026-01-01")) == page(
        f"""{BY_MAJORITY.rstrip()}
    D43 warn write_in_winner_checked · 丁男 不是候选人，以另选他人当选副主任，应当进行资格审查。
    D43 warn write_in_winner_checked · 庚男 不是候选人，以另选他人当选委员，应当进行资格审查。
    """
    )


def test_in_hainan_within_seven_days() -> None:
    assert told(poll(WRITTEN_IN, pack="HAIN@2025-12-03")) == page(
        f"""{BY_MAJORITY.rstrip()}
    D44 warn write_in_check_days · 丁男 不是候选人，以另选他人当选副主任，应当在计票后 7 日内完成资格审查。
    D44 warn write_in_check_days · 庚男 不是候选人，以另选他人当选委员，应当在计票后 7 日内完成资格审查。
    """
    )


# -- seats and figures --------------------------------------------------------------------------------------------


def test_figures_that_cannot_be_are_said_of_each_post_and_each_person() -> None:
    assert told(poll("returned 100 · chair 1 · 王女 101 · member 1 · 赵男 102 · 钱男 103")) == page(
        """
        decided · 100 took part · >1/2 of 100 is 51 · win
        + chair 王女 F 101 MAJORITY_MOST_VOTES
        + member 钱男 M 103 MAJORITY_MOST_VOTES
        - member 赵男 102 FEWER_VOTES 0
        D15 block figures · 主任：王女 得 101 票，多于收回选票 100 张，计票有误。
        D16 block figures · 主任：得票合计 101 票，多于 100 张选票每张 1 名的总和 100，计票有误。
        D30 warn candidate_margin_member_min · 主任候选人 1 名，没有多于应选名额 1 名，不合差额选举的规定。
        D15 block figures · 委员：钱男 得 103 票，多于收回选票 100 张，计票有误。
        D15 block figures · 委员：赵男 得 102 票，多于收回选票 100 张，计票有误。
        D16 block figures · 委员：得票合计 205 票，多于 100 张选票每张 1 名的总和 100，计票有误。
        D29 warn seats_max · 职数合计 2 名，不在 3 至 7 名之间。
        """
    )


def about_seats(found: Determination) -> list[str]:
    return [said(one) for one in found.findings if "seats" in one.values and "post" not in one.values]


CHAIR, FOUR = "chair 1 · 甲女 310 · 乙男 90", "丙男 310 · 丁男 90 · 戊男 80 · 己男 70"


def test_how_many_seats_a_committee_may_have() -> None:
    def of(text: str, pack: str, **more: object) -> list[str]:
        return about_seats(poll(f"returned 600 · {text}", pack=pack, **more))

    even = "D38 warn seats_odd · 职数合计 4 名，应当为单数。"
    range_ = "D29 warn seats_max · 职数合计 {} 名，不在 3 至 7 名之间。"
    usual = "D39 note seats_usual_max · 职数合计 {} 名，多于一般村的 5 名，规模较大的村才可以，请核对。"
    woman = "woman 1 · 庚女 310 · 辛女 90"
    seven_before = " · ".join(f"member 壬{n}女" for n in range(7))

    assert of(f"{CHAIR} · member 2 · {FOUR}", TJ) == []
    assert of(f"{CHAIR} · member 3 · {FOUR}", TJ) == [even]
    assert of(f"{CHAIR} · {woman} · member 2 · {FOUR}", TJ) == [even]  # her line is one of the members'
    assert of(f"{CHAIR} · vice 1 · 癸男 310 · 子男 90", TJ) == []  # no members: not the whole committee
    assert of(f"vice 1 · 癸男 310 · 子男 90 · member 1 · {FOUR}", TJ) == []  # no chair: neither
    assert of(f"{CHAIR} · member 1 · {FOUR}", TJ) == [range_.format(2), even.replace("4", "2")]
    assert of(f"{CHAIR} · member 7 · {FOUR}", TJ) == [range_.format(8), even.replace("4", "8")]
    assert of(CHAIR, TJ, before=seven_before) == [range_.format(8)]
    assert of(f"{CHAIR} · member 4 · {FOUR}", "HEN@2011-07-29") == []
    assert of(f"{CHAIR} · member 5 · {FOUR}", "HEN@2011-07-29") == [usual.format(6)]
    assert of(f"{CHAIR} · member 6 · {FOUR}", "HEN@2011-07-29") == [usual.format(7)]
    assert of(f"{CHAIR} · member 7 · {FOUR}", "HEN@2011-07-29") == [range_.format(8)]
    assert of(f"{CHAIR} · member 7 · {FOUR}", "HEN@2011-07-29", round="runoff") == []  # asked once, in the first vote


def test_the_members_and_their_chair_in_one_case_are_two_votes() -> None:
    text = "returned 600 · chair 1 · 甲男 301 · 乙女 200 · member 7 · 丙女 400 · 丁男 380"
    assert told(poll(text, pack="HEB@2020-07-30", members_first=True)) == page(
        """
        runoff · 600 took part · >1/2 of 600 is 301 · win
        + member 丙女 F 400 MAJORITY_MOST_VOTES
        + member 丁男 M 380 MAJORITY_MOST_VOTES
        - chair 甲男 301 NOT_AN_ELECTED_MEMBER None
        - chair 乙女 200 NOT_AN_ELECTED_MEMBER None
        ? chair 1
        ? member 5
        > runoff chair 1 · nobody
        > runoff member 5 · nobody
        D30 warn candidate_margin_member_min · 委员候选人 2 名，没有多于应选名额 7 名，不合差额选举的规定。
        D47 block chair_from_members · 先选委员再从当选成员中选主任、副主任的，是前后两次投票，
            请先认定委员，再带着当选人认定主任、副主任。
        D46 warn chair_from_members · 先选委员再从当选成员中选主任的，乙女 没有当选村民委员会成员，不能当选主任。
        D46 warn chair_from_members · 先选委员再从当选成员中选主任的，甲男 没有当选村民委员会成员，不能当选主任。
        D03 warn runoff_days · 主任应选 1 名，当选 0 名，不足的 1 名另行选举。
        D03 warn runoff_days · 委员应选 7 名，当选 2 名，不足的 5 名另行选举。
        D19 warn runoff_margin · 主任另行选举应有候选人 2 名，第一次投票未当选的只有 0 名。
        D19 warn runoff_margin · 委员另行选举应有候选人 6 名，第一次投票未当选的只有 0 名。
        """
    )


# -- the runoff, and seats that stay vacant -----------------------------------------------------------------------


def test_a_runoff_names_those_below_a_third_where_a_seat_is_missing() -> None:
    text = "returned 600 · chair 1 · 甲男 200 · 乙男 199 · member 2 · 丙女 201 · 丁男 150 · 戊男 140"
    assert told(poll(text, round="runoff")) == page(
        """
        continue · 600 took part · >=1/3 of 600 is 200 · runoff_floor
        + chair 甲男 M 200 RUNOFF_MOST_VOTES
        + member 丙女 F 201 RUNOFF_MOST_VOTES
        - chair 乙男 199 BELOW_ONE_THIRD 1
        - member 丁男 150 BELOW_ONE_THIRD 50
        - member 戊男 140 BELOW_ONE_THIRD 60
        ? member 1
        > runoff member 1 · 丁男 戊男
        D05 warn runoff_floor · 丁男、戊男 得票少于已投选票总数 600 张的三分之一（至少 200 票），不能当选委员。
        D10 warn vacancy_min_elected · 已选出 2 人，尚缺 1 名，不具备空缺的条件或者已决定不空缺，应当继续另行选举。
        """
    )


BELOW = "returned 600 · member 2 · 周男 190 · 吴男 180"
THREE = "chair 王女 · member 李男 · member 赵男"


def after_a_runoff(pack: str, before: str = THREE, **more: object) -> str:
    """What follows a runoff in which nobody reached a third, without how few are left to stand in the next."""
    found = poll(BELOW, pack=pack, round="runoff", before=before, **more)
    answer = told(found, (*OF_EVERY_VOTE, findings.RUNOFF_TOO_FEW_CANDIDATES, findings.BELOW_ONE_THIRD))
    return f"{found.outcome}\n{answer[answer.index('? member') :]}"


def test_in_sichuan_the_law_itself_lets_the_seats_stay_vacant() -> None:
    assert after_a_runoff("SC@2026-01-01") == page(
        """
        may_stop
        ? member 2
        > runoff member 2 optional · 周男 吴男
        ~ vacant by law · None
        D09 warn vacancy_min_elected · 已选出 3 人，不足的 2 个名额可以空缺。
        """
    )


def test_in_tianjin_the_meeting_decides_and_else_they_are_filled_within_three_months() -> None:
    assert after_a_runoff(TJ) == page(
        """
        may_stop
        ? member 2
        > runoff member 2 optional · 周男 吴男
        ~ vacant by meeting · None
        D09 warn vacancy_min_elected · 已选出 3 人，不足的 2 个名额可以空缺，由村民会议或者村民代表会议决定。
        D35 warn vacancy_decided_by · 不足的 2 个名额是否另行选举，由村民会议或者村民代表会议决定。
        D36 warn vacancy_by_election_months · 另行选举后仍缺 2 名，除会议同意空缺外，应当在 3 个月内补选。
        """
    )


def test_once_it_has_agreed_neither_is_said() -> None:
    assert after_a_runoff(TJ, stop_after_runoff=True) == page(
        """
        may_stop
        ? member 2
        > runoff member 2 optional · 周男 吴男
        ~ vacant by meeting · True
        D09 warn vacancy_min_elected · 已选出 3 人，不足的 2 个名额可以空缺，由村民会议或者村民代表会议决定。
        """
    )


@pytest.mark.parametrize(
    ("before", "refused", "elected"),
    [(THREE, {"stop_after_runoff": False}, 3), ("chair 王女 · member 李男", {}, 2)],
    ids=["refused", "two elected"],
)
def test_once_it_has_refused_or_with_two_elected_the_runoff_goes_on(
    before: str, refused: dict[str, bool], elected: int
) -> None:
    assert after_a_runoff(TJ, before, **refused) == page(
        f"""
        continue
        ? member 2
        > runoff member 2 · 周男 吴男
        D10 warn vacancy_min_elected · 已选出 {elected} 人，尚缺 2 名，
            不具备空缺的条件或者已决定不空缺，应当继续另行选举。
        D36 warn vacancy_by_election_months · 另行选举后仍缺 2 名，除会议同意空缺外，应当在 3 个月内补选。
        """
    )


def test_a_runoff_that_fills_the_last_seat_leaves_nothing_to_decide() -> None:
    found = poll("returned 600 · member 1 · 周男 210 · 吴男 180", pack=TJ, round="runoff", before=THREE)
    assert told(found) == page(
        """
        decided · 600 took part · >=1/3 of 600 is 200 · runoff_floor
        + member 周男 M 210 RUNOFF_MOST_VOTES
        - member 吴男 180 BELOW_ONE_THIRD 20
        """
    )


def test_in_henan_more_than_half_at_the_runoff_is_told_apart() -> None:
    text = "registered 700 · returned 400 · member 2 · 王女 201 · 李男 200 · 赵男 133"
    assert told(poll(text, pack="HEN@2011-07-29", round="runoff")) == page(
        """
        decided · 400 took part · >=1/3 of 400 is 134 · runoff_floor
        + member 王女 F 201 MAJORITY_MOST_VOTES
        + member 李男 M 200 RUNOFF_MOST_VOTES
        - member 赵男 133 BELOW_ONE_THIRD 1
        """
    )


def test_a_single_vote_wins_among_those_tied() -> None:
    assert told(poll("returned 100 · vice 1 · 李男 1 · 赵男 0", round="revote")) == page(
        """
        decided · 100 took part
        + vice_chair 李男 M 1 REVOTE_MOST_VOTES
        - vice_chair 赵男 0 NO_VOTES 1
        """
    )


def test_a_runoff_without_a_ballot_elects_nobody() -> None:
    found = poll("registered 10 · returned 0 · member 1 · 李男 0 · 赵男 0", round="runoff")
    assert told(found) == page(
        """
        continue · 0 took part · >=1/3 of 0 is 1 · runoff_floor
        - member 李男 0 BELOW_ONE_THIRD 1
        - member 赵男 0 BELOW_ONE_THIRD 1
        ? member 1
        > runoff member 1 · 李男 赵男
        D05 warn runoff_floor · 李男、赵男 得票少于已投选票总数 0 张的三分之一（至少 1 票），不能当选委员。
        D10 warn vacancy_min_elected · 已选出 0 人，尚缺 1 名，不具备空缺的条件或者已决定不空缺，应当继续另行选举。
        """
    )


# -- without a new vote -------------------------------------------------------------------------------------------


def test_in_tianjin_seats_are_filled_down_to_a_third_without_a_new_vote() -> None:
    text = "returned 600 · member 4 · 丙女 400 · 丁男 250 · 戊男 200 · 己男 199 · 庚男 198"
    assert told(poll(text, pack=TJ, no_second_round=True)) == page(
        """
        runoff · 600 took part · >1/2 of 600 is 301 · win
        + member 丙女 F 400 MAJORITY_MOST_VOTES
        + member 丁男 M 250 FILLED_WITHOUT_A_NEW_VOTE
        + member 戊男 M 200 FILLED_WITHOUT_A_NEW_VOTE
        - member 己男 199 NO_MAJORITY 102
        - member 庚男 198 NO_MAJORITY 103
        ? member 1
        > runoff member 1 · 己男 庚男
        D03 warn runoff_days · 委员应选 4 名，当选 3 名，不足的 1 名另行选举。
        D45 note runoff_by_meeting · 经会议同意不再投票，委员不足的名额由得票多的 丁男、戊男 当选，得票均不少于 200 票。
        """
    )


def test_those_equal_for_such_a_seat_are_told_how_far_they_were_from_a_majority() -> None:
    found = poll("returned 600 · member 2 · 丙女 400 · 丁男 250 · 戊男 250", pack=TJ, no_second_round=True)
    assert told(found) == page(
        """
        revote · 600 took part · >1/2 of 600 is 301 · win
        + member 丙女 F 400 MAJORITY_MOST_VOTES
        - member 丁男 250 REVOTE_TIED 51
        - member 戊男 250 REVOTE_TIED 51
        = 丁男 戊男
        > revote member 1 · 丁男 戊男
        D04 warn tie · 丁男、戊男 均得 250 票，委员尚余 1 名，不能确定当选人，
            应当就票数相等的人再次投票，以得票多的当选。
        """
    )


def test_of_two_ballots_one_vote_is_a_third() -> None:
    found = poll("returned 2 · vice 1 · 丙女 1 · 丁男 0", pack=TJ, no_second_round=True)
    assert told(found) == page(
        """
        decided · 2 took part · >1/2 of 2 is 2 · win
        + vice_chair 丙女 F 1 FILLED_WITHOUT_A_NEW_VOTE
        - vice_chair 丁男 0 NO_MAJORITY 2
        D45 note runoff_by_meeting · 经会议同意不再投票，副主任不足的名额由得票多的 丙女 当选，得票均不少于 1 票。
        """
    )


# -- nobody is elected --------------------------------------------------------------------------------------------


def test_a_void_vote_shows_no_figures_and_is_held_again_from_the_highest_post_down() -> None:
    text = "registered 1000 · issued 600 · returned 601 · member 2 · 周男 190 · 吴男 180 · chair 1 · 赵女 20 · +钱男 10"
    found = poll(text, pack="HEN@2011-07-29", round="runoff")
    assert found.pack == "HEN@2011-07-29"
    assert told(found, leaving_out=()) == page(
        """
        void · None took part
        - chair 赵女 None ELECTION_VOID_BALLOTS_EXCEED_ISSUED None
        - chair 钱男 None ELECTION_VOID_BALLOTS_EXCEED_ISSUED None
        - member 吴男 None ELECTION_VOID_BALLOTS_EXCEED_ISSUED None
        - member 周男 None ELECTION_VOID_BALLOTS_EXCEED_ISSUED None
        ? chair 1
        ? member 2
        > rerun chair 1 · 赵女
        > rerun member 2 · 吴男 周男
        D06 block box_total · 收回选票 601 张，多于发出的 600 张，选举无效，不得使用任何计票结果。
        """
    )


def test_half_of_those_registered_are_too_few_and_the_womans_line_is_kept() -> None:
    found = poll("registered 1000 · returned 500 · woman 1 · 周女 190 · 吴女 180", pack="ZJ@2020-07-31")
    assert told(found) == page(
        """
        rerun · 500 took part
        - member 吴女 None ELECTION_INVALID_TURNOUT None
        - member 周女 None ELECTION_INVALID_TURNOUT None
        ? member 1 woman
        > rerun member 1 woman · 吴女 周女
        D01 block turnout · 参加投票 500 人，未超过登记参加选举的村民 1,000 人的半数，选举无效。
        """
    )
    assert found.next[0].floor is None


# -- what was there before ----------------------------------------------------------------------------------------


def test_in_hainan_the_ballots_of_a_mobile_box_with_too_many_do_not_count() -> None:
    asked = case("registered 1000 · returned 600 · vice 1 · 甲女 290 · 乙男 200", pack="HAIN@2025-12-03")
    found = determine(replace(asked, boxes=(Box("mobile", 30, users=29, name="一号"),)))
    assert told(found) == page(
        """
        decided · 570 took part · >1/2 of 570 is 286 · win
        + vice_chair 甲女 F 290 MAJORITY_MOST_VOTES
        - vice_chair 乙男 200 NO_MAJORITY 86
        D40 warn mobile_box_void · 流动票箱一号收回选票 30 张，多于公布的使用名单 29 人，
            该票箱的选票无效，不计入收回选票。
        """
    )


def test_what_the_law_and_the_papers_had_to_say_comes_first_and_the_papers_go_along() -> None:
    asked = case(
        "returned 100 · vice 1 · 王女 60 · 李男 40", pack="SC@2026-01-01", on=date(2025, 6, 1), woman_seat="none"
    )
    papers = (PaperGroup(60, "VALID", (), (("vice_chair", ("王女",)),)),)
    unreadable = Finding(findings.UNREADABLE, {"count": 3})
    found = determine(replace(asked, findings=(unreadable,), papers=papers))
    assert [one.code for one in found.findings] == ["L01", "B03", "D22", "D08", "D02"]
    assert found.findings[1] is unreadable
    assert (found.pack, found.papers) == ("SC@2026-01-01", papers)
