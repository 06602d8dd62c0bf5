"""Recording that a step was done: the paper's day leads, the law's word is shown, the impossible is refused."""

import json

import pytest

import cast
from cunxuan.records.models import TrailEntry
from village_pages import hidden, row, said_after, text_of, wrong


def page(step: str) -> str:
    return f"/v/{cast.LIUSHU}/steps/{step}"


@pytest.fixture
def committee(ding, signed_in):
    return signed_in(ding)


@pytest.fixture
def called(liushu):
    return cast.at_stage(liushu, "election_day_fixed")


def test_a_step_is_recorded_for_its_day(called, committee):
    answer = committee.post(page("committee_chosen"), {"on": "2026-11-08"})
    assert said_after(committee, answer) == "已记录“推选村民选举委员会”，11 月 8 日。"
    called.refresh_from_db()
    assert called.done["committee_chosen"] == "2026-11-08"


def test_a_note_goes_into_the_trail(called, committee):
    committee.post(page("committee_chosen"), {"on": "2026-11-08", "note": "到会 64 人"})
    facts = json.loads(TrailEntry.objects.filter(act="step_done").last().body)["facts"]
    assert facts == {"step": "committee_chosen", "on": "2026-11-08", "note": "到会 64 人"}


def test_the_page_says_by_when_and_how_that_is_reckoned(liushu, committee):
    cast.at_stage(liushu, "polling")
    cast.declared(liushu)
    assert "最迟 2026 年 12 月 26 日 为什么 完成工作移交 组织法第二十四条" in text_of(
        committee.get(page("handover_by"))
    )


def test_a_day_that_has_not_come_is_refused_beside_its_field(called, committee):
    answer = committee.post(page("committee_chosen"), {"on": "2026-12-17"})
    assert wrong(answer, "on") == "2026 年 12 月 17 日还没有到，今天是 2026 年 12 月 16 日。请填实际的日期。"
    assert "committee_chosen" not in cast.at_stage(called.village, "election_day_fixed").done


def test_a_year_long_before_this_term_is_a_slip_of_the_pen(called, committee):
    answer = committee.post(page("committee_chosen"), {"on": "2016-11-08"})
    assert wrong(answer, "on") == "2016 年 11 月 8 日早于本届换届工作，请核对年份。"


def test_a_day_against_the_law_is_shown_in_red_before_it_is_recorded(liushu, committee):
    cast.at_stage(liushu, "method_adopted")
    answer = committee.post(page("registration_opened"), {"on": "2026-11-07"})
    assert "“开始选民登记”于 2026-11-07 办理，早于应先办的“推选村民选举委员会”（2026-11-08）。" in text_of(answer)
    assert "照实记录 11 月 7 日" in text_of(answer)
    assert "registration_opened" not in liushu.elections.get().done


def test_given_once_more_the_same_day_is_recorded_and_stays_red(liushu, committee):
    cast.at_stage(liushu, "method_adopted")
    shown = committee.post(page("registration_opened"), {"on": "2026-11-07"})
    committee.post(page("registration_opened"), {"on": "2026-11-07", "seen": hidden(shown, "seen")})
    assert liushu.elections.get().done["registration_opened"] == "2026-11-07"
    assert "已办，不合规定" in row(committee.get(f"/v/{cast.LIUSHU}"), "registration_opened")


def test_another_day_is_looked_at_anew(liushu, committee):
    cast.at_stage(liushu, "method_adopted")
    shown = committee.post(page("registration_opened"), {"on": "2026-11-07"})
    committee.post(page("registration_opened"), {"on": "2026-11-06", "seen": hidden(shown, "seen")})
    assert "registration_opened" not in liushu.elections.get().done


def test_a_step_whose_condition_is_not_met_says_which(called, committee):
    answer = committee.get(page("registration_opened"))
    assert answer.status_code == 409
    assert "“推选村民选举委员会”还没有办完，不能办“开始选民登记”。" in text_of(answer)


def test_a_step_that_is_done_says_since_when(called, committee):
    cast.at_stage(called.village, "committee_chosen")
    answer = committee.get(page("committee_chosen"))
    assert answer.status_code == 409
    assert "已于 2026-11-08 办完" in text_of(answer)


@pytest.mark.parametrize("step", ["runoff_by", "no_such_step"])
def test_what_is_no_step_to_record_has_no_page(called, committee, step):
    assert committee.get(page(step)).status_code == 404


@pytest.mark.parametrize(
    ("step", "own"),
    [
        ("method_adopted", f"/v/{cast.LIUSHU}/method"),
        ("roll_published", f"/v/{cast.LIUSHU}/roll/publish"),
        ("ballots_ready", f"/v/{cast.LIUSHU}/rounds/1/print"),
        ("polling", f"/v/{cast.LIUSHU}/rounds/1/places"),
    ],
)
def test_a_step_with_a_page_of_its_own_leads_there(called, committee, step, own):
    answer = committee.post(page(step), {"on": "2026-11-12"})
    assert answer.headers["Location"] == own
    assert step not in liushu_done(called)


def liushu_done(election):
    election.refresh_from_db()
    return election.done
