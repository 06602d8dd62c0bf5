"""The printed words of the register, the same in PDF and Word."""

from __future__ import annotations

from typing import Any

from cunxuan.rendering import words

from .context import Group, Person, Register

TITLE = "登记参加选举的村民登记册"
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
    ("登记依据", 50),
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
    rows = []
    for person in found.people:
        rows.append(row(person, first=person.household not in households))
        households.add(person.household)
    return {"heading": heading, "rows": rows + [[""] * len(COLUMNS)] * found.lines, "by_hand": found.lines > 0}


def row(person: Person, *, first: bool) -> list[str]:
    """The household's number stands at its first line only."""
    return [
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
    ]


def yes(so: bool) -> str:
    return "是" if so else "否"
