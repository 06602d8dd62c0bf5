"""One ID number for one request: who sees it says what for, the trail says who saw whose; it is kept nowhere else."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client

import cast
from cunxuan.core.ids import IN_A_TEXT
from cunxuan.offices.models import Account, Division
from cunxuan.records.models import TrailEntry
from cunxuan.roll.actions import NewResident, add_residents
from cunxuan.roll.id_numbers import Sealer
from cunxuan.roll.models import Resident

pytestmark = pytest.mark.django_db
SignedIn = Callable[..., Client]


@pytest.fixture
def resident(liushu: Division) -> Resident:
    cast.at_stage(liushu, "roll_published")
    return Resident.objects.filter(village=liushu).earliest("pk")


def number_of(resident: Resident) -> str:
    return Sealer().unseal(bytes(resident.id_cipher))


def address(resident: Resident) -> str:
    return f"/v/{resident.village_id}/roll/people/{resident.pk}/number"


def shows(answer: HttpResponse, number: str) -> bool:
    return number in "".join(answer.content.decode().split())


def shown(browser: Client, resident: Resident, purpose: str = "household_book") -> HttpResponse:
    answer: HttpResponse = browser.post(address(resident), {"purpose": purpose})
    return answer


def test_the_page_asks_for_the_purpose_and_shows_only_the_mask(
    resident: Resident, ding: Account, signed_in: SignedIn
) -> None:
    page = signed_in(ding).get(address(resident))
    assert "先选用途" in page.text
    assert "3601***********" in page.text
    assert not shows(page, number_of(resident))


@pytest.mark.parametrize("sent", [{}, {"purpose": ""}, {"purpose": "curiosity"}])
def test_without_a_purpose_nothing_is_shown_and_nothing_recorded(
    resident: Resident, ding: Account, signed_in: SignedIn, sent: dict[str, str]
) -> None:
    before = TrailEntry.objects.count()
    answer = signed_in(ding).post(address(resident), sent)
    assert not shows(answer, number_of(resident))
    assert TrailEntry.objects.count() == before


def test_with_a_purpose_the_number_is_in_that_answer(resident: Resident, ding: Account, signed_in: SignedIn) -> None:
    answer = shown(signed_in(ding), resident)
    assert answer.status_code == 200
    assert shows(answer, number_of(resident))
    assert "与户口簿或者身份证核对" in answer.text


def test_the_trail_of_the_village_says_who_saw_whose_and_why_never_the_number(
    resident: Resident, ding: Account, signed_in: SignedIn
) -> None:
    shown(signed_in(ding), resident, "objection")
    entry = TrailEntry.objects.filter(scope=cast.LIUSHU).latest("seq")
    assert (entry.act, entry.by) == ("id_number_shown", "ding")
    assert json.loads(entry.body)["facts"] == {"resident": resident.pk, "purpose": "objection"}
    assert number_of(resident) not in entry.body


def test_every_look_is_an_entry_of_its_own(resident: Resident, ding: Account, signed_in: SignedIn) -> None:
    browser, before = signed_in(ding), TrailEntry.objects.count()
    shown(browser, resident)
    shown(browser, resident)
    assert TrailEntry.objects.count() == before + 2


def test_no_cache_and_no_browser_keeps_the_answer(resident: Resident, ding: Account, signed_in: SignedIn) -> None:
    kept = shown(signed_in(ding), resident).headers["Cache-Control"]
    assert "no-store" in kept and "private" in kept


def test_the_number_is_in_no_address_title_or_header(resident: Resident, ding: Account, signed_in: SignedIn) -> None:
    answer = shown(signed_in(ding), resident)
    number = number_of(resident)
    title = answer.text.partition("<title>")[2].partition("</title>")[0]
    assert number not in title + str(answer.headers) + answer.wsgi_request.build_absolute_uri()
    assert answer.text.count(number[14:]) == 1, "once, where it is to be read"


def test_the_log_says_nothing_of_it(
    resident: Resident, ding: Account, signed_in: SignedIn, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    shown(signed_in(ding), resident)
    assert number_of(resident) not in caplog.text


def test_other_pages_show_the_mask_before_and_after(resident: Resident, ding: Account, signed_in: SignedIn) -> None:
    browser = signed_in(ding)
    shown(browser, resident)
    pages = [
        browser.get(address(resident)),
        browser.get(f"/v/{cast.LIUSHU}/roll/people/{resident.pk}"),
        browser.get(f"/v/{cast.LIUSHU}/roll/people"),
        browser.get(f"/v/{cast.LIUSHU}/trail"),
        browser.post("/people", {"q": resident.name}),
    ]
    assert [page.status_code for page in pages] == [200] * 5
    assert [page for page in pages if IN_A_TEXT.search("".join(page.text.split("&")))] == []


def test_a_clerk_has_no_such_duty(resident: Resident, an: Account, signed_in: SignedIn) -> None:
    assert signed_in(an).get(address(resident)).status_code == 403
    assert shown(signed_in(an), resident).status_code == 403


def test_somebody_of_another_place_does_not_exist(
    resident: Resident, ding: Account, signed_in: SignedIn, taoyuan: Division
) -> None:
    stranger = NewResident("丁外人", "M", resident.birth_on, number_of(resident), 1, 1, True, True)
    add_residents(taoyuan, [stranger], by="ren", at=cast.AT)
    there = Resident.objects.get(village=taoyuan)
    browser = signed_in(ding)
    assert shown(browser, there).status_code == 404
    assert browser.post(f"/v/{cast.LIUSHU}/roll/people/{there.pk}/number", {"purpose": "objection"}).status_code == 404


def test_who_has_no_number_yet_is_said_to_have_none(liushu: Division, ding: Account, signed_in: SignedIn) -> None:
    add_residents(liushu, [NewResident("丁无号", "F", cast.POLLING_DAY, "", 1, 1, True, True)], by="ding", at=cast.AT)
    answer = shown(signed_in(ding), Resident.objects.get(village=liushu))
    assert answer.status_code == 409
    assert "名册上没有这个人的身份证号" in answer.text
