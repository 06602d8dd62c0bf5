"""What the bar's search finds beside villages. An app that knows more adds it when the program starts.

Whoever draws the bar stands below the apps whose people or papers are found, and knows nothing of them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of what was found, and the template that lists it, for the bar and for the page."""

    template: str
    found: Any


#: The account and what was typed, and how many at most; None where this is not for the account or nothing is found.
Finder = Callable[[Any, str, int], Part | None]
FINDERS: list[Finder] = []


def parts(account: Any, wanted: str, limit: int) -> tuple[Part, ...]:
    return tuple(part for find in FINDERS if wanted and (part := find(account, wanted, limit)))
