"""`cunxuan import residents`: what it takes in, what it leaves to people, what it prints; and never an ID number."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

import cast
from cunxuan import cli
from cunxuan.demo.people import Person, households
from cunxuan.formats.residents import HEADINGS, KINDS, read_residents
from cunxuan.formats.workbooks import open_book
from cunxuan.offices.models import Division
from cunxuan.records.models import TrailEntry
from cunxuan.records.verification import verify
from cunxuan.roll import import_actions
from cunxuan.roll.actions import NewResident, add_residents
from cunxuan.roll.id_numbers import Sealer
from cunxuan.roll.import_actions import import_residents
from cunxuan.roll.models import Resident
from workbooks import Cell, xlsx

Run = Any


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command in this process: its status, what it printed, and what it said beside."""

    def command(*words: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["cunxuan", *map(str, words)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    return command


@pytest.fixture
def report(run: Run) -> Run:
    """The JSON of an import."""

    def of(*words: str | Path) -> dict[str, Any]:
        _, out, _ = run("import", "residents", *words, "--json")
        return dict(json.loads(out))

    return of


def people(number: int) -> list[Person]:
    """Invented villagers, the same every time."""
    return list(households(cast.LIUSHU, number, 2026, slot=0))


def villagers(number: int = 3, village: str = cast.LIUSHU) -> list[list[Cell]]:
    return [as_row(person, village) for person in people(number)]


def as_row(person: Person, village: str) -> list[Cell]:
    sex = {"M": "男", "F": "女"}[person.sex]
    here = ["是" if is_so else "否" for is_so in (person.hukou_here, person.lives_here)]
    return [village, person.name, sex, person.id_number, person.group_no, person.household_no, *here]


def listed_in(village: Division) -> list[Person]:
    """The residents of a village as a list would have them."""
    unseal = Sealer().unseal
    return [
        Person(
            one.name,
            one.sex,
            one.birth_on,
            unseal(one.id_cipher),
            one.group_no,
            one.household_no,
            one.hukou_here,
            one.lives_here,
        )
        for one in Resident.objects.filter(village=village).order_by("pk")
    ]


def there_already(village: Division, number: int) -> None:
    listed = (NewResident(**asdict(person)) for person in people(number))
    add_residents(village, listed, by="ren", at=cast.AT)


def workbook(tmp_path: Path, rows: Iterable[list[Cell]], name: str = "名册.xlsx") -> Path:
    return xlsx(tmp_path / name, {"一组": [list(HEADINGS.values()), *rows]})


def counts(said: dict[str, Any]) -> tuple[int, int, int, int]:
    return said["rows_read"], said["accepted"], said["rejected"], said["not_data"]


def problems(said: dict[str, Any]) -> list[tuple[str, str]]:
    return [(problem["cell"], problem["kind"]) for problem in said["problems"]]


# What is taken in


def test_good_rows_become_residents_with_their_numbers_encrypted(liushu, run, tmp_path):
    status, out, err = run("import", "residents", workbook(tmp_path, villagers()))
    assert (status, err) == (0, "")
    assert out == "读到 3 行：接受 3 行，新增 3 人；退回 0 行。\n"
    written = listed_in(liushu)
    assert written == people(3)
    assert not any(one.id_number.encode() in bytes(Resident.objects.first().id_cipher) for one in written)


def test_rows_are_conserved_and_only_the_wrong_ones_stay_behind(liushu, report, tmp_path):
    wrong = villagers(4)[3]
    wrong[4] = "东头"
    said = report(workbook(tmp_path, [*villagers(), [], wrong]))
    assert counts(said) == (5, 3, 1, 1)
    assert said["new"] == Resident.objects.count() == 3
    assert problems(said) == [("E6", "group_no")]


def test_a_rejected_row_makes_the_status_one(liushu, run, tmp_path):
    bad = villagers(1)[0]
    bad[6] = "县城"
    status, out, _ = run("import", "residents", workbook(tmp_path, [bad, *villagers(3)[1:]]))
    assert status == 1
    assert out.splitlines() == [
        "读到 3 行：接受 2 行，新增 2 人；退回 1 行。",
        "“一组”表 G2：写的是“县城”。户籍在本村应写“是”或“否”。请改正。",
        f"要改正的地方已标红：{tmp_path / '名册-待改正.xlsx'}",
    ]


def test_several_villages_come_in_one_file_each_with_its_entry_in_the_trail(liushu, taoyuan, report, tmp_path):
    rows = [*villagers(2), *villagers(5, cast.TAOYUAN)[2:]]
    assert counts(report(workbook(tmp_path, rows))) == (5, 5, 0, 0)
    entries = TrailEntry.objects.filter(act="residents_added").order_by("scope")
    found = [(one.scope, one.by, json.loads(one.body)["facts"]["count"]) for one in entries]
    assert found == [(cast.LIUSHU, "cli", 2), (cast.TAOYUAN, "cli", 3)]
    assert verify().ok


def test_with_the_village_in_the_call_the_file_needs_no_codes(liushu, report, tmp_path):
    file = tmp_path / "柳树村.csv"
    with file.open("w", encoding="gb18030", newline="") as text:
        csv.writer(text).writerows([list(HEADINGS.values())[1:], *(row[1:] for row in villagers())])
    assert report(file, "--village", cast.LIUSHU)["new"] == 3


def test_a_dry_run_reports_the_same_and_writes_nothing(liushu, run, tmp_path):
    status, out, _ = run("import", "residents", workbook(tmp_path, villagers()), "--dry-run")
    assert (status, out) == (0, "读到 3 行：接受 3 行，可新增 3 人（只核对，没有写入）；退回 0 行。\n")
    assert not Resident.objects.exists()
    assert not TrailEntry.objects.filter(act="residents_added").exists()


# What is there already


def test_the_same_file_again_changes_nothing(liushu, report, tmp_path):
    file = workbook(tmp_path, villagers())
    report(file)
    before = TrailEntry.objects.count()
    again = report(file)
    assert (counts(again), again["new"], again["problems"]) == ((3, 3, 0, 0), 0, [])
    assert (Resident.objects.count(), TrailEntry.objects.count()) == (3, before)


def test_a_longer_file_adds_only_those_who_are_new(liushu, report, tmp_path):
    report(workbook(tmp_path, villagers(3)))
    said = report(workbook(tmp_path, villagers(1200)))
    assert (said["accepted"], said["new"], said["rejected"]) == (1200, 1197, 0)
    assert Resident.objects.count() == 1200


def otherwise(written: Cell) -> Cell:
    """是 for 否 and the reverse, another name, a higher number."""
    if isinstance(written, int):
        return written + 8
    return {"是": "否", "否": "是"}.get(str(written), "段玉成")


@pytest.mark.parametrize(
    ("column", "cell", "heading"),
    [(1, "B2", "姓名"), (4, "E2", "村民小组"), (5, "F2", "户号"), (6, "G2", "户籍在本村"), (7, "H2", "居住在本村")],
)
def test_whoever_is_there_and_written_otherwise_is_left_to_people(liushu, report, tmp_path, column, cell, heading):
    there_already(liushu, 1)
    (changed,) = villagers(1)
    known, changed[column] = changed[column], otherwise(changed[column])
    said = report(workbook(tmp_path, [changed]))
    assert problems(said) == [(cell, "resident_differs")]
    assert f"本村名册上已有这个人，{heading}是“{known}”，与表里不同。" in said["problems"][0]["text"]
    assert said["problems"][0]["suggestion"] == str(changed[column])
    assert villagers(1) == [as_row(one, cast.LIUSHU) for one in listed_in(liushu)]


def test_a_difference_that_somebody_agrees_to_is_taken_over_and_stands_in_the_trail(liushu, report, tmp_path):
    there_already(liushu, 3)
    rows = villagers(3)
    for column in (1, 4, 5, 6, 7):
        rows[1][column] = otherwise(rows[1][column])
    said = report(workbook(tmp_path, rows), "--accept-repairs", "resident_differs")
    assert (said["accepted"], said["new"], said["changed"], said["problems"]) == (3, 0, 1, [])
    assert [as_row(one, cast.LIUSHU) for one in listed_in(liushu)] == rows
    assert Resident.objects.filter(initials="dyc").count() == 1
    entry = TrailEntry.objects.latest("pk")
    assert (entry.act, json.loads(entry.body)["facts"]["changed"]) == ("residents_added", 1)
    assert verify().ok


def test_whoever_is_in_another_village_is_not_taken_twice(liushu, taoyuan, report, tmp_path):
    report(workbook(tmp_path, villagers(2)))
    said = report(workbook(tmp_path, villagers(3, village=cast.TAOYUAN)))
    assert counts(said) == (3, 1, 2, 0)
    assert problems(said) == [("D2", "id_in_other_village"), ("D3", "id_in_other_village")]
    assert said["problems"][0]["text"].startswith(f"同一身份证号已在柳树村（{cast.LIUSHU}）。")


def test_a_village_that_nobody_knows_is_named_at_its_cell(liushu, report, tmp_path):
    said = report(workbook(tmp_path, [*villagers(1, village="360123101299"), *villagers(2)[1:]]))
    assert problems(said) == [("A2", "village_unknown")]
    assert said["problems"][0]["value_masked"] == "360123101299"
    assert said["accepted"] == 1


def test_the_code_of_a_township_is_no_village(liushu, report, tmp_path):
    assert problems(report(workbook(tmp_path, villagers(1, village=cast.LIULIN)))) == [("A2", "village_code")]


def test_whoever_comes_after_the_roll_was_published_is_not_on_it_and_that_is_said(liushu, run, report, tmp_path):
    cast.at_stage(liushu, "roll_published")
    file = workbook(tmp_path, villagers(2))
    said = report(file, "--dry-run")
    assert said["after_roll"] == [{"village": cast.LIUSHU, "count": 2}]
    _, out, _ = run("import", "residents", file)
    assert "柳树村的名单已经公布，新增的 2 人不在名单上。" in out


# What goes back


def test_the_rejected_rows_go_back_in_the_same_workbook_beside_the_file(liushu, report, tmp_path):
    rows = villagers(4)
    rows[2][2] = "不详"
    said = report(workbook(tmp_path, rows))
    assert said["returned_file"] == str(tmp_path / "名册-待改正.xlsx")
    again = report(tmp_path / "名册-待改正.xlsx")
    assert (counts(again), problems(again)) == ((4, 3, 1, 0), problems(said))
    assert again["returned_file"] == str(tmp_path / "名册-待改正2.xlsx")


def test_what_the_database_knows_is_marked_too(liushu, taoyuan, report, tmp_path):
    there_already(taoyuan, 1)
    rows = villagers(3)
    rows[2][2] = "不详"
    said = report(workbook(tmp_path, rows), "--returned", str(tmp_path / "退回.xlsx"))
    assert problems(said) == [("D2", "id_in_other_village"), ("C4", "sex")]
    marks = list(open_book_cells(tmp_path / "退回.xlsx"))
    assert [text for text in marks if "已在桃园村" in text]


def open_book_cells(path: Path) -> Iterable[str]:
    with open_book(path) as book:
        for sheet in book.sheets:
            for row in sheet.rows:
                yield from map(str, row)


def test_where_every_row_is_right_nothing_goes_back(liushu, report, tmp_path):
    said = report(workbook(tmp_path, villagers()))
    assert said["returned_file"] is None
    assert [path.name for path in tmp_path.iterdir()] == ["名册.xlsx"]


def test_a_place_that_cannot_be_written_is_said_before_anybody_is_taken_in(liushu, run, tmp_path):
    status, _, err = run("import", "residents", workbook(tmp_path, villagers()), "--returned", tmp_path / "没有" / "a")
    assert (status, err) == (
        2,
        f"{tmp_path}/没有/a：写不进去，退回的行没有地方标红。请用 --returned 写明另一个文件。\n",
    )
    assert not Resident.objects.exists()


# Several files, repairs


def test_several_files_are_taken_one_after_another(liushu, taoyuan, report, run, tmp_path):
    files = (
        workbook(tmp_path, villagers(2), "柳树村.xlsx"),
        workbook(tmp_path, [*villagers(5, cast.TAOYUAN)[2:], *villagers(1, cast.TAOYUAN)], "桃园村.xlsx"),
    )
    said = report(*files)
    assert (counts(said), said["new"], said["same_person"]) == ((6, 5, 1, 0), 5, 1)
    assert [(one["file"], one["rejected"]) for one in said["files"]] == [("柳树村.xlsx", 0), ("桃园村.xlsx", 1)]
    _, out, _ = run("import", "residents", *files)
    assert [line for line in out.splitlines() if line.endswith("村.xlsx")][:2] == ["柳树村.xlsx", "桃园村.xlsx"]
    status, _, err = run("import", "residents", *files, "--returned", tmp_path / "退回.xlsx")
    assert (status, err.startswith("--returned 只写一个文件名")) == (2, True)


def test_a_repair_is_applied_only_when_its_kind_is_named(liushu, report, tmp_path):
    rows = villagers(3)
    rows[1][1] = " ".join(str(rows[1][1]))
    file = workbook(tmp_path, rows)
    (asked,) = report(file)["problems"]
    assert (asked["kind"], asked["repair"], asked["suggestion"]) == ("inner_spaces", True, villagers(3)[1][1])
    assert report(file, "--accept-repairs", "full_width")["rejected"] == 1
    assert report(file, "--accept-repairs", "inner_spaces")["new"] == 1
    assert listed_in(liushu)[-1].name == villagers(3)[1][1]


def test_a_kind_of_repair_that_nobody_knows_is_one_sentence(liushu, run, tmp_path):
    status, _, err = run("import", "residents", workbook(tmp_path, villagers()), "--accept-repairs", "sex")
    assert status == 2
    assert err.startswith("--accept-repairs 写的是“sex”，没有这一类修正。请写 all，或者：")
    assert "inner_spaces" in err and "resident_differs" in err


# What it says


def test_a_problem_has_what_the_contract_promises(liushu, report, tmp_path):
    (bad,) = villagers(1)
    bad[3] = str(bad[3])[:17] + ("0" if str(bad[3])[17] != "0" else "1")
    (problem,) = report(workbook(tmp_path, [bad]))["problems"]
    assert problem == {
        "sheet": "一组",
        "cell": "D2",
        "kind": "id_check_digit",
        "dirt": "D05",
        "value_masked": f"3601***********{bad[3][-1]}",
        "text": "身份证号校验位不对。请对照户口簿改正。",
        "text_en": KINDS["id_check_digit"].en,
        "suggestion": problem["suggestion"],
        "repair": False,
        "note": False,
    }
    assert people(1)[0].id_number[4:-1] not in json.dumps(problem)


def test_problems_of_the_file_and_of_the_database_stand_in_the_order_of_the_file(liushu, taoyuan, report, tmp_path):
    there_already(taoyuan, 1)
    rows = villagers(3)
    rows[1][4] = ""
    rows[2][0] = "360123101299"
    assert [cell for cell, _ in problems(report(workbook(tmp_path, rows)))] == ["D2", "E3", "A4"]


def test_no_id_number_is_printed_whatever_is_wrong(liushu, run, tmp_path):
    there_already(liushu, 2)
    rows = villagers(8)
    for row, column in zip(rows[1:], (1, 2, 4, 5, 6, 7, 0), strict=True):
        row[column] = row[3]
    *start, number = villagers(9)[8][:4]
    file = workbook(tmp_path, [*rows, rows[0], [*start, int(str(number)[:17])]])
    _, text, err = run("import", "residents", file)
    _, document, _ = run("import", "residents", file, "--json")
    for person in people(9):
        assert person.id_number[4:-1] not in text + document + err
    assert len(json.loads(document)["problems"]) > 9


def test_a_long_list_of_problems_is_cut_on_the_screen_and_whole_in_json(liushu, run, report, tmp_path):
    rows = [[*row[:6], "?", "是"] for row in villagers(130)]
    _, out, _ = run("import", "residents", workbook(tmp_path, rows))
    assert out.splitlines()[-2] == "还有 30 处没有列出，加 --json 可看全部。"
    assert len(report(workbook(tmp_path, rows))["problems"]) == 130


# Calls and files that cannot be used


def test_a_file_that_cannot_be_read_is_one_sentence_and_status_two(liushu, run, tmp_path):
    status, out, err = run("import", "residents", tmp_path / "没有.xlsx", "--json")
    assert (status, out) == (2, "")
    assert err == "没有.xlsx：没有这个文件。请核对文件名，或在 Excel 里另存为 .xlsx 再试。\n"


def test_a_village_in_the_call_that_nobody_knows_is_one_sentence(liushu, run, tmp_path):
    file = workbook(tmp_path, villagers())
    status, _, err = run("import", "residents", file, "--village", "360123101299")
    assert status == 2
    assert err.startswith("--village 写的是“360123101299”，没有这个代码的村。")


def test_before_the_villages_nobody_can_come(db, run, tmp_path):
    status, out, err = run("import", "residents", workbook(tmp_path, villagers()))
    assert (status, out) == (1, "")
    assert err == "还没有村的名单。请先用 cunxuan import villages 导入。\n"


def test_if_it_is_stopped_in_the_middle_nobody_of_the_file_is_in(liushu, taoyuan, tmp_path, monkeypatch):
    """One file, one transaction."""
    monkeypatch.setattr(import_actions, "AT_ONCE", 2)
    listing = read_residents(workbook(tmp_path, [*villagers(3), *villagers(8, cast.TAOYUAN)[3:]]))

    def stopped_at_the_sixth(items: Iterable[Any], _: int) -> Iterable[Any]:
        for number, item in enumerate(items, start=1):
            if number == 6:
                assert Resident.objects.filter(village=taoyuan).exists()
                raise KeyboardInterrupt
            yield item

    with pytest.raises(KeyboardInterrupt), transaction.atomic():
        import_residents(listing, by="ren", at=cast.AT, follow=stopped_at_the_sixth)
    assert not Resident.objects.exists()


def test_a_file_that_cannot_be_read_to_its_end_has_taken_in_nobody(liushu, run, tmp_path):
    """Its first sheet is long enough to be taken while the second is still being read."""
    headings = list(HEADINGS.values())
    file = xlsx(tmp_path / "名册.xlsx", {"一组": [headings, *villagers(1200)], "二组": [headings[1:]]})
    status, out, err = run("import", "residents", file)
    assert (status, out) == (2, "")
    assert "“二组”表第 1 行：缺少“村代码”一列" in err
    assert not Resident.objects.exists()
    assert not TrailEntry.objects.filter(scope=liushu.pk, act="residents_added").exists()


def test_of_a_long_file_whoever_stands_there_twice_is_in_neither_time_and_all_others_are(liushu, report, tmp_path):
    rows = villagers(1200)
    said = report(workbook(tmp_path, [*rows, rows[0]]))
    assert [cell for cell, kind in problems(said) if kind == "id_twice"] == ["D2", "D1202"]
    assert (said["rows_read"], said["new"], said["rejected"]) == (1201, 1199, 2)
    assert listed_in(liushu) == people(1200)[1:]
    assert verify().ok


# From an empty folder, each command in a process of its own

CUNXUAN = [sys.executable, "-c", "from cunxuan.cli import main; main()"]
ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith(("CUNXUAN", "DATABASE"))}


VILLAGES = f"村代码,村,乡镇代码,乡镇,县代码,县\n{cast.LIUSHU},柳树村,{cast.LIULIN},柳林镇,{cast.COUNTY},清河县\n"
Ran = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def ran(tmp_path: Path) -> Ran:
    """A command on an installation of its own that has one village."""
    folder = tmp_path / "county"

    def command(*words: str | Path) -> subprocess.CompletedProcess[str]:
        call = [*CUNXUAN, *map(str, words), "--dir", str(folder)]
        return subprocess.run(call, capture_output=True, text=True, env=ENVIRONMENT)

    (tmp_path / "villages.csv").write_text(VILLAGES)
    assert command("import", "villages", tmp_path / "villages.csv").returncode == 0
    return command


def test_a_new_installation_takes_villages_and_residents(ran, tmp_path):
    said = ran("import", "residents", workbook(tmp_path, villagers(40)), "--json")
    assert (said.returncode, said.stderr) == (0, "")
    assert json.loads(said.stdout)["new"] == 40
    assert json.loads(ran("verify", "--json").stdout)["ok"]


KILLED_AT_THE_700TH = """
import os, sys
from datetime import UTC, datetime
from pathlib import Path
import django
django.setup()
from cunxuan.formats.residents import read_residents
from cunxuan.roll import import_actions
from cunxuan.roll.models import Resident

def follow(items, total):
    for number, item in enumerate(items):
        if number == 700:
            assert Resident.objects.count() >= 600
            os.kill(os.getpid(), 9)
        yield item

import_actions.AT_ONCE = 200
import_actions.import_residents(read_residents(Path(sys.argv[1])), by="cli", at=datetime.now(UTC), follow=follow)
"""


def test_an_import_that_is_killed_in_the_middle_has_taken_in_nobody_and_can_be_given_again(ran, tmp_path):
    file = workbook(tmp_path, villagers(1000))
    environment = ENVIRONMENT | {
        "CUNXUAN_DIR": str(tmp_path / "county"),
        "DJANGO_SETTINGS_MODULE": "cunxuan.config.settings",
    }
    killed = subprocess.run([sys.executable, "-c", KILLED_AT_THE_700TH, str(file)], env=environment)
    assert killed.returncode == -9
    assert json.loads(ran("verify", "--json").stdout)["ok"]
    assert json.loads(ran("import", "residents", file, "--json").stdout)["new"] == 1000
    assert json.loads(ran("verify", "--json").stdout)["ok"]
