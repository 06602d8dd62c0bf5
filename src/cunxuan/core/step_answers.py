"""A timetable as JSON, in and out: `cunxuan law timetable`, and the worked cases that ask for one.

In: `timetable_from_json(doc) -> (rules, steps)`. Out: `step_to_json(step, lang)`.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from cunxuan.core.answers import finding_to_json
from cunxuan.core.given import as_choice, as_day, as_object, known, need, rules_of
from cunxuan.core.law import Rules
from cunxuan.core.timetable import STEP_IDS, Step, plan

KEYS = ("pack", "division", "polling_day", "done", "today")


def timetable_from_json(doc: Any) -> tuple[Rules, tuple[Step, ...]]:
    """The steps of `{pack | division, polling_day, done, today}`, with the rules they come from."""
    given = as_object(doc, "")
    known(given, "", KEYS)
    polling_day = as_day(need(given, "", "polling_day"), "polling_day")
    done = {
        as_choice(step, "done", STEP_IDS): as_day(day, f"done.{step}")
        for step, day in as_object(given.get("done", {}), "done").items()
    }
    today = as_day(given["today"], "today") if "today" in given else None
    rules = rules_of(given, polling_day)
    return rules, plan(rules, polling_day, done, today)


def step_to_json(step: Step, lang: str = "zh") -> dict[str, Any]:
    """One step with its days, how they are reckoned, and what the law says about what was done."""
    why = step.why
    return {
        "step": step.step,
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
            "days": why.days,
            "zh": why.zh,
            "en": why.en,
            "rule": why.rule,
            "confirmed": why.confirmed,
        },
        "done_on": _day(step.done_on),
        "finding": finding_to_json(step.finding, lang) if step.finding else None,
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
