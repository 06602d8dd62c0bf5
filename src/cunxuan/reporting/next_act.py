"""What has to be done next in a village, in words; no database, no clock.

Public: `next_act(facts) -> (Chinese, English)`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from cunxuan.core.stages import COUNTING
from cunxuan.core.steps import KINDS, step_name
from cunxuan.core.timetable import plan
from cunxuan.elections.actions import NEEDS, ORDER

from .facts import Facts, OpenVote, Vote
from .legal_days import steps_that_count
from .sentences import in_en, in_zh


def next_act(facts: Facts) -> tuple[str, str]:
    """What has to be done next, in both languages; empty when nothing is left."""
    if facts.open_votes:
        return next_of_vote(facts.open_votes[0])
    if facts.stage == COUNTING and facts.votes:
        return next_of_count(facts.votes[-1])
    first = next((step for step in ORDER if is_next(step, facts.stage, facts.days)), None)
    if first is None:
        return "", ""
    return with_its_day(first, facts)


def is_next(step: str, stage: int, done: Mapping[str, date]) -> bool:
    from_now_on = stage < COUNTING or step in steps_that_count(True)
    return from_now_on and step not in done and all(needed in done for needed in NEEDS.get(step, ()))


def with_its_day(step: str, facts: Facts) -> tuple[str, str]:
    zh, en = step_name(step), step_name(step, "en")
    if facts.polling_day is None or step not in KINDS:
        return zh, en
    planned = next(one for one in plan(facts.rules, facts.polling_day, facts.days, None) if one.step == step)
    if planned.latest:
        return f"{zh}，最迟 {in_zh(planned.latest)}", f"{en}, by {in_en(planned.latest)}"
    return f"{zh}，计划 {in_zh(planned.recommended)}", f"{en}, planned for {in_en(planned.recommended)}"


def next_of_vote(wanted: OpenVote) -> tuple[str, str]:
    zh, en = {"rerun": ("重新选举", "new vote"), "revote": ("再次投票", "new vote")}.get(
        wanted.kind, ("另行选举", "runoff")
    )
    found = wanted.after.found
    assert found is not None
    if found.declared_on is None:
        return "宣布结果", "Declare the result"
    if wanted.round is None:
        return f"确定{zh}的日期", f"Fix the day of the {en}"
    if wanted.round.all_closed:
        return next_of_count(wanted.round)
    day = wanted.round.polling_on
    return f"{in_zh(day)}{zh}", f"{en.capitalize()} on {in_en(day)}"


def next_of_count(vote: Vote) -> tuple[str, str]:
    if vote.found is not None:
        return "宣布结果", "Declare the result"
    states = {sheet.state for sheet in vote.sheets}
    if "differs" in states:
        return "第三人对照纸质计票单裁定", "A third person goes by the paper"
    if "returned" in states:
        return "录入人对照纸面再看退回的栏", "The clerks read the returned squares again"
    if states and states == {"verified"}:
        return "认定结果", "Determine the result"
    return "录入计票单", "Enter the count sheets"
