"""Verbs on complaints: take one in, accept, refuse, transfer, extend, answer, review, re-check, close, reopen it.

Each act keeps what was said sealed, writes a line of the case's history, issues its letter where one is due, and ends
in the county's chain of cases (C360123), in which nothing is but the random name of the case.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import models, transaction

from cunxuan.offices.models import CODE_LENGTH, Account, Division, Level, Role
from cunxuan.records.actions import hold, trail

from . import complaint_refusals as refusals
from .complaint_course import acts_open
from .complaint_letters import clock_named, county_of, frozen_letter, letter_number
from .evidence import sealed_evidence
from .models import CaseLetter, CaseNote, CaseOfficer, Complaint, ComplaintKind, Evidence, Stage
from .models.complaints import OFFICERS_OF, LetterKind, account_mark, marks_of, unit_mark
from .sealing import mark, seal


def chain_of_cases(place: str) -> str:
    """The county's chain of cases. It begins with a letter, so that it is of no place that anybody reads."""
    return f"C{place[: CODE_LENGTH[Level.COUNTY]]}"


# -- who may know -----------------------------------------------------------------------------------------------------


@transaction.atomic
def name_officer(account: Account, *, kind: str, on: date, by: Account, at: datetime) -> CaseOfficer:
    """The county names somebody for the cases of a kind."""
    if account.role == Role.COMMITTEE:
        raise refusals.not_a_committee(account)
    if CaseOfficer.objects.serving().filter(account=account, kind=kind).exists():
        raise refusals.named_already(account)
    officer = CaseOfficer.objects.create(account=account, kind=kind, since=on)
    facts = {"account": account.username, "kind": kind}
    trail(chain_of_cases(account.division_id), "officer_named", by=by.username, at=at, rows=[officer], facts=facts)
    return officer


@transaction.atomic
def relieve_officer(officer: CaseOfficer, *, on: date, by: Account, at: datetime) -> None:
    """From now on this account knows of no case of the kind; those it handled wait for somebody else."""
    account = officer.account
    if officer.until is not None:
        raise refusals.relieved_already(account)
    officer.until = on
    officer.save()
    left = Complaint.objects.left().filter(handler=account, officers=officer.kind)
    freed = list(left)
    for case in freed:
        case.handler = None
        case.save()
    facts = {"account": account.username, "kind": officer.kind}
    scope = chain_of_cases(account.division_id)
    trail(scope, "officer_relieved", by=by.username, at=at, rows=[officer, *freed], facts=facts)


# -- intake -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class NewComplaint:
    """A complaint as it was brought. `complainant` is empty where nobody gave a name."""

    kind: str
    channel: str
    place: Division
    received_on: date
    text: str
    complainant: str = ""
    contact: str = ""
    wants: str = ""
    step: str = ""
    people: int = 1
    accused: str = ""
    accused_account: Account | None = None
    accused_unit: Division | None = None


@transaction.atomic
def register_complaint(
    new: NewComplaint, *, on: date, by: Account, at: datetime, key: dict[str, object] | None = None
) -> Complaint:
    """Takes a complaint in (登记). One of the same person on the same matter is joined to the first."""
    refuse_intake(new, on, by)
    case = Complaint(
        **(key or {}),
        kind=new.kind,
        officers=OFFICERS_OF[ComplaintKind(new.kind)],
        channel=new.channel,
        place=new.place,
        step=new.step,
        people=new.people,
        complainant=mark("complainant", new.complainant),
        accused_account=account_mark(new.accused_account) if new.accused_account else "",
        accused_unit=unit_of(new),
        received_on=new.received_on,
        registered_on=on,
    )
    if is_own(case, by):
        raise refusals.own_unit()
    case.number, case.first = number_of(case), earlier(case)
    said = {name: getattr(new, name) for name in ("complainant", "contact", "text", "wants", "accused")}
    keep(case, said)
    case.save(force_insert=True)
    record(case, "registered", "", on=on, by=by, at=at)
    return case


def refuse_intake(new: NewComplaint, on: date, by: Account) -> None:
    if not new.text.strip():
        raise refusals.without_a_text()
    if new.received_on > on:
        raise refusals.not_come(new.received_on)
    kind = OFFICERS_OF[ComplaintKind(new.kind)]
    if not CaseOfficer.objects.serving().filter(account=by, kind=kind).exists():
        raise refusals.not_an_officer()
    if not new.place.pk.startswith(by.division_id):
        raise refusals.of_another_place(new.place)
    if new.accused_unit is not None and new.accused_unit.level == Level.COUNTY:
        raise refusals.the_county_itself()


def unit_of(new: NewComplaint) -> str:
    """The unit of the accused: as it was given, else where the account works; the county is no unit of its own."""
    unit = new.accused_unit or (new.accused_account.division if new.accused_account else None)
    return unit_mark(unit) if unit is not None and unit.level != Level.COUNTY else ""


def number_of(case: Complaint) -> str:
    """清河县信〔2026〕7F3C91AE: out of the random name of the case. Counted numbers would show that one is missing."""
    return f"{county_of(case.place).name}信〔{case.registered_on.year}〕{case.pk.hex[:8].upper()}"


def earlier(case: Complaint) -> Complaint | None:
    """The first complaint of the same person on the same matter, of the same kind and place."""
    if not case.complainant:
        return None
    same = Complaint.objects.filter(
        complainant=case.complainant, place=case.place, officers=case.officers, step=case.step, first=None
    )
    alike = same.filter(accused_account=case.accused_account, accused_unit=case.accused_unit)
    return alike.order_by("received_on", "number").first()


# -- its course -------------------------------------------------------------------------------------------------------


@transaction.atomic
def accept(case: Complaint, *, handler: Account, on: date, by: Account, at: datetime) -> None:
    """Takes it up and says so to the complainant (受理); somebody handles it."""
    begin(case, "accept")
    refuse_conflict(case, handler)
    case.stage, case.told_on, case.handler = Stage.ACCEPTED, on, handler
    record(case, "accepted", handler.name, on=on, by=by, at=at, letter=LetterKind.ACCEPTED)


@transaction.atomic
def refuse(case: Complaint, *, why: str, on: date, by: Account, at: datetime) -> None:
    """It is not taken up, for a reason that the complainant is told (不予受理)."""
    begin(case, "refuse")
    case.stage, case.told_on = Stage.REFUSED, on
    keep(case, {"refused": why})
    record(case, "refused", why, on=on, by=by, at=at, letter=LetterKind.REFUSED)


@transaction.atomic
def transfer(
    case: Complaint, *, organ: str, unit: Division | None, why: str, on: date, by: Account, at: datetime
) -> None:
    """It belongs to another organ and goes there (转送), never to the accused's own unit."""
    begin(case, "transfer")
    refuse_own_unit(case, organ, unit)
    case.stage, case.transferred_on = Stage.TRANSFERRED, on
    to = organ or (unit.name if unit else "")
    keep(case, {"organ": to, "transferred": why})
    record(case, "transferred", to, on=on, by=by, at=at, letter=LetterKind.TRANSFERRED)


@transaction.atomic
def hand(case: Complaint, *, handler: Account, on: date, by: Account, at: datetime) -> None:
    """Another officer handles it (交办)."""
    begin(case, "hand")
    refuse_conflict(case, handler)
    case.handler = handler
    record(case, "handed", handler.name, on=on, by=by, at=at)


@transaction.atomic
def extend(case: Complaint, *, why: str, approved_by: str, on: date, by: Account, at: datetime) -> None:
    """The head of the authority gives it more days, once, with the reason (延期)."""
    begin(case, "extend")
    case.extended = True
    record(case, "extended", f"{why}（{approved_by}批准）", on=on, by=by, at=at)


@transaction.atomic
def answer(case: Complaint, *, text: str, on: date, by: Account, at: datetime) -> None:
    """The written answer (答复意见)."""
    begin(case, "answer")
    case.stage, case.answered_on = Stage.ANSWERED, on
    keep(case, {"answer": text})
    record(case, "answered", "", on=on, by=by, at=at, letter=LetterKind.ANSWERED)


@transaction.atomic
def ask_review(case: Complaint, *, text: str, on: date, by: Account, at: datetime) -> None:
    """The complainant does not agree and asks for a review (请求复查)."""
    begin(case, "ask_review")
    refuse_late(case, on, "petition_ask_review_days", "complaint_review_days")
    case.stage, case.review_asked_on = Stage.REVIEW, on
    record(case, "review_asked", text, on=on, by=by, at=at)


@transaction.atomic
def review(case: Complaint, *, text: str, on: date, by: Account, at: datetime) -> None:
    """The answer to the review (复查意见)."""
    begin(case, "review")
    case.stage, case.reviewed_on = Stage.REVIEWED, on
    keep(case, {"review": text})
    record(case, "reviewed", "", on=on, by=by, at=at, letter=LetterKind.REVIEWED)


@transaction.atomic
def ask_recheck(case: Complaint, *, text: str, on: date, by: Account, at: datetime) -> None:
    """The complainant asks for the last instance (请求复核)."""
    begin(case, "ask_recheck")
    refuse_late(case, on, "petition_ask_recheck_days")
    case.stage, case.recheck_asked_on = Stage.RECHECK, on
    record(case, "recheck_asked", text, on=on, by=by, at=at)


@transaction.atomic
def recheck(case: Complaint, *, text: str, on: date, by: Account, at: datetime) -> None:
    """The answer of the re-check (复核意见). It ends there."""
    begin(case, "recheck")
    case.stage, case.rechecked_on = Stage.RECHECKED, on
    keep(case, {"recheck": text})
    record(case, "rechecked", "", on=on, by=by, at=at, letter=LetterKind.RECHECKED)


@transaction.atomic
def close(case: Complaint, *, why: str, on: date, by: Account, at: datetime) -> None:
    """Nothing is left to do (办结)."""
    begin(case, "close")
    case.stage, case.closed_from, case.closed_on = Stage.CLOSED, case.stage, on
    record(case, "closed", why, on=on, by=by, at=at)


@transaction.atomic
def reopen(case: Complaint, *, why: str, on: date, by: Account, at: datetime) -> None:
    """It was closed by mistake and stands where it stood (重新办理)."""
    begin(case, "reopen")
    case.stage, case.closed_from, case.closed_on = case.closed_from, "", None
    record(case, "reopened", why, on=on, by=by, at=at)


@transaction.atomic
def link(case: Complaint, *, first: Complaint | None, on: date, by: Account, at: datetime) -> None:
    """It is one matter with another case, or is not after all (并案)."""
    begin(case, "link")
    if first is not None and (first.pk == case.pk or first.first_id == case.pk or first.officers != case.officers):
        raise refusals.not_one_matter()
    case.first = (first.first or first) if first else None
    record(case, "linked" if first else "unlinked", first.number if first else "", on=on, by=by, at=at)


@transaction.atomic
def note(case: Complaint, *, text: str, on: date, by: Account, at: datetime) -> None:
    """Something that was done or found out (办理记录)."""
    begin(case, "note")
    record(case, "noted", text, on=on, by=by, at=at)


@transaction.atomic
def add_evidence(case: Complaint, content: bytes, *, on: date, by: Account, at: datetime) -> Evidence:
    """A photograph or scan of what was brought, sealed: it never lies on the disk as it is."""
    begin(case, "note")
    piece = sealed_evidence(case, content, on=on, by=by)
    record(case, "evidence_added", "", on=on, by=by, at=at, rows=[piece])
    return piece


# -- what each act does -----------------------------------------------------------------------------------------------


def keep(case: Complaint, said: dict[str, str]) -> None:
    """What was said is added to what is sealed."""
    before = case.said if case.sealed else {}
    case.sealed = seal({**before, **said}, case._meta.db_table, case.pk)


def record(
    case: Complaint,
    act: str,
    text: str,
    *,
    on: date,
    by: Account,
    at: datetime,
    letter: LetterKind | None = None,
    rows: Iterable[models.Model] = (),
) -> None:
    """Keeps the case as it is now, its letter, a line of its history, and the entry of the chain of cases."""
    case.save()
    sealed = seal({"text": text}, CaseNote._meta.db_table, case.pk)
    note = CaseNote.objects.create(complaint=case, at=at, by=by, act=act, sealed=sealed)
    wrote: list[models.Model] = [case, note, *rows]
    if letter is not None and case.said["complainant"]:
        wrote.append(issue_letter(case, letter, on=on, by=by))
    facts = {"case": str(case.pk), "stage": case.stage}
    trail(chain_of_cases(case.place_id), f"case_{act}", by=by.username, at=at, rows=wrote, facts=facts)


def issue_letter(case: Complaint, kind: LetterKind, *, on: date, by: Account) -> CaseLetter:
    """To whoever gave a name; who stayed unnamed gets none."""
    number = letter_number(case, kind, case.letters.filter(kind=kind).count())
    text = frozen_letter(case, kind, number, on, case.said)
    sealed = seal({"letter": text}, CaseLetter._meta.db_table, case.pk)
    return CaseLetter.objects.create(
        complaint=case, kind=kind, number=number, on=on, by=by, sealed=sealed, digest=mark("letter", text)
    )


def begin(case: Complaint, act: str) -> None:
    """The case as it is now, held until the act commits, if the act may follow now."""
    hold(case)
    if act not in acts_open(case):
        raise refusals.not_now(case)


# -- conflicts of interest --------------------------------------------------------------------------------------------


def is_own(case: Complaint, account: Account) -> bool:
    """Is the account the accused, or of the accused's unit?"""
    if case.accused_account and case.accused_account == account_mark(account):
        return True
    return bool(case.accused_unit) and case.accused_unit in marks_of(account.division_id)


def refuse_conflict(case: Complaint, handler: Account) -> None:
    """回避: nobody handles what is said of themselves or of their own unit, and nobody who was not named for it."""
    if is_own(case, handler):
        raise refusals.handler_is_concerned(handler)
    if not Complaint.objects.filter(pk=case.pk).of(handler).exists():
        raise refusals.handler_not_named(handler)


def refuse_own_unit(case: Complaint, organ: str, unit: Division | None) -> None:
    """控告、检举材料不得转给被控告、被检举的人员或者单位."""
    if unit is not None and case.accused_unit and case.accused_unit in marks_of(unit.pk):
        raise refusals.to_the_accused(unit.name)
    if organ and case.accused_unit:
        near = Division.objects.filter(code__startswith=case.place_id[: CODE_LENGTH[Level.COUNTY]])
        named = [one for one in near.exclude(level=Level.COUNTY) if one.name in organ]
        if any(unit_mark(one) == case.accused_unit for one in named):
            raise refusals.to_the_accused(organ)
    accused = case.said["accused"].strip()
    if accused and organ and accused in organ:
        raise refusals.to_the_accused(organ)


def refuse_late(case: Complaint, on: date, *keys: str) -> None:
    """What may be asked for within so many days is not asked for afterwards."""
    clock = clock_named(case, on, keys)
    if clock is not None and on > clock.due:
        raise refusals.too_late(clock)


def officers_for(case: Complaint) -> Iterable[Account]:
    """Who may be given the case: the officers of its kind whose place covers it and who have no part in it."""
    named = CaseOfficer.objects.serving().filter(kind=case.officers).select_related("account__division")
    return tuple(
        one.account
        for one in named
        if case.place_id.startswith(one.account.division_id) and not is_own(case, one.account)
    )
