"""What is recorded in the registration, in words: each kind of fact, whom it can concern, how people were reached.

Public: `FACTS`, `said`, `kinds_for`, `FactTold`, `fact_told`, `WAYS`, `MEETINGS`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from cunxuan.core.law import Rules, in_words

from .models import Fact, RegistrationFact
from .registration_queries import PROXY_GIVEN, Villager

Words = tuple[str, str]

#: Each kind in both languages; the Chinese is the register's.
FACTS: Mapping[str, Words] = {
    str(kind): (str(kind.label), english)
    for kind, english in {
        Fact.STATED: "Says: will take part",
        Fact.WILL_NOT: "Says: will not take part",
        Fact.REFUSED_IN_WRITING: "Refused in writing",
        Fact.TOLD: "Told of the election",
        Fact.UNREACHABLE: "Cannot be reached",
        Fact.RETURNING: "Comes back to vote",
        Fact.NOT_RETURNING: "Does not come back to vote",
        Fact.AWAY_SINCE: "Away since",
        Fact.LIVED_SINCE: "Has lived here since",
        Fact.WORKED_SINCE: "Has worked on village affairs since",
        Fact.GROUP: "Of a group the province lets register",
        Fact.APPLIED: "Applied to take part",
        Fact.APPLIED_IN_WRITING: "Applied in writing",
        Fact.MEETING_AGREED: "The meeting agreed",
        Fact.MEETING_DECLINED: "The meeting did not agree",
        Fact.HOME_CERTIFICATE: "Certificate from the place of hukou",
        Fact.DUTIES_DONE: "Does a villager's duties",
        Fact.REGISTERED_IN: "Registered in another village",
        Fact.DEPRIVED: "Deprived of political rights",
        Fact.INCAPABLE: "Unable to exercise the right to vote",
        Fact.INCAPACITY_PROVED: "Proof of the inability",
        Fact.DIED: "Died",
        Fact.MOVED_OUT: "Hukou moved out",
    }.items()
}

#: The day of these is the day on which it began.
BEGAN = frozenset({Fact.AWAY_SINCE, Fact.LIVED_SINCE, Fact.WORKED_SINCE})

AWAY = (
    Fact.STATED,
    Fact.WILL_NOT,
    Fact.TOLD,
    Fact.UNREACHABLE,
    Fact.RETURNING,
    Fact.NOT_RETURNING,
    Fact.AWAY_SINCE,
)
FROM_ELSEWHERE = (
    Fact.LIVED_SINCE,
    Fact.WORKED_SINCE,
    Fact.GROUP,
    Fact.APPLIED,
    Fact.APPLIED_IN_WRITING,
    Fact.HOME_CERTIFICATE,
    Fact.DUTIES_DONE,
)
ANYBODY = (
    Fact.REFUSED_IN_WRITING,
    Fact.REGISTERED_IN,
    Fact.DEPRIVED,
    Fact.INCAPABLE,
    Fact.INCAPACITY_PROVED,
    Fact.MOVED_OUT,
    Fact.DIED,
)

#: How somebody was reached: what stands as evidence of an answer.
WAYS: Mapping[str, Words] = {
    "phone": ("电话", "by telephone"),
    "visit": ("上门", "at the door"),
    "wechat": ("微信", "by WeChat"),
    "family": ("亲属转告", "through the family"),
    "letter": ("书面", "in writing"),
}

MEETINGS: Mapping[str, Words] = {
    "representatives_assembly": ("村民代表会议", "Representatives' meeting"),
    "villagers_assembly": ("村民会议", "Villagers' meeting"),
}


def said(kind: str) -> Words:
    return FACTS[kind]


def kinds_for(villager: Villager, rules: Rules, kinds_recorded: frozenset[str]) -> Iterator[Fact]:
    """What can be recorded of this person, what is likely first. The meeting's vote has a page of its own."""
    hukou_here = villager.hukou_here and Fact.MOVED_OUT not in kinds_recorded
    if hukou_here and not villager.lives_here:
        yield from AWAY
    if not hukou_here:
        yield from (kind for kind in FROM_ELSEWHERE if kind != Fact.GROUP or groups(rules))
    yield from (kind for kind in ANYBODY if kind != Fact.MOVED_OUT or villager.hukou_here)


def groups(rules: Rules) -> tuple[tuple[str, Words], ...]:
    """The groups whom the province's text lets register, by their keys."""
    rule = rules.get("extra_registered")
    named = rule.value if rule is not None and isinstance(rule.value, tuple) else ()
    return tuple((str(one), (in_words(one), in_words(one, "en"))) for one in named)


@dataclass(frozen=True, slots=True)
class FactTold:
    """A fact as a page or a register shows it; `pk` takes it back."""

    pk: int
    kind: str
    zh: str
    en: str
    on: date
    evidence_zh: str
    evidence_en: str
    began: bool


def fact_told(fact: RegistrationFact) -> FactTold:
    zh, en = said(fact.kind)
    more = value_said(fact)
    evidence = evidence_said(fact)
    return FactTold(
        pk=fact.pk,
        kind=fact.kind,
        zh=f"{zh}：{more[0]}" if more[0] else zh,
        en=f"{en}: {more[1]}" if more[1] else en,
        on=fact.on,
        evidence_zh=evidence[0],
        evidence_en=evidence[1],
        began=fact.kind in BEGAN,
    )


def value_said(fact: RegistrationFact) -> Words:
    """What stands beside the kind: the village, the group, the votes."""
    if not fact.value:
        return "", ""
    if fact.kind == Fact.GROUP:
        return in_words(fact.value), in_words(fact.value, "en")
    if fact.kind == Fact.NOT_RETURNING and fact.value == PROXY_GIVEN:
        return "已书面委托他人投票", "a proxy is given in writing"
    if fact.kind in (Fact.MEETING_AGREED, Fact.MEETING_DECLINED):
        yes, no, abstained = votes_of(fact)
        return f"同意 {yes}，反对 {no}，弃权 {abstained}", f"{yes} for, {no} against, {abstained} abstained"
    return fact.value, fact.value


def evidence_said(fact: RegistrationFact) -> Words:
    """Of a meeting which it was and how many came; else what was written."""
    if fact.kind not in (Fact.MEETING_AGREED, Fact.MEETING_DECLINED):
        return fact.evidence, fact.evidence
    meeting, present, of = meeting_of(fact)
    if not meeting:
        return fact.evidence, fact.evidence
    zh, en = MEETINGS[meeting]
    return f"{zh}，应到 {of} 人，到会 {present} 人", f"{en}, {present} of {of} present"


def votes_of(fact: RegistrationFact) -> tuple[int, int, int]:
    """For, against, abstained, as `record_meeting` wrote them."""
    numbers = [int(part) for part in fact.value.split("/") if part.isdecimal()]
    return (numbers[0], numbers[1], numbers[2]) if len(numbers) == 3 else (0, 0, 0)


def meeting_of(fact: RegistrationFact) -> tuple[str, int, int]:
    """Which meeting, how many came, how many were entitled; an empty kind where the evidence is a plain text."""
    kind, _, counted = fact.evidence.partition(" ")
    present, _, of = counted.partition("/")
    known = kind in MEETINGS and present.isdecimal() and of.isdecimal()
    return (kind, int(present), int(of)) if known else ("", 0, 0)
