"""ID numbers by GB 11643, and the ids of elections."""

from datetime import date

import pytest

from cunxuan.core import ids
from cunxuan.core.ids import ElectionId, Fault

TEXTBOOK = "11010519491231002X"  # the example printed in GB 11643


def test_the_example_of_the_standard_is_valid():
    assert ids.is_valid(TEXTBOOK)


@pytest.mark.parametrize(
    ("written", "fault"),
    [
        (TEXTBOOK[:17], Fault.LENGTH),
        ("", Fault.LENGTH),
        (TEXTBOOK[:17] + "x", Fault.CHARACTERS),
        ("X" + TEXTBOOK[1:], Fault.CHARACTERS),
        ("１" + TEXTBOOK[1:], Fault.CHARACTERS),
        ("110105194902310021", Fault.BIRTH_DATE),
        ("110105194900000021", Fault.BIRTH_DATE),
        (TEXTBOOK[:17] + "0", Fault.CHECK_DIGIT),
        ("110105194912310092", Fault.CHECK_DIGIT),
    ],
)
def test_a_slip_of_the_pen_is_named(written, fault):
    assert ids.fault_in(written) is fault


def test_every_fault_has_its_sentence_in_both_languages():
    assert all(fault.zh and fault.en for fault in Fault)


def test_any_two_neighbouring_digits_swapped_are_found():
    slips = [TEXTBOOK[:i] + TEXTBOOK[i + 1] + TEXTBOOK[i] + TEXTBOOK[i + 2 :] for i in range(16)]
    assert all(ids.fault_in(slip) for slip in slips if slip != TEXTBOOK)


def test_a_masked_number_shows_neither_birth_nor_length():
    assert ids.masked(TEXTBOOK) == "1101***********X"
    assert ids.masked(TEXTBOOK[1:]) == "1010***********X"


def test_of_a_fragment_nothing_is_shown():
    assert ids.masked("1101") == "***********"


@pytest.mark.parametrize(
    "text",
    [
        TEXTBOOK,
        f"段玉成{TEXTBOOK}，二组",
        "110105 19491231 002x",
        "110105-19491231-002X",
        "１１０１０５１９４９１２３１００２Ｘ",
        "110105194902310021",  # wrong, and still somebody's
        "110105491231002",  # of before 1999
    ],
)
def test_a_number_is_seen_in_whatever_somebody_types(text):
    assert ids.holds_id_number(text)


@pytest.mark.parametrize(
    "text", ["", "到会 86 人", "130123101205.2026.general.r1.p03", "2026-12-13 2026-12-14", "13800138000", "1" * 19]
)
def test_what_is_no_number_of_a_person_may_be_typed(text):
    assert not ids.holds_id_number(text)


def test_a_text_can_be_kept_without_the_number_in_it():
    assert ids.without_id_numbers(f"GET /v/{TEXTBOOK}") == "GET /v/***********"


def test_a_number_tells_county_birth_and_sex():
    assert ids.division_of(TEXTBOOK) == "110105"
    assert ids.birth_of(TEXTBOOK) == date(1949, 12, 31)
    assert ids.sex_of(TEXTBOOK) == "F"


def test_of_a_wrong_number_asking_for_the_birth_is_a_bug():
    with pytest.raises(AssertionError):
        ids.birth_of("110105194902310021")


def test_an_invented_number_is_valid_and_says_what_was_asked():
    number = ids.synthetic(date(1980, 2, 29), 7, division="140824")
    assert ids.is_valid(number)
    assert (ids.division_of(number), ids.birth_of(number), ids.sex_of(number)) == ("140824", date(1980, 2, 29), "M")


def test_there_are_999_invented_numbers_a_day():
    with pytest.raises(AssertionError):
        ids.synthetic(date(1980, 2, 29), 1000, division="140824")


@pytest.mark.parametrize(
    ("named", "parts"),
    [
        ("130123101205.2026.general", {}),
        ("130123101205.2026.general.chair.r2", {"contest": "chair", "round": 2}),
        ("130123101205.2026.general.r1.p03", {"round": 1, "place": 3}),
        ("130123101205.2026.general.vice_chair.r2.p12", {"contest": "vice_chair", "round": 2, "place": 12}),
    ],
)
def test_an_election_is_named_and_found_again(named, parts):
    assert ids.election_id("130123101205", 2026, "general", **parts) == named
    assert ids.parse_election_id(named) == ElectionId("130123101205", 2026, "general", **parts)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1301231012.2026.general",
        "130123101205.26.general",
        "130123101205.2026",
        "x",
        "130123101205.2026.general.r1.p１２",
        f"130123101205.2026.general.r{'9' * 5000}",
    ],
)
def test_what_is_no_id_names_nothing(text):
    assert ids.parse_election_id(text) is None


def test_an_id_that_could_not_be_read_back_is_a_bug():
    with pytest.raises(AssertionError):
        ids.election_id("柳树村", 2026, "general")
