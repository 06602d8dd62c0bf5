"""The timetable of an election (工作日程): each step's legal and recommended day, and how each day is reckoned.

Legal basis: Organic Law arts. 14, 15, 20 (17, 18, 24 from 2026) and the provinces' deadlines; days are counted
as `dates.py` says. A step without a legal day has only the recommended one. Every day is plain arithmetic from polling
day; what was done moves the days that count from it.

Public: `plan(rules, polling_day, done, today) -> tuple[Step, ...]`, `Step`, `Why`, `earliest_polling_day`, `step_name`,
`STEP_IDS`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

from cunxuan.core import findings
from cunxuan.core.findings import Finding, Kind
from cunxuan.core.law import Rule, Rules
from cunxuan.core.steps import ANCHORS, KINDS, NAMES, STEPS, Anchor, Limit, StepKind, step_name

__all__ = ["STEP_IDS", "Step", "Why", "earliest_polling_day", "plan", "step_name"]

STEP_IDS: tuple[str, ...] = tuple(kind.step for kind in STEPS)

#: A runoff is due only where seats are missing, so its day passing says nothing.
NEVER_OVERDUE = frozenset({"runoff_by"})
GRAVITY = {"block": 0, "warn": 1, "note": 2}

findings.WORDS.update(NAMES)


@dataclass(frozen=True, slots=True)
class Why:
    """How a day is reckoned: from which day, how many days, as a sentence, and by which rule."""

    anchor: Anchor
    days: int
    zh: str
    en: str
    rule: str = ""
    confirmed: bool = True


# The county's board makes thousands of steps: a NamedTuple is changed in a quarter of the time of a frozen dataclass.
class Step(NamedTuple):
    """A step in a village's timetable. `legal`: the law fixes `latest` or `earliest`."""

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


Done = Mapping[str, date | str] | Iterable[tuple[str, date | str]]


def plan(rules: Rules, polling_day: date, done: Done = (), today: date | None = None) -> tuple[Step, ...]:
    """The steps in order of time; with what was done, and what day it is, each with what the law says about it."""
    given = dict(done)
    if not given and today is None:
        return _planned(rules, polling_day)
    dates = tuple((step, _as_date(given[step])) for step in STEP_IDS if step in given)
    return _followed(rules, polling_day, dates, today)


def earliest_polling_day(rules: Rules, roll_published: date) -> date:
    """The first day on which the poll can be held when the roll is published on this day (组织法: 选举日的二十日前)."""
    days = rules.number("roll_days_before") or 0
    return roll_published + timedelta(days=days + rules.flag("roll_clear_days"))


def _as_date(day: date | str) -> date:
    return date.fromisoformat(day) if isinstance(day, str) else day


@lru_cache(maxsize=4096)
def _planned(rules: Rules, polling_day: date) -> tuple[Step, ...]:
    steps = [_step(kind, rules, polling_day, {}) for kind in STEPS]
    return tuple(sorted(steps, key=lambda step: step.recommended))


@lru_cache(maxsize=8192)
def _followed(
    rules: Rules, polling_day: date, done: tuple[tuple[str, date], ...], today: date | None
) -> tuple[Step, ...]:
    """The plan with what was done; a step nothing happened to is the planned one, unchanged."""
    given = dict(done)
    return tuple(_follow(step, rules, polling_day, given, today) for step in _planned(rules, polling_day))


def _follow(step: Step, rules: Rules, polling_day: date, done: Mapping[str, date], today: date | None) -> Step:
    if step.why.anchor in done or (step.why.anchor == "result_announced" and "polling" in done):
        step = _step(KINDS[step.step], rules, polling_day, done)
    done_on = done.get(step.step)
    finding = _finding(step, rules, polling_day, done, today)
    return step if done_on is None and finding is None else step._replace(done_on=done_on, finding=finding)


# -- the days of one step -----------------------------------------------------------------------------------------


def _step(kind: StepKind, rules: Rules, polling_day: date, done: Mapping[str, date]) -> Step:
    """One step with its days: the legal ones from the pack, the recommended one never outside them."""
    found = _limit(kind, rules)
    offset = _offset(kind, rules)
    if found is None:
        day = polling_day + timedelta(days=offset)
        return Step(
            kind.step, kind.zh, kind.en, None, None, day, False, "", "", True, kind.document, _advice(offset, day)
        )
    limit, rule, days = found
    start = _anchor(limit.anchor, polling_day, done)
    legal_day = start + timedelta(days=days * limit.sign)
    recommended = polling_day + timedelta(days=offset)
    latest, earliest = (legal_day, None) if limit.way == "latest" else (None, legal_day)
    recommended = min(recommended, legal_day) if latest else max(recommended, legal_day)
    why = _reckoned(limit, rule, start, days, legal_day)
    return Step(
        step=kind.step,
        zh=kind.zh,
        en=kind.en,
        earliest=earliest,
        latest=latest,
        recommended=recommended,
        legal=True,
        basis=rule.basis,
        basis_en=rule.basis_en,
        confirmed=rule.confirmed,
        document=kind.document,
        why=why,
        rule=rule,
    )


def _limit(kind: StepKind, rules: Rules) -> tuple[Limit, Rule, int] | None:
    """The first limit of a step that the law of the place knows, with its rule and its days."""
    for limit in kind.limits:
        rule = rules.get(limit.rule)
        if rule is None or rule.value is False:
            continue
        days = rules.number(limit.rule) if limit.fixed is None else limit.fixed
        clear = limit.rule == "roll_days_before" and rules.flag("roll_clear_days")
        return limit, rule, (days or 0) + clear
    return None


def _offset(kind: StepKind, rules: Rules) -> int:
    """The recommended day, from polling day; where nominees are published early, nomination moves before that."""
    early = rules.number("nominees_days_before")
    if early is not None and kind.step in EARLIER:
        return min(kind.offset, -early - EARLIER[kind.step])
    return kind.offset


#: Days before the nominees' list at which the steps before it are recommended.
EARLIER = {"nomination_notice": 4, "nomination_vote": 2, "review_completed": 0}


def _anchor(anchor: Anchor, polling_day: date, done: Mapping[str, date]) -> date:
    """The day from which a limit runs: what was done, else what is recommended."""
    if anchor in done:
        return done[anchor]
    if anchor in ("polling_day", "result_announced"):
        return done.get("polling", polling_day) if anchor == "result_announced" else polling_day
    return polling_day + timedelta(days=KINDS[anchor].offset)


def _advice(offset: int, day: date) -> Why:
    zh, en = _sum("polling_day", day - timedelta(days=offset), offset, day)
    return Why("polling_day", offset, f"{zh}（建议，法律没有规定期限）", f"{en} (advice; the law sets no day)")


def _reckoned(limit: Limit, rule: Rule, start: date, days: int, legal_day: date) -> Why:
    zh, en = _sum(limit.anchor, start, days * limit.sign, legal_day)
    if limit.way == "earliest":
        end = ("，当日届满", "; the period ends with that day")
    else:
        end = ("，当日可以", "; that day itself will do")
    return Why(limit.anchor, days * limit.sign, zh + end[0], en + end[1], rule.key, rule.confirmed)


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


# -- what the law says about what was done ------------------------------------------------------------------------


def _finding(
    step: Step, rules: Rules, polling_day: date, done: Mapping[str, date], today: date | None
) -> Finding | None:
    """The gravest thing there is to say about a step."""
    done_on = done.get(step.step)
    if done_on is None:
        return _overdue(step, today) if today else None
    found = [one for check in CHECKS if (one := check(step, done_on, rules, polling_day, done, today))]
    return min(found, key=lambda one: GRAVITY[one.severity]) if found else None


def _overdue(step: Step, today: date) -> Finding | None:
    """Not done, and the law's last day is past."""
    if step.latest is None or today <= step.latest or step.step in NEVER_OVERDUE:
        return None
    values: dict[str, findings.Value] = {"latest": step.latest.isoformat(), "today": today.isoformat()}
    if step.step == "handover_by":
        return Finding(findings.HANDOVER_OVERDUE, values, step.rule)
    return Finding(findings.STEP_OVERDUE, {"step": step.step, **values}, step.rule)


def _roll_in_time(
    step: Step, done_on: date, rules: Rules, polling_day: date, _done: Mapping[str, date], _today: date | None
) -> Finding | None:
    """登记参加选举的村民名单应当在选举日的二十日前公布; exactly so many days leaves no room for a correction."""
    if step.step != "roll_published" or step.latest is None:
        return None
    days, wanted = (polling_day - done_on).days, (polling_day - step.latest).days
    if days > wanted:
        return None
    earliest = earliest_polling_day(rules, done_on)
    values: dict[str, findings.Value] = {
        "done": done_on.isoformat(),
        "days": days,
        "wanted": wanted,
        "earliest": earliest.isoformat(),
    }
    return Finding(findings.EXACTLY_20_DAYS if days == wanted else findings.ROLL_TOO_LATE, values, step.rule)


def _not_too_late(
    step: Step, done_on: date, _rules: Rules, _polling_day: date, _done: Mapping[str, date], _today: date | None
) -> Finding | None:
    """Done by the law's last day."""
    if step.latest is None or done_on <= step.latest or step.step == "roll_published":
        return None
    kind: Kind = findings.CANDIDATES_TOO_LATE if step.step == "candidates_published" else findings.STEP_TOO_LATE
    values = {"step": step.step, "done": done_on.isoformat(), "latest": step.latest.isoformat()}
    return Finding(kind, values, step.rule)


def _not_too_early(
    step: Step, done_on: date, _rules: Rules, _polling_day: date, _done: Mapping[str, date], _today: date | None
) -> Finding | None:
    """Not before the law's period is over."""
    if step.earliest is None or done_on >= step.earliest:
        return None
    values = {"step": step.step, "done": done_on.isoformat(), "earliest": step.earliest.isoformat()}
    return Finding(findings.STEP_TOO_EARLY, values, step.rule)


def _in_order(
    step: Step, done_on: date, _rules: Rules, _polling_day: date, done: Mapping[str, date], _today: date | None
) -> Finding | None:
    """Not before a step that has to come first."""
    for before in KINDS[step.step].after:
        before_done = done.get(before)
        if before_done and done_on < before_done:
            values = {"step": step.step, "done": done_on.isoformat(), "before": before}
            return Finding(findings.OUT_OF_ORDER, {**values, "before_done": before_done.isoformat()}, step.rule)
    return None


def _not_in_the_future(
    step: Step, done_on: date, _rules: Rules, _polling_day: date, _done: Mapping[str, date], today: date | None
) -> Finding | None:
    if today is None or done_on <= today:
        return None
    values = {"step": step.step, "done": done_on.isoformat(), "today": today.isoformat()}
    return Finding(findings.DONE_AFTER_TODAY, values)


def _as_recommended(
    step: Step, done_on: date, _rules: Rules, _polling_day: date, _done: Mapping[str, date], _today: date | None
) -> Finding | None:
    if done_on <= step.recommended or step.earliest is not None:
        return None
    values = {"step": step.step, "done": done_on.isoformat(), "recommended": step.recommended.isoformat()}
    return Finding(findings.LATER_THAN_RECOMMENDED, values)


CHECKS = (_roll_in_time, _not_too_late, _not_too_early, _in_order, _not_in_the_future, _as_recommended)
