"""What the papers of the preparation share: a context ready to be frozen, and a paper printed on demand as a file."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.http import Http404, HttpResponse

from cunxuan.records.views import MEDIA
from cunxuan.rendering import catalogue, paper
from cunxuan.rendering.catalogue import Format
from cunxuan.rendering.contexts import plain

FORMATS: dict[str, Format] = {"pdf": "pdf", "word": "docx"}


def frozen(form_id: str, context: Any) -> dict[str, Any]:
    """The context as JSON, without what is known only after freezing; refused here if its form could not print it."""
    said = plain(context)
    catalogue.form(form_id).printed(said)
    return {key: value for key, value in said.items() if key not in paper.KNOWN_AFTER_FREEZING}


def file_of(form_id: str, context: Any, kind: str) -> HttpResponse:
    """A working sheet or a blank one, printed now; `kind` is pdf or word."""
    if kind not in FORMATS:
        raise Http404
    fmt, said = FORMATS[kind], plain(context)
    name = catalogue.form(form_id).printed(said)["document"]
    response = HttpResponse(catalogue.render(form_id, said, fmt), content_type=MEDIA[fmt])
    how = "inline" if fmt == "pdf" else "attachment"
    response.headers["Content-Disposition"] = f"{how}; filename*=UTF-8''{quote(name)}.{fmt}"
    return response
