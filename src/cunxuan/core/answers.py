"""A determination as the JSON contract words it. Keys beyond the contract explain, and change no meaning."""

from __future__ import annotations

from typing import Any

from cunxuan.core.contest import Determination, Elected, NextBallot, NotElected, PaperGroup, Threshold, Vacancy
from cunxuan.core.findings import Finding
from cunxuan.core.law import Rule
from cunxuan.core.reasons import in_words


def answer_to_json(found: Determination, lang: str = "zh") -> dict[str, Any]:
    """The whole answer; `ballots` only where papers were given instead of votes."""
    answered: dict[str, Any] = {
        "outcome": found.outcome,
        "pack": found.pack,
        "participants": found.participants,
        "threshold": threshold_to_json(found.threshold, lang) if found.threshold else None,
        "elected": [_elected(one, lang) for one in found.elected],
        "tied": [list(names) for names in found.tied],
        "short": [{"post": one.post, "seats": one.seats, "woman": one.woman} for one in found.short],
        "next": [_next(one, lang) for one in found.next],
        "not_elected": [_not_elected(one, lang) for one in found.not_elected],
        "vacancy": _vacancy(found.vacancy) if found.vacancy else None,
        "findings": [finding_to_json(finding, lang) for finding in found.findings],
    }
    if found.papers:
        answered["ballots"] = [_papers(group) for group in found.papers]
    return answered


def finding_to_json(finding: Finding, lang: str = "zh") -> dict[str, Any]:
    """A finding as every answer gives it; the names it concerns stand beside its numbers."""
    return {
        "code": finding.code,
        "reason": finding.reason,
        "severity": finding.severity,
        "basis": finding.basis_en if lang == "en" else finding.basis,
        "confirmed": finding.confirmed,
        "text": finding.sentence(lang),
        "numbers": finding.numbers,
        "names": list(finding.names),
    }


def basis_to_json(rule: Rule, lang: str) -> dict[str, Any]:
    """The article a value rests on, and whether its text was read."""
    return {"basis": rule.basis_en if lang == "en" else rule.basis, "confirmed": rule.confirmed}


def threshold_to_json(threshold: Threshold, lang: str) -> dict[str, Any]:
    """The share to be reached, of how many, and what that makes."""
    return {
        "rule": threshold.share,
        "of": threshold.of,
        "needs": threshold.needs,
        **basis_to_json(threshold.rule, lang),
    }


def _elected(one: Elected, lang: str) -> dict[str, Any]:
    return {
        "post": one.post,
        "name": one.name,
        "votes": one.votes,
        "merged_from": dict(one.merged_from),
        "reason": one.reason,
        "why": in_words(one.reason, lang),
    }


def _not_elected(one: NotElected, lang: str) -> dict[str, Any]:
    return {
        "post": one.post,
        "name": one.name,
        "votes": one.votes,
        "reason": one.reason,
        "why": in_words(one.reason, lang),
        "short_of_threshold": one.short_of_threshold,
    }


def _next(one: NextBallot, lang: str) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "post": one.post,
        "seats": one.seats,
        "candidates": list(one.candidates),
        "win": one.win,
        "floor": one.floor,
        "within_days": one.within_days,
        "by": one.by.isoformat() if one.by else None,
        "woman_only": one.woman_only,
        "optional": one.optional,
        **basis_to_json(one.rule, lang),
    }


def _vacancy(vacancy: Vacancy) -> dict[str, Any]:
    return {
        "decided_by": vacancy.decided_by,
        "stopped": vacancy.stopped,
        "acting_head": vacancy.acting_head,
        "acting_names": list(vacancy.acting_names),
    }


def _papers(group: PaperGroup) -> dict[str, Any]:
    credited = {post: list(names) for post, names in group.credited}
    return {"count": group.count, "ballot": group.validity, "reasons": list(group.reasons), "credited": credited}
