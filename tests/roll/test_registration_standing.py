"""Where people stand in the registration: the law's answer to what is recorded of them."""

from datetime import date

import pytest

import cast
from cunxuan.core.people.registration import registration
from cunxuan.elections.actions import rules_of
from cunxuan.roll.models import Fact
from cunxuan.roll.registration_queries import (
    Status,
    day_judged,
    findings_of,
    person_of,
    standing_of,
    standing_of_village,
)
from roll.registering import person, recorded, registering


@pytest.fixture
def election(liushu):
    return registering(liushu)


def standing(election, name):
    return standing_of(election, person(name))


def test_whoever_has_hukou_and_home_here_is_registered(election):
    found = standing(election, "段文博")
    assert (found.status, found.category) == (Status.REGISTERED, "a")


def test_a_minor_is_not_but_whoever_turns_18_on_polling_day_is(election):
    assert standing(election, "段小妹").status is Status.UNDER_AGE
    assert standing(election, "段晓").status is Status.REGISTERED


ANSWERS = {
    Fact.STATED: (Status.REGISTERED, "b"),
    Fact.WILL_NOT: (Status.WILL_NOT, ""),
    Fact.REFUSED_IN_WRITING: (Status.WILL_NOT, ""),
    Fact.UNREACHABLE: (Status.UNREACHABLE, ""),
    Fact.TOLD: (Status.TOLD, ""),
}


@pytest.mark.parametrize("answer", ANSWERS)
def test_whoever_lives_elsewhere_stands_where_the_answer_puts_them(answer, election):
    assert standing(election, "卫小军").status is Status.NOT_CONTACTED
    recorded(election, "卫小军", answer)
    found = standing(election, "卫小军")
    assert (found.status, found.category) == ANSWERS[answer]


BARRED = {
    Fact.DEPRIVED: Status.DEPRIVED,
    Fact.DIED: Status.DIED,
    Fact.REGISTERED_IN: Status.ELSEWHERE,
    Fact.MOVED_OUT: Status.MOVED_OUT,
}


@pytest.mark.parametrize("fact", BARRED)
def test_what_bars_somebody_is_their_status_and_has_its_reason(fact, election):
    recorded(election, "段文博", fact, value="石门乡柏庄村" if fact == Fact.REGISTERED_IN else "")
    found = standing(election, "段文博")
    assert (found.status, found.category) == (BARRED[fact], "")
    assert findings_of(election, found)[0].blocks


def test_every_reason_against_somebody_is_told(election):
    assert standing(election, "赵福生").reasons == ("RESIDENCE_AND_WORK_LT_1Y", "NOT_APPLIED", "MEETING_NOT_ASKED")


def test_a_resident_of_a_year_who_applied_and_was_agreed_to_is_registered(election):
    recorded(election, "赵福生", Fact.LIVED_SINCE, date(2025, 3, 1))
    recorded(election, "赵福生", Fact.APPLIED_IN_WRITING)
    assert standing(election, "赵福生").reasons == ("MEETING_NOT_ASKED",)
    recorded(election, "赵福生", Fact.MEETING_AGREED)
    assert standing(election, "赵福生").category == "c"


def test_a_year_that_is_full_only_after_polling_day_is_not_enough(election):
    for fact in (Fact.APPLIED_IN_WRITING, Fact.MEETING_AGREED):
        recorded(election, "赵福生", fact)
    recorded(election, "赵福生", Fact.LIVED_SINCE, date(2025, 12, 17))
    assert standing(election, "赵福生").reasons == ("RESIDENCE_AND_WORK_LT_1Y",)


def test_whoever_moved_out_may_come_back_as_a_resident_of_a_year(election):
    for fact in (Fact.MOVED_OUT, Fact.APPLIED_IN_WRITING, Fact.MEETING_AGREED):
        recorded(election, "段文博", fact)
    recorded(election, "段文博", Fact.LIVED_SINCE, date(2020, 1, 1))
    assert standing(election, "段文博").category == "c"


def test_the_village_is_judged_as_each_person_is(election):
    recorded(election, "卫小军", Fact.STATED)
    recorded(election, "宁秀兰", Fact.DIED)
    together = {one.villager.name: (one.category, one.reasons) for one in standing_of_village(election)}
    alone = {name: standing(election, name) for name in together}
    assert together == {name: (one.category, one.reasons) for name, one in alone.items()}


def test_those_of_whom_nothing_is_recorded_are_judged_as_the_law_judges_a_person(election):
    rules, day = rules_of(election), day_judged(election)
    for one in standing_of_village(election):
        answer = registration(rules, person_of(one.villager, ()), day)
        gravest, explained = answer.findings[0].severity, "OF_AGE_ON_POLLING_DAY"
        settles = (found.reason for found in answer.findings if found.severity == gravest)
        assert one.category == answer.follows["category"]
        assert one.reasons == tuple(reason for reason in settles if reason != explained)


def test_a_village_costs_two_queries_however_many_live_there(liushu, django_assert_num_queries):
    election = cast.at_stage(liushu, "registration_opened")
    cast.add_residents(liushu, cast.residents(400), by="ding", at=cast.AT)
    with django_assert_num_queries(2):
        assert len(standing_of_village(election)) == 400


def test_what_was_taken_back_counts_no_more(election):
    fact = recorded(election, "段文博", Fact.DEPRIVED)
    fact.in_force = False
    fact.save()
    assert standing(election, "段文博").status is Status.REGISTERED
