"""Reads JSON that a person or another program wrote: each value is what it should be, or one sentence says where not.

`path` names the place, such as `contests[0].seats`; it stands before the sentence. Everything here raises `BadInput`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from cunxuan.core.errors import BadInput
from cunxuan.core.law import Rules, rules_for, rules_of_pack

Doc = Mapping[str, Any]

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2999, 12, 31)


def bad(path: str, zh: str, en: str) -> BadInput:
    where = f"{path}: " if path else ""
    return BadInput(where + zh, where + en)


def twice(path: str, name: str) -> BadInput:
    return bad(path, f"“{name}”重复。", f"“{name}” is given twice.")


def as_object(value: Any, path: str) -> Doc:
    if not isinstance(value, dict):
        raise bad(path, "应当是一个对象（{…}）。", "an object ({…}) is wanted.")
    return value


def as_list(value: Any, path: str) -> list[Any]:
    if not isinstance(value, list):
        raise bad(path, "应当是一个列表（[…]）。", "a list ([…]) is wanted.")
    return value


def known(given: Doc, path: str, keys: Sequence[str]) -> None:
    for key in given:
        if key not in keys:
            raise bad(
                path,
                f"不认识的键“{key}”，可用的键：{'、'.join(keys)}。",
                f"unknown key “{key}”; the keys are {', '.join(keys)}.",
            )


def need(given: Doc, path: str, key: str) -> Any:
    if given.get(key) is None:
        raise bad(path, f"缺少“{key}”。", f"“{key}” is missing.")
    return given[key]


def as_text(value: Any, path: str) -> str:
    if not isinstance(value, str) or not value.strip():
        raise bad(path, "应当是一段文字，不能为空。", "text is wanted, not empty.")
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise bad(path, "含有不成字的编码。", "the text holds half a character.")
    return value.strip()


def as_count(value: Any, path: str, least: int = 0) -> int:
    if type(value) is not int or value < least:
        raise bad(
            path,
            f"应当是不小于 {least} 的整数，不是 {value!r}。",
            f"a whole number from {least} is wanted, not {value!r}.",
        )
    return value


def as_choice(value: Any, path: str, choices: Sequence[Any]) -> Any:
    """One of the named alternatives; `1` is not `true`."""
    if any(type(value) is type(choice) and value == choice for choice in choices):
        return value
    named = [str(choice).lower() if isinstance(choice, bool) else choice for choice in choices]
    raise bad(
        path,
        f"应当是 {'、'.join(named)} 之一，不是 {value!r}。",
        f"one of {', '.join(named)} is wanted, not {value!r}.",
    )


def as_day(value: Any, path: str) -> date:
    """A day of some election; one so far off that no period could be counted from it is none."""
    try:
        if isinstance(value, str) and len(value) == 10 and FIRST_DAY <= (day := date.fromisoformat(value)) <= LAST_DAY:
            return day
    except ValueError:
        pass
    raise bad(
        path, f"应当是日期，如 2026-12-13，不是 {value!r}。", f"a date such as 2026-12-13 is wanted, not {value!r}."
    )


def rules_of(case: Doc, polling_day: date | None) -> Rules:
    """The pack that is named, else the law of the division on polling day."""
    division = as_division(case["division"]) if "division" in case else None
    if "pack" in case:
        return rules_of_pack(as_text(case["pack"], "pack"), polling_day)
    if division is None or polling_day is None:
        raise BadInput(
            "请给出 pack（规则包），或者同时给出 division（行政区划代码）和 polling_day（选举日）。",
            "Give either pack, or both division and polling_day.",
        )
    return rules_for(division, polling_day)


def as_division(value: Any) -> str:
    code = as_text(value, "division")
    if len(code) != 12 or not (code.isascii() and code.isdigit()):
        raise bad("division", f"应当是 12 位行政区划代码，不是“{code}”。", f"a 12-digit code is wanted, not “{code}”.")
    return code


def each(doc: Any, answer: Callable[[Any], tuple[Any, bool]], lang: str) -> tuple[Any, bool, bool]:
    """The answer to one document or to each of a list; whether the law says no to any; whether any was refused.

    One of a list that does not fit is refused in its place, and the others are answered.
    """
    if not isinstance(doc, list):
        return *answer(doc), False
    answers, blocked, refused = [], False, False
    for one in doc:
        try:
            answered, no = answer(one)
            answers.append(answered)
            blocked = blocked or no
        except BadInput as problem:
            answers.append({"error": problem.text_en if lang == "en" else problem.text})
            refused = True
    return answers, blocked, refused
