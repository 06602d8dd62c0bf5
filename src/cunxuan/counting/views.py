"""Pages of the count: the list of sheets, a sheet as the reader has to deal with it now, photographs of the paper.

One address shows a sheet to everybody. What it shows follows from the sheet's state and the person
(`queries.task_of`): the first and the second entry, which look alike, the squares that came back, the two readings for
a third person, the verified figures, or whom the sheet waits for. Figures are shown to whoever typed them and, once
two people agree, to all; never to somebody who may still have to type.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cunxuan.core.double_entry import look_again
from cunxuan.core.errors import BadInput, Refusal
from cunxuan.core.stages import State
from cunxuan.offices.models import Account
from cunxuan.offices.policy import EVERYONE, AccountRequest, allow
from cunxuan.records.actions import attachment_path
from cunxuan.records.models import Attachment
from cunxuan.web.clock import now
from cunxuan.web.problems import refused
from cunxuan.web.templatetags.cx import hour

from . import actions
from .difference_queries import difference
from .entry_queries import entry_form
from .forms import Typed, read_sheet
from .models import CountEntry, CountSheet, SheetState
from .queries import (
    ALL,
    ENTERS,
    FILTERS,
    GIVES_UP,
    MINE,
    PHOTOGRAPHS,
    RESOLVES,
    ROUNDS,
    Task,
    all_verified,
    photographs_on,
    sheet_list,
    sheet_named,
    standing_of,
    task_of,
)
from .sheet_queries import ACTS, returned_squares, verified_form

PAGE = 50
LARGEST_PHOTOGRAPH = 20 * 1024 * 1024


# The list


@allow(*EVERYONE)
@require_GET
def counting(request: AccountRequest) -> HttpResponse:
    """The sheets of the reader's place; those that wait for the reader first."""
    chosen = request.GET.get("show", MINE)
    wanted = request.GET.get("q", "").strip()[:40]
    found = sheet_list(request.user, chosen if chosen in FILTERS else MINE, wanted)
    if found.total and not found.lines and "show" not in request.GET and not wanted:
        chosen, found = ALL, sheet_list(request.user, ALL, "")
    page = Paginator(found.lines, PAGE).get_page(request.GET.get("page"))
    context = {"nav": "counting", "found": found, "page": page, "chosen": chosen, "wanted": wanted}
    return render(request, "counting/sheets.html", context)


# A sheet


@allow(*EVERYONE)
@never_cache
@require_GET
def sheet(request: AccountRequest, name: str) -> HttpResponse:
    return show(request, sheet_or_404(request, name))


def sheet_or_404(request: AccountRequest, name: str) -> CountSheet:
    found = sheet_named(request.user, name)
    if found is None:
        raise Http404
    return found


def show(
    request: AccountRequest, sheet: CountSheet, typed: Typed | None = None, refusal: Refusal | None = None
) -> HttpResponse:
    """The page of a sheet for this person. `typed` and `refusal`: what was sent just now and why it was not taken."""
    template, context = page_of(request, sheet, typed)
    problem = refused(refusal) if refusal else None
    return render(
        request,
        f"counting/{template}.html",
        {**heading(request, sheet), **context, "problem": problem},
        status=problem.status if problem else 400 if typed and typed.faults else 200,
    )


def page_of(request: AccountRequest, sheet: CountSheet, typed: Typed | None) -> tuple[str, dict[str, Any]]:
    match task_of(sheet, request.user):
        case Task.ENTER | Task.ENTER_AGAIN | Task.GO_ON:
            return "sheet_entry", entry(sheet, request.user, typed)
        case Task.CORRECT:
            return "correction", correction(request, sheet, typed)
        case Task.RESOLVE:
            return "difference", differing(sheet, typed)
        case None if sheet.state == SheetState.VERIFIED:
            shown = {"form": verified_form(sheet), "whole": all_verified(sheet.place.round)}
            return "sheet_verified", {**shown, **what_follows(request, sheet)}
        case None:
            return "sheet_waiting", waiting(request, sheet)


def heading(request: AccountRequest, sheet: CountSheet) -> dict[str, Any]:
    """What every page of a sheet has: where it belongs, how it stands, its photographs."""
    state, words = standing_of(sheet)
    this = sheet.place.round
    return {
        "nav": "counting",
        "sheet": sheet,
        "name": sheet.semantic_id,
        "village": this.election.village,
        "round": ROUNDS[this.kind],
        "polling_on": this.polling_on,
        "state_shown": state,
        "state_words": words,
        "photographs": photographs_on(sheet),
        "may_photograph": request.user.role in PHOTOGRAPHS,
    }


def entry(sheet: CountSheet, account: Account, typed: Typed | None) -> dict[str, Any]:
    form = entry_form(sheet, account, typed)
    return {"form": form, "state_shown": State.IN_PROGRESS, "state_words": ACTS[form.ordinal]}


def differing(sheet: CountSheet, typed: Typed | None) -> dict[str, Any]:
    found = difference(sheet, typed)
    squares = len(found.squares)
    return {"difference": found, "state_words": (f"不一致 {squares} 栏", f"{squares} differ")}


def correction(request: AccountRequest, sheet: CountSheet, typed: Typed | None) -> dict[str, Any]:
    own = sheet.reading_by(request.user)
    assert own is not None, "squares are returned to whoever entered them"
    return {
        "look_again": look_again(sheet.squares, tuple(own.returned)),
        "squares": returned_squares(sheet.squares, tuple(own.returned), typed),
    }


def waiting(request: AccountRequest, sheet: CountSheet) -> dict[str, Any]:
    """Whom the sheet waits for, and no figure."""
    entries = list(sheet.entries.all())
    return {
        "entries": [entry for entry in entries if entry.ordinal in (1, 2)],
        "typing": next((entry for entry in entries if entry.finished_at is None), None),
        "to_read_again": [entry.account.name for entry in entries if entry.returned],
        "own": sheet.reading_by(request.user),
        "may_give_up": request.user.role in GIVES_UP and sheet.state in (SheetState.FIRST, SheetState.SECOND),
        **what_follows(request, sheet),
    }


def what_follows(request: AccountRequest, sheet: CountSheet) -> dict[str, Any]:
    """For whoever has done their part of this sheet: the next one that waits for them, and how many there are."""
    if sheet.reading_by(request.user) is None:
        return {}
    left = sheet_list(request.user, MINE, "").lines
    return {"following": left[0] if left else None, "sheets_left": len(left)}


# Entering


@allow(*ENTERS)
@require_POST
def type_squares(request: AccountRequest, name: str) -> HttpResponse:
    """Saves what was typed, a square or the whole form; a page that saves as one types gets the checks back."""
    sheet = sheet_or_404(request, name)
    typed = save_typed(request, sheet)
    if request.htmx:
        sheet = sheet_or_404(request, name)
        context = {**heading(request, sheet), **entry(sheet, request.user, typed)}
        return render(request, "counting/entry_live.html", context)
    if typed.faults:
        return show(request, sheet_or_404(request, name), typed)
    return redirect("sheet", name)


def save_typed(request: AccountRequest, sheet: CountSheet) -> Typed:
    own = sheet.reading_by(request.user)
    typed = read_sheet(sheet.squares, request.POST, own.values if own else {})
    if says_more(typed, own):
        actions.type_figures(sheet, typed.values, explanations=typed.explanations, by=request.user, at=now())
    return typed


def says_more(typed: Typed, own: CountEntry | None) -> bool:
    """Is there anything to save? A whole form is sent once more with what was saved square by square."""
    if own is None or own.finished_at:  # nothing is saved yet, or no more: the act says so
        return bool(typed.values or typed.explanations)
    texts = actions.plain_texts(typed.explanations)
    return any(own.values.get(key) != figure for key, figure in typed.values.items()) or any(
        own.explanations.get(code, "") != text for code, text in texts.items()
    )


@allow(*ENTERS)
@require_POST
def finish(request: AccountRequest, name: str) -> HttpResponse:
    """Saves the form as it was sent and ends the entry."""
    sheet = sheet_or_404(request, name)
    typed = save_typed(request, sheet)
    if typed.faults:
        return show(request, sheet_or_404(request, name), typed)
    at = now()
    sheet = actions.finish_entry(sheet, by=request.user, at=at)
    messages.success(request, finished(sheet) % {"hour": hour(at)})
    return redirect("sheet", name)


def finished(sheet: CountSheet) -> str:
    """What is said when an entry is finished: never which squares differ."""
    match SheetState(sheet.state):
        case SheetState.VERIFIED:
            return _("两次录入一致，已核对，%(hour)s。")
        case SheetState.DIFFERS:
            return _("第二次录入已完成，%(hour)s。两次不完全一致，交第三人对照纸面裁定。")
        case _:
            return _("第一次录入已完成，%(hour)s。等另一位录入人第二次录入。")


@allow(*GIVES_UP)
@require_http_methods(["GET", "POST"])
def give_up(request: AccountRequest, name: str) -> HttpResponse:
    """Asks once, then drops an entry that nobody will finish."""
    sheet = sheet_or_404(request, name)
    typing = next((entry for entry in sheet.entries.all() if entry.finished_at is None), None)
    if request.method == "POST":
        at = now()
        actions.give_up_entry(sheet, by=request.user, at=at)
        messages.success(request, _("这次录入已放弃，%(hour)s。可以由另一位录入人重新录入。") % {"hour": hour(at)})
        return redirect("sheet", name)
    if typing is None:
        return redirect("sheet", name)
    return render(request, "counting/give_up.html", {**heading(request, sheet), "typing": typing})


# Where the two differ


@allow(*RESOLVES)
@require_POST
def resolve(request: AccountRequest, name: str) -> HttpResponse:
    """Takes what a third person read on the paper in the squares that differ."""
    sheet = sheet_or_404(request, name)
    typed = read_sheet(sheet.squares, request.POST, {})
    if typed.faults:
        return show(request, sheet, typed)
    at = now()
    try:
        sheet = actions.resolve_sheet(sheet, typed.values, by=request.user, at=at, explanations=typed.explanations)
    except Refusal as refusal:
        return show(request, sheet_or_404(request, name), typed, refusal)
    if sheet.state == SheetState.RETURNED:
        text = _("已裁定，%(hour)s。与纸面不符的栏已退回录入人，请他们再看一遍纸面。")
    else:
        text = _("已裁定，%(hour)s。这张计票单已核对一致。")
    messages.success(request, text % {"hour": hour(at)})
    return redirect("sheet", name)


@allow(*ENTERS)
@require_POST
def correct(request: AccountRequest, name: str) -> HttpResponse:
    """Takes what a clerk read again in the squares that came back."""
    sheet = sheet_or_404(request, name)
    typed = read_sheet(sheet.squares, request.POST, {})
    if typed.faults:
        return show(request, sheet, typed)
    at = now()
    try:
        sheet = actions.correct_entry(sheet, typed.values, by=request.user, at=at)
    except Refusal as refusal:
        return show(request, sheet_or_404(request, name), typed, refusal)
    messages.success(request, corrected(sheet) % {"hour": hour(at)})
    return redirect("sheet", name)


def corrected(sheet: CountSheet) -> str:
    match SheetState(sheet.state):
        case SheetState.VERIFIED:
            return _("已重新录入，%(hour)s。这张计票单已核对一致。")
        case SheetState.DIFFERS:
            return _("已重新录入，%(hour)s。仍有不一致的栏，交第三人再对照纸面裁定。")
        case _:
            return _("已重新录入，%(hour)s。等另一位录入人再看一遍。")


# The paper


@allow(*PHOTOGRAPHS)
@require_POST
def add_photographs(request: AccountRequest, name: str) -> HttpResponse:
    """Keeps photographs of the signed paper sheet."""
    sheet = sheet_or_404(request, name)
    files, at = request.FILES.getlist("photograph"), now()
    too_large = next((file for file in files if (file.size or 0) > LARGEST_PHOTOGRAPH), None)
    if too_large:
        raise photograph_too_large(too_large.name or "")
    actions.attach_photographs(sheet, (file.read() for file in files), by=request.user, at=at)
    if files:
        messages.success(request, _("照片已存，%(hour)s。") % {"hour": hour(at)})
    return redirect("sheet", name)


def photograph_too_large(name: str) -> BadInput:
    return BadInput(
        f"照片 {name} 超过 20 MB，一张也没有存。请用手机平常的画质拍，或者缩小后再传。",
        f"{name} is larger than 20 MB; none was kept. Take it at the usual quality, or make it smaller.",
    )


@allow(*EVERYONE)
@require_GET
def photograph(request: AccountRequest, name: str, digest: str) -> HttpResponseBase:
    """A photograph of this sheet's paper, to whoever may see the sheet."""
    sheet = sheet_or_404(request, name)
    kept = Attachment.objects.filter(subject=sheet.semantic_id, digest=digest).first()
    path = attachment_path(digest)
    if kept is None or not path.exists():
        raise Http404
    response = FileResponse(path.open("rb"), content_type=kept.media_type)
    title = f"{sheet.place.round.election.village}{sheet.place.name}"
    response.headers["Content-Disposition"] = f"inline; filename*=UTF-8''{quote(title)}-{digest[:8]}"
    response.headers["Cache-Control"] = "private, max-age=600"
    return response
