"""Printing the count sheets of a vote: from then on their squares are fixed."""

from datetime import date

import pypdfium2
import pytest

import cast
from cunxuan.counting import result_actions as result
from cunxuan.counting.models import CountSheet
from village_pages import said_after, text_of

PAGE = f"/v/{cast.SHIQIAO}/rounds/1/print"


@pytest.fixture
def township(chen, signed_in):
    return signed_in(chen)


@pytest.fixture
def placed(shiqiao):
    first = cast.at_stage(shiqiao, "proxies_published").rounds.get()
    cast.set_up_places(first, cast.PLACES[cast.SHIQIAO], by="ding", at=cast.AT)
    return first


def test_it_asks_once_names_the_places_and_keeps_the_keyboard_on_the_harmless_choice(placed, township):
    answer = township.get(PAGE)
    assert "石桥村设 3 个投票点，一点一张计票单。" in text_of(answer)
    assert "autofocus>先不印制</a>" in answer.content.decode()


def test_one_sheet_for_each_place(placed, township):
    answer = township.post(PAGE, {"on": "2026-12-15"})
    assert said_after(township, answer) == "已印制计票单 3 张。"
    assert CountSheet.objects.of_round(placed).count() == 3
    assert placed.election.__class__.objects.get(pk=placed.election_id).done["ballots_ready"] == "2026-12-15"


def test_the_blank_sheets_of_a_vote_come_in_one_file(placed, township, an, signed_in):
    township.post(PAGE, {"on": "2026-12-15"})
    answer = signed_in(an).get(f"/v/{cast.SHIQIAO}/rounds/1/sheets.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    file = pypdfium2.PdfDocument(answer.content)
    first = file[0].get_textpage().get_text_range()
    assert "石桥村" in first
    assert "中心会场" in first
    assert len(file) >= 3
    assert f"/v/{cast.SHIQIAO}/rounds/1/sheets.pdf" in township.get(f"/v/{cast.SHIQIAO}").content.decode()


def test_before_they_are_printed_there_is_no_file(placed, township):
    assert township.get(f"/v/{cast.SHIQIAO}/rounds/1/sheets.pdf").status_code == 404


def test_without_places_they_are_set_up_first(shiqiao, township):
    cast.at_stage(shiqiao, "proxies_published")
    assert township.get(PAGE).headers["Location"] == f"/v/{cast.SHIQIAO}/rounds/1/places/new"


def test_they_are_printed_once(placed, township):
    township.post(PAGE, {"on": "2026-12-15"})
    assert township.get(PAGE).status_code == 409
    assert township.post(PAGE, {"on": "2026-12-15"}).status_code == 409


def test_a_later_vote_prints_its_own(liushu, chen, township):
    found = cast.declared(liushu, "returned 100 · 段秀梅 80 · 李保全 60 · 贾永成 40 · 赵福生 33")
    this = result.open_next_round(found, kind="runoff", polling_on=date(2026, 12, 20), by=chen, at=cast.AT)
    cast.set_up_places(this, cast.ONE_PLACE, by="ding", at=cast.AT)
    page = f"/v/{cast.LIUSHU}/rounds/2/print"
    township.post(page, {"on": "2026-12-16"})
    assert CountSheet.objects.of_round(this).count() == 1
    assert township.post(page, {"on": "2026-12-16"}).status_code == 409
