"""The words in which a result is told, Chinese and English side by side: days, figures, posts, shares, articles.

An article of the national law is told by its number alone, as announcements do (第十八条); any other with the name of
its text. Used by core.telling and core.telling_people.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from cunxuan.core.count import POSTS, WOMAN_MEMBER
from cunxuan.core.findings import CATALOGUE
from cunxuan.core.law import Rule, Rules
from cunxuan.core.law.citations import chinese_number

MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
SHARES = {"1/2": ("一半", "half"), "1/3": ("三分之一", "a third"), "2/3": ("三分之二", "two thirds")}

#: A vote as a sentence begins with it.
ROUNDS = {
    "first": ("第一次投票", "The first vote"),
    "runoff": ("另行选举", "The runoff"),
    "rerun": ("重新选举", "The rerun"),
    "revote": ("再次投票", "The new vote among those tied"),
}


@dataclass(frozen=True, slots=True)
class Text:
    """The same said in Chinese and in English."""

    zh: str
    en: str

    def __bool__(self) -> bool:
        return bool(self.zh)


NOTHING = Text("", "")


@dataclass(frozen=True, slots=True)
class Article:
    """The article on which a verdict rests, whether its number was confirmed, and the pack that holds its text."""

    full: Text  # 村民委员会组织法 第十八条
    short: Text  # 第十八条
    confirmed: bool
    pack: str
    rule: Rule | None = field(default=None, compare=False)  # what it says; None where the answer only cites it


def article_of(rule: Rule | None, rules: Rules, confirmed: bool | None = None) -> Article | None:
    """The article of a rule; None where no rule says anything."""
    if rule is None:
        return None
    full = Text(rule.basis, rule.basis_en)
    national = rules.pack_named(rule.pack).layer == "national"
    number = Text(rule.basis.removeprefix(f"{rule.title} "), rule.basis_en.removeprefix(f"{rule.title_en}, "))
    read = rule.confirmed if confirmed is None else confirmed
    return Article(full, number if national else full, read, rule.pack, rule)


#: The rules on which a part of an answer can rest that is no finding: the line of the elected, a vote that follows.
RESTS_ON = {
    "threshold": ("win", "runoff_first", "runoff_floor"),
    "runoff": ("runoff_days", "runoff_floor"),
    "rerun": ("rerun_days", "turnout", "box_total"),
    "revote": ("tie", "win"),
}


def cited(given: Mapping[str, Any] | None, rules: Rules) -> Article | None:
    """The article that an answer gives as its `basis`; None for plain arithmetic."""
    if not given or not given["basis"]:
        return None
    held = [rule for rule in rules.rules.values() if rule.basis == given["basis"]]
    if not held:  # answered under an earlier numbering of the pack
        basis = Text(given["basis"], given["basis"])
        return Article(basis, basis, given["confirmed"], "")
    rule = next((rule for key in rests_on(given) for rule in held if rule.key == key), None)
    article = article_of(rule or held[0], rules, given["confirmed"])
    return article if rule or article is None else replace(article, rule=None)


def rests_on(given: Mapping[str, Any]) -> tuple[str, ...]:
    """The parameters on which a part of an answer can rest: an article lays down many."""
    kind = CATALOGUE.get(given.get("code", ""))
    return kind.rests_on if kind else RESTS_ON.get(given.get("kind", "threshold"), ())


def told(*sentences: Text) -> Text:
    """Sentences one after another; English puts a space between them."""
    said = [sentence for sentence in sentences if sentence]
    return Text("".join(one.zh for one in said), " ".join(one.en for one in said))


def capital(sentence: str) -> str:
    """An English sentence with its capital letter."""
    return sentence[0].upper() + sentence[1:]


def number(value: int) -> str:
    """1,286"""
    return f"{value:,}"


def half(value: int) -> str:
    """Half of a number as people say it: 643, or 625.5."""
    return f"{value // 2:,}{'.5' if value % 2 else ''}"


def day(on: date) -> Text:
    """12 月 13 日"""
    return Text(f"{on.month} 月 {on.day} 日", f"{on.day} {MONTHS[on.month - 1]}")


def long_day(on: date) -> Text:
    """2026 年 12 月 13 日"""
    return Text(f"{on.year} 年 {day(on).zh}", f"{day(on).en} {on.year}")


def place(rank: int) -> Text:
    """第一; the first of a list."""
    suffix = "th" if rank % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(rank % 10, "th")
    return Text(f"第{chinese_number(rank)}", f"{rank}{suffix}")


def names(people: Iterable[str]) -> Text:
    listed = tuple(people)
    return Text("、".join(listed), ", ".join(listed))


def post_title(post: str, woman_only: bool = False) -> Text:
    """主任, or the woman's own line among the members: 妇女委员."""
    zh, en = WOMAN_MEMBER if woman_only else POSTS[post]
    return Text(zh, en.lower())


def share(rule: str) -> Text:
    """`>1/2` is 一半, `>=1/3` is 三分之一; whether it must be exceeded is the sentence's to say."""
    fraction = rule.lstrip(">=")
    return Text(*SHARES.get(fraction, (fraction, fraction)))
