"""The law as dated data: `rules_for(division, on)` gives the rules in force in a place on a day.

Each number and each named alternative of the law is a parameter with its value, its article, the text it stands in and
whether that text was read. The texts lie in layers. The ministry's guidance fills what the national law leaves open,
and the province's rules replace both; but where a provincial text was written for an older national law and the
national law now in force says otherwise, the national law prevails and `Rules.findings` says so (Legislation Law: the
higher law). A county's own pack fills, confirms or corrects what no statute that was read settles; so does, on top, the
method the village adopted (`Rules.adopting`). The regulations of the Party on its elections stand apart.

`hold(folder)` reads the packs a county wrote itself.

Public: `rules_for`, `rules_of_pack`, `party_rules`, `petition_rules`, `hold`, `packs`, `parameters`, `in_words`,
`Rules`, `Rule`, `Pack`, `Parameter`, `Share`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from cunxuan.core import findings
from cunxuan.core.errors import BadInput
from cunxuan.core.findings import Finding
from cunxuan.core.law import holding
from cunxuan.core.law.holding import packs
from cunxuan.core.law.reading import Parameter, in_words, parameters
from cunxuan.core.law.rule import APART, Pack, Rule, Rules, Share, Value

__all__ = [
    "ON_TOP",
    "Pack",
    "Parameter",
    "Rule",
    "Rules",
    "Share",
    "Value",
    "hold",
    "in_words",
    "packs",
    "parameters",
    "party_rules",
    "petition_rules",
    "rules_for",
    "rules_of_pack",
]

#: Between the name of a text of law and the county's pack on top of it.
ON_TOP = "+"
#: What a place without a provincial pack is told.
NOT_HELD = Finding(findings.PROVINCE_TEXT_NOT_HELD)


def rules_for(division: str, on: date) -> Rules:
    """The law of a place on a day; the first digits of the division say in which province and county it lies."""
    return _rules_of_county(division[:6], on)


def hold(folder: Path | None) -> tuple[Pack, ...]:
    """Holds the packs a county wrote itself, the `*.toml` files of a folder, beside those that come with the program.

    The folder replaces what was held before; None, or a folder that does not exist, holds nothing more.
    """
    held = holding.hold(folder)
    for remembered in (_rules_of_county, _rules_of_place, rules_of_pack, _alone, _merged):
        remembered.cache_clear()
    return held


def party_rules(on: date) -> Rules:
    """The Party's own regulations on the elections of its branches; they stand on no law of the state."""
    pack = _in_force("party", on)
    if pack is None:
        raise BadInput(
            f"没有收录 {on} 施行的党的基层组织选举规定。",
            f"No regulations on the elections of the Party's branches in force on {on} are held.",
        )
    return _alone(pack)


def petition_rules(on: date) -> Rules:
    """The regulation on petitions (信访) of a day; it stands apart from the law of elections."""
    pack = _in_force("petition", on)
    if pack is None:
        raise BadInput(f"没有收录 {on} 施行的信访规定。", f"No regulation on petitions in force on {on} is held.")
    return _alone(pack)


@lru_cache(maxsize=4096)
def rules_of_pack(name: str, on: date | None = None) -> Rules:
    """The rules of a pack asked for by name, on top of the layers it was written for or that are in force that day.

    A name such as `SX@2011-07-28+140824@2026-09-01` is a county's own pack on top of another: the name that `Rules`
    gives, so that what was decided under it can be decided again.
    """
    below, _, above = name.partition(ON_TOP)
    pack, county = _pack(below), _pack(above) if above else None
    if pack.layer in APART:
        return _named(_alone(pack), pack, on)
    if pack.layer == "county":
        pack, county = _beneath(pack, on), pack
    if on is not None and pack.in_force_on(on):
        rules = _stacked(pack, _national_on(on), _in_force("guidance", on), county)
        return rules.with_findings(*_doubts(pack, on))
    guidance = next((held for held in packs() if held.layer == "guidance" and _overlap(held, pack)), None)
    national = _pack(pack.based_on) if pack.based_on else pack
    return _named(_stacked(pack, national, guidance, county), pack, on)


@lru_cache(maxsize=4096)
def _rules_of_county(county: str, on: date) -> Rules:
    return _rules_of_place(county[:2], _in_force("county", on, county), on)


@lru_cache(maxsize=4096)
def _rules_of_place(province: str, county: Pack | None, on: date) -> Rules:
    local = _in_force("province", on, province)
    rules = _merged(_national_on(on), _in_force("guidance", on), local, county)
    return rules.with_findings(*_doubts(local, on)) if local else rules.with_findings(NOT_HELD)


def _named(rules: Rules, pack: Pack, on: date | None) -> Rules:
    """A pack may be asked for by name on a day on which it was not in force; then the answer says so."""
    return rules if on is None or pack.in_force_on(on) else rules.with_findings(_not_in_force(pack, on))


def _beneath(county: Pack, on: date | None) -> Pack:
    """The law of its place, under a county's pack that is asked for by its own name alone."""
    day = on or county.since
    return _in_force("province", day, county.division[:2]) or _national_on(day)


def _stacked(pack: Pack, national: Pack, guidance: Pack | None, county: Pack | None) -> Rules:
    if pack.layer == "national":
        return _merged(pack, guidance, None, county)
    if pack.layer == "guidance":
        return _merged(national, pack, None, county, named=pack.name)
    return _merged(national, guidance, pack, county)


@cache
def _alone(pack: Pack) -> Rules:
    return Rules(pack.name, (pack,), pack.rules)


@cache
def _merged(
    national: Pack, guidance: Pack | None, province: Pack | None, county: Pack | None, named: str = ""
) -> Rules:
    """Each layer on top of the one that goes before it, with what gave way."""
    law, conflicts = _law(national, guidance, province)
    merged, refused, confirmed = _with_county(law, county)
    unsure = tuple(key for key in conflicts if key not in confirmed)
    name = named or (province or national).name
    return Rules(
        f"{name}{ON_TOP}{county.name}" if county else name,
        tuple(pack for pack in (national, guidance, province, county) if pack),
        merged,
        unsure,
        (*_conflict_findings(unsure, national), *_refusals(refused)),
    )


def _law(national: Pack, guidance: Pack | None, province: Pack | None) -> tuple[dict[str, Rule], list[str]]:
    """Guidance fills what the national law leaves open; the province replaces both, unless an older text conflicts."""
    law = {**(guidance.rules if guidance else {}), **national.rules}
    conflicts = []
    for rule in province.rules.values() if province else ():
        if _older(rule, province, national) and _gives_way(rule, national):
            conflicts.append(rule.key)
        elif not _said_better(rule, national):
            law[rule.key] = rule
    return law, conflicts


def _gives_way(rule: Rule, national: Pack) -> bool:
    """Does the national law in force say otherwise, and prevail?"""
    higher = national.rules.get(rule.key)
    return higher is not None and higher.prevails and not higher.agrees_with(rule)


def _said_better(rule: Rule, national: Pack) -> bool:
    """Does the national law, which was read, say the same as a provincial text that was not?"""
    higher = national.rules.get(rule.key)
    return higher is not None and higher.value == rule.value and higher.confirmed and not rule.confirmed


def _older(rule: Rule, province: Pack | None, national: Pack) -> bool:
    """Was the text that says this written for an earlier national law? What is taken over is as old as its source."""
    assert province is not None
    written = _pack(rule.inherited) if rule.inherited else province
    return _pack(written.based_on).since < national.since


def _with_county(law: dict[str, Rule], county: Pack | None) -> tuple[dict[str, Rule], list[Rule], set[str]]:
    """The county's values on top; those the law does not let it set; and the points on which it agrees with the law."""
    merged, refused, confirmed = dict(law), [], set()
    for rule in county.rules.values() if county else ():
        below = law.get(rule.key)
        if below is not None and below.value == rule.value:
            confirmed.add(rule.key)
        if below is None or not below.settled:
            merged[rule.key] = rule
        elif below.value != rule.value:
            refused.append(below)
    return merged, refused, confirmed


def _conflict_findings(conflicts: tuple[str, ...], national: Pack) -> Iterator[Finding]:
    if conflicts:
        yield Finding(findings.PROVINCE_OLDER_THAN_NATIONAL, _points(conflicts), national.rules[conflicts[0]])


def _refusals(refused: list[Rule]) -> Iterator[Finding]:
    if refused:
        yield Finding(findings.COUNTY_NOT_OPEN, _points(rule.key for rule in refused), refused[0])


def _points(keys: Iterable[str]) -> dict[str, findings.Value]:
    """The parameters a finding is about, as its sentence names them."""
    named = tuple(keys)
    return {
        "rules": "；".join(parameters()[key].zh for key in named),
        "rules_en": "; ".join(parameters()[key].en for key in named),
        "names": named,
    }


def _doubts(pack: Pack, on: date) -> Iterator[Finding]:
    """What a decision has to say about a text of which not everything is known."""
    if pack.seen_until is not None and pack.seen_until < on:
        yield Finding(findings.PACK_MAY_BE_AMENDED, {"pack": pack.name, "seen": pack.seen_until.isoformat()})
    if pack.part_read:
        yield Finding(findings.PACK_PARTLY_READ, {"pack": pack.name})
    if pack.inherits:
        yield Finding(findings.PACK_TAKEN_OVER, {"pack": pack.name, "earlier": pack.inherits})


def _in_force(layer: str, on: date, division: str = "") -> Pack | None:
    """The text of a place on a day; of two whose last day is not known, the later."""
    found = [pack for pack in packs() if pack.layer == layer and pack.division == division and pack.in_force_on(on)]
    return max(found, key=lambda pack: pack.since, default=None)


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
