"""Training: who was there stands on the list once, and who has to be trained before a duty is seen until they are."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta

import pytest

import cast
from cunxuan.core.errors import Refusal
from cunxuan.core.stages import State
from cunxuan.offices.models import Division
from cunxuan.preparation import training_actions as actions
from cunxuan.preparation import training_queries as queries
from cunxuan.preparation.models import Attendance, MustTrain, Session
from cunxuan.preparation.training_actions import Came
from cunxuan.preparation.training_queries import Trained
from cunxuan.records.models import TrailEntry
from cunxuan.records.verification import verify
from preparation.sessions import MORNING, ON, held, new_session, scrutineer

AFTERNOON = MORNING + timedelta(hours=6)


@pytest.fixture
def liulin(qinghe: Division) -> Division:
    return Division.objects.get(pk=cast.LIULIN)


def how(village: Division, name: str) -> Trained:
    people = queries.people_to_train(Division.objects.filter(pk=village.pk), ON)[village.pk]
    (one,) = (one for one in people if one.name == name)
    return one.how


def last_act(scope: str) -> str:
    return TrailEntry.objects.filter(scope=scope).latest("seq").act


# The list of a session


def test_a_name_with_its_unit_stands_on_the_list_once(liulin: Division) -> None:
    session = held(liulin, scrutineer("宁涛"))
    again = actions.sign_in(session, [scrutineer("宁涛"), scrutineer("段秀梅")], by="an", at=MORNING)
    assert (again.new, again.known) == (1, 1)
    assert session.attendances.count() == 2


def test_two_people_of_one_name_from_two_villages_are_two(liulin: Division) -> None:
    session = held(liulin, scrutineer("宁涛"), scrutineer("宁涛", "桃园村"))
    assert {one.village_id for one in session.attendances.all()} == {cast.LIUSHU, cast.TAOYUAN}


def test_nobody_is_signed_in_before_the_day(liulin: Division) -> None:
    session = held(liulin)
    with pytest.raises(Refusal, match="SESSION_NOT_YET"):
        actions.sign_in(session, [scrutineer("宁涛")], by="an", at=MORNING - timedelta(days=1))


def test_a_session_that_ends_before_it_begins_is_refused(liulin: Division) -> None:
    with pytest.raises(Refusal, match="SESSION_ENDS_BEFORE"):
        held(liulin, begins=time(11, 0), ends=time(9, 0))


def test_a_session_that_was_called_off_takes_nobody_in_and_trains_nobody(liulin: Division, liushu: Division) -> None:
    session = held(liulin, scrutineer("宁涛"), with_test=False)
    actions.name_people(liushu, [("宁涛", "scrutineer")], on=ON, by="ding", at=MORNING)
    assert how(liushu, "宁涛") is Trained.ENOUGH
    actions.call_off_session(session, on=ON, why="停电", by="chen", at=AFTERNOON)
    assert how(liushu, "宁涛") is Trained.NOT
    with pytest.raises(Refusal, match="SESSION_CALLED_OFF"):
        actions.sign_in(session, [scrutineer("段秀梅")], by="an", at=AFTERNOON)
    with pytest.raises(Refusal, match="SESSION_CALLED_OFF"):
        actions.call_off_session(session, on=ON, why="停电", by="chen", at=AFTERNOON)


def test_an_entry_is_taken_back_with_a_reason_and_both_stay(liulin: Division) -> None:
    session = held(liulin, scrutineer("宁涛"))
    one = session.attendances.get()
    actions.take_back_attendance(one, on=ON, why="认错了人", by="an", at=AFTERNOON)
    assert not Attendance.objects.standing().exists()
    assert Attendance.objects.get().taken_back_why == "认错了人"
    with pytest.raises(Refusal, match="TAKEN_BACK_BEFORE"):
        actions.take_back_attendance(one, on=ON, why="认错了人", by="an", at=AFTERNOON)
    actions.sign_in(session, [scrutineer("宁涛")], by="an", at=AFTERNOON)
    assert Attendance.objects.standing().count() == 1, "who was taken off may come after all"


# By telephone


@pytest.mark.parametrize(
    ("hour", "minute", "is_open"), [(7, 29, False), (7, 30, True), (11, 30, True), (11, 31, False)]
)
def test_the_telephone_signs_in_from_an_hour_before_until_the_end(
    hour: int, minute: int, is_open: bool, liulin: Division
) -> None:
    session = held(liulin)
    at = (
        datetime(2026, 11, 12, hour - 8, minute, tzinfo=UTC)
        if hour >= 8
        else datetime(2026, 11, 11, hour + 16, minute, tzinfo=UTC)
    )
    assert actions.is_open(session, at) is is_open
    if not is_open:
        with pytest.raises(Refusal, match="SIGN_IN_CLOSED"):
            actions.sign_in_by_phone(session, scrutineer("宁涛"), at=at)


def test_what_a_telephone_sends_twice_arrives_once(liulin: Division) -> None:
    session = held(liulin)
    assert actions.sign_in_by_phone(session, scrutineer("宁涛"), at=MORNING).new == 1
    assert actions.sign_in_by_phone(session, scrutineer("宁涛"), at=MORNING).known == 1
    assert TrailEntry.objects.filter(scope=cast.LIULIN, act="training_signed", by="phone").count() == 1


def test_more_people_than_a_hall_holds_do_not_sign_in_within_a_minute(
    liulin: Division, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "MOST_A_MINUTE", 2)
    session = held(liulin)
    for name in ("宁涛", "段秀梅"):
        actions.sign_in_by_phone(session, scrutineer(name), at=MORNING)
    with pytest.raises(Refusal, match="SIGN_IN_TOO_FAST"):
        actions.sign_in_by_phone(session, scrutineer("李保全"), at=MORNING)
    actions.sign_in_by_phone(session, scrutineer("李保全"), at=MORNING + timedelta(minutes=2))


# Who has to be trained


def test_trained_is_who_was_at_a_session_for_the_duty_and_passed_its_test(liulin: Division, liushu: Division) -> None:
    actions.name_people(liushu, [("宁涛", "scrutineer"), ("宁涛", "committee")], on=ON, by="ding", at=MORNING)
    session = held(liulin, scrutineer("宁涛"))
    (pk,) = session.attendances.values_list("pk", flat=True)
    seen = []
    for score in (None, 79, 80):
        actions.enter_scores(session, {pk: score}, by="an", at=AFTERNOON)
        people = queries.people_to_train(Division.objects.filter(pk=liushu.pk), ON)[liushu.pk]
        seen.append({one.duty: one.how for one in people})
    assert [one["scrutineer"] for one in seen] == [Trained.NO_SCORE, Trained.FAILED, Trained.ENOUGH]
    assert {one["committee"] for one in seen} == {Trained.NOT}, "the session was for other duties"


def test_somebody_of_the_same_name_in_another_village_is_not_trained(liulin: Division, liushu: Division) -> None:
    actions.name_people(liushu, [("宁涛", "scrutineer")], on=ON, by="ding", at=MORNING)
    held(liulin, scrutineer("宁涛", "桃园村"), with_test=False)
    assert how(liushu, "宁涛") is Trained.NOT


def test_who_comes_to_the_villages_own_session_is_of_the_village(liushu: Division) -> None:
    actions.name_people(liushu, [("宁涛", "scribe")], on=ON, by="ding", at=MORNING)
    held(liushu, Came("宁涛", "", "scribe"), with_test=False)
    assert how(liushu, "宁涛") is Trained.ENOUGH


def test_a_training_of_the_election_before_does_not_count(liulin: Division, liushu: Division) -> None:
    actions.name_people(liushu, [("宁涛", "scrutineer")], on=ON, by="ding", at=MORNING)
    held(liulin, scrutineer("宁涛"), with_test=False)
    later = ON + timedelta(days=366)
    people = queries.people_to_train(Division.objects.filter(pk=liushu.pk), later)[liushu.pk]
    assert [one.how for one in people] == [Trained.NOT]


def test_who_is_named_twice_is_named_once_and_who_is_struck_off_is_gone(liushu: Division) -> None:
    both = [("宁涛", "scrutineer"), ("宁涛", "scrutineer")]
    assert actions.name_people(liushu, both, on=ON, by="ding", at=MORNING) == 1
    assert actions.name_people(liushu, both, on=ON, by="ding", at=MORNING) == 0
    one = MustTrain.objects.get()
    actions.strike_person(one, on=ON, why="不当监票人了", by="ding", at=AFTERNOON)
    assert queries.people_to_train(Division.objects.filter(pk=liushu.pk), ON)[liushu.pk] == ()
    assert last_act(liushu.pk) == "training_person_struck"
    with pytest.raises(Refusal, match="STRUCK_BEFORE"):
        actions.strike_person(one, on=ON, why="不当监票人了", by="ding", at=AFTERNOON)


# What a village lacks


def part(village: Division) -> object:
    return queries.part_of(Division.objects.filter(pk=village.pk), ON)[village.pk]


def test_a_village_that_named_nobody_is_told_so(liushu: Division) -> None:
    found = queries.part_of(Division.objects.filter(pk=liushu.pk), ON)[liushu.pk]
    assert (found.state, found.done, found.of) == (State.NOT_STARTED, 0, 0)
    assert [lack.zh for lack in found.lacks] == ["还没有写明监票人、计票人、代写人等谁要培训"]


def test_a_village_lists_who_may_not_begin_their_duty(liulin: Division, liushu: Division) -> None:
    actions.name_people(liushu, [("宁涛", "scrutineer"), ("段秀梅", "counter")], on=ON, by="ding", at=MORNING)
    held(liulin, scrutineer("宁涛"), with_test=False)
    found = queries.part_of(Division.objects.filter(pk=liushu.pk), ON)[liushu.pk]
    assert (found.state, found.done, found.of) == (State.IN_PROGRESS, 1, 2)
    assert [lack.zh for lack in found.lacks] == ["段秀梅（计票人） 1 人还没有培训好，不能上岗"]
    assert found.lacks[0].url == f"/v/{cast.LIUSHU}/preparation/training"


def test_a_county_asks_no_more_often_than_a_village(
    liulin: Division, liushu: Division, django_assert_max_num_queries: object
) -> None:
    actions.name_people(liushu, [("宁涛", "scrutineer")], on=ON, by="ding", at=MORNING)
    held(liulin, scrutineer("宁涛"))
    for villages in (Division.objects.filter(pk=liushu.pk), Division.objects.villages()):
        with django_assert_max_num_queries(5):  # type: ignore[operator]
            queries.part_of(villages, ON)


def test_figures_count_people_once_for_each_session(liulin: Division, ren: object) -> None:
    held(liulin, scrutineer("宁涛"), scrutineer("段秀梅"))
    held(liulin, scrutineer("宁涛"), title="补训", hours=2)
    found = queries.totals(cast.person("ren"), ON)
    assert (found.sessions, found.person_times, found.hours) == (2, 3, 4 + 4 + 2)


def test_sessions_are_seen_by_their_own_place_only(liulin: Division, liushu: Division) -> None:
    held(liulin)
    held(liushu, title="村里的培训")
    seen = {name: Session.objects.of(cast.person(name)).count() for name in ("ren", "chen", "ding", "he")}
    assert seen == {"ren": 2, "chen": 2, "ding": 1, "he": 0}


def test_every_act_is_in_the_trail_and_every_row_is_covered(liulin: Division, liushu: Division) -> None:
    session = held(liulin, scrutineer("宁涛"), scrutineer("段秀梅"))
    actions.name_people(liushu, [("宁涛", "scrutineer")], on=ON, by="ding", at=MORNING)
    first, second = session.attendances.order_by("pk")
    actions.enter_scores(session, {first.pk: 90}, by="an", at=AFTERNOON)
    actions.take_back_attendance(second, on=ON, why="没有来", by="an", at=AFTERNOON)
    assert verify().ok
    Attendance.objects.filter(pk=first.pk).update(score=100)
    assert not verify().ok


def test_a_new_session_has_an_address_that_nobody_can_guess(liulin: Division) -> None:
    first, second = held(liulin), held(liulin, title=new_session().title)
    assert first.token != second.token
    assert len(first.token) >= 20
