"""Pages for what went wrong. Each says what became of the reader's work and what to do; none shows a traceback."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from cunxuan.web import faults
from cunxuan.web.problems import NOT_YOUR_ROLE, Problem, answer


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  Django's signature
    text = _("送来的内容读不出来，或者文件太大（最大 8 MB）。")
    return answer(request, Problem(400, "UNREADABLE", _("没有存上"), text, _("请检查后再送一次。"), "late"))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    text = _("这一步不由您的岗位办理。")
    return answer(request, Problem(403, NOT_YOUR_ROLE, _("不由您办理"), text, _("请问县换届办由谁办理。")))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """The same page for what is not there and for what is not the reader's."""
    text = _("地址可能写错了，或者这一页不归您的账号看。")
    return answer(request, Problem(404, "NOT_FOUND", _("没有这一页"), text, _("请核对地址，或者从首页进入。"), "plain"))


def fault(request: HttpRequest) -> HttpResponse:
    number = faults.record(request)
    if request.method in {"GET", "HEAD"}:
        title, text = _("没有打开"), _("这一页没有打开。")
        way_out = _("请再试一次；仍不行请打镇换届办电话，编号 %(number)s。") % {"number": number}
    else:
        title, text = _("没有存上"), _("没有存上，您填的还在。")
        way_out = _("请再按一次；仍不行请打镇换届办电话，编号 %(number)s。") % {"number": number}
    return answer(request, Problem(500, number, title, text, way_out, "late"), unaided=True)


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """Django's protection against forged forms said no: almost always a page that was left open too long."""
    text = _("这一页开得太久，登录已经换过，没有存上。您填的还在。")
    way_out = _("请回到刚才那一页再按一次；仍不行，请先抄下所填内容，再重新打开这一页。")
    return answer(request, Problem(403, "STALE_FORM", _("没有存上"), text, way_out, "late"))
