"""A telephone network behind a gateway of one's own: a real HTTP server that writes down whose telephone rang.

It takes a message whose key it knows already without ringing again, as the gateway of `outreach.gateways.http` must.
`moods` says what it does with the next messages before it is itself again: "busy" (503), "no" (422), "silent" (takes
the message and hangs up without an answer).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from time import sleep
from typing import Any


class Network(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, log: Path | None = None, *, takes: float = 0.0) -> None:
        super().__init__(("127.0.0.1", 0), Call)
        self.keys: set[str] = set()
        self.rang: list[tuple[str, str]] = []  # number and text
        self.headers: list[dict[str, str]] = []
        self.moods: list[str] = []
        self.log, self.takes = log, takes  # seconds for a message

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/send"

    def ring(self, said: dict[str, str]) -> None:
        sleep(self.takes)
        if said["key"] in self.keys:
            return
        self.keys.add(said["key"])
        self.rang.append((said["number"], said["text"]))
        if self.log:
            with self.log.open("a") as log:
                log.write(f"{said['number']}\n")


class Call(BaseHTTPRequestHandler):
    server: Network

    def do_POST(self) -> None:
        said = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.headers.append(dict(self.headers))
        mood = self.server.moods.pop(0) if self.server.moods else ""
        if mood not in ("busy", "no"):
            self.server.ring(said)
        if mood == "silent":
            self.connection.close()
            return
        self.send_response({"busy": 503, "no": 422}.get(mood, 200))
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_: Any) -> None:
        """Says nothing."""

    def handle(self) -> None:
        try:
            super().handle()
        except (ConnectionError, ValueError):
            self.close_connection = True


@contextmanager
def network(**how: Any) -> Iterator[Network]:
    """The network while the test goes on."""
    server = Network(**how)
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
