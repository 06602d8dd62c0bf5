"""The JSON contract: what is refused, by name and place, and what is answered."""

from __future__ import annotations

import json
from typing import Any

import pytest

from cunxuan.core.case import answer, answer_to_json, case_from_json
from cunxuan.core.determination import determine
from cunxuan.core.errors import BadInput


def village(**changes: Any) -> dict[str, Any]:
    """A whole case of 柳树村; a change of None takes a key away."""
    doc = {
        "pack": "CN@2026-01-01",
        "registered": 1500,
        "account": {"issued": 800, "signed": 800, "returned": 798},
        "contests": [
            {
                "post": "chair",
                "seats": 1,
                "candidates": [{"name": "王", "sex": "M", "votes": 470}, {"name": "李", "sex": "F", "votes": 300}],
            }
        ],
    }
    return {key: value for key, value in (doc | changes).items() if value is not None}


def contest(**changes: Any) -> list[dict[str, Any]]:
    return [{"post": "chair", "seats": 1, "candidates": [{"name": "王", "votes": 470}]} | changes]


def candidate(**changes: Any) -> list[dict[str, Any]]:
    return contest(candidates=[{"name": "王", "votes": 470} | changes])


REFUSED = [
    (3, "应当是一个对象"),
    (village(vote=1), "不认识的键“vote”"),
    (village(contests=candidate(vote=1)), r"contests\[0\].candidates\[0\]: 不认识的键“vote”，可用的键：name、sex"),
    (village(contests=contest(seat=1)), r"contests\[0\]: 不认识的键“seat”"),
    (village(account={"issued": 1, "returned": 1, "kept": 1}), "account: 不认识的键“kept”"),
    (village(measures={"stop": True}), "measures: 不认识的键“stop”"),
    (village(pack=None), "请给出 pack"),
    (village(pack=None, division="140824100200"), "请给出 pack"),
    (village(pack="ZJ"), "没有名为“ZJ”的规则包。现有：CN@2010-10-28"),
    (village(pack=3), "pack: 应当是一段文字"),
    (village(division="1408"), "12 位行政区划代码"),
    (village(polling_day="2026-02-30"), "polling_day: 应当是日期"),
    (village(polling_day=20261213), "polling_day: 应当是日期"),
    (village(polling_day="20261213"), "polling_day: 应当是日期"),
    (village(election="mayor"), "election: 应当是 committee、party、recall 之一"),
    (village(election="party"), "election: 这里只读村民委员会选举的案例"),
    (village(election="recall"), "election: 这里只读村民委员会选举的案例"),
    (village(round="second"), "round: 应当是 first、runoff、rerun、revote 之一"),
    (village(registered=None), "缺少“registered”"),
    (village(registered=0), "registered: 应当是不小于 1 的整数"),
    (village(registered=True), "registered: 应当是不小于 1 的整数"),
    (village(registered=1500.0), "registered: 应当是不小于 1 的整数"),
    (village(account=None), "缺少“account”"),
    (village(account={"issued": 800}), "account: 缺少“returned”"),
    (village(account={"returned": -1}), "account.returned: 应当是不小于 0 的整数，不是 -1"),
    (village(contests=None), "缺少“contests”"),
    (village(contests={}), "contests: 应当是一个列表"),
    (village(contests=[]), "contests: 至少应有一个职位"),
    (village(contests=contest() + contest()), r"contests\[1\]: 职位“chair”重复"),
    (village(contests=contest(post="head")), r"contests\[0\].post: 应当是 chair、vice_chair、member 之一"),
    (village(contests=contest(seats=0)), r"contests\[0\].seats"),
    (village(contests=contest(woman_only=1)), r"contests\[0\].woman_only: 应当是 true、false 之一，不是 1"),
    (village(contests=candidate(votes=-3)), r"candidates\[0\].votes: 应当是不小于 0 的整数，不是 -3"),
    (village(contests=candidate(votes="3")), r"candidates\[0\].votes"),
    (village(contests=candidate(name="  ")), r"candidates\[0\].name: 应当是一段文字，不能为空"),
    (village(contests=candidate(name="\ud800")), r"candidates\[0\].name: 含有不成字的编码"),
    (village(contests=candidate(sex="男")), r"candidates\[0\].sex: 应当是 M、F 之一"),
    (village(contests=contest(candidates=[{"name": "王", "votes": 1}] * 2)), r"candidates\[1\]: “王”重复"),
    (village(measures={"count_down": "yes"}), "measures.count_down: 应当是 true、false 之一"),
    (village(measures={"woman_seat": "second"}), "measures.woman_seat: 应当是 none、first、line、runoff 之一"),
    (village(elected_before=[{"post": "member"}]), r"elected_before\[0\]: 缺少“name”"),
    (village(elected_before=[{"post": "member", "name": "丁"}] * 2), r"elected_before\[1\]: “丁”重复"),
    (village(ballots=[{"count": 1, "marks": {}}]), "已给出选票"),
    (village(kins=[]), "不认识的键“kins”"),
    (village(kin={}), "kin: 应当是一个列表"),
    (village(kin=[{"a": "王", "relation": "sibling"}]), r"kin\[0\]: 缺少“b”"),
    (village(kin=[{"a": "王", "b": "李", "relation": "兄弟"}]), r"kin\[0\].relation: 应当是 spouse、parent"),
    (village(kin=[{"a": "王", "b": "李", "relation": "sibling", "of": 1}]), r"kin\[0\]: 不认识的键“of”"),
    (village(kin=[{"a": "王", "b": "王", "relation": "sibling"}]), r"kin\[0\]: “王”不能是自己的亲属"),
    (
        village(kin=[{"a": "王", "b": "李", "relation": "sibling", "stays": "赵"}]),
        r"kin\[0\].stays: 应当是 王、李 之一",
    ),
    (village(kin=[{"a": "王", "b": "赵", "relation": "sibling"}]), r"kin\[0\].b: 案例中没有“赵”这个人"),
    (village(kin=[{"a": "赵", "b": "王", "relation": "sibling"}]), r"kin\[0\].a: 案例中没有“赵”这个人"),
    (
        village(kin=[{"a": "王", "b": "李", "relation": "sibling"}, {"a": "李", "b": "王", "relation": "spouse"}]),
        r"kin\[1\]: “李、王”重复",
    ),
    (village(boxes=[{"kind": "mobile", "returned": 3}]), r"boxes\[0\]: 缺少“users”"),
    (village(boxes=[{"kind": "urn", "returned": 3}]), r"boxes\[0\].kind: 应当是 mobile、fixed 之一"),
    (village(boxes=[{"kind": "fixed", "returned": -1}]), r"boxes\[0\].returned"),
    (village(boxes=[{"kind": "fixed", "returned": 1, "name": ""}]), r"boxes\[0\].name"),
    (village(breaches=["late"]), r"breaches\[0\]: 应当是 committee_unlawful"),
    (village(measures={"members_first": 1}), "measures.members_first: 应当是 true、false 之一"),
]


@pytest.mark.parametrize(("doc", "sentence"), REFUSED)
def test_what_breaks_the_contract_is_refused_by_name_and_place(doc: Any, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence) as refused:
        case_from_json(doc)
    assert refused.value.text_en != refused.value.text


PEOPLE = [{"post": "chair", "seats": 1, "candidates": [{"name": "王", "sex": "M"}, {"name": "李", "sex": "F"}]}]

BAD_PAPERS = [
    ([{"count": 1}], r"ballots\[0\]: 缺少“marks”"),
    ([{"count": 0, "marks": {}}], r"ballots\[0\].count"),
    ([{"count": 1, "marks": {"member": ["王"]}}], r"ballots\[0\].marks.member: 没有职位“member”"),
    ([{"count": 1, "marks": {"chair": "王"}}], r"ballots\[0\].marks.chair: 应当是一个列表"),
    ([{"count": 1, "marks": {}, "unreadable": ["member"]}], r"ballots\[0\].unreadable\[0\]: 没有职位"),
    ([{"count": 1, "marks": {}, "unreadable": 1}], r"ballots\[0\].unreadable: 应当是一个列表"),
]


@pytest.mark.parametrize(("papers", "sentence"), BAD_PAPERS)
def test_papers_are_checked_as_strictly(papers: Any, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        case_from_json(village(contests=PEOPLE, ballots=papers))


def test_papers_give_the_votes_and_are_answered_one_by_one() -> None:
    papers = [{"count": 500, "marks": {"chair": ["李"]}}, {"count": 298, "marks": {}, "unreadable": ["chair"]}]
    found, blocked, refused = answer(village(contests=PEOPLE, ballots=papers))
    assert (blocked, refused) == (False, False)
    assert found["elected"][0]["votes"] == 500
    assert [paper["ballot"] for paper in found["ballots"]] == ["VALID", "WHOLE_INVALID"]


def test_papers_that_do_not_add_up_to_those_returned_block() -> None:
    found, blocked, _ = answer(village(contests=PEOPLE, ballots=[{"count": 700, "marks": {"chair": ["李"]}}]))
    assert blocked
    assert "B06" in [finding["code"] for finding in found["findings"]]


def test_papers_can_be_all_there_is_to_count() -> None:
    papers = [{"count": 800, "marks": {"chair": ["李"]}, "unreadable": False}]
    assert case_from_json(village(contests=PEOPLE, account={"issued": 800}, ballots=papers)).account.returned == 800


def test_the_division_and_the_day_choose_the_law() -> None:
    case = case_from_json(village(pack=None, division="510104100200", polling_day="2026-12-13"))
    assert case.rules.name == "SC@2026-01-01"


def test_the_answer_keeps_every_key_of_the_contract() -> None:
    found = answer_to_json(determine(case_from_json(village())))
    promised = "outcome pack participants threshold elected tied short next not_elected findings"
    assert set(promised.split()) <= set(found)
    assert set(found["elected"][0]) >= {"post", "name", "votes", "merged_from"}
    assert set(found["findings"][0]) >= {"code", "reason", "severity", "basis", "text", "numbers"}
    json.dumps(found)


def test_the_answer_is_the_same_in_english_but_for_its_words() -> None:
    zh, en = (
        answer(village(contests=contest(candidates=[{"name": "王", "votes": 300}])), lang)[0] for lang in ("zh", "en")
    )
    assert [one["code"] for one in zh["findings"]] == [one["code"] for one in en["findings"]]
    assert zh["next"][0]["basis"] == "村民委员会选举规程 六、投票选举"
    assert en["next"][0]["basis"].endswith("part 6")
    assert en["not_elected"][0]["why"] == "not more than half of those voting"


def test_a_list_is_answered_place_by_place() -> None:
    void = village(account={"issued": 1, "signed": 1, "returned": 2})
    answers, blocked, refused = answer([village(), void, village(election="mayor"), [village()]])
    assert (blocked, refused) == (True, True)
    assert [one.get("outcome") for one in answers] == ["decided", "void", None, None]
    assert answers[2] == {"error": "election: 应当是 committee、party、recall 之一，不是 'mayor'。"}
    assert answer([3], "en")[0] == [{"error": "an object ({…}) is wanted."}]


def test_a_void_vote_shows_no_figures() -> None:
    found, blocked, _ = answer(village(account={"issued": 1, "signed": 1, "returned": 2}))
    assert blocked
    assert (found["participants"], found["threshold"]) == (None, None)


def test_a_vacancy_is_answered_with_who_decides() -> None:
    doc = village(
        round="runoff",
        account={"returned": 798, "forged_set_aside": None},
        contests=contest(candidates=[{"name": "王", "votes": 100}]),
        elected_before=[{"post": "member", "name": name, "sex": "F"} for name in ("赵", "钱", "孙")],
    )
    assert answer(doc)[0]["vacancy"]["acting_head"] == "meeting_picks_member"
