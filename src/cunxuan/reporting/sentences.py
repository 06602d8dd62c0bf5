"""Words that the sentences of the board share: days, numbers, articles; what a stored answer says, in English."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from cunxuan.core import findings
from cunxuan.core.findings import Finding
from cunxuan.core.law import Rules
from cunxuan.core.telling_words import cited

Citation = tuple[str, str, str]  # the article in Chinese and in English, and the parameter that it lays down


def article(rules: Rules, key: str) -> Citation:
    """Where a rule stands, in both languages; nothing where the law of the place does not have it."""
    rule = rules.get(key)
    return (rule.basis, rule.basis_en, rule.key) if rule else ("", "", "")


def article_of_finding(finding: Finding) -> Citation:
    return finding.basis, finding.basis_en, finding.rule.key if finding.rule else ""


@lru_cache(maxsize=1024)
def article_stored(rules: Rules, basis: str, *, code: str = "", kind: str = "") -> Citation:
    """A stored answer cites an article in Chinese: that of a finding with its code, that of a vote by its kind."""
    told = {"code": code} if code else {"kind": kind}
    cited_article = cited({**told, "basis": basis, "confirmed": True}, rules)
    if cited_article is None or not cited_article.pack:  # nothing, or an earlier numbering of the pack
        return basis, "", ""
    rule = cited_article.rule
    return basis, cited_article.full.en, rule.key if rule else ""


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
