"""The JSON contract of a determination, in and out: `cunxuan law determine`.

In: `case_from_json(doc) -> Case`; what does not fit the contract is refused by name, with the place it stands at.
Out: `answer_to_json(determination, lang="zh") -> dict`. `answer(doc)` does both for one case or a list of cases.

A party branch (`party/reading.py`) and a recall (`recall_case.py`) read and answer their own cases.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any, Literal, cast

from cunxuan.core import circumstances, findings, recall_case
from cunxuan.core.answers import answer_to_json, finding_to_json
from cunxuan.core.ballot_account import ballots_of_void_boxes
from cunxuan.core.ballots import Paper, tally
from cunxuan.core.contest import (
    POSTS,
    ROUNDS,
    BallotAccount,
    Candidate,
    Case,
    Contest,
    InOffice,
    Measures,
    Post,
    RoundKind,
    Sex,
)
from cunxuan.core.counting_rules import counting_rules
from cunxuan.core.determination import determine
from cunxuan.core.errors import BadInput
from cunxuan.core.findings import Finding
from cunxuan.core.given import (
    Doc,
    as_choice,
    as_count,
    as_day,
    as_list,
    as_object,
    as_text,
    bad,
    each,
    known,
    need,
    rules_of,
    twice,
)
from cunxuan.core.party import reading as party

__all__ = ["Case", "answer", "answer_to_json", "case_from_json", "finding_to_json"]

CASE_KEYS = (
    "pack",
    "division",
    "polling_day",
    "election",
    "round",
    "registered",
    "account",
    "measures",
    "contests",
    "ballots",
    "elected_before",
    "boxes",
    "kin",
    "breaches",
)


def answer(doc: Any, lang: str = "zh") -> tuple[Any, bool, bool]:
    """The answer to a case or to each of a list; whether the law says no to any; whether any was refused."""
    return each(doc, lambda one: _answer(one, lang), lang)


def _answer(doc: Any, lang: str) -> tuple[dict[str, Any], bool]:
    """One case, read and decided as its kind of election is."""
    if isinstance(doc, list):
        raise BadInput("列表里应当是一个个案例，不能再是列表。", "A list holds cases, not lists.")
    case = as_object(doc, "")
    return KINDS[_kind(case)](case, lang)


def _answer_committee(doc: Doc, lang: str) -> tuple[dict[str, Any], bool]:
    determination = determine(case_from_json(doc))
    return answer_to_json(determination, lang), determination.blocked


KINDS: dict[str, Callable[[Doc, str], tuple[dict[str, Any], bool]]] = {
    "committee": _answer_committee,
    "party": party.answer,
    "recall": recall_case.answer,
}


def _kind(case: Doc) -> str:
    return str(as_choice(case.get("election", "committee"), "election", tuple(KINDS)))


# -- in -----------------------------------------------------------------------------------------------------------


def case_from_json(doc: Any) -> Case:
    """Reads a case; everything in it is checked, and nothing is guessed."""
    case = as_object(doc, "")
    _refuse_other_elections(case)
    known(case, "", CASE_KEYS)
    polling_day = as_day(case["polling_day"], "polling_day") if "polling_day" in case else None
    rules = rules_of(case, polling_day)
    measures = _measures(as_object(case.get("measures", {}), "measures"))
    papers_given = "ballots" in case
    contests = _contests(case, papers_given)
    account = _account(as_object(need(case, "", "account"), "account"), papers_given)
    read = Case(
        rules=rules,
        round=cast(RoundKind, as_choice(case.get("round", "first"), "round", ROUNDS)),
        registered=as_count(need(case, "", "registered"), "registered", least=1),
        account=account,
        contests=contests,
        measures=measures,
        elected_before=_elected_before(as_list(case.get("elected_before", []), "elected_before")),
        polling_day=polling_day,
        boxes=circumstances.boxes(case["boxes"]) if "boxes" in case else (),
        kin=circumstances.kin(case["kin"]) if "kin" in case else (),
        breaches=circumstances.breaches(case["breaches"]) if "breaches" in case else (),
    )
    if papers_given:
        read = _with_papers(read, as_list(case["ballots"], "ballots"))
    if read.kin:
        circumstances.refuse_strangers(read.kin, _everybody(read))
    return read


def _everybody(case: Case) -> set[str]:
    """Whoever was voted for or holds a post, written in or not."""
    voted_for = {person.name for contest in case.contests for person in contest.candidates}
    return voted_for | {person.name for person in case.elected_before}


def _refuse_other_elections(case: Doc) -> None:
    if _kind(case) != "committee":
        raise bad("election", "这里只读村民委员会选举的案例。", "only the case of a villagers' committee is read here.")


def _account(given: Doc, papers_given: bool) -> BallotAccount:
    known(given, "account", ("issued", "returned", "signed", "forged_set_aside"))
    if not papers_given:
        need(given, "account", "returned")
    numbers = {key: as_count(value, f"account.{key}") for key, value in given.items() if value is not None}
    return BallotAccount(
        returned=numbers.get("returned", -1),
        issued=numbers.get("issued"),
        signed=numbers.get("signed"),
        forged_set_aside=numbers.get("forged_set_aside", 0),
    )


def _measures(given: Doc) -> Measures:
    choices: dict[str, tuple[Any, ...]] = {
        "over_vote": ("whole", "column"),
        "count_down": (True, False),
        "woman_seat": ("none", "first", "line", "runoff"),
        "stop_after_runoff": (True, False),
        "same_person_two_posts": ("whole", "part", "one_post", "separately"),
        "write_in_needs_mark": (True, False),
        "committee_kin_keeps": ("post_votes", "post_votes_revote", "post_votes_meeting"),
        "no_second_round": (True, False),
        "members_first": (True, False),
    }
    known(given, "measures", tuple(choices))
    return Measures(**{key: as_choice(value, f"measures.{key}", choices[key]) for key, value in given.items()})


def _contests(case: Doc, papers_given: bool) -> tuple[Contest, ...]:
    given = as_list(need(case, "", "contests"), "contests")
    if not given:
        raise bad("contests", "至少应有一个职位。", "at least one post is wanted.")
    contests = tuple(_contest(one, f"contests[{i}]", papers_given) for i, one in enumerate(given))
    lines: set[tuple[Post, bool]] = set()
    names: set[tuple[Post, str]] = set()
    for i, contest in enumerate(contests):
        if (contest.post, contest.woman_only) in lines:
            raise bad(f"contests[{i}]", f"职位“{contest.post}”重复。", f"post “{contest.post}” is given twice.")
        lines.add((contest.post, contest.woman_only))
        for j, person in enumerate(contest.candidates):
            if (contest.post, person.name) in names:
                raise twice(f"contests[{i}].candidates[{j}]", person.name)
            names.add((contest.post, person.name))
    return contests


def _contest(value: Any, path: str, papers_given: bool) -> Contest:
    given = as_object(value, path)
    known(given, path, ("post", "seats", "candidates", "woman_only"))
    people = as_list(need(given, path, "candidates"), f"{path}.candidates")
    return Contest(
        post=_post(need(given, path, "post"), f"{path}.post"),
        seats=as_count(need(given, path, "seats"), f"{path}.seats", least=1),
        candidates=tuple(_candidate(one, f"{path}.candidates[{i}]", papers_given) for i, one in enumerate(people)),
        woman_only=as_choice(given.get("woman_only", False), f"{path}.woman_only", (True, False)),
    )


def _candidate(value: Any, path: str, papers_given: bool) -> Candidate:
    given = as_object(value, path)
    known(given, path, ("name", "sex", "votes", "write_in"))
    if papers_given and "votes" in given:
        raise bad(f"{path}.votes", "已给出选票（ballots），不能再给票数。", "ballots are given, so votes cannot be.")
    return Candidate(
        name=as_text(need(given, path, "name"), f"{path}.name"),
        votes=0 if papers_given else as_count(need(given, path, "votes"), f"{path}.votes"),
        sex=_sex(given.get("sex"), f"{path}.sex"),
        write_in=as_choice(given.get("write_in", False), f"{path}.write_in", (True, False)),
    )


def _elected_before(given: Sequence[Any]) -> tuple[InOffice, ...]:
    people: list[InOffice] = []
    for i, value in enumerate(given):
        path = f"elected_before[{i}]"
        one = as_object(value, path)
        known(one, path, ("post", "name", "sex"))
        post, name = _post(need(one, path, "post"), f"{path}.post"), as_text(need(one, path, "name"), f"{path}.name")
        if any(person.name == name for person in people):
            raise twice(path, name)
        people.append(InOffice(post, name, _sex(one.get("sex"), f"{path}.sex")))
    return tuple(people)


# -- ballot papers ------------------------------------------------------------------------------------------------


def _with_papers(case: Case, given: Sequence[Any]) -> Case:
    """The case with its papers judged: votes, write-ins and what was found; as many papers as were returned."""
    posts = {contest.post for contest in case.contests}
    papers = [_paper(value, f"ballots[{i}]", posts) for i, value in enumerate(given)]
    law = counting_rules(case.rules, case.measures)
    tallied = tally(papers, case.contests, law)
    account = case.account
    found = tallied.findings
    void = ballots_of_void_boxes(case.boxes, law)
    if account.returned < 0:
        account = replace(account, returned=tallied.count + void)
    elif account.returned != tallied.count + void:
        found += (_differs(tallied.count, account.returned - void),)
    return replace(case, account=account, contests=tallied.contests, findings=found, papers=tallied.groups)


def _differs(counted: int, returned: int) -> Finding:
    return Finding(findings.BALLOTS_DIFFER_FROM_RETURNED, {"counted": counted, "returned": returned})


def _paper(value: Any, path: str, posts: set[Post]) -> Paper:
    given = as_object(value, path)
    known(given, path, ("count", "marks", "unreadable", "extra_marks", "unmarked"))
    unreadable, extra = given.get("unreadable", []), given.get("extra_marks", False)
    extra_at = frozenset(_posts_at(extra, f"{path}.extra_marks", posts)) if isinstance(extra, list) else frozenset()
    return Paper(
        count=as_count(need(given, path, "count"), f"{path}.count", least=1),
        marks=_marks(need(given, path, "marks"), f"{path}.marks", posts),
        unreadable=frozenset(posts if unreadable is True else _posts_at(unreadable, f"{path}.unreadable", posts)),
        extra_marks=not isinstance(extra, list) and as_choice(extra, f"{path}.extra_marks", (True, False)),
        unmarked=_marks(given.get("unmarked", {}), f"{path}.unmarked", posts),
        extra_at=extra_at,
    )


def _posts_at(value: Any, path: str, posts: set[Post]) -> Iterable[Post]:
    return [_post_of(post, f"{path}[{i}]", posts) for i, post in enumerate(as_list(value or [], path))]


def _marks(value: Any, path: str, posts: set[Post]) -> dict[Post, tuple[str, ...]]:
    marks = {}
    for post, names in as_object(value, path).items():
        where = f"{path}.{post}"
        chosen = enumerate(as_list(names, where))
        marks[_post_of(post, where, posts)] = tuple(as_text(name, f"{where}[{i}]") for i, name in chosen)
    return marks


def _post_of(value: Any, path: str, posts: set[Post]) -> Post:
    post = _post(value, path)
    if post not in posts:
        raise bad(path, f"没有职位“{post}”。", f"no contest has the post “{post}”.")
    return post


# -- words of an election --------------------------------------------------------------------------------------------


def _post(value: Any, path: str) -> Post:
    return cast(Post, as_choice(value, path, POSTS))


def _sex(value: Any, path: str) -> Sex | None:
    return None if value is None else cast(Literal["M", "F"], as_choice(value, path, ("M", "F")))
