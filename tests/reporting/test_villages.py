"""The list of villages: what the words in the address ask for, and the table that can be taken away."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable

import pytest
from django.test import Client

import cast
from cunxuan.formats.csv_out import as_text
from cunxuan.offices.actions import Place, add_divisions
from cunxuan.offices.models import Account, Division

Browser = Callable[..., Client]


@pytest.fixture
def county(signed_in: Browser, ren: Account) -> Client:
    return signed_in(ren)


@pytest.fixture
def some_stand_elsewhere(liushu: Division, taoyuan: Division, shiqiao: Division) -> None:
    """柳树村 is void, 桃园村 waits for the determination, 石桥村 is on its way; 柏庄村 has no audit."""
    cast.declared(liushu, "returned 60 · issued 70")
    cast.counted(taoyuan)
    cast.at_stage(shiqiao, "ballots_ready")


def page(client: Client, address: str = "/villages") -> str:
    response = client.get(address)
    assert response.status_code == 200, response
    return response.content.decode()


def listed(html: str) -> list[str]:
    return re.findall(r'<th scope="row" class="cx-cell-head"><a [^>]+>([^<]+)</a>', html)


@pytest.mark.usefixtures("some_stand_elsewhere")
def test_those_that_somebody_has_to_see_to_come_first(county: Client) -> None:
    assert listed(page(county)) == ["柳树村", "柏庄村", "桃园村", "石桥村"]


@pytest.mark.usefixtures("some_stand_elsewhere")
@pytest.mark.parametrize(
    ("words", "villages"),
    [
        ("township=360123202", ["柏庄村"]),
        ("state=void", ["柳树村"]),
        ("state=urgent", ["柳树村", "柏庄村", "桃园村"]),
        ("state=in-progress", ["石桥村"]),
        ("stage=10", ["柳树村", "石桥村"]),
        ("stage=13", []),
        ("state=urgent&stage=11", ["桃园村"]),
        ("q=桃园", ["桃园村"]),
        ("q=tyc", ["桃园村"]),
        ("q=柳林镇&state=urgent", ["柳树村", "桃园村"]),
        ("sort=code", ["柳树村", "桃园村", "石桥村", "柏庄村"]),
        ("sort=progress", ["柏庄村", "柳树村", "石桥村", "桃园村"]),
        ("sort=turnout", ["柳树村", "桃园村", "石桥村", "柏庄村"]),
        ("state=unheard-of&stage=99&sort=weight", ["柳树村", "柏庄村", "桃园村", "石桥村"]),
    ],
)
def test_the_words_of_the_address_choose(county: Client, words: str, villages: list[str]) -> None:
    assert listed(page(county, f"/villages?{words}")) == villages


def test_a_filter_keeps_the_others(county: Client, qinghe: Division) -> None:
    found = page(county, "/villages?state=blocked&q=村&page=2")

    address = re.findall(r'href="(\?[^"]*township=360123202[^"]*)"', found)[0]
    assert "state=blocked" in address and "q=" in address and "page=" not in address


@pytest.mark.usefixtures("some_stand_elsewhere")
def test_a_row_says_why_and_with_which_article(county: Client) -> None:
    found = page(county, "/villages?state=void")

    assert "登记 120 人，参加投票 60 人，未过半数，须重新选举。" in found
    assert "组织法第十八条" in found
    assert "50.00%" in found


def test_nothing_found_says_what_to_do(county: Client, qinghe: Division) -> None:
    assert "没有这样的村。" in page(county, "/villages?q=不存在")


def test_fifty_to_a_page(county: Client, qinghe: Division) -> None:
    places = (Place(f"360123202{n}", f"第{n}村", cast.SHIMEN, "石门乡", cast.COUNTY, "清河县") for n in range(300, 380))
    add_divisions(places, by="ren", at=cast.AT)

    first, second = page(county, "/villages?sort=code"), page(county, "/villages?sort=code&page=2")

    assert len(listed(first)) == 50
    assert len(listed(second)) == 34
    assert "84 村" in first


def test_a_township_lists_its_own_villages_only(signed_in: Browser, he: Account, liushu: Division) -> None:
    client = signed_in(he)

    assert listed(page(client)) == ["柏庄村"]
    assert listed(page(client, "/villages?township=360123101")) == []
    assert "柳林镇" not in page(client)


# The table


@pytest.mark.usefixtures("some_stand_elsewhere")
def test_the_table_holds_every_village_that_was_asked_for(county: Client) -> None:
    response = county.get("/villages?state=urgent&format=csv")

    text = response.content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert response["Content-Disposition"] == 'attachment; filename="villages-2026-12-16.csv"'
    assert [(row["村"], row["状态"], row["参选率（%）"]) for row in rows] == [
        ("柳树村", "无效", "50.00"),
        ("柏庄村", "受阻", ""),
        ("桃园村", "待核对", ""),
    ]


@pytest.mark.parametrize("cell", ["=1+1", "+8613800000000", "-1", "@SUM(A1)", "\t=1", "＝1+1", "＠x"])
def test_no_cell_of_the_table_is_a_formula(cell: str) -> None:
    assert as_text(cell) == f"'{cell}"


def test_an_ordinary_cell_stays_as_it_is() -> None:
    assert [as_text(cell) for cell in ("柳树村", "84.62", "")] == ["柳树村", "84.62", ""]


def test_a_village_that_is_called_like_a_formula_is_text_in_the_table(county: Client, liushu: Division) -> None:
    Division.objects.filter(pk=liushu.pk).update(name='=HYPERLINK("x")村')

    assert "'=HYPERLINK" in county.get("/villages?format=csv").content.decode()
