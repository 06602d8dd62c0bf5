"""A context says exactly what its form prints; anything else is refused by name."""

from __future__ import annotations

from typing import Any

import pytest

from cunxuan.rendering import catalogue, contexts
from cunxuan.rendering.faults import RenderingFault
from rendering.reading import sample

FORM_IDS = [form.id for form in catalogue.FORMS]


def refusal(form_id: str, context: dict[str, Any]) -> str:
    with pytest.raises(RenderingFault) as refused:
        catalogue.render(form_id, context, "pdf")
    assert refused.value.code == "PAPER_CONTEXT"
    return refused.value.text


@pytest.mark.parametrize("form_id", FORM_IDS)
def test_a_context_survives_being_written_and_read(form_id: str) -> None:
    form = catalogue.form(form_id)
    first = contexts.read(form.context, form.sample(), form_id)
    assert contexts.read(form.context, contexts.plain(first), form_id) == first


@pytest.mark.parametrize("form_id", FORM_IDS)
def test_an_unknown_key_is_refused_by_name(form_id: str) -> None:
    assert refusal(form_id, sample(form_id, weather="晴")) == f"{form_id}.weather：没有这一项。"


def test_an_unknown_key_deep_inside_is_refused_with_its_place() -> None:
    notice = sample("A12")
    notice["contests"][0]["candidates"][1]["vots"] = 3
    assert refusal("A12", notice) == "A12.contests[0].candidates[1].vots：没有这一项。"


def test_a_missing_key_is_refused_by_name() -> None:
    notice = sample("A12")
    del notice["account"]["issued"]
    assert refusal("A12", notice) == "A12.account.issued：缺这一项。"


def test_the_keys_of_head_and_foot_are_asked_for_too() -> None:
    notice = sample("A12")
    del notice["county"]
    assert refusal("A12", notice) == "A12.county：缺这一项。"


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("term_no", "13", "A12.term_no：应为整数。"),
        ("term_no", True, "A12.term_no：应为整数。"),
        ("term_no", -1, "A12.term_no：不能小于零。"),
        ("polled_on", "12月13日", "A12.polled_on：应为日期，如 2026-12-13。"),
        ("figures_at", "2026-12-13T19:20:00", "A12.figures_at：应为时刻，如 2026-12-13T17:20:00+08:00。"),
        ("round", "third", "A12.round：只能是 first、runoff、rerun、revote。"),
        ("contests", "无", "A12.contests：应为列表。"),
        ("registered", 1286, "A12.registered：应为一组有名称的值。"),
        ("headline", "11010519491231002X 当选。", "A12.headline：身份证号不上纸面。"),
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(key: str, value: Any, sentence: str) -> None:
    assert refusal("A12", sample("A12", **{key: value})) == sentence


def test_ballots_that_do_not_add_up_are_not_announced() -> None:
    notice = sample("A12")
    notice["account"]["valid"] = 1030
    assert refusal("A12", notice) == "A12.account：有效票加无效票是 1042，收回票是 1043。"


def test_more_elected_than_seats_is_not_announced() -> None:
    notice = sample("A12")
    notice["contests"][0]["candidates"][1]["outcome"] = "elected"
    assert refusal("A12", notice) == "A12.contests[0]：主任应选 1 名，当选的有 2 人。"


def test_boxes_that_do_not_add_up_are_not_reported() -> None:
    report = sample("F04")
    report["boxes"][1]["returned"] = 86
    assert refusal("F04", report) == "F04.boxes：各票箱合计 1061，收回票是 1043。"


def test_a_total_that_is_not_the_sum_of_its_votes_is_not_reported() -> None:
    report = sample("F04")
    report["contests"][0]["candidates"][0]["total"] = 700
    assert refusal("F04", report) == "F04.contests[0]：段文博：701 加 0 不等于合计 700。"


def test_a_count_sheet_numbers_its_fields_without_a_gap() -> None:
    sheet = sample("count_sheet")
    sheet["sections"][0]["fields"][3]["number"] = 14
    assert refusal("count_sheet", sheet) == "count_sheet.sections：栏号应从 1 起依次排列。"


def test_a_superseded_paper_names_the_one_that_corrects_it() -> None:
    assert refusal("A12", sample("A12", status="superseded")) == "A12.superseded_by：已被更正的，要写明被哪一号更正。"
