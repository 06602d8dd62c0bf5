"""docs/guide/residents-file.md says what the program says: every kind of dirt, every sentence, every heading."""

from __future__ import annotations

from pathlib import Path

import pytest

from cunxuan.formats.residents import DIRT, KINDS
from cunxuan.formats.residents.columns import ALIASES, TITLES
from cunxuan.formats.residents.dirt import guide
from formats.dirty import DIRTS

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "guide" / "residents-file.md").read_text("utf-8")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_table_of_the_page_is_that_of_the_program(language):
    assert "\n".join(guide(language)) in PAGE


def test_the_table_has_all_32_kinds_and_whatever_the_program_can_say():
    lines = list(guide("en"))
    assert [line.split(" | ")[0].strip("| ") for line in lines if not line.startswith("|  |")] == sorted(DIRTS)
    assert list(DIRT) == sorted(DIRTS)
    assert len(lines) == len(KINDS) + sum(bool(looks.done[0]) for looks in DIRT.values())


@pytest.mark.parametrize("column", ALIASES)
def test_the_page_names_every_heading(column):
    line = next(line for line in PAGE.splitlines() if line.startswith(f"| {TITLES[column]} | "))
    assert line.removesuffix(" |").split(" | ")[1].split("、") == [
        alias for alias in ALIASES[column].split() if alias != TITLES[column]
    ]
