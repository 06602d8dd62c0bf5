"""`cunxuan law …`: output, exit status, and one sentence for a wrong call."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from cunxuan.cli.law import app

CASE = {
    "division": "140824100200",
    "polling_day": "2026-12-13",
    "registered": 1500,
    "account": {"issued": 800, "signed": 800, "returned": 798},
    "contests": [
        {"post": "chair", "seats": 1, "candidates": [{"name": "王", "votes": 470}, {"name": "李", "votes": 300}]}
    ],
}


def law(*words: str, given: Any = None) -> Result:
    text = given if isinstance(given, str | bytes) or given is None else json.dumps(given)
    return CliRunner().invoke(app, list(words), input=text)


def test_a_case_in_a_file_is_answered(tmp_path: Path) -> None:
    file = tmp_path / "柳树村.json"
    file.write_text(json.dumps(CASE, ensure_ascii=False), "utf-8-sig")
    run = law("determine", str(file))
    assert run.exit_code == 0
    assert json.loads(run.stdout)["elected"][0]["name"] == "王"


def test_the_law_saying_no_is_status_one() -> None:
    run = law("determine", "-", given={**CASE, "registered": 1596})
    assert run.exit_code == 1
    assert json.loads(run.stdout)["outcome"] == "rerun"


def test_a_list_with_a_case_that_cannot_be_answered_is_status_two() -> None:
    run = law("determine", "-", "--lang", "en", given=[CASE, {"election": "recall"}])
    assert run.exit_code == 2
    assert json.loads(run.stdout)[1] == {"error": "An election of kind “recall” is not computed by this version."}


WRONG = [
    ("nowhere.json", None, "没有文件“nowhere.json”。"),
    (".", None, "“.”是文件夹，请给出文件。"),
    ("\0", None, "不能读取"),
    ("-", b"\xff\xfe", "-：不是 UTF-8 编码，请另存为 UTF-8。"),
    ("-", "{", "-：不是 JSON（第 1 行第 2 列）。"),
    ("-", "[" * 100_000, "-：嵌套太深或者数字太长。"),
    ("-", "1" * 5000, "-：嵌套太深或者数字太长。"),
    ("-", '{"a": 1, "a": 2}', "键“a”出现两次。"),
    ("-", '{"registered": NaN}', "“NaN”不是数。"),
    ("-", '{"pack": "X"}', "没有名为“X”的规则包"),
]


@pytest.mark.parametrize(("file", "given", "sentence"), WRONG)
def test_a_wrong_file_ends_in_one_sentence(file: str, given: Any, sentence: str) -> None:
    run = law("determine", file, given=given)
    assert run.exit_code == 2
    assert not run.stdout
    assert run.stderr.startswith(sentence)
    assert run.stderr.count("\n") == 1


def test_the_sentence_is_english_where_it_is_asked_for() -> None:
    assert law("determine", "nowhere.json", "--lang", "en").stderr == "There is no file “nowhere.json”.\n"


def test_the_timetable_gives_every_step_in_order_of_time() -> None:
    run = law("timetable", "--division", "630000000000", "--polling-day", "2026-12-20", "--json")
    steps = json.loads(run.stdout)
    assert run.exit_code == 0
    roll = next(step for step in steps if step["step"] == "roll_published")
    assert (
        roll.items()
        >= {"latest": "2026-11-30", "recommended": "2026-11-22", "document": ["notice_roll"], "legal": True}.items()
    )
    assert [step["recommended"] for step in steps] == sorted(step["recommended"] for step in steps)
    assert run.stderr.startswith("未收录本省")


def test_a_roll_published_too_late_is_status_one(tmp_path: Path) -> None:
    done = tmp_path / "done.json"
    done.write_text('{"roll_published": "2026-12-01"}')
    run = law("timetable", "--pack", "CN@2026-01-01", "--polling-day", "2026-12-20", "--done", str(done), "--json")
    assert run.exit_code == 1
    roll = next(step for step in json.loads(run.stdout) if step["done_on"])
    assert roll["finding"]["reason"] == "ROLL_TOO_LATE"


def test_the_timetable_can_be_read_on_a_screen() -> None:
    run = law("timetable", "--pack", "CN@2026-01-01", "--polling-day", "2026-12-20", "--today", "2026-12-01")
    assert "公布登记参加选举的村民名单" in run.stdout
    assert "最迟应于 2026-11-30 办理" in run.stdout
    assert run.exit_code == 1
    assert (
        "Publish the roll"
        in law("timetable", "--pack", "CN@2026-01-01", "--polling-day", "2026-12-20", "--lang", "en").stdout
    )


WRONG_CALLS = [
    (["--polling-day", "2026-12-20"], None, "请给出 --pack"),
    (["--polling-day", "2026-12-20", "--division", "1408"], None, "请给出 --pack"),
    (["--polling-day", "12-20", "--pack", "CN@2026-01-01"], None, "--polling-day: 应当是日期"),
    (["--polling-day", "2026-13-20", "--pack", "CN@2026-01-01"], None, "--polling-day: 应当是日期"),
    (["--polling-day", "2026-12-20", "--pack", "CN@2026-01-01", "--done", "-"], [], "-：应当是 {步骤: 日期}。"),
    (
        ["--polling-day", "2026-12-20", "--pack", "CN@2026-01-01", "--done", "-"],
        {"roll": "2026-12-01"},
        "-：没有步骤“roll”",
    ),
    (["--polling-day", "2026-12-20", "--pack", "CN@2026-01-01", "--done", "-"], {"polling": 3}, "polling: 应当是日期"),
]


@pytest.mark.parametrize(("words", "given", "sentence"), WRONG_CALLS)
def test_a_wrong_call_of_the_timetable_ends_in_one_sentence(words: list[str], given: Any, sentence: str) -> None:
    run = law("timetable", *words, given=given)
    assert run.exit_code == 2
    assert run.stderr.startswith(sentence)


def test_the_packs_are_listed() -> None:
    packs = json.loads(law("packs", "--json").stdout)
    assert [pack["pack"] for pack in packs if pack["jurisdiction"] == "SC"] == ["SC@2026-01-01"]
    assert "浙江省村民委员会选举办法" in law("packs").stdout
    assert "Sichuan Regulations" in law("packs", "--lang", "en").stdout


def test_a_pack_is_shown_with_every_parameter_its_article_and_whether_it_was_read() -> None:
    shown = json.loads(law("show", "GC@2013-05-02", "--json").stdout)
    floor = {one["key"]: one for one in shown["parameters"]}
    assert floor["runoff_days"]["value"] == 10
    assert floor["runoff_days"]["confirmed"] is False
    assert floor["staff_excludes"]["value_zh"] == "候选人、配偶、直系亲属"
    share = {
        one["key"]: one["value"] for one in json.loads(law("show", "CN@2026-01-01", "--json").stdout)["parameters"]
    }
    assert share["win"] == ">1/2"


def test_a_pack_can_be_read_on_a_screen() -> None:
    assert "未核对" in law("show", "GC@2013-05-02").stdout
    assert "the whole ballot is void" in law("show", "ZJ@2020-07-31", "--lang", "en").stdout
    assert law("show", "XX").exit_code == 2
