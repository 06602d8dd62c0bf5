"""The forms of the preparation on one page, and each as a file: blank, or with what is recorded."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import docx
import pytest
from django.test import Client

import cast
from cunxuan.offices.models import Division
from cunxuan.rendering.catalogue import FORMS
from cunxuan.reporting.preparation_forms import IDS
from cunxuan.reporting.preparation_papers import KEY_ACTS, planned_days
from cunxuan.reporting.village_trail import SAID
from rendering.reading import pdf_text, word_text

Browser = Callable[..., Client]
BLANK = [form.id for form in FORMS if form.blank]
OF_THIS_PART = [form.id for form in FORMS if form.id in IDS]


@pytest.fixture
def county(signed_in: Browser, ren: Any) -> Client:
    return signed_in(ren)


def word(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response
    return word_text(response.content)


# The page


def test_the_page_lists_every_form_of_this_part(county):
    html = county.get("/preparation/papers").content.decode()
    assert [form for form in OF_THIS_PART if f">{form}</td>" not in html] == []
    assert len(OF_THIS_PART) == 20


def test_every_form_of_this_part_has_a_blank_sheet():
    assert [form for form in OF_THIS_PART if form not in BLANK] == []


def test_a_village_has_its_own_page_of_forms(signed_in, ding):
    html = signed_in(ding).get(f"/v/{cast.LIUSHU}/preparation/papers").content.decode()
    assert f"/papers/blank/O51.pdf?place={cast.LIUSHU}" in html
    assert f"/v/{cast.LIUSHU}/preparation/papers/O51/pdf" in html
    assert "/preparation/visits" not in html  # what is said at doors is not for the committee


def test_a_committee_that_asks_for_the_countys_page_comes_to_its_own(signed_in, ding):
    assert signed_in(ding).get("/preparation/papers").headers["Location"] == f"/v/{cast.LIUSHU}/preparation/papers"


# Blank sheets


@pytest.mark.parametrize("form_id", BLANK)
def test_a_blank_sheet_carries_the_place_and_no_date(county, form_id):
    file = county.get(f"/papers/blank/{form_id}.pdf?place={cast.LIUSHU}")
    said = pdf_text(file.content)
    assert "柳树村" in said
    assert "草稿" not in said
    assert f"{cast.POLLING_DAY.month}月{cast.POLLING_DAY.day}日" not in said


@pytest.mark.parametrize("form_id", BLANK)
def test_a_blank_sheet_of_the_county_is_a_word_file_too(county, form_id):
    assert "清河县" in word(county, f"/papers/blank/{form_id}.docx")


def test_a_blank_sheet_of_a_place_that_is_not_ones_own_does_not_exist(signed_in, he):
    assert signed_in(he).get(f"/papers/blank/O51.pdf?place={cast.LIUSHU}").status_code == 404


@pytest.mark.parametrize("address", ["/papers/blank/A12.pdf", "/papers/blank/O51.xlsx", "/papers/blank/ZZ.pdf"])
def test_a_form_without_a_blank_sheet_and_an_unknown_file_do_not_exist(county, address):
    assert county.get(address).status_code == 404


# Filled


def test_the_plan_reckons_its_phases_back_from_the_planned_day(county):
    said = word(county, "/preparation/papers/O09/word")
    assert "清河县第十四届村民委员会换届选举工作实施方案" in said
    assert "2026年12月16日" in said
    assert "公布登记参加选举的村民名单（最迟11月26日）" in said


def test_a_county_that_has_not_begun_gives_the_day_itself(new_qinghe, signed_in):
    county = signed_in(cast.person("ren"))
    assert county.get("/preparation/papers/O09/word").status_code == 409
    assert "2026年12月20日" in word(county, "/preparation/papers/O09/word?day=2026-12-20")


@pytest.mark.parametrize("day", ["明天", "1999-01-01"])
def test_a_day_that_is_none_is_named(county, day):
    refused = county.get("/preparation/papers/O09/pdf", {"day": day})
    assert refused.status_code == 400
    assert f"“{day}”不是近期的日期" in refused.content.decode()


def test_the_discipline_has_fourteen_items_with_the_articles_there_are(county):
    said = word(county, "/preparation/papers/O18/word")
    assert "以下14条纪律" in said
    assert "村民委员会组织法第二十一条（第1、2、5、8项）" in said
    assert "五百元以下罚款" in said


def test_the_schedule_has_what_is_done_with_a_tick_and_the_rest_as_planned(county, liushu):
    cast.at_stage(liushu, "committee_chosen")
    file = docx.Document(io.BytesIO(county.get("/preparation/papers/O48/word").content))
    rows = [[cell.text for cell in row.cells] for table in file.tables for row in table.rows]
    mine = next(row for row in rows if row[0] == "柳树村")
    assert mine[1].startswith("√")
    assert mine[10] == "12-16"


def test_a_township_prints_the_schedule_of_its_own_villages(signed_in, chen):
    said = word(signed_in(chen), "/preparation/papers/O48/word")
    assert "石桥村" in said
    assert "柏庄村" not in said


def test_the_planned_day_of_a_stage_is_that_of_its_last_step(liushu):
    days = planned_days(liushu.elections.get())
    assert days[9] == date(2026, 12, 16)
    assert days[0] is None  # the audit stands before the timetable


def test_the_record_of_a_village_has_its_key_acts_in_their_order_and_says_how_many_it_leaves_out(
    signed_in, chen, liushu
):
    cast.at_stage(liushu, "roll_published")
    said = word(signed_in(chen), f"/v/{liushu.pk}/preparation/papers/O51/word")
    assert said.index("确定选举日12月16日") < said.index("公布名单第1版")
    assert "导入居民" not in said
    assert "条日常操作，不在本表" in said


def test_every_key_act_is_one_that_the_trail_has_words_for():
    assert set(KEY_ACTS) - SAID.keys() == set()


def test_papers_that_are_not_printed_here_do_not_exist(county, signed_in, ding):
    assert county.get("/preparation/papers/A12/pdf").status_code == 404
    assert county.get(f"/v/{cast.LIUSHU}/preparation/papers/O48/pdf").status_code == 404
    assert signed_in(ding).get("/preparation/papers/O48/pdf").status_code == 403  # that of a county or township
    assert signed_in(ding).get(f"/v/{cast.TAOYUAN}/preparation/papers/O51/pdf").status_code == 404
    assert Division.objects.filter(pk=cast.TAOYUAN).exists()
