"""Invented count sheets: whatever the dice say, they pass every check, and the law draws the story's conclusion."""

from __future__ import annotations

from random import Random

import pytest

from cunxuan.core import case
from cunxuan.core.count import Box, SheetContest, sheet_definition, sum_sheets
from cunxuan.core.count_checks import SheetContext, Status, check_sheet, still_needed
from cunxuan.demo.figures import Filled, Poll, filled_sheets
from cunxuan.demo.story import Falls
from cunxuan.demo.voting import OUTCOMES

CENTRE = (Box("b1", "固定票箱"), Box("b2", "流动票箱", True))
STATION = (Box("b1", "固定票箱"),)
WOMEN = frozenset({"段秀梅", "吴春梅"})
OTHERS = ("方大海", "丁有田", "安小河", "白玉山", "陈石头", "何长路", "任远山")
CONTESTS = {
    "three seats": (
        SheetContest("chair", 1, ("段玉成", "梁海生")),
        SheetContest("member", 2, ("段秀梅", "李保全", "贾永成")),
    ),
    "five seats": (
        SheetContest("chair", 1, ("段玉成", "梁海生")),
        SheetContest("vice_chair", 1, ("宁涛", "李文生")),
        SheetContest("member", 3, ("段秀梅", "李保全", "贾永成", "赵福生", "薛茂")),
    ),
    "fifteen candidates": (
        SheetContest("chair", 1, ("段玉成", "梁海生", "柴江")),
        SheetContest("vice_chair", 2, ("宁涛", "李文生", "郝明", "裴亮")),
        SheetContest("member", 4, ("段秀梅", "李保全", "贾永成", "赵福生", "薛茂", "吴壮", "管平", "杜深")),
    ),
}
RUNOFF = (SheetContest("member", 1, ("赵福生", "吴春梅")),)
FIRST = [falls for falls in Falls if falls is not Falls.BELOW_A_THIRD]


def poll(contests: tuple[SheetContest, ...], registered: tuple[int, ...], kind: str = "first") -> Poll:
    boxes = (CENTRE, *[STATION] * (len(registered) - 1))
    squares = tuple(sheet_definition(these, contests) for these in boxes)
    return Poll(registered, squares, WOMEN, OTHERS, kind=kind)


def outcome(held: Poll, filled: list[Filled]) -> str:
    """What the law makes of the sheets."""
    totals = sum_sheets(zip(held.squares, (sheet.values for sheet in filled), strict=True))
    contests = [
        {
            "post": votes.contest.post,
            "seats": votes.contest.seats,
            "candidates": [
                {"name": name, "votes": number, "sex": "F" if name in WOMEN else "M"}
                for name, number in (*votes.candidates, *votes.write_ins)
            ],
        }
        for votes in totals.posts
    ]
    asked = {
        "division": "360123101201",
        "polling_day": "2026-12-13",
        "election": "committee",
        "round": held.kind,
        "registered": sum(held.registered),
        "account": {"issued": totals["issued"], "returned": totals["returned"]},
        "measures": {"woman_seat": "first"},
        "contests": contests,
        "elected_before": ELECTED_BEFORE if held.kind == "runoff" else [],
    }
    answered, _, _ = case.answer(asked)
    return str(answered["outcome"])


ELECTED_BEFORE = [
    {"post": "chair", "name": "段玉成", "sex": "M"},
    {"post": "vice_chair", "name": "宁涛", "sex": "M"},
    {"post": "member", "name": "段秀梅", "sex": "F"},
]


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("ballot", CONTESTS)
@pytest.mark.parametrize("falls", FIRST)
def test_a_first_vote_comes_out_as_the_story_says(falls, ballot, seed):
    held = poll(CONTESTS[ballot], (620, 410))
    filled = filled_sheets(held, falls, Random(seed))
    assert outcome(held, filled) == OUTCOMES.get(falls, "decided")


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("falls", [Falls.WHOLE, Falls.BELOW_A_THIRD])
def test_a_runoff_comes_out_as_the_story_says(falls, seed):
    held = poll(RUNOFF, (620, 410), "runoff")
    assert outcome(held, filled_sheets(held, falls, Random(seed))) == OUTCOMES.get(falls, "decided")


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("registered", [(180,), (620, 410), (900, 700, 500, 300)])
@pytest.mark.parametrize("falls", FIRST)
def test_a_sheet_can_be_finished_with_the_words_beside_it(falls, registered, seed):
    held = poll(CONTESTS["five seats"], registered)
    for place, filled in enumerate(filled_sheets(held, falls, Random(seed))):
        context = SheetContext(roll_count=registered[place], whole_round=len(registered) == 1)
        said = check_sheet(held.squares[place], filled.values, context)
        assert not still_needed(said, filled.explanations), [one.text_zh for one in said if one.status is Status.STOPS]


def test_the_ballots_returned_can_be_given():
    held = poll(CONTESTS["five seats"], (700, 586))
    filled = filled_sheets(held, Falls.WHOLE, Random(1), returned=1043)
    assert sum(sheet.values["returned"] for sheet in filled) == 1043


def test_the_same_dice_fill_the_same_sheets():
    held = poll(CONTESTS["five seats"], (620, 410))
    assert filled_sheets(held, Falls.WHOLE, Random(5)) == filled_sheets(held, Falls.WHOLE, Random(5))
