"""A fault (a bug, a broken disk) in the server's log: the number that the reader was told, the places, the kind.

The message of an exception is left out on purpose: it may quote what somebody typed, a name or an ID number.
"""

from __future__ import annotations

import logging
import secrets
import sys
from traceback import extract_tb
from types import TracebackType
from typing import TypeAlias

from django.http import HttpRequest

from cunxuan.core.ids import without_id_numbers

log = logging.getLogger(__name__)

Raised: TypeAlias = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def record(request: HttpRequest) -> str:
    """Writes the present exception to the log; returns its number, short enough to say on the telephone."""
    number = secrets.token_hex(2).upper()
    log.error("fault %s: %s %s", number, request.method, in_one_line(request.path), exc_info=sys.exc_info())
    request.fault = number  # type: ignore[attr-defined]
    return number


def in_one_line(path: str) -> str:
    """An address as the log has it: nobody writes a line of the log with what they put there."""
    return path[:200].encode("unicode_escape").decode("ascii")


class Line(logging.Formatter):
    """A line of the log; of an exception its kind and its places, not its message. No ID number, wherever it stood."""

    def format(self, record: logging.LogRecord) -> str:
        return without_id_numbers(super().format(record))

    def formatException(self, ei: Raised) -> str:
        assert ei[1] is not None, "only an exception is formatted"
        return "\n".join(places(ei[1]))


def places(raised: BaseException) -> list[str]:
    earlier = raised.__cause__ or (None if raised.__suppress_context__ else raised.__context__)
    lines = [*places(earlier), "then"] if earlier else []
    lines += [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in extract_tb(raised.__traceback__)]
    return [*lines, type(raised).__name__]


class Once(logging.Filter):
    """Django reports a fault as well; it has been recorded already, with its number."""

    def filter(self, record: logging.LogRecord) -> bool:
        return not hasattr(getattr(record, "request", None), "fault")
