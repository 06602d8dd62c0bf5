"""What villagers ask: one explanation for the county, under the law that is in force there, for everybody to read."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, date, datetime

import pypdfium2
import pytest
from django.test import Client

import cast
from cunxuan.core.errors import Refusal
from cunxuan.core.law import rules_for, rules_of_pack
from cunxuan.offices.models import Account, Division
from cunxuan.preparation import publicity_actions as actions
from cunxuan.preparation import publicity_queries as queries
from cunxuan.preparation.models import CountyText
from cunxuan.preparation.models.publicity import TextKind
from cunxuan.preparation.publicity_actions import NewQuestion

Browser = Callable[..., Client]
ON = date(2026, 11, 12)
AT = datetime(2026, 11, 12, 2, 0, tzinfo=UTC)
OWN = {
    "phase": "roll",
    "text": "嫁到外村的姑娘在哪里登记？",
    "answer": "户口在哪个村、人住在哪个村，由本人选一个村登记。",
    "source": "村民委员会组织法 第十六条",
}


def test_anybody_reads_the_answers_without_signing_in(qinghe: Division) -> None:
    page = Client().get("/questions").text
    assert "清河县村民委员会选举问答" in page
    assert "45 问" in page
    assert "在选举日的 20 日以前" in page
    assert "村民委员会组织法 第十七条" in page
    assert f"规则包 {rules_for(cast.COUNTY, cast.POLLING_DAY).name}" in page
    assert "/preparation/" not in page, "what a villager reads leads to no page of an official"


def test_a_word_finds_its_questions_and_a_phase_its_own(qinghe: Division) -> None:
    found = Client().get("/questions?q=流动票箱").text
    assert "老人病在床上去不了会场" in found
    assert "村民委员会一届几年" not in found
    phase = Client().get("/questions?phase=count").text
    assert "两个人票数一样怎么办" in phase
    assert "流动票箱" not in phase
    assert "没有这样的问题" in Client().get("/questions?q=xyz").text


def test_what_is_not_confirmed_says_so(qinghe: Division) -> None:
    page = Client().get("/questions?q=票数一样").text
    assert "待县核对" in page


def test_the_sign_in_page_and_a_result_lead_there(liushu: Division) -> None:
    cast.declared(liushu)
    for page in ("/login", f"/r/{liushu.pk}.2026.general.r1"):
        assert 'href="/questions"' in Client().get(page).text


def test_the_county_adds_a_question_and_villagers_see_it(
    qinghe: Division, ren: Account, chen: Account, signed_in: Browser
) -> None:
    signed_in(ren).post("/preparation/questions", OWN)
    one = CountyText.objects.get()
    assert (one.pack, one.on) == (rules_for(cast.COUNTY, cast.POLLING_DAY).name, cast.POLLING_DAY)
    page = Client().get("/questions").text
    assert OWN["answer"] in page
    assert "46 问" in page
    signed_in(chen).post("/preparation/questions", {**OWN, "text": "乡镇自己的解释？"})
    assert CountyText.objects.count() == 1, "one explanation, and that is the county's"


def test_an_answer_without_a_legal_source_is_not_taken(qinghe: Division, ren: Account, signed_in: Browser) -> None:
    answer = signed_in(ren).post("/preparation/questions", {**OWN, "source": ""})
    assert "没有依据的不能答" in answer.text
    assert not CountyText.objects.exists()


def test_a_question_is_withdrawn_with_a_reason_and_shown_again(
    qinghe: Division, ren: Account, signed_in: Browser
) -> None:
    browser = signed_in(ren)
    browser.post("/preparation/questions/tie/withdraw", {"why": "本县另有说明"})
    assert "两个人票数一样怎么办" not in Client().get("/questions").text
    assert "撤下：本县另有说明" in browser.get("/preparation/questions").text
    browser.post("/preparation/questions/tie/show", {"show": "yes"})
    assert "两个人票数一样怎么办" in Client().get("/questions").text


def test_it_is_withdrawn_once(qinghe: Division) -> None:
    said = {"row": None, "key": "tie", "on": ON, "why": "另有说明", "by": "ren", "at": AT}
    actions.withdraw_text(qinghe, TextKind.QUESTION, **said)  # type: ignore[arg-type]
    with pytest.raises(Refusal, match="WITHDRAWN_BEFORE"):
        actions.withdraw_text(qinghe, TextKind.QUESTION, **said)  # type: ignore[arg-type]


def test_an_answer_given_under_an_earlier_law_is_marked_until_somebody_looks_at_it(
    qinghe: Division, ren: Account, signed_in: Browser
) -> None:
    row = actions.add_question(qinghe, NewQuestion(**OWN), on=date(2025, 12, 1), by="ren", at=AT)
    assert row.pack == rules_of_pack("CN@2018-12-29").name
    assert "法规已有变动" in Client().get("/questions").text
    assert "现在适用的法规不同" in signed_in(ren).get("/preparation/questions").text


def test_the_leaflet_prints_what_is_shown_and_where_it_stands(
    qinghe: Division, ren: Account, signed_in: Browser
) -> None:
    browser = signed_in(ren)
    browser.post("/preparation/questions", OWN)
    browser.post("/preparation/questions/tie/withdraw", {"why": "另有说明"})
    pdf = pypdfium2.PdfDocument(io.BytesIO(browser.get("/preparation/publicity/O16.pdf").content))
    said = "".join(page.get_textpage().get_text_bounded() for page in pdf).replace("\r\n", "")
    assert "登记参加选举的村民名单，在选举日的 20 日以前" in said
    assert OWN["answer"] in said
    assert "两个人票数一样" not in said
    assert "条号待县核对" in said
    assert browser.get("/preparation/publicity/O16.word").content[:2] == b"PK"


def test_the_whole_library_takes_one_query(qinghe: Division, django_assert_max_num_queries: object) -> None:
    with django_assert_max_num_queries(1):  # type: ignore[operator]
        assert len(queries.library(qinghe, ON)) == 45
