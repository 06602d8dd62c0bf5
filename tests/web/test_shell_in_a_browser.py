"""What the script of the shell does, in a real Chromium: keys, what floats, going back, a token that grew old."""

import pytest

import cast
from browsing import sign_in

playwright = pytest.importorskip("playwright.sync_api")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.urls("troubled_urls"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def page(chromium, live_server, ren):
    """任, signed in, on a page with fields."""
    context = chromium.new_context(base_url=live_server.url, locale="zh-CN", viewport={"width": 1366, "height": 641})
    page = context.new_page()
    sign_in(page, "ren", then="/password")
    yield page
    context.close()


def focused(page) -> str:
    return page.evaluate("document.activeElement.id")


def test_a_slash_goes_to_the_search_and_is_not_typed(page):
    page.keyboard.press("/")
    assert focused(page) == "cx-search-wide"
    assert page.input_value("#cx-search-wide") == ""


def test_a_slash_inside_a_field_is_typed(page):
    page.locator("#id_old").focus()
    page.keyboard.press("/")
    assert page.input_value("#id_old") == "/"


def searches(page, wanted: str) -> None:
    """Types it, and waits for what is found by the whole of it: on a slow machine every letter is answered."""
    page.keyboard.press("/")
    with page.expect_response(lambda answer: f"q={wanted}" in (answer.request.post_data or "")):
        page.keyboard.type(wanted)
    page.wait_for_selector("#cx-found-wide a")


def types_on(page, more: str) -> list:
    """Types more; the answer to it is late until `continue_` is called on what this gives."""
    late = []
    page.route("**/search", lambda route: late.append(route), times=1)
    with page.expect_request("**/search"):
        page.keyboard.type(more)
    return late


def test_a_village_is_chosen_with_the_keyboard_alone(page):
    searches(page, "lsc")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/village/{cast.LIUSHU}")


def test_a_late_answer_leaves_the_keyboard_on_its_line(page):
    searches(page, "l")
    late = types_on(page, "s")
    page.locator("#cx-found-wide a", has_text="柳树村").focus()
    page.evaluate("document.activeElement.id = 'before'")
    late[0].continue_()
    page.wait_for_selector("#before", state="detached")
    assert page.evaluate("document.activeElement.textContent").startswith("柳树村")


def test_a_late_answer_without_that_line_leaves_the_keyboard_in_the_field(page):
    searches(page, "l")
    late = types_on(page, "zzz")
    page.locator("#cx-found-wide a").first.focus()
    late[0].continue_()
    playwright.expect(page.locator("#cx-search-wide")).to_be_focused()


def test_escape_closes_what_was_found_and_returns_to_the_field(page):
    searches(page, "lsc")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    assert page.locator("#cx-found-wide a").count() == 0
    assert focused(page) == "cx-search-wide"


def test_a_question_mark_shows_the_keys_and_escape_puts_them_away(page):
    page.keyboard.press("?")
    assert page.locator("#cx-keys").is_visible()
    page.keyboard.press("Escape")
    assert page.locator("#cx-keys").is_hidden()


def test_escape_folds_the_menu_of_the_account_and_returns_to_its_head(page):
    page.click("details.cx-top-wide summary")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert page.locator("details.cx-top-wide[open]").count() == 0
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_on_a_phone_a_slash_unfolds_the_menu_with_the_search_in_it(page):
    page.set_viewport_size({"width": 360, "height": 780})
    page.keyboard.press("/")
    assert focused(page) == "cx-search-narrow"


def test_going_back_from_a_refusal_finds_what_was_typed(page):
    page.goto("/typing")
    page.fill("#typed", "三箱合计 1,006")
    page.click("button.refuse")
    page.click("[data-cx-back]")
    page.wait_for_url("**/typing")
    assert page.input_value("#typed") == "三箱合计 1,006"


def test_a_form_left_open_while_the_token_changed_is_still_taken(page):
    page.goto("/typing")
    page.context.clear_cookies(name="csrftoken")
    page.context.new_page().goto(page.url)  # gets a new token
    page.click("button.refuse")
    assert page.title() == "现在不能办 · 村选"


def test_a_problem_that_htmx_brings_leaves_the_form_as_it_is(page):
    page.goto("/typing")
    page.fill("#typed", "三箱合计 1,006")
    page.click("button.quiet")
    page.wait_for_selector("#cx-problem .cx-note")
    assert "请另一位录入人登录。" in page.inner_text("#cx-problem")
    assert page.input_value("#typed") == "三箱合计 1,006"


def test_a_lost_line_is_said_in_the_page_and_taken_back_when_it_returns(page):
    page.goto("/typing")
    page.context.set_offline(True)
    page.click("button.quiet")
    page.wait_for_selector("#cx-offline:not([hidden])")
    page.context.set_offline(False)
    page.click("button.quiet")
    page.wait_for_selector("#cx-offline[hidden]", state="attached")


def test_the_policy_of_the_page_stops_nothing_that_the_page_needs(chromium, live_server, qinghe):
    page = chromium.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(live_server.url + "/login")
    assert said == []
    page.close()
