"""Days of the law that are past or near, of those that can still be kept; no database, no clock.

Public: `of_days`, `steps_that_count`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache

from cunxuan.core import findings
from cunxuan.core.findings import Finding
from cunxuan.core.stages import ALL_DONE, COUNTING, STAGES, State
from cunxuan.core.timetable import Step, plan
from cunxuan.elections.actions import AUDIT_PUBLISHED, NEEDS

from .facts import Facts
from .matters import Matter, poll_not_held
from .sentences import article_of_finding, days, in_en, in_zh, still_en, still_zh


def of_days(facts: Facts, today: date, soon: int) -> Iterator[Matter]:
    """Legal days that are past or near, from the present stage on; the law knows no day before polling day is fixed."""
    if facts.polling_day is None or facts.open_votes or facts.stage == ALL_DONE:
        return  # while a vote is open its own last day counts, and no committee takes over
    done = facts.days
    count = steps_that_count("polling" in done) | (FURTHER & done.keys())
    if "polling" not in done and not facts.votes and facts.polling_day < today:
        yield poll_not_held(facts.rules, facts.polling_day, 0, today)
    for step in plan(facts.rules, facts.polling_day, done, today, "committee"):
        if step.legal and step.step in count:
            yield from of_step(step, done, today, soon)


#: Known beside the stages once it was done; some provinces count it from the day the election committee is chosen.
FURTHER = frozenset((AUDIT_PUBLISHED,))


@lru_cache(maxsize=2)
def steps_that_count(voted: bool) -> frozenset[str]:
    """After the poll what should have come before it is past."""
    stages = STAGES[COUNTING - 1 :] if voted else STAGES
    return frozenset(step for stage in stages for step in stage.steps)


def of_step(step: Step, done: Mapping[str, date], today: date, soon: int) -> Iterator[Matter]:
    if step.finding and step.finding.blocks and (step.done_on is None or "polling" not in done):
        yield of_finding(step, step.finding, today)
    elif step.done_on is None and is_near(step, done, today, soon):
        assert step.latest is not None
        left = (step.latest - today).days
        yield Matter(
            State.DUE_SOON,
            f"最迟 {in_zh(step.latest)}{step.zh}，{still_zh(left)}。",
            f"“{step.en}” is due by {in_en(step.latest)}, {still_en(left)}.",
            step.basis,
            step.basis_en,
            step.rule.key if step.rule else "",
        )


def is_near(step: Step, done: Mapping[str, date], today: date, soon: int) -> bool:
    """It can be done, its planned day has come, few days are left. What belongs to the very day is not announced."""
    if step.latest is None or step.why.days == 0 or today < step.recommended:
        return False
    return (step.latest - today).days <= soon and all(needed in done for needed in NEEDS.get(step.step, ()))


def of_finding(step: Step, finding: Finding, today: date) -> Matter:
    """What the law says of a step that is late, or that was done on a day on which it must not be."""
    zh, en, state = finding.sentence("zh"), finding.sentence("en"), State.OVERDUE
    if step.done_on is None:
        assert step.latest is not None
        over = (today - step.latest).days
        zh = f"最迟应于 {in_zh(step.latest)}{step.zh}，已超 {over} 天。"
        en = f"“{step.en}” was due by {in_en(step.latest)}, {days(over)} ago."
    elif finding.kind is findings.ROLL_TOO_LATE:
        earliest = date.fromisoformat(str(finding.values["earliest"]))
        zh = f"名单 {in_zh(step.done_on)}才公布，选举日最早只能是 {in_zh(earliest)}。"
        en = f"The roll was published only on {in_en(step.done_on)}; polling day cannot be before {in_en(earliest)}."
    elif finding.kind in (findings.STEP_TOO_EARLY, findings.OUT_OF_ORDER):
        state = State.BLOCKED
    return Matter(state, zh, en, *article_of_finding(finding))
