"""Who is signed in, for how long, and how nobody else becomes that person."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

import cast
from access.examples import EXAMPLES, POST, examples, through_two_votes
from cunxuan.offices.models import Account, Division

LEAD_AWAY = (
    "https://elsewhere.example/",
    "//elsewhere.example",
    "///elsewhere.example",
    "/\\elsewhere.example",
    "\\\\elsewhere.example",
    "http:elsewhere.example",
    "https:///elsewhere.example",
    "/\t/elsewhere.example",
    "\x08//elsewhere.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "elsewhere.example",
    "board",  # the name of an address of ours is no address
    "0",
    ".",
    "http://[",
)


def sign_in(browser: Client, username: str = "an", password: str = cast.PASSWORD, **query: str) -> Any:
    return browser.post("/login", {"username": username, "password": password}, query_params=query)


# Cookies


def test_the_session_is_out_of_reach_of_scripts_and_ends_with_the_browser(client: Client, an: Account) -> None:
    sign_in(client)
    session = client.cookies["sessionid"]
    assert session["httponly"]
    assert session["samesite"] == "Lax"
    assert (session["expires"], session["max-age"]) == ("", "")


def test_the_token_against_forged_forms_stays_with_our_own_pages(client: Client, an: Account) -> None:
    client.get("/login")
    assert client.cookies["csrftoken"]["samesite"] == "Lax"


def test_after_some_hours_one_signs_in_again_whatever_the_browser_says(
    an: Account, signed_in: Callable[..., Client]
) -> None:
    browser = signed_in(an)
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert browser.get("/count").headers["Location"] == "/login?next=/count"


# Who becomes somebody else


def test_a_closed_account_is_signed_out_at_once(an: Account, signed_in: Callable[..., Client]) -> None:
    browser = signed_in(an)
    Account.objects.filter(pk=an.pk).update(is_active=False)
    assert browser.get("/count").status_code == 302


def test_a_session_that_was_signed_out_is_worth_nothing_to_who_kept_its_key(
    an: Account, signed_in: Callable[..., Client]
) -> None:
    browser, thief = signed_in(an), Client()
    thief.cookies["sessionid"] = browser.cookies["sessionid"].value
    browser.post("/logout")
    assert thief.get("/count").status_code == 302


@pytest.mark.parametrize("next", LEAD_AWAY)
def test_signing_in_and_choosing_a_language_lead_nowhere_else(next: str, client: Client, an: Account) -> None:
    for address in ("/language", "/letters"):
        assert client.post(address, {"next": next, "language": "en"}).headers.get("Location", "/") == "/"
    assert sign_in(client, next=next).headers.get("Location", "/") == "/"


@pytest.mark.parametrize("next", ["/v/360123101201", "/search?q=柳树&page=2"])
def test_an_address_of_ours_is_followed(next: str, client: Client, an: Account) -> None:
    assert sign_in(client, next=next).headers["Location"].startswith(next[:7])


#: A gateway sends no token of our pages: what it sends carries its own secret, and without it nothing is taken in.
FOR_MACHINES = ("gateway_report",)


def test_a_form_of_another_site_records_nothing(liushu: Division, ren: Account, an: Account) -> None:
    """Every address that writes, without the token of our pages."""
    through_two_votes(liushu)
    for account in (ren, an):
        browser = Client(enforce_csrf_checks=True)
        browser.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        for route in EXAMPLES:
            for example, address in examples(route, liushu):
                if POST in example.methods:
                    refused = 400 if route in FOR_MACHINES else 403
                    assert browser.post(address, {"sure": "yes"}).status_code == refused, address


def test_who_sits_at_an_open_page_cannot_guess_its_password(an: Account, signed_in: Callable[..., Client]) -> None:
    browser, form = signed_in(an), {"new": "石桥村的三个投票站点", "again": "石桥村的三个投票站点"}
    tries = [browser.post("/password", {"old": f"猜 {number}", **form}).status_code for number in range(5)]
    assert tries == [200, 200, 200, 200, 429]
    assert browser.post("/password", {"old": cast.PASSWORD, **form}).status_code == 429
    an.refresh_from_db()
    assert an.check_password(cast.PASSWORD)


# Who has an account is not told


class Counted(Argon2PasswordHasher):
    """Argon2 that counts how often it is asked: what takes the time of signing in."""

    asked = 0

    def encode(self, password: str, salt: str) -> str:
        Counted.asked += 1
        return super().encode(password, salt)  # type: ignore[no-any-return]

    def verify(self, password: str, encoded: str) -> bool:
        Counted.asked += 1
        return super().verify(password, encoded)  # type: ignore[no-any-return]


@pytest.mark.parametrize("username", ["an", "closed", "nobody"])
def test_a_wrong_password_takes_as_long_whether_or_not_there_is_such_an_account(
    username: str, client: Client, an: Account, bai: Account, settings: Any
) -> None:
    Account.objects.filter(pk=bai.pk).update(username="closed", is_active=False)
    settings.PASSWORD_HASHERS = [f"{Counted.__module__}.{Counted.__qualname__}"]
    Counted.asked = 0
    assert sign_in(client, username, "猜的").status_code == 200
    assert Counted.asked == 1


def test_and_is_answered_alike_to_the_last_try_and_after_it(an: Account) -> None:
    Account.objects.filter(pk=an.pk).update(username="known-here")
    known, unknown = ([sign_in(Client(), name, "猜的") for _ in range(6)] for name in ("known-here", "known-nowhere"))
    assert [answer.status_code for answer in known] == [200, 200, 200, 200, 429, 429]
    for one, other in zip(known, unknown, strict=True):
        assert (one.status_code, said(one)) == (other.status_code, said(other))


def said(answer: Any) -> str:
    """The page without the account that was typed, the token that is new on each, and the hour."""
    text: str = answer.text.partition("<main")[2]
    return re.sub(r'known-nowhere|known-here|csrfmiddlewaretoken" value="\w+|[0-9]{2}:[0-9]{2}', "…", text)
