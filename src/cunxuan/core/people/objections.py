"""An objection to the roll (对登记参加选举的村民名单有异议): in time, decided in time, published, and the appeal.

Organic Law art 14 (2010, 2018), art 17 (2026): objections within five days from the publication of the roll; the
election committee decides within three days of receipt and publishes the outcome. The day of publication and the day of
receipt are not counted (Civil Code art 201), the last day counts to its end. An objection on the day of publication is
in time all the same. Where a provincial text refuses late objections, they are refused; where no text does, the answer
warns and the committee decides. Hainan adds an appeal to the township.

A last day on which offices are closed stays the last day unless a rule moves it (`roll_over_holidays`); while the
period runs, the answer points it out. Objections are not petitions: other clocks, another register.

Public: `Objection`, `objection`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cunxuan.core.dates import due_within, window_after
from cunxuan.core.findings import Finding, Value, define
from cunxuan.core.holidays import day_off, next_working_day
from cunxuan.core.law import Rules
from cunxuan.core.opinions import Opinion, opinion


@dataclass(frozen=True, slots=True)
class Objection:
    """What is recorded of an objection; days are those of the place, and `None` is what has not happened."""

    roll_published_on: date
    received_on: date
    in_writing: bool = True
    decided_on: date | None = None
    decision_in_writing: bool = True
    outcome_published_on: date | None = None
    appealed_on: date | None = None
    appeal_decided_on: date | None = None


def objection(rules: Rules, case: Objection, today: date) -> Opinion:
    """Is the objection in time, by when is it decided, and how does it stand today?"""
    first, _ = window_after(case.roll_published_on, _days(rules, "objection_days"))
    last = _due(rules, case.roll_published_on, "objection_days")
    found = [*_receipt(rules, case, last), *_form(rules, case)]
    accepted = not any(one.blocks for one in found)
    days: dict[str, date] = {}
    if accepted:
        days["decide_by"] = _due(rules, max(case.received_on, case.roll_published_on), "decision_days")
        found += [*_decision(rules, case, days["decide_by"], today), *_appeal(rules, case, days, today)]
    found += _closed(rules, [last, *days.values()], today)
    return opinion(
        found,
        window_first=first,
        window_last=last,
        in_time=case.received_on <= last,
        state=_state(case, days, today) if accepted else "not_accepted",
        **days,
    )


def _receipt(rules: Rules, case: Objection, last: date) -> Iterator[Finding]:
    rule = rules["objection_days"]
    values: dict[str, Value] = {
        "received": _iso(case.received_on),
        "published": _iso(case.roll_published_on),
        "last": _iso(last),
    }
    if case.received_on > last and rules.flag("late_objection_refused"):
        yield Finding(LATE_NOT_ACCEPTED, values, rules["late_objection_refused"])
    elif case.received_on > last:
        yield Finding(LATE, values, rule)
    elif case.received_on > case.roll_published_on:
        yield Finding(IN_TIME, values, rule)
    elif case.received_on == case.roll_published_on:
        yield Finding(ON_THE_DAY_OF_PUBLICATION, values, rule)
    else:
        yield Finding(BEFORE_PUBLICATION, values, rule)


def _form(rules: Rules, case: Objection) -> Iterator[Finding]:
    if rules.flag("objection_in_writing") and not case.in_writing:
        yield Finding(OBJECTION_NOT_IN_WRITING, {}, rules["objection_in_writing"])


def _decision(rules: Rules, case: Objection, due: date, today: date) -> Iterator[Finding]:
    rule = rules["decision_days"]
    if case.decided_on is None:
        values: dict[str, Value] = {"due": _iso(due), "today": _iso(today)}
        yield Finding(DECISION_OVERDUE if today > due else DECISION_DUE, values, rule)
        return
    decided: dict[str, Value] = {"due": _iso(due), "decided": _iso(case.decided_on)}
    yield Finding(DECIDED_LATE if case.decided_on > due else DECIDED, decided, rule)
    if rules.flag("decision_in_writing") and not case.decision_in_writing:
        yield Finding(DECISION_NOT_IN_WRITING, {}, rules["decision_in_writing"])
    if case.outcome_published_on is None:
        yield Finding(OUTCOME_NOT_PUBLISHED, decided, rule)


def _appeal(rules: Rules, case: Objection, days: dict[str, date], today: date) -> Iterator[Finding]:
    """The appeal to the township, where the place has one; adds its days to `days`."""
    if rules.get("objection_appeal_days") is None:
        if case.appealed_on is not None:
            yield Finding(NO_APPEAL_PROVIDED, {})
        return
    if case.decided_on is None:
        return
    days["appeal_by"] = _due(rules, case.decided_on, "objection_appeal_days")
    if case.appealed_on is None:
        return
    if case.appealed_on > days["appeal_by"]:
        values: dict[str, Value] = {"appealed": _iso(case.appealed_on), "last": _iso(days["appeal_by"])}
        yield Finding(APPEAL_LATE, values, rules["objection_appeal_days"])
        return
    due = days["appeal_decide_by"] = _due(rules, case.appealed_on, "objection_appeal_decision_days")
    yield _appeal_decision(rules, case, due, today)


def _appeal_decision(rules: Rules, case: Objection, due: date, today: date) -> Finding:
    rule = rules["objection_appeal_decision_days"]
    values: dict[str, Value] = {"due": _iso(due), "decided": _iso(case.appeal_decided_on or today)}
    if case.appeal_decided_on is None:
        return Finding(APPEAL_OVERDUE if today > due else APPEAL_DUE, values, rule)
    return Finding(APPEAL_DECIDED_LATE if case.appeal_decided_on > due else APPEAL_DECIDED, values, rule)


def _state(case: Objection, days: dict[str, date], today: date) -> str:
    """How it stands: under appeal, decided or not, and whether in time."""
    if "appeal_decide_by" in days:
        return "appeal_" + _stands(case.appeal_decided_on, days["appeal_decide_by"], today)
    return _stands(case.decided_on, days["decide_by"], today)


def _stands(decided_on: date | None, due: date, today: date) -> str:
    if decided_on is None:
        return "overdue" if today > due else "open"
    return "decided_late" if decided_on > due else "decided"


def _due(rules: Rules, start: date, key: str) -> date:
    """The last day of the period, moved to the next working day where a rule says so."""
    day = due_within(start, _days(rules, key))
    return next_working_day(day) if rules.flag("roll_over_holidays") else day


def _closed(rules: Rules, last_days: list[date], today: date) -> Iterator[Finding]:
    for day in sorted(set(last_days)):
        off = day_off(day)
        if off and today <= day:
            values: dict[str, Value] = {"day": _iso(day), "off": off.zh, "off_en": off.en}
            yield Finding(LAST_DAY_CLOSED, values, rules.get("roll_over_holidays"))


def _days(rules: Rules, key: str) -> int:
    return int(str(rules[key].value))


def _iso(day: date) -> str:
    return day.isoformat()


# -- what is said -------------------------------------------------------------------------------------------------


IN_TIME = define(
    "R40",
    "IN_TIME",
    "note",
    "{received} 收到，在异议期限内（公布日 {published} 不计入，最后一日为 {last}，当日收到的都在期限内）。",
    "Received on {received}, in time: the day of publication, {published}, is not counted, and the last day is "
    "{last}, to its end.",
    rests_on=("objection_days",),
)
ON_THE_DAY_OF_PUBLICATION = define(
    "R41",
    "ON_THE_DAY_OF_PUBLICATION",
    "note",
    "在公布当日 {received} 收到，期限尚未开始计算，仍属于在期限内提出。",
    "Received on the day of publication itself, {received}: the period has not begun to run, and the objection "
    "is in time.",
    rests_on=("objection_days",),
)
BEFORE_PUBLICATION = define(
    "R42",
    "BEFORE_PUBLICATION",
    "warn",
    "{received} 收到，早于名单公布日 {published}；法规没有规定，按公布日收到办理，请核对日期。",
    "Received on {received}, before the roll was published on {published}. The law is silent; it is taken as "
    "received on that day. Please check the days.",
    rests_on=("objection_days",),
)
LATE = define(
    "R43",
    "LATE",
    "warn",
    "{received} 收到，晚于异议期限最后一日 {last}；法规没有规定逾期的不予受理，由村民选举委员会决定是否受理。",
    "Received on {received}, after the last day, {last}. No text says that late objections are refused; the "
    "election committee decides.",
    rests_on=("objection_days",),
)
LATE_NOT_ACCEPTED = define(
    "R44",
    "LATE_NOT_ACCEPTED",
    "block",
    "{received} 收到，晚于异议期限最后一日 {last}，逾期不予受理。",
    "Received on {received}, after the last day, {last}: not accepted.",
    rests_on=("late_objection_refused",),
)
OBJECTION_NOT_IN_WRITING = define(
    "R45",
    "OBJECTION_NOT_IN_WRITING",
    "block",
    "异议应当用书面提出。",
    "The objection has to be in writing.",
    rests_on=("objection_in_writing",),
)
DECISION_DUE = define(
    "R46",
    "DECISION_DUE",
    "note",
    "应当在 {due} 以前（含当日）作出处理决定，并公布处理结果。",
    "To be decided by {due}, that day included, and the outcome published.",
    rests_on=("decision_days",),
)
DECISION_OVERDUE = define(
    "R47",
    "DECISION_OVERDUE",
    "block",
    "应当在 {due} 以前作出处理决定，至 {today} 仍未作出。",
    "Was to be decided by {due}; it is not on {today}.",
    rests_on=("decision_days",),
)
DECIDED = define(
    "R48",
    "DECIDED",
    "note",
    "已于 {decided} 作出处理决定，在期限 {due} 以内。",
    "Decided on {decided}, in time (by {due}).",
    rests_on=("decision_days",),
)
DECIDED_LATE = define(
    "R49",
    "DECIDED_LATE",
    "warn",
    "{decided} 才作出处理决定，超过期限 {due}；决定仍须公布，请记录原因。",
    "Decided on {decided}, after {due}. The decision is still to be published; record why it was late.",
    rests_on=("decision_days",),
)
DECISION_NOT_IN_WRITING = define(
    "R50",
    "DECISION_NOT_IN_WRITING",
    "block",
    "处理决定应当用书面作出。",
    "The decision has to be given in writing.",
    rests_on=("decision_in_writing",),
)
OUTCOME_NOT_PUBLISHED = define(
    "R51",
    "OUTCOME_NOT_PUBLISHED",
    "warn",
    "{decided} 已作出处理决定，还没有公布处理结果（名单有变动的，公布更正名单）。",
    "Decided on {decided}, but the outcome is not published yet; where the roll changes, the correction is.",
    rests_on=("decision_days",),
)
NO_APPEAL_PROVIDED = define(
    "R52",
    "NO_APPEAL_PROVIDED",
    "note",
    "所适用的法规没有规定不服处理决定的申诉程序，可以向乡镇反映。",
    "The texts that apply provide no appeal against the decision; the township can be told.",
)
APPEAL_LATE = define(
    "R53",
    "APPEAL_LATE",
    "block",
    "{appealed} 提出申诉，晚于最后一日 {last}。",
    "Appealed on {appealed}, after the last day, {last}.",
    rests_on=("objection_appeal_days",),
)
APPEAL_DUE = define(
    "R54",
    "APPEAL_DUE",
    "note",
    "乡镇应当在 {due} 以前（含当日）作出决定。",
    "The township decides by {due}, that day included.",
    rests_on=("objection_appeal_decision_days",),
)
APPEAL_OVERDUE = define(
    "R55",
    "APPEAL_OVERDUE",
    "block",
    "乡镇应当在 {due} 以前作出决定，至 {decided} 仍未作出。",
    "The township was to decide by {due}; it has not on {decided}.",
    rests_on=("objection_appeal_decision_days",),
)
APPEAL_DECIDED = define(
    "R56",
    "APPEAL_DECIDED",
    "note",
    "乡镇已于 {decided} 作出决定，在期限 {due} 以内。",
    "The township decided on {decided}, in time (by {due}).",
    rests_on=("objection_appeal_decision_days",),
)
APPEAL_DECIDED_LATE = define(
    "R57",
    "APPEAL_DECIDED_LATE",
    "warn",
    "乡镇 {decided} 才作出决定，超过期限 {due}。",
    "The township decided on {decided}, after {due}.",
    rests_on=("objection_appeal_decision_days",),
)
LAST_DAY_CLOSED = define(
    "R71",
    "LAST_DAY_CLOSED",
    "note",
    "期限最后一日 {day} 是{off}，没有规定顺延，当日仍须收件、办理。",
    "The last day, {day}, is {off_en}, and no rule moves it: papers are taken and matters settled on it all the same.",
    rests_on=("roll_over_holidays",),
)
