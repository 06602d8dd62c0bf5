"""What a reader finds on a paper: the text of a PDF and of a Word file, and samples to change."""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Iterable
from typing import Any

import docx
import pypdfium2

from cunxuan.rendering import catalogue
from cunxuan.rendering.word import MARGINS, MM


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
        pieces = part.iter(f"{mark}t", f"{mark}noBreakHyphen")
        lines.append("".join("-" if piece.tag.endswith("noBreakHyphen") else piece.text or "" for piece in pieces))
    return re.sub(r"(?<=^\d)\n(?=\d$)", "", "\n".join(lines), flags=re.MULTILINE)


def without_spaces(text: str) -> str:
    """Without the spaces beside Chinese characters; those between two figures keep the figures apart."""
    return re.sub(r"(?<!\d)[ \u3000]|[ \u3000](?!\d)|[\r\x02\ufffe]", "", text)


def page_texts(pages: Iterable[Any]) -> list[str]:
    """The text of each page without any space."""
    return [re.sub(r"\s", "", page.get_textpage().get_text_bounded()) for page in pages]


def words_on(page: Any, words: str) -> list[tuple[float, float]]:
    """Lower and upper edge in millimetres from the foot of each character where these words stand first."""
    text = page.get_textpage()
    first, count = text.search(words).get_next()
    boxes = (text.get_charbox(index) for index in range(first, first + count))
    return [(low * MM, high * MM) for _, low, _, high in boxes]


def bottom(page: Any, words: str) -> float:
    return min(low for low, _ in words_on(page, words))


def top(page: Any, words: str) -> float:
    return max(high for _, high in words_on(page, words))


def free_at_the_foot(page: Any) -> float:
    """Millimetres between the foot of a Word page and the lowest words or picture above it."""
    text = page.get_textpage()
    edges = [text.get_rect(index)[1] for index in range(text.count_rects())]
    edges += [piece.get_bounds()[1] for piece in page.get_objects([pypdfium2.raw.FPDF_PAGEOBJ_IMAGE])]
    return min(edge * MM for edge in edges if edge * MM > MARGINS[2]) - MARGINS[2]
