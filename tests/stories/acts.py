"""What people of several stories do in the same way: hold a vote, enter its paper, declare its result."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import cast
from browsing import Person
from cunxuan.counting.models import CountSheet


def declare_the_result(person: Person, village: str) -> None:
    """From the village's page: asks the law, looks at the answer and declares it."""
    person.opens(village)
    person.presses("去认定结果")
    person.presses("认定结果")
    person.sees("还没有宣布。")
    declare_what_is_determined(person)


def declare_what_is_determined(person: Person) -> None:
    """From the result: fills in what the announcement says, looks at it once more, declares."""
    person.presses("宣布结果")
    person.fills("投票开始", "08:00")
    person.fills("投票结束", "15:00")
    person.fills("中心会场", "村委会大院")
    person.fills("监票人", "方、史")
    person.presses("看一遍再宣布")
    person.sees("宣布以后人人能看到结果")
    person.presses("宣布结果")
    person.sees("结果公告和报告单已经编号封存。")


def arrange(person: Person, vote: str, on: date) -> None:
    """From the page of the result: the vote that must follow, its day, its places; its sheets are printed."""
    person.presses(f"安排{vote}")
    person.fills("投票日", on.isoformat())
    person.presses("看一遍再安排")
    person.sees("安排以后，选票上的职位和候选人就定了。")
    person.presses(f"安排{vote}")
    person.sees("请设投票点和票箱。")
    person.presses("设投票点")
    person.sees("已设投票点 1 个。")
    person.presses("印制计票单")
    person.sees("一点一张计票单。")
    person.presses("印制计票单")
    person.sees("已印制计票单 1 张。")


def close_the_boxes(person: Person, village: str) -> None:
    person.opens(village)
    person.presses("办理关箱")
    person.presses("中心会场关箱")
    person.sees("关箱以后才能录入计票单，不能再打开。")
    person.presses("中心会场关箱")
    person.sees("中心会场已关箱，投票结束。")


def photograph(person: Person, sheet: CountSheet, folder: Path) -> None:
    picture = folder / "计票单.png"
    picture.write_bytes(cast.photograph(sheet.semantic_id))
    person.opens(f"/count/{sheet.semantic_id}")
    person.page.set_input_files("#cx-photograph", picture)
    person.sees("照片已存")


def enter(person: Person, sheet: CountSheet, said: str) -> None:
    """The whole paper with the keyboard alone; Enter in the last square leads to the button."""
    person.opens(f"/count/{sheet.semantic_id}")
    person.expects("#f1").to_be_focused()
    figures = cast.sheet_figures(sheet, said)
    person.types(*(str(figures[key]) for key in sheet.squares.keys))
    person.expects(person.control("完成录入")).to_be_focused()
    person.keys("Enter")
