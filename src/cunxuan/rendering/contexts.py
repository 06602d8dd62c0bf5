"""JSON -> the frozen context of a paper, and back.

A context that says more, less or something else than its form prints is refused, and the refusal names the place:
`contests[0].candidates[1].votes`. Nothing is guessed or converted, or two papers with different digests could look
alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime, time
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from .faults import refused
from .paper import Paper

T = TypeVar("T")

ID_NUMBER = re.compile(r"(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])")

WORDS = {
    str: ("文字", "text"),
    int: ("整数", "an integer"),
    bool: ("是或否", "true or false"),
    date: ("日期，如 2026-12-13", "a date such as 2026-12-13"),
    datetime: ("时刻，如 2026-12-13T17:20:00+08:00", "a moment such as 2026-12-13T17:20:00+08:00"),
    time: ("时间，如 08:00", "a time such as 08:00"),
}


def read(kind: Callable[..., T], source: Mapping[str, Any], form_id: str) -> T:
    """The context of a form from its JSON object. The keys of `paper` stand beside the form's own."""
    hints = kinds_of(kind)
    if hints.get("paper") is not Paper:
        return record(kind, source, form_id)
    shared = kinds_of(Paper)
    paper = record(Paper, {key: value for key, value in source.items() if key in shared}, form_id)
    own = {key: value for key, value in source.items() if key not in shared}
    return record(kind, own, form_id, paper=paper)


def plain(context: Any) -> Any:
    """A context as JSON values; `read` takes it back unchanged."""
    if is_dataclass(context):
        parts = {field.name: plain(getattr(context, field.name)) for field in fields(context)}
        paper = parts.pop("paper", {})
        return {**paper, **parts}
    if isinstance(context, tuple):
        return [plain(item) for item in context]
    if isinstance(context, (date, datetime, time)):
        return context.isoformat("minutes") if isinstance(context, time) else context.isoformat()
    return context.value if isinstance(context, StrEnum) else context


@cache
def kinds_of(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


@cache
def required_keys(kind: Any) -> frozenset[str]:
    return frozenset(f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING)


def record(kind: Callable[..., T], source: Any, where: str, **known: Any) -> T:
    """One dataclass from one JSON object, each key checked against the field of its name."""
    if not isinstance(source, Mapping):
        raise refused(where, "应为一组有名称的值", "should be an object")
    hints = kinds_of(kind)
    for key in source:
        if key not in hints or key in known:
            raise refused(f"{where}.{key}", "没有这一项", "there is no such key")
    for key in sorted(required_keys(kind) - source.keys() - known.keys()):
        raise refused(f"{where}.{key}", "缺这一项", "this key is missing")
    return kind(**{key: value_of(hints[key], value, f"{where}.{key}") for key, value in source.items()}, **known)


def value_of(hint: Any, value: Any, where: str) -> Any:
    """One value of the kind its field asks for."""
    origin = get_origin(hint)
    if origin is UnionType:
        (inner,) = (arm for arm in get_args(hint) if arm is not NoneType)
        return None if value is None else value_of(inner, value, where)
    if origin is tuple:
        return tuple_of(get_args(hint)[0], value, where)
    if is_dataclass(hint):
        return record(hint, value, where)  # type: ignore[arg-type]  # a dataclass type, as the line before asks
    return word_of(hint, value, where)


def tuple_of(hint: Any, value: Any, where: str) -> tuple[Any, ...]:
    if not isinstance(value, (list, tuple)):
        raise refused(where, "应为列表", "should be a list")
    return tuple(value_of(hint, item, f"{where}[{index}]") for index, item in enumerate(value))


def word_of(hint: Any, value: Any, where: str) -> Any:
    """A single word, figure, date or choice."""
    if issubclass(hint, StrEnum):
        return choice_of(hint, value, where)
    if hint in (date, datetime, time) and isinstance(value, str):
        return moment_of(hint, value, where)
    if type(value) is not hint:
        zh, en = WORDS[hint]
        raise refused(where, f"应为{zh}", f"should be {en}")
    if hint is str and ID_NUMBER.search(value):
        raise refused(where, "身份证号不上纸面", "an ID number is never printed")
    if hint is int and value < 0:
        raise refused(where, "不能小于零", "cannot be less than zero")
    return value


def choice_of(hint: type[StrEnum], value: Any, where: str) -> StrEnum:
    try:
        return hint(value)
    except ValueError:
        choices = "、".join(hint)
        raise refused(where, f"只能是 {choices}", f"should be one of {', '.join(hint)}") from None


def moment_of(hint: Any, value: str, where: str) -> Any:
    try:
        moment = hint.fromisoformat(value)
    except ValueError:
        moment = None
    zh, en = WORDS[hint]
    if moment is None or (hint is datetime and moment.tzinfo is None):
        raise refused(where, f"应为{zh}", f"should be {en}")
    return moment
