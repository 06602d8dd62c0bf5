"""The election of a party committee: who is due, the box, the marks, the majority, ties, too few, the secretary.

    vote("due 26 · present 22 · returned 22 · member 3 · 甲 20-1-1 · 乙 14-6-2 · +戊 2")

A post opens a contest with its seats; a candidate has approvals, disapprovals and abstentions, a write-in (`+`) its
votes.
"""

from __future__ import annotations

import json
import re
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cunxuan.core import questions
from cunxuan.core.case import answer
from cunxuan.core.errors import BadInput
from cunxuan.core.law import party_rules, rules_of_pack
from cunxuan.core.party.election import decide
from cunxuan.core.party.members import GROUNDS, least_candidates
from cunxuan.core.party.reading import meeting_from_json
from cunxuan.core.party.values import Decision

NEW, OLD = "PARTY@2020-07-13", "PARTY@1990-06-27"
POSTS = ("secretary", "deputy_secretary", "member")


def case(text: str, pack: str = NEW, **more: Any) -> dict[str, Any]:
    doc: dict[str, Any] = {"pack": pack, "election": "party", "account": {}, "contests": []}
    for word in text.split(" · "):
        name, figures = word.split()
        if name in POSTS:
            doc["contests"].append({"post": name, "seats": int(figures), "candidates": []})
        elif doc["contests"]:
            doc["contests"][-1]["candidates"].append(person(name, figures))
        elif name in ("due", "present"):
            doc[name] = int(figures)
        else:
            doc["account"][name] = int(figures)
    return doc | more


def person(name: str, figures: str) -> dict[str, Any]:
    if name.startswith("+"):
        return {"name": name[1:], "approve": int(figures), "write_in": True}
    approve, against, abstain = (int(figure) for figure in figures.split("-"))
    return {"name": name, "approve": approve, "against": against, "abstain": abstain}


def vote(text: str, pack: str = NEW, **more: Any) -> Decision:
    return decided(case(text, pack, **more))


def decided(doc: dict[str, Any]) -> Decision:
    """The decision; every finding has its sentence in both languages and rests on a parameter that its kind names."""
    found = decide(meeting_from_json(doc))
    for finding in found.findings:
        assert finding.sentence("zh") != finding.sentence("en")
        assert finding.rule is None or finding.rule.key in finding.kind.rests_on
    return found


def elected(found: Decision) -> list[str]:
    return [one.person.name for one in found.elected]


def why_not(found: Decision) -> dict[str, str]:
    return {one.name: one.reason for one in found.not_elected}


def reasons(found: Decision) -> set[str]:
    return {finding.reason for finding in found.findings}


# -- the page of the command -------------------------------------------------------------------------------------


def test_the_cases_on_the_page_of_the_command_are_answered() -> None:
    page = (Path(__file__).parents[2] / "docs" / "commands.md").read_text("utf-8")
    shown = [
        json.loads(block)
        for block in re.findall(r"^```json\n(.*?)^```$", page.split("## `cunxuan law ask`")[0], re.M | re.S)
    ]
    answers, blocked, refused = answer(shown)
    assert (blocked, refused) == (False, False)
    assert [one.get("election") for one in shown] == [None, "party", "recall"]
    assert [one["outcome"] for one in answers] == ["decided"] * 3


# -- the regulations ----------------------------------------------------------------------------------------------


def test_the_edition_is_that_of_the_day_of_the_meeting() -> None:
    one = {"due": 3, "present": 3, "account": {"returned": 3}}
    contests = [{"post": "member", "seats": 1, "candidates": [person("甲", "3-0-0"), person("乙", "0-3-0")]}]
    for day, pack, base in (("2020-07-12", OLD, "present"), ("2020-07-13", NEW, "due")):
        found, _, _ = answer({"election": "party", "polling_day": day, "contests": contests, **one})
        assert (found["pack"], found["threshold"]["base"]) == (pack, base)


def test_what_was_not_read_in_the_regulations_has_no_article_and_is_unconfirmed() -> None:
    rules = rules_of_pack(NEW)
    assert rules["party_margin"].basis == "中国共产党基层组织选举工作条例 第十三条"
    assert (rules["party_win_base"].article, rules["party_win_base"].confirmed) == (None, False)
    for pack in (NEW, OLD):
        for key, rule in rules_of_pack(pack).rules.items():
            assert rule.article is not None or not rule.confirmed, key


# -- who is due, and whether enough are present -------------------------------------------------------------------


@given(st.integers(1, 700), st.integers(0, 700))
def test_the_meeting_is_valid_from_exactly_four_fifths(due: int, present: int) -> None:
    found = vote(f"due {due} · present {present} · returned 0 · member 1 · 甲 0-0-0 · 乙 0-0-0")
    assert found.quorum is (Fraction(present, due) >= Fraction(4, 5))
    assert (found.outcome == "rerun") is not found.quorum


def test_a_meeting_that_is_not_valid_is_told_of_its_box_too() -> None:
    found = vote("due 30 · present 20 · returned 21 · member 1 · 甲 1-0-0 · 乙 0-0-1")
    assert found.outcome == "rerun"
    assert {"PARTY_QUORUM_NOT_MET", "PARTY_VOID_BALLOTS_EXCEED_VOTERS"} <= reasons(found)
    assert found.next[0].rule.key == "party_quorum"


def test_the_roster_gives_the_number_due() -> None:
    members = {"total": 31, "probationary": 3, "on_probation_penalty": 1, "suspended": 1}
    doc = case("present 20 · returned 20 · member 1 · 甲 18-2-0 · 乙 2-18-0", members=members)
    found = decided(doc)
    assert found.due == 26
    assert found.outcome == "rerun"


def test_a_number_due_that_is_not_the_rosters_blocks_and_the_roster_prevails() -> None:
    doc = case("due 24 · present 20 · returned 20 · member 1 · 甲 18-2-0 · 乙 2-18-0", members={"total": 25})
    found = decided(doc)
    assert found.due == 25
    assert "PARTY_DUE_DIFFERS" in reasons(found)
    assert found.blocked
    doc["due"] = 25
    assert "PARTY_DUE_DIFFERS" not in reasons(decided(doc))


@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("pack", [NEW, OLD])
def test_nobody_is_left_out_without_a_ground_the_consent_and_the_adoption(ground: str, pack: str) -> None:
    grounds = rules_of_pack(pack)["party_left_out"].value
    lawful = isinstance(grounds, tuple) and ground in grounds
    for consented in (True, False):
        for adopted in (True, False):
            members = {"total": 10, "excluded": [{"reason": ground, "consented": consented, "adopted": adopted}]}
            asked = {"question": "party_meeting", "pack": pack, "members": members, "present": 9}
            found, _, _ = questions.ask(asked)
            assert found["due"] == (9 if lawful and consented and adopted else 10)


def test_more_present_than_due_cannot_be() -> None:
    found = vote("due 20 · present 21 · returned 20 · member 1 · 甲 18-2-0 · 乙 2-18-0")
    assert "PARTY_PRESENT_EXCEEDS_DUE" in reasons(found)
    assert found.blocked


def test_the_absent_do_not_delegate_where_an_article_says_so() -> None:
    text = "due 20 · present 20 · returned 20 · member 1 · 甲 18-2-0 · 乙 2-18-0"
    assert "PARTY_VOTE_DELEGATED" in reasons(vote(text, delegated=1))
    assert "PARTY_VOTE_DELEGATED" not in reasons(vote(text, OLD, delegated=1))
    assert "PARTY_VOTE_DELEGATED" not in reasons(vote(text))


# -- the box ------------------------------------------------------------------------------------------------------


def test_as_many_ballots_as_issued_are_valid_and_one_more_is_void() -> None:
    same = vote("due 20 · present 20 · issued 19 · returned 19 · member 1 · 甲 18-1-0 · 乙 1-18-0", OLD)
    more = vote("due 20 · present 20 · issued 18 · returned 19 · member 1 · 甲 18-1-0 · 乙 1-18-0", OLD)
    assert same.outcome == "decided"
    assert more.outcome == "void"
    assert set(why_not(more).values()) == {"PARTY_VOID_BALLOTS_EXCEED_ISSUED"}
    assert more.next[0].rule.key == "party_box_total"


def test_no_more_ballots_than_people_present_whatever_was_issued() -> None:
    found = vote("due 20 · present 18 · issued 19 · returned 19 · member 1 · 甲 18-1-0 · 乙 1-18-0", OLD)
    assert found.outcome == "void"
    assert "PARTY_VOID_BALLOTS_EXCEED_VOTERS" in reasons(found)


def test_where_the_ballots_issued_are_not_given_nothing_is_compared() -> None:
    found = vote("due 20 · present 20 · returned 19 · member 1 · 甲 18-1-0 · 乙 1-18-0", OLD)
    assert "PARTY_BALLOTS_NOT_COMPARED" in reasons(found)
    assert elected(found) == ["甲"]


def test_the_voters_are_those_present_unless_they_were_counted_apart() -> None:
    text = "due 20 · present 20 · {}returned 20 · member 1 · 甲 18-2-0 · 乙 2-18-0"
    assert vote(text.format("")).outcome == "decided"
    assert vote(text.format("signed 19 · ")).outcome == "void"


# -- the majority -------------------------------------------------------------------------------------------------


@given(st.integers(1, 60), st.integers(0, 60), st.sampled_from([NEW, OLD]), st.sampled_from([None, "due", "present"]))
def test_exactly_half_never_elects(due: int, approve: int, pack: str, base: str | None) -> None:
    present = due - due // 5
    approve = min(approve, present)
    measures = {} if base is None else {"win_base": base}
    text = f"due {due} · present {present} · returned {present} · member 1 · 甲 {approve}-0-{present - approve}"
    found = vote(text, pack, measures=measures)
    of = {"due": due, "present": present}[base or ("due" if pack == NEW else "present")]
    assert (elected(found) == ["甲"]) is (Fraction(approve, of) > Fraction(1, 2))


def test_the_base_is_only_questioned_where_it_decides() -> None:
    contested = "due 25 · present 20 · returned 20 · member 1 · 甲 {} · 乙 0-20-0"
    assert "PARTY_BASE_DECIDES" in reasons(vote(contested.format("12-8-0")))
    assert "PARTY_BASE_DECIDES" not in reasons(vote(contested.format("13-7-0")))
    assert "PARTY_BASE_DECIDES" not in reasons(vote(contested.format("10-10-0")))
    assert "PARTY_BASE_DECIDES" not in reasons(vote(contested.format("12-8-0"), measures={"win_base": "due"}))


def test_a_base_fixed_by_the_approved_method_is_cited_as_that() -> None:
    text = "due 25 · present 20 · returned 20 · member 1 · 甲 12-8-0 · 乙 0-20-0"
    found, _, _ = answer(case(text, measures={"win_base": "present"}))
    assert found["threshold"]["basis"] == "上级党组织批准的选举办法"
    assert found["threshold"]["confirmed"]


def test_who_would_pass_by_the_other_number_but_has_fewer_votes_than_those_elected_changes_nothing() -> None:
    found = vote("due 25 · present 20 · returned 20 · member 1 · 甲 15-5-0 · 乙 12-8-0")
    assert elected(found) == ["甲"]
    assert why_not(found) == {"乙": "PARTY_NO_MAJORITY"}
    assert "PARTY_BASE_DECIDES" not in reasons(found)


def test_of_too_many_those_with_most_approvals_are_elected() -> None:
    found = vote("due 20 · present 20 · returned 20 · member 2 · 甲 15-5-0 · 乙 12-8-0 · 丙 11-9-0")
    assert elected(found) == ["甲", "乙"]
    assert why_not(found) == {"丙": "FEWER_VOTES"}
    assert found.outcome == "decided"


def test_a_tie_counts_only_across_the_seat_line() -> None:
    found = vote("due 20 · present 20 · returned 20 · member 3 · 甲 15-5-0 · 乙 12-8-0 · 丙 12-8-0")
    assert (found.outcome, found.tied) == ("decided", ())


def test_whoever_holds_the_post_already_is_not_elected_again() -> None:
    text = "due 20 · present 20 · returned 20 · member 1 · 甲 18-2-0 · 乙 2-18-0"
    found = vote(text, round="runoff", elected_before=[{"post": "member", "name": "甲"}])
    assert why_not(found)["甲"] == "ALREADY_ELECTED"
    assert found.outcome == "runoff"
    assert found.next[0].candidates == ("乙",)


def test_nobody_chosen_in_a_revote_is_nobody_elected() -> None:
    found = vote("due 20 · present 20 · returned 20 · member 1 · 甲 0-20-0 · 乙 0-20-0", round="revote")
    assert set(why_not(found).values()) == {"NO_VOTES"}


def test_a_void_revote_is_held_again_to_be_won_by_most_votes() -> None:
    found = vote("due 20 · present 20 · returned 21 · member 1 · 甲 9-0-0 · 乙 8-0-0", round="revote")
    assert [one.win for one in found.next] == ["plurality"]


# -- too few ------------------------------------------------------------------------------------------------------

SHORT = "due 20 · present 20 · returned 20 · member 3 · 甲 18-2-0 · 乙 15-5-0 · 丙 10-10-0 · +戊 3"


def test_the_missing_seats_are_elected_separately_from_the_candidates_that_are_left() -> None:
    found = vote(SHORT)
    assert found.outcome == "runoff"
    assert found.next[0].candidates == ("丙",)


def test_seats_are_given_up_only_with_consent_and_where_a_text_knows_it() -> None:
    assert vote(SHORT, measures={"fewer_seats_consent": 11}).outcome == "may_stop"
    assert vote(SHORT, measures={"fewer_seats_consent": 10}).outcome == "runoff"
    old = vote(SHORT, OLD, measures={"fewer_seats_consent": 11})
    assert old.outcome == "runoff"
    assert "PARTY_FEWER_SEATS_NOT_FOUND" in reasons(old)


def test_seats_given_up_are_answered_as_a_vacancy_that_the_voters_decided() -> None:
    found, blocked, _ = answer(case(SHORT, measures={"fewer_seats_consent": 11}))
    assert (found["vacancy"]["decided_by"], found["vacancy"]["stopped"], found["next"]) == ("party_voters", True, [])
    assert not blocked


def test_where_nobody_is_elected_no_seat_can_be_given_up() -> None:
    text = "due 20 · present 20 · returned 20 · member 1 · 甲 5-15-0 · 乙 5-15-0"
    assert vote(text, measures={"fewer_seats_consent": 20}).outcome == "runoff"


# -- secretary and deputy -----------------------------------------------------------------------------------------

COMMITTEE = [{"post": "member", "name": name} for name in "甲乙丙丁戊"]


def test_the_committee_elects_its_secretary_and_there_may_be_as_many_candidates_as_seats() -> None:
    found = vote("due 5 · present 5 · returned 5 · secretary 1 · 甲 5-0-0", elected_before=COMMITTEE)
    assert elected(found) == ["甲"]
    assert not reasons(found) & {"PARTY_MARGIN_TOO_SMALL", "PARTY_COMMITTEE_DIFFERS", "PARTY_SECRETARY_BY_MEETING"}


def test_a_committee_of_another_size_than_elected_is_asked_about() -> None:
    found = vote("due 4 · present 4 · returned 4 · secretary 1 · 甲 4-0-0", elected_before=COMMITTEE)
    assert "PARTY_COMMITTEE_DIFFERS" in reasons(found)


def test_a_secretary_elected_with_the_members_needs_the_approval_of_the_higher_organisation() -> None:
    text = "due 20 · present 20 · returned 20 · member 1 · 甲 18-2-0 · 乙 12-8-0 · secretary 1 · 甲 15-5-0"
    found = vote(text)
    assert "PARTY_SECRETARY_BY_MEETING" in reasons(found)
    assert why_not(found)["甲"] == "ELECTED_TO_HIGHER_POST"
    assert elected(found) == ["甲", "乙"]


def test_who_is_tied_for_secretary_waits_with_the_deputys_post() -> None:
    text = (
        "due 5 · present 5 · returned 5 · secretary 1 · 甲 4-1-0 · 乙 4-1-0 · deputy_secretary 1 · 乙 4-1-0 · 丙 3-2-0"
    )
    found = vote(text, elected_before=COMMITTEE)
    assert found.outcome == "revote"
    assert why_not(found)["乙"] == "AWAITS_REVOTE"
    assert "PARTY_SEAT_AWAITS_REVOTE" in reasons(found)
    assert found.short == ()


# -- figures that cannot be ---------------------------------------------------------------------------------------


def test_the_three_marks_come_to_the_valid_ballots() -> None:
    text = "due 20 · present 20 · returned 20 · invalid 2 · member 1 · 甲 15-3-0 · 乙 2-16-0"
    assert "PARTY_MARKS_DIFFER" not in reasons(vote(text))
    assert "PARTY_MARKS_DIFFER" in reasons(vote(text.replace("15-3-0", "15-3-1")))


def test_there_are_no_more_approvals_than_the_ballots_allow() -> None:
    text = "due 20 · present 20 · returned 20 · member 1 · 甲 {}-2-0 · 乙 2-18-0"
    assert "PARTY_APPROVALS_EXCEED_CHOICES" not in reasons(vote(text.format(18)))
    assert "PARTY_APPROVALS_EXCEED_CHOICES" in reasons(vote(text.format(19)))


def test_nobody_is_written_in_more_often_than_somebody_was_disapproved_of() -> None:
    text = "due 20 · present 20 · returned 20 · member 2 · 甲 15-2-3 · 乙 12-1-7 · +戊 {}"
    assert "PARTY_WRITE_INS_EXCEED_AGAINST" not in reasons(vote(text.format(3)))
    assert "PARTY_WRITE_INS_EXCEED_AGAINST" in reasons(vote(text.format(4)))


@pytest.mark.parametrize(("seats", "wanted"), [(1, 2), (2, 3), (3, 4), (5, 6), (6, 8), (7, 9), (10, 12)])
def test_the_margin_is_a_fifth_of_the_seats_and_a_part_of_a_person_is_a_person(seats: int, wanted: int) -> None:
    assert least_candidates(rules_of_pack(NEW), seats) == wanted
    people = [person(str(n), "0-1-0") for n in range(wanted - 1)]
    contests = [{"post": "member", "seats": seats, "candidates": people}]
    doc = {"pack": NEW, "due": 1, "present": 1, "account": {"returned": 1}, "contests": contests}
    assert "PARTY_MARGIN_TOO_SMALL" in reasons(decided(doc))
    people.append(person("又", "0-1-0"))
    assert "PARTY_MARGIN_TOO_SMALL" not in reasons(decided(doc))


def test_an_election_without_candidates_has_no_margin() -> None:
    found = vote("due 5 · present 5 · returned 5 · member 1 · +甲 3")
    assert "PARTY_MARGIN_TOO_SMALL" not in reasons(found)


# -- ballots ------------------------------------------------------------------------------------------------------

PEOPLE = [{"post": "member", "seats": 2, "candidates": [{"name": "甲"}, {"name": "乙"}, {"name": "丙"}]}]


def on_papers(*ballots: dict[str, Any], pack: str = NEW, **more: Any) -> dict[str, Any]:
    doc = {"pack": pack, "election": "party", "due": 10, "present": 10, "account": {}, "contests": PEOPLE}
    return {**doc, "ballots": list(ballots), **more}


def marks(count: int, approve: str = "", against: str = "", write_in: str = "", **more: Any) -> dict[str, Any]:
    given = {"approve": list(approve), "against": list(against), "write_in": list(write_in)}
    return {"count": count, "marks": {"member": given}, **more}


def test_ballots_give_the_three_marks_of_every_candidate() -> None:
    found, blocked, _ = answer(
        on_papers(marks(6, "甲乙", "丙"), marks(3, "甲", "乙丙", "戊"), {"count": 1, "marks": {}})
    )
    assert not blocked
    people = {one["name"]: one for one in (*found["elected"], *found["not_elected"])}
    assert [people["甲"][key] for key in ("approve", "against", "abstain")] == [9, 0, 1]
    assert [people["丙"][key] for key in ("approve", "against", "abstain")] == [0, 9, 1]
    assert people["戊"]["votes"] == 3
    assert people["戊"]["against"] is None


def test_who_abstains_writes_in_nobody_and_too_many_void_the_whole_ballot() -> None:
    ballots = [marks(4, "甲乙"), marks(3, "甲", "", "戊"), marks(2, "甲乙", "丙", "戊"), marks(1, "甲乙丙")]
    found, _, _ = answer(on_papers(*ballots))
    assert [one["ballot"] for one in found["ballots"]] == ["VALID", "VALID", "WHOLE_INVALID", "WHOLE_INVALID"]
    assert found["ballots"][1]["credited"] == {"member": ["甲"]}
    said = {one["reason"]: one for one in found["findings"]}
    assert said["PARTY_OVER_VOTE"]["numbers"]["count"] == 3
    assert said["PARTY_WRITE_IN_NOT_COUNTED"]["names"] == ["戊"]
    assert said["PARTY_RECONCILED"]["numbers"]["valid"] == 7


def test_a_marked_ballot_is_void_under_the_old_rules_and_only_asked_about_under_the_new() -> None:
    ballots = [marks(9, "甲乙"), marks(1, "甲", marked=True)]
    old, _, _ = answer(on_papers(*ballots, pack=OLD))
    new, _, _ = answer(on_papers(*ballots))
    assert [one["ballot"] for one in old["ballots"]] == ["VALID", "WHOLE_INVALID"]
    assert [one["ballot"] for one in new["ballots"]] == ["VALID", "VALID"]
    assert old["ballots"][1]["reasons"] == ["PARTY_MARKED_BALLOT_VOID"]
    assert new["ballots"][1]["reasons"] == ["PARTY_MARKED_BALLOT_COUNTED"]


def test_the_ballots_listed_are_those_returned() -> None:
    found, blocked, _ = answer(on_papers(marks(9, "甲乙"), account={"returned": 10}))
    assert blocked
    assert "PARTY_BALLOTS_DIFFER_FROM_RETURNED" in {one["reason"] for one in found["findings"]}
    same, blocked, _ = answer(on_papers(marks(9, "甲乙"), account={"returned": 9}))
    assert not blocked
    assert same["participants"] == 9


# -- what holds for any figures -----------------------------------------------------------------------------------


@st.composite
def meetings(draw: st.DrawFn) -> dict[str, Any]:
    """Any vote for the members: small numbers, so that ties and halves are met often."""
    due = draw(st.integers(1, 25))
    present = draw(st.integers(due - due // 5, due))
    people = []
    for name in "甲乙丙丁戊"[: draw(st.integers(1, 5))]:
        approve = draw(st.integers(0, present))
        against = draw(st.integers(0, present - approve))
        people.append(person(name, f"{approve}-{against}-{present - approve - against}"))
    measures = draw(st.sampled_from([{}, {"win_base": "present"}, {"fewer_seats_consent": present}]))
    return {
        "pack": draw(st.sampled_from([NEW, OLD])),
        "election": "party",
        "round": draw(st.sampled_from(["first", "runoff", "rerun", "revote"])),
        "due": due,
        "present": present,
        "account": {"returned": present},
        "measures": measures,
        "contests": [{"post": "member", "seats": draw(st.integers(1, 3)), "candidates": people}],
    }


@given(meetings(), st.randoms())
def test_the_order_in_which_people_are_listed_changes_nothing(doc: dict[str, Any], dice: Any) -> None:
    contest = doc["contests"][0]
    shuffled = [{**contest, "candidates": dice.sample(contest["candidates"], len(contest["candidates"]))}]
    assert answer(doc)[0] == answer({**doc, "contests": shuffled})[0]


@given(meetings())
def test_one_more_approval_never_loses_a_person_the_seat(doc: dict[str, Any]) -> None:
    for winner in elected(decided(doc)):
        for one in doc["contests"][0]["candidates"]:
            if one["name"] == winner:
                one["approve"] += 1
                assert winner in elected(decided(doc))
                one["approve"] -= 1


@given(meetings())
def test_everybody_is_told_and_no_seat_is_filled_twice(doc: dict[str, Any]) -> None:
    found = decided(doc)
    told = sorted([*elected(found), *(one.name for one in found.not_elected)])
    assert told == sorted(one["name"] for one in doc["contests"][0]["candidates"])
    tied = sum(one.seats for one in found.next if one.kind == "revote")
    assert len(found.elected) + sum(one.seats for one in found.short) + tied == doc["contests"][0]["seats"]
    for lang in ("zh", "en"):
        json.dumps(answer(doc, lang)[0])
        assert all(finding.sentence(lang) for finding in found.findings)


# -- recommendation -----------------------------------------------------------------------------------------------


def recommended(**facts: Any) -> Any:
    asked = {"question": "party_recommendation", "pack": NEW, "by": "villagers", "took_part": 100}
    return questions.ask(asked | facts)[0]


def votes(**people: int) -> list[dict[str, Any]]:
    return [{"name": name, "votes": number} for name, number in people.items()]


def test_the_county_may_ask_for_more_confidence_than_half() -> None:
    assert recommended(people=votes(甲=66, 乙=67))["recommended"] == ["乙", "甲"]
    found = recommended(people=votes(甲=66, 乙=67), threshold=">=2/3")
    assert (found["recommended"], found["needs"]) == (["乙"], 67)
    assert found["findings"][0]["basis"] == ""


def test_everybody_or_nobody_may_have_the_villagers_confidence() -> None:
    assert recommended(people=votes(甲=51))["code"] == "PARTY_TRUSTED"
    assert recommended(people=votes(甲=50))["code"] == "PARTY_NOT_TRUSTED"


def test_members_recommend_those_with_most_votes_and_nobody_without_any() -> None:
    people = votes(甲=18, 乙=9, 丙=0)
    assert recommended(by="members", wanted=3, people=people)["recommended"] == ["甲", "乙"]
    assert recommended(by="members", wanted=1, people=votes(甲=0))["recommended"] == []


def test_whoever_is_equal_to_the_last_recommended_goes_on_too() -> None:
    found = recommended(by="members", wanted=1, people=votes(甲=9, 乙=9, 丙=3))
    assert found["recommended"] == ["乙", "甲"]
    assert "PARTY_RECOMMENDATION_TIED" in {one["reason"] for one in found["findings"]}


@pytest.mark.parametrize(("candidates", "code"), [(8, "PARTY_CANDIDATES_TOO_FEW"), (9, "PARTY_MARGIN_KEPT")])
def test_seven_seats_need_nine_candidates(candidates: int, code: str) -> None:
    found, _, _ = questions.ask({"question": "party_candidates", "pack": NEW, "seats": 7, "candidates": candidates})
    assert (found["code"], found["min_candidates"]) == (code, 9)


def test_nobody_has_more_recommendations_than_people_took_part() -> None:
    assert recommended(people=votes(甲=101))["code"] == "PARTY_RECOMMENDATIONS_EXCEED_VOTERS"


def test_the_day_alone_chooses_the_edition_of_a_question() -> None:
    found, _, _ = questions.ask({"question": "party_candidates", "polling_day": "2019-10-01", "seats": 7})
    assert (found["pack"], found["min_candidates"]) == (OLD, 9)


# -- what is refused ----------------------------------------------------------------------------------------------

WHOLE = case("due 20 · present 20 · returned 20 · member 1 · 甲 18-2-0 · 乙 2-18-0")


def candidate(**changes: Any) -> list[dict[str, Any]]:
    return [{"post": "member", "seats": 1, "candidates": [person("甲", "18-2-0") | changes]}]


REFUSED = [
    ({"registered": 20}, "不认识的键“registered”"),
    ({"pack": "CN@2026-01-01"}, "pack: 规则包 CN@2026-01-01 不是党组织选举的规定"),
    ({"pack": None}, "请给出 pack（规则包，如 PARTY@2020-07-13）或者 polling_day"),
    ({"division": "1408"}, "division: 应当是 12 位行政区划代码"),
    ({"due": None}, "缺少“due”"),
    ({"due": 0}, "due: 应当是不小于 1 的整数"),
    ({"present": None}, "缺少“present”"),
    ({"members": {"probationary": 1}}, "members: 缺少“total”"),
    ({"members": {"total": 3, "probationary": 3}}, "members: 没有应到会的人"),
    ({"members": {"total": 3, "excluded": [{"reason": "busy"}]}}, r"members.excluded\[0\].reason: 应当是 cannot"),
    ({"account": {"issued": 20}}, "account: 缺少“returned”"),
    ({"account": {"returned": 20, "invalid": 21}}, "account.invalid: 不能多于收回的选票"),
    ({"measures": {"win_base": "signed"}}, "measures.win_base: 应当是 present、due 之一"),
    ({"contests": []}, "contests: 至少应有一个职位"),
    ({"contests": candidate() + candidate()}, r"contests\[1\]: 职位“member”重复"),
    ({"contests": candidate(abstain=None)}, r"candidates\[0\]: 缺少“abstain”"),
    ({"contests": candidate(write_in=True)}, r"candidates\[0\].against: 另选他人，不能再给这个数"),
    ({"contests": [{"post": "chair", "seats": 1, "candidates": []}]}, r"contests\[0\].post: 应当是 secretary、"),
    ({"contests": [{"post": "member", "seats": 1, "candidates": [person("甲", "1-0-0")] * 2}]}, "“甲”重复"),
    ({"elected_before": [{"post": "member", "name": "甲"}] * 2}, r"elected_before\[1\]: “甲”重复"),
    ({"ballots": []}, r"candidates\[0\].approve: 已给出选票（ballots）"),
]


@pytest.mark.parametrize(("changes", "sentence"), REFUSED)
def test_what_breaks_the_contract_is_refused_by_name_and_place(changes: dict[str, Any], sentence: str) -> None:
    doc = {key: value for key, value in (WHOLE | changes).items() if value is not None}
    with pytest.raises(BadInput, match=sentence) as refused:
        meeting_from_json(doc)
    assert refused.value.text_en != refused.value.text


BAD_PAPERS = [
    (on_papers(marks(1, "甲", "甲")), r"against\[0\]: “甲”重复"),
    (on_papers(marks(1, "戊")), r"approve\[0\]: “戊”不是候选人"),
    (on_papers(marks(1, "甲", "乙", "丙")), r"write_in\[0\]: “丙”是候选人"),
    (on_papers({"count": 1, "marks": {"secretary": {}}}), "没有职位“secretary”"),
    (on_papers(marks(1, "甲"), account={"invalid": 1}), "account.invalid: 已给出选票"),
    (
        on_papers(marks(1, "甲"), contests=[{**PEOPLE[0], "candidates": [{"name": "甲", "write_in": True}]}]),
        r"candidates\[0\].write_in: 已给出选票，另选他人写在选票里",
    ),
]


@pytest.mark.parametrize(("doc", "sentence"), BAD_PAPERS)
def test_ballots_are_checked_as_strictly(doc: dict[str, Any], sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        meeting_from_json(doc)


BAD_QUESTIONS = [
    ({"by": "members", "people": votes(甲=1)}, "缺少“wanted”"),
    ({"by": "members", "wanted": 1, "people": votes(甲=1), "threshold": ">1/2"}, "threshold: 这个键不用于 members"),
    ({"people": votes(甲=1), "wanted": 1}, "wanted: 这个键不用于 villagers"),
    ({"people": []}, "people: 至少应有一人"),
    ({"people": votes(甲=1) * 2}, r"people\[1\]: “甲”重复"),
    ({"people": votes(甲=1), "threshold": "60%"}, "threshold: 应当是比例"),
    ({"people": votes(甲=1), "threshold": ">3/2"}, "threshold: 应当是比例"),
]


@pytest.mark.parametrize(("facts", "sentence"), BAD_QUESTIONS)
def test_questions_are_checked_as_strictly(facts: dict[str, Any], sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        recommended(**facts)


def test_the_rules_of_a_day_before_the_first_regulations_are_not_held() -> None:
    with pytest.raises(BadInput):
        party_rules(date(1989, 1, 1))
