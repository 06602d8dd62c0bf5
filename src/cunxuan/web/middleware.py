"""What stands between every request and its view: nothing unreadable goes in, no answer lies in a cache that is shared.

A refusal or an unusable input, raised anywhere in a view, becomes something that a person can read and act on.
"""

from __future__ import annotations

import unicodedata
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
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdecimal() and len(length) < 20 else 0  # as Django: no number is no body


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


def is_unreadable(text: str) -> bool:
    """Has it a character that is none: a control character, half of a pair, a code that will never be a character?"""
    if text.isascii() and text.isprintable():
        return False
    return any((char not in "\t\r\n" and unicodedata.category(char) in ("Cc", "Cs")) or is_never(char) for char in text)


def is_never(char: str) -> bool:
    """U+FFFE, U+FFFF and their like, which XML, and with it a Word file, may not hold."""
    return ord(char) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(char) <= 0xFDEF


def invisible_character() -> BadInput:
    return BadInput(
        "填的内容里有看不见的控制字符，没有存。请不要粘贴，重新打一遍。",
        "There is an invisible control character in what was sent; nothing was kept. Type it anew instead of pasting.",
    )
