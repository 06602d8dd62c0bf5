"""Who would stand on the roll, before it is published: numbers only, no names."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from cunxuan.core.findings import CATALOGUE
from cunxuan.core.law import Rule, Rules
from cunxuan.core.people.registration import Standing, registers
from cunxuan.elections.actions import rules_of
from cunxuan.elections.models import Election

from .models import Resident

#: Why somebody is registered, and each reason why somebody is not (OL-09), as far as a list of residents says it.
WORDS = {
    "HUKOU_AND_HOME_HERE": ("户籍在本村并且在本村居住", "Hukou here and living here"),
    "AWAY_AND_STATED": (
        "户籍在本村，不在本村居住，本人表示参加选举",
        "Hukou here, living elsewhere, has said to take part",
    ),
    "UNDER_18": ("到选举日未满十八周岁", "Under 18 on polling day"),
    "AWAY_NOT_STATED": (
        "户籍在本村，不在本村居住，没有表示参加选举",
        "Hukou here, living elsewhere, has said nothing",
    ),
    "RESIDENCE_LT_1Y": (
        "户籍不在本村，没有居住满一年的记录",
        "No hukou here, and no record of a year of residence",
    ),
    "RESIDENCE_AND_WORK_LT_1Y": (
        "户籍不在本村，没有居住或者从事村务工作满一年的记录",
        "No hukou here, and no record of a year of residence or village work",
    ),
    "NOT_APPLIED": ("没有本人申请", "no application"),
    "MEETING_NOT_ASKED": ("没有会议同意参加选举的决定", "no meeting has agreed"),
    "HOME_CERTIFICATE_MISSING": ("没有户籍地未登记的证明", "no certificate from the place of hukou"),
    "DUTIES_NOT_DONE": ("没有履行村民义务的记录", "no record of a villager's duties done"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """So many residents who stand, or do not stand, on the roll for one reason."""

    zh: str
    en: str
    registered: bool
    count: int
    rule: Rule | None  # what decides it


@dataclass(frozen=True, slots=True)
class RollAhead:
    """The roll as it would be published for this polling day."""

    groups: tuple[Group, ...]

    @property
    def residents(self) -> int:
        return sum(group.count for group in self.groups)

    @property
    def registered(self) -> int:
        return sum(group.count for group in self.groups if group.registered)


def roll_ahead(election: Election) -> RollAhead:
    assert election.polling_day is not None, "only a called election has a roll"
    rules = rules_of(election)
    people = Resident.objects.filter(village_id=election.village_id)
    facts = people.order_by().values_list("birth_on", "hukou_here", "lives_here")
    found = Counter(
        registers(rules, Standing(birth_on, hukou_here, lives_here), election.polling_day)
        for birth_on, hukou_here, lives_here in facts.iterator(5000)
    )
    groups: Counter[tuple[tuple[str, ...], bool]] = Counter()
    for kind, count in found.items():
        groups[told(kind.reasons), bool(kind.category)] += count
    return RollAhead(
        tuple(
            group(reasons, registered, groups[reasons, registered], rules)
            for reasons, registered in sorted(groups, key=rank)
        )
    )


def told(reasons: tuple[str, ...]) -> tuple[str, ...]:
    """Every reason; of those under age it is enough to say so."""
    return reasons[:1] if reasons[0] == "UNDER_18" else reasons


def rank(kind: tuple[tuple[str, ...], bool]) -> list[int]:
    return [list(WORDS).index(reason) for reason in kind[0]]


def group(reasons: tuple[str, ...], registered: bool, count: int, rules: Rules) -> Group:
    zh, en = ([WORDS[reason][lang] for reason in reasons] for lang in (0, 1))
    return Group("；".join(zh), "; ".join(en), registered, count, rule_behind(reasons[0], rules))


def rule_behind(reason: str, rules: Rules) -> Rule | None:
    """The rule on which a reason rests, as the catalogue of findings says."""
    keys = next((kind.rests_on for kind in CATALOGUE.values() if kind.reason == reason), ())
    return next((rule for key in keys if (rule := rules.get(key))), None)
