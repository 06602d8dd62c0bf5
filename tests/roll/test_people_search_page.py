"""The page on which one finds people, and the bar's search: as one types, and nothing that was typed in an address."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

import cast
from cunxuan.core.ids import IN_A_TEXT, synthetic
from cunxuan.offices.models import Account, Division
from cunxuan.roll.actions import NewResident, add_residents
from village_pages import words

pytestmark = pytest.mark.django_db
SignedIn = Callable[..., Client]
NUMBER = synthetic(date(1981, 3, 4), 7, division=cast.COUNTY)
HTMX = {"HX-Request": "true"}


@pytest.fixture
def zhang(liushu: Division) -> NewResident:
    someone = NewResident("张玉梅", "F", date(1981, 3, 4), NUMBER, 3, 17, True, True)
    add_residents(liushu, [someone], by="ding", at=cast.AT)
    return someone


def test_the_empty_page_says_what_to_type(ren: Account, signed_in: SignedIn) -> None:
    assert "张三：zs" in signed_in(ren).get("/people").text


@pytest.mark.parametrize("typed", ["张", "zym", NUMBER[-4:], "柳树 3组 张"])
def test_a_person_is_shown_with_village_group_and_a_masked_number(
    zhang: NewResident, ren: Account, signed_in: SignedIn, typed: str
) -> None:
    page = signed_in(ren).post("/people", {"q": typed})
    assert "张玉梅 女 1981-03-04 柳树村 柳林镇 3 组 17 户 3601***********" in words(page.text)
    assert f"/v/{cast.LIUSHU}/roll/people/" in page.text
    assert not IN_A_TEXT.search(page.text)


def test_while_typing_only_the_list_comes_back(zhang: NewResident, ren: Account, signed_in: SignedIn) -> None:
    part = signed_in(ren).post("/people", {"q": "zy"}, headers=HTMX)
    assert "张玉梅" in part.text and "<html" not in part.text


def test_nobody_found_says_how_to_write(zhang: NewResident, ren: Account, signed_in: SignedIn) -> None:
    assert "没有找到“玉梅”。姓名从第一个字写起" in signed_in(ren).post("/people", {"q": "玉梅"}).text


def test_what_stands_in_an_address_is_not_looked_for(zhang: NewResident, ren: Account, signed_in: SignedIn) -> None:
    """A name stays out of histories: a link with a name in it finds nobody."""
    assert "张玉梅" not in signed_in(ren).get("/people?q=张").text


@pytest.mark.parametrize("page", ["/people", "/search"])
def test_a_whole_id_number_is_neither_looked_for_nor_written_back(
    zhang: NewResident, ren: Account, signed_in: SignedIn, page: str
) -> None:
    for headers in ({}, HTMX):
        answer = signed_in(ren).post(page, {"q": NUMBER}, headers=headers)
        assert "写末四位就能找到" in answer.text
        assert NUMBER not in answer.text and "张玉梅" not in answer.text


def test_people_have_their_page_at_their_own_place_only(
    zhang: NewResident, ding: Account, chen: Account, he: Account, an: Account, signed_in: SignedIn
) -> None:
    for somebody in (ding, chen):
        assert "张玉梅" in signed_in(somebody).post("/people", {"q": "张"}).text
    assert signed_in(an).post("/people", {"q": "张"}).status_code == 403


def test_the_bar_finds_people_under_the_villages(zhang: NewResident, ren: Account, signed_in: SignedIn) -> None:
    part = signed_in(ren).post("/search", {"q": "zym"}, headers=HTMX)
    assert "张玉梅 柳树村 3 组" in words(part.text)
    assert "没有找到" not in part.text


def test_the_bar_of_a_clerk_finds_villages_only(zhang: NewResident, an: Account, signed_in: SignedIn) -> None:
    part = signed_in(an).post("/search", {"q": "张"}, headers=HTMX)
    assert "张玉梅" not in part.text
    assert "没有找到“张”" in part.text


def test_a_village_of_several_found_stays_a_page_with_an_address(
    qinghe: Division, ren: Account, signed_in: SignedIn
) -> None:
    Division.objects.bulk_create(
        Division(code=f"3601231015{number}", name=f"长{number}庄", level="village", parent_id=cast.LIULIN)
        for number in range(10, 70)
    )
    answer = signed_in(ren).post("/search", {"q": "长"})
    assert answer.headers["Location"] == "/search?q=%E9%95%BF"
