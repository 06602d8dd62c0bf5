"""陈 goes from door to door with a telephone. The line comes and goes; every visit arrives, and once only."""

from __future__ import annotations

from datetime import date

import pytest

import cast
from browsing import sign_in
from cunxuan.preparation.models import Visit

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("told_in_order")]

NEW = f"/v/{cast.LIUSHU}/preparation/visits/new"
PHONE = {"width": 360, "height": 780}
TODAY = date(2026, 10, 20)


@pytest.fixture(scope="module", autouse=True)
def autumn(county):
    county.day = TODAY


@pytest.fixture(scope="module")
def door(county):
    """陈's telephone, with a county server that has no HTTPS: the page has to stay open."""
    return county.person("chen", viewport=PHONE, service_workers="block")


def fill(person, name: str, kind: str = "平时接触少的人", on: str = "2026-10-19") -> None:
    person.page.get_by_label(kind).check()
    person.fills("姓名", name)
    person.fills("走访日期", on)
    person.fills("走访人", "陈、安")


def opens_clarity(person, name: str) -> None:
    person.page.locator("summary", has_text=name).click()


def people() -> list[str]:
    return list(Visit.objects.order_by("pk").values_list("person", flat=True))


def test_the_form_says_who_was_not_visited_yet_and_fits_the_telephone(door):
    door.opens(NEW)
    door.sees("五必访已访 0 类，还缺")
    assert door.page.evaluate("document.scrollingElement.scrollWidth") == 360
    assert door.control("保存走访记录").bounding_box()["y"] > 600, "in reach of the thumb"


def test_a_day_in_the_future_is_refused_beside_its_field_and_nothing_is_lost(door):
    fill(door, "薛改香，三组", on="2026-10-21")
    opens_clarity(door, "矛盾成因")
    door.fills("矛盾成因", "修路占地补偿，账没公开。")
    door.presses("保存走访记录")
    door.sees("2026 年 10 月 21 日还没有到，今天是 2026 年 10 月 20 日。请填实际的日期。", where="[data-cx-field=on]")
    assert people() == []
    assert door.field("矛盾成因").input_value() == "修路占地补偿，账没公开。"


def test_corrected_it_arrives_and_the_form_is_ready_for_the_next_door(door):
    door.fills("走访日期", "2026-10-19")
    door.page.get_by_text("转成任务").click()
    door.fills("任务", "公布补偿账，交村监委")
    door.presses("保存走访记录")
    door.sees("已送出 1 份")
    assert people() == ["薛改香，三组"]
    assert (door.field("姓名").input_value(), door.field("走访人").input_value()) == ("", "陈、安")
    found = Visit.objects.get()
    assert (found.conflicts, found.follow_up) == ("修路占地补偿，账没公开。", "公布补偿账，交村监委")


def test_without_network_visits_stay_on_the_telephone_and_the_page_says_how_many(door):
    door.context.set_offline(True)
    for name in ("段文博，一组", "卫建国，二组"):
        fill(door, name, kind="生活有困难的人")
        door.presses("保存走访记录")
        door.sees(name, where="[data-cx-kept-list]")
    door.sees("没有网络，已存在这部手机，等待送出 2 份。")
    assert people() == ["薛改香，三组"]


def test_when_the_network_is_back_they_are_sent_by_themselves(door):
    door.context.set_offline(False)
    door.sees("已送出 2 份")
    door.expects("[data-cx-visits]").to_be_hidden()
    assert people() == ["薛改香，三组", "段文博，一组", "卫建国，二组"]


def test_a_line_that_breaks_after_the_server_has_committed_leaves_one_visit(door):
    answers = []

    def commit_and_break(route):
        answers.append(route.fetch().status)
        route.abort("connectionreset")

    door.page.route(f"**{NEW}", commit_and_break, times=1)
    fill(door, "贾永成，四组", kind="科技示范户")
    door.presses("保存走访记录")
    door.sees("没有网络，已存在这部手机，等待送出 1 份。")
    assert (answers, people().count("贾永成，四组")) == ([201], 1), "the server has it, the telephone does not know"
    door.sees("已送出 1 份")
    assert people().count("贾永成，四组") == 1


def test_on_a_slow_line_the_next_door_is_typed_meanwhile_and_no_word_of_it_is_lost(door):
    slow = []
    door.page.route(f"**{NEW}", lambda route: slow.append(route), times=1)
    fill(door, "段秀英，四组", kind="科技示范户")
    with door.page.expect_request(f"**{NEW}"):
        door.presses("保存走访记录")
    door.sees("段秀英，四组", where="[data-cx-kept-list]")
    assert door.field("姓名").input_value() == ""
    fill(door, "卫秋生，四组", kind="生活有困难的人")
    slow[0].continue_()
    door.expects("[data-cx-visits]").to_be_hidden()
    assert people().count("段秀英，四组") == 1
    assert door.field("姓名").input_value() == "卫秋生，四组"
    door.presses("保存走访记录")
    door.expects("[data-cx-visits]").to_be_hidden()
    assert people().count("卫秋生，四组") == 1


def test_what_is_half_written_is_put_aside_and_taken_up_again(door):
    fill(door, "梁海生，二组", kind="老党员、老干部")
    door.presses("暂存")
    door.sees("没写完 1 份")
    assert door.field("姓名").input_value() == ""
    door.presses("接着写")
    assert door.field("姓名").input_value() == "梁海生，二组"
    assert people().count("梁海生，二组") == 0


def test_closing_the_page_loses_no_word(door):
    opens_clarity(door, "意见建议")
    door.fills("意见建议", "公开栏放到大路边上。")
    door.page.close()
    door.takes_another_window()
    door.opens(NEW)
    assert (door.field("姓名").input_value(), door.field("意见建议").input_value()) == (
        "梁海生，二组",
        "公开栏放到大路边上。",
    )
    door.presses("保存走访记录")
    door.sees("已送出 1 份")
    assert Visit.objects.get(person="梁海生，二组").opinions == "公开栏放到大路边上。"


def test_what_the_server_refuses_later_is_corrected_from_the_list(door):
    door.context.set_offline(True)
    fill(door, "宁涛，一组", kind="对班子或成员有意见的人", on="2026-10-25")
    door.presses("保存走访记录")
    door.sees("等待送出 1 份")
    door.context.set_offline(False)
    door.sees("还没有到", where="[data-cx-kept-list]")
    door.presses("去改")
    door.sees("请填实际的日期", where="[data-cx-field=on]")
    door.presses("保存走访记录")
    door.sees("请填实际的日期", where="[data-cx-field=on]")
    assert "已送出" not in door.reads
    door.fills("走访日期", "2026-10-20")
    door.presses("保存走访记录")
    door.sees("已送出 1 份")
    assert people().count("宁涛，一组") == 1


def test_who_signs_out_with_something_unsent_is_told_and_it_stays_for_them(door):
    door.context.set_offline(True)
    fill(door, "史广田，二组")
    door.presses("保存走访记录")
    door.sees("等待送出 1 份")
    door.page.locator(".cx-top-narrow summary").click()
    door.page.locator(".cx-top-narrow form[action$=logout] button").click()
    door.sees("还有 1 份没有送出")
    door.context.set_offline(False)
    door.sees("已送出 1 份")
    assert people().count("史广田，二组") == 1


def test_with_a_worker_the_form_itself_opens_without_network(county):
    far_away = county.person("an", viewport=PHONE)
    far_away.opens(NEW)
    far_away.sees("没有网络时，这一页在这部手机上也能再打开。")
    far_away.context.set_offline(True)
    for name in ("赵福生，五组", "段秀梅，五组"):
        far_away.page.reload()
        fill(far_away, name, kind="科技示范户", on="2026-10-20")
        far_away.presses("保存走访记录")
        far_away.sees("等待送出")
    far_away.context.set_offline(False)
    far_away.sees("已送出 2 份")
    assert people()[-2:] == ["赵福生，五组", "段秀梅，五组"]


def test_what_one_person_typed_is_not_sent_in_the_name_of_another(county):
    shared = county.person("an", viewport=PHONE, service_workers="block")
    shared.opens(NEW)
    shared.context.set_offline(True)
    fill(shared, "李保全，三组")
    shared.presses("保存走访记录")
    shared.sees("等待送出 1 份")
    shared.page.close()
    shared.context.set_offline(False)
    shared.context.clear_cookies(name="sessionid")
    shared.takes_another_window()
    sign_in(shared.page, "bai", then=NEW)
    shared.expects("[data-cx-visits]").to_be_hidden()
    assert "李保全，三组" not in people()
    shared.context.clear_cookies(name="sessionid")
    sign_in(shared.page, "an", then=NEW)
    shared.sees("已送出 1 份")
    assert Visit.objects.get(person="李保全，三组").recorded_by == "an"


def test_all_five_kinds_are_visited_and_the_village_says_so(door, county):
    door.opens(f"/v/{cast.LIUSHU}/preparation/visits")
    door.sees("五必访 5 类")
    office = county.person("ren")
    office.opens("/preparation/visits")
    office.sees("4 村走访 12 户")
    office.presses("柳树村")
    office.sees("贾永成，四组")


def test_nothing_but_the_broken_line_spoke_on_the_console(door):
    expected = ("Failed to load resource", "Service Worker registration blocked by Playwright")
    assert [line for line in door.console if not line.startswith(expected)] == []
