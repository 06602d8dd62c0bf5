"""Pages of papers: 查公告 for everybody who holds one, the list for the officials of its place, the files.

A paper is rendered only from the context that was frozen when it was issued, so it comes out the same for ever.
"""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from cunxuan.web.policy import public

from .actions import printed_context
from .papers import file_of
from .queries import checked, filters_of, lines, may_read, paper_with, papers_of

PAGE = 50


@public
@require_GET
def papers(request: HttpRequest) -> HttpResponse:
    """Takes a check code from anybody; officials have the list of their place's papers below."""
    typed = request.GET.get("code", "").strip()[:40]
    paper = paper_with(typed) if typed else None
    if paper:
        return redirect("paper", paper.check_code)
    return the_list(request, unknown=typed)


def the_list(request: HttpRequest, *, unknown: str = "") -> HttpResponse:
    """The page of papers; `unknown` is a code that no paper has."""
    context: dict[str, Any] = {"nav": "papers", "unknown": unknown}
    if request.user.is_authenticated:
        wanted, form_id = request.GET.get("q", "").strip()[:40], request.GET.get("form", "")
        page = Paginator(papers_of(request.user, wanted, form_id), PAGE).get_page(request.GET.get("page"))
        context |= {
            "page": page,
            "lines": lines(page.object_list),
            "wanted": wanted,
            "chosen": form_id,
            "filters": filters_of(request.user, wanted),
        }
    return render(request, "records/papers.html", context, status=404 if unknown else 200)


@public
@require_GET
def paper(request: HttpRequest, code: str) -> HttpResponse:
    """What is kept of the paper with this check code."""
    found = paper_with(code)
    if found is None:
        return the_list(request, unknown=code[:40])
    if code != found.check_code:
        return redirect("paper", found.check_code)
    context = {"nav": "papers", "check": checked(found, request.user), "readable": may_read(found, request.user)}
    return render(request, "records/paper.html", context)


@public
@require_GET
def paper_pdf(request: HttpRequest, code: str) -> HttpResponse:
    return paper_file(request, code, "pdf")


@public
@require_GET
def paper_word(request: HttpRequest, code: str) -> HttpResponse:
    return paper_file(request, code, "word")


def paper_file(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """The paper as a file that carries its Chinese name."""
    found = paper_with(code)
    if found is None or not may_read(found, request.user):
        raise Http404
    return file_of(found.form_id, printed_context(found), kind)
