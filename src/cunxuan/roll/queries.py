"""Who would stand on the roll, before it is published, and every reason why somebody would not."""

from __future__ import annotations

from dataclasses import dataclass

from cunxuan.core.findings import CATALOGUE
from cunxuan.core.law import Rule, Rules
from cunxuan.elections.actions import rules_of
from cunxuan.elections.models import Election

from .registration_queries import PersonStanding, standing_of_village

#: Why somebody is registered, and each reason why somebody is not (OL-09), in the order in which they are told.
WORDS = {
    "HUKOU_AND_HOME_HERE": ("户籍在本村并且在本村居住", "Hukou here and living here"),
    "AWAY_AND_STATED": (
        "户籍在本村，不在本村居住，本人表示参加选举",
        "Hukou here, living elsewhere, has said to take part",
    ),
    "RESIDENT_OF_A_YEAR": ("户籍不在本村，居住满一年", "Hukou elsewhere, has lived here for a year"),
    "WORKER_OF_A_YEAR": ("户籍不在本村，从事村务工作满一年", "Hukou elsewhere, a year of village work"),
    "OF_A_NAMED_GROUP": ("属于本省规定可以登记的人员", "Of a group that the province lets register"),
    "GROUP_WITHOUT_VOTE": (
        "没有申请或者会议同意的记录，请对照条文",
        "no application or vote recorded: see the article",
    ),
    "OF_AGE_ON_POLLING_DAY": ("选举日当天满十八周岁", "turns 18 on polling day itself"),
    "GROUND_NOT_IN_LAW": ("所称情形法规没有规定，不能据此除名", "the ground is not in the law and does not count"),
    "INCAPACITY_NOT_PROVED": ("没有不能行使选举权利的证明，仍列入", "no proof of inability: stays on the roll"),
    "DIED": ("已死亡", "Died"),
    "UNDER_18": ("到选举日未满十八周岁", "Under 18 on polling day"),
    "DEPRIVED_OF_POLITICAL_RIGHTS": ("依法被剥夺政治权利", "Deprived of political rights"),
    "REGISTERED_ELSEWHERE": ("已在其他村登记", "Registered in another village"),
    "REFUSED_IN_WRITING": ("书面表示不参加选举", "Refused in writing"),
    "UNREACHABLE": ("无法取得联系", "Could not be reached"),
    "TOLD_AND_SILENT": ("告知后在规定时间内没有表示", "Told, and silent"),
    "NOT_RETURNING_WITHOUT_PROXY": ("不能回村，又没有委托", "Does not come back, and gave no proxy"),
    "LONG_AWAY_UNREGISTERED": ("外出多年没有登记", "Away for years, unregistered"),
    "INCAPABLE": ("不能行使选举权利", "Unable to exercise the right to vote"),
    "WILL_NOT_TAKE_PART": ("户籍在本村，不在本村居住，本人表示不参加", "Living elsewhere, has said not to take part"),
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
    "RESIDENCE_BROKEN": ("居住不连续", "residence not continuous"),
    "TALENT_LT_1Y": ("到村工作不满规定年限", "recruited talent, not long enough here"),
    "NOT_APPLIED": ("没有本人申请", "no application"),
    "APPLICATION_NOT_IN_WRITING": ("申请不是书面的", "the application is not in writing"),
    "MEETING_NOT_ASKED": ("没有会议同意参加选举的决定", "no meeting has agreed"),
    "MEETING_DECLINED": ("会议不同意", "the meeting did not agree"),
    "HOME_CERTIFICATE_MISSING": ("没有户籍地未登记的证明", "no certificate from the place of hukou"),
    "DUTIES_NOT_DONE": ("没有履行村民义务的记录", "no record of a villager's duties done"),
}


Kind = tuple[tuple[str, ...], bool]  # the reasons, and whether they put a person on the roll


@dataclass(frozen=True, slots=True)
class Somebody:
    """A person by name, for the clerk who looks through the list before it goes out."""

    pk: int
    name: str


@dataclass(frozen=True, slots=True)
class Group:
    """So many residents who stand, or do not stand, on the roll for one reason."""

    zh: str
    en: str
    registered: bool
    people: tuple[Somebody, ...]
    rule: Rule | None  # what decides it

    @property
    def count(self) -> int:
        return len(self.people)


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
    groups: dict[Kind, list[Somebody]] = {}
    for one in standing_of_village(election):
        groups.setdefault((told(one.reasons), one.is_registered), []).append(somebody(one))
    return RollAhead(tuple(group(kind, groups[kind], rules) for kind in sorted(groups, key=rank)))


def somebody(one: PersonStanding) -> Somebody:
    return Somebody(one.villager.pk, one.villager.name)


def told(reasons: tuple[str, ...]) -> tuple[str, ...]:
    """Every reason; of those under age it is enough to say so."""
    return reasons[:1] if reasons[0] == "UNDER_18" else reasons


def rank(kind: Kind) -> tuple[bool, list[int]]:
    reasons, registered = kind
    return not registered, [list(WORDS).index(reason) for reason in reasons]


def group(kind: Kind, people: list[Somebody], rules: Rules) -> Group:
    reasons, registered = kind
    zh, en = ([WORDS[reason][lang] for reason in reasons] for lang in (0, 1))
    return Group("；".join(zh), "; ".join(en), registered, tuple(people), rule_behind(reasons[0], rules))


def rule_behind(reason: str, rules: Rules) -> Rule | None:
    """The rule on which a reason rests, as the catalogue of findings says."""
    keys = next((kind.rests_on for kind in CATALOGUE.values() if kind.reason == reason), ())
    return next((rule for key in keys if (rule := rules.get(key))), None)
