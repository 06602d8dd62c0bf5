"""`cunxuan fonts check`: what papers look like on this machine, and whether they can be made at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from cunxuan.cli import app
from cunxuan.cli import county as county  # its commands join the app
from cunxuan.rendering import fonts


@pytest.fixture
def folders(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """A machine with other fonts: set BUNDLED_FOLDER or SYSTEM_FOLDERS."""
    monkeypatch.delenv("CUNXUAN_FONTS", raising=False)
    monkeypatch.setattr(fonts, "SYSTEM_FOLDERS", ())
    fonts.families.cache_clear()
    yield monkeypatch
    fonts.families.cache_clear()


def test_with_the_bundled_font_alone_papers_are_made_and_the_status_is_zero(folders: pytest.MonkeyPatch) -> None:
    run = CliRunner().invoke(app, ["fonts", "check"])
    assert run.exit_code == 0
    assert run.stdout.splitlines()[0] == "随软件安装的字体 Noto Sans S Chinese 在。"


def test_without_it_the_status_is_one(folders: pytest.MonkeyPatch, tmp_path: Path) -> None:
    folders.setattr(fonts, "BUNDLED_FOLDER", tmp_path)
    run = CliRunner().invoke(app, ["fonts", "check"])
    assert run.exit_code == 1
    assert run.stdout == "随软件安装的字体 Noto Sans S Chinese 不在，不能制作文书。请重新安装 cunxuan。\n"
