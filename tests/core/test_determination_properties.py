"""What must hold for any figures: order, one more vote, splitting, thresholds, relatives.

One more vote never loses a person a seat, but only so far as the law lets it: the ballots returned stay as they are
(one ballot had chosen one person fewer), the vote is for the post he is elected to, and no relatives are given. With
relatives it can: whoever rises above a brother with equal votes leaves him without the seat, and who is elected to a
higher post does so too. Across posts it can as well: with counting down, and where a woman elected above ends the
woman's seat below.
"""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cunxuan.core.case import answer, answer_to_json, case_from_json
from cunxuan.core.contest import BallotAccount, Candidate, Case, Contest
from cunxuan.core.determination import determine
from cunxuan.core.law import Share, packs, rules_of_pack
from cunxuan.core.people.relatives import concerns

PACKS = st.sampled_from([pack.name for pack in packs() if pack.layer not in ("party", "petition")])
NAMES = "王李赵钱孙周吴郑陈褚卫蒋"
MEASURES = {
    "no_second_round": st.booleans(),
    "members_first": st.booleans(),
    "committee_kin_keeps": st.sampled_from(["post_votes", "post_votes_revote", "post_votes_meeting"]),
    "woman_seat": st.sampled_from(["none", "first", "line", "runoff"]),
}


@st.composite
def cases(draw: st.DrawFn, posts: int = 3, kin: bool = False) -> dict[str, Any]:
    """Any village: small numbers, so that ties and thresholds are met often."""
    returned = draw(st.integers(1, 40))
    order = draw(st.permutations(NAMES))
    people = iter(order)
    contests = []
    for post in ("member", "chair", "vice_chair")[:posts]:
        standing = draw(st.integers(1, 4))
        contests.append(
            {
                "post": post,
                "seats": draw(st.integers(1, 3)),
                "candidates": [
                    {
                        "name": next(people),
                        "sex": draw(st.sampled_from(["M", "F", None])),
                        "votes": draw(st.integers(0, returned + 1)),
                    }
                    for _ in range(standing)
                ],
            }
        )
    related = draw(relatives(contests)) if kin else {}
    return related | {
        "pack": draw(PACKS),
        "round": draw(st.sampled_from(["first", "runoff", "rerun", "revote"])),
        "registered": draw(st.integers(returned, 2 * returned + 1)),
        "account": {"issued": returned, "signed": returned, "returned": returned},
        "measures": {"count_down": draw(st.booleans())} | {key: draw(choices) for key, choices in MEASURES.items()},
        "contests": contests,
    }


@st.composite
def relatives(draw: st.DrawFn, contests: list[dict[str, Any]]) -> dict[str, Any]:
    """Some of those voted for are related, near or not, and a meeting may have said who stays."""
    names = sorted(one["name"] for contest in contests for one in contest["candidates"])
    pairs = [(one, other) for i, one in enumerate(names) for other in names[i + 1 :]]
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=5, unique=True)) if pairs else []
    relations = st.sampled_from(["spouse", "child", "sibling", "grandchild", "in_law"])
    return {
        "kin": [
            {"a": one, "b": other, "relation": draw(relations)}
            | draw(st.sampled_from([{}, {"stays": one}, {"stays": other}]))
            for one, other in chosen
        ]
    }


@given(cases(kin=True), st.randoms())
def test_the_order_in_which_people_and_relatives_are_listed_changes_nothing(doc: dict[str, Any], dice: Any) -> None:
    before = answer(doc)[0]
    shuffled = [
        {**contest, "candidates": dice.sample(contest["candidates"], len(contest["candidates"]))}
        for contest in doc["contests"]
    ]
    dice.shuffle(shuffled)
    kin = [
        pair | {"a": pair["b"], "b": pair["a"]} if dice.random() < 0.5 and pair["relation"] in ALIKE else pair
        for pair in dice.sample(doc["kin"], len(doc["kin"]))
    ]
    assert without_order(before) == without_order(answer({**doc, "contests": shuffled, "kin": kin})[0])


#: Relations that are the same from either side.
ALIKE = ("spouse", "sibling", "in_law")


def without_order(found: dict[str, Any]) -> dict[str, Any]:
    """What is said of each pair of relatives stands in the order of the pairs; all else has an order of its own."""
    of_pairs = [sorted(one["names"]) for one in found["findings"] if one["reason"] == "KIN_OUTSIDE_RULE"]
    others = [one for one in found["findings"] if one["reason"] != "KIN_OUTSIDE_RULE"]
    return {**found, "findings": others, "of_pairs": sorted(of_pairs)}


@given(cases(kin=True), st.randoms())
def test_what_people_are_called_changes_nothing_but_the_order_of_equals(doc: dict[str, Any], dice: Any) -> None:
    names = sorted(one["name"] for contest in doc["contests"] for one in contest["candidates"])
    called = dict(zip(names, dice.sample(names, len(names)), strict=True))
    renamed = json.loads("".join(called.get(letter, letter) for letter in json.dumps(doc, ensure_ascii=False)))
    before, after = answer(doc)[0], answer(renamed)[0]
    assert {
        (one["post"], called[one["name"]], one["reason"]) for one in (*before["elected"], *before["not_elected"])
    } == {(one["post"], one["name"], one["reason"]) for one in (*after["elected"], *after["not_elected"])}
    assert (before["outcome"], before["short"]) == (after["outcome"], after["short"])


@given(cases(posts=1))
def test_one_more_vote_never_loses_a_person_the_seat(doc: dict[str, Any]) -> None:
    before = determine(case_from_json(doc))
    if before.outcome in ("void", "rerun"):
        return
    for winner in before.elected:
        for person in doc["contests"][0]["candidates"]:
            if person["name"] == winner.name:
                person["votes"] += 1
                assert winner.name in {one.name for one in determine(case_from_json(doc)).elected}
                person["votes"] -= 1


@given(cases(kin=True))
def test_no_two_near_relatives_are_left_together_unless_the_answer_blocks(doc: dict[str, Any]) -> None:
    found = determine(case_from_json(doc))
    rule = rules_of_pack(doc["pack"]).get("committee_kin")
    if rule is None:
        return
    seated = {one.name for one in found.elected}
    covered = [{pair["a"], pair["b"]} for pair in doc["kin"] if concerns(rule.value, pair["relation"])]
    if any(pair <= seated for pair in covered):
        assert "KIN_NOT_SETTLED" in {one.reason for one in found.findings if one.blocks}


@given(cases(kin=True))
def test_whoever_leaves_for_a_relative_leaves_for_one_who_is_elected(doc: dict[str, Any]) -> None:
    found = determine(case_from_json(doc))
    seated = {one.name for one in found.elected}
    for one in found.findings:
        if one.reason == "KIN_OF_ELECTED":
            waiting = {other.name for other in found.not_elected if other.reason == "AWAITS_REVOTE"}
            assert one.values["stays"] in seated | waiting


@given(cases(kin=True))
def test_relatives_who_are_not_near_change_nothing(doc: dict[str, Any]) -> None:
    in_laws = [{"a": pair["a"], "b": pair["b"], "relation": "in_law"} for pair in doc["kin"]]
    without = answer({**doc, "kin": []})[0]
    related = answer({**doc, "kin": in_laws})[0]
    related["findings"] = [
        one for one in related["findings"] if one["reason"] not in ("KIN_OUTSIDE_RULE", "KIN_RULE_SILENT")
    ]
    assert related == without


@given(cases())
def test_everybody_is_either_elected_or_told_why_not_and_no_seat_is_filled_twice(doc: dict[str, Any]) -> None:
    found = determine(case_from_json(doc))
    listed = sorted((contest["post"], one["name"]) for contest in doc["contests"] for one in contest["candidates"])
    told = [(one.post, one.name) for one in (*found.elected, *found.not_elected)]
    assert sorted(told) == listed
    for contest in doc["contests"]:
        taken = sum(one.post == contest["post"] for one in found.elected)
        missing = sum(one.seats for one in found.short if one.post == contest["post"])
        tied = sum(one.seats for one in found.next if one.post == contest["post"] and one.kind == "revote")
        waiting = sum(
            finding.numbers["seats"]
            for finding in found.findings
            if finding.reason == "SEAT_AWAITS_REVOTE" and finding.values["post"] == contest["post"]
        )
        assert taken + missing + tied + waiting == contest["seats"]
    answer_to_json(found, "en")


@given(cases(posts=2))
def test_whoever_is_elected_has_the_share_the_law_wants(doc: dict[str, Any]) -> None:
    found = determine(case_from_json(doc))
    if found.threshold is None:
        return
    share, cast = found.threshold.rule.value, found.participants
    for one in found.elected:
        exact = Fraction(one.votes, cast)
        if one.reason == "FILLED_WITHOUT_A_NEW_VOTE":
            assert exact >= Fraction(1, 3)
        else:
            assert exact > share.fraction if share.strict else exact >= share.fraction


@given(st.integers(0, 400), st.integers(1, 400), st.integers(1, 9), st.integers(1, 9), st.booleans())
def test_a_share_is_reached_exactly_when_the_fraction_is(
    part: int, whole: int, num: int, den: int, strict: bool
) -> None:
    share = Share(num, den, strict)
    exact = Fraction(part, whole) > Fraction(num, den) if strict else Fraction(part, whole) >= Fraction(num, den)
    assert share.met(part, whole) == exact == (part >= share.needs(whole))


@given(
    st.lists(
        st.tuples(
            st.integers(2, 9),
            st.lists(st.sampled_from("王李"), max_size=2),
            st.lists(st.sampled_from("赵钱孙王"), max_size=4),
        ),
        min_size=1,
        max_size=6,
    ),
    PACKS,
)
def test_splitting_a_pile_of_equal_papers_or_turning_the_pile_changes_nothing(piles: list[Any], pack: str) -> None:
    whole = [{"count": count, "marks": {"chair": chair, "member": member}} for count, chair, member in piles]
    split = [{**pile, "count": part} for pile in whole for part in (1, pile["count"] - 1)]
    returned = sum(count for count, _, _ in piles)
    doc = {
        "pack": pack,
        "registered": returned,
        "account": {"issued": returned, "signed": returned},
        "contests": [
            {"post": "chair", "seats": 1, "candidates": [{"name": "王", "sex": "M"}, {"name": "李", "sex": "F"}]},
            {"post": "member", "seats": 2, "candidates": [{"name": name, "sex": "M"} for name in "赵钱孙"]},
        ],
    }
    one, other = answer(doc | {"ballots": whole})[0], answer(doc | {"ballots": split})[0]
    turned = answer(doc | {"ballots": split[::-1]})[0]
    one.pop("ballots"), other.pop("ballots"), turned.pop("ballots")
    assert one == other == turned


@given(st.lists(st.integers(0, 12), min_size=1, max_size=6), st.integers(1, 4), st.integers(1, 12))
def test_the_seats_go_to_those_with_most_votes_as_anybody_would_count(votes: list[int], seats: int, cast: int) -> None:
    """Brute force with fractions: whoever has the share and fewer than `seats` people at or above him is elected."""
    votes = [min(one, cast) for one in votes]
    people = tuple(Candidate(NAMES[i], one) for i, one in enumerate(votes))
    contest = Contest("vice_chair", seats, people)
    found = determine(Case(rules_of_pack("CN@2026-01-01"), "first", cast, BallotAccount(cast, cast, cast), (contest,)))
    passed = [one for one in people if Fraction(one.votes, cast) > Fraction(1, 2)]
    sure = {one.name for one in passed if sum(other.votes >= one.votes for other in passed) <= seats}
    in_reach = {one.name for one in passed if sum(other.votes > one.votes for other in passed) < seats}
    assert {one.name for one in found.elected} == sure
    assert {name for tie in found.tied for name in tie} == in_reach - sure
