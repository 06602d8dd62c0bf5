"""认定: asking the law who is elected, once every place's sheet is verified and its paper photographed."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from django.test import Client

import cast
from cunxuan.core.errors import Refusal
from cunxuan.counting.models import CountSheet, Determination
from cunxuan.counting.result_actions import determine_result
from cunxuan.offices.models import Account, Division
from cunxuan.records.models import Attachment, TrailEntry
from cunxuan.records.verification import verify


def test_a_result_is_determined_from_the_verified_sheet(liushu: Division, chen: Account) -> None:
    this = cast.counted(liushu, "returned 100 · 段玉成 70 · 段秀梅 80 · 李保全 60 · 贾永成 40 · 赵福生 30")
    found = determine_result(this, by=chen, at=cast.AT)
    assert (found.outcome, found.pack, found.participants) == ("runoff", "CN@2026-01-01", 100)
    assert [one["name"] for one in found.answer["elected"]] == ["段玉成", "宁涛", "段秀梅", "李保全"]
    assert (found.elected, found.short, found.determined_by) == (4, 1, chen)
    assert found.declared_on is None


def test_the_figures_of_all_places_are_added(shiqiao: Division, chen: Account) -> None:
    this = cast.counted(shiqiao, "returned 100 · 段玉成 60", "returned 40 · 段玉成 10", "returned 50 · 段玉成 30")
    found = determine_result(this, by=chen, at=cast.AT)
    assert found.participants == 190
    assert found.figures["chair.c1"] == 100
    assert found.case["contests"][0]["candidates"][0] == {"name": "段玉成", "votes": 100, "sex": "M"}


def test_the_case_that_was_asked_can_be_asked_again_by_anyone(liushu: Division) -> None:
    found = cast.determined(liushu)
    assert found.case["pack"] == "CN@2026-01-01"
    assert found.case["division"] == cast.LIUSHU
    assert json.dumps(found.case)


def test_whoever_was_written_in_is_asked_about_too(liushu: Division) -> None:
    found = cast.determined(liushu, "returned 100 · 主任另选:方大海 60 · 段玉成 30 · 梁海生 10")
    assert {"name": "方大海", "votes": 60, "write_in": True} in found.case["contests"][0]["candidates"]
    assert found.answer["elected"][0]["name"] == "方大海"


def test_the_act_leaves_one_entry_in_the_trail_and_the_row_is_protected(liushu: Division) -> None:
    found = cast.determined(liushu)
    (entry,) = TrailEntry.objects.filter(act="result_determined")
    body = json.loads(entry.body)
    assert (entry.by, list(body["rows"])) == ("chen", [f"counting_determination {found.pk}"])
    assert body["facts"]["outcome"] == "decided"
    assert verify().ok


@pytest.mark.parametrize("state", ["empty", "differs", "returned"])
def test_a_place_whose_sheet_is_not_verified_stops_the_determination(
    state: str, shiqiao: Division, chen: Account
) -> None:
    this = cast.counted(shiqiao)
    CountSheet.objects.filter(place__name="东庄投票站").update(state=state)
    with pytest.raises(Refusal) as refusal:
        determine_result(this, by=chen, at=cast.AT)
    assert refusal.value.code == "SHEETS_NOT_VERIFIED"
    assert "东庄投票站" in refusal.value.text


def test_a_paper_that_nobody_photographed_stops_it(liushu: Division, chen: Account) -> None:
    this = cast.counted(liushu)
    Attachment.objects.all()._raw_delete("default")
    with pytest.raises(Refusal) as refusal:
        determine_result(this, by=chen, at=cast.AT)
    assert refusal.value.code == "NO_PHOTOGRAPH"
    assert not Determination.objects.exists()


def test_a_vote_is_determined_once(liushu: Division, chen: Account) -> None:
    found = cast.determined(liushu)
    with pytest.raises(Refusal) as refusal:
        determine_result(found.round, by=chen, at=cast.AT)
    assert refusal.value.code == "ALREADY_DETERMINED"


def test_too_few_took_part_is_a_result_as_well(liushu: Division) -> None:
    found = cast.determined(liushu, "issued 65 · returned 60")
    assert found.outcome == "rerun"
    assert found.is_void
    assert found.elected == 0
    assert found.short == 5


# -- the page ------------------------------------------------------------------------------------------------------


def test_the_button_determines_and_leads_to_the_result(
    liushu: Division, ding: Account, signed_in: Callable[..., Client]
) -> None:
    this = cast.counted(liushu)
    answer = signed_in(ding).post(f"/r/{this.semantic_id}/determine", follow=True)
    assert answer.redirect_chain == [(f"/r/{this.semantic_id}", 302)]
    assert "还没有宣布" in answer.content.decode()
    assert Determination.objects.get().determined_by == ding


def test_before_it_can_be_done_the_page_says_what_is_missing(
    shiqiao: Division, chen: Account, signed_in: Callable[..., Client]
) -> None:
    cast.at_stage(shiqiao, "polling")
    this = cast.latest_round(shiqiao)
    page = signed_in(chen).get(f"/r/{this.semantic_id}").content.decode()
    assert "还有计票单没有核对一致：中心会场、东庄投票站、西庄投票站。" in page
    assert "disabled>认定结果</button>" in page


def test_pressed_all_the_same_it_is_refused_in_a_sentence(
    liushu: Division, chen: Account, signed_in: Callable[..., Client]
) -> None:
    cast.at_stage(liushu, "polling")
    this = cast.latest_round(liushu)
    answer = signed_in(chen).post(f"/r/{this.semantic_id}/determine")
    assert answer.status_code == 409
    assert "还有计票单没有核对一致" in answer.content.decode()


def test_a_clerk_does_not_determine(liushu: Division, an: Account, signed_in: Callable[..., Client]) -> None:
    this = cast.counted(liushu)
    browser = signed_in(an)
    assert browser.post(f"/r/{this.semantic_id}/determine").status_code == 403
    assert "认定结果</button>" not in browser.get(f"/r/{this.semantic_id}").content.decode()


def test_for_another_township_the_vote_does_not_exist(
    bozhuang: Division, chen: Account, signed_in: Callable[..., Client]
) -> None:
    this = cast.counted(bozhuang)
    browser = signed_in(chen)
    assert browser.get(f"/r/{this.semantic_id}").status_code == 404
    assert browser.post(f"/r/{this.semantic_id}/determine").status_code == 404
