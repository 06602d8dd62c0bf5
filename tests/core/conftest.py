"""Caches of the law are emptied before a run: a process forked from one that ran tests begins as a new one does."""

import functools
import gc


def pytest_sessionstart() -> None:
    for cached in gc.get_objects():
        if isinstance(cached, functools._lru_cache_wrapper) and cached.__module__.startswith("cunxuan.core"):
            cached.cache_clear()
