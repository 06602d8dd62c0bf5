"""What the pages of docs/ say about the program is so: codes, law, settings, commands, words."""

from __future__ import annotations

import ast
import importlib.util
import json
import random
import re
import shlex
import sys
import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import typer

import cunxuan.cli.county  # noqa: F401  its commands join the app
from cunxuan.cli import app
from cunxuan.core.case import case_from_json
from cunxuan.core.count_catalogue import CATALOGUE as CHECKS
from cunxuan.core.determination import determine
from cunxuan.core.errors import BadInput
from cunxuan.core.findings import CATALOGUE, STEP_DAY, THE_ONE_NAMED, Finding
from cunxuan.core.law import packs, parameters, rules_for, rules_of_pack
from cunxuan.core.reasons import WORDS
from cunxuan.core.steps import STEPS
from cunxuan.core.timetable import plan
from cunxuan.formats.residents import HEADINGS

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
SOURCE = ROOT / "src" / "cunxuan"


def page(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def rows(name: str) -> Iterator[list[str]]:
    """The cells of every table of a page, without heads and rules."""
    for line in page(name).splitlines():
        if line.startswith("| ") and not line.startswith("| ---"):
            yield [cell.strip() for cell in line.strip("|").split(" | ")]


def in_source() -> Iterator[ast.AST]:
    for file in sorted(SOURCE.rglob("*.py")):
        yield from ast.walk(ast.parse(file.read_text("utf-8")))


# -- pages made from the code -------------------------------------------------------------------------------------


def load_script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("document", ROOT / "scripts" / "document.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules["document"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


document = load_script()


@pytest.mark.parametrize("name", document.pages())
def test_a_page_made_from_the_code_says_what_the_code_says(name: str) -> None:
    assert page(name) == document.pages()[name], "run .venv/bin/python scripts/document.py and commit the page"


def test_a_page_that_somebody_edited_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(document, "DOCS", tmp_path)
    assert document.main([]) == 0
    assert document.main(["--check"]) == 0
    law = tmp_path / "law.md"
    law.write_text(law.read_text("utf-8").replace("1/3", "1/4"), "utf-8")
    assert document.main(["--check"]) == 1
    assert "docs/law.md" in capsys.readouterr().err


def test_the_page_of_the_law_has_every_pack_and_every_value() -> None:
    text = page("law.md")
    for pack in packs():
        section = text.split(f"</a>{pack.name} ")[1].split("\n## ")[0]
        for rule in pack.rules.values():
            line = next(line for line in section.splitlines() if line.startswith(f"| [`{rule.key}`]"))
            assert ("[M] 待县核对" in line) is not rule.confirmed
            assert rule.basis.removeprefix(rule.title).strip() in line
    assert all(f'<a id="{key}"></a>' in text for key in parameters())


def test_the_page_of_findings_has_every_code_with_both_sentences() -> None:
    text = page("findings.md")
    for kind in CATALOGUE.values():
        assert f"| {kind.code} | `{kind.reason}` | {kind.severity} | {kind.zh}<br>{kind.en} |" in text
    for check in CHECKS.values():
        line = next(line for line in text.splitlines() if line.startswith(f"| {check.code} |"))
        assert (check.fails_zh or check.waits_zh) in line
        assert check.basis[0] in line
    assert all(f"| `{reason}` | " in text for reason in WORDS)


def test_the_page_of_findings_has_every_refusal() -> None:
    text = page("findings.md")
    written = {code for file in SOURCE.rglob("*.py") for code in re.findall(r'Refusal\(\s*"(\w+)"', file.read_text())}
    assert "SAME_PERSON" in written
    assert {code for code in written if f"| `{code}` |" not in text} == set()


def cases() -> Iterator[Finding]:
    """Every finding of the worked cases."""
    for file in (ROOT / "tests" / "cases").glob("*.toml"):
        for case in tomllib.loads(file.read_text("utf-8"))["case"]:
            given = json.loads(json.dumps(case["given"], default=str))
            for one in given if isinstance(given, list) else [given]:
                try:
                    yield from determine(case_from_json(one)).findings
                except BadInput:
                    continue


def chance() -> Iterator[Finding]:
    """Every finding of many invented polls under every pack, right and wrong ones."""
    dice = random.Random(20261213)
    for pack in packs():
        for _ in range(300):
            case = {
                "pack": pack.name,
                "registered": 100,
                "round": dice.choice(("first", "first", "runoff", "revote")),
                "account": {key: dice.randint(40, 105) for key in ("issued", "signed", "returned")},
                "measures": dice.choice(({}, {"over_vote": "column"}, {"count_down": True}, {"woman_seat": "line"})),
                "contests": [
                    contest(dice, post, seats) for post, seats in (("chair", 1), ("vice_chair", 1), ("member", 3))
                ],
            }
            yield from determine(case_from_json(case)).findings


def contest(dice: random.Random, post: str, seats: int) -> dict[str, object]:
    people = [
        {"name": f"{post}{n}", "sex": dice.choice("MMMF"), "votes": dice.choice((20, 30, 30, 55, 60, 70, 106))}
        for n in range(dice.randint(seats, seats + 2))
    ]
    return {"post": post, "seats": seats, "candidates": people}


def timetables() -> Iterator[Finding]:
    """Every finding of steps done on time, early, late, in the wrong order and not at all, under every pack."""
    day = date(2026, 12, 13)
    for pack in packs():
        steps = plan(rules_of_pack(pack.name), day)
        for shift in (-90, -1, 0, 1, 90):
            done = {step.step: step.recommended + timedelta(days=shift) for step in steps}
            yield from told(plan(rules_of_pack(pack.name), day, done, day))
        for step in steps:
            legal = step.latest or step.earliest or step.recommended
            yield from told(plan(rules_of_pack(pack.name), day, {step.step: legal}, day + timedelta(days=400)))


def texts_of_law() -> Iterator[Finding]:
    """Every finding about the texts: one that gave way, one not held, one named for another day."""
    yield from rules_for("310115100200", date(2026, 12, 13)).findings
    yield from rules_for("140824100200", date(2026, 12, 13)).findings
    yield from rules_of_pack("ZJ@2020-07-31", date(2026, 12, 13)).findings


def told(steps: tuple[object, ...]) -> Iterator[Finding]:
    return (step.finding for step in steps if step.finding)  # type: ignore[attr-defined]


STEP_LIMITS = {limit.rule for kind in STEPS for limit in kind.limits}


def test_each_finding_rests_on_the_parameter_that_the_page_names() -> None:
    seen = set()
    for finding in chain(cases(), chance(), timetables(), texts_of_law()):
        seen.add(finding.code)
        keys = STEP_LIMITS if finding.kind.rests_on == STEP_DAY else finding.kind.rests_on
        if finding.rule is not None and keys != THE_ONE_NAMED:
            assert finding.rule.key in keys, (finding.code, finding.rule.key)
    assert {code[0] for code in seen} == {"L", "D", "B", "T"}
    assert len(seen) > len(CATALOGUE) * 0.8, sorted(set(CATALOGUE) - seen)


def test_every_source_of_the_law_is_explained() -> None:
    named = {rule.source for pack in packs() for rule in pack.rules.values()} | {pack.source for pack in packs()}
    assert named == {cells[0].strip("`") for cells in rows("sources.md") if cells[0].startswith("`")}


# -- settings -----------------------------------------------------------------------------------------------------

SETTING = re.compile(r"\b(CUNXUAN_[A-Z_]+[A-Z]|DATABASE_URL)\b")


def settings_on_the_page() -> dict[str, str]:
    return {cells[0].strip("`"): cells[1] for cells in rows("settings.md") if SETTING.search(cells[0])}


def test_every_setting_is_on_the_page_and_no_other() -> None:
    used = {name for file in SOURCE.rglob("*.py") for name in SETTING.findall(file.read_text("utf-8"))}
    assert set(settings_on_the_page()) == used


def test_the_defaults_on_the_page_are_those_of_the_code() -> None:
    written = re.findall(
        r'environ\.get\("([A-Z_]+)", "([^"]+)"\)', (SOURCE / "config" / "settings.py").read_text("utf-8")
    )
    assert len(written) >= 6
    for name, default in written:
        assert settings_on_the_page()[name] == f"`{default}`"


# -- commands -----------------------------------------------------------------------------------------------------


def commands(group: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Every command with its full name; a group of commands is none itself."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, f"{path} {name}")
        else:
            yield f"{path} {name}", command


def test_every_command_is_on_the_page_with_all_its_options_and_no_other() -> None:
    real = dict(commands(typer.main.get_command(app), "cunxuan"))
    sections = dict(re.findall(r"^## `(cunxuan [^`]+)`\n(.*?)(?=^## |\Z)", page("commands.md"), re.M | re.S))
    assert set(sections) == set(real)
    assert "cunxuan law determine" in real
    for name, command in real.items():
        usage = sections[name].split("`")[1]
        options = {word for option in command.params for word in (*option.opts, *option.secondary_opts)}
        assert usage.startswith(name)
        assert set(re.findall(r"--[a-z-]+", usage)) == {word for word in options if word.startswith("--")}, name


def lines_of_the_guide() -> Iterator[list[str]]:
    """Every line in which the guide calls the program."""
    for guide in sorted((DOCS / "guide").glob("*.md")):
        for block in re.findall(r"^```\n(.*?)^```$", guide.read_text("utf-8"), re.M | re.S):
            yield from (shlex.split(line)[1:] for line in block.splitlines() if line.startswith("cunxuan "))


def test_every_command_of_the_guide_can_be_called_so() -> None:
    """Parsed as the program parses it, without being carried out."""
    program = typer.main.get_command(app)
    lines = list(lines_of_the_guide())
    assert ["verify"] in lines
    for words in lines:
        command: Any = program
        while hasattr(command, "commands"):
            command, words = command.commands[words[0]], words[1:]
        command.make_context(command.name, list(words))


def test_the_guide_names_the_columns_of_a_list_of_residents_and_buttons_that_are_there() -> None:
    text = page("guide/first-county.md")
    assert [cells[0] for cells in rows("guide/first-county.md")][1:] == list(HEADINGS.values())
    said = "".join(file.read_text("utf-8") for file in [*SOURCE.rglob("*.html"), *SOURCE.rglob("village_next.py")])
    buttons = set(re.findall(r"\*\*(.+?)\*\*", text))
    assert len(buttons) >= 6
    assert {button for button in buttons if button not in said} == set()


# -- words and decisions ------------------------------------------------------------------------------------------


def names_in_source() -> set[str]:
    """Every name that stands in the code itself, or as a key in quotes; not in comments."""
    found: set[str] = set()
    for node in in_source():
        found |= {str(value) for field in ("id", "attr", "arg", "name") if (value := getattr(node, field, None))}
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier():
            found.add(node.value)
    return found


def test_every_identifier_of_the_glossary_is_used_in_the_code() -> None:
    listed = {word for cells in rows("glossary.md") for word in re.findall(r"`(\w+)`", cells[0])}
    assert len(listed) > 50
    assert listed - names_in_source() == set()


def test_decisions_are_numbered_without_a_gap_and_fit_on_a_page() -> None:
    records = sorted((DOCS / "decisions").glob("*.md"))
    assert [int(record.name[:4]) for record in records] == list(range(1, len(records) + 1))
    for record in records:
        lines = record.read_text("utf-8").splitlines()
        assert lines[0].startswith(f"# {int(record.name[:4])}. ")
        assert len(lines) <= 40, record.name


PAGES = [*(ROOT / name for name in ("CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")), *sorted(DOCS.rglob("*.md"))]


@pytest.mark.parametrize("file", PAGES, ids=lambda file: str(file.relative_to(ROOT)))
def test_every_link_of_a_page_leads_somewhere(file: Path) -> None:
    for link in re.findall(r"\]\((?!https:)([^)\s]+)\)", file.read_text("utf-8")):
        target, _, anchor = link.partition("#")
        led_to = file.parent / target if target else file
        assert led_to.exists(), link
        assert not anchor or f'<a id="{anchor}"></a>' in led_to.read_text("utf-8"), link


def test_the_licence_is_whole() -> None:
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert [int(n) for n in re.findall(r"^(\d+)\. [A-Z]", text, re.MULTILINE)] == list(range(1, 16))
    assert text.strip().startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    assert "\nAppendix\n" in text
