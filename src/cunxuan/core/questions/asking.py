"""A question: what it is about, the facts it takes, and the function that reads them and asks the rule."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

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
