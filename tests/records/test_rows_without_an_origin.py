"""Rows that came in behind the program's back are found, whatever else the village's trail speaks of."""

from __future__ import annotations

import cast
from cunxuan.elections.models import Election
from cunxuan.offices.models import Division
from cunxuan.records.verification import verify
from cunxuan.roll.actions import add_residents
from cunxuan.roll.models import Resident, RollEntry


def test_a_roll_written_by_hand_is_found_although_its_residents_came_in_properly(liushu: Division) -> None:
    add_residents(liushu, cast.residents(1), by="ding", at=cast.AT)
    assert verify().ok
    election, resident = Election.objects.get(village=liushu), Resident.objects.get(village=liushu)
    RollEntry.objects.create(
        election=election, resident=resident, name="方一", group_no=1, category="a", card_no=1, since_version=1
    )
    assert [item.what_en for item in verify().breaks] == ["rows of roll_rollentry have no trail entry"]
