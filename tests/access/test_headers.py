"""Every answer carries the headers of protection: a page, a paper, a photograph, a fault, a file of ours."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as of_the_installation
from django.http import HttpResponseBase
from django.test import Client
from django.urls import path

import cast
from access.examples import EXAMPLES, GET, examples, through_two_votes
from cunxuan.config import urls
from cunxuan.offices.models import Account, Division
from cunxuan.web.policy import public

HEADERS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
DIRECTIVES = {
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "img-src 'self' data: blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}
OURS = Path(__file__).parents[2] / "src" / "cunxuan" / "web" / "static"


def protected(answer: HttpResponseBase) -> bool:
    directives = set(re.split(r";\s*", answer.headers.get("Content-Security-Policy", "")))
    return directives == DIRECTIVES and {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def kept_by(answer: HttpResponseBase) -> set[str]:
    return set(answer.headers["Cache-Control"].split(", "))


@public
def broken(request: Any) -> None:
    raise ValueError("段玉成")


urlpatterns = [*urls.urlpatterns, path("broken", broken)]
handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500


@pytest.mark.django_db
@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/login", 200),
        ("/", 302),
        ("/nowhere", 404),
        ("/logout", 302),
        ("/language", 405),
        ("/broken", 500),
        ("/search?q=%00", 400),
        ("/static/cunxuan/signs.svg", 200),
        ("/static/cunxuan/mark.svg", 200),
        ("/static/nowhere.js", 404),
    ],
)
def test_whoever_asks_for_whatever(address: str, status: int) -> None:
    answer = Client(raise_request_exception=False).get(address)
    assert answer.status_code == status
    assert protected(answer)


@pytest.mark.django_db
@pytest.mark.parametrize("host", ["elsewhere.example", "localhost\n", "a" * 300, "localhost:x"])
def test_a_name_that_is_not_ours_is_refused_and_not_repeated(host: str) -> None:
    answer = Client(raise_request_exception=False).get("/login", headers={"host": host})
    assert answer.status_code == 400
    assert protected(answer)
    assert host not in answer.text


def test_every_page_and_file_is_for_its_reader_alone(
    liushu: Division, an: Account, ding: Account, signed_in: Callable[..., Client]
) -> None:
    """No cache between the program and the reader may hand an answer to somebody else."""
    through_two_votes(liushu)
    for browser in (signed_in(an), signed_in(ding), Client()):
        for route in EXAMPLES:
            for example, address in examples(route, liushu):
                if GET in example.methods:
                    answer = browser.get(address)
                    assert protected(answer), address
                    assert "private" in kept_by(answer), address


def test_what_the_first_clerk_typed_stays_in_no_cache_at_all(
    liushu: Division, an: Account, signed_in: Callable[..., Client]
) -> None:
    sheet = cast.sheet_of(liushu)
    assert "no-store" in kept_by(signed_in(an).get(f"/count/{sheet.semantic_id}"))


def test_signing_out_clears_what_the_browser_kept(an: Account, signed_in: Callable[..., Client]) -> None:
    assert signed_in(an).post("/logout").headers["Clear-Site-Data"] == '"cache"'


def test_a_file_of_ours_is_offered_to_no_other_site() -> None:
    assert "Access-Control-Allow-Origin" not in Client().get("/static/cunxuan/signs.svg").headers


@pytest.mark.parametrize("address", ["/static/../config/settings.py", "/static/%2e%2e/%2e%2e/config/settings.py"])
def test_a_way_out_of_our_files_leads_nowhere(db: None, address: str) -> None:
    assert Client().get(address).status_code == 404


def test_only_our_own_files_are_served_and_they_name_no_other_site() -> None:
    """Nothing is fetched from elsewhere: the county's network has no internet."""
    assert of_the_installation.STATIC_URL == "/static/"
    for file in OURS.rglob("*"):
        if file.suffix in (".css", ".js", ".svg"):
            foreign = re.findall(
                r"(?:url\(|src=|href=|import |fetch\()\s*[\"']?(?:https?:)?//[^\"')\s]+", file.read_text()
            )
            assert foreign == [], file
