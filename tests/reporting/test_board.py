"""The county board, as an official of the county, of a township and of a village sees it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import cast
from cunxuan.counting.models import CountSheet
from cunxuan.counting.result_actions import open_next_round
from cunxuan.elections.actions import open_general_election
from cunxuan.offices.actions import Place, add_divisions
from cunxuan.offices.models import Account, Division, DutyKind, Level, Role
from duties import in_charge

Browser = Callable[..., Client]
DAY = cast.POLLING_DAY


def page(client: Client, address: str = "/") -> str:
    response = client.get(address)
    assert response.status_code == 200, response
    return response.content.decode()


def text(html: str) -> str:
    """What stands on the page, without its markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def row(html: str, village: Division) -> str:
    found = re.search(rf'<a class="cx-vr[^"]*" id="v{village.code}".*?</a>', html)
    assert found, village
    return found[0]


def matters(html: str) -> list[str]:
    """The villages of the list beside the board, in its order."""
    return re.findall(r'<p class="cx-matter-head"><a [^>]+>([^<]+)</a>', html)


@pytest.fixture
def county(signed_in: Browser, ren: Account) -> Client:
    return signed_in(ren)


# Figures


def test_the_figures_say_how_far_the_county_has_come(county: Client, liushu: Division, taoyuan: Division) -> None:
    cast.declared(liushu, "returned 100 · issued 108")
    cast.at_stage(taoyuan, "ballots_ready")

    said = text(page(county))

    assert "已选出村委会 1 / 4 村" in said
    assert "今日投票 2 村 · 已关箱 1" in said
    assert "党支部换届 2 / 4 村" in said
    assert "参选率（已计票 1 村） 83.33 %" in said


def test_the_turnout_of_the_county_is_reckoned_over_people_not_over_villages(
    county: Client, liushu: Division, shiqiao: Division
) -> None:
    cast.declared(liushu, "returned 108")
    cast.declared(shiqiao, "returned 84", "returned 42", "returned 42")

    assert "76.67 %" in text(page(county))  # 276 of 360, not the mean of 90 and 70


def test_a_turnout_below_half_is_a_cross_before_the_line(county: Client, liushu: Division, shiqiao: Division) -> None:
    cast.declared(liushu, "returned 59 · issued 70")
    assert "cx-dots-short" in page(county)
    assert "cx-dots-villages" not in page(county)

    cast.declared(shiqiao)
    assert "cx-dots-villages" in page(county)


def test_a_county_without_villages_says_what_to_do(signed_in: Browser, qinghe: Division) -> None:
    elsewhere = Division.objects.create(code="360124", name="远山县", level=Level.COUNTY, initials="ysx")
    cao = Account.objects.create(username="cao", name="曹", role=Role.COUNTY, division=elsewhere)

    assert "cunxuan import villages" in page(signed_in(cao))


# Rows


def test_a_row_has_the_name_without_its_last_character_and_says_the_state(county: Client, liushu: Division) -> None:
    cast.declared(liushu, "returned 60 · issued 70")

    found = row(page(county), liushu)

    assert '<span class="cx-vn">柳树</span>' in found
    assert 'aria-label="柳树村，第 10 步 投票，无效"' in found
    assert f'href="/v/{liushu.code}"' in found
    assert "signs.svg#void" in found


def test_a_village_in_which_all_goes_well_has_no_sign(county: Client, liushu: Division) -> None:
    cast.at_stage(liushu, "proxies_published")
    cast.at_stage(liushu, "ballots_ready")

    assert "signs.svg" not in row(page(county), liushu)


def queries_of(client: Client, address: str = "/") -> int:
    with CaptureQueriesContext(connection) as captured:
        page(client, address)
        return len(captured)


def squares(html: str, village: Division) -> list[str]:
    return re.findall(r'class="cx-prep-(\w+)"', row(html, village))


def test_a_village_whose_day_is_not_fixed_shows_its_preparation_and_says_what_is_lacking(
    county: Client, liushu: Division, taoyuan: Division
) -> None:
    cast.at_stage(taoyuan, "election_day_fixed")
    html = page(county)

    assert squares(html, liushu) == ["none", "none", "none", "none", "none", "none", "done", "none"]
    assert "准备还缺：包联责任、走访摸底、重点村、审计评议、培训、宣传、党支部" in row(html, liushu)
    assert squares(html, taoyuan) == []
    assert "没有确定选举日的村，准备 1 包联责任 2 走访摸底" in text(html).replace("1包", "1 包").replace("2走", "2 走")


def test_what_was_done_since_the_board_was_last_asked_is_on_it(county: Client, liushu: Division) -> None:
    page(county)
    cast.audit_and_evaluate(liushu.elections.get(), "audit_evaluation")
    assert squares(page(county), liushu)[3] == "done"

    in_charge(liushu, "cadre", "周建国")
    assert squares(page(county), liushu)[0] == "now"


def test_nothing_is_asked_anew_where_nothing_was_done(county: Client) -> None:
    first = queries_of(county)
    assert queries_of(county) < first - 10


def test_ordered_by_progress_the_less_prepared_come_first(
    county: Client, liushu: Division, taoyuan: Division, shiqiao: Division
) -> None:
    in_charge(liushu, "cadre", "周建国")
    cast.audit_and_evaluate(liushu.elections.get(), "audit_evaluation")
    cast.audit_and_evaluate(taoyuan.elections.get(), "audit_evaluation")
    html = page(county, "/?order=progress")
    assert html.index(f'id="v{shiqiao.code}"') < html.index(f'id="v{liushu.code}"')


def test_a_village_with_everything_done_is_one_thin_line(county: Client, liushu: Division) -> None:
    cast.at_stage(liushu, "archive_by")

    found = row(page(county), liushu)

    assert "cx-track-all" in found
    assert "cx-track-now" not in found


def test_a_track_has_as_many_blocks_as_steps_are_done(county: Client, liushu: Division) -> None:
    cast.at_stage(liushu, "ballots_ready")  # stage 10, the poll

    found = row(page(county), liushu)

    assert 'class="cx-track-done" d="M0 5h45"' in found
    assert 'class="cx-track-now" d="M45 ' in found


def test_what_is_written_into_the_page_is_escaped(county: Client, qinghe: Division) -> None:
    Division.objects.filter(code=cast.LIUSHU).update(name="<b>柳树</b>村")

    assert "<b>柳树</b>" not in page(county)


def test_villages_keep_the_order_of_their_codes(county: Client, liushu: Division, taoyuan: Division) -> None:
    cast.at_stage(liushu, "roll_frozen")

    rows = re.findall(r'id="v(\d{12})"', page(county))

    assert rows == [cast.LIUSHU, cast.TAOYUAN, cast.SHIQIAO, cast.BOZHUANG]


def test_by_progress_those_furthest_behind_come_first(county: Client, liushu: Division) -> None:
    cast.at_stage(liushu, "roll_frozen")

    rows = re.findall(r'id="v(\d{12})"', page(county, "/?order=progress"))

    assert rows == [cast.TAOYUAN, cast.SHIQIAO, cast.LIUSHU, cast.BOZHUANG]


def test_an_order_that_does_not_exist_is_that_of_the_codes(county: Client, qinghe: Division) -> None:
    assert re.findall(r'id="v(\d{12})"', page(county, "/?order=weight"))[0] == cast.LIUSHU


def villages(number: int) -> list[Place]:
    return [
        Place(f"360123202{number:03}", f"第{number}村", cast.SHIMEN, "石门乡", cast.COUNTY, "清河县")
        for number in range(300, 300 + number)
    ]


def test_a_township_of_more_than_forty_villages_takes_two_columns(county: Client, qinghe: Division) -> None:
    add_divisions(villages(40), by="ren", at=cast.AT)  # 41 with 柏庄村

    found = page(county)

    assert found.count("cx-town-more") == 1
    assert "石门乡（续）" in text(found)
    assert "第 22—41 村" in text(found)


def test_beyond_four_hundred_villages_a_township_is_one_row(county: Client, liushu: Division) -> None:
    add_divisions(villages(400), by="ren", at=cast.AT)
    cast.declared(liushu, "returned 60 · issued 70")

    found = page(county)

    assert "cx-towns" in found
    assert row(found, liushu)
    assert 'id="v360123202300"' not in found
    assert "柳林镇" in text(found) and "0 / 401" in text(found)


# The list beside it


def test_the_gravest_comes_first(county: Client, liushu: Division, taoyuan: Division, shiqiao: Division) -> None:
    cast.counted(taoyuan)
    cast.declared(shiqiao, "returned 50 · issued 55", "returned 20", "returned 10")
    cast.at_stage(liushu, "branch_elected")

    found = page(county)

    assert matters(found) == ["石桥村", "柏庄村", "桃园村"]  # void, no audit yet, to be determined
    assert "登记 240 人，参加投票 80 人，未过半数，须重新选举。" in text(found)


def test_a_sentence_leads_to_its_article(county: Client, liushu: Division) -> None:
    cast.declared(liushu, "returned 60 · issued 70")

    assert '<a class="cx-why" href="/law/CN@2026-01-01/turnout">组织法第十八条</a>' in page(county)


def test_what_does_not_fit_is_counted_by_state(county: Client, qinghe: Division) -> None:
    add_divisions(villages(30), by="ren", at=cast.AT)
    new = Division.objects.villages().filter(elections__isnull=True)
    open_general_election(qinghe, new, year=2026, term_no=14, planned_on=DAY, by="ren", at=cast.AT)

    found = page(county)

    listed = len(matters(found))
    assert f"还有 {34 - listed} 村：受阻 {34 - listed}" in text(found)  # where the window has room for so many
    assert "还有 33 村：受阻 33" in text(found)
    assert "要管的村 34" in text(found)


def test_nothing_wrong_is_a_statement(county: Client, qinghe: Division, settings: Any) -> None:
    settings.TODAY = "2026-10-20"

    assert "今天没有要管的村。" in text(page(county))


# Who sees what


def test_a_township_sees_its_own_villages_only(signed_in: Browser, he: Account, qinghe: Division) -> None:
    found = page(signed_in(he))

    assert "柏庄" in found
    assert "柳树" not in found and "柳林镇" not in found
    assert "/ 1 村" in text(found)


def test_a_townships_own_board_says_in_each_row_what_is_to_be_done(
    signed_in: Browser, chen: Account, liushu: Division, taoyuan: Division
) -> None:
    cast.declared(liushu, "returned 60 · issued 70")
    cast.at_stage(taoyuan, "ballots_ready")
    found = page(signed_in(chen))

    assert "登记 120 人，参加投票 60 人，未过半数，须重新选举。" in text(row(found, liushu))
    assert "投票选举" in text(row(found, taoyuan))


def test_the_countys_board_has_no_room_for_that(county: Client, liushu: Division) -> None:
    assert "cx-vs" not in page(county)


def test_an_election_committee_is_led_to_its_own_village(signed_in: Browser, ding: Account) -> None:
    response = signed_in(ding).get("/")

    assert (response.status_code, response["Location"]) == (302, f"/v/{cast.LIUSHU}")


def test_whoever_is_not_signed_in_is_asked_to(client: Client, qinghe: Division) -> None:
    assert client.get("/")["Location"].startswith("/login")
    assert client.get("/board/parts", headers={"HX-Request": "true"}).status_code == 401


# The part that is refreshed


def refresh_address(html: str) -> str:
    found = re.search(r'hx-get="(/board/parts[^"]*)"', html)
    assert found
    return found[1].replace("&amp;", "&")


def test_the_part_is_not_sent_again_while_nothing_changes(county: Client, liushu: Division) -> None:
    cast.at_stage(liushu, "polling")

    response = county.get(refresh_address(page(county)))

    assert response.status_code == 204
    assert re.fullmatch(r"\d\d:\d\d", response["Cx-Clock"])


def test_the_part_is_sent_as_soon_as_a_row_changes(county: Client, liushu: Division) -> None:
    cast.at_stage(liushu, "polling")
    address = refresh_address(page(county))
    CountSheet.objects.update(state="differs", differing=["returned"])

    response = county.get(address)

    assert response.status_code == 200
    assert response.content.decode().startswith('<div class="cx-board" id="cx-board"')
    assert "signs.svg#differs" in row(response.content.decode(), liushu)


def test_the_part_keeps_the_order_that_was_chosen(county: Client, qinghe: Division) -> None:
    assert "order=progress" in refresh_address(page(county, "/?order=progress"))


# What floats over a row


def test_the_card_says_why_what_next_and_who(county: Client, liushu: Division) -> None:
    cast.declared(liushu, "returned 60 · issued 70")
    in_charge(liushu, "薛志刚")
    in_charge(liushu, "卫红霞", kind=DutyKind.INSTRUCTOR)

    said = text(page(county, f"/v/{liushu.code}/card"))

    assert "柳树村" in said and "无效" in said
    assert "第 10 步" in said
    assert "未过半数，须重新选举。" in said
    assert "确定重新选举的日期" in said
    assert "薛志刚（镇）、卫红霞（县）" in said


def test_the_card_of_another_township_does_not_exist(signed_in: Browser, he: Account, liushu: Division) -> None:
    assert signed_in(he).get(f"/v/{liushu.code}/card").status_code == 404


# The wall, the other language, the cost


def test_the_wall_has_no_menu_and_tells_the_hour_of_its_figures(county: Client, qinghe: Division) -> None:
    found = page(county, "/wall")

    assert "cx-menu" not in found and "cx-orders" not in found
    assert re.search(r'<time id="cx-clock">\d\d:\d\d</time>', found)
    assert "wall=1" in refresh_address(found)


def test_the_board_speaks_english(county: Client, liushu: Division, chen: Account) -> None:
    short = cast.declared(liushu, "returned 100 · issued 108 · 段秀梅 80 · 李保全 70 · 贾永成 40 · 赵福生 40")
    open_next_round(short, kind="runoff", polling_on=DAY + timedelta(days=4), by=chen, at=cast.AT)
    county.cookies["django_language"] = "en"

    found = page(county)

    assert "1 member missing; runoff on 20 Dec." in text(found)
    assert "Runoff" in text(found)
    assert "Liulin 柳林镇" in text(found)


def test_three_villages_and_thirty_cost_the_same_queries(county: Client, liushu: Division, taoyuan: Division) -> None:
    cast.declared(liushu, "returned 60 · issued 70")
    cast.at_stage(taoyuan, "polling")
    page(county)
    few = queries_of(county)

    add_divisions(villages(30), by="ren", at=cast.AT)
    page(county)  # how the new ones are prepared is asked once

    assert queries_of(county) == few
