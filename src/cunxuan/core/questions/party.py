"""Questions about a party election before anything is counted: is the meeting valid, are there enough candidates, whom
did members and villagers recommend."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from cunxuan.core.given import Doc, as_choice, as_count, as_list, as_object, as_text, bad, known, need, twice
from cunxuan.core.law import Rules, Share
from cunxuan.core.opinions import Opinion, opinion
from cunxuan.core.party.members import enough_present
from cunxuan.core.party.reading import due_from_json, rules_of_the_party
from cunxuan.core.party.recommending import Recommended, margin_of, recommended_by_members, trusted_by_villagers
from cunxuan.core.questions.asking import Question


def party_meeting(rules: Rules, doc: Doc) -> Opinion:
    """Who is due at the members' meeting, and is it valid with those present?"""
    due, found = due_from_json(doc, rules)
    quorum, said = enough_present(rules, due, as_count(need(doc, "", "present"), "present"))
    return opinion([said, *found], due=due, quorum=quorum, needs=said.numbers["needs"])


def party_candidates(rules: Rules, doc: Doc) -> Opinion:
    """How many candidates do so many seats of the party committee need?"""
    seats = as_count(need(doc, "", "seats"), "seats", least=1)
    candidates = as_count(doc["candidates"], "candidates") if "candidates" in doc else None
    return margin_of(rules, seats, candidates)


def party_recommendation(rules: Rules, doc: Doc) -> Opinion:
    """Whom do the members recommend, or in whom do the villagers have confidence?"""
    by = as_choice(need(doc, "", "by"), "by", ("members", "villagers"))
    took_part = as_count(need(doc, "", "took_part"), "took_part", least=1)
    people = _people(as_list(need(doc, "", "people"), "people"))
    other = "threshold" if by == "members" else "wanted"
    if other in doc:
        raise bad(other, f"这个键不用于 {by}。", f"this key is not for {by}.")
    if by == "members":
        return recommended_by_members(took_part, as_count(need(doc, "", "wanted"), "wanted", least=1), people)
    return trusted_by_villagers(rules, took_part, people, _threshold(doc))


def _people(given: Sequence[Any]) -> tuple[Recommended, ...]:
    people: list[Recommended] = []
    for i, value in enumerate(given):
        path = f"people[{i}]"
        one = as_object(value, path)
        known(one, path, Recommended._fields)
        person = Recommended(
            as_text(need(one, path, "name"), f"{path}.name"), as_count(need(one, path, "votes"), f"{path}.votes")
        )
        if any(other.name == person.name for other in people):
            raise twice(path, person.name)
        people.append(person)
    if not people:
        raise bad("people", "至少应有一人。", "at least one person is wanted.")
    return tuple(people)


def _threshold(doc: Doc) -> Share | None:
    """The share that the county's plan sets, as `>1/2` or `>=2/3`."""
    if "threshold" not in doc:
        return None
    text = as_text(doc["threshold"], "threshold")
    share = Share.read(text) if re.fullmatch(r">=?[1-9][0-9]?/[1-9][0-9]?", text, re.ASCII) else None
    if share is None or share.num > share.den:
        raise bad(
            "threshold",
            f"应当是比例，如 >1/2 或者 >=2/3，不是“{text}”。",
            f"a share such as >1/2 or >=2/3 is wanted, not “{text}”.",
        )
    return share


QUESTIONS = {
    "party_meeting": Question(
        "党员大会应到会多少人，会议是否有效",
        "who is due at the members' meeting, and is it valid",
        ("due", "members", "present"),
        party_meeting,
        law=rules_of_the_party,
    ),
    "party_candidates": Question(
        "党组织委员候选人至少几名",
        "how many candidates the seats of the party committee need",
        ("seats", "candidates"),
        party_candidates,
        law=rules_of_the_party,
    ),
    "party_recommendation": Question(
        "党员推荐、村民信任投票的结果",
        "whom the members recommend, in whom the villagers have confidence",
        ("by", "took_part", "people", "wanted", "threshold"),
        party_recommendation,
        law=rules_of_the_party,
    ),
}
