"""A context made ready to be frozen, and a paper printed on demand as a file."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse

from cunxuan.rendering import catalogue, paper
from cunxuan.rendering.contexts import plain
from cunxuan.web.downloads import KINDS, download


def frozen(form_id: str, context: Any) -> dict[str, Any]:
    """The context as JSON, without what is known only after freezing; refused here if its form could not print it."""
    said = plain(context)
    catalogue.form(form_id).printed(said)
    return {key: value for key, value in said.items() if key not in paper.KNOWN_AFTER_FREEZING}


def file_of(form_id: str, context: Any, kind: str, *, name: str = "") -> HttpResponse:
    """A paper printed now, under its own name unless `name` is given; `kind` is pdf or word, another is not found."""
    if kind not in KINDS:
        raise Http404
    ending, said = KINDS[kind], plain(context)
    whole = name or catalogue.form(form_id).printed(said)["document"]
    return download(catalogue.render(form_id, said, ending), whole, ending)
