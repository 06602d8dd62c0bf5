"""A person's name as it is compared and kept: however it was spread on paper, dotted or pasted.

Public: `plain_name`.
"""

from __future__ import annotations

import unicodedata

MIDDLE_DOTS = str.maketrans("•‧・∙", "····")


def plain_name(text: str) -> str:
    """No spaces between characters (宁　涛), one kind of middle dot, nothing that cannot be seen.

    An invisible character would make two people of one: a candidate, and somebody written in who looks the same.
    """
    visible = "".join(char for char in unicodedata.normalize("NFC", text) if unicodedata.category(char) != "Cf")
    between = " " if any(char.isascii() and char.isalpha() for char in visible) else ""
    return between.join(visible.translate(MIDDLE_DOTS).split())
