"""An example of every address of the application, in two villages: what the tests of access ask for.

Each village has been through two votes, so that every page exists: the first elected four of five, the runoff nobody,
so that the last seat may stay vacant. `examples(route, village)` are the addresses of a route there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from django.db import transaction
from django.urls import URLPattern, get_resolver, reverse

import cast
from access.answering import answered_for, duty_in, file_in, group_in, official_in, seat_in
from access.complaining import case_in, complained_of, lead_in, relieved_officer
from access.overseeing import overseen, reported_by, watched_figure
from cunxuan.counting.result_actions import open_next_round
from cunxuan.elections.models import RoundKind
from cunxuan.offices.actions import Place, add_divisions
from cunxuan.offices.models import Division
from cunxuan.outreach import actions as messages
from cunxuan.outreach.file_actions import receive_numbers
from cunxuan.outreach.models import Reply, Sending, SentFile
from cunxuan.outreach.people import chosen_for
from cunxuan.outreach.receipt_actions import CameBack, take_in
from cunxuan.outreach.texts import BUILT_IN
from cunxuan.polling import proxy_actions as proxies
from cunxuan.polling.assistance_actions import Wanted, add_assistance
from cunxuan.polling.models import Assistance
from cunxuan.polling.proxy_actions import Application
from cunxuan.preparation import key_village_actions as key
from cunxuan.preparation import publicity_actions as publicity
from cunxuan.preparation import training_actions as training
from cunxuan.preparation.models import (
    Attendance,
    Consultation,
    CountyText,
    MustTrain,
    PublicityItem,
    ReceptionDay,
    Session,
)
from cunxuan.preparation.models.audits import AuditProblem
from cunxuan.preparation.models.publicity import TextKind
from cunxuan.preparation.reception_actions import NewReception, plan_receptions
from cunxuan.preparation.situation_actions import WRITTEN, issue_situation, write_situation
from cunxuan.preparation.situation_queries import FIGURES
from cunxuan.preparation.visits_actions import NewVisit, record_visit
from cunxuan.records.actions import trail
from cunxuan.records.models import Attachment, IssuedPaper
from cunxuan.roll import file_actions
from cunxuan.roll.change_actions import publish_correction, record_change, reverse_change
from cunxuan.roll.models import Fact, RegistrationFact, Resident, ResidentsFile, RollChange, SamePerson
from cunxuan.roll.objection_actions import NewObjection, decide_objection, register_objection
from cunxuan.roll.registration_actions import record_fact
from cunxuan.roll.telephone_actions import record_telephones

GET, POST = "get", "post"
READS, WRITES, BOTH = (GET,), (POST,), (GET, POST)

FIRST_VOTE = "returned 100 · 段秀梅 80 · 李保全 60 · 贾永成 40 · 赵福生 30"
RUNOFF = "returned 90 · 贾永成 29 · 赵福生 28"
RUNOFF_DAY = date(2026, 12, 20)
#: What people write where they may write anything; the attack of `test_injection` writes worse.
WORDS = {
    "list": "名册",
    "name": "卫大山",
    "applicant": "段文博",
    "text": "他已经搬走。",
    "reason": "户籍和住处都在本村。",
    "evidence": "死亡证明",
    "why": "同名的另一人",
    "title": "补贴公告",
}


def up_to_the_vote(village: Division) -> None:
    """Everything that happens to a roll, and to those who vote by another's hand, so that its pages exist."""
    answered_for(village, WORDS["name"], WORDS["evidence"])
    visited_and_difficult(village)
    registering(village)
    trained_and_told(village)
    written_to(village)
    list_sent_in(village)
    listed_next_door(village)
    objected_to(village)
    before_the_vote(village)


def through_two_votes(village: Division) -> None:
    """With a complaint and a lead besides, known to every office above the village."""
    without_a_case(village)
    complained_of(village, WORDS)


def without_a_case(village: Division) -> None:
    up_to_the_vote(village)
    overseen(village, WORDS)
    receiving(village)
    found = cast.declared(village, FIRST_VOTE)
    runoff = open_next_round(
        found, kind=RoundKind.RUNOFF, polling_on=RUNOFF_DAY, sexes={}, by=cast.person("ren"), at=cast.AT
    )
    cast.held(runoff, RUNOFF)


def receiving(village: Division) -> None:
    """A leader of the township receives who comes from the village."""
    said, text = f"{WORDS['name'][:37]}{village.pk[-3:]}", WORDS["text"]
    day = NewReception(on=RUNOFF_DAY, hours=text[:40], leader=said, where=text[:100], note=WORDS["why"][:100])
    plan_receptions(Division.objects.get(pk=village.parent_id), [day], by="chen", at=cast.AT)


def registering(village: Division) -> None:
    """Somebody who lives elsewhere and has not answered, so that R stays what it is."""
    election = cast.at_stage(village, "registration_opened")
    born = date(1970, 1, 1)
    away = cast.NewResident(
        "外", "M", born, cast.synthetic(born, int(village.pk[-3:]), division=cast.COUNTY), 1, 1, True, False
    )
    cast.add_residents(village, [away], by="ding", at=cast.AT)
    on, said = date(2026, 11, 16), WORDS["evidence"]
    record_fact(election, village.residents.get(), Fact.TOLD, on=on, evidence=said, by="ding", at=cast.AT)


def written_to(village: Division) -> None:
    """Whoever is away gets a text and answers it; a list of numbers has a letter where a figure should be."""
    (away,) = village.residents.all()
    by: dict[str, Any] = {"by": "ding", "at": cast.AT - timedelta(days=30)}
    on = date(2026, 11, 16)
    record_telephones(village, {away.pk: f"19900{village.pk[-6:]}"}, **by)
    election = village.elections.get()
    messages.record_consents(election, [away], given=True, way="phone", on=on, **by)
    order = messages.Order("registration", BUILT_IN["registration"], "0311-5521234")
    (made,) = messages.confirm_sendings([chosen_for(election, "registration")], order, **by)
    messages.hand_over(made, on=on, **by)
    phone = made.messages.get().phone
    take_in(election, [CameBack(phone=phone, text=WORDS["text"][:200], at=by["at"])], how="回执文件", **by)
    wrong = f"姓名,电话\n{WORDS['name']},1990000l234\n".encode()
    receive_numbers(village, f"{WORDS['list']}.csv", wrong, **by)


def visited_and_difficult(village: Division) -> None:
    """Somebody was visited, a report was issued, it is a key village on which police and township consulted."""
    by: dict[str, Any] = {"by": "chen", "at": cast.AT}
    on, said, name = date(2026, 10, 12), WORDS["text"], WORDS["name"]
    came = NewVisit(
        key=uuid5(NAMESPACE_OID, village.pk),
        kind="seldom",
        person=name,
        on=on,
        visitors=name,
        found_out={"conflicts": said},
        follow_up=said[:300],
    )
    record_visit(village, came, **by)
    written = {**dict.fromkeys(WRITTEN, said), **dict.fromkeys(FIGURES, 100), "reasons": ["clans"]}
    issue_situation(write_situation(village, written, **by), risk="low", differs_why=said[:300], on=on, **by)
    one = key.propose_key_village(village, reasons=["clans"], said=said, on=on, **by)
    owner = key.Owner(name, said[:60])
    key.decide_key_village(one, agreed=True, why=said[:300], owner=owner, on=on, by="ren", at=cast.AT)
    plan = key.Plan(
        owner=name, owner_post="", lead=name, team=said, measures=said, deadline=cast.POLLING_DAY, escalation=said
    )
    key.plan_key_village(one, plan, on=on, **by)
    held = key.NewConsultation(on=on, police=name, township=name, conclusion=said)
    key.record_consultation(one, held, **by)


def list_sent_in(village: Division) -> None:
    content = wrong_row(village, "卫大山")
    file_actions.read_file(file_actions.receive_file(village, "名册.csv", content, by="ding", at=cast.AT))


def wrong_row(village: Division, name: str) -> bytes:
    """A list with one row, whose ID number has a wrong check digit, so that nobody can be taken in."""
    born = date(1980, 5, 3)
    number = cast.synthetic(born, 77, division=cast.COUNTY)
    wrong = number[:17] + ("0" if number[17] != "0" else "1")
    headings = "村代码,姓名,性别,出生日期,身份证号,村民小组,户号,户籍在本村,居住在本村"
    return f"{headings}\n{village.pk},{name},男,{born},{wrong},1,1,是,是\n".encode()


def trained_and_told(village: Division) -> None:
    """A session with somebody on its list, somebody who has to be trained, a piece of publicity with a photograph."""
    by: dict[str, Any] = {"by": "ding", "at": cast.AT}
    on, said, why = date(2026, 11, 12), WORDS["name"], WORDS["why"]
    new = training.NewSession(
        title=WORDS["list"],
        on=on,
        begins=time(8),
        ends=time(11),
        hours=3,
        venue=said,
        lecturer=WORDS["applicant"],
        duties=("scribe",),
        with_test=True,
    )
    session = training.hold_session(village, new, pass_line=80, **by)
    training.sign_in(session, [training.Came(said, WORDS["applicant"], "scribe")], **by)
    training.name_people(village, [(said, "scribe")], on=on, **by)
    piece = publicity.NewItem(
        kind="banner", title=WORDS["list"], begins_on=on, ends_on=on, copies=2, where=said, note=why
    )
    (item,) = publicity.record_publicity(village, [piece], **by)
    publicity.add_photograph(item, cast.photograph(village.pk), **by)
    county = village.parent.parent
    if not CountyText.objects.exists():
        publicity.add_question(county, publicity.NewQuestion("roll", said, why, WORDS["list"]), on=on, **by)
        publicity.add_slogan(county, said, on=on, **by)
        for kind, key in ((TextKind.SLOGAN, "own_affairs"), (TextKind.QUESTION, "tie")):
            publicity.withdraw_text(county, kind, row=None, key=key, on=on, why=why, **by)


def listed_next_door(village: Division) -> None:
    """A village that came later lists somebody of this one; of the cases of a village only its own people know."""
    code = f"{village.pk[:-3]}299"
    town = village.parent
    add_divisions(
        [Place(code, f"{village.name}邻村", town.pk, town.name, cast.COUNTY, town.parent.name)], by="ren", at=cast.AT
    )
    with transaction.atomic():
        one = SamePerson.objects.create(
            resident=village.residents.earliest("pk"), other_village_id=code, surely=True, found_at=cast.AT
        )
        trail(village.pk, "residents_added", by="ding", at=cast.AT, rows=[one], facts={"count": 0, "same_person": 1})


def before_the_vote(village: Division) -> None:
    """One villager votes by proxy, with a letter; one at a mobile box; both lists are published."""
    election = cast.at_stage(village, "voting_notice_published")
    principal, holder, old = Resident.objects.filter(village=village, lives_here=True).order_by("pk")[:3]
    on, said = cast.DAYS["proxies_published"], {"by": "ding", "at": cast.AT}
    wanted = Application(principal=principal, holder=holder, relation="child", reason="work", on=on)
    proxies.take_proxies(election, [wanted], on=on, **said)
    proxies.close_proxies(election, on=cast.DAYS["proxies_closed"], **said)
    proxies.publish_proxies(election, on=on, **said)
    proxies.issue_letters(election, on=on, **said)
    add_assistance(election, Wanted(resident=old, help="mobile_box", reason="old"), on=on, **said)


def objected_to(village: Division) -> None:
    """An objection was dismissed and its outcome published; somebody who died was struck off and restored."""
    election = cast.at_stage(village, "roll_published")
    by: dict[str, Any] = {"by": "ding", "at": cast.AT}
    resident = village.residents.filter(lives_here=True).earliest("pk")
    came = NewObjection(
        applicant=WORDS["applicant"],
        about=resident.name,
        resident=resident,
        claim="remove",
        text=WORDS["text"],
        in_writing=True,
        received_at=cast.AT - timedelta(days=20),
    )
    one = register_objection(election, came, **by)
    on = date(2026, 11, 28)
    decide_objection(one, decision="dismissed", reason=WORDS["reason"], on=on, **by)
    change = record_change(election, resident, reason="died", on=on, evidence=WORDS["evidence"], **by)
    reverse_change(change, on=on, why=WORDS["why"], **by)
    publish_correction(election, on=on, **by)


@dataclass(frozen=True, slots=True)
class Example:
    """One use of a route: which methods it takes, its arguments in a village, and whether the answer is the village's.

    What is public may still be somebody's: the report on a result is for the officials of its place.
    """

    methods: tuple[str, ...]
    arguments: Callable[[Division], tuple[Any, ...]] = lambda _: ()
    of_a_place: bool = True


def anywhere(methods: tuple[str, ...], *arguments: Any) -> Example:
    return Example(methods, lambda _: arguments, of_a_place=False)


def in_village(methods: tuple[str, ...], *more: Any) -> Example:
    return Example(methods, lambda village: (village.pk, *more))


def on_sheet(methods: tuple[str, ...]) -> Example:
    return Example(methods, lambda village: (f"{vote(village, 1)}.p01",))


def on_vote(methods: tuple[str, ...], number: int, *more: Any, of_a_place: bool = True) -> Example:
    return Example(methods, lambda village: (vote(village, number), *more), of_a_place)


def on_resident(methods: tuple[str, ...], *more: Any) -> Example:
    return Example(methods, lambda village: (village.pk, village.residents.earliest("pk").pk, *more))


def fact_of(village: Division) -> tuple[str, int]:
    return village.pk, RegistrationFact.objects.filter(election__village=village).earliest("pk").pk


def on_paper(form_id: str, *, of_a_place: bool = False) -> Example:
    return Example(READS, lambda village: (code_of(form_id, village),), of_a_place)


def vote(village: Division, number: int) -> str:
    return f"{village.pk}.2026.general.r{number}"


def code_of(form_id: str, village: Division) -> str:
    return IssuedPaper.objects.filter(form_id=form_id, scope=village.pk).earliest("pk").check_code


def photograph_of(village: Division) -> tuple[str, str]:
    first = Attachment.objects.filter(scope=village.pk, subject__contains=".general.").earliest("pk")
    return first.subject, first.digest


def helped_in(village: Division) -> tuple[str, int]:
    return village.pk, Assistance.objects.filter(election__village=village).earliest("pk").pk


def first_change(village: Division) -> tuple[str, int]:
    return village.pk, RollChange.objects.filter(election__village=village).earliest("pk").pk


def first_list(village: Division) -> tuple[int]:
    return (ResidentsFile.objects.filter(scope=village).earliest("pk").pk,)


def first_case(village: Division) -> tuple[int]:
    return (SamePerson.objects.filter(resident__village=village).earliest("pk").pk,)


def first_meeting(village: Division) -> tuple[int]:
    return (village.meetings.earliest("pk").pk,)


def first_inspection(village: Division) -> tuple[int]:
    return (village.inspections.earliest("pk").pk,)


def first_task(village: Division) -> tuple[int]:
    return (village.tasks.earliest("pk").pk,)


def first_resident(village: Division) -> tuple[str, int]:
    return village.pk, village.residents.earliest("pk").pk


def first_sending(village: Division, *more: Any) -> tuple[Any, ...]:
    return (Sending.objects.filter(election__village=village).earliest("pk").pk, *more)


def on_sending(methods: tuple[str, ...], *more: Any) -> Example:
    return Example(methods, lambda village: first_sending(village, *more))


def telephones_of(village: Division) -> tuple[int]:
    return (SentFile.objects.filter(scope=village).earliest("pk").pk,)


def reply_of(village: Division) -> tuple[str, int]:
    return village.pk, Reply.objects.filter(election__village=village).earliest("pk").pk


def first_visit(village: Division, *more: Any) -> tuple[Any, ...]:
    return (village.pk, village.visits.earliest("pk").pk, *more)


def first_consultation(village: Division) -> tuple[str, int]:
    return village.pk, Consultation.objects.filter(key_village__village=village).earliest("pk").pk


def session_in(methods: tuple[str, ...], *more: Any) -> Example:
    return Example(methods, lambda village: (Session.objects.get(place=village).pk, *more))


def attendance_in(village: Division) -> tuple[int, int]:
    one = Attendance.objects.get(session__place=village)
    return one.session_id, one.pk


def trainee_in(village: Division) -> tuple[str, int]:
    return village.pk, MustTrain.objects.get(village=village).pk


def item_in(methods: tuple[str, ...]) -> Example:
    return Example(methods, lambda village: (PublicityItem.objects.get(place=village).pk,))


def picture_in(village: Division) -> tuple[int, str]:
    item = PublicityItem.objects.get(place=village)
    return item.pk, Attachment.objects.get(subject=item.subject).digest


def token_in(village: Division) -> tuple[str]:
    return (Session.objects.get(place=village).token,)


def audit_problem_of(village: Division) -> tuple[Any, ...]:
    return (village.pk, AuditProblem.objects.filter(audit__village=village).earliest("pk").pk)


#: By the name of the address. A route that is missing here fails a test.
def reception_in(village: Division) -> tuple[Any, ...]:
    """A day on which the village's township receives."""
    return (ReceptionDay.objects.get(place=village.parent_id, leader=f"{WORDS['name']}{village.pk[-3:]}").pk,)


EXAMPLES: dict[str, tuple[Example, ...]] = {
    # offices
    "login": (anywhere(BOTH),),
    "logout": (anywhere(WRITES),),
    "password": (anywhere(BOTH),),
    "language": (anywhere(WRITES),),
    "letters": (anywhere(WRITES),),
    "search": (anywhere(BOTH),),
    "duties": (anywhere(READS),),
    "duty_new": (anywhere(BOTH),),
    "duty_end": (Example(BOTH, duty_in),),
    "duties_workbook": (anywhere(READS),),
    "duties_paper": (anywhere(READS, "pdf"), anywhere(READS, "word")),
    "duties_import": (anywhere(BOTH),),
    "duty_file": (Example(READS, file_in),),
    "duty_file_agree": (Example(WRITES, file_in),),
    "duty_file_take": (Example(WRITES, file_in),),
    "duty_file_returned": (Example(READS, file_in),),
    "duty_file_put_away": (Example(WRITES, file_in),),
    "groups": (anywhere(READS),),
    "groups_paper": (anywhere(READS, "pdf"), anywhere(READS, "word")),
    "group_new": (anywhere(BOTH),),
    "group": (Example(BOTH, group_in),),
    "group_end": (Example(BOTH, group_in),),
    "seat_end": (Example(BOTH, seat_in),),
    "official": (Example(READS, official_in),),
    "official_edit": (Example(BOTH, official_in),),
    "me": (anywhere(READS),),
    "village_duties": (in_village(READS),),
    "guarantee": (in_village(BOTH, "help"),),
    "guarantee_back": (in_village(BOTH, "talk"),),
    # preparation: audit and evaluation
    "audits": (anywhere(READS),),
    "village_audit": (in_village(READS),),
    "audit_record": (in_village(BOTH),),
    "audit_publish": (in_village(BOTH),),
    "audit_take_back": (in_village(BOTH),),
    "audit_paper": (in_village(READS, "word"),),
    "audit_problem": (Example(WRITES, audit_problem_of),),
    "evaluation_record": (in_village(BOTH),),
    "evaluation_publish": (in_village(BOTH),),
    "evaluation_take_back": (in_village(BOTH),),
    "evaluation_paper": (in_village(READS, "word"),),
    "gate_override": (in_village(BOTH),),
    "gate_override_withdraw": (in_village(BOTH),),
    "confirm_audit": (in_village(BOTH),),
    # preparation: visits, situation, key villages
    "visits": (anywhere(READS),),
    "visits_worker": (anywhere(READS),),
    "village_visits": (in_village(READS),),
    "visit_new": (in_village(BOTH),),
    "visits_paper": (in_village(READS, "pdf"), in_village(READS, "word")),
    "visit": (Example(READS, first_visit),),
    "visit_take_back": (Example(BOTH, first_visit),),
    "visit_follow_up": (Example(BOTH, first_visit),),
    "visit_paper": (Example(READS, lambda village: first_visit(village, "pdf")),),
    "village_situation": (in_village(READS),),
    "situation_write": (in_village(BOTH),),
    "situation_issue": (in_village(BOTH),),
    "situation_blank": (in_village(READS, "pdf"),),
    "key_villages": (anywhere(READS),),
    "village_key_village": (in_village(READS),),
    **{
        f"key_village_{act}": (in_village(BOTH),) for act in ("propose", "withdraw", "decide", "plan", "consult", "end")
    },
    "consultation_take_back": (Example(BOTH, first_consultation),),
    "key_village_paper": (in_village(READS, "pdf"), in_village(READS, "word")),
    # elections
    "call_election": (in_village(BOTH),),
    "adopt_method": (in_village(BOTH),),
    "complete_step": (in_village(BOTH, "handover_by"), in_village(BOTH, "roll_published")),
    "take_back_step": (in_village(BOTH, "branch_elected"),),
    "law": (anywhere(READS),),
    "law_here": (anywhere(READS),),
    "law_changes": (anywhere(READS),),
    "law_people": (anywhere(READS),),
    "law_unconfirmed": (anywhere(READS),),
    "law_pack": (anywhere(READS, "CN@2026-01-01"),),
    "law_rule": (anywhere(READS, "CN@2026-01-01", "roll_days_before"),),
    # roll, candidates, polling
    "cards": (in_village(READS),),
    "check_card": (in_village(WRITES),),
    "cards_file": (in_village(READS, "R03", "pdf"), in_village(READS, "O35", "docx")),
    "lists": (anywhere(BOTH),),
    "village_lists": (in_village(BOTH),),
    "list_file": (Example(READS, first_list),),
    "agree_to_repairs": (Example(WRITES, first_list),),
    "read_list_again": (Example(WRITES, first_list),),
    "take_list": (Example(BOTH, first_list),),
    "cancel_list": (Example(WRITES, first_list),),
    "returned_list": (Example(READS, first_list),),
    "people_twice": (anywhere(READS),),
    "person_twice": (Example(READS, first_case),),
    "decide_person_twice": (Example(BOTH, first_case),),
    "find_people": (anywhere(BOTH),),
    "unmask": (Example(BOTH, first_resident),),
    "registration": (in_village(READS),),
    "people": (in_village(READS),),
    "person": (on_resident(BOTH),),
    "take_back_fact": (Example(WRITES, fact_of),),
    "away": (in_village(BOTH),),
    "contact": (on_resident(WRITES),),
    "year_residents": (in_village(BOTH),),
    "record_meeting": (in_village(BOTH),),
    "registration_paper": (in_village(READS, "R02", "pdf"),),
    "publish_roll": (in_village(BOTH),),
    "freeze_roll": (in_village(BOTH),),
    "roll_versions": (in_village(READS),),
    "roll_version": (in_village(READS, 1),),
    "roll_compared": (in_village(READS, 1, 1),),
    "objections": (in_village(READS),),
    "objection_new": (in_village(BOTH),),
    "objection_register": (in_village(READS, "pdf"),),
    "objection": (in_village(READS, 1),),
    "objection_correct": (in_village(BOTH, 1),),
    "objection_decide": (in_village(BOTH, 1),),
    "objection_appeal": (in_village(BOTH, 1),),
    "roll_changes": (in_village(READS),),
    "roll_change_new": (in_village(BOTH),),
    "roll_change_reverse": (Example(BOTH, first_change),),
    "roll_correction": (in_village(BOTH),),
    "roll_blank": (in_village(READS, "O33", "pdf"),),
    "publish_candidates": (in_village(BOTH),),
    "places": (in_village(READS, 1),),
    "set_up_places": (in_village(BOTH, 1),),
    "close_place": (in_village(BOTH, 1, 1),),
    "proxies": (in_village(BOTH),),
    "proxy_people": (in_village(READS),),
    "close_proxies": (in_village(BOTH),),
    "publish_proxies": (in_village(BOTH),),
    "issue_letters": (in_village(WRITES),),
    "proxy_letters": (in_village(READS, "pdf"), in_village(READS, "docx")),
    "proxy_blank": tuple(in_village(READS, form, "pdf") for form in ("O38", "R05", "A11")),
    "decide_proxy": (in_village(WRITES, 1),),
    "withdraw_proxy": (in_village(WRITES, 1),),
    "assistance": (in_village(BOTH),),
    "assistance_people": (in_village(READS),),
    "publish_assistance": (in_village(BOTH),),
    "assistance_blank": (in_village(READS, "pdf"),),
    "withdraw_assistance": (Example(WRITES, helped_in),),
    # messages to people away
    "messages_away": (anywhere(READS),),
    "messages_new": (anywhere(BOTH),),
    "message_texts": (anywhere(READS),),
    "message_text": (anywhere(BOTH, "voting"),),
    "messages_effect": (anywhere(READS),),
    "telephones": (anywhere(BOTH),),
    "telephone_file": (Example(READS, telephones_of),),
    "take_telephone_file": (Example(WRITES, telephones_of),),
    "cancel_telephone_file": (Example(WRITES, telephones_of),),
    "returned_telephone_file": (Example(READS, telephones_of),),
    "sending": (on_sending(READS),),
    "sending_file": (on_sending(READS, "xlsx"),),
    "hand_over_sending": (on_sending(WRITES),),
    "stop_sending": (on_sending(WRITES),),
    "go_on_sending": (on_sending(WRITES),),
    "drop_sending": (on_sending(WRITES),),
    "sending_receipts": (on_sending(WRITES),),
    "village_messages_away": (in_village(READS),),
    "record_consent": (in_village(WRITES),),
    "village_replies": (in_village(BOTH),),
    "settle_reply": (Example(WRITES, reply_of),),
    "messages_paper": (in_village(READS, "pdf"), in_village(READS, "docx")),
    "gateway_report": (anywhere(WRITES),),
    # counting
    "counting": (anywhere(READS),),
    "sheet": (on_sheet(READS),),
    "sheet_squares": (on_sheet(WRITES),),
    "sheet_finish": (on_sheet(WRITES),),
    "sheet_resolve": (on_sheet(WRITES),),
    "sheet_correct": (on_sheet(WRITES),),
    "sheet_give_up": (on_sheet(BOTH),),
    "sheet_photographs": (on_sheet(WRITES),),
    "photograph": (Example(READS, photograph_of),),
    "result": (on_vote(READS, 1, of_a_place=False),),
    "determine": (on_vote(WRITES, 1),),
    "declare": (on_vote(BOTH, 1),),
    "next_vote": (on_vote(BOTH, 2, "runoff"),),
    "leave_vacant": (on_vote(BOTH, 2),),
    "relatives": (in_village(BOTH),),
    "relatives_decided": (on_vote(BOTH, 2),),
    # oversight
    "tasks": (anywhere(READS),),
    "task_new": (in_village(BOTH),),
    "meetings": (anywhere(BOTH),),
    "meeting_blank": (anywhere(READS, "pdf"),),
    "meeting": (Example(READS, first_meeting),),
    "meeting_item_new": (Example(WRITES, first_meeting),),
    "meeting_item": (Example(WRITES, lambda village: (*first_meeting(village), 1)),),
    "meeting_minutes": (Example(WRITES, first_meeting),),
    "meeting_off": (Example(WRITES, first_meeting),),
    "meeting_paper": (Example(READS, lambda village: (*first_meeting(village), "pdf")),),
    "inspections": (anywhere(BOTH),),
    "inspection_report": (anywhere(WRITES),),
    "inspection_paper": (anywhere(READS, "pdf"),),
    "inspection": (Example(READS, first_inspection),),
    "finding_new": (Example(WRITES, first_inspection),),
    "inspection_back": (Example(WRITES, first_inspection),),
    "task": (Example(READS, first_task),),
    "task_done": (Example(WRITES, first_task),),
    "task_confirm": (Example(WRITES, first_task),),
    "task_later": (Example(WRITES, first_task),),
    "task_hand_on": (Example(WRITES, first_task),),
    "complaints": (anywhere(BOTH),),
    "complaint_new": (anywhere(BOTH),),
    "case_officers": (anywhere(BOTH),),
    "case_officer_end": (Example(WRITES, relieved_officer, of_a_place=False),),
    "complaint": (Example(READS, case_in),),
    "complaint_act": (Example(WRITES, lambda village: (*case_in(village), "note")),),
    "complaint_evidence_new": (Example(WRITES, case_in),),
    "complaint_evidence": (Example(READS, lambda village: (*case_in(village), 1)),),
    "complaint_paper": (Example(READS, lambda village: (*case_in(village), "pdf")),),
    "complaint_letter": (Example(READS, lambda village: (*case_in(village), 1, "word")),),
    "violations": (anywhere(READS),),
    "violation_new": (anywhere(BOTH),),
    "violation": (Example(READS, lead_in),),
    "evidence_new": (Example(WRITES, lead_in),),
    "evidence": (Example(READS, lambda village: (*lead_in(village), 1)),),
    "violation_dispose": (Example(WRITES, lead_in),),
    # records
    "papers": (anywhere(READS),),
    "paper": (on_paper("A12"), on_paper("F04")),
    "paper_pdf": (on_paper("A12"), on_paper("F04", of_a_place=True)),
    "paper_word": (on_paper("A12"), on_paper("F04", of_a_place=True)),
    # the preparation as a whole, its forms, the receptions
    "preparation": (anywhere(READS),),
    "village_preparation": (in_village(READS),),
    "preparation_papers": (anywhere(READS),),
    "preparation_paper": (anywhere(READS, "O48", "word"), anywhere(READS, "O18", "pdf")),
    "village_preparation_papers": (in_village(READS),),
    "village_preparation_paper": (in_village(READS, "O51", "word"),),
    "blank_paper": (anywhere(READS, "O51", "pdf"),),
    "receptions": (anywhere(READS),),
    "reception_rota": (anywhere(BOTH),),
    "reception_new": (anywhere(BOTH),),
    "reception_change": (Example(BOTH, reception_in),),
    "reception_call_off": (Example(BOTH, reception_in),),
    "receptions_paper": (anywhere(READS, "pdf"),),
    # training, publicity, questions
    "training": (anywhere(READS),),
    "training_new": (anywhere(BOTH),),
    "training_blank": (anywhere(READS, "O13", "pdf"), anywhere(READS, "O14-answers", "word")),
    "training_session": (session_in(READS),),
    "training_sign": (session_in(WRITES),),
    "training_scores": (session_in(WRITES),),
    "training_call_off": (session_in(BOTH),),
    "training_screen": (session_in(READS),),
    "training_record": (session_in(READS, "pdf"), session_in(READS, "word")),
    "training_certificates": (session_in(READS, "pdf"),),
    "training_take_back": (Example(BOTH, attendance_in),),
    "train": (Example(BOTH, token_in, of_a_place=False),),
    "village_training": (in_village(BOTH),),
    "strike_trainee": (Example(BOTH, trainee_in),),
    "publicity": (anywhere(READS),),
    "publicity_new": (anywhere(BOTH),),
    "publicity_paper": (anywhere(READS, "O15", "pdf"), anywhere(READS, "O16", "word")),
    "publicity_item": (item_in(READS),),
    "publicity_photographs": (item_in(WRITES),),
    "publicity_photograph": (Example(READS, picture_in),),
    "publicity_take_back": (item_in(BOTH),),
    "village_publicity": (in_village(READS),),
    "slogans": (anywhere(BOTH),),
    "slogan_withdraw": (anywhere(BOTH, "register"),),
    "slogan_show": (anywhere(WRITES, "own_affairs"),),
    "questions": (anywhere(READS),),
    "question_library": (anywhere(BOTH),),
    "question_withdraw": (anywhere(BOTH, "void"),),
    "question_show": (anywhere(WRITES, "tie"),),
    # reporting
    "board": (anywhere(READS),),
    "board_parts": (anywhere(READS),),
    "board_wall": (anywhere(READS),),
    "open_general_election": (anywhere(BOTH),),
    "villages": (anywhere(READS),),
    "daily_reports": (anywhere(READS),),
    "watch_figure": (anywhere(WRITES),),
    "stop_watching": (Example(WRITES, watched_figure, of_a_place=False),),
    "daily_report": (Example(READS, reported_by),),
    "send_daily": (Example(WRITES, reported_by),),
    "approve_daily": (Example(WRITES, reported_by),),
    "return_daily": (Example(WRITES, reported_by),),
    "daily_paper": (Example(READS, lambda village: (*reported_by(village), "pdf")),),
    "village_card": (in_village(READS),),
    "village": (in_village(READS),),
    "village_why": (in_village(READS, "roll_published"),),
    "village_trail": (in_village(READS),),
    "print_sheets": (in_village(BOTH, 1),),
    "blank_sheets": (in_village(READS, 1),),
}


def routes() -> dict[str, URLPattern]:
    """Every address of the URLconf by its name."""
    return {str(pattern.name): pattern for pattern in patterns(get_resolver())}


def patterns(resolver: Any) -> Iterator[URLPattern]:
    for entry in resolver.url_patterns:
        if isinstance(entry, URLPattern):
            yield entry
        else:
            yield from patterns(entry)


def examples(route: str, village: Division) -> Iterator[tuple[Example, str]]:
    """Each example of a route with its address in a village."""
    for example in EXAMPLES[route]:
        yield example, reverse(route, args=example.arguments(village))
