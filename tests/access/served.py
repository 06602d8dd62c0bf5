"""A demonstration as `cunxuan serve` serves it, in a process of its own, and browsers that ask it over real sockets."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from time import monotonic, sleep
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

import pypdfium2

from cunxuan.demo.staff import PASSWORD
from demo.test_demo_command import ENVIRONMENT, command
from private_postgres import free_port

PATIENCE = 60  # seconds


@contextmanager
def served(folder: Path, log: Path) -> Iterator[str]:
    port = free_port()
    with log.open("w") as said:
        server = subprocess.Popen(
            command("serve", "--dir", folder, "--port", str(port)), stdout=said, stderr=said, env=ENVIRONMENT
        )
        try:
            home, until = f"http://127.0.0.1:{port}", monotonic() + PATIENCE
            while not answers(home) and monotonic() < until:
                sleep(0.2)
            yield home
        finally:
            server.terminate()
            server.wait()


def answers(home: str) -> bool:
    try:
        fetch(build_opener(), f"{home}/login")
    except URLError:
        return False
    return True


def browser(home: str, username: str) -> OpenerDirector:
    opener = build_opener(HTTPCookieProcessor(CookieJar()))
    if username:
        assert "cx-menu" in send(opener, f"{home}/login", {"username": username, "password": PASSWORD})
    return opener


def send(opener: OpenerDirector, url: str, form: dict[str, str]) -> str:
    """Opens the page of a form, sends the form with the page's token, and returns the page that follows."""
    token = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', fetch(opener, url)[1])[0]
    return fetch(opener, url, urlencode({**form, "csrfmiddlewaretoken": token}).encode())[1]


def fetch(opener: OpenerDirector, url: str, form: bytes | None = None) -> tuple[str, str]:
    """The kind of an answer and its text; of a PDF what is printed."""
    try:
        answer = opener.open(Request(url, form))  # noqa: S310  our own server
    except HTTPError as wrong:
        answer = wrong
    kind, body = answer.headers["Content-Type"], answer.read()
    if kind == "application/pdf":
        with closing(pypdfium2.PdfDocument(body)) as paper:
            return kind, "\n".join(page.get_textpage().get_text_bounded() for page in paper)
    return kind, body.decode("utf-8", "replace")
