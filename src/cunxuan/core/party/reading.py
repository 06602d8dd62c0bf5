"""The JSON of a party election: `"election": "party"` of `cunxuan law determine`.

    {"pack": "PARTY@2020-07-13", "election": "party", "due": 25, "present": 20,
     "members": {"total": 31, "probationary": 3, "on_probation_penalty": 1, "suspended": 1,
                 "excluded": [{"reason": "bedridden_or_long_ill", "consented": true, "adopted": true}]},
     "account": {"issued": 20, "returned": 20, "invalid": 0},
     "contests": [{"post": "member", "seats": 3,
                   "candidates": [{"name": "甲", "approve": 18, "against": 1, "abstain": 1}]}],
     "ballots": [{"count": 12, "marks": {"member": {"approve": ["甲"], "against": ["乙"], "write_in": ["戊"]}}}]}

`due` or `members` or both; `ballots` instead of the marks of the candidates. `polling_day` alone chooses the edition.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

from cunxuan.core.findings import Finding
from cunxuan.core.given import (
    Doc,
    as_choice,
    as_count,
    as_day,
    as_division,
    as_list,
    as_object,
    as_text,
    bad,
    known,
    need,
    twice,
)
from cunxuan.core.law import Rules, party_rules, rules_of_pack
from cunxuan.core.party import catalogue
from cunxuan.core.party.answering import decision_to_json
from cunxuan.core.party.election import decide
from cunxuan.core.party.members import GROUNDS, who_is_due
from cunxuan.core.party.papers import Marks, Paper, tally
from cunxuan.core.party.values import (
    POSTS,
    Account,
    Candidate,
    Contest,
    InOffice,
    LeftOut,
    Measures,
    Meeting,
    Members,
    Post,
    Round,
)

CASE_KEYS = (
    "pack",
    "division",
    "polling_day",
    "election",
    "round",
    "due",
    "present",
    "members",
    "account",
    "measures",
    "contests",
    "ballots",
    "elected_before",
    "delegated",
)
ROUNDS: tuple[Round, ...] = ("first", "runoff", "rerun", "revote")


def answer(doc: Doc, lang: str = "zh") -> tuple[dict[str, Any], bool]:
    """The answer to one case, and whether the regulations say no."""
    found = decide(meeting_from_json(doc))
    return decision_to_json(found, lang), found.blocked


def meeting_from_json(doc: Any) -> Meeting:
    """Reads a case; everything in it is checked, and nothing is guessed."""
    case = as_object(doc, "")
    known(case, "", CASE_KEYS)
    polling_day = as_day(case["polling_day"], "polling_day") if "polling_day" in case else None
    rules = rules_of_the_party(case)
    on_papers = "ballots" in case
    due, found = due_from_json(case, rules)
    meeting = Meeting(
        rules=rules,
        round=cast(Round, as_choice(case.get("round", "first"), "round", ROUNDS)),
        due=due,
        present=as_count(need(case, "", "present"), "present"),
        account=_account(as_object(need(case, "", "account"), "account"), on_papers),
        contests=_contests(case, on_papers),
        measures=_measures(as_object(case.get("measures", {}), "measures")),
        elected_before=_elected_before(as_list(case.get("elected_before", []), "elected_before")),
        delegated=as_count(case.get("delegated", 0), "delegated"),
        polling_day=polling_day,
        findings=found,
    )
    return _with_papers(meeting, as_list(case["ballots"], "ballots")) if on_papers else meeting


def rules_of_the_party(case: Doc) -> Rules:
    """The edition that is named, else the one in force on the day of the meeting; it is one for the whole country."""
    if "division" in case:
        as_division(case["division"])
    polling_day = as_day(case["polling_day"], "polling_day") if "polling_day" in case else None
    if "pack" in case:
        rules = rules_of_pack(as_text(case["pack"], "pack"), polling_day)
        if rules.get("party_quorum") is None:
            raise bad(
                "pack",
                f"规则包 {rules.name} 不是党组织选举的规定，请用 PARTY 开头的规则包。",
                f"pack {rules.name} is not about party elections; use one that begins with PARTY.",
            )
        return rules
    if polling_day is None:
        raise bad(
            "",
            "请给出 pack（规则包，如 PARTY@2020-07-13）或者 polling_day（会议日期）。",
            "give either pack, such as PARTY@2020-07-13, or polling_day, the day of the meeting.",
        )
    return party_rules(polling_day)


# -- who is due ----------------------------------------------------------------------------------------------------


def due_from_json(case: Doc, rules: Rules) -> tuple[int, tuple[Finding, ...]]:
    """The number given, or that of the roster; where both are given they have to agree, and the roster prevails."""
    if case.get("members") is None:
        return as_count(need(case, "", "due"), "due", least=1), ()
    due = who_is_due(rules, members_from_json(case["members"]))
    if due.number < 1:
        raise bad("members", "没有应到会的人，请核对。", "nobody is due; please check.")
    given = case.get("due")
    if given is None or as_count(given, "due", least=1) == due.number:
        return due.number, due.findings
    differs = Finding(catalogue.PARTY_DUE_DIFFERS, {"given": given, "due": due.number}, rules["party_left_out"])
    return due.number, (*due.findings, differs)


def members_from_json(value: Any) -> Members:
    """The roster of the branch."""
    given = as_object(value, "members")
    known(given, "members", ("total", "probationary", "on_probation_penalty", "suspended", "excluded"))
    need(given, "members", "total")
    numbers = {key: as_count(number, f"members.{key}") for key, number in given.items() if key != "excluded"}
    excluded = as_list(given.get("excluded", []), "members.excluded")
    left_out = tuple(_left_out(one, f"members.excluded[{i}]") for i, one in enumerate(excluded))
    return Members(**numbers, left_out=left_out)


def _left_out(value: Any, path: str) -> LeftOut:
    given = as_object(value, path)
    known(given, path, ("reason", "consented", "adopted"))
    return LeftOut(
        reason=as_choice(need(given, path, "reason"), f"{path}.reason", GROUNDS),
        consented=as_choice(given.get("consented", False), f"{path}.consented", (True, False)),
        adopted=as_choice(given.get("adopted", False), f"{path}.adopted", (True, False)),
    )


# -- the figures ---------------------------------------------------------------------------------------------------


def _account(given: Doc, on_papers: bool) -> Account:
    known(given, "account", ("issued", "returned", "signed", "invalid"))
    if on_papers and "invalid" in given:
        raise bad("account.invalid", "已给出选票（ballots），不能再给。", "ballots are given, so this cannot be.")
    if not on_papers:
        need(given, "account", "returned")
    numbers = {key: as_count(value, f"account.{key}") for key, value in given.items() if value is not None}
    account = Account(**{"returned": -1, **numbers})
    if numbers.get("invalid", 0) > account.returned >= 0:
        raise bad("account.invalid", "不能多于收回的选票。", "cannot be more than the ballots returned.")
    return account


def _measures(given: Doc) -> Measures:
    known(given, "measures", ("win_base", "fewer_seats_consent"))
    base, consent = given.get("win_base"), given.get("fewer_seats_consent")
    return Measures(
        None if base is None else as_choice(base, "measures.win_base", ("present", "due")),
        None if consent is None else as_count(consent, "measures.fewer_seats_consent"),
    )


def _contests(case: Doc, on_papers: bool) -> tuple[Contest, ...]:
    given = as_list(need(case, "", "contests"), "contests")
    if not given:
        raise bad("contests", "至少应有一个职位。", "at least one post is wanted.")
    contests = tuple(_contest(one, f"contests[{i}]", on_papers) for i, one in enumerate(given))
    posts: set[Post] = set()
    for i, contest in enumerate(contests):
        if contest.post in posts:
            raise bad(f"contests[{i}]", f"职位“{contest.post}”重复。", f"post “{contest.post}” is given twice.")
        posts.add(contest.post)
        names: set[str] = set()
        for j, person in enumerate(contest.candidates):
            if person.name in names:
                raise twice(f"contests[{i}].candidates[{j}]", person.name)
            names.add(person.name)
    return contests


def _contest(value: Any, path: str, on_papers: bool) -> Contest:
    given = as_object(value, path)
    known(given, path, ("post", "seats", "candidates"))
    people = as_list(need(given, path, "candidates"), f"{path}.candidates")
    return Contest(
        post=_post(need(given, path, "post"), f"{path}.post"),
        seats=as_count(need(given, path, "seats"), f"{path}.seats", least=1),
        candidates=tuple(_candidate(one, f"{path}.candidates[{i}]", on_papers) for i, one in enumerate(people)),
    )


def _candidate(value: Any, path: str, on_papers: bool) -> Candidate:
    """A candidate has all three marks; a write-in has only those who chose him."""
    given = as_object(value, path)
    known(given, path, ("name", "approve", "against", "abstain", "write_in"))
    name = as_text(need(given, path, "name"), f"{path}.name")
    write_in = as_choice(given.get("write_in", False), f"{path}.write_in", (True, False))
    marks = ("approve",) if write_in else ("approve", "against", "abstain")
    for mark in ("approve", "against", "abstain"):
        if mark in given and (on_papers or mark not in marks):
            zh, en = ("已给出选票（ballots）", "ballots are given") if on_papers else ("另选他人", "a write-in")
            raise bad(f"{path}.{mark}", f"{zh}，不能再给这个数。", f"{en}: this number cannot be given.")
    if on_papers:
        if write_in:
            raise bad(
                f"{path}.write_in",
                "已给出选票，另选他人写在选票里。",
                "ballots are given; a write-in stands on the ballots.",
            )
        return Candidate(name)
    numbers = {mark: as_count(need(given, path, mark), f"{path}.{mark}") for mark in marks}
    return Candidate(name, **numbers, write_in=write_in)


def _elected_before(given: Sequence[Any]) -> tuple[InOffice, ...]:
    people: list[InOffice] = []
    for i, value in enumerate(given):
        path = f"elected_before[{i}]"
        one = as_object(value, path)
        known(one, path, ("post", "name"))
        person = InOffice(
            _post(need(one, path, "post"), f"{path}.post"), as_text(need(one, path, "name"), f"{path}.name")
        )
        if person in people:
            raise twice(path, person.name)
        people.append(person)
    return tuple(people)


# -- ballot papers -------------------------------------------------------------------------------------------------


def _with_papers(meeting: Meeting, given: Sequence[Any]) -> Meeting:
    """The meeting with its ballots judged: marks, write-ins and what was found; as many as were returned."""
    papers = [_paper(value, f"ballots[{i}]", meeting.contests) for i, value in enumerate(given)]
    tallied = tally(papers, meeting.contests, meeting.rules)
    account = meeting.account
    found = (*meeting.findings, *tallied.findings)
    if account.returned < 0:
        account = replace(account, returned=tallied.count)
    elif account.returned != tallied.count:
        values = {"counted": tallied.count, "returned": account.returned}
        found = (*found, Finding(catalogue.PARTY_BALLOTS_DIFFER_FROM_RETURNED, values))
    account = replace(account, invalid=tallied.invalid)
    return replace(meeting, account=account, contests=tallied.contests, findings=found, papers=tallied.groups)


def _paper(value: Any, path: str, contests: Sequence[Contest]) -> Paper:
    given = as_object(value, path)
    known(given, path, ("count", "marks", "marked"))
    candidates = {contest.post: {one.name for one in contest.candidates} for contest in contests}
    marks: dict[Post, Marks] = {}
    for key, chosen in as_object(need(given, path, "marks"), f"{path}.marks").items():
        where = f"{path}.marks.{key}"
        post = _post(key, where)
        if post not in candidates:
            raise bad(where, f"没有职位“{post}”。", f"no contest has the post “{post}”.")
        marks[post] = _marks(chosen, where, candidates[post])
    return Paper(
        count=as_count(need(given, path, "count"), f"{path}.count", least=1),
        marks=marks,
        marked=as_choice(given.get("marked", False), f"{path}.marked", (True, False)),
    )


def _marks(value: Any, path: str, candidates: set[str]) -> Marks:
    """Each person stands once: under approve or against a candidate, under write_in somebody else."""
    given = as_object(value, path)
    known(given, path, Marks._fields)
    seen: set[str] = set()
    read: dict[str, tuple[str, ...]] = {}
    for key in given:
        names = tuple(as_text(one, f"{path}.{key}[{i}]") for i, one in enumerate(as_list(given[key], f"{path}.{key}")))
        for i, name in enumerate(names):
            where = f"{path}.{key}[{i}]"
            if name in seen:
                raise twice(where, name)
            seen.add(name)
            if (name in candidates) is (key == "write_in"):
                zh, en = ("是", "is a") if key == "write_in" else ("不是", "is no")
                raise bad(where, f"“{name}”{zh}候选人。", f"“{name}” {en} candidate.")
        read[key] = names
    return Marks(**read)


def _post(value: Any, path: str) -> Post:
    return cast(Post, as_choice(value, path, POSTS))
