"""The timetable of both elections (工作日程): each step's legal and recommended day, and how each day is reckoned.

Legal basis: Organic Law arts. 14, 15, 20 (17, 18, 24 from 2026) and the provinces' deadlines; days are counted
as `dates.py` says. A step without a legal day has only the recommended one. Every day is plain arithmetic from the day
of the vote; what was done moves the days that count from it. A last day on which offices are closed stays where it is
and is pointed out; it moves only where a rule says so (`roll_over_holidays`).

Public: `plan(rules, polling_day, done, today, course) -> tuple[Step, ...]`, `plan_party`, `Step`, `Why`,
`earliest_polling_day`, `party_day_for`, `days_of`, `step_name`, `STEP_IDS`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from cunxuan.core import findings, step_findings
from cunxuan.core.findings import Finding, Kind
from cunxuan.core.holidays import day_off, full_working_days_before, is_known, last_working_day, next_working_day
from cunxuan.core.law import Rule, Rules
from cunxuan.core.steps import (
    ANCHORS,
    COURSES,
    FURTHER,
    NAMES,
    STEPS,
    Anchor,
    Course,
    Election,
    Limit,
    StepKind,
    step_name,
)

__all__ = [
    "STEP_IDS",
    "Step",
    "Why",
    "days_of",
    "earliest_polling_day",
    "party_day_for",
    "plan",
    "plan_party",
    "step_name",
]

DAY = timedelta(days=1)
STEP_IDS: tuple[str, ...] = tuple(kind.step for kind in STEPS)
GRAVITY = {"block": 0, "warn": 1, "note": 2}
VOTE: frozenset[Anchor] = frozenset({"polling_day", "party_day"})
#: A step that the law moves earlier takes those it needs along, this many days before it.
LEAD = 2

findings.WORDS.update(NAMES)

KIND_OF: dict[Course, dict[str, StepKind]] = {
    course: {kind.step: kind for kind in kinds} for course, kinds in COURSES.items()
}
#: The steps that need a step, for each course.
NEEDED_BY: dict[Course, dict[str, tuple[StepKind, ...]]] = {
    course: {kind.step: tuple(later for later in kinds if kind.step in later.after) for kind in kinds}
    for course, kinds in COURSES.items()
}
ONLY_BY_LAW = frozenset(kind.step for kind in FURTHER)


@dataclass(frozen=True, slots=True)
class Why:
    """How a day is reckoned: from which day, how many days, as a sentence; by which rule, and where that stands."""

    anchor: Anchor
    days: int
    zh: str
    en: str
    rule: str = ""
    confirmed: bool = True
    start: date | None = None
    basis: str = ""
    basis_en: str = ""
    pack: str = ""
    layer: str = ""


# The county's board makes thousands of steps: a NamedTuple is changed in a quarter of the time of a frozen dataclass.
class Step(NamedTuple):
    """A step in a village's timetable. `legal`: the law fixes `latest` or `earliest`.

    `finding` is the gravest thing to say about what was done or left undone; `findings` is all there is to say, also of
    the calendar.
    """

    step: str
    zh: str
    en: str
    earliest: date | None
    latest: date | None
    recommended: date
    legal: bool
    basis: str
    basis_en: str
    confirmed: bool
    document: tuple[str, ...]
    why: Why
    done_on: date | None = None
    finding: Finding | None = None
    rule: Rule | None = None
    election: Election = "committee"
    findings: tuple[Finding, ...] = ()


Done = Mapping[str, date | str] | Iterable[tuple[str, date | str]]


def plan(
    rules: Rules, polling_day: date, done: Done = (), today: date | None = None, course: Course = "recorded"
) -> tuple[Step, ...]:
    """The steps in order of time; with what was done, and what day it is, each with what the law says about it.

    `course` "recorded" gives the steps that are recorded one by one, "committee" also the further days that the law of
    the place gives, "party" those of the members' meeting on that day.
    """
    if not done and today is None:
        return _planned(rules, polling_day, course)
    given = days_of(done)
    dates = tuple((kind.step, given[kind.step]) for kind in COURSES[course] if kind.step in given)
    return _followed(rules, polling_day, course, dates, today)


def plan_party(
    rules: Rules, party_day: date, done: Done = (), today: date | None = None, polling_day: date | None = None
) -> tuple[Step, ...]:
    """The steps to the members' meeting; where polling day is known, whether the meeting is early enough before it."""
    steps = plan(rules, party_day, done, today, "party")
    if polling_day is None:
        return steps
    return tuple(_before_polling(step, rules, party_day, polling_day) for step in steps)


def party_day_for(rules: Rules, polling_day: date) -> date:
    """The last day for the members' meeting that practice leaves before a polling day."""
    return polling_day - DAY * (rules.number("party_days_before_polling") or 0)


def earliest_polling_day(rules: Rules, roll_published: date) -> date:
    """The first day on which the poll can be held when the roll is published on this day (组织法: 选举日的二十日前)."""
    days = (rules.number("roll_days_before") or 0) + rules.flag("roll_clear_days")
    return _moved(roll_published, rules, +1) + DAY * days


def days_of(done: Done) -> dict[str, date]:
    """What was done, each step with its day; a day may be given as text."""
    return {step: date.fromisoformat(day) if isinstance(day, str) else day for step, day in dict(done).items()}


# -- the plan -----------------------------------------------------------------------------------------------------


class _Bound(NamedTuple):
    """A limit that the law of the place knows, with its rule and its days."""

    limit: Limit
    rule: Rule
    days: int


@lru_cache(maxsize=4096)
def _planned(rules: Rules, day: date, course: Course) -> tuple[Step, ...]:
    if course == "recorded":  # the same days, without the further ones
        return tuple(step for step in _planned(rules, day, "committee") if step.step not in ONLY_BY_LAW)
    bounds = {kind.step: _bound(kind, rules) for kind in COURSES[course]}
    kinds = [kind for kind in COURSES[course] if bounds[kind.step] or kind.step not in ONLY_BY_LAW]
    advised = _advised(kinds, bounds, rules, day, course)
    steps = []
    for kind in kinds:  # in order of time, so that the days it counts from are settled
        bound = bounds[kind.step]
        recommended = max([advised[kind.step], *(advised[step] for step in kind.after if step in advised)])
        if bound is None:
            step = _free_step(kind, recommended, day, course)
        else:
            start = day if bound.limit.anchor in VOTE else advised[bound.limit.anchor]
            step = _legal_step(kind, bound, start, recommended, rules)
        advised[kind.step] = step.recommended
        steps.append(step)
    return tuple(sorted(steps, key=lambda step: step.recommended))


def _advised(
    kinds: list[StepKind], bounds: Mapping[str, _Bound | None], rules: Rules, day: date, course: Course
) -> dict[str, date]:
    """The recommended days from the last step back: none later than the law allows, or than what needs it."""
    advised: dict[str, date] = {}
    for kind in reversed(kinds):
        latest = [day + DAY * kind.offset]
        bound = bounds[kind.step]
        if bound and bound.limit.way == "latest" and bound.limit.anchor in VOTE:
            latest.append(_legal_day(bound, day, rules))
        needed_by = [
            later
            for later in NEEDED_BY[course][kind.step]
            if later.step in advised and not _may_come_first(bounds[later.step], bound)
        ]
        latest += [advised[later.step] - DAY * _lead(kind, later, bounds[later.step]) for later in needed_by]
        advised[kind.step] = min(latest)
    return advised


def _lead(kind: StepKind, later: StepKind, bound: _Bound | None) -> int:
    """Days by which a step is done before one that needs it: those of a period that has to be over in between."""
    period = bound.days if bound and bound.limit.way == "earliest" and bound.limit.anchor == kind.step else 0
    return max(min(later.offset - kind.offset, LEAD), period)


def _may_come_first(bound: _Bound | None, before: _Bound | None) -> bool:
    """Does the law close a step on an earlier day than one it would wait for? (Withdrawals before the formal list.)"""
    if bound is None or before is None or not (bound.limit.anchor == before.limit.anchor == "polling_day"):
        return False
    return bound.days * bound.limit.sign < before.days * before.limit.sign


def _bound(kind: StepKind, rules: Rules) -> _Bound | None:
    """The first limit of a step that the law of the place knows."""
    for limit in kind.limits:
        rule = rules.get(limit.rule)
        if rule is None or rule.value is False or limit.value not in (None, rule.value):
            continue
        days = rules.number(limit.rule) if limit.fixed is None else limit.fixed
        clear = limit.rule == "roll_days_before" and rules.flag("roll_clear_days")
        return _Bound(limit, rule, (days or 0) + clear)
    return None


def _legal_day(bound: _Bound, start: date, rules: Rules) -> date:
    limit = bound.limit
    if limit.working:
        return full_working_days_before(start, bound.days)
    day = start + DAY * bound.days * limit.sign
    return _moved(day, rules, limit.sign) if bound.days else day


def _moved(day: date, rules: Rules, sign: int) -> date:
    """Where a rule moves a last day off: to the working day after it; counted back from the vote, to the one before."""
    if not rules.flag("roll_over_holidays"):
        return day
    return next_working_day(day) if sign == 1 else last_working_day(day)


def _free_step(kind: StepKind, recommended: date, day: date, course: Course) -> Step:
    """A step for which the law sets no day."""
    anchor: Anchor = "party_day" if course == "party" else "polling_day"
    offset = (recommended - day).days
    zh, en = _sum(anchor, day, offset, recommended)
    why = Why(anchor, offset, f"{zh}（建议，法律没有规定期限）", f"{en} (advice; the law sets no day)", start=day)
    election: Election = "party" if course == "party" else "committee"
    return Step(
        kind.step,
        kind.zh,
        kind.en,
        None,
        None,
        recommended,
        False,
        "",
        "",
        True,
        kind.document,
        why,
        election=election,
    )


def _legal_step(kind: StepKind, bound: _Bound, start: date, recommended: date, rules: Rules) -> Step:
    """A step with the day the law sets; the recommended day is never outside it."""
    rule, day = bound.rule, _legal_day(bound, start, rules)
    is_latest = bound.limit.way == "latest"
    return Step(
        step=kind.step,
        zh=kind.zh,
        en=kind.en,
        earliest=None if is_latest else day,
        latest=day if is_latest else None,
        recommended=min(recommended, day) if is_latest else max(recommended, day),
        legal=True,
        basis=rule.basis,
        basis_en=rule.basis_en,
        confirmed=rule.confirmed,
        document=kind.document,
        why=_reckoned(bound, start, day),
        rule=rule,
        election="party" if bound.limit.anchor == "party_day" else "committee",
        findings=_of_the_calendar(kind.step, bound, start, day),
    )


def _reckoned(bound: _Bound, start: date, day: date) -> Why:
    limit, rule, days = bound.limit, bound.rule, bound.days * bound.limit.sign
    raw = start + DAY * days
    if limit.working:
        zh, en = _sum_of_working_days(limit.anchor, start, bound.days, day)
    else:
        zh, en = _sum(limit.anchor, start, days, raw)
        if day != raw:
            zh += f"，遇休假日移至 {day.month} 月 {day.day} 日"
            en += f", moved for a day off to {day.isoformat()}"
    if limit.way == "earliest":
        end = ("，当日届满", "; the period ends with that day")
    else:
        end = ("，当日可以", "; that day itself will do")
    return Why(
        anchor=limit.anchor,
        days=days,
        zh=zh + end[0],
        en=en + end[1],
        rule=rule.key,
        confirmed=rule.confirmed,
        start=start,
        basis=rule.basis,
        basis_en=rule.basis_en,
        pack=rule.pack,
        layer=rule.layer,
    )


def _sum(anchor: Anchor, start: date, days: int, day: date) -> tuple[str, str]:
    """选举日 12 月 13 日 − 20 天 = 11 月 23 日."""
    zh, en = ANCHORS[anchor]
    if days == 0:
        return f"{zh} {day.month} 月 {day.day} 日", f"{en} {day.isoformat()}"
    sign = "−" if days < 0 else "+"
    return (
        f"{zh} {start.month} 月 {start.day} 日 {sign} {abs(days)} 天 = {day.month} 月 {day.day} 日",
        f"{en} {start.isoformat()} {sign} {abs(days)} days = {day.isoformat()}",
    )


def _sum_of_working_days(anchor: Anchor, start: date, days: int, day: date) -> tuple[str, str]:
    zh, en = ANCHORS[anchor]
    return (
        f"{zh} {start.month} 月 {start.day} 日前满 {days} 个工作日，为 {day.month} 月 {day.day} 日",
        f"{days} whole working days before {en} {start.isoformat()}, that is {day.isoformat()}",
    )


def _of_the_calendar(step: str, bound: _Bound, start: date, day: date) -> tuple[Finding, ...]:
    """A last day on which offices are closed, and days of which the holidays are not known."""
    if bound.days == 0:
        return ()  # it belongs to the vote itself, which is held on a day off
    raw = start + DAY * bound.days * bound.limit.sign
    said = []
    off = day_off(raw)
    if off and not bound.limit.working:
        values: dict[str, findings.Value] = {"step": step, "day": raw.isoformat(), "off": off.zh, "off_en": off.en}
        if day == raw:
            said.append(Finding(step_findings.LAST_DAY_IS_OFF, values, bound.rule))
        else:
            said.append(Finding(step_findings.LAST_DAY_MOVED, {**values, "moved": day.isoformat()}, bound.rule))
    if not is_known(day):
        said.append(Finding(step_findings.HOLIDAYS_NOT_HELD, {"step": step, "day": day.isoformat()}))
    return tuple(said)


# -- what the law says about what was done ------------------------------------------------------------------------


class _Facts(NamedTuple):
    """What is asked about: the law, the day of the vote, what was done, and today."""

    rules: Rules
    day: date
    done: Mapping[str, date]
    today: date | None
    kinds: Mapping[str, StepKind]


@lru_cache(maxsize=8192)
def _followed(
    rules: Rules, day: date, course: Course, done: tuple[tuple[str, date], ...], today: date | None
) -> tuple[Step, ...]:
    """The plan with what was done; a step nothing happened to is the planned one, unchanged."""
    facts = _Facts(rules, day, dict(done), today, KIND_OF[course])
    return tuple(_follow(step, facts) for step in _planned(rules, day, course))


def _follow(step: Step, facts: _Facts) -> Step:
    start = _started(step.why.anchor, facts.done)
    if start is not None and step.rule is not None:
        kind = facts.kinds[step.step]
        bound = _bound(kind, facts.rules)
        assert bound is not None
        step = _legal_step(kind, bound, start, step.recommended, facts.rules)
    done_on = facts.done.get(step.step)
    if done_on is None:
        late = _overdue(step, facts)
        return step._replace(finding=late, findings=(late, *step.findings)) if late else step
    found = [one for check in CHECKS if (one := check(step, done_on, facts))]
    found.sort(key=lambda one: GRAVITY[one.severity])
    return step._replace(done_on=done_on, finding=found[0] if found else None, findings=tuple(found))


def _started(anchor: Anchor, done: Mapping[str, date]) -> date | None:
    """The day from which a limit runs, where that was done; the vote elects the new committee."""
    if anchor == "result_announced" and anchor not in done:
        return done.get("polling")
    return done.get(anchor)


def _overdue(step: Step, facts: _Facts) -> Finding | None:
    """Not done, and the law's last day is past."""
    today, kind = facts.today, facts.kinds[step.step]
    if today is None or step.latest is None or today <= step.latest or kind.if_needed:
        return None
    values: dict[str, findings.Value] = {"latest": step.latest.isoformat(), "today": today.isoformat()}
    if step.step == "handover_by":
        return Finding(findings.HANDOVER_OVERDUE, values, step.rule)
    overdue = step_findings.NO_RECORD if step.step in ONLY_BY_LAW else findings.STEP_OVERDUE
    return Finding(overdue, {"step": step.step, **values}, step.rule)


def _roll_in_time(step: Step, done_on: date, facts: _Facts) -> Finding | None:
    """登记参加选举的村民名单应当在选举日的二十日前公布; exactly so many days leaves no room for a correction."""
    if step.step != "roll_published" or step.latest is None or done_on < step.latest:
        return None
    values: dict[str, findings.Value] = {
        "done": done_on.isoformat(),
        "days": (facts.day - done_on).days,
        "wanted": (facts.day - step.latest).days,
        "earliest": earliest_polling_day(facts.rules, done_on).isoformat(),
    }
    return Finding(findings.EXACTLY_20_DAYS if done_on == step.latest else findings.ROLL_TOO_LATE, values, step.rule)


def _not_too_late(step: Step, done_on: date, _facts: _Facts) -> Finding | None:
    """Done by the law's last day."""
    if step.latest is None or done_on <= step.latest or step.step == "roll_published":
        return None
    kind: Kind = findings.CANDIDATES_TOO_LATE if step.step == "candidates_published" else findings.STEP_TOO_LATE
    values = {"step": step.step, "done": done_on.isoformat(), "latest": step.latest.isoformat()}
    return Finding(kind, values, step.rule)


def _not_too_early(step: Step, done_on: date, _facts: _Facts) -> Finding | None:
    """Not before the law's period is over."""
    if step.earliest is None or done_on >= step.earliest:
        return None
    values = {"step": step.step, "done": done_on.isoformat(), "earliest": step.earliest.isoformat()}
    return Finding(findings.STEP_TOO_EARLY, values, step.rule)


def _in_order(step: Step, done_on: date, facts: _Facts) -> Finding | None:
    """Not before a step that has to come first."""
    for before in facts.kinds[step.step].after:
        before_done = facts.done.get(before)
        if before_done and done_on < before_done and not _let_first(step.step, before, facts):
            values = {"step": step.step, "done": done_on.isoformat(), "before": before}
            return Finding(findings.OUT_OF_ORDER, {**values, "before_done": before_done.isoformat()}, step.rule)
    return None


def _let_first(step: str, before: str, facts: _Facts) -> bool:
    bound, first = (_bound(facts.kinds[one], facts.rules) for one in (step, before))
    return _may_come_first(bound, first)


def _not_in_the_future(step: Step, done_on: date, facts: _Facts) -> Finding | None:
    if facts.today is None or done_on <= facts.today:
        return None
    values = {"step": step.step, "done": done_on.isoformat(), "today": facts.today.isoformat()}
    return Finding(findings.DONE_AFTER_TODAY, values)


def _on_the_last_day(step: Step, done_on: date, _facts: _Facts) -> Finding | None:
    """Exactly on the law's day: lawful, with no day to spare. What belongs to the vote's own day has none anyway."""
    if step.why.days == 0 or step.step == "roll_published":
        return None
    values = {"step": step.step, "done": done_on.isoformat()}
    if done_on == step.latest:
        return Finding(step_findings.EXACTLY_THE_LAST_DAY, values, step.rule)
    if done_on == step.earliest:
        return Finding(step_findings.PERIOD_ENDS_THAT_DAY, values, step.rule)
    return None


def _as_recommended(step: Step, done_on: date, _facts: _Facts) -> Finding | None:
    if done_on <= step.recommended or step.earliest is not None:
        return None
    values = {"step": step.step, "done": done_on.isoformat(), "recommended": step.recommended.isoformat()}
    return Finding(findings.LATER_THAN_RECOMMENDED, values)


CHECKS: tuple[Callable[[Step, date, _Facts], Finding | None], ...] = (
    _roll_in_time,
    _not_too_late,
    _not_too_early,
    _in_order,
    _not_in_the_future,
    _on_the_last_day,
    _as_recommended,
)


def _before_polling(step: Step, rules: Rules, party_day: date, polling_day: date) -> Step:
    """Practice: the party branch first, so that its new secretary can be proposed for the election committee."""
    wanted = rules.number("party_days_before_polling")
    if step.step != "members_meeting" or wanted is None:
        return step
    held = step.done_on or party_day
    days = (polling_day - held).days
    if days >= wanted:
        return step
    values: dict[str, findings.Value] = {"day": held.isoformat(), "days": days, "wanted": wanted}
    close = Finding(step_findings.PARTY_CLOSE_TO_POLLING, values, rules["party_days_before_polling"])
    found = sorted((*step.findings, close), key=lambda one: GRAVITY[one.severity])
    blocked = step.finding is not None and step.finding.blocks
    return step._replace(finding=step.finding if blocked else close, findings=tuple(found))
