"""The frame of every page: bar, menu, rehearsal band, reader's choices."""

import pytest
from django.template.loader import render_to_string

pytestmark = [pytest.mark.django_db, pytest.mark.urls("troubled_urls")]


def test_the_menu_offers_only_what_the_post_may_open(signed_in, an, ren):
    clerk, county = (signed_in(account).get("/nowhere").text for account in (an, ren))
    assert 'href="/of-the-county"' in county
    assert 'href="/of-the-county"' not in clerk
    assert 'href="/board"' in clerk


def test_a_page_that_does_not_exist_is_not_in_the_menu(signed_in, ren):
    assert "法规" not in signed_in(ren).get("/nowhere").text


def test_the_bar_says_place_post_and_name(signed_in, an):
    page = signed_in(an).get("/nowhere").text
    assert "清河县" in page
    assert "柳林镇 录入 · 安" in page


def test_without_an_account_there_is_no_menu_and_no_search(client, qinghe):
    page = client.get("/login").text
    assert "清河县" in page
    assert "cx-menu" not in page
    assert "cx-search" not in page


def test_a_rehearsal_says_so_on_every_page_and_on_every_print(client, settings):
    settings.REHEARSAL = True
    page = client.get("/login").text
    assert "演练：不是真的选举" in page
    assert "cx-rehearsal-print" in page


def test_a_real_election_says_nothing_of_rehearsing(client, settings):
    settings.REHEARSAL = False
    assert "演练" not in client.get("/login").text


def test_people_of_a_demonstration_are_called_invented(client, settings):
    settings.REHEARSAL, settings.TODAY = True, "2026-12-16"
    assert "演示数据，人名均为虚构。" in client.get("/login").text


def test_htmx_is_told_to_set_no_style_and_run_no_code(client):
    page = client.get("/login").text
    assert '"includeIndicatorStyles": false' in page
    assert '"allowEval": false' in page
    assert '"historyCacheSize": 0' in page  # no page of somebody's work stays in the browser's store


def test_large_letters_are_a_class_of_the_page(client):
    client.cookies["cx_large"] = "1"
    assert 'class="cx-large"' in client.get("/login").text


def test_the_frame_can_be_drawn_without_a_request():
    assert "村选" in render_to_string("web/base.html", {"unaided": True})
