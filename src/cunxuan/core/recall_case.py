"""The JSON of a recall vote, in and out: `"election": "recall"` of `cunxuan law determine`.

    {"pack": "CN@2018-12-29", "election": "recall", "registered": 900,
     "account": {"issued": 451, "signed": 451, "returned": 451},
     "contests": [{"post": "chair", "candidates": [{"name": "甲", "yes": 226, "no": 220}]}],
     "petition": {"signed_representatives": 20, "representatives": 60, "reasons": true, "received": "2024-05-06"}}

The answer has the shape of a committee's; `recalled` says whether anybody is, `targets` what became of each, and
`motion_admissible` whether the recall could be demanded at all.
"""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from cunxuan.core.answers import finding_to_json, threshold_to_json
from cunxuan.core.contest import POSTS, BallotAccount, Post
from cunxuan.core.given import Doc, as_choice, as_count, as_day, as_list, as_object, as_text, bad, known, need, rules_of
from cunxuan.core.given import twice as given_twice
from cunxuan.core.reasons import in_words
from cunxuan.core.recall import Decided, Demand, Signatures, Target, Verdict, Vote, decide

CASE_KEYS = (
    "pack",
    "division",
    "polling_day",
    "election",
    "registered",
    "account",
    "contests",
    "petition",
    "proxies",
    "mobile_boxes",
)
DEMAND_KEYS = (
    "signed_voters",
    "voters",
    "signed_representatives",
    "representatives",
    "by_township",
    "reasons",
    "heard",
    "received",
    "today",
    "notice_on",
    "failed_on",
    "same_facts",
)


def answer(doc: Doc, lang: str = "zh") -> tuple[dict[str, Any], bool]:
    """The answer to one case, and whether the law says no."""
    verdict = decide(vote_from_json(doc))
    return verdict_to_json(verdict, lang), verdict.blocked


# -- in -----------------------------------------------------------------------------------------------------------


def vote_from_json(doc: Any) -> Vote:
    """Reads a case; everything in it is checked, and nothing is guessed."""
    case = as_object(doc, "")
    known(case, "", CASE_KEYS)
    polling_day = as_day(case["polling_day"], "polling_day") if "polling_day" in case else None
    rules = rules_of(case, polling_day)
    demand = case.get("petition")
    return Vote(
        rules=rules,
        registered=as_count(need(case, "", "registered"), "registered", least=1),
        account=_account(as_object(need(case, "", "account"), "account")),
        targets=_targets(as_list(need(case, "", "contests"), "contests")),
        demand=None if demand is None else demand_from_json(_petition(demand), "petition.", polling_day),
        proxies=as_count(case.get("proxies", 0), "proxies"),
        mobile_boxes=as_count(case.get("mobile_boxes", 0), "mobile_boxes"),
        polling_day=polling_day,
    )


def _petition(value: Any) -> Doc:
    given = as_object(value, "petition")
    known(given, "petition", DEMAND_KEYS)
    return given


def demand_from_json(given: Doc, path: str, polling_day: date | None = None) -> Demand:
    """A demand: signatures of villagers, of representatives or of both, or a proposal of the township."""
    signatures = tuple(_signatures(given, path))
    by_township = as_choice(given.get("by_township", False), f"{path}by_township", (True, False))
    if signatures and by_township:
        raise bad(
            f"{path}by_township",
            "由乡镇提出建议的，不填联名人数。",
            "where the township proposes the recall, no signatures are given.",
        )
    if not signatures and not by_township:
        raise bad(
            path.rstrip("."),
            "请给出村民联名人数（signed_voters、voters）或者村民代表联名人数（signed_representatives、representatives）。",
            "give the signatures of villagers (signed_voters, voters) or of representatives (signed_representatives, "
            "representatives).",
        )
    return Demand(
        signatures=signatures,
        by_township=by_township,
        reasons=_flag(given, "reasons", path) is not False,
        heard=_flag(given, "heard", path),
        received=_day(given, "received", path),
        today=_day(given, "today", path),
        notice_on=_day(given, "notice_on", path),
        polling_day=polling_day,
        failed_on=_day(given, "failed_on", path),
        same_facts=_flag(given, "same_facts", path),
    )


def _signatures(given: Doc, path: str) -> list[Signatures]:
    found = []
    for of in ("voters", "representatives"):
        if f"signed_{of}" in given or of in given:
            signed = as_count(need(given, path.rstrip("."), f"signed_{of}"), f"{path}signed_{of}")
            whole = as_count(need(given, path.rstrip("."), of), f"{path}{of}", least=1)
            if signed > whole:
                raise bad(f"{path}signed_{of}", f"多于全部 {whole} 人。", f"more than all {whole} of them.")
            found.append(Signatures(cast(Any, of), signed, whole))
    return found


def _flag(given: Doc, key: str, path: str) -> bool | None:
    value = given.get(key)
    return None if value is None else bool(as_choice(value, f"{path}{key}", (True, False)))


def _day(given: Doc, key: str, path: str) -> date | None:
    return as_day(given[key], f"{path}{key}") if given.get(key) is not None else None


def _account(given: Doc) -> BallotAccount:
    known(given, "account", ("issued", "returned", "signed", "forged_set_aside"))
    need(given, "account", "returned")
    numbers = {key: as_count(value, f"account.{key}") for key, value in given.items() if value is not None}
    return BallotAccount(**numbers)


def _targets(given: list[Any]) -> tuple[Target, ...]:
    """The members whose recall is voted on, post by post; a person is recalled once."""
    targets: list[Target] = []
    for i, value in enumerate(given):
        path = f"contests[{i}]"
        contest = as_object(value, path)
        known(contest, path, ("post", "seats", "candidates"))
        post = cast(Post, as_choice(need(contest, path, "post"), f"{path}.post", POSTS))
        people = as_list(need(contest, path, "candidates"), f"{path}.candidates")
        if "seats" in contest:
            as_count(contest["seats"], f"{path}.seats", least=len(people))
        for j, person in enumerate(people):
            targets.append(_target(person, f"{path}.candidates[{j}]", post, targets))
    if not targets:
        raise bad("contests", "至少应有一名被提出罢免的成员。", "at least one member to be recalled is wanted.")
    return tuple(targets)


def _target(value: Any, path: str, post: Post, before: list[Target]) -> Target:
    given = as_object(value, path)
    known(given, path, ("name", "yes", "no"))
    name = as_text(need(given, path, "name"), f"{path}.name")
    if any(other.name == name for other in before):
        raise given_twice(path, name)
    yes, no = (as_count(need(given, path, key), f"{path}.{key}") for key in ("yes", "no"))
    return Target(name, yes, no, post)


# -- out ----------------------------------------------------------------------------------------------------------


def verdict_to_json(found: Verdict, lang: str = "zh") -> dict[str, Any]:
    """The whole answer, in the shape of a committee's."""
    return {
        "outcome": found.outcome,
        "pack": found.pack,
        "recalled": found.recalled,
        "motion_admissible": found.admissible,
        "participants": found.participants,
        "threshold": threshold_to_json(found.threshold, lang) if found.threshold else None,
        "targets": [_decided(one, lang) for one in found.decided],
        "elected": [],
        "tied": [],
        "short": [{"post": one.post, "seats": one.seats, "woman": one.woman} for one in found.short],
        "next": [],
        "not_elected": [],
        "vacancy": None,
        "findings": [finding_to_json(finding, lang) for finding in found.findings],
    }


def _decided(one: Decided, lang: str) -> dict[str, Any]:
    shown = one.recalled is not None
    return {
        "post": one.target.post,
        "name": one.target.name,
        "yes": one.target.yes if shown else None,
        "no": one.target.no if shown else None,
        "recalled": bool(one.recalled),
        "reason": one.reason,
        "why": in_words(one.reason, lang),
    }
