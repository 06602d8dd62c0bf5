"""Violations: the list with its counts, a new lead, one with its evidence and disposal. For officers of discipline."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cunxuan.core.errors import Refusal
from cunxuan.offices.models import Account, Division
from cunxuan.offices.policy import AccountRequest, allow
from cunxuan.web.clock import now, today
from cunxuan.web.pinyin import in_two_scripts

from . import violation_actions as actions
from .complaint_forms import EvidenceForm, WhyForm
from .complaint_views import accounts_near, beside, nth_evidence
from .models import CaseOfficer, Complaint, OfficerKind, Violation
from .policy import CASES
from .violation_forms import DisposalForm, ViolationForm
from .violation_queries import DISPOSALS, OFFENCE, Count, Words, counts

PAGE = 50
EITHER_WAY = ("GET", "POST")


def is_officer(account: Account) -> bool:
    return CaseOfficer.objects.serving().filter(account=account, kind=OfficerKind.DISCIPLINE).exists()


@allow(*CASES)
@require_GET
def violations(request: AccountRequest) -> HttpResponse:
    """The officer's leads, and how many there are by code, township and disposal."""
    found = Violation.objects.of(request.user).select_related("place__parent")
    code = request.GET.get("code", "")
    shown = found.filter(code=code) if code in OFFENCE else found
    page = Paginator(shown, PAGE).get_page(request.GET.get("page"))
    context = {
        "nav": "tasks",
        "page": page,
        "lines": [(one, OFFENCE[one.code], DISPOSALS[one.disposal], one.said) for one in page.object_list],
        "tables": tables(found),
        "code": code,
        "is_officer": is_officer(request.user),
    }
    return render(request, "oversight/violations.html", context)


def tables(found: Sequence[Violation] | Any) -> tuple[tuple[Words, tuple[Count, ...]], ...]:
    """Three ways to count the same leads."""
    rows = list(found)
    if not rows:
        return ()
    return (
        (("按种类", "By kind"), counts(named(one) for one in rows)),
        (("按乡镇", "By township"), counts(township(one) for one in rows)),
        (("按处置", "By disposal"), counts(DISPOSALS[one.disposal] for one in rows)),
    )


def named(one: Violation) -> Words:
    offence = OFFENCE[one.code]
    return f"{one.code} {offence.zh}", f"{one.code} {offence.en}"


def township(one: Violation) -> Words:
    """The township of a village; a county's own lead stands under the county."""
    place = one.place.parent if len(one.place_id) > 9 and one.place.parent else one.place
    return place.name, in_two_scripts(place.name)


@allow(*CASES)
@require_http_methods(EITHER_WAY)
def violation_new(request: AccountRequest) -> HttpResponse:
    """A lead; with `?complaint=` it comes from a report that this officer knows."""
    if not is_officer(request.user):
        return render(request, "oversight/violation_new.html", {"nav": "tasks"})
    report = report_of(request)
    initial = {"place": report.place_id, "accused": report.said["accused"]} if report else {}
    form = ViolationForm(
        request.POST or None,
        places=Division.objects.of(request.user).order_by("code"),
        accounts=accounts_near(request.user),
        today=today(),
        initial={"on": today(), **initial},
    )
    if form.is_valid():
        new = actions.NewViolation(**form.cleaned_data, complaint=report)
        try:
            found = actions.record_violation(new, on=today(), by=request.user, at=now())
        except Refusal as refusal:
            beside(form, refusal)
        else:
            messages.success(request, _("线索已登记。"))
            return redirect("violation", found.pk)
    context = {"nav": "tasks", "form": form, "report": report}
    return render(request, "oversight/violation_new.html", context, status=400 if form.errors else 200)


def report_of(request: AccountRequest) -> Complaint | None:
    """The report from which a lead comes, by its random name in the address."""
    try:
        key = UUID(request.GET.get("complaint", ""))
    except ValueError:
        return None
    return Complaint.objects.of(request.user).filter(pk=key).first()


def lead_of(request: AccountRequest, pk: UUID) -> Violation:
    return get_object_or_404(Violation.objects.of(request.user).select_related("place__parent", "complaint"), pk=pk)


@allow(*CASES)
@require_GET
def violation(request: AccountRequest, pk: UUID) -> HttpResponse:
    return page_of(request, lead_of(request, pk))


def page_of(request: AccountRequest, found: Violation, wrong: forms.Form | None = None) -> HttpResponse:
    said = found.said
    known = Complaint.objects.of(request.user)
    report = known.filter(pk=found.complaint_id).first() if found.complaint_id else None
    initial = {
        "disposal": found.disposal,
        "organ": found.organ,
        "disposed_on": found.disposed_on or today(),
        "words": said.get("disposal", ""),
    }
    context = {
        "nav": "tasks",
        "found": found,
        "said": said,
        "offence": OFFENCE[found.code],
        "disposal": DISPOSALS[found.disposal],
        "report": report,
        "evidence": list(found.evidence.defer("sealed").select_related("by")),
        "dispose": wrong if isinstance(wrong, DisposalForm) else DisposalForm(initial=initial, today=today()),
        "add": wrong if isinstance(wrong, EvidenceForm) else EvidenceForm(),
        "back": wrong if isinstance(wrong, WhyForm) else WhyForm(prefix="back"),
    }
    return render(request, "oversight/violation.html", context, status=400 if wrong else 200)


@allow(*CASES)
@require_POST
def evidence_new(request: AccountRequest, pk: UUID) -> HttpResponse:
    found, form = lead_of(request, pk), EvidenceForm(request.POST, request.FILES)
    if not form.is_valid():
        return page_of(request, found, form)
    actions.add_evidence(found, form.cleaned_data["content"].read(), on=today(), by=request.user, at=now())
    messages.success(request, _("已存。只有经办人能看。"))
    return redirect("violation", pk)


@allow(*CASES)
@require_GET
def evidence(request: AccountRequest, pk: UUID, number: int) -> HttpResponse:
    """The n-th piece of evidence, unsealed for this answer."""
    return nth_evidence(lead_of(request, pk), number)


@allow(*CASES)
@require_POST
def violation_dispose(request: AccountRequest, pk: UUID) -> HttpResponse:
    """Says what was done, or takes back what was said of it."""
    found = lead_of(request, pk)
    if "back-why" in request.POST:
        return take_back(request, found)
    form = DisposalForm(request.POST, today=today())
    if not form.is_valid():
        return page_of(request, found, form)
    try:
        actions.dispose(found, **form.cleaned_data, on=today(), by=request.user, at=now())
    except Refusal as refusal:
        return page_of(request, lead_of(request, pk), beside(form, refusal))
    messages.success(request, _("处置已记录。"))
    return redirect("violation", pk)


def take_back(request: AccountRequest, found: Violation) -> HttpResponse:
    form = WhyForm(request.POST, prefix="back")
    if not form.is_valid():
        return page_of(request, found, form)
    actions.take_back_disposal(found, why=form.cleaned_data["why"], by=request.user, at=now())
    messages.success(request, _("处置已撤回，线索重新办理。"))
    return redirect("violation", found.pk)
