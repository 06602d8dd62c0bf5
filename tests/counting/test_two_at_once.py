"""Two clerks begin the same entry at the same moment: one has it, the other is told so. Nobody gets a fault."""

from collections import Counter

import pytest

import cast
from at_once import SEVERAL_WRITERS, at_once
from cunxuan.counting import actions
from cunxuan.counting.models import CountEntry, CountSheet
from cunxuan.records.verification import verify

pytestmark = SEVERAL_WRITERS


def typing(sheet, by):
    stale = CountSheet.objects.get(pk=sheet.pk)
    return lambda: actions.type_figures(stale, {"registered": 120}, by=by, at=cast.AT)


@pytest.mark.parametrize("_", range(5))
def test_two_first_entries_at_once_are_one(sheet, an, bai, _):
    assert Counter(at_once(typing(sheet, an), typing(sheet, bai))) == {"done": 1, "IN_PROGRESS": 1}
    assert CountEntry.objects.count() == 1
    assert verify().ok


def test_two_second_entries_at_once_are_one(sheet, an, bai, ding):
    cast.entered(sheet, an)
    assert Counter(at_once(typing(sheet, bai), typing(sheet, ding))) == {"done": 1, "IN_PROGRESS": 1}
    assert CountEntry.objects.count() == 2
    assert verify().ok


def test_one_clerk_in_two_windows_loses_no_square(sheet, an):
    windows = [
        lambda key=key: actions.type_figures(sheet, {key: 1}, by=an, at=cast.AT) for key in sheet.squares.keys[:6]
    ]
    assert set(at_once(*windows)) == {"done"}
    assert set(CountEntry.objects.get().values) == set(sheet.squares.keys[:6])
