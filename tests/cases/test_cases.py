"""The worked cases, asked through the public commands: JSON in, JSON out, and the exit status."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cunxuan.cli.law import app
from cunxuan.core.worked_cases import Answered, WorkedCase, answered, mismatches, read_cases

CASES = [
    case
    for file in sorted(Path(__file__).parent.glob("*.toml"))
    for case in read_cases(file.read_text("utf-8"), file.name)
]
DETERMINED = [case for case in CASES if case.command == "determine"]


def of(case: WorkedCase) -> str:
    return f"{case.id} {case.name}"


def ask_the_command(case: WorkedCase) -> Answered:
    words, given = [case.command, "-"], case.given
    if case.command == "timetable":
        options = {key: value for key, value in given.items() if key != "done"}
        words = ["timetable", "--json", "--done", "-"]
        for key, value in options.items():
            words += [f"--{key.replace('_', '-')}", *([] if value is True else [value])]
        given = given.get("done", {})
    run = CliRunner().invoke(app, words, input=json.dumps(given))
    answer: Any = json.loads(run.stdout) if run.stdout else {"error": run.stderr.strip()}
    return Answered(answer, run.exit_code)


@pytest.mark.parametrize("case", CASES, ids=of)
def test_the_command_answers_as_the_law_says(case: WorkedCase) -> None:
    assert [one.sentence() for one in mismatches(case, ask_the_command(case))] == []


@pytest.mark.parametrize("case", CASES, ids=of)
def test_a_lawyer_without_the_command_line_is_answered_the_same(case: WorkedCase) -> None:
    assert answered(case) == ask_the_command(case)


def test_no_two_cases_have_one_name() -> None:
    names = [case.id for case in CASES]
    assert {name for name in names if names.count(name) > 1} == set()


def test_all_cases_together_are_answered_by_one_process_in_their_order() -> None:
    given = [case.given for case in DETERMINED]
    command = [sys.executable, "-c", "from cunxuan.cli.law import app; app()", "determine", "-", "--lang", "en"]
    run = subprocess.run(command, input=json.dumps(given).encode(), capture_output=True, check=False)
    answers = json.loads(run.stdout)
    assert run.returncode in (1, 2)  # some of them are void, one or the other cannot be answered
    outcomes = [(case.id, answer.get("outcome")) for case, answer in zip(DETERMINED, answers, strict=True)]
    assert outcomes == [(case.id, case.expected.get("outcome")) for case in DETERMINED]
    assert not run.stderr
