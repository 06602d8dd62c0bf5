"""Telephone numbers as messages need them: which can get one, and how a list shows them.

Public: `is_mobile`, `masked_phone`.
"""

from __future__ import annotations

import re

MOBILE = re.compile(r"1[3-9][0-9]{9}")


def is_mobile(phone: str) -> bool:
    """Eleven digits from 13 to 19: a fixed line gets no message."""
    return MOBILE.fullmatch(phone) is not None


def masked_phone(phone: str) -> str:
    """138****1234; of what is shorter only the last two."""
    if len(phone) < 8:
        return "*" * max(len(phone) - 2, 0) + phone[-2:]
    return f"{phone[:3]}****{phone[-4:]}"
