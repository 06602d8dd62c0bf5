"""Clocks that run for an authority or a person: petitions (信访), and complaints about an election.

Legal basis: Regulations on petitions of 2022, arts. 22, 23, 34–36 (before 2022-05-01 those of 2005, arts. 21–22,
33–35); for complaints the provinces (Sichuan 51, Tianjin 45, Hainan 9). The starting day is not counted, the last one
is (Civil Code art. 201). An objection to the roll is no petition: it has its own days (core.people.objections).

Each clock says when it is due and how it stands on a day. What the law leaves open has no clock, and says so.

Public: `petition_clocks(rules, petition, today)`, `complaint_clocks(rules, complaint, today)` -> `tuple[Clock, ...]`,
`Petition`, `Complaint`, `Clock`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from cunxuan.core import findings, step_findings
from cunxuan.core.dates import due_within
from cunxuan.core.findings import Finding, Kind, define
from cunxuan.core.holidays import day_off, is_known, working_days_after
from cunxuan.core.law import Rule, Rules

State = Literal["running", "last_day", "overdue", "done", "done_late", "lapsed"]

CLOCKS = (
    "petition_register_days",
    "petition_accept_days",
    "petition_return_working_days",
    "petition_finish_days",
    "petition_extend_days",
    "petition_ask_review_days",
    "petition_review_days",
    "petition_ask_recheck_days",
    "petition_recheck_days",
    "complaint_within_days",
    "complaint_decided_days",
    "complaint_review_days",
    "complaint_investigated_days",
)

IN_TIME = define(
    "Z01",
    "DONE_IN_TIME",
    "note",
    "“{clock}”期限为 {due}，已于 {done} 办理，在期限内。",
    "“{clock}” was due by {due} and done on {done}, in time.",
    rests_on=CLOCKS,
)
RUNNING = define(
    "Z02",
    "CLOCK_RUNNING",
    "note",
    "“{clock}”自 {start} 起算，期限为 {due}，还剩 {left} 天。",
    "“{clock}” runs from {start} to {due}; {left} day(s) left.",
    rests_on=CLOCKS,
)
LAST_DAY = define(
    "Z03",
    "CLOCK_LAST_DAY",
    "warn",
    "“{clock}”自 {start} 起算，今天 {due} 是最后一天。",
    "“{clock}” runs from {start}; today, {due}, is the last day.",
    rests_on=CLOCKS,
)
OVERDUE = define(
    "Z04",
    "CLOCK_OVERDUE",
    "block",
    "“{clock}”期限为 {due}，至 {today} 已超 {over} 天，还没有办理。",
    "“{clock}” was due by {due}; on {today} it is {over} day(s) overdue and not done.",
    rests_on=CLOCKS,
)
DONE_LATE = define(
    "Z05",
    "DONE_LATE",
    "block",
    "“{clock}”期限为 {due}，{done} 才办理，超 {over} 天。",
    "“{clock}” was due by {due} and done on {done}, {over} day(s) late.",
    rests_on=CLOCKS,
)
LAPSED = define(
    "Z06",
    "RIGHT_LAPSED",
    "note",
    "“{clock}”期限为 {due}，逾期没有提出，原来的意见不再变动。",
    "“{clock}” was possible until {due}; nobody asked, and the answer given stands.",
    rests_on=CLOCKS,
)
NO_CLOCK = define(
    "Z07",
    "NO_DAY_BY_LAW",
    "note",
    "收录的规定没有给出“{clock}”的期限，由受理机关告知。",
    "The texts that are held set no day for “{clock}”; the authority that takes it up will say.",
)
NOT_A_PETITION = define(
    "Z08",
    "NOT_A_PETITION",
    "block",
    "对选民名单的申诉不是信访，由村民选举委员会在法定期限内处理，请按名单申诉办理。",
    "An objection to the roll is no petition: the election committee decides it within the days of the law.",
    rests_on=("objection_days", "decision_days"),
)

#: What each clock is called, by the parameter that sets it.
NAMES: dict[str, tuple[str, str]] = {
    "petition_register_days": ("登记并转送、交办信访事项", "registering the petition and passing it on"),
    "petition_accept_days": ("告知信访人是否受理", "telling the petitioner whether it is taken up"),
    "petition_return_working_days": ("退回不属于本机关职权的信访事项", "returning what belongs elsewhere"),
    "petition_finish_days": ("办结信访事项", "finishing the petition"),
    "petition_ask_review_days": ("请求复查", "asking for a review"),
    "petition_review_days": ("作出复查意见", "answering the review"),
    "petition_ask_recheck_days": ("请求复核", "asking for a re-check"),
    "petition_recheck_days": ("作出复核意见", "answering the re-check"),
    "complaint_within_days": ("对选举结果提出申诉", "lodging a complaint about the result"),
    "complaint_investigated_days": ("对选举举报调查处理", "investigating the report"),
    "complaint_decided_days": ("对选举申诉作出决定", "deciding the complaint"),
    "complaint_review_days": ("不服决定再申诉", "appealing against the decision"),
}
findings.WORDS.update(NAMES)


class Petition(NamedTuple):
    """What happened to a petition, each with its day; what has not happened is None."""

    received: date
    registered: date | None = None
    told: date | None = None  # whether it is taken up; from then it is 受理
    belongs_elsewhere: bool = False
    returned: date | None = None
    extended: bool = False  # by whoever heads the authority, with the reason told
    answered: date | None = None  # the written answer reached the petitioner
    review_asked: date | None = None
    reviewed: date | None = None
    recheck_asked: date | None = None
    rechecked: date | None = None


class Complaint(NamedTuple):
    """What happened to a complaint about an election, or a report of misconduct."""

    result_announced: date | None = None
    lodged: date | None = None
    reported: date | None = None
    investigated: date | None = None
    decided: date | None = None
    appealed: date | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """A period that runs: whose rule, since when, until when, and how it stands."""

    key: str
    start: date
    due: date
    state: State
    finding: Finding
    rule: Rule
    done_on: date | None = None
    calendar: tuple[Finding, ...] = ()  # a last day on which offices are closed, or of which nothing is known

    @property
    def zh(self) -> str:
        return NAMES[self.key][0]

    @property
    def en(self) -> str:
        return NAMES[self.key][1]

    @property
    def findings(self) -> tuple[Finding, ...]:
        return (self.finding, *self.calendar)


def petition_clocks(rules: Rules, petition: Petition, today: date) -> tuple[Clock, ...]:
    """The clocks that have begun to run, in the order of the procedure."""
    return tuple(_of_a_petition(rules, petition, today))


def _of_a_petition(rules: Rules, given: Petition, today: date) -> Iterator[Clock]:
    if given.belongs_elsewhere:
        yield _clock(rules, "petition_return_working_days", given.received, given.returned, today)
        return
    yield _clock(rules, "petition_register_days", given.received, given.registered, today)
    yield _clock(rules, "petition_accept_days", given.received, given.told, today)
    if given.told is not None:
        more = (rules.number("petition_extend_days") or 0) if given.extended else 0
        yield _clock(rules, "petition_finish_days", given.told, given.answered, today, more=more)
    for ask, answer, start, asked, answered in (
        ("petition_ask_review_days", "petition_review_days", given.answered, given.review_asked, given.reviewed),
        ("petition_ask_recheck_days", "petition_recheck_days", given.reviewed, given.recheck_asked, given.rechecked),
    ):
        if start is not None:
            yield _clock(rules, ask, start, asked, today, may_lapse=True)
        if asked is not None:
            yield _clock(rules, answer, asked, answered, today)


def complaint_clocks(rules: Rules, complaint: Complaint, today: date) -> tuple[Clock, ...]:
    """The clocks of a complaint that the law of the place sets, and that have begun to run."""
    given = complaint
    started = (
        ("complaint_within_days", given.result_announced, given.lodged),
        ("complaint_investigated_days", given.reported, given.investigated),
        ("complaint_decided_days", given.lodged, given.decided),
        ("complaint_review_days", given.decided, given.appealed),
    )
    return tuple(
        _clock(rules, key, start, done, today, may_lapse=key in ("complaint_within_days", "complaint_review_days"))
        for key, start, done in started
        if start is not None and rules.get(key) is not None
    )


def unset(rules: Rules, complaint: Complaint) -> Finding | None:
    """Nothing runs because the law of the place sets no day for what happened."""
    key = "complaint_investigated_days" if complaint.reported else "complaint_decided_days"
    return Finding(NO_CLOCK, {"clock": key}) if rules.get(key) is None else None


def _clock(
    rules: Rules,
    key: str,
    start: date,
    done: date | None,
    today: date,
    *,
    more: int = 0,
    may_lapse: bool = False,
) -> Clock:
    rule, days = rules[key], rules.number(key) or 0
    working = key == "petition_return_working_days"
    due = working_days_after(start, days) if working else due_within(start, days + more)
    state = _state(due, done, today, may_lapse)
    values: dict[str, findings.Value] = {"clock": key, "start": start.isoformat(), "due": due.isoformat()}
    calendar: tuple[Finding, ...] = ()
    over = ((done or today) - due).days
    if done is not None:
        values["done"] = done.isoformat()
    else:
        values["today"] = today.isoformat()
    if over > 0:
        values["over"] = over
    elif done is None:
        values["left"] = -over
        calendar = _of_the_calendar(key, due, rule, working)
    return Clock(key, start, due, state, Finding(FINDING_OF[state], values, rule), rule, done, calendar)


def _state(due: date, done: date | None, today: date, may_lapse: bool) -> State:
    if done is not None:
        return "done" if done <= due else "done_late"
    if today > due:
        return "lapsed" if may_lapse else "overdue"
    return "last_day" if today == due else "running"


FINDING_OF: dict[State, Kind] = {
    "running": RUNNING,
    "last_day": LAST_DAY,
    "overdue": OVERDUE,
    "done": IN_TIME,
    "done_late": DONE_LATE,
    "lapsed": LAPSED,
}


def _of_the_calendar(key: str, due: date, rule: Rule, working: bool) -> tuple[Finding, ...]:
    off = None if working else day_off(due)
    said = []
    if off:
        values: dict[str, findings.Value] = {"step": key, "day": due.isoformat(), "off": off.zh, "off_en": off.en}
        said.append(Finding(step_findings.LAST_DAY_IS_OFF, values, rule))
    if not is_known(due):
        said.append(Finding(step_findings.HOLIDAYS_NOT_HELD, {"step": key, "day": due.isoformat()}))
    return tuple(said)
