"""Who would stand on the roll, before it is published: numbers only, no names."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from cunxuan.core.eligibility import AWAY_SILENT, LIVES_HERE, NO_HUKOU, STATED, UNDER_18, Standing, registers
from cunxuan.elections.models import Election

from .models import Resident

#: Who is registered, and who is not and why (OL-09).
WORDS = {
    LIVES_HERE: ("户籍在本村并且在本村居住", "Hukou here and living here"),
    STATED: ("户籍在本村，不在本村居住，本人表示参加选举", "Hukou here, living elsewhere, has said to take part"),
    UNDER_18: ("到选举日未满十八周岁", "Under 18 on polling day"),
    AWAY_SILENT: (
        "户籍在本村，不在本村居住，没有表示参加选举",
        "Hukou here, living elsewhere, has said nothing",
    ),
    NO_HUKOU: ("户籍不在本村，没有会议同意参加选举的决定", "No hukou here, and no meeting has agreed"),
}


@dataclass(frozen=True, slots=True)
class Group:
    """So many residents who stand, or do not stand, on the roll for one reason."""

    zh: str
    en: str
    registered: bool
    count: int


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
    people = Resident.objects.filter(village_id=election.village_id)
    facts = people.order_by().values_list("birth_on", "hukou_here", "lives_here")
    found = Counter(
        registers(Standing(birth_on=birth_on, hukou_here=hukou_here, lives_here=lives_here), election.polling_day)
        for birth_on, hukou_here, lives_here in facts.iterator(5000)
    )
    return RollAhead(
        tuple(Group(*words, bool(kind.category), found[kind]) for kind, words in WORDS.items() if found[kind])
    )
