"""The recall of a member of the villagers' committee: who may demand it, by when it is voted on, what the vote says."""

from __future__ import annotations

import json
from datetime import date
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cunxuan.core import questions
from cunxuan.core.case import answer
from cunxuan.core.errors import BadInput
from cunxuan.core.law import packs, rules_of_pack
from cunxuan.core.recall import Demand, Signatures, Target, may_be_demanded, months_later, vote_by
from cunxuan.core.recall_case import vote_from_json

CN = "CN@2026-01-01"
LAWS = st.sampled_from([pack.name for pack in packs() if pack.layer not in ("party", "petition")])


def case(**changes: Any) -> dict[str, Any]:
    """A recall in 柳树村: 900 registered, 451 ballots; a change of None takes a key away."""
    doc = {
        "pack": CN,
        "election": "recall",
        "registered": 900,
        "account": {"issued": 451, "signed": 451, "returned": 451},
        "contests": target(),
    }
    return {key: value for key, value in (doc | changes).items() if value is not None}


def target(**changes: Any) -> list[dict[str, Any]]:
    return [{"post": "chair", "candidates": [{"name": "甲", "yes": 226, "no": 225} | changes]}]


def vote(**changes: Any) -> dict[str, Any]:
    found: dict[str, Any] = answer(case(**changes))[0]
    assert found["outcome"] == answer(case(**changes), "en")[0]["outcome"]
    return found


def said(found: dict[str, Any]) -> set[str]:
    return {finding["reason"] for finding in found["findings"]}


def ask(pack: str = CN, **facts: Any) -> dict[str, Any]:
    asked = {"question": "recall_petition", "pack": pack} | facts
    found: dict[str, Any] = questions.ask(asked)[0]
    assert found["code"] == questions.ask(asked, "en")[0]["code"]
    return found


ENOUGH: dict[str, Any] = {"signed_voters": 300, "voters": 1000}

# -- the demand ----------------------------------------------------------------------------------------------------


@given(LAWS, st.integers(0, 3000), st.integers(1, 3000), st.sampled_from(["voters", "representatives"]))
def test_a_fifth_of_the_villagers_or_a_third_of_the_representatives_demand_it(
    pack: str, signed: int, whole: int, of: Any
) -> None:
    wanted = {"voters": Fraction(1, 5), "representatives": Fraction(1, 3)}[of]
    signatures = Signatures(of, min(signed, whole), whole)
    found = may_be_demanded(rules_of_pack(pack), Demand((signatures,)))
    assert found.follows["admissible"] is (Fraction(signatures.signed, whole) >= wanted)


def test_a_demand_that_is_short_of_both_is_told_of_both() -> None:
    found = ask(signed_voters=199, voters=1000, signed_representatives=19, representatives=60)
    assert [one["reason"] for one in found["findings"][:2]] == ["RECALL_PETITION_TOO_FEW"] * 2
    assert found["needs"] == {"voters": 200, "representatives": 20}


def test_the_demand_gives_reasons_and_the_person_may_answer() -> None:
    assert "RECALL_WITHOUT_REASONS" in said(ask(**ENOUGH, reasons=False))
    assert "RECALL_DEFENCE" in said(ask(**ENOUGH))
    assert "RECALL_NOT_HEARD" in said(ask(**ENOUGH, heard=False))
    assert not {"RECALL_DEFENCE", "RECALL_NOT_HEARD"} & said(ask(**ENOUGH, heard=True))


def test_a_township_proposes_a_recall_only_where_the_province_says_so() -> None:
    assert ask("HAIN@2025-12-03", by_township=True)["ok"]
    assert ask("SH@2020-09-25", by_township=True)["code"] == "RECALL_NOT_BY_TOWNSHIP"


# -- the bar after a failure ---------------------------------------------------------------------------------------


def test_twelve_months_bar_any_facts_to_the_last_day() -> None:
    failed = {"failed_on": "2023-03-01"}
    assert ask("HEB@2020-07-30", **ENOUGH, **failed, received="2024-03-01")["code"] == "RECALL_BARRED"
    assert ask("HEB@2020-07-30", **ENOUGH, **failed, received="2024-03-02")["ok"]
    assert ask("HEB@2020-07-30", **ENOUGH, **failed)["code"] == "RECALL_BARRED"


@pytest.mark.parametrize("pack", ["SC@2026-01-01", "BJ@2012-09-28", "TJ@2019-05-30"])
def test_a_bar_on_the_same_facts_leaves_others_open(pack: str) -> None:
    failed = {"failed_on": "2026-03-01", "received": "2026-05-01"}
    assert ask(pack, **ENOUGH, **failed, same_facts=True)["code"] == "RECALL_BARRED_SAME_FACTS"
    assert ask(pack, **ENOUGH, **failed, same_facts=False)["ok"]
    assert "RECALL_SAME_FACTS_UNKNOWN" in said(ask(pack, **ENOUGH, **failed))


def test_where_no_rule_bars_the_next_demand_the_answer_says_so() -> None:
    assert "RECALL_NO_BAR" in said(ask("SH@2020-09-25", **ENOUGH, failed_on="2026-03-01"))


# -- days ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pack", "received", "latest"),
    [
        ("ZJ@2020-07-31", date(2024, 2, 1), date(2024, 3, 2)),
        ("SC@2026-01-01", date(2026, 2, 1), date(2026, 5, 1)),
        ("SC@2026-01-01", date(2026, 11, 30), date(2027, 2, 28)),
    ],
)
def test_the_vote_is_due_in_days_or_months_after_the_demand(pack: str, received: date, latest: date) -> None:
    assert vote_by(rules_of_pack(pack), received) == latest


def test_a_period_of_months_ends_on_the_same_day_or_the_last_of_the_month() -> None:
    assert months_later(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert months_later(date(2024, 12, 31), 12) == date(2025, 12, 31)


def test_what_is_not_voted_on_in_time_the_township_puts_to_the_vote() -> None:
    found = ask("ZJ@2020-07-31", **ENOUGH, received="2024-02-01", today="2024-03-03")
    assert (found["vote_by"], found["township_by"]) == ("2024-03-02", "2024-05-01")
    assert {"RECALL_VOTE_OVERDUE", "RECALL_TOWNSHIP_STEPS_IN"} <= said(found)
    assert found["admissible"]
    in_time = ask("ZJ@2020-07-31", **ENOUGH, received="2024-02-01", today="2024-03-02")
    assert "RECALL_VOTE_OVERDUE" not in said(in_time)


def test_a_vote_held_late_is_told_so_and_the_township_no_longer_steps_in() -> None:
    facts = {**ENOUGH, "received": "2024-02-01", "today": "2024-03-10"}
    late = ask("ZJ@2020-07-31", **facts, voted_on="2024-03-03")
    assert "RECALL_VOTE_LATE" in said(late)
    assert not {"RECALL_VOTE_OVERDUE", "RECALL_TOWNSHIP_STEPS_IN"} & said(late)
    assert "RECALL_VOTE_LATE" not in said(ask("ZJ@2020-07-31", **facts, voted_on="2024-03-02"))


def test_the_notice_is_ten_days_ahead_where_the_province_wants_it() -> None:
    facts = {**ENOUGH, "voted_on": "2026-06-20"}
    assert "RECALL_NOTICE_TOO_SHORT" in said(ask("HAIN@2025-12-03", **facts, notice_on="2026-06-11"))
    assert "RECALL_NOTICE_TOO_SHORT" not in said(ask("HAIN@2025-12-03", **facts, notice_on="2026-06-10"))
    assert "RECALL_NOTICE_TOO_SHORT" not in said(ask("HAIN@2025-12-03", **facts))


# -- the vote -----------------------------------------------------------------------------------------------------


@given(LAWS, st.integers(1, 60), st.integers(0, 60), st.integers(0, 60))
def test_more_than_half_vote_and_more_than_half_of_them_are_for_it(
    pack: str, registered: int, cast: int, yes: int
) -> None:
    cast, yes = min(cast, registered), min(yes, cast)
    account = {"issued": cast, "signed": cast, "returned": cast}
    found = vote(pack=pack, registered=registered, account=account, contests=target(yes=yes, no=0))
    enough = Fraction(cast, registered) > Fraction(1, 2)
    assert (found["outcome"] == "decided") is enough
    assert found["recalled"] is (enough and Fraction(yes, cast) > Fraction(1, 2))


@given(LAWS, st.integers(0, 450), st.randoms())
def test_order_changes_nothing_and_one_more_vote_for_it_never_saves(pack: str, yes: int, dice: Any) -> None:
    people = [{"name": name, "yes": yes, "no": 0} for name in "甲乙丙"]
    contests = [{"post": "member", "candidates": people}]
    shuffled = [{"post": "member", "candidates": dice.sample(people, 3)}]
    assert vote(pack=pack, contests=contests) == vote(pack=pack, contests=shuffled)
    more = vote(pack=pack, contests=target(yes=yes + 1, no=0))
    assert more["recalled"] or not vote(pack=pack, contests=target(yes=yes, no=0))["recalled"]


def test_a_void_vote_recalls_nobody_and_shows_no_figures() -> None:
    found, blocked, _ = answer(case(pack="HEN@2011-07-29", account={"issued": 450, "signed": 450, "returned": 451}))
    assert (found["outcome"], found["recalled"], blocked) == ("void", False, True)
    assert (found["participants"], found["threshold"], found["targets"][0]["yes"]) == (None, None, None)


def test_an_invalid_vote_recalls_nobody_and_says_how_many_took_part() -> None:
    found = vote(account={"issued": 450, "signed": 450, "returned": 450}, contests=target(yes=400, no=50))
    assert (found["outcome"], found["participants"]) == ("rerun", 450)
    assert found["targets"][0]["reason"] == "RECALL_INVALID_TURNOUT"


def test_a_demand_that_was_not_admissible_blocks_the_result_of_the_vote() -> None:
    petition = {"signed_representatives": 19, "representatives": 60}
    found, blocked, _ = answer(case(petition=petition))
    assert (found["motion_admissible"], blocked, found["recalled"]) == (False, True, True)


def test_proxies_and_mobile_boxes_are_refused_only_where_the_province_does() -> None:
    used = {"proxies": 2, "mobile_boxes": 1}
    forbidden = {"RECALL_PROXIES_FORBIDDEN", "RECALL_MOBILE_BOXES_FORBIDDEN"}
    assert forbidden <= said(vote(pack="TJ@2019-05-30", **used))
    assert not forbidden & said(vote(pack="TJ@2019-05-30"))
    assert not forbidden & said(vote(**used))


def test_more_votes_than_ballots_cannot_be() -> None:
    assert "RECALL_VOTES_EXCEED_BALLOTS" in said(vote(contests=target(yes=226, no=226)))
    assert "RECALL_VOTES_EXCEED_BALLOTS" not in said(vote())


def test_after_a_failure_the_bar_begins() -> None:
    failed = target(yes=225, no=226)
    until = vote(pack="HEB@2020-07-30", polling_day="2024-02-29", contests=failed)
    assert "2025 年 2 月 28 日" in str(until["findings"]) or "2025-02-28" in str(until["findings"])
    assert "RECALL_BAR_BEGINS" not in said(vote(pack="HEB@2020-07-30", contests=failed))
    assert "RECALL_BAR_BEGINS_SAME_FACTS" in said(vote(pack="SC@2026-01-01", contests=failed))
    assert "RECALL_BAR_BEGINS_SAME_FACTS" in said(vote(pack="BJ@2012-09-28", contests=failed))
    assert not {"RECALL_BAR_BEGINS", "RECALL_BAR_BEGINS_SAME_FACTS"} & said(vote(pack="SH@2020-09-25", contests=failed))


def test_the_answer_is_the_same_in_english_words() -> None:
    found, _, _ = answer(case(petition={**ENOUGH, "received": "2026-06-01", "heard": False}), "en")
    json.dumps(found)
    assert found["targets"][0]["why"] == "more than half of those voting are for the recall"
    assert all(finding["text"].isascii() or "甲" in finding["text"] for finding in found["findings"])


# -- what is refused ----------------------------------------------------------------------------------------------

REFUSED = [
    (case(round="first"), "不认识的键“round”"),
    (case(pack="PARTY@2020-07-13"), "规则包 PARTY@2020-07-13 没有"),
    (case(registered=0), "registered: 应当是不小于 1 的整数"),
    (case(account={"issued": 3}), "account: 缺少“returned”"),
    (case(contests=[]), "contests: 至少应有一名被提出罢免的成员"),
    (case(contests=target(no=None)), r"contests\[0\].candidates\[0\]: 缺少“no”"),
    (case(contests=target() + target()), r"contests\[1\].candidates\[0\]: “甲”重复"),
    (case(contests=[{**target()[0], "seats": 0}]), r"contests\[0\].seats: 应当是不小于 1 的整数"),
    (case(contests=[{"post": "secretary", "candidates": []}]), r"contests\[0\].post: 应当是 chair"),
    (case(petition={}), "petition: 请给出村民联名人数"),
    (case(petition={"signed_voters": 3}), "petition: 缺少“voters”"),
    (case(petition={"signed_voters": 4, "voters": 3}), "petition.signed_voters: 多于全部 3 人"),
    (case(petition={**ENOUGH, "by_township": True}), "petition.by_township: 由乡镇提出建议的，不填联名人数"),
    (case(petition={**ENOUGH, "received": "June"}), "petition.received: 应当是日期"),
    (case(petition={**ENOUGH, "heard": 1}), "petition.heard: 应当是 true、false 之一"),
    (case(petition={**ENOUGH, "signers": 3}), "petition: 不认识的键“signers”"),
]


@pytest.mark.parametrize(("doc", "sentence"), REFUSED)
def test_what_breaks_the_contract_is_refused_by_name_and_place(doc: dict[str, Any], sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence) as refused:
        answer(doc)
    assert refused.value.text_en != refused.value.text


def test_seats_may_be_given_as_in_an_election() -> None:
    read = vote_from_json(case(contests=[{**target()[0], "seats": 1}]))
    assert read.targets == (Target("甲", 226, 225, "chair"),)
