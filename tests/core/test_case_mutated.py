"""A case of which any part is replaced by anything is answered, or refused in one sentence that names the place."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest

from cunxuan.core import case
from cunxuan.core.errors import BadInput

COUNTED = {
    "pack": "CN@2026-01-01",
    "division": "140824100200",
    "polling_day": "2026-12-13",
    "election": "committee",
    "round": "first",
    "registered": 1500,
    "account": {"issued": 800, "signed": 800, "returned": 798},
    "measures": {"over_vote": "whole"},
    "contests": [
        {
            "post": "chair",
            "seats": 1,
            "candidates": [{"name": "王", "votes": 470}, {"name": "李", "votes": 300, "sex": "F", "write_in": True}],
        }
    ],
    "elected_before": [{"post": "chair", "name": "张", "sex": "M"}],
}
ON_PAPERS = {**COUNTED, "contests": [{"post": "chair", "seats": 1, "candidates": [{"name": "王"}, {"name": "李"}]}]}
ON_PAPERS["ballots"] = [{"marks": {"chair": ["王"]}, "count": 798}]

ANYTHING = (
    *(None, True, False, 0, -1, 1.5, 1e308, 10**30, 10**400, float("nan"), float("-inf")),
    *("", "x", "\0", "\ud800", "王" * 10_000, "１２", "9999-12-31", "0001-01-01", "2026-02-30", "2026-12-13\n"),
    *([], {}, [[]], {"a": {}}, ["王"], [1] * 1000),
)


def places(document: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield path
    parts = (
        document.items() if isinstance(document, dict) else enumerate(document) if isinstance(document, list) else ()
    )
    for key, part in parts:
        yield from places(part, (*path, key))


def replaced(document: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    changed = copy.deepcopy(document)
    part = changed
    for key in path[:-1]:
        part = part[key]
    part[path[-1]] = value
    return changed


@pytest.mark.parametrize("document", [COUNTED, ON_PAPERS], ids=["counted", "on papers"])
def test_every_part_replaced_by_anything_is_answered_or_refused(document: dict[str, Any]) -> None:
    answered = refused = 0
    for path in places(document):
        for value in ANYTHING:
            try:
                answer, _, _ = case.answer(replaced(document, path, value))
            except BadInput as problem:
                refused += 1
                assert "\n" not in problem.text.strip()
            else:
                answered += 1
                json.dumps(answer)
    print(f"{answered} answered, {refused} refused")
    assert answered > 0
    assert refused > answered
