"""The rota of receptions: leaders in turn on working days, changed and called off by their own office only."""

from __future__ import annotations

import io
from datetime import date

import docx
import pytest

import cast
from cunxuan.core.errors import Refusal
from cunxuan.preparation.models import ReceptionDay
from cunxuan.preparation.reception_actions import (
    Leader,
    NewReception,
    call_off_reception,
    change_reception,
    in_turn,
    plan_receptions,
)
from cunxuan.records.models import TrailEntry

TODAY = cast.POLLING_DAY
MONDAY = date(2026, 12, 21)
LEADERS = (Leader("任建国", "县委副书记", "0319-5550100"), Leader("白秀兰", "副县长"))
HALL = "县信访接待大厅"


def day(on: date = MONDAY, leader: str = "任建国") -> NewReception:
    return NewReception(on=on, hours="上午8:30—12:00", leader=leader, where=HALL, phone="0319-5550100")


@pytest.fixture
def planned(qinghe) -> ReceptionDay:
    (row,) = plan_receptions(qinghe, [day()], by="ren", at=cast.AT)
    return row


def test_leaders_take_turns_on_working_days_only():
    rota = in_turn(LEADERS, date(2026, 12, 18), MONDAY, hours="上午", where=HALL)
    assert [(one.on, one.leader) for one in rota] == [(date(2026, 12, 18), "任建国"), (MONDAY, "白秀兰")]


def test_nobody_receives_twice_on_one_day(planned, qinghe):
    with pytest.raises(Refusal) as refused:
        plan_receptions(qinghe, [day()], by="ren", at=cast.AT)
    assert refused.value.code == "RECEIVES_TWICE"


def test_a_weekend_alone_is_no_rota(qinghe):
    with pytest.raises(Refusal) as refused:
        plan_receptions(
            qinghe, in_turn(LEADERS, date(2026, 12, 19), date(2026, 12, 20), hours="", where=HALL), by="ren", at=cast.AT
        )
    assert refused.value.code == "NO_RECEPTION_DAY"


def test_a_day_that_is_called_off_stays_with_its_reason_and_can_be_planned_again(planned, qinghe):
    call_off_reception(planned, on=TODAY, why="改到下周", by="ren", at=cast.AT)
    plan_receptions(qinghe, [day()], by="ren", at=cast.AT)
    assert [row.called_off_why for row in ReceptionDay.objects.order_by("pk")] == ["改到下周", ""]


def test_what_is_called_off_is_not_changed(planned):
    call_off_reception(planned, on=TODAY, why="改到下周", by="ren", at=cast.AT)
    with pytest.raises(Refusal):
        change_reception(planned, day(), by="ren", at=cast.AT)


def test_the_trail_keeps_what_a_day_was_before_it_was_changed(planned):
    change_reception(planned, day(leader="白秀兰"), by="ren", at=cast.AT)
    assert "任建国" in TrailEntry.objects.get(act="reception_changed").body


def test_a_county_plans_three_weeks_at_once(signed_in, ren):
    asked = {
        "first": "2026-12-17",
        "last": "2026-12-31",
        "hours": "上午",
        "where": HALL,
        "leaders": "任建国，县委副书记，0319-5550100\n白秀兰 副县长",
    }
    signed_in(ren).post("/preparation/receptions/rota", asked)
    assert ReceptionDay.objects.filter(phone="0319-5550100", post="县委副书记").count() == 6
    assert ReceptionDay.objects.filter(leader="白秀兰", post="副县长", phone="").count() == 5


@pytest.mark.parametrize(
    ("field", "said", "answer"),
    [
        ("leaders", "任建国，副书记，一二三4", "第 1 行：“一二三4”不是电话号码"),
        ("last", "2026-12-10", "最后一天在第一天以前"),
        ("first", "2006-12-17", "离今天超过一年"),
    ],
)
def test_what_is_wrong_with_a_rota_is_said_at_its_field(signed_in, ren, field, said, answer):
    asked = {"first": "2026-12-17", "last": "2026-12-31", "hours": "上午", "where": HALL, "leaders": "任建国"}
    page = signed_in(ren).post("/preparation/receptions/rota", {**asked, field: said})
    assert page.status_code == 400
    assert answer in page.content.decode()
    assert not ReceptionDay.objects.exists()


def test_a_telephone_with_letters_is_refused_at_its_field(signed_in, ren):
    asked = {"on": "2026-12-21", "hours": "上午", "leader": "任", "where": HALL, "phone": "abc"}
    page = signed_in(ren).post("/preparation/receptions/new", asked)
    assert "“abc”不是电话号码" in page.content.decode()


def test_a_township_reads_the_countys_rota_and_does_not_change_it(signed_in, chen, planned):
    browser = signed_in(chen)
    page = browser.get("/preparation/receptions").content.decode()
    assert HALL in page
    assert f"/preparation/receptions/{planned.pk}/change" not in page
    assert browser.get(f"/preparation/receptions/{planned.pk}/change").status_code == 404


def test_a_committee_reads_it_and_plans_nothing(signed_in, ding, planned):
    browser = signed_in(ding)
    assert HALL in browser.get("/preparation/receptions").content.decode()
    assert browser.post("/preparation/receptions/new", {}).status_code == 403


def test_without_a_rota_the_page_says_what_to_do(signed_in, ren):
    assert "县和乡镇在这里排日程" in signed_in(ren).get("/preparation/receptions").content.decode()


def test_the_rota_is_printed_without_what_was_called_off(signed_in, ren, planned, qinghe):
    (other,) = plan_receptions(qinghe, [day(leader="白秀兰")], by="ren", at=cast.AT)
    call_off_reception(other, on=TODAY, why="出差", by="ren", at=cast.AT)
    file = signed_in(ren).get("/preparation/receptions/paper/word")
    cells = [cell.text for row in docx.Document(io.BytesIO(file.content)).tables[0].rows for cell in row.cells]
    assert "任建国" in cells
    assert "白秀兰" not in cells
