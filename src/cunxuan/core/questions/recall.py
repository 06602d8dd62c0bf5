"""The question before a recall: may it be demanded, is it barred, and by when is it voted on."""

from __future__ import annotations

from cunxuan.core.given import Doc, as_day
from cunxuan.core.law import Rules
from cunxuan.core.opinions import Opinion
from cunxuan.core.questions.asking import Question
from cunxuan.core.recall import may_be_demanded
from cunxuan.core.recall_case import DEMAND_KEYS, demand_from_json


def recall_petition(rules: Rules, doc: Doc) -> Opinion:
    """May these villagers or representatives demand the recall?"""
    voted_on = as_day(doc["voted_on"], "voted_on") if "voted_on" in doc else None
    return may_be_demanded(rules, demand_from_json(doc, "", voted_on))


QUESTIONS = {
    "recall_petition": Question(
        "能否提出罢免，何时表决",
        "may a recall be demanded, and by when is it voted on",
        (*DEMAND_KEYS, "voted_on"),
        recall_petition,
    ),
}
