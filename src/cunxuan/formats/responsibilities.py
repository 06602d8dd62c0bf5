"""三级包联责任表 from a workbook: who answers for which township, village or group; one sheet or one for each level.

A column is known by its heading, wherever the headings stand in the first rows; a cell that is merged over several
rows counts in each of them. What a cell says of itself (a level, a telephone, a time, a group) is read here; whether
there is such a village is the database's to say. What crosses from the bounded process is JSON (`reading`).

Public: `read_responsibilities`, `Responsibilities`, `Line`, `Column`, `TITLES`, `level_in`, `phone_in`, `period_in`,
`groups_in`, `parts_of`, `NotSaid`.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Literal

from cunxuan.core.errors import BadInput
from cunxuan.core.ids import holds_id_number

from .kinds import refused
from .reading import Plain, run
from .residents.cells import text_in
from .residents.columns import REASON, plain
from .residents.groups import group_of_cell
from .residents.headings import LOOKED_AT, spread, together
from .tables import Follow
from .workbooks import Sheet, open_book
from .written import letters

Column = Literal["level", "name", "unit", "post", "phone", "township", "village", "group", "since", "until", "task"]
Level = Literal["leader", "cadre", "group", "instructor"]

#: Each column under the name that the program gives it, in the order in which it writes them.
TITLES: Mapping[Column, str] = {
    "level": "层级",
    "name": "姓名",
    "unit": "单位",
    "post": "职务",
    "phone": "电话",
    "township": "负责乡镇",
    "village": "负责村",
    "group": "负责组",
    "since": "起止时间",
    "until": "结束时间",
    "task": "任务",
}
ALIASES: Mapping[Column, str] = {
    "level": "层级 级别 类别 类型 包联层级 责任层级 责任类别 包联类别",
    "name": "姓名 名字 责任人 包联人 包联人姓名 责任人姓名 包联领导 包联干部 包村干部 包组干部 指导员 干部姓名",
    "unit": "单位 工作单位 所在单位 派出单位 单位名称 部门",
    "post": "职务 职位 现任职务 职务职级 岗位",
    "phone": "电话 联系电话 手机 手机号 手机号码 电话号码 联系方式",
    "township": "负责乡镇 包联乡镇 包乡镇 乡镇 所包乡镇 联系乡镇 乡 镇 乡镇名称 责任乡镇 片区 包片",
    "village": "负责村 包联村 包村 所包村 联系村 村 村名 行政村 责任村 负责的村 村庄",
    "group": "负责组 包联组 包组 所包组 联系组 组 组别 村民小组 小组 责任组",
    "since": "起止时间 起止年度 起止日期 起止年月 起止 时间 年度 期限 任期 开始时间 开始日期 起始时间 起始日期 自",
    "until": "结束时间 结束日期 截止时间 截止日期 终止时间 至",
    "task": "任务 工作任务 主要任务 职责 工作职责 责任内容 主要职责",
}
KNOWN: Mapping[str, Column] = {alias: column for column, aliases in ALIASES.items() for alias in aliases.split()}
PLACES: frozenset[Column] = frozenset(("township", "village", "group"))
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Line:
    """A row that names somebody: the text of each column that is there, and where the columns stand."""

    sheet: str
    row: int
    said: Mapping[Column, str]
    columns: Mapping[Column, int]

    def text(self, column: Column) -> str:
        return self.said.get(column, "")

    def cell(self, column: Column) -> str:
        """C14. What stands in no column of its own is shown at the name."""
        return f"{letters(self.columns.get(column, self.columns.get('name', 0)))}{self.row}"


@dataclass(frozen=True, slots=True)
class Responsibilities:
    """What a workbook says. `not_data` are rows without a name and a place, `without` sheets without headings."""

    lines: tuple[Line, ...]
    not_data: int
    headings: Mapping[str, int]
    without: tuple[str, ...]


def read_responsibilities(path: Path) -> Responsibilities:
    """Reads a file in a process of its own; raises `BadInput` with one sentence."""
    items = run(spelled_responsibilities, path)
    not_data, headings, without, columns = next(items)
    lines = tuple(Line(sheet, row, said, columns[sheet]) for sheet, row, said in items)
    return Responsibilities(lines, not_data, headings, tuple(without))


def spelled_responsibilities(path: Path, *, follow: Follow) -> Iterator[Plain]:
    """In the process: what is known of the whole file, then each row."""
    headings: dict[str, int] = {}
    columns: dict[str, Mapping[Column, int]] = {}
    without: list[str] = []
    lines: list[Plain] = []
    not_data = 0
    with open_book(path) as book:
        for sheet in book.sheets:
            rows = [list(row) for row in follow(sheet.rows, sheet.height)]
            refuse_id_numbers(path, sheet, rows)
            found = headings_of(sheet, rows)
            if found is None:
                without += [sheet.name] if any(text_in(cell).strip() for row in rows for cell in row) else []
                continue
            headings[sheet.name], columns[sheet.name] = found
            for number, said in rows_below(sheet, rows, *found):
                if said.get("name") or PLACES & said.keys():
                    lines.append([sheet.name, number, said])
                else:
                    not_data += 1
    if not headings:
        raise no_headings(path, empty=not without)
    yield [not_data, headings, without, columns]
    yield from lines


def refuse_id_numbers(path: Path, sheet: Sheet, rows: Sequence[Sequence[object]]) -> None:
    """Who answers for a village needs no ID number, and the program does not keep what is not needed."""
    for number, row in enumerate(rows, start=1):
        for place, cell in enumerate(row, start=sheet.first_column):
            if holds_id_number(text_in(cell)):
                where = f"{letters(place)}{number}"
                raise refused(
                    path,
                    f"“{sheet.name}”表 {where} 里有身份证号，责任表不收身份证号",
                    "请删去身份证号这一列，再上传",
                    f"cell {where} of sheet {sheet.name} holds an ID number, which this table does not take. "
                    "Delete that column and send the file again.",
                )


def no_headings(path: Path, *, empty: bool) -> BadInput:
    if empty:
        return BadInput(f"{path.name}：表里没有内容。请检查是不是选错了文件。", f"{path.name} is empty.")
    return BadInput(
        f"{path.name}：前 {LOOKED_AT} 行里没有找到标题。请加上一行标题，至少有“姓名”和“负责乡镇”“负责村”中的一列。",
        f"{path.name}: there are no headings in the first {LOOKED_AT} rows. Add one with 姓名 and 负责乡镇 or 负责村.",
    )


# Headings and rows


def headings_of(sheet: Sheet, rows: Sequence[Sequence[object]]) -> tuple[int, dict[Column, int]] | None:
    """The row in which most columns are known, alone or with the one above it; it names a person and a place."""
    lines = [
        {sheet.first_column + at: text for at, cell in enumerate(row) if (text := text_in(cell).strip())}
        for row in rows[: LOOKED_AT + 1]
    ]
    best: tuple[int, dict[Column, int]] | None = None
    for at, line in enumerate(lines[:LOOKED_AT]):
        below = lines[at + 1] if at + 1 < len(lines) else {}
        for number, names in (
            (at + 1, {column: (text,) for column, text in line.items()}),
            (at + 2, together(spread(line, at + 1, sheet.merged), below) if below else {}),
        ):
            columns = known_in(names)
            if "name" in columns and PLACES & columns.keys() and (best is None or len(columns) > len(best[1])):
                best = number, columns
    return best


def known_in(names: Mapping[int, Sequence[str]]) -> dict[Column, int]:
    """The first column that has a name is it; what the program wrote beside the rows earlier is none."""
    found: dict[Column, int] = {}
    for at, possible in names.items():
        column = next((KNOWN[plain(name)] for name in possible if plain(name) in KNOWN), None)
        if column is not None and REASON not in possible:
            found.setdefault(column, at)
    return found


def rows_below(
    sheet: Sheet, rows: Sequence[Sequence[object]], heading: int, columns: Mapping[Column, int]
) -> Iterator[tuple[int, dict[Column, str]]]:
    """Each row with something in it; what is merged over several rows stands in each."""
    above = {
        (row, column): (top, column)
        for top, left, bottom, right in sheet.merged
        for column in range(left, right + 1)
        if top > heading and bottom - top < len(rows)
        for row in range(top, bottom + 1)
    }
    for number, row in islice(enumerate(rows, start=1), heading, None):
        said: dict[Column, str] = {}
        for column, at in columns.items():
            line, place = above.get((number, at), (number, at))
            cells = row if line == number else rows[line - 1]
            index = place - sheet.first_column
            text = text_in(cells[index]).strip()[:LONGEST] if 0 <= index < len(cells) else ""
            if text:
                said[column] = text
        if said:
            yield number, said


# What a cell says of itself


class NotSaid(Exception):
    """A cell that cannot be read: why, in both languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh)
        self.zh, self.en = zh, en


#: A word in a cell or in the name of a sheet, and the level it means; the first that is found counts.
LEVELS: tuple[tuple[str, Level], ...] = (
    ("指导员", "instructor"),
    ("包组", "group"),
    ("村干部", "group"),
    ("村级", "group"),
    ("包村", "cadre"),
    ("乡镇干部", "cadre"),
    ("乡干部", "cadre"),
    ("镇干部", "cadre"),
    ("乡镇级", "cadre"),
    ("乡级", "cadre"),
    ("镇级", "cadre"),
    ("包乡", "leader"),
    ("包镇", "leader"),
    ("包片", "leader"),
    ("县领导", "leader"),
    ("县级", "leader"),
)


def level_in(text: str) -> Level | None:
    """The level that a text names; None where it names none."""
    return next((level for word, level in LEVELS if word in text), None)


BETWEEN = re.compile(r"[、，,;；/\s]+")


def parts_of(text: str) -> tuple[str, ...]:
    """The places that one cell lists: 柳树村、桃园村."""
    return tuple(part for part in BETWEEN.split(unicodedata.normalize("NFKC", text)) if part)


def groups_in(text: str) -> tuple[int, ...]:
    """Of 3组, 一、二组 or 1-3组; empty where there is something that is no group."""
    found: list[int] = []
    for part in parts_of(text):
        first, dash, last = re.sub("[—–~至到]", "-", part).partition("-")
        begin, end = group_of_cell(first), group_of_cell(last) if dash else group_of_cell(first)
        if begin is None or end is None or not begin <= end < begin + 50:
            return ()
        found += range(begin, end + 1)
    return tuple(dict.fromkeys(found))


PHONE = re.compile(r"[0-9+\-() /、,]+")


def phone_in(text: str) -> str:
    """A telephone without spaces at its ends; raises `NotSaid` for letters and for a length there is none."""
    phone = unicodedata.normalize("NFKC", text).strip()
    if phone and not PHONE.fullmatch(phone):
        raise NotSaid(
            f"电话“{text}”里有不是数字的字，请照号码改正",
            f"the telephone “{text}” has characters that are no digits; correct the number",
        )
    for one in re.split("[/、,]", phone):
        digits = re.sub(r"\D", "", one)
        mobile = digits.startswith("1") and len(digits) > 8
        if digits and (len(digits) != 11 if mobile else not 5 <= len(digits) <= 13):
            raise NotSaid(
                f"电话“{one.strip()}”是 {len(digits)} 位，请核对",
                f"the telephone “{one.strip()}” has {len(digits)} digits; check it",
            )
    return phone


DAY = re.compile(r"((?:19|20)[0-9]{2})\s*[年./-]\s*([0-9]{1,2})(?:\s*[月./-]\s*([0-9]{1,2})\s*日?|\s*月)?(?![0-9])")
YEARS = re.compile(r"\s*((?:19|20)[0-9]{2})\s*年?(?:度)?\s*(?:[-—–~至到]+\s*((?:19|20)[0-9]{2})\s*年?(?:度)?)?\s*")


def period_in(text: str, until: str = "") -> tuple[date | None, date | None]:
    """From when until when; a year or a month counts from its first day to its last. Raises `NotSaid`."""
    whole = " 至 ".join(part for part in (text, until) if part)
    if not whole.strip():
        return None, None
    years = YEARS.fullmatch(unicodedata.normalize("NFKC", whole))
    if years:
        first, last = int(years[1]), int(years[2] or years[1])
        begin, end = date(first, 1, 1), date(last, 12, 31)
    else:
        found = list(DAY.finditer(unicodedata.normalize("NFKC", whole)))
        if not 1 <= len(found) <= 2:
            raise not_a_time(whole)
        begin = day_of(found[0], whole, last=False)
        if len(found) == 1:
            return begin, None
        end = day_of(found[1], whole, last=True)
    if end < begin:
        raise NotSaid(
            f"“{whole}”的结束早于开始，请核对起止时间", f"“{whole}” ends before it begins; check the two dates"
        )
    return begin, end


def day_of(found: re.Match[str], whole: str, *, last: bool) -> date:
    year, month = int(found[1]), int(found[2])
    try:
        day = int(found[3]) if found[3] else calendar.monthrange(year, month)[1] if last else 1
        return date(year, month, day)
    except (ValueError, calendar.IllegalMonthError) as error:
        raise not_a_time(whole) from error


def not_a_time(text: str) -> NotSaid:
    return NotSaid(
        f"看不懂起止时间“{text}”，请写成 2026-11-07 至 2027-03-31",
        f"the time “{text}” cannot be read; write it as 2026-11-07 至 2027-03-31",
    )
