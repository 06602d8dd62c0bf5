"""The law as dated data: which text is in force where and when, and which of two texts prevails."""

from __future__ import annotations

import ast
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

import cunxuan.core
from cunxuan.core import findings, reasons
from cunxuan.core.errors import BadInput
from cunxuan.core.findings import CATALOGUE, Finding
from cunxuan.core.law import Share, in_words, packs, parameters, rules_for, rules_of_pack
from cunxuan.core.law.citations import chinese_number, cite, cite_en
from cunxuan.core.law.texts import read_of

QINGHE = "360123101201"
SHANGHAI = "310115100200"
AUTUMN = date(2026, 12, 13)


def test_a_place_whose_province_is_not_held_is_under_the_national_law_and_the_guidance() -> None:
    rules = rules_for(QINGHE, AUTUMN)
    assert rules.name == "CN@2026-01-01"
    assert [pack.name for pack in rules.packs] == ["CN@2026-01-01", "GC@2013-05-02"]
    assert rules["win"].basis == "村民委员会组织法 第十八条"
    assert rules["win"].basis_en == "Organic Law of the Villagers' Committees, art. 18"


@pytest.mark.parametrize(
    ("division", "on", "name"),
    [
        ("330102000000", date(2020, 7, 30), "CN@2018-12-29"),
        ("330102000000", date(2020, 7, 31), "ZJ@2020-07-31"),
        ("330102000000", date(2025, 11, 25), "ZJ@2020-07-31"),
        ("330102000000", date(2025, 11, 26), "ZJ@2025-11-26"),
        ("130123101201", AUTUMN, "HEB@2020-07-30"),
        ("120101000000", AUTUMN, "TJ@2019-05-30"),
        ("140824100200", AUTUMN, "SX@2011-07-28"),
        ("460101000000", date(2025, 12, 2), "CN@2018-12-29"),
        ("460101000000", date(2025, 12, 3), "HAIN@2025-12-03"),
        ("370101000000", AUTUMN, "SD@2012-11-29"),
        ("320101000000", AUTUMN, "JS@2019-09-27"),
        ("440101000000", date(2025, 12, 31), "GD@2020-09-29"),
        ("440101000000", date(2026, 1, 1), "GD@2026-01-01"),
        ("500101000000", AUTUMN, "CQ@2026-01-01"),
        ("110101000000", date(2019, 3, 1), "BJ@2012-09-28"),
        ("310101000000", AUTUMN, "SH@2020-09-25"),
        ("410101000000", date(2018, 3, 1), "HEN@2011-07-29"),
        ("510101000000", AUTUMN, "SC@2026-01-01"),
        (QINGHE, date(2018, 12, 28), "CN@2010-10-28"),
        (QINGHE, date(2018, 12, 29), "CN@2018-12-29"),
        (QINGHE, date(2025, 12, 31), "CN@2018-12-29"),
    ],
)
def test_the_division_and_the_day_choose_the_text(division: str, on: date, name: str) -> None:
    assert rules_for(division, on).name == name


def test_a_province_whose_text_is_not_held_is_told_so() -> None:
    assert [finding.reason for finding in rules_for(QINGHE, AUTUMN).findings] == ["PROVINCE_TEXT_NOT_HELD"]


def test_before_the_first_pack_there_is_no_answer() -> None:
    with pytest.raises(BadInput, match="2010-10-28"):
        rules_for(QINGHE, date(2009, 1, 1))


def test_the_term_is_five_years_only_since_the_amendment_of_2018() -> None:
    assert rules_for(QINGHE, date(2018, 12, 28)).number("term_years") == 3
    assert rules_for(QINGHE, date(2018, 12, 29)).number("term_years") == 5


def test_national_law_prevails_over_an_older_provincial_text_and_says_so() -> None:
    rules = rules_for(SHANGHAI, AUTUMN)
    assert rules["proxy_holder"].pack == "CN@2026-01-01"
    assert {"proxy_holder", "ec_exit", "committee_kin", "nominators"} <= set(rules.conflicts)
    assert rules.findings[0].reason == "PROVINCE_OLDER_THAN_NATIONAL"
    assert "受委托人的范围" in rules.findings[0].text
    assert "who may hold a proxy" in rules.findings[0].sentence("en")


def test_what_the_older_text_says_besides_stands() -> None:
    rules = rules_for(SHANGHAI, AUTUMN)
    assert rules["runoff_days"].pack == "SH@2020-09-25"
    assert rules["proxy_days_before"].value == 5


def test_beijings_term_of_three_years_gave_way_in_2018() -> None:
    rules = rules_for("110101000000", date(2019, 3, 1))
    assert rules.number("term_years") == 5
    assert rules.conflicts == ("term_years",)


def test_a_province_written_for_the_law_in_force_replaces_it_without_a_word() -> None:
    rules = rules_for("510101000000", AUTUMN)
    assert rules["ec_exit"].pack == "SC@2026-01-01"
    assert rules.findings == ()


def test_a_lower_cap_on_proxies_stands_beside_the_national_one() -> None:
    national = rules_of_pack("CN@2026-01-01")["proxy_cap"]
    guidance = rules_of_pack("GC@2013-05-02")["proxy_cap"]
    lower = type(guidance)(**{name: getattr(guidance, name) for name in guidance.__slots__} | {"value": 2})
    higher = type(guidance)(**{name: getattr(guidance, name) for name in guidance.__slots__} | {"value": 4})
    assert national.agrees_with(lower)
    assert not national.agrees_with(higher)


def test_the_ministrys_guidance_gives_way_to_the_law_of_2026() -> None:
    assert rules_for(QINGHE, AUTUMN)["proxy_holder"].value == "near_relative_or_villager"
    assert rules_for(QINGHE, date(2020, 1, 1))["proxy_holder"].value == "near_relative"


def test_what_was_only_remembered_is_marked() -> None:
    rules = rules_for(QINGHE, AUTUMN)
    assert not rules["runoff_days"].confirmed
    assert rules["runoff_floor"].confirmed


def test_a_pack_by_name_stands_on_the_law_it_was_written_for() -> None:
    assert [pack.name for pack in rules_of_pack("HEN@2011-07-29").packs] == [
        "CN@2010-10-28",
        "GC@2013-05-02",
        "HEN@2011-07-29",
    ]
    assert rules_of_pack("HEN@2011-07-29", AUTUMN).packs[0].name == "CN@2026-01-01"
    assert rules_of_pack("GC@2013-05-02").name == "GC@2013-05-02"


def test_a_pack_by_name_on_a_day_out_of_force_comes_with_a_warning() -> None:
    rules = rules_of_pack("CN@2026-01-01", date(2020, 1, 1))
    assert (
        rules.findings[0].text
        == "规则包 CN@2026-01-01 在 2020-01-01 不在施行期内（2026-01-01 至 今），仍按所指定的规则包计算。"
    )
    assert "to now" in rules.findings[0].sentence("en")


def test_an_unknown_pack_lists_those_held() -> None:
    with pytest.raises(BadInput, match="CN@2026-01-01") as refused:
        rules_of_pack("CN@1998")
    assert "There is no pack named" in refused.value.text_en


def test_asking_twice_reads_once() -> None:
    assert rules_for(QINGHE, AUTUMN) is rules_for("360123999999", AUTUMN)
    assert rules_of_pack("CN@2026-01-01") is rules_of_pack("CN@2026-01-01")


def test_a_parameter_nobody_fixed_is_refused_by_name_or_takes_the_default() -> None:
    rules = rules_for(QINGHE, AUTUMN)
    with pytest.raises(BadInput, match="withdrawal_days_before"):
        rules["withdrawal_days_before"]
    assert rules.number("withdrawal_days_before") is None
    assert rules.choice("vacancy_after", "runoff") == "runoff"
    assert rules.share("runoff_turnout") is None
    assert rules.flag("secret_booth")


def test_every_parameter_has_words_and_every_value_too() -> None:
    for pack in packs():
        assert set(pack.rules) <= set(parameters()), pack.name
        for rule in pack.rules.values():
            assert in_words(rule.value) and in_words(rule.value, "en")
            assert bool(rule.note) == bool(rule.note_en), f"{pack.name} {rule.key}"
    assert in_words(True) == "是"
    assert in_words(Share(1, 2, True)) == "超过1/2"
    assert in_words(Share(1, 3, False), "en") == "at least 1/3"


def test_every_number_is_cited() -> None:
    for pack in packs():
        for rule in pack.rules.values():
            assert rule.basis.startswith(rule.title), f"{pack.name} {rule.key}"
            if rule.article is None and pack.layer in ("national", "guidance", "province"):
                assert not rule.confirmed, f"{pack.name} {rule.key}"


NUMBERS = [(1, "一"), (10, "十"), (18, "十八"), (20, "二十"), (36, "三十六"), (100, "一百"), (110, "一百一十")]


@pytest.mark.parametrize(("n", "words"), [*NUMBERS, (201, "二百零一"), (1005, "一千零五"), (1045, "一千零四十五")])
def test_articles_are_numbered_in_chinese(n: int, words: str) -> None:
    assert chinese_number(n) == words
    assert cite("村民委员会组织法", n) == f"村民委员会组织法 第{words}条"


def test_a_part_without_articles_is_cited_by_its_heading() -> None:
    assert cite("村民委员会选举规程", "六、投票选举") == "村民委员会选举规程 六、投票选举"
    assert cite_en("Rules of procedure", "六、投票选举") == "Rules of procedure, part 6"
    assert cite("村民委员会选举规程", None) == "村民委员会选举规程"
    assert cite_en("Rules of procedure", None) == "Rules of procedure"
    assert cite_en("The county's plan", "三村") == "The county's plan, part 3"
    assert cite_en("The county's plan", "附件") == "The county's plan, 附件"
    assert cite_en("The county's plan", "") == "The county's plan, "


def test_a_rule_that_stands_in_several_articles_is_cited_by_the_first_and_the_last() -> None:
    assert cite("天津市村民委员会选举办法", "18-24") == "天津市村民委员会选举办法 第十八条至第二十四条"
    assert cite_en("Tianjin Measures", "18-24") == "Tianjin Measures, arts. 18–24"


def test_a_share_is_compared_without_dividing() -> None:
    for num, den, strict in ((1, 2, True), (1, 3, False), (4, 5, False), (2, 3, True)):
        share = Share(num, den, strict)
        assert Share.read(str(share)) == share
        for whole in range(40):
            needs = share.needs(whole)
            assert share.met(needs, whole)
            assert not share.met(needs - 1, whole)
            for part in range(40):
                exact = Fraction(part), share.fraction * whole
                assert share.met(part, whole) == (exact[0] > exact[1] if strict else exact[0] >= exact[1])


def test_every_finding_can_be_said_in_both_languages() -> None:
    for kind in CATALOGUE.values():
        for template in (kind.zh, kind.en):
            names = [name for _, name, _, _ in __import__("string").Formatter().parse(template) if name]
            said = template.format_map(dict.fromkeys(names, "1"))
            assert said and "{" not in said
        assert "！" not in kind.zh and "请注意" not in kind.zh


def test_a_finding_without_a_rule_has_no_basis() -> None:
    finding = Finding(findings.UNREADABLE, {"count": 3})
    assert (finding.basis, finding.basis_en, finding.confirmed, finding.names) == ("", "", True, ())
    assert finding.numbers == {"count": 3}
    assert finding.text == "3 张选票不能辨认。"


def test_a_code_is_never_given_twice() -> None:
    with pytest.raises(AssertionError):
        findings.define("D01", "SOMETHING_ELSE", "note", "", "")


def test_every_reason_has_words() -> None:
    assert reasons.in_words("MERGED", "en")
    for code in ("ELECTION_INVALID_TURNOUT", "REVOTE_TIED", "DISPLACED_BY_WOMAN_FIRST"):
        assert code in {kind.reason for kind in CATALOGUE.values()}
        assert code in reasons.WHY_NOT_ELECTED


def test_there_is_no_float_in_the_core() -> None:
    for file in Path(cunxuan.core.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            assert not (isinstance(node, ast.Constant) and isinstance(node.value, float | complex)), (file, node.lineno)
            assert not (isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div)), (
                file,
                node.lineno,
            )
            calls = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            assert not (calls and node.func.id in ("float", "round")), (file, node.lineno)


def test_every_source_says_what_was_read_of_it_and_a_county_says_so_itself() -> None:
    sources = {rule.source for pack in packs() for rule in pack.rules.values()} | {pack.source for pack in packs()}
    assert [source for source in sources if read_of(source) == (source, source)] == []
    assert read_of("县司法局 2026 年 9 月核对") == ("县司法局 2026 年 9 月核对", "县司法局 2026 年 9 月核对")
