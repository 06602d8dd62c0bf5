"""What every page knows besides its own subject: the menu of this account, the reader's choices, whether it is real."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, resolve, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

LARGE_LETTERS_COOKIE = "cx_large"
#: In the order of the bar. The first word is the name of the page's address and what a view passes as `nav`.
MENU = (
    ("board", _("指挥台")),
    ("preparation", _("准备")),
    ("villages", _("村庄")),
    ("find_people", _("找人")),
    ("counting", _("计票")),
    ("tasks", _("任务")),
    ("papers", _("文书")),
    ("law", _("法规")),
)


@dataclass(frozen=True, slots=True)
class MenuItem:
    nav: str
    word: object
    url: str


def page(request: HttpRequest) -> dict[str, Any]:
    return {
        "menu": SimpleLazyObject(lambda: menu_of(request)),
        "large_letters": request.COOKIES.get(LARGE_LETTERS_COOKIE) == "1",
        **standing(),
    }


def standing() -> dict[str, Any]:
    """What does not depend on the reader; enough to draw a page when the database cannot be asked."""
    return {"rehearsal": settings.REHEARSAL, "invented": bool(settings.REHEARSAL and settings.TODAY)}


def menu_of(request: HttpRequest) -> tuple[MenuItem, ...]:
    """The pages that this account may open. A page without a policy of roles is not offered to anyone."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return ()
    items = (MenuItem(nav, word, address(nav)) for nav, word in MENU)
    return tuple(item for item in items if item.url and may_open(user.role, item.url))


def address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def may_open(role: str, url: str) -> bool:
    """Whether the view at this address is for everybody or names this role."""
    policy = getattr(resolve(url).func, "policy", ())
    return policy == "public" or role in policy
