"""The county of the demonstration on its day: which village stands where, and that the law and every check are met."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import override_settings
from rich.console import Console

from cunxuan.core.count_checks import Status, check_sheet
from cunxuan.core.stages import State
from cunxuan.core.timetable import plan
from cunxuan.counting.checking import context_of_sheet
from cunxuan.counting.models import CountSheet, Determination
from cunxuan.demo.build import build_county
from cunxuan.demo.folder import BEGUN, DAY, OPENED, Demonstration
from cunxuan.demo.story import STORIES
from cunxuan.demo.village import RARE
from cunxuan.elections.actions import rules_of
from cunxuan.elections.models import Election, Round
from cunxuan.offices.duties_queries import coverage as duties_covered
from cunxuan.offices.models import Account, Division, Duty, DutyKind, Group, GroupKind, Level
from cunxuan.outreach.models import Message, MessageState, OptOut, Reply, Sending, SendingState, Settled
from cunxuan.oversight.models import Complaint, DailyReport, Inspection, Meeting
from cunxuan.polling.models import BallotBox, PollingPlace
from cunxuan.preparation.key_village_queries import key_villages, lines
from cunxuan.preparation.models import KeyVillage, PublicityItem, Session
from cunxuan.preparation.publicity_queries import sums
from cunxuan.preparation.training_queries import Trained, people_to_train
from cunxuan.preparation.visits_queries import coverage
from cunxuan.records.models import Attachment, TrailEntry
from cunxuan.records.verification import verify
from cunxuan.reporting.standing import Standing, standings
from cunxuan.roll.models import ListState, ResidentsFile, SamePerson

pytestmark = pytest.mark.django_db

#: A few ordinary villages beside all those of which there is something to tell.
VILLAGES = len(STORIES) + 4


@pytest.fixture(scope="module", autouse=True)
def county(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Built once; taken back when the last test of this file is done."""
    uploads = tmp_path_factory.mktemp("uploads")
    on_the_day = override_settings(MEDIA_ROOT=uploads, TODAY=DAY.isoformat())
    with django_db_blocker.unblock(), on_the_day, transaction.atomic():
        build_county(Demonstration(DAY, VILLAGES, 2026), Console(file=StringIO()))
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def standing(county: None) -> dict[str, Standing]:
    """Where each village stands, by its name."""
    return {one.village.name: one for one in standings(Division.objects.villages(), DAY)}


# Where the villages stand on 16 December 2026


@pytest.mark.parametrize(
    ("village", "stage", "state"),
    [
        ("北吴村", 11, State.RUNOFF),
        ("吴壁村", 10, State.VOID),
        ("东段村", 11, State.DIFFERS),
        ("太宁村", 11, State.TO_CHECK),
        ("管村村", 12, State.OVERDUE),
        ("董家庄村", 1, State.BLOCKED),
        ("东柏村", 7, State.BLOCKED),
        ("小阳堡村", 5, State.OVERDUE),
        ("沙沟村", 11, State.RUNOFF),
        ("寺庄村", 11, State.TO_CHECK),
        ("南阳村", 11, State.RUNOFF),
        ("白坡村", 5, State.OVERDUE),
        ("桐上村", 12, State.DUE_SOON),
        ("佛峪口村", 8, State.DUE_SOON),
        ("均和村", 5, State.DUE_SOON),
        ("店头村", 11, State.TO_CHECK),
        ("下柏村", 11, State.TO_CHECK),
    ],
)
def test_a_village_stands_where_its_story_says(standing, village, stage, state):
    assert (standing[village].stage, standing[village].state) == (stage, state)


def test_a_village_that_is_not_called_has_no_polling_day(standing):
    assert standing["长岭村"].election.polling_day is None


def test_villages_vote_today_and_some_have_closed(standing):
    assert [name for name, one in standing.items() if one.closed_on(DAY)] == [
        "下柏村",
        "东段村",
        "上胡村",
        "寺庄村",
        "太宁村",
        "店头村",
    ]


@pytest.mark.parametrize(
    ("village", "rounds"),
    [
        ("北吴村", ["first runoff", "runoff -"]),
        ("吴壁村", ["first rerun"]),
        ("甘泉村", ["first runoff", "runoff decided"]),
        ("沙沟村", ["first runoff"]),
        ("南阳村", ["first revote"]),
        ("清水庄村", ["first void", "rerun decided"]),
        ("东渠村", ["first revote", "revote decided"]),
        ("梁堡村", ["first runoff", "runoff may_stop"]),
    ],
)
def test_each_kind_of_result_has_its_village(village, rounds):
    held = Round.objects.filter(election__village__name=village).order_by("number")
    assert [f"{one.kind} {outcome_of(one)}" for one in held] == rounds


def outcome_of(this: Round) -> str:
    found = this.determinations.first()
    return found.outcome if found else "-"


def reasons(village: str) -> set[str]:
    found = Determination.objects.get(round__election__village__name=village, round__number=1)
    return {one["reason"] for one in (*found.answer["elected"], *found.answer["not_elected"])}


def test_a_woman_is_elected_before_men_with_more_votes():
    assert {"WOMAN_FIRST", "DISPLACED_BY_WOMAN_FIRST"} <= reasons("段壁村")


def test_somebody_who_was_not_a_candidate_is_elected():
    found = Determination.objects.get(round__election__village__name="西街村")
    (chair,) = (one["name"] for one in found.answer["elected"] if one["post"] == "chair")
    assert any(one.get("write_in") and one["name"] == chair for one in found.case["contests"][0]["candidates"])


def test_of_two_siblings_with_enough_votes_one_is_elected():
    assert {"KIN_OF_ELECTED"} <= reasons("店头村")
    assert not Round.objects.filter(election__village__name="店头村", kind="runoff").exists()


def test_of_the_two_lists_that_a_village_sent_in_one_waits_with_a_row_to_correct():
    taken, waiting = ResidentsFile.objects.order_by("pk")
    assert (taken.state, taken.accepted, taken.rejected) == (ListState.TAKEN, 5, 1)
    assert (waiting.state, waiting.rejected) == (ListState.WAITING, 3)


def test_somebody_is_listed_in_two_villages():
    case = SamePerson.objects.get()
    assert {case.resident.village.name, case.other_village.name} == {"东柏村", "董家庄村"}
    assert case.decided_on is None


def test_the_missing_seat_is_left_vacant_by_the_meeting():
    found = Determination.objects.get(round__election__village__name="梁堡村", round__number=2)
    assert found.left_vacant_on == date(2026, 12, 14)


def test_the_figures_of_the_void_vote_are_those_of_the_picture():
    found = Determination.objects.get(round__election__village__name="吴壁村")
    assert (found.round.registered, found.participants) == (1251, 612)


def test_one_ballot_has_fifteen_candidates():
    (first,) = Round.objects.filter(election__village__name="羊牧头村")
    assert sum(contest.candidates.count() for contest in first.contests.all()) == 15


def test_a_candidates_name_has_a_character_that_many_fonts_lack():
    (first, _) = Round.objects.filter(election__village__name="北吴村").order_by("number")
    names = "".join(one.name for contest in first.contests.all() for one in contest.candidates.all())
    assert RARE.intersection(names)


# That it could have come about


def test_every_figure_on_a_sheet_holds_or_is_explained():
    for sheet in CountSheet.objects.filter(state="verified").whole():
        entry = sheet.reading(1)
        for said in check_sheet(sheet.squares, entry.values, context_of_sheet(sheet)):
            assert said.status is not Status.STOPS, (sheet, said.text_zh)
            if said.status in (Status.EXPLAIN, Status.VOID):
                assert entry.explanations[said.code], (sheet, said.text_zh)


def test_no_photograph_stands_for_two_sheets():
    digests = list(Attachment.objects.values_list("digest", flat=True))
    assert len(set(digests)) == len(digests) > 20


def test_a_verified_sheet_was_typed_by_two_people_and_photographed():
    for sheet in CountSheet.objects.filter(state="verified"):
        assert len({entry.account_id for entry in sheet.entries.all()}) >= 2
        assert Attachment.objects.filter(subject=sheet.semantic_id).exists()


def test_what_was_done_was_done_on_lawful_days():
    """小阳堡村 published its roll too late, which is its story. 清水庄村 had no result to announce on its polling day:
    the vote was void. Nobody else did anything on a day the law forbids."""
    late = [
        (election.village.name, step.step)
        for election in Election.objects.exclude(polling_day=None).select_related("village")
        for step in plan(rules_of(election), election.polling_day, election.days_done, DAY)
        if step.done_on and step.finding and step.finding.blocks
    ]
    assert late == [("清水庄村", "result_announced"), ("小阳堡村", "roll_published")]


def test_a_village_has_up_to_four_places_and_mobile_boxes():
    places = {one.round_id: one.number for one in PollingPlace.objects.order_by("number")}
    assert {1, 2} <= set(places.values()) <= {1, 2, 3, 4}
    assert BallotBox.objects.filter(mobile=True).exists()


def test_two_or_three_instructors_and_a_cadre_answer_for_every_village():
    for village in Division.objects.villages():
        duties = Duty.objects.filter(place=village)
        assert 2 <= duties.filter(kind=DutyKind.INSTRUCTOR).count() <= 3
        assert duties.filter(kind=DutyKind.CADRE).exists()


def test_every_village_was_visited_and_three_forgot_a_kind_of_people():
    found = coverage(Division.objects.villages(), DAY).values()
    assert all(12 <= one.visits <= 20 for one in found)
    assert sorted(one.kinds_done for one in found)[:4] == [4, 4, 4, 5]
    assert all(one.report for one in found)


def test_there_are_three_months_of_reports_meetings_and_complaints():
    days = (DAY - BEGUN).days
    assert days >= 90
    township = Division.objects.filter(level=Level.TOWNSHIP).order_by("code")[2]
    reports = DailyReport.objects.filter(township=township)
    assert reports.values("on").distinct().count() == days + 1
    held = Meeting.objects.order_by("on").values_list("on", flat=True)
    assert [(later - earlier).days for earlier, later in pairwise(held)] == [7] * 13
    brought = Complaint.objects.order_by("received_on").values_list("received_on", flat=True)
    assert brought[0] < BEGUN + timedelta(days=7)
    assert max((later - earlier).days for earlier, later in pairwise(brought)) <= 7
    assert Inspection.objects.filter(on__lt=OPENED).count() >= 4


def test_the_three_key_villages_have_an_owner_a_plan_and_consultations():
    here = lines(KeyVillage.objects.decided(), DAY)
    assert sorted(line.one.village.short_name for line in here) == ["东柏", "东段", "董家庄"]
    assert [line.lacks for line in here] == [(), (), ()]
    assert key_villages(Division.objects.villages()) == {line.one.village_id for line in here}


def test_450_people_were_at_the_mobilisation_and_two_villages_are_not_trained_yet():
    assert Session.objects.get(title__contains="动员大会").attendances.count() == 450
    people = people_to_train(Division.objects.villages(), DAY)
    waiting = {code for code, there in people.items() if any(one.how is not Trained.ENOUGH for one in there)}
    assert set(Division.objects.filter(pk__in=waiting).values_list("name", flat=True)) == {"佛峪口村", "东柏村"}


def test_ten_thousand_copies_were_printed_and_45_questions_answered_on_television():
    by_kind = {one.kind[0]: one for one in sums(PublicityItem.objects.standing())}
    assert (by_kind["报纸版面"].pages, by_kind["报纸版面"].copies) == (3, 10_000)
    assert (by_kind["广播电视"].days, by_kind["广播电视"].pages) == (15, 45)


def test_a_county_leader_answers_for_each_township():
    for township in Division.objects.filter(level=Level.TOWNSHIP):
        assert Duty.objects.filter(place=township, kind=DutyKind.LEADER).count() == 1


def test_every_group_of_a_village_has_a_cadre_and_three_villages_lack_guarantees():
    found = duties_covered(Account.objects.get(username="county"), DAY, with_groups=codes_of_villages())
    assert not [one.village.name for one in found.villages if one.groups_alone]
    lacking = {one.village.name for one in found.villages if one.open_guarantees}
    assert lacking == {"董家庄村", "吴壁村", "东段村"}


def codes_of_villages() -> list[str]:
    return list(Division.objects.villages().values_list("code", flat=True))


def test_one_instructor_is_named_in_two_townships():
    (clash,) = duties_covered(Account.objects.get(username="county"), DAY).clashes
    assert "两村不在一个乡镇" in clash.zh


def test_there_are_groups_of_every_kind():
    assert set(Group.objects.values_list("kind", flat=True)) == set(GroupKind)


def test_people_away_are_written_to_once_and_some_answers_wait_for_a_person():
    sent = Message.objects.exclude(state=MessageState.WAITING)
    people = sent.values_list("kind", "resident").distinct().count()
    assert sent.count() == people > 500
    assert {MessageState.DELIVERED, MessageState.REPLIED, MessageState.FAILED} <= set(
        sent.values_list("state", flat=True)
    )
    assert set(Sending.objects.values_list("state", flat=True)) == {SendingState.MADE, SendingState.HANDED}
    assert Reply.objects.filter(settled=Settled.OPEN).exists() and Reply.objects.filter(settled=Settled.TAKEN).exists()
    assert OptOut.objects.exists()


def test_each_chain_runs_forward_in_time():
    last: dict[str, Any] = {}
    for scope, at in TrailEntry.objects.exclude(scope="140824").order_by("scope", "seq").values_list("scope", "at"):
        assert last.get(scope, at) <= at, scope
        last[scope] = at


def test_nothing_was_written_past_the_trail():
    found = verify()
    assert found.ok, found.breaks[:3]


def test_the_photographs_are_where_the_rows_say(settings):
    photo = Attachment.objects.order_by("pk")[0]
    assert (Path(settings.MEDIA_ROOT) / photo.digest[:2] / photo.digest).read_bytes().startswith(b"\x89PNG")
