"""What must hold for any figures: order, one more vote, splitting, thresholds."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from cunxuan.core.case import answer, answer_to_json, case_from_json
from cunxuan.core.contest import BallotAccount, Candidate, Case, Contest
from cunxuan.core.determination import determine
from cunxuan.core.law import packs, rules_of_pack

PACKS = st.sampled_from([pack.name for pack in packs() if pack.layer not in ("party", "petition")])
NAMES = "王李赵钱孙周吴郑陈褚卫蒋"


@st.composite
def cases(draw: st.DrawFn, posts: int = 3) -> dict[str, Any]:
    """Any village: small numbers, so that ties and thresholds are met often."""
    returned = draw(st.integers(1, 40))
    people = iter(draw(st.permutations(NAMES)))
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
    return {
        "pack": draw(PACKS),
        "round": draw(st.sampled_from(["first", "runoff", "rerun", "revote"])),
        "registered": draw(st.integers(returned, 2 * returned + 1)),
        "account": {"issued": returned, "signed": returned, "returned": returned},
        "measures": {"count_down": draw(st.booleans())},
        "contests": contests,
    }


@given(cases(), st.randoms())
def test_the_order_in_which_people_are_listed_changes_nothing(doc: dict[str, Any], dice: Any) -> None:
    shuffled = [
        {**contest, "candidates": dice.sample(contest["candidates"], len(contest["candidates"]))}
        for contest in doc["contests"]
    ]
    dice.shuffle(shuffled)
    assert answer(doc)[0] == answer({**doc, "contests": shuffled})[0]


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
        assert exact > share.fraction if share.strict else exact >= share.fraction


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
def test_splitting_a_pile_of_equal_papers_changes_nothing(piles: list[Any], pack: str) -> None:
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
    one.pop("ballots"), other.pop("ballots")
    assert one == other


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
