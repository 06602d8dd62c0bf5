"""Key villages: proposed by one, decided by another, owned, planned, consulted on, ended; shown to the board."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

import cast
from cunxuan.core.errors import Refusal
from cunxuan.core.stages import State
from cunxuan.offices.models import Division
from cunxuan.preparation.key_village_actions import (
    NewConsultation,
    Owner,
    Plan,
    decide_key_village,
    end_key_village,
    plan_key_village,
    propose_key_village,
    record_consultation,
    take_back_consultation,
    withdraw_proposal,
)
from cunxuan.preparation.key_village_queries import key_villages, line_of, part_of
from cunxuan.preparation.models import KeyVillage
from cunxuan.records.models import TrailEntry
from cunxuan.records.verification import verify
from preparation.visiting import AT, TODAY, decided, proposed, reported, visited

pytestmark = pytest.mark.usefixtures("new_qinghe")
DEADLINE = date(2026, 11, 20)
PLAN = Plan(
    owner="史广田",
    owner_post="副镇长",
    lead="史广田",
    team="包村干部两人、民警两人",
    measures="公布修路补偿账。",
    deadline=DEADLINE,
    escalation="十分钟内报镇党委书记。",
)
HELD = NewConsultation(on=TODAY, police="钱", township="史广田", conclusion="矛盾在补偿账。", next_on=date(2026, 11, 5))


@pytest.fixture
def here():
    return Division.objects.get(pk=cast.TAOYUAN)


def test_a_village_is_a_key_village_when_somebody_else_decided(here):
    one = proposed(here)
    assert key_villages(Division.objects.villages()) == set()
    decide_key_village(one, agreed=True, why="有矛盾。", owner=Owner("史广田", ""), on=TODAY, by="ren", at=AT)
    assert key_villages(Division.objects.villages()) == {cast.TAOYUAN}


def test_who_proposed_it_does_not_decide(here):
    one = proposed(here)
    with pytest.raises(Refusal, match="KEY_VILLAGE_SAME_PERSON"):
        decide_key_village(one, agreed=True, why="有。", owner=Owner("史", ""), on=TODAY, by="chen", at=AT)


def test_nor_behind_the_programs_back(here):
    one = proposed(here)
    with pytest.raises(IntegrityError), transaction.atomic():
        KeyVillage.objects.filter(pk=one.pk).update(decided_by="chen")


def test_it_has_an_owner_from_its_first_day(here):
    with pytest.raises(Refusal, match="KEY_VILLAGE_OWNER"):
        decide_key_village(proposed(here), agreed=True, why="有。", owner=None, on=TODAY, by="ren", at=AT)


def test_one_that_is_declined_may_be_proposed_again(here):
    decide_key_village(proposed(here), agreed=False, why="已化解。", on=TODAY, by="ren", at=AT)
    assert proposed(here).stands == "proposed"


def test_nobody_proposes_it_twice_or_without_a_reason(here):
    proposed(here)
    with pytest.raises(Refusal, match="KEY_VILLAGE_OPEN"):
        proposed(here)
    with pytest.raises(Refusal, match="KEY_VILLAGE_REASON"):
        propose_key_village(Division.objects.get(pk=cast.LIUSHU), reasons=[], said="难。", on=TODAY, by="chen", at=AT)


def test_a_proposal_is_withdrawn_only_until_the_county_decides(here):
    one = proposed(here)
    withdraw_proposal(one, why="提错了村", by="chen", at=AT)
    assert one.stands == "withdrawn"
    with pytest.raises(Refusal, match="KEY_VILLAGE_STANDS"):
        decide_key_village(one, agreed=False, why="无。", on=TODAY, by="ren", at=AT)


def test_days_come_one_after_the_other_and_none_lies_ahead(here):
    one = proposed(here)
    with pytest.raises(Refusal, match="KEY_VILLAGE_BEFORE"):
        decide_key_village(one, agreed=False, why="无。", on=TODAY - timedelta(days=1), by="ren", at=AT)
    with pytest.raises(Refusal, match="KEY_VILLAGE_NOT_YET"):
        decide_key_village(one, agreed=False, why="无。", on=TODAY + timedelta(days=1), by="ren", at=AT)


def test_what_it_lacks_is_named_until_it_is_there(here):
    one = decided(here)
    assert [zh for zh, _ in line_of(here, TODAY).lacks] == ["还没有工作预案", "公安和乡镇还没有会诊"]
    plan_key_village(one, PLAN, on=TODAY, by="chen", at=AT)
    record_consultation(one, HELD, by="chen", at=AT)
    line = line_of(here, TODAY)
    assert (line.lacks, line.state, line.next_on) == ((), State.IN_PROGRESS, date(2026, 11, 5))


def test_a_consultation_that_was_agreed_and_not_held_is_overdue(here):
    one = decided(here)
    plan_key_village(one, PLAN, on=TODAY, by="chen", at=AT)
    record_consultation(one, HELD, by="chen", at=AT)
    line = line_of(here, date(2026, 11, 6))
    assert (line.state, line.lacks[0][0]) == (State.OVERDUE, "约定的会诊 2026-11-05 已过")


def test_a_consultation_taken_back_counts_no_more(here):
    one = decided(here)
    held = record_consultation(one, HELD, by="chen", at=AT)
    take_back_consultation(held, why="日期记错", by="chen", at=AT)
    assert line_of(here, TODAY).consultations == ()
    with pytest.raises(Refusal, match="CONSULTATION_TAKEN_BACK"):
        take_back_consultation(held, why="再一次", by="chen", at=AT)


def test_it_ends_with_a_reason_and_everything_stays_in_the_townships_chain(here):
    one = decided(here)
    plan_key_village(one, PLAN, on=TODAY, by="chen", at=AT)
    end_key_village(one, why="账已公布。", on=TODAY, by="ren", at=AT)
    assert key_villages(Division.objects.villages()) == set()
    assert set(TrailEntry.objects.filter(act__startswith="key_village").values_list("scope", flat=True)) == {
        cast.LIULIN
    }
    assert verify().ok


def test_a_part_says_where_each_village_stands(here):
    villages = Division.objects.villages()
    liushu = Division.objects.get(pk=cast.LIUSHU)
    visited(liushu)
    reported(liushu, risk="high")
    decided(here)
    parts = part_of(villages, TODAY)
    assert parts[cast.TAOYUAN].text_zh == "重点村，责任人 史广田"
    assert parts[cast.LIUSHU].lacks[0].zh == "风险定为高，还没有提出是否列为重点村"
    assert parts[cast.SHIQIAO].text_zh == "还没有排查"


def test_the_county_is_asked_in_as_many_queries_as_one_village(here, django_assert_num_queries):
    for village in Division.objects.villages():
        decided(village)
    for villages in (Division.objects.filter(pk=here.pk), Division.objects.villages()):
        with django_assert_num_queries(5):
            part_of(villages, TODAY)
