"""The groups of an election: set up, joined, left, ended; on the page and on paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

import cast
from cunxuan.core.errors import Refusal
from cunxuan.offices import groups_actions as actions
from cunxuan.offices.duties_actions import Person
from cunxuan.offices.groups_actions import NewGroup, Sitting
from cunxuan.offices.models import Account, Division, Group, GroupKind, Seat
from cunxuan.records.verification import verify
from village_pages import text_of

Browser = Callable[..., Client]
SINCE = cast.DAYS["audit_evaluation"]
BY: dict[str, Any] = {"by": "ren", "at": cast.AT}


@pytest.fixture
def inspectors(qinghe: Division) -> Group:
    """第一督查组 of the county, for 柳林镇, with its head."""
    new = NewGroup(GroupKind.INSPECTION, "第一督查组", SINCE, "10000000001", (cast.LIULIN,))
    group = actions.set_up_group(qinghe, new, **BY)
    head = Person("梁国栋", "县纪委", "常委", "10000000002")
    actions.add_members(group, [Sitting(head, Seat.HEAD)], since=SINCE, **BY)
    return group


def test_everybody_in_the_county_reads_the_groups_with_their_telephones(
    inspectors: Group, he: Account, signed_in: Browser
) -> None:
    page = text_of(signed_in(he).get("/preparation/groups"))
    assert "第一督查组" in page and "负责 柳林镇" in page and "组长 梁国栋 县纪委 常委 10000000002" in page


def test_the_county_sets_up_a_group_and_takes_members_in(qinghe: Division, ren: Account, signed_in: Browser) -> None:
    browser = signed_in(ren)
    new = {"kind": "guidance", "name": "第一指导组", "since": "2026-12-01", "townships": [cast.LIULIN]}
    address = browser.post("/preparation/groups/new", new).headers["Location"]
    browser.post(address, {"seat": "head", "name": "任海燕", "unit": "县民政局"})
    assert "组长 任海燕 县民政局" in text_of(browser.get(address))


def test_a_telephone_with_letters_is_said_at_its_field(inspectors: Group, ren: Account, signed_in: Browser) -> None:
    page = signed_in(ren).post(
        f"/preparation/groups/{inspectors.pk}", {"seat": "member", "name": "方洲", "phone": "abc"}
    )
    assert "电话“abc”里有不是数字的字" in text_of(page)
    assert inspectors.members.count() == 1


def test_nobody_sits_in_a_group_twice(inspectors: Group) -> None:
    again = Sitting(Person("梁国栋", "县纪委"), Seat.MEMBER)
    with pytest.raises(Refusal, match="SEAT_TAKEN"):
        actions.add_members(inspectors, [again], since=SINCE, **BY)


def test_whoever_leaves_a_group_stays_in_its_history(inspectors: Group, ren: Account, signed_in: Browser) -> None:
    seat = inspectors.members.get()
    signed_in(ren).post(f"/preparation/seats/{seat.pk}/end", {"on": "2026-12-01", "why": "另有任务"})
    seat.refresh_from_db()
    assert seat.ended_why == "另有任务"
    assert verify().breaks == []


def test_an_ended_group_takes_nobody_in(inspectors: Group) -> None:
    actions.end_group(inspectors, on=SINCE, why="重新分组", **BY)
    with pytest.raises(Refusal, match="GROUP_ENDED"):
        actions.add_members(inspectors, [Sitting(Person("方洲"), Seat.MEMBER)], since=SINCE, **BY)


def test_a_name_is_free_again_once_its_group_has_ended(inspectors: Group, qinghe: Division) -> None:
    again = NewGroup(GroupKind.INSPECTION, "第一督查组", SINCE)
    with pytest.raises(Refusal, match="GROUP_KNOWN"):
        actions.set_up_group(qinghe, again, **BY)
    actions.end_group(inspectors, on=SINCE, why="重新分组", **BY)
    assert actions.set_up_group(qinghe, again, **BY).name == "第一督查组"


def test_a_township_does_not_change_the_countys_group(inspectors: Group, chen: Account, signed_in: Browser) -> None:
    assert signed_in(chen).get(f"/preparation/groups/{inspectors.pk}").status_code == 404


@pytest.mark.parametrize("address", ["/preparation/groups/paper", "/preparation/duties/paper"])
@pytest.mark.parametrize("more", ["", "?blank=1"])
def test_the_lists_print_filled_and_blank(
    inspectors: Group, ren: Account, signed_in: Browser, address: str, more: str
) -> None:
    browser = signed_in(ren)
    assert browser.get(f"{address}/pdf{more}").content.startswith(b"%PDF")
    assert browser.get(f"{address}/word{more}").content.startswith(b"PK")


def test_a_paper_of_another_township_does_not_exist(qinghe: Division, chen: Account, signed_in: Browser) -> None:
    assert signed_in(chen).get(f"/preparation/duties/paper/pdf?place={cast.SHIMEN}").status_code == 404
