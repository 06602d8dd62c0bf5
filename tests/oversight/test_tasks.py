"""A task has an owner who does it and somebody who waits for it; it comes back until that person says it is done."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

import cast
from cunxuan.core.errors import Refusal
from cunxuan.offices.models import Account, Division
from cunxuan.oversight import task_actions as actions
from cunxuan.oversight.models import Source, Task, TaskState
from cunxuan.oversight.task_queries import mine
from cunxuan.records.models import TrailEntry

TODAY = cast.POLLING_DAY
DUE = TODAY + timedelta(days=2)


def given(place: Division, owner: Account, by: Account, **more: Any) -> Task:
    new = actions.NewTask(place=place, title="补贴审计公告", owner=owner, due_on=DUE, source=Source.INSPECTION, **more)
    return actions.open_task(new, on=TODAY, by=by, at=cast.AT)


def done(task: Task, by: Account, **more: Any) -> None:
    actions.report_done(task, result="已补贴并拍照。", on=TODAY, by=by, at=cast.AT, **more)


@pytest.fixture
def task(liushu, ding, chen) -> Task:
    """陈 of the township asks 丁 of the village's committee for something."""
    return given(liushu, ding, chen)


def counts(account: Account, day=TODAY) -> tuple[int, int, int]:
    found = mine(account, day)
    return len(found.to_do), len(found.to_confirm), len(found.climbed)


def test_it_waits_for_its_owner(task, ding, chen):
    assert (counts(ding), counts(chen)) == ((1, 0, 0), (0, 0, 0))


def test_reported_done_it_waits_for_whoever_asked(task, ding, chen):
    done(task, ding)
    assert (counts(ding), counts(chen)) == ((0, 0, 0), (0, 1, 0))


def test_confirmed_it_waits_for_nobody(task, ding, chen):
    done(task, ding)
    actions.confirm_task(task, on=TODAY, by=chen, at=cast.AT)
    assert (task.state, counts(ding), counts(chen)) == (TaskState.CLOSED, (0, 0, 0), (0, 0, 0))


def test_returned_it_comes_back_with_another_day(task, ding, chen):
    done(task, ding)
    actions.return_task(task, why="照片看不清。", due_on=DUE + timedelta(days=1), by=chen, at=cast.AT)
    assert (task.state, task.due_on, counts(ding)) == (TaskState.OPEN, DUE + timedelta(days=1), (1, 0, 0))


def test_one_that_was_closed_too_early_is_opened_again(task, ding, chen):
    done(task, ding)
    actions.confirm_task(task, on=TODAY, by=chen, at=cast.AT)
    actions.return_task(task, why="公告又被撕了。", due_on=DUE, by=chen, at=cast.AT)
    assert counts(ding) == (1, 0, 0)


def test_what_somebody_asks_of_oneself_is_closed_at_once(liushu, chen):
    task = given(liushu, chen, chen)
    done(task, chen)
    assert task.state == TaskState.CLOSED


@pytest.mark.parametrize(("days", "township", "county"), [(0, 0, 0), (1, 1, 0), (2, 1, 0), (3, 1, 1)])
def test_overdue_it_climbs_to_the_township_and_then_to_the_county(task, chen, ren, days, township, county):
    day = DUE + timedelta(days=days)
    assert (counts(chen, day)[2], counts(ren, day)[2]) == (township, county)


def test_what_the_timetable_asks_of_a_village_stands_beside_what_people_asked_for(liushu, ding, signed_in):
    cast.at_stage(liushu, "objections_closed")
    page = signed_in(ding).get("/tasks").content.decode()
    assert "各村进度和关口今天要办的" in page
    assert "进度" in page


def test_a_clerk_leads_nobody(task, an):
    assert counts(an, DUE + timedelta(days=9)) == (0, 0, 0)


def test_it_may_be_handed_on(task, ding, an):
    actions.hand_on(task, to=an, why="丁外出开会。", by=ding, at=cast.AT)
    assert (counts(ding), counts(an)) == ((0, 0, 0), (1, 0, 0))


def test_two_who_close_it_at_once_are_told_who_was_first(task, ding, chen):
    twin = Task.objects.get(pk=task.pk)
    done(task, ding)
    actions.confirm_task(task, on=TODAY, by=chen, at=cast.AT)
    with pytest.raises(Refusal, match=r"已由陈.*办结"):
        actions.confirm_task(twin, on=TODAY, by=chen, at=cast.AT)
    assert task.notes.count() == 3


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (lambda task, who: done(task, who("chen")), "TASK_OF_ANOTHER"),
        (lambda task, who: actions.confirm_task(task, on=TODAY, by=who("chen"), at=cast.AT), "TASK_NOT_REPORTED"),
        (
            lambda task, who: actions.put_off(task, due_on=DUE, why="x", by=who("ding"), at=cast.AT),
            "TASK_ASKED_BY_ANOTHER",
        ),
        (lambda task, who: actions.hand_on(task, to=who("an"), why="x", by=who("bai"), at=cast.AT), "TASK_OF_ANOTHER"),
    ],
)
def test_what_is_not_ones_own_is_refused(task, act, code):
    with pytest.raises(Refusal) as refused:
        act(task, cast.person)
    assert refused.value.code == code


def test_the_owner_does_not_confirm_it(task, ding):
    done(task, ding)
    with pytest.raises(Refusal, match=r"陈.*交办"):
        actions.confirm_task(task, on=TODAY, by=ding, at=cast.AT)


def test_where_a_paper_is_asked_for_words_are_not_enough(liushu, ding, chen):
    task = given(liushu, ding, chen, wants_paper=True)
    with pytest.raises(Refusal, match="签字的材料"):
        done(task, ding)
    done(task, ding, paper=cast.photograph("task"))
    assert task.state == TaskState.REPORTED


def test_it_is_not_due_before_it_is_given(liushu, ding, chen):
    new = actions.NewTask(
        place=liushu, title="补报", owner=ding, due_on=TODAY - timedelta(days=1), source=Source.OFFICE
    )
    with pytest.raises(Refusal, match="早于"):
        actions.open_task(new, on=TODAY, by=chen, at=cast.AT)


def test_nobody_of_another_village_is_given_it(taoyuan, ding, chen):
    with pytest.raises(Refusal, match="不在桃园村"):
        given(taoyuan, ding, chen)


def test_a_confidential_task_is_known_to_the_two_alone(liushu, ding, an, chen, ren):
    task = given(liushu, chen, ren, confidential=True)
    seen = {who.username for who in (ding, an, chen, ren) if Task.objects.of(who).filter(pk=task.pk).exists()}
    assert seen == {"chen", "ren"}
    assert not TrailEntry.objects.filter(scope=liushu.pk, act__startswith="task").exists()
