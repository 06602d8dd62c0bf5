"""The layers of the law: nation, guidance, province, county, village, and what a lower one may not touch."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from cunxuan.core.errors import BadInput
from cunxuan.core.law import Rules, hold, packs, party_rules, rules_for, rules_of_pack

QINGHE = "360123101201"
AUTUMN = date(2026, 12, 13)
HEAD = """\
name = "{name}"
title = "清河县村民委员会换届选举实施方案"
short = "清河县实施方案"
title_en = "Qinghe County's Plan of the General Election"
layer = "county"
jurisdiction = "清河县"
division = "{division}"
since = {since}
source = "county"

[rules]
"""


@pytest.fixture(autouse=True)
def nothing_of_ones_own() -> Iterator[None]:
    yield
    hold(None)


def county(folder: Path, *rules: str, division: str = "360123", since: str = "2026-09-01") -> None:
    head = HEAD.format(name=f"{division}@{since}", division=division, since=since)
    folder.joinpath(f"{division}@{since}.toml").write_text(head + "\n".join(rules), "utf-8")
    hold(folder)


def codes(rules: Rules) -> list[str]:
    return [finding.reason for finding in rules.findings]


# -- the county ---------------------------------------------------------------------------------------------------


def test_a_county_fills_what_the_law_leaves_open_and_its_name_stands_behind_the_law(tmp_path: Path) -> None:
    county(tmp_path, "proxy_days_before = { value = 5, article = 7, confirmed = true }")
    rules = rules_for(QINGHE, AUTUMN)
    assert rules.name == "CN@2026-01-01+360123@2026-09-01"
    assert [pack.layer for pack in rules.packs] == ["national", "guidance", "county"]
    assert rules.number("proxy_days_before") == 5
    assert rules["proxy_days_before"].layer == "county"
    assert rules["proxy_days_before"].basis == "清河县实施方案 第七条"


def test_a_county_may_replace_what_is_guidance_only(tmp_path: Path) -> None:
    county(tmp_path, "runoff_days = { value = 7, article = 8, confirmed = true }")
    rules = rules_for(QINGHE, AUTUMN)
    assert rules.number("runoff_days") == 7
    assert [(rule.layer, rule.value) for rule in rules.beneath("runoff_days")] == [("guidance", 10)]


def test_a_county_confirms_what_was_not_read(tmp_path: Path) -> None:
    county(tmp_path, "roll_clear_days = { value = true, article = 3, confirmed = true }")
    assert not rules_of_pack("CN@2026-01-01")["roll_clear_days"].confirmed
    rule = rules_for(QINGHE, AUTUMN)["roll_clear_days"]
    assert rule.confirmed and rule.value is True


@pytest.mark.parametrize(
    ("rule", "key", "lawful"),
    [
        ('win = { value = ">1/3", confirmed = true }', "win", "村民委员会组织法 第十八条"),
        ("roll_days_before = { value = 15, confirmed = true }", "roll_days_before", "村民委员会组织法 第十七条"),
        ("proxy_cap = { value = 4, confirmed = true }", "proxy_cap", "村民委员会组织法 第十八条"),
        ("objection_days = { value = 3, confirmed = true }", "objection_days", "村民委员会组织法 第十七条"),
    ],
)
def test_a_county_never_changes_what_the_law_settles(tmp_path: Path, rule: str, key: str, lawful: str) -> None:
    county(tmp_path, rule)
    rules = rules_for(QINGHE, AUTUMN)
    assert rules[key].basis == lawful
    assert "COUNTY_NOT_OPEN" in codes(rules)
    assert rules.findings[0].names == (key,)
    assert rules.findings[0].basis == lawful


def test_what_a_county_says_as_the_law_says_it_needs_no_word(tmp_path: Path) -> None:
    county(tmp_path, "roll_days_before = { value = 20, confirmed = true }")
    rules = rules_for(QINGHE, AUTUMN)
    assert rules["roll_days_before"].layer == "national"
    assert codes(rules) == ["PROVINCE_TEXT_NOT_HELD"]


def test_a_province_that_leaves_a_point_open_leaves_it_to_the_county_too(tmp_path: Path) -> None:
    county(tmp_path, 'over_vote = { value = "column", article = 9, confirmed = true }', division="510101")
    assert rules_for("510101000000", AUTUMN).choice("over_vote") == "column"


def test_a_county_confirms_that_the_national_law_prevails_over_the_older_province(tmp_path: Path) -> None:
    before = rules_for("310115100200", AUTUMN)
    county(tmp_path, 'proxy_holder = { value = "near_relative_or_villager", confirmed = true }', division="310115")
    after = rules_for("310115100200", AUTUMN)
    assert set(before.conflicts) - set(after.conflicts) == {"proxy_holder"}
    assert after["proxy_holder"].layer == "national"


def test_the_county_next_door_is_not_touched(tmp_path: Path) -> None:
    county(tmp_path, "proxy_days_before = { value = 5, confirmed = true }")
    assert rules_for("360124101201", AUTUMN).name == "CN@2026-01-01"


def test_before_its_first_day_a_countys_pack_does_not_apply(tmp_path: Path) -> None:
    county(tmp_path, "proxy_days_before = { value = 5, confirmed = true }")
    assert rules_for(QINGHE, date(2026, 8, 31)).name == "CN@2026-01-01"
    assert rules_for(QINGHE, date(2026, 9, 1)).name == "CN@2026-01-01+360123@2026-09-01"


def test_of_two_packs_of_a_county_the_later_applies(tmp_path: Path) -> None:
    county(tmp_path, "proxy_days_before = { value = 5, confirmed = true }", since="2026-03-01")
    county(tmp_path, "proxy_days_before = { value = 3, confirmed = true }", since="2026-09-01")
    assert rules_for(QINGHE, date(2026, 8, 1)).number("proxy_days_before") == 5
    assert rules_for(QINGHE, AUTUMN).number("proxy_days_before") == 3


@pytest.mark.parametrize("division", [QINGHE, "130123101201", "140824100200", "330102000000"])
def test_what_was_decided_under_a_county_can_be_decided_again_by_the_name(tmp_path: Path, division: str) -> None:
    county(tmp_path, "proxy_days_before = { value = 6, confirmed = true }", division=division[:6])
    then = rules_for(division, AUTUMN)
    again = rules_of_pack(then.name, AUTUMN)
    assert again.name == then.name
    assert dict(again.rules) == dict(then.rules)
    assert again.conflicts == then.conflicts


def test_a_countys_pack_by_its_own_name_stands_on_the_law_of_its_place(tmp_path: Path) -> None:
    county(tmp_path, "proxy_days_before = { value = 5, confirmed = true }", division="140824")
    assert rules_of_pack("140824@2026-09-01").name == "SX@2011-07-28+140824@2026-09-01"
    assert rules_of_pack("140824@2026-09-01", AUTUMN).packs[0].name == "CN@2026-01-01"
    county(tmp_path, "proxy_days_before = { value = 5, confirmed = true }")
    assert rules_of_pack("360123@2026-09-01").name == "CN@2026-01-01+360123@2026-09-01"


def test_a_countys_pack_that_is_no_longer_held_is_missed_by_name(tmp_path: Path) -> None:
    county(tmp_path, "proxy_days_before = { value = 5, confirmed = true }")
    name = rules_for(QINGHE, AUTUMN).name
    hold(None)
    with pytest.raises(BadInput, match="360123@2026-09-01"):
        rules_of_pack(name, AUTUMN)


# -- the village --------------------------------------------------------------------------------------------------


def test_what_the_village_adopted_lies_on_top_and_says_so() -> None:
    rules = rules_for(QINGHE, AUTUMN).adopting({"over_vote": "column"})
    rule = rules["over_vote"]
    assert (rule.value, rule.layer, rule.basis) == ("column", "village", "本村选举办法")
    assert rule.basis_en == "the election method adopted by the village"
    assert [(one.layer, one.value) for one in rules.beneath("over_vote")] == [("guidance", "whole")]


def test_a_village_settles_what_no_law_says() -> None:
    rules = rules_for(QINGHE, AUTUMN)
    assert rules.get("count_down") is None
    assert rules.adopting({"count_down": True}).flag("count_down")


def test_a_village_never_changes_what_the_law_settles() -> None:
    rules = rules_of_pack("ZJ@2020-07-31").adopting({"over_vote": "column"})
    assert rules.choice("over_vote") == "whole"
    assert codes(rules) == ["MEASURE_NOT_OPEN"]
    assert rules.findings[0].basis == "浙江省村民委员会选举办法 第二十七条"


def test_hebei_counts_down_whatever_the_village_says_and_hainan_leaves_it_to_the_village() -> None:
    assert codes(rules_of_pack("HEB@2020-07-30").adopting({"count_down": False}))[-1] == "MEASURE_NOT_OPEN"
    assert rules_of_pack("HEB@2020-07-30").flag("count_down")
    assert not rules_of_pack("HAIN@2025-12-03").flag("count_down")
    assert rules_of_pack("HAIN@2025-12-03").adopting({"count_down": True}).flag("count_down")


def test_a_method_that_says_what_the_law_says_changes_nothing() -> None:
    rules = rules_for(QINGHE, AUTUMN)
    assert rules.adopting({"over_vote": "whole", "woman_seat": None}) is rules


def test_what_a_meeting_resolves_in_the_case_is_not_a_rule() -> None:
    rules = rules_for(QINGHE, AUTUMN)
    assert rules.adopting({"stop_after_runoff": True}) is rules


# -- which layer each rule belongs to -----------------------------------------------------------------------------


def test_every_rule_says_its_layer() -> None:
    for pack in packs():
        assert {rule.layer for rule in pack.rules.values()} <= {pack.layer}
    rules = rules_for("330102000000", date(2021, 3, 1))
    assert rules["woman_seat"].layer == "province"
    assert rules["voting_age"].layer == "national"
    assert rules["recall_turnout"].layer == "province"
    assert rules["ec_objection_days"].layer == "guidance"


def test_the_partys_regulations_stand_alone() -> None:
    rules = rules_of_pack("PARTY@2020-07-13")
    assert [pack.name for pack in rules.packs] == ["PARTY@2020-07-13"]
    assert rules.get("voting_age") is None
    assert party_rules(date(2020, 7, 12)).name == "PARTY@1990-06-27"
    assert party_rules(date(2020, 7, 13)) is party_rules(AUTUMN)
    assert rules_of_pack("PARTY@1990-06-27", AUTUMN).findings[0].reason == "PACK_NOT_IN_FORCE"


def test_before_the_partys_first_regulations_that_are_held_there_is_no_answer() -> None:
    with pytest.raises(BadInput, match="党的基层组织"):
        party_rules(date(1980, 1, 1))


# -- which of two texts prevails ----------------------------------------------------------------------------------

#: Where an older provincial text gives way from 2026 on: on each point, whose word is the law.
PREVAILS = [
    ("SH@2020-09-25", "proxy_holder", "near_relative_or_villager"),
    ("BJ@2012-09-28", "proxy_holder", "near_relative_or_villager"),
    ("HEN@2011-07-29", "proxy_holder", "near_relative_or_villager"),
    ("HEB@2020-07-30", "proxy_holder", "near_relative_or_villager"),
    ("TJ@2019-05-30", "proxy_holder", "near_relative_or_villager"),
    ("SH@2020-09-25", "ec_exit", "nominated_or_near_relative_nominated"),
    ("HEN@2011-07-29", "ec_exit", "nominated_or_near_relative_nominated"),
    ("HEB@2020-07-30", "ec_exit", "nominated_or_near_relative_nominated"),
    ("TJ@2019-05-30", "ec_exit", "nominated_or_near_relative_nominated"),
    ("SH@2020-09-25", "committee_kin", "near_relatives"),
    ("SX@2011-07-28", "committee_kin", "near_relatives"),
    ("GD@2026-01-01", "committee_kin", "near_relatives"),
    ("HEB@2020-07-30", "nominators", "party_organisation_or_voters"),
    ("TJ@2019-05-30", "nominators", "party_organisation_or_voters"),
    ("SX@2011-07-28", "term_years", 5),
]


@pytest.mark.parametrize(("pack", "key", "value"), PREVAILS)
def test_from_2026_on_the_national_law_prevails_and_the_county_is_asked(pack: str, key: str, value: object) -> None:
    rules = rules_of_pack(pack, AUTUMN)
    assert rules[key].value == value
    assert rules[key].pack == "CN@2026-01-01"
    assert key in rules.conflicts
    assert "PROVINCE_OLDER_THAN_NATIONAL" in codes(rules)


def test_hebeis_lower_cap_on_proxies_stands_beside_the_national_one() -> None:
    rules = rules_of_pack("HEB@2020-07-30", AUTUMN)
    assert rules.number("proxy_cap") == 2
    assert "proxy_cap" not in rules.conflicts


def test_what_is_taken_over_from_an_older_edition_is_as_old_as_that_edition() -> None:
    rules = rules_for("330102000000", AUTUMN)
    assert rules.name == "ZJ@2025-11-26"
    assert rules["proxy_holder"].value == "near_relative_or_villager"
    assert "proxy_holder" in rules.conflicts


# -- texts of which not everything is known -----------------------------------------------------------------------


def test_what_a_new_edition_takes_over_is_marked_and_cites_the_old_article() -> None:
    rules = rules_for("330102000000", AUTUMN)
    runoff = rules["runoff_days"]
    assert (runoff.value, runoff.confirmed, runoff.inherited) == (30, False, "ZJ@2020-07-31")
    assert "沿用 ZJ@2020-07-31 的规定" in runoff.note
    assert rules["committee_kin"].confirmed
    assert "PACK_TAKEN_OVER" in codes(rules)


def test_what_a_new_edition_no_longer_says_is_gone() -> None:
    assert rules_of_pack("ZJ@2020-07-31").flag("minority_member")
    assert "minority_member" not in rules_of_pack("ZJ@2025-11-26").packs[-1].rules


def test_a_remark_of_the_old_edition_stays_before_that_of_the_new() -> None:
    (kin,) = rules_of_pack("GD@2026-01-01").packs[-1].rules.values()
    assert kin.note.startswith("见于 2010 年的文本")
    assert kin.note.endswith("修改后的条文没有读到")


def test_a_national_value_that_was_read_stands_before_the_same_provincial_one_that_was_not() -> None:
    rules = rules_for("140824100200", AUTUMN)
    assert rules["seats_max"].pack == "CN@2026-01-01"
    assert rules.conflicts == ("committee_kin", "term_years")


@pytest.mark.parametrize(
    ("division", "said"),
    [
        ("110101000000", ["PROVINCE_OLDER_THAN_NATIONAL", "PACK_MAY_BE_AMENDED"]),
        ("130123101201", ["PROVINCE_OLDER_THAN_NATIONAL", "PACK_MAY_BE_AMENDED"]),
        ("140824100200", ["PROVINCE_OLDER_THAN_NATIONAL", "PACK_MAY_BE_AMENDED", "PACK_PARTLY_READ"]),
        ("320101000000", ["PACK_MAY_BE_AMENDED", "PACK_PARTLY_READ"]),
        ("330102000000", ["PROVINCE_OLDER_THAN_NATIONAL", "PACK_TAKEN_OVER"]),
        ("370101000000", ["PACK_MAY_BE_AMENDED", "PACK_PARTLY_READ"]),
        ("460101000000", []),
        ("500101000000", ["PACK_PARTLY_READ"]),
        ("510101000000", []),
    ],
)
def test_every_answer_says_what_is_not_known_of_the_text(division: str, said: list[str]) -> None:
    assert codes(rules_for(division, AUTUMN)) == said


def test_until_its_last_day_a_text_is_not_in_doubt() -> None:
    assert "PACK_MAY_BE_AMENDED" not in codes(rules_for("130123101201", date(2026, 3, 16)))
    assert "PACK_MAY_BE_AMENDED" in codes(rules_for("130123101201", date(2026, 3, 17)))
