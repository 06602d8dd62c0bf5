"""A rule of law as a value: what it fixes, where it stands, since when, and whether the text was read.

Rules lie in layers: the law of the nation, the ministry's guidance, the province, the county, and on top the method
that the village itself adopted. The regulations of the Party stand apart.

Public: `Share`, `Rule`, `Pack`, `Rules`, `Value`, `LAYERS`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from cunxuan.core import findings
from cunxuan.core.errors import BadInput
from cunxuan.core.findings import Finding
from cunxuan.core.law.citations import cite, cite_en

#: The layers of packs, from the nation down; those apart stand on no other. A village has its own rules on top.
LAYERS = ("national", "guidance", "province", "county", "party", "petition")
#: The Party's regulations on its elections, and the regulation on petitions.
APART = ("party", "petition")
STATUTES = ("national", "province")
#: What a meeting resolves in one case, and no text of law fixes: kept with the case, not with the rules.
RESOLVED_IN_THE_CASE = ("stop_after_runoff", "members_first", "no_second_round")
VILLAGE, VILLAGE_METHOD = "village", ("本村选举办法", "the election method adopted by the village")


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
    layer: str  # national | guidance | province | county | village | party
    title: str
    title_en: str
    open: bool = True  # may a lower layer, and in the end the village's own method, settle it otherwise?
    prevails: bool = False  # does it override an older text of a lower rank?
    keeps: str = ""  # "lower": a lower number in the older text stands beside it
    note: str = ""
    note_en: str = ""
    inherited: str = ""  # the earlier pack it is taken over from, where the new text was not read

    @property
    def basis(self) -> str:
        """The citation as a notice prints it: 村民委员会组织法 第十八条."""
        return cite(self.title, self.article)

    @property
    def basis_en(self) -> str:
        return cite_en(self.title_en, self.article)

    @property
    def settled(self) -> bool:
        """Is it law that was read and leaves no room? Then a county may not say otherwise."""
        return self.layer in STATUTES and self.confirmed and not self.open

    def agrees_with(self, older: Rule) -> bool:
        """Can an older text of a lower rank stand beside this rule?"""
        if self.value == older.value:
            return True
        lower = isinstance(older.value, int) and isinstance(self.value, int) and older.value < self.value
        return self.keeps == "lower" and lower


@dataclass(frozen=True, slots=True, eq=False)
class Pack:
    """One text of law with its time in force; `based_on` names the national edition it was written for.

    `until` is its last day where that is known. `seen_until` is the last day on which it is known to have been the
    newest text, where nobody could say whether it was amended since. `part_read`: only a part of the text was read.
    `inherits` names the earlier pack whose rules go on, unconfirmed, where the new text was not read; those that are
    `gone` do not.
    """

    name: str
    title: str
    title_en: str
    short: str  # as it is cited: the law's own name without 中华人民共和国
    layer: str  # one of LAYERS
    jurisdiction: str
    division: str  # the first two digits (a county: six) of the divisions it governs; empty for the whole country
    since: date
    until: date | None
    seen_until: date | None
    based_on: str
    inherits: str
    gone: tuple[str, ...]
    part_read: bool
    source: str
    rules: Mapping[str, Rule]

    def in_force_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """The law of one place on one day: its layers merged, from the nation down.

    `name` is the most specific text of law; a county's own pack follows it after a plus sign. `conflicts` are the
    parameters on which an older provincial text gave way.
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

    def beneath(self, key: str) -> tuple[Rule, ...]:
        """What other layers say on the same point, and does not apply: the lowest layer first."""
        applied = self.rules.get(key)
        said = [rule for pack in reversed(self.packs) if (rule := pack.rules.get(key)) is not None]
        return tuple(rule for rule in said if rule is not applied)

    def adopting(self, measures: Mapping[str, Value | None]) -> Rules:
        """These rules with the method the village adopted on top; what the law settles stays and a finding says so.

        A measure is `{parameter: value}`; None, or what the law says anyway, changes nothing.
        """
        adopted: dict[str, Rule] = {}
        refused: list[Finding] = []
        for key, value in measures.items():
            rule = self.rules.get(key)
            if value is None or key in RESOLVED_IN_THE_CASE or (rule is not None and rule.value == value):
                continue
            if rule is None or rule.open:
                adopted[key] = _by_the_village(key, value)
            else:
                refused.append(Finding(findings.MEASURE_NOT_OPEN, {"measure": key}, rule))
        if not adopted and not refused:
            return self
        return replace(self, rules={**self.rules, **adopted}, findings=(*self.findings, *refused))

    def with_findings(self, *more: Finding) -> Rules:
        return replace(self, findings=self.findings + more)


def _by_the_village(key: str, value: Value) -> Rule:
    zh, en = VILLAGE_METHOD
    return Rule(
        key=key,
        value=value,
        article=None,
        source=VILLAGE,
        confirmed=True,
        pack=VILLAGE,
        layer=VILLAGE,
        title=zh,
        title_en=en,
    )
