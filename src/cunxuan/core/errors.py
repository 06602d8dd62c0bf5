"""The two ways in which the program says no to a person. Everything else that goes wrong is a bug.

    Exception
    ├── Refusal     an act is not allowed now, or not to this person: code, sentence, way out
    └── BadInput    a file or a call cannot be read: one sentence that names the place and what to do

What is wrong with people's *figures* is neither: it is a finding, a value with a code (core.findings).
"""

from __future__ import annotations


class Refusal(Exception):
    """A refused act. `text` says why in one sentence, `way_out` what to do instead."""

    def __init__(self, code: str, text: str, way_out: str, text_en: str, way_out_en: str) -> None:
        super().__init__(f"{code}: {text}{way_out}")
        self.code = code
        self.text = text
        self.way_out = way_out
        self.text_en = text_en
        self.way_out_en = way_out_en


class BadInput(Exception):
    """A file or call that cannot be used. The sentence names the place, what is wrong and what to do."""

    def __init__(self, text: str, text_en: str) -> None:
        super().__init__(text)
        self.text = text
        self.text_en = text_en
