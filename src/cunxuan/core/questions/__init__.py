"""Questions that the law answers about people's facts: may she hold this proxy, is he on the roll, who leaves the
election committee. `cunxuan law ask` puts them; each is one small function of the core with all its reasons.

A question is JSON: `question`, the law (`pack`, or `division` and `polling_day`), and the facts it asks for. The answer
has `ok`, `code` (the reason that settles it), what follows (names, days, numbers), and every finding.

Public: `ask(doc, lang) -> (answer, blocked, refused)`, `QUESTIONS`, `Question`.
"""

from __future__ import annotations

from typing import Any

from cunxuan.core.answers import finding_to_json
from cunxuan.core.given import Doc, as_choice, as_day, as_object, each, known, need, rules_of
from cunxuan.core.opinions import Opinion
from cunxuan.core.questions import bodies, days, party, people, recall
from cunxuan.core.questions.asking import Question, as_json

__all__ = ["QUESTIONS", "Question", "ask"]

LAW_KEYS = ("question", "pack", "division", "polling_day")

QUESTIONS: dict[str, Question] = {
    **party.QUESTIONS,
    **people.QUESTIONS,
    **bodies.QUESTIONS,
    **recall.QUESTIONS,
    **days.QUESTIONS,
}


def ask(doc: Any, lang: str = "zh") -> tuple[Any, bool, bool]:
    """The answer to a question or to each of a list; whether the law says no to any; whether any was refused."""
    return each(doc, lambda one: _answer(as_object(one, ""), lang), lang)


def _answer(doc: Doc, lang: str) -> tuple[dict[str, Any], bool]:
    name = as_choice(need(doc, "", "question"), "question", tuple(QUESTIONS))
    question = QUESTIONS[name]
    known(doc, "", (*LAW_KEYS, *question.keys))
    polling_day = as_day(doc["polling_day"], "polling_day") if "polling_day" in doc else None
    rules = question.law(doc) if question.law else rules_of(doc, polling_day)
    found = question.answer(rules, doc)
    law = Opinion(rules.findings)
    answered = {
        "question": name,
        "pack": rules.name,
        "ok": found.ok,
        "code": found.code,
        **as_json(dict(found.follows)),
    }
    said = [finding_to_json(finding, lang) for finding in (*found.findings, *law.findings)]
    return answered | {"findings": said}, not found.ok
