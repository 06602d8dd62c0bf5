"""Where fewer than 30 ballots were cast, nobody outside the count can tell how they fell.

The same runoff of 20 ballots is held twice: with other votes for each person, others written in, and the same outcome.
What the public is shown, on pages and on paper, must be the same to the letter; and so must every page of the officials
that is not the count itself.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable
from html import unescape

import docx
import pypdfium2
import pytest
from django.db import transaction
from django.test import Client

import cast
from access.examples import FIRST_VOTE, RUNOFF_DAY
from cunxuan.counting.result_actions import open_next_round
from cunxuan.elections.models import RoundKind
from cunxuan.offices.models import Account, Division
from cunxuan.records.models import IssuedPaper, TrailEntry

ONE = "issued 21 · returned 20 · 贾永成 11 · 赵福生 5 · 委员另选:方大海 2"
OTHER = "issued 21 · returned 20 · 贾永成 13 · 赵福生 4 · 委员另选:方小河 1"
#: As many ballots as there must be for the figures to be told: the test must see the difference then.
ENOUGH, ENOUGH_OTHERWISE = (
    said.replace("21", "31").replace("20", "30").replace("贾永成 1", "贾永成 2") for said in (ONE, OTHER)
)

R1, R2 = (f"{cast.LIUSHU}.2026.general.r{number}" for number in (1, 2))
PUBLIC = ("/login", "/papers", "/law", f"/r/{R1}", f"/r/{R2}")
OF_OFFICIALS = (
    *("/", "/wall", "/board/parts", "/villages", "/villages?format=csv", "/papers", "/count?show=all"),
    *(f"/v/{cast.LIUSHU}", f"/v/{cast.LIUSHU}/card", f"/v/{cast.LIUSHU}/trail", f"/v/{cast.LIUSHU}/rounds/2/places"),
)


@pytest.fixture
def first_vote(liushu: Division) -> Division:
    cast.declared(liushu, FIRST_VOTE)
    return liushu


Told = dict[str, str]


def told_of(village: Division, said: str, browsers: dict[str, Client]) -> Told:
    """The runoff as it is held with these figures, what everybody is then shown of it, and all undone afterwards."""
    with transaction.atomic():
        found = village.elections.get().rounds.get().determinations.get()
        this = open_next_round(
            found, kind=RoundKind.RUNOFF, polling_on=RUNOFF_DAY, sexes={}, by=cast.person("ren"), at=cast.AT
        )
        cast.held(this, said)
        shown = {f"{who} {address}": page(browsers[who], address) for who, address in asked()}
        transaction.set_rollback(True)
    return shown


def asked() -> list[tuple[str, str]]:
    notice = IssuedPaper.objects.filter(form_id="A12", scope=cast.LIUSHU).latest("pk").check_code
    papers = tuple(f"/papers/{notice}{file}" for file in ("", "/pdf", "/word"))
    public = [("public", address) for address in (*PUBLIC, *papers)]
    return public + [("official", address) for address in OF_OFFICIALS]


def page(browser: Client, address: str) -> str:
    """The words of a page or a paper, without what is new each time: codes, hashes, tokens."""
    answer = browser.get(address)
    body = answer.content
    if body.startswith(b"%PDF-"):
        text = words_of_pdf(body)
    elif body.startswith(b"PK"):
        text = words_of_word(body)
    else:
        text = unescape(body.decode())
    new = r'[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}|[0-9a-f]{64}|seen=\w+|(?:value="|CSRFToken": ")\w{64}"'
    return re.sub(new, "…", text)


def words_of_pdf(content: bytes) -> str:
    """Without its line breaks: the code in the foot is new each time, and not equally wide."""
    pages = pypdfium2.PdfDocument(io.BytesIO(content))
    return "".join("".join(page.get_textpage().get_text_bounded().split()) for page in pages)


def words_of_word(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.fixture
def browsers(chen: Account, signed_in: Callable[..., Client]) -> dict[str, Client]:
    return {"public": Client(), "official": signed_in(chen)}


def differing(one: Told, other: Told) -> set[str]:
    """The pages on which the two are told apart, papers by their kind of file."""
    assert len(one) == len(other)
    pairs = zip(one.items(), other.values(), strict=True)
    return {re.sub(r"papers/[-0-9A-F]{14}", "papers/A12", address) for (address, text), text2 in pairs if text != text2}


def test_twenty_ballots_that_fell_otherwise_are_told_alike(first_vote: Division, browsers: dict[str, Client]) -> None:
    one, other = (told_of(first_vote, said, browsers) for said in (ONE, OTHER))
    assert differing(one, other) == set()
    shown = "".join(one.values())
    assert "贾永成" in shown
    assert "方大海" not in shown


def test_thirty_are_not(first_vote: Division, browsers: dict[str, Client]) -> None:
    """The same comparison sees what is told where there are enough ballots: it is not blind itself."""
    one, other = (told_of(first_vote, said, browsers) for said in (ENOUGH, ENOUGH_OTHERWISE))
    told = {f"public /r/{R2}", "public /papers/A12/pdf", "public /papers/A12/word"}
    assert differing(one, other) >= told


def test_what_the_trail_keeps_of_it_is_read_by_no_page(first_vote: Division, browsers: dict[str, Client]) -> None:
    """The entry of the determination says who was elected with how many votes, for whoever recomputes the result."""
    entry = TrailEntry.objects.filter(act="result_determined").latest("pk")
    assert json.loads(entry.body)["facts"]["elected"][0][2] > 0
    assert "段玉成" not in page(browsers["official"], f"/v/{cast.LIUSHU}/trail")
