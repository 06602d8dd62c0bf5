"""The vote that follows: a runoff, a rerun, a new vote among those tied, each to its end; or seats left vacant."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

import cast
from cunxuan.core.errors import Refusal
from cunxuan.counting.models import Determination
from cunxuan.counting.result_actions import (
    leave_vacant,
    open_next_round,
    pending,
)
from cunxuan.elections.models import Round, RoundKind
from cunxuan.offices.models import Account, Division
from cunxuan.records.models import IssuedPaper, TrailEntry
from cunxuan.records.verification import verify

RUNOFF = "returned 100 · 段秀梅 80 · 李保全 60 · 贾永成 40 · 赵福生 30"
TIED = "returned 100 · 段秀梅 80 · 李保全 70 · 贾永成 55 · 赵福生 55"
TOO_FEW = "issued 65 · returned 60"
LATER = date(2026, 12, 20)


def opened(found: Determination, kind: RoundKind, by: Account, on: date = LATER, **sexes: str) -> Round:
    return open_next_round(found, kind=kind, polling_on=on, sexes=sexes, by=by, at=cast.AT)


def ballot(this: Round) -> dict[str, list[str]]:
    return {one.post: [person.name for person in one.candidates.all()] for one in this.contests.all()}


# -- to the end ----------------------------------------------------------------------------------------------------


def test_a_runoff_fills_the_missing_seat_by_most_votes(liushu: Division, ding: Account) -> None:
    this = opened(cast.declared(liushu, RUNOFF), RoundKind.RUNOFF, ding)
    assert (this.number, this.kind, this.registered) == (2, "runoff", 120)
    assert ballot(this) == {"member": ["贾永成", "赵福生"]}
    found = cast.held(this, "returned 90 · 贾永成 35 · 赵福生 45")
    assert found.outcome == "decided"
    assert [one["name"] for one in found.answer["elected"]] == ["赵福生"]
    assert [one["name"] for one in found.case["elected_before"]] == ["段玉成", "宁涛", "段秀梅", "李保全"]
    assert verify().ok


def test_less_than_a_third_elects_nobody_in_a_runoff_and_the_seat_may_stay_vacant(
    liushu: Division, ding: Account
) -> None:
    this = opened(cast.declared(liushu, RUNOFF), RoundKind.RUNOFF, ding)
    found = cast.held(this, "returned 90 · 贾永成 29 · 赵福生 28")
    assert found.outcome == "may_stop"
    assert {one["reason"] for one in found.answer["not_elected"]} == {"BELOW_ONE_THIRD"}


def test_a_rerun_has_the_same_candidates_and_elects_them_all(liushu: Division, ding: Account) -> None:
    this = opened(cast.declared(liushu, TOO_FEW), RoundKind.RERUN, ding)
    assert ballot(this) == {line.post: [one.name for one in line.nominees] for line in cast.BALLOT}
    found = cast.held(this, "returned 100")
    assert (found.outcome, found.elected) == ("decided", 5)
    assert found.round.election.done["result_announced"] == LATER.isoformat()
    assert verify().ok


def test_those_tied_are_voted_on_again_the_same_day(liushu: Division, ding: Account) -> None:
    first = cast.declared(liushu, TIED)
    assert first.outcome == "revote"
    this = opened(first, RoundKind.REVOTE, ding, on=cast.POLLING_DAY)
    assert ballot(this) == {"member": ["贾永成", "赵福生"]}
    found = cast.held(this, "returned 80 · 贾永成 39 · 赵福生 41")
    assert found.outcome == "decided"
    assert [one["name"] for one in found.answer["elected"]] == ["赵福生"]


def test_the_announcements_of_a_village_have_each_their_number(liushu: Division, ding: Account) -> None:
    cast.held(opened(cast.declared(liushu, RUNOFF), RoundKind.RUNOFF, ding), "returned 90 · 贾永成 35 · 赵福生 45")
    numbers = IssuedPaper.objects.filter(form_id__in=("A12", "F04")).order_by("pk").values_list("form_id", "number")
    assert list(numbers) == [
        ("A12", "第17号"),
        ("F04", "柳树选报〔2026〕1号"),
        ("A12", "第17-2号"),
        ("F04", "柳树选报〔2026〕2号"),
    ]


def test_the_step_keeps_the_day_of_the_first_valid_declaration(liushu: Division, ding: Account) -> None:
    this = opened(cast.declared(liushu, RUNOFF), RoundKind.RUNOFF, ding)
    found = cast.held(this, "returned 90 · 贾永成 35 · 赵福生 45")
    assert found.round.election.done["result_announced"] == "2026-12-16"


# -- opening -------------------------------------------------------------------------------------------------------


def test_whoever_was_written_in_stands_with_the_sex_that_is_told_now(liushu: Division, ding: Account) -> None:
    found = cast.declared(liushu, "returned 100 · 委员另选:方小兰 45 · 段秀梅 80 · 李保全 60 · 贾永成 40 · 赵福生 10")
    this = opened(found, RoundKind.RUNOFF, ding, 方小兰="F")
    people = this.contests.get().candidates.all()
    assert [(one.name, one.sex) for one in people] == [("贾永成", "M"), ("方小兰", "F")]


def test_opening_leaves_one_entry_that_names_the_candidates(liushu: Division, ding: Account) -> None:
    opened(cast.declared(liushu, RUNOFF), RoundKind.RUNOFF, ding)
    entry = TrailEntry.objects.filter(scope=cast.LIUSHU).latest("seq")
    assert (entry.act, entry.by) == ("round_opened", "ding")
    assert verify().ok


@pytest.mark.parametrize(
    ("kind", "on", "code"),
    [
        (RoundKind.RERUN, LATER, "NO_SUCH_VOTE"),
        (RoundKind.RUNOFF, date(2026, 12, 15), "NEXT_POLL_TOO_EARLY"),
    ],
)
def test_what_the_result_does_not_ask_for_or_comes_too_early_is_refused(
    kind: RoundKind, on: date, code: str, liushu: Division, ding: Account
) -> None:
    found = cast.declared(liushu, RUNOFF)
    with pytest.raises(Refusal) as refusal:
        opened(found, kind, ding, on=on)
    assert refusal.value.code == code


def test_before_the_result_is_declared_nothing_follows(liushu: Division, ding: Account) -> None:
    with pytest.raises(Refusal) as refusal:
        opened(cast.determined(liushu, RUNOFF), RoundKind.RUNOFF, ding)
    assert refusal.value.code == "NO_SUCH_VOTE"


def test_a_vote_is_opened_once(liushu: Division, ding: Account) -> None:
    found = cast.declared(liushu, RUNOFF)
    opened(found, RoundKind.RUNOFF, ding)
    with pytest.raises(Refusal) as refusal:
        opened(found, RoundKind.RUNOFF, ding)
    assert refusal.value.code == "NO_SUCH_VOTE"
    assert pending(found) == []


def test_a_rerun_is_not_held_on_the_day_of_the_void_vote(liushu: Division, ding: Account) -> None:
    with pytest.raises(Refusal) as refusal:
        opened(cast.declared(liushu, TOO_FEW), RoundKind.RERUN, ding, on=cast.POLLING_DAY)
    assert refusal.value.code == "NEXT_POLL_TOO_EARLY"


def test_a_runoff_without_candidates_waits_for_the_committee(liushu: Division, ding: Account) -> None:
    found = cast.declared(liushu, RUNOFF)
    empty = [{**ballot, "candidates": []} for ballot in found.answer["next"]]
    found.answer = {**found.answer, "next": empty}
    found.save()
    with pytest.raises(Refusal) as refusal:
        opened(found, RoundKind.RUNOFF, ding)
    assert refusal.value.code == "TOO_FEW_CANDIDATES"


# -- seats left vacant ---------------------------------------------------------------------------------------------


def may_stop(liushu: Division, ding: Account) -> Determination:
    this = opened(cast.declared(liushu, RUNOFF), RoundKind.RUNOFF, ding)
    return cast.held(this, "returned 90 · 贾永成 29 · 赵福生 28")


def test_a_meeting_leaves_the_missing_seats_vacant(liushu: Division, ding: Account) -> None:
    found = leave_vacant(may_stop(liushu, ding), on=date(2026, 12, 22), by=ding, at=cast.AT)
    assert found.left_vacant_on == date(2026, 12, 22)
    assert pending(found) == []
    assert TrailEntry.objects.filter(scope=cast.LIUSHU).latest("seq").act == "seats_left_vacant"
    assert verify().ok


def test_where_the_law_wants_a_runoff_no_meeting_can_leave_seats_vacant(liushu: Division, ding: Account) -> None:
    with pytest.raises(Refusal) as refusal:
        leave_vacant(cast.declared(liushu, RUNOFF), on=LATER, by=ding, at=cast.AT)
    assert refusal.value.code == "NOT_TO_BE_LEFT_VACANT"


def test_once_the_next_runoff_is_arranged_the_seats_are_not_left_vacant(liushu: Division, ding: Account) -> None:
    found = may_stop(liushu, ding)
    opened(found, RoundKind.RUNOFF, ding, on=date(2026, 12, 27))
    with pytest.raises(Refusal) as refusal:
        leave_vacant(found, on=LATER, by=ding, at=cast.AT)
    assert refusal.value.code == "NOT_TO_BE_LEFT_VACANT"


# -- the pages -----------------------------------------------------------------------------------------------------


def test_the_page_shows_the_candidates_and_the_last_lawful_day_with_its_reason(
    liushu: Division, ding: Account, signed_in: Callable[..., Client]
) -> None:
    found = cast.declared(liushu, RUNOFF)
    page = signed_in(ding).get(f"/r/{found.semantic_id}/next/runoff").content.decode()
    assert "贾永成、赵福生" in page
    assert "最迟 2026 年 12 月 26 日，从 12 月 16 日起算。" in page
    assert '<span class="cx-row-article">村民委员会选举规程 六、投票选举</span>' in page


def test_it_asks_once_and_says_when_the_day_is_too_late(
    liushu: Division, ding: Account, signed_in: Callable[..., Client]
) -> None:
    found = cast.declared(liushu, RUNOFF)
    page = signed_in(ding).post(f"/r/{found.semantic_id}/next/runoff", {"polling_on": "2026-12-28"}).content.decode()
    assert 'value="no" autofocus>先不安排</button>' in page
    assert "晚于最迟的 2026 年 12 月 26 日。" in page
    assert Round.objects.count() == 1


def test_arranged_it_goes_on_to_the_places(liushu: Division, ding: Account, signed_in: Callable[..., Client]) -> None:
    found = cast.declared(liushu, RUNOFF)
    sent = {"polling_on": "2026-12-20", "sure": "yes"}
    answer = signed_in(ding).post(f"/r/{found.semantic_id}/next/runoff", sent)
    assert answer.headers["Location"] == f"/v/{cast.LIUSHU}/rounds/2/places"
    assert Round.objects.get(number=2).polling_on == LATER


def test_the_sex_of_those_written_in_is_asked_for(
    liushu: Division, ding: Account, signed_in: Callable[..., Client]
) -> None:
    found = cast.declared(liushu, "returned 100 · 委员另选:方小兰 45 · 段秀梅 80 · 李保全 60 · 贾永成 40 · 赵福生 10")
    browser, address = signed_in(ding), f"/r/{found.semantic_id}/next/runoff"
    assert "方小兰的性别" in browser.get(address).content.decode()
    assert "请填性别" in browser.post(address, {"polling_on": "2026-12-20"}).content.decode()
    browser.post(address, {"polling_on": "2026-12-20", "sex1": "F", "sure": "yes"})
    assert Round.objects.get(number=2).contests.get().candidates.get(name="方小兰").sex == "F"


def test_a_day_before_this_vote_is_said_beside_the_field(
    liushu: Division, ding: Account, signed_in: Callable[..., Client]
) -> None:
    found = cast.declared(liushu, TOO_FEW)
    answer = signed_in(ding).post(f"/r/{found.semantic_id}/next/rerun", {"polling_on": "2026-12-16"})
    assert answer.status_code == 400
    assert "最早可以定在 2026 年 12 月 17 日。" in answer.content.decode()


@pytest.mark.parametrize("day", ["2028-12-20", "9999-12-31"])
def test_a_mistyped_year_is_refused_before_a_timetable_is_reckoned_from_it(
    day: str, liushu: Division, ding: Account, signed_in: Callable[..., Client]
) -> None:
    found = cast.declared(liushu, TOO_FEW)
    answer = signed_in(ding).post(f"/r/{found.semantic_id}/next/rerun", {"polling_on": day, "sure": "yes"})
    assert answer.status_code == 400
    assert "本届是 2026 年换届，请核对年份。" in answer.content.decode()
    with pytest.raises(Refusal) as refusal:
        opened(found, RoundKind.RERUN, ding, on=date.fromisoformat(day))
    assert refusal.value.code == "NEXT_POLL_TOO_FAR"


def test_a_vote_that_is_not_asked_for_has_no_page(
    liushu: Division, ding: Account, signed_in: Callable[..., Client]
) -> None:
    found = cast.declared(liushu, RUNOFF)
    assert signed_in(ding).get(f"/r/{found.semantic_id}/next/revote").status_code == 404


def test_seats_are_left_vacant_on_their_own_page(
    liushu: Division, ding: Account, settings, signed_in: Callable[..., Client]
) -> None:
    found = may_stop(liushu, ding)
    settings.TODAY = "2026-12-22"
    browser, address = signed_in(ding), f"/r/{found.semantic_id}/vacant"
    assert "autofocus>先不记录</a>" in browser.get(address).content.decode()
    assert browser.post(address, {"on": "2026-12-23"}).status_code == 400
    page = browser.post(address, {"on": "2026-12-22"}, follow=True).content.decode()
    assert "2026 年 12 月 22 日决定：缺的名额空缺，不再选。" in page
    assert browser.get(address).status_code == 404
