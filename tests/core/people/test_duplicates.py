"""One village only: which of several registrations is proposed to stay."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cunxuan.core.law import rules_of_pack
from cunxuan.core.people.duplicates import Registered, duplicates

CN = rules_of_pack("CN@2026-01-01")
WILLOW = Registered("柳树村", date(2026, 11, 10))
PEACH = Registered("桃园村", date(2026, 11, 12))
STONE = Registered("石桥村", date(2026, 11, 1), confirmed=False)


def test_the_registration_confirmed_first_is_proposed_to_stay() -> None:
    answer = duplicates(CN, [PEACH, STONE, WILLOW])
    assert (answer.code, answer.follows["keep"]) == ("DUPLICATE", "柳树村")
    assert answer.follows["remove"] == ("桃园村", "石桥村")
    assert answer.follows["action"] == "person_may_choose_before_roll_freeze"
    assert not answer.ok


def test_until_the_roll_is_frozen_the_person_may_choose_another() -> None:
    answer = duplicates(CN, [WILLOW, PEACH], choice="桃园村")
    assert (answer.follows["keep"], answer.follows["remove"]) == ("桃园村", ("柳树村",))
    late = duplicates(CN, [WILLOW, PEACH], choice="桃园村", roll_frozen=True)
    assert (late.follows["keep"], late.follows["action"]) == ("柳树村", "")
    assert [one.reason for one in late.findings] == ["DUPLICATE", "CHOICE_TOO_LATE"]


def test_a_village_in_which_the_person_is_not_registered_cannot_be_chosen() -> None:
    answer = duplicates(CN, [WILLOW, PEACH], choice="石桥村")
    assert answer.follows["keep"] == "柳树村"
    assert answer.findings[1].reason == "CHOICE_NOT_REGISTERED"


def test_of_two_confirmed_on_one_day_neither_is_proposed() -> None:
    answer = duplicates(CN, [WILLOW, Registered("桃园村", WILLOW.at)])
    assert (answer.code, answer.follows["keep"], answer.follows["remove"]) == ("DUPLICATE_UNDECIDED", "", ())


def test_where_none_is_confirmed_the_first_stays_and_is_to_be_confirmed() -> None:
    answer = duplicates(CN, [STONE, Registered("桃园村", date(2026, 11, 2), confirmed=False)])
    assert answer.follows["keep"] == "石桥村"
    assert answer.findings[1].reason == "KEPT_NOT_CONFIRMED"


@pytest.mark.parametrize(
    ("registrations", "code", "ok"),
    [
        ([], "IN_ONE_VILLAGE", True),
        ([WILLOW], "IN_ONE_VILLAGE", True),
        ([WILLOW, WILLOW], "TWICE_IN_ONE_VILLAGE", False),
    ],
)
def test_in_one_village_there_is_no_duplicate_but_an_entry_too_many(registrations: Any, code: str, ok: bool) -> None:
    answer = duplicates(CN, registrations)
    assert (answer.code, answer.ok, answer.follows["remove"]) == (code, ok, ())


registrations = st.lists(
    st.builds(
        Registered,
        village=st.sampled_from(("柳树村", "桃园村", "石桥村", "上河村")),
        at=st.dates(date(2026, 11, 1), date(2026, 11, 5)),
        confirmed=st.booleans(),
    ),
    min_size=1,
    max_size=6,
)


@given(registrations, st.sampled_from(("", "柳树村", "桃园村")), st.booleans())
def test_every_village_stays_or_goes_and_one_at_most_stays(given_: Any, choice: str, frozen: bool) -> None:
    answer = duplicates(CN, given_, choice=choice, roll_frozen=frozen)
    villages = {one.village for one in given_}
    keep, remove = answer.follows["keep"], set(answer.follows["remove"])
    assert keep not in remove
    assert not keep or {keep} | remove == villages
    for one in answer.findings:
        assert one.text and one.sentence("en")
        assert one.rule is None or one.rule.key in one.kind.rests_on
