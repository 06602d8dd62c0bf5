"""From nominations to the list of candidates."""

from datetime import date

import pytest

from cunxuan.core.law import rules_of_pack
from cunxuan.core.people.nomination import (
    Contested,
    Form,
    Nomination,
    candidates_from,
    contested,
    form_valid,
    margin_of,
    refused_for,
    seats_lawful,
)

NATION = rules_of_pack("CN@2026-01-01")
SICHUAN = rules_of_pack("SC@2026-01-01")
ZHEJIANG = rules_of_pack("ZJ@2020-07-31")
HENAN = rules_of_pack("HEN@2011-07-29")
HAINAN = rules_of_pack("HAIN@2025-12-03")
HEBEI = rules_of_pack("HEB@2020-07-30")
TIANJIN = rules_of_pack("TJ@2019-05-30")
BEFORE_THE_GUIDANCE = rules_of_pack("CN@2010-10-28", date(2011, 1, 1))


def reasons(found):
    return [finding.reason for finding in found.findings]


def members(**votes):
    return {name: {"member": count} for name, count in votes.items()}


def nomination(votes, seats=None, margins=None, **facts):
    return Nomination(seats or {"member": 1}, votes, {"member": 1} if margins is None else margins, **facts)


# -- seats and margins --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("law", "seats", "code"),
    [
        (NATION, 2, "SEATS_NOT_LAWFUL"),
        (NATION, 3, "SEATS_LAWFUL"),
        (NATION, 4, "SEATS_LAWFUL"),
        (NATION, 7, "SEATS_LAWFUL"),
        (NATION, 8, "SEATS_NOT_LAWFUL"),
        (TIANJIN, 4, "SEATS_NOT_ODD"),
        (TIANJIN, 5, "SEATS_LAWFUL"),
    ],
)
def test_a_committee_has_three_to_seven_and_in_tianjin_an_odd_number(law, seats, code):
    assert seats_lawful(law, seats).code == code


@pytest.mark.parametrize(
    ("post", "candidates", "code"),
    [
        ("chair", 1, "NOT_CONTESTED"),
        ("chair", 2, "MARGIN_OK"),
        ("vice_chair", 3, "TOO_MANY_CANDIDATES"),
        ("member", 4, "MARGIN_OK"),
        ("member", 5, "TOO_MANY_CANDIDATES"),
    ],
)
def test_sichuan_lets_one_more_stand_for_chair_and_up_to_three_more_for_member(post, candidates, code):
    assert contested(SICHUAN, [Contested(post, 1, candidates)]).code == code


def test_the_nation_sets_no_upper_limit_and_more_than_the_seats_may_still_be_too_few():
    assert contested(NATION, [Contested("member", 3, 30)]).ok
    assert margin_of(NATION, "member").most is None
    wider = NATION.rules["candidate_margin_member_min"]
    two_more = type(NATION)("test", NATION.packs, {**NATION.rules, wider.key: _with_value(wider, 2)})
    assert contested(two_more, [Contested("member", 3, 4)]).code == "TOO_FEW_CANDIDATES"


def test_a_rule_that_is_only_remembered_turns_nobody_away_but_the_nations_limits_always_do():
    shanxi = rules_of_pack("SX@2011-07-28")
    assert seats_lawful(shanxi, 4).code == "SEATS_NOT_ODD"
    assert refused_for(seats_lawful(shanxi, 4)) is None
    assert refused_for(seats_lawful(shanxi, 8)).reason == "SEATS_NOT_LAWFUL"
    assert refused_for(seats_lawful(TIANJIN, 4)).reason == "SEATS_NOT_ODD"
    assert refused_for(contested(NATION, [Contested("chair", 1, 1)])).reason == "NOT_CONTESTED"
    assert refused_for(contested(NATION, [Contested("chair", 1, 2)])) is None


def _with_value(rule, value):
    from dataclasses import replace

    return replace(rule, value=value)


# -- one form -----------------------------------------------------------------------------------------------------


def test_a_form_names_no_more_than_the_seats_nobody_twice_and_is_not_given_by_proxy():
    seats = {"chair": 1, "member": 2}
    good = Form(seats, {"chair": ("甲",), "member": ("乙", "丙")})
    assert form_valid(ZHEJIANG, good).code == "FORM_OK"
    bad = Form(seats, {"chair": ("甲",), "member": ("甲", "乙", "丙"), "vice_chair": ("丁",)}, by_proxy=True)
    assert reasons(form_valid(ZHEJIANG, bad)) == ["FORM_TOO_MANY", "FORM_TOO_MANY", "FORM_TWO_POSTS", "FORM_BY_PROXY"]


def test_where_a_text_is_silent_a_form_is_not_refused():
    twice = Form({"chair": 1, "member": 1}, {"chair": ("甲",), "member": ("甲", "乙")}, by_proxy=True)
    assert form_valid(BEFORE_THE_GUIDANCE, twice).code == "FORM_OK"


# -- ranking ------------------------------------------------------------------------------------------------------


def test_the_names_with_most_nominations_become_candidates():
    found = candidates_from(NATION, nomination(members(甲=3, 乙=9, 丙=5)))
    assert found.follows["candidates"] == {"member": ["乙", "丙"]}
    assert found.ok


def test_nobody_with_no_nomination_is_on_the_list():
    found = candidates_from(NATION, nomination({**members(甲=3, 乙=2), "丙": {}}))
    assert found.follows["candidates"] == {"member": ["甲", "乙"]}


def test_a_tie_at_the_end_is_said_and_a_tie_within_the_list_is_not():
    tied = candidates_from(NATION, nomination(members(甲=9, 乙=5, 丙=5)))
    assert tied.follows["candidates"] == {"member": ["甲"]}
    assert tied.follows["tied"] == {"member": ["乙", "丙"]}
    assert "NOMINATE_AGAIN" not in reasons(tied)
    within = candidates_from(NATION, nomination(members(甲=5, 乙=5, 丙=4)))
    assert within.follows["tied"] == {}


def test_votes_go_down_from_chair_to_vice_chair_to_member_and_never_up():
    posts = {"chair": 1, "vice_chair": 1, "member": 1}
    votes = {
        "甲": {"chair": 90},
        "乙": {"chair": 80},
        "丙": {"chair": 30, "vice_chair": 30},
        "丁": {"vice_chair": 50, "member": 99},
        "戊": {"chair": 10, "vice_chair": 10, "member": 10},
        "己": {"member": 25},
    }
    found = candidates_from(HENAN, nomination(votes, posts, dict.fromkeys(posts, 1)))
    assert found.follows["candidates"] == {"chair": ["甲", "乙"], "vice_chair": ["丙", "丁"], "member": ["戊", "己"]}
    assert found.follows["merged"]["戊"] == 30


def test_without_counting_down_the_higher_votes_are_lost():
    posts = {"chair": 1, "member": 1}
    votes = {"甲": {"chair": 90}, "乙": {"chair": 80}, "丙": {"chair": 70, "member": 1}, **members(丁=5, 戊=4)}
    found = candidates_from(SICHUAN, nomination(votes, posts, {"chair": 1, "member": 1}))
    assert found.follows["candidates"]["member"] == ["丁", "戊"]


def test_an_open_tie_for_a_higher_post_leaves_the_lower_lists_open():
    posts = {"chair": 1, "member": 1}
    votes = {"甲": {"chair": 9}, "乙": {"chair": 5}, "丙": {"chair": 5}, **members(丁=5, 戊=4)}
    found = candidates_from(HENAN, nomination(votes, posts, {"chair": 1, "member": 1}))
    assert found.follows["candidates"]["member"] == []
    assert "NOMINATION_WAITS" in reasons(found)


def test_a_margin_that_was_not_given_is_the_least_and_is_said():
    found = candidates_from(NATION, nomination(members(甲=3, 乙=2, 丙=1), margins={}))
    assert found.follows["candidates"] == {"member": ["甲", "乙"]}
    assert "MARGIN_CHOSEN" in reasons(found)


def test_who_comes_out_for_two_posts_chooses():
    posts = {"chair": 1, "member": 1}
    votes = {"甲": {"chair": 9, "member": 9}, "乙": {"chair": 8}, **members(丙=3, 丁=2)}
    both = nomination(votes, posts, {"chair": 1, "member": 1})
    assert candidates_from(SICHUAN, both).code == "CANDIDATE_FOR_TWO_POSTS"
    chosen = candidates_from(SICHUAN, both._replace(chosen={"甲": "member"}))
    assert chosen.follows["candidates"] == {"chair": ["乙"], "member": ["甲", "丙"]}


@pytest.mark.parametrize(("present", "reason"), [(50, "NOMINATION_TURNOUT_TOO_LOW"), (51, "NOMINATION_TURNOUT_OK")])
def test_more_than_half_take_part_in_the_nomination(present, reason):
    found = candidates_from(ZHEJIANG, nomination(members(甲=3, 乙=2), registered=100, present=present))
    assert reason in reasons(found)


@pytest.mark.parametrize(("present", "reason"), [(60, "NOMINATION_TURNOUT_TOO_LOW"), (61, "NOMINATION_TURNOUT_OK")])
def test_in_hebei_more_than_two_thirds_of_a_group_nominate(present, reason):
    given = nomination(members(甲=3, 乙=2), registered=90, present=present, by_groups=True)
    assert reason in reasons(candidates_from(HEBEI, given))


def test_a_primary_has_a_turnout_of_its_own():
    given = nomination(members(甲=3, 乙=2), registered=100, present=50, primary=True)
    assert candidates_from(SICHUAN, given).findings[0].text.startswith("登记参加选举的村民 100 人，参加预选 50 人")


# -- withdrawals, women, order ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("law", "day", "first"),
    [(ZHEJIANG, 17, "乙"), (ZHEJIANG, 18, "甲"), (HAINAN, 13, "乙"), (HAINAN, 14, "甲"), (NATION, 19, "乙")],
)
def test_a_withdrawal_in_time_is_followed_by_the_next_in_votes(law, day, first):
    given = nomination(
        members(甲=9, 乙=8, 丙=7),
        withdrawn={"甲": date(2024, 12, day)},
        polling_day=date(2024, 12, 20),
        listed_on=date(2024, 12, 10),
    )
    found = candidates_from(law, given)
    assert found.follows["candidates"]["member"][0] == first
    wanted = "WITHDREW_AND_FOLLOWED" if first == "乙" else "WITHDRAWAL_TOO_LATE"
    assert wanted in reasons(found)


def test_who_was_not_on_the_list_is_followed_by_nobody_and_nobody_left_means_nominating_again():
    unlisted = candidates_from(NATION, nomination(members(甲=9, 乙=8, 丙=7), withdrawn={"丙": None}))
    assert "WITHDREW_AND_FOLLOWED" not in reasons(unlisted)
    again = candidates_from(NATION, nomination(members(甲=9, 乙=8), withdrawn={"乙": None}))
    assert again.code == "NOMINATE_AGAIN"


def test_hainan_keeps_a_place_for_the_woman_with_most_nominations():
    found = candidates_from(
        HAINAN, nomination(members(甲=9, 乙=8, 丙=3, 丁=2), women=frozenset({"丙", "丁"}), sexes_known=True)
    )
    assert found.follows["candidates"] == {"member": ["甲", "丙"]}
    assert "WOMAN_PLACE_KEPT" in reasons(found)


@pytest.mark.parametrize(
    ("law", "women"),
    [(HAINAN, {"丙", "丁"}), (HAINAN, set()), (HAINAN, {"戊"}), (HEBEI, {"丙"})],
)
def test_where_no_woman_can_be_placed_this_is_said(law, women):
    given = nomination(members(甲=9, 乙=8, 丙=3, 丁=3), women=frozenset(women), sexes_known=True)
    assert candidates_from(law, given).code == "NO_WOMAN_AMONG_CANDIDATES"


def test_a_woman_on_the_list_is_enough_and_where_the_sex_is_not_known_nothing_is_said():
    given = nomination(members(甲=9, 乙=8), women=frozenset({"乙"}), sexes_known=True)
    assert candidates_from(HEBEI, given).ok
    assert candidates_from(HEBEI, nomination(members(甲=9, 乙=8))).ok


@pytest.mark.parametrize(("primary", "reason"), [(True, "LIST_BY_VOTES"), (False, "LIST_BY_STROKES")])
def test_sichuan_lists_by_votes_after_a_primary_else_by_strokes(primary, reason):
    assert reason in reasons(candidates_from(SICHUAN, nomination(members(甲=9, 乙=8), primary=primary)))


def test_before_the_guidance_no_order_was_prescribed_and_two_posts_were_not_forbidden():
    posts = {"chair": 1, "member": 1}
    votes = {"甲": {"chair": 9, "member": 9}, "乙": {"chair": 8, "member": 8}}
    found = candidates_from(BEFORE_THE_GUIDANCE, nomination(votes, posts, {"chair": 1, "member": 1}))
    assert reasons(found) == ["MARGIN_OK", "MARGIN_OK"]
