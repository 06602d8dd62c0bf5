"""The list of rules is whole, and what it says is computed is computed."""

from __future__ import annotations

import ast
import re
from collections import Counter
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from cunxuan.core.law import packs, parameters
from cunxuan.core.law.statutes import EDITIONS, READ, Statute, statutes
from cunxuan.core.steps import COURSES, NAMES

CORE = Path(__file__).resolve().parents[2] / "src" / "cunxuan" / "core"

PETITIONS = ["XF-22", "XF-23", "XF-34", "XF-35", "XF-2005", "XF-APART"]
OFFENCES = ["OFF-01", "OFF-02", "OFF-03", "OFF-04", "OFF-05"]


def numbered(prefix: str, last: int) -> list[str]:
    return [f"{prefix}-{n:02}" for n in range(1, last + 1)]


def of(statute: Statute) -> str:
    return statute.id


# -- whole ----------------------------------------------------------------------------------------------------------


def test_every_rule_of_the_law_stands_on_the_list_once() -> None:
    ids = [statute.id for statute in statutes()]
    wanted = [*numbered("OL", 33), *numbered("N", 16), *numbered("GC", 35), *numbered("P", 17), *PETITIONS, *OFFENCES]
    assert {name for name, times in Counter(ids).items() if times > 1} == set()
    assert set(wanted) - set(ids) == set()


def test_every_row_of_the_comparison_of_provinces_is_answered_by_one_rule() -> None:
    rows = Counter(row for statute in statutes() for row in statute.rows)
    wanted = [f"4/{row}" for row in range(1, 43)] + [f"4.1/{row}" for row in range(1, 42)]
    assert rows == Counter(wanted)


def test_every_parameter_belongs_to_a_rule() -> None:
    named = {key for statute in statutes() for key in (*statute.parameters, *statute.shown)}
    assert set(parameters()) - named == set()


@pytest.mark.parametrize("statute", statutes(), ids=of)
def test_a_rule_is_computed_or_says_why_people_see_to_it(statute: Statute) -> None:
    assert statute.computed or statute.people
    assert not statute.parameters or statute.computed
    assert not statute.shown or statute.people
    assert statute.zh.endswith("。")
    assert statute.en.endswith(".")
    assert statute.read in READ
    assert set(statute.article) <= set(EDITIONS)
    if statute.people:
        assert statute.people.zh.endswith("。")
        assert statute.people.en.endswith(".")


# -- so -------------------------------------------------------------------------------------------------------------

ARTICLES = {"cn2018": "CN@2018-12-29", "cn2026": "CN@2026-01-01", "party2020": "PARTY@2020-07-13"}


@pytest.mark.parametrize("statute", statutes(), ids=of)
def test_parameters_papers_and_steps_exist(statute: Statute) -> None:
    assert {key for key in (*statute.parameters, *statute.shown) if key not in parameters()} == set()
    if statute.people:
        printed = {paper for course in COURSES.values() for kind in course for paper in kind.document}
        assert set(statute.people.papers) - printed - OTHER_PAPERS == set()
        assert set(statute.people.steps) - set(NAMES) == set()


#: Papers that belong to no step of the timetable.
OTHER_PAPERS: set[str] = set()


@pytest.mark.parametrize("statute", [one for one in statutes() if one.article], ids=of)
def test_an_article_is_the_one_that_the_pack_of_the_edition_gives(statute: Statute) -> None:
    """Where the national law fixes the parameters of a rule, at least one of them stands in the article named."""
    for edition, article in statute.article.items():
        pack = next((pack for pack in packs() if pack.name == ARTICLES.get(edition)), None)
        keys = (*statute.parameters, *statute.shown)
        found = {pack.rules[key].article for key in keys if key in pack.rules} if pack else set()
        assert not found - {None} or article in found, (edition, found)


@pytest.mark.parametrize("statute", [one for one in statutes() if one.id[:2] == "P-" and one.parameters], ids=of)
def test_a_rule_of_the_party_is_marked_where_its_values_are_not_confirmed(statute: Statute) -> None:
    pack = next(pack for pack in packs() if pack.name == "PARTY@2020-07-13")
    rules = [pack.rules[key] for key in statute.parameters if key in pack.rules]
    if statute.read == "text":
        assert any(rule.confirmed for rule in rules)
    else:
        assert not all(rule.confirmed for rule in rules)


@pytest.mark.parametrize("statute", [one for one in statutes() if one.shown], ids=of)
def test_a_value_that_is_only_shown_is_computed_with_by_nothing_on_the_list(statute: Statute) -> None:
    read = {key for rule in statutes() for key in rule.parameters}
    assert set(statute.shown) & read == set()


@pytest.mark.parametrize("statute", [one for one in statutes() if one.computed], ids=of)
def test_what_computes_a_rule_can_be_called(statute: Statute) -> None:
    for name in statute.computed:
        assert callable(named(name)), name


def named(name: str) -> Any:
    """The function that a rule names, from the module it is defined in or public in."""
    parts = name.split(".")
    for end in range(len(parts) - 1, 0, -1):
        try:
            found: Any = import_module(".".join(("cunxuan", "core", *parts[:end])))
        except ModuleNotFoundError:
            continue
        for part in parts[end:]:
            found = getattr(found, part)
        return found
    raise AssertionError(name)


@pytest.mark.parametrize("statute", [one for one in statutes() if one.parameters], ids=of)
def test_what_computes_a_rule_reads_its_parameters(statute: Statute) -> None:
    read = [pattern for name in statute.computed for pattern in reads(name)]
    assert {key for key in statute.parameters if not any(re.fullmatch(one, key) for one in read)} == set()


def test_a_function_that_does_not_ask_for_a_parameter_is_not_said_to() -> None:
    assert "proxy_cap" not in reads("timetable.plan")
    assert "proxy_cap" in reads("people.proxies.may_hold")
    assert "candidate_margin_member_max" not in reads("people.nomination.contested")  # put together from two words
    assert any(re.fullmatch(one, "candidate_margin_member_max") for one in reads("people.nomination.contested"))


# -- what a function reads, from the source: the keys in it and in everything of the core that it calls --------------

Node = tuple[str, str]  # module, name

#: Where a key is a word and is not asked for its value.
WORDS_ONLY = ("law", "findings")


@cache
def modules() -> dict[str, ast.Module]:
    return {
        ".".join(file.relative_to(CORE).with_suffix("").parts).removesuffix(".__init__"): ast.parse(
            file.read_text("utf-8")
        )
        for file in CORE.rglob("*.py")
    }


@cache
def names_of(module: str) -> dict[str, ast.AST]:
    """What a module defines: functions, classes, and tables at its top."""
    found: dict[str, ast.AST] = {}
    for node in modules()[module].body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            found[node.name] = node
        for target in node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]:
            if isinstance(target, ast.Name):
                found[target.id] = node
    return found


@cache
def imported(module: str) -> dict[str, Node]:
    """What a module takes from others of the core: a name of a module, or a module as a whole (then no name)."""
    found = {}
    for node in ast.walk(modules()[module]):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("cunxuan.core"):
            source = (node.module or "").removeprefix("cunxuan.core").removeprefix(".")
            for alias in node.names:
                whole = f"{source}.{alias.name}".removeprefix(".")
                found[alias.asname or alias.name] = (whole, "") if whole in modules() else (source, alias.name)
    return found


def reads(name: str) -> set[str]:
    module, _, function = name.rpartition(".")
    if module == "law":
        return {".*"}  # the packs themselves
    return {key for node in reached((module, function)) for key in keys_in(node)}


@cache
def reached(start: Node) -> frozenset[Node]:
    found: set[Node] = set()
    waiting = [start]
    while waiting:
        module, name = waiting.pop()
        if (module, name) in found or name not in names_of(module):
            continue
        found.add((module, name))
        waiting += [node for node in called(module, names_of(module)[name]) if not node[0].startswith(WORDS_ONLY)]
    return frozenset(found)


def called(module: str, tree: ast.AST) -> list[Node]:
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            found.append(imported(module).get(node.id, (module, node.id)))
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            source, whole = imported(module).get(node.value.id, ("", "-"))
            if not whole:
                found.append((source, node.attr))
    return found


def keys_in(node: Node) -> set[str]:
    """Texts as they stand, and those put together as patterns; what a finding rests on is read by nobody."""
    found = set()
    for part in ast.walk(names_of(node[0])[node[1]]):
        if isinstance(part, ast.Call) and getattr(part.func, "id", getattr(part.func, "attr", "")) == "define":
            return set()
        if isinstance(part, ast.JoinedStr):
            pieces = [re.escape(str(one.value)) if isinstance(one, ast.Constant) else r"\w+" for one in part.values]
            if any(len(one) > 3 for one in pieces if one != r"\w+"):
                found.add("".join(pieces))
        elif isinstance(part, ast.Constant) and isinstance(part.value, str):
            found.add(re.escape(part.value))
    return found
