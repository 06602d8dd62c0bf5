"""The printed words of a count sheet, the same in PDF and Word."""

from __future__ import annotations

from typing import Any

from cunxuan.rendering import words

from .context import CountSheet, Section

TITLE = "计票单"
DIGITS = 4  # squares of a figure; one more where a place has more than 9,999
PILE = 50  # ballots called in one go
MANY = 26  # rows above which they get lower, so that a sheet keeps to one page


def wording(sheet: CountSheet) -> dict[str, Any]:
    paper = sheet.paper
    figures = [field.value for section in sheet.sections for field in section.fields if field.value is not None]
    squares = max([DIGITS, *(len(str(number)) for number in figures)])
    called = [field.label for section in sheet.sections for field in section.fields if field.strokes]
    return {
        **words.frame(paper, TITLE),
        "title": f"{paper.village} {sheet.place} {TITLE}",
        "under": [
            f"{paper.county} {paper.township}",
            f"{words.term(paper.term_no)}村民委员会选举",
            words.ROUNDS[sheet.round],
            words.day(sheet.polled_on),
        ],
        "squares": squares,
        "dense": sum(len(section.fields) for section in sheet.sections) > MANY,
        "longest": max(map(len, called), default=0),
        "sections": [section_rows(section, squares) for section in sheet.sections],
        "signers": [{"role": s.role, "names": "、".join(words.in_column(n) for n in s.names)} for s in sheet.signers],
        "definition": f"表样 {sheet.definition}",
        "pack": f"规则包 {paper.pack}",
        "help": "每格写一个数字，个位靠右；写错的，划去重写并由监票人签名。各栏编号与录入时屏幕上的编号相同。",
    }


def section_rows(section: Section, squares: int) -> dict[str, Any]:
    return {
        "title": section.title,
        "note": section.note,
        "strokes": any(field.strokes for field in section.fields),
        "rows": [
            {
                "number": str(field.number),
                "label": field.label,
                "digits": digits(field.value, squares),
                "strokes": strokes(field.value) if field.strokes else "",
                "called": field.strokes,
            }
            for field in section.fields
        ],
    }


def digits(value: int | None, squares: int) -> list[str]:
    """One digit a square, to the right: 86 in four squares is empty, empty, 8, 6."""
    written = "" if value is None else str(value)
    return [""] * (squares - len(written)) + list(written)


def strokes(value: int | None) -> str:
    """The tally as it is kept: full piles, then the strokes of 正 of the present one, the last 正 unfinished."""
    if value is None:
        return ""
    piles, rest = divmod(value, PILE)
    called = "正" * (rest // 5) + ("", "一", "丅", "下", "止")[rest % 5]
    return f"{PILE}票×{piles}　{called}" if piles else called
