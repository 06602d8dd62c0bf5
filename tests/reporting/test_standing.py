"""Where the villages of 清河县 stand, as it is read from the tables; the rules themselves are in test_matters.py."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import cast
from cunxuan.core.stages import State
from cunxuan.counting.actions import resolve_sheet
from cunxuan.counting.result_actions import open_next_round
from cunxuan.elections.models import Election
from cunxuan.offices.actions import Place, add_divisions
from cunxuan.offices.models import Account, Division
from cunxuan.reporting.standing import Standing, standings

DAY = cast.POLLING_DAY
A_MEMBER_SHORT = "段秀梅 80 · 李保全 70 · 贾永成 40 · 赵福生 40"


def stands(village: Division, today: date = DAY) -> Standing:
    (found,) = standings(Division.objects.filter(pk=village.pk), today)
    return found


def test_a_village_whose_county_has_not_mobilised_waits(liushu: Division) -> None:
    Election.objects.filter(village=liushu).delete()

    found = stands(liushu)

    assert (found.stage, found.state, found.election) == (1, State.NOT_STARTED, None)
    assert found.next_zh == "等县里部署换届"


def test_steps_that_were_recorded_carry_a_village_forward(liushu: Division) -> None:
    cast.at_stage(liushu, "roll_frozen")

    found = stands(liushu, date(2026, 12, 1))

    assert (found.stage, found.state) == (6, State.IN_PROGRESS)
    assert found.dates[4] == date(2026, 12, 1)
    assert found.seats == 5
    assert found.village.parent is not None and found.village.parent.name == "柳林镇"


def test_two_clerks_who_differ_make_the_village_differ(taoyuan: Division, an: Account, bai: Account) -> None:
    sheet = cast.sheet_of(taoyuan)
    cast.entered(sheet, an, "段玉成 70")
    cast.entered(sheet, bai, "段玉成 69")

    assert stands(taoyuan).state is State.DIFFERS


def test_a_sheet_that_went_back_waits_to_be_read_again(
    taoyuan: Division, an: Account, bai: Account, chen: Account
) -> None:
    sheet = cast.sheet_of(taoyuan)
    cast.entered(sheet, an, "段玉成 70")
    sheet = cast.entered(sheet, bai, "段玉成 69")
    paper = {key: cast.sheet_figures(sheet, "段玉成 70")[key] for key in sheet.differing}
    resolve_sheet(sheet, paper, by=chen, at=cast.AT)

    assert stands(taoyuan).state is State.TO_CHECK


def test_the_sheets_of_all_places_have_to_be_verified(shiqiao: Division) -> None:
    cast.at_stage(shiqiao, "polling")
    first, *others = cast.sheets_of(shiqiao)
    cast.verified(first)
    assert stands(shiqiao).state is State.IN_PROGRESS

    for sheet in others:
        cast.verified(sheet)
    assert stands(shiqiao).matters[0].text_zh == "计票单都已核对一致，等认定结果。"


def test_a_declared_result_gives_the_turnout_and_those_elected(liushu: Division) -> None:
    cast.declared(liushu, "returned 100 · issued 108")

    found = stands(liushu)

    assert (found.turnout, found.elected, found.seats) == ((100, 120), 5, 5)
    assert found.has_committee


def test_a_void_vote_keeps_its_turnout_and_goes_back_to_the_poll(liushu: Division) -> None:
    cast.declared(liushu, "returned 60 · issued 70")

    found = stands(liushu)

    assert (found.state, found.stage, found.turnout, found.elected) == (State.VOID, 10, (60, 120), 0)
    assert found.matters[0].text_zh == "登记 120 人，参加投票 60 人，未过半数，须重新选举。"


def test_a_rerun_is_said_to_be_void_until_it_is_decided(liushu: Division, chen: Account) -> None:
    void = cast.declared(liushu, "returned 60 · issued 70")
    open_next_round(void, kind="rerun", polling_on=DAY + timedelta(days=4), by=chen, at=cast.AT)

    found = stands(liushu, DAY + timedelta(days=1))

    assert (found.state, found.next_zh) == (State.VOID, "12 月 20 日重新选举")


def test_a_seat_that_is_short_leaves_a_runoff_open(liushu: Division, chen: Account) -> None:
    short = cast.declared(liushu, f"returned 100 · issued 108 · {A_MEMBER_SHORT}")
    open_next_round(short, kind="runoff", polling_on=DAY + timedelta(days=4), by=chen, at=cast.AT)

    found = stands(liushu)

    assert (found.state, found.stage, found.elected) == (State.RUNOFF, 11, 4)
    assert found.matters[0].text_zh == "委员缺 1 名，12 月 20 日另行选举。"
    assert not found.has_committee


def test_the_turnout_is_that_of_the_first_vote_not_of_a_runoff(liushu: Division, chen: Account) -> None:
    short = cast.declared(liushu, f"returned 100 · issued 108 · {A_MEMBER_SHORT}")
    open_next_round(short, kind="runoff", polling_on=DAY + timedelta(days=4), by=chen, at=cast.AT)

    assert stands(liushu).turnout == (100, 120)


def test_villages_that_vote_today_are_told_from_those_that_have_closed(liushu: Division, taoyuan: Division) -> None:
    cast.at_stage(liushu, "ballots_ready")
    cast.at_stage(taoyuan, "polling")

    voting, closed = stands(liushu), stands(taoyuan)

    assert voting.votes_on(DAY) and not voting.closed_on(DAY)
    assert closed.votes_on(DAY) and closed.closed_on(DAY)
    assert not closed.votes_on(DAY + timedelta(days=1))


def test_villages_come_in_the_order_of_their_codes(qinghe: Division) -> None:
    found = standings(Division.objects.villages(), DAY)

    assert [one.village.name for one in found] == ["柳树村", "桃园村", "石桥村", "柏庄村"]


def test_more_villages_ask_no_more_of_the_database(
    liushu: Division, taoyuan: Division, django_assert_num_queries: Callable[[int], Any]
) -> None:
    cast.declared(liushu, f"returned 100 · issued 108 · {A_MEMBER_SHORT}")
    cast.at_stage(taoyuan, "polling")
    with CaptureQueriesContext(connection) as few:
        standings(Division.objects.villages(), DAY)

    add_divisions(
        (
            Place(f"3601232022{number}", f"第{number}村", cast.SHIMEN, "石门乡", cast.COUNTY, "清河县")
            for number in range(10, 36)
        ),
        by="ren",
        at=cast.AT,
    )

    with django_assert_num_queries(len(few)):
        found = standings(Division.objects.villages(), DAY)
    assert len(found) == 30


@pytest.mark.parametrize("carried_on", [cast.counted, cast.determined, cast.declared])
def test_nothing_is_remembered_from_the_last_look(liushu: Division, carried_on: Callable[[Division], Any]) -> None:
    """What is pure is cached by its whole input: a row that changed changes the answer at once."""
    cast.at_stage(liushu, "polling")
    before = stands(liushu)

    carried_on(liushu)

    assert (stands(liushu).stage, stands(liushu).matters) != (before.stage, before.matters)
