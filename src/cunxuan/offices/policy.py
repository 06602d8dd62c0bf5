"""Who may use which page. Every view carries its policy; a test fails for one that has none."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase

from cunxuan.core.errors import Refusal
from cunxuan.web.policy import public as public

from .models import Account, Role


class AccountRequest(HttpRequest):
    """A request that has passed `allow`: somebody is signed in."""

    user: Account
    htmx: Any


def allow(*roles: str) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Only accounts in one of these roles; what they see inside is decided by the place of the account."""

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return sign_in_first(request)
            if request.user.role not in roles:
                raise not_your_role(roles)
            return view(request, *args, **kwargs)

        checked.policy = roles  # type: ignore[attr-defined]
        return checked

    return decorate


def sign_in_first(request: HttpRequest) -> HttpResponseBase:
    """The login page, and from there back; a part of a page that refreshes itself sends the whole page there."""
    if request.headers.get("HX-Request"):
        whole = urlsplit(request.headers.get("HX-Current-URL", ""))
        back = urlencode({"next": urlunsplit(("", "", whole.path, whole.query, ""))}) if whole.path else ""
        return HttpResponse(status=401, headers={"HX-Redirect": f"/login?{back}" if back else "/login"})
    return redirect_to_login(request.get_full_path())


#: Whom to ask, in an English sentence.
IN_ENGLISH = {
    Role.COUNTY: "the county office",
    Role.TOWNSHIP: "township review",
    Role.CLERK: "a clerk",
    Role.COMMITTEE: "the election committee",
}


def not_your_role(roles: tuple[str, ...]) -> Refusal:
    names = "、".join(str(Role(role).label) for role in roles)
    return Refusal(
        "NOT_YOUR_ROLE",
        "这一步不由您的岗位办理。",
        f"请由{names}办理。",
        "This step does not belong to your post.",
        f"Ask {' or '.join(IN_ENGLISH[Role(role)] for role in roles)}.",
    )


EVERYONE = (Role.COUNTY, Role.TOWNSHIP, Role.CLERK, Role.COMMITTEE)
