"""The JSON contract of a determination, in and out: `cunxuan law determine`.

In: `case_from_json(doc) -> Case`; what does not fit the contract is refused by name, with the place it stands at.
Out: `answer_to_json(determination, lang="zh") -> dict`. `answer(doc)` does both for one case or a list of cases.

Only the villagers' committee is determined by this version; a party branch and a recall are refused in one sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Literal, cast

from cunxuan.core import findings
from cunxuan.core.answers import answer_to_json, finding_to_json
from cunxuan.core.ballots import Paper, Tallied, tally
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
from cunxuan.core.law import Rules, rules_for, rules_of_pack

__all__ = ["Case", "answer", "answer_to_json", "case_from_json", "finding_to_json"]

Doc = Mapping[str, Any]

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
)


def answer(doc: Any, lang: str = "zh") -> tuple[Any, bool, bool]:
    """The answer to a case or to each of a list; whether the law says no to any; whether any was refused."""
    if not isinstance(doc, list):
        determination = determine(case_from_json(doc))
        return answer_to_json(determination, lang), determination.blocked, False
    answers, blocked, refused = [], False, False
    for one in doc:
        try:
            answered, no, _ = answer(one, lang) if not isinstance(one, list) else _refuse_nested()
            answers.append(answered)
            blocked = blocked or no
        except BadInput as problem:
            answers.append({"error": problem.text_en if lang == "en" else problem.text})
            refused = True
    return answers, blocked, refused


def _refuse_nested() -> tuple[Any, bool, bool]:
    raise BadInput("列表里应当是一个个案例，不能再是列表。", "A list holds cases, not lists.")


# -- in -----------------------------------------------------------------------------------------------------------


def case_from_json(doc: Any) -> Case:
    """Reads a case; everything in it is checked, and nothing is guessed."""
    case = _object(doc, "")
    _refuse_other_elections(case)
    _known(case, "", CASE_KEYS)
    polling_day = _day(case["polling_day"], "polling_day") if "polling_day" in case else None
    rules = _rules(case, polling_day)
    measures = _measures(_object(case.get("measures", {}), "measures"))
    papers_given = "ballots" in case
    contests = _contests(case, papers_given)
    account = _account(_object(_need(case, "", "account"), "account"), papers_given)
    read = Case(
        rules=rules,
        round=cast(RoundKind, _choice(case.get("round", "first"), "round", ROUNDS)),
        registered=_count(_need(case, "", "registered"), "registered", least=1),
        account=account,
        contests=contests,
        measures=measures,
        elected_before=_elected_before(_list(case.get("elected_before", []), "elected_before")),
        polling_day=polling_day,
    )
    return _with_papers(read, _list(case["ballots"], "ballots")) if papers_given else read


def _refuse_other_elections(case: Doc) -> None:
    election = _choice(case.get("election", "committee"), "election", ("committee", "party", "recall"))
    if election != "committee":
        zh = {"party": "党组织选举", "recall": "罢免投票"}[election]
        raise BadInput(f"本版本不计算{zh}。", f"An election of kind “{election}” is not computed by this version.")


def _rules(case: Doc, polling_day: date | None) -> Rules:
    """The pack that is named, else the law of the division on polling day."""
    division = _division(case["division"]) if "division" in case else None
    if "pack" in case:
        return rules_of_pack(_text(case["pack"], "pack"), polling_day)
    if division is None or polling_day is None:
        raise BadInput(
            "请给出 pack（规则包），或者同时给出 division（行政区划代码）和 polling_day（选举日）。",
            "Give either pack, or both division and polling_day.",
        )
    return rules_for(division, polling_day)


def _division(value: Any) -> str:
    code = _text(value, "division")
    if len(code) != 12 or not (code.isascii() and code.isdigit()):
        raise _bad("division", f"应当是 12 位行政区划代码，不是“{code}”。", f"a 12-digit code is wanted, not “{code}”.")
    return code


def _account(given: Doc, papers_given: bool) -> BallotAccount:
    _known(given, "account", ("issued", "returned", "signed", "forged_set_aside"))
    if not papers_given:
        _need(given, "account", "returned")
    numbers = {key: _count(value, f"account.{key}") for key, value in given.items() if value is not None}
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
    }
    _known(given, "measures", tuple(choices))
    return Measures(**{key: _choice(value, f"measures.{key}", choices[key]) for key, value in given.items()})


def _contests(case: Doc, papers_given: bool) -> tuple[Contest, ...]:
    given = _list(_need(case, "", "contests"), "contests")
    if not given:
        raise _bad("contests", "至少应有一个职位。", "at least one post is wanted.")
    contests = tuple(_contest(one, f"contests[{i}]", papers_given) for i, one in enumerate(given))
    lines: set[tuple[Post, bool]] = set()
    names: set[tuple[Post, str]] = set()
    for i, contest in enumerate(contests):
        if (contest.post, contest.woman_only) in lines:
            raise _bad(f"contests[{i}]", f"职位“{contest.post}”重复。", f"post “{contest.post}” is given twice.")
        lines.add((contest.post, contest.woman_only))
        for j, person in enumerate(contest.candidates):
            if (contest.post, person.name) in names:
                raise _twice(f"contests[{i}].candidates[{j}]", person.name)
            names.add((contest.post, person.name))
    return contests


def _contest(value: Any, path: str, papers_given: bool) -> Contest:
    given = _object(value, path)
    _known(given, path, ("post", "seats", "candidates", "woman_only"))
    people = _list(_need(given, path, "candidates"), f"{path}.candidates")
    return Contest(
        post=_post(_need(given, path, "post"), f"{path}.post"),
        seats=_count(_need(given, path, "seats"), f"{path}.seats", least=1),
        candidates=tuple(_candidate(one, f"{path}.candidates[{i}]", papers_given) for i, one in enumerate(people)),
        woman_only=_choice(given.get("woman_only", False), f"{path}.woman_only", (True, False)),
    )


def _candidate(value: Any, path: str, papers_given: bool) -> Candidate:
    given = _object(value, path)
    _known(given, path, ("name", "sex", "votes", "write_in"))
    if papers_given and "votes" in given:
        raise _bad(f"{path}.votes", "已给出选票（ballots），不能再给票数。", "ballots are given, so votes cannot be.")
    return Candidate(
        name=_text(_need(given, path, "name"), f"{path}.name"),
        votes=0 if papers_given else _count(_need(given, path, "votes"), f"{path}.votes"),
        sex=_sex(given.get("sex"), f"{path}.sex"),
        write_in=_choice(given.get("write_in", False), f"{path}.write_in", (True, False)),
    )


def _elected_before(given: Sequence[Any]) -> tuple[InOffice, ...]:
    people: list[InOffice] = []
    for i, value in enumerate(given):
        path = f"elected_before[{i}]"
        one = _object(value, path)
        _known(one, path, ("post", "name", "sex"))
        post, name = _post(_need(one, path, "post"), f"{path}.post"), _text(_need(one, path, "name"), f"{path}.name")
        if any(person.name == name for person in people):
            raise _twice(path, name)
        people.append(InOffice(post, name, _sex(one.get("sex"), f"{path}.sex")))
    return tuple(people)


# -- ballot papers ------------------------------------------------------------------------------------------------


def _with_papers(case: Case, given: Sequence[Any]) -> Case:
    """The case with its papers judged: votes, write-ins and what was found; as many papers as were returned."""
    posts = {contest.post for contest in case.contests}
    papers = [_paper(value, f"ballots[{i}]", posts) for i, value in enumerate(given)]
    tallied = tally(papers, case.contests, counting_rules(case.rules, case.measures))
    account = case.account
    found = tallied.findings
    if account.returned < 0:
        account = replace(account, returned=tallied.count)
    elif account.returned != tallied.count:
        found += (_differs(tallied, account),)
    return replace(case, account=account, contests=tallied.contests, findings=found, papers=tallied.groups)


def _differs(tallied: Tallied, account: BallotAccount) -> Finding:
    return Finding(findings.BALLOTS_DIFFER_FROM_RETURNED, {"counted": tallied.count, "returned": account.returned})


def _paper(value: Any, path: str, posts: set[Post]) -> Paper:
    given = _object(value, path)
    _known(given, path, ("count", "marks", "unreadable", "extra_marks", "unmarked"))
    unreadable = given.get("unreadable", [])
    return Paper(
        count=_count(_need(given, path, "count"), f"{path}.count", least=1),
        marks=_marks(_need(given, path, "marks"), f"{path}.marks", posts),
        unreadable=frozenset(posts if unreadable is True else _unreadable(unreadable, f"{path}.unreadable", posts)),
        extra_marks=_choice(given.get("extra_marks", False), f"{path}.extra_marks", (True, False)),
        unmarked=_marks(given.get("unmarked", {}), f"{path}.unmarked", posts),
    )


def _unreadable(value: Any, path: str, posts: set[Post]) -> Iterable[Post]:
    return [_post_of(post, f"{path}[{i}]", posts) for i, post in enumerate(_list(value or [], path))]


def _marks(value: Any, path: str, posts: set[Post]) -> dict[Post, tuple[str, ...]]:
    marks = {}
    for post, names in _object(value, path).items():
        where = f"{path}.{post}"
        chosen = enumerate(_list(names, where))
        marks[_post_of(post, where, posts)] = tuple(_text(name, f"{where}[{i}]") for i, name in chosen)
    return marks


def _post_of(value: Any, path: str, posts: set[Post]) -> Post:
    post = _post(value, path)
    if post not in posts:
        raise _bad(path, f"没有职位“{post}”。", f"no contest has the post “{post}”.")
    return post


# -- one value ----------------------------------------------------------------------------------------------------


def _bad(path: str, zh: str, en: str) -> BadInput:
    where = f"{path}: " if path else ""
    return BadInput(where + zh, where + en)


def _twice(path: str, name: str) -> BadInput:
    return _bad(path, f"“{name}”重复。", f"“{name}” is given twice.")


def _object(value: Any, path: str) -> Doc:
    if not isinstance(value, dict):
        raise _bad(path, "应当是一个对象（{…}）。", "an object ({…}) is wanted.")
    return value


def _list(value: Any, path: str) -> list[Any]:
    if not isinstance(value, list):
        raise _bad(path, "应当是一个列表（[…]）。", "a list ([…]) is wanted.")
    return value


def _known(given: Doc, path: str, keys: Sequence[str]) -> None:
    for key in given:
        if key not in keys:
            raise _bad(
                path,
                f"不认识的键“{key}”，可用的键：{'、'.join(keys)}。",
                f"unknown key “{key}”; the keys are {', '.join(keys)}.",
            )


def _need(given: Doc, path: str, key: str) -> Any:
    if given.get(key) is None:
        raise _bad(path, f"缺少“{key}”。", f"“{key}” is missing.")
    return given[key]


def _text(value: Any, path: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _bad(path, "应当是一段文字，不能为空。", "text is wanted, not empty.")
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise _bad(path, "含有不成字的编码。", "the text holds half a character.")
    return value.strip()


def _count(value: Any, path: str, least: int = 0) -> int:
    if type(value) is not int or value < least:
        raise _bad(
            path,
            f"应当是不小于 {least} 的整数，不是 {value!r}。",
            f"a whole number from {least} is wanted, not {value!r}.",
        )
    return value


def _choice(value: Any, path: str, choices: Sequence[Any]) -> Any:
    """One of the named alternatives; `1` is not `true`."""
    if any(type(value) is type(choice) and value == choice for choice in choices):
        return value
    named = [str(choice).lower() if isinstance(choice, bool) else choice for choice in choices]
    raise _bad(
        path,
        f"应当是 {'、'.join(named)} 之一，不是 {value!r}。",
        f"one of {', '.join(named)} is wanted, not {value!r}.",
    )


def _post(value: Any, path: str) -> Post:
    return cast(Post, _choice(value, path, POSTS))


def _sex(value: Any, path: str) -> Sex | None:
    return None if value is None else cast(Literal["M", "F"], _choice(value, path, ("M", "F")))


def _day(value: Any, path: str) -> date:
    try:
        if isinstance(value, str) and len(value) == 10:
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise _bad(
        path, f"应当是日期，如 2026-12-13，不是 {value!r}。", f"a date such as 2026-12-13 is wanted, not {value!r}."
    )
