"""Under which name a list goes back: never that of the file that came."""

from __future__ import annotations

import pytest

from cunxuan.formats.listings import returned_name


@pytest.mark.parametrize(
    ("came", "goes"),
    [
        ("名册.xls", "名册-待改正.xlsx"),
        ("名册-待改正.xlsx", "名册-待改正2.xlsx"),
        ("名册-待改正2.xlsx", "名册-待改正3.xlsx"),
        ("名册-待改正版.csv", "名册-待改正版-待改正.xlsx"),
        ("-待改正.xlsx", "-待改正-待改正.xlsx"),
    ],
)
def test_the_name_says_that_it_is_to_be_corrected(came, goes):
    assert returned_name(came) == goes
