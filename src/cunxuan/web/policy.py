"""The policy of a page that anyone may read. Whom the other pages are for is offices.policy's to say."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.http.response import HttpResponseBase

View = TypeVar("View", bound=Callable[..., HttpResponseBase])


def public(view: View) -> View:
    """Anyone may read this page: villagers, without an account."""
    marked: Any = view
    marked.policy = "public"
    return view
