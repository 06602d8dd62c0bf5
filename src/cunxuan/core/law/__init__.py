"""The law as dated data: `rules_for(division, on)` gives the rules in force in a place on a day.

Each number and each named alternative of the law is a parameter with its value, its article, the text it stands in and
whether that text was read. The ministry's guidance fills what the national law leaves open, and the province's rules
replace both; but where a provincial text was written for an older national law and the national law now
in force says otherwise, the national law prevails and `Rules.findings` says so (Legislation Law: the higher law).

Public: `rules_for`, `rules_of_pack`, `packs`, `parameters`, `in_words`, `Rules`, `Rule`, `Pack`, `Parameter`, `Share`.
"""

from __future__ import annotations

from datetime import date
from functools import cache, lru_cache

from cunxuan.core import findings
from cunxuan.core.errors import BadInput
from cunxuan.core.findings import Finding
from cunxuan.core.law.reading import Parameter, in_words, packs, parameters
from cunxuan.core.law.rule import Pack, Rule, Rules, Share, Value

__all__ = [
    "Pack",
    "Parameter",
    "Rule",
    "Rules",
    "Share",
    "Value",
    "in_words",
    "packs",
    "parameters",
    "rules_for",
    "rules_of_pack",
]


def rules_for(division: str, on: date) -> Rules:
    """The law of a place on a day; the first two digits of the division say which province it lies in."""
    return _rules_of_province(division[:2], on)


@lru_cache(maxsize=4096)
def _rules_of_province(province: str, on: date) -> Rules:
    local = _in_force("province", on, province)
    rules = _merged(_national_on(on), _in_force("guidance", on), local)
    return rules if local else rules.with_findings(Finding(findings.PROVINCE_TEXT_NOT_HELD))


@lru_cache(maxsize=4096)
def rules_of_pack(name: str, on: date | None = None) -> Rules:
    """The rules of a pack asked for by name, on top of the layers it was written for or that are in force that day."""
    pack = _pack(name)
    if on is not None and pack.in_force_on(on):
        return _stacked(pack, _national_on(on), _in_force("guidance", on))
    guidance = next((held for held in packs() if held.layer == "guidance" and _overlap(held, pack)), None)
    rules = _stacked(pack, _pack(pack.based_on) if pack.based_on else pack, guidance)
    return rules if on is None else rules.with_findings(_not_in_force(pack, on))


def _stacked(pack: Pack, national: Pack, guidance: Pack | None) -> Rules:
    if pack.layer == "national":
        return _merged(pack, guidance, None)
    if pack.layer == "guidance":
        return _merged(national, pack, None, named=pack.name)
    return _merged(national, guidance, pack)


@cache
def _merged(national: Pack, guidance: Pack | None, province: Pack | None, named: str = "") -> Rules:
    """Guidance fills what the national law leaves open; the province replaces both, unless an older text conflicts."""
    merged = {**(guidance.rules if guidance else {}), **national.rules}
    conflicts = []
    for rule in province.rules.values() if province else ():
        if _older(province, national) and _gives_way(rule, national):
            conflicts.append(rule.key)
        else:
            merged[rule.key] = rule
    stack = tuple(pack for pack in (national, guidance, province) if pack)
    name = named or (province or national).name
    return Rules(name, stack, merged, tuple(conflicts), _conflict_findings(conflicts, national))


def _gives_way(rule: Rule, national: Pack) -> bool:
    """Does the national law in force say otherwise, and prevail?"""
    higher = national.rules.get(rule.key)
    return higher is not None and higher.prevails and not higher.agrees_with(rule)


def _older(province: Pack | None, national: Pack) -> bool:
    return province is not None and province.based_on != national.name


def _conflict_findings(conflicts: list[str], national: Pack) -> tuple[Finding, ...]:
    if not conflicts:
        return ()
    values: dict[str, findings.Value] = {
        "rules": "；".join(parameters()[key].zh for key in conflicts),
        "rules_en": "; ".join(parameters()[key].en for key in conflicts),
        "names": tuple(conflicts),
    }
    return (Finding(findings.PROVINCE_OLDER_THAN_NATIONAL, values, national.rules[conflicts[0]]),)


def _in_force(layer: str, on: date, province: str = "") -> Pack | None:
    found = (pack for pack in packs() if pack.layer == layer and pack.division == province and pack.in_force_on(on))
    return next(found, None)


def _national_on(on: date) -> Pack:
    pack = _in_force("national", on)
    if pack is None:
        raise BadInput(
            f"没有收录 {on} 施行的村民委员会组织法，最早的规则包自 2010-10-28 起。",
            f"No national law in force on {on} is held; the earliest pack begins on 2010-10-28.",
        )
    return pack


def _pack(name: str) -> Pack:
    for pack in packs():
        if pack.name == name:
            return pack
    known = "、".join(pack.name for pack in packs())
    raise BadInput(
        f"没有名为“{name}”的规则包。现有：{known}。",
        f"There is no pack named “{name}”. Held: {', '.join(pack.name for pack in packs())}.",
    )


def _overlap(one: Pack, other: Pack) -> bool:
    return one.since <= (other.until or date.max) and other.since <= (one.until or date.max)


def _not_in_force(pack: Pack, on: date) -> Finding:
    until = pack.until.isoformat() if pack.until else "now"
    values = {"pack": pack.name, "day": on.isoformat(), "since": pack.since.isoformat(), "until": until}
    return Finding(findings.PACK_NOT_IN_FORCE, values)
