"""What holds for every list whatever stands in it: no row is lost, no ID number is shown, nothing happens unasked."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

import cast
from cunxuan.core.errors import BadInput
from cunxuan.core.ids import birth_of, sex_of, synthetic
from cunxuan.formats.residents import KINDS, Listed, Listing, read_book
from cunxuan.formats.residents.listing import book_as_it_comes
from cunxuan.formats.workbooks import Sheet
from formats.dirty import COLUMNS, DIRTS, OTHER_NAMES, POLLING_DAY

BIRTHS = (date(1953, 2, 3), date(1980, 2, 3), date(2008, 12, 17))
IDS = [synthetic(born, sequence, division=cast.COUNTY) for born in BIRTHS for sequence in range(1, 6)]
TEXTS = (
    *IDS,
    *(
        "段玉成",
        "段　玉成",
        "卫小满（曾用名卫二）",
        "男",
        "女",
        "是",
        "否",
        "√",
        "3",
        "三组",
        "第2村民小组",
        "27",
        "户主",
        "汉族",
    ),
    *(
        "合计",
        "小计",
        "制表人：任晓红",
        "在外打工",
        "已故",
        "户口已迁出",
        "1980.5.3",
        "80年5月",
        "1980-05-03",
        "1.40824E+17",
    ),
    *(
        "13800000000",
        "'",
        "　",
        "\xa0",
        "\u200b",
        "?",
        "\ue000",
        "𬭎",
        "姓名",
        "身份证号",
        "要改正的地方",
        "x",
        "-",
        "=A1",
    ),
    *(cast.LIUSHU, cast.TAOYUAN, "130123900110001"),
)
CELLS = st.one_of(
    st.sampled_from(TEXTS),
    st.sampled_from(("", None)),
    st.text(max_size=20),
    st.integers(-5, 10**18),
    st.floats(allow_nan=True),
    st.booleans(),
    st.dates(date(1890, 1, 1), date(2030, 1, 1)),
    st.datetimes(datetime(1890, 1, 1), datetime(2030, 1, 1)),  # noqa: DTZ001
    st.timedeltas(timedelta(0), timedelta(3)),
)
ORDERS = st.permutations(list(COLUMNS)).flatmap(lambda names: st.integers(2, 13).map(lambda width: names[:width]))


@st.composite
def lines(draw, order) -> list[object]:
    """Mostly a right one, with a few cells of anything."""
    number = draw(st.sampled_from(IDS))
    right = {
        "village": cast.LIUSHU,
        "household_no": draw(st.integers(1, 3)),
        "name": draw(st.sampled_from(("段玉成", "卫小满", "阿依古丽·买买提"))),
        "relation": draw(st.sampled_from(("户主", "妻"))),
        "sex": "男" if sex_of(number) == "M" else "女",
        "nation": "汉族",
        "birth_on": birth_of(number),
        "id_number": number,
        "group_no": draw(st.integers(1, 3)),
        "hukou_here": "是",
        "lives_here": "否",
    }
    cells = [right.get(column, "") for column in order]
    for at in draw(st.lists(st.integers(0, len(order) - 1), max_size=3)):
        cells[at] = draw(CELLS)
    return cells


ANY_ROW = st.lists(CELLS, max_size=15)
SMALL = st.integers(1, 12)
RANGES = st.tuples(SMALL, SMALL, SMALL, SMALL).map(lambda r: (min(r[0], r[2]), r[1], max(r[0], r[2]), r[1] + r[3]))
PLACES = st.sets(st.tuples(SMALL, SMALL), max_size=4)


@st.composite
def sheets(draw) -> Sheet:
    order = draw(st.one_of(ORDERS, st.just(list(COLUMNS))))
    names = draw(st.sampled_from((COLUMNS, COLUMNS | OTHER_NAMES)))
    titles = draw(st.lists(st.lists(CELLS, max_size=2), max_size=3))
    rows = draw(st.lists(st.one_of(lines(order), lines(order), ANY_ROW), max_size=8))
    if draw(st.integers(0, 9)):
        rows = [*titles, [names[column] for column in order], *rows]
    return Sheet(
        draw(st.sampled_from(["一组", "第3村民小组", "名册", "Sheet1"])),
        rows,
        len(rows),
        draw(st.integers(0, 2)),
        draw(st.booleans()),
        draw(st.booleans()),
        tuple(draw(st.lists(RANGES, max_size=3))),
        frozenset(draw(st.sets(SMALL, max_size=3))),
        frozenset(draw(st.sets(SMALL, max_size=2))),
        draw(st.booleans()),
        frozenset(draw(PLACES)),
        frozenset(draw(PLACES)),
        dict.fromkeys(draw(PLACES), draw(st.sampled_from(["FF0000", "FFFF00", "无"]))),
    )


BOOKS = st.lists(sheets(), min_size=1, max_size=3)


def read(book: list[Sheet], accepted=frozenset()) -> Listing | None:
    try:
        return read_book("名册.xlsx", book, cast.LIUSHU, accepted=accepted, polling_day=POLLING_DAY)
    except BadInput:
        return None


@settings(max_examples=100)
@given(BOOKS)
def test_every_row_is_a_person_or_rejected_or_no_data(book):
    listing = read(book)
    if listing is None:
        return
    assert listing.rows == len(listing.people) + listing.rejected + listing.not_data
    assert listing.rejected >= 0
    held = {problem.at.number for problem in listing.problems if not problem.note}
    assert listing.rejected == 0 or held, "a row is rejected for a reason that somebody can read"
    assert len({(person.at.number, person.row) for person in listing.people}) == len(listing.people)
    numbers = [person.id_number for person in listing.people if person.id_number]
    assert len(set(numbers)) == len(numbers)


@settings(max_examples=100)
@given(BOOKS)
def test_no_problem_shows_an_id_number(book):
    listing = read(book)
    for problem in listing.problems if listing else ():
        for text in (problem.value, problem.text, problem.en, problem.suggestion):
            assert not any(number[6:] in text for number in IDS), problem
            assert not re.search(r"[0-9]{13}", text), problem


@settings(max_examples=100)
@given(BOOKS)
def test_agreed_repairs_are_done_and_no_others(book):
    before = read(book)
    if before is None:
        return
    agreed = frozenset(problem.key for problem in before.repairs)
    after = read(book, agreed)
    assert not agreed & {problem.key for problem in after.problems}
    assert len(after.people) + after.not_data >= len(before.people) + before.not_data - len(doubles(after))
    assert {problem.key for problem in after.applied} <= agreed
    assert after.rows == before.rows


def doubles(listing: Listing) -> list[str]:
    return [problem.cell for problem in listing.problems if problem.kind in ("id_twice", "id_in_other_village")]


@settings(max_examples=50)
@given(BOOKS)
def test_the_same_list_is_read_the_same(book):
    first, second = read(book), read(book)
    assert first == second


@settings(max_examples=100)
@given(BOOKS)
def test_the_quick_way_and_the_slow_one_come_to_the_same(book):
    """A hidden row is always read the slow way."""
    slowly = [replace(sheet, hidden_rows=frozenset(range(1, 40))) for sheet in book]
    quick, slow = (read([replace(sheet, hidden_rows=frozenset()) for sheet in book]), read(slowly))
    if quick is None or slow is None:
        assert quick is slow
        return
    assert quick.people == slow.people
    assert (quick.rows, quick.not_data, quick.elsewhere) == (slow.rows, slow.not_data, slow.elsewhere)
    assert list(quick.problems) == [problem for problem in slow.problems if problem.kind != "hidden_row"]


@settings(max_examples=200)
@given(BOOKS)
def test_people_who_are_taken_while_the_file_is_read_are_those_of_the_whole_file(book):
    whole = read(book)
    try:
        _, people, rest = book_as_it_comes("名册.xlsx", book, cast.LIUSHU, polling_day=POLLING_DAY)
        taken = list(people)
    except BadInput:
        assert whole is None
        return
    assert whole is not None
    assert sorted(taken, key=place) == list(whole.people)
    assert replace(rest(), people=whole.people) == whole


def place(person: Listed) -> tuple[int, int]:
    return person.at.number, person.row


# The table of kinds


def test_every_kind_has_a_number_a_weight_and_whole_sentences_in_both_languages():
    for name, kind in KINDS.items():
        assert name == kind.name
        assert re.fullmatch("[a-z0-9_]{2,40}", name)
        assert kind.dirt in DIRTS
        assert kind.zh.endswith(("。", "{answer}"))
        assert kind.en.endswith((".", "{answer_en}"))
        assert set(re.findall(r"{(\w+)}", kind.zh)) == {
            word.removesuffix("_en") for word in re.findall(r"{(\w+)}", kind.en)
        }, name
