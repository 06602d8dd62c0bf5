"""Why a paper was not made: a word that the context does not know, a font or a character that is missing."""

from __future__ import annotations

from cunxuan.core.errors import Refusal


class RenderingFault(Refusal):
    """A paper is not made rather than made wrong. Codes: PAPER_FORM, PAPER_CONTEXT, PAPER_FONT, PAPER_LAYOUT."""
