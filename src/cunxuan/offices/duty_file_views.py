"""A workbook of duties in the browser: dropped, what it says and what is wrong, given back in red, taken in."""

from __future__ import annotations

from pathlib import Path

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cunxuan.core.errors import BadInput
from cunxuan.web.clock import now, today
from cunxuan.web.downloads import download
from cunxuan.web.templatetags.cx import either

from . import duty_file_actions as actions
from .duties_views import EITHER_WAY, NAMES, by
from .duties_words import KINDS
from .models import DutyFile
from .policy import AccountRequest, allow

LARGEST = 4 * 1024 * 1024
PROBLEMS = 100


@allow(*NAMES)
@require_http_methods(EITHER_WAY)
def duties_import(request: AccountRequest) -> HttpResponse:
    """Where a workbook is dropped, and those that were sent and are not put away."""
    if request.method == "POST":
        file = receive(request)
        if file is None:  # the script that sent it opens the page again, which says why
            return HttpResponse(status=204) if request.htmx else redirect("duties_import")
        return redirect("duty_file", file.pk)
    files = DutyFile.objects.of(request.user).filter(put_away_at__isnull=True).select_related("place")
    return render(request, "offices/duties_import.html", {"nav": "preparation", "files": files[:30]})


def receive(request: AccountRequest) -> DutyFile | None:
    """One sentence where the file cannot be used; nothing is kept of it then."""
    sent = request.FILES.get("table")
    if sent is None:
        messages.error(request, _("还没有选文件。请选责任表的 Excel 文件再上传。"))
        return None
    if (sent.size or 0) > LARGEST:
        messages.error(request, _("文件超过 4 MB，不像责任表。请删去图片和多余的表，再上传。"))
        return None
    try:
        return actions.receive_duty_file(request.user.division, sent.name or "", sent.read(), **by(request))
    except BadInput as wrong:
        messages.error(request, str(either(wrong.text, wrong.text_en)))
        return None


@allow(*NAMES)
@require_GET
def duty_file(request: AccountRequest, pk: int) -> HttpResponse:
    """What was read, what is wrong at which cell, what somebody has to say yes to, and what can be taken in."""
    file = file_of(request, pk)
    read, found = actions.checked(file, today())
    shown = {
        "nav": "preparation",
        "file": file,
        "read": read,
        "found": found,
        "kinds": [(KINDS[kind], number) for kind, number in found.kinds.items()],
        "page": Paginator(found.wrong, PROBLEMS).get_page(request.GET.get("page")),
        "to_agree": [one for one in found.warnings if one.open],
        "agreed": [one for one in found.warnings if one.agreed],
    }
    return render(request, "offices/duty_file.html", shown)


def file_of(request: AccountRequest, pk: int) -> DutyFile:
    file = DutyFile.objects.of(request.user).select_related("place").filter(pk=pk).first()
    if file is None:
        raise Http404
    return file


@allow(*NAMES)
@require_POST
def duty_file_agree(request: AccountRequest, pk: int) -> HttpResponse:
    file = file_of(request, pk)
    asked = {one.key for one in actions.checked(file, today())[1].warnings if one.open}
    chosen = asked.intersection(request.POST.getlist("agreed"))
    if chosen:
        actions.agree_to(file, chosen, **by(request))
    else:
        messages.error(request, _("没有选要照此办理的提醒。"))
    return redirect("duty_file", pk)


@allow(*NAMES)
@require_POST
def duty_file_take(request: AccountRequest, pk: int) -> HttpResponse:
    file = file_of(request, pk)
    if request.POST.get("sure") != "yes":
        return redirect("duty_file", pk)
    found = actions.take_duty_file(file, today=today(), **by(request))
    said = _("已记入 %(count)d 项责任，%(rejected)d 行还要改正。")
    messages.success(request, said % {"count": len(found.named), "rejected": found.rejected})
    return redirect("duty_file", pk)


@allow(*NAMES)
@require_GET
def duty_file_returned(request: AccountRequest, pk: int) -> HttpResponse:
    """The same workbook with each cell to correct in red and the reason beside it."""
    file = file_of(request, pk)
    name = _("%(name)s-要改正的地方") % {"name": Path(file.name).stem}
    return download(actions.returned(file, today()), name, "xlsx")


@allow(*NAMES)
@require_POST
def duty_file_put_away(request: AccountRequest, pk: int) -> HttpResponse:
    file = file_of(request, pk)
    if request.POST.get("sure") != "yes":
        return redirect("duty_file", pk)
    actions.put_away(file, by=request.user.username, at=now())
    messages.success(request, _("“%(name)s”已收起，已经记入的不受影响。") % {"name": file.name})
    return redirect("duties_import")
