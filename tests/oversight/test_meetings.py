"""A meeting's agenda is what is open; what it decides is a task, and comes back at the next one until it is closed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

import cast
from cunxuan.core.errors import Refusal
from cunxuan.oversight import meeting_actions as actions
from cunxuan.oversight.meeting_views import next_by
from cunxuan.oversight.models import Meeting, Source, Task
from cunxuan.oversight.task_actions import NewTask, confirm_task, open_task, report_done

TODAY = cast.POLLING_DAY
WEEK = timedelta(days=7)
HELD = actions.Held(chaired_by="任", recorded_by="安", attended="任、陈、史，县公安局、县信访局各一人")


def task_of(place, owner, by, due_on: date = TODAY, title: str = "补贴审计公告") -> Task:
    new = NewTask(place=place, title=title, owner=owner, due_on=due_on, source=Source.INSPECTION)
    return open_task(new, on=min(TODAY, due_on), by=by, at=cast.AT)


def called(place, by, on: date = TODAY, *subjects: str) -> Meeting:
    return actions.call_meeting(
        place, kind="coordination", on=on, venue="县委二楼会议室", subjects=subjects, by=by, at=cast.AT
    )


def agenda(meeting: Meeting) -> list[str]:
    return list(meeting.items.values_list("subject", flat=True))


def written(meeting: Meeting, number: int, by, follows: actions.Follows | None = None) -> None:
    item = meeting.items.get(number=number)
    actions.write_item(item, said="", decided="当天补贴。", follows=follows, on=TODAY, by=by, at=cast.AT)


def issued(meeting: Meeting, by):
    return actions.issue_minutes(meeting, HELD, on=meeting.on, by=by, at=cast.AT)


def test_what_is_open_and_due_is_on_the_agenda_and_then_what_is_added(qinghe, liushu, ding, chen, ren):
    task_of(liushu, ding, chen)
    task_of(liushu, ding, chen, due_on=TODAY + 2 * WEEK, title="还早")
    assert agenda(called(qinghe, ren, TODAY, "下周的安排")) == ["补贴审计公告", "下周的安排"]


def test_a_townships_meeting_has_what_is_open_in_the_township(liushu, bozhuang, ding, he, chen, ren):
    task_of(liushu, ding, chen)
    task_of(bozhuang, he, ren, title="石门镇的事")
    assert agenda(called(chen.division, chen)) == ["补贴审计公告"]


def test_a_confidential_task_is_on_no_agenda(qinghe, liushu, chen, ren):
    new = NewTask(place=liushu, title="密", owner=chen, due_on=TODAY, source=Source.COMPLAINT, confidential=True)
    open_task(new, on=TODAY, by=ren, at=cast.AT)
    assert agenda(called(qinghe, ren)) == []


def test_a_decision_is_a_task_with_an_owner_and_a_day(qinghe, liushu, ding, ren):
    meeting = called(qinghe, ren, TODAY, "审计公告被撕")
    follows = actions.Follows(liushu, "补贴公告并拍照", ding, TODAY + WEEK)
    written(meeting, 1, ren, follows)
    task = ding.tasks.get()
    assert (task.title, task.due_on, task.source, task.asked_by) == ("补贴公告并拍照", TODAY + WEEK, "meeting", ren)


def test_an_item_that_is_written_again_gives_no_second_task(qinghe, liushu, ding, ren):
    meeting = called(qinghe, ren, TODAY, "审计公告被撕")
    for _ in range(2):
        written(meeting, 1, ren, actions.Follows(liushu, "补贴公告", ding, TODAY))
    assert Task.objects.count() == 1


def test_what_is_not_closed_comes_back_and_what_is_closed_does_not(qinghe, liushu, ding, chen, ren):
    task_of(liushu, ding, chen, title="没办的")
    done = task_of(liushu, ding, chen, title="办完的")
    first = called(qinghe, ren)
    report_done(done, result="办了。", on=TODAY, by=ding, at=cast.AT)
    confirm_task(done, on=TODAY, by=chen, at=cast.AT)
    assert (agenda(first), agenda(called(qinghe, ren, TODAY + WEEK))) == (["没办的", "办完的"], ["没办的"])


def test_minutes_go_out_as_a_numbered_paper(qinghe, ren):
    meeting = called(qinghe, ren, TODAY, "下周的安排")
    written(meeting, 1, ren)
    assert issued(meeting, ren).number == "清河县协调会〔2026〕1号"


def test_issued_minutes_do_not_change(qinghe, ren):
    meeting = called(qinghe, ren, TODAY, "下周的安排")
    written(meeting, 1, ren)
    issued(meeting, ren)
    with pytest.raises(Refusal, match="已经发出"):
        written(meeting, 1, ren)


@pytest.mark.parametrize(
    ("days", "match"), [(0, "第 1 项还没有写"), (1, "还没有开")], ids=["an item is empty", "it was not held"]
)
def test_minutes_are_not_issued_of_what_was_not_said(qinghe, ren, days, match):
    meeting = called(qinghe, ren, TODAY + timedelta(days=days), "下周的安排")
    with pytest.raises(Refusal, match=match):
        actions.issue_minutes(meeting, HELD, on=TODAY, by=ren, at=cast.AT)


def test_a_meeting_that_was_called_off_takes_no_minutes(qinghe, ren):
    meeting = called(qinghe, ren)
    actions.call_off(meeting, why="大雪封路。", by=ren, at=cast.AT)
    with pytest.raises(Refusal, match="已经取消"):
        issued(meeting, ren)


def test_the_next_is_due_within_a_week_of_the_last_that_was_held(qinghe, ren):
    assert next_by(qinghe) is None
    called(qinghe, ren)
    off = called(qinghe, ren, TODAY + timedelta(days=3))
    actions.call_off(off, why="大雪封路。", by=ren, at=cast.AT)
    assert next_by(qinghe) == TODAY + WEEK


# The pages


def test_the_county_calls_a_meeting_writes_it_down_and_issues_it(liushu, ding, chen, ren, signed_in):
    task_of(liushu, ding, chen)
    browser = signed_in(ren)
    said = {"kind": "coordination", "on": TODAY.isoformat(), "venue": "二楼会议室", "subjects": "下周的安排\n"}
    address = browser.post("/meetings", said).headers["Location"]
    assert "补贴审计公告" in browser.get(address).content.decode()
    for number in (1, 2):
        browser.post(f"{address}/items/{number}", {f"i{number}-decided": "抓紧办。"})
    held = {"venue": "二楼会议室", "chaired_by": "任", "recorded_by": "安", "attended": "各镇"}
    browser.post(f"{address}/minutes", held)
    assert Meeting.objects.get().paper.form_id == "O49"


def test_a_task_without_an_owner_is_said_beside_the_field_and_nothing_is_lost(qinghe, ren, signed_in):
    meeting = called(qinghe, ren, TODAY, "下周的安排")
    said = {"i1-said": "讨论了很久。", "i1-decided": "各镇落实。", "i1-title": "落实"}
    page = signed_in(ren).post(f"/meetings/{meeting.pk}/items/1", said)
    assert page.status_code == 400
    for words in ("讨论了很久。", "各镇落实。", "请选由谁办。", "请填办结期限。"):
        assert words in page.content.decode()


def test_a_village_knows_no_meeting_of_its_township(chen, ding, signed_in):
    meeting = called(chen.division, chen)
    assert signed_in(ding).get(f"/meetings/{meeting.pk}").status_code == 403


def test_a_township_knows_no_meeting_of_the_county(qinghe, ren, chen, signed_in):
    meeting = called(qinghe, ren)
    assert signed_in(chen).get(f"/meetings/{meeting.pk}").status_code == 404


@pytest.mark.parametrize("kind", ["pdf", "word"])
def test_an_empty_sheet_prints(ren, signed_in, kind):
    assert signed_in(ren).get(f"/meetings/blank/{kind}").status_code == 200
