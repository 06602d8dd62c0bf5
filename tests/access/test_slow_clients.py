"""A slow or silent client holds up nobody else, and people who write at the same moment get no fault. On SQLite.

A demonstration is served as `cunxuan serve` does it; what comes in comes over real sockets.
"""

from __future__ import annotations

import json
import socket
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from itertools import pairwise
from pathlib import Path
from time import monotonic

import pytest

from access.served import browser, fetch, send, served
from cunxuan.demo.staff import PASSWORD
from demo.test_demo_command import demo, run

ROUNDS = 4
PATIENCE = 10  # seconds in which a page that nothing holds up is there, on a busy machine too


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("demo")
    assert demo(found, "--scale", "3").returncode == 0
    return found


@pytest.fixture(scope="module")
def home(folder: Path) -> Iterator[str]:
    with served(folder, folder / "log") as found:
        yield found


HALF_A_FORM = (
    b"POST /login HTTP/1.1\r\nHost: localhost\r\nCookie: csrftoken=" + b"a" * 32 + b"\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\nusername="
)
#: Announced, never sent.
TOO_MUCH = (
    b"POST /login HTTP/1.1\r\nHost: localhost\r\nCookie: csrftoken=" + b"a" * 32 + b"\r\n"
    b"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 3000000000\r\n\r\n--x\r\n"
)


@contextmanager
def sent(home: str, request: bytes) -> Iterator[socket.socket]:
    port = int(home.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as client:
        client.sendall(request)
        yield client


def test_who_sends_half_a_form_keeps_nobody_waiting(home: str) -> None:
    with sent(home, HALF_A_FORM), sent(home, HALF_A_FORM), sent(home, HALF_A_FORM):
        began = monotonic()
        assert "密码" in fetch(browser(home, ""), f"{home}/login")[1]
        assert monotonic() - began < PATIENCE


def test_who_announces_three_gigabytes_is_refused_before_sending_them(home: str) -> None:
    with sent(home, TOO_MUCH) as client:
        assert client.recv(1000).startswith(b"HTTP/1.1 400 ")


def test_people_who_save_at_the_same_moment_all_have_saved(home: str, folder: Path) -> None:
    """Everybody changes their password, again and again: acts of several people in the same chains."""
    with closing(sqlite3.connect(folder / "cunxuan.sqlite3")) as database:
        people = [username for (username,) in database.execute("SELECT username FROM offices_account")]
    windows = [browser(home, username) for username in people]
    passwords = [PASSWORD, *(f"柳林镇的密码第 {number} 个" for number in range(ROUNDS))]
    with ThreadPoolExecutor(len(people)) as threads:
        for old, new in pairwise(passwords):
            form = {"old": old, "new": new, "again": new}
            pages = threads.map(lambda window, form=form: send(window, f"{home}/password", form), windows)
            assert all("密码已改，" in page for page in pages)
    assert json.loads(run("verify", "--dir", folder, "--json").stdout)["ok"]
