"""A request to a gateway and its answer, with the standard library alone.

Public: `post`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, ProxyHandler, Request, build_opener

from . import Unclear, Unreachable

PATIENCE = 20  # seconds
LARGEST = 1 << 20


class NoRedirects(HTTPRedirectHandler):
    """A message goes to the address that was set and to no other."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


#: Straight there: what a machine has set for browsers does not carry people's numbers.
OPENER = build_opener(NoRedirects, ProxyHandler({}))


def post(url: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, Any]:
    """The status and the JSON of the answer.

    Not connected at all, or too busy to take it (429, 503): `Unreachable`. Connected and then silence, or a fault on
    their side: `Unclear`.
    """
    assert url.startswith(("http://", "https://")), "as the settings demand"
    request = Request(url, data=body, headers=dict(headers), method="POST")  # noqa: S310
    try:
        with OPENER.open(request, timeout=PATIENCE) as answer:
            return answer.status, json.loads(answer.read(LARGEST) or b"{}")
    except HTTPError as error:
        return error.code, said_in(error)
    except URLError as error:
        if isinstance(error.reason, ConnectionRefusedError | OSError) and not isinstance(error.reason, TimeoutError):
            raise Unreachable(type(error.reason).__name__) from error
        raise Unclear(type(error.reason).__name__) from error
    except (TimeoutError, ConnectionError, HTTPException, ValueError) as error:
        raise Unclear(type(error).__name__) from error


def said_in(error: HTTPError) -> Any:
    if error.code in (429, 503):
        raise Unreachable(f"HTTP {error.code}") from error
    if error.code >= 500:
        raise Unclear(f"HTTP {error.code}") from error
    try:
        return json.loads(error.read(LARGEST))
    except ValueError:
        return {}
