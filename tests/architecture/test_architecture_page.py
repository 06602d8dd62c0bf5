"""docs/architecture.md is the picture of this code: the same packages, the same layers, the same files."""

from __future__ import annotations

import configparser
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "cunxuan"
PAGE = (ROOT / "docs" / "architecture.md").read_text("utf-8")
TREE, LAYERS = re.findall(r"^```\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def test_the_layers_on_the_page_are_those_that_are_enforced() -> None:
    linter = configparser.ConfigParser()
    linter.read(ROOT / ".importlinter", "utf-8")
    assert LAYERS.split("\n") == [*linter["importlinter:contract:layers"]["layers"].strip().split("\n"), ""]


def test_every_package_stands_in_the_tree_and_nothing_else() -> None:
    drawn = re.findall(r"^  (\w+)/ ", TREE, re.MULTILINE)
    assert sorted(drawn) == sorted(init.parent.name for init in PACKAGE.glob("*/__init__.py"))


def test_every_package_stands_in_a_layer() -> None:
    assert set(re.findall(r"\w+", LAYERS)) == {init.parent.name for init in PACKAGE.glob("*/__init__.py")}


def test_the_tree_names_every_module_of_the_core() -> None:
    core = TREE[TREE.index("  core/") : TREE.index("  data/")]
    beneath = {module.name for module in (PACKAGE / "core").glob("*/*.py")}
    assert sorted(set(re.findall(r"\w+\.py", core)) - beneath) == sorted(
        module.name for module in (PACKAGE / "core").glob("*.py") if module.name not in ("__init__.py", *beneath)
    )


def test_every_module_and_decision_that_the_page_names_is_there() -> None:
    for dotted in re.findall(r"`core\.(\w+)", PAGE):
        assert (PACKAGE / "core" / f"{dotted}.py").exists(), dotted
    for link in re.findall(r"\]\(([^)#]+)", PAGE):
        assert (ROOT / "docs" / link).exists(), link
