"""The life of a list that somebody sent in: kept encrypted, read aside, repaired by consent, taken or cancelled."""

from __future__ import annotations

import json
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection
from pathlib import Path
from time import sleep

import pytest

import cast
from cunxuan.core.errors import BadInput, Refusal
from cunxuan.formats.residents import read_residents
from cunxuan.records.models import TrailEntry
from cunxuan.records.verification import verify
from cunxuan.roll import file_actions, list_files
from cunxuan.roll.models import FileProblem, ListState, Resident, ResidentsFile
from formats.dirty import dirty, draft
from roll.lists import sent, sent_and_read


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.DIR = tmp_path / "installation"


BY = {"by": "ding", "at": cast.AT}


def test_a_list_lies_encrypted_until_it_is_read(liushu, tmp_path):
    book = draft(3)
    file = sent(liushu, book, tmp_path)
    number = str(book.main.lines[0]["id_number"])
    (kept,) = (tmp_path / "installation" / "lists").glob("*.list")
    assert number.encode() not in kept.read_bytes()
    assert b"PK" not in kept.read_bytes()[:40]
    with list_files.opened(file) as path:
        assert path.name == "名册.xlsx"
        assert number in [person.id_number for person in read_residents(path).people]
    assert not path.exists()


def test_a_kept_list_that_was_changed_or_exchanged_does_not_open(liushu, tmp_path):
    first, second = sent(liushu, draft(3), tmp_path), sent(liushu, draft(4), tmp_path)
    list_files.stored(second).write_bytes(list_files.stored(first).read_bytes())
    with (
        pytest.raises(BadInput, match=r"存放的内容打不开，可能已经删除，或者数据、密钥换过。请重新上传。"),
        list_files.opened(second),
    ):
        pass


def test_reading_counts_every_row_and_takes_nobody_in(liushu, tmp_path):
    book, _ = dirty("D05", "D30")
    file = sent_and_read(liushu, book, tmp_path)
    assert file.rows_read == file.accepted + file.rejected + file.not_data
    assert (file.rejected, file.new) == (file.problems.count(), file.accepted)
    assert file.problems.get().kind == "id_check_digit"
    assert not Resident.objects.exists()


def test_repairs_wait_for_a_click_and_are_shown_as_agreed_to(liushu, tmp_path):
    book, _ = dirty("D12", "D10")
    file = sent_and_read(liushu, book, tmp_path)
    before = file.rejected
    one = file.problems.filter(repair=True).first()
    file_actions.accept_repairs(file, problems=[one], **BY)
    file_actions.read_file(file)
    file.refresh_from_db()
    assert file.rejected == before - 1
    assert file.problems.get(accepted=True).cell == one.cell
    file_actions.accept_repairs(file, kinds=set(file.said["repairs"]), **BY)
    file_actions.read_file(file)
    file.refresh_from_db()
    assert (file.rejected, file.said["repairs"]) == (0, {})


def test_taking_takes_in_whom_nothing_speaks_against_and_keeps_the_file_while_rows_are_to_correct(liushu, tmp_path):
    book, _ = dirty("D05")
    file = sent_and_read(liushu, book, tmp_path)
    found = file_actions.take_file(file, **BY)
    file.refresh_from_db()
    assert (file.state, file.new, Resident.objects.count()) == (ListState.TAKEN, found.new, found.new)
    out = file_actions.returned_file(file, tmp_path / "待改正.xlsx")
    assert [one.kind for one in read_residents(out).problems] == ["id_check_digit"]
    assert verify().ok


def test_once_a_whole_list_is_taken_nothing_is_kept_of_it_nor_of_those_before(liushu, tmp_path):
    book, _ = dirty("D05")
    first = sent_and_read(liushu, book, tmp_path)
    file_actions.take_file(first, **BY)
    file_actions.take_file(sent_and_read(liushu, draft(5), tmp_path), **BY)
    assert not list((tmp_path / "installation" / "lists").iterdir())
    with pytest.raises(Refusal, match="LIST_GONE"):
        file_actions.returned_file(first, tmp_path / "out.xlsx")


def test_a_cancelled_list_is_gone_and_cannot_be_taken(liushu, tmp_path, django_capture_on_commit_callbacks):
    file = sent_and_read(liushu, draft(3), tmp_path)
    with django_capture_on_commit_callbacks(execute=True):
        file_actions.cancel_file(file, **BY)
    assert not list_files.is_kept(file)
    with pytest.raises(Refusal, match="LIST_STATE"):
        file_actions.take_file(file, **BY)
    assert not Resident.objects.exists()


def test_a_file_that_is_no_list_is_refused_with_one_sentence_and_not_kept(liushu, tmp_path):
    file = file_actions.receive_file(liushu, "照片.xlsx", b"\x89PNG not a table", **BY)
    file_actions.read_file(file)
    file.refresh_from_db()
    assert (file.state, file.said["zh"]) == (
        ListState.REFUSED,
        "照片.xlsx：内容是图片，不是表格。请选名册的 Excel 或 CSV 文件。",
    )
    assert file.said["en"]
    assert not list_files.is_kept(file)


def test_a_village_may_send_its_own_people_only(liushu, taoyuan, tmp_path):
    """A list of another village is said row by row and takes nobody in."""
    file = sent_and_read(taoyuan, draft(3), tmp_path)
    assert (file.accepted, set(file.said["kinds"])) == (0, {"village_other"})


def test_a_reading_that_was_broken_off_is_known_and_can_be_begun_again(liushu, tmp_path):
    file = sent(liushu, draft(3), tmp_path)
    assert file_actions.broken_off(file)
    file_actions.begin_reading(file)
    file.refresh_from_db()
    assert file.state == ListState.WAITING


def test_while_somebody_is_at_work_nobody_else_begins(liushu, tmp_path):
    file = sent_and_read(liushu, draft(3), tmp_path)
    with list_files.work_on(file, "taking") as progress:
        assert progress is not None
        progress.note(50, 200)
        assert list_files.at_work(file).doing == "taking"
        assert file_actions.take_file(file, **BY) is None
    assert list_files.at_work(file) is None
    assert not Resident.objects.exists()


def holds_it_until_killed(folder: Path, pk: int, ready: Connection) -> None:
    """In another process: works on the list and says so."""
    from django.conf import settings

    settings.DIR = folder
    with list_files.work_on(ResidentsFile(pk=pk), "taking"):
        ready.send("at work")
        sleep(60)


def test_a_process_that_was_killed_at_work_holds_the_list_no_longer(liushu, settings, tmp_path):
    file = sent(liushu, draft(3), tmp_path)
    hear, say = Pipe()
    process = get_context("fork").Process(target=holds_it_until_killed, args=(settings.DIR, file.pk, say))
    process.start()
    assert hear.recv() == "at work"
    assert list_files.at_work(file).doing == "taking"
    process.kill()
    process.join()
    assert list_files.at_work(file) is None


def test_many_problems_are_kept_in_part_and_counted_whole(liushu, tmp_path, monkeypatch):
    """Of each kind there is something to show."""
    monkeypatch.setattr(file_actions, "KEPT", 3)
    book = draft(8)
    for line in book.main.lines:
        line["sex"] = "不详"
    book.person(group_no="不详")
    file = sent_and_read(liushu, book, tmp_path)
    assert (file.said["more"], file.said["kinds"]) == (5, {"sex": 8, "group_no": 1})
    assert sorted(FileProblem.objects.values_list("kind", flat=True)) == ["group_no", "sex", "sex", "sex"]


def test_no_id_number_is_in_what_is_kept_of_a_file(liushu, tmp_path):
    book, _ = dirty("D03", "D04", "D05", "D07", "D19")
    file = file_actions.receive_file(
        liushu, f"C:\\名册\\{book.main.lines[0]['id_number']}.xlsx", book.write(tmp_path).read_bytes(), **BY
    )
    file_actions.read_file(file)
    kept = str([*ResidentsFile.objects.values(), *FileProblem.objects.values(), *TrailEntry.objects.values("body")])
    for line in book.main.lines:
        number = str(line.get("id_number") or "")
        assert len(number) < 15 or number[4:-1] not in kept


def test_each_act_stands_in_the_trail_with_the_name_and_digest_of_the_file(liushu, tmp_path):
    file = sent_and_read(liushu, draft(3), tmp_path)
    file_actions.take_file(file, **BY)
    entries = TrailEntry.objects.filter(act__startswith="residents").order_by("pk")
    assert [entry.act for entry in entries] == ["residents_file_received", "residents_added", "residents_file_taken"]
    assert {json.loads(entry.body)["facts"]["digest"] for entry in entries} == {file.digest}


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("..", "名册"),
        ("a/b/柳树村.xls", "柳树村.xls"),
        ("C:\\x\\柳树村.csv", "柳树村.csv"),
        ("", "名册"),
        ("长" * 90 + ".xlsx", "长" * 50 + ".xlsx"),
    ],
)
def test_the_name_of_a_file_is_only_a_name(name, kept):
    assert file_actions.name_of(name) == kept
