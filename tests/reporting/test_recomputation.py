"""`cunxuan verify` asks every determination again: what was announced follows from the sheets and from the law."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import cast
from cunxuan.counting.models import CountEntry, CountSheet, Determination
from cunxuan.offices.models import Division
from cunxuan.records.verification import Break, Verification
from cunxuan.reporting.recomputation import recheck_determinations


def breaks() -> list[Break]:
    found = Verification()
    recheck_determinations(found)
    return found.breaks


@pytest.fixture
def result(shiqiao: Division) -> Determination:
    return cast.declared(shiqiao, "returned 100 · 主任另选:方大海 3", "returned 50", "returned 40")


def test_an_untouched_county_has_nothing_to_say(result: Determination, liushu: Division, taoyuan: Division) -> None:
    cast.declared(liushu, "returned 60 · issued 70")
    cast.at_stage(taoyuan, "polling")

    assert breaks() == []


def changed(row: Determination, **values: Any) -> None:
    """Behind the program's back."""
    Determination.objects.filter(pk=row.pk).update(**values)


def another_winner(row: Determination) -> dict[str, Any]:
    elected = [{**one, "name": "梁海生"} if one["post"] == "chair" else one for one in row.answer["elected"]]
    return {"answer": {**row.answer, "elected": elected}}


def more_took_part(row: Determination) -> dict[str, Any]:
    return {"participants": row.participants + 1 if row.participants else 1}


def more_votes_in_the_case(row: Determination) -> dict[str, Any]:
    chair, *others = row.case["contests"]
    first, *rest = chair["candidates"]
    people = [{**first, "votes": first["votes"] + 1}, *rest]
    return {"case": {**row.case, "contests": [{**chair, "candidates": people}, *others]}}


def other_figures(row: Determination) -> dict[str, Any]:
    return {"figures": {**row.figures, "valid": row.figures["valid"] + 1}}


def unknown_pack(row: Determination) -> dict[str, Any]:
    return {"case": {**row.case, "pack": "XX@1999-01-01"}}


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (another_winner, "再问一次，认定结果与所存的不同"),
        (more_took_part, "所存的结果与认定不符"),
        (more_votes_in_the_case, "所问的案例与计票单不符：contests"),
        (other_figures, "各计票单相加与所存的合计不同：valid"),
        (other_figures, "数据库对第一次录入的合计与所存的不同：valid"),
        (other_figures, "数据库对第二次录入的合计与所存的不同：valid"),
        (unknown_pack, "再问一次被拒绝"),
    ],
)
def test_a_change_behind_the_back_is_named_with_its_village(
    result: Determination, change: Callable[[Determination], dict[str, Any]], what: str
) -> None:
    changed(result, **change(result))

    found = breaks()

    assert any(what in one.what for one in found), found
    assert {one.village for one in found} == {cast.SHIQIAO}


@pytest.mark.parametrize(("ordinal", "whose"), [(1, "第一次录入"), (2, "第二次录入")])
def test_either_of_the_two_readings_is_added_by_the_database(result: Determination, ordinal: int, whose: str) -> None:
    entry = CountEntry.objects.filter(sheet__place__round=result.round, ordinal=ordinal).earliest("pk")
    entry.values["chair.c1"] += 1
    entry.save()

    assert any(f"{whose}的合计" in one.what and "chair.c1" in one.what for one in breaks())


def test_votes_that_were_written_in_are_added_too(result: Determination) -> None:
    entry = CountEntry.objects.filter(sheet__place__round=result.round, ordinal=2).earliest("pk")
    del entry.values["chair.write_in:方大海"]
    entry.save()

    assert any("方大海" in one.what for one in breaks())


def test_ballots_of_the_boxes_are_added_over_all_places(result: Determination) -> None:
    entry = CountEntry.objects.filter(sheet__place__round=result.round, ordinal=2).latest("pk")
    entry.values["box.b1"] += 5
    entry.save()

    assert [one.what.partition("：")[2] for one in breaks()] == ["数据库对第二次录入的合计与所存的不同：box.*"]


def test_a_sheet_that_is_no_longer_verified_is_named(result: Determination) -> None:
    CountSheet.objects.filter(place__round=result.round).update(state="returned")

    assert any("没有核对一致" in one.what for one in breaks())


def test_words_that_a_later_version_puts_better_change_no_result(result: Determination) -> None:
    findings = [{**one, "text": "换一种说法。", "confirmed": False} for one in result.answer["findings"]]
    changed(result, answer={**result.answer, "findings": findings})

    assert breaks() == []
