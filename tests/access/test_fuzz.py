"""Whatever is sent to whatever address by whomever, the program answers: a page, a refusal, never a fault.

Addresses, queries, forms and headers are made up at random from the names that the pages use and from values that have
broken programs before. What the random forms happen to record is recorded: verify must find nothing amiss afterwards.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cast
from access.examples import EXAMPLES, examples, through_two_votes
from cunxuan.offices.models import Account, Division
from cunxuan.records.verification import verify

MOST = 400  # raise it to look harder

NAMES = (
    *("q", "page", "code", "form", "format", "show", "stage", "state", "township", "sort", "order", "seen", "wall"),
    *("on", "note", "reason", "polling_day", "year", "term_no", "planned_on", "join", "sure", "polling_on", "sex1"),
    *("seats_chair", "seats_vice_chair", "seats_member", "over_vote", "count_down", "woman_seat", "more", "edit"),
    *("lines", "p1-name", "p1-registered", "p1-fixed", "p1-mobile", "p2-name", "p30-name"),
    *("chair-lines", "chair-1-name", "chair-1-sex", "member-1-name", "member-60-name"),
    *("opened", "closed", "venue", "next_on", "remarks", "监票人"),
    *("registered", "issued", "returned", "chair.c1", "chair.blank", "chair.write_in.name", "chair.write_in.votes"),
    *(
        "explain.Q08",
        "explain.",
        "photograph",
        "username",
        "password",
        "old",
        "new",
        "again",
        "next",
        "language",
        "large",
    ),
)
VALUES = (
    *("", "0", "1", "-1", "100", "９９", "٣", "²", "1e9", "9" * 30, "9" * 5000, "1,204", "0x10", "NaN", "inf", "None"),
    *("2026-12-16", "2026-12-20", "2026-02-30", "0001-01-01", "9999-12-31", "20261216", "08:00", "25:61", "yes", "no"),
    *(
        "段玉成",
        "方大海",
        "村" * 5000,
        "<script>alert(1)</script>",
        "' OR 1=1 --",
        "{{ 7 }}",
        "%s%(x)s",
        "../../etc/passwd",
    ),
    *(
        "\u202e",
        "\ud7ff",
        "👍",
        "//elsewhere.example",
        "javascript:alert(1)",
        "M",
        "F",
        "runoff",
    ),
)
HEADERS = (
    {},
    {"HX-Request": "true"},
    {"Accept": "application/json"},
    {"Accept-Language": "en,zh;q=x"},
    {"Referer": "http://[bad"},
)
BODIES = (
    ("application/x-www-form-urlencoded", b"on=%ff%fe&%00=1&=&&;"),
    ("application/json", b"{"),
    ("multipart/form-data", b"no boundary"),
    ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="photograph"; filename="a"\r\n'),
    ("text/plain; charset=utf-99", b"on=1"),
)

text = st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=30)
value = st.one_of(st.sampled_from(VALUES), st.sampled_from(VALUES), text)
sent = st.dictionaries(st.sampled_from(NAMES), st.one_of(value, st.lists(value, max_size=3)), max_size=6)


def misspelt(address: str) -> st.SearchStrategy[str]:
    """The address, or the same with one of its parts replaced."""
    parts = address.split("/")
    replaced = st.builds(
        lambda place, part: "/".join([*parts[:place], quote(part, safe=""), *parts[place + 1 :]]),
        st.integers(1, len(parts) - 1),
        value,
    )
    return st.one_of(*[st.just(address)] * 5, replaced)


def test_no_request_ends_in_a_fault(
    liushu: Division,
    ren: Account,
    chen: Account,
    an: Account,
    ding: Account,
    signed_in: Callable[..., Client],
) -> None:
    through_two_votes(liushu)
    cast.at_stage(Division.objects.get(pk=cast.TAOYUAN), "polling")
    cast.at_stage(Division.objects.get(pk=cast.SHIQIAO), "review_completed")
    addresses = sorted(
        {
            address.replace(liushu.pk, village)
            for village in (cast.LIUSHU, cast.TAOYUAN, cast.SHIQIAO, cast.BOZHUANG)
            for route in EXAMPLES
            for _, address in examples(route, liushu)
        }
    )
    people = {account: signed_in(account, raise_request_exception=False) for account in (ren, chen, an, ding)}

    @settings(
        max_examples=MOST,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    @given(st.data())
    def ask(data: Any) -> None:
        person = data.draw(st.sampled_from([None, *people]), "person")
        address = data.draw(st.sampled_from(addresses).flatmap(misspelt), "address")
        method = data.draw(st.sampled_from(["get", "post", "post", "put", "head"]), "method")
        query = data.draw(st.one_of(st.just({}), sent), "query")
        headers = data.draw(st.sampled_from(HEADERS), "headers")
        browser = people.get(person) or Client(raise_request_exception=False)
        if address == "/logout":
            browser = Client(raise_request_exception=False)
        how: dict[str, Any] = {"query_params": query, "headers": headers}
        if method == "post" and data.draw(st.integers(0, 4), "malformed") == 0:
            content_type, body = data.draw(st.sampled_from(BODIES), "body")
            answer = browser.generic("POST", address, body, content_type, **how)
        elif method == "post":
            answer = browser.post(address, data.draw(sent, "form"), **how)
        else:
            answer = getattr(browser, method)(address, **how)
        assert answer.status_code < 500

    ask()
    assert verify().ok
