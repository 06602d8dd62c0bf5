"""A child process of a test that may be killed at any moment."""

from __future__ import annotations

import os

from django.db import connection


def fork() -> int:
    """`os.fork` with no connection open: a pool's connection that a child inherits is spoken on by two at once."""
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()  # type: ignore[attr-defined]
    return os.fork()
