"""Finding a village by what a clerk would type."""

import re

import pytest

import cast
from cunxuan.offices.actions import Place, add_divisions
from cunxuan.offices.models import Division
from cunxuan.offices.queries import matching_villages

pytestmark = [pytest.mark.django_db, pytest.mark.urls("troubled_urls")]


def found(account, wanted: str) -> list[str]:
    return [village.name for village in matching_villages(account, wanted)]


@pytest.mark.parametrize(
    "wanted", ["柳树", "柳树村", "树", "lsc", "ls", "LS", "ｌｓ", " l s ", cast.LIUSHU, "３６０１２３１０１２０１"]
)
def test_a_village_is_found_by_name_initials_and_code(ren, wanted):
    assert found(ren, wanted) == ["柳树村"]


def test_a_townships_name_finds_its_villages(ren):
    assert found(ren, "石门") == ["柏庄村"]


def test_nothing_typed_finds_nothing(ren):
    assert found(ren, " ") == []


@pytest.mark.parametrize("wanted", ["%", "_", "'", "*"])
def test_a_sign_is_only_a_sign(ren, wanted):
    assert found(ren, wanted) == []


def test_names_that_begin_with_what_was_typed_come_first(ren):
    add_divisions(
        [Place("360123101101", "北桃园村", cast.LIULIN, "柳林镇", cast.COUNTY, "清河县")], by="ren", at=cast.AT
    )
    assert found(ren, "桃园") == ["桃园村", "北桃园村"]


def test_a_surname_sounds_as_a_surname(ren):
    add_divisions([Place("360123101301", "翟东村", cast.LIULIN, "柳林镇", cast.COUNTY, "清河县")], by="ren", at=cast.AT)
    assert found(ren, "zd") == ["翟东村"]


def test_villages_of_another_township_do_not_exist(an):
    assert found(an, "柏庄") == []
    assert found(an, "村") == ["柳树村", "桃园村", "石桥村"]


def test_the_only_village_found_opens_at_once(signed_in, ren):
    assert signed_in(ren).get("/search?q=lsc").headers["Location"] == f"/village/{cast.LIUSHU}"


def test_several_are_listed_with_their_township(signed_in, ren):
    page = signed_in(ren).get("/search?q=村").text
    assert "：4 村" in page
    assert re.search(rf'href="/village/{cast.BOZHUANG}">柏庄村</a></td>\s*<td[^>]*>石门乡', page)


def test_what_is_not_found_says_how_to_write_it(signed_in, ren):
    assert "没有找到“没有的村”。可以写村名、拼音首字母" in signed_in(ren).get("/search?q=没有的村").text


def test_while_typing_only_the_first_ten_are_shown(signed_in, ren):
    places = [
        Place(f"3601231014{number:02}", f"新{number}庄", cast.LIULIN, "柳林镇", cast.COUNTY, "清河县")
        for number in range(1, 13)
    ]
    add_divisions(places, by="ren", at=cast.AT)
    part = signed_in(ren).get("/search?q=新", headers={"hx-request": "true"}).text
    assert part.count('href="/village/') == 10
    assert "还有 2 村" in part
    assert "<html" not in part


def test_what_was_typed_is_only_text_on_the_page(signed_in, ren):
    page = signed_in(ren).get("/search", {"q": "<script>alert(1)</script>"}).text
    assert "<script>alert" not in page


def test_a_long_list_has_pages_that_keep_the_words(signed_in, ren):
    Division.objects.bulk_create(
        Division(code=f"3601231015{number}", name=f"长{number}庄", level="village", parent_id=cast.LIULIN)
        for number in range(10, 70)
    )
    browser = signed_in(ren)
    page = browser.get("/search?q=长").text
    assert page.count('href="/village/') == 50
    assert 'href="?q=%E9%95%BF&amp;page=2"' in page
    assert browser.get("/search?q=长&page=2").text.count('href="/village/') == 10
