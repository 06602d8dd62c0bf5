"""A decision as the JSON contract words it: the shape of a committee's answer, with the three marks of each person.

Keys beyond it: `due`, `present`, `quorum`; `base` of the threshold; `approve`, `against`, `abstain` of a person.
"""

from __future__ import annotations

from typing import Any

from cunxuan.core.answers import basis_to_json, finding_to_json
from cunxuan.core.party.values import Candidate, Decision, Elected, NextVote, NotElected, PaperGroup, Threshold
from cunxuan.core.reasons import in_words


def decision_to_json(found: Decision, lang: str = "zh") -> dict[str, Any]:
    """The whole answer; `ballots` only where ballots were given instead of marks."""
    answered: dict[str, Any] = {
        "outcome": found.outcome,
        "pack": found.pack,
        "due": found.due,
        "present": found.present,
        "quorum": found.quorum,
        "participants": found.participants,
        "threshold": _threshold(found.threshold, lang) if found.threshold else None,
        "elected": [_elected(one, lang) for one in found.elected],
        "tied": [list(names) for names in found.tied],
        "short": [{"post": one.post, "seats": one.seats, "woman": False} for one in found.short],
        "next": [_next(one, lang) for one in found.next],
        "not_elected": [_not_elected(one, lang) for one in found.not_elected],
        "vacancy": _fewer_seats() if found.outcome == "may_stop" else None,
        "findings": [finding_to_json(finding, lang) for finding in found.findings],
    }
    if found.papers:
        answered["ballots"] = [_papers(group) for group in found.papers]
    return answered


def _threshold(threshold: Threshold, lang: str) -> dict[str, Any]:
    figures = {"rule": threshold.share, "base": threshold.base, "of": threshold.of, "needs": threshold.needs}
    return figures | basis_to_json(threshold.rule, lang)


def _marks(person: Candidate | None) -> dict[str, Any]:
    """The figures of a person; of a write-in only the votes, of a void vote none."""
    if person is None or person.write_in:
        return {"votes": person.approve if person else None, "approve": None, "against": None, "abstain": None}
    marks = {"approve": person.approve, "against": person.against, "abstain": person.abstain}
    return {"votes": person.approve, **marks}


def _elected(one: Elected, lang: str) -> dict[str, Any]:
    person = {"post": one.post, "name": one.person.name, **_marks(one.person), "merged_from": {}}
    return person | {"reason": one.reason, "why": in_words(one.reason, lang)}


def _not_elected(one: NotElected, lang: str) -> dict[str, Any]:
    person = {"post": one.post, "name": one.name, **_marks(one.person)}
    why = {"reason": one.reason, "why": in_words(one.reason, lang)}
    return person | why | {"short_of_threshold": one.short_of_threshold}


def _next(one: NextVote, lang: str) -> dict[str, Any]:
    """Neither a floor nor a deadline of the next vote was read in the regulations."""
    vote = {"kind": one.kind, "post": one.post, "seats": one.seats, "candidates": list(one.candidates), "win": one.win}
    silent = {"floor": None, "within_days": None, "by": None, "woman_only": False, "optional": False}
    return vote | silent | basis_to_json(one.rule, lang)


def _fewer_seats() -> dict[str, Any]:
    return {"decided_by": "party_voters", "stopped": True, "acting_head": None, "acting_names": []}


def _papers(group: PaperGroup) -> dict[str, Any]:
    credited = {post: list(names) for post, names in group.credited}
    validity = "VALID" if group.valid else "WHOLE_INVALID"
    return {"count": group.count, "ballot": validity, "reasons": list(group.reasons), "credited": credited}
