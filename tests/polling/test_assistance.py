"""Who votes at a mobile box, and for whom somebody writes: voters of the village, scribes whom the law allows."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.db import IntegrityError, transaction
from proxy_cast import BY, DAY, taken, villager

import cast
from cunxuan.core.errors import Refusal
from cunxuan.polling.assistance_actions import (
    Wanted,
    add_assistance,
    add_people,
    helped,
    publish_assistance,
    withdraw_assistance,
)
from cunxuan.polling.models import Assistance
from cunxuan.records.verification import verify

PUBLISHED = date(2026, 12, 13)


@pytest.fixture
def election(liushu):
    return cast.at_stage(liushu, "candidates_published")


def at_a_box(election, number, **more):
    said = {"help": "mobile_box", "reason": "old", "box_no": 1, **more}
    return Wanted(resident=villager(election, number), **said)


def written_by(election, number, scribe, **more):
    return Wanted(resident=villager(election, number), help="scribe", reason="cannot_write", scribe=scribe, **more)


def add(election, wanted):
    return add_assistance(election, wanted, on=DAY, **BY)


def test_an_old_voter_is_put_on_the_list_of_a_mobile_box(election):
    row = add(election, at_a_box(election, 1))
    assert (row.help, row.reason, row.box_no, row.approved_on) == ("mobile_box", "old", 1, DAY)


def test_one_voter_may_need_both_a_box_and_a_scribe(election):
    add(election, at_a_box(election, 1))
    add(election, written_by(election, 1, "村民20"))
    assert Assistance.objects.count() == 2


def test_nobody_stands_twice_on_one_list(election):
    add(election, at_a_box(election, 1))
    with pytest.raises(Refusal, match="ASSISTANCE_TWICE"):
        add(election, at_a_box(election, 1))
    with pytest.raises(Refusal, match="ASSISTANCE_TWICE"):
        add_people(election, [at_a_box(election, 2), at_a_box(election, 2)], on=DAY, **BY)


def test_the_database_itself_keeps_one_help_of_a_kind(election):
    row = add(election, at_a_box(election, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        Assistance.objects.create(
            election=election, resident=row.resident, help="mobile_box", reason="ill", approved_on=DAY
        )


def test_who_has_no_vote_needs_no_help(election):
    stranger = cast.NewResident("外来人", "M", date(2015, 1, 1), "", 1, 1, False, False)
    cast.add_residents(election.village, [stranger], by="ding", at=cast.AT)
    resident = election.village.residents.get(name="外来人")
    with pytest.raises(Refusal, match="NOT_ON_THE_ROLL"):
        add(election, Wanted(resident=resident, help="mobile_box", reason="ill"))


def test_who_votes_by_proxy_needs_no_box(election):
    taken(election, (1, 2))
    with pytest.raises(Refusal, match="HAS_A_PROXY"):
        add(election, at_a_box(election, 1))


def test_a_candidate_writes_for_nobody(election):
    with pytest.raises(Refusal, match="CANDIDATE_DOES_NOT_WRITE"):
        add(election, written_by(election, 1, "段玉成"))


def test_a_candidates_wife_writes_for_nobody_and_his_neighbour_may(election):
    near = {"scribe_near": "段玉成"}
    with pytest.raises(Refusal, match="STAFF_IS_KIN"):
        add(election, written_by(election, 1, "村民20", scribe_relation="spouse", **near))
    assert add(election, written_by(election, 1, "村民20", scribe_relation="in_law", **near)).scribe == "村民20"


def test_nobody_writes_for_themselves(election):
    with pytest.raises(Refusal, match="WRITES_FOR_SELF"):
        add(election, written_by(election, 1, "村民1"))


def test_in_hainan_a_scribe_writes_for_three_and_not_for_a_fourth(election):
    election.pack = "HAIN@2025-12-03"
    election.save()
    for number in (1, 2, 3):
        add(election, written_by(election, number, "村民20"))
    with pytest.raises(Refusal, match="WRITES_FOR_TOO_MANY"):
        add(election, written_by(election, 4, "村民20"))


def test_who_comes_after_all_is_taken_off_and_may_come_back(election):
    row = add(election, at_a_box(election, 1))
    withdraw_assistance(row, on=DAY, **BY)
    assert helped(election) == []
    with pytest.raises(Refusal, match="ASSISTANCE_WITHDRAWN"):
        withdraw_assistance(row, on=DAY, **BY)
    assert add(election, at_a_box(election, 1)).pk != row.pk


def test_the_notice_has_names_and_the_roster_has_reasons_too(election):
    add(election, at_a_box(election, 1, reason="ill"))
    add(election, written_by(election, 2, "村民20"))
    notice, roster = publish_assistance(election, on=PUBLISHED, **BY)
    assert (notice.form_id, notice.number, roster.form_id) == ("A11", "第13号", "R06")
    assert "患病" not in notice.context
    assert json.loads(roster.context)["mobile"][0]["reason"] == "患病"
    assert election.done["mobile_list_published"] == PUBLISHED.isoformat()


def test_a_list_that_has_changed_is_published_again_in_the_place_of_the_first(election):
    first = add(election, at_a_box(election, 1))
    add(election, at_a_box(election, 2))
    publish_assistance(election, on=DAY, **BY)
    with pytest.raises(Refusal, match="ASSISTANCE_UNCHANGED"):
        publish_assistance(election, on=PUBLISHED, **BY)
    withdraw_assistance(first, on=PUBLISHED, **BY)
    notice, _ = publish_assistance(election, on=PUBLISHED, **BY)
    assert (notice.number, notice.supersedes.number) == ("第13-2号", "第13号")


def test_an_empty_list_is_not_published(election):
    with pytest.raises(Refusal, match="NOBODY_NEEDS_HELP"):
        publish_assistance(election, on=PUBLISHED, **BY)


def test_what_was_done_verifies(election):
    row = add(election, at_a_box(election, 1))
    add(election, written_by(election, 2, "村民20"))
    publish_assistance(election, on=DAY, **BY)
    withdraw_assistance(row, on=PUBLISHED, **BY)
    assert verify().ok
