"""Older families of rules and a town's manual, as packs that are held for a test only (tests/packs)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from polls import elected, poll

from cunxuan.core.ballots import Paper, Tallied, tally
from cunxuan.core.contest import Candidate, Contest, Measures
from cunxuan.core.counting_rules import counting_rules
from cunxuan.core.law import hold, packs, rules_of_pack
from cunxuan.core.timetable import plan

PACKS = Path(__file__).parent.parent.joinpath("packs")
CHAIR = Contest("chair", 1, (Candidate("王"), Candidate("李")))
MEMBER = Contest("member", 2, (Candidate("赵"), Candidate("钱"), Candidate("孙")))
#: Votes of one person for two posts, neither enough alone: 45 + 10 is more than half of 100.
FOR_BOTH = "returned 100 · chair 1 · 李男 45 · 王女 55 · member 1 · 李男 10 · 孙男 50"


@pytest.fixture(autouse=True)
def families() -> Iterator[None]:
    hold(PACKS)
    yield
    hold(None)


def count(paper: Paper, pack: str) -> Tallied:
    return tally((paper,), (CHAIR, MEMBER), counting_rules(rules_of_pack(pack), Measures()))


def votes(found: Tallied) -> dict[tuple[str, str], int]:
    return {
        (contest.post, one.name): one.votes for contest in found.contests for one in contest.candidates if one.votes
    }


def test_they_are_held_for_the_test_and_not_shipped() -> None:
    names = {"OLD-A", "OLD-B", "OLD-C", "OLD-D", "WZ", "BAL", "FJ"}
    assert names <= {pack.jurisdiction for pack in packs()}
    hold(None)
    assert not names & {pack.jurisdiction for pack in packs()}


@pytest.mark.parametrize("pack", ["OLD-A@2010-10-28", "WZ@2010-10-28"])
def test_a_paper_that_chooses_too_many_is_void_for_that_post_only(pack: str) -> None:
    found = count(Paper(4, {"chair": ("王",), "member": ("赵", "钱", "孙")}), pack)
    assert found.groups[0].validity == "PART_INVALID"
    assert votes(found) == {("chair", "王"): 4}


def test_in_the_towns_manual_one_column_counts_for_a_person_chosen_twice() -> None:
    found = count(Paper(2, {"chair": ("王",), "member": ("王", "赵")}), "WZ@2010-10-28")
    assert votes(found) == {("chair", "王"): 2, ("member", "赵"): 2}


def test_on_the_sample_ballot_a_person_chosen_twice_voids_the_paper() -> None:
    found = count(Paper(2, {"chair": ("王",), "member": ("王", "赵")}), "BAL@2010-10-28")
    assert votes(found) == {}


@pytest.mark.parametrize("pack", ["OLD-A@2010-10-28", "OLD-B@2010-10-28"])
def test_votes_for_the_higher_post_are_counted_down_at_the_election(pack: str) -> None:
    found = poll(FOR_BOTH, pack=pack)
    assert elected(found) == ["王女", "李男"]
    assert (found.elected[1].votes, dict(found.elected[1].merged_from)) == (55, {"chair": 45})


def test_where_only_nominations_are_counted_down_the_election_is_not() -> None:
    assert elected(poll(FOR_BOTH, pack="OLD-C@2010-10-28")) == ["王女"]
    assert rules_of_pack("OLD-C@2010-10-28").flag("nomination_count_down")


def test_not_three_or_more_proxies_is_two_at_most() -> None:
    assert rules_of_pack("OLD-B@2010-10-28").number("proxy_cap") == 2


def test_their_days_are_reckoned_like_those_of_any_pack() -> None:
    latest = {step.step: step.latest for step in plan(rules_of_pack("FJ@2026-01-01"), date(2026, 12, 20))}
    assert latest["roll_published"] == date(2026, 11, 22)
    assert latest["candidates_published"] == date(2026, 12, 16)
    old = {step.step: step.latest for step in plan(rules_of_pack("OLD-D@2010-10-28"), date(2011, 12, 20))}
    assert old["candidates_published"] == date(2011, 12, 13)
