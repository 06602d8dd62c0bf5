"""Statistics are fractions, percentages are text."""

from fractions import Fraction

import pytest

from cunxuan.core.indicators import first_round_success, percent, percent_of, registration_rate, turnout


@pytest.mark.parametrize(
    ("part", "whole", "printed"),
    [
        (1043, 1251, "83.37"),
        (11, 13, "84.62"),
        (1, 8, "12.50"),
        (1, 20_000, "0.01"),  # 0.005 is rounded up
        (1, 20_001, "0.00"),
        (0, 7, "0.00"),
        (7, 7, "100.00"),
        (0, 0, "—"),
    ],
)
def test_a_share_is_printed_with_two_places_half_up(part, whole, printed):
    assert percent(part, whole) == printed


def test_a_negative_count_is_a_bug():
    with pytest.raises(AssertionError):
        percent(-1, 10)


def test_turnout_is_those_who_took_part_of_the_registered():
    assert turnout(1006, 1204) == Fraction(503, 602)


def test_registration_is_counted_from_the_adults():
    assert registration_rate(1204, 1300) == Fraction(301, 325)


def test_villages_decided_in_the_first_vote_are_counted_from_those_that_voted():
    assert first_round_success(176, 200) == Fraction(22, 25)


def test_where_nobody_is_registered_there_is_no_turnout():
    assert turnout(0, 0) is None


def test_a_fraction_is_printed_like_its_counts():
    assert (percent_of(turnout(1006, 1204)), percent_of(None)) == (percent(1006, 1204), "—")
