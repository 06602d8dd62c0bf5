"""Caches are emptied before a run and, for the timetable, before each test.

A process forked from one that ran tests begins as a new one does; and every test runs the code it asks about, so that
mutation testing knows which tests to ask about a change.
"""

import functools
import gc

import pytest

from cunxuan.core import timetable


def pytest_sessionstart() -> None:
    for cached in gc.get_objects():
        if isinstance(cached, functools._lru_cache_wrapper) and cached.__module__.startswith("cunxuan.core"):
            cached.cache_clear()


@pytest.fixture(autouse=True)
def every_timetable_is_reckoned_afresh() -> None:
    timetable._planned.cache_clear()
    timetable._followed.cache_clear()
