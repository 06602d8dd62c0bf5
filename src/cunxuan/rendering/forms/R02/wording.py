"""The printed words of the register, the same in PDF and Word."""

from __future__ import annotations

from typing import Any

from cunxuan.rendering import words

from .context import Group, Person, Register

TITLE = "登记参加选举的村民登记册"
EVIDENCE = "登记依据"
SIZE, MM_A_POINT, SIDES = 9, 25.4 / 72, 1.7  # points of a letter, millimetres of a point and of a cell's two sides
#: Heading and width in millimetres; together they are as wide as the sheet lies.
COLUMNS = (
    ("序号", 11),
    ("户号", 11),
    ("姓名", 22),
    ("性别", 9),
    ("出生日期", 20),
    ("选举日年龄", 11),
    ("身份证号", 26),
    ("本村户籍", 11),
    ("本村居住", 11),
    ("外出", 9),
    ("类别", 24),
    (EVIDENCE, 50),
    ("登记情况", 21),
    ("电话", 21),
    ("备注", 14),
)


def wording(register: Register) -> dict[str, Any]:
    paper = register.paper
    return {
        **words.frame(paper, TITLE),
        "landscape": True,
        "title": f"{paper.village}{words.term(paper.term_no)}村民委员会选举{TITLE}",
        "under": under(register),
        "columns": [{"head": head, "mm": width} for head, width in COLUMNS],
        "groups": [group(found) for found in register.groups],
        "signers": ["登记员", "复核人", "村民选举委员会主任"],
        "help": help_said(register),
    }


def under(register: Register) -> str:
    paper = register.paper
    polled = f"选举日 {words.day(register.polled_on)}" if register.polled_on else "选举日　　　年　　月　　日"
    counted = ""
    if register.registered is not None and register.adults is not None:
        counted = f"成年人 {words.figure(register.adults)} 人，登记 {words.figure(register.registered)} 人"
    return "　".join(part for part in (f"{paper.county}{paper.township}", polled, counted) if part)


def help_said(register: Register) -> str:
    basis = f"依据：{words.article(register.basis)}。" if register.basis else ""
    return f"{basis}身份证号只印首四位和末位。外出指户籍在本村、不在本村居住。写错的划一道杠，在旁边重写，不涂改。"


def group(found: Group) -> dict[str, Any]:
    heading = "第　　　组" if found.number is None else f"{found.number} 组　{len(found.people)} 人"
    households: set[int] = set()
    rows: list[list[Any]] = []
    for person in found.people:
        rows.append(row(person, first=person.household not in households))
        households.add(person.household)
    return {"heading": heading, "rows": rows + [[""] * len(COLUMNS)] * found.lines, "by_hand": found.lines > 0}


def fitted(said: str, head: str, width: float) -> str | list[str | int]:
    """Words longer than their column, with the size in hundredths of a point that lets them stand in one line.

    The evidence alone may take several lines. A digit is half as wide as a character.
    """
    wide = sum(1 if letter > "\u2e7f" else 0.52 for letter in said) * SIZE * MM_A_POINT
    room = width - SIDES
    return said if wide <= room or head == EVIDENCE else [said, int(100 * SIZE * room / wide)]


def row(person: Person, *, first: bool) -> list[str | list[str | int]]:
    """The household's number stands at its first line only; what is too long for its column comes with a size."""
    said = (
        str(person.number),
        str(person.household) if first else "",
        words.in_column(person.name),
        words.SEXES[person.sex],
        f"{person.birth_on:%Y-%m-%d}",
        str(person.age),
        person.id_number,
        yes(person.hukou_here),
        yes(person.lives_here),
        "是" if person.away else "",
        person.head,
        person.ground,
        person.status,
        person.phone,
        person.remark,
    )
    return [fitted(part, head, width) for part, (head, width) in zip(said, COLUMNS, strict=True)]


def yes(so: bool) -> str:
    return "是" if so else "否"
