"""One person in the lists of two villages: both see the case, one strikes off its own, nobody is deleted."""

from __future__ import annotations

from datetime import date

import pytest

import cast
from cunxuan.core.errors import Refusal
from cunxuan.records.models import TrailEntry
from cunxuan.records.verification import verify
from cunxuan.roll.models import Fact, RegistrationFact, Resident, RollChange, SamePerson
from cunxuan.roll.same_person_actions import decide_same_person
from cunxuan.roll.same_person_queries import twice
from formats.dirty import Line, draft
from roll.lists import list_of, taken
from village_pages import said_after, text_of, wrong

ON = date(2026, 11, 20)
HOW = {"reason": "本人选择，两村核对", "on": ON, "by": "ding", "at": cast.AT}
IN_TAOYUAN = {"village": cast.TAOYUAN}


def somebody(**changes: object) -> Line:
    return draft(1).main.lines[0] | changes


@pytest.fixture
def case(liushu, taoyuan, tmp_path) -> SamePerson:
    """柳树村 has the person; the row of 桃园村 was kept out."""
    for village in (liushu, taoyuan):
        cast.at_stage(village, "registration_opened")
    taken(list_of(somebody()), tmp_path)
    taken(list_of(somebody(**IN_TAOYUAN)), tmp_path)
    return SamePerson.objects.get()


@pytest.fixture
def perhaps(liushu, taoyuan, tmp_path) -> SamePerson:
    """Both villages have somebody of that name, sex and birth date; one without a number."""
    for village in (liushu, taoyuan):
        cast.at_stage(village, "registration_opened")
    taken(list_of(somebody()), tmp_path)
    taken(list_of(somebody(**IN_TAOYUAN, id_number=None)), tmp_path, "id_pending")
    return SamePerson.objects.get()


def in_force(resident: Resident) -> list[tuple[str, str]]:
    return list(RegistrationFact.objects.filter(resident=resident, in_force=True).values_list("kind", "value"))


def test_the_village_that_loses_the_person_records_it_and_deletes_nobody(case, taoyuan):
    decide_same_person(case, stays_in=taoyuan, **HOW)
    assert in_force(case.resident) == [(Fact.REGISTERED_IN, "柳林镇桃园村")]
    assert Resident.objects.count() == 1
    assert verify().ok


def test_the_decision_stands_in_both_chains(case, liushu):
    decide_same_person(case, stays_in=liushu, **HOW)
    scopes = TrailEntry.objects.filter(act="same_person_decided").values_list("scope", flat=True)
    assert set(scopes) == {cast.LIUSHU, cast.TAOYUAN}
    assert in_force(case.resident) == []


def test_once_decided_the_other_villages_list_takes_the_person_in(case, taoyuan, tmp_path):
    decide_same_person(case, stays_in=taoyuan, **HOW)
    found = taken(list_of(somebody(**IN_TAOYUAN)), tmp_path)
    assert (found.new, found.rejected, found.cases) == (1, 0, 0)
    assert set(Resident.objects.values_list("village_id", flat=True)) == {cast.LIUSHU, cast.TAOYUAN}
    again = taken(list_of(somebody()), tmp_path)
    assert (again.new, again.rejected) == (0, 0)
    assert verify().ok


def test_whoever_stands_on_a_published_roll_leaves_it_by_a_change(case, liushu, taoyuan):
    election = cast.at_stage(liushu, "roll_published")
    assert twice(case).sides[0].on_roll
    decide_same_person(case, stays_in=taoyuan, **HOW | {"on": date(2026, 11, 27)})
    change = RollChange.objects.get(election=election)
    assert (change.resident, change.reason, change.gain) == (case.resident, "registered_elsewhere", False)


def test_the_village_whose_roll_confirmed_the_person_first_is_proposed(case, liushu):
    assert not twice(case).opinion.follows["keep"]
    cast.at_stage(liushu, "roll_published")
    assert twice(case).opinion.follows["keep"] == "柳林镇柳树村"


def test_two_who_only_look_alike_stay_where_they_are(perhaps):
    decide_same_person(perhaps, different_people=True, **HOW)
    assert RegistrationFact.objects.count() == 0
    assert Resident.objects.count() == 2


def test_one_id_number_is_one_person(case):
    with pytest.raises(Refusal, match="SAME_ID_NUMBER"):
        decide_same_person(case, different_people=True, **HOW)


def test_a_decision_is_made_once(case, liushu, taoyuan):
    decide_same_person(case, stays_in=liushu, **HOW)
    with pytest.raises(Refusal, match="SAME_PERSON_DECIDED"):
        decide_same_person(case, stays_in=taoyuan, **HOW)


# The pages


def test_both_villages_see_the_case_and_what_is_to_be_done(case, chen, ding, signed_in):
    for account in (chen, ding):
        browser = signed_in(account)
        assert case.resident.name in text_of(browser.get("/people/twice"))
        page = text_of(browser.get(f"/people/twice/{case.pk}"))
        assert "柳林镇柳树村" in page
        assert "柳林镇桃园村" in page
        assert "两个村写的是同一个身份证号，是同一个人。" in page


def test_a_committee_strikes_off_its_own_only(case, liushu, taoyuan, chen, signed_in):
    chen.division = liushu
    chen.role = "committee"
    chen.save()
    browser = signed_in(chen)
    address = f"/people/twice/{case.pk}/decide"
    page = text_of(browser.get(address))
    assert "留在柳林镇桃园村，从柳林镇柳树村去掉" in page
    assert "从柳林镇桃园村去掉" not in page
    given = {"on": ON.isoformat(), "reason": "本人选择"}
    assert browser.post(address, {**given, "decision": cast.LIUSHU}).status_code == 400
    answer = browser.post(address, {**given, "decision": cast.TAOYUAN})
    assert said_after(browser, answer) == "已记录决定，两个村都看得到。"
    page = text_of(browser.get(f"/people/twice/{case.pk}"))
    assert "柳林镇桃园村：把名册再上传一次，这一行就能导入。" in page
    assert case.resident.name in text_of(browser.get("/people/twice?show=decided"))


def test_what_is_missing_is_said_beside_its_field(case, ding, signed_in):
    answer = signed_in(ding).post(f"/people/twice/{case.pk}/decide", {"decision": ""})
    assert answer.status_code == 400
    assert wrong(answer, "reason") == "请写明理由和依据。"


def test_nobody_else_knows_of_it(case, he, signed_in):
    stranger = signed_in(he)
    assert stranger.get(f"/people/twice/{case.pk}").status_code == 404
    assert case.resident.name not in text_of(stranger.get("/people/twice"))
