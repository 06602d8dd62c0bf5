"""Signing in and out, the reader's own choices, and finding a village."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from axes.helpers import get_cool_off, get_failure_limit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from cunxuan.core.ids import holds_id_number
from cunxuan.web.clock import now
from cunxuan.web.context import LARGE_LETTERS_COOKIE, menu_of
from cunxuan.web.finders import parts
from cunxuan.web.templatetags.cx import hour

from .actions import change_password
from .forms import PasswordForm, SignInForm
from .models import Account
from .policy import EVERYONE, AccountRequest, allow, public
from .queries import matching_villages

A_YEAR = 365 * 24 * 3600
DROP_DOWN = 10
PAGE = 50


@public
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    form = SignInForm(request.POST or None)
    if request.user.is_authenticated:
        return redirect(after_sign_in(request))
    if form.is_valid():
        account = authenticate(request, **form.cleaned_data)
        if account is not None:
            login(request, account)  # a new session key: one that somebody planted before is worth nothing
            return redirect(after_sign_in(request))
        form.add_error(None, wrong_password(request))
    shown = {
        "form": form,
        "asked_for": request.GET.get("next", "/") != "/" and not form.is_bound,
        "expired": "expired" in request.GET and not form.is_bound,
        "nobody_yet": not Account.objects.exists(),
    }
    return render(request, "offices/sign_in.html", shown)


def after_sign_in(request: HttpRequest) -> str:
    """The page that was asked for, or the first one of this account's menu."""
    first = next(iter(menu_of(request)), None)
    return wanted_page(request, request.GET.get("next", ""), first.url if first else "/")


def wanted_page(request: HttpRequest, wanted: str, otherwise: str) -> str:
    """An address of ours; a link that leads out of the program is not followed."""
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe and wanted.startswith("/") else otherwise


def wrong_password(request: HttpRequest) -> str:
    """One sentence for a wrong account and for a wrong password, and how often it may still be tried."""
    left = get_failure_limit(request, None) - getattr(request, "axes_failures_since_start", 0)
    text = _("账号或者密码不对。再错 %(left)d 次，这个账号停 %(minutes)d 分钟。")
    return text % {"left": left, "minutes": get_cool_off(request).total_seconds() // 60}


def locked(request: HttpRequest, response: HttpResponse, credentials: dict[str, Any] | None) -> HttpResponse:  # noqa: ARG001
    """What django-axes shows in place of the sign-in page after too many wrong passwords."""
    context = {
        "username": (credentials or {}).get("username", ""),
        "failure_limit": get_failure_limit(request, credentials),
        "again_at": now() + get_cool_off(request),
    }
    return render(request, "web/locked.html", context, status=429)


@allow(*EVERYONE)
@require_POST
def sign_out(request: AccountRequest) -> HttpResponse:
    logout(request)
    response = redirect("login")
    response.headers["Clear-Site-Data"] = '"cache"'  # whoever sits here next does not go back to these pages
    return response


@allow(*EVERYONE)
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password(request: AccountRequest) -> HttpResponse:
    form = PasswordForm(request, request.POST or None)
    if form.is_valid():
        at = now()
        change_password(request.user, password=form.cleaned_data["new"], by=request.user.username, at=at)
        update_session_auth_hash(request, request.user)  # this session goes on, all others end
        messages.success(request, _("密码已改，%(hour)s。别处的登录都已退出。") % {"hour": hour(at)})
        return redirect("password")
    return render(request, "offices/password.html", {"form": form})


@public
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    chosen = request.POST.get("language", "")
    known = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    return remember(request, settings.LANGUAGE_COOKIE_NAME, known)


@public
@require_POST
def letters(request: HttpRequest) -> HttpResponse:
    return remember(request, LARGE_LETTERS_COOKIE, "1" if request.POST.get("large") == "1" else "0")


def remember(request: HttpRequest, cookie: str, choice: str) -> HttpResponse:
    """A choice of whoever sits at this machine, signed in or not."""
    response = redirect(wanted_page(request, request.POST.get("next", ""), "/"))
    response.set_cookie(cookie, choice, max_age=A_YEAR, secure=settings.SECURE, httponly=True, samesite="Lax")
    return response


@allow(*EVERYONE)
@require_http_methods(["GET", "POST"])
def search(request: AccountRequest) -> HttpResponse:
    """While one types the first ten, under the field; with Enter all of them, or the only one itself.

    The bar sends what is typed in the body: it may be a person's name, which stays out of addresses and histories.
    """
    typed = request.POST.get("q", request.GET.get("q", "")).strip()[:40]
    wanted = "" if holds_id_number(typed) else typed  # nobody's number is written back onto the page
    villages = matching_villages(request.user, wanted)
    others = parts(request.user, typed, DROP_DOWN)
    if request.htmx:
        more = villages.count() - DROP_DOWN
        context = {"wanted": wanted, "villages": villages[:DROP_DOWN], "more": more, "others": others}
        return render(request, "offices/found.html", context)
    page = Paginator(villages, PAGE).get_page(request.GET.get("page"))
    if page.paginator.count == 1 and not others:
        return redirect(reverse("village", args=[page[0].code]))
    if request.method == "POST" and page.has_other_pages():  # pages of a list have an address
        return redirect(f"{reverse('search')}?{urlencode({'q': wanted})}")
    context = {"wanted": wanted, "page": page, "count": page.paginator.count, "others": others}
    return render(request, "offices/search.html", context)
