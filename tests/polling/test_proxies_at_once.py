"""Two clerks at the same moment: a third and a fourth principal for one holder, one application decided twice."""

from __future__ import annotations

import pytest
from proxy_cast import BY, DAY, application, applied, taken

import cast
from at_once import SEVERAL_WRITERS, at_once
from cunxuan.elections.models import Election
from cunxuan.polling.models import Proxy
from cunxuan.polling.proxy_actions import close_proxies, decide_proxy, publish_proxies, take_proxies, withdraw_proxy
from cunxuan.records.verification import verify

pytestmark = SEVERAL_WRITERS


@pytest.fixture
def election(liushu):
    return cast.at_stage(liushu, "roll_frozen")


def as_opened() -> Election:
    """The election as somebody's page had it before either of the two was sent."""
    return Election.objects.get(village=cast.LIUSHU)


def test_of_a_third_and_a_fourth_principal_one_is_refused(election):
    taken(election, (1, 9), (2, 9))
    wanted = [(as_opened(), application(election, number, 9)) for number in (3, 4)]
    outcomes = at_once(*(lambda e=e, one=one: take_proxies(e, [one], on=DAY, **BY) for e, one in wanted))
    assert outcomes == ["done", "done"]
    assert sorted(Proxy.objects.filter(number__gt=2).values_list("approved", flat=True)) == [False, True]
    assert verify().ok


def test_one_principal_entrusts_one_of_two_holders(election):
    wanted = [(as_opened(), application(election, 1, number)) for number in (8, 9)]
    at_once(*(lambda e=e, one=one: take_proxies(e, [one], on=DAY, **BY) for e, one in wanted))
    assert Proxy.objects.filter(approved=True).count() == 1
    assert verify().ok


def test_an_application_is_decided_by_one_of_two(election):
    row = applied(election, 1, 9)
    rows = [Proxy.objects.get(pk=row.pk) for _ in range(2)]
    outcomes = at_once(*(lambda one=one: decide_proxy(one, approved=True, on=DAY, **BY) for one in rows))
    assert sorted(outcomes) == ["PROXY_DECIDED", "done"]


def test_a_proxy_is_withdrawn_once(election):
    (row,) = taken(election, (1, 9))
    rows = [Proxy.objects.get(pk=row.pk) for _ in range(2)]
    assert sorted(at_once(*(lambda one=one: withdraw_proxy(one, on=DAY, **BY) for one in rows))) == [
        "PROXY_WITHDRAWN",
        "done",
    ]


def test_the_list_is_published_once(election):
    taken(election, (1, 9))
    close_proxies(election, on=DAY, **BY)
    pages = as_opened(), as_opened()
    assert sorted(at_once(*(lambda e=e: publish_proxies(e, on=DAY, **BY) for e in pages))) == [
        "PROXIES_UNCHANGED",
        "done",
    ]
    assert verify().ok
