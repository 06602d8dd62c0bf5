"""Two lists that strangers send of telephones: numbers for residents, and receipts or replies of a telecom office.

Both have their headings anywhere in the first rows, under the names that offices use. What is wrong is named at its
cell; a row is a person or receipt, or is wrong, or is no data: nothing is lost. Whether a village or a person exists is
the database's to say. Runs in the bounded process (`reading`).

Public: `read_numbers`, `read_receipts`, `Phones`, `Number`, `Receipt`, `Problem`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Generic, TypeVar

from cunxuan.core.errors import BadInput

from .kinds import refused
from .reading import Plain, run
from .residents.births import read_birth
from .residents.columns import REASON, plain
from .tables import Follow
from .workbooks import Sheet, open_book

T = TypeVar("T")
LOOKED_AT = 30
#: Nobody sends more rows of a county's telephones.
MOST_PROBLEMS = 5000

#: The headings of each column; the first is the program's own name for it.
NUMBERS: Mapping[str, str] = {
    "village": "村 村名 行政村 所在村 村委会 村代码 村编码 村委会代码",
    "name": "姓名 名字 村民姓名 居民姓名 人员姓名 外出人员 外出人员姓名",
    "id_number": "身份证后四位 身份证号后四位 身份证后4位 后四位 身份证号 身份证号码 公民身份号码 身份证",
    "birth_on": "出生日期 出生年月日 出生 生日",
    "phone": "电话 手机 手机号 手机号码 电话号码 联系电话 联系方式 本人电话",
}
RECEIPTS: Mapping[str, str] = {
    "phone": "手机号码 手机号 手机 电话 电话号码 号码 接收号码 被叫号码 用户号码 目的号码",
    "state": "状态 发送状态 送达状态 结果 发送结果 回执 回执状态 状态报告",
    "text": "回复 回复内容 上行内容 内容 回复短信 短信回复 用户回复",
    "at": "时间 回执时间 回复时间 送达时间 完成时间 上行时间 发送时间",
}
REPORTS = ("delivered", "failed", "refused")
#: What offices write for what became of a message.
STATES: Mapping[str, str] = {
    **dict.fromkeys(("送达", "已送达", "成功", "发送成功", "接收成功", "DELIVRD", "DELIVERED", "OK", "0"), "delivered"),
    **dict.fromkeys(
        (
            "失败",
            "发送失败",
            "未送达",
            "空号",
            "停机",
            "关机",
            "超时",
            "不在服务区",
            "UNDELIV",
            "EXPIRED",
            "REJECTD",
            "FAILED",
        ),
        "failed",
    ),
    **dict.fromkeys(("拒收", "退订", "黑名单", "用户拒收", "REFUSED", "BLACK", "MBBLACK"), "refused"),
    **dict.fromkeys(("", "-", "—", "未知", "UNKNOWN", "等待", "ACCEPTD", "已发送", "已提交"), ""),
}
PHONE = re.compile(r"1[3-9][0-9]{9}")
FIXED = re.compile(r"0[0-9]{2,3}[- ]?[2-9][0-9]{6,7}|[2-8][0-9]{6,7}")
BETWEEN = re.compile(r"[\s\-()（）.·]+")
LETTERS = re.compile(r"[A-Za-z\u4e00-\u9fff]")
FOUR = re.compile(r"[0-9]{3}[0-9X]")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a cell; `warning` where the row is taken all the same. Numbers are masked."""

    sheet: str
    cell: str
    kind: str
    value: str
    zh: str
    en: str
    warning: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """A person's number as the list has it; `at` is where each column's cell is."""

    sheet: str
    row: int
    village: str
    name: str
    last_four: str
    birth_on: date | None
    phone: str = field(repr=False)
    at: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the office says of a number; `state` is one of REPORTS or nothing."""

    sheet: str
    row: int
    phone: str = field(repr=False)
    state: str
    text: str
    moment: datetime | None
    at: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Phones(Generic[T]):
    """A list that was read: rows = found + rejected + not data; every rejected row has its problem."""

    rows: int
    not_data: int
    found: tuple[T, ...]
    problems: tuple[Problem, ...]
    headings: Mapping[str, int]

    @property
    def rejected(self) -> int:
        return self.rows - self.not_data - len(self.found)


def read_numbers(path: Path) -> Phones[Number]:
    """Reads a list of numbers in a process of its own; raises `BadInput` with one sentence."""
    return phones(run(spelled_numbers, path), number_from)


def read_receipts(path: Path) -> Phones[Receipt]:
    return phones(run(spelled_receipts, path), receipt_from)


def phones(items: Iterator[Plain], from_plain: Callable[[Plain], T]) -> Phones[T]:
    rows, not_data, problems, headings = next(items)
    return Phones(
        rows, not_data, tuple(map(from_plain, items)), tuple(Problem(**one) for one in problems), dict(headings)
    )


def number_from(item: Plain) -> Number:
    return Number(**{**item, "birth_on": date.fromisoformat(item["birth_on"]) if item["birth_on"] else None})


def receipt_from(item: Plain) -> Receipt:
    return Receipt(**{**item, "moment": datetime.fromisoformat(item["moment"]) if item["moment"] else None})


# -- in the process --------------------------------------------------------------------------------------------------


def spelled_numbers(path: Path, *, follow: Follow) -> Iterator[Plain]:
    yield from spelled(path, NUMBERS, ("name", "phone"), number_of, follow)


def spelled_receipts(path: Path, *, follow: Follow) -> Iterator[Plain]:
    yield from spelled(path, RECEIPTS, ("phone",), receipt_of, follow)


class Line:
    """A row of a sheet with its columns: texts, where each stands, and what is wrong with it."""

    def __init__(self, sheet: str, row: int, columns: Mapping[str, int], cells: Sequence[object], first: int) -> None:
        self.sheet, self.row = sheet, row
        self.first = next((text for cell in cells if (text := text_in(cell))), "")
        self.cells = {column: cells[at - first] for column, at in columns.items() if 0 <= at - first < len(cells)}
        self.at = {column: f"{letters(at)}{row}" for column, at in columns.items()}
        self.wrong: list[Problem] = []

    def text(self, column: str) -> str:
        return text_in(self.cells.get(column))

    def problem(self, column: str, kind: str, value: str, zh: str, en: str, *, warning: bool = False) -> None:
        self.wrong.append(Problem(self.sheet, self.at[column], kind, value, zh, en, warning))

    @property
    def rejected(self) -> bool:
        return any(not one.warning for one in self.wrong)


Read = Callable[[Line], dict[str, Any]]


def spelled(
    path: Path, columns: Mapping[str, str], needed: tuple[str, ...], read: Read, follow: Follow
) -> Iterator[Plain]:
    """First what is known of the whole file, then each row that can be used."""
    found: list[dict[str, Any]] = []
    problems: list[Problem] = []
    headings: dict[str, int] = {}
    rows = not_data = 0
    with open_book(path) as book:
        for sheet in book.sheets:
            lines = list(follow(sheet.rows, sheet.height))
            header = header_in(lines, sheet, columns, needed)
            if header is None:
                rows, not_data = rows + len(lines), not_data + len(lines)
                continue
            at, places = header
            headings[sheet.name] = at
            rows, not_data = rows + at, not_data + at
            for number, cells in enumerate(lines[at:], start=at + 1):
                line = Line(sheet.name, number, places, cells, sheet.first_column)
                rows += 1
                if is_no_data(line, needed):
                    not_data += 1
                    continue
                row = read(line)
                problems += line.wrong
                if not line.rejected:
                    found.append({"sheet": sheet.name, "row": number, "at": line.at, **row})
    if not headings:
        raise without_headings(path, columns, needed)
    yield [rows, not_data, [asdict(one) for one in problems[:MOST_PROBLEMS]], headings]
    yield from found


def header_in(
    lines: Sequence[Sequence[object]], sheet: Sheet, columns: Mapping[str, str], needed: tuple[str, ...]
) -> tuple[int, dict[str, int]] | None:
    """The row of the headings, from 1, and which column is which; of several that fit the one that knows most."""
    known = {name: (column, rank) for column, names in columns.items() for rank, name in enumerate(names.split())}
    best: tuple[int, dict[str, int]] | None = None
    for number, cells in enumerate(lines[:LOOKED_AT], start=1):
        places: dict[str, tuple[int, int]] = {}
        for at, cell in enumerate(cells):
            heading = plain(text_in(cell))
            if heading in known and heading != REASON:
                column, rank = known[heading]
                if column not in places or rank < places[column][0]:
                    places[column] = (rank, sheet.first_column + at)
        if all(column in places for column in needed) and (best is None or len(places) > len(best[1])):
            best = (number, {column: at for column, (_, at) in places.items()})
    return best


def without_headings(path: Path, columns: Mapping[str, str], needed: tuple[str, ...]) -> BadInput:
    names = "”“".join(columns[column].split()[0] for column in needed)
    return refused(
        path,
        f"前 {LOOKED_AT} 行里找不到“{names}”的标题",
        "请补上标题再导入",
        f"the first {LOOKED_AT} rows have no headings {names}. Put them in and send the file again.",
    )


def is_no_data(line: Line, needed: tuple[str, ...]) -> bool:
    """An empty row, a total, a signature."""
    return not any(line.text(column) for column in needed) or bool(NO_DATA.match(line.first))


NO_DATA = re.compile("(?:合计|总计|小计|填表|制表|审核|说明|注[:：])")


def number_of(line: Line) -> dict[str, Any]:
    name = unicodedata.normalize("NFKC", line.text("name")).replace(" ", "")
    if not name:
        line.problem("name", "no_name", "", "没有写姓名。请补上姓名。", "There is no name. Put it in.")
    last_four = last_four_of(line)
    birth = birth_of(line)
    return {
        "village": line.text("village"),
        "name": name,
        "last_four": last_four,
        "birth_on": birth.isoformat() if birth else "",
        "phone": phone_of(line, fixed_too=True),
    }


def last_four_of(line: Line) -> str:
    """Of the four places, or of a whole number, whose other places are not read."""
    text = unicodedata.normalize("NFKC", line.text("id_number")).upper().replace(" ", "").lstrip("'")
    if not text:
        return ""
    if len(text) < 4 and text.isdecimal():
        text = text.rjust(4, "0")  # a table made a number of 0123
    rounded = isinstance(line.cells.get("id_number"), (int, float)) and len(text) > 15  # a table keeps 15 digits
    if len(text) in (4, 18) and FOUR.fullmatch(text[-4:]) and not rounded:
        return text[-4:]
    line.problem(
        "id_number",
        "last_four",
        "",
        "身份证后四位应为 4 个数字，最后一位可以是 X。请照身份证改正。",
        "The last four places of the ID number are four digits, the last one perhaps X. Correct them.",
    )
    return ""


def birth_of(line: Line) -> date | None:
    cell = line.cells.get("birth_on")
    text = text_in(cell)
    if not text:
        return None
    found = read_birth(cell, text).whole
    if found is None:
        line.problem(
            "birth_on",
            "birth",
            text[:20],
            f"出生日期“{text[:20]}”看不出是哪一天。请写成 1985-03-21 这样。",
            f"“{text[:20]}” is no date of birth. Write it as 1985-03-21.",
        )
    return found


def phone_of(line: Line, *, fixed_too: bool = False) -> str:
    """The number without spaces and marks; what it lacks is named at its cell."""
    said = unicodedata.normalize("NFKC", line.text("phone")).lstrip("'+")
    digits = BETWEEN.sub("", said)
    if digits.startswith("86") and len(digits) == 13:
        digits = digits[2:]
    if PHONE.fullmatch(digits):
        return digits
    kind, zh, en = wrong_phone(said, digits, fixed_too)
    line.problem("phone", kind, masked(said), zh, en, warning=kind == "fixed_line")
    return digits if kind == "fixed_line" else ""


def wrong_phone(said: str, digits: str, fixed_too: bool) -> tuple[str, str, str]:
    if not digits:
        return (
            "no_phone",
            "没有写电话。请补上号码，没有的删去这一行。",
            "There is no number. Put it in or delete the row.",
        )
    letter = LETTERS.search(said)
    if letter:
        return (
            "letters",
            f"电话里有“{letter[0]}”，号码只能是数字。请核对改正。",
            f"The number holds “{letter[0]}”; it can only have digits. Check and correct it.",
        )
    if fixed_too and FIXED.fullmatch(said.strip()):
        return (
            "fixed_line",
            "是固定电话，收不到短信；号码照样记入，可以打电话。",
            "A fixed line gets no messages; the number is kept for calling.",
        )
    if len(digits) < 11:
        return (
            "too_short",
            f"电话只有 {len(digits)} 位，手机号码是 11 位。请核对补全。",
            f"The number has {len(digits)} digits, a mobile number has 11. Complete it.",
        )
    if len(digits) > 11:
        return (
            "too_long",
            f"电话有 {len(digits)} 位，手机号码是 11 位。一格只写一个号码。",
            f"The number has {len(digits)} digits, a mobile number has 11. One number in a cell.",
        )
    return (
        "no_mobile",
        "不是手机号码：手机号码以 13 到 19 开头。请核对改正。",
        "No mobile number: those begin with 13 to 19. Check and correct it.",
    )


def receipt_of(line: Line) -> dict[str, Any]:
    said = line.text("state").strip().upper()
    state = STATES.get(said)
    if state is None:
        line.problem(
            "state",
            "unknown_state",
            said[:20],
            f"状态“{said[:20]}”认不出。请写送达、失败或者拒收。",
            f"The state “{said[:20]}” is not known. Write 送达, 失败 or 拒收.",
        )
    moment = moment_of(line)
    return {
        "phone": phone_of(line),
        "state": state or "",
        "text": line.text("text")[:200],
        "moment": moment.isoformat() if moment else "",
    }


def moment_of(line: Line) -> datetime | None:
    cell = line.cells.get("at")
    if isinstance(cell, datetime):
        return cell
    text = text_in(cell).replace("/", "-").replace("年", "-").replace("月", "-").replace("日", "")
    if not text:
        return None
    for pattern in ("%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M", "%Y-%m-%d", "%Y%m%d%H%M%S"):
        try:
            return datetime.strptime(text, pattern)  # noqa: DTZ007  hours of the county, as the office writes them
        except ValueError:
            continue
    line.problem(
        "at",
        "moment",
        text[:20],
        f"时间“{text[:20]}”看不出是什么时候，按导入的时间记。",
        f"“{text[:20]}” is no time; the time of the import is taken.",
        warning=True,
    )
    return None


# -- cells -----------------------------------------------------------------------------------------------------------


def text_in(cell: object) -> str:
    if cell is None or isinstance(cell, bool):
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "".join(one for one in str(cell) if unicodedata.category(one) not in ("Cc", "Cf", "Cs")).strip()


def masked(text: str) -> str:
    """A number as a report shows it: what is no digit stays, of the digits the first three and the last two."""
    digits = [at for at, one in enumerate(text) if one.isdecimal()]
    hidden = set(digits[3:-2]) if len(digits) > 5 else set()
    return "".join("*" if at in hidden else one for at, one in enumerate(text))[:24]


def letters(column: int) -> str:
    found = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found
