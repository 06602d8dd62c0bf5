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
    "boxes": [{"kind": "mobile", "name": "一号", "users": 12, "returned": 12}, {"kind": "fixed", "returned": 786}],
    "kin": [{"a": "王", "b": "李", "relation": "sibling", "stays": "李"}],
    "breaches": [],
}
ON_PAPERS = {**COUNTED, "contests": [{"post": "chair", "seats": 1, "candidates": [{"name": "王"}, {"name": "李"}]}]}
ON_PAPERS["ballots"] = [{"marks": {"chair": ["王"]}, "count": 798, "extra_marks": ["chair"]}]
BRANCH = {
    "pack": "PARTY@2020-07-13",
    "polling_day": "2026-10-20",
    "election": "party",
    "round": "first",
    "due": 25,
    "present": 20,
    "members": {
        "total": 31,
        "probationary": 3,
        "on_probation_penalty": 1,
        "suspended": 1,
        "excluded": [{"reason": "bedridden_or_long_ill", "consented": True, "adopted": True}],
    },
    "account": {"issued": 20, "signed": 20, "returned": 20, "invalid": 0},
    "measures": {"win_base": "due", "fewer_seats_consent": 11},
    "contests": [
        {
            "post": "member",
            "seats": 2,
            "candidates": [
                {"name": "王", "approve": 18, "against": 1, "abstain": 1},
                {"name": "李", "approve": 1, "write_in": True},
            ],
        }
    ],
    "elected_before": [{"post": "member", "name": "张"}],
    "delegated": 0,
}
BRANCH_ON_PAPERS = {
    **{key: value for key, value in BRANCH.items() if key != "members"},
    "account": {"issued": 20},
    "contests": [{"post": "member", "seats": 2, "candidates": [{"name": "王"}, {"name": "李"}]}],
    "ballots": [{"count": 20, "marks": {"member": {"approve": ["王"], "against": ["李"], "write_in": ["赵"]}}}],
}
RECALL = {
    "pack": "HAIN@2025-12-03",
    "polling_day": "2026-07-20",
    "election": "recall",
    "registered": 900,
    "account": {"issued": 451, "signed": 451, "returned": 451, "forged_set_aside": 0},
    "proxies": 0,
    "mobile_boxes": 0,
    "contests": [{"post": "chair", "seats": 1, "candidates": [{"name": "王", "yes": 225, "no": 225}]}],
    "petition": {
        "signed_representatives": 20,
        "representatives": 60,
        "signed_voters": 300,
        "voters": 1000,
        "by_township": False,
        "reasons": True,
        "heard": True,
        "received": "2026-06-01",
        "today": "2026-07-01",
        "notice_on": "2026-06-20",
        "failed_on": "2025-01-01",
        "same_facts": True,
    },
}
DOCUMENTS = {
    "counted": COUNTED,
    "on papers": ON_PAPERS,
    "a branch": BRANCH,
    "a branch on papers": BRANCH_ON_PAPERS,
    "a recall": RECALL,
    "a recall with a bar": {**RECALL, "pack": "ZJ@2020-07-31"},
}

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


@pytest.mark.parametrize("document", DOCUMENTS.values(), ids=DOCUMENTS)
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
