"""What no page, paper or database could take is refused before a view reads it; whatever people write goes through."""

from __future__ import annotations

import pytest
from django.test import Client

from cunxuan.web.middleware import is_unreadable

ADDRESS = "/login?next=/"


@pytest.mark.parametrize(
    "text", ["\0", "段\x00玉成", "\x1b[2J", "\x0b", "\x7f", "\x85", "\ud800", "\ufffe", "\U0010ffff"]
)
def test_a_character_that_is_none_is_seen(text: str) -> None:
    assert is_unreadable(text)


@pytest.mark.parametrize(
    "text", ["", "段玉成", "一行\r\n二行\t三", "𠮷野家", "葛󠄀城", "O’Hara · 买买提·吐尔逊", "１２０", "👍"]
)
def test_what_people_write_goes_through(text: str) -> None:
    assert not is_unreadable(text)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["username", "nobody-asked-for-this"])
def test_in_a_form_it_is_refused_with_one_sentence(name: str) -> None:
    answer = Client().post(ADDRESS, {name: "an\0"})
    assert answer.status_code == 400
    assert "填的内容里有看不见的控制字符，没有存。请不要粘贴，重新打一遍。" in answer.text


@pytest.mark.django_db
def test_and_so_it_is_in_an_address() -> None:
    assert Client().get("/papers?code=%00").status_code == 400
    assert Client().get("/papers/%00").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize("length", [str(64 * 1024 * 1024 + 1), "9" * 30])
def test_a_request_that_is_too_large_is_refused_before_it_is_read(length: str) -> None:
    """The body announced here never comes: who waits for it waits in vain."""
    answer = Client().post(ADDRESS, CONTENT_LENGTH=length)
    assert answer.status_code == 400
    assert "一次送来的内容超过 64 MB，没有存。" in answer.text


@pytest.mark.django_db
@pytest.mark.parametrize("length", ["", "x", "-1", "1" * 5000, "１２"])
def test_a_length_that_is_no_number_is_no_body(length: str) -> None:
    assert Client().get("/login", CONTENT_LENGTH=length).status_code == 200
