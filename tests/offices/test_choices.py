"""Language and size of letters: choices of whoever sits at the machine, signed in or not."""

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.urls("troubled_urls")]


def test_a_reader_without_an_account_changes_the_language(client):
    answer = client.post("/language", {"language": "en", "next": "/login"})
    assert answer.headers["Location"] == "/login"
    assert client.cookies["django_language"].value == "en"
    assert '<html lang="en"' in client.get("/login").text


def test_a_language_that_does_not_exist_is_chinese(client):
    client.post("/language", {"language": "tlh"})
    assert client.cookies["django_language"].value == "zh-hans"


def test_the_page_offers_the_other_language_in_that_language(client):
    assert ">English</button>" in client.get("/login").text
    client.post("/language", {"language": "en"})
    assert ">中文</button>" in client.get("/login").text


def test_letters_become_large_and_ordinary_again(client):
    client.post("/letters", {"large": "1"})
    assert client.cookies["cx_large"].value == "1"
    client.post("/letters", {"large": "0"})
    assert client.cookies["cx_large"].value == "0"


@pytest.mark.parametrize("address", ["/language", "/letters"])
def test_a_choice_never_leads_to_another_site(client, address):
    assert client.post(address, {"next": "//elsewhere.example/"}).headers["Location"] == "/"


@pytest.mark.parametrize("address", ["/language", "/letters"])
def test_opening_a_link_chooses_nothing(client, address):
    assert client.get(address).status_code == 405
