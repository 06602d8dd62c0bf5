"""The board's twelve stages and ten states."""

from datetime import date

import pytest

from cunxuan.core.stages import STAGES, State, gravest, left_out, present_stage, stage_dates


def done_up_to(stage: int, *, without: tuple[str, ...] = ()) -> dict[str, str]:
    steps = [step for one in STAGES[:stage] for step in one.steps if step not in without]
    return {step: f"2026-11-{day:02}" for day, step in enumerate(steps, start=1)}


def test_there_are_twelve_stages_and_no_step_stands_in_two():
    steps = [step for stage in STAGES for step in stage.steps]
    assert [stage.number for stage in STAGES] == list(range(1, 13))
    assert len(set(steps)) == len(steps)


@pytest.mark.parametrize("finished", range(12))
def test_the_present_stage_is_the_one_after_the_last_finished(finished):
    assert present_stage(done_up_to(finished)) == finished + 1


def test_a_village_with_everything_done_is_past_the_last_stage():
    assert present_stage(done_up_to(12)) == 13


def test_a_stage_with_one_step_missing_is_still_the_present_one():
    assert present_stage(done_up_to(6, without=("objections_closed",))) == 5


def test_once_the_poll_was_held_a_forgotten_step_no_longer_holds_the_village_back():
    done = done_up_to(10, without=("candidates_met_voters",))
    assert present_stage(done) == 11
    assert left_out(done) == ("candidates_met_voters",)


def test_nothing_is_left_out_where_steps_were_done_in_turn():
    assert left_out(done_up_to(8)) == ()


def test_a_stage_is_dated_by_its_last_step():
    done = {"nomination_notice": date(2026, 11, 28), "nomination_vote": "2026-11-29", "polling": date(2026, 12, 13)}
    dates = stage_dates(done)
    assert (dates[5], dates[9], dates[0]) == (date(2026, 11, 29), date(2026, 12, 13), None)


def test_a_stage_half_done_has_no_date_yet():
    assert stage_dates({"nomination_notice": "2026-11-28"})[5] is None


def test_a_village_with_several_states_shows_the_gravest():
    assert gravest([State.IN_PROGRESS, State.OVERDUE, State.DUE_SOON]) is State.OVERDUE


def test_the_order_of_gravity():
    words = [state.zh for state in sorted(State, key=lambda state: state.gravity)]
    assert words == ["无效", "不一致", "受阻", "逾期", "另行选举", "将到期", "待核对", "进行中", "未开始", "已完成"]


def test_what_is_not_begun_is_graver_than_what_is_done():
    assert gravest([State.DONE, State.NOT_STARTED]) is State.NOT_STARTED


def test_a_village_without_any_state_has_not_started():
    assert gravest([]) is State.NOT_STARTED


def test_every_state_has_its_own_words_and_sign():
    assert len({state.sign for state in State}) == len({state.en for state in State}) == 10
