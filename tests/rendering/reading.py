"""What a reader finds on a paper: the text of a PDF and of a Word file, and samples to change."""

from __future__ import annotations

import copy
import io
import re
from typing import Any

import docx
import pypdfium2

from cunxuan.rendering import catalogue


def sample(form_id: str, **changes: Any) -> dict[str, Any]:
    """The form's example, with other values for some of its keys; free to be changed further."""
    return {**copy.deepcopy(dict(catalogue.form(form_id).sample())), **changes}


def pdf_text(content: bytes) -> str:
    """The text of all pages as read, with one line for each line of the page."""
    return without_spaces("\n".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content)))


def pages(content: bytes) -> list[tuple[int, int]]:
    """Width and height of each page in millimetres."""
    return [(round(w * 25.4 / 72), round(h * 25.4 / 72)) for w, h in map(size, pypdfium2.PdfDocument(content))]


def size(page: Any) -> tuple[float, float]:
    return page.get_width(), page.get_height()


def word_text(content: bytes) -> str:
    """Body, head and foot of a Word file; cells of a row follow each other as on the page."""
    file = docx.Document(io.BytesIO(content))
    section = file.sections[0]
    parts = [file.element.body, section.header._element, section.footer._element]
    return without_spaces("\n".join(block_text(part) for part in parts))


def block_text(element: Any) -> str:
    """Paragraphs and rows end a line; so do cells, except squares with a single digit."""
    mark = f"{{{element.nsmap['w']}}}"
    lines = []
    for part in element.iter(f"{mark}p"):
        lines.append("".join(text.text or "" for text in part.iter(f"{mark}t")))
    return re.sub(r"(?<=^\d)\n(?=\d$)", "", "\n".join(lines), flags=re.MULTILINE)


def without_spaces(text: str) -> str:
    """Without the spaces beside Chinese characters; those between two figures keep the figures apart."""
    return re.sub(r"(?<!\d)[ \u3000]|[ \u3000](?!\d)|[\r\x02\ufffe]", "", text)
