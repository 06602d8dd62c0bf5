"""Why a paper was not made: a word that the context does not know, a font or a character that is missing."""

from __future__ import annotations

from cunxuan.core.errors import BadInput


class RenderingFault(BadInput):
    """A paper is not made rather than made wrong. Codes: PAPER_FORM, PAPER_CONTEXT, PAPER_FONT, PAPER_LAYOUT."""

    def __init__(self, code: str, text: str, text_en: str) -> None:
        super().__init__(text, text_en)
        self.code = code


def refused(where: str, text: str, text_en: str) -> RenderingFault:
    """A context that is refused at `where`, such as `A12.contests[0].seats`."""
    return RenderingFault("PAPER_CONTEXT", f"{where}：{text}。", f"{where}: {text_en}.")
