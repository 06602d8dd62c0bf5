"""Taking a step back: asks once, wants a reason, and leaves alone what others rely on."""

import json

import pytest

import cast
from cunxuan.records.models import TrailEntry
from village_pages import said_after, text_of, wrong


def page(step: str) -> str:
    return f"/v/{cast.LIUSHU}/steps/{step}/back"


@pytest.fixture
def committee(ding, signed_in):
    return signed_in(ding)


@pytest.fixture
def registering(liushu):
    return cast.at_stage(liushu, "registration_opened")


def test_it_asks_once_names_the_step_and_keeps_the_keyboard_on_the_harmless_choice(registering, committee):
    answer = committee.get(page("registration_opened"))
    assert "撤回“开始选民登记”" in text_of(answer)
    assert "autofocus>先不撤回</a>" in answer.content.decode()


def test_the_step_is_open_again_and_both_acts_stay_in_the_trail(registering, committee):
    answer = committee.post(page("registration_opened"), {"reason": "日期记错，应为 11 月 13 日"})
    assert said_after(committee, answer) == "已撤回“开始选民登记”。"
    registering.refresh_from_db()
    assert "registration_opened" not in registering.done
    last = TrailEntry.objects.filter(scope=cast.LIUSHU).last()
    assert last.act == "step_taken_back"
    assert json.loads(last.body)["facts"]["reason"] == "日期记错，应为 11 月 13 日"


def test_without_a_reason_nothing_is_taken_back(registering, committee):
    answer = committee.post(page("registration_opened"), {"reason": " "})
    assert wrong(answer, "reason").startswith("请写明为什么撤回")
    registering.refresh_from_db()
    assert "registration_opened" in registering.done


def test_a_step_that_later_steps_need_stays(registering, committee):
    answer = committee.post(page("committee_chosen"), {"reason": "记错"})
    assert answer.status_code == 409
    assert "请先撤回“开始选民登记”。" in text_of(answer)


def test_the_call_taken_back_loses_its_day_and_its_law(liushu, chen, signed_in):
    election = cast.at_stage(liushu, "election_day_fixed")
    signed_in(chen).post(page("election_day_fixed"), {"reason": "改期"})
    election.refresh_from_db()
    assert (election.polling_day, election.pack, election.is_called) == (None, "", False)


@pytest.mark.parametrize("step", ["roll_published", "roll_frozen", "candidates_published"])
def test_what_was_published_is_not_unmade(liushu, committee, step):
    election = cast.at_stage(liushu, step)
    assert committee.get(page(step)).status_code == 409
    assert committee.post(page(step), {"reason": "记错"}).status_code == 409
    election.refresh_from_db()
    assert step in election.done


def test_a_step_that_was_not_done_has_no_such_page(registering, committee):
    assert committee.get(page("roll_published")).status_code == 404
