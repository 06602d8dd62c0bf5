"""The cast as fixtures: ask for a village or a person by name. See cast.py for who they are."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, settings

import browsing
import cast
from cunxuan.offices.models import Account, Division
from cunxuan.reporting import preparation_parts

# A busy machine is slow, not wrong. On CI the examples are the same every time (Hypothesis sees that it is there).
settings.register_profile("patient", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """Each test has a database of its own."""
    preparation_parts.forget()


@pytest.fixture
def qinghe(db: None, settings: Any, tmp_path: Path) -> Division:
    """清河县 on the evening of polling day: divisions, accounts, an election opened in every village."""
    settings.TODAY = cast.POLLING_DAY.isoformat()
    settings.MEDIA_ROOT = tmp_path / "uploads"
    settings.DIR = tmp_path / "installation"  # lists are kept there by number, and other tests count alike
    cast.people_the_county()
    return Division.objects.get(pk=cast.COUNTY)


@pytest.fixture
def new_qinghe(db: None, settings: Any, tmp_path: Path) -> Division:
    """清河县 as it was installed: its villages and accounts, and no election yet."""
    settings.TODAY = "2026-10-20"
    settings.DIR = tmp_path / "installation"
    cast.places_and_people()
    return Division.objects.get(pk=cast.COUNTY)


def village(name: str) -> Any:
    @pytest.fixture(name=name)
    def found(qinghe: Division) -> Division:
        return Division.objects.get(pk=getattr(cast, name.upper()))

    return found


def somebody(username: str) -> Any:
    @pytest.fixture(name=username)
    def found(qinghe: Division) -> Account:
        return cast.person(username)

    return found


liushu, taoyuan, shiqiao, bozhuang = map(village, ("liushu", "taoyuan", "shiqiao", "bozhuang"))
an, bai, chen, ding, he, ren = map(somebody, ("an", "bai", "chen", "ding", "he", "ren"))


@pytest.fixture
def signed_in(db: None) -> Callable[..., Client]:
    """`signed_in(an)` is a browser in which 安 has signed in."""

    def browser(account: Account, **how: Any) -> Client:
        client = Client(**how)
        client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return browser


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browsing.a_chromium() as browser:
        yield browser


@pytest.fixture
def live_server(live_server: Any) -> Iterator[Any]:
    """The server that shares the test's database, at rest before the database is emptied."""
    with browsing.answered():
        yield live_server
