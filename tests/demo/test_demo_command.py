"""`cunxuan demo`: what it prints, which folders it takes, and what it leaves alone. Each test is another process."""

from __future__ import annotations

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

CUNXUAN = [sys.executable, "-c", "from cunxuan.cli import main; main()"]
#: The embedded database, whatever the other tests run on; and no setting from outside.
ENVIRONMENT = {key: value for key, value in os.environ.items() if not key.startswith(("CUNXUAN", "DATABASE"))}
UNSEEN = ("django_session", "sqlite_sequence", "django_migrations")


def command(*words: str | Path, **how: object) -> list[str]:
    return [*CUNXUAN, *map(str, words)]


def run(*words: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(*words), capture_output=True, text=True, env=ENVIRONMENT)


def demo(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return run("demo", "--dir", folder, "--no-serve", *words)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """A demonstration of the first three villages, and what the command said."""
    folder = tmp_path_factory.mktemp("demo")
    return folder, demo(folder, "--scale", "3", "--json")


# What it prints


def test_the_json_has_what_the_contract_promises(built):
    said = json.loads(built[1].stdout)
    assert (said["townships"], said["villages"]) == (3, 3)
    assert 0 < said["registered"] < said["residents"]
    assert said["elections"]["by_state"] == {"differs": 1, "runoff": 1, "void": 1}
    assert sum(said["elections"]["by_stage"].values()) == 3
    assert said["seconds"] > 0


def test_the_accounts_cover_every_role_and_each_says_where(built):
    accounts = json.loads(built[1].stdout)["accounts"]
    assert {one["role"] for one in accounts} == {"county", "township", "clerk", "committee"}
    assert {"username": "zhaidian", "role": "township", "place": "翟店镇"}.items() <= next(
        one for one in accounts if one["username"] == "zhaidian"
    ).items()


def test_standard_output_holds_the_json_and_nothing_else(built):
    document = built[1].stdout
    assert json.dumps(json.loads(document), ensure_ascii=False, indent=1) + "\n" == document
    assert "村民 " in built[1].stderr


def test_without_json_it_tells_how_to_sign_in(built):
    said = demo(built[0], "--scale", "3")
    assert said.stdout == ""
    assert "cunxuan-2026" in said.stderr
    assert "county" in said.stderr


# The folder


def test_the_folder_stays_a_demonstration_for_every_later_command(built):
    code = "from django.conf import settings; print(settings.TODAY, settings.REHEARSAL)"
    asked = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env={**ENVIRONMENT, "CUNXUAN_DIR": str(built[0]), "DJANGO_SETTINGS_MODULE": "cunxuan.config.settings"},
    )
    assert asked.stdout == "2026-12-16 True\n"


def test_the_same_demonstration_again_is_only_opened(built):
    folder = built[0]
    before = digest_of_tables(folder)
    again = demo(folder, "--scale", "3")
    assert again.returncode == 0
    assert "已经造好" in again.stderr
    assert digest_of_tables(folder) == before


@pytest.mark.parametrize("other", [("--seed", "7"), ("--on", "2026-12-20"), ("--scale", "village")])
def test_another_demonstration_does_not_take_its_folder(built, other):
    said = demo(built[0], "--scale", "3", *other)
    assert said.returncode == 2
    assert said.stderr.count("\n") == 1
    assert "已经有一个演示县" in said.stderr


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path):
    (tmp_path / "账本.xlsx").write_text("自己的东西")
    said = demo(tmp_path, "--scale", "village")
    assert said.returncode == 2
    assert said.stderr.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["账本.xlsx"]


def test_a_database_that_holds_something_else_is_left_alone(tmp_path):
    other = tmp_path / "villages.csv"
    other.write_text(
        "village_code,village,township_code,township,county_code,county\n360123101201,柳树村,360123101,柳林镇,360123,清河县\n"
    )
    folder = tmp_path / "county"
    run("import", "villages", other, "--dir", folder)
    note_as_interrupted(folder)
    said = demo(folder, "--scale", "village")
    assert said.returncode == 2
    assert "已经有别的数据" in said.stderr
    assert names_of_divisions(folder) == ["清河县", "柳林镇", "柳树村"]


@pytest.mark.parametrize("call", [("--scale", "0"), ("--scale", "201"), ("--scale", "全县"), ("--on", "2026-10-01")])
def test_a_call_that_makes_no_sense_is_one_sentence(tmp_path, call):
    said = demo(tmp_path / "new", *call)
    assert said.returncode == 2
    assert said.stderr.count("\n") == 1
    assert not (tmp_path / "new").exists()


def test_a_build_that_was_killed_is_begun_anew(tmp_path):
    folder = tmp_path / "demo"
    killed = subprocess.Popen(
        command("demo", "--dir", folder, "--no-serve", "--scale", "4"), stderr=subprocess.DEVNULL, env=ENVIRONMENT
    )
    wait_for_residents(folder)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert json.loads((folder / "demo.json").read_text())["finished"] is False

    again = demo(folder, "--scale", "4", "--json")
    assert json.loads(again.stdout)["villages"] == 4
    assert json.loads((folder / "demo.json").read_text())["finished"] is True
    assert intact(folder)


def test_a_half_built_demonstration_is_not_served(tmp_path):
    note_as_interrupted(tmp_path)
    said = run("serve", "--dir", tmp_path)
    assert said.returncode == 2
    assert "没有造完" in said.stderr


# The same seed


def test_the_same_seed_and_day_give_the_same_rows(built, tmp_path):
    """Only keys and password hashes differ from one installation to another; here both have the same keys."""
    folder = tmp_path / "again"
    (folder / "keys").mkdir(parents=True)
    for key in (built[0] / "keys").iterdir():
        (folder / "keys" / key.name).write_bytes(key.read_bytes())
    note_as_interrupted(folder, villages=3)
    assert demo(folder, "--scale", "3").returncode == 0
    assert digest_of_tables(folder) == digest_of_tables(built[0])


def test_nothing_in_it_was_changed_afterwards(built):
    assert intact(built[0])


def intact(folder: Path) -> bool:
    return bool(json.loads(run("verify", "--dir", folder, "--json").stdout)["ok"])


# Looking into a folder


def note_as_interrupted(folder: Path, villages: int = 1) -> None:
    noted = {"on": "2026-12-16", "villages": villages, "seed": 2026, "finished": False}
    (folder / "demo.json").write_text(json.dumps(noted))


def wait_for_residents(folder: Path) -> None:
    """Until the killed build has written people: long after its first row, long before its last."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            if asked(folder, "SELECT count(*) FROM roll_resident") != [(0,)]:
                return
        except sqlite3.OperationalError:
            pass  # the tables are not there yet
        time.sleep(0.02)
    raise TimeoutError("nobody was written")


def asked(folder: Path, question: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(f"file:{folder / 'cunxuan.sqlite3'}?mode=ro", uri=True)
    try:
        return connection.execute(question).fetchall()
    finally:
        connection.close()


def names_of_divisions(folder: Path) -> list[object]:
    return [name for (name,) in asked(folder, "SELECT name FROM offices_division ORDER BY length(code)")]


def digest_of_tables(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, without the passwords, which are hashed with fresh salt."""
    return {table: list(rows(folder, table)) for table in tables(folder)}


def tables(folder: Path) -> list[str]:
    found = asked(folder, "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return [str(name) for (name,) in found if name not in UNSEEN]


def rows(folder: Path, table: str) -> Iterator[tuple[object, ...]]:
    columns = [str(row[1]) for row in asked(folder, f"PRAGMA table_info({table})")]
    names = ", ".join(f'"{name}"' for name in columns if name != "password")
    yield from asked(folder, f"SELECT {names} FROM {table} ORDER BY 1")  # noqa: S608  names are the program's own
