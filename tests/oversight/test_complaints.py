"""A complaint goes its course in the days of the law; only officers know of it, and never the accused or their unit."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from cryptography.exceptions import InvalidTag

import cast
from cunxuan.core.errors import Refusal
from cunxuan.offices.models import Division
from cunxuan.oversight import complaint_actions as actions
from cunxuan.oversight.complaint_course import acts_open, clocks_of, next_due, without_a_clock
from cunxuan.oversight.models import CaseLetter, CaseOfficer, Complaint, Stage
from cunxuan.records.models import IssuedPaper, TrailEntry
from cunxuan.records.verification import verify
from oversight.complaining import BY, TEXT, brought, named, officers

TODAY = cast.POLLING_DAY
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def appointed(qinghe):
    officers()


@pytest.fixture
def case(liushu, ren) -> Complaint:
    return brought(liushu, ren)


def do(act: str, case: Complaint, by, on: date = TODAY, **said) -> None:
    getattr(actions, act)(case, **said, on=on, by=by, at=cast.AT)


def carried(case: Complaint, by, *acts: str) -> Complaint:
    """Through these acts, all on the same day."""
    said = {"accept": {"handler": by}, "refuse": {"why": "不属实。"}, "close": {"why": "办完了。"}}
    for act in acts:
        do(act, case, by, **said.get(act, {"text": "已经核对。"}))
    return case


# What is brought


def test_what_is_said_is_sealed_and_comes_back_to_an_officer(case):
    assert (case.said["text"], case.said["complainant"]) == (TEXT, BY)
    row = Complaint.objects.values_list().get()
    for column in map(str, row):
        assert BY not in column and "第三组" not in column


def test_nothing_of_it_stands_in_the_trail(case, ren):
    carried(case, ren, "accept", "answer", "close")
    bodies = "".join(TrailEntry.objects.values_list("body", flat=True).filter(scope=f"C{cast.COUNTY}"))
    assert "case_closed" in bodies
    for words in (BY, "第三组", "已经核对", "办完了"):
        assert words not in bodies


def test_its_entries_are_in_the_chain_of_cases_alone(case):
    assert set(TrailEntry.objects.filter(body__contains=str(case.pk)).values_list("scope", flat=True)) == {
        f"C{cast.COUNTY}"
    }


def test_the_chain_of_cases_is_verified_like_any_other(case, ren):
    carried(case, ren, "accept", "answer")
    assert verify().ok
    Complaint.objects.filter(pk=case.pk).update(answered_on=TODAY - DAY)
    assert not verify().ok


def test_what_is_sealed_cannot_be_moved_to_another_case(case, liushu, ren):
    other = brought(liushu, ren, text="另一件事。", complainant="宁海")
    other.sealed = case.sealed
    with pytest.raises(InvalidTag):
        _ = other.said


def test_without_a_text_it_is_not_registered(liushu, ren):
    with pytest.raises(Refusal, match="没有写反映的事情"):
        brought(liushu, ren, text="  ")


def test_it_is_not_received_before_its_day(liushu, ren):
    with pytest.raises(Refusal, match="还没有到"):
        brought(liushu, ren, received_on=TODAY + DAY)


def test_who_was_not_named_registers_nothing(liushu, bai):
    with pytest.raises(Refusal, match="不是这一类事项的经办人"):
        brought(liushu, bai)


def test_who_was_named_for_petitions_registers_no_report_of_misconduct(liushu, chen):
    with pytest.raises(Refusal, match="不是这一类事项的经办人"):
        brought(liushu, chen, kind="discipline")


def test_a_number_says_nothing_of_how_many_there_are(case, liushu, ren):
    other = brought(liushu, ren, complainant="宁海")
    assert case.number == f"清河县信〔2026〕{case.pk.hex[:8].upper()}"
    assert other.number != case.number


def test_the_same_person_on_the_same_matter_is_joined_to_the_first(case, liushu, ren):
    assert brought(liushu, ren, text="再来问。").first == case
    assert brought(liushu, ren, complainant="宁海").first is None
    assert brought(liushu, ren, step="roll_published").first is None


def test_two_without_a_name_are_two(liushu, ren):
    one, other = (brought(liushu, ren, channel="anonymous", complainant="") for _ in range(2))
    assert one.first is None and other.first is None


def test_two_cases_are_joined_and_taken_apart_by_hand(case, liushu, ren):
    other = brought(liushu, ren, complainant="宁海")
    do("link", other, ren, first=case)
    assert other.first == case
    do("link", other, ren, first=None)
    assert other.first is None


def test_a_case_is_not_joined_with_itself(case, ren):
    with pytest.raises(Refusal, match="不能并在一起"):
        do("link", case, ren, first=case)


# Its course


@pytest.mark.parametrize(
    ("acts", "stage"),
    [
        (("accept",), Stage.ACCEPTED),
        (("refuse", "close"), Stage.CLOSED),
        (("accept", "answer", "ask_review", "review"), Stage.REVIEWED),
        (("accept", "answer", "ask_review", "review", "ask_recheck", "recheck", "close"), Stage.CLOSED),
    ],
)
def test_a_petition_goes_its_course(case, ren, acts, stage):
    assert Complaint.objects.get(pk=carried(case, ren, *acts).pk).stage == stage


def test_what_does_not_follow_is_refused(case, ren):
    with pytest.raises(Refusal, match="已登记，待受理"):
        do("answer", case, ren, text="已经核对。")


def test_what_was_closed_by_mistake_stands_where_it_stood(case, ren):
    carried(case, ren, "accept", "answer", "close")
    do("reopen", case, ren, why="点错了。")
    assert (case.stage, case.closed_on) == (Stage.ANSWERED, None)


def test_of_two_who_act_at_once_the_second_is_told(case, ren):
    again = Complaint.objects.get(pk=case.pk)
    do("accept", case, ren, handler=ren)
    with pytest.raises(Refusal, match="办理中"):
        do("refuse", again, ren, why="不属实。")


@pytest.mark.parametrize(
    ("kind", "shut"), [("election", {"extend", "ask_recheck"}), ("discipline", {"extend", "ask_review"})]
)
def test_other_kinds_have_no_clocks_of_petitions(liushu, ren, kind, shut):
    case = brought(liushu, ren, kind=kind)
    open_acts = set()
    for act in ("accept", "answer"):
        open_acts |= set(acts_open(case))
        carried(case, ren, act)
    assert not shut & (open_acts | set(acts_open(case)))
    assert without_a_clock(case) is not None


# The days of the law: the first day is not counted, the last one is


def clock(case: Complaint, key: str, today: date):
    return next(one for one in clocks_of(case, today) if one.key == key)


@pytest.mark.parametrize(
    ("acts", "key", "days"),
    [
        ((), "petition_accept_days", 15),
        (("accept",), "petition_finish_days", 60),
        (("accept", "answer"), "petition_ask_review_days", 30),
        (("accept", "answer", "ask_review"), "petition_review_days", 30),
        (("accept", "answer", "ask_review", "review"), "petition_ask_recheck_days", 30),
        (("accept", "answer", "ask_review", "review", "ask_recheck"), "petition_recheck_days", 30),
    ],
)
def test_a_clock_runs_to_its_last_day_and_is_over_on_the_next(case, ren, acts, key, days):
    carried(case, ren, *acts)
    last = TODAY + days * DAY
    states = [clock(case, key, on).state for on in (last - DAY, last, last + DAY)]
    assert clock(case, key, TODAY).due == last
    assert states == ["running", "last_day", "lapsed" if "_ask_" in key else "overdue"]


def test_thirty_days_more_are_given_once(case, ren):
    carried(case, ren, "accept")
    do("extend", case, ren, why="要到外省核对。", approved_by="任")
    assert clock(case, "petition_finish_days", TODAY).due == TODAY + 90 * DAY
    with pytest.raises(Refusal):
        do("extend", case, ren, why="还要。", approved_by="任")


def test_what_belongs_elsewhere_goes_back_within_five_working_days(liushu, ren):
    case = brought(liushu, ren, on=date(2026, 12, 9))  # a Wednesday
    do("transfer", case, ren, on=date(2026, 12, 16), organ="县人力资源和社会保障局", unit=None, why="工资的事。")
    (back,) = clocks_of(case, TODAY)
    assert (back.key, back.due, back.state) == ("petition_return_working_days", date(2026, 12, 16), "done")


def test_a_review_is_asked_for_on_the_last_day_and_not_after_it(case, ren):
    carried(case, ren, "accept", "answer")
    with pytest.raises(Refusal, match="已经过了"):
        do("ask_review", case, ren, on=TODAY + 31 * DAY, text="不服。")
    do("ask_review", case, ren, on=TODAY + 30 * DAY, text="不服。")
    assert case.stage == Stage.REVIEW


def test_what_is_refused_is_not_to_be_finished(case, ren):
    carried(case, ren, "refuse")
    assert "petition_finish_days" not in {one.key for one in clocks_of(case, TODAY)}


def test_a_complaint_about_the_election_has_the_days_of_its_province():
    sichuan = Complaint(kind="election", place_id="510123101201", received_on=TODAY)
    assert next_due(sichuan, TODAY).due == TODAY + 30 * DAY
    assert without_a_clock(sichuan) is None


def test_what_the_office_owes_next_is_what_is_due_first(case, ren):
    assert next_due(case, TODAY).key == "petition_accept_days"
    carried(case, ren, "accept")
    assert next_due(case, TODAY).key == "petition_finish_days"
    carried(case, ren, "answer")
    assert next_due(case, TODAY) is None, "what the complainant may ask for is not owed by the office"


# Letters


def test_each_decision_is_a_letter_with_a_number_of_its_own(case, ren):
    carried(case, ren, "accept", "answer", "ask_review", "review", "ask_recheck", "recheck")
    assert list(case.letters.values_list("kind", flat=True)) == ["accepted", "answered", "reviewed", "rechecked"]
    assert case.letters.get(kind="answered").number == f"清河县信复〔2026〕{case.pk.hex[:8].upper()}号"


def test_who_gave_no_name_gets_no_letter(liushu, ren):
    case = brought(liushu, ren, channel="anonymous", complainant="")
    carried(case, ren, "accept", "answer")
    assert not CaseLetter.objects.exists()


def test_no_letter_is_among_the_issued_papers(case, ren):
    carried(case, ren, "accept", "answer")
    assert not IssuedPaper.objects.filter(form_id__startswith="O54").exists()


# Whom it concerns


def test_an_officer_whose_place_covers_it_sees_it_and_no_other(case, ren, chen, an, ding, he):
    named(("he", "petition"))
    assert [case in Complaint.objects.of(one) for one in (ren, chen, an, ding, he)] == [True, True, False, False, False]


def test_a_report_of_misconduct_is_not_seen_by_an_officer_for_petitions(liushu, ren, chen):
    case = brought(liushu, ren, kind="discipline")
    assert case in Complaint.objects.of(ren)
    assert case not in Complaint.objects.of(chen)


def test_the_accused_does_not_see_it_although_an_officer(liushu, ren, chen):
    case = brought(liushu, ren, accused="陈", accused_account=chen)
    assert case not in Complaint.objects.of(chen)


def test_nobody_of_the_accused_unit_sees_it(liushu, ren, chen, an):
    named(("an", "petition"))
    case = brought(liushu, ren, accused="镇上的人", accused_unit=chen.division)
    assert [case in Complaint.objects.of(one) for one in (ren, chen, an)] == [True, False, False]


def test_who_is_accused_does_not_register_it(liushu, chen):
    with pytest.raises(Refusal, match="应当回避"):
        brought(liushu, chen, accused="陈", accused_account=chen)


def test_what_concerns_the_county_goes_above_it(liushu, ren, qinghe):
    with pytest.raises(Refusal, match="送上一级"):
        brought(liushu, ren, accused="县里的人", accused_unit=qinghe)


def test_it_is_not_handed_to_the_accused(liushu, ren, chen):
    case = brought(liushu, ren, accused="陈", accused_account=chen)
    with pytest.raises(Refusal, match="应当回避"):
        do("accept", case, ren, handler=chen)


def test_it_is_not_handed_to_somebody_of_the_accused_unit(liushu, ren, chen, an):
    named(("an", "petition"))
    case = brought(liushu, ren, accused="镇上的人", accused_unit=chen.division)
    with pytest.raises(Refusal, match="应当回避"):
        do("hand", case, ren, handler=an)


def test_it_is_not_handed_to_somebody_who_was_not_named(case, ren, bai):
    with pytest.raises(Refusal, match="不是这个地方这一类事项的经办人"):
        do("accept", case, ren, handler=bai)


@pytest.mark.parametrize(
    "to",
    [{"organ": "", "unit": cast.LIUSHU}, {"organ": "柳树村村委会", "unit": None}, {"organ": "段某的厂", "unit": None}],
    ids=["the unit", "an organ with its name", "the accused"],
)
def test_it_is_not_passed_to_the_accused_or_their_unit(liushu, ren, to):
    case = brought(liushu, ren, accused="段某", accused_unit=liushu)
    unit = Division.objects.get(pk=to["unit"]) if to["unit"] else None
    with pytest.raises(Refusal, match="不能把材料转给被反映的人或者所在的单位"):
        do("transfer", case, ren, organ=to["organ"], unit=unit, why="请处理。")


def test_who_is_relieved_knows_of_no_case_and_its_cases_wait_for_somebody_else(case, ren, chen):
    do("accept", case, ren, handler=chen)
    actions.relieve_officer(CaseOfficer.objects.get(account=chen), on=TODAY, by=ren, at=cast.AT)
    case.refresh_from_db()
    assert case.handler is None
    assert not Complaint.objects.of(chen).exists()


def test_an_election_committee_handles_no_complaints(ding, ren):
    with pytest.raises(Refusal, match="村民选举委员会"):
        actions.name_officer(ding, kind="petition", on=TODAY, by=ren, at=cast.AT)
