"""What a remark or a colour says of somebody: dead, moved away, deprived of rights, living elsewhere.

No remark decides anything: each is shown, and a person says what is so.

Public: `mark_in`, `is_away`, `colour_in_words`.
"""

from __future__ import annotations

import re

OTHERS = "(?<![父母夫妻偶子女儿亲属])"  # 丈夫去世 is said of somebody who is alive
NOT = "(?<![未没无])"
DEAD = "已?死亡|已故|已?去世|病故|亡故|身故|已?过世|逝世|已死|已亡"
GONE = "户口已?迁出|户籍已?迁出|已?迁出|已迁走|户口迁走|已销户|户口注销|注销户口|已迁移?$"
MARKS = (
    ("mark_dead", re.compile(rf"{OTHERS}{NOT}({DEAD})|^[亡殁故死]$")),
    ("mark_deprived", re.compile("剥夺政治权|剥权|剥政")),
    ("mark_moved", re.compile(rf"{NOT}({GONE})")),
)
AWAY = re.compile("在外|外出|外地|打工|务工|不在村|不在家|常年不在|外住|出国|国外")
HERE = re.compile("本村|村里|本地|返乡|回村|已回|不外出")


def mark_in(text: str) -> tuple[str, str] | None:
    """The kind of the first mark in a text, and its words."""
    for kind, words in MARKS:
        if words.search(text):
            return kind, text.strip(" ()（）【】[]")
    return None


def is_away(text: str) -> bool:
    """Does it say that somebody lives elsewhere (在外打工)?"""
    return AWAY.search(text) is not None and HERE.search(text) is None


def rgb(colour: str) -> tuple[int, int, int] | None:
    digits = colour.strip("#")[-6:]
    if not re.fullmatch("[0-9A-Fa-f]{6}", digits):
        return None
    red, green, blue = (int(digits[place : place + 2], 16) for place in (0, 2, 4))
    return red, green, blue


def colour_in_words(colour: str) -> tuple[str, str]:
    """红色 and red, for the colours that villages use; the others by their figures."""
    parts = rgb(colour)
    if parts is None:
        return colour, colour
    red, green, blue = (part >= 150 for part in parts)
    return NAMES.get((red, green, blue), (colour, colour))


def is_red(colour: str) -> bool:
    parts = rgb(colour)
    return parts is not None and parts[0] >= 180 and parts[1] < 130 and parts[2] < 130


NAMES = {
    (True, False, False): ("红色", "red"),
    (True, True, False): ("黄色", "yellow"),
    (False, True, False): ("绿色", "green"),
    (False, True, True): ("青色", "cyan"),
    (False, False, True): ("蓝色", "blue"),
    (True, False, True): ("紫色", "purple"),
    (False, False, False): ("深色", "dark"),
    (True, True, True): ("浅色", "pale"),
}
