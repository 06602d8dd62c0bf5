"""A file as an answer: its type, its name in any script, shown in the browser where it is a PDF and kept otherwise."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from django.http import HttpResponse

from cunxuan.rendering.catalogue import Format

#: What the last part of an address asks for, where it says `word`, and where it is the ending of the file.
KINDS: Final[dict[str, Format]] = {"pdf": "pdf", "word": "docx"}
ENDINGS: Final[dict[str, Format]] = {"pdf": "pdf", "docx": "docx"}

MEDIA: Final = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def download(content: bytes | str, name: str, ending: str, *, media: str = "") -> HttpResponse:
    """`content` under `name` and `ending`, one of MEDIA; `media` where the type is another than the ending's.

    A name that is not plain ASCII is written as RFC 8187 says.
    """
    response = HttpResponse(content, content_type=media or MEDIA[ending])
    whole = f"{name}.{ending}"
    quoted = quote(whole, safe="")
    said = f'filename="{whole}"' if quoted == whole else f"filename*=UTF-8''{quoted}"
    response.headers["Content-Disposition"] = f"{'inline' if ending == 'pdf' else 'attachment'}; {said}"
    return response
