"""Clocks of petitions and of complaints: when each is due and how it stands on a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from cunxuan.core.clocks import (
    CLOCKS,
    NAMES,
    Clock,
    Complaint,
    Petition,
    complaint_clocks,
    petition_clocks,
    unset,
)
from cunxuan.core.errors import BadInput
from cunxuan.core.law import petition_rules, rules_of_pack
from cunxuan.core.questions import ask

MONDAY = date(2026, 3, 2)
DAY = timedelta(days=1)
LAW = petition_rules(MONDAY)


def clock(key: str, petition: Petition, today: date) -> Clock:
    return next(one for one in petition_clocks(LAW, petition, today) if one.key == key)


@pytest.mark.parametrize(
    ("past_due", "state"), [(-1, "running"), (0, "last_day"), (1, "overdue")], ids=["before", "on it", "after"]
)
def test_a_clock_runs_until_its_last_day_and_is_overdue_the_day_after(past_due: int, state: str) -> None:
    found = clock("petition_register_days", Petition(MONDAY), MONDAY + DAY * (15 + past_due))
    assert (found.due, found.state) == (date(2026, 3, 17), state)
    assert found.finding.blocks == (state == "overdue")
    assert found.finding.rule is LAW["petition_register_days"]


def test_what_is_left_and_what_is_over_is_said_in_days() -> None:
    running = clock("petition_register_days", Petition(MONDAY), MONDAY)
    assert running.finding.numbers == {"left": 15}
    overdue = clock("petition_register_days", Petition(MONDAY), MONDAY + DAY * 17)
    assert overdue.finding.numbers == {"over": 2}
    assert overdue.finding.text == (
        "“登记并转送、交办信访事项”期限为 2026-03-17，至 2026-03-19 已超 2 天，还没有办理。"
    )
    assert overdue.finding.sentence("en").startswith("“registering the petition and passing it on” was due")
    late = clock("petition_accept_days", Petition(MONDAY, told=MONDAY + DAY * 16), MONDAY + DAY * 20)
    assert (late.state, late.finding.numbers, late.done_on) == ("done_late", {"over": 1}, MONDAY + DAY * 16)


def test_a_petition_that_belongs_elsewhere_has_one_clock() -> None:
    found = petition_clocks(LAW, Petition(MONDAY, belongs_elsewhere=True), MONDAY)
    assert [one.key for one in found] == ["petition_return_working_days"]
    assert found[0].due == date(2026, 3, 9)


def test_sixty_days_run_from_the_day_it_is_taken_up_and_not_before() -> None:
    assert "petition_finish_days" not in [one.key for one in petition_clocks(LAW, Petition(MONDAY), MONDAY)]
    taken_up = Petition(MONDAY, MONDAY, told=MONDAY + DAY * 8)
    assert clock("petition_finish_days", taken_up, MONDAY).due == MONDAY + DAY * 68
    assert clock("petition_finish_days", taken_up._replace(extended=True), MONDAY).due == MONDAY + DAY * 98


def test_a_right_that_nobody_used_lapses_and_is_no_fault() -> None:
    answered = Petition(MONDAY, MONDAY, MONDAY, answered=date(2026, 4, 1))
    assert clock("petition_ask_review_days", answered, date(2026, 5, 1)).state == "last_day"
    lapsed = clock("petition_ask_review_days", answered, date(2026, 5, 2))
    assert (lapsed.state, lapsed.finding.reason, lapsed.finding.blocks) == ("lapsed", "RIGHT_LAPSED", False)
    assert "petition_review_days" not in [one.key for one in petition_clocks(LAW, answered, MONDAY)]


def test_the_review_and_the_re_check_run_one_after_the_other() -> None:
    all_the_way = Petition(
        MONDAY,
        MONDAY,
        MONDAY,
        answered=date(2026, 4, 1),
        review_asked=date(2026, 4, 10),
        reviewed=date(2026, 4, 20),
        recheck_asked=date(2026, 4, 30),
    )
    found = {one.key: one for one in petition_clocks(LAW, all_the_way, date(2026, 5, 1))}
    assert found["petition_review_days"].due == date(2026, 5, 10)
    assert found["petition_ask_recheck_days"].due == date(2026, 5, 20)
    assert found["petition_recheck_days"].due == date(2026, 5, 30)
    assert found["petition_recheck_days"].state == "running"


def test_a_last_day_that_is_off_stays_and_is_pointed_out() -> None:
    found = clock("petition_register_days", Petition(date(2026, 3, 6)), date(2026, 3, 10))
    assert found.due == date(2026, 3, 21)  # a Saturday
    assert [finding.reason for finding in found.findings] == ["CLOCK_RUNNING", "LAST_DAY_IS_OFF"]


def test_where_the_holidays_are_not_held_the_clock_says_so() -> None:
    found = clock("petition_register_days", Petition(date(2026, 12, 17)), date(2026, 12, 18))
    assert [finding.reason for finding in found.findings] == ["CLOCK_RUNNING", "HOLIDAYS_NOT_HELD"]
    away = Petition(date(2026, 12, 28), belongs_elsewhere=True)
    returned = clock("petition_return_working_days", away, date(2026, 12, 28))
    assert [finding.reason for finding in returned.findings] == ["CLOCK_RUNNING", "HOLIDAYS_NOT_HELD"]


def test_what_is_done_or_overdue_says_nothing_of_the_calendar() -> None:
    petition = Petition(date(2026, 3, 6), registered=date(2026, 3, 6))
    assert len(clock("petition_register_days", petition, date(2026, 3, 10)).findings) == 1
    assert len(clock("petition_accept_days", petition, date(2026, 3, 22)).findings) == 1


def test_a_complaint_has_the_clocks_of_its_province() -> None:
    complaint = Complaint(lodged=MONDAY, decided=MONDAY + DAY * 10)
    sichuan = complaint_clocks(rules_of_pack("SC@2026-01-01"), complaint, MONDAY + DAY * 10)
    assert [(one.key, one.due) for one in sichuan] == [
        ("complaint_decided_days", MONDAY + DAY * 30),
        ("complaint_review_days", MONDAY + DAY * 25),
    ]
    assert complaint_clocks(rules_of_pack("CN@2026-01-01"), complaint, MONDAY) == ()


def test_a_time_to_complain_that_nobody_used_lapses() -> None:
    tianjin = rules_of_pack("TJ@2019-05-30")
    found = complaint_clocks(tianjin, Complaint(result_announced=MONDAY), MONDAY + DAY * 31)
    assert [(one.key, one.state) for one in found] == [("complaint_within_days", "lapsed")]
    (undecided,) = complaint_clocks(tianjin, Complaint(lodged=MONDAY), MONDAY + DAY * 31)
    assert undecided.state == "overdue"
    asked = complaint_clocks(rules_of_pack("SC@2026-01-01"), Complaint(decided=MONDAY), MONDAY + DAY * 16)
    assert [one.state for one in asked] == ["lapsed"]


def test_where_the_law_sets_no_day_it_is_said() -> None:
    national, hainan = rules_of_pack("CN@2026-01-01"), rules_of_pack("HAIN@2025-12-03")
    silent = unset(national, Complaint(lodged=MONDAY))
    assert silent is not None
    assert "对选举申诉作出决定" in silent.text
    reported = unset(national, Complaint(reported=MONDAY))
    assert reported is not None
    assert "对选举举报调查处理" in reported.text
    assert unset(hainan, Complaint(reported=MONDAY)) is None


def test_every_clock_has_its_names_in_both_languages() -> None:
    found = clock("petition_register_days", Petition(MONDAY), MONDAY)
    assert (found.zh, found.en) == NAMES["petition_register_days"]
    assert set(CLOCKS) - set(NAMES) == {"petition_extend_days"}


def test_no_regulation_is_held_before_2005() -> None:
    assert petition_rules(date(2005, 5, 1)).name == "XF@2005-05-01"
    with pytest.raises(BadInput, match="没有收录 2005-04-30 施行的信访规定"):
        petition_rules(date(2005, 4, 30))


def test_a_petition_may_be_asked_about_under_a_regulation_by_name_or_in_a_place() -> None:
    facts = {"question": "petition_clock", "received": "2026-03-02", "today": "2026-03-02"}
    answer, blocked, _ = ask(facts | {"pack": "XF@2005-05-01"})
    assert (answer["pack"], blocked) == ("XF@2005-05-01", False)
    elsewhere, _, _ = ask(facts | {"pack": "CN@2026-01-01"})
    assert elsewhere["pack"] == "XF@2022-05-01"
    assert elsewhere["clocks"][0]["basis"] == "信访工作条例 第二十二条"


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"question": "petition_clock", "today": "2026-03-02"}, "缺少“received”"),
        ({"question": "petition_clock", "received": "2026-03-02"}, "缺少“today”"),
        ({"question": "petition_clock", "received": "2026-03-02", "today": "2026-03-02", "extended": 1}, "extended"),
        ({"question": "complaint_clock", "pack": "CN@2026-01-01", "today": "2026-03-02"}, "请至少给出一个日期"),
        ({"question": "earliest_polling_day", "today": "2026-03-02"}, "缺少“division”"),
        ({"question": "earliest_polling_day", "pack": "XF@2022-05-01", "today": "2026-03-02"}, "不是村民委员会选举"),
        ({"question": "earliest_polling_day", "division": "51", "today": "2026-03-02"}, "12 位行政区划代码"),
    ],
)
def test_a_question_that_cannot_be_answered_is_refused_in_one_sentence(facts: dict[str, object], sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        ask(facts)
