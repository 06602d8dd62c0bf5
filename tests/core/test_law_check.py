"""`cunxuan law check`: a lawyer's slip is found on its line and said in one sentence."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cunxuan.cli import app
from cunxuan.core.law import hold, packs
from cunxuan.core.law.checking import Remark, check
from cunxuan.core.law.reading import HERE

GOOD = """\
# a province that does not exist
name = "QH@2026-03-01"
title = "青禾省村民委员会选举办法"
short = "青禾省村民委员会选举办法"
title_en = "Qinghe Measures for Villagers' Committee Elections"
layer = "province"
jurisdiction = "QH"
division = "99"
since = 2026-03-01
based_on = "CN@2026-01-01"
source = "QH"

[rules]
seats_min = { value = 3, article = 2, confirmed = true }
seats_max = { value = 7, article = 2, confirmed = true }
roll_days_before = { value = 25, article = 9, confirmed = true }
proxy_cap = { value = 2, article = 14, confirmed = true }
win = { value = ">1/2", article = 20, confirmed = true }
tie = { value = "revote", article = 21, confirmed = true }
left_off_roll = { value = ["deprived", "unreachable"], article = 8, confirmed = true }
secret_booth = { value = true, article = 18, confirmed = true }
runoff_days = { value = 10, article = 22, confirmed = false }
"""


def edited(before: str, after: str) -> str:
    assert before in GOOD
    return GOOD.replace(before, after)


def said_of(text: str) -> list[tuple[int, str, str]]:
    return [(one.line, one.key, one.zh) for one in check(text).wrong]


def test_a_good_pack_has_nothing_to_put_right() -> None:
    checked = check(GOOD)
    assert checked.readable
    assert checked.wrong == ()
    assert checked.notes[-1].zh.startswith("1 项没有核对原文")


def test_every_provincial_pack_of_the_program_has_nothing_to_put_right() -> None:
    names = [pack.name for pack in packs() if pack.layer == "province"]
    assert "ZJ@2020-07-31" in names
    for name in names:
        text = HERE.joinpath("packs", f"{name}.toml").read_text("utf-8")
        assert [one.sentence() for one in check(text).wrong] == [], name


BAD = [
    ("seats_max = { value = 7", "seat_max = { value = 7", 15, "seat_max", "是不是 seats_max"),
    ('title_en = "Qinghe', 'titel_en = "Qinghe', 5, "titel_en", "是不是 title_en"),
    ("seats_max = { value = 7", "seats_max = { value = 9", 15, "seats_max", "至多 7"),
    ("roll_days_before = { value = 25", "roll_days_before = { value = 15", 16, "roll_days_before", "至少 20"),
    ("proxy_cap = { value = 2", "proxy_cap = { value = 5", 17, "proxy_cap", "至多 3"),
    ('win = { value = ">1/2"', 'win = { value = ">=1/2"', 18, "win", "至少 超过1/2"),
    ('["deprived", "unreachable"]', '["unreachable"]', 20, "left_off_roll", "以国家法为准"),
    ("secret_booth = { value = true", "secret_booth = { value = false", 21, "secret_booth", "规定为 是"),
    ("seats_min = { value = 3", "seats_min = { value = 8", 14, "seats_min", "下限 8 大于上限 7"),
    ("seats_max = { value = 7", 'seats_max = { value = "7"', 15, "seats_max", "应当是不小于 0 的整数"),
    ("seats_max = { value = 7", "seats_max = { value = true", 15, "seats_max", "不是 true"),
    ("roll_days_before = { value = 25", "roll_days_before = { value = -25", 16, "roll_days_before", "不是 -25"),
    ("roll_days_before = { value = 25", "roll_days_before = { value = 2500", 16, "roll_days_before", "太大"),
    ('win = { value = ">1/2"', 'win = { value = ">3/2"', 18, "win", "比全部还多"),
    ('tie = { value = "revote"', 'tie = { value = "revotes"', 19, "tie", "是不是 revote"),
    ('value = "revote", article = 21', 'value = "revote"', 19, "tie", "缺少 article"),
    ('value = "revote", article = 21', 'value = "revote", article = 0', 19, "tie", "应当是条号"),
    ('value = "revote", article = 21', "article = 21", 19, "tie", "缺少 value"),
    ("article = 18, confirmed = true", "article = 18", 21, "secret_booth", "缺少 confirmed"),
    ("article = 18, confirmed = true", 'article = 18, confirmed = "yes"', 21, "secret_booth", "true 或者 false"),
    ("article = 18, confirmed", "artikel = 18, confirmed", 21, "secret_booth", "是不是 article"),
    (
        "secret_booth = { value = true, article = 18, confirmed = true }",
        "secret_booth = true",
        21,
        "secret_booth",
        "{ value",
    ),
    (
        "article = 18, confirmed = true",
        'article = 18, confirmed = true, note = ""',
        21,
        "secret_booth",
        "note 应当是一段文字",
    ),
    ('source = "QH"\n', "", 0, "source", "缺少这一项"),
    ('title = "青禾省村民委员会选举办法"\n', "", 0, "title", "缺少这一项"),
    ("since = 2026-03-01\n", "", 0, "since", "缺少这一项"),
    ("since = 2026-03-01", 'since = "2026-03-01"', 9, "since", "不加引号"),
    ("since = 2026-03-01", "since = 2026-03-01\nuntil = 2026-02-01", 10, "until", "早于 since（第 9 行"),
    ('short = "青禾省村民委员会选举办法"', "short = 7", 4, "short", "一段文字"),
    ('layer = "province"', 'layer = "national"', 6, "layer", "county"),
    ('division = "99"', 'division = "9900"', 8, "division", "2 位数字"),
    ('name = "QH@2026-03-01"', 'name = "青禾"', 2, "name", "应当像"),
    ('jurisdiction = "QH"', 'jurisdiction = "QX"', 7, "jurisdiction", "（QH）"),
    ('based_on = "CN@2026-01-01"', 'based_on = "CN@2027-01-01"', 10, "based_on", "CN@2018-12-29"),
    ('source = "QH"', 'source = "QH"\npart_read = "yes"', 12, "part_read", "true 或者 false"),
    ('source = "QH"', 'source = "QH"\ngone = "win"', 12, "gone", "参数名称的列表"),
    ('source = "QH"', 'source = "QH"\ngone = ["wins"]', 12, "gone", "是不是 win"),
    ('source = "QH"', 'source = "QH"\ninherits = "QH@2020-01-01"', 12, "inherits", "较早的规则包"),
    ('source = "QH"', 'source = "QH"\ninherits = "CN@2018-12-29"', 12, "inherits", "较早的规则包"),
    ("[rules]", "rules = 5\n[other]", 13, "rules", "[rules]"),
    ("tie = {", 'win = { value = ">1/2", article = 20, confirmed = true }\ntie = {', 19, "win", "第 18 行已经有"),
    ("[rules]", "[[rules", 13, "", "TOML"),
    ('tie = { value = "revote"', 'tie = { value = "revote', 19, "", "引号"),
    ("tie = {", "tie  {", 19, "", "等号"),
    ("since = 2026-03-01", "since = 2026-02-31", 9, "", "没有这一天"),
]


@pytest.mark.parametrize(
    ("before", "after", "line", "key", "sentence"), BAD, ids=[f"{after[:40]}" for _, after, *_ in BAD]
)
def test_a_slip_is_found_on_its_line(before: str, after: str, line: int, key: str, sentence: str) -> None:
    said = said_of(edited(before, after))
    assert any((at, of) == (line, key) and sentence in zh for at, of, zh in said), said


def notes_of(text: str) -> dict[str, str]:
    return {one.key: one.zh for one in check(text).notes}


def test_every_slip_of_a_file_is_said_at_once_in_the_order_of_its_lines() -> None:
    text = edited("value = 7", "value = 9").replace("value = 25", "value = 15").replace('source = "QH"', 'source = ""')
    assert [(line, key) for line, key, _ in said_of(text)] == [
        (11, "source"),
        (15, "seats_max"),
        (16, "roll_days_before"),
    ]


def test_what_is_older_than_the_national_law_in_force_gives_way_and_is_no_slip() -> None:
    text = edited("CN@2026-01-01", "CN@2018-12-29").replace("value = 2,", "value = 5,")
    assert said_of(text) == []
    assert "以国家法为准" in notes_of(text)["proxy_cap"]


def test_two_texts_of_one_place_do_not_apply_on_one_day() -> None:
    zhejiang = edited('"99"', '"33"').replace("2026-03-01", "2020-06-01")
    said = [zh for line, key, zh in said_of(zhejiang) if (line, key) == (9, "since")]
    assert any("ZJ@2020-07-31 施行期重叠（2020-07-31 起）" in zh for zh in said)


def test_a_later_text_follows_one_whose_last_day_is_not_known() -> None:
    sichuan = edited('"99"', '"51"')
    assert said_of(sichuan) == []
    assert "自 2026-03-01 起以这个文件为准" in notes_of(sichuan)["since"]


def test_a_text_that_is_held_already_is_said_to_be() -> None:
    text = HERE.joinpath("packs", "ZJ@2020-07-31.toml").read_text("utf-8")
    assert "已经收录" in notes_of(text)["name"]


def test_what_the_province_leaves_open_is_listed_with_what_applies_instead() -> None:
    notes = notes_of(GOOD)
    assert "村民委员会选举规程" in notes["mobile_box_staff_min"]
    assert "turnout" not in notes  # the nation's law fixes it
    silent = next(one.zh for one in check(GOOD).notes if one.zh.startswith("别的省有规定"))
    assert "recall_bar_months 罢免未通过后几个月内不得再提" in silent


def test_a_limit_contradicts_the_nations_where_the_pack_has_one_only() -> None:
    text = edited("seats_max = { value = 7, article = 2, confirmed = true }\n", "").replace("value = 3", "value = 8")
    assert (14, "seats_min", "下限 8 大于上限 7，与 seats_max（村民委员会组织法 第八条）矛盾。") in said_of(text)


COUNTY = """\
name = "330783@2026-06-01"
title = "清河县村级组织换届选举工作方案"
short = "清河县换届方案"
title_en = "Qinghe County's plan"
layer = "county"
jurisdiction = "330783"
division = "330783"
since = 2026-06-01
source = "清河县"

[rules]
ec_objection_days = { value = 3, article = "第三部分", confirmed = true }
"""


def test_a_county_says_what_the_law_leaves_open() -> None:
    assert check(COUNTY).remarks == ()


def test_a_county_may_not_say_otherwise_than_the_law() -> None:
    sichuan = COUNTY.replace("330783", "510783")
    text = f'{sichuan}turnout = {{ value = ">2/3", article = "第四部分", confirmed = true }}\n'
    assert [(line, key) for line, key, _ in said_of(text)] == [(13, "turnout")]
    assert "县不能另行规定" in said_of(text)[0][2]


def test_a_county_before_the_first_national_law_is_held_is_not_compared_with_it() -> None:
    assert said_of(COUNTY.replace("2026-06-01", "2009-06-01")) == []


def test_a_note_in_one_language_is_remarked() -> None:
    text = edited("article = 18, confirmed = true", 'article = 18, confirmed = true, note = "读作每个会场"')
    assert "一种语言" in notes_of(text)["secret_booth"]


def test_an_alternative_that_no_pack_uses_there_is_remarked() -> None:
    assert "没有用于这一项" in notes_of(edited('"revote"', '"siblings"'))["tie"]


def test_a_rule_whose_article_was_not_read_may_lack_it() -> None:
    assert "缺少 article" in notes_of(edited("article = 22, confirmed = false", "confirmed = false"))["runoff_days"]


def test_keys_are_found_in_a_section_of_their_own_and_after_a_long_text() -> None:
    text = edited('source = "QH"', 'source = """\nQH = [\n"""')
    text = text.replace('tie = { value = "revote", article = 21, confirmed = true }\n', "")
    text += '\n[rules.tie]\nvalue = "revotes"\narticle = 21\nconfirmed = true\n'
    line = text.splitlines().index("[rules.tie]") + 1
    assert [(at, key) for at, key, _ in said_of(text)] == [(line, "tie")]


def test_a_list_over_several_lines_is_no_key() -> None:
    text = edited('["deprived", "unreachable"]', '[\n  "deprived", # seats_max = 9 ]\n  "gone",\n]')
    assert [(at, key) for at, key, _ in said_of(text)] == [(20, "left_off_roll")]


def test_a_remark_is_one_sentence_in_both_languages() -> None:
    for before, after, *_ in BAD:
        for remark in check(edited(before, after)).remarks:
            assert remark.sentence("zh").endswith(("。", "？"))
            assert remark.sentence("en").endswith((".", "?"))
            assert "\n" not in remark.sentence() + remark.sentence("en")
    assert Remark(0, "", "note", "甲。", "A.").sentence("en") == "A."
    assert Remark(7, "win", "wrong", "甲。", "A.").sentence("en") == "line 7 win: A."
    assert Remark(0, "win", "wrong", "甲。", "A.").sentence("en") == "win: A."


# -- whatever is typed ----------------------------------------------------------------------------------------------

PIECES = ["", '"', "[", "]", "{", "}", "=", "\n", "#", "'''", '"""', "é", "\x00", "9" * 5000, "[" * 2000, "nan", "\r"]
OLD = ["7", "true", '"revote"', "2026-03-01", '">1/2"', '"province"', '"99"', '["deprived", "unreachable"]']
NEW = [
    "0",
    "-1",
    "1.5",
    "[]",
    "{}",
    '""',
    "[1]",
    '["deprived", 1]',
    "2026-01-01",
    "1979-05-27T07:32:00",
    "inf",
    '">1/0"',
]


def mutations(text: str, dice: random.Random) -> Iterator[str]:
    for _ in range(400):
        at, length = dice.randrange(len(text)), dice.choice((0, 1, 1, 5, 40))
        yield text[:at] + dice.choice(PIECES) + text[at + length :]
    lines = text.split("\n")
    for _ in range(100):
        one, other = dice.randrange(len(lines)), dice.randrange(len(lines))
        yield "\n".join([*lines[:one], lines[other], *lines[one + dice.randint(0, 1) :]])
    for old in OLD:
        yield from (text.replace(old, new) for new in NEW)


@pytest.mark.parametrize("text", [GOOD, COUNTY], ids=["province", "county"])
def test_whatever_is_typed_into_a_pack_is_answered_in_sentences(text: str) -> None:
    for changed in mutations(text, random.Random(20261213)):
        for remark in check(changed).remarks:
            assert remark.sentence("zh")
            assert remark.sentence("en")
            assert 0 <= remark.line <= changed.count("\n") + 1


# -- the command ----------------------------------------------------------------------------------------------------

CASE = """\
[[case]]
id = "QH-1"
name = "七百人中三百六十人投票"
[case.given]
pack = "QH@2026-03-01"
registered = 700
account = { issued = 360, signed = 360, returned = 360 }
contests = [{ post = "chair", seats = 1, candidates = [{ name = "甲", votes = 200 }, { name = "乙", votes = 100 }] }]
[case.expected]
outcome = "decided"
elected = { chair = ["甲"] }
"""


def law_check(folder: Path, text: str, *words: str, cases: str = "") -> Result:
    pack = folder / "QH.toml"
    pack.write_text(text, "utf-8")
    more: list[str] = []
    if cases:
        (folder / "cases.toml").write_text(cases, "utf-8")
        more = ["--cases", str(folder / "cases.toml")]
    return CliRunner().invoke(app, ["law", "check", str(pack), *more, *words])


def test_a_pack_without_a_slip_ends_with_status_0(tmp_path: Path) -> None:
    run = law_check(tmp_path, GOOD)
    assert run.exit_code == 0
    assert "要改正的 0 处" in run.stdout


def test_a_pack_with_a_slip_ends_with_status_1_and_names_the_line(tmp_path: Path) -> None:
    run = law_check(tmp_path, edited("seats_max = { value = 7", "seats_max = { value = 9"), "--lang", "en")
    assert run.exit_code == 1
    assert "line 15 seats_max: “most seats” is 9" in run.stdout


def test_a_file_that_cannot_be_read_ends_with_status_2(tmp_path: Path) -> None:
    assert law_check(tmp_path, "[rules").exit_code == 2
    run = CliRunner().invoke(app, ["law", "check", str(tmp_path / "none.toml")])
    assert run.exit_code == 2
    assert "没有文件" in run.stderr


def test_a_case_is_tried_with_the_pack_held_for_so_long(tmp_path: Path) -> None:
    run = law_check(tmp_path, GOOD, cases=CASE)
    assert run.exit_code == 0
    assert "试算案例 1 个，不符 0 个" in run.stdout
    assert "QH@2026-03-01" not in {pack.name for pack in packs()}


def test_a_case_that_comes_out_otherwise_is_said_in_one_sentence(tmp_path: Path) -> None:
    run = law_check(tmp_path, GOOD, cases=CASE.replace('chair = ["甲"]', 'chair = ["乙"]'))
    assert run.exit_code == 1
    assert "案例 QH-1（七百人中三百六十人投票）：elected 应当是" in run.stdout


def test_a_pack_that_cannot_be_used_is_not_tried(tmp_path: Path) -> None:
    headless = edited('source = "QH"\n', "")
    run = law_check(tmp_path, headless, cases=CASE)
    assert run.exit_code == 1
    assert "没有试算案例" in run.stdout
    assert "Cases not tried" in law_check(tmp_path, headless, "--lang", "en", cases=CASE).stdout


def test_cases_that_are_no_cases_are_refused(tmp_path: Path) -> None:
    run = law_check(tmp_path, GOOD, cases="[[case]]\nid = 1\n")
    assert run.exit_code == 2
    assert "case[0]" in run.stderr


def test_other_packs_of_the_county_are_held_beside_it(tmp_path: Path) -> None:
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "province.toml").write_text(GOOD, "utf-8")
    county = COUNTY.replace("330783", "990783")
    case = CASE.replace("QH@2026-03-01", "QH@2026-03-01+990783@2026-06-01")
    try:
        run = law_check(tmp_path, county, "--dir", str(tmp_path / "packs"), cases=case)
    finally:
        hold(None)
    assert run.exit_code == 0, run.stdout + run.stderr


def test_the_whole_answer_is_there_for_other_programs(tmp_path: Path) -> None:
    text = edited("seats_max = { value = 7", "seats_max = { value = 9")
    answer = json.loads(law_check(tmp_path, text, "--json", cases=CASE).stdout)
    assert answer["wrong"] == 1
    assert answer["remarks"][0] | {"text": ""} == {"line": 15, "key": "seats_max", "level": "wrong", "text": ""}
    assert answer["cases"] == [
        {"id": "QH-1", "name": "七百人中三百六十人投票", "file": str(tmp_path / "cases.toml"), "line": 1, "differs": []}
    ]


def test_a_value_may_be_written_key_by_key() -> None:
    text = edited(
        'tie = { value = "revote", article = 21, confirmed = true }',
        'tie.value = "revotes"\ntie.article = 21\ntie.confirmed = true',
    )
    assert [(at, key) for at, key, _ in said_of(text)] == [(19, "tie")]


def test_the_file_that_is_checked_takes_the_place_of_the_one_installed(tmp_path: Path) -> None:
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "QH.toml").write_text(edited("value = 25", "value = 30"), "utf-8")
    try:
        run = law_check(tmp_path, GOOD, "--dir", str(tmp_path / "packs"), cases=CASE)
    finally:
        hold(None)
    assert run.exit_code == 0, run.stdout
    assert "试算案例 1 个，不符 0 个" in run.stdout
