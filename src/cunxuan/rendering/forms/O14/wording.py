"""The printed words of the test, the same in PDF and Word."""

from __future__ import annotations

from typing import Any

from cunxuan.rendering import sheets, words
from cunxuan.rendering.lists import Column
from cunxuan.rendering.paper import Paper

from .context import Item, Quiz

TITLE = "换届选举业务培训测试题"
ANSWERS = "换届选举业务培训测试题答案"
STATEMENT = ("对", "错")
LETTERS = "ABCD"
COLUMNS = (Column("题号", 14, figures=True), Column("答案", 20), Column("题目", 84), Column("依据", 54))


#: Answers to a test that is read out.
ANSWERED = (Column("题号", 14, figures=True), Column("答案", 29)) * 4
QUESTIONS = 20


def blank(paper: Paper) -> dict[str, Any]:
    """An answer sheet, for a test whose questions are read out."""
    numbers = [
        [str(first + more) if column == 0 else "" for more in range(4) for column in range(2)]
        for first in range(1, QUESTIONS, 4)
    ]
    blocks = [
        sheets.facts([("姓名", ""), ("单位", ""), ("岗位", ""), ("成绩", "")]),
        sheets.rows("答案", ANSWERED, numbers),
        sheets.space("记不准、想再问的题", 60),
    ]
    return sheets.wording(paper, "培训测试答题纸", blocks=blocks, signers=("阅卷人",))


def wording(quiz: Quiz) -> dict[str, Any]:
    each = 100 // len(quiz.items)
    under = (f"共 {len(quiz.items)} 题，每题 {each} 分，{quiz.pass_line} 分及格",)
    lead = "说明对错的题，对的画√，错的画×；其他的题填一个字母。"
    if quiz.with_answers:
        rows = [answer_of(number, item) for number, item in enumerate(quiz.items, start=1)]
        blocks = [sheets.rows("答案（办公室留存，不发给参加测试的人）", COLUMNS, rows)]
        return sheets.wording(quiz.paper, ANSWERS, under=under, blocks=blocks)
    blocks = [
        sheets.facts([("姓名", ""), ("单位", ""), ("岗位", ""), ("成绩", "")]),
        sheets.text("", [asked(number, item) for number, item in enumerate(quiz.items, start=1)]),
    ]
    return sheets.wording(quiz.paper, TITLE, under=under, lead=lead, blocks=blocks)


def asked(number: int, item: Item) -> str:
    """A question with its options in one paragraph; a statement is answered in the brackets."""
    if item.options == STATEMENT:
        return f"{number}. {item.asked}（　　）"
    options = "　".join(f"{letter}. {option}" for letter, option in zip(LETTERS, item.options, strict=False))
    return f"{number}. {item.asked}（　　）　{options}"


def answer_of(number: int, item: Item) -> list[str]:
    option = item.options[LETTERS.index(item.answer)] if item.answer in LETTERS else ""
    return [str(number), f"{item.answer} {option}".strip(), item.asked, words.article(item.basis) if item.basis else ""]
