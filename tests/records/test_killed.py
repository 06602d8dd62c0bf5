"""Killed at any write, nothing that was acknowledged is lost, and nothing is half written: on SQLite and PostgreSQL."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

KILLING = Path(__file__).with_name("killing.py")
KILLS = 25


def killing(folder: Path, *more: str) -> dict[str, Any]:
    command = [sys.executable, str(KILLING), str(folder), str(KILLS), *more]
    run = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "DJANGO_SETTINGS_MODULE": ""})
    assert run.returncode == 0, run.stderr
    found: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    print(found)
    return found


def test_no_acknowledged_act_is_lost_however_often_it_is_killed(tmp_path: Path) -> None:
    """`-s` prints the figures of the README."""
    found = killing(tmp_path)
    assert found["acknowledged"] >= KILLS
    assert (found["lost"], found["broken"]) == (0, 0)
    assert found["done"] >= found["acknowledged"]


def test_a_program_that_says_done_too_early_is_found_out(tmp_path: Path) -> None:
    assert killing(tmp_path, "early")["lost"] > 0
