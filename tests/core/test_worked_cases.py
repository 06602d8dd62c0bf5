"""Worked cases: what a lawyer expects, and the sentence when it comes out otherwise."""

from __future__ import annotations

import random
import tomllib
from pathlib import Path
from typing import Any

import pytest

from cunxuan.core.errors import BadInput
from cunxuan.core.worked_cases import Answered, WorkedCase, answered, cases_in, mismatches, read_cases, run

CASE = """
[[case]]
id = "K-1"
name = "十人中六人投票"
[case.given]
pack = "CN@2026-01-01"
registered = 10
account = { issued = 6, returned = 6 }
contests = [{ post = "chair", seats = 1, candidates = [{ name = "甲", votes = 4 }, { name = "乙", votes = 2 }] }]
[case.expected]
outcome = "decided"
"""

TIMETABLE = """
[[case]]
id = "K-2"
name = "刚好二十日"
command = "timetable"
given = { pack = "CN@2026-01-01", polling_day = 2026-12-20, done = { roll_published = 2026-11-30 } }
[case.expected]
exit = 0
reasons = ["EXACTLY_20_DAYS"]
absent = ["ROLL_TOO_LATE"]
[case.expected.steps.roll_published]
latest = 2026-11-30
reason = "EXACTLY_20_DAYS"
reasons = ["EXACTLY_20_DAYS"]
absent = ["ROLL_TOO_LATE"]
[case.expected.steps.polling]
reason = ""
"""


def one(text: str = CASE) -> WorkedCase:
    return read_cases(text, "cases.toml")[0]


def expecting(key: str, wanted: Any, text: str = CASE, found: Answered | None = None) -> list[str]:
    case = one(text)
    case = WorkedCase(case.id, case.name, case.command, case.given, {key: wanted}, case.file, case.line)
    return [differs.zh for differs in mismatches(case, found or answered(case))]


def test_a_case_that_comes_out_as_expected_says_nothing() -> None:
    assert list(run(read_cases(CASE + TIMETABLE, "cases.toml"))) == []


def test_a_case_knows_the_line_on_which_it_begins() -> None:
    assert [(case.id, case.line) for case in read_cases(CASE + TIMETABLE, "cases.toml")] == [("K-1", 2), ("K-2", 13)]


def test_a_mismatch_names_the_case_what_was_expected_and_what_came_out() -> None:
    (differs,) = run([one(CASE.replace('outcome = "decided"', 'outcome = "void"'))])
    assert differs.sentence() == "案例 K-1（十人中六人投票）：outcome 应当是 void，答复是 decided。"
    assert differs.sentence("en") == "Case K-1 (十人中六人投票): outcome should be void; the answer is decided."


@pytest.mark.parametrize(
    ("key", "wanted", "sentence"),
    [
        ("exit", 1, "exit 应当是 1，答复是 0。"),
        ("outcom", "decided", "答复中没有 outcom。"),
        ("threshold", {"needs": 5}, "threshold.needs 应当是 5，答复是 4。"),
        ("threshold", {"need": 5}, "答复中没有 threshold.need。"),
        ("vacancy", {"stopped": True}, "答复中没有 vacancy.stopped。"),
        ("next", [{"post": "chair"}], "next 应当是 [{'post': 'chair'}]，答复是 []。"),
        ("participants", [{"post": "chair"}], "participants 应当是 [{'post': 'chair'}]，答复是 6。"),
        ("elected", {"chair": ["乙"]}, "elected 应当是 {'chair': ['乙']}，答复是 {'chair': ['甲']}。"),
        ("elected", [{"votes": 5}], "elected[0].votes 应当是 5，答复是 4。"),
        ("votes", {"甲": 5}, "votes.甲 应当是 5，答复是 4。"),
        ("votes", {"丙": 1}, "votes.丙 应当是 1，答复是 None。"),
        ("absent", ["TURNOUT_OK"], "不应当有认定 TURNOUT_OK，答复中有。"),
        ("no_figures", True, "不应当有任何计票结果，答复中有。"),
        ("steps", {"polling": {}}, "答复中没有 steps。"),
        ("participants", "", "participants 应当是 ，答复是 6。"),
        ("participants", True, "participants 应当是 True，答复是 6。"),
    ],
)
def test_what_differs_is_said(key: str, wanted: Any, sentence: str) -> None:
    assert expecting(key, wanted) == [sentence]


def test_a_reason_that_is_missing_is_said_with_those_there_are() -> None:
    (sentence,) = expecting("reasons", ["TIED"])
    assert sentence.startswith("应当有认定 TIED，答复只有 ")
    assert "TURNOUT_OK" in sentence
    assert expecting("reasons", ["TIED"], found=Answered([], 0)) == ["应当有认定 TIED，答复只有 零项。"]


def test_a_number_of_a_finding_and_one_who_is_not_elected_are_said() -> None:
    assert expecting("numbers", {"TURNOUT_OK": {"registered": 11}})[0].startswith("numbers.TURNOUT_OK 应当是")
    assert expecting("not_elected", [{"name": "乙", "votes": 3}])[0].startswith("not_elected 应当是")
    assert expecting("not_elected", [{"name": "乙", "votes": 2}]) == []


def test_an_empty_text_stands_for_nothing_said() -> None:
    assert expecting("vacancy", "") == []


def test_a_step_that_differs_is_said() -> None:
    steps = {"polling": {"reason": "LATE", "reasons": ["LATE"], "done_on": "2026-12-20"}, "pooling": {}}
    assert expecting("steps", steps, TIMETABLE) == [
        "steps.polling.reason 应当是 LATE，答复是 。",
        "steps.polling：应当有认定 LATE，答复只有 零项。",
        "steps.polling.done_on 应当是 2026-12-20，答复是 None。",
        "日程中没有步骤 pooling。",
    ]


def test_what_the_command_refuses_is_answered_by_its_sentence() -> None:
    text = CASE.replace("registered = 10", "registered = 0")
    found = answered(one(text), "en")
    assert found.exit == 2
    assert found.answer["error"].startswith("registered:")
    assert expecting("exit", 2, text) == []
    assert expecting("reasons", ["TIED"], text)[0].startswith("答复中没有 reasons，答复是：registered:")


def test_the_earliest_lawful_polling_day_can_be_asked_for() -> None:
    given = 'given = { pack = "CN@2026-01-01", today = 2026-11-01, earliest = true }'
    text = TIMETABLE.replace(TIMETABLE.splitlines()[5], given)
    found = answered(one(text))
    assert found.answer["earliest"] > "2026-11-20"
    assert found.exit == int(not found.answer["lawful"])


def test_a_question_is_asked_as_the_command_asks_it() -> None:
    text = CASE.replace('id = "K-1"', 'id = "K-1"\ncommand = "ask"')
    assert "question" in answered(one(text)).answer["error"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("\n[[case", "cases.toml：第 2 行不合 TOML 的写法"),
        ("a = 1", "cases.toml：不认识的键“a”"),
        ("case = 1", "cases.toml：case: 应当是一个列表"),
        ("case = [1]", "cases.toml：case[0]: 应当是一个对象"),
        ("", "cases.toml：缺少“case”"),
        (CASE.replace('id = "K-1"', ""), "case[0]: 缺少“id”"),
        (CASE.replace('id = "K-1"', 'id = "K-1"\nwho = "x"'), "case[0]: 不认识的键“who”"),
        (
            CASE.replace('id = "K-1"', 'id = "K-1"\ncommand = "count"'),
            "case[0].command: 应当是 determine、ask、timetable",
        ),
        (CASE.replace("[case.expected]", "[case.expectd]"), "不认识的键“expectd”"),
        (CASE + 'reasons = "TIED"', "case[0].expected.reasons: 应当是一个列表"),
        (CASE + "absent = [1]", "case[0].expected.absent[0]: 应当是一段文字"),
        (CASE + "numbers = { TIED = 1 }", "case[0].expected.numbers.TIED: 应当是一个对象"),
        (CASE + "not_elected = [1]", "case[0].expected.not_elected[0]: 应当是一个对象"),
        (CASE + 'exit = "1"', "case[0].expected.exit: 应当是不小于 0 的整数"),
        (CASE + "steps = 3", "case[0].expected.steps: 应当是一个对象"),
    ],
)
def test_a_file_that_holds_no_cases_is_refused_in_one_sentence(text: str, sentence: str) -> None:
    with pytest.raises(BadInput) as refused:
        read_cases(text, "cases.toml")
    assert sentence in refused.value.text


# -- whatever a case says -------------------------------------------------------------------------------------------

CASES = Path(__file__).resolve().parents[1] / "cases"
ODD: tuple[Any, ...] = (None, True, -1, 1.5, "", "x", [], {}, [1], [[]], [{}], {"x": 1}, {"a": {"b": []}})


def spoiled(value: Any, dice: random.Random) -> Any:
    """The same with one part of it replaced."""
    if isinstance(value, dict) and value and dice.random() < 0.8:
        key = dice.choice(sorted(value))
        return {**value, key: spoiled(value[key], dice)}
    if isinstance(value, list) and value and dice.random() < 0.8:
        at = dice.randrange(len(value))
        return [*value[:at], spoiled(value[at], dice), *value[at + 1 :]]
    return dice.choice(ODD)


@pytest.mark.parametrize("file", sorted(CASES.glob("*.toml")), ids=lambda file: file.name)
def test_whatever_a_case_expects_is_compared_or_refused(file: Path) -> None:
    dice = random.Random(20261213)
    for case in tomllib.loads(file.read_text("utf-8"))["case"]:
        found = answered(cases_in({"case": [case]}, file.name)[0])
        for _ in range(12):
            try:
                expecting_odd = cases_in({"case": [case | {"expected": spoiled(case["expected"], dice)}]}, "")[0]
            except BadInput as refused:
                assert refused.text
            else:
                assert all(one.sentence() for one in mismatches(expecting_odd, found))
