"""Pages of files: the one that goes to the telecom office, lists of numbers, receipts, what is wrong with them."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from cunxuan.elections.views import EITHER_WAY
from cunxuan.formats.telephones import Problem
from cunxuan.offices.models import Division, Level
from cunxuan.offices.policy import EVERYONE, AccountRequest, allow
from cunxuan.web.clock import now
from cunxuan.web.downloads import MEDIA, download
from cunxuan.web.templatetags.cx import number

from . import file_actions, sending_files
from .models import FileState, Holds, SentFile
from .texts import SHORT
from .views import SENDERS, sending_of, together_of

LARGEST = 16 * 1024 * 1024
PROBLEMS, FILES = 50, 30
#: By the end of the address: the ending of the name, and its type.
ENDINGS = {
    "xlsx": ("xlsx", MEDIA["xlsx"]),
    "gbk": ("csv", "text/csv; charset=gb18030"),
    "utf8": ("csv", MEDIA["csv"]),
}


@allow(*SENDERS)
@require_GET
def sending_file(request: AccountRequest, pk: int, ending: str) -> HttpResponse:
    """Number and text of everybody who waits; not given out any more once it was handed over."""
    if ending not in ENDINGS:
        raise Http404
    this = sending_of(request, pk)
    made = sending_files.refuse_unless_made(together_of(request, this))
    rows = sending_files.rows_of(made)
    content = sending_files.as_workbook(rows) if ending == "xlsx" else sending_files.as_csv(rows, ending)
    place = this.election.village.name if len(made) == 1 else request.user.division.name
    return not_kept(content, f"{place}短信-{SHORT[this.kind][0]}", *ENDINGS[ending])


def not_kept(content: bytes, name: str, ending: str, media: str) -> HttpResponse:
    """A file of telephone numbers, of which no browser keeps a copy of its own."""
    response = download(content, name, ending, media=media)
    response.headers["Cache-Control"] = "private, no-store"
    return response


# -- files that come in ----------------------------------------------------------------------------------------------


@allow(*EVERYONE)
@require_http_methods(EITHER_WAY)
def telephones(request: AccountRequest) -> HttpResponse:
    """Lists of numbers of the account's place: one to be sent in, and what became of the others."""
    if request.method == "POST":
        content = sent_in(request)
        if content is None:
            return redirect("telephones")
        made = file_actions.receive_numbers(
            request.user.division, content.name or "", content.read(), by=request.user.username, at=now()
        )
        return redirect("telephone_file", made.pk)
    files = SentFile.objects.of(request.user).filter(holds=Holds.NUMBERS).select_related("scope")[:FILES]
    only_one = request.user.division.level == Level.VILLAGE
    return render(request, "outreach/telephones.html", {"nav": "preparation", "files": files, "only_one": only_one})


@allow(*SENDERS)
@require_POST
def receipts(request: AccountRequest, pk: int) -> HttpResponse:
    """The telecom office's receipts and replies of what was sent together."""
    this = sending_of(request, pk)
    content = sent_in(request)
    if content is None:
        return redirect("sending", pk)
    together = together_of(request, this)
    scope: Division = this.election.village if len(together) == 1 else request.user.division
    made = file_actions.receive_receipts(
        this, scope, content.name or "", content.read(), by=request.user.username, at=now()
    )
    return redirect("telephone_file", made.pk)


def sent_in(request: AccountRequest) -> UploadedFile[bytes] | None:
    """The file that was chosen; None with a sentence where there is none, or it is too large."""
    content = request.FILES.get("list")
    if content is None:
        messages.error(request, _("还没有选文件。请选一个 Excel 或者 CSV 文件再上传。"))
        return None
    if (content.size or 0) > LARGEST:
        name = file_actions.name_of(content.name or "")
        values = {"name": name, "largest": LARGEST // 1024**2}
        messages.error(request, _("“%(name)s”超过 %(largest)d MB，没有上传。请分成几个文件。") % values)
        return None
    return content


def file_of(request: AccountRequest, pk: int) -> SentFile:
    found = SentFile.objects.of(request.user).select_related("scope__parent__parent", "sending").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@allow(*EVERYONE)
@require_GET
def telephone_file(request: AccountRequest, pk: int) -> HttpResponse:
    """What was read: so many rows can be taken, and of every other the cell, what is wrong and what to do."""
    file = file_of(request, pk)
    problems = [Problem(**one) for one in file.problems]
    context: dict[str, Any] = {
        "nav": "preparation",
        "file": file,
        "village": file.scope if file.scope.level == Level.VILLAGE else None,
        "numbers": file.holds == Holds.NUMBERS,
        "waiting": file.state == FileState.WAITING,
        "is_kept": file_actions.TELEPHONES.is_kept(file),
        "problems": Paginator(problems, PROBLEMS).get_page(request.GET.get("page")),
        "total": len(problems),
    }
    return render(request, "outreach/telephone_file.html", context)


@allow(*EVERYONE)
@require_POST
def take_telephone_file(request: AccountRequest, pk: int) -> HttpResponse:
    """Takes in every row that nothing speaks against."""
    file = file_of(request, pk)
    if request.POST.get("sure") != "yes":
        return redirect("telephone_file", pk)
    file_actions.take_file(file, by=request.user.username, at=now())
    numbers = file.holds == Holds.NUMBERS
    said = _("已记入 %(count)s 个电话号码。") if numbers else _("已记入 %(count)s 条回执和回复。")
    messages.success(request, said % {"count": number(file.accepted)})
    return redirect("telephone_file", pk)


@allow(*EVERYONE)
@require_POST
def cancel_telephone_file(request: AccountRequest, pk: int) -> HttpResponse:
    """The content is deleted; what was taken from it stays."""
    file = file_of(request, pk)
    if request.POST.get("sure") != "yes":
        return redirect("telephone_file", pk)
    file_actions.cancel_file(file, by=request.user.username, at=now())
    messages.success(request, _("“%(name)s”的内容已经删除。") % {"name": file.name})
    return redirect("sending", file.sending_id) if file.sending_id else redirect("telephones")


@allow(*EVERYONE)
@require_GET
def returned_telephone_file(request: AccountRequest, pk: int) -> HttpResponse:
    """The same workbook with each cell to correct in red and the reason beside it."""
    file = file_of(request, pk)
    with TemporaryDirectory() as folder:
        content = file_actions.returned_file(file, Path(folder) / "returned.xlsx").read_bytes()
    return not_kept(content, _("%(name)s-要改正的地方") % {"name": Path(file.name).stem}, *ENDINGS["xlsx"])
