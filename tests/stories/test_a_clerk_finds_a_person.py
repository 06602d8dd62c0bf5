"""陈 of the township looks for somebody by keyboard alone; 丁 does so on a telephone, and needs one ID number."""

from __future__ import annotations

from datetime import date

import pytest

import cast
from browsing import County, Person
from cunxuan.core.ids import IN_A_TEXT, synthetic
from cunxuan.offices.models import Division
from cunxuan.records.models import TrailEntry
from cunxuan.roll.actions import NewResident, add_residents

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("told_in_order")]

PHONE = {"width": 360, "height": 740}
BORN = date(1968, 5, 6)
NUMBER = synthetic(BORN, 23, division=cast.COUNTY)


@pytest.fixture(scope="module", autouse=True)
def two_people(county: County, liushu: Division) -> None:
    """Whose names begin with the same letters."""
    county.day = cast.POLLING_DAY
    cast.at_stage(liushu, "registration_opened")
    people = (("张顺", 3, 21), ("赵淑兰", 5, 23))
    new = [
        NewResident(name, "M", BORN, synthetic(BORN, sequence, division=cast.COUNTY), group, 1, True, True)
        for name, group, sequence in people
    ]
    add_residents(liushu, new, by="ding", at=cast.AT)


@pytest.fixture(scope="module")
def ding_on_a_phone(county: County) -> Person:
    return county.person("ding", viewport=PHONE)


def types(person: Person, text: str) -> None:
    person.stands_in_a_field()
    person.page.keyboard.type(text)


def fits(person: Person) -> bool:
    """Nothing reaches beyond the screen to the right."""
    wide: int = person.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return wide == 0


def test_the_list_answers_while_the_reviewer_types(chen: Person) -> None:
    chen.presses("找人")
    types(chen, "zs")
    chen.sees("张顺", "#cx-people")
    chen.sees("赵淑兰", "#cx-people")
    types(chen, "l")
    chen.expects("#cx-people").not_to_contain_text("张顺")
    chen.sees("赵淑兰", "#cx-people")
    assert chen.page.url.endswith("/people"), "what is typed stays out of the address"


def test_arrow_and_enter_open_the_person(chen: Person) -> None:
    chen.keys("ArrowDown", "Enter")
    chen.page.wait_for_url("**/roll/people/*")
    chen.sees("赵淑兰", "h1")


def test_the_bar_finds_people_too(chen: Person) -> None:
    chen.keys("/")
    types(chen, NUMBER[-4:].lower())
    chen.sees("赵淑兰 柳树村 5 组", "#cx-found-wide")
    chen.keys("ArrowDown", "Enter")
    chen.page.wait_for_url("**/roll/people/*")


def test_on_a_phone_the_last_four_are_enough(ding_on_a_phone: Person) -> None:
    ding_on_a_phone.opens("/people")
    types(ding_on_a_phone, NUMBER[-4:].lower())
    ding_on_a_phone.sees("1 人", "#cx-people")
    ding_on_a_phone.sees("赵淑兰", "#cx-people")
    assert fits(ding_on_a_phone)
    assert not IN_A_TEXT.search(ding_on_a_phone.page.content())


def test_the_number_is_seen_once_for_a_reason(ding_on_a_phone: Person, liushu: Division) -> None:
    ding_on_a_phone.presses("赵淑兰")
    ding_on_a_phone.presses("查看")
    ding_on_a_phone.sees("与户口簿或者身份证核对")
    assert fits(ding_on_a_phone)
    ding_on_a_phone.page.get_by_label("与户口簿或者身份证核对").check()
    ding_on_a_phone.presses("查看这个人的身份证号")
    ding_on_a_phone.sees(f"{NUMBER[:6]} {NUMBER[6:14]} {NUMBER[14:]}", "#cx-number")
    assert fits(ding_on_a_phone)
    assert TrailEntry.objects.filter(scope=liushu.pk).latest("seq").act == "id_number_shown"


def test_afterwards_it_is_gone(ding_on_a_phone: Person) -> None:
    ding_on_a_phone.presses("看完了")
    ding_on_a_phone.sees("3601***********")
    with pytest.raises(Exception, match="ERR_CACHE_MISS"):  # the browser has kept nothing to go back to
        ding_on_a_phone.page.go_back()


@pytest.mark.parametrize("page", ["roll/people", "preparation/visits"])
def test_an_id_number_that_is_pasted_into_a_search_gets_into_no_address(chen: Person, page: str) -> None:
    asked: list[str] = []
    chen.page.on("request", lambda request: asked.append(request.url))
    chen.opens(f"/v/{cast.LIUSHU}/{page}")
    field = chen.page.locator("main input[name=q]")
    field.fill(f"{NUMBER[:6]} {NUMBER[6:14]} {NUMBER[14:]}")
    field.press("Enter")
    field.fill("赵")
    field.press("Enter")
    chen.page.wait_for_url(lambda url: "q=" in url)
    assert len(asked) > 1
    assert not any(NUMBER[6:14] in url for url in asked)


def test_nothing_was_said_on_a_console(chen: Person, ding_on_a_phone: Person) -> None:
    assert [line for line in chen.console + ding_on_a_phone.console if "ERR_CACHE_MISS" not in line] == []
