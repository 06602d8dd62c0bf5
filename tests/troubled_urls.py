"""Pages on which something goes wrong, beside those of the application that need no other app."""

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpResponse
from django.template import RequestContext, Template
from django.urls import include, path

from cunxuan.core.errors import BadInput, Refusal
from cunxuan.offices.models import Role
from cunxuan.offices.policy import EVERYONE, allow, public

TYPING = """{% extends "web/base.html" %}{% block title %}填写{% endblock %}{% block content %}
<form method="post" action="/refused">{% csrf_token %}<input id="typed" name="typed" aria-label="数">
<button class="refuse">交</button><button class="quiet" type="button" hx-post="/refused">存</button></form>
{% endblock %}"""


@public
def refused(request):
    raise Refusal(
        "TWO_PEOPLE", "两次录入须由不同的人完成。", "请另一位录入人登录。", "Two people enter.", "Ask the other."
    )


@public
def refused_there(request, code):
    """An act on a village."""
    return refused(request)


@allow(Role.COUNTY)
def of_the_county(request):
    return HttpResponse("县")


@public
def unusable(request):
    raise BadInput("第 14 行 C 列：身份证号校验位不对，请对照户口簿。", "Row 14, column C: the check digit is wrong.")


@public
def broken(request):
    raise ValueError("张三 140824199001010012")


@public
def broken_because_of_another(request):
    try:
        raise KeyError("李四")
    except KeyError as error:
        raise ValueError("张三") from error


@public
def missing(request):
    raise Http404("柳树村")


@public
def denied(request):
    raise PermissionDenied


@public
def suspicious(request):
    raise SuspiciousOperation


@public
def typed(request):
    return HttpResponse("存了")


@allow(*EVERYONE)
def typing(request):
    """A page with a form whose act is refused, sent by the browser or by htmx."""
    return HttpResponse(Template(TYPING).render(RequestContext(request)))


@allow(*EVERYONE)
def board(request):
    return HttpResponse("板")


urlpatterns = [
    path("refused", refused),
    path("v/<str:code>/refused", refused_there),
    path("of-the-county", of_the_county, name="villages"),
    path("unusable", unusable),
    path("broken", broken),
    path("broken-twice", broken_because_of_another),
    path("missing", missing),
    path("denied", denied),
    path("suspicious", suspicious),
    path("typed", typed),
    path("typing", typing),
    path("board", board, name="board"),
    path("village/<str:code>", board, name="village"),
    path("", include("cunxuan.offices.urls")),
]
handler400 = "cunxuan.web.views.unreadable"
handler403 = "cunxuan.web.views.forbidden"
handler404 = "cunxuan.web.views.not_found"
handler500 = "cunxuan.web.views.fault"
