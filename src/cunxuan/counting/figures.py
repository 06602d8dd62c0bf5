"""What a clerk types, before it becomes a reading: figures in any width, names under 另选他人."""

from __future__ import annotations

from cunxuan.core.count import NAMES, Figures, SheetContest, SheetDefinition
from cunxuan.core.errors import Refusal
from cunxuan.core.ids import holds_id_number

LARGEST = 10_000_000  # more ballots than any village has people
PLACES = len(str(LARGEST))
#: Full-width digits are digits, commas of either width are none. Nothing else is guessed: 10² is not 102.
AS_TYPED = str.maketrans("０１２３４５６７８９", "0123456789", ",，")


def figure(text: str, number: int) -> int | None:
    """A figure as typed into square `number`: full-width digits, spaces and commas are taken; empty is no figure."""
    plain = "".join(text.translate(AS_TYPED).split())
    if not plain:
        return None
    if not (plain.isascii() and plain.isdigit() and len(plain) <= PLACES) or int(plain) > LARGEST:
        raise Refusal(
            "NOT_A_FIGURE",
            f"第 {number} 栏应是 0 或正整数，写的是“{text.strip()[:20]}”。",
            "请按纸面重填这一栏。",
            f"No. {number} should be 0 or a whole number, not “{text.strip()[:20]}”.",
            "Type the square again from the paper.",
        )
    return int(plain)


def without_candidates_names(squares: SheetDefinition, values: Figures) -> Figures:
    """Refuses squares that the sheet does not have, and a formal candidate's name under 另选他人 of the same post."""
    for key in values:
        square, is_name, name = key.partition(NAMES)
        if square not in squares.keys:
            raise no_such_square(key)
        if is_name:
            contest = next(contest for contest in squares.contests if contest.write_in_field == square)
            refuse_name(contest, name)
    return values


def refuse_name(contest: SheetContest, name: str) -> None:
    if not name.strip() or name != name.strip() or len(name) > 40:
        raise Refusal(
            "NO_NAME",
            "另选他人要写姓名，不超过 40 字，前后不留空格。",
            "请按纸面填写姓名。",
            "A write-in needs a name of at most 40 characters without spaces around it.",
            "Type the name from the paper.",
        )
    if holds_id_number(name):
        raise no_id_number()
    if name in contest.candidates:
        raise Refusal(
            "NAME_IS_CANDIDATE",
            f"“{name}”是{contest.title[0]}的正式候选人，不写在另选他人里。",
            "请把这些票计入该候选人的那一栏。",
            f"“{name}” is a formal candidate for {contest.title[1].lower()}, not a write-in.",
            "Count these votes in the candidate's own square.",
        )


def no_id_number() -> Refusal:
    return Refusal(
        "NO_ID_NUMBER",
        "姓名和说明里不写身份证号。",
        "请删去身份证号再存。",
        "No ID number stands in a name or an explanation.",
        "Delete it and save again.",
    )


def no_such_square(key: str) -> Refusal:
    return Refusal(
        "NO_SUCH_SQUARE",
        f"这张计票单没有“{key[:40]}”这一栏。",
        "请重新打开计票单再录入。",
        f"This sheet has no square “{key[:40]}”.",
        "Open the sheet again.",
    )
