"""What inspectors find is a task from the beginning; their report every ten days says how each of them stands."""

from __future__ import annotations

from datetime import timedelta

import pytest

import cast
from cunxuan.core.errors import Refusal
from cunxuan.oversight import inspection_actions as actions
from cunxuan.oversight.inspection_papers import on_paper
from cunxuan.oversight.models import Finding, Inspection, TaskState
from cunxuan.oversight.task_actions import confirm_task, report_done

TODAY = cast.POLLING_DAY
DAY = timedelta(days=1)


@pytest.fixture
def trip(chen, ren) -> Inspection:
    """The county's inspectors were in the township yesterday."""
    return actions.record_inspection(
        chen.division, on=TODAY - DAY, inspectors="任、白", looked_at="公告、名单", today=TODAY, by=ren, at=cast.AT
    )


def found(trip: Inspection, village, owner, by, text: str = "第4号公告没有写异议截止日期。", **more) -> Finding:
    what = actions.Found(village=village, item="notices", text=text, owner=owner, rectify_by=TODAY + 2 * DAY, **more)
    return actions.add_finding(trip, what, on=TODAY, by=by, at=cast.AT)


def put_right(finding: Finding, owner, by) -> None:
    report_done(finding.task, result="已重贴。", on=TODAY, by=owner, at=cast.AT, paper=cast.photograph("finding"))
    confirm_task(finding.task, on=TODAY, by=by, at=cast.AT)


def test_a_finding_is_a_task_of_its_village(trip, liushu, ding, ren):
    task = found(trip, liushu, ding, ren).task
    assert (task.place, task.owner, task.due_on, task.source) == (liushu, ding, TODAY + 2 * DAY, "inspection")
    assert (task.source_url, task.wants_paper) == (f"/inspections/{trip.pk}", True)


def test_a_trip_is_not_recorded_before_it_was_made(chen, ren):
    with pytest.raises(Refusal, match="还没有到"):
        actions.record_inspection(
            chen.division, on=TODAY + DAY, inspectors="任", looked_at="", today=TODAY, by=ren, at=cast.AT
        )


def test_a_trip_on_which_something_was_found_is_not_taken_back(trip, liushu, ding, ren):
    found(trip, liushu, ding, ren)
    with pytest.raises(Refusal, match="还没有办结"):
        actions.take_back_inspection(trip, why="记错了。", by=ren, at=cast.AT)


def test_one_that_was_taken_back_takes_no_findings(trip, liushu, ding, ren):
    actions.take_back_inspection(trip, why="记错了。", by=ren, at=cast.AT)
    with pytest.raises(Refusal, match="已经撤回"):
        found(trip, liushu, ding, ren)


def test_the_report_counts_what_was_found_closed_and_overdue(trip, qinghe, liushu, taoyuan, ding, chen, ren):
    put_right(found(trip, liushu, ding, ren), ding, ren)
    found(trip, taoyuan, chen, ren, "委托登记没有写关系。")
    later = TODAY + 5 * DAY
    report = on_paper(qinghe, TODAY - 9 * DAY, later, later)
    assert (report.trips, report.places, len(report.found), report.closed, report.overdue) == (1, "柳林镇", 2, 1, 1)
    assert [one.standing for one in report.found] == ["12月16日办结", "逾期 3 天"]


def test_the_report_is_a_paper_and_a_newer_one_of_the_day_supersedes_it(trip, qinghe, liushu, ding, ren):
    days = {"since": TODAY - 9 * DAY, "until": TODAY}
    first = actions.issue_report(qinghe, **days, by=ren, at=cast.AT)
    found(trip, liushu, ding, ren)
    second = actions.issue_report(qinghe, **days, by=ren, at=cast.AT)
    assert (second.supersedes, first.number) == (first, second.number)


def test_days_that_run_backwards_are_refused(qinghe, ren):
    with pytest.raises(Refusal, match="写反"):
        actions.issue_report(qinghe, since=TODAY, until=TODAY - DAY, by=ren, at=cast.AT)


# The pages


def test_the_county_records_a_trip_and_a_finding(liushu, chen, ding, ren, signed_in):
    browser = signed_in(ren)
    said = {"place": chen.division_id, "on": TODAY.isoformat(), "inspectors": "任、白"}
    address = browser.post("/inspections", said).headers["Location"]
    finding = {
        "village": liushu.pk,
        "item": "notices",
        "text": "公告被撕。",
        "owner": "ding",
        "rectify_by": (TODAY + DAY).isoformat(),
    }
    browser.post(f"{address}/findings", finding)
    assert "公告被撕。" in browser.get(address).content.decode()
    assert ding.tasks.get().state == TaskState.OPEN


def test_what_is_wrong_stands_beside_its_field_and_nothing_is_lost(trip, liushu, ren, signed_in):
    said = {"village": liushu.pk, "item": "notices", "text": "公告被撕。", "rectify_by": "2026-12-01"}
    page = signed_in(ren).post(f"/inspections/{trip.pk}/findings", said)
    assert page.status_code == 400
    for words in ("公告被撕。", "请选由谁办。", "已经过了，请另定期限。"):
        assert words in page.content.decode()


def test_the_report_is_issued_and_seen(trip, liushu, ding, ren, signed_in):
    found(trip, liushu, ding, ren)
    browser = signed_in(ren)
    said = {"since": (TODAY - 9 * DAY).isoformat(), "until": TODAY.isoformat()}
    paper = browser.post("/inspections/report", said).headers["Location"]
    assert browser.get(f"{paper}/pdf").content.startswith(b"%PDF")


@pytest.mark.parametrize("address", ["/inspections/report/pdf", "/inspections/report/word?blank", "/inspections"])
def test_pages_and_sheets_are_there_before_anything_was_found(ren, signed_in, address):
    assert signed_in(ren).get(address).status_code == 200
