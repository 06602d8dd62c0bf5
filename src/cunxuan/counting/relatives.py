"""What a determination has to know of relatives: of whom it must be stated, and whether it still is as it was asked.

Legal basis: Organic Law art 8 (from 2026) and the provinces (近亲属回避). What is stated stands in
candidates.kin_actions; who stays is core.kin's to say.

Public: `kin_case`, `could_be_elected`, `not_yet_stated`, `asked_anew`, `is_stale`, and what is refused because of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from cunxuan.candidates.kin_actions import last_statement, ties_among
from cunxuan.candidates.models import KinStatement
from cunxuan.core import case
from cunxuan.core.errors import Refusal
from cunxuan.core.law import Rules
from cunxuan.elections.actions import rules_of
from cunxuan.elections.models import Election

from .models import Determination


def kin_case(asked: Mapping[str, Any], stated: KinStatement | None) -> dict[str, Any]:
    """The relatives among those whom a case names, and how a meeting settled who stays."""
    said: dict[str, Any] = {}
    ties = ties_among(stated, {name for name, _ in everybody(asked)})
    if ties:
        said["kin"] = ties
    if ties and stated and stated.keeps:
        said["measures"] = {**asked["measures"], "committee_kin_keeps": stated.keeps}
    return said


def everybody(asked: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Everybody whom a case names: voted for, or elected before."""
    for contest in asked["contests"]:
        for one in contest["candidates"]:
            yield one["name"], one
    for one in asked["elected_before"]:
        yield one["name"], one


def could_be_elected(asked: Mapping[str, Any], rules: Rules) -> tuple[str, ...]:
    """Of whom it must be known whether they are relatives; nobody, where the vote is void.

    Those elected before, all candidates, and whoever was written in with enough votes for all posts together: a
    method may count votes down.
    """
    answered, _, _ = case.answer({key: value for key, value in asked.items() if key != "kin"})
    if answered["outcome"] in ("void", "rerun"):
        return ()
    least = fewest_votes(asked, answered, rules)
    votes: Counter[str] = Counter()
    for name, one in everybody(asked):
        votes[name] += one.get("votes", 0)
    names = (name for name, one in everybody(asked) if not one.get("write_in") or votes[name] >= least)
    return tuple(dict.fromkeys(names))


def fewest_votes(asked: Mapping[str, Any], answered: Mapping[str, Any], rules: Rules) -> int:
    """With how few votes somebody could be elected; those of a runoff, where a meeting lets this vote decide."""
    if not answered["threshold"]:
        return 1
    needs: int = answered["threshold"]["needs"]
    floor = rules.share("runoff_floor") if asked["measures"].get("no_second_round") else None
    return min(needs, floor.needs(answered["participants"])) if floor else needs


def asked_anew(found: Determination, asked: Mapping[str, Any]) -> bool:
    """Was something stated or decided about relatives since this was determined, and is it not declared yet?"""
    changed = any(found.case.get(key) != asked.get(key) for key in ("kin", "measures"))
    return changed and found.declared_on is None


def refuse_unless_relatives_stated(election: Election, asked: Mapping[str, Any]) -> None:
    """No figure shows that two brothers have enough votes: it has to be stated of everybody who could be elected."""
    unknown = not_yet_stated(election, asked)
    if unknown:
        more = len(unknown) > FEW
        raise Refusal(
            "RELATIVES_NOT_STATED",
            f"还没有写明谁和谁有近亲属关系：{'、'.join(unknown[:FEW])}{'等' if more else ''}。",
            "请先写明；都没有的，也要写明没有。",
            f"It is not stated who are relatives: {', '.join(unknown[:FEW])}{' and others' if more else ''}.",
            "State it first; where nobody is, state that.",
        )


FEW = 4  # names in a sentence


def not_yet_stated(election: Election, asked: Mapping[str, Any]) -> tuple[str, ...]:
    """Those who could be elected and of whom the last statement says nothing, where the law keeps relatives apart."""
    rules, stated = rules_of(election), last_statement(election)
    if rules.get("committee_kin") is None:
        return ()
    known = set(stated.names) if stated else set()
    return tuple(name for name in could_be_elected(asked, rules) if name not in known)


def refuse_stale(found: Determination) -> None:
    """What is announced was determined from the relatives as they are stated now."""
    if not found.is_void:
        refuse_unless_relatives_stated(found.round.election, found.case)
    if is_stale(found):
        raise Refusal(
            "RELATIVES_CHANGED",
            "认定以后，近亲属关系的写法或者会议决定有了变化。",
            "请重新认定，再宣布。",
            "What is stated of relatives, or decided between them, has changed since the result was determined.",
            "Determine it again, then declare it.",
        )


def is_stale(found: Determination) -> bool:
    """Would the same vote be asked about otherwise now, because of who are relatives?"""
    election = found.round.election
    asked = {**{key: said for key, said in found.case.items() if key != "kin"}, "measures": election.measures}
    return asked_anew(found, {**asked, **kin_case(asked, last_statement(election))})
