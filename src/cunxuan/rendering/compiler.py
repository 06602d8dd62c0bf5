"""typst: printed words in, a PDF or a picture out.

One compiler is kept for each thread, because typst's is not safe to share and making it costs as much as twenty pages.
Nothing is compiled at import, and a process that has compiled must not fork: use the spawn method.

Every PDF is PDF/A-2a. That is the archive's format, and typst refuses to write it when a character has no glyph: a box
instead of a character in somebody's name cannot get through. Every warning is a fault too, a missing font above all.
"""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import typst

from . import fonts, qr
from .faults import RenderingFault

ROOT = Path(__file__).parent
MAIN = ROOT / "typst" / "papers.typ"
NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed|contains the codepoint `"(.+?)"`')

#: What typst worked out for a document it keeps for the ten that follow. Of a whole village's rosters (JSON of this
#: length) that is 100 MB; eleven small documents give it back, in the time of a few pages.
LARGE = 100_000
FORGOTTEN_AFTER = 11

_kept = threading.local()


def compiler() -> Any:
    """This thread's compiler."""
    if not hasattr(_kept, "compiler"):
        _kept.compiler = typst.Compiler(
            str(MAIN),
            root=str(ROOT),
            font_paths=[str(folder) for folder in fonts.folders()],
            ignore_system_fonts=True,
        )
    return _kept.compiler


def pdf(papers: Sequence[tuple[str, Mapping[str, Any]]]) -> bytes:
    """One PDF of all papers (form id, printed words), each beginning on its own page 1."""
    pages: bytes = compiled(papers, format="pdf", pdf_standards="a-2a")
    return pages


def png(form_id: str, printed: Mapping[str, Any], dpi: int) -> bytes:
    """A picture of the first page."""
    pages = compiled([(form_id, printed)], format="png", ppi=dpi)
    first: bytes = pages[0] if isinstance(pages, list) else pages
    return first


def compiled(papers: Sequence[tuple[str, Mapping[str, Any]]], **options: Any) -> Any:
    sent = {"styles": fonts.styles(), "papers": [sheet(form_id, printed) for form_id, printed in papers]}
    names = "、".join(dict.fromkeys(form_id for form_id, _ in papers))
    inputs = {"sent": json.dumps(sent, ensure_ascii=False)}
    try:
        output, warnings = compiler().compile_with_warnings(sys_inputs=inputs, timestamp=0, **options)
    except typst.TypstError as error:
        raise fault(names, str(error)) from error
    if warnings:
        raise fault(names, "；".join(str(warning) for warning in warnings))
    if len(inputs["sent"]) > LARGE:
        forget()
    return output


def forget() -> None:
    """Gives back what typst keeps of a large document, so that printing village after village takes no more memory."""
    for _ in range(FORGOTTEN_AFTER):
        pdf([("glyphs", {"text": "村"})])


def sheet(form_id: str, printed: Mapping[str, Any]) -> dict[str, Any]:
    code = printed.get("qr")
    return {"form": form_id, **printed, "qr_svg": qr.svg(code) if code else ""}


def fault(names: str, message: str) -> RenderingFault:
    """What typst said, with the form's id; a missing character is named in a sentence of its own."""
    missing = "".join(as_seen(a or b) for a, b in NO_GLYPH.findall(message))
    if missing:
        return RenderingFault(
            "PAPER_FONT",
            f"{names}：现有字体印不出“{missing}”。请安装 fonts-noto-cjk 后再制作。",
            f"{names}: no font here can print “{missing}”. Install fonts-noto-cjk and try again.",
        )
    return RenderingFault("PAPER_LAYOUT", f"{names}：排版时出现“{message}”。", f"{names}: typst says “{message}”.")


def as_seen(character: str) -> str:
    r"""A character as a person can look it up: typst writes those that no font knows as `\u{e123}`."""
    return re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: f"U+{code[1].upper()}", character)


def characters_missing(characters: str) -> str:
    """Those of the characters that no font here can print."""
    return "".join(character for character in characters if not can_print(character))


def can_print(character: str) -> bool:
    try:
        pdf([("glyphs", {"text": character})])
    except RenderingFault:
        return False
    return True
