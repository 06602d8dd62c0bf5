"""The cast of every test on a database: 清河县, its villages, the people who act, and an election carried to a stage.

Everybody is invented. 柳树村 is the model village with one polling place, 桃园村 the one in dispute; 石桥村 has its
boxes in three hamlets; 柏庄村 lies in another township. 安 and 白 enter figures, 陈 reviews, 丁 sits on the election
committee, 何 is a clerk of the other township, 任 works for the county. User names are the sounds: an, bai, chen, …

    at_stage(liushu, "polling")                  every step up to this one is done
    counted(liushu, "returned 100 · rejected 4 · 段玉成 70 · 主任另选:方大海 3")
    counted(shiqiao, "returned 100", "", "returned 50")                           one text for each place
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from django.contrib.auth.hashers import make_password

from cunxuan.candidates.actions import BallotLine, Nominee, publish_candidates
from cunxuan.candidates.kin_actions import last_statement, state_relatives
from cunxuan.core.count import Field, SheetDefinition
from cunxuan.core.ids import synthetic
from cunxuan.counting import actions as count
from cunxuan.counting import result_actions as result
from cunxuan.counting.models import CountSheet, Determination
from cunxuan.counting.relatives_queries import people_to_state
from cunxuan.elections import actions as election_actions
from cunxuan.elections.models import Election, Round
from cunxuan.offices.actions import Place, add_divisions, open_account
from cunxuan.offices.models import Account, Division, Role
from cunxuan.polling.actions import NewPlace, close_place, set_up_places
from cunxuan.polling.models import PlaceKind
from cunxuan.preparation import audit_actions
from cunxuan.preparation.audit_actions import Judged, NewAudit, NewEvaluation, Problem, Subject
from cunxuan.preparation.models import Audit, Evaluation
from cunxuan.roll.actions import NewResident, add_residents, freeze_roll, publish_roll

COUNTY = "360123"
LIULIN, SHIMEN = "360123101", "360123202"
LIUSHU, TAOYUAN, SHIQIAO, BOZHUANG = "360123101201", "360123101202", "360123101203", "360123202201"

VILLAGES = (
    Place(LIUSHU, "柳树村", LIULIN, "柳林镇", COUNTY, "清河县"),
    Place(TAOYUAN, "桃园村", LIULIN, "柳林镇", COUNTY, "清河县"),
    Place(SHIQIAO, "石桥村", LIULIN, "柳林镇", COUNTY, "清河县"),
    Place(BOZHUANG, "柏庄村", SHIMEN, "石门乡", COUNTY, "清河县"),
)

PEOPLE = (
    ("ren", "任", Role.COUNTY, COUNTY),
    ("chen", "陈", Role.TOWNSHIP, LIULIN),
    ("an", "安", Role.CLERK, LIULIN),
    ("bai", "白", Role.CLERK, LIULIN),
    ("ding", "丁", Role.COMMITTEE, LIUSHU),
    ("he", "何", Role.CLERK, SHIMEN),
)
PASSWORD = "柳林镇的计票单要两个人录"

POLLING_DAY = date(2026, 12, 16)
AT = datetime(2026, 12, 16, 9, 0, tzinfo=UTC)  # 17:00 in the county

SEATS = {"chair": 1, "vice_chair": 1, "member": 3}
BALLOT = (
    BallotLine("chair", 1, (Nominee("段玉成", "M"), Nominee("梁海生", "M"))),
    BallotLine("vice_chair", 1, (Nominee("宁涛", "M"), Nominee("李文生", "M"))),
    BallotLine(
        "member", 3, (Nominee("段秀梅", "F"), Nominee("李保全", "M"), Nominee("贾永成", "M"), Nominee("赵福生", "M"))
    ),
)
#: The report on the accounts of any of the villages, and the meeting that evaluates its officials.
SUBJECTS = ("finances", "debts", "public_and_donated_funds", "public_welfare_tenders", "village_funds")
AUDIT = NewAudit(
    period_from=date(2021, 12, 1),
    period_to=date(2026, 8, 31),
    reported_on=date(2026, 10, 12),
    team="柳林镇农经站、纪委审计组",
    persons=(("段玉成", "主任"), ("宁涛", "副主任")),
    subjects={key: Subject("账实相符", 1_286_000_00 if key == "finances" else None, "真实") for key in SUBJECTS},
    problems=(Problem("2024 年维修费少一张发票", "补齐票据", person="宁涛", amount_fen=860_00),),
)
EVALUATION = NewEvaluation(
    held_on=date(2026, 10, 23),
    meeting="representatives_assembly",
    by_supervision=True,
    present=32,
    people=(
        Judged(name="段玉成", post="主任", fit=26, basically_fit=4, unfit=2, grade="fit"),
        Judged(name="宁涛", post="副主任", fit=14, basically_fit=15, unfit=3, grade="basically_fit"),
    ),
)

BOXES = (("固定票箱", False), ("流动票箱", True))
PLACES = {
    SHIQIAO: (
        NewPlace("中心会场", PlaceKind.MAIN, 120, BOXES),
        NewPlace("东庄投票站", PlaceKind.BRANCH, 60, BOXES[:1]),
        NewPlace("西庄投票站", PlaceKind.BRANCH, 60, BOXES[:1]),
    ),
}
ONE_PLACE = (NewPlace("中心会场", PlaceKind.MAIN, 120, BOXES),)


# Places and people


def people_the_county() -> None:
    """Places and people; the county has mobilised, so every village has an election."""
    places_and_people()
    open_the_election()


def places_and_people() -> None:
    """A county before its general election: divisions and accounts."""
    add_divisions(VILLAGES, by="ren", at=AT)
    for username, name, role, code in PEOPLE:
        division = Division.objects.get(pk=code)
        open_account(username=username, name=name, role=role, division=division, password=hashed(), by="system", at=AT)


def open_the_election() -> None:
    election_actions.open_general_election(
        Division.objects.get(pk=COUNTY),
        Division.objects.villages(),
        year=2026,
        term_no=14,
        planned_on=POLLING_DAY,
        by="ren",
        at=AT,
    )


@cache
def hashed() -> str:
    return make_password(PASSWORD)


def person(username: str) -> Account:
    return Account.objects.get(username=username)


# An election, step by step


def at_stage(village: Division, step: str) -> Election:
    """The village's election with every step done up to this one, as the law orders them."""
    election = village.elections.get()
    for done, act in ACTS:
        if done not in election.done:
            act(election, done)
            election.refresh_from_db()
        if done == step:
            return election
    raise LookupError(f"no step {step}")


def complete(election: Election, step: str) -> None:
    election_actions.complete_step(election, step, on=DAYS[step], by="ding", at=AT)


def audit_and_evaluate(election: Election, step: str) -> None:
    """两先一后 as 清河县 does it: report, notice, evaluation, notice, and 陈 signs for the township."""
    evaluated(election.village)
    election_actions.confirm_two_first(election, signer="陈", on=DAYS[step], by="chen", at=AT)


def audited(village: Division) -> Audit:
    """The report on the village's accounts, up on its board."""
    audit = audit_actions.record_audit(village, AUDIT, by="chen", at=AT)
    said = {"on": date(2026, 10, 14), "place": "村务公开栏", "until": date(2026, 10, 21)}
    audit_actions.publish_audit(audit, **said, by="chen", at=AT)
    return audit


def evaluated(village: Division) -> Evaluation:
    """The audit, and after it the evaluation, both up on the village's board."""
    audited(village)
    evaluation = audit_actions.record_evaluation(village, EVALUATION, by="chen", at=AT)
    audit_actions.publish_evaluation(evaluation, on=date(2026, 10, 24), place="村务公开栏", by="chen", at=AT)
    return evaluation


def call(election: Election, step: str) -> None:
    election_actions.call_election(election, polling_day=POLLING_DAY, on=DAYS[step], by="chen", at=AT)


def adopt(election: Election, step: str) -> None:
    election_actions.adopt_method(election, seats=SEATS, measures={}, on=DAYS[step], by="ding", at=AT)


def list_roll(election: Election, step: str) -> None:
    add_residents(election.village, residents(sum(place.registered for place in places(election))), by="ding", at=AT)
    publish_roll(election, on=DAYS[step], by="ding", at=AT)


def freeze(election: Election, step: str) -> None:
    freeze_roll(election, on=DAYS[step], by="ding", at=AT)


def list_candidates(election: Election, step: str) -> None:
    publish_candidates(election, BALLOT, on=DAYS[step], by="ding", at=AT)


def list_unrelated_candidates(election: Election, step: str) -> None:
    list_candidates(election, step)
    nobody_related(election)


def nobody_related(election: Election) -> None:
    """The committee states that nobody who could be elected is anybody's relative."""
    state_relatives(election, (), names=people_to_state(election), on=DAYS["candidates_published"], by="ding", at=AT)


def print_ballots(election: Election, step: str) -> None:
    first = election.rounds.get()
    set_up_places(first, places(election), by="ding", at=AT)
    count.print_sheets(first, on=DAYS[step], by="ding", at=AT)


def vote(election: Election, step: str) -> None:
    close_places(election.rounds.get())


def count_and_declare(election: Election, step: str) -> None:
    declared(election.village)


OWN_ACTS: dict[str, Callable[[Election, str], None]] = {
    "audit_evaluation": audit_and_evaluate,
    "election_day_fixed": call,
    "method_adopted": adopt,
    "roll_published": list_roll,
    "roll_frozen": freeze,
    "candidates_published": list_unrelated_candidates,
    "ballots_ready": print_ballots,
    "polling": vote,
    "result_announced": count_and_declare,
}
#: Step and legal date, in the order in which 清河县 does them.
DAYS = {
    "audit_evaluation": date(2026, 10, 28),
    "branch_elected": date(2026, 11, 2),
    "election_day_fixed": date(2026, 11, 5),
    "committee_chosen": date(2026, 11, 8),
    "method_adopted": date(2026, 11, 12),
    "registration_opened": date(2026, 11, 14),
    "roll_published": date(2026, 11, 24),
    "objections_closed": date(2026, 11, 29),
    "roll_frozen": date(2026, 12, 1),
    "nomination_notice": date(2026, 12, 1),
    "nomination_vote": date(2026, 12, 4),
    "review_completed": date(2026, 12, 7),
    "candidates_published": date(2026, 12, 9),
    "withdrawals_closed": date(2026, 12, 11),
    "candidates_met_voters": date(2026, 12, 13),
    "voting_notice_published": date(2026, 12, 11),
    "proxies_closed": date(2026, 12, 12),
    "proxies_published": date(2026, 12, 13),
    "ballots_ready": date(2026, 12, 15),
    "polling": POLLING_DAY,
    "result_announced": POLLING_DAY,
    "handover_by": date(2026, 12, 22),
    "ballots_stored": date(2026, 12, 22),
    "archive_by": date(2026, 12, 29),
}
ACTS = tuple((step, OWN_ACTS.get(step, complete)) for step in DAYS)


def places(election: Election) -> tuple[NewPlace, ...]:
    return PLACES.get(election.village_id, ONE_PLACE)


def residents(number: int) -> Iterator[NewResident]:
    """So many grown villagers, two to a household."""
    for index in range(number):
        born = date(1990 - index // 300, 1 + index % 12, 1 + index % 28)
        sex = "MF"[index % 2]
        id_number = synthetic(born, 2 * (index % 300) + 1 + index % 2, division=COUNTY)
        yield NewResident(f"村民{index + 1}", sex, born, id_number, 1 + index // 60, 1 + index // 2, True, True)


# The count


def close_places(this: Round) -> None:
    for place in this.places.all():
        close_place(place, on=this.polling_on, by="ding", at=AT)


def latest_round(village: Division) -> Round:
    return village.elections.get().rounds.latest("number")


def sheets_of(village: Division) -> list[CountSheet]:
    """The sheets of the village's latest round, once its ballots are printed."""
    return list(CountSheet.objects.of_round(latest_round(village)).whole())


def sheet_of(village: Division) -> CountSheet:
    """The sheet of a village with one polling place, whose boxes are closed."""
    at_stage(village, "polling")
    (sheet,) = sheets_of(village)
    return sheet


def sheet_figures(sheet: CountSheet, said: str = "") -> dict[str, int]:
    """Figures that hold together and elect the first of each post; `said` gives some of them, the rest follow.

    `returned 100 · 段玉成 70 · 主任另选:方大海 3`: a square by its key or its label, or a post's write-in by name.
    """
    squares = sheet.squares
    given: dict[str, int] = {}
    for word in filter(None, said.split(" · ")):
        name, number = word.rsplit(" ", 1)
        given.update(squares_named(squares, name, int(number), given))
    registered = given.setdefault("registered", sheet.place.registered)
    issued = given.setdefault("issued", registered * 9 // 10)
    printed = given.setdefault("printed", max(registered, issued) + 10)
    spoiled = given.setdefault("spoiled", 1)
    returned = given.setdefault("returned", issued)
    rejected = given.setdefault("rejected", 0)
    valid = given.setdefault("valid", returned - rejected)
    figures = {"proxy": issued // 10, "unused": printed - issued - spoiled, **given}
    figures.update(boxes(squares, returned, given))
    for contest in squares.contests:
        rest = valid * contest.seats - sum(given.get(key, 0) for key in contest.all_fields)
        for place, key in enumerate(contest.candidate_fields):
            if key not in given:
                figures[key] = min(rest, valid * 2 // 3 if place < contest.seats else valid // 5)
                rest -= figures[key]
        figures.setdefault(contest.write_in_field, 0)
        figures.setdefault(contest.blank_field, max(rest, 0))
    return figures


def squares_named(squares: SheetDefinition, name: str, number: int, given: dict[str, int]) -> dict[str, int]:
    post, is_name, written = name.partition("另选:")
    if is_name:
        (contest,) = (one for one in squares.contests if one.title[0] == post)
        total = given.get(contest.write_in_field, 0) + number
        return {contest.write_in_field: total, f"{contest.write_in_field}:{written}": number}
    (square,) = (field for field in squares.fields if name in names_of(field))
    return {square.key: number}


def names_of(square: Field) -> tuple[str, str]:
    return square.key, square.label_zh


def boxes(squares: SheetDefinition, returned: int, given: dict[str, int]) -> dict[str, int]:
    """The first box has what the others leave; mobile boxes have four ballots each, stations share."""
    fields = [box.field for box in squares.boxes]
    others = {key: given.get(key, min(4, returned)) for key in fields[1:]}
    return {fields[0]: given.get(fields[0], returned - sum(others.values())), **others}


def entered(sheet: CountSheet, by: Account, said: str = "") -> CountSheet:
    """One whole entry, finished; what the checks want explained is explained."""
    count.type_figures(sheet, sheet_figures(sheet, said), by=by, at=AT)
    sheet = fresh(sheet)
    explanations = dict.fromkeys(count.needed_for(sheet, sheet.reading_by(by)).explanations, "纸面如此")
    if explanations:
        count.type_figures(sheet, {}, explanations=explanations, by=by, at=AT)
    return count.finish_entry(sheet, by=by, at=AT)


def fresh(sheet: CountSheet) -> CountSheet:
    """The sheet as it stands now."""
    return CountSheet.objects.whole().get(pk=sheet.pk)


def verified(sheet: CountSheet, said: str = "") -> CountSheet:
    """Entered alike by two, with a photograph of the paper."""
    first, second = clerks_of(sheet)
    count.attach_photograph(sheet, photograph(sheet.semantic_id), by=first, at=AT)
    entered(sheet, first, said)
    return entered(sheet, second, said)


def clerks_of(sheet: CountSheet) -> tuple[Account, Account]:
    """安 and 白 for their own township; elsewhere two clerks made for it."""
    township = sheet.place.round.election.village.code[:9]
    if township == LIULIN:
        return person("an"), person("bai")
    return tuple(  # type: ignore[return-value]
        Account.objects.get_or_create(
            username=f"{township}{number}", defaults={"name": name, "role": Role.CLERK, "division_id": township}
        )[0]
        for number, name in enumerate("甲乙")
    )


def counted(village: Division, *said: str) -> Round:
    """Every sheet of the latest round verified; one text for each place, in their order."""
    at_stage(village, "polling")
    this, sheets = latest_round(village), sheets_of(village)
    for sheet, figures in zip(sheets, said or ("",) * len(sheets), strict=True):
        verified(sheet, figures)
    return this


def determined(village: Division, *said: str) -> Determination:
    this = counted(village, *said)
    if set(people_to_state(this.election)) - set(last_statement(this.election).names):  # somebody was written in
        nobody_related(this.election)
    return result.determine_result(this, by=person("chen"), at=AT)


def declared(village: Division, *said: str) -> Determination:
    announcement = result.Declaration(
        on=POLLING_DAY, opened=time(8, 0), closed=time(15, 0), venue="村委会大院", signers={"监票人": ("方", "史")}
    )
    return result.declare_result(determined(village, *said), announcement, by=person("chen"), at=AT)


def held(this: Round, said: str) -> Determination:
    """A later vote as it is held: places, sheets, boxes closed, counted, determined, declared."""
    election, at = this.election, AT + timedelta(days=4)
    set_up_places(this, places(election), by="ding", at=at)
    count.print_sheets(this, on=this.polling_on, by="ding", at=at)
    close_places(this)
    counted(election.village, said)
    found = result.determine_result(this, by=person("chen"), at=at)
    announcement = result.Declaration(on=this.polling_on, opened=time(8, 0), closed=time(12, 0), venue="村委会大院")
    return result.declare_result(found, announcement, by=person("chen"), at=at)


def photograph(told_apart_by: str) -> bytes:
    """A PNG of one pixel whose bytes differ with the text, as photographs of two papers do."""
    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    chunks = (b"IHDR", head), (b"tEXt", b"Comment\0" + told_apart_by.encode()), (b"IDAT", zlib.compress(b"\0\0"))
    written = (
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in (*chunks, (b"IEND", b""))
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(written)
