"""Every form besides the election itself, in the order in which they are sent on the day of the runoff.

Who answers for what, the rota of receptions, tasks, meetings, inspections, daily reports, complaints and violations.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from uuid import UUID

import cast
from cunxuan.offices.duty_file_actions import checked
from cunxuan.offices.models import Duty, DutyFile, Group, GroupMember, Official
from cunxuan.oversight.complaint_actions import name_officer
from cunxuan.oversight.models import (
    CaseOfficer,
    Complaint,
    Inspection,
    Meeting,
    OfficerKind,
    Stage,
    Task,
    Violation,
    WatchedFigure,
)
from cunxuan.preparation.models import ReceptionDay
from sent_forms import Sent, photograph, table

V, TODAY = cast.LIUSHU, "2026-12-20"
DUE = {"due_on": "2026-12-23"}
WHY = {"why": "登记错了"}
REPORT_KEY = UUID("5f3a0f6e-1d6c-4f0b-9a51-0c3f5f1f7a10")


def besides() -> Iterator[Sent]:
    yield from who_answers()
    yield from receptions()
    yield from tasks()
    yield from meetings()
    yield from inspections()
    yield from daily_reports()
    yield from complaints()
    yield from violations()


def who_answers() -> Iterator[Sent]:
    """By hand and by a workbook, with a row of which somebody has to say yes; guarantees; a group."""
    named = {"kind": "cadre", "name": "薛志刚", "unit": "柳林镇政府", "village": "柳树村", "since": "2026-12-01"}
    yield Sent("chen", "duty_new", (), named)
    one = Official.objects.get(name="薛志刚")
    yield Sent("chen", "official_edit", (one.pk,), {"name": "薛志刚", "unit": "柳林镇政府", "post": "农办主任"})
    given = {"official": str(one.pk), "evidence": "与落选的两人谈过。", "on": "2026-12-18"}
    yield Sent("an", "guarantee", (V, "talk"), given)
    yield Sent("an", "guarantee_back", (V, "talk"), {**WHY, "on": TODAY})
    yield Sent("chen", "duty_end", (Duty.objects.latest("pk").pk,), {**WHY, "on": TODAY})
    sheet = "层级,姓名,单位,负责村,起止时间\n指导员,卫建国,县民政局,柳树村、桃园村、石桥村、柏庄村,2026-12-01\n"
    yield Sent("ren", "duties_import", (), table(sheet, "table"))
    file = DutyFile.objects.latest("pk")
    asked = [warning.key for warning in checked(file, date.fromisoformat(TODAY))[1].warnings]
    yield Sent("ren", "duty_file_agree", (file.pk,), {"agreed": asked})
    yield Sent("ren", "duty_file_take", (file.pk,), {"sure": "yes"})
    yield Sent("ren", "duty_file_put_away", (file.pk,), {"sure": "yes"})
    yield Sent("chen", "group_new", (), {"kind": "inspection", "name": "柳林镇督查组", "since": "2026-12-01"})
    group = Group.objects.latest("pk").pk
    yield Sent("chen", "group", (group,), {"seat": "head", "name": "宁海", "unit": "镇纪委"})
    yield Sent("chen", "seat_end", (GroupMember.objects.latest("pk").pk,), {**WHY, "on": TODAY})
    yield Sent("chen", "group_end", (group,), {**WHY, "on": TODAY})


def receptions() -> Iterator[Sent]:
    """Leaders take turns; one day more, which is changed and called off."""
    hours = {"hours": "上午8:30—12:00", "where": "镇政府一楼"}
    rota = {**hours, "first": "2026-12-21", "last": "2026-12-23", "leaders": "史广田，镇长，0311-5521234"}
    yield Sent("chen", "reception_rota", (), rota)
    day = {**hours, "on": "2026-12-24", "leader": "史广田"}
    yield Sent("chen", "reception_new", (), day)
    this = ReceptionDay.objects.latest("pk").pk
    yield Sent("chen", "reception_change", (this,), {**day, "on": "2026-12-25"})
    yield Sent("chen", "reception_call_off", (this,), {"why": "改到下周"})


def tasks() -> Iterator[Sent]:
    """One is given, put off, handed on, done and confirmed."""
    yield Sent("ren", "task_new", (V,), {**DUE, "title": "补贴公告", "owner": "an"})
    this = Task.objects.latest("pk").pk
    yield Sent("ren", "task_later", (this,), {"why": "等材料", "due_on": "2026-12-24"})
    yield Sent("an", "task_hand_on", (this,), {"owner": "bai", "why": "安出差"})
    yield Sent("bai", "task_done", (this,), {"result": "已补贴公告。"})
    yield Sent("ren", "task_confirm", (this,))


def meetings() -> Iterator[Sent]:
    """One is called off; one has a subject of which a task comes, and minutes."""
    called = {"kind": "coordination", "on": TODAY, "venue": "县委会议室"}
    yield Sent("ren", "meetings", (), called)
    yield Sent("ren", "meeting_off", (Meeting.objects.latest("pk").pk,), {"off-why": "改到下周"})
    yield Sent("ren", "meetings", (), called)
    this = Meeting.objects.latest("pk").pk
    yield Sent("ren", "meeting_item_new", (this,), {"subject": "选票运送"})
    decided = {"decided": "派车接送。", "title": "联系车辆", "place": V, "owner": "chen", "due_on": "2026-12-23"}
    yield Sent("ren", "meeting_item", (this, 1), {f"i1-{name}": said for name, said in decided.items()})
    held = {"venue": "县委会议室", "chaired_by": "史广田", "recorded_by": "任", "attended": "各乡镇"}
    yield Sent("ren", "meeting_minutes", (this,), held)


def inspections() -> Iterator[Sent]:
    """One was recorded by mistake; of another something was found, and the county reports on it."""
    trip = {"place": V, "on": TODAY, "inspectors": "任、史广田"}
    yield Sent("ren", "inspections", (), trip)
    yield Sent("ren", "inspection_back", (Inspection.objects.latest("pk").pk,), {"back-why": "记了两次"})
    yield Sent("ren", "inspections", (), trip)
    found = {"village": V, "item": "notices", "text": "公告被雨淋坏。", "owner": "ding", "rectify_by": "2026-12-22"}
    yield Sent("ren", "finding_new", (Inspection.objects.latest("pk").pk,), found)
    yield Sent("ren", "inspection_report", (), {"since": "2026-12-11", "until": TODAY})


def daily_reports() -> Iterator[Sent]:
    """With a figure that the county watches besides: sent, returned, sent again with a problem, approved."""
    yield Sent("ren", "watch_figure", (), {"name": "冬季造林", "unit": "亩", "counts_up": "on"})
    figure = WatchedFigure.objects.latest("pk").pk
    day = (cast.LIULIN, TODAY)
    report = {"key": str(REPORT_KEY), "plan": "柳树村移交。", f"w{figure}": "120", "on_site": "6"}
    yield Sent("an", "send_daily", day, report)
    yield Sent("chen", "return_daily", day, {"why": "没有写问题"})
    yield Sent("an", "send_daily", day, {**report, "problems": "少一台打印机"})
    yield Sent("chen", "approve_daily", day, {"seen": str(REPORT_KEY)})
    yield Sent("ren", "stop_watching", (figure,), {"name": "冬季造林"})


def complaints() -> Iterator[Sent]:
    """One goes the whole course, with every letter; one is refused, one passed on; an officer is relieved.

    The chain of cases begins before the first form, with the officer whom a command names.
    """
    name_officer(cast.person("chen"), kind=OfficerKind.PETITION, on=cast.POLLING_DAY, by=cast.person("ren"), at=cast.AT)
    for who, kind in (("ren", "petition"), ("ren", "discipline"), ("bai", "petition")):
        yield Sent("ren", "case_officers", (), {"account": who, "kind": kind})
    yield Sent("ren", "case_officer_end", (CaseOfficer.objects.latest("pk").pk,))
    brought = {"kind": "petition", "channel": "visit", "received_on": TODAY, "place": V, "people": "1"}
    yield Sent("ren", "complaint_new", (), {**brought, "complainant": "段文博", "text": "补偿账不清。"})
    (case,) = Complaint.objects.all()
    text, ren = {"text": "已经核对。"}, {"handler": "ren"}
    yield Sent("ren", "complaint_act", (case.pk, "note"), text)
    yield Sent("ren", "complaint_evidence_new", (case.pk,), photograph("来信", "content"))
    yield Sent("ren", "complaint_act", (case.pk, "accept"), ren)
    yield Sent("ren", "complaint_act", (case.pk, "hand"), {"handler": "chen"})
    yield Sent("ren", "complaint_act", (case.pk, "extend"), {"why": "要查旧账", "approved_by": "史广田"})
    for act in ("answer", "ask_review", "review", "ask_recheck", "recheck"):
        yield Sent("ren", "complaint_act", (case.pk, act), text)
    for act in ("close", "reopen", "close"):
        yield Sent("ren", "complaint_act", (case.pk, act), {"why": "办完了"})
    yield Sent("ren", "complaint_new", (), {**brought, "complainant": "段文博", "text": "还是补偿账。"})
    again = Complaint.objects.exclude(pk=case.pk).get()
    yield Sent("ren", "complaint_act", (again.pk, "link"), {"first": ""})
    yield Sent("ren", "complaint_act", (again.pk, "link"), {"first": str(case.pk)})
    yield Sent("ren", "complaint_act", (again.pk, "refuse"), {"why": "已经答复过。"})
    yield Sent("ren", "complaint_new", (), {**brought, "complainant": "宁海", "text": "承包合同。"})
    other = Complaint.objects.get(stage=Stage.REGISTERED).pk
    yield Sent("ren", "complaint_act", (other, "transfer"), {"organ": "县农业农村局", "why": "归它管"})


def violations() -> Iterator[Sent]:
    """A lead with a photograph; what was done about it is said too early, and taken back."""
    lead = {"code": "V02", "place": V, "on": TODAY, "text": "有人请客拉票。"}
    yield Sent("ren", "violation_new", (), lead)
    this = Violation.objects.get().pk
    yield Sent("ren", "evidence_new", (this,), photograph("请客", "content"))
    done = {"disposal": "talk", "organ": "镇纪委", "disposed_on": TODAY, "words": "批评教育"}
    yield Sent("ren", "violation_dispose", (this,), done)
    yield Sent("ren", "violation_dispose", (this,), {"back-why": "还没有谈"})
