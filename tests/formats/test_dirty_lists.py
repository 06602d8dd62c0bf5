"""Each of the 32 kinds of dirt is found at its cell, alone and with every other; no row is lost on the way."""

from __future__ import annotations

import pytest

from cunxuan.core.errors import BadInput
from cunxuan.formats.residents import Listing, read_residents
from formats.dirty import DIRTS, NOT_IN_A_CSV, POLLING_DAY, dirty, pairs


def found_in(listing: Listing) -> list[tuple[str, str, str]]:
    return sorted((problem.sheet, problem.cell, problem.kind) for problem in listing.problems)


def check(folder, names: tuple[str, ...]) -> Listing | None:
    book, expected = dirty(*names)
    file = book.write(folder)
    if expected.refused:
        with pytest.raises(BadInput):
            read_residents(file)
        return None
    listing = read_residents(file, polling_day=POLLING_DAY)
    assert found_in(listing) == expected.cells()
    assert listing.rows == sum(len(sheet.lines) for sheet in book.sheets)
    assert (listing.not_data, listing.rejected) == (expected.not_data, expected.rejected)
    return listing


def possible(*names: str) -> bool:
    """A CSV can hold no formula, and a file that is cut off is no CSV."""
    return "D25" not in names or not ({*NOT_IN_A_CSV, "D31"} & {*names})


@pytest.mark.parametrize("name", DIRTS)
def test_dirt_is_found_at_its_cell(tmp_path, name):
    check(tmp_path, (name,))


@pytest.mark.parametrize("first", sorted(DIRTS))
def test_dirt_is_found_at_its_cell_beside_every_other(tmp_path, first):
    tried = [pair for pair in pairs() if pair[0] == first and possible(*pair)]
    for pair in tried:
        check(tmp_path, pair)


def test_four_pairs_cannot_be_in_one_file():
    everything = list(pairs())
    assert (len(everything), sum(not possible(*pair) for pair in everything)) == (496, 4)


def test_all_of_it_in_one_workbook(tmp_path):
    check(tmp_path, tuple(name for name in DIRTS if name not in ("D25", "D31")))
