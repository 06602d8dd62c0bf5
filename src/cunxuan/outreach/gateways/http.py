"""A small gateway of one's own: a POST of JSON for each message, told apart by its key.

    POST <the address of the settings>
    Idempotency-Key: 4f2a….17.1032
    Authorization: Bearer <the shared secret>, where there is one
    {"key": "4f2a….17.1032", "number": "13800001234", "text": "…"}

2xx: it has the message (also when the key comes again). 4xx: it will not have it. The number stands in the body alone,
never in the address.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from . import NotAccepted, Outgoing, Unreachable
from .posting import post


@dataclass(frozen=True, slots=True)
class HttpGateway:
    url: str
    secret: str = field(default="", repr=False)
    name: str = "http"
    repeats_safely: bool = True

    def send(self, message: Outgoing) -> None:
        body = {"key": message.key, "number": message.phone, "text": message.text}
        headers = {"Content-Type": "application/json; charset=utf-8", "Idempotency-Key": message.key}
        if self.secret:
            headers["Authorization"] = f"Bearer {self.secret}"
        status, _ = post(self.url, json.dumps(body, ensure_ascii=False).encode(), headers)
        if 300 <= status < 400 or status in (401, 403, 404, 405):
            raise Unreachable(f"HTTP {status}")  # no message will do better: a setting is wrong
        if status >= 400:
            raise NotAccepted(f"HTTP {status}")
