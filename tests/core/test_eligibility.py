"""Who stands on the roll: Organic Law art 13 (2018), art 16 (2026)."""

from datetime import date

import pytest

from cunxuan.core.eligibility import Standing, adult_on, registers

POLLING_DAY = date(2026, 12, 12)
BORN = date(1970, 3, 8)


@pytest.mark.parametrize(
    ("person", "category", "reason"),
    [
        (Standing(BORN, hukou_here=True, lives_here=True), "a", "HUKOU_AND_HOME_HERE"),
        (Standing(BORN, hukou_here=True, lives_here=False, stated=True), "b", "AWAY_AND_STATED"),
        (Standing(BORN, hukou_here=True, lives_here=False), "", "AWAY_NOT_STATED"),
        (Standing(BORN, hukou_here=False, lives_here=True), "", "NO_HUKOU_NOT_DECIDED"),
        (Standing(date(2008, 12, 13), hukou_here=True, lives_here=True), "", "UNDER_18"),
    ],
)
def test_a_person_is_registered_in_the_category_of_the_law_or_not_with_the_reason(person, category, reason):
    registration = registers(person, POLLING_DAY)
    assert (registration.category, registration.reason) == (category, reason)


def test_a_statement_adds_nothing_for_who_lives_in_the_village():
    stated = Standing(BORN, hukou_here=True, lives_here=True, stated=True)
    assert registers(stated, POLLING_DAY).category == "a"


@pytest.mark.parametrize(
    ("birth_on", "adult"),
    [
        (date(2008, 12, 12), True),
        (date(2008, 12, 13), False),
        (date(2009, 1, 1), False),
        (date(2007, 12, 31), True),
    ],
)
def test_whoever_turns_eighteen_on_polling_day_votes(birth_on, adult):
    assert adult_on(birth_on, POLLING_DAY) is adult
