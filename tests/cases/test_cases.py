"""The worked cases, asked through the public command: JSON in, JSON out, and the exit status."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from cunxuan.cli.law import app

CASES = [
    case
    for file in sorted(Path(__file__).parent.glob("*.toml"))
    for case in tomllib.loads(file.read_text("utf-8"))["case"]
]


def ask(given: Any) -> tuple[Any, int]:
    answered = CliRunner().invoke(app, ["determine", "-"], input=json.dumps(given))
    return json.loads(answered.stdout), answered.exit_code


@pytest.mark.parametrize("case", CASES, ids=[f"{case['id']} {case['name']}" for case in CASES])
def test_the_command_answers_as_the_law_says(case: dict[str, Any]) -> None:
    answer, status = ask(case["given"])
    expected = dict(case["expected"])
    assert status == expected.pop("exit", status)
    for key, wanted in expected.items():
        READ[key](answer, wanted) if key in READ else agrees(answer[key], wanted, key)


def agrees(found: Any, wanted: Any, where: str) -> None:
    """Every key that the case names has the value it names; lists of objects pairwise, in order."""
    if isinstance(wanted, dict) and wanted:
        for key, value in wanted.items():
            agrees(found[key], value, f"{where}.{key}")
    elif isinstance(wanted, list) and wanted and isinstance(wanted[0], dict):
        assert len(found) == len(wanted), (where, found)
        for i, value in enumerate(wanted):
            agrees(found[i], value, f"{where}[{i}]")
    else:
        assert (found or "") == wanted if wanted == "" else found == wanted, (where, found)


def reasons(answer: Any, wanted: list[str]) -> None:
    assert set(wanted) <= {finding["reason"] for finding in answer["findings"]}


def absent(answer: Any, unwanted: list[str]) -> None:
    assert not set(unwanted) & {finding["reason"] for finding in answer["findings"]}


def elected(answer: Any, wanted: dict[str, list[str]]) -> None:
    found: dict[str, list[str]] = {}
    for person in answer["elected"]:
        found.setdefault(person["post"], []).append(person["name"])
    assert found == wanted


def not_elected(answer: Any, wanted: list[dict[str, Any]]) -> None:
    for person in wanted:
        assert any(person.items() <= found.items() for found in answer["not_elected"]), person


def votes(answer: Any, wanted: dict[str, int]) -> None:
    assert wanted.items() <= {person["name"]: person["votes"] for person in answer["elected"]}.items()


def numbers(answer: Any, wanted: dict[str, dict[str, int]]) -> None:
    found = {finding["reason"]: finding["numbers"] for finding in answer["findings"]}
    for reason, values in wanted.items():
        assert values.items() <= found[reason].items()


def no_figures(answer: Any, _: bool) -> None:
    assert answer["participants"] is None
    assert answer["threshold"] is None
    assert {person["votes"] for person in answer["not_elected"]} == {None}


READ = {
    "reasons": reasons,
    "absent": absent,
    "elected": elected,
    "not_elected": not_elected,
    "votes": votes,
    "numbers": numbers,
    "no_figures": no_figures,
}


def test_all_cases_together_are_answered_by_one_process_in_their_order() -> None:
    given = [case["given"] for case in CASES]
    command = [sys.executable, "-c", "from cunxuan.cli.law import app; app()", "determine", "-", "--lang", "en"]
    run = subprocess.run(command, input=json.dumps(given).encode(), capture_output=True, check=False)
    answers = json.loads(run.stdout)
    assert run.returncode == 1  # some of them are void
    assert [answer["outcome"] for answer in answers] == [case["expected"]["outcome"] for case in CASES]
    assert not run.stderr
