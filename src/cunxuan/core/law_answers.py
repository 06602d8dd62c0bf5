"""The law as JSON: a text with its rules, or the law of a place on a day with where each value comes from.

Public: `pack_to_json`, `pack_with_rules_to_json`, `rules_to_json`, `rule_to_json`.
"""

from __future__ import annotations

from typing import Any

from cunxuan.core.answers import finding_to_json
from cunxuan.core.law import Pack, Rule, Rules, Share, Value, in_words, parameters


def pack_to_json(pack: Pack) -> dict[str, Any]:
    return {
        "pack": pack.name,
        "title": pack.title,
        "title_en": pack.title_en,
        "layer": pack.layer,
        "jurisdiction": pack.jurisdiction,
        "division": pack.division,
        "since": pack.since.isoformat(),
        "until": pack.until.isoformat() if pack.until else None,
        "seen_until": pack.seen_until.isoformat() if pack.seen_until else None,
        "part_read": pack.part_read,
        "based_on": pack.based_on or None,
        "inherits": pack.inherits or None,
        "source": pack.source,
        "confirmed": all(rule.confirmed for rule in pack.rules.values()),
        "count": len(pack.rules),
    }


def pack_with_rules_to_json(pack: Pack, rules: Rules) -> dict[str, Any]:
    """A text and each of its rules, beside the other texts among which it applies."""
    return pack_to_json(pack) | {"parameters": [rule_to_json(rule, rules) for rule in pack.rules.values()]}


def rules_to_json(rules: Rules, lang: str = "zh") -> dict[str, Any]:
    """The law of a place on a day: its layers, what gave way, and every parameter in the order of the law."""
    applied = (rules.get(key) for key in parameters())
    return {
        "pack": rules.name,
        "layers": [pack_to_json(pack) for pack in rules.packs],
        "conflicts": list(rules.conflicts),
        "findings": [finding_to_json(finding, lang) for finding in rules.findings],
        "parameters": [rule_to_json(rule, rules) for rule in applied if rule is not None],
    }


def rule_to_json(rule: Rule, rules: Rules) -> dict[str, Any]:
    """One rule, whether it is the one that applies, and what the other layers say on the same point."""
    words = parameters()[rule.key]
    others = [other for other in (rules.get(rule.key), *rules.beneath(rule.key)) if other not in (None, rule)]
    return {
        "key": rule.key,
        "zh": words.zh,
        "en": words.en,
        "part": words.part,
        **said(rule),
        "open": rule.open,
        "note": rule.note,
        "note_en": rule.note_en,
        "inherited": rule.inherited or None,
        "applies": rules.get(rule.key) is rule,
        "others": [said(other) for other in others if other is not None],
    }


def said(rule: Rule) -> dict[str, Any]:
    """A value, and where it comes from."""
    return {
        "value": plain(rule.value),
        "value_zh": in_words(rule.value),
        "value_en": in_words(rule.value, "en"),
        "article": rule.article,
        "basis": rule.basis,
        "basis_en": rule.basis_en,
        "source": rule.source,
        "confirmed": rule.confirmed,
        "pack": rule.pack,
        "layer": rule.layer,
    }


def plain(value: Value) -> Any:
    if isinstance(value, Share):
        return str(value)
    return list(value) if isinstance(value, tuple) else value
