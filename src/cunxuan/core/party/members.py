"""Who is due at the members' meeting (应到会有选举权的人数), and whether enough are present.

Legal basis: regulations of 2020 art. 5 (who has no vote); the explanation by the Central Organisation Department of who
may be left out, with the consent of the higher organisation and the adoption by the meeting. Everybody else who is
absent counts: working away is no ground.

Public: `who_is_due(rules, members)`, `enough_present(rules, due, present)`, `least_candidates(rules, seats)`,
`GROUNDS`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from cunxuan.core.findings import Finding, Value
from cunxuan.core.law import Rules, in_words
from cunxuan.core.party import catalogue
from cunxuan.core.party.values import LeftOut, Members

#: Reasons for which members are absent: those a text may name as grounds, and those that are none under any text.
GROUNDS = (
    "cannot_express_will",
    "abroad_six_months",
    "serving_sentence",
    "bedridden_or_long_ill",
    "away_membership_not_moved",
    "retired_membership_not_moved",
    "working_away",
    "other_absence",
)


class Due(NamedTuple):
    """The number of members due at the meeting, and how it was reckoned."""

    number: int
    findings: tuple[Finding, ...]


def who_is_due(rules: Rules, members: Members) -> Due:
    """党员总数减去没有选举权的和经批准不计入的: whoever is left out without ground or consent is still due."""
    without_vote = sum(getattr(members, group) for group in _named(rules, "party_without_vote"))
    lawful = [one for one in members.left_out if _lawful(rules, one)]
    due = members.total - without_vote - len(lawful)
    figures: dict[str, Value] = {"total": members.total, "without_vote": without_vote}
    reckoned = Finding(
        catalogue.PARTY_DUE_RECKONED, {**figures, "left_out": len(lawful), "due": due}, rules["party_without_vote"]
    )
    return Due(due, (reckoned, *_not_left_out(rules, members.left_out)))


def _lawful(rules: Rules, one: LeftOut) -> bool:
    """Is there a ground, and have both the higher organisation and the members' meeting agreed?"""
    agreed = {"higher_organisation": one.consented, "members_meeting": one.adopted}
    needs = _named(rules, "party_left_out_needs")
    return one.reason in _named(rules, "party_left_out") and all(agreed[who] for who in needs)


def _not_left_out(rules: Rules, left_out: Iterable[LeftOut]) -> Iterable[Finding]:
    """Those who are due all the same, ground by ground."""
    wrongly = Counter(one.reason for one in left_out if not _lawful(rules, one))
    for reason, count in sorted(wrongly.items()):
        values: dict[str, Value] = {"count": count, "ground": in_words(reason), "ground_en": in_words(reason, "en")}
        if reason in _named(rules, "party_left_out"):
            yield Finding(catalogue.PARTY_LEFT_OUT_NOT_AGREED, values, rules["party_left_out_needs"])
        else:
            yield Finding(catalogue.PARTY_LEFT_OUT_WITHOUT_GROUND, values, rules["party_left_out"])


def _named(rules: Rules, key: str) -> tuple[str, ...]:
    value = rules[key].value
    assert isinstance(value, tuple), key
    return value


def enough_present(rules: Rules, due: int, present: int) -> tuple[bool, Finding]:
    """有选举权的到会人数不少于应到会人数的五分之四，会议有效."""
    rule = rules["party_quorum"]
    share = rules.share("party_quorum")
    assert share is not None
    enough = share.met(present, due)
    kind = catalogue.PARTY_QUORUM_MET if enough else catalogue.PARTY_QUORUM_NOT_MET
    return enough, Finding(kind, {"due": due, "present": present, "needs": share.needs(due)}, rule)


def least_candidates(rules: Rules, seats: int) -> int:
    """委员候选人的差额不少于应选人数的百分之二十: a fraction of a person is a person."""
    margin = rules.share("party_margin")
    assert margin is not None
    return seats + margin.needs(seats)
