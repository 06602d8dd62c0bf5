"""Recording facts of the registration: one person or many, what excludes what, the meeting, and when it is over."""

import json
from datetime import date

import pytest

import cast
from cunxuan.core.errors import Refusal
from cunxuan.records.models import TrailEntry
from cunxuan.records.verification import verify
from cunxuan.roll.models import Fact, RegistrationFact
from cunxuan.roll.registration_actions import (
    MeetingHeld,
    VoteOn,
    record_facts,
    record_meeting,
    take_back_fact,
)
from roll.registering import ON, person, recorded, registering

REPRESENTATIVES = MeetingHeld("representatives_assembly", date(2026, 11, 15), 30, 24)


@pytest.fixture
def election(liushu):
    return registering(liushu)


def in_force(name):
    return set(RegistrationFact.objects.filter(resident=person(name), in_force=True).values_list("kind", flat=True))


def last_entry(village):
    entry = TrailEntry.objects.filter(scope=village.pk).latest("seq")
    return entry.act, json.loads(entry.body)["facts"]


def test_of_answers_that_exclude_one_another_the_last_holds(election):
    for answer in (Fact.TOLD, Fact.UNREACHABLE, Fact.WILL_NOT, Fact.STATED):
        recorded(election, "卫小军", answer)
    assert in_force("卫小军") == {Fact.STATED}


def test_who_was_told_and_then_answered_was_told_all_the_same(election):
    recorded(election, "卫小军", Fact.TOLD)
    recorded(election, "卫小军", Fact.WILL_NOT)
    assert in_force("卫小军") == {Fact.TOLD, Fact.WILL_NOT}


def test_recorded_again_the_later_day_holds(election):
    recorded(election, "赵福生", Fact.LIVED_SINCE, date(2024, 1, 1))
    recorded(election, "赵福生", Fact.LIVED_SINCE, date(2025, 1, 1))
    (fact,) = RegistrationFact.objects.filter(resident=person("赵福生"), in_force=True)
    assert fact.on == date(2025, 1, 1)


def test_many_at_once_leave_one_entry_with_their_number_and_no_name(election, liushu):
    away = [person(name) for name in ("卫小军", "卫红", "贾永强")]
    record_facts(election, away, Fact.STATED, on=ON, evidence="电话，安问", by="an", at=cast.AT)
    act, facts = last_entry(liushu)
    assert (act, facts["people"], facts["kinds"]) == ("facts_recorded", 3, {"stated": 3})
    assert "卫" not in json.dumps(facts, ensure_ascii=False)
    assert [in_force(one.name) for one in away] == [{Fact.STATED}] * 3


def test_a_fact_taken_back_holds_no_more_and_is_not_taken_back_twice(election):
    fact = recorded(election, "段文博", Fact.DEPRIVED)
    take_back_fact(fact, by="ding", at=cast.AT)
    assert in_force("段文博") == set()
    with pytest.raises(Refusal) as refused:
        take_back_fact(fact, by="ding", at=cast.AT)
    assert refused.value.code == "FACT_TAKEN_BACK"


def test_the_trail_proves_every_fact(election):
    recorded(election, "卫小军", Fact.STATED)
    recorded(election, "卫小军", Fact.WILL_NOT)
    take_back_fact(recorded(election, "段文博", Fact.DIED), by="an", at=cast.AT)
    assert verify().ok


def test_before_the_registration_is_opened_nothing_is_recorded(liushu):
    election = cast.at_stage(liushu, "committee_chosen")
    cast.add_residents(liushu, cast.residents(2), by="ding", at=cast.AT)
    with pytest.raises(Refusal) as refused:
        recorded(election, "村民1", Fact.DIED)
    assert refused.value.code == "REGISTRATION_NOT_OPEN"


def test_once_the_boxes_are_opened_nothing_is_recorded_any_more(liushu):
    election = cast.at_stage(liushu, "polling")
    with pytest.raises(Refusal) as refused:
        recorded(election, "村民1", Fact.DIED)
    assert refused.value.code == "REGISTRATION_OVER"


def test_a_fact_recorded_after_the_roll_is_published_leaves_the_roll_as_it_is(liushu):
    election = cast.at_stage(liushu, "roll_published")
    before = election.rolls.get().count
    recorded(election, "村民1", Fact.DIED)
    assert election.rolls.get().count == before
    assert election.roll_entries.filter(resident=person("村民1"), until_version__isnull=True).exists()


def test_nobody_chosen_is_refused(election):
    with pytest.raises(Refusal) as refused:
        record_facts(election, [], Fact.STATED, on=ON, evidence="电话", by="an", at=cast.AT)
    assert refused.value.code == "NOBODY_CHOSEN"


# The meeting


def test_a_meeting_agrees_with_more_than_half_of_those_present_and_not_with_half(election, liushu):
    votes = [VoteOn(person("赵福生"), yes=13, no=11), VoteOn(person("吴秀梅"), yes=12, no=10, abstained=2)]
    record_meeting(election, REPRESENTATIVES, votes, by="ding", at=cast.AT)
    assert in_force("赵福生") == {Fact.MEETING_AGREED}
    assert in_force("吴秀梅") == {Fact.MEETING_DECLINED}
    assert last_entry(liushu)[1]["kinds"] == {"meeting_agreed": 1, "meeting_declined": 1}


def test_a_meeting_without_a_quorum_decides_nothing(election):
    short = MeetingHeld("representatives_assembly", REPRESENTATIVES.on, 30, 19)
    with pytest.raises(Refusal) as refused:
        record_meeting(election, short, [VoteOn(person("赵福生"), yes=19, no=0)], by="ding", at=cast.AT)
    assert refused.value.code == "MEETING_WITHOUT_QUORUM"
    assert "至少要到 20" in refused.value.text
    assert in_force("赵福生") == set()


def test_more_votes_than_people_present_are_refused(election):
    with pytest.raises(Refusal) as refused:
        record_meeting(election, REPRESENTATIVES, [VoteOn(person("赵福生"), yes=20, no=5)], by="ding", at=cast.AT)
    assert refused.value.code == "VOTES_EXCEED_PRESENT"


def test_a_later_meeting_takes_the_place_of_the_earlier(election):
    for yes in (5, 20):
        record_meeting(election, REPRESENTATIVES, [VoteOn(person("赵福生"), yes=yes, no=1)], by="ding", at=cast.AT)
    assert in_force("赵福生") == {Fact.MEETING_AGREED}
