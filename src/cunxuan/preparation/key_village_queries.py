"""Key villages as pages and the board ask for them: which there are, how each stands, what is missing.

Public: `key_villages`, `lines`, `KeyLine`, `line_of`, `part_of`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cunxuan.core.stages import State
from cunxuan.offices.models import Division, DivisionQuerySet
from cunxuan.offices.parts import Lack, Part, page_of, since

from .models import Consultation, KeyVillage, Situation, Stands
from .models.key_village import KeyVillageQuerySet

TITLE = ("重点村", "Key village")
Words = tuple[str, str]

STANDS: dict[str, Words] = {
    Stands.PROPOSED: ("等县决定", "waits for the county"),
    Stands.DECIDED: ("重点村", "key village"),
    Stands.DECLINED: ("县决定不列", "declined by the county"),
    Stands.WITHDRAWN: ("提出后撤回", "withdrawn"),
    Stands.ENDED: ("已解除", "ended"),
}


def key_villages(villages: DivisionQuerySet) -> set[str]:
    """The codes of those that the county decided on: the board and the lists show a pennant at them."""
    return set(KeyVillage.objects.decided().filter(village__in=villages).values_list("village_id", flat=True))


@dataclass(frozen=True, slots=True)
class KeyLine:
    """A key village on a day: its state, the next day that matters, and what is missing."""

    one: KeyVillage
    consultations: tuple[Consultation, ...]  # those that stand, the latest first
    today: date

    @property
    def words(self) -> Words:
        return STANDS[self.one.stands]

    @property
    def state_words(self) -> Words:
        """A key village is no state: of one that is decided the page says how the work on it stands."""
        return (self.state.zh, self.state.en) if self.one.is_decided else self.words

    @property
    def next_on(self) -> date | None:
        """The next consultation that was agreed and not held yet."""
        last = self.consultations[0] if self.consultations else None
        return last.next_on if last else None

    @property
    def state(self) -> State:
        if self.one.stands == Stands.PROPOSED:
            return State.TO_CHECK
        if not self.one.is_decided:
            return State.DONE
        return State.OVERDUE if self.is_late else State.BLOCKED if self.lacks else State.IN_PROGRESS

    @property
    def is_late(self) -> bool:
        return any(on and on < self.today for on in (self.next_on, self.one.deadline))

    @property
    def lacks(self) -> tuple[Words, ...]:
        """What a key village has to have and has not."""
        if self.one.stands == Stands.PROPOSED:
            return (("已提出列为重点村，等县决定", "Proposed as a key village; the county has to decide"),)
        if not self.one.is_decided:
            return ()
        found = []
        if not self.one.planned_on:
            found.append(("还没有工作预案", "There is no plan yet"))
        if self.one.deadline and self.one.deadline < self.today:
            found.append((f"预案期限 {self.one.deadline} 已过", f"The plan was due on {self.one.deadline}"))
        if not self.consultations:
            found.append(("公安和乡镇还没有会诊", "Police and township have not consulted"))
        if self.next_on and self.next_on < self.today:
            found.append((f"约定的会诊 {self.next_on} 已过", f"A consultation was agreed for {self.next_on}"))
        return tuple(found)


def lines(rows: KeyVillageQuerySet, today: date) -> tuple[KeyLine, ...]:
    """Each with its consultations; as many queries for one as for all."""
    found = list(rows.select_related("village__parent__parent"))
    held: dict[int, list[Consultation]] = {one.pk: [] for one in found}
    for consultation in Consultation.objects.standing().filter(key_village__in=found):
        held[consultation.key_village_id].append(consultation)
    return tuple(KeyLine(one, tuple(held[one.pk]), today) for one in found)


def line_of(village: Division, today: date) -> KeyLine | None:
    """The village's present or last one."""
    rows = KeyVillage.objects.filter(village=village).order_by("-pk")[:1]
    return next(iter(lines(rows, today)), None)


# -- one part of the preparation ----------------------------------------------------------------------------------


def part_of(villages: DivisionQuerySet, today: date) -> dict[str, Part]:
    """Every village was looked at; those that are difficult have a decision, an owner, a plan, consultations."""
    open_ones = {
        line.one.village_id: line for line in lines(KeyVillage.objects.open().filter(village__in=villages), today)
    }
    answered = {
        one.village_id for one in KeyVillage.objects.filter(village__in=villages, proposed_on__gte=since(today))
    }
    risks: dict[str, str] = {}
    for report in Situation.objects.issued().filter(village__in=villages, issued_on__gte=since(today)):
        risks.setdefault(report.village_id, report.risk)
    codes = villages.values_list("code", flat=True)
    return {code: as_part(code, open_ones.get(code), risks.get(code, ""), code in answered) for code in codes}


def as_part(code: str, line: KeyLine | None, risk: str, answered: bool) -> Part:
    url = page_of("village_key_village", code)
    if line:
        zh, en = line.words
        owner_zh, owner_en = (f"，责任人 {line.one.owner}", f", owner {line.one.owner}") if line.one.owner else ("", "")
        lacks = tuple(Lack(lack_zh, lack_en, url) for lack_zh, lack_en in line.lacks)
        return part(line.state, (f"{zh}{owner_zh}", f"{en}{owner_en}"), url, lacks)
    if risk == "high" and not answered:
        lack = Lack(
            "风险定为高，还没有提出是否列为重点村", "The risk is high, and nobody proposed it as a key village", url
        )
        return part(State.TO_CHECK, ("风险高，没有提出", "high risk, not proposed"), url, (lack,))
    if risk or answered:
        return part(State.DONE, ("排查过，不是重点村", "looked at, not a key village"), url)
    return part(State.NOT_STARTED, ("还没有排查", "not looked at yet"), url)


def part(state: State, words: Words, url: str, lacks: Iterable[Lack] = ()) -> Part:
    return Part("key_village", TITLE[0], TITLE[1], state, words[0], words[1], url, tuple(lacks))
