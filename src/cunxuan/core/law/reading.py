"""Reads the packs of rules: dated data in `packs/*.toml`, one file for each text of law.

In a file, `[rules]` gives each parameter as `{ value, article, confirmed }`, and `source` says where the text was read
(a rule may name another). The numbering of articles is that of the edition, and a part without numbered articles is
cited by its heading. A value such as `">1/2"` is a share.
`parameters.toml` says in words what each parameter is.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from cunxuan.core.law.rule import Pack, Rule, Share, Value

HERE = files("cunxuan.core.law")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a parameter is, in words, and the part of the law it belongs to."""

    key: str
    zh: str
    en: str
    part: str


@cache
def packs() -> tuple[Pack, ...]:
    """Every pack that is held, the national ones first, each jurisdiction in order of time."""
    read = [_read_pack(tomllib.loads(file.read_text("utf-8"))) for file in HERE.joinpath("packs").iterdir()]
    rank = {"national": 0, "guidance": 1, "province": 2}
    return tuple(sorted(read, key=lambda pack: (rank[pack.layer], pack.jurisdiction, pack.since)))


@cache
def parameters() -> dict[str, Parameter]:
    """Every parameter that a pack may fix, in the order of the law."""
    read = tomllib.loads(HERE.joinpath("parameters.toml").read_text("utf-8"))
    return {
        key: Parameter(key, words["zh"], words["en"], part)
        for part, group in read.items()
        for key, words in group.items()
    }


@cache
def _alternatives() -> dict[str, dict[str, str]]:
    return tomllib.loads(HERE.joinpath("alternatives.toml").read_text("utf-8"))


def in_words(value: Value, lang: str = "zh") -> str:
    """What a parameter is set to, in words."""
    english = lang == "en"
    if isinstance(value, bool):
        return ("no", "yes")[value] if english else ("否", "是")[value]
    if isinstance(value, tuple):
        return (", " if english else "、").join(in_words(one, lang) for one in value)
    if isinstance(value, str):
        return _alternatives()[value][lang]
    if isinstance(value, Share):
        beyond = ("at least ", "more than ") if english else ("不少于", "超过")
        return f"{beyond[value.strict]}{value.num}/{value.den}"
    return str(value)


def _read_pack(read: dict[str, Any]) -> Pack:
    rules = read.pop("rules")
    pack = Pack(**{"until": None, "division": "", "based_on": "", **read}, rules={})
    return Pack(
        **{field: getattr(pack, field) for field in Pack.__slots__ if field != "rules"},
        rules={key: _read_rule(pack, key, given) for key, given in rules.items()},
    )


def _read_rule(pack: Pack, key: str, given: dict[str, Any]) -> Rule:
    fields = {"article": None, "source": pack.source, **given}
    value = _read_value(fields.pop("value"))
    return Rule(key=key, value=value, pack=pack.name, title=pack.short, title_en=pack.title_en, **fields)


def _read_value(value: Any) -> Value:
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, str) and value.startswith(">"):
        return Share.read(value)
    assert isinstance(value, int | str), value
    return value
