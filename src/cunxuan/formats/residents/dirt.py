"""The 32 kinds of dirt that lists from villages are known for: what each looks like, and what becomes of it.

The sentences of what a person is told stand in `kinds`; `done` says what the program does without a word.

Public: `DIRT`, `Looks`, `guide`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from .kinds import KINDS, Kind, Weight

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Looks:
    """How a kind of dirt looks, in both languages, and what is done about it where nobody has to do anything."""

    zh: str
    en: str
    done: tuple[str, str] = ("", "")


DIRT: Mapping[str, Looks] = {
    "D01": Looks("身份证号变成 1.40824E+17", "An ID number that became 1.40824E+17"),
    "D02": Looks("身份证号末尾变成 000", "An ID number that ends in 000"),
    "D03": Looks("15 位的旧身份证号", "An old ID number of 15 digits"),
    "D04": Looks("末位写成 x、Ｘ、×", "A last place written x, Ｘ or ×"),
    "D05": Looks("身份证号写错、缺位、没有填", "An ID number that is wrong, too short or missing"),
    "D06": Looks("身份证号里的出生日期不可能", "An impossible date of birth in an ID number"),
    "D07": Looks("出生日期一列与身份证号不符", "A date of birth that differs from the ID number"),
    "D08": Looks("性别与身份证号不符，性别写法不一", "A sex that differs from the ID number, or is written otherwise"),
    "D09": Looks("身份证号前面有撇号", "An apostrophe before the ID number"),
    "D10": Looks("全角数字", "Full-width digits"),
    "D11": Looks("看不见的字符、换行", "Characters that cannot be seen, line breaks"),
    "D12": Looks("张　三：字中间有空格", "Spaces within a name"),
    "D13": Looks(
        "生僻字变成问号、方框或自造字",
        "Rare characters that became question marks, boxes or private ones",
        ("正式的生僻字（如㐱、𬭎）照常导入。", "Rare characters proper (such as 㐱 and 𬭎) are taken as they are."),
    ),
    "D14": Looks("繁体字、曾用名、小名", "Traditional characters, former names, pet names"),
    "D15": Looks("一户合并成一格，或者只写第一行", "Household cells merged, or written in the first row only"),
    "D16": Looks(
        "上面有表名、标题分两行",
        "Titles above the headings, headings in two lines",
        (
            "前 30 行里的标题，分成一行或两行、有合并的格，都认得。",
            "Headings in the first 30 rows, in one line or two, with merged cells, are found.",
        ),
    ),
    "D17": Looks("隐藏的行、列、表，开着的筛选", "Hidden rows, columns and sheets, filters"),
    "D18": Looks("公式没有存下结果，或者显示错误", "Formulas without a result, or with an error"),
    "D19": Looks("一个身份证号在文件里出现两次", "An ID number that stands in the file twice"),
    "D20": Looks("一个人在两个村的名册上", "A person in the lists of two villages"),
    "D21": Looks("同名的两个人", "Two people of one name"),
    "D22": Looks("已故、迁出、剥夺政治权利的记号", "Marks of death, of moving away, of rights deprived"),
    "D23": Looks("选举日前后满 18 周岁", "Turning 18 about polling day"),
    "D24": Looks(
        "80年5月、1980.5.3、日期变成数、1904 日期系统", "Dates as text or as numbers, the date system of 1904"
    ),
    "D25": Looks(
        "CSV 的编码不一",
        "CSV files in several encodings",
        ("GBK（GB18030）、UTF-8、UTF-16 都认得。", "GBK (GB18030), UTF-8 and UTF-16 are told apart."),
    ),
    "D26": Looks(
        "成千上万的空行",
        "Empty rows by the thousand",
        ("空行不算人，只报有多少行。", "Empty rows are no people; they are counted."),
    ),
    "D27": Looks("每个组一张表，各列的先后不同", "A sheet for each group, each with its own order of columns"),
    "D28": Looks(
        "标题叫法不一，缺列，“√”代替“是”",
        "Headings by other names, missing columns, √ for 是",
        ("常见的叫法都认得，见上面的表。", "The usual names are known; see the table above."),
    ),
    "D29": Looks("用备注、颜色记事", "Remarks and colours that mean something"),
    "D30": Looks(
        "小计、合计、签字、重复的标题",
        "Totals, signatures, headings once more",
        ("不算人，只报有多少行。", "They are no people; they are counted."),
    ),
    "D31": Looks(
        "改了名、损坏、有密码的文件",
        "Files that are renamed, damaged or under a password",
        ("整个不读，用一句话说明原因和办法。", "The whole file is refused with one sentence: why, and what to do."),
    ),
    "D32": Looks("一格里两个人，一个人两行，没有姓名", "Two people in one cell, one person on two lines, no name"),
}

WEIGHTS: Mapping[Weight, Mapping[Language, str]] = {
    "wrong": {"zh": "改正", "en": "correct"},
    "repair": {"zh": "确认", "en": "confirm"},
    "note": {"zh": "提示", "en": "note"},
}


def guide(language: Language) -> Iterator[str]:
    """The lines of the table in docs/guide/residents-file.md: number and looks once, then each sentence."""
    for number, looks in DIRT.items():
        told = [(WEIGHTS[kind.weight][language], sentence(kind, language)) for kind in of_number(number)]
        if done := looks.done[language == "en"]:
            told.insert(0, ("—", done))
        title = looks.zh if language == "zh" else looks.en
        for at, (weight, text) in enumerate(told):
            yield f"| {number if at == 0 else ''} | {title if at == 0 else ''} | {weight} | {text} |"


def of_number(number: str) -> Iterator[Kind]:
    return (kind for kind in KINDS.values() if kind.dirt == number)


def sentence(kind: Kind, language: Language) -> str:
    """With … where the place or the value comes."""
    text = kind.zh if language == "zh" else kind.en
    parts = text.replace("{", "\0{").split("\0")
    return "".join("…" + part.partition("}")[2] if part.startswith("{") else part for part in parts)
