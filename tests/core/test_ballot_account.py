"""Whether the ballots add up: mobile boxes, and grounds of invalidity that no figure shows."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.polls import case, reasons
from cunxuan.core.contest import Box, Determination
from cunxuan.core.determination import determine
from cunxuan.core.law import rules_of_pack

VOTE = "registered 1000 · issued 530 · returned 520 · chair 1 · 王男 300 · 李女 200"


def with_boxes(*boxes: Box, pack: str = "HAIN@2025-12-03") -> Determination:
    return determine(replace(case(VOTE, pack=pack), boxes=boxes))


@pytest.mark.parametrize(("returned", "participants"), [(12, 520), (13, 507)])
def test_a_mobile_box_is_void_with_one_ballot_more_than_its_users(returned: int, participants: int) -> None:
    assert with_boxes(Box("mobile", returned, users=12)).participants == participants


def test_each_void_box_leaves_the_total_and_is_named() -> None:
    found = with_boxes(Box("mobile", 3, 2, "一号"), Box("mobile", 4, 4, "二号"), Box("mobile", 6, 5, "三号"))
    assert found.participants == 511
    assert [one.values["box"] for one in found.findings if one.reason == "MOBILE_BOX_VOID"] == ["一号", "三号"]


def test_a_fixed_box_has_no_list_of_users_to_exceed() -> None:
    assert with_boxes(Box("fixed", 13, users=12)).participants == 520


def test_without_the_rule_the_box_stays_in_and_is_pointed_out() -> None:
    found = with_boxes(Box("mobile", 13, users=12), pack="CN@2026-01-01")
    assert (found.participants, "MOBILE_BOX_EXCEEDS_USERS" in reasons(found)) == (520, True)


@pytest.mark.parametrize(("returned", "wrong"), [(520, False), (521, True)])
def test_the_boxes_hold_no_more_than_was_returned(returned: int, wrong: bool) -> None:
    found = with_boxes(Box("fixed", returned))
    assert ("BOXES_EXCEED_RETURNED" in reasons(found), found.blocked) == (wrong, wrong)


def test_a_void_box_may_save_the_vote_from_more_ballots_than_were_issued() -> None:
    asked = case(VOTE.replace("returned 520", "returned 531"), pack="HAIN@2025-12-03")
    assert determine(asked).outcome == "void"
    assert determine(replace(asked, boxes=(Box("mobile", 2, users=1),))).outcome == "decided"


# -- breaches -----------------------------------------------------------------------------------------------------


def breached(*breaches: str, pack: str = "CN@2026-01-01") -> Determination:
    return determine(replace(case(VOTE, pack=pack), breaches=breaches))


def test_each_breach_is_said_and_the_first_gives_the_reason() -> None:
    found = breached("not_announced", "committee_unlawful", "other_breach")
    assert found.outcome == "void"
    assert [one.reason for one in found.findings if one.blocks] == [
        "ELECTION_INVALID_BREACH",
        "ELECTION_INVALID_COMMITTEE_UNLAWFUL",
        "ELECTION_INVALID_BREACH",
    ]
    assert {one.reason for one in found.not_elected} == {"ELECTION_INVALID_BREACH"}


def test_what_the_texts_do_not_name_is_for_the_township_to_look_into() -> None:
    national = rules_of_pack("CN@2026-01-01")
    only_public = replace(national["invalid_grounds"], value=("no_public_count",))
    rules = replace(national, rules={**national.rules, "invalid_grounds": only_public})
    found = determine(replace(case(VOTE, rules=rules), breaches=("other_breach",)))
    assert (found.outcome, "BREACH_NOT_JUDGED" in reasons(found)) == ("decided", True)


def test_without_a_breach_nothing_is_said_of_it() -> None:
    assert not reasons(determine(case(VOTE))) & {"BREACH_NOT_JUDGED", "ELECTION_INVALID_BREACH"}


# -- the counters -------------------------------------------------------------------------------------------------


def test_everybody_on_the_roll_may_have_voted() -> None:
    everybody = "registered 800 · issued 900 · returned {} · chair 1 · 王男 470 · 李女 300"
    assert determine(case(everybody.format(800))).outcome == "decided"
    assert determine(case(everybody.format(801))).outcome == "void"


@pytest.mark.parametrize(
    ("issued", "signed", "differs"),
    [(520, 520, False), (521, 520, False), (530, 519, True), (520, 521, True), (521, 521, False)],
)
def test_no_more_voters_than_ballots_issued_and_no_fewer_than_returned(issued: int, signed: int, differs: bool) -> None:
    text = f"registered 1000 · issued {issued} · signed {signed} · returned 520 · chair 1 · 王男 300 · 李女 200"
    assert ("ACCOUNT_DIFFERS" in reasons(determine(case(text)))) == differs


def test_how_many_ballots_did_not_come_back_is_said() -> None:
    (reconciled,) = (one for one in determine(case(VOTE)).findings if one.reason == "RECONCILED")
    assert reconciled.numbers == {"compared": 530, "returned": 520, "missing": 10}


def test_a_void_box_is_named_with_its_figures() -> None:
    (void,) = (one for one in with_boxes(Box("mobile", 13, 12, "一号")).findings if one.reason == "MOBILE_BOX_VOID")
    assert void.values == {"box": "一号", "returned": 13, "users": 12}
