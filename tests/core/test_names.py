"""Two texts that look like one name are one name."""

import pytest

from cunxuan.core.names import plain_name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("段玉成", "段玉成"),
        (" 宁　涛 ", "宁涛"),
        ("段玉成\u200b", "段玉成"),
        ("\ufeff段\u2060玉\u00ad成\u202e", "段玉成"),
        ("买买提•吐尔逊", "买买提·吐尔逊"),
        ("买买提 ・ 吐尔逊", "买买提·吐尔逊"),
        ("John  Smith", "John Smith"),
        ("Andre\u0301", "André"),
        ("葛\U000e0100城", "葛\U000e0100城"),  # which of two shapes of a character is part of the name
        ("\u200b", ""),
    ],
)
def test_a_name_is_kept_as_it_is_seen(typed, name):
    assert plain_name(typed) == name
