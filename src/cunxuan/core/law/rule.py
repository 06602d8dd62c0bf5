"""A rule of law as a value: what it fixes, where it stands, since when, and whether the text was read.

Public: `Share`, `Rule`, `Pack`, `Rules`, `Value`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from cunxuan.core.errors import BadInput
from cunxuan.core.findings import Finding
from cunxuan.core.law.citations import cite, cite_en


@dataclass(frozen=True, slots=True)
class Share:
    """A share as the law words it: `>1/2` is 过半数 (the half itself does not do), `>=1/3` is 不得少于三分之一."""

    num: int
    den: int
    strict: bool

    @classmethod
    def read(cls, text: str) -> Share:
        """Reads `>1/2` or `>=1/3`."""
        strict = not text.startswith(">=")
        num, den = text.removeprefix(">=").removeprefix(">").split("/")
        return cls(int(num), int(den), strict)

    def met(self, part: int, whole: int) -> bool:
        """Is the part that share of the whole? Compared by cross-multiplying, never by dividing."""
        return part * self.den > whole * self.num if self.strict else part * self.den >= whole * self.num

    def needs(self, whole: int) -> int:
        """The smallest number that reaches the share."""
        return whole * self.num // self.den + 1 if self.strict else -(-whole * self.num // self.den)

    @property
    def fraction(self) -> Fraction:
        return Fraction(self.num, self.den)

    def __str__(self) -> str:
        return f"{'>' if self.strict else '>='}{self.num}/{self.den}"


Value = int | str | Share | tuple[str, ...]  # a bool is an int


@dataclass(frozen=True, slots=True)
class Rule:
    """One parameter of the law in force: its value, its article, and the pack it comes from."""

    key: str
    value: Value
    article: int | str | None
    source: str
    confirmed: bool
    pack: str
    title: str
    title_en: str
    open: bool = True  # may the village's own method settle it otherwise?
    prevails: bool = False  # does it override an older text of a lower rank?
    keeps: str = ""  # "lower": a lower number in the older text stands beside it
    note: str = ""
    note_en: str = ""

    @property
    def basis(self) -> str:
        """The citation as a notice prints it: 村民委员会组织法 第十八条."""
        return cite(self.title, self.article)

    @property
    def basis_en(self) -> str:
        return cite_en(self.title_en, self.article)

    def agrees_with(self, older: Rule) -> bool:
        """Can an older text of a lower rank stand beside this rule?"""
        if self.value == older.value:
            return True
        lower = isinstance(older.value, int) and isinstance(self.value, int) and older.value < self.value
        return self.keeps == "lower" and lower


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """One text of law with its time in force; `based_on` names the national edition it was written for."""

    name: str
    title: str
    title_en: str
    short: str  # as it is cited: the law's own name without 中华人民共和国
    layer: str  # national | guidance | province
    jurisdiction: str
    division: str  # first two digits of the divisions it governs; empty for the whole country
    since: date
    until: date | None
    based_on: str
    source: str
    rules: Mapping[str, Rule]

    def in_force_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """The law of one place on one day: national law, the ministry's guidance and the province's text, merged.

    `name` is the most specific pack. `conflicts` are the parameters on which an older provincial text gave way.
    """

    name: str
    packs: tuple[Pack, ...]
    rules: Mapping[str, Rule]
    conflicts: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    def __getitem__(self, key: str) -> Rule:
        try:
            return self.rules[key]
        except KeyError:
            raise BadInput(
                f"规则包 {self.name} 没有“{key}”这一项。", f"Pack {self.name} has no parameter “{key}”."
            ) from None

    def get(self, key: str) -> Rule | None:
        return self.rules.get(key)

    def pack_named(self, name: str) -> Pack:
        """One of the packs these rules are merged from."""
        return next(pack for pack in self.packs if pack.name == name)

    def number(self, key: str, default: int | None = None) -> int | None:
        """A rule that is a number (of days, persons, years); the default where the law is silent."""
        rule = self.rules.get(key)
        if rule is None:
            return default
        assert isinstance(rule.value, int), key
        return rule.value

    def choice(self, key: str, default: str = "") -> str:
        """A rule that is one of several named alternatives; the default where the law is silent."""
        rule = self.rules.get(key)
        if rule is None:
            return default
        assert isinstance(rule.value, str), key
        return rule.value

    def flag(self, key: str, default: bool = False) -> bool:
        """A rule that is a yes or a no."""
        return bool(self.number(key, default))

    def share(self, key: str) -> Share | None:
        """A rule that is a share, such as `>1/2`."""
        rule = self.rules.get(key)
        if rule is None:
            return None
        assert isinstance(rule.value, Share), key
        return rule.value

    def with_findings(self, *more: Finding) -> Rules:
        return replace(self, findings=self.findings + more)
