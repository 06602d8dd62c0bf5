"""Words that the sentences of the board share: days, numbers, articles; what a stored answer says, in English."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from cunxuan.core import findings
from cunxuan.core.law import Rules


def article(rules: Rules, key: str) -> tuple[str, str]:
    """Where a rule stands, in both languages; nothing where the law of the place does not have it."""
    rule = rules.get(key)
    return (rule.basis, rule.basis_en) if rule else ("", "")


@lru_cache(maxsize=1024)
def basis_in_english(rules: Rules, basis: str) -> str:
    """A stored answer cites in Chinese; the same article in English."""
    return next((rule.basis_en for rule in rules.rules.values() if rule.basis == basis), "")


def english_of(stored: Mapping[str, Any]) -> str:
    """A stored finding in English, from its code and its numbers."""
    template = findings.CATALOGUE[stored["code"]].en
    numbers = {key: f"{number:,}" for key, number in stored["numbers"].items()}
    values = {**numbers, "names": ", ".join(stored["names"])}
    return template.format_map(Unnamed(values))


class Unnamed(dict[str, Any]):
    """A stored finding keeps figures and names; of the post it keeps only the Chinese sentence."""

    def __missing__(self, key: str) -> str:
        return "a post" if key == "post" else "…"


def in_zh(day: date) -> str:
    return f"{day.month} 月 {day.day} 日"


def in_en(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]}"


MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def days(number: int) -> str:
    return f"{number} day" if number == 1 else f"{number} days"


def sheets(number: int) -> str:
    return f"{number} sheet" if number == 1 else f"{number} sheets"


def still_zh(left: int) -> str:
    return f"还剩 {left} 天" if left else "就在今天"


def still_en(left: int) -> str:
    return f"{days(left)} left" if left else "today"
