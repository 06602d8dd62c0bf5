"""Of those who live in a village no ID number comes out anywhere, and no name but on the pages of its own roll.

A demonstration of three villages is built and served; people of every post open every page that links lead them to.
Then the ID numbers of all its residents are looked for: in the database, in every file of its folder, in each page and
paper, in the log. `-s` prints how many were looked for, and where.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from html import unescape
from pathlib import Path
from urllib.parse import urldefrag, urljoin
from urllib.request import OpenerDirector

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from access.served import browser, fetch, served
from cunxuan.core.ids import IN_A_TEXT, is_valid
from demo.test_demo_command import demo

MOST_PAGES = 40  # of one person
#: Where officials work with the names of their own people: the roll of a village, and finding somebody.
OF_THE_ROLL = re.compile(r"/v/\d{12}/(?:roll|preparation/messages)\b|/search\b|^\S* /people\b|/preparation/messages/")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("demo")
    assert demo(found, "--scale", "3").returncode == 0
    return found


@pytest.fixture(scope="module")
def id_numbers(folder: Path) -> frozenset[str]:
    """Of every resident, with the key of this installation."""
    cipher = AESSIV(bytes.fromhex((folder / "keys" / "id-cipher.key").read_text()))
    with closing(sqlite3.connect(folder / "cunxuan.sqlite3")) as database:
        sealed = database.execute("SELECT id_cipher FROM roll_resident").fetchall()
    return frozenset(cipher.decrypt(one, None).decode() for (one,) in sealed)


@pytest.fixture(scope="module")
def walked(folder: Path) -> dict[str, str]:
    """What people of every post, and nobody, were shown; and under "log" what the server said meanwhile."""
    with closing(sqlite3.connect(folder / "cunxuan.sqlite3")) as database:
        accounts = [username for (username,) in database.execute("SELECT username FROM offices_account")]
    shown: dict[str, str] = {}
    log = folder / "log"
    with served(folder, log) as home:
        for username in (*accounts, ""):
            shown.update({f"{username} {url}": text for url, text in walk(home, browser(home, username))})
        for wrong in ("/v/140824199001011234", "/papers/140824199001011234", "/v/140824199001011234%0Afault"):
            fetch(browser(home, ""), home + wrong)
    return {**shown, "log": log.read_text()}


def walk(home: str, opener: OpenerDirector) -> Iterator[tuple[str, str]]:
    """Every page that links lead to, with its text."""
    waiting, seen = [f"{home}/"], set()
    while waiting and len(seen) < MOST_PAGES:
        url = waiting.pop(0)
        if url in seen:
            continue
        seen.add(url)
        kind, text = fetch(opener, url)
        yield url.removeprefix(home), text
        if kind.startswith("text/html"):
            links = (unescape(link) for link in re.findall(r'href="([^"]+)"', text))
            wanted = (urldefrag(urljoin(url, link)).url for link in links)
            waiting += [link for link in wanted if link.startswith(f"{home}/") and "/static/" not in link]


def numbers_in(text: str) -> set[str]:
    return {number.replace(" ", "").replace("-", "").upper() for number in IN_A_TEXT.findall(text)}


def test_no_page_paper_or_line_of_the_log_holds_an_id_number(
    walked: dict[str, str], id_numbers: frozenset[str]
) -> None:
    kinds = {url.partition(" ")[2].split("/")[1] for url in walked if url != "log"}
    assert {"v", "count", "r", "papers", "villages"} <= kinds
    found = {url: numbers for url, text in walked.items() if (numbers := numbers_in(text))}
    print(
        f"{len(id_numbers)} ID numbers looked for on {len(walked) - 1} pages and in {len(walked['log'])} signs of log"
    )
    assert {url for url, numbers in found.items() if numbers & id_numbers or any(map(is_valid, numbers))} == set()
    assert numbers_in(walked["log"]) == set(), "a number in an address reaches the log"
    assert "\nfault" not in walked["log"], "an address wrote a line of the log"


def test_the_database_and_every_file_hold_them_encrypted_only(
    folder: Path, walked: dict[str, str], id_numbers: frozenset[str]
) -> None:
    with closing(sqlite3.connect(folder / "cunxuan.sqlite3")) as database:
        dumped = "\n".join(database.iterdump())
    assert numbers_in(dumped) & id_numbers == set()
    looked_at = [path for path in folder.rglob("*") if path.is_file()]
    for path in looked_at:
        content = path.read_bytes()
        runs = set(re.findall(rb"(?=([0-9]{17}[0-9Xx]))", content)) if path.suffix != ".key" else set()
        assert {run.decode().upper() for run in runs} & id_numbers == set(), path
    print(f"{len(id_numbers)} ID numbers looked for in {len(looked_at)} files and {len(dumped)} signs of SQL")
    one = next(iter(id_numbers))
    assert one.encode().hex().upper() not in dumped.upper()


def spelt_out(line: str) -> str:
    """A line of SQL whose JSON has the characters themselves."""
    return re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), line)


def test_a_name_on_any_other_page_is_that_of_somebody_who_stands_or_acts(folder: Path, walked: dict[str, str]) -> None:
    hidden = only_living_there(folder)
    pages = (text for url, text in walked.items() if not OF_THE_ROLL.search(url))
    shown = "\n".join(unescape(re.sub(r"<[^>]*>", "\n", text)) for text in pages)
    print(f"{len(hidden)} names of people who only live there looked for")
    assert len(hidden) > 300
    assert sorted(name for name in hidden if name in shown) == []


def test_whoever_has_no_account_sees_no_page_of_a_roll(walked: dict[str, str]) -> None:
    assert [url for url in walked if url.startswith(" ") and OF_THE_ROLL.search(url)] == []


def only_living_there(folder: Path) -> set[str]:
    """Names that stand nowhere but in the list of residents."""
    with closing(sqlite3.connect(folder / "cunxuan.sqlite3")) as database:
        residents = {name for (name,) in database.execute("SELECT name FROM roll_resident")}
        kept = "\n".join(spelt_out(line) for line in database.iterdump() if 'INTO "roll_resident"' not in line)
    return {name for name in residents if name not in kept}
