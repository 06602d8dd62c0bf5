"""The invented villagers: as many as asked, like a real village, and nobody twice."""

from collections import Counter
from datetime import date
from itertools import islice

import pytest

from cunxuan.core import ids
from cunxuan.demo.people import ON, VILLAGES_A_PREFIX, IdNumbers, calendar, households, naming, officials

LIUSHU = "140824100200"
TAOYUAN = "140824100201"


def village(code=LIUSHU, people=1700, seed=7, slot=0):
    return list(households(code, people, seed, slot=slot))


def age(person) -> int:
    return ON.year - person.birth_on.year


@pytest.mark.parametrize("people", [0, 1, 2, 37, 1700])
def test_a_village_has_as_many_people_as_asked(people):
    assert len(village(people=people)) == people


def test_the_same_seed_gives_the_same_people():
    assert village() == village()


def test_another_seed_or_another_village_gives_others():
    names = [person.name for person in village()]
    assert names != [person.name for person in village(seed=8)]
    assert names != [person.name for person in village(code=TAOYUAN)]


def test_every_id_number_is_valid_and_agrees_with_the_person():
    for person in village():
        assert ids.is_valid(person.id_number), "an invented number meets GB 11643"
        assert ids.birth_of(person.id_number) == person.birth_on
        assert ids.sex_of(person.id_number) == person.sex
        assert ids.division_of(person.id_number) == "140824"


def test_no_number_is_given_twice_in_the_county():
    numbers = [person.id_number for slot in range(12) for person in village(slot=slot)]
    assert len(set(numbers)) == len(numbers)


def test_the_last_village_of_a_prefix_and_the_first_of_the_next_share_no_number():
    slots = (VILLAGES_A_PREFIX - 1, VILLAGES_A_PREFIX)
    numbers = [person.id_number for slot in slots for person in village(slot=slot)]
    assert len(set(numbers)) == len(numbers)
    assert {number[:6] for number in numbers} == {"140824", "140825"}


def test_twins_get_numbers_of_their_own_and_a_third_is_born_the_day_before():
    numbers = IdNumbers(LIUSHU, VILLAGES_A_PREFIX - 1, calendar(ON))
    given = [numbers.give(0, 1) for _ in range(5)]
    assert len({number for _, number in given}) == 5
    assert [day for day, _ in given] == [ON, ON, date(2026, 11, 30), date(2026, 11, 30), date(2026, 11, 29)]
    assert {ids.sex_of(number) for _, number in given} == {"F"}


def test_four_in_five_are_adults_and_men_and_women_are_as_many():
    people = [person for slot in range(8) for person in village(code=f"1408241002{slot:02}", slot=slot)]
    adults = sum(age(person) >= 18 for person in people) / len(people)
    men = sum(person.sex == "M" for person in people) / len(people)
    assert 0.77 < adults < 0.81
    assert 0.47 < men < 0.53


def test_the_old_stay_and_the_young_go_away():
    people = village(people=6000)
    at_home = Counter(age(person) // 20 for person in people if person.lives_here)
    everybody = Counter(age(person) // 20 for person in people)
    assert at_home[3] / everybody[3] > 0.9 > 0.7 > at_home[1] / everybody[1]


def test_whoever_has_no_hukou_here_lives_here():
    people = village()
    assert [person for person in people if not person.hukou_here]
    assert all(person.lives_here for person in people if not person.hukou_here)


def test_a_family_shares_a_surname_and_a_group():
    families: dict[int, list] = {}
    for person in village():
        families.setdefault(person.household_no, []).append(person)
    for family in families.values():
        assert len({person.group_no for person in family}) == 1
        men = {person.name[0] for person in family if person.sex == "M"}
        assert len(men) <= 1


def test_groups_are_numbered_from_one_and_none_is_empty():
    groups = [person.group_no for person in village()]
    assert groups == sorted(groups)
    assert set(groups) == set(range(1, 9))


def test_a_few_surnames_are_half_of_a_village():
    surnames = Counter(person.name[0] for person in village())
    commonest = sum(number for _, number in surnames.most_common(5))
    assert commonest > len(village()) * 0.4
    assert len(surnames) > 20


def test_some_people_bear_characters_that_keyboards_lack():
    people = [person for slot in range(8) for person in village(code=f"1408241002{slot:02}", slot=slot)]
    borne = {character for person in people for character in person.name}
    assert borne >= set("㛃䶮𬭎")


def test_a_name_has_two_or_three_characters():
    assert {len(person.name) for person in village()} == {2, 3}


def test_given_names_go_with_the_year_of_birth():
    old, _ = naming(1950, 1)
    young, _ = naming(2012, 1)
    assert not set(old) & set(young)


def test_nobody_is_born_after_the_day_on_which_ages_are_counted():
    assert max(person.birth_on for person in village()) <= ON


def test_people_come_one_by_one():
    assert len(list(islice(households(LIUSHU, 10**9, 7, slot=0), 3))) == 3


def test_officials_have_names_no_two_alike_and_always_the_same():
    names = officials(7, 300)
    assert len(set(names)) == 300
    assert officials(7, 300) == names
