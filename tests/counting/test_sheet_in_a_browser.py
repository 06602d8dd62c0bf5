"""What the script of a count sheet does, in a real Chromium: keys, digits, saving without a network, the photograph."""

import re

import pytest

import cast
from browsing import sign_in
from counting.sheet_pages import address
from cunxuan.counting import actions
from cunxuan.counting.models import CountEntry, SheetState

playwright = pytest.importorskip("playwright.sync_api")
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def window(chromium, live_server):
    contexts = []

    def opened(username: str, sheet, context=None):
        """A window in which somebody has signed in and opened the sheet."""
        context = context or chromium.new_context(base_url=live_server.url, locale="zh-CN")
        contexts.append(context)
        page = context.new_page()
        sign_in(page, username, then=address(sheet))
        page.wait_for_selector("body.cx-scripted")
        return page

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def page(window, sheet):
    """安 at 柳树村's sheet."""
    return window("an", sheet)


def saved(page, text: str = "已存") -> None:
    """Waits until the server has what was typed."""
    playwright.expect(page.locator("#cx-saved")).to_contain_text(text)


def kept() -> dict[str, int]:
    entry = CountEntry.objects.first()
    return entry.values if entry else {}


def type_all(page, sheet, said: str = "") -> None:
    for key, figure in cast.sheet_figures(sheet, said).items():
        page.fill(f'[name="{key}"]', str(figure))
    page.locator('[name="registered"]').focus()
    playwright.expect(page.locator("#cx-finish")).to_have_text("完成录入")


def focused(page) -> str:
    return page.evaluate("document.activeElement.name || document.activeElement.id")


def on_this_machine(page) -> list[str]:
    return page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('cx-count:'))")


# Keys


def test_the_keyboard_stands_in_the_first_empty_square(page):
    assert focused(page) == "registered"


def test_enter_and_the_arrows_go_from_square_to_square_and_never_change_a_figure(page):
    page.keyboard.type("120")
    page.keyboard.press("Enter")
    assert focused(page) == "printed"
    page.keyboard.press("ArrowDown")
    assert focused(page) == "issued"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert (focused(page), page.input_value('[name="registered"]')) == ("registered", "120")


def test_a_wheel_never_changes_a_figure(page):
    page.keyboard.type("120")
    page.locator('[name="registered"]').hover()
    page.mouse.wheel(0, 300)
    assert page.input_value('[name="registered"]') == "120"


def test_full_width_digits_and_spaces_are_converted_as_they_are_typed_and_commas_come_on_leaving(page):
    page.keyboard.type("１ ２０４")
    assert page.input_value('[name="registered"]') == "1204"
    page.keyboard.press("Enter")
    assert page.input_value('[name="registered"]') == "1,204"


def test_enter_on_write_ins_opens_the_names_and_an_empty_name_leads_on(page):
    page.locator('[name="chair.write_in"]').focus()
    page.keyboard.type("3")
    page.keyboard.press("Enter")
    page.keyboard.type("方大海")
    page.keyboard.press("Enter")
    page.keyboard.type("3")
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert focused(page) == "chair.blank"
    playwright.expect(page.locator("#said-14")).to_contain_text("主任另选他人 3 票，姓名都已写明")
    assert kept() == {"chair.write_in": 3, "chair.write_in:方大海": 3}


def test_without_write_ins_enter_passes_the_names_by(page):
    page.locator('[name="chair.write_in"]').focus()
    page.keyboard.type("0")
    page.keyboard.press("Enter")
    assert focused(page) == "chair.blank"


def test_there_is_always_a_free_line_for_another_name(page):
    page.locator("#names-14 summary").click()
    lines = page.locator("#names-14 li")
    before = lines.count()
    page.locator("#names-14 [data-cx-name]").last.fill("方大海")
    assert lines.count() == before + 1


def test_enter_in_the_last_square_saves_it_and_stands_on_the_button(page, sheet):
    type_all(page, sheet)
    page.fill('[name="member.blank"]', "")
    page.locator('[name="registered"]').focus()
    playwright.expect(page.locator("#cx-finish")).to_contain_text("还缺 1 栏")
    page.locator('[name="member.blank"]').focus()
    page.keyboard.type(str(cast.sheet_figures(sheet)["member.blank"]))
    page.keyboard.press("Enter")
    playwright.expect(page.locator("#cx-finish")).to_be_focused()
    assert kept()["member.blank"] == cast.sheet_figures(sheet)["member.blank"]


def test_control_enter_goes_to_what_keeps_the_entry_open(page, sheet):
    type_all(page, sheet)
    page.fill('[name="valid"]', "")
    page.keyboard.press("Control+Enter")
    playwright.expect(page.locator("#cx-finish")).to_have_text("完成录入（还缺 1 栏）")
    playwright.expect(page.locator('[name="valid"]')).to_be_focused()


def test_control_enter_ends_an_entry_on_which_all_is_well(page, sheet):
    type_all(page, sheet)
    page.keyboard.press("Control+Enter")
    playwright.expect(page.locator(".cx-said")).to_contain_text("第一次录入已完成")
    assert cast.fresh(sheet).state == SheetState.FIRST_DONE


# Checks speak on leaving


def test_a_check_speaks_when_the_field_is_left_and_not_at_each_key(page):
    for key, figure in {"box.b1": "99", "box.b2": "4"}.items():
        page.fill(f'[name="{key}"]', figure)
    page.locator('[name="returned"]').focus()
    page.keyboard.type("10")
    saved(page)
    assert page.locator("#said-8").inner_text() == ""
    page.keyboard.type("8")
    page.keyboard.press("Enter")
    playwright.expect(page.locator("#said-8")).to_contain_text("两箱合计 103，收回写的是 108，少 5。")
    assert page.get_attribute('[name="box.b2"]', "aria-invalid") == "true"
    assert page.get_attribute('[name="box.b2"]', "aria-describedby") == "said-8"


def test_putting_any_of_the_squares_right_clears_it(page):
    for key, figure in {"box.b1": "99", "box.b2": "4", "returned": "108"}.items():
        page.fill(f'[name="{key}"]', figure)
    page.fill('[name="box.b1"]', "104")
    page.keyboard.press("Enter")
    playwright.expect(page.locator("#said-8")).to_contain_text("与收回相等")
    assert page.get_attribute('[name="box.b2"]', "aria-invalid") is None


def test_an_unreadable_text_stays_marked_while_one_goes_on(page):
    page.fill('[name="issued"]', "8o")
    page.keyboard.press("Enter")
    playwright.expect(page.locator("#said-3")).to_contain_text("写的是“8o”")
    page.keyboard.type("10")
    page.keyboard.press("Enter")
    playwright.expect(page.locator("#cx-finish")).to_contain_text("还缺 24 栏")
    assert "写的是“8o”" in page.locator("#said-3").inner_text()
    assert page.input_value('[name="issued"]') == "8o"


def test_words_typed_beside_a_check_are_not_lost_when_its_part_of_the_page_is_renewed(page, sheet):
    for key, figure in {"issued": "108", "returned": "103"}.items():
        page.fill(f'[name="{key}"]', figure)
    page.keyboard.press("Enter")
    page.locator("#explain-Q08").click()
    page.keyboard.type("5 人领票后")
    page.evaluate("document.querySelector('[name=printed]').value = '130'")
    page.locator('[name="printed"]').dispatch_event("focusout")
    playwright.expect(page.locator("#cx-finish")).to_contain_text("还缺 22 栏")
    page.keyboard.type("离场")
    assert page.input_value("#explain-Q08") == "5 人领票后离场"
    page.locator('[name="registered"]').focus()
    playwright.expect(page.locator("#said-9")).to_contain_text("已说明")


# Without a network


def test_without_a_network_what_was_typed_waits_on_this_machine_and_is_sent_when_it_is_back(page):
    page.context.set_offline(True)
    page.keyboard.type("120")
    page.keyboard.press("Enter")
    page.keyboard.type("130")
    page.keyboard.press("Enter")
    unsent = page.locator("[data-cx-unsent-here]")
    playwright.expect(unsent).to_have_text("没有网络，已存在这台电脑，等待送出 2 栏。")
    playwright.expect(unsent).to_be_in_viewport()
    assert kept() == {}
    page.context.set_offline(False)
    playwright.expect(unsent).to_be_hidden(timeout=8000)
    assert kept() == {"registered": 120, "printed": 130}
    assert on_this_machine(page) == []


def test_a_reload_loses_nothing_that_was_not_sent(page):
    page.route("**/squares", lambda route: route.abort())
    page.keyboard.type("120")
    page.keyboard.press("Enter")
    playwright.expect(page.locator("[data-cx-unsent-here]")).to_be_visible()
    page.unroute("**/squares")
    page.reload()
    assert page.input_value('[name="registered"]') == "120"
    saved(page)
    assert kept() == {"registered": 120}


def test_a_reload_keeps_even_the_square_that_is_being_typed(page):
    page.keyboard.type("120")
    page.reload()
    assert page.input_value('[name="registered"]') == "120"
    saved(page)
    assert kept() == {"registered": 120}


def test_passing_through_the_squares_without_typing_begins_nothing(page):
    for _ in range(3):
        page.keyboard.press("Enter")
    assert focused(page) == "proxy"
    page.reload()
    assert not CountEntry.objects.exists()
    assert on_this_machine(page) == []


def test_after_finishing_nothing_stays_on_this_machine(page, sheet):
    type_all(page, sheet)
    page.evaluate('key => localStorage.setItem(key, \'{"valid": ["1"]}\')', f"cx-count:{0}:{sheet.semantic_id}/entry")
    page.click("#cx-finish")
    page.wait_for_selector(".cx-said")
    assert on_this_machine(page) == []


def test_when_the_session_has_ended_the_clerk_signs_in_again_and_loses_nothing(page, window, sheet):
    page.keyboard.type("120")
    page.keyboard.press("Enter")
    saved(page)
    page.context.clear_cookies(name="sessionid")
    page.keyboard.type("130")
    page.keyboard.press("Enter")
    page.wait_for_url("**/login?*")
    assert "填过还没有送出的数存在这台设备上" in page.inner_text("main")
    page.fill("#id_username", "an")
    page.fill("#id_password", cast.PASSWORD)
    page.press("#id_password", "Enter")
    page.wait_for_selector("body.cx-scripted")
    playwright.expect(page.locator('[name="printed"]')).to_have_value("130")
    playwright.expect(page.locator("#cx-finish")).to_contain_text("还缺 23 栏")  # the server has both
    assert kept() == {"registered": 120, "printed": 130}


def test_signing_out_takes_away_what_was_not_sent(page):
    page.route("**/squares", lambda route: route.abort())
    page.keyboard.type("120")
    page.keyboard.press("Enter")
    assert on_this_machine(page)
    page.click(".cx-fold.cx-top-wide > summary")
    page.click(".cx-fold.cx-top-wide >> text=退出登录")
    page.wait_for_url("**/login*")
    assert on_this_machine(page) == []


def test_the_second_clerk_at_the_same_machine_finds_nothing_of_the_first(page, window, sheet):
    page.route("**/squares", lambda route: route.abort())
    page.keyboard.type("73519")
    page.keyboard.press("Enter")
    assert on_this_machine(page)
    page.context.clear_cookies()
    other = window("bai", sheet, page.context)
    assert on_this_machine(other) == []
    assert other.input_value('[name="registered"]') == ""


def test_an_act_that_is_refused_is_said_at_the_head_of_the_page(page, sheet, bai):
    actions.type_figures(sheet, {"registered": 1}, by=bai, at=cast.AT)
    page.keyboard.type("120")
    page.keyboard.press("Enter")
    playwright.expect(page.locator("#cx-problem")).to_contain_text("正由另一位录入人录入")


# The photographed paper, the third person


def test_f2_shows_the_photographed_paper_beside_the_form_and_hides_it(page, sheet, an):
    actions.attach_photograph(sheet, cast.photograph("x"), by=an, at=cast.AT)
    page.reload()
    page.keyboard.press("F2")
    playwright.expect(page.locator("#cx-paper img")).to_be_visible()
    page.keyboard.press("F2")
    playwright.expect(page.locator("#cx-paper")).to_be_hidden()


def test_a_photograph_is_sent_as_soon_as_it_is_chosen(page, tmp_path):
    photo = tmp_path / "paper.png"
    photo.write_bytes(cast.photograph("x"))
    page.set_input_files("#cx-photograph", photo)
    playwright.expect(page.locator(".cx-said")).to_contain_text("照片已存")


def test_photographs_are_chosen_by_a_button_with_our_words_and_by_keyboard(page):
    playwright.expect(page.get_by_text("选照片上传")).to_be_visible()
    with page.expect_file_chooser():
        page.locator("#cx-photograph").press("Enter")


def test_names_that_are_written_again_have_room(window, sheet, an, bai, chen):
    cast.entered(sheet, an, "主任另选:方大海 7")
    differing = cast.entered(cast.fresh(sheet), bai, "主任另选:方小海 7")
    right = cast.sheet_figures(sheet, "主任另选:方大海 7")
    read = {key: right.get(key) for key in differing.differing}
    actions.resolve_sheet(differing, read, by=chen, at=cast.AT)
    page = window("bai", sheet)
    name = page.get_by_placeholder("姓名").first
    assert name.bounding_box()["width"] > 120


def test_the_third_persons_button_says_how_many_squares_are_missing(window, sheet, an, bai):
    cast.entered(sheet, an, "段秀梅 81")
    cast.entered(cast.fresh(sheet), bai, "段秀梅 18")
    page = window("chen", sheet)
    button = page.locator(".cx-button-main")
    assert button.inner_text() == "裁定（还缺 2 栏）"
    page.keyboard.type("81")
    assert button.inner_text() == "裁定（还缺 1 栏）"
    assert button.is_disabled()


def test_the_list_with_few_filters_is_no_wider_than_a_telephone(window, sheet, ding):
    page = window("ding", sheet)
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto("/count")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    assert page.get_by_role("button", name="找计票单").bounding_box()["height"] < 60


def test_a_question_mark_outside_a_field_lists_the_keys(page):
    page.locator("h1").click()
    page.keyboard.press("?")
    text = page.locator("#cx-keys").inner_text()
    assert re.search(r"Ctrl\+Enter\s+完成", text)
