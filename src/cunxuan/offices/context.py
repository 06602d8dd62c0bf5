"""What the bar of every page says about place and post; asked of the database only when a page draws its bar."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from .queries import county_of, post_of


def office(request: HttpRequest) -> dict[str, Any]:
    user = getattr(request, "user", None)
    account = user if user is not None and user.is_authenticated else None
    return {
        "county": SimpleLazyObject(lambda: county_of(account)),
        "post": SimpleLazyObject(lambda: post_of(account)) if account else None,
    }
