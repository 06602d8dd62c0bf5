"""柳树村's sheet on the evening of polling day, and the browsers of those who deal with it."""

import pytest

import cast


@pytest.fixture
def sheet(liushu):
    """Closed and not entered yet. Its squares: 1-6 the roll, 7-8 boxes, 9-11 returned, 12-15 chair, 16-19, 20-25."""
    return cast.sheet_of(liushu)


@pytest.fixture
def an_types(an, signed_in):
    return signed_in(an)


@pytest.fixture
def bai_types(bai, signed_in):
    return signed_in(bai)


@pytest.fixture
def chen_reads(chen, signed_in):
    return signed_in(chen)
