"""Lists of residents in the browser: dropped, read, their repairs agreed to, given back in red, taken in, cancelled.

Whoever may see a place may send in its lists: its election committee, the township, the clerks, the county. A list of
a whole township or county names its villages in a column.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cunxuan.elections.views import EITHER_WAY
from cunxuan.offices.models import Division, Level
from cunxuan.offices.policy import EVERYONE, AccountRequest, allow
from cunxuan.web.clock import now
from cunxuan.web.downloads import download

from . import file_actions as actions
from .file_queries import kinds_of, problems_of, repairs_of, shown, shown_all
from .models import ListState, ResidentsFile, SamePerson

#: A county of 340,000 people comes to less than half of it.
LARGEST = 64 * 1024 * 1024
PAGE, PROBLEMS = 30, 50


# -- the lists ----------------------------------------------------------------------------------------------------


@allow(*EVERYONE)
@require_http_methods(EITHER_WAY)
def lists(request: AccountRequest) -> HttpResponse:
    """Every list of the account's place; a list sent in here may be of several villages."""
    files = ResidentsFile.objects.of(request.user).select_related("scope")
    return lists_page(request, request.user.division, files)


@allow(*EVERYONE)
@require_http_methods(EITHER_WAY)
def village_lists(request: AccountRequest, code: str) -> HttpResponse:
    """The lists of one village, which need no column of codes."""
    village = Division.objects.villages().filter(pk=code, code__startswith=request.user.division_id).first()
    if village is None:
        raise Http404
    return lists_page(request, village, ResidentsFile.objects.of(request.user).filter(scope=village))


def lists_page(request: AccountRequest, scope: Division, files: QuerySet[ResidentsFile]) -> HttpResponse:
    if request.method == "POST":
        receive(request, scope)
        return HttpResponse(status=204) if request.htmx else redirect(request.path)
    page = Paginator(files, PAGE).get_page(request.GET.get("page"))
    found = shown_all(page)
    context = {
        **placed(scope),
        "page": page,
        "lists": found,
        "unsettled": any(one.unsettled for one in found),
        "largest": LARGEST // 1024**2,
        "twice": SamePerson.objects.of(request.user).filter(decided_on__isnull=True).count(),
    }
    return render(request, "roll/files_found.html" if request.htmx else "roll/files.html", context)


def receive(request: AccountRequest, scope: Division) -> None:
    """Keeps what was dropped and begins to read it; a file that is too large is named, the others are taken."""
    sent = request.FILES.getlist("list")
    for content in sent:
        name = actions.name_of(content.name or "")
        if (content.size or 0) > LARGEST:
            messages.error(request, too_large(name))
            continue
        file = actions.receive_file(scope, name, content.read(), by=request.user.username, at=now())
        actions.begin_reading(file)
    if not sent:
        messages.error(request, _("还没有选文件。请选一个或者几个名册文件再上传。"))


def too_large(name: str) -> str:
    largest = LARGEST // 1024**2
    return _("“%(name)s”超过 %(largest)d MB，没有上传。请删去图片，或者按乡镇分成几个文件。") % {
        "name": name,
        "largest": largest,
    }


def placed(scope: Division) -> dict[str, Any]:
    """Where the page lies; a village's has its own tabs."""
    return {"nav": "villages", "scope": scope, "village": scope if scope.level == Level.VILLAGE else None}


# -- one list -----------------------------------------------------------------------------------------------------


@allow(*EVERYONE)
@require_GET
def list_file(request: AccountRequest, pk: int) -> HttpResponse:
    """One list: while it is worked on how far that has come, then its numbers, its repairs, its problems."""
    file = file_of(request, pk)
    one = shown(file)
    context: dict[str, Any] = {**placed(file.scope), "one": one}
    if request.htmx:
        response = render(request, "roll/file_at_work.html", context)
        if not one.unsettled:
            response.headers["HX-Refresh"] = "true"  # it is read, or taken: the page says what came of it
        return response
    if file.state in (ListState.WAITING, ListState.TAKEN):
        show, text = request.GET.get("show", ""), request.GET.get("q", "").strip()[:40]
        rows = problems_of(file, show=show, text=text)
        context |= {
            "repairs": repairs_of(file) if one.waiting else (),
            "kinds": kinds_of(file),
            "problems": Paginator(rows, PROBLEMS).get_page(request.GET.get("page")),
            "agreed": file.problems.filter(accepted=True).count(),
            "total": sum(file.said.get("kinds", {}).values()),
            "all_repairs": sum(file.said.get("repairs", {}).values()),
            "show": show,
            "text": text,
        }
    return render(request, "roll/file.html", context)


@allow(*EVERYONE)
@require_POST
def agree_to_repairs(request: AccountRequest, pk: int) -> HttpResponse:
    """One click agrees to a kind; ticks agree to single cells. The list is read again with them."""
    file = file_of(request, pk)
    kinds = request.POST.getlist("kind")
    cells = [int(one) for one in request.POST.getlist("cell") if one.isdecimal() and len(one) < 12]
    problems = file.problems.filter(pk__in=cells, repair=True, accepted=False)
    known = set(file.said.get("repairs", {}))
    if not known.intersection(kinds) and not problems:
        messages.error(request, _("还没有选要同意的修正。请先勾选，或者点“同意这一类”。"))
        return redirect("list_file", pk)
    by: dict[str, Any] = {"by": request.user.username, "at": now()}
    actions.accept_repairs(file, kinds=known.intersection(kinds), problems=problems, **by)
    actions.begin_reading(file)
    messages.success(request, _("已记下您同意的修正，名册正在照此重新读取。"))
    return redirect("list_file", pk)


@allow(*EVERYONE)
@require_POST
def read_list_again(request: AccountRequest, pk: int) -> HttpResponse:
    file = file_of(request, pk)
    if actions.broken_off(file):
        actions.begin_reading(file)
    return redirect("list_file", pk)


@allow(*EVERYONE)
@require_http_methods(EITHER_WAY)
def take_list(request: AccountRequest, pk: int) -> HttpResponse:
    """Asks once, with what will happen; then takes in everybody whom nothing speaks against."""
    file = file_of(request, pk)
    one = shown(file)
    if request.POST.get("sure") == "yes":
        actions.begin_taking(file, by=request.user.username, at=now())
        return redirect("list_file", pk)
    if not one.waiting:
        return redirect("list_file", pk)
    return render(request, "roll/file_take.html", {**placed(file.scope), "one": one})


@allow(*EVERYONE)
@require_POST
def cancel_list(request: AccountRequest, pk: int) -> HttpResponse:
    """Its content is deleted; whoever was taken in from it stays."""
    file = file_of(request, pk)
    if request.POST.get("sure") != "yes":
        return redirect("list_file", pk)
    taken = file.state == ListState.TAKEN
    actions.cancel_file(file, by=request.user.username, at=now())
    said = _("“%(name)s”的内容已经删除，已导入的人不受影响。") if taken else _("“%(name)s”已取消，内容已经删除。")
    messages.success(request, said % {"name": file.name})
    if file.scope.level == Level.VILLAGE:
        return redirect("village_lists", file.scope_id)
    return redirect("lists")


@allow(*EVERYONE)
@require_GET
def returned_list(request: AccountRequest, pk: int) -> HttpResponse:
    """The same workbook with each cell to correct in red and the reason beside it."""
    file = file_of(request, pk)
    actions.refuse_unless(file, ListState.WAITING, ListState.TAKEN)
    with TemporaryDirectory() as folder:
        content = actions.returned_file(file, Path(folder) / "returned.xlsx").read_bytes()
    return download(content, _("%(name)s-要改正的地方") % {"name": Path(file.name).stem}, "xlsx")


def file_of(request: AccountRequest, pk: int) -> ResidentsFile:
    file = ResidentsFile.objects.of(request.user).select_related("scope__parent__parent").filter(pk=pk).first()
    if file is None:
        raise Http404
    return file
