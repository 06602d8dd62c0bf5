"""宣布选举结果: the announcement and the report go out, numbered and frozen, and everybody can read the result."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from django.db.models import QuerySet
from django.test import Client

import cast
from cunxuan.core.errors import Refusal
from cunxuan.counting.models import Determination
from cunxuan.counting.papers import SIGNING_ROLES, Declaration
from cunxuan.counting.result_actions import declare_result
from cunxuan.offices.models import Account, Division
from cunxuan.records.actions import checkpoint_of
from cunxuan.records.models import IssuedPaper, TrailEntry
from cunxuan.records.verification import verify

SAID = Declaration(
    on=cast.POLLING_DAY,
    opened=time(8, 0),
    closed=time(15, 0),
    venue="村委会大院",
    signers={"监票人": ("方守正", "史大春")},
)
RUNOFF = "returned 100 · 段秀梅 80 · 李保全 60 · 贾永成 40 · 赵福生 30"


def of_the_result() -> QuerySet[IssuedPaper]:
    """The papers of the result; those of the audit and the list of villagers went out before."""
    return IssuedPaper.objects.filter(form_id__in=("A12", "F04"))


def papers() -> dict[str, IssuedPaper]:
    return {paper.form_id: paper for paper in of_the_result()}


def test_a_declared_result_sends_out_the_announcement_and_the_report(liushu: Division, ding: Account) -> None:
    found = declare_result(cast.determined(liushu), SAID, by=ding, at=cast.AT)
    assert found.declared_on == cast.POLLING_DAY
    assert {form: paper.number for form, paper in papers().items()} == {"A12": "第17号", "F04": "柳树选报〔2026〕1号"}
    assert {paper.subject for paper in papers().values()} == {found.semantic_id}


def test_a_paper_carries_the_end_of_the_trail_before_it(liushu: Division, ding: Account) -> None:
    found = cast.determined(liushu)
    before = checkpoint_of(cast.LIUSHU)
    declare_result(found, SAID, by=ding, at=cast.AT)
    assert {paper.checkpoint for paper in papers().values()} == {before}
    assert verify(before).ok


def test_the_step_is_done_on_the_day_of_the_first_valid_declaration(liushu: Division, ding: Account) -> None:
    found = declare_result(cast.determined(liushu), SAID, by=ding, at=cast.AT)
    assert found.round.election.done["result_announced"] == "2026-12-16"


def test_a_void_vote_is_announced_too_but_the_step_is_not_done(liushu: Division, ding: Account) -> None:
    found = declare_result(cast.determined(liushu, "issued 65 · returned 60"), SAID, by=ding, at=cast.AT)
    assert set(papers()) == {"A12", "F04"}
    assert "result_announced" not in found.round.election.done


def test_the_act_is_one_entry_that_covers_the_papers(liushu: Division, ding: Account) -> None:
    declare_result(cast.determined(liushu), SAID, by=ding, at=cast.AT)
    entry = TrailEntry.objects.filter(scope=cast.LIUSHU).latest("seq")
    assert (entry.act, entry.by) == ("result_declared", "ding")
    rows = json.loads(entry.body)["rows"]
    assert {f"records_issuedpaper {paper.pk}" for paper in papers().values()} <= set(rows)
    assert verify().ok


def test_a_result_is_declared_once(liushu: Division, ding: Account) -> None:
    stale = Determination.objects.get(pk=cast.determined(liushu).pk)
    declare_result(Determination.objects.get(), SAID, by=ding, at=cast.AT)
    with pytest.raises(Refusal) as refusal:
        declare_result(stale, SAID, by=ding, at=cast.AT)
    assert refusal.value.code == "ALREADY_DECLARED"
    assert of_the_result().count() == 2


def test_it_is_not_declared_before_the_poll(liushu: Division, ding: Account) -> None:
    with pytest.raises(Refusal) as refusal:
        declare_result(cast.determined(liushu), replace(SAID, on=date(2026, 12, 15)), by=ding, at=cast.AT)
    assert refusal.value.code == "DECLARED_BEFORE_POLL"
    assert not of_the_result().exists()


def test_figures_that_cannot_be_are_not_declared(liushu: Division, ding: Account) -> None:
    found = cast.determined(liushu)
    wrong = {"severity": "block", "text": "主任：段玉成 得 101 票，多于收回选票 100 张，计票有误。"}
    Determination.objects.update(answer={**found.answer, "findings": [wrong]})
    with pytest.raises(Refusal) as refusal:
        declare_result(Determination.objects.get(), SAID, by=ding, at=cast.AT)
    assert (refusal.value.code, refusal.value.text) == ("LAW_FORBIDS_DECLARING", wrong["text"])


def test_the_day_of_the_runoff_is_announced_with_the_result(liushu: Division, ding: Account) -> None:
    found = cast.determined(liushu, RUNOFF)
    declare_result(found, replace(SAID, next_on=date(2026, 12, 20)), by=ding, at=cast.AT)
    notice = json.loads(papers()["A12"].context)
    assert notice["headline"] == "2026年12月16日第一次投票有效。选出4人，委员还缺1名，12月20日另行选举。"
    assert [step["on"] for step in notice["next"]] == ["2026-12-20"]


def test_the_day_of_the_next_vote_is_not_before_this_one(liushu: Division, ding: Account) -> None:
    found = cast.determined(liushu, RUNOFF)
    with pytest.raises(Refusal) as refusal:
        declare_result(found, replace(SAID, next_on=date(2026, 12, 15)), by=ding, at=cast.AT)
    assert refusal.value.code == "NEXT_POLL_TOO_EARLY"


# -- the page ------------------------------------------------------------------------------------------------------

TYPED: dict[str, Any] = {
    "on": "2026-12-16",
    "opened": "08:00",
    "closed": "15:00",
    "venue": "村委会大院",
    "总监票人": "陈守正",
    "监票人": "方守正、史大春",
    "唱票人": "姚桂花",
    "计票人": "安小梅 白云",
    "选举委员会主任": "丁大山",
    "remarks": "",
}


def test_the_form_knows_the_day_the_place_and_when_the_boxes_were_closed(
    liushu: Division, ding: Account, signed_in: Callable[..., Client]
) -> None:
    found = cast.determined(liushu)
    page = signed_in(ding).get(f"/r/{found.semantic_id}/declare").content.decode()
    for value in ("2026-12-16", "中心会场", "17:00"):
        assert f'value="{value}"' in page
    assert "宣布柳树村选举结果" in page


def test_it_asks_once_with_the_keyboard_on_the_harmless_choice(
    liushu: Division, ding: Account, signed_in: Callable[..., Client]
) -> None:
    found = cast.determined(liushu)
    page = signed_in(ding).post(f"/r/{found.semantic_id}/declare", TYPED).content.decode()
    assert 'name="sure" value="no" autofocus>先不宣布</button>' in page
    assert "方守正、史大春" in page
    assert "第17号" in page
    assert not of_the_result().exists()


def test_the_harmless_choice_goes_back_with_everything_that_was_typed(
    liushu: Division, ding: Account, signed_in: Callable[..., Client]
) -> None:
    found = cast.determined(liushu)
    page = signed_in(ding).post(f"/r/{found.semantic_id}/declare", {**TYPED, "sure": "no"}).content.decode()
    assert 'value="方守正、史大春"' in page
    assert not of_the_result().exists()


def test_without_names_the_page_says_before_it_is_declared_that_the_report_will_have_none(
    liushu: Division, ding: Account, signed_in: Callable[..., Client]
) -> None:
    found = cast.determined(liushu)
    unsigned = {key: value for key, value in TYPED.items() if key not in SIGNING_ROLES}
    page = signed_in(ding).post(f"/r/{found.semantic_id}/declare", unsigned).content.decode()
    assert "没有填，报告单上的签名栏空着。" in page


def test_asked_and_answered_it_is_declared(liushu: Division, ding: Account, signed_in: Callable[..., Client]) -> None:
    found = cast.determined(liushu)
    answer = signed_in(ding).post(f"/r/{found.semantic_id}/declare", {**TYPED, "sure": "yes"}, follow=True)
    assert answer.redirect_chain == [(f"/r/{found.semantic_id}", 302)]
    assert "已宣布" in answer.content.decode()
    report = json.loads(papers()["F04"].context)
    assert {one["role"]: one["names"] for one in report["signers"]} == {
        "总监票人": ["陈守正"],
        "监票人": ["方守正", "史大春"],
        "唱票人": ["姚桂花"],
        "计票人": ["安小梅", "白云"],
        "选举委员会主任": ["丁大山"],
    }
    assert json.loads(papers()["A12"].context)["report_signers"] == 7


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"on": "2026-12-17"}, "还没有到"),
        ({"on": "2026-12-15"}, "宣布日期早于投票日"),
        ({"closed": "07:00"}, "投票结束应在开始之后。"),
        ({"venue": ""}, "请填投票的会场。"),
        ({"next_on": "2026-12-15"}, "最早可以定在 2026 年 12 月 16 日。"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(
    wrong: dict[str, str], sentence: str, liushu: Division, ding: Account, signed_in: Callable[..., Client]
) -> None:
    found = cast.determined(liushu, RUNOFF)
    answer = signed_in(ding).post(f"/r/{found.semantic_id}/declare", {**TYPED, **wrong, "sure": "yes"})
    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    assert not of_the_result().exists()


def test_an_id_number_among_the_remarks_is_refused(
    liushu: Division, ding: Account, signed_in: Callable[..., Client]
) -> None:
    found = cast.determined(liushu)
    number = "13012319900101" + "0014"  # no number of anybody
    answer = signed_in(ding).post(f"/r/{found.semantic_id}/declare", {**TYPED, "remarks": number, "sure": "yes"})
    assert answer.status_code == 400
    assert "这里不写身份证号，请删去。" in answer.content.decode()
    assert not of_the_result().exists()


def test_without_a_next_vote_the_form_does_not_ask_for_its_day(
    liushu: Division, ding: Account, signed_in: Callable[..., Client]
) -> None:
    found = cast.determined(liushu)
    assert "下一次投票日" not in signed_in(ding).get(f"/r/{found.semantic_id}/declare").content.decode()


def test_a_declared_result_cannot_be_declared_from_an_old_page(
    liushu: Division, ding: Account, signed_in: Callable[..., Client]
) -> None:
    found = cast.declared(liushu)
    answer = signed_in(ding).post(f"/r/{found.semantic_id}/declare", {**TYPED, "sure": "yes"})
    assert answer.status_code == 302
    assert of_the_result().count() == 2


def test_a_clerk_and_another_township_do_not_declare(
    bozhuang: Division, liushu: Division, an: Account, chen: Account, signed_in: Callable[..., Client]
) -> None:
    own, other = cast.determined(liushu), cast.determined(bozhuang)
    assert signed_in(an).post(f"/r/{own.semantic_id}/declare", TYPED).status_code == 403
    assert signed_in(chen).post(f"/r/{other.semantic_id}/declare", TYPED).status_code == 404
