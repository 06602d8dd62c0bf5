"""Questions about the roll and proxies as JSON: what is asked for, what comes back, what is refused by name."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cunxuan.core.errors import BadInput
from cunxuan.core.questions import ask
from cunxuan.core.questions.people import QUESTIONS
from cunxuan.core.worked_cases import read_cases

LAW = {"pack": "CN@2026-01-01", "polling_day": "2026-12-13"}
REGISTRATION = LAW | {"question": "registration", "birth": "1970-03-08", "hukou_here": False}
OBJECTION = LAW | {"question": "objection", "roll_published": "2026-11-22", "received": "2026-11-27"}
PROXY = LAW | {"question": "proxy", "principal": "丁", "holder": "方", "relation": "儿子"}


def answer(doc: dict[str, Any]) -> dict[str, Any]:
    answered, _, _ = ask(doc)
    assert isinstance(answered, dict)
    return answered


def test_of_a_list_of_questions_one_that_does_not_fit_is_refused_in_its_place() -> None:
    answers, blocked, refused = ask([PROXY, LAW | {"question": "proxy"}], "en")
    assert answers[0]["question"] == "proxy"
    assert answers[1] == {"error": "“principal” is missing."}
    assert (blocked, refused) == (not answers[0]["ok"], True)


def test_days_and_lists_come_back_as_json_has_them() -> None:
    found = answer(LAW | {"question": "eligible", "birth": "2008-12-13", "facts": ["EXPELLED_FROM_PARTY"]})
    assert (found["eligible"], found["age"], found["of_age_on"]) == (True, 18, "2026-12-13")
    registrations = [{"village": "柳树村", "at": "2026-11-10"}, {"village": "桃园村", "at": "2026-11-12"}]
    found = answer(LAW | {"question": "duplicate", "registrations": registrations, "choice": "桃园村"})
    assert (found["keep"], found["remove"]) == ("桃园村", ["柳树村"])


def test_a_stay_is_given_by_its_first_day_or_by_its_days() -> None:
    agreed = REGISTRATION | {"applied": True, "meeting_agreed": True}
    assert answer(agreed | {"lived_since": "2025-12-13"})["category"] == "c"
    assert answer(agreed | {"lived_since": "2025-12-13", "registered_on": "2026-12-12"})["category"] == ""
    assert answer(agreed | {"village_work_days": 365})["category"] == "c_work"
    with pytest.raises(BadInput, match="lived_days"):
        ask(agreed | {"lived_since": "2025-12-13", "lived_days": 365})


@pytest.mark.parametrize(
    ("received", "code"),
    [
        ("2026-11-27", "IN_TIME"),
        ("2026-11-27T23:59:59", "IN_TIME"),
        ("2026-11-27T16:30:00+00:00", "LATE"),  # half past midnight of the 28th in the village
        ("2026-11-27T23:59:59+08:00", "IN_TIME"),
    ],
)
def test_the_last_minute_of_the_last_day_is_in_time(received: str, code: str) -> None:
    assert answer(OBJECTION | {"received": received})["code"] == code


@pytest.mark.parametrize("received", ["2026-11-27Tnoon", "0001-01-01T00:00:00+23:00", 20261127])
def test_what_is_no_day_and_no_time_is_refused(received: Any) -> None:
    with pytest.raises(BadInput, match="received"):
        ask(OBJECTION | {"received": received})


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ({"decided": "2026-11-26"}, "decided: 2026-11-26 早于 received（2026-11-27）"),
        ({"appealed": "2026-11-28"}, "还应当给出 decided"),
        ({"decided": "2026-11-28", "appealed": "2026-11-29", "appeal_decided": "2026-11-28"}, "早于 appealed"),
    ],
)
def test_days_of_an_objection_come_in_their_order(facts: dict[str, Any], told: str) -> None:
    with pytest.raises(BadInput, match=told):
        ask(OBJECTION | facts)


def test_those_held_already_are_given_by_number_or_by_name() -> None:
    assert answer(PROXY | {"existing": 2})["held"] == 3
    assert answer(PROXY | {"existing": ["甲", "丁"]})["held"] == 2


@pytest.mark.parametrize(
    ("doc", "place"),
    [
        (PROXY | {"relation": "老乡"}, "relation"),
        (PROXY | {"existing": -1}, "existing"),
        (PROXY | {"in_writing": "yes"}, "in_writing"),
        (LAW | {"question": "proxies", "proxies": [{"principal": "甲", "holder": "乙"}]}, r"proxies\[0\]"),
        (LAW | {"question": "proxies", "proxies": [{"holds": "乙"}]}, "holds"),
        (LAW | {"question": "duplicate", "registrations": [{"at": "2026-11-10"}]}, r"registrations\[0\]"),
        (REGISTRATION | {"hukou_here": None}, "hukou_here"),
        (REGISTRATION | {"group": "friends"}, "group"),
        ({"question": "eligible", "pack": "CN@2026-01-01", "birth": "1970-03-08"}, "polling_day"),
    ],
)
def test_what_is_missing_or_wrong_is_named(doc: dict[str, Any], place: str) -> None:
    with pytest.raises(BadInput, match=place):
        ask(doc)


def test_a_list_of_proxies_is_answered_whole() -> None:
    one = {"holder": "方", "relation": "邻居"}
    found = answer(LAW | {"question": "proxies", "proxies": [one | {"principal": name} for name in "甲乙丙戊"]})
    assert [proxy["ok"] for proxy in found["proxies"]] == [True, True, True, False]
    assert [proxy["held"] for proxy in found["proxies"]] == [1, 2, 3, None]
    assert found["code"] == "PROXY_CAP_EXCEEDED"
    assert answer(LAW | {"question": "proxies", "proxies": []})["code"] == "NO_PROXIES"


def test_a_roll_changes_and_is_published_again() -> None:
    change = LAW | {"question": "roll_change", "reason": "died", "on": "2026-12-01"}
    assert answer(change | {"registered": 100})["registered"] == 99
    assert "registered" not in answer(change)
    postponed = {"question": "roll_postponed", "pack": "SC@2026-01-01", "polling_day": "2026-12-13"}
    assert answer(postponed | {"postponed_to": "2027-01-13"})["publish_again"] is True


def test_the_words_a_question_takes_are_those_of_the_packs() -> None:
    with pytest.raises(BadInput, match="criminal_punishment、"):
        ask(LAW | {"question": "eligible", "birth": "1970-03-08", "facts": ["RICH"]})
    with pytest.raises(BadInput, match="married_in、recruited_talent"):
        ask(REGISTRATION | {"group": "friends"})


@pytest.mark.parametrize("name", QUESTIONS)
def test_the_page_of_commands_names_every_key_of_a_question(name: str) -> None:
    page = Path(__file__).parents[3].joinpath("docs", "commands.md").read_text("utf-8")
    (row,) = re.findall(rf"^\| `{name}` \|.*$", page, re.M)
    assert [key for key in QUESTIONS[name].keys if not re.search(rf"\b{key}\b", row)] == []


CASES = Path(__file__).parents[2] / "cases"
ODD = (
    None,
    True,
    -1,
    0,
    10**30,
    "",
    "x",
    "\ud800",
    "9999-12-31",
    "9999-12-31T23:59",
    "2026-12-13",
    [],
    [1],
    {},
    {"a": 1},
)


def replaced(value: Any) -> Iterator[Any]:
    """A question with each of its parts, at any depth, replaced by each odd thing."""
    yield from ODD
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            for odd in replaced(value[key]):
                changed = value.copy()
                changed[key] = odd
                yield changed


@pytest.mark.parametrize("file", ["roll.toml", "proxies.toml"])
def test_a_question_of_which_any_part_is_replaced_by_anything_is_answered_or_refused(file: str) -> None:
    answers = refusals = 0
    for case in read_cases((CASES / file).read_text("utf-8"), file):
        for changed in replaced(case.given):
            try:
                json.dumps(ask(changed), ensure_ascii=False)
                answers += 1
            except BadInput as refused:
                assert refused.text
                assert refused.text_en
                refusals += 1
    assert answers > 100
    assert refusals > 100
