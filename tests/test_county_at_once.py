"""Two acts on the whole county at once: the election is begun once, and nobody becomes a resident twice."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

import cast
from at_once import SEVERAL_WRITERS, at_once
from cunxuan.demo.people import households
from cunxuan.elections.actions import open_general_election
from cunxuan.elections.models import Election
from cunxuan.formats.residents import HEADINGS, read_residents
from cunxuan.offices.models import Division
from cunxuan.records.verification import verify
from cunxuan.roll.import_actions import import_residents
from cunxuan.roll.models import Resident
from workbooks import xlsx

pytestmark = SEVERAL_WRITERS


@pytest.mark.parametrize("_", range(3))
def test_of_two_beginnings_at_once_one_is_refused(new_qinghe, _):
    def beginning():
        day = date(2026, 12, 13)
        villages = Division.objects.villages()
        open_general_election(new_qinghe, villages, year=2026, term_no=13, planned_on=day, by="ren", at=cast.AT)

    assert Counter(at_once(beginning, beginning)) == {"done": 1, "ELECTION_BEGUN": 1}
    assert Election.objects.count() == 4
    assert verify().ok


@pytest.mark.parametrize("_", range(3))
def test_of_two_imports_at_once_of_the_same_people_each_person_is_taken_once(new_qinghe, tmp_path, _):
    """One file says 柳树村, the other 桃园村: whichever comes first has them."""
    listings = [read_residents(workbook(tmp_path, code)) for code in (cast.LIUSHU, cast.TAOYUAN)]
    acts = [lambda listing=listing: import_residents(listing, by="cli", at=cast.AT) for listing in listings]
    assert at_once(*acts) == ["done", "done"]
    assert Resident.objects.count() == 40
    assert Resident.objects.values("village_id").distinct().count() == 1
    assert verify().ok


def workbook(tmp_path: Path, village: str) -> Path:
    rows = [
        [village, one.name, "男" if one.sex == "M" else "女", one.id_number, 1, one.household_no, "是", "是"]
        for one in households(cast.LIUSHU, 40, 2026, slot=0)
    ]
    return xlsx(tmp_path / f"{village}.xlsx", {"名册": [list(HEADINGS.values()), *rows]})
