"""The same list again changes nothing, and of a corrected one only what was corrected comes in. No row is lost."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cast
from cunxuan.formats.listings import give_back
from cunxuan.formats.residents import read_residents
from cunxuan.records.models import TrailEntry
from cunxuan.records.verification import verify
from cunxuan.roll.import_actions import Imported, import_residents
from cunxuan.roll.models import Resident
from formats.dirty import DIRTS, NOT_IN_A_CSV, dirty, draft
from roll.lists import everything, kinds, list_of, read, taken

#: A truncated file is refused, and a million empty rows take their time in tests of their own.
READABLE = sorted(DIRTS.keys() - {"D26", "D31"})


def conserved(found: Imported) -> bool:
    return found.rows == found.accepted + found.rejected + found.not_data and found.rejected >= 0


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(st.sampled_from(READABLE), min_size=1, max_size=4, unique=True), agreed=st.booleans())
def test_whatever_is_in_a_list_the_second_time_it_changes_nothing(liushu, taoyuan, names, agreed):
    repairs = ("all",) if agreed else ()
    with tempfile.TemporaryDirectory() as folder, transaction.atomic():
        a_csv = "D25" in names
        book, _ = dirty(*(name for name in names if not (a_csv and name in NOT_IN_A_CSV)))
        first = taken(book, Path(folder), *repairs)
        written, entries = everything(), TrailEntry.objects.count()
        second = taken(book, Path(folder), *repairs)
        assert conserved(first) and conserved(second)
        assert second.new == second.changed == 0
        assert (second.accepted, second.rejected) == (first.accepted, first.rejected)
        assert kinds(second) == kinds(first)
        assert (everything(), TrailEntry.objects.count()) == (written, entries)
        assert verify().ok
        transaction.set_rollback(True)


def test_of_a_corrected_list_only_the_rows_that_were_wrong_come_in(liushu, tmp_path):
    book = draft(6)
    wrong = book.main.lines[2]
    right, wrong["sex"] = wrong["sex"], "不详"
    first = taken(book, tmp_path)
    assert (first.new, first.rejected) == (5, 1)
    before = everything()
    wrong["sex"] = right
    second = taken(book, tmp_path)
    assert (second.accepted, second.new, second.rejected) == (6, 1, 0)
    assert everything()[:5] == before


def test_the_workbook_that_goes_back_says_the_same_when_it_comes_again(liushu, tmp_path):
    """Its marks are no data, and what was taken from the first stays as it is."""
    book, _ = dirty("D05", "D08", "D12", "D30")
    listing = read(book, tmp_path)
    first = import_residents(listing, by="ding", at=cast.AT)
    before = everything()
    out = tmp_path / "待改正.xlsx"
    give_back(tmp_path / "名册.xlsx", first.problems, listing.headings, out)
    second = import_residents(read_residents(out), by="ding", at=cast.AT)
    assert [(one.cell, one.kind) for one in second.problems] == [(one.cell, one.kind) for one in first.problems]
    assert (second.accepted, second.rejected, second.new) == (first.accepted, first.rejected, 0)
    assert everything() == before


def test_a_list_with_more_people_than_go_in_at_once_is_whole_in_the_trail(liushu, taoyuan, tmp_path, monkeypatch):
    """Several parts, villages in turn, people before and after in the same village."""
    monkeypatch.setattr("cunxuan.roll.import_actions.AT_ONCE", 3)
    taken(draft(4), tmp_path)
    book = draft(10)
    for line in book.main.lines[1::2]:
        line["village"] = cast.TAOYUAN
    found = taken(book, tmp_path)
    assert (found.new, found.rejected) == (6, 2)
    assert Resident.objects.count() == 10
    assert verify().ok


def test_a_person_without_a_number_in_the_first_list_of_a_county_is_looked_for_like_any_other(liushu, tmp_path):
    """The indexes that a first list is taken in without are back by then, and afterwards as before."""
    lines = draft(5).main.lines
    lines[2]["id_number"] = None
    found = taken(list_of(*lines, dict(lines[2])), tmp_path, "all")
    assert (found.accepted, found.new) == (6, 5)
    assert indexes() == INDEXED


INDEXED = {"id_lookup", "initials", "last_four", "name", "village_id"}


def indexes() -> set[str]:
    from django.db import connection

    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, Resident._meta.db_table)
    return {one["columns"][0] for one in found.values() if one["index"] and not one["primary_key"]}


def test_after_the_first_list_of_a_county_the_indexes_are_there(liushu, tmp_path):
    taken(draft(5), tmp_path)
    assert indexes() == INDEXED
