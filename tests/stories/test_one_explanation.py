"""One explanation for the whole county: a villager asks on a telephone, the county answers, the township hands it out.

Nobody signs in to read; the figures are those of the law in force here, each with its article. What the county adds is
there at once, what it takes down is gone, from the page and from the leaflet.
"""

from __future__ import annotations

import io

import pypdfium2
import pytest

import cast
from browsing import County, Person
from cunxuan.preparation.models import PublicityItem

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("told_in_order")]

ASKED = "嫁到外村的姑娘在哪里登记？"
ANSWERED = "户籍还在本村、本人表示参加的，在本村登记；只能选一个村。"


def fits(person: Person) -> bool:
    wide: int = person.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return wide == 0


def leaflet(person: Person) -> str:
    pdf = pypdfium2.PdfDocument(io.BytesIO(person.fetches("政策问答宣传单")))
    return "".join(page.get_textpage().get_text_bounded() for page in pdf).replace("\r\n", "")


def test_a_villager_finds_the_questions_without_an_account(villager: Person) -> None:
    villager.opens("/login")
    villager.presses("看选举问答")
    villager.sees("清河县村民委员会选举问答")
    villager.sees("45 问")
    assert fits(villager)


def test_a_word_leads_to_the_answer_with_its_article(villager: Person) -> None:
    villager.page.get_by_placeholder("写一个词").fill("回不来")
    villager.presses("找问题")
    villager.sees("选举那天回不来，可以让别人替我投吗？")
    villager.sees("书面委托本村有选举权的近亲属或者其他村民")
    villager.sees("村民委员会组织法 第十八条")
    villager.sees("规则包 CN@2026-01-01")
    assert fits(villager)


def test_an_article_leads_to_the_rule(villager: Person) -> None:
    villager.page.get_by_role("link", name="村民委员会组织法 第十八条").first.click()
    villager.page.wait_for_url("**/law/**")
    assert villager.page.get_by_role("heading", level=1).is_visible()


def test_a_township_does_not_explain_on_its_own(chen: Person) -> None:
    chen.opens("/preparation/questions")
    chen.sees("管理问答")
    assert chen.page.get_by_role("button", name="公布问答").count() == 0
    assert chen.page.get_by_role("link", name="撤下").count() == 0


def test_the_county_answers_what_is_asked_here(ren: Person, villager: Person) -> None:
    ren.opens("/preparation/questions")
    ren.field("阶段").select_option(label="登记和名单")
    ren.fills("问", ASKED)
    ren.fills("答", ANSWERED)
    ren.presses("公布问答")
    ren.sees("没有依据的不能答")
    assert ren.field("答").input_value() == ANSWERED
    ren.fills("依据", "村民委员会组织法 第十六条")
    ren.presses("公布问答")
    ren.sees("村民现在就能看到")
    villager.opens("/questions?phase=roll")
    villager.sees(ANSWERED)


def test_what_the_county_takes_down_is_gone(ren: Person, villager: Person) -> None:
    article = ren.page.get_by_role("article").filter(has_text="两个人票数一样怎么办？")
    article.get_by_role("link", name="撤下").click()
    ren.fills("原因", "本县另发说明")
    ren.presses("撤下问答")
    ren.sees("公布 45 问")
    villager.opens("/questions?phase=count")
    villager.expects("body").not_to_contain_text("两个人票数一样")


def test_the_township_hands_the_same_answers_out(chen: Person) -> None:
    chen.opens("/preparation/publicity")
    said = leaflet(chen)
    assert ANSWERED in said
    assert "两个人票数一样" not in said
    chen.presses("登记宣传")
    chen.page.get_by_text("宣传单（份）").click()
    for label, text in (("内容", "政策问答宣传单"), ("数量", "2400"), ("在哪里", "入户发放")):
        chen.fills(label, text)
    chen.field("到每个村").check()
    chen.page.locator("main form button.cx-button-main").click()
    chen.sees("可以附照片")


def test_a_photograph_shows_that_it_was_done(chen: Person) -> None:
    picture = {"name": "入户.png", "mimeType": "image/png", "buffer": cast.photograph("入户")}
    chen.page.locator("#cx-photograph").set_input_files(picture)
    chen.presses("存照片")
    chen.sees("1 张")
    assert chen.page.locator(".cx-training-photos img").evaluate("image => image.decode().then(() => true)")


def test_the_county_sees_how_many_and_where_nothing_arrived(ren: Person) -> None:
    ren.opens("/preparation/publicity")
    ren.sees("2,400 份")
    ren.sees("1 村")
    ren.sees("柏庄村")


def test_what_was_recorded_twice_is_taken_back(chen: Person, ren: Person) -> None:
    chen.presses("撤回这一项")
    chen.fills("原因", "同一批登记了两次")
    chen.presses("撤回这一项")
    chen.sees("不计入合计")
    assert PublicityItem.objects.standing().count() == 0
    ren.opens("/preparation/publicity")
    ren.sees("4 村")


def test_the_county_adds_a_slogan(ren: Person) -> None:
    ren.presses("看标语")
    ren.fills("标语", "一人一票，票票算数")
    ren.presses("加入标语")
    ren.sees("一人一票，票票算数", ".cx-training-slogans")


def test_on_a_telephone_the_pages_fit(county: County) -> None:
    with_a_phone = county.person("ren", viewport={"width": 360, "height": 740})
    for path in ("/preparation/publicity", "/preparation/publicity/new", "/preparation/questions", "/questions"):
        with_a_phone.opens(path)
        assert fits(with_a_phone), path


def test_nothing_was_said_on_a_console(villager: Person, chen: Person, ren: Person) -> None:
    said = [line for person in (villager, chen, ren) for line in person.console]
    assert [line for line in said if "400 (Bad Request)" not in line] == []
