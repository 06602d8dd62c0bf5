"""Every act of every app ends with its entry in the trail, and nothing outside the acts writes."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src" / "cunxuan"
ACTS = sorted([*SOURCE.glob("*/actions.py"), *SOURCE.glob("*/*_actions.py")])
WRITES = {"save", "create", "bulk_create", "delete", "update", "get_or_create", "update_or_create", "bulk_update"}


#: The trail itself, and what ends with it: acts on a count sheet, on a whole vote, on residents, on those who vote with
#: help, on a photograph, on officials, on guarantees.
LEAVES_AN_ENTRY = {
    *("trail", "record", "open_round", "add_residents", "add_people", "attach", "attach_photograph"),
    *("officials_of", "give_guarantees"),
}


def transactions() -> Iterator[tuple[str, ast.FunctionDef]]:
    for path in ACTS:
        for node in ast.parse(path.read_text("utf-8")).body:
            if isinstance(node, ast.FunctionDef) and any("atomic" in ast.unparse(one) for one in node.decorator_list):
                yield f"{path.parent.name}.{node.name}", node


def last_line(body: list[ast.stmt]) -> str:
    """What the last statement calls: of a loop the last in it, of a plain return the one before."""
    *before, last = body
    if isinstance(last, ast.For):
        return last_line(last.body)
    called = getattr(last, "value", None)
    name = ast.unparse(called.func) if isinstance(called, ast.Call) else ""
    return last_line(before) if isinstance(last, ast.Return) and name not in LEAVES_AN_ENTRY else name


@pytest.mark.parametrize(("name", "act"), list(transactions()), ids=[name for name, _ in transactions()])
def test_an_act_ends_with_its_trail(name: str, act: ast.FunctionDef) -> None:
    assert last_line(act.body) in LEAVES_AN_ENTRY, f"{name} ends without a trail entry"


def test_there_are_acts_to_look_at() -> None:
    assert len(list(transactions())) > 20


def written(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES:
            called = ast.unparse(node.func)
            if ".objects" in called or node.func.attr == "save":
                yield f"{path.relative_to(SOURCE)}:{node.lineno} {called}"


def test_only_acts_write() -> None:
    others = [
        path for path in SOURCE.rglob("*.py") if path not in ACTS and not {"migrations", "rendering"} & set(path.parts)
    ]
    assert [line for path in others for line in written(path)] == []
