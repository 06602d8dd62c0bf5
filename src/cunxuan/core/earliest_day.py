"""The earliest lawful polling day of a county that is late: what was done is done, the rest is done today.

Legal basis: the days before polling day that the law of the place gives (Organic Law art. 14, 17 from 2026, and the
provinces). The day is looked for from today on, day by day, with the timetable itself: it breaks no rule, and the day
before it does.

Public: `earliest_lawful_day(rules_on, today, done) -> EarliestDay`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from cunxuan.core import findings, step_findings
from cunxuan.core.errors import BadInput
from cunxuan.core.findings import Finding
from cunxuan.core.law import Rules
from cunxuan.core.timetable import Done, Step, days_of, plan

DAY = timedelta(days=1)
#: How far ahead it is looked for: no rule counts more days than that.
HORIZON = 400


class EarliestDay(NamedTuple):
    """The first lawful polling day, the law of that day, what rules out the day before, and what no day can mend."""

    day: date
    rules: Rules
    binding: tuple[Finding, ...]
    past_mending: tuple[Finding, ...]

    @property
    def lawful(self) -> bool:
        return not self.past_mending


def earliest_lawful_day(rules_on: Callable[[date], Rules], today: date, done: Done = ()) -> EarliestDay:
    """The first polling day, today or later, that breaks no rule, given what was done and that the rest is done now.

    `rules_on` gives the law of a polling day: a later day can fall under another edition.
    """
    given = days_of(done)
    if "polling" in given:
        raise BadInput("投票已经举行，不再推算选举日。", "The poll was held; there is no polling day to look for.")
    last = max([today, *given.values()]) + DAY * HORIZON
    binding: tuple[Finding, ...] = ()
    day = today
    while True:
        rules = rules_on(day)
        past_mending = _blocking(rules, last, given, today)  # however late the poll
        known = {(step.step, finding.code) for step, finding in past_mending}
        blocking = _blocking(rules, day, given, today)
        found = [(step, finding) for step, finding in blocking if (step.step, finding.code) not in known]
        if not found:
            return EarliestDay(day, rules, binding, tuple(finding for _, finding in past_mending))
        day += DAY
        binding = tuple(_binding(step, finding, day, today) for step, finding in found)


def _blocking(rules: Rules, day: date, done: Mapping[str, date], today: date) -> list[tuple[Step, Finding]]:
    steps = plan(rules, day, done, today, "committee")
    return [(step, step.finding) for step in steps if step.finding is not None and step.finding.blocks]


def _binding(step: Step, finding: Finding, day: date, today: date) -> Finding:
    """Why a polling day cannot be before this one."""
    if step.why.anchor != "polling_day":
        return finding
    values: dict[str, findings.Value] = {
        "step": step.step,
        "days": abs(step.why.days),
        "earliest": day.isoformat(),
    }
    if step.done_on is None:
        return Finding(step_findings.NOT_DONE_YET, {**values, "today": today.isoformat()}, step.rule)
    return Finding(step_findings.DONE_ON, {**values, "done": step.done_on.isoformat()}, step.rule)
