"""A township reports every day: what fell needs a reason, another approves it, what it asks for is a task."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

import cast
from cunxuan.core.errors import Refusal
from cunxuan.oversight import daily_actions as actions
from cunxuan.oversight.models import DailyReport, ReportState, Task

TODAY = cast.POLLING_DAY
DAY = timedelta(days=1)


def filled(on: date = TODAY, key: UUID | None = None, **more: Any) -> actions.Filled:
    given: dict[str, Any] = {
        "figures": {"villages": 3, "polled": 2},
        "watched": {},
        "reasons": {},
        "plan": "柳树村投票。",
        "problems": (),
        "on_site": 12,
    }
    return actions.Filled(on=on, key=key or uuid4(), **{**given, **more})


def sent(township, by, said: actions.Filled | None = None, today: date = TODAY) -> DailyReport:
    return actions.send_report(township, said or filled(), today=today, by=by, at=cast.AT)


def approved(report: DailyReport, by) -> DailyReport:
    actions.approve_report(report, today=TODAY, by=by, at=cast.AT)
    return report


def code_of(act: Any) -> str:
    with pytest.raises(Refusal) as refused:
        act()
    return refused.value.code


def test_what_is_sent_twice_from_a_telephone_is_one_report(an):
    said, township = filled(key=uuid4()), an.division
    assert sent(township, an, said) == sent(township, an, said)
    assert DailyReport.objects.count() == 1


def test_a_day_that_has_not_come_has_no_report(an):
    assert code_of(lambda: sent(an.division, an, filled(TODAY + DAY))) == "REPORT_AHEAD"


def test_who_sent_it_does_not_approve_it(an, chen):
    report = sent(chen.division, chen)
    assert code_of(lambda: approved(report, chen)) == "REPORT_OWN"


def test_approved_it_is_locked(an, chen):
    approved(sent(an.division, an), chen)
    assert code_of(lambda: sent(an.division, an)) == "REPORT_LOCKED"


def test_opened_again_it_can_be_sent_again_and_keeps_when_it_first_came(an, chen, ren):
    report = approved(sent(an.division, an), chen)
    actions.return_report(report, why="打算写得太简单。", by=ren, at=cast.AT)
    again = actions.send_report(an.division, filled(), today=TODAY, by=an, at=cast.AT + timedelta(hours=5))
    assert (again.pk, again.state, again.sent_at) == (report.pk, ReportState.SUBMITTED, cast.AT)


@pytest.mark.parametrize("key", ["polled", "watched"])
def test_a_cumulative_figure_that_falls_needs_its_reason(qinghe, an, ren, key):
    actions.watch(qinghe, name="冬季造林", unit="亩", counts_up=True, on=TODAY - DAY, by=ren, at=cast.AT)
    (figure,) = actions.watched_on(an.division, TODAY)
    number = str(figure.pk)
    sent(an.division, an, filled(TODAY - DAY, watched={number: 500}))
    lower = {"figures": {"polled": 1}, "watched": {number: 500}} if key == "polled" else {"watched": {number: 400}}
    where = key if key == "polled" else number
    assert code_of(lambda: sent(an.division, an, filled(**lower))) == "FIGURE_FELL"
    sent(an.division, an, filled(**lower, reasons={where: "昨天多报了一个村。"}))


def test_a_figure_of_the_day_may_fall(an):
    sent(an.division, an, filled(TODAY - DAY, figures={"polled_today": 5}))
    sent(an.division, an, filled(figures={"polled_today": 0}))


def test_each_problem_is_a_task_of_the_county_once_it_is_approved(an, chen, ren):
    report = sent(an.division, an, filled(problems=("桃园村两张计票单不一致，请县里派人。", "缺票箱 2 个。")))
    assert not Task.objects.exists()
    approved(report, chen)
    assert set(Task.objects.values_list("title", "owner__username", "source")) == {
        ("桃园村两张计票单不一致，请县里派人。", "ren", "report"),
        ("缺票箱 2 个。", "ren", "report"),
    }


def test_what_is_no_longer_watched_is_not_asked_for_but_stays_where_it_was(qinghe, an, ren):
    actions.watch(qinghe, name="冬季造林", unit="亩", counts_up=True, on=TODAY - DAY, by=ren, at=cast.AT)
    (figure,) = actions.watched_on(an.division, TODAY)
    actions.stop_watching(figure, on=TODAY - DAY, by=ren, at=cast.AT)
    assert (actions.watched_on(an.division, TODAY), actions.watched_on(an.division, TODAY - DAY)) == ([], [figure])


# The pages


@pytest.fixture
def at_five(settings, monkeypatch):
    """A quarter past five in the afternoon of polling day."""
    moment = datetime(TODAY.year, TODAY.month, TODAY.day, 9, 15, tzinfo=UTC)
    monkeypatch.setattr("cunxuan.reporting.views_daily.now", lambda: moment)


ADDRESS = f"/daily/{cast.LIULIN}/{TODAY.isoformat()}"
SAID = {"plan": "柳树村投票。", "problems": "", "on_site": "１２"}


def test_a_clerk_sends_it_and_the_reviewer_approves_it(liushu, an, chen, signed_in, at_five):
    cast.at_stage(liushu, "polling")
    clerk, reviewer = signed_in(an), signed_in(chen)
    assert "已投票的村" in clerk.get(ADDRESS).content.decode()
    clerk.post(f"{ADDRESS}/send", {**SAID, "key": uuid4()})
    page = reviewer.get(ADDRESS).content.decode()
    assert "审核锁定" in page
    reviewer.post(f"{ADDRESS}/approve", {"seen": DailyReport.objects.get().key})
    report = DailyReport.objects.get()
    assert (report.state, report.figures["polled"], report.on_site) == (ReportState.APPROVED, 1, 12)


def test_without_a_plan_nothing_is_lost(an, signed_in):
    page = signed_in(an).post(f"{ADDRESS}/send", {**SAID, "plan": "", "problems": "缺票箱。", "key": uuid4()})
    assert page.status_code == 400
    for words in ("缺票箱。", "请写明日打算"):
        assert words in page.content.decode()


def test_a_telephone_is_told_field_by_field(an, signed_in):
    answer = signed_in(an).post(f"{ADDRESS}/send", {"key": uuid4()}, headers={"Accept": "application/json"})
    assert answer.status_code == 400
    assert list(answer.json()["fields"]) == ["plan"]


@pytest.mark.parametrize("typed", ["1180", "1，180"])
def test_a_telephone_is_told_what_to_ask_when_a_watched_figure_falls(qinghe, an, ren, signed_in, typed):
    actions.watch(qinghe, name="冬季造林", unit="亩", counts_up=True, on=TODAY - DAY, by=ren, at=cast.AT)
    (figure,) = actions.watched_on(an.division, TODAY)
    sent(an.division, an, filled(TODAY - DAY, figures={}, watched={str(figure.pk): 1200}))
    said = {**SAID, "key": uuid4(), f"w{figure.pk}": typed}
    answer = signed_in(an).post(f"{ADDRESS}/send", said, headers={"Accept": "application/json"})
    assert answer.status_code == 400
    assert answer.json()["asks"] == {f"r{figure.pk}": "“冬季造林”上次 1200，这次 1180，为什么少了"}


def test_the_county_sees_three_facts_and_its_summary(an, chen, ren, signed_in, at_five):
    signed_in(an).post(f"{ADDRESS}/send", {**SAID, "key": uuid4()})
    page = signed_in(ren).get("/daily").content.decode()
    assert "2 个乡镇交来日报 1 份，未交：石门乡。" in page
    for words in ("待审核", "没有交"):
        assert words in page


def test_the_county_sees_what_it_watches_besides_township_by_township_with_the_sum(qinghe, an, chen, ren, signed_in):
    actions.watch(qinghe, name="秋粮收购", unit="吨", counts_up=True, on=TODAY, by=ren, at=cast.AT)
    (figure,) = actions.watched_on(an.division, TODAY)
    approved(sent(chen.division, an, filled(watched={str(figure.pk): 1234})), chen)
    page = signed_in(ren).get("/daily").content.decode()
    (line,) = re.findall(r'<th scope="row">秋粮收购（吨）</th>(<td class.*?)</tr>', page)
    assert re.findall(r"[\d,]+(?=<)", line) == ["1,234", "1,234"]  # of 柳林镇, and together; 石门乡 is not in


def test_a_township_sees_its_own_report_only(an, he, signed_in):
    assert signed_in(an).get(f"/daily/{cast.SHIMEN}/{TODAY.isoformat()}").status_code == 404


@pytest.mark.parametrize("kind", ["pdf", "word"])
@pytest.mark.parametrize("place", [cast.LIULIN, cast.COUNTY])
def test_the_report_prints_filled_and_blank(an, ren, signed_in, place, kind):
    signed_in(an).post(f"{ADDRESS}/send", {**SAID, "key": uuid4()})
    browser = signed_in(ren)
    for query in ("", "?blank"):
        assert browser.get(f"/daily/{place}/{TODAY.isoformat()}/{kind}{query}").status_code == 200
