"""A county's own packs: read in order, held until told otherwise, and refused in one sentence where they are wrong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from cunxuan.core.errors import BadInput
from cunxuan.core.law import hold, packs, rules_for, rules_of_pack

AUTUMN = date(2026, 12, 13)
QINGHE = "360123101201"
GOOD = """\
name = "360123@2026-09-01"
title = "清河县实施方案"
short = "清河县实施方案"
title_en = "Qinghe County's Plan"
layer = "county"
jurisdiction = "清河县"
division = "360123"
since = 2026-09-01
source = "county"

[rules]
proxy_days_before = { value = 5, article = 7, confirmed = true }
"""
PROVINCE = """\
name = "QH@2026-03-01"
title = "青禾省选举办法"
short = "青禾省选举办法"
title_en = "Qinghe Measures"
layer = "province"
jurisdiction = "QH"
division = "99"
since = 2026-03-01
based_on = "CN@2026-01-01"
source = "QH"

[rules]
runoff_days = { value = 12, article = "21-22", confirmed = true }
proxy_days_before = { value = 3, article = "附件", confirmed = true }
"""


@pytest.fixture(autouse=True)
def nothing_of_ones_own() -> Iterator[None]:
    yield
    hold(None)


def put(folder: Path, text: str | bytes, name: str = "县.toml") -> Path:
    file = folder.joinpath(name)
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    return file


def test_a_folder_is_held_until_another_is(tmp_path: Path) -> None:
    put(tmp_path, GOOD)
    assert [pack.name for pack in hold(tmp_path)] == ["360123@2026-09-01"]
    assert rules_for(QINGHE, AUTUMN).number("proxy_days_before") == 5
    assert "360123@2026-09-01" in [pack.name for pack in packs()]
    assert hold(None) == ()
    assert rules_for(QINGHE, AUTUMN).number("proxy_days_before") is None


def test_a_folder_that_does_not_exist_holds_nothing(tmp_path: Path) -> None:
    assert hold(tmp_path.joinpath("packs")) == ()


def test_what_changed_in_the_folder_is_seen_when_it_is_held_again(tmp_path: Path) -> None:
    put(tmp_path, GOOD)
    hold(tmp_path)
    assert rules_for(QINGHE, AUTUMN).number("proxy_days_before") == 5
    put(tmp_path, GOOD.replace("value = 5", "value = 4"))
    hold(tmp_path)
    assert rules_for(QINGHE, AUTUMN).number("proxy_days_before") == 4


def test_the_names_of_the_files_change_nothing(tmp_path: Path) -> None:
    later = GOOD.replace("2026-09-01", "2026-10-01").replace("value = 5", "value = 2")
    put(tmp_path, later, "a.toml")
    put(tmp_path, GOOD, "b.toml")
    hold(tmp_path)
    assert rules_for(QINGHE, AUTUMN).number("proxy_days_before") == 2


def test_a_wrong_file_leaves_what_was_held(tmp_path: Path) -> None:
    good, wrong = tmp_path.joinpath("good"), tmp_path.joinpath("wrong")
    for folder, text in ((good, GOOD), (wrong, GOOD.replace("value = 5", "value = -5"))):
        folder.mkdir()
        put(folder, text)
    hold(good)
    with pytest.raises(BadInput):
        hold(wrong)
    assert rules_for(QINGHE, AUTUMN).number("proxy_days_before") == 5


def test_a_province_that_is_missing_here_may_be_added(tmp_path: Path) -> None:
    put(tmp_path, PROVINCE)
    hold(tmp_path)
    rules = rules_for("990101000000", AUTUMN)
    assert rules.name == "QH@2026-03-01"
    assert rules["runoff_days"].basis == "青禾省选举办法 第二十一条至第二十二条"
    assert rules["proxy_days_before"].basis == "青禾省选举办法 附件"
    assert rules.findings == ()


def test_a_newer_text_of_a_province_takes_the_place_of_one_whose_last_day_is_not_known(tmp_path: Path) -> None:
    newer = PROVINCE.replace("QH", "HEB").replace('"99"', '"13"').replace("value = 12", "value = 8")
    put(tmp_path, newer)
    hold(tmp_path)
    assert rules_for("130123101201", date(2026, 2, 28)).name == "HEB@2020-07-30"
    assert rules_for("130123101201", AUTUMN).number("runoff_days") == 8
    assert rules_of_pack("HEB@2020-07-30", AUTUMN).number("runoff_days") == 10


def test_a_newer_text_may_take_over_what_was_not_read_in_it(tmp_path: Path) -> None:
    newer = PROVINCE.replace("QH", "HEB").replace('"99"', '"13"')
    inherits = (
        'inherits = "HEB@2020-07-30"\ngone = ["count_down"]\npart_read = true\nseen_until = 2026-06-01\n\n[rules]'
    )
    put(tmp_path, newer.replace("[rules]", inherits))
    hold(tmp_path)
    rules = rules_for("130123101201", AUTUMN)
    assert rules.number("runoff_days") == 12
    assert (rules["proxy_cap"].value, rules["proxy_cap"].confirmed) == (2, False)
    assert rules.get("count_down") is None
    assert [finding.reason for finding in rules.findings][-3:] == [
        "PACK_MAY_BE_AMENDED",
        "PACK_PARTLY_READ",
        "PACK_TAKEN_OVER",
    ]


#: What is put in the place of what, and how the sentence begins.
WRONG = [
    ("[rules]", "[rules", "县.toml：不是 TOML"),
    ('source = "county"\n', "", "县.toml：缺少“source”。"),
    ('source = "county"', 'source = "county"\nlanguage = "zh"', "县.toml：不认识的键“language”。"),
    ('source = "county"', "source = 3", "县.toml：source 应当是一段文字。"),
    ('title = "清河县实施方案"', 'title = " "', "县.toml：title 应当是一段文字。"),
    ("since = 2026-09-01", 'since = "2026-09-01"', "县.toml：since 应当是日期，如 2026-09-01，不加引号。"),
    ("since = 2026-09-01", "since = 2026-09-01T08:00:00", "县.toml：since 应当是日期"),
    ("since = 2026-09-01", "since = 2026-09-01\nuntil = 2026-08-31", "县.toml：until 早于 since。"),
    ('layer = "county"', 'layer = "national"', "县.toml：layer 应当是"),
    ('division = "360123"', 'division = "36012"', "县.toml：division 应当是 6 位数字。"),
    ('division = "360123"', 'division = "３６０１２３"', "县.toml：division 应当是 6 位数字。"),
    ("360123@2026-09-01", "清河县", "县.toml：name 应当像 140824@2026-09-01。"),
    ("360123@2026-09-01", "A@2026-09-01+B@2026-09-01", "县.toml：name 应当像"),
    ('source = "county"', 'source = "county"\npart_read = 1', "县.toml：part_read 应当是 true 或者 false。"),
    ('source = "county"', 'source = "county"\ngone = "win"', "县.toml：gone 应当是参数名称的列表。"),
    (
        'source = "county"',
        'source = "county"\ninherits = "X@2020-01-01"',
        "360123@2026-09-01：inherits：“X@2020-01-01”",
    ),
    ('source = "county"', 'source = "county"\ninherits = "HEB@2020-07-30"', "360123@2026-09-01：inherits"),
    ("proxy_days_before", "proxy_dates", "县.toml：没有“proxy_dates”这一项参数。"),
    ("{ value = 5, article = 7, confirmed = true }", "5", "县.toml：proxy_days_before：应当是 { value = …"),
    (", confirmed = true", "", "县.toml：proxy_days_before：缺少“confirmed”。"),
    ("confirmed = true", 'confirmed = "yes"', "县.toml：proxy_days_before：confirmed 应当是"),
    ("confirmed = true", "confirmed = true, prevails = true", "县.toml：proxy_days_before：不认识的键“prevails”。"),
    ("confirmed = true", "confirmed = true, note = 3", "县.toml：proxy_days_before：note 应当是一段文字。"),
    ("article = 7", "article = 0", "县.toml：proxy_days_before：article 应当是条号"),
    ("article = 7", "article = true", "县.toml：proxy_days_before：article 应当是条号"),
    ("article = 7", 'article = "7-8-9"', "县.toml：proxy_days_before：article 应当是条号"),
    ("article = 7", 'article = "7之一"', "县.toml：proxy_days_before：article 应当是条号"),
    ("value = 5", "value = -1", "县.toml：proxy_days_before：value 应当是不小于 0 的整数。"),
    ("value = 5", 'value = "five"', "县.toml：proxy_days_before：value 应当是不小于 0 的整数。"),
    ("value = 5", "value = true", "县.toml：proxy_days_before：value 应当是不小于 0 的整数。"),
    ("value = 5", "value = 5.5", "县.toml：proxy_days_before：value 应当是不小于 0 的整数。"),
    ("proxy_days_before = { value = 5", 'runoff_margin = { value = ["same"]', "县.toml：runoff_margin：value 应当是"),
    ("proxy_days_before = { value = 5", 'win = { value = ">1/0"', "县.toml：win：value 应当是占比"),
    ("proxy_days_before = { value = 5", 'tie = { value = "lots"', "县.toml：tie：没有名为“lots”的选项。"),
    ("proxy_days_before = { value = 5", 'left_off_roll = { value = ["absent"]', "县.toml：left_off_roll：没有名为"),
]


@pytest.mark.parametrize(("before", "after", "sentence"), WRONG)
def test_a_file_that_cannot_be_used_is_refused_in_one_sentence(
    tmp_path: Path, before: str, after: str, sentence: str
) -> None:
    assert before in GOOD
    put(tmp_path, GOOD.replace(before, after))
    with pytest.raises(BadInput) as refused:
        hold(tmp_path)
    assert refused.value.text.startswith(sentence)
    assert refused.value.text_en and "\n" not in refused.value.text_en


def test_a_province_has_to_name_the_national_law_it_was_written_for(tmp_path: Path) -> None:
    put(tmp_path, PROVINCE.replace('based_on = "CN@2026-01-01"\n', ""))
    with pytest.raises(BadInput, match="based_on 应当是 CN@2010-10-28、CN@2018-12-29、CN@2026-01-01 之一"):
        hold(tmp_path)


def test_rules_have_to_be_a_section(tmp_path: Path) -> None:
    put(tmp_path, GOOD.split("[rules]")[0] + "rules = 3\n")
    with pytest.raises(BadInput, match=r"rules 应当是 \[rules\] 一节"):
        hold(tmp_path)


def test_a_file_in_another_encoding_is_told_so(tmp_path: Path) -> None:
    put(tmp_path, GOOD.encode("gb18030"))
    with pytest.raises(BadInput, match="不是 UTF-8 编码"):
        hold(tmp_path)


def test_a_folder_called_like_a_file_cannot_be_read(tmp_path: Path) -> None:
    tmp_path.joinpath("县.toml").mkdir()
    with pytest.raises(BadInput, match=r"县\.toml：不能读取"):
        hold(tmp_path)


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    put(tmp_path, GOOD, "a.toml")
    put(tmp_path, GOOD, "b.toml")
    with pytest.raises(BadInput, match="与规则包 360123@2026-09-01 重复"):
        hold(tmp_path)


def test_two_texts_of_one_place_from_one_day_on_are_refused(tmp_path: Path) -> None:
    put(tmp_path, PROVINCE.replace('"99"', '"51"').replace("2026-03-01", "2026-01-01"))
    with pytest.raises(BadInput, match="与规则包 SC@2026-01-01 重复"):
        hold(tmp_path)
