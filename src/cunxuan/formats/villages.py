"""A county's list of villages: CSV or Excel with the columns of the national list.

village_code, village, township_code, township, county_code, county (or their Chinese names), in any order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import Path
from unicodedata import category

from cunxuan.core.errors import BadInput

from .tables import tables, text_of

COLUMNS: Mapping[str, str] = {
    "village_code": "村代码",
    "village": "村",
    "township_code": "乡镇代码",
    "township": "乡镇",
    "county_code": "县代码",
    "county": "县",
}
NAMES = ("village", "township", "county")
LONGEST_NAME = 30
CODE_DIGITS: Mapping[str, int] = {"village_code": 12, "township_code": 9, "county_code": 6}


def read_villages(path: Path) -> list[dict[str, str]]:
    """The rows of a file, each a village with its township and county; raises `BadInput` with one sentence."""
    rows = list(numbered_rows(path))
    if not rows:
        raise BadInput(f"{path.name}：表里没有内容。请检查是不是选错了文件。", f"{path.name} is empty.")
    columns = header(path, rows[0][1])
    return [village(path, number, columns, cells) for number, cells in rows[1:] if any(cells)]


def numbered_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The rows of the first table, counted as Excel counts them."""
    for table in islice(tables(path), 1):
        for number, cells in enumerate(table.rows, start=1):
            yield number, [text_of(cell) for cell in cells]


def header(path: Path, cells: list[str]) -> dict[str, int]:
    found = {key: cells.index(name) for key, chinese in COLUMNS.items() for name in (key, chinese) if name in cells}
    missing = [chinese for key, chinese in COLUMNS.items() if key not in found]
    if missing:
        raise BadInput(
            f"{path.name} 第 1 行：缺少“{missing[0]}”一列。请补上这一列的标题。",
            f"{path.name} row 1: no column {missing[0]}.",
        )
    return found


def village(path: Path, number: int, columns: Mapping[str, int], cells: list[str]) -> dict[str, str]:
    row = {key: cells[index] if index < len(cells) else "" for key, index in columns.items()}
    for key, digits in CODE_DIGITS.items():
        if not (row[key].isascii() and row[key].isdigit() and len(row[key]) == digits):
            raise BadInput(
                f"{path.name} 第 {number} 行“{COLUMNS[key]}”：应为 {digits} 位数字，写的是“{row[key]}”。"
                "请改正后再导入。",
                f"{path.name} row {number}, {key}: {digits} digits expected, found “{row[key]}”.",
            )
    for key in NAMES:
        if not is_name(row[key]):
            raise BadInput(
                f"{path.name} 第 {number} 行“{COLUMNS[key]}”：应为一行名称，不超过 {LONGEST_NAME} 字，不能空着。"
                "请改正后再导入。",
                f"{path.name} row {number}, {key}: a name on one line of at most {LONGEST_NAME} characters expected.",
            )
    county, township, village_code = (row[key] for key in ("county_code", "township_code", "village_code"))
    if not (village_code.startswith(township) and township.startswith(county)):
        raise BadInput(
            f"{path.name} 第 {number} 行：{row['village']}的代码不在它的乡镇、县的代码之内。请核对三个代码。",
            f"{path.name} row {number}: the three codes do not lie within each other.",
        )
    return row


def is_name(text: str) -> bool:
    """Something that stands on one line of a page and of a paper: no line feed, no other control character."""
    return 0 < len(text) <= LONGEST_NAME and not any(category(character) in ("Cc", "Cs") for character in text)
