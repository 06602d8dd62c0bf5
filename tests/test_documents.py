"""What the pages of docs/ say about the program is so: codes, law, settings, commands, words."""

from __future__ import annotations

import ast
import importlib.util
import random
import re
import shlex
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import chain
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

import cunxuan.cli.county
import cunxuan.cli.papers  # noqa: F401  its commands too
from cunxuan.cli import app
from cunxuan.core.case import case_from_json
from cunxuan.core.count_catalogue import CATALOGUE as CHECKS
from cunxuan.core.determination import determine
from cunxuan.core.errors import BadInput
from cunxuan.core.findings import CATALOGUE, STEP_DAY, THE_ONE_NAMED, Finding
from cunxuan.core.given import rules_of
from cunxuan.core.law import packs, parameters, rules_for, rules_of_pack
from cunxuan.core.law.own_file import OPTIONAL, TEXTS
from cunxuan.core.law.statutes import statutes
from cunxuan.core.questions import QUESTIONS
from cunxuan.core.reasons import WORDS
from cunxuan.core.step_answers import timetable_from_json
from cunxuan.core.steps import COURSES
from cunxuan.core.timetable import Step, plan
from cunxuan.core.worked_cases import read_cases
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


def test_the_page_of_findings_has_the_findings_of_every_module() -> None:
    """Each module of the core adds its own to the catalogue when it is imported; the page imports them all."""
    text, codes = page("findings.md"), set()
    for file in (SOURCE / "core").rglob("*.py"):
        for call in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "define":
                codes |= {str(one.value) for one in call.args[:1] if isinstance(one, ast.Constant)}
    assert len(codes) > 100
    assert {code for code in codes if f"| {code} |" not in text} == set()


def test_the_page_of_rules_has_every_rule_whole() -> None:
    text = page("rules.md")
    for rule in statutes():
        line = next(line for line in text.splitlines() if f'<a id="{rule.id.lower()}"></a>' in line)
        parts = (rule.zh, rule.en, *rule.computed, *(f"(law.md#{key})" for key in (*rule.parameters, *rule.shown)))
        assert {part for part in parts if part not in line} == set()
        if rule.people:
            assert rule.people.zh in line
            assert {one for one in (*rule.people.papers, *rule.people.steps) if f"`{one}`" not in line} == set()


PACKS_OF_COMMITTEES = [pack for pack in packs() if "win" in rules_of_pack(pack.name).rules]


def cases() -> Iterator[Finding]:
    """Every finding of the worked cases: of counts of committees, of questions, of timetables."""
    for file in sorted((ROOT / "tests" / "cases").glob("*.toml")):
        for case in read_cases(file.read_text("utf-8"), file.name):
            for one in case.given if isinstance(case.given, list) else [case.given]:
                try:
                    yield from found_in(case.command, one)
                except BadInput:
                    continue


def found_in(command: str, given: dict[str, Any]) -> Iterator[Finding]:
    if command == "timetable" and "earliest" not in given:
        yield from told(timetable_from_json(given)[1])
    elif command == "ask":
        polling_day = date.fromisoformat(given["polling_day"]) if "polling_day" in given else None
        yield from QUESTIONS[given["question"]].answer(rules_of(given, polling_day), given).findings
    elif command == "determine" and given.get("election", "committee") == "committee":
        yield from determine(case_from_json(given)).findings


def chance() -> Iterator[Finding]:
    """Every finding of many invented polls under every pack, right and wrong ones."""
    dice = random.Random(20261213)
    for pack in PACKS_OF_COMMITTEES:
        for _ in range(150):
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
    for pack in PACKS_OF_COMMITTEES:
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


def told(steps: tuple[Step, ...]) -> Iterator[Finding]:
    return (finding for step in steps for finding in step.findings)


#: The share of the catalogue that these examples have to reach; the tests of each module reach the rest.
LEAST_SEEN = 0.6

STEP_LIMITS = {limit.rule for course in COURSES.values() for kind in course for limit in kind.limits}


def test_each_finding_rests_on_the_parameter_that_the_page_names() -> None:
    seen = set()
    for finding in chain(cases(), chance(), timetables(), texts_of_law()):
        seen.add(finding.code)
        keys = STEP_LIMITS if finding.kind.rests_on == STEP_DAY else finding.kind.rests_on
        if finding.rule is not None and keys != THE_ONE_NAMED:
            assert finding.rule.key in keys, (finding.code, finding.rule.key)
    assert {code[0] for code in seen} >= {"L", "D", "B", "T"}
    assert len(seen) > len(CATALOGUE) * LEAST_SEEN, sorted(set(CATALOGUE) - seen)


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
        usage = " ".join(re.findall(rf"^`({name} ?[^`]*)`$", sections[name], re.M))
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


def blocks_of_the_guide() -> list[str]:
    return re.findall(r"^```toml\n(.*?)^```$", page("guide/law-pack.md"), re.M | re.S)


def test_the_pack_and_the_cases_of_the_guide_are_as_the_guide_says(tmp_path: Path) -> None:
    for name, text in zip(("qinghe.toml", "qinghe-cases.toml"), blocks_of_the_guide(), strict=True):
        (tmp_path / name).write_text(text, "utf-8")
        assert f"`{name}`" in page("guide/law-pack.md")
    words = ["law", "check", str(tmp_path / "qinghe.toml"), "--cases", str(tmp_path / "qinghe-cases.toml")]
    run = CliRunner().invoke(app, words)
    assert run.exit_code == 0, run.stdout
    assert "要改正的 0 处" in run.stdout
    assert "试算案例 3 个，不符 0 个" in run.stdout


def test_a_slip_in_the_pack_of_the_guide_is_found(tmp_path: Path) -> None:
    """The example would not pass whatever it said."""
    pack, cases_of_it = blocks_of_the_guide()
    (tmp_path / "qinghe.toml").write_text(pack.replace("proxy_cap = { value = 2", "proxy_cap = { value = 3"), "utf-8")
    (tmp_path / "qinghe-cases.toml").write_text(cases_of_it, "utf-8")
    words = ["law", "check", str(tmp_path / "qinghe.toml"), "--cases", str(tmp_path / "qinghe-cases.toml")]
    run = CliRunner().invoke(app, words)
    assert run.exit_code == 1
    assert "QH-3" in run.stdout


def test_the_guide_names_every_key_of_the_head_of_a_pack() -> None:
    text = page("guide/law-pack.md")
    assert {key for key in (*TEXTS, *OPTIONAL, "since") if f"`{key}`" not in text} == set()


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
