"""Changes of a published roll: what is recorded, the correction that publishes it, the versions and how they differ."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from cunxuan.core.chain import short_code
from cunxuan.core.findings import Finding
from cunxuan.elections.models import Election
from cunxuan.elections.policy import RECORDS
from cunxuan.elections.queries import election_of
from cunxuan.elections.views import EITHER_WAY
from cunxuan.offices.policy import EVERYONE, AccountRequest, allow
from cunxuan.records.models import IssuedPaper
from cunxuan.web.clock import now, today
from cunxuan.web.templatetags.cx import number as figure

from . import change_actions as actions
from .change_forms import ChangeForm, CorrectionForm, ReverseForm
from .change_queries import changes_ahead, opinion_on, stands, vote_ahead
from .models import Roll, RollChange
from .objection_views import of_village, published_election
from .resident_search import resident_of, search
from .roll_papers import in_order, order_of, paper_of, subject_of
from .versions import CATEGORIES, Listed, Words, compared, grouped, latest, listed, reason_said


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A change as pages list it, with what the law says of it."""

    change: RollChange
    reason: Words
    findings: tuple[Finding, ...]
    may_reverse: bool


@allow(*EVERYONE)
@require_GET
def roll_changes(request: AccountRequest, code: str) -> HttpResponse:
    """What is recorded and not published, and every change that was."""
    election = election_of(request.user, code)
    if not election.rolls.exists():
        return render(request, "roll/changes.html", {**of_village(election), "roll": None})
    roll = latest(election)
    may_act = request.user.role in RECORDS
    context = {
        "roll": roll,
        "ahead": changes_ahead(election),
        "lines": change_lines(election, roll),
        "vote": vote_ahead(election),
        "may_act": may_act,
        "form": CorrectionForm(today=today()),
    }
    return render(request, "roll/changes.html", {**of_village(election), **context})


def change_lines(election: Election, roll: Roll) -> tuple[ChangeLine, ...]:
    changes = list(election.roll_changes.select_related("resident", "objection").order_by("-pk"))
    published = dict(election.rolls.values_list("version", "published_on"))
    last = {change.resident_id: change.pk for change in reversed(changes)}
    return tuple(
        ChangeLine(
            change,
            reason_said(change.reason),
            said_of(election, change, roll, published.get(change.version or 0)),
            may_reverse=last[change.resident_id] == change.pk and change.reason != "recorded_by_mistake",
        )
        for change in changes
    )


def said_of(election: Election, change: RollChange, roll: Roll, published_on: date | None) -> tuple[Finding, ...]:
    """Every finding on a change; on the reversal of a mistake the law says nothing."""
    if change.reason == "recorded_by_mistake":
        return ()
    return opinion_on(election, change.reason, change.on, change.evidence, roll.count, published_on).findings


@allow(*RECORDS)
@require_http_methods(EITHER_WAY)
def roll_change_new(request: AccountRequest, code: str) -> HttpResponse:
    """First the person, then the reasons of the way that is open: who is listed can leave, who is not can come."""
    election = published_election(request, code)
    given = request.POST if request.method == "POST" else request.GET
    resident = resident_of(request.user, election, given.get("resident", ""))
    found = search(request.user, election, request.GET.get("q", ""))
    context = {**of_village(election), "search": found, "resident": resident, "vote": vote_ahead(election)}
    if resident is None:
        return render(request, "roll/change_new.html", context)
    is_listed = stands(election, resident)
    form = ChangeForm(request.POST or None, listed=is_listed, today=today())
    if form.is_valid():
        actions.record_change(election, resident, **form.cleaned_data, by=request.user.username, at=now())
        messages.success(request, _("已记录变更：%(name)s。公布更正补充公告以后生效。") % {"name": resident.name})
        return redirect("roll_changes", code)
    shown = {**context, "form": form, "is_listed": is_listed, "roll": latest(election)}
    return render(request, "roll/change_new.html", shown, status=400 if form.errors else 200)


@allow(*RECORDS)
@require_http_methods(EITHER_WAY)
def roll_change_reverse(request: AccountRequest, code: str, change: int) -> HttpResponse:
    election = published_election(request, code)
    one = RollChange.objects.of(request.user).filter(election=election, pk=change).select_related("resident").first()
    if one is None:
        raise Http404
    one.election = election
    form = ReverseForm(request.POST or None)
    if form.is_valid():
        why = form.cleaned_data["why"]
        actions.reverse_change(one, on=today(), why=why, by=request.user.username, at=now())
        messages.success(request, _("已恢复：%(name)s。") % {"name": one.resident.name})
        return redirect("roll_changes", code)
    context = {**of_village(election), "change": one, "reason": reason_said(one.reason), "form": form}
    return render(request, "roll/change_reverse.html", context, status=400 if form.errors else 200)


@allow(*RECORDS)
@require_http_methods(EITHER_WAY)
def roll_correction(request: AccountRequest, code: str) -> HttpResponse:
    """The correction as it will be published, and the act that publishes it."""
    election = published_election(request, code)
    roll, ahead = latest(election), changes_ahead(election)
    form = CorrectionForm(request.POST or None, today=today())
    if form.is_valid():
        new = actions.publish_correction(election, on=form.cleaned_data["on"], by=request.user.username, at=now())
        values = {"version": new.version, "count": figure(new.count)}
        messages.success(request, _("已公布更正补充公告，名单第 %(version)s 版，%(count)s 人。") % values)
        return redirect("roll_versions", code)
    context = {
        **of_village(election),
        "roll": roll,
        "ahead": ahead,
        "after": roll.count + len(ahead.added) - len(ahead.removed),
        "vote": vote_ahead(election),
        "form": form,
    }
    return render(request, "roll/correction.html", context, status=400 if form.errors else 200)


# -- versions -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version in the list: its short hash, its papers."""

    roll: Roll
    code: str
    papers: tuple[IssuedPaper, ...]


@allow(*EVERYONE)
@require_GET
def roll_versions(request: AccountRequest, code: str) -> HttpResponse:
    """Every version with its hash and its papers; two of them can be compared."""
    election = election_of(request.user, code)
    rolls = list(election.rolls.order_by("-version"))
    papers: dict[str, list[IssuedPaper]] = {}
    for paper in IssuedPaper.objects.filter(subject__startswith=f"{election.semantic_id}.roll").order_by("pk"):
        papers.setdefault(paper.subject, []).append(paper)
    context = {
        "lines": tuple(
            VersionLine(one, short_code(one.digest), tuple(papers.get(subject_of(one), ()))) for one in rolls
        ),
        "ahead": changes_ahead(election) if rolls else None,
        "vote": vote_ahead(election) if rolls else None,
        "may_act": request.user.role in RECORDS,
    }
    return render(request, "roll/versions.html", {**of_village(election), **context})


@dataclass(frozen=True, slots=True)
class GroupShown:
    number: int
    people: list[Listed]


@allow(*EVERYONE)
@require_GET
def roll_version(request: AccountRequest, code: str, version: int) -> HttpResponse:
    """A version as it was published: everybody by group."""
    election = election_of(request.user, code)
    roll = version_of(election, version)
    entries = listed(election, version)
    wanted = request.GET.get("q", "").strip()[:40]
    shown = [one for one in entries if wanted in one.name]
    order = order_of(roll)
    counts = Counter(one.category for one in entries)
    context = {
        "roll": roll,
        "code": short_code(roll.digest),
        "paper": paper_of(roll),
        "wanted": wanted,
        "groups": tuple(GroupShown(number, in_order(people, order)) for number, people in grouped(shown)),
        "categories": tuple((words, counts[key]) for key, words in CATEGORIES.items() if counts[key]),
    }
    return render(request, "roll/version.html", {**of_village(election), **context})


@allow(*EVERYONE)
@require_GET
def roll_compared(request: AccountRequest, code: str, earlier: int, later: int) -> HttpResponse:
    """How two versions differ; named the other way round they are the same two."""
    election = election_of(request.user, code)
    first, last = (version_of(election, number) for number in sorted((earlier, later)))
    if earlier > later:
        return redirect("roll_compared", code, first.version, last.version)
    found = compared(first, last)
    context = {"found": found, "codes": (short_code(first.digest), short_code(last.digest))}
    return render(request, "roll/compared.html", {**of_village(election), **context})


def version_of(election: Election, version: int) -> Roll:
    roll = election.rolls.filter(version=version).first()
    if roll is None:
        raise Http404
    roll.election = election
    return roll
