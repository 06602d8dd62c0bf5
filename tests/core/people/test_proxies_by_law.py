"""Who may vote for whom: Organic Law art 15 (2018), art 18 (2026), and the days and caps of provinces."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cunxuan.core.law import Rules, packs, rules_for, rules_of_pack
from cunxuan.core.opinions import Opinion
from cunxuan.core.people.proxies import Proxy, may_hold, proxy_list
from cunxuan.core.people.relatives import RELATIONS, is_near_relative

E = date(2026, 12, 13)
CN = rules_of_pack("CN@2026-01-01")
CN2018 = rules_of_pack("CN@2018-12-29")
BEFORE_GUIDANCE = rules_for("140824100200", date(2012, 1, 1))
HEB = rules_of_pack("HEB@2020-07-30", E)
SH = rules_of_pack("SH@2020-09-25")
ZJ = rules_of_pack("ZJ@2020-07-31")

SON = Proxy("丁", "方", "child")
NEIGHBOUR = replace(SON, relation="neighbour")


def reasons(answer: Opinion) -> set[str]:
    return {one.reason for one in answer.findings if one.blocks}


def with_rule(rules: Rules, key: str, value: Any) -> Rules:
    return replace(rules, rules={**rules.rules, key: replace(rules[key], value=value)})


# -- the holder ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("relation", RELATIONS)
def test_until_2025_the_holder_is_a_near_relative_and_since_any_voter_of_the_village(relation: Any) -> None:
    proxy = replace(SON, relation=relation)
    near = is_near_relative(relation)
    assert may_hold(CN2018, proxy).ok is near
    assert near or reasons(may_hold(CN2018, proxy)) == {"NOT_NEAR_RELATIVE"}
    assert may_hold(CN, proxy).follows["holder_class"] == ("NEAR_RELATIVE" if near else "OTHER_VILLAGER")
    assert may_hold(CN, proxy).code == "PROXY_OK"


def test_the_older_rule_of_a_province_gives_way_and_what_else_it_says_stays() -> None:
    shanghai = rules_of_pack("SH@2020-09-25", E)
    assert may_hold(shanghai, NEIGHBOUR, E).ok
    assert may_hold(shanghai, NEIGHBOUR, E).follows["last_day"] == date(2026, 12, 8)
    assert "proxy_holder" in shanghai.conflicts


def test_a_holder_votes_in_this_village_and_is_somebody_else() -> None:
    assert reasons(may_hold(CN, replace(SON, holder_is_voter_here=False))) == {"HOLDER_NOT_A_VOTER_HERE"}
    assert reasons(may_hold(CN2018, replace(NEIGHBOUR, holder="丁"))) == {"PROXY_TO_SELF"}


def test_a_candidate_holds_none_not_even_his_fathers() -> None:
    assert reasons(may_hold(CN, replace(SON, holder_is_candidate=True))) == {"PROXY_HOLDER_IS_CANDIDATE"}


def test_where_no_text_speaks_of_candidates_the_answer_says_so() -> None:
    answer = may_hold(BEFORE_GUIDANCE, replace(SON, holder_is_candidate=True))
    assert answer.ok
    assert answer.code == "CANDIDATE_LAW_SILENT"


def test_a_text_may_let_a_candidate_vote_for_his_lineal_kin() -> None:
    lineal = with_rule(CN2018, "candidate_may_hold_proxy", "lineal")
    assert may_hold(lineal, replace(SON, holder_is_candidate=True)).ok
    assert not may_hold(lineal, replace(SON, relation="sibling", holder_is_candidate=True)).ok
    anyone = with_rule(CN2018, "candidate_may_hold_proxy", True)
    assert may_hold(anyone, replace(SON, holder_is_candidate=True)).ok


# -- the cap ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("rules", "cap"), [(CN, 3), (HEB, 2), (ZJ, 3), (CN2018, 3)], ids=["CN", "HEB", "ZJ", "GC"])
def test_the_cap_is_exact(rules: Rules, cap: int) -> None:
    names = tuple("甲乙丙戊己庚")
    for held in range(6):
        answer = may_hold(rules, replace(SON, existing=names[:held]))
        assert answer.ok is (held < cap)
        assert ("PROXY_CAP_EXCEEDED" in reasons(answer)) is (held >= cap)
        assert answer.follows["cap"] == cap


def test_a_cap_known_only_from_guidance_not_read_says_so() -> None:
    answer = may_hold(CN2018, replace(SON, existing=("甲", "乙", "丙")))
    assert not answer.findings[0].confirmed


def test_before_the_guidance_there_was_no_cap() -> None:
    answer = may_hold(BEFORE_GUIDANCE, replace(SON, existing=tuple("甲乙丙戊己庚")))
    assert answer.ok
    assert answer.follows["cap"] is None


def test_the_same_principal_is_counted_once() -> None:
    assert may_hold(CN, replace(SON, existing=("甲", "乙", "丁", "乙"))).follows["held"] == 3


# -- the principal, the paper, the day, the list ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"principal_registered": False}, "PRINCIPAL_NOT_REGISTERED"),
        ({"principal_away": False}, "PRINCIPAL_NOT_AWAY"),
        ({"other_holder": "甲"}, "PRINCIPAL_HAS_ANOTHER_HOLDER"),
        ({"principal_holds": ("乙",)}, "PRINCIPAL_HOLDS_PROXIES"),
        ({"in_writing": False}, "PROXY_NOT_IN_WRITING"),
        ({"passed_on_by": "甲"}, "PROXY_PASSED_ON"),
    ],
)
def test_each_fault_is_a_reason_of_its_own(facts: dict[str, Any], reason: str) -> None:
    assert reasons(may_hold(CN, replace(SON, **facts), E)) == {reason}


def test_all_faults_are_told_at_once() -> None:
    worst = Proxy(
        "丁",
        "方",
        "in_law",
        holder_is_voter_here=False,
        holder_is_candidate=True,
        existing=("甲", "乙", "丙"),
        principal_registered=False,
        principal_away=False,
        principal_holds=("戊",),
        other_holder="己",
        in_writing=False,
        passed_on_by="庚",
        given_on=E,
        on_the_spot=True,
        published=False,
    )
    assert len(reasons(may_hold(SH, worst, E))) == 12


def test_an_earlier_proxy_to_the_same_holder_is_no_other_holder() -> None:
    assert may_hold(CN, replace(SON, other_holder="方")).ok


def test_where_the_law_is_silent_on_passing_on_it_only_warns() -> None:
    assert may_hold(BEFORE_GUIDANCE, replace(SON, passed_on_by="甲")).code == "PASSING_ON_LAW_SILENT"
    allowed = with_rule(CN, "proxy_may_delegate", True)
    assert may_hold(allowed, replace(SON, passed_on_by="甲")).code == "PROXY_OK"


@pytest.mark.parametrize(
    ("rules", "last"), [(SH, date(2024, 12, 15)), (ZJ, date(2024, 12, 17))], ids=["SH E-5", "ZJ E-3"]
)
def test_a_proxy_given_on_the_last_day_is_in_time_and_the_day_after_too_late(rules: Rules, last: date) -> None:
    polling_day = date(2024, 12, 20)
    given_on = replace(SON, given_on=last)
    assert may_hold(rules, given_on, polling_day).ok
    late = may_hold(rules, replace(given_on, given_on=last.replace(day=last.day + 1)), polling_day)
    assert (late.code, late.follows["last_day"]) == ("PROXY_TOO_LATE", last)


def test_where_no_day_is_fixed_the_answer_says_so_and_after_the_vote_is_too_late() -> None:
    answer = may_hold(CN, replace(SON, given_on=E), E)
    assert [one.reason for one in answer.findings] == ["PROXY_OK", "PROXY_DEADLINE_LAW_SILENT"]
    assert may_hold(CN, replace(SON, given_on=date(2026, 12, 14)), E).code == "PROXY_TOO_LATE"


def test_shanghai_knows_no_proxy_on_the_spot() -> None:
    assert may_hold(SH, replace(SON, on_the_spot=True)).code == "PROXY_ON_THE_SPOT"
    assert may_hold(CN, replace(SON, on_the_spot=True)).ok


@pytest.mark.parametrize(
    ("rules", "facts", "code", "ok"),
    [
        (ZJ, {"published": False}, "PROXY_UNPUBLISHED_VOID", False),
        (ZJ, {"published_on": date(2026, 12, 12)}, "PROXY_OK", True),
        (ZJ, {"published_on": E}, "PROXY_UNPUBLISHED_VOID", False),
        (SH, {"published_on": date(2026, 12, 11)}, "PROXY_OK", True),
        (SH, {"published_on": date(2026, 12, 12)}, "PROXY_PUBLISHED_LATE", True),
        (CN, {"published": False}, "PROXY_NOT_PUBLISHED", True),
        (CN, {"published": True}, "PROXY_OK", True),
    ],
)
def test_what_is_not_published_in_time_warns_and_is_void_in_zhejiang(
    rules: Rules, facts: dict[str, Any], code: str, ok: bool
) -> None:
    answer = may_hold(rules, replace(SON, **facts), E)
    assert (answer.code, answer.ok) == (code, ok)


def test_where_no_list_has_to_be_published_nothing_is_said_of_it() -> None:
    silent = replace(CN, rules={key: rule for key, rule in CN.rules.items() if key != "proxy_list_published"})
    assert may_hold(silent, replace(SON, published=False)).code == "PROXY_OK"


# -- a village's list ---------------------------------------------------------------------------------------------


def test_across_the_list_a_holders_principals_are_counted_and_what_is_refused_does_not_count() -> None:
    given_ = [Proxy(name, "方", "neighbour", in_writing=name != "乙") for name in "甲乙丙戊己庚"]
    answers = proxy_list(CN, given_)
    assert [answer.ok for _, answer in answers] == [True, False, True, True, False, False]
    assert reasons(answers[1][1]) == {"PROXY_NOT_IN_WRITING"}
    assert reasons(answers[4][1]) == {"PROXY_CAP_EXCEEDED"}


def test_across_the_list_a_vote_has_one_holder_and_who_is_away_holds_none() -> None:
    answers = proxy_list(CN, [Proxy("甲", "乙", "spouse"), Proxy("甲", "丙", "child"), Proxy("乙", "丙", "child")])
    assert [sorted(reasons(answer)) for _, answer in answers] == [
        [],
        ["PRINCIPAL_HAS_ANOTHER_HOLDER"],
        ["PRINCIPAL_HOLDS_PROXIES"],
    ]


def test_across_the_list_who_has_given_the_vote_away_holds_none() -> None:
    answers = proxy_list(CN, [Proxy("甲", "乙", "spouse"), Proxy("丙", "甲", "child")])
    assert reasons(answers[1][1]) == {"HOLDER_GAVE_A_PROXY"}


# -- properties ---------------------------------------------------------------------------------------------------

all_rules = st.sampled_from(
    [rules_of_pack(pack.name, E) for pack in packs() if pack.layer in ("national", "province") and pack.in_force_on(E)]
    + [BEFORE_GUIDANCE, CN2018, SH, ZJ]
)
names = st.sampled_from("甲乙丙丁")
some = st.lists(st.sampled_from("戊己庚辛"), max_size=4).map(tuple)
proxies = st.builds(
    Proxy,
    principal=names,
    holder=names,
    relation=st.sampled_from(RELATIONS),
    holder_is_voter_here=st.booleans(),
    holder_is_candidate=st.booleans(),
    holder_gave_proxy=st.booleans(),
    existing=some,
    principal_registered=st.booleans(),
    principal_away=st.booleans(),
    principal_holds=some,
    other_holder=st.sampled_from(("", "甲", "癸")),
    in_writing=st.booleans(),
    passed_on_by=st.sampled_from(("", "癸")),
    given_on=st.none() | st.dates(date(2026, 12, 1), date(2026, 12, 20)),
    on_the_spot=st.booleans(),
    published=st.sampled_from((None, True, False)),
    published_on=st.none() | st.dates(date(2026, 12, 1), date(2026, 12, 14)),
)

#: A fact that only helps, whatever else is known.
FAVOURABLE: dict[str, Any] = {
    "relation": "child",
    "holder_is_voter_here": True,
    "holder_is_candidate": False,
    "holder_gave_proxy": False,
    "existing": (),
    "principal_registered": True,
    "principal_away": True,
    "principal_holds": (),
    "other_holder": "",
    "in_writing": True,
    "passed_on_by": "",
    "given_on": date(2026, 11, 1),
    "on_the_spot": False,
    "published_on": date(2026, 12, 1),
}


@given(all_rules, proxies, st.sampled_from(sorted(FAVOURABLE)))
def test_a_fact_that_only_helps_never_turns_yes_into_no(rules: Rules, proxy: Proxy, fact: str) -> None:
    before = may_hold(rules, proxy, E)
    after = may_hold(rules, replace(proxy, **{fact: FAVOURABLE[fact]}), E)
    assert after.ok or not before.ok


@given(all_rules, st.lists(proxies, max_size=8))
def test_on_no_list_does_a_holder_vote_for_more_than_the_cap(rules: Rules, given_: list[Proxy]) -> None:
    answers = proxy_list(rules, [replace(one, existing=(), principal_holds=(), other_holder="") for one in given_], E)
    standing = [proxy for proxy, answer in answers if answer.ok]
    cap = rules.number("proxy_cap")
    for holder in {one.holder for one in standing}:
        assert cap is None or len({one.principal for one in standing if one.holder == holder}) <= cap
    for _, answer in answers:
        for one in answer.findings:
            assert one.text and one.sentence("en")
            assert one.rule is None or one.rule.key in one.kind.rests_on
