"""Acts of several people at the same moment. Only where the database lets more than one write."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from cunxuan.core.errors import Refusal

#: For a module of such tests.
SEVERAL_WRITERS = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        connection.vendor == "sqlite", reason="SQLite lets one writer in at a time; its tests share one"
    ),
]


def at_once(*acts: Callable[[], Any]) -> list[str]:
    """Each act in a thread of its own, all let go together: "done", or the code of the refusal."""
    start = Barrier(len(acts))

    def run(act: Callable[[], Any]) -> str:
        start.wait()
        try:
            act()
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))
