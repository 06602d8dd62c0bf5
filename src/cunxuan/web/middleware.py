"""A refusal or an unusable input, raised anywhere in a view, becomes something that a person can read and act on."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from cunxuan.core.errors import BadInput, Refusal
from cunxuan.web.problems import answer, refused, unusable


class RefusalMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if isinstance(exception, Refusal):
            return answer(request, refused(exception))
        if isinstance(exception, BadInput):
            return answer(request, unusable(exception))
        return None
