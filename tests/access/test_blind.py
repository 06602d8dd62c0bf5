"""An attack on the two blind entries: everybody asks every address there is, in every way, for what another has typed.

Until two people agree nobody is shown a figure but those they typed themselves; only where two readings differ, a third
person with the paper sees the squares in question. `-s` prints how many answers were searched.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator

import pypdfium2
import pytest
from django.http import HttpResponse
from django.test import Client

import cast
from access.complaining import complained_of
from access.examples import EXAMPLES, WORDS, examples, receiving, up_to_the_vote
from access.overseeing import overseen
from cunxuan.core.double_entry import square_of
from cunxuan.counting import actions
from cunxuan.counting.models import CountSheet
from cunxuan.offices.models import Account, Division
from cunxuan.records.models import Attachment, IssuedPaper, TrailEntry

#: Figures, and a name, that stand nowhere else: in no date, no hour, no digest, no count of the roll.
FIRST = "printed 73519 · 段玉成 67 · 梁海生 29 · 主任另选:方大海 7"
SECOND = "printed 61942 · 段玉成 60 · 梁海生 31 · 主任另选:方小河 7"
FIRSTS = ("73519", "73,519", "73410", "73,410", "方大海")
SECONDS = ("61942", "61,942", "61833", "61,833", "方小河")
PAPERS = ("58471", "58,471")

WAYS = ({}, {"HX-Request": "true"}, {"Accept": "application/json"})


def first_done(sheet: CountSheet) -> dict[str, tuple[str, ...]]:
    """安 has finished. Whom it must be kept from: everybody but 安."""
    cast.entered(sheet, cast.person("an"), FIRST)
    return dict.fromkeys(("bai", "chen", "ding", "ren", "he", ""), FIRSTS) | {"an": ()}


def second_typing(sheet: CountSheet) -> dict[str, tuple[str, ...]]:
    """白 has typed the whole sheet and not finished."""
    cast.entered(sheet, cast.person("an"), FIRST)
    figures = cast.sheet_figures(cast.fresh(sheet), SECOND)
    actions.type_figures(sheet, figures, by=cast.person("bai"), at=cast.AT)
    everything = FIRSTS + SECONDS
    return dict.fromkeys(("chen", "ding", "ren", "he", ""), everything) | {"an": SECONDS, "bai": FIRSTS}


def differing(sheet: CountSheet) -> dict[str, tuple[str, ...]]:
    """Only a third person of the place may see both readings; the two who typed do not, nor the committee."""
    cast.entered(sheet, cast.person("an"), FIRST)
    cast.entered(cast.fresh(sheet), cast.person("bai"), SECOND)
    everything = FIRSTS + SECONDS
    return {"an": SECONDS, "bai": FIRSTS, "ding": everything, "he": everything, "": everything}


def returned(sheet: CountSheet) -> dict[str, tuple[str, ...]]:
    """陈 has read the paper, which says something else than both: neither clerk is told what."""
    cast.entered(sheet, cast.person("an"), FIRST)
    sheet = cast.entered(cast.fresh(sheet), cast.person("bai"), SECOND)
    figures = cast.sheet_figures(sheet, "printed 58471 · 段玉成 67 · 梁海生 29 · 主任另选:方大海 7")
    squares = set(map(square_of, sheet.differing))
    paper = {key: figure for key, figure in figures.items() if square_of(key) in squares}
    actions.resolve_sheet(sheet, paper, by=cast.person("chen"), at=cast.AT)
    others = dict.fromkeys(("chen", "ding", "ren", "he", ""), FIRSTS + SECONDS + PAPERS)
    return others | {"an": SECONDS + PAPERS, "bai": FIRSTS + PAPERS}


def asked(village: Division) -> Iterator[tuple[str, str]]:
    """Every address of the village with every method; papers and photographs are not there yet."""
    for route in EXAMPLES:
        try:
            found = list(examples(route, village))
        except (IssuedPaper.DoesNotExist, Attachment.DoesNotExist):
            continue
        for _, address in found:
            if route not in ("logout", "sheet_give_up", "sheet_finish"):  # would end the attack
                yield from ((method, address) for method in ("get", "post"))
    yield from (
        ("get", f"{address}{query}") for address, query in (("/count", "?show=all"), ("/villages", "?format=csv"))
    )


def said(answer: HttpResponse) -> str:
    """Everything of an answer: its headers, its words, those of a PDF, a Word file or a workbook."""
    body = b"".join(answer) if answer.streaming else answer.content
    if body.startswith(b"%PDF-"):
        paper = pypdfium2.PdfDocument(io.BytesIO(body))
        return "\n".join(page.get_textpage().get_text_bounded() for page in paper)
    if body.startswith(b"PK"):
        return words_of_office_file(body)
    return f"{dict(answer.headers)}{answer.cookies.output()}{body.decode(errors='replace')}"


def words_of_office_file(body: bytes) -> str:
    """Every part of a Word file or workbook, as it is and without its markup, which may cut a figure in two."""
    with zipfile.ZipFile(io.BytesIO(body)) as parts:
        texts = [parts.read(name).decode() for name in parts.namelist() if name.endswith((".xml", ".rels"))]
    return "\n".join(text for part in texts for text in (part, re.sub("<[^>]*>", "", part)))


@pytest.mark.parametrize("stage", [first_done, second_typing, differing, returned])
def test_no_answer_holds_what_another_typed(
    stage: Callable[[CountSheet], dict[str, tuple[str, ...]]], liushu: Division, he: Account
) -> None:
    up_to_the_vote(liushu)
    complained_of(liushu, WORDS)
    overseen(liushu, WORDS)
    receiving(liushu)
    sheet = cast.sheet_of(liushu)
    kept_from, answers, leaks = stage(sheet), 0, []
    state = cast.fresh(sheet).state
    for username, secrets in kept_from.items():
        browser = Client(raise_request_exception=False)
        if username:
            browser.force_login(cast.person(username), backend="django.contrib.auth.backends.ModelBackend")
        for method, address in asked(liushu):
            for way in WAYS if "/count/" in address else WAYS[:1]:
                text = said(getattr(browser, method)(address, headers=way))
                answers += 1
                leaks += [f"{username}: {method} {address}" for secret in secrets if secret in text]
    print(f"{stage.__name__}: {answers} answers, {len(leaks)} with what another typed")
    assert leaks == []
    assert cast.fresh(sheet).state == state, "the attack has changed what was attacked"


def test_the_trail_says_who_read_which_squares_and_never_what(liushu: Division) -> None:
    returned(cast.sheet_of(liushu))
    told = "".join(TrailEntry.objects.filter(scope=liushu.pk).values_list("body", flat=True))
    assert '"chair.write_in:"' in told
    assert [secret for secret in FIRSTS + SECONDS + PAPERS if secret in told] == []
