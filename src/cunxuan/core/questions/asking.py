"""A question: what it is about, the facts it takes, and the function that reads them and asks the rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from cunxuan.core.given import Doc
from cunxuan.core.law import Rules
from cunxuan.core.opinions import Opinion


@dataclass(frozen=True, slots=True)
class Question:
    """`keys` are the facts beside those that choose the law; `answer` reads them and refuses what does not fit."""

    zh: str
    en: str
    keys: tuple[str, ...]
    answer: Callable[[Rules, Doc], Opinion]
    law: Callable[[Doc], Rules] | None = None  # of which law it is asked, where that is not the law of a polling day


def as_json(value: Any) -> Any:
    """What follows from an answer as JSON has it: a day as 2026-12-13, a tuple as a list."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [as_json(one) for one in value]
    if isinstance(value, dict):
        return {key: as_json(one) for key, one in value.items()}
    return value
