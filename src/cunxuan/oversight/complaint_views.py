"""Complaints: the list, the intake, one case with what may be done next, its papers, and who the officers are.

For everybody who is no officer of a case it is not there: the list is the same empty list, its addresses are answered
like those of a case that never was.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cunxuan.core.clocks import NOT_A_PETITION
from cunxuan.core.errors import Refusal
from cunxuan.core.findings import Finding
from cunxuan.core.steps import NAMES
from cunxuan.offices.models import Account, Division, Level, Role, places_above
from cunxuan.offices.policy import AccountRequest, allow
from cunxuan.offices.queries import accounts_around
from cunxuan.preparation.models import ReceptionDay
from cunxuan.records.papers import file_of
from cunxuan.web.clock import now, today
from cunxuan.web.templatetags.cx import either

from . import complaint_actions as actions
from .complaint_course import acts_open, clocks_of, without_a_clock
from .complaint_forms import (
    CHANNELS,
    KINDS,
    OFFICES,
    EvidenceForm,
    ExtendForm,
    HandlerForm,
    IntakeForm,
    LinkForm,
    OfficerForm,
    TextForm,
    TransferForm,
    WhyForm,
    Words,
)
from .complaint_letters import sheet_of
from .complaint_queries import ALL, CLOSED, LEFT, Wanted, chosen, joined, line_of, same_person
from .models import CaseLetter, CaseOfficer, Complaint, Violation
from .models.complaints import LetterKind
from .policy import CASES
from .sealing import unseal

M = TypeVar("M", bound=Model)

PAGE = 50
EITHER_WAY = ("GET", "POST")
STATES = ((LEFT, ("没有办结", "not closed")), (CLOSED, ("已办结", "closed")), (ALL, ("全部", "all")))


@allow(*CASES)
@require_http_methods(EITHER_WAY)
def complaints(request: AccountRequest) -> HttpResponse:
    """The officer's cases. What is looked for is posted: a name in an address would stand in a log."""
    wanted, text = Wanted.read(request.GET), request.POST.get("q", "").strip()[:40]
    lines = chosen(request.user, wanted, text, today())
    context = {
        "nav": "tasks",
        "wanted": wanted,
        "text": text,
        "count": len(lines),
        "page": Paginator(lines, PAGE).get_page(request.GET.get("page")),
        "kinds": KINDS.items(),
        "states": STATES,
        "is_officer": is_officer(request.user),
        "names_officers": request.user.role == Role.COUNTY,
    }
    return render(request, "oversight/complaints.html", context)


def is_officer(account: Account) -> bool:
    return CaseOfficer.objects.serving().filter(account=account).exists()


# -- intake -----------------------------------------------------------------------------------------------------------


@allow(*CASES)
@require_http_methods(EITHER_WAY)
def complaint_new(request: AccountRequest) -> HttpResponse:
    """The desk: who receives today, and what is brought."""
    day = today()
    if not is_officer(request.user):
        return render(request, "oversight/complaint_new.html", {"nav": "tasks"})
    form = IntakeForm(
        request.POST or None,
        places=Division.objects.of(request.user).order_by("code"),
        accounts=accounts_near(request.user),
        today=day,
        initial={"received_on": day, "place": request.GET.get("village"), "step": request.GET.get("step")},
    )
    if form.is_valid():
        new = actions.NewComplaint(**form.cleaned_data)
        try:
            case = actions.register_complaint(new, on=day, by=request.user, at=now())
        except Refusal as refusal:
            beside(form, refusal)
        else:
            messages.success(request, _("已登记，编号 %(number)s。") % {"number": case.number})
            return redirect("complaint", case.pk)
    context = {
        "nav": "tasks",
        "form": form,
        "receptions": receptions_on(day, request.user),
        "objections": objections_of(form) if form.is_of_the_roll else "",
        "not_a_petition": Finding(NOT_A_PETITION),
    }
    return render(request, "oversight/complaint_new.html", context, status=400 if form.errors else 200)


def receptions_on(day: date, account: Account) -> Sequence[ReceptionDay]:
    """Who receives today at the account's own desk, or above it."""
    here = (account.division_id, *places_above(account.division_id))
    return tuple(ReceptionDay.objects.of(account).standing().filter(on=day, place__in=here).select_related("place"))


def objections_of(form: IntakeForm) -> str:
    """The page on which an objection to the roll of the chosen village is registered."""
    place = form.cleaned_data.get("place")
    return reverse("objections", args=[place.pk]) if place is not None and place.level == Level.VILLAGE else ""


def accounts_near(account: Account) -> Sequence[Account]:
    """Of its neighbours an account knows nothing."""
    return tuple(accounts_around(account.division_id).order_by("division_id", "name"))


# -- one case ---------------------------------------------------------------------------------------------------------


def case_of(request: AccountRequest, pk: UUID) -> Complaint:
    mine = Complaint.objects.of(request.user).select_related("place__parent__parent", "handler", "first")
    return get_object_or_404(mine, pk=pk)


@allow(*CASES)
@require_GET
def complaint(request: AccountRequest, pk: UUID) -> HttpResponse:
    return page_of(request, case_of(request, pk))


def page_of(request: AccountRequest, case: Complaint, wrong: forms.Form | None = None, at: str = "") -> HttpResponse:
    """The case with its clocks, its history, its letters, and a form for whatever may be done next."""
    day = today()
    acts = [(act, WORDS[act], wrong if act == at else FORMS[act](request, case, None)) for act in acts_open(case)]
    context = {
        "nav": "tasks",
        "case": case,
        "line": line_of(case, day),
        "said": case.said,
        "channel": CHANNELS[case.channel],
        "step": NAMES.get(case.step),
        "clocks": clocks_of(case, day),
        "no_clock": without_a_clock(case),
        "acts": acts,
        "at": at,
        "notes": [(one, HISTORY[one.act]) for one in case.notes.select_related("by")],
        "letters": [(one, LETTERS[one.kind]) for one in case.letters.select_related("by")],
        "joined": joined(request.user, case),
        "violations": case.violations.of(request.user),
        "evidence": list(case.evidence.defer("sealed").select_related("by")),
        "add": (wrong if at == "evidence" else EvidenceForm()) if "note" in acts_open(case) else None,
    }
    return render(request, "oversight/complaint.html", context, status=400 if wrong else 200)


@allow(*CASES)
@require_POST
def complaint_act(request: AccountRequest, pk: UUID, act: str) -> HttpResponse:
    """Does what may follow at this stage."""
    case = case_of(request, pk)
    if act not in FORMS:
        raise Http404
    form = FORMS[act](request, case, request.POST)
    if not form.is_valid():
        return page_of(request, case, form, at=act)
    said: dict[str, Any] = form.cleaned_data
    if act == "link":
        said = {"first": case_of(request, UUID(said["first"])) if said["first"] else None}
    try:
        DOES[act](case, **said, on=today(), by=request.user, at=now())
    except Refusal as refusal:
        return page_of(request, case_of(request, pk), beside(form, refusal), at=act)
    messages.success(request, _("已记录。"))
    return redirect("complaint", pk)


def beside(form: forms.Form, refusal: Refusal) -> forms.Form:
    """A refused act is said beside its field, and what was written stays."""
    named = BESIDE.get(refusal.code, "")
    field = named if named in form.fields else next(iter(form.fields))
    form.add_error(field, str(either(f"{refusal.text}{refusal.way_out}", f"{refusal.text_en} {refusal.way_out_en}")))
    return form


BESIDE = {
    "NOT_A_CASE_OFFICER": "kind",
    "COUNTY_IS_CONCERNED": "accused_unit",
    "REGISTRAR_IS_CONCERNED": "accused_unit",
    "COMPLAINT_OF_ANOTHER_PLACE": "place",
    "COMPLAINT_WITHOUT_TEXT": "text",
}
Make = Callable[[AccountRequest, Complaint, Any], forms.Form]


def handlers(request: AccountRequest, case: Complaint, data: Any) -> forms.Form:
    own = request.user.username
    return HandlerForm(data, accounts=tuple(actions.officers_for(case)), initial={"handler": own})


def transfers(request: AccountRequest, _case: Complaint, data: Any) -> forms.Form:
    return TransferForm(data, places=Division.objects.of(request.user).exclude(level=Level.COUNTY).order_by("code"))


def links(request: AccountRequest, case: Complaint, data: Any) -> forms.Form:
    others = [(str(one.pk), f"{one.number} {one.place.name}") for one in same_person(request.user, case)]
    return LinkForm(data, others=others, initial={"first": str(case.first_id or "")})


def plainly(form: type[forms.Form]) -> Make:
    return lambda _request, _case, data: form(data)


FORMS: dict[str, Make] = {
    "accept": handlers,
    "hand": handlers,
    "refuse": plainly(WhyForm),
    "transfer": transfers,
    "extend": plainly(ExtendForm),
    "answer": plainly(TextForm),
    "ask_review": plainly(TextForm),
    "review": plainly(TextForm),
    "ask_recheck": plainly(TextForm),
    "recheck": plainly(TextForm),
    "close": plainly(WhyForm),
    "reopen": plainly(WhyForm),
    "link": links,
    "note": plainly(TextForm),
}
DOES: dict[str, Callable[..., None]] = {act: getattr(actions, act) for act in FORMS}

#: What each button says.
WORDS: dict[str, Words] = {
    "accept": ("受理并告知", "Take it up"),
    "hand": ("交给别人办", "Give it to another officer"),
    "refuse": ("不予受理并告知", "Refuse to take it up"),
    "transfer": ("转送并告知", "Pass it on"),
    "extend": ("延期三十天", "Extend by thirty days"),
    "answer": ("答复", "Answer"),
    "ask_review": ("登记复查请求", "Register a request for review"),
    "review": ("作出复查意见", "Answer the review"),
    "ask_recheck": ("登记复核请求", "Register a request for re-check"),
    "recheck": ("作出复核意见", "Answer the re-check"),
    "close": ("办结", "Close"),
    "reopen": ("重新办理", "Reopen"),
    "link": ("并案", "Join with another case"),
    "note": ("记一条办理记录", "Add a note"),
}
#: What the history says.
HISTORY: dict[str, Words] = {
    "registered": ("登记", "registered"),
    "accepted": ("受理", "taken up"),
    "refused": ("不予受理", "not taken up"),
    "transferred": ("转送", "passed on"),
    "handed": ("交办", "given to"),
    "extended": ("延期", "extended"),
    "answered": ("答复", "answered"),
    "review_asked": ("请求复查", "review asked for"),
    "reviewed": ("复查意见", "reviewed"),
    "recheck_asked": ("请求复核", "re-check asked for"),
    "rechecked": ("复核意见", "re-checked"),
    "closed": ("办结", "closed"),
    "reopened": ("重新办理", "reopened"),
    "linked": ("并案", "joined with"),
    "unlinked": ("取消并案", "taken apart"),
    "noted": ("办理记录", "note"),
    "evidence_added": ("加照片或者扫描件", "photograph or scan added"),
}
LETTERS: dict[str, Words] = {
    LetterKind.ACCEPTED: ("受理告知书", "letter: taken up"),
    LetterKind.REFUSED: ("不予受理告知书", "letter: not taken up"),
    LetterKind.TRANSFERRED: ("转送告知书", "letter: passed on"),
    LetterKind.ANSWERED: ("答复意见书", "letter: answer"),
    LetterKind.REVIEWED: ("复查意见书", "letter: review"),
    LetterKind.RECHECKED: ("复核意见书", "letter: re-check"),
}


@allow(*CASES)
@require_POST
def complaint_evidence_new(request: AccountRequest, pk: UUID) -> HttpResponse:
    case, form = case_of(request, pk), EvidenceForm(request.POST, request.FILES)
    if not form.is_valid():
        return page_of(request, case, form, at="evidence")
    actions.add_evidence(case, form.cleaned_data["content"].read(), on=today(), by=request.user, at=now())
    messages.success(request, _("已存。只有经办人能看。"))
    return redirect("complaint", pk)


@allow(*CASES)
@require_GET
def complaint_evidence(request: AccountRequest, pk: UUID, number: int) -> HttpResponse:
    return nth_evidence(case_of(request, pk), number)


def nth_evidence(case: Complaint | Violation, number: int) -> HttpResponse:
    """The n-th piece, unsealed for this answer."""
    piece = nth(case.evidence.all(), number)
    response = HttpResponse(piece.content, content_type=piece.media_type)
    response.headers["Content-Disposition"] = f'inline; filename="{case.pk}-{number}"'
    return response


def nth(rows: QuerySet[M], number: int) -> M:
    """The n-th of what a case has, counted from 1."""
    found = next(iter(rows[number - 1 : number]), None) if number > 0 else None
    if found is None:
        raise Http404
    return found


# -- papers -----------------------------------------------------------------------------------------------------------


@allow(*CASES)
@require_GET
def complaint_paper(request: AccountRequest, pk: UUID, kind: str) -> HttpResponse:
    """The sheet of its course as it stands today."""
    case = case_of(request, pk)
    return file_of("O54", sheet_of(case, today()), kind, name=str(case.pk))


@allow(*CASES)
@require_GET
def complaint_letter(request: AccountRequest, pk: UUID, number: int, kind: str) -> HttpResponse:
    """The n-th letter of the case, as it went out."""
    case = case_of(request, pk)
    return file_of("O54_1", letter_text(nth(case.letters.all(), number)), kind, name=f"{case.pk}-{number}")


def letter_text(letter: CaseLetter) -> Any:
    return json.loads(unseal(letter.sealed, letter._meta.db_table, letter.complaint_id)["letter"])


# -- who the officers are ---------------------------------------------------------------------------------------------


@allow(Role.COUNTY)
@require_http_methods(EITHER_WAY)
def case_officers(request: AccountRequest) -> HttpResponse:
    """The county names who may know of cases, and relieves them."""
    form = OfficerForm(request.POST or None, accounts=may_be_named(request.user))
    if form.is_valid():
        officer = actions.name_officer(**form.cleaned_data, on=today(), by=request.user, at=now())
        messages.success(request, _("已指定%(name)s经办。") % {"name": officer.account.name})
        return redirect("case_officers")
    officers = CaseOfficer.objects.of(request.user).select_related("account__division")
    context = {
        "nav": "tasks",
        "form": form,
        "officers": [(one, OFFICES[one.kind]) for one in officers],
    }
    return render(request, "oversight/case_officers.html", context, status=400 if form.errors else 200)


def may_be_named(account: Account) -> Sequence[Account]:
    return tuple(one for one in accounts_near(account) if one.role != Role.COMMITTEE)


@allow(Role.COUNTY)
@require_POST
def case_officer_end(request: AccountRequest, pk: int) -> HttpResponse:
    officer = get_object_or_404(CaseOfficer.objects.of(request.user).select_related("account"), pk=pk)
    actions.relieve_officer(officer, on=today(), by=request.user, at=now())
    messages.success(request, _("%(name)s不再经办。") % {"name": officer.account.name})
    return redirect("case_officers")
