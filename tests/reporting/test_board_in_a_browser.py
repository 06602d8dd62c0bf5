"""The board of 200 villages in a real Chromium: that it fits, the keys, what floats, what survives being replaced."""

from importlib.resources import as_file, files

import pytest

import cast
from browsing import sign_in
from cunxuan.elections.actions import open_general_election
from cunxuan.formats.villages import read_villages
from cunxuan.offices.actions import Place, add_divisions, open_account
from cunxuan.offices.models import Division, Level, Role

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

LAPTOP = {"width": 1366, "height": 641}  # what a browser leaves of 1366 × 768
FIRST, SECOND = "v140824100200", "v140824100201"
#: Comes to its end when the new board is there.
REPLACE = "htmx.ajax('GET', '/board/parts', {target: '#cx-board', swap: 'outerHTML'})"


@pytest.fixture
def jishan(settings):
    """The 200 villages of the list that is shipped, on a day when none has an audit; an official of the county."""
    settings.TODAY = cast.POLLING_DAY.isoformat()
    with as_file(files("cunxuan.data") / "140824-villages.csv") as path:
        add_divisions((Place(**row) for row in read_villages(path)), by="ren", at=cast.AT)
    county = Division.objects.get(level=Level.COUNTY)
    open_account(
        username="ren",
        name="任",
        role=Role.COUNTY,
        division=county,
        password=cast.hashed(),
        by="system",
        at=cast.AT,
    )
    open_general_election(
        county, Division.objects.villages(), year=2026, term_no=14, planned_on=cast.POLLING_DAY, by="ren", at=cast.AT
    )
    return county


@pytest.fixture
def opened(chromium, live_server, jishan):
    """`opened(LAPTOP)` is the board in a window of that size, 任 signed in."""
    contexts = []

    def window(size, address="/", **how):
        context = chromium.new_context(base_url=live_server.url, locale="zh-CN", viewport=size, **how)
        contexts.append(context)
        page = context.new_page()
        sign_in(page, "ren", then=address)
        page.wait_for_selector("#cx-board")
        return page

    yield window
    for context in contexts:
        context.close()


@pytest.mark.parametrize(
    ("width", "height", "address"), [(1366, 641, "/"), (1366, 768, "/"), (1920, 950, "/"), (1920, 1080, "/wall")]
)
def test_two_hundred_villages_fit_one_screen(opened, width, height, address):
    page = opened({"width": width, "height": height}, address)

    whole = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")

    assert page.locator(".cx-vr").count() == 200
    assert whole[0] <= width and whole[1] <= height
    assert page.evaluate(TOO_WIDE) == []
    assert page.evaluate(TOO_SMALL) == []


@pytest.mark.parametrize("height", [641, 768, 830, 1000])
def test_the_list_beside_the_board_shows_whole_matters_only_and_counts_the_others(opened, height):
    page = opened({"width": 1366, "height": height})

    shown = page.locator(".cx-matter:visible")
    last, below = shown.last.bounding_box(), page.locator(".cx-urgent-list").bounding_box()

    assert 4 < shown.count() < 24
    assert last["y"] + last["height"] <= below["y"] + below["height"] + 1
    assert page.locator(".cx-rest:visible").inner_text().startswith(f"还有 {200 - shown.count()} 村：受阻 ")


def test_on_paper_the_list_is_whole(opened):
    page = opened(LAPTOP)
    page.emulate_media(media="print")

    assert page.locator(".cx-matter:visible").count() == 24
    assert page.locator(".cx-rest:visible").inner_text().startswith("还有 176 村")


TOO_WIDE = "[...document.querySelectorAll('.cx-vn')].filter(e => e.scrollWidth > e.clientWidth).map(e => e.textContent)"
TOO_SMALL = """[...document.querySelectorAll('body *')]
    .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()) && e.getClientRects().length)
    .filter(e => parseFloat(getComputedStyle(e).fontSize) < 12).map(e => e.outerHTML)"""


def focused(page) -> str:
    return page.evaluate("document.activeElement.id")


def test_the_matrix_is_one_stop_of_the_tabulator(opened):
    page = opened(LAPTOP)

    assert page.locator(".cx-vr[tabindex='0']").count() == 1
    page.locator(f"#{FIRST}").focus()
    page.keyboard.press("Tab")
    assert "cx-vr" not in (page.evaluate("document.activeElement.className") or "")


def test_arrow_keys_go_from_village_to_village(opened):
    page = opened(LAPTOP)
    page.locator(f"#{FIRST}").focus()

    page.keyboard.press("ArrowDown")
    assert focused(page) == SECOND
    page.keyboard.press("ArrowRight")
    beside = page.locator(f"#{focused(page)}").bounding_box()
    here = page.locator(f"#{SECOND}").bounding_box()
    assert beside["x"] > here["x"] and abs(beside["y"] - here["y"]) < here["height"]
    page.keyboard.press("End")
    page.keyboard.press("ArrowDown")
    assert focused(page) == page.locator(".cx-vr").last.get_attribute("id")


def test_enter_opens_the_village(opened):
    page = opened(LAPTOP)
    page.locator(f"#{SECOND}").focus()

    page.keyboard.press("Enter")

    page.wait_for_url(f"**/v/{SECOND[1:]}")


@pytest.mark.parametrize("end", ["Home", "End"])
def test_what_floats_over_a_row_never_covers_it(opened, end):
    page = opened(LAPTOP)
    page.locator(f"#{SECOND}").focus()
    page.keyboard.press(end)

    page.wait_for_selector("#cx-card:not([hidden])")

    row, card = page.locator(f"#{focused(page)}").bounding_box(), page.locator("#cx-card").bounding_box()
    assert card["y"] >= row["y"] + row["height"] or card["y"] + card["height"] <= row["y"]
    assert card["y"] >= 0 and card["y"] + card["height"] <= LAPTOP["height"]
    assert card["x"] >= 0 and card["x"] + card["width"] <= LAPTOP["width"]
    assert "审计结果未公布" in page.locator("#cx-card").inner_text()


def test_escape_closes_what_floats(opened):
    page = opened(LAPTOP)
    page.locator(f"#{FIRST}").focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_selector("#cx-card:not([hidden])")

    page.keyboard.press("Escape")

    assert page.locator("#cx-card").is_hidden()


def test_focus_and_what_floats_survive_the_board_being_replaced(opened):
    page = opened(LAPTOP)
    page.locator(f"#{FIRST}").focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_selector("#cx-card:not([hidden])")

    page.evaluate(REPLACE)

    assert focused(page) == SECOND
    assert page.locator(f"#{SECOND}").get_attribute("tabindex") == "0"
    assert page.locator("#cx-card").is_visible()


def test_on_a_phone_a_township_unfolds_and_stays_so(opened):
    page = opened({"width": 360, "height": 800}, has_touch=True)
    assert page.locator(".cx-vr:visible").count() == 0

    page.locator(".cx-town-head:visible").nth(1).tap()
    shown = page.locator(".cx-vr:visible").count()
    page.evaluate(REPLACE)

    assert shown == 25
    assert page.locator(".cx-vr:visible").count() == shown
    assert page.locator(".cx-vr:visible").first.bounding_box()["height"] >= 44
    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_the_wall_says_when_it_has_heard_nothing_for_half_a_minute(opened):
    page = opened({"width": 1920, "height": 1080}, "/wall")
    page.clock.install()
    page.reload()
    assert page.locator("#cx-lost").is_hidden()

    page.context.set_offline(True)
    page.clock.run_for(40_000)

    page.wait_for_selector("#cx-lost:not([hidden])")
    assert "以后没有更新" in page.locator("#cx-lost").inner_text()
    page.context.set_offline(False)
    page.clock.run_for(15_000)
    page.wait_for_selector("#cx-lost", state="hidden")
