"""`cunxuan verify` asks every roll again: its list, its number, its hash and the reasons of its changes agree."""

from __future__ import annotations

from datetime import date

import pytest

from cunxuan.elections.models import Election
from cunxuan.offices.models import Division
from cunxuan.records.verification import Verification
from cunxuan.reporting.roll_recomputation import recheck_rolls
from cunxuan.roll.models import Roll, RollChange, RollEntry
from roll.rolls import corrected, died, published


def breaks() -> list[str]:
    found = Verification()
    recheck_rolls(found)
    return [one.what_en for one in found.breaks]


@pytest.fixture
def election(liushu: Division) -> Election:
    election = published(liushu)
    died(election, "村民1")
    corrected(election, on=date(2026, 11, 30))
    return election


def test_an_untouched_roll_has_nothing_to_say(election: Election) -> None:
    assert breaks() == []


def test_a_name_changed_behind_the_programs_back_is_found(election: Election) -> None:
    RollEntry.objects.filter(name="村民5").update(name="别人")
    said = "the list does not have the hash that was published"
    named = "the announcement names other people than the stored list"
    assert breaks() == [f"roll {version}: {what}" for version in (1, 2) for what in (said, named)]


def test_another_number_is_found(election: Election) -> None:
    Roll.objects.filter(version=2).update(count=118)
    assert breaks() == ["roll 2: 119 entries, 118 announced"]


def test_somebody_who_left_without_a_recorded_reason_is_found(election: Election) -> None:
    RollChange.objects.all().delete()
    assert breaks() == ["roll 2: no reason is recorded for 村民1"]
