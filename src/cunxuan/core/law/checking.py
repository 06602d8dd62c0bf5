"""Reads a pack as its author's colleague would: everything that is missing or contradicts, each with its line.

`own_file` refuses a bad pack at the first fault, because it must not be used; here all of them are said at once, and
beside them what the pack leaves to other texts. A remark is `wrong` (to be put right) or a `note`.

Public: `check(text) -> Checked`, `Checked`, `Remark`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from typing import Any, Literal

from cunxuan.core.law import Pack, Rule, Share, in_words, packs, parameters, rules_for
from cunxuan.core.law.bounds import BOUNDS
from cunxuan.core.law.lines import Lines, read_toml
from cunxuan.core.law.own_file import (
    DIGITS,
    KINDS,
    NAME,
    OPTIONAL,
    RULE_TEXTS,
    TEXTS,
    fits_as_article,
    kind_of,
    kinds_of_parameters,
)
from cunxuan.core.law.reading import alternatives, read_pack, shipped

Level = Literal["wrong", "note"]
Said = Iterator["Remark"]

DAYS = ("since", "until", "seen_until")
RULE_KEYS = ("value", "article", "confirmed", "open", *RULE_TEXTS)
#: No period of an election is longer, no count of it larger: beyond is a slip of the pen.
LONGEST = {"days": 366, "months": 60, "years": 30, "": 1000}


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing to say about a pack; line 0 where it stands on no line."""

    line: int
    key: str
    level: Level
    zh: str
    en: str

    def sentence(self, lang: str = "zh") -> str:
        """第 12 行 seats_max：…"""
        if lang == "en":
            at = f"line {self.line} {self.key}".rstrip() if self.line else self.key
            return f"{at}: {self.en}" if at else self.en
        at = f"第 {self.line} 行 {self.key}".rstrip() if self.line else self.key
        return f"{at}：{self.zh}" if at else self.zh


@dataclass(frozen=True, slots=True)
class Checked:
    """The remarks in the order of the file, the notes after what is wrong; `readable`: it is TOML at all."""

    remarks: tuple[Remark, ...]
    readable: bool

    @property
    def wrong(self) -> tuple[Remark, ...]:
        return tuple(remark for remark in self.remarks if remark.level == "wrong")

    @property
    def notes(self) -> tuple[Remark, ...]:
        return tuple(remark for remark in self.remarks if remark.level == "note")


def check(text: str) -> Checked:
    """Everything there is to say about the text of a pack."""
    values, lines, problems = read_toml(text)
    said = [Remark(one.line, one.key, "wrong", one.zh, one.en) for one in problems]
    if values is None:
        return Checked(tuple(said), any(one.twice for one in problems))
    said += _head(values, lines)
    rules = values.get("rules")
    if isinstance(rules, dict):
        said += [remark for key, given in rules.items() for remark in _rule(key, given, lines)]
        said += _as_law(values, rules, lines)
    return Checked(tuple(sorted(said, key=lambda one: (one.level == "note", one.line or 10**9))), True)


# -- the head of the file -------------------------------------------------------------------------------------------


def _head(read: Mapping[str, Any], lines: Lines) -> Said:
    for key in (*TEXTS, "since", "rules"):
        if key not in read:
            yield Remark(0, key, "wrong", "缺少这一项。", "is missing.")
    for key in read:
        if key not in (*TEXTS, *OPTIONAL, "since", "rules"):
            yield _unknown(key, lines.of(key), (*TEXTS, *OPTIONAL, "since"))
    for key in (*TEXTS, "based_on", "inherits"):
        if key in read and not (isinstance(read[key], str) and read[key].strip()):
            yield Remark(lines.of(key), key, "wrong", "应当是一段文字，加引号。", "should be text in quotation marks.")
    for key in DAYS:
        if key in read and type(read[key]) is not date:
            yield Remark(
                lines.of(key),
                key,
                "wrong",
                "应当是日期，如 2026-09-01，不加引号。",
                "should be a day such as 2026-09-01, without quotation marks.",
            )
    yield from _taken_over(read, lines)
    if "rules" in read and not isinstance(read["rules"], dict):
        yield Remark(lines.of("rules"), "rules", "wrong", "应当是 [rules] 一节。", "should be the section [rules].")
    yield from _place(read, lines)
    yield from _time(read, lines)


def _taken_over(read: Mapping[str, Any], lines: Lines) -> Said:
    """What goes on from an earlier text of which only the amendment was read, and what does not."""
    if "part_read" in read and not isinstance(read["part_read"], bool):
        yield Remark(
            lines.of("part_read"), "part_read", "wrong", "应当是 true 或者 false。", "should be true or false."
        )
    gone = read.get("gone", [])
    if kind_of(gone) != "list":
        yield Remark(
            lines.of("gone"), "gone", "wrong", "应当是参数名称的列表。", "should be a list of names of parameters."
        )
    else:
        yield from (_unknown(key, lines.of("gone"), parameters(), at="gone") for key in gone if key not in parameters())
    name, since = _text(read, "inherits"), _day(read, "since")
    earlier = next((pack for pack in packs() if pack.name == name), None)
    fits = earlier is not None and earlier.layer == read.get("layer") and (since is None or earlier.since < since)
    if name and not fits:
        yield Remark(
            lines.of("inherits"),
            "inherits",
            "wrong",
            f"“{_shown(name)}”应当是同一层级、已收录的、较早的规则包。",
            f"“{_shown(name)}” should be an earlier pack of the same layer that is held.",
        )


def _place(read: Mapping[str, Any], lines: Lines) -> Said:
    layer, division, name = _text(read, "layer"), _text(read, "division"), _text(read, "name")
    digits = DIGITS.get(layer)
    if layer and digits is None:
        yield Remark(
            lines.of("layer"),
            "layer",
            "wrong",
            '应当是 "province" 或者 "county"。',
            'should be "province" or "county".',
        )
    if digits and division and not re.fullmatch(rf"[0-9]{{{digits}}}", division):
        yield Remark(
            lines.of("division"),
            "division",
            "wrong",
            f"应当是 {digits} 位数字，不是“{division}”。",
            f"should have {digits} digits, not “{division}”.",
        )
    if name and not NAME.fullmatch(name):
        yield Remark(lines.of("name"), "name", "wrong", "应当像 ZJ@2026-09-01。", "should look like ZJ@2026-09-01.")
    national = [pack.name for pack in shipped() if pack.layer == "national"]
    if layer == "province" and read.get("based_on") not in national:
        yield Remark(
            lines.of("based_on"),
            "based_on",
            "wrong",
            f"应当写明所依据的国家法，{'、'.join(national)} 之一。",
            f"should name the national law it was written for, one of {', '.join(national)}.",
        )


def _time(read: Mapping[str, Any], lines: Lines) -> Said:
    since, until, name = _day(read, "since"), _day(read, "until"), _text(read, "name")
    if since and until and until < since:
        yield Remark(
            lines.of("until"),
            "until",
            "wrong",
            f"{until} 早于 since（第 {lines.of('since')} 行，{since}）。",
            f"{until} is before since (line {lines.of('since')}, {since}).",
        )
    if since and NAME.fullmatch(name) and not name.endswith(since.isoformat()):
        yield Remark(
            lines.of("name"),
            "name",
            "note",
            f"@ 后面的日期不是施行日 {since}；通过或者公布的日期也可以。",
            f"the day after @ is not the first day in force, {since}; that of adoption or publication will do.",
        )
    jurisdiction = _text(read, "jurisdiction")
    if jurisdiction and NAME.fullmatch(name) and name.split("@")[0] != jurisdiction:
        yield Remark(
            lines.of("jurisdiction"),
            "jurisdiction",
            "wrong",
            f"应当与 name 中 @ 前面的部分相同（{name.split('@')[0]}）。",
            f"should be what stands before @ in name ({name.split('@')[0]}).",
        )
    if since:
        yield from _beside_held(read, since, until or date.max, lines)


def _beside_held(read: Mapping[str, Any], since: date, until: date, lines: Lines) -> Said:
    """Packs of the same place that are held: two texts cannot both apply on one day."""
    place = (_text(read, "layer"), _text(read, "division"))
    for held in packs():
        if (held.layer, held.division) != place or held.since > until or (held.until or date.max) < since:
            continue
        if held.name == _text(read, "name"):
            yield Remark(
                lines.of("name"),
                "name",
                "note",
                f"{held.name} 已经收录；用这个文件以前，先看与收录的有什么不同。",
                f"{held.name} is held already; before this file is used, compare it with that one.",
            )
        elif held.until is None and held.since < since:
            yield Remark(
                lines.of("since"),
                "since",
                "note",
                f"已收录的 {held.name} 没有写终止日期，自 {since} 起以这个文件为准。",
                f"{held.name}, which is held, has no last day; from {since} on this file applies.",
            )
        else:
            yield Remark(
                lines.of("since"),
                "since",
                "wrong",
                f"与已收录的 {held.name} 施行期重叠（{max(since, held.since)} 起）。",
                f"is in force together with {held.name}, which is held (from {max(since, held.since)} on).",
            )


# -- one rule -------------------------------------------------------------------------------------------------------


def _rule(key: str, given: Any, lines: Lines) -> Said:
    line = lines.of(key, "rules")
    if key not in parameters():
        yield _unknown(key, line, parameters())
        return
    if not isinstance(given, dict):
        yield Remark(
            line,
            key,
            "wrong",
            "应当写成 { value = …, article = …, confirmed = … }。",
            "should be written { value = …, article = …, confirmed = … }.",
        )
        return
    for name in given:
        if name not in RULE_KEYS:
            yield Remark(line, key, "wrong", *_nearest(name, RULE_KEYS))
    yield from _stated(key, given, line)
    if "value" in given:
        yield from _value(key, given["value"], line)


def _stated(key: str, given: Mapping[str, Any], line: int) -> Said:
    """What stands beside the value."""
    if "value" not in given:
        yield Remark(line, key, "wrong", "缺少 value（取值）。", "value is missing.")
    for flag in ("confirmed", "open"):
        if flag in given and not isinstance(given[flag], bool):
            yield Remark(line, key, "wrong", f"{flag} 应当是 true 或者 false。", f"{flag} should be true or false.")
    if "confirmed" not in given:
        yield Remark(
            line,
            key,
            "wrong",
            "缺少 confirmed：读过条文原文写 true，没有读过写 false。",
            "confirmed is missing: true if the article itself was read, false if not.",
        )
    for text in RULE_TEXTS:
        if text in given and not (isinstance(given[text], str) and given[text].strip()):
            yield Remark(line, key, "wrong", f"{text} 应当是一段文字。", f"{text} should be text.")
    if ("note" in given) != ("note_en" in given):
        yield Remark(
            line, key, "note", "说明只有一种语言，note 和 note_en 最好都有。", "the note is in one language only."
        )
    yield from _article(key, given, line)


def _article(key: str, given: Mapping[str, Any], line: int) -> Said:
    article = given.get("article")
    if article is None:
        explained = given.get("confirmed") is False or "note" in given
        level: Level = "note" if explained else "wrong"
        yield Remark(line, key, level, "缺少 article（条号）。", "article is missing.")
    elif article == "" or not fits_as_article(article):
        yield Remark(
            line,
            key,
            "wrong",
            'article 应当是条号，如 18 或者 "18-20"，没有条号的写标题。',
            'article should be a number such as 18 or "18-20", or a heading where there is none.',
        )


def _value(key: str, value: Any, line: int) -> Said:
    kinds = kinds_of_parameters().get(key, set(KINDS))
    kind = kind_of(value)
    if kind not in kinds:
        wanted_zh = "，或者".join(KINDS[one][0] for one in KINDS if one in kinds)
        wanted_en = ", or ".join(KINDS[one][1] for one in KINDS if one in kinds)
        yield Remark(
            line,
            key,
            "wrong",
            f"取值应当是{wanted_zh}，不是 {_shown(value)}。",
            f"the value should be {wanted_en}, not {_shown(value)}.",
        )
    elif kind == "number":
        longest = next(most for unit, most in LONGEST.items() if unit in key)
        if value > longest:
            yield Remark(
                line, key, "wrong", f"{_shown(value)} 太大，最多 {longest}。", f"{_shown(value)} is too large."
            )
    elif kind == "share" and Share.read(value).fraction > 1:
        yield Remark(line, key, "wrong", f"{value} 比全部还多。", f"{value} is more than the whole.")
    else:
        for name in value if kind == "list" else [value] if kind == "alternative" else []:
            yield from _alternative(key, name, line)


def _alternative(key: str, name: str, line: int) -> Said:
    used = _used().get(key, frozenset())
    if name not in alternatives():
        yield Remark(line, key, "wrong", *_nearest(name, sorted(used) or alternatives()))
    elif used and name not in used:
        yield Remark(
            line,
            key,
            "note",
            f"“{name}”在收录的规则包里没有用于这一项；常用的：{'、'.join(sorted(used))}。",
            f"no pack that is held uses “{name}” here; used are {', '.join(sorted(used))}.",
        )


@cache
def _used() -> dict[str, frozenset[str]]:
    """The alternatives that the packs of the program give each parameter."""
    found: dict[str, set[str]] = {}
    for pack in shipped():
        for key, rule in pack.rules.items():
            names = rule.value if isinstance(rule.value, tuple) else (rule.value,)
            found.setdefault(key, set()).update(name for name in names if isinstance(name, str))
    return {key: frozenset(names) for key, names in found.items()}


# -- the pack as law ------------------------------------------------------------------------------------------------


def _as_law(read: Mapping[str, Any], given: Mapping[str, Any], lines: Lines) -> Said:
    """What the sound rules of the file mean beside the law above them."""
    since = _day(read, "since")
    if since is None or _text(read, "layer") not in DIGITS:
        return
    rules = _sound(read, given)
    national = [pack for pack in packs() if pack.layer == "national"]
    own = next((pack for pack in national if pack.name == read.get("based_on")), None)
    end = _day(read, "until") or date.max
    newest = max((pack for pack in national if pack.since <= end), key=lambda pack: pack.since, default=None)
    for rule in rules.values():
        yield from _beside(rule, own or newest, newest, lines)
    yield from _limits(rules, newest, lines)
    yield from _above_the_county(read, rules, since, lines)
    yield from _left_open(read, rules, newest)
    unread = [rule for rule in rules.values() if not rule.confirmed]
    if unread:
        yield Remark(
            0,
            "",
            "note",
            f"{len(unread)} 项没有核对原文（confirmed = false），使用时标明待核对。",
            f"{len(unread)} values are not confirmed; wherever they are used the answer says so.",
        )


def _sound(read: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Rule]:
    """The rules that can be read, in a pack with a head of its own so that a fault there hides nothing here."""
    sound = {
        key: {name: value for name, value in rule.items() if name in RULE_KEYS}
        for key, rule in given.items()
        if isinstance(rule, dict) and all(remark.level == "note" for remark in _rule(key, rule, Lines()))
    }
    texts = {key: _text(read, key) for key in (*TEXTS, "based_on")}
    return dict(read_pack({**texts, "since": date.min, "rules": sound}).rules)


def _beside(rule: Rule, own: Pack | None, newest: Pack | None, lines: Lines) -> Said:
    """Less than the national law allows: wrong under the law it was written for, overtaken under a later one."""
    for pack in dict.fromkeys((own, newest)):
        higher = pack.rules.get(rule.key) if pack else None
        if higher is None or not _worse(rule, higher):
            continue
        level: Level = "wrong" if pack is own and rule.key in BOUNDS else "note"
        yield Remark(lines.of(rule.key, "rules"), rule.key, level, *_outranked(rule, higher, older=pack is not own))
        return


def _outranked(rule: Rule, higher: Rule, *, older: bool) -> tuple[str, str]:
    bound, words = _bound(rule.key), parameters()[rule.key]
    zh = f"“{words.zh}”写的是 {in_words(rule.value)}，{higher.basis}规定{bound[0]} {in_words(higher.value)}"
    en = (
        f"“{words.en}” is {in_words(rule.value, 'en')}; {higher.basis_en} says {bound[1]}{in_words(higher.value, 'en')}"
    )
    if older:
        return f"{zh}；本文早于该法，以国家法为准。", f"{en}; this text is older, and the national law prevails."
    if rule.key in BOUNDS:
        return f"{zh}，以国家法为准，请改正。", f"{en}, which prevails; put it right."
    return f"{zh}；两者写法不同，请核对条文。", f"{en}; the two differ, check the article."


def _worse(rule: Rule, higher: Rule) -> bool:
    bound = BOUNDS.get(rule.key)
    if bound is None:
        return higher.prevails and not higher.agrees_with(rule)
    if isinstance(rule.value, tuple) and isinstance(higher.value, tuple):
        return not set(higher.value) <= set(rule.value)
    mine, theirs = _measure(rule), _measure(higher)
    if bound == "same":
        return bool(mine != theirs)
    return bool(mine < theirs if bound == "least" else mine > theirs)


def _measure(rule: Rule) -> Any:
    """A figure by which two rules are compared: 过半数 is more than half itself."""
    return (rule.value.fraction, rule.value.strict) if isinstance(rule.value, Share) else rule.value


def _bound(key: str) -> tuple[str, str]:
    return {"least": ("至少", "at least "), "most": ("至多", "at most ")}.get(BOUNDS.get(key, "same"), ("为", ""))


def _limits(rules: Mapping[str, Rule], national: Pack | None, lines: Lines) -> Said:
    """A lower limit above the upper one; the national law's where the pack has only one of the two."""
    for key, rule in rules.items():
        partner = f"{key.removesuffix('_min')}_max" if key.endswith("_min") else f"{key.removesuffix('_max')}_min"
        if not key.endswith(("_min", "_max")):
            continue
        other = rules.get(partner) or (national.rules.get(partner) if national else None)
        if other is None or (partner in rules and key.endswith("_max")):
            continue
        least, most = (rule, other) if key.endswith("_min") else (other, rule)
        if isinstance(least.value, int) and isinstance(most.value, int) and least.value > most.value:
            at = lines.of(partner, "rules")
            where = (f"（第 {at} 行）", f" (line {at})") if at else (f"（{other.basis}）", f" ({other.basis_en})")
            yield Remark(
                lines.of(key, "rules"),
                key,
                "wrong",
                f"下限 {least.value} 大于上限 {most.value}，与 {partner}{where[0]}矛盾。",
                f"the least, {least.value}, is more than the most, {most.value}: it contradicts {partner}{where[1]}.",
            )


def _above_the_county(read: Mapping[str, Any], rules: Mapping[str, Rule], since: date, lines: Lines) -> Said:
    """What the law settles a county may not say otherwise."""
    if _text(read, "layer") != "county" or not _national_held(since):
        return
    law = rules_for(_text(read, "division").ljust(12, "0"), since)
    for key, rule in rules.items():
        below = law.get(key)
        if below is not None and below.settled and below.value != rule.value:
            yield Remark(
                lines.of(key, "rules"),
                key,
                "wrong",
                f"{below.basis}已经规定为 {in_words(below.value)}，县不能另行规定。",
                f"{below.basis_en} settles it as {in_words(below.value, 'en')}; a county may not say otherwise.",
            )


def _national_held(day: date) -> bool:
    """Is a national law held for the day?"""
    return any(pack.layer == "national" and pack.in_force_on(day) for pack in packs())


def _left_open(read: Mapping[str, Any], rules: Mapping[str, Rule], national: Pack | None) -> Said:
    """What other provinces fix and this text does not; a county's pack says only what it says."""
    if _text(read, "layer") != "province":
        return
    guidance = {key: rule for pack in packs() if pack.layer == "guidance" for key, rule in pack.rules.items()}
    provinces = {key for pack in shipped() if pack.layer == "province" for key in pack.rules}
    settled = {*rules, *(national.rules if national else ())}
    silent = []
    for words in parameters().values():
        if words.key in settled:
            continue
        if rule := guidance.get(words.key):
            yield _from_guidance(rule)
        elif words.key in provinces:
            silent.append(words)
    yield Remark(
        0,
        "",
        "note",
        f"别的省有规定、这里和国家法、规程都没有的 {len(silent)} 项，需要时由县或者村的办法补定："
        f"{'；'.join(f'{words.key} {words.zh}' for words in silent)}。",
        f"{len(silent)} points that other provinces fix and neither this text nor nation nor guidance does, "
        f"for county or village where needed: {'; '.join(f'{words.key} {words.en}' for words in silent)}.",
    )


def _from_guidance(rule: Rule) -> Remark:
    words = parameters()[rule.key]
    unread = ("", "") if rule.confirmed else ("（未核对）", " (not confirmed)")
    return Remark(
        0,
        rule.key,
        "note",
        f"没有规定“{words.zh}”，用{rule.title}的：{in_words(rule.value)}{unread[0]}。",
        f"“{words.en}” is not fixed; it comes from {rule.title_en}: {in_words(rule.value, 'en')}{unread[1]}.",
    )


# -- words ----------------------------------------------------------------------------------------------------------


def _unknown(key: str, line: int, known: Iterable[str], at: str = "") -> Remark:
    return Remark(line, at or key, "wrong", *_nearest(key, known))


def _nearest(name: str, known: Iterable[str]) -> tuple[str, str]:
    """不认识“seat_max”，是不是 seats_max？"""
    near = get_close_matches(name, list(known), n=2)
    if not near:
        return f"不认识“{_shown(name)}”。", f"“{_shown(name)}” is not known."
    return (
        f"不认识“{_shown(name)}”，是不是 {' 或者 '.join(near)}？",
        f"“{_shown(name)}” is not known; is it {' or '.join(near)}?",
    )


def _shown(value: Any) -> str:
    """A value as the file has it, not longer than a line."""
    text = ("false", "true")[value] if isinstance(value, bool) else str(value)
    return text if len(text) <= 40 else f"{text[:40]}…"


def _text(read: Mapping[str, Any], key: str) -> str:
    value = read.get(key, "")
    return value if isinstance(value, str) else ""


def _day(read: Mapping[str, Any], key: str) -> date | None:
    value = read.get(key)
    return value if type(value) is date else None
