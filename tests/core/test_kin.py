"""Relatives who may not sit together: who stays, who leaves, what becomes of the seat."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from core.polls import case, elected, poll, reasons, why_not
from cunxuan.core.contest import Candidate
from cunxuan.core.determination import determine
from cunxuan.core.kin import Family, related, together, who_stays
from cunxuan.core.law import rules_of_pack

SC, ZJ, HAIN = "SC@2026-01-01", "ZJ@2020-07-31", "HAIN@2025-12-03"
RULE = rules_of_pack(SC)["committee_kin"]


def family(*pairs: str, preferred: str = "", keeps: str = "post_votes_revote", refill: bool = False) -> Family:
    near: dict[str, frozenset[str]] = {}
    for one, other in pairs:
        near[one] = near.get(one, frozenset()) | {other}
        near[other] = near.get(other, frozenset()) | {one}
    return Family(MappingProxyType(near), frozenset(preferred), keeps, refill, RULE, RULE)


def people(**votes: int) -> list[Candidate]:
    return [Candidate(name, number) for name, number in votes.items()]


def names(chosen: tuple[Candidate, ...]) -> str:
    return "".join(one.name for one in chosen)


# -- who stays ----------------------------------------------------------------------------------------------------


def test_of_two_relatives_in_one_post_the_one_with_more_votes_stays() -> None:
    found = who_stays(people(甲=51, 乙=50), (), family("甲乙"))
    assert (names(found.stay), dict(found.leave)) == ("甲", {"乙": "甲"})


def test_whoever_holds_a_higher_post_keeps_it_however_few_his_votes() -> None:
    found = who_stays(people(乙=500), ("甲",), family("甲乙"))
    assert (names(found.stay), dict(found.leave)) == ("", {"乙": "甲"})


def test_equal_votes_decide_nothing_between_relatives() -> None:
    found = who_stays(people(甲=50, 乙=50), (), family("甲乙"))
    assert (names(found.stay), [names(one) for one in found.equal]) == ("", ["甲乙"])


def test_equal_votes_of_people_who_are_no_relatives_do_not_matter() -> None:
    assert names(who_stays(people(甲=50, 丙=50, 乙=49), (), family("甲乙")).stay) == "甲丙"


def test_whoever_the_meeting_prefers_of_equals_stays_where_a_meeting_decides() -> None:
    by_meeting = family("甲乙", preferred="乙", keeps="post_votes_meeting")
    assert dict(who_stays(people(甲=50, 乙=50), (), by_meeting).leave) == {"甲": "乙"}


def test_a_preference_means_nothing_where_a_new_vote_decides() -> None:
    found = who_stays(people(甲=50, 乙=50), (), family("甲乙", preferred="乙"))
    assert [names(one) for one in found.equal] == ["甲乙"]


def test_a_meeting_that_prefers_two_of_three_has_not_decided() -> None:
    three = family("甲乙", "乙丙", "甲丙", preferred="甲乙", keeps="post_votes_meeting")
    assert [names(one) for one in who_stays(people(甲=5, 乙=5, 丙=5), (), three).equal] == ["甲乙丙"]


def test_who_is_a_relative_only_of_somebody_who_leaves_stays() -> None:
    found = who_stays(people(甲=52, 乙=51, 丙=50), (), family("甲乙", "乙丙"))
    assert (names(found.stay), dict(found.leave)) == ("甲丙", {"乙": "甲"})


def test_relatives_of_relatives_make_one_group() -> None:
    groups = related(people(甲=5, 丁=5, 乙=5, 丙=5), family("甲乙", "乙丙"))
    assert [names(group) for group in groups] == ["甲乙丙", "丁"]


def test_each_pair_is_named_once() -> None:
    assert together(people(甲=5, 乙=5, 丙=5), ("丁",), family("甲乙", "丙丁")) == [("甲", "乙"), ("丁", "丙")]


# -- the seat -----------------------------------------------------------------------------------------------------

COUPLE = "returned 1000 · chair 1 · 甲男 610 · 乙男 150 · member 2 · 丙女 520 · 庚女 510 · 辛男 505 · 壬男 400"


def test_in_zhejiang_the_next_with_enough_votes_takes_the_seat() -> None:
    found = poll(COUPLE, pack=ZJ, kin="甲男 丙女 spouse")
    assert elected(found) == ["甲男", "庚女", "辛男"]
    assert {one.name: one.reason for one in found.elected}["辛男"] == "KIN_REFILLED"
    assert {one.name: one.reason for one in found.elected}["庚女"] == "MAJORITY_MOST_VOTES"


def test_whoever_has_not_enough_votes_takes_no_seat() -> None:
    found = poll(COUPLE.replace("辛男 505", "辛男 500"), pack=ZJ, kin="甲男 丙女 spouse")
    assert elected(found) == ["甲男", "庚女"]
    assert (found.outcome, why_not(found)["辛男"]) == ("runoff", "NO_MAJORITY")


def test_who_takes_the_seat_may_be_a_relative_again_and_leaves_too() -> None:
    found = poll(
        COUPLE.replace("壬男 400", "壬男 503"), pack=ZJ, kin="甲男 丙女 spouse · 甲男 辛男 child · 辛男 壬男 spouse"
    )
    assert elected(found) == ["甲男", "庚女", "壬男"]
    assert {name for name, reason in why_not(found).items() if reason == "KIN_OF_ELECTED"} == {"丙女", "辛男"}


def test_two_who_tie_for_the_seat_that_is_left_are_voted_on_again() -> None:
    found = poll(COUPLE.replace("壬男 400", "壬男 505"), pack=ZJ, kin="甲男 丙女 spouse")
    assert (elected(found), found.tied) == (["甲男", "庚女"], (("壬男", "辛男"),))


def test_of_relatives_with_equal_votes_one_seat_is_voted_on_and_the_other_filled() -> None:
    found = poll(COUPLE.replace("庚女 510", "庚女 520"), pack=ZJ, kin="丙女 庚女 sibling")
    assert (elected(found), found.tied) == (["甲男", "辛男"], (("丙女", "庚女"),))
    assert found.next[0].seats == 1
    assert not found.short


def test_elsewhere_the_seat_is_missing_though_others_have_enough_votes() -> None:
    found = poll(COUPLE, pack=SC, kin="甲男 丙女 spouse")
    assert elected(found) == ["甲男", "庚女"]
    assert why_not(found)["辛男"] == "FEWER_VOTES"
    assert found.next[0].candidates == ("辛男", "壬男")


def test_a_relative_of_somebody_elected_does_not_stand_in_the_runoff() -> None:
    found = poll(COUPLE, pack=SC, kin="甲男 丙女 spouse · 庚女 辛男 sibling")
    assert found.next[0].candidates == ("壬男",)
    assert "KIN_NOT_IN_RUNOFF" in reasons(found)


def test_a_woman_first_who_is_the_chairs_wife_leaves_the_seat_to_another_woman_with_enough_votes_in_order() -> None:
    text = "returned 800 · chair 1 · 甲男 520 · member 2 · 丙男 600 · 丁男 560 · 己女 430 · 庚女 420"
    national, in_order = rules_of_pack("CN@2026-01-01"), rules_of_pack(ZJ)["committee_kin_refill"]
    rules = replace(national, rules={**national.rules, "committee_kin_refill": in_order})
    found = poll(text, rules=rules, kin="甲男 己女 spouse", committee_kin_keeps="post_votes_revote")
    assert elected(found) == ["甲男", "丙男", "庚女"]
    assert why_not(found) == {"丁男": "DISPLACED_BY_WOMAN_FIRST", "己女": "KIN_OF_ELECTED"}


def test_without_filling_in_order_the_seat_of_the_only_woman_is_kept_for_a_woman() -> None:
    text = "returned 800 · chair 1 · 甲男 520 · member 2 · 丙男 600 · 丁男 560 · 己女 430 · 庚女 420"
    found = poll(text, pack=SC, kin="甲男 己女 spouse")
    assert elected(found) == ["甲男", "丙男"]
    assert why_not(found)["丁男"] == "SEAT_RESERVED_FOR_WOMAN"
    assert [(one.seats, one.woman) for one in found.short] == [(1, True)]
    assert {"KIN_WOMAN_SEAT_KEPT"} <= reasons(found) and "WOMAN_SEAT_RESERVED" not in reasons(found)


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("chair 1 · 甲男 520 · vice 1 · 周女 510 · member 2 · 丙男 600 · 己女 430", ""),
        ("chair 1 · 甲男 520 · member 2 · 周女 600 · 己女 430", ""),
        ("chair 1 · 甲男 520 · member 2 · 丙男 600 · 己女 430", "member 周女"),
        ("chair 1 · 甲男 520 · member 2 · 丙男 600 · 己女 430", "member 周"),
    ],
)
def test_no_seat_is_kept_where_a_woman_is_elected_or_may_be(text: str, before: str) -> None:
    found = poll(f"returned 800 · {text}", pack=SC, kin="甲男 己女 spouse", before=before)
    assert "KIN_WOMAN_SEAT_KEPT" not in reasons(found)
    assert [one.woman for one in found.short] == [False]


def test_a_man_who_leaves_keeps_no_seat_for_a_woman() -> None:
    found = poll("returned 800 · chair 1 · 甲女 520 · member 1 · 丙男 600", pack=SC, kin="甲女 丙男 spouse")
    assert [one.woman for one in found.short] == [False]


def test_a_relative_of_somebody_tied_above_waits() -> None:
    text = "returned 800 · vice 1 · 甲男 500 · 乙男 500 · member 1 · 丁女 450 · 戊男 90"
    waiting = poll(text, pack=SC, kin="甲男 丁女 sibling")
    assert (elected(waiting), why_not(waiting)["丁女"]) == ([], "AWAITS_REVOTE")
    assert [ballot.kind for ballot in waiting.next] == ["revote"]
    assert elected(poll(text, pack=SC, kin="甲男 丁女 in_law")) == ["丁女"]


def test_where_nothing_says_who_stays_nobody_waits_for_a_relative() -> None:
    text = "returned 800 · vice 1 · 甲男 500 · 乙男 500 · member 1 · 丁女 450 · 戊男 90"
    assert elected(poll(text, kin="甲男 丁女 sibling")) == ["丁女"]


def test_while_a_meeting_decides_between_two_neither_stands_for_another_seat() -> None:
    found = poll("returned 800 · member 3 · 乙女 500 · 丁男 500 · 戊男 100 · 己男 90", pack=HAIN, kin="乙女 丁男 child")
    assert found.next[0].candidates == ("戊男", "己男")
    assert [(one.seats) for one in found.short] == [2]
    assert found.blocked


# -- what is not settled, or no rule's matter ---------------------------------------------------------------------


def test_henan_says_nothing_of_equal_votes_and_that_blocks() -> None:
    found = poll("returned 800 · member 2 · 乙女 500 · 丁男 500", pack="HEN@2011-07-29", kin="乙女 丁男 sibling")
    assert found.blocked
    assert set(why_not(found).values()) == {"KIN_NOT_SETTLED"}


def test_without_a_method_both_are_named_and_it_may_not_be_declared() -> None:
    found = poll(COUPLE, kin="甲男 丙女 spouse")
    assert [one.values["names"] for one in found.findings if one.reason == "KIN_NOT_SETTLED"] == [("甲男", "丙女")]
    assert elected(found) == ["甲男", "丙女", "庚女"]


def test_relatives_of_whom_only_one_is_elected_are_no_matter() -> None:
    found = poll(COUPLE, pack=SC, kin="甲男 壬男 sibling · 乙男 丙女 spouse")
    assert elected(found) == ["甲男", "丙女", "庚女"]
    assert not {one for one in reasons(found) if one.startswith("KIN")}


def test_in_laws_sit_together_and_the_answer_says_why() -> None:
    found = poll(COUPLE, pack=SC, kin="甲男 丙女 in_law")
    assert elected(found) == ["甲男", "丙女", "庚女"]
    assert "KIN_OUTSIDE_RULE" in reasons(found)


def test_the_one_elected_before_to_a_lower_post_stays_and_the_county_is_asked() -> None:
    later = poll(
        "returned 600 · vice 1 · 乙男 400", pack=SC, round="runoff", before="member 丁女", kin="丁女 乙男 child"
    )
    assert (elected(later), "KIN_HIGHER_POST_LATER" in reasons(later)) == ([], True)
    same = poll(
        "returned 600 · member 1 · 乙男 400", pack=SC, round="runoff", before="member 丁女", kin="丁女 乙男 child"
    )
    assert (elected(same), reasons(same) & {"KIN_HIGHER_POST_LATER", "KIN_OF_ELECTED"}) == ([], {"KIN_OF_ELECTED"})


def test_a_higher_post_in_the_same_vote_is_no_question_of_earlier_and_later() -> None:
    found = poll(COUPLE, pack=SC, kin="甲男 丙女 spouse", before="member 周女")
    assert "KIN_HIGHER_POST_LATER" not in reasons(found)


def test_a_case_without_relatives_says_nothing_of_kin() -> None:
    assert not {one for one in reasons(determine(case(COUPLE, pack=SC))) if one.startswith("KIN")}


def test_who_leaves_is_told_the_article_that_says_who_stays() -> None:
    found = poll(COUPLE, pack=SC, kin="甲男 丙女 spouse")
    (left,) = (one for one in found.findings if one.reason == "KIN_OF_ELECTED")
    assert (left.rule.key, left.rule.article, left.values["stays"]) == ("committee_kin_keeps", 35, "甲男")
