"""One person in the lists of two villages: found while importing, shown to both, decided by people."""

from __future__ import annotations

import json

import pytest

import cast
from cunxuan.records.models import TrailEntry
from cunxuan.records.verification import verify
from cunxuan.roll.models import Resident, SamePerson
from formats.dirty import Line, draft
from roll.lists import kinds, list_of, taken


def somebody(**changes: object) -> Line:
    """The same person every time, with some cells written otherwise."""
    return draft(1).main.lines[0] | changes


IN_TAOYUAN = {"village": cast.TAOYUAN}


def test_an_id_number_that_another_village_has_is_rejected_and_both_villages_get_the_case(liushu, taoyuan, tmp_path):
    taken(list_of(somebody()), tmp_path)
    found = taken(list_of(somebody(**IN_TAOYUAN, name="段玉成")), tmp_path)
    assert (found.accepted, found.rejected, found.cases, kinds(found)) == (0, 1, 1, ["id_in_other_village"])
    case = SamePerson.objects.get()
    assert (case.resident.village, case.other_village, case.surely, case.other) == (liushu, taoyuan, True, None)
    assert Resident.objects.count() == 1


def test_the_clerks_of_both_villages_see_the_case_and_no_other_village_does(liushu, taoyuan, ding, he, tmp_path):
    taken(list_of(somebody()), tmp_path)
    taken(list_of(somebody(**IN_TAOYUAN)), tmp_path)
    ding.division = taoyuan
    assert [SamePerson.objects.of(account).count() for account in (ding, cast.person("ding"), he)] == [1, 1, 0]


def test_both_trails_speak_of_it_and_verify(liushu, taoyuan, tmp_path):
    taken(list_of(somebody()), tmp_path)
    before = TrailEntry.objects.count()
    taken(list_of(somebody(**IN_TAOYUAN)), tmp_path)
    entries = TrailEntry.objects.order_by("pk")[before:]
    told = [(entry.scope, json.loads(entry.body)["facts"]["same_person"]) for entry in entries]
    assert told == [(cast.LIUSHU, 1), (cast.TAOYUAN, 1)]
    assert verify().ok


def test_the_same_list_again_makes_no_second_case(liushu, taoyuan, tmp_path):
    taken(list_of(somebody()), tmp_path)
    for _ in range(2):
        taken(list_of(somebody(**IN_TAOYUAN)), tmp_path)
    assert SamePerson.objects.count() == 1


def test_a_case_that_was_decided_stays_decided(liushu, taoyuan, tmp_path):
    taken(list_of(somebody()), tmp_path)
    taken(list_of(somebody(**IN_TAOYUAN)), tmp_path)
    SamePerson.objects.update(stays_in=liushu, reason="本人选择")
    taken(list_of(somebody(**IN_TAOYUAN)), tmp_path)
    assert SamePerson.objects.get().stays_in == liushu


def test_two_villages_of_one_file_meet_the_same_way(liushu, taoyuan, tmp_path):
    found = taken(list_of(somebody(), somebody(**IN_TAOYUAN)), tmp_path)
    assert (found.accepted, found.rejected, kinds(found)) == (1, 1, ["id_in_other_village"])
    case = SamePerson.objects.get()
    assert (case.resident.village, case.other_village, case.surely) == (liushu, taoyuan, True)
    again = taken(list_of(somebody(), somebody(**IN_TAOYUAN)), tmp_path)
    assert (again.accepted, again.new, SamePerson.objects.count()) == (1, 0, 1)


@pytest.mark.parametrize("first_has_it", [True, False])
def test_where_a_number_is_missing_name_sex_and_birth_make_a_possible_match(liushu, taoyuan, tmp_path, first_has_it):
    """The row is taken: people decide whether it is one person."""
    whole, without = {}, {"id_number": None}
    here, there = (whole, without) if first_has_it else (without, whole)
    taken(list_of(somebody(**here)), tmp_path, "id_pending")
    found = taken(list_of(somebody(**IN_TAOYUAN, **there)), tmp_path, "id_pending")
    assert (found.accepted, found.new, found.rejected) == (1, 1, 0)
    case = SamePerson.objects.get()
    assert (case.resident.village, case.other_village, case.surely) == (liushu, taoyuan, False)
    assert case.other == Resident.objects.get(village=taoyuan)


def test_two_of_one_file_of_whom_one_has_no_number_are_a_possible_match(liushu, taoyuan, tmp_path):
    taken(list_of(somebody(), somebody(**IN_TAOYUAN, id_number=None)), tmp_path, "id_pending")
    assert SamePerson.objects.get().surely is False
    assert Resident.objects.count() == 2


@pytest.mark.parametrize("other", [{"name": "段玉成"}, {"birth_on": "1961-02-03"}, {"sex": "不同"}])
def test_another_name_birth_or_sex_is_another_person(liushu, taoyuan, tmp_path, other):
    one = somebody()
    if "sex" in other:
        other = {"sex": "女" if one["sex"] == "男" else "男"}
    taken(list_of(one), tmp_path)
    taken(list_of(somebody(**IN_TAOYUAN, id_number=None, **other)), tmp_path, "id_pending")
    assert not SamePerson.objects.exists()


def test_whoever_has_no_number_is_found_again_in_the_village_by_name_sex_and_birth(liushu, tmp_path):
    line = somebody(id_number=None)
    assert taken(list_of(line), tmp_path, "id_pending").new == 1
    again = taken(list_of(line), tmp_path, "id_pending")
    assert (again.accepted, again.new, Resident.objects.count()) == (1, 0, 1)


def test_a_number_that_becomes_known_is_added_when_somebody_agrees(liushu, tmp_path):
    taken(list_of(somebody(id_number=None)), tmp_path, "id_pending")
    asked = taken(list_of(somebody()), tmp_path)
    assert (kinds(asked), asked.problems[0].repair) == (["id_now_known"], True)
    agreed = taken(list_of(somebody()), tmp_path, "id_now_known")
    assert (agreed.accepted, agreed.new, agreed.changed) == (1, 0, 1)
    assert taken(list_of(somebody()), tmp_path).changed == 0
    assert Resident.objects.exclude(id_lookup=b"").count() == 1
    assert verify().ok


def test_the_list_of_a_village_takes_nobody_into_another(liushu, taoyuan, tmp_path):
    found = taken(list_of(somebody(), somebody(**IN_TAOYUAN)), tmp_path, within=cast.TAOYUAN)
    assert "village_elsewhere" in kinds(found)
    assert not Resident.objects.filter(village=liushu).exists()
