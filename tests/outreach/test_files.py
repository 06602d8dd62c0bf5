"""Lists of numbers and receipts taken in: whose they are, what cannot be taken, the workbook that goes back."""

from __future__ import annotations

import io

import pytest
from django.conf import settings as django_settings
from python_calamine import CalamineWorkbook

import cast
from cunxuan.core.errors import Refusal
from cunxuan.formats.workbooks import Sheet
from cunxuan.formats.written import write_book
from cunxuan.outreach import file_actions
from cunxuan.outreach.models import FileState, Message, MessageState, SentFile
from cunxuan.records.verification import verify
from outreach import away
from outreach.away import BY, agreed, handed_over


def csv(*rows):
    return "\n".join(rows).encode("gb18030")


def sent_in(scope, *rows):
    return file_actions.receive_numbers(scope, "电话.csv", csv(*rows), **BY)


def kinds(file):
    return [(one["cell"], one["kind"]) for one in file.problems]


def phones(village):
    return dict(village.residents.filter(lives_here=False).values_list("name", "phone"))


def test_a_villages_list_needs_no_column_of_villages(liushu):
    away.people_away(liushu, phones=False)
    file = sent_in(liushu, "姓名,电话", "卫红,19900000001")
    assert phones(liushu)["卫红"] == "", "nothing is taken before somebody confirms it"
    file_actions.take_file(file, **BY)
    assert phones(liushu)["卫红"] == "19900000001"
    assert verify_ok()


def verify_ok():
    return not [one for one in verify().breaks if "outreach" in one.what_en or "roll_" in one.what_en]


def test_a_townships_list_goes_to_its_villages(liushu, taoyuan):
    for village in (liushu, taoyuan):
        away.people_away(village, ["卫红"], phones=False)
    rows = ("村,姓名,电话", "柳树村,卫红,19900000001", f"{taoyuan.pk},卫红,19900000002", "石头村,卫红,19900000003")
    file = sent_in(liushu.parent, *rows)
    assert kinds(file) == [("A4", "unknown_village")]
    file_actions.take_file(file, **BY)
    assert (phones(liushu), phones(taoyuan)) == ({"卫红": "19900000001"}, {"卫红": "19900000002"})


def test_whoever_cannot_be_told_apart_is_named_and_the_last_four_places_tell(liushu):
    first, second = away.people_away(liushu, ["卫红", "段文博"], phones=False)
    type(first).objects.filter(pk=second.pk).update(name="卫红")
    file = sent_in(liushu, "姓名,身份证后四位,电话", "卫红,,19900000001", "卫红,0000,19900000002", "李四,,19900000003")
    assert kinds(file) == [("A2", "several_people"), ("B3", "other_person"), ("A4", "unknown_person")]
    born = first.birth_on.isoformat()
    file = sent_in(liushu, "姓名,出生日期,电话", f"卫红,{born},19900000001")
    file_actions.take_file(file, **BY)
    first.refresh_from_db()
    assert first.phone == "19900000001"


def test_two_people_with_one_number_are_a_warning_and_both_are_taken(liushu):
    away.people_away(liushu, phones=False)
    file = sent_in(liushu, "姓名,电话", "卫红,19900000001", "段文博,19900000001")
    assert kinds(file) == [("B2", "shared_number"), ("B3", "shared_number")]
    assert (file.accepted, file.rejected) == (2, 0)


def test_the_workbook_goes_back_with_the_cell_in_red_and_the_reason(liushu, tmp_path):
    away.people_away(liushu, phones=False)
    path = tmp_path / "电话.xlsx"
    write_book([Sheet("一组", [["姓名", "电话"], ["卫红", "19900000001"], ["段文博", "1990000000l"]], 3)], path)
    file = file_actions.receive_numbers(liushu, "电话.xlsx", path.read_bytes(), **BY)
    file_actions.take_file(file, **BY)
    returned = file_actions.returned_file(file, tmp_path / "returned.xlsx").read_bytes()
    rows = CalamineWorkbook.from_filelike(io.BytesIO(returned)).get_sheet_by_index(0).to_python()
    assert rows[0][-1] == "要改正的地方"
    assert "电话里有“l”" in rows[2][-1]
    again = file_actions.receive_numbers(liushu, "改好.xlsx", returned, **BY)
    assert kinds(again) == [("B3", "letters")], "the column of reasons is no data"


def test_what_is_kept_is_encrypted_and_goes_when_each_row_was_taken(liushu, django_capture_on_commit_callbacks):
    away.people_away(liushu, phones=False)
    file = sent_in(liushu, "姓名,电话", "卫红,19900000001")
    assert b"19900000001" not in file_actions.TELEPHONES.stored(file).read_bytes()
    assert str(file_actions.TELEPHONES.stored(file)).startswith(str(django_settings.DIR))
    with django_capture_on_commit_callbacks(execute=True):
        file_actions.take_file(file, **BY)
    assert not file_actions.TELEPHONES.is_kept(file)
    with pytest.raises(Refusal, match="TELEPHONE_FILE_STATE"):
        file_actions.take_file(file, **BY)


def test_a_cancelled_file_is_gone(liushu, django_capture_on_commit_callbacks):
    file = sent_in(liushu, "姓名,电话", "卫红,1990000000l")
    with django_capture_on_commit_callbacks(execute=True):
        file_actions.cancel_file(file, **BY)
    assert (SentFile.objects.get().state, file_actions.TELEPHONES.is_kept(file)) == (FileState.CANCELLED, False)


def test_receipts_of_a_number_that_got_no_message_are_named(liushu):
    people = away.people_away(liushu)
    sending = handed_over(agreed(liushu, people))
    rows = csv("手机号码,状态", f"{people[0].phone},送达", "19911112222,送达")
    file = file_actions.receive_receipts(sending, liushu, "回执.csv", rows, **BY)
    assert kinds(file) == [("A3", "not_sent_to")]
    file_actions.take_file(file, **BY)
    assert Message.objects.get(name="卫红").state == MessageState.DELIVERED


def test_another_villages_committee_sees_none_of_it(liushu, taoyuan, ding, he, signed_in):
    away.people_away(liushu)
    file = sent_in(liushu, "姓名,电话", "卫红,1990000000l")
    assert signed_in(ding).get(f"/preparation/messages/files/{file.pk}").status_code == 200
    assert signed_in(he).get(f"/preparation/messages/files/{file.pk}").status_code == 404
    assert signed_in(he).get(f"/v/{cast.LIUSHU}/preparation/messages").status_code == 404
