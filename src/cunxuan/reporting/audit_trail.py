"""What the trail of a village says of its audit and evaluation, in plain words: every act of preparation.audit_actions.

Public: `ACTS`, each named as its act.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from cunxuan.core.telling_words import day
from cunxuan.preparation.models.audits import ProblemState

Facts = Mapping[str, Any]
Words = tuple[str, str]  # Chinese, English

STATES: Mapping[str, Words] = {
    ProblemState.OPEN: ("未整改", "open"),
    ProblemState.UNDER_WAY: ("整改中", "under way"),
    ProblemState.SETTLED: ("已整改", "settled"),
}


def said(iso: str) -> Words:
    found = day(date.fromisoformat(iso))
    return found.zh, found.en


def audit_recorded(facts: Facts, _: object) -> Words:
    on, number = said(facts["reported_on"]), facts["problems"]
    found = f"，发现问题 {number} 个" if number else ""
    return f"记录 {on[0]}的审计报告{found}", f"recorded the audit report of {on[1]}, which finds {number} problem(s)"


def audit_published(facts: Facts, _: object) -> Words:
    on = said(facts["on"])
    return f"审计结果公告，{on[0]}", f"published the audit's result, {on[1]}"


def audit_taken_back(facts: Facts, _: object) -> Words:
    on, why = said(facts["reported_on"]), facts["why"]
    return f"撤回 {on[0]}的审计报告：{why}", f"took back the audit report of {on[1]}: {why}"


def audit_problem_moved(facts: Facts, _: object) -> Words:
    number, (zh, en) = facts["number"], STATES[facts["state"]]
    return f"审计发现的第 {number} 个问题：{zh}", f"problem {number} of the audit: {en}"


def evaluation_recorded(facts: Facts, _: object) -> Words:
    on, present, people = said(facts["held_on"]), facts["present"], facts["people"]
    return (
        f"记录 {on[0]}的民主评议，到会 {present} 人，评议 {people} 人",
        f"recorded the evaluation of {on[1]}: {present} present, {people} evaluated",
    )


def evaluation_published(facts: Facts, _: object) -> Words:
    on = said(facts["on"])
    return f"民主评议结果公告，{on[0]}", f"published the evaluation's result, {on[1]}"


def evaluation_taken_back(facts: Facts, _: object) -> Words:
    on, why = said(facts["held_on"]), facts["why"]
    return f"撤回 {on[0]}的民主评议：{why}", f"took back the evaluation of {on[1]}: {why}"


def gate_opened(facts: Facts, _: object) -> Words:
    missing = "、".join(zh for zh, _ in facts["missing"])
    missing_en = ", ".join(en for _, en in facts["missing"])
    reason, basis = (facts[key].rstrip("。.") for key in ("reason", "basis"))
    return (
        f"“两先一后”由 {facts['officer']} 决定放行，缺：{missing}；理由：{reason}；依据：{basis}",
        f"{facts['officer']} opened “audit and evaluation first”, missing: {missing_en}; reason: {reason}; "
        f"basis: {basis}",
    )


def gate_override_withdrawn(facts: Facts, _: object) -> Words:
    return (
        f"撤回“两先一后”的放行：{facts['why']}",
        f"withdrew the override of “audit and evaluation first”: {facts['why']}",
    )


ACTS = (
    audit_recorded,
    audit_published,
    audit_taken_back,
    audit_problem_moved,
    evaluation_recorded,
    evaluation_published,
    evaluation_taken_back,
    gate_opened,
    gate_override_withdrawn,
)
