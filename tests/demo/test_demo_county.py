"""The whole county on paper, before anything is written: its villages, its people, its plan of polling days."""

from __future__ import annotations

from collections import Counter

import pytest

from cunxuan.demo.build import county_places
from cunxuan.demo.folder import DAY
from cunxuan.demo.population import COUNTY, FEWEST, MOST, Population
from cunxuan.demo.story import STORIES, courses


@pytest.fixture(scope="module")
def county():
    return courses(county_places(), seed=2026)


def test_the_county_has_the_seeds_townships_and_villages(county):
    assert len({course.township for course in county.values()}) == 7
    assert len(county) == 200


def test_the_first_villages_are_those_of_which_there_is_something_to_tell(county):
    first = list(county.values())[: len(STORIES)]
    assert first == list(STORIES)


def test_a_small_demonstration_goes_on_through_the_townships_in_turn(county):
    next_ones = list(county.values())[len(STORIES) : len(STORIES) + 7]
    assert len({course.township for course in next_ones}) == 7


def test_fourteen_villages_vote_on_the_day_and_109_have_before_and_are_done(county):
    days = Counter(course.votes[0].on for course in county.values() if course.votes)
    assert days[DAY] == 14
    before = sum(villages for day, villages in days.items() if day < DAY)
    waiting = 4  # 北吴村, 吴壁村, 沙沟村, 南阳村
    assert before - waiting == 109


@pytest.mark.parametrize("seed", [2026, 7])
def test_exactly_340000_people_live_in_villages_of_500_to_4500(seed):
    county = courses(county_places(), seed)
    people = Population(county, seed)
    sizes = [people.size(code) for code in county]
    assert sum(sizes) == COUNTY == 340_000
    assert min(sizes) >= FEWEST and max(sizes) <= MOST
    assert len(set(sizes)) > 150


def test_another_seed_gives_other_days_to_ordinary_villages(county):
    others = courses(county_places(), seed=7)
    assert [code for code in county if county[code] != others[code]]
    assert list(others)[: len(STORIES)] == list(county)[: len(STORIES)]
