"""A story runs in one county with one server: its tests are chapters, each goes on where the one before it ended.

Here `chen` is 陈 at a browser, signed in; the village is the row in the story's own database.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import browsing
import cast
from browsing import County, Person
from cunxuan.offices.models import Division


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any) -> Path:
    with django_db_blocker.unblock():
        return browsing.migrated(tmp_path_factory.mktemp("empty") / "cunxuan.sqlite3")


@pytest.fixture(scope="module")
def county(
    chromium: Any, empty_database: Path, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any
) -> Iterator[County]:
    folder = tmp_path_factory.mktemp("county")
    with django_db_blocker.unblock(), browsing.county(chromium, empty_database, folder) as here:
        yield here


def village(name: str) -> Any:
    @pytest.fixture(scope="module", name=name)
    def found(county: County) -> Division:
        return Division.objects.get(pk=getattr(cast, name.upper()))

    return found


def at_a_browser(username: str) -> Any:
    @pytest.fixture(scope="module", name=username)
    def somebody(county: County) -> Person:
        return county.person(username)

    return somebody


liushu, taoyuan, shiqiao, bozhuang = map(village, ("liushu", "taoyuan", "shiqiao", "bozhuang"))
an, bai, chen, ding, he, ren = map(at_a_browser, ("an", "bai", "chen", "ding", "he", "ren"))


@pytest.fixture
def told_in_order(request: pytest.FixtureRequest) -> Iterator[None]:
    """A chapter begins only where the one before it came to its end."""
    if broken_off := getattr(request.module, "broken_off", ""):
        pytest.skip(f"the story broke off in {broken_off}")
    failed = request.session.testsfailed
    yield
    if request.session.testsfailed > failed:
        request.module.broken_off = request.node.name


@pytest.fixture(scope="module")
def villager(county: County) -> Person:
    """Somebody with a telephone and no account."""
    return county.anybody(viewport={"width": 360, "height": 780})
