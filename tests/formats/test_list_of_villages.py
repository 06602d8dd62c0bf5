"""A county's list of villages: a row that would break a page, a paper or an address is refused with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from cunxuan.core.errors import BadInput
from cunxuan.formats.villages import COLUMNS, read_villages

ROW = {
    "village_code": "130123101201",
    "village": "柳树村",
    "township_code": "130123101",
    "township": "柳林镇",
    "county_code": "130123",
    "county": "清河县",
}


def listed(tmp_path: Path, **changed: str) -> Path:
    row = {**ROW, **changed}
    cells = ",".join(f'"{cell}"' for cell in row.values())
    path = tmp_path / "村名单.csv"
    path.write_text(f"{','.join(COLUMNS.values())}\n{cells}\n", "utf-8")
    return path


def test_a_row_is_read(tmp_path: Path) -> None:
    assert read_villages(listed(tmp_path)) == [ROW]


@pytest.mark.parametrize(
    ("column", "written"),
    [
        ("village_code", "１３０１２３１０１２０１"),
        ("village_code", "13012310120"),
        ("village_code", "²30123101201"),
        ("county_code", "13012"),
        ("village_code", "130199101201"),
        ("village", ""),
        ("township", ""),
        ("village", "柳\n树村"),
        ("village", "柳\x0b树村"),
        ("county", "清" * 31),
    ],
)
def test_what_cannot_be_is_refused_with_its_row(column: str, written: str, tmp_path: Path) -> None:
    with pytest.raises(BadInput) as problem:
        read_villages(listed(tmp_path, **{column: written}))
    assert problem.value.text.startswith("村名单.csv 第 2 行")
