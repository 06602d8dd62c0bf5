"""Visits: recorded once however often they arrive, taken back with a reason, counted by kind and by what is clear."""

import json
from datetime import date, timedelta
from uuid import uuid4

import pytest

import cast
from cunxuan.core.errors import Refusal
from cunxuan.core.stages import State
from cunxuan.offices.models import Division
from cunxuan.preparation.models import Visit
from cunxuan.preparation.visits_actions import finish_follow_up, record_visit, record_visits, take_back_visit
from cunxuan.preparation.visits_queries import coverage_of, part_of
from cunxuan.records.models import TrailEntry
from cunxuan.records.verification import verify
from preparation.visiting import AT, ON, SAID, TODAY, reported, visit, visited

pytestmark = pytest.mark.usefixtures("new_qinghe")


@pytest.fixture
def here():
    return Division.objects.get(pk=cast.LIUSHU)


def last_entry() -> dict[str, object]:
    return json.loads(TrailEntry.objects.filter(scope=cast.LIUSHU).latest("seq").body)


def test_the_same_visit_sent_twice_is_the_same_row(here):
    came = visit(conflicts=SAID)
    first, new = record_visit(here, came, by="an", at=AT)
    again, new_again = record_visit(here, came, by="an", at=AT + timedelta(hours=3))
    assert (new, new_again, first.pk) == (True, False, again.pk)
    assert Visit.objects.count() == 1
    assert TrailEntry.objects.filter(act="visits_recorded").count() == 1


@pytest.mark.parametrize("differs", [{"person": "段文博"}, {"conflicts": "另一句"}, {"kind": "model"}])
def test_a_key_that_comes_back_with_other_words_is_refused(here, differs):
    came = visit()
    record_visit(here, came, by="an", at=AT)
    with pytest.raises(Refusal, match="VISIT_KEY_TAKEN"):
        record_visit(here, visit(**{"kind": "seldom", **differs}, key=came.key), by="an", at=AT)


def test_a_key_of_another_village_or_another_person_is_refused(here):
    came = visit()
    record_visit(here, came, by="an", at=AT)
    with pytest.raises(Refusal, match="VISIT_KEY_TAKEN"):
        record_visit(Division.objects.get(pk=cast.TAOYUAN), came, by="an", at=AT)
    with pytest.raises(Refusal, match="VISIT_KEY_TAKEN"):
        record_visit(here, came, by="bai", at=AT)


def test_a_visit_in_the_future_or_of_another_preparation_is_refused(here):
    with pytest.raises(Refusal, match="VISIT_NOT_YET"):
        record_visit(here, visit(on=TODAY + timedelta(days=1)), by="an", at=AT)
    with pytest.raises(Refusal, match="VISIT_TOO_OLD"):
        record_visit(here, visit(on=date(2021, 9, 1)), by="an", at=AT)


def test_of_many_with_one_wrong_nothing_is_kept(here):
    with pytest.raises(Refusal):
        record_visits(here, [visit(), visit(on=TODAY + timedelta(days=1))], by="an", at=AT)
    assert not Visit.objects.exists()


def test_the_trail_says_that_there_were_visits_and_nothing_of_what_was_said(here):
    record_visits(here, [visit(conflicts=SAID), visit("model")], by="an", at=AT)
    assert last_entry()["facts"] == {"count": 2}
    assert "补偿" not in TrailEntry.objects.filter(scope=cast.LIUSHU).latest("seq").body


def test_a_visit_changed_behind_the_program_is_found(here):
    record_visit(here, visit(conflicts=SAID), by="an", at=AT)
    assert verify().ok
    Visit.objects.update(conflicts="没有矛盾。")
    assert not verify().ok


def test_a_visit_taken_back_counts_no_more_and_stays_with_its_reason(here):
    came, _ = record_visit(here, visit(), by="an", at=AT)
    take_back_visit(came, why="同一次登记了两份", by="an", at=AT)
    assert coverage_of(here, TODAY).visits == 0
    assert Visit.objects.get().taken_back_why == "同一次登记了两份"
    with pytest.raises(Refusal, match="VISIT_TAKEN_BACK"):
        take_back_visit(came, why="再一次", by="an", at=AT)
    assert verify().ok


def test_a_follow_up_is_due_then_overdue_then_done(here):
    came, _ = record_visit(here, visit(follow_up="公布账，交村监委", follow_by=date(2026, 10, 10)), by="an", at=AT)
    assert (coverage_of(here, date(2026, 10, 9)).overdue, coverage_of(here, TODAY).overdue) == (0, 1)
    with pytest.raises(Refusal, match="FOLLOW_UP_DAY"):
        finish_follow_up(came, on=ON - timedelta(days=1), how="已公布", by="an", at=AT)
    finish_follow_up(came, on=TODAY, how="已公布", by="an", at=AT)
    assert (coverage_of(here, TODAY).to_follow, coverage_of(here, TODAY).overdue) == (0, 0)


def test_coverage_names_whom_nobody_visited_and_what_nobody_found_out(here):
    record_visits(
        here, [visit(kind, conflicts=SAID) for kind in ("dissent", "hardship", "model", "veteran")], by="an", at=AT
    )
    found = coverage_of(here, TODAY)
    assert found.missing[0] == "未访：平时接触少的人；未摸清：发展路子、班子整体问题、成员自身不足、意见建议"
    assert (found.kinds_done, found.clarities_done, found.state) == (4, 1, State.IN_PROGRESS)


def test_a_part_is_done_when_everybody_was_visited_and_the_report_is_issued(here):
    visited(here)
    before = part_of(Division.objects.filter(pk=here.pk), TODAY)[here.pk]
    assert (before.done, before.of, [one.zh for one in before.lacks]) == (10, 11, ["村情调研报告还没有发"])
    reported(here)
    after = part_of(Division.objects.filter(pk=here.pk), TODAY)[here.pk]
    assert (after.state, after.lacks) == (State.DONE, ())
    assert after.text_zh == "走访 5 类、5 户，摸清 5 项，报告已发"


def test_a_visit_of_the_last_term_does_not_count(here):
    record_visit(here, visit(on=TODAY - timedelta(days=400)), by="an", at=AT)
    assert coverage_of(here, TODAY).visits == 0


def test_the_county_is_asked_in_as_many_queries_as_one_village(here, django_assert_num_queries):
    for village in Division.objects.villages():
        record_visit(village, visit(key=uuid4()), by="ren", at=AT)
    for villages in (Division.objects.filter(pk=here.pk), Division.objects.villages()):
        with django_assert_num_queries(3):
            part_of(villages, TODAY)
