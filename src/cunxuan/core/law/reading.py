"""Reads the packs of rules: dated data in `packs/*.toml`, one file for each text of law.

In a file, `[rules]` gives each parameter as `{ value, article, confirmed }`, and `source` says where the text was read
(a rule may name another). The numbering of articles is that of the edition, and a part without numbered articles is
cited by its heading; several articles as `"18-20"`. A value such as `">1/2"` is a share. In a statute a rule is closed
to lower layers unless it says `open = true`. What the head of a file may say besides is described with `Pack`.
`parameters.toml` says in words what each parameter is.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from cunxuan.core.law.rule import STATUTES, Pack, Rule, Share, Value

HERE = files("cunxuan.core.law")
#: What a file may leave out.
UNSAID = {"until": None, "seen_until": None, "division": "", "based_on": "", "inherits": "", "part_read": False}


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a parameter is, in words, and the part of the law it belongs to."""

    key: str
    zh: str
    en: str
    part: str


@cache
def shipped() -> tuple[Pack, ...]:
    """The packs that come with the program."""
    files = sorted(HERE.joinpath("packs").iterdir(), key=lambda file: file.name)
    read = [read_pack(tomllib.loads(file.read_text("utf-8"))) for file in files]
    return with_inherited(read)


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
def alternatives() -> dict[str, dict[str, str]]:
    """The words of every named alternative."""
    return tomllib.loads(HERE.joinpath("alternatives.toml").read_text("utf-8"))


def in_words(value: Value, lang: str = "zh") -> str:
    """What a parameter is set to, in words."""
    english = lang == "en"
    if isinstance(value, bool):
        return ("no", "yes")[value] if english else ("否", "是")[value]
    if isinstance(value, tuple):
        return (", " if english else "、").join(in_words(one, lang) for one in value)
    if isinstance(value, str):
        return alternatives()[value][lang]
    if isinstance(value, Share):
        beyond = ("at least ", "more than ") if english else ("不少于", "超过")
        return f"{beyond[value.strict]}{value.num}/{value.den}"
    return str(value)


def with_inherited(read: Iterable[Pack], among: Iterable[Pack] = ()) -> tuple[Pack, ...]:
    """The packs, each with the rules it takes over from the earlier one it names, but for those that are gone."""
    done = {pack.name: pack for pack in among}
    own = sorted(read, key=lambda pack: pack.since)
    for pack in own:
        done[pack.name] = _inheriting(pack, done[pack.inherits]) if pack.inherits else pack
    return tuple(done[pack.name] for pack in own)


def _inheriting(pack: Pack, earlier: Pack) -> Pack:
    kept = (rule for key, rule in earlier.rules.items() if key not in pack.gone)
    taken_over = {rule.key: replace(rule, **_unread(rule, pack, earlier)) for rule in kept}
    return replace(pack, rules={**taken_over, **pack.rules})


def _unread(rule: Rule, pack: Pack, earlier: Pack) -> dict[str, Any]:
    """A rule of the earlier text still says where it stands there: the article of the new one was not read."""
    zh = f"沿用 {earlier.name} 的规定，修改后的条文没有读到"
    en = f"taken over from {earlier.name}; the amended text was not read"
    return {
        "pack": pack.name,
        "confirmed": False,
        "inherited": earlier.name,
        "note": f"{rule.note}；{zh}" if rule.note else zh,
        "note_en": f"{rule.note_en}; {en}" if rule.note_en else en,
    }


def read_pack(read: dict[str, Any]) -> Pack:
    """A pack as its file gives it, before it takes over anything."""
    pack = Pack(**{**UNSAID, **read, "gone": tuple(read.get("gone", ())), "rules": {}})
    return replace(pack, rules={key: _read_rule(pack, key, given) for key, given in read["rules"].items()})


def _read_rule(pack: Pack, key: str, given: dict[str, Any]) -> Rule:
    said_by_pack = {"source": pack.source, "title": pack.short, "title_en": pack.title_en}
    fields = {"article": None, "open": pack.layer not in STATUTES, **said_by_pack, **given}
    value = _read_value(fields.pop("value"))
    return Rule(key=key, value=value, pack=pack.name, layer=pack.layer, **fields)


def _read_value(value: Any) -> Value:
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, str) and value.startswith(">"):
        return Share.read(value)
    assert isinstance(value, int | str), value
    return value
