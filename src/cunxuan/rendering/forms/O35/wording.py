"""The printed words of voter cards, the same in PDF and Word."""

from __future__ import annotations

from typing import Any

from cunxuan.rendering import words

from .context import Card, VoterCards

TITLE = "参选证"
A_SHEET = 10  # cards: two beside one another, five below one another


def wording(cards: VoterCards) -> dict[str, Any]:
    paper = cards.paper
    return {
        **words.frame(paper, TITLE),
        "title": TITLE,
        "election": f"{paper.village}{words.term(paper.term_no)}村民委员会选举",
        "polled_on": words.day(cards.polled_on) if cards.polled_on else "　　　　年　　月　　日",
        "help": "投票时凭本证领取选票",
        "sheets": sheets([card(one) for one in cards.cards]),
    }


def sheets(cards: list[dict[str, str]]) -> list[list[dict[str, str]]]:
    return [cards[first : first + A_SHEET] for first in range(0, len(cards), A_SHEET)]


def card(one: Card) -> dict[str, str]:
    return {
        "number": "" if one.card_no is None else str(one.card_no),
        "name": words.in_column(one.name),
        "sex": words.SEXES[one.sex],
        "age": "" if one.age is None else f"{one.age}岁",
        "group": one.group,
        "place": one.place,
        "code": one.code,
    }
