"""What stands between every request and its view: nothing unreadable goes in, no answer lies in a cache that is shared.

A refusal or an unusable input, raised anywhere in a view, becomes something that a person can read and act on.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from cunxuan.core.errors import BadInput, Refusal
from cunxuan.web.problems import answer, refused, unusable

Answer = Callable[[HttpRequest], HttpResponseBase]


class RefusalMiddleware:
    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refusal):
            return answer(request, refused(exception))
        if isinstance(exception, BadInput):
            return answer(request, unusable(exception))
        return None


class NotSharedMiddleware:
    """What one person was shown is kept for nobody else: no cache between here and the browser may hand it out.

    The browser keeps it for going back, because that is how a form that was refused still holds what was typed;
    signing out clears it (see offices.views). A page that should not stay even so says `no-store` itself.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response


class ReadableMiddleware:
    """Refuses what no page, paper or database could take, before a view reads it."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if length_of(request) > settings.LARGEST_REQUEST:  # before the body is read: it fills no memory and no disk
            return answer(request, unusable(too_large()))
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        if is_unreadable(request.path):
            raise Http404
        if any(map(is_unreadable, texts_sent(request))):
            return answer(request, unusable(invisible_character()))
        return None


def length_of(request: HttpRequest) -> int:
    """As Django reads it: what is no number announces no body."""
    try:
        return int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return 0


def too_large() -> BadInput:
    most = settings.LARGEST_REQUEST // 1024 // 1024
    return BadInput(
        f"一次送来的内容超过 {most} MB，没有存。请分几次送，照片可以缩小后再传。",
        f"More than {most} MB were sent at once; nothing was kept. Send it in parts, or make the photographs smaller.",
    )


def texts_sent(request: HttpRequest) -> Iterator[str]:
    """Names and values of the address and of the form."""
    for sent in (request.GET, request.POST):
        for name, values in sent.lists():
            yield name
            yield from map(str, values)


#: Codes that will never be characters: the last two of each plane, and 32 in the midst of the first.
NEVER = (
    "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)) + "\ufdd0-\ufdef"
)
#: Control characters but tab and line feed, halves of a pair, and those: neither XML nor PostgreSQL takes them all.
UNREADABLE = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff{NEVER}]")


def is_unreadable(text: str) -> bool:
    """Has it a character that is none?"""
    return UNREADABLE.search(text) is not None


def invisible_character() -> BadInput:
    return BadInput(
        "填的内容里有看不见的控制字符，没有存。请不要粘贴，重新打一遍。",
        "There is an invisible control character in what was sent; nothing was kept. Type it anew instead of pasting.",
    )
