"""The preparation of a county as its officials see it: part by part, what is missing, and what would block the call."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import cast
from cunxuan.elections.actions import open_general_election
from cunxuan.offices.actions import Place, add_divisions
from cunxuan.offices.models import Account, Division
from cunxuan.preparation.audit_actions import open_gate
from cunxuan.reporting.preparation import planned_day, prepared
from cunxuan.reporting.preparation_parts import SOURCES
from preparation.visiting import decided

Browser = Callable[..., Client]
BEFORE, AFTER = date(2026, 10, 20), date(2026, 10, 26)
OF_LIUSHU = f"/v/{cast.LIUSHU}/preparation"


@pytest.fixture
def before(qinghe: Division, settings: Any) -> date:
    """Eight weeks before the planned polling day: the law leaves every day it needs."""
    settings.TODAY = BEFORE.isoformat()
    return BEFORE


def page(client: Client, address: str = "/preparation") -> str:
    response = client.get(address)
    assert response.status_code == 200, response
    return response.content.decode()


def text(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def listed(client: Client, asked: str) -> list[str]:
    """The villages of the list, in its order."""
    return re.findall(
        r'<th scope="row"[^>]*><a href="/v/\d+/preparation">([^<]+)</a>', page(client, f"/preparation?{asked}")
    )


def signed(village: Division) -> None:
    """Audit, evaluation, both published, and the township's signature."""
    cast.audit_and_evaluate(village.elections.get(), "audit_evaluation")


def of(village: Division, account: Account, today: date = BEFORE) -> Any:
    (one,) = prepared(Division.objects.filter(pk=village.pk), account, today)
    return one


# The dry run


def test_a_village_without_audit_is_blocked_with_the_article_and_the_page(before, liushu, ren):
    audit = next(one for one in of(liushu, ren).stops if one.key == "audit")
    assert "审计" in audit.zh
    assert audit.basis.endswith("第四十条")
    assert audit.url.startswith(f"/v/{liushu.pk}/")


def test_two_first_and_one_after_done_nothing_blocks_any_more(before, liushu, ren):
    signed(liushu)
    assert of(liushu, ren, AFTER).stops == ()


def test_before_the_township_has_signed_that_is_all_that_blocks(before, liushu, ren):
    cast.evaluated(liushu)
    assert ["签署" in one.zh for one in of(liushu, ren, AFTER).stops] == [True]


def test_a_gate_that_the_county_opened_waits_for_the_signature_alone_and_is_said_on_every_page(
    before, liushu, ren, signed_in
):
    open_gate(
        liushu,
        on=BEFORE,
        officer="任建国，副县长",
        reason="账册被水淹，县审计局已受理",
        basis="组织法第四十条",
        by="ren",
        at=cast.AT,
    )
    assert ["签署" in one.zh for one in of(liushu, ren).stops] == [True]
    assert "账册被水淹，县审计局已受理" in page(signed_in(ren), OF_LIUSHU)
    assert listed(signed_in(ren), "show=opened") == ["柳树村"]
    assert "cx-vr-opened" in page(signed_in(ren), "/")


def test_a_county_that_has_not_begun_blocks_every_village(new_qinghe):
    ren = cast.person("ren")
    liushu = Division.objects.get(pk=cast.LIUSHU)
    call = [one for one in of(liushu, ren).stops if one.key == "call"]
    assert [(one.zh, one.url) for one in call] == [("县里还没有开始换届，这个村还没有选举", "/begin")]


def test_a_planned_day_for_which_the_law_leaves_no_time_blocks_with_the_first_day_that_is_possible(liushu, ren):
    signed(liushu)
    (stop,) = (one for one in of(liushu, ren, cast.POLLING_DAY).stops if one.key == "call")
    earliest = planned_day(cast.COUNTY, cast.POLLING_DAY, cast.POLLING_DAY).earliest
    assert f"最早也只能在 {earliest.month} 月 {earliest.day} 日投票" in stop.zh
    assert stop.basis


def test_a_village_that_has_its_polling_day_is_not_asked_again(before, liushu, ren, signed_in):
    cast.at_stage(liushu, "election_day_fixed")
    one = of(liushu, ren, date(2026, 11, 10))
    assert (one.is_called, one.ahead) == (True, ())
    assert "如果今天确定选举日" not in page(signed_in(ren), OF_LIUSHU)


def test_what_blocks_comes_before_what_is_only_to_be_mended(before, liushu, ren):
    ahead = [one.blocks for one in of(liushu, ren).ahead]
    assert ahead == sorted(ahead, reverse=True)
    assert False in ahead


# The county's page


def test_the_county_sees_every_township_and_every_village(before, signed_in, ren):
    html = page(signed_in(ren))
    assert re.findall(r'cx-vr cx-prep-row[^"]*" href="/v/(\d+)/preparation"', html) == [
        cast.LIUSHU,
        cast.TAOYUAN,
        cast.SHIQIAO,
        cast.BOZHUANG,
    ]
    assert "4 村：已确定选举日 0，可以确定 0，受阻 4" in text(html)


def test_a_township_sees_its_own(before, signed_in, chen):
    html = page(signed_in(chen))
    assert cast.BOZHUANG not in html
    assert "3 村：" in text(html)


def test_a_square_says_more_than_its_colour_to_who_listens(before, signed_in, ren):
    row = re.search(r'aria-label="([^"]+)"[^>]*><span class="cx-vn">柳树', page(signed_in(ren)))
    assert row
    assert row[1].startswith("柳树村，")
    assert "审计评议" in row[1]
    assert row[1].endswith("不能确定选举日")


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("view=list", ["柳树村", "桃园村", "石桥村", "柏庄村"]),
        (f"township={cast.SHIMEN}&view=list", ["柏庄村"]),
        ("q=ty", ["桃园村"]),
        ("show=blocked&part=audit", ["桃园村", "石桥村", "柏庄村"]),
        ("show=free", ["柳树村"]),
        ("show=key", ["桃园村"]),
        ("show=called", []),
        ("sort=blocked", ["桃园村", "石桥村", "柏庄村", "柳树村"]),
        ("show=nonsense&part=nonsense&sort=nonsense", ["柳树村", "桃园村", "石桥村", "柏庄村"]),
    ],
)
def test_the_list_is_found_by_words_that_stay_in_the_address(
    before, settings, signed_in, ren, liushu, taoyuan, asked, found
):
    signed(liushu)
    decided(taoyuan)
    settings.TODAY = AFTER.isoformat()
    assert listed(signed_in(ren), asked) == found


def test_an_empty_list_says_what_to_do(before, signed_in, ren):
    assert "请少选一个条件" in page(signed_in(ren), "/preparation?show=called")


def test_the_list_is_a_file_for_a_spreadsheet(before, signed_in, ren):
    file = signed_in(ren).get("/preparation?format=csv")
    head, *rows = csv.reader(io.StringIO(file.content.decode().removeprefix("\ufeff")))
    assert head[:4] == ["代码", "村", "乡镇", "重点村"]
    assert head[4:-3] == [source.zh for source in SOURCES]
    assert rows[0][:3] == [cast.LIUSHU, "柳树村", "柳林镇"]
    assert "审计" in rows[0][-3]


def test_what_holds_the_villages_back_is_counted_part_by_part(before, settings, signed_in, ren, liushu):
    settings.TODAY = AFTER.isoformat()
    signed(liushu)
    shown = re.search(r'<section class="cx-sheet cx-prep-reasons".*?</section>', page(signed_in(ren)), re.DOTALL)
    assert shown
    assert "审计评议 3" in text(shown[0])


# One village


def test_the_page_of_a_village_has_every_part_with_what_is_missing_and_where_it_is_mended(before, signed_in, ren):
    html = page(signed_in(ren), OF_LIUSHU)
    for source in SOURCES:
        assert source.zh in html
    assert "还缺什么" in html
    assert f'href="/v/{cast.LIUSHU}/preparation/visits' in html


def test_a_committee_comes_to_its_own_village_and_is_not_told_what_is_said_at_doors(before, signed_in, ding, liushu):
    decided(liushu)
    browser = signed_in(ding)
    assert browser.get("/preparation").headers["Location"] == OF_LIUSHU
    html = page(browser, OF_LIUSHU)
    assert "重点村" not in html
    assert "走访摸底" not in html
    assert "审计评议" in html


def test_a_village_that_is_not_ones_own_does_not_exist(before, signed_in, ding, he):
    assert signed_in(ding).get(f"/v/{cast.TAOYUAN}/preparation").status_code == 404
    assert signed_in(he).get(OF_LIUSHU).status_code == 404


# The board


def test_the_board_marks_a_key_village_and_its_card_says_what_the_preparation_lacks(before, signed_in, ren, liushu):
    decided(liushu)
    browser = signed_in(ren)
    row = re.search(rf'<a class="cx-vr[^"]*" id="v{liushu.pk}"[^>]*>', page(browser, "/"))
    assert row
    assert "cx-vr-key" in row[0]
    assert "重点村" in row[0]
    card = text(page(browser, f"/v/{liushu.pk}/card"))
    assert "重点村" in card
    assert "准备还缺" in card
    assert "审计" in card


def test_the_card_of_a_village_that_was_called_says_nothing_of_the_preparation(
    before, settings, signed_in, ren, liushu
):
    cast.at_stage(liushu, "election_day_fixed")
    assert "准备还缺" not in page(signed_in(ren), f"/v/{liushu.pk}/card")


def test_the_list_of_villages_and_the_villages_page_show_the_pennant(before, signed_in, ren, liushu):
    decided(liushu)
    for address in ("/villages", f"/v/{liushu.pk}"):
        assert "#pennant" in page(signed_in(ren), address)


def test_a_committee_sees_no_pennant_on_its_own_page(before, signed_in, ding, liushu):
    decided(liushu)
    assert "#pennant" not in page(signed_in(ding), f"/v/{liushu.pk}")


def test_a_village_that_waits_for_its_audit_leads_from_the_board_to_its_preparation(signed_in, ren, liushu):
    assert f'href="/v/{liushu.pk}/preparation">看准备' in page(signed_in(ren), "/")


def test_the_board_counts_those_that_are_being_prepared_until_all_are_called(before, signed_in, ren, liushu):
    cast.at_stage(liushu, "election_day_fixed")
    assert "选举准备 3 村还没定选举日" in text(page(signed_in(ren), "/"))


# Cost


def test_four_villages_and_thirty_cost_the_same_queries(before, ren, django_assert_num_queries, qinghe):
    with CaptureQueriesContext(connection) as few:
        assert len(prepared(Division.objects.filter(pk=cast.LIUSHU), ren, BEFORE)) == 1
    more = [
        Place(f"360123202{number}", f"新{number}村", cast.SHIMEN, "石门乡", cast.COUNTY, "清河县")
        for number in range(300, 330)
    ]
    add_divisions(more, by="ren", at=cast.AT)
    new = Division.objects.filter(code__gte="360123202300")
    open_general_election(qinghe, new, year=2026, term_no=14, planned_on=cast.POLLING_DAY, by="ren", at=cast.AT)
    with django_assert_num_queries(len(few)):
        assert len(prepared(Division.objects.of(ren).villages(), ren, BEFORE)) == 34
