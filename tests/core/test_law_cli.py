"""`cunxuan law …`: output, exit status, and one sentence for a wrong call."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from cunxuan.cli.law import app
from cunxuan.core.law import hold

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
    run = law("determine", "-", "--lang", "en", given=[CASE, {"election": "committee"}])
    assert run.exit_code == 2
    assert json.loads(run.stdout)[1] == {"error": "Give either pack, or both division and polling_day."}


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


# -- where each value comes from ----------------------------------------------------------------------------------

COUNTY = """\
name = "140824@2026-09-01"
title = "清河县实施方案"
short = "清河县实施方案"
title_en = "Qinghe County's Plan"
layer = "county"
jurisdiction = "清河县"
division = "140824"
since = 2026-09-01
source = "county"

[rules]
runoff_days = { value = 7, article = 8, confirmed = true }
win = { value = ">2/3", article = 9, confirmed = true }
"""
PLACE = ("--division", "140824100200", "--on", "2026-12-13")


@pytest.fixture
def packs_of_the_county(tmp_path: Path) -> Iterator[Path]:
    tmp_path.joinpath("qinghe.toml").write_text(COUNTY, "utf-8")
    yield tmp_path
    hold(None)


def test_the_law_of_a_place_is_shown_with_the_layer_of_each_value_and_what_it_stands_in_the_place_of(
    packs_of_the_county: Path,
) -> None:
    run = law("show", *PLACE, "--dir", str(packs_of_the_county), "--json")
    shown = json.loads(run.stdout)
    assert shown["pack"] == "SX@2011-07-28+140824@2026-09-01"
    assert [pack["layer"] for pack in shown["layers"]] == ["national", "guidance", "province", "county"]
    by_key = {one["key"]: one for one in shown["parameters"]}
    runoff, term = by_key["runoff_days"], by_key["term_years"]
    assert (runoff["value"], runoff["layer"], runoff["basis"]) == (7, "county", "清河县实施方案 第八条")
    assert [(one["layer"], one["value"]) for one in runoff["others"]] == [("guidance", 10)]
    assert (term["value"], [(one["pack"], one["value"]) for one in term["others"]]) == (5, [("SX@2011-07-28", 3)])
    assert (by_key["win"]["value"], by_key["win"]["others"][0]["value"]) == (">1/2", ">2/3")
    assert "COUNTY_NOT_OPEN" in [finding["reason"] for finding in shown["findings"]]


def test_the_law_of_a_place_can_be_read_on_a_screen(packs_of_the_county: Path) -> None:
    run = law("show", *PLACE, "--dir", str(packs_of_the_county))
    assert "140824@2026-09-01" in run.stdout
    assert "县级规则包不能另作规定" in run.stderr
    assert "national law prevails" not in law("show", *PLACE, "--lang", "en").stdout


def test_a_value_of_a_pack_that_gives_way_says_so() -> None:
    guidance = json.loads(law("show", "GC@2013-05-02", "--json").stdout)
    assert {one["key"] for one in guidance["parameters"] if not one["applies"]} == {"participants", "proxy_holder"}
    assert "（不适用）" in law("show", "GC@2013-05-02").stdout
    assert "way)" in law("show", "GC@2013-05-02", "--lang", "en").stdout
    assert "（不适用）" not in law("show", "CN@2026-01-01").stdout


def test_the_law_under_a_name_of_two_texts_is_shown_whole(packs_of_the_county: Path) -> None:
    name = "SX@2011-07-28+140824@2026-09-01"
    shown = json.loads(law("show", name, "--dir", str(packs_of_the_county), "--json").stdout)
    assert shown["pack"] == name
    assert len(shown["layers"]) == 4


def test_a_case_is_decided_under_the_countys_pack_and_again_by_its_name(packs_of_the_county: Path) -> None:
    first = json.loads(law("determine", "-", "--dir", str(packs_of_the_county), given=CASE).stdout)
    assert first["pack"] == "SX@2011-07-28+140824@2026-09-01"
    named = {**CASE, "pack": first["pack"]}
    assert json.loads(law("determine", "-", "--dir", str(packs_of_the_county), given=named).stdout) == first


def test_questions_the_timetable_and_the_list_know_the_countys_packs_too(packs_of_the_county: Path) -> None:
    folder = ("--dir", str(packs_of_the_county))
    place = {"division": "140824100200", "polling_day": "2026-12-13"}
    question = {"question": "eligible", "birth": "1990-01-01", **place}
    assert json.loads(law("ask", "-", *folder, given=question).stdout)["pack"].endswith("+140824@2026-09-01")
    days = law("timetable", "--division", "140824100200", "--polling-day", "2026-12-20", *folder)
    assert "县级规则包不能另作规定" in days.stderr
    assert "清河县实施方案" in law("packs", *folder).stdout


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ([], "请给出规则包的名称，或者同时给出 --division 和 --on。"),
        (["--division", "140824100200"], "请给出规则包的名称"),
        (["CN@2026-01-01", "--on", "2026-12-13"], "请给出规则包的名称"),
        (["--division", "1408", "--on", "2026-12-13"], "division: 应当是 12 位行政区划代码"),
        (["--division", "140824100200", "--on", "soon"], "--on: 应当是日期"),
        (["CN@2026-01-01", "--dir", "nowhere"], "没有文件夹“nowhere”。"),
    ],
)
def test_a_wrong_call_of_show_ends_in_one_sentence(words: list[str], sentence: str) -> None:
    run = law("show", *words)
    assert run.exit_code == 2
    assert run.stderr.startswith(sentence)


def test_a_wrong_file_in_the_folder_ends_in_one_sentence(tmp_path: Path) -> None:
    tmp_path.joinpath("a.toml").write_text("[rules", "utf-8")
    run = law("determine", "-", "--dir", str(tmp_path), given=CASE)
    assert (run.exit_code, run.stdout) == (2, "")
    assert run.stderr.startswith("a.toml：不是 TOML")
    assert run.stderr.count("\n") == 1
