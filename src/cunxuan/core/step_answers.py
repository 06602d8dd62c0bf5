"""A timetable as JSON, in and out: `cunxuan law timetable`, and the worked cases that ask for one.

In: `{pack | division, polling_day, election, party_day, done, today}`. `election` is committee (if nothing is said),
party or both; then the steps of the party that were done stand in `done` under `party`, because both elections have a
joint review. Out: one object for each step, with all its reasons.

Public: `timetable_from_json(doc) -> (rules, steps)`, `earliest_from_json(doc) -> EarliestDay`, `step_to_json`,
`earliest_to_json`, `ELECTIONS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from cunxuan.core.answers import finding_to_json
from cunxuan.core.earliest_day import EarliestDay, earliest_lawful_day
from cunxuan.core.errors import BadInput
from cunxuan.core.given import Doc, as_choice, as_day, as_division, as_object, as_text, known, need, rules_of
from cunxuan.core.law import Rules, party_rules, rules_for, rules_of_pack
from cunxuan.core.steps import COURSES, Course
from cunxuan.core.timetable import Step, party_day_for, plan, plan_party

KEYS = ("pack", "division", "polling_day", "election", "party_day", "done", "today")
EARLIEST_KEYS = ("pack", "division", "done", "today")
ELECTIONS = ("committee", "party", "both")


def timetable_from_json(doc: Any) -> tuple[tuple[Rules, ...], tuple[Step, ...]]:
    """The steps of one election or of both in order of time, with the law of each."""
    given = as_object(doc, "")
    known(given, "", KEYS)
    election = as_choice(given.get("election", "committee"), "election", ELECTIONS)
    done = as_object(given.get("done", {}), "done")
    today = as_day(given["today"], "today") if "today" in given else None
    if election == "party":
        rules, steps = _of_the_party(given, done, today)
        return (rules,), steps
    rules, steps = _of_the_committee(given, {step: day for step, day in done.items() if step != "party"}, today)
    if election == "committee":
        _no_party(done)
        return (rules,), steps
    of_party, party_steps = _of_the_party(
        {key: value for key, value in given.items() if key != "pack"},
        as_object(done.get("party", {}), "done.party"),
        today,
    )
    return (rules, of_party), tuple(sorted((*party_steps, *steps), key=lambda step: step.recommended))


def _of_the_committee(given: Doc, done: Doc, today: date | None) -> tuple[Rules, tuple[Step, ...]]:
    polling_day = as_day(need(given, "", "polling_day"), "polling_day")
    rules = _stands_for_committees(rules_of(given, polling_day))
    return rules, plan(rules, polling_day, _done(done, "committee"), today, "committee")


def _of_the_party(given: Doc, done: Doc, today: date | None) -> tuple[Rules, tuple[Step, ...]]:
    """The members' meeting on its day; without one on the last day that practice leaves before polling day."""
    polling_day = as_day(given["polling_day"], "polling_day") if "polling_day" in given else None
    if "party_day" in given:
        party_day = as_day(given["party_day"], "party_day")
    elif polling_day:
        party_day = party_day_for(party_rules(polling_day), polling_day)
    else:
        raise BadInput(
            "请给出 party_day（党员大会选举日），或者 polling_day（选举日）。",
            "Give party_day, the day of the members' meeting, or polling_day.",
        )
    rules = rules_of_pack(as_text(given["pack"], "pack"), party_day) if "pack" in given else party_rules(party_day)
    if rules.packs[0].layer != "party":
        rules = party_rules(party_day)
    return rules, plan_party(rules, party_day, _done(done, "party"), today, polling_day)


def _stands_for_committees(rules: Rules) -> Rules:
    if rules.get("roll_days_before") is None:
        raise BadInput(
            f"{rules.name} 不是村民委员会选举的规则包。",
            f"{rules.name} is not a pack of the law of village committees.",
        )
    return rules


def _no_party(done: Doc) -> None:
    if "party" in done:
        raise BadInput("done.party：只有 election 为 both 时才可以有。", "done.party: only where election is both.")


def _done(given: Mapping[str, Any], course: Course) -> dict[str, date]:
    steps = tuple(kind.step for kind in COURSES[course])
    return {as_choice(step, "done", steps): as_day(day, f"done.{step}") for step, day in given.items()}


def earliest_from_json(doc: Doc) -> EarliestDay:
    """The earliest lawful polling day of `{pack | division, today, done}`."""
    today = as_day(need(doc, "", "today"), "today")
    done = _done(as_object(doc.get("done", {}), "done"), "committee")
    return earliest_lawful_day(_law_on(doc), today, done)


def _law_on(doc: Doc) -> Callable[[date], Rules]:
    """The law of a polling day that is not known yet."""
    if "pack" in doc:
        pack = as_text(doc["pack"], "pack")
        _stands_for_committees(rules_of_pack(pack))
        return lambda day: rules_of_pack(pack, day)
    division = as_division(need(doc, "", "division"))
    return lambda day: rules_for(division, day)


def step_to_json(step: Step, lang: str = "zh") -> dict[str, Any]:
    """One step with its days, how they are reckoned, and what the law says about what was done."""
    why = step.why
    return {
        "step": step.step,
        "election": step.election,
        "zh": step.zh,
        "en": step.en,
        "earliest": _day(step.earliest),
        "latest": _day(step.latest),
        "recommended": _day(step.recommended),
        "legal": step.legal,
        "basis": step.basis_en if lang == "en" else step.basis,
        "confirmed": step.confirmed,
        "document": list(step.document),
        "why": {
            "anchor": why.anchor,
            "start": _day(why.start),
            "days": why.days,
            "zh": why.zh,
            "en": why.en,
            "rule": why.rule,
            "pack": why.pack,
            "layer": why.layer,
            "confirmed": why.confirmed,
        },
        "done_on": _day(step.done_on),
        "finding": finding_to_json(step.finding, lang) if step.finding else None,
        "findings": [finding_to_json(finding, lang) for finding in step.findings],
    }


def earliest_to_json(found: EarliestDay, lang: str = "zh") -> dict[str, Any]:
    """The day, the law it falls under, what rules out the day before it, and what no polling day can mend."""
    return {
        "earliest": _day(found.day),
        "pack": found.rules.name,
        "lawful": found.lawful,
        "binding": [finding_to_json(finding, lang) for finding in found.binding],
        "past_mending": [finding_to_json(finding, lang) for finding in found.past_mending],
        "findings": [finding_to_json(finding, lang) for finding in found.rules.findings],
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
