"""Whatever people are called and whatever they write is text: on a page, on paper, in a table, never markup or code.

Every name and every remark of an election is an attack on HTML, on typst, on Word's XML or on a template; then
everybody opens every page and file.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import docx
import pypdfium2
import pytest
from django.test import Client

import cast
from access import examples as told
from access.complaining import complained_of
from access.examples import EXAMPLES, GET, code_of, examples, receiving, up_to_the_vote
from access.overseeing import overseen
from cunxuan.candidates.actions import BallotLine, Nominee
from cunxuan.counting import actions
from cunxuan.counting import result_actions as result
from cunxuan.elections.actions import complete_step
from cunxuan.offices.models import Account, Division
from cunxuan.polling.actions import NewPlace
from cunxuan.polling.models import PlaceKind
from cunxuan.roll.actions import NewResident
from duties import in_charge

HTML = "\"'><x-attack/onx=1>&lt;x-attack>"
TYPST = '#panic("x")$x$*b*_i_\\u{41}`r`'
WORD = "]]></w:t><x-attack/><w:t>&amp;"
TEMPLATE = "{{7*6}}{%now'Y'%}%(x)s{0}"
NAMES = (HTML, TYPST, WORD, TEMPLATE)
BALLOT = (
    BallotLine("chair", 1, (Nominee(HTML, "M"), Nominee(TYPST, "M"))),
    BallotLine("vice_chair", 1, (Nominee(WORD, "M"), Nominee(TEMPLATE, "M"))),
    BallotLine("member", 3, tuple(Nominee(f"{name}1", "F") for name in NAMES)),
)

#: Where there is no room for more than one attack.
SHORT = {"name": HTML, "applicant": TYPST, "list": TEMPLATE}
ordinary = cast.residents


def residents(number: int) -> Iterator[NewResident]:
    for index, one in enumerate(ordinary(number)):
        yield replace(one, name=f"{NAMES[index % len(NAMES)]}村民{index}")


@pytest.fixture
def under_attack(liushu: Division, monkeypatch: pytest.MonkeyPatch) -> Division:
    """柳树村, where everything that somebody can name or write is an attack."""
    monkeypatch.setattr(cast, "BALLOT", BALLOT)
    monkeypatch.setattr(cast, "ONE_PLACE", (NewPlace(HTML, PlaceKind.MAIN, 120, ((WORD, False), (TYPST, True))),))
    monkeypatch.setattr(cast, "residents", residents)
    monkeypatch.setattr(told, "WORDS", dict.fromkeys(told.WORDS, f"{HTML}{WORD}{TYPST}{TEMPLATE}") | SHORT)
    Division.objects.filter(pk=cast.COUNTY).update(name=f"{TYPST}县")
    Division.objects.filter(pk=cast.LIULIN).update(name=f"{WORD}镇")
    Division.objects.filter(pk=cast.LIUSHU).update(name=f"{HTML}村")
    Account.objects.filter(username="an").update(name=HTML)
    Account.objects.filter(username="chen").update(name=TEMPLATE)
    village = Division.objects.get(pk=liushu.pk)
    in_charge(village, *NAMES)
    up_to_the_vote(village)
    overseen(village, told.WORDS)
    receiving(village)
    complained_of(village, told.WORDS)
    cast.at_stage(village, "polling")
    (sheet,) = cast.sheets_of(village)
    for who in ("an", "bai"):
        figures = cast.sheet_figures(sheet, "issued 100 · returned 98") | {
            "chair.write_in": 1,
            f"chair.write_in:{HTML}x": 1,
        }
        figures["chair.blank"] -= 1
        said = {"Q08": HTML}
        actions.type_figures(cast.fresh(sheet), figures, explanations=said, by=cast.person(who), at=cast.AT)
        actions.finish_entry(sheet, by=cast.person(who), at=cast.AT)
    actions.attach_photograph(sheet, cast.photograph("x"), by=cast.person("an"), at=cast.AT)
    found = result.determine_result(cast.latest_round(village), by=cast.person("chen"), at=cast.AT)
    said_with_it = result.Declaration(
        on=cast.POLLING_DAY,
        opened=cast.time(8, 0),
        closed=cast.time(15, 0),
        venue=HTML,
        signers={"监票人": NAMES, "唱票人": (WORD,)},
        remarks=f"{HTML}{WORD}{TYPST}",
    )
    result.declare_result(found, said_with_it, by=cast.person("chen"), at=cast.AT)
    election = village.elections.get()
    complete_step(election, "handover_by", on=cast.POLLING_DAY, note=f"{HTML}{TEMPLATE}", by="ding", at=cast.AT)
    return village


class Markup(HTMLParser):
    """Which elements and attributes a page has."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.elements.add(tag)
        self.attributes.update(name for name, _ in attrs)


def addresses(village: Division) -> list[str]:
    """Every page and file that there is after a first vote."""
    found = [
        address
        for route in EXAMPLES
        if route not in ("next_vote", "leave_vacant")
        for example, address in examples(route, village)
        if GET in example.methods
    ]
    more = (
        "/count?show=all",
        "/villages?q=x-attack",
        "/search?q=x-attack",
        "/papers?q=x-attack&code=x-attack",
        f"/nowhere/{HTML}",
    )
    return [*found, *more]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_no_page_takes_a_name_for_markup(
    language: str, under_attack: Division, ren: Account, an: Account, ding: Account, signed_in: Callable[..., Client]
) -> None:
    seen = set()
    for browser in (signed_in(ren), signed_in(an), signed_in(ding), Client()):
        browser.cookies["django_language"] = language
        for address in addresses(under_attack):
            for headers in ({}, {"HX-Request": "true"}):
                answer = browser.get(address, headers=headers)
                assert answer.status_code < 500, address
                if answer.headers["Content-Type"].startswith("text/html"):
                    page = answer.text
                    markup = Markup(page)
                    assert "x-attack" not in markup.elements and "onx" not in markup.attributes, address
                    assert ("42村" not in page and "{{7*6}}" in page) or "7*6" not in page, address
                    seen |= {name for name in ("x-attack", "panic", "7*6", "w:t") if name in page}
    assert seen == {"x-attack", "panic", "7*6", "w:t"}, "the attack has to be on the pages to fail there"


@pytest.mark.parametrize("form_id", ["A12", "F04"])
def test_a_paper_prints_names_to_the_letter(
    form_id: str, under_attack: Division, ren: Account, signed_in: Callable[..., Client]
) -> None:
    browser, code = signed_in(ren), code_of(form_id, under_attack)
    pdf = pypdfium2.PdfDocument(io.BytesIO(browser.get(f"/papers/{code}/pdf").content))
    printed = "".join(page.get_textpage().get_text_bounded() for page in pdf).replace("\r\n", "")
    document = docx.Document(io.BytesIO(browser.get(f"/papers/{code}/word").content))
    written = "".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    for name in NAMES:
        assert name in printed
        assert name in written
    assert not [element for element in document.element.iter() if "attack" in element.tag]


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "＝", "＋", "＠", "\t", "\r"])
def test_a_village_whose_name_is_a_formula_is_text_in_the_table(
    begins: str, liushu: Division, ren: Account, signed_in: Callable[..., Client]
) -> None:
    Division.objects.filter(pk=liushu.pk).update(name=f'{begins}HYPERLINK("http://elsewhere.example")')
    answer = signed_in(ren).get("/villages?format=csv")
    assert f"'{begins}HYPERLINK" in answer.text
    assert answer.headers["Content-Disposition"].startswith("attachment;")
