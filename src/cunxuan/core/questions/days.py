"""Questions about days: how the clocks of a petition or a complaint stand, and the earliest lawful polling day."""

from __future__ import annotations

from typing import Any

from cunxuan.core import step_findings
from cunxuan.core.clocks import (
    NOT_A_PETITION,
    Clock,
    Complaint,
    Petition,
    complaint_clocks,
    petition_clocks,
    unset,
)
from cunxuan.core.errors import BadInput
from cunxuan.core.findings import Finding
from cunxuan.core.given import Doc, as_choice, as_day, as_division, as_text, need
from cunxuan.core.law import Rules, petition_rules, rules_for, rules_of_pack
from cunxuan.core.opinions import Opinion, opinion
from cunxuan.core.questions.asking import Question
from cunxuan.core.step_answers import earliest_from_json

PETITION_DAYS = (
    "registered",
    "told",
    "returned",
    "answered",
    "review_asked",
    "reviewed",
    "recheck_asked",
    "rechecked",
)
COMPLAINT_DAYS = ("result_announced", "lodged", "reported", "investigated", "decided", "appealed")


# -- petitions ----------------------------------------------------------------------------------------------------


def petition_law(doc: Doc) -> Rules:
    """The regulation of the day on which the petition came in, unless one is named."""
    if "pack" in doc:
        rules = rules_of_pack(as_text(doc["pack"], "pack"))
        if rules.packs[0].layer == "petition":
            return rules
    return petition_rules(as_day(need(doc, "", "received"), "received"))


def petition_clock(rules: Rules, doc: Doc) -> Opinion:
    """信访事项的各项期限。"""
    if as_choice(doc.get("subject", "petition"), "subject", ("petition", "roll_objection")) == "roll_objection":
        return opinion([Finding(NOT_A_PETITION)])
    petition = Petition(
        received=as_day(need(doc, "", "received"), "received"),
        belongs_elsewhere=_flag(doc, "belongs_elsewhere"),
        extended=_flag(doc, "extended"),
        **_days(doc, PETITION_DAYS),
    )
    return _clocks(petition_clocks(rules, petition, as_day(need(doc, "", "today"), "today")))


# -- complaints ---------------------------------------------------------------------------------------------------


def complaint_clock(rules: Rules, doc: Doc) -> Opinion:
    """选举申诉、举报的各项期限。"""
    complaint = Complaint(**_days(doc, COMPLAINT_DAYS))
    if not any(complaint):
        raise BadInput(
            f"请至少给出一个日期：{'、'.join(COMPLAINT_DAYS)}。",
            f"Give at least one day: {', '.join(COMPLAINT_DAYS)}.",
        )
    clocks = complaint_clocks(rules, complaint, as_day(need(doc, "", "today"), "today"))
    nothing = unset(rules, complaint)
    return _clocks(clocks, *([nothing] if nothing else []))


def _clocks(clocks: tuple[Clock, ...], *more: Finding) -> Opinion:
    said = [finding for clock in clocks for finding in clock.findings]
    return opinion(
        [*said, *more],
        due={clock.key: clock.due.isoformat() for clock in clocks},
        states={clock.key: clock.state for clock in clocks},
        clocks=[_clock_to_json(clock) for clock in clocks],
    )


def _clock_to_json(clock: Clock) -> dict[str, Any]:
    return {
        "clock": clock.key,
        "zh": clock.zh,
        "en": clock.en,
        "start": clock.start.isoformat(),
        "due": clock.due.isoformat(),
        "done_on": clock.done_on.isoformat() if clock.done_on else None,
        "state": clock.state,
        "reason": clock.finding.reason,
        "basis": clock.rule.basis,
        "basis_en": clock.rule.basis_en,
        "confirmed": clock.rule.confirmed,
    }


def _days(doc: Doc, keys: tuple[str, ...]) -> dict[str, Any]:
    return {key: as_day(doc[key], key) for key in keys if doc.get(key) is not None}


def _flag(doc: Doc, key: str) -> bool:
    return bool(as_choice(doc.get(key, False), key, (True, False)))


# -- the earliest polling day -------------------------------------------------------------------------------------


def law_of_today(doc: Doc) -> Rules:
    """The law as it is today; the answer names that of the day which is found."""
    if "pack" in doc:
        return rules_of_pack(as_text(doc["pack"], "pack"))
    today = as_day(need(doc, "", "today"), "today")
    return rules_for(as_division(need(doc, "", "division")), today)


def earliest_polling_day(_rules: Rules, doc: Doc) -> Opinion:
    """最早的合法选举日，以及为什么不能更早。"""
    found = earliest_from_json(doc)
    day = found.day.isoformat()
    said = found.binding or (Finding(step_findings.NO_LIMIT_BINDS, {"earliest": day}),)
    return opinion([*found.past_mending, *said], earliest=day, pack=found.rules.name)


QUESTIONS: dict[str, Question] = {
    "petition_clock": Question(
        "信访事项的各项期限到哪一天，现在怎样",
        "when each period of a petition ends, and how it stands",
        ("received", "subject", "belongs_elsewhere", "extended", *PETITION_DAYS, "today"),
        petition_clock,
        petition_law,
    ),
    "complaint_clock": Question(
        "选举申诉、举报的各项期限到哪一天，现在怎样",
        "when each period of a complaint about an election ends, and how it stands",
        (*COMPLAINT_DAYS, "today"),
        complaint_clock,
    ),
    "earliest_polling_day": Question(
        "最早可以在哪一天选举，为什么不能更早",
        "the earliest lawful polling day, and why not sooner",
        ("done", "today"),
        earliest_polling_day,
        law_of_today,
    ),
}
