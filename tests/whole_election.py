"""Every form of an election, as a browser without script sends it, from the beginning to seats left vacant.

At the end those of the whole season besides (`whole_oversight`).

for sent in forms():
    post(signed_in(person(sent.who)), sent)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

import cast
from access.examples import listed_next_door, wrong_row
from cunxuan.offices.models import Division
from cunxuan.outreach.models import Reply, Sending, SentFile
from cunxuan.polling.models import Assistance
from cunxuan.preparation.models import Attendance, AuditProblem, Consultation, MustTrain, PublicityItem, Session, Visit
from cunxuan.roll.actions import NewResident, add_residents
from cunxuan.roll.models import RegistrationFact, Resident, ResidentsFile, RollChange, SamePerson
from cunxuan.web import clock
from preparation import auditing, visiting
from sent_forms import Sent, photograph, table
from village_pages import hidden
from whole_oversight import besides

V, POLLED = cast.LIUSHU, cast.POLLING_DAY.isoformat()
FIRST_VOTE, RUNOFF = f"{V}.2026.general.r1", f"{V}.2026.general.r2"
DAY = {step: day.isoformat() for step, day in cast.DAYS.items()}
RUNOFF_DAY = "2026-12-20"
FEWER_MEMBERS = "returned 100 · 段玉成 60 · 梁海生 40 · 段秀梅 80 · 李保全 60 · 贾永成 40 · 赵福生 30"
CENTRE = {"lines": "1", "p1-name": "中心会场", "p1-registered": "120", "p1-fixed": "1", "p1-mobile": "0"}
SAID = {"opened": "08:00", "closed": "15:00", "venue": "村委会大院"}
CANDIDATES = {
    f"{line.post}-{number}-{key}": value
    for line in cast.BALLOT
    for number, person in enumerate(line.nominees, start=1)
    for key, value in (("name", person.name), ("sex", person.sex))
}


def forms() -> Iterator[Sent]:
    """Every form of an election, in the order in which they are sent."""
    plan = {"year": "2026", "term_no": "14", "planned_on": POLLED}
    yield Sent("ren", "open_general_election", (), {**plan, "sure": "yes"})
    yield from two_first()
    yield from visits_and_a_key_village()
    yield from training_and_publicity()
    yield step("branch_elected")
    yield Sent("chen", "take_back_step", (V, "branch_elected"), {"reason": "日期记错"})
    yield step("branch_elected")
    yield Sent("chen", "call_election", (V,), {"polling_day": POLLED, "on": DAY["election_day_fixed"]})
    yield step("committee_chosen")
    seats = {"seats_chair": "1", "seats_vice_chair": "1", "seats_member": "3"}
    yield Sent("ding", "adopt_method", (V,), {**seats, "on": DAY["method_adopted"]})
    yield step("registration_opened")
    add_residents(Division.objects.get(pk=V), cast.residents(120), by="cli", at=cast.AT)
    yield from lists_of_residents()
    yield from registration()
    yield from messages_to_people_away()
    yield Sent("ding", "publish_roll", (V,), {"on": DAY["roll_published"]})
    yield from objections()
    first = Resident.objects.filter(village_id=V).earliest("pk").pk
    yield Sent("ding", "unmask", (V, first), {"purpose": "objection"}, status=200)
    yield step("objections_closed")
    yield Sent("ding", "freeze_roll", (V,), {"on": DAY["roll_frozen"]})
    yield from map(step, ("nomination_notice", "nomination_vote", "review_completed"))
    yield Sent("ding", "publish_candidates", (V,), {"on": DAY["candidates_published"], **CANDIDATES})
    yield Sent("ding", "relatives", (V,), {"said": "none", "on": DAY["candidates_published"]})
    yield from map(step, ("withdrawals_closed", "candidates_met_voters", "voting_notice_published"))
    yield from proxies_and_help()
    yield from vote(1, DAY["ballots_ready"], POLLED)
    yield from counted()
    yield from relatives_by_mistake()
    yield Sent("ding", "determine", (FIRST_VOTE,))
    yield Sent("ding", "declare", (FIRST_VOTE,), {**SAID, "on": POLLED, "sure": "yes"})
    yield Sent("ding", "next_vote", (FIRST_VOTE, "runoff"), {"polling_on": RUNOFF_DAY, "sure": "yes"})
    yield from a_change_reversed()
    yield from vote(2, RUNOFF_DAY, RUNOFF_DAY)
    for who in ("an", "bai"):
        yield from entry(who, "returned 90 · 贾永成 29 · 赵福生 28", RUNOFF)
    yield Sent("an", "sheet_photographs", (f"{RUNOFF}.p01",), photograph("第二次投票"))
    yield Sent("ding", "determine", (RUNOFF,))
    yield Sent("ding", "declare", (RUNOFF,), {**SAID, "on": RUNOFF_DAY, "sure": "yes"})
    yield Sent("ding", "leave_vacant", (RUNOFF,), {"on": RUNOFF_DAY})
    yield from besides()
    new = {"new": "石桥村的三个投票站点", "again": "石桥村的三个投票站点"}
    yield Sent("an", "password", (), {"old": cast.PASSWORD, **new})


def visits_and_a_key_village() -> Iterator[Sent]:
    """Two visits, one of them a mistake; a report; a proposal withdrawn and made again, decided, planned and ended."""
    for key in (visiting.FIRST_KEY, visiting.SECOND_KEY):
        yield Sent("an", "visit_new", (V,), {**visiting.TYPED, "key": key})
    promised, mistaken = (Visit.objects.get(key=key).pk for key in (visiting.FIRST_KEY, visiting.SECOND_KEY))
    yield Sent("an", "visit_take_back", (V, mistaken), {"why": "同一次登记了两份"})
    yield Sent("an", "visit_follow_up", (V, promised), {"on": "2026-10-18", "how": "账已公布"})
    yield Sent("an", "situation_write", (V,), {"population": "1286", "economy": "果树八百亩。"})
    yield Sent("chen", "situation_issue", (V,), {"risk": "medium", "on": "2026-10-20"})
    proposal = {"reasons": "clans", "said": "两个家族闹过两次。", "on": "2026-10-20"}
    yield Sent("chen", "key_village_propose", (V,), proposal)
    yield Sent("chen", "key_village_withdraw", (V,), {"why": "提错了村"})
    yield Sent("chen", "key_village_propose", (V,), proposal)
    held = {"on": "2026-10-21", "police": "钱", "township": "史广田", "conclusion": "矛盾在补偿账。"}
    yield Sent("chen", "key_village_consult", (V,), held)
    yield Sent("chen", "consultation_take_back", (V, Consultation.objects.get().pk), {"why": "日期记错"})
    decision = {"agreed": "yes", "why": "属实。", "owner": "史广田", "owner_post": "副镇长", "on": "2026-10-22"}
    yield Sent("ren", "key_village_decide", (V,), decision)
    yield Sent("chen", "key_village_plan", (V,), visiting.PLAN_TYPED)
    yield Sent("ren", "key_village_end", (V,), {"why": "账已公布。", "on": "2026-10-28"})


def training_and_publicity() -> Iterator[Sent]:
    """Somebody to be trained by mistake; a session with its list, called off; a banner; slogans and questions."""
    why, today = {"why": "登记重了"}, clock.today().isoformat()
    yield Sent("ding", "village_training", (V,), {"people": "宁涛 监票人"})
    yield Sent("ding", "strike_trainee", (V, MustTrain.objects.get().pk), why)
    session = {"place": cast.LIULIN, "title": "补训", "on": today, "begins": "00:01", "ends": "23:59", "hours": "2"}
    more = {"venue": "会议室", "duties": ["scrutineer", "counter"], "with_test": "on"}
    yield Sent("chen", "training_new", (), {**session, **more})
    held = Session.objects.get()
    listed = {"people": "宁涛 柳树村", "unit": "", "duty": "scrutineer"}
    yield Sent("an", "training_sign", (held.pk,), listed)
    yield Sent("an", "train", (held.token,), {"name": "段秀梅", "unit": "柳树村", "duty": "counter"})
    first = Attendance.objects.earliest("pk").pk
    yield Sent("an", "training_scores", (held.pk,), {f"score-{first}": "90"})
    yield Sent("an", "training_take_back", (held.pk, first), why)
    yield Sent("chen", "training_call_off", (held.pk,), why)
    banner = {"place": cast.LIULIN, "kind": "banner", "title": "横幅", "begins_on": today, "copies": "4"}
    yield Sent("chen", "publicity_new", (), banner)
    item = PublicityItem.objects.get().pk
    yield Sent("chen", "publicity_photographs", (item,), photograph("横幅"))
    yield Sent("chen", "publicity_take_back", (item,), why)
    yield Sent("ren", "slogans", (), {"text": "一人一票，票票算数"})
    yield Sent("ren", "slogan_withdraw", ("own_affairs",), why)
    yield Sent("ren", "slogan_show", ("own_affairs",), {"show": "yes"})
    asked = {"phase": "roll", "text": "在哪里登记？", "answer": "在本村。", "source": "村民委员会组织法 第十六条"}
    yield Sent("ren", "question_library", (), asked)
    yield Sent("ren", "question_withdraw", ("tie",), why)
    yield Sent("ren", "question_show", ("tie",), {"show": "yes"})


def two_first() -> Iterator[Sent]:
    """Audit and evaluation, each taken back once; the county opens the gate too early and closes it; 陈 signs."""
    yield Sent("chen", "audit_record", (V,), auditing.AUDIT)
    yield Sent("chen", "audit_take_back", (V,), {"why": "金额抄错"})
    yield Sent("an", "audit_record", (V,), auditing.AUDIT)
    yield Sent("chen", "audit_problem", (V, AuditProblem.objects.latest("pk").pk), {"state": "settled"})
    yield Sent("an", "audit_publish", (V,), auditing.AUDIT_NOTICE)
    yield Sent("ren", "gate_override", (V,), auditing.OVERRIDE)
    yield Sent("ren", "gate_override_withdraw", (V,), {"why": "评议会开成了"})
    yield Sent("chen", "evaluation_record", (V,), auditing.EVALUATION)
    yield Sent("chen", "evaluation_take_back", (V,), {"why": "人数记错"})
    yield Sent("an", "evaluation_record", (V,), auditing.EVALUATION)
    yield Sent("chen", "evaluation_publish", (V,), auditing.NOTICE)
    yield Sent("chen", "confirm_audit", (V,), {"signer": "陈", "on": DAY["audit_evaluation"]})


def step(name: str) -> Sent:
    return Sent("ding", "complete_step", (V, name), {"on": DAY[name]})


def lists_of_residents() -> Iterator[Sent]:
    """A list whose one row has a space to take away and a wrong ID number, so nobody comes in; another is cancelled."""
    yield Sent("ren", "lists", (), one_row_list("卫 大山"))
    this = ResidentsFile.objects.latest("pk").pk
    yield Sent("ren", "agree_to_repairs", (this,), {"kind": "inner_spaces"})
    yield Sent("ren", "take_list", (this,), {"sure": "yes"})
    yield Sent("an", "village_lists", (V,), one_row_list("卫大山"))
    yield Sent("an", "cancel_list", (ResidentsFile.objects.latest("pk").pk,), {"sure": "yes"})
    listed_next_door(Division.objects.get(pk=V))
    decided = {"decision": V, "on": DAY["registration_opened"], "reason": "本人选择"}
    yield Sent("ren", "decide_person_twice", (SamePerson.objects.latest("pk").pk,), decided)


def registration() -> Iterator[Sent]:
    """Somebody away is asked, alone and with others; whoever comes from elsewhere applies, and the meeting declines."""
    village = Division.objects.get(pk=V)
    add_residents(village, from_elsewhere(), by="cli", at=cast.AT)
    away, other = (village.residents.get(name=name).pk for name in ("外出甲", "外来乙"))
    on = {"on": DAY["registration_opened"]}
    yield Sent("an", "contact", (V, away), {**on, "answer": "told", "way": "phone"})
    yield Sent("an", "away", (V,), {**on, "together": "will_not", "way": "phone", "person": [away]})
    proof = {**on, "evidence": "申请书"}
    yield Sent("an", "person", (V, other), {**proof, "kind": "applied_in_writing"})
    yield Sent("an", "take_back_fact", (V, RegistrationFact.objects.latest("pk").pk))
    yield Sent("an", "year_residents", (V,), {**proof, "kind": "applied_in_writing", "person": [other]})
    vote = {
        "meeting": "representatives_assembly",
        "of": "30",
        "present": "24",
        f"yes-{other}": "2",
        f"no-{other}": "20",
    }
    yield Sent("an", "record_meeting", (V,), {**on, **vote})


def messages_to_people_away() -> Iterator[Sent]:
    """Somebody away has a number, agrees, gets a text, answers it by the office's file and again by telephone."""
    village = Division.objects.get(pk=V)
    born = date(1986, 6, 7)
    number = cast.synthetic(born, 91, division=cast.COUNTY)
    add_residents(village, [NewResident("外出丙", "F", born, number, 1, 91, True, False)], by="cli", at=cast.AT)
    away = village.residents.get(name="外出丙").pk
    yield Sent("ren", "message_text", ("voting",), {"text": "{姓名}，请回村投票，问{联系电话}。回T退订"})
    yield Sent("ding", "telephones", (), table("姓名,电话\n外出丙,19900000091\n"))
    yield Sent("ding", "take_telephone_file", (SentFile.objects.latest("pk").pk,), {"sure": "yes"})
    yield Sent("ding", "telephones", (), table("姓名,电话\n外出丁,1990000009l\n"))
    yield Sent("ding", "cancel_telephone_file", (SentFile.objects.latest("pk").pk,), {"sure": "yes"})
    on = {"on": DAY["registration_opened"]}
    yield Sent("an", "record_consent", (V,), {**on, "way": "phone", "answer": "agreed", "person": [away]})
    order = {"village": V, "kind": "registration", "contact": "0311-5521234", "sure": "yes"}
    yield Sent("ding", "messages_new", (), order)
    yield Sent("ding", "drop_sending", (Sending.objects.latest("pk").pk,), {"why": "电话写错"})
    yield Sent("ding", "messages_new", (), order)
    sent = Sending.objects.latest("pk").pk
    yield Sent("ding", "hand_over_sending", (sent,), on)
    yield Sent("ding", "sending_receipts", (sent,), table("手机号码,状态,回复\n19900000091,送达,2\n"))
    yield Sent("ding", "take_telephone_file", (SentFile.objects.latest("pk").pk,), {"sure": "yes"})
    yield Sent("an", "settle_reply", (V, Reply.objects.latest("pk").pk), {"answer": "will_not"})
    yield Sent("an", "village_replies", (V,), {**on, "resident": away, "text": "知道了"})


def from_elsewhere() -> Iterator[NewResident]:
    """One whose hukou is here and who lives elsewhere, one the other way round: neither is registered by the list."""
    born = date(1985, 5, 3)
    for serial, (name, hukou_here) in enumerate((("外出甲", True), ("外来乙", False)), start=81):
        number = cast.synthetic(born, serial, division=cast.COUNTY)
        yield NewResident(name, "M", born, number, 1, 90, hukou_here, not hukou_here)


def objections() -> Iterator[Sent]:
    """An objection is corrected, dismissed and appealed; its outcome is published."""
    came = {
        "applicant": "段文博",
        "about": "外出甲",
        "unlisted": "1",
        "claim": "add",
        "text": "他搬回来了。",
        "in_writing": "on",
        "received_on": "2026-11-26",
        "received_hour": "09:30",
    }
    yield Sent("ding", "objection_new", (V,), came)
    yield Sent("ding", "objection_correct", (V, 1), {**came, "text": "他今年搬回来了。", "why": "少写了年份"})
    decided = {"decision": "dismissed", "reason": "没有表示参加选举。", "on": "2026-11-28"}
    yield Sent("ding", "objection_decide", (V, 1), decided)
    yield Sent("ding", "objection_appeal", (V, 1), {"appealed_on": "2026-11-29"})
    yield Sent("ding", "roll_correction", (V,), {"on": "2026-11-30"})


def a_change_reversed() -> Iterator[Sent]:
    """Before the runoff somebody is said to have died, and it was another person."""
    resident = Division.objects.get(pk=V).residents.get(name="村民20").pk
    died = {"resident": resident, "reason": "died", "on": "2026-12-18", "evidence": "死亡证明"}
    yield Sent("ding", "roll_change_new", (V,), died)
    yield Sent("ding", "roll_change_reverse", (V, RollChange.objects.latest("pk").pk), {"why": "记错人"})


def one_row_list(name: str) -> dict[str, Any]:
    return {"list": SimpleUploadedFile("名册.csv", wrong_row(Division.objects.get(pk=V), name))}


def proxies_and_help() -> Iterator[Sent]:
    """One proxy is decided later and withdrawn, one taken at once; one voter more needs a box than in the end."""
    letter = {"holder": "村民9", "relation": "child", "reason": "work", "on": "2026-12-10", "in_writing": "on"}
    yield Sent("an", "proxies", (V,), {"principal": "村民1", **letter, "keep": "later"})
    yield Sent("ding", "decide_proxy", (V, 1), {"decision": "approve"})
    yield Sent("an", "withdraw_proxy", (V, 1))
    yield Sent("an", "proxies", (V,), {"principal": "村民2", **letter, "keep": "now"})
    yield Sent("ding", "close_proxies", (V,), {"on": DAY["proxies_closed"]})
    yield Sent("ding", "publish_proxies", (V,), {"on": DAY["proxies_published"]})
    yield Sent("ding", "issue_letters", (V,))
    for name in ("村民3", "村民4"):
        yield Sent("an", "assistance", (V,), {"resident": name, "help": "mobile_box", "reason": "old"})
    yield Sent("an", "withdraw_assistance", (V, Assistance.objects.latest("pk").pk))
    yield Sent("ding", "publish_assistance", (V,), {"on": DAY["proxies_published"]})


def vote(number: int, printed: str, closed: str) -> Iterator[Sent]:
    yield Sent("ding", "set_up_places", (V, number), CENTRE)
    yield Sent("ding", "print_sheets", (V, number), {"on": printed})
    yield Sent("ding", "close_place", (V, number, 1), {"on": closed})


def counted() -> Iterator[Sent]:
    """The first sheet: one entry is given up, two differ, a third goes to the paper, a clerk reads again."""
    sheet = f"{FIRST_VOTE}.p01"
    yield Sent("bai", "sheet_squares", (sheet,), {"registered": "120"})
    yield Sent("chen", "sheet_give_up", (sheet,))
    yield from entry("an", FEWER_MEMBERS)
    yield from entry("bai", f"{FEWER_MEMBERS} · 段玉成 61 · 梁海生 39")
    yield Sent("chen", "sheet_resolve", (sheet,), {"chair.c1": "60", "chair.c2": "40"})
    yield Sent("bai", "sheet_correct", (sheet,), {"chair.c1": "60", "chair.c2": "40"})
    yield Sent("ding", "sheet_photographs", (sheet,), photograph("第一次投票"))


def relatives_by_mistake() -> Iterator[Sent]:
    """Two who were elected are taken for brother and sister, and a meeting decides; then it is put right."""
    tie = {"said": "some", "lines": "3", "a1": "段玉成", "relation1": "sibling", "b1": "段秀梅"}
    yield Sent("ding", "relatives", (V,), {**tie, "on": POLLED})
    yield Sent("ding", "determine", (FIRST_VOTE,))
    meeting = {"decided": "post_votes", "on": POLLED, "evidence": "村民会议，到会 80 人"}
    yield Sent("ding", "relatives_decided", (FIRST_VOTE,), meeting)
    yield Sent("ding", "relatives", (V,), {"said": "none", "on": POLLED})


def entry(who: str, said: str, this: str = FIRST_VOTE) -> Iterator[Sent]:
    """A whole form with its explanations, then the button."""
    (sheet,) = cast.sheets_of(Division.objects.get(pk=V))
    form = {**cast.sheet_figures(sheet, said), "explain.Q08": "领票后离场"}
    yield Sent(who, "sheet_squares", (f"{this}.p01",), form)
    yield Sent(who, "sheet_finish", (f"{this}.p01",), form)


def post(browser: Client, sent: Sent, form: Mapping[str, Any] | None = None, **how: Any) -> HttpResponse:
    """Sends the form, or another in its place; what is shown once more before it is published is sent once more."""
    form = sent.form if form is None else form
    for value in form.values():
        if isinstance(value, SimpleUploadedFile):
            value.seek(0)
    answer = browser.post(sent.address, form, **how)
    if answer.status_code == 200 and 'name="seen" value="' in answer.text:
        answer = browser.post(sent.address, {**form, "seen": hidden(answer, "seen")}, **how)
    return answer
