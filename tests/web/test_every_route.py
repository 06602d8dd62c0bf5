"""Every address of the application: it says who may use it, and its answer carries the headers of protection."""

import re

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver

HEADERS = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def routes(resolver, prefix: str = ""):
    for entry in resolver.url_patterns:
        here = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield here, entry
        else:
            yield from routes(entry, here)


ROUTES = dict(routes(get_resolver()))


def address_of(route: str) -> str:
    """The route with something in each place that it leaves open."""
    with_ids = re.sub(r"<uuid:[^>]*>", "3c0e1b5a-6f0d-4c52-9d1e-2a7b8c9d0e1f", route)
    return "/" + re.sub(r"<[^>]*>", "360123101201", with_ids)


def test_there_are_routes():
    assert {"login", "logout", "search"} <= set(ROUTES)


@pytest.mark.parametrize("route", ROUTES)
def test_a_route_says_who_may_use_it(route):
    policy = getattr(ROUTES[route].callback, "policy", None)
    assert policy == "public" or (isinstance(policy, tuple) and policy), "decorate the view with allow(...) or public"


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.django_db
def test_an_answer_carries_every_header_of_protection(route, method):
    address = address_of(route)
    answer = getattr(Client(raise_request_exception=False), method)(address)
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "object-src 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("route", [route for route, entry in ROUTES.items() if entry.callback.policy != "public"])
@pytest.mark.django_db
def test_without_an_account_a_page_leads_to_the_sign_in(route):
    address = address_of(route)
    answer = Client().get(address)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/login?next=")
