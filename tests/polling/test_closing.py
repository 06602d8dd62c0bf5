"""Closing the boxes of a place, and with the last of them the poll."""

import pytest

import cast
from village_pages import said_after, text_of, wrong

PLACES = f"/v/{cast.SHIQIAO}/rounds/1/places"


def page(place: int) -> str:
    return f"{PLACES}/{place}/close"


@pytest.fixture
def ready(shiqiao):
    return cast.at_stage(shiqiao, "ballots_ready")


@pytest.fixture
def township(chen, signed_in):
    return signed_in(chen)


def test_it_asks_once_names_the_place_and_keeps_the_keyboard_on_the_harmless_choice(ready, township):
    answer = township.get(page(2))
    assert "石桥村东庄投票站投票结束" in text_of(answer)
    assert "autofocus>先不关箱</a>" in answer.content.decode()


def test_while_others_are_open_the_list_of_places_follows(ready, township):
    answer = township.post(page(1), {"on": "2026-12-16"})
    assert answer.headers["Location"] == PLACES
    assert said_after(township, answer) == "中心会场已关箱，还有 2 个投票点没有关箱。"
    ready.refresh_from_db()
    assert "polling" not in ready.done


def test_the_last_one_ends_the_poll(ready, township):
    for place in (1, 2, 3):
        answer = township.post(page(place), {"on": "2026-12-16"})
    assert said_after(township, answer) == "西庄投票站已关箱，投票结束。"
    ready.refresh_from_db()
    assert ready.done["polling"] == "2026-12-16"


def test_no_box_is_closed_before_its_day(ready, township, settings):
    settings.TODAY = "2026-12-15"
    answer = township.get(page(1))
    assert answer.status_code == 409
    assert "2026-12-16 才投票，中心会场不能在 2026-12-15 关箱。" in text_of(answer)
    assert "关箱</a>" not in township.get(PLACES).content.decode()


def test_a_day_before_the_vote_is_refused_beside_its_field(ready, township):
    answer = township.post(page(1), {"on": "2026-12-15"})
    assert wrong(answer, "on") == "投票日是 2026 年 12 月 16 日，关箱不能在它以前。"


def test_a_closed_place_stays_closed(ready, township):
    township.post(page(1), {"on": "2026-12-16"})
    assert township.get(page(1)).status_code == 409
    assert township.post(page(1), {"on": "2026-12-16"}).status_code == 409


def test_a_first_vote_is_not_closed_before_what_the_law_wants_is_done(shiqiao, township):
    election = cast.at_stage(shiqiao, "candidates_published")
    cast.print_ballots(election, "ballots_ready")
    answer = township.get(page(1))
    assert answer.status_code == 409
    assert "“公布投票时间、地点、方式和工作人员”还没有办完" in text_of(answer)


def test_a_place_that_does_not_exist_has_no_page(ready, township):
    assert township.get(page(9)).status_code == 404
