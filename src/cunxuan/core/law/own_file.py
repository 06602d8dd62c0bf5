"""Reads a pack that somebody wrote by hand: what is wrong in it is said in one sentence with its file and parameter.

Public: `own_pack(file)`, `bad`, `kind_of`, `kinds_of_parameters`, `fits_as_article`, `KINDS`.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from cunxuan.core.errors import BadInput
from cunxuan.core.law.reading import alternatives, parameters, read_pack, shipped
from cunxuan.core.law.rule import Pack

#: The layers that a file of one's own may belong to, with the digits of the division it names.
DIGITS = {"province": 2, "county": 6}
TEXTS = ("name", "title", "short", "title_en", "layer", "jurisdiction", "division", "source")
OPTIONAL = ("based_on", "inherits", "gone", "until", "seen_until", "part_read")
NAME = re.compile(r"[A-Z0-9-]+@\d{4}-\d{2}-\d{2}")
SHARE = re.compile(r">=?[1-9]\d{0,3}/[1-9]\d{0,3}")
ARTICLE = re.compile(r"[1-9][0-9]{0,3}")
RULE_TEXTS = ("source", "title", "title_en", "note", "note_en")
KINDS = {
    "share": ('占比，如 ">1/2"', 'a share such as ">1/2"'),
    "alternative": ("一个选项的名称", "the name of an alternative"),
    "list": ("选项名称的列表", "a list of names of alternatives"),
    "flag": ("true 或者 false", "true or false"),
    "number": ("不小于 0 的整数", "a whole number from 0"),
}


def bad(where: str, zh: str, en: str) -> BadInput:
    return BadInput(f"{where}：{zh}", f"{where}: {en}")


def own_pack(file: Path) -> Pack:
    """The pack in a file, or one sentence about the first thing that is wrong in it."""
    read = _toml(file)
    _check_head(read, file.name)
    for key, given in read["rules"].items():
        _check_rule(key, given, file.name)
    return read_pack(read)


def _toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except OSError as problem:
        raise bad(file.name, "不能读取。", "cannot be read.") from problem
    except UnicodeDecodeError as problem:
        raise bad(file.name, "不是 UTF-8 编码，请另存为 UTF-8。", "not UTF-8; save it as UTF-8.") from problem
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        raise bad(file.name, f"不是 TOML（{problem}）。", f"not TOML ({problem}).") from problem


def _check_head(read: dict[str, Any], file: str) -> None:
    _check_keys(read, file, (*TEXTS, "since", "rules"), OPTIONAL)
    for key in (*TEXTS, "based_on", "inherits"):
        if key in read and not (isinstance(read[key], str) and read[key].strip()):
            raise bad(file, f"{key} 应当是一段文字。", f"{key} should be text.")
    for key in ("since", "until", "seen_until"):
        if key in read and type(read[key]) is not date:
            raise bad(
                file,
                f"{key} 应当是日期，如 2026-09-01，不加引号。",
                f"{key} should be a day such as 2026-09-01, without quotes.",
            )
    _check_place(read, file)
    if "until" in read and read["until"] < read["since"]:
        raise bad(file, "until 早于 since。", "until is before since.")
    if not isinstance(read.get("part_read", False), bool):
        raise bad(file, "part_read 应当是 true 或者 false。", "part_read should be true or false.")
    if kind_of(read.get("gone", [])) != "list":
        raise bad(file, "gone 应当是参数名称的列表。", "gone should be a list of parameters.")
    if not isinstance(read["rules"], dict):
        raise bad(file, "rules 应当是 [rules] 一节。", "rules should be the section [rules].")


def _check_place(read: dict[str, Any], file: str) -> None:
    digits = DIGITS.get(read["layer"])
    if digits is None:
        raise bad(file, 'layer 应当是 "county" 或者 "province"。', 'layer should be "county" or "province".')
    if not re.fullmatch(rf"[0-9]{{{digits}}}", read["division"]):
        raise bad(file, f"division 应当是 {digits} 位数字。", f"division should have {digits} digits.")
    if not NAME.fullmatch(read["name"]):
        raise bad(file, "name 应当像 140824@2026-09-01。", "name should look like 140824@2026-09-01.")
    national = [pack.name for pack in shipped() if pack.layer == "national"]
    if read["layer"] == "province" and read.get("based_on") not in national:
        raise bad(
            file,
            f"based_on 应当是 {'、'.join(national)} 之一。",
            f"based_on should be one of {', '.join(national)}.",
        )


def _check_keys(given: dict[str, Any], where: str, needed: tuple[str, ...], optional: tuple[str, ...]) -> None:
    for key in needed:
        if key not in given:
            raise bad(where, f"缺少“{key}”。", f"“{key}” is missing.")
    for key in given:
        if key not in (*needed, *optional):
            raise bad(where, f"不认识的键“{key}”。", f"unknown key “{key}”.")


def _check_rule(key: str, given: Any, file: str) -> None:
    where = f"{file}：{key}"
    if key not in parameters():
        raise bad(file, f"没有“{key}”这一项参数。", f"there is no parameter “{key}”.")
    if not isinstance(given, dict):
        raise bad(
            where,
            "应当是 { value = …, article = …, confirmed = … }。",
            "{ value = …, article = …, confirmed = … } is wanted.",
        )
    _check_keys(given, where, ("value", "confirmed"), ("article", "open", *RULE_TEXTS))
    for flag in ("confirmed", "open"):
        if not isinstance(given.get(flag, True), bool):
            raise bad(where, f"{flag} 应当是 true 或者 false。", f"{flag} should be true or false.")
    for text in RULE_TEXTS:
        if not isinstance(given.get(text, ""), str):
            raise bad(where, f"{text} 应当是一段文字。", f"{text} should be text.")
    article = given.get("article", "")
    if not fits_as_article(article):
        raise bad(
            where,
            'article 应当是条号，如 18 或者 "18-20"，或者一段文字。',
            'article should be a number such as 18, "18-20", or text.',
        )
    _check_value(key, given["value"], where)


def fits_as_article(article: object) -> bool:
    """A number, several such as `18-20`, or a heading; a number with something else behind it would be read wrongly."""
    if type(article) is int:
        return ARTICLE.fullmatch(str(article)) is not None
    if not isinstance(article, str):
        return False
    numbers = article.split("-")
    return not article[:1].isdecimal() or (len(numbers) <= 2 and all(ARTICLE.fullmatch(one) for one in numbers))


def _check_value(key: str, value: Any, where: str) -> None:
    """Is it of the kind that the packs of the program give the same parameter, and a name that is known?"""
    kinds = kinds_of_parameters().get(key, set(KINDS))
    if kind_of(value) not in kinds:
        zh, en = (
            "，或者".join(KINDS[kind][0] for kind in KINDS if kind in kinds),
            ", or ".join(KINDS[kind][1] for kind in KINDS if kind in kinds),
        )
        raise bad(where, f"value 应当是{zh}。", f"value should be {en}.")
    for name in value if isinstance(value, list) else [value]:
        if isinstance(name, str) and not name.startswith(">") and name not in alternatives():
            raise bad(where, f"没有名为“{name}”的选项。", f"there is no alternative named “{name}”.")


def kind_of(value: Any) -> str:
    """The kind of a value as a file gives it; empty for what no parameter can be."""
    if isinstance(value, bool):
        return "flag"
    if isinstance(value, int):
        return "number" if value >= 0 else ""
    if isinstance(value, str):
        return "share" if SHARE.fullmatch(value) else "alternative" if not value.startswith(">") else ""
    return "list" if isinstance(value, list) and all(isinstance(one, str) for one in value) else ""


@cache
def kinds_of_parameters() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for pack in shipped():
        for key, rule in pack.rules.items():
            value = list(rule.value) if isinstance(rule.value, tuple) else rule.value
            plain = value if isinstance(value, bool | int | list) else str(value)
            found.setdefault(key, set()).add(kind_of(plain))
    return found
