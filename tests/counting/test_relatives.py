"""近亲属回避: it is stated who are relatives before a result is determined, and no two of them are declared elected."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from test_declaration import SAID

import cast
from cunxuan.candidates.kin_actions import Tie, last_statement, record_decision, state_relatives
from cunxuan.candidates.models import KinStatement
from cunxuan.core.errors import Refusal
from cunxuan.counting.models import Determination
from cunxuan.counting.relatives_queries import people_to_state
from cunxuan.counting.result_actions import declare_result, determine_result, open_next_round
from cunxuan.elections.models import Election, RoundKind
from cunxuan.offices.models import Account, Division
from cunxuan.records.models import TrailEntry
from cunxuan.records.verification import verify
from cunxuan.reporting.recomputation import recheck_determinations

BROTHERS = Tie("段玉成", "贾永成", "sibling")
#: Both have enough votes, 段玉成 for chair and 贾永成 as a member; nobody else of the members is next.
BOTH = "returned 100 · 段玉成 70 · 段秀梅 80 · 李保全 70 · 贾永成 60 · 赵福生 20"
EQUAL = "returned 100 · 段玉成 70 · 段秀梅 80 · 李保全 60 · 贾永成 60 · 赵福生 20"
LATER = cast.AT + timedelta(hours=1)


def related(village: Division, *ties: Tie, **measures: str) -> Election:
    """The village's election with its sheets printed, and who are relatives in it."""
    election = cast.at_stage(village, "ballots_ready")
    election.measures.update(measures)
    Election.objects.filter(pk=election.pk).update(measures=election.measures)
    state_relatives(election, ties, names=people_to_state(election), on=cast.POLLING_DAY, by="ding", at=cast.AT)
    return election


def reasons(found: Determination) -> dict[str, str]:
    answer = found.answer
    return {one["name"]: one["reason"] for one in (*answer["elected"], *answer["not_elected"])}


# -- what is stated ------------------------------------------------------------------------------------------------


def test_nobody_being_related_is_a_statement_too(liushu: Division) -> None:
    cast.at_stage(liushu, "candidates_published")
    stated = KinStatement.objects.get()
    assert (stated.version, stated.ties, len(stated.names)) == (1, [], 8)


def test_a_statement_is_one_entry_of_the_trail_and_its_row_is_protected(liushu: Division) -> None:
    related(liushu, BROTHERS)
    entry = TrailEntry.objects.filter(act="relatives_stated").latest("pk")
    body = json.loads(entry.body)
    assert body["facts"]["ties"] == [{"a": "段玉成", "b": "贾永成", "relation": "sibling"}]
    assert list(body["rows"]) == [f"candidates_kinstatement {KinStatement.objects.latest('pk').pk}"]
    assert verify().ok


@pytest.mark.parametrize(
    ("ties", "sentence"),
    [
        ([Tie("段玉成", "方大海", "sibling")], "名单里没有“方大海”"),
        ([Tie("段玉成", "段玉成", "sibling")], "不能是自己的亲属"),
        ([BROTHERS, Tie("贾永成", "段玉成", "sibling")], "写了两次"),
        ([Tie("段玉成", "贾永成", "cousin")], "没有“cousin”这种亲属关系"),
    ],
)
def test_what_cannot_be_is_not_stated(ties: list[Tie], sentence: str, liushu: Division) -> None:
    with pytest.raises(Refusal) as refusal:
        related(liushu, *ties)
    assert sentence in refusal.value.text


# -- the determination ---------------------------------------------------------------------------------------------


def test_before_it_is_stated_nothing_is_determined(liushu: Division, chen: Account) -> None:
    this = cast.counted(liushu)
    KinStatement.objects.all()._raw_delete("default")
    with pytest.raises(Refusal) as refusal:
        determine_result(this, by=chen, at=cast.AT)
    assert refusal.value.code == "RELATIVES_NOT_STATED"


def test_of_whoever_was_written_in_with_enough_votes_it_has_to_be_stated_as_well(
    liushu: Division, chen: Account
) -> None:
    this = cast.counted(liushu, "returned 100 · 主任另选:方大海 60 · 段玉成 30 · 梁海生 10 · 副主任另选:史大春 5")
    with pytest.raises(Refusal) as refusal:
        determine_result(this, by=chen, at=cast.AT)
    assert refusal.value.text == "还没有写明谁和谁有近亲属关系：方大海。"


def test_a_void_vote_asks_nothing_of_relatives(liushu: Division, chen: Account) -> None:
    this = cast.counted(liushu, "issued 65 · returned 60")
    KinStatement.objects.all()._raw_delete("default")
    assert determine_result(this, by=chen, at=cast.AT).outcome == "rerun"


def test_of_two_brothers_the_one_with_the_higher_post_is_elected_and_a_runoff_fills_the_seat(liushu: Division) -> None:
    related(liushu, BROTHERS, committee_kin_keeps="post_votes_revote")
    found = cast.determined(liushu, BOTH)
    assert reasons(found)["贾永成"] == "KIN_OF_ELECTED"
    assert "贾永成" not in [one["name"] for one in found.answer["elected"]]
    assert (found.outcome, found.next_ballots[0]["candidates"]) == ("runoff", ["赵福生"])


def test_where_nothing_says_who_stays_the_two_are_not_declared(liushu: Division, chen: Account) -> None:
    related(liushu, BROTHERS)
    found = cast.determined(liushu, BOTH)
    with pytest.raises(Refusal) as refusal:
        declare_result(found, SAID, by=chen, at=cast.AT)
    assert "都没有规定留谁" in refusal.value.text


def test_once_a_meeting_settles_how_it_is_determined_again_and_declared(liushu: Division, chen: Account) -> None:
    election = related(liushu, BROTHERS)
    first = cast.determined(liushu, BOTH)
    decide(election, keeps="post_votes")
    with pytest.raises(Refusal) as refusal:
        declare_result(first, SAID, by=chen, at=LATER)
    assert refusal.value.code == "RELATIVES_CHANGED"
    again = determine_result(first.round, by=chen, at=LATER)
    assert (again.version, reasons(again)["贾永成"]) == (2, "KIN_OF_ELECTED")
    assert declare_result(again, SAID, by=chen, at=LATER).declared_on == cast.POLLING_DAY
    assert everything_follows()


def test_between_equals_the_meeting_says_who_stays(liushu: Division, chen: Account) -> None:
    two = Tie("李保全", "贾永成", "sibling")
    election = related(liushu, two, committee_kin_keeps="post_votes_meeting")
    first = cast.determined(liushu, EQUAL)
    assert reasons(first)["李保全"] == reasons(first)["贾永成"] == "KIN_MEETING_DECIDES"
    decide(election, stays="贾永成", among=("李保全", "贾永成"))
    again = determine_result(first.round, by=chen, at=LATER)
    assert "贾永成" in [one["name"] for one in again.answer["elected"]]
    assert reasons(again)["李保全"] == "KIN_OF_ELECTED"
    assert everything_follows()


def decide(election: Election, **what: Any) -> None:
    record_decision(
        election, **what, on=cast.POLLING_DAY, evidence="村民会议，到会 80 人，记录存村委会", by="ding", at=LATER
    )


def test_what_a_meeting_decided_stays_when_relatives_are_stated_again(liushu: Division) -> None:
    two = Tie("李保全", "贾永成", "sibling")
    election = related(liushu, two)
    decide(election, stays="贾永成", among=("李保全", "贾永成"))
    state_relatives(election, [two], names=people_to_state(election), on=cast.POLLING_DAY, by="ding", at=LATER)
    stated = last_statement(election)
    assert stated is not None
    assert (stated.ties[0]["stays"], stated.evidence) == ("贾永成", "村民会议，到会 80 人，记录存村委会")


def test_nothing_is_decided_between_people_of_whom_nothing_is_stated(liushu: Division) -> None:
    cast.at_stage(liushu, "method_adopted")
    with pytest.raises(Refusal) as refusal:
        decide(liushu.elections.get(), stays="贾永成", among=("李保全", "贾永成"))
    assert refusal.value.code == "NOTHING_TO_DECIDE"


def test_a_result_that_nobody_may_declare_any_more_is_not_determined_again(liushu: Division, chen: Account) -> None:
    found = cast.declared(liushu)
    state_relatives(
        found.round.election,
        [BROTHERS],
        names=people_to_state(found.round.election),
        on=cast.POLLING_DAY,
        by="ding",
        at=LATER,
    )
    with pytest.raises(Refusal) as refusal:
        determine_result(found.round, by=chen, at=LATER)
    assert refusal.value.code == "ALREADY_DETERMINED"
    assert everything_follows()


def test_the_brother_of_somebody_elected_does_not_stand_in_the_runoff(liushu: Division, ren: Account) -> None:
    related(liushu, BROTHERS, committee_kin_keeps="post_votes_revote")
    found = declare_result(cast.determined(liushu, BOTH), SAID, by=ren, at=cast.AT)
    this = open_next_round(
        found, kind=RoundKind.RUNOFF, polling_on=date(2026, 12, 20), by=ren, at=cast.AT + timedelta(days=1)
    )
    held = cast.held(this, "returned 90 · 赵福生 60")
    assert [one["name"] for one in held.answer["elected"]] == ["赵福生"]
    assert everything_follows()


def test_a_tie_that_is_taken_out_of_a_stored_case_is_found(liushu: Division) -> None:
    related(liushu, BROTHERS, committee_kin_keeps="post_votes_revote")
    found = cast.determined(liushu, BOTH)
    Determination.objects.update(case={key: said for key, said in found.case.items() if key != "kin"})
    checked = verify()
    recheck_determinations(checked)
    assert any("kin" in broken.what for broken in checked.breaks)


def everything_follows() -> bool:
    checked = verify()
    recheck_determinations(checked)
    return checked.ok


# -- the pages -----------------------------------------------------------------------------------------------------

PAGE = f"/v/{cast.LIUSHU}/candidates/relatives"
TIE = {"said": "some", "on": "2026-12-16", "lines": "3", "a1": "段玉成", "relation1": "sibling", "b1": "贾永成"}


def test_the_page_asks_of_everybody_who_stands(
    liushu: Division, ding: Account, signed_in: Callable[..., Client]
) -> None:
    cast.at_stage(liushu, "candidates_published")
    page = signed_in(ding).get(PAGE).content.decode()
    assert "段玉成、梁海生、宁涛、李文生、段秀梅、李保全、贾永成、赵福生" in page
    assert "第八条" in page


def test_it_does_not_exist_before_there_are_candidates(
    liushu: Division, ding: Account, signed_in: Callable[..., Client]
) -> None:
    cast.at_stage(liushu, "roll_frozen")
    assert signed_in(ding).get(PAGE).status_code == 404


def test_two_brothers_are_stated_on_the_page(liushu: Division, ding: Account, signed_in: Callable[..., Client]) -> None:
    cast.at_stage(liushu, "candidates_published")
    answer = signed_in(ding).post(PAGE, TIE)
    assert (answer.status_code, answer.url) == (302, f"/v/{cast.LIUSHU}")
    assert KinStatement.objects.latest("version").ties == [{"a": "段玉成", "b": "贾永成", "relation": "sibling"}]


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"said": ""}, "请选一项：没有的也要写明没有。"),
        ({"said": "none"}, "选了“没有近亲属关系”，下面又写了人。"),
        ({"a1": "", "relation1": "", "b1": ""}, "请在下面写明谁和谁是什么关系。"),
        ({"relation1": ""}, "请选两个人和他们的关系"),
        ({"b1": "段玉成"}, "“段玉成”不能是自己的亲属。"),
        ({"a2": "贾永成", "relation2": "sibling", "b2": "段玉成"}, "贾永成、段玉成写了两次。"),
        ({"on": "2026-12-17"}, "还没有到"),
    ],
)
def test_what_cannot_be_is_said_beside_its_line(
    wrong: dict[str, str], sentence: str, liushu: Division, ding: Account, signed_in: Callable[..., Client]
) -> None:
    cast.at_stage(liushu, "candidates_published")
    answer = signed_in(ding).post(PAGE, {**TIE, **wrong})
    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    assert KinStatement.objects.count() == 1


def test_another_line_keeps_what_was_chosen(liushu: Division, ding: Account, signed_in: Callable[..., Client]) -> None:
    cast.at_stage(liushu, "candidates_published")
    page = signed_in(ding).post(PAGE, {**TIE, "more": "1"}).content.decode()
    assert '<option value="贾永成" selected>' in page
    assert 'name="a4"' in page


def test_on_the_way_to_a_result_the_page_leads_to_the_statement(
    liushu: Division, ding: Account, signed_in: Callable[..., Client]
) -> None:
    this = cast.counted(liushu, "returned 100 · 主任另选:方大海 60 · 段玉成 30 · 梁海生 10")
    browser = signed_in(ding)
    page = browser.get(f"/r/{this.semantic_id}").content.decode()
    assert "还没有写明谁和谁有近亲属关系：方大海。" in page
    assert f'href="{PAGE}">写明近亲属关系</a>' in page
    assert "上次写明时没有问到：方大海。" in browser.get(PAGE).content.decode()
    answer = browser.post(PAGE, {"said": "none", "on": "2026-12-16", "lines": "1"})
    assert answer.url == f"/r/{this.semantic_id}"
    assert "认定结果</button>" in browser.get(answer.url).content.decode()


def test_the_result_says_who_stays_and_why(liushu: Division, ding: Account, signed_in: Callable[..., Client]) -> None:
    related(liushu, BROTHERS, committee_kin_keeps="post_votes_revote")
    found = cast.determined(liushu, BOTH)
    page = signed_in(ding).get(f"/r/{found.semantic_id}").content.decode()
    assert "贾永成 得票够当选委员，但与职务较高或者得票较多的当选人 段玉成 有应当回避的亲属关系" in page
    assert "本村选举办法" in page


def test_a_meetings_decision_is_recorded_with_its_evidence_and_the_result_determined_again(
    liushu: Division, ding: Account, signed_in: Callable[..., Client]
) -> None:
    related(liushu, BROTHERS)
    result = f"/r/{cast.determined(liushu, BOTH).semantic_id}"
    browser = signed_in(ding)
    assert f'href="{result}/relatives">记录会议决定</a>' in browser.get(result).content.decode()
    assert "留职务高的" in browser.get(f"{result}/relatives").content.decode()
    said = {"decided": "post_votes", "on": "2026-12-16", "evidence": "村民会议，到会 80 人"}
    assert browser.post(f"{result}/relatives", {**said, "evidence": ""}).status_code == 400
    assert browser.post(f"{result}/relatives", {**said, "on": "2026-12-17"}).status_code == 400
    assert browser.post(f"{result}/relatives", said).url == result
    assert "重新认定结果</button>" in browser.get(result).content.decode()
    assert browser.get(f"{result}/declare").url == result
    browser.post(f"{result}/determine")
    page = browser.get(result).content.decode()
    assert "宣布结果</a>" in page
    assert browser.get(f"{result}/relatives").url == result


def test_between_equals_the_page_asks_whom_the_meeting_lets_stay(
    liushu: Division, ding: Account, signed_in: Callable[..., Client]
) -> None:
    related(liushu, Tie("李保全", "贾永成", "sibling"), committee_kin_keeps="post_votes_meeting")
    result = f"/r/{cast.determined(liushu, EQUAL).semantic_id}"
    said = {"decided": "贾永成", "on": "2026-12-16", "evidence": "村民会议，到会 80 人"}
    browser = signed_in(ding)
    assert "贾永成 留任" in browser.get(f"{result}/relatives").content.decode()
    assert browser.post(f"{result}/relatives", said).url == result
    assert "会议决定 贾永成 留任" in browser.get(PAGE).content.decode()
