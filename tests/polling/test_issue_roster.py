"""Cards and rosters of a whole village in one go: who stands on them, where, for whom; and never which ballot."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date

import pypdfium2
import pytest
from django.http import HttpResponse
from django.test import Client

import cast
from cunxuan.core.ids import IN_A_TEXT
from cunxuan.elections.models import Election
from cunxuan.offices.models import Account, Division
from cunxuan.polling import proxy_actions as proxies
from cunxuan.polling.card_papers import card_code, card_with, voters_of
from cunxuan.polling.proxy_actions import Application
from cunxuan.records.models import TrailEntry
from cunxuan.roll.models import Resident
from rendering.reading import page_texts, pdf_text, word_text
from village_pages import text_of

pytestmark = pytest.mark.django_db
SignedIn = Callable[..., Client]


@pytest.fixture
def election(liushu: Division) -> Election:
    """柳树村 with 120 voters in two groups, one polling place."""
    return cast.at_stage(liushu, "ballots_ready")


def url(form: str, more: str = "", village: str = cast.LIUSHU) -> str:
    return f"/v/{village}/roll/cards/{form}.{more or 'pdf'}"


def entrusted(election: Election) -> tuple[Resident, Resident]:
    """The second voter votes for the first."""
    principal, holder = Resident.objects.filter(village=election.village).order_by("pk")[:2]
    on = cast.DAYS["proxies_published"]
    wanted = Application(principal=principal, holder=holder, relation="child", reason="work", on=on)
    proxies.take_proxies(election, [wanted], on=on, by="ding", at=cast.AT)
    return principal, holder


def rows_of(answer: HttpResponse) -> str:
    return "\n".join(page_texts(pypdfium2.PdfDocument(answer.content)))


# What is printed


@pytest.mark.parametrize("form", ["O35", "R03", "R07"])
@pytest.mark.parametrize(("fmt", "read"), [("pdf", pdf_text), ("docx", word_text)])
def test_everybody_on_the_roll_is_there_once(
    election: Election, ding: Account, signed_in: SignedIn, form: str, fmt: str, read: Callable[[bytes], str]
) -> None:
    text = read(signed_in(ding).get(url(form, fmt)).content)
    names = [voter.name for voter in voters_of(election)]
    assert len(names) == 120
    missing = [name for name in names if name not in text]
    assert missing == []


@pytest.mark.parametrize("form", ["O35", "R03", "R07"])
def test_the_page_foretells_the_number_of_sheets(
    election: Election, ding: Account, signed_in: SignedIn, form: str
) -> None:
    browser = signed_in(ding)
    sheets = len(pypdfium2.PdfDocument(browser.get(url(form)).content))
    assert sheets == {"O35": 12, "R03": 6, "R07": 6}[form]
    title = {"O35": "参选证", "R03": "参选证发放花名册", "R07": "选票发放登记册"}[form]
    said = text_of(browser.get(f"/v/{cast.LIUSHU}/roll/cards"))
    line = said[said.index(f" {title} ", said.index("空白的")) :]
    assert f" {sheets} PDF" in line.partition("Word")[0]


@pytest.mark.parametrize("form", ["O35", "R03", "R07"])
def test_no_paper_holds_an_id_number(election: Election, ding: Account, signed_in: SignedIn, form: str) -> None:
    assert not IN_A_TEXT.search(pdf_text(signed_in(ding).get(url(form)).content))


@pytest.mark.parametrize("form", ["O35", "R03", "R07"])
def test_blank_ones_can_be_had_before_there_is_a_roll(
    liushu: Division, ding: Account, signed_in: SignedIn, form: str
) -> None:
    cast.at_stage(liushu, "registration_opened")
    browser = signed_in(ding)
    assert len(pypdfium2.PdfDocument(browser.get(f"{url(form)}?blank=1").content)) == 1
    assert browser.get(url(form)).status_code == 404
    assert "名单公布以后" in text_of(browser.get(f"/v/{cast.LIUSHU}/roll/cards"))


def test_age_is_that_of_polling_day(election: Election, ding: Account, signed_in: SignedIn) -> None:
    first = Resident.objects.filter(village=election.village).earliest("pk")
    assert (first.birth_on, election.polling_day) == (date(1990, 1, 1), date(2026, 12, 16))
    (page, *_) = page_texts(pypdfium2.PdfDocument(signed_in(ding).get(url("O35")).content))
    assert "36岁" in page and "37岁" not in page


def test_the_only_place_is_printed_by_itself(election: Election, ding: Account, signed_in: SignedIn) -> None:
    assert rows_of(signed_in(ding).get(url("R07"))).count("领票地点：中心会场") == 6


def test_of_several_places_each_group_comes_to_the_one_that_was_chosen(
    shiqiao: Division, chen: Account, signed_in: SignedIn
) -> None:
    cast.at_stage(shiqiao, "ballots_ready")
    browser = signed_in(chen)
    undecided = rows_of(browser.get(url("R07", village=cast.SHIQIAO)))
    assert "会场" not in undecided and "投票站" not in undecided, "a place is never guessed"
    chosen = browser.get(f"{url('R07', village=cast.SHIQIAO)}?g1=1&g2=1&g3=2&g4=3")
    pages = page_texts(pypdfium2.PdfDocument(chosen.content))
    where = [page.partition("领票地点：")[2].partition("序号")[0] for page in pages]
    assert where == ["中心会场"] * 6 + ["东庄投票站"] * 3 + ["西庄投票站"] * 3


def test_who_votes_for_another_is_told_and_who_has_entrusted_somebody(
    liushu: Division, ding: Account, signed_in: SignedIn
) -> None:
    election = cast.at_stage(liushu, "voting_notice_published")
    principal, holder = entrusted(election)
    text = rows_of(signed_in(ding).get(url("R07")))
    assert f"□代{principal.name}" in text
    assert f"已委托{holder.name}" in text


def test_a_whole_village_of_1700_prints_in_one_go(
    liushu: Division, ding: Account, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """170 sheets of cards and two rosters."""
    large = (cast.NewPlace("中心会场", cast.PlaceKind.MAIN, 1700, cast.BOXES),)
    monkeypatch.setitem(cast.PLACES, cast.LIUSHU, large)
    cast.at_stage(liushu, "roll_published")
    browser = signed_in(ding)
    sheets = [len(pypdfium2.PdfDocument(browser.get(url(form)).content)) for form in ("O35", "R03", "R07")]
    assert sheets[0] == 170
    assert sheets[1] == sheets[2] > 81


def test_printing_is_no_act(election: Election, ding: Account, signed_in: SignedIn) -> None:
    before = TrailEntry.objects.count()
    signed_in(ding).get(url("O35"))
    assert TrailEntry.objects.count() == before


@pytest.mark.parametrize("more", ["O35.xlsx", "A12.pdf", "R05.pdf"])
def test_other_papers_are_not_here(election: Election, ding: Account, signed_in: SignedIn, more: str) -> None:
    assert signed_in(ding).get(f"/v/{cast.LIUSHU}/roll/cards/{more}").status_code == 404


def test_the_word_file_opens_as_one(election: Election, ding: Account, signed_in: SignedIn) -> None:
    answer = signed_in(ding).get(url("R07", "docx"))
    assert "attachment" in answer.headers["Content-Disposition"]
    assert zipfile.ZipFile(io.BytesIO(answer.content)).testzip() is None


# A card is checked


def test_a_card_is_known_by_its_number_and_code(election: Election) -> None:
    first, second, *_ = voters_of(election)
    code = card_code(election, first)
    assert card_with(election, first.card_no, code) == first
    assert card_with(election, first.card_no, code.lower().replace("-", " ")) == first
    assert card_with(election, second.card_no, code) is None
    assert card_with(election, first.card_no, "0000-0000-0000") is None
    assert card_with(election, 999_999, code) is None


def test_the_code_on_paper_is_the_one_that_is_checked(election: Election, ding: Account, signed_in: SignedIn) -> None:
    text = rows_of(signed_in(ding).get(url("O35")))
    assert [voter.name for voter in voters_of(election) if card_code(election, voter) not in text] == []


def test_a_card_of_another_village_is_none_of_ours(election: Election, taoyuan: Division) -> None:
    there = cast.at_stage(taoyuan, "roll_published")
    first = voters_of(there)[0]
    assert card_with(election, first.card_no, card_code(there, first)) is None


def test_a_clerk_types_number_and_code_and_is_told(election: Election, ding: Account, signed_in: SignedIn) -> None:
    first = voters_of(election)[0]
    browser, page = signed_in(ding), f"/v/{cast.LIUSHU}/roll/cards/check"
    right = browser.post(page, {"card_no": first.card_no, "code": card_code(election, first)}, follow=True)
    assert f"参选证相符：{first.name}，第1村民小组，证号 1。" in text_of(right)
    wrong = browser.post(page, {"card_no": first.card_no, "code": "7F3C-91AE-20B4"})
    assert "证号和核对码不符" in text_of(wrong)
    assert f"参选证相符：{first.name}" not in text_of(wrong)


def test_one_card_is_printed_anew(election: Election, ding: Account, signed_in: SignedIn) -> None:
    browser = signed_in(ding)
    (page,) = page_texts(pypdfium2.PdfDocument(browser.get(f"{url('O35')}?card=7").content))
    assert page.count("姓名") == 1 and "证号7" in page
    assert browser.get(f"{url('O35')}?card=999").status_code == 404
