"""A village's page and its forms in a real Chromium: by keyboard, on a phone, while a day is chosen."""

import pytest

import cast
from browsing import Person, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGE = f"/v/{cast.LIUSHU}"
PHONE = {"width": 360, "height": 800}
OFFICE_PC = {"width": 1366, "height": 768}


@pytest.fixture
def window(chromium, live_server):
    """陈 at a screen of some size, on some page."""
    people = []

    def opened(path: str = PAGE, size: dict[str, int] = OFFICE_PC) -> Person:
        person = Person(chromium.new_context(base_url=live_server.url, locale="zh-CN", viewport=size))
        people.append(person)
        sign_in(person.page, "chen", then=path)
        person.page.wait_for_load_state("networkidle")
        return person

    yield opened
    for person in people:
        assert person.console == []
        person.context.close()


def test_why_opens_with_the_keyboard_alone_and_escape_closes_it(liushu, window):
    cast.at_stage(liushu, "registration_opened")
    chen = window()
    why = chen.page.locator("#roll_published summary")
    why.focus()
    chen.keys("Enter")
    chen.sees("选举日 12 月 16 日 − 20 天 = 11 月 26 日，当日可以", "#roll_published")
    chen.keys("Escape")
    assert not chen.page.locator("#roll_published .cx-why-said").is_visible()
    assert why.evaluate("element => element === document.activeElement")


def test_on_a_phone_finished_steps_fold_into_one_line(liushu, window):
    cast.at_stage(liushu, "registration_opened")
    chen = window(size=PHONE)
    assert not chen.page.locator("#committee_chosen").is_visible()
    assert chen.page.locator("#roll_published").is_visible()
    chen.page.get_by_text("展开").click()
    assert chen.page.locator("#committee_chosen").is_visible()


@pytest.mark.parametrize("size", [PHONE, OFFICE_PC], ids=["phone", "office"])
@pytest.mark.parametrize("large", [False, True], ids=["usual letters", "large letters"])
def test_nothing_is_wider_than_the_window_and_no_letter_under_twelve(liushu, window, size, large):
    liushu.name = "十里铺子东沟大槐树坡下村"
    liushu.save()
    cast.declared(liushu, "returned 100 · 段秀梅 80 · 李保全 60 · 贾永成 40 · 赵福生 33")
    chen = window(size=size)
    if large:
        chen.context.add_cookies([{"name": "cx_large", "value": "1", "url": chen.page.url}])
        chen.page.reload()
    assert chen.page.evaluate("document.documentElement.scrollWidth") == size["width"]
    assert chen.page.evaluate(SMALLEST_LETTER) >= 12


SMALLEST_LETTER = """
Math.min(...[...document.querySelectorAll("body *")]
  .filter(element => [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim()))
  .map(element => parseFloat(getComputedStyle(element).fontSize)))
"""


def test_what_a_polling_day_would_mean_is_shown_while_it_is_chosen(liushu, window, settings):
    settings.TODAY = "2026-11-05"
    cast.at_stage(liushu, "branch_elected")
    chen = window(f"{PAGE}/call")
    chen.page.fill("#id_polling_day", "2026-11-20")
    chen.sees("选举日最早也是 2026 年 11 月 25 日。", "#cx-proposed")
    chen.page.fill("#id_polling_day", "2026-12-20")
    chen.sees("2026 年 12 月 20 日 周日", "#cx-proposed")
    assert "csrf" not in chen.page.url


def test_candidates_are_typed_with_enter_alone_and_lines_never_run_out(liushu, window):
    cast.at_stage(liushu, "review_completed")
    chen = window(f"{PAGE}/candidates")
    chen.page.focus("#id_chair-1-name")
    chen.types("段玉成", "梁海生", "方大海")
    chen.page.wait_for_selector("#id_chair-4-name:focus")
    assert chen.page.input_value("#id_chair-3-name") == "方大海"


def test_a_candidates_sex_is_chosen_with_the_arrow_keys(liushu, window):
    cast.at_stage(liushu, "review_completed")
    chen = window(f"{PAGE}/candidates")
    chen.page.focus("#id_member-1-name")
    chen.page.keyboard.type("段秀梅")
    chen.keys("Tab", "ArrowRight")
    assert chen.page.is_checked("#id_member-1-sex_1")


def test_before_what_cannot_be_undone_enter_does_nothing_harmful(liushu, window):
    election = cast.at_stage(liushu, "objections_closed")
    chen = window(f"{PAGE}/roll/freeze")
    chen.keys("Enter")
    chen.page.wait_for_url(f"**{PAGE}")
    election.refresh_from_db()
    assert "roll_frozen" not in election.done
