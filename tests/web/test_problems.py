"""What a person reads when an act did not happen: refused, unusable, not there, not theirs, or our fault."""

import logging
import re

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.urls("troubled_urls")]


@pytest.fixture
def browser():
    return Client(raise_request_exception=False, headers={"host": "testserver", "accept": "text/html"})


def test_a_refusal_says_why_and_the_way_out(browser):
    page = browser.get("/refused")
    assert page.status_code == 409
    assert "两次录入须由不同的人完成。" in page.text
    assert "请另一位录入人登录。" in page.text


def test_a_refusal_is_said_in_the_readers_language(browser):
    browser.cookies["django_language"] = "en"
    page = browser.get("/refused")
    assert "Two people enter.</b> Ask the other." in page.text
    assert 'lang="en"' in page.text


def test_an_act_of_another_post_is_forbidden(signed_in, an):
    page = signed_in(an).get("/of-the-county")
    assert page.status_code == 403
    assert "请由县换届办办理。" in page.text


def test_a_refused_form_offers_the_way_back_to_what_was_typed(browser):
    page = browser.post("/refused", {"第 8 栏": "86"}, headers={"referer": "http://testserver/typed"})
    assert 'href="http://testserver/typed" data-cx-back' in page.text


def test_an_act_that_is_opened_by_its_address_and_refused_leads_to_the_page_above_it(browser):
    assert 'href="/v/360123101201">回到上一级</a>' in browser.get("/v/360123101201/refused").text
    assert "回到上一级" not in browser.get("/refused").text


def test_the_way_back_never_leads_to_another_site(browser):
    page = browser.post("/refused", headers={"referer": "http://elsewhere.example/typed"})
    assert "elsewhere" not in page.text


def test_htmx_gets_a_block_that_leaves_the_form_alone(browser):
    page = browser.post("/refused", headers={"hx-request": "true"})
    assert page.status_code == 409
    assert page.headers["HX-Retarget"] == "#cx-problem"
    assert "<html" not in page.text
    assert "请另一位录入人登录。" in page.text


def test_a_program_gets_the_problem_as_json(browser):
    answer = browser.get("/refused", headers={"accept": "application/json"})
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json() == {
        "type": "about:blank",
        "title": "现在不能办",
        "status": 409,
        "detail": "两次录入须由不同的人完成。请另一位录入人登录。",
        "code": "TWO_PEOPLE",
    }


def test_an_unusable_input_names_its_place(browser):
    page = browser.post("/unusable")
    assert page.status_code == 400
    assert "第 14 行 C 列：身份证号校验位不对，请对照户口簿。" in page.text


def test_what_is_not_there_and_what_is_not_yours_are_one_page(browser):
    nowhere, not_yours = browser.get("/nowhere"), browser.get("/missing")
    assert (nowhere.status_code, not_yours.status_code) == (404, 404)
    assert without_path(nowhere.text) == without_path(not_yours.text)
    assert "没有这一页" in nowhere.text


def without_path(text: str) -> str:
    return re.sub(r'value="[^"]*"', "", text)


@pytest.mark.parametrize(("path", "status"), [("/denied", 403), ("/suspicious", 400)])
def test_what_django_refuses_is_said_in_our_words(browser, path, status):
    page = browser.get(path)
    assert page.status_code == status
    assert "cx-note" in page.text


def test_a_fault_while_saving_says_that_nothing_is_lost_and_gives_a_number(browser):
    page = browser.post("/broken")
    assert page.status_code == 500
    assert re.search(r"没有存上，您填的还在。</b>请再按一次；仍不行请打镇换届办电话，编号 [0-9A-F]{4}。", page.text)


def test_a_fault_while_opening_does_not_speak_of_saving(browser):
    assert "没有存上" not in browser.get("/broken").text


def test_a_fault_is_drawn_without_asking_the_database(browser, django_assert_num_queries):
    with django_assert_num_queries(0):
        browser.get("/broken")


def test_the_number_of_a_fault_is_in_the_log_with_its_place(browser, caplog):
    page = browser.get("/broken", headers={"accept": "application/json"})
    (record,) = [record for record in caplog.records if record.name == "cunxuan.web.faults"]
    assert page.json()["code"] in record.getMessage()
    assert "in broken" in as_logged(record)


def test_the_log_of_a_fault_quotes_nothing_that_somebody_typed(browser, caplog):
    browser.post("/broken", {"name": "张三"})
    browser.get("/broken-twice")
    said = "\n".join(map(as_logged, passed_on(caplog.records)))
    assert "ValueError" in said
    assert "KeyError" in said
    assert not {"张三", "李四", "140824199001010012"} & set(re.split(r"[\s']+", said))


def test_a_fault_is_logged_once(browser, caplog):
    browser.get("/broken")
    assert len([record for record in passed_on(caplog.records) if record.exc_info]) == 1


def as_logged(record: logging.LogRecord) -> str:
    return console().format(record)


def passed_on(records: list[logging.LogRecord]) -> list[logging.LogRecord]:
    return [record for record in records if console().filter(record)]


def console() -> logging.Handler:
    """The handler that the settings put on the server's output."""
    (handler,) = [handler for handler in logging.root.handlers if handler.get_name() == "console"]
    return handler


def test_a_form_of_a_page_left_open_too_long_says_what_to_do():
    strict = Client(enforce_csrf_checks=True)
    page = strict.post("/language", {"language": "en"})
    assert page.status_code == 403
    assert "没有存上。您填的还在。" in page.text
