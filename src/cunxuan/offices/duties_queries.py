"""Who answers for what, as pages ask for it: a village's people, the county's coverage, who is booked twice.

Somebody is the same person in two lists when name and telephone are the same; without a telephone only a row is.
Public: `in_charge_of`, `part_of`, `coverage`, `Coverage`, `VillageCover`, `village_duties`, `VillageDuties`,
`people_found`, `open_duties`, `given_guarantees`, `officials_in_the_bar`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from django.conf import settings
from django.db.models import Q, QuerySet

from cunxuan.core.stages import State
from cunxuan.web.finders import Part as FoundPart
from cunxuan.web.pinyin import in_two_scripts

from .duties_words import GUARANTEES, KINDS, Words
from .models import (
    Account,
    Division,
    DivisionQuerySet,
    Duty,
    DutyKind,
    DutyQuerySet,
    GroupKind,
    GroupMember,
    Guarantee,
    GuaranteeKind,
    Level,
    Official,
)
from .parts import Lack, Part, page_of
from .queries import as_typed
from .village_groups import groups_of

FIVE = len(GuaranteeKind)


def in_charge_of(village: Division, today: date) -> tuple[Duty, ...]:
    """Who answers for a whole village (包村) on a day: cadres of its township first, then the county's instructors."""
    return tuple(village.duties.on(today).of_villages().select_related("official").order_by("kind", "pk"))


def given_guarantees(villages: DivisionQuerySet) -> dict[str, set[str]]:
    """Which of the five each village has, by its code."""
    found: dict[str, set[str]] = {}
    rows = Guarantee.objects.standing().filter(village__in=villages).order_by()
    for village, kind in rows.values_list("village_id", "kind"):
        found.setdefault(village, set()).add(kind)
    return found


# How far a village is prepared


def part_of(villages: DivisionQuerySet, today: date) -> dict[str, Part]:
    """Who answers for each village, and which guarantees are still open. Three queries, however many villages."""
    codes = tuple(villages.order_by().values_list("code", flat=True))
    counts = Counter(
        Duty.objects.on(today).filter(place__in=villages).order_by().values_list("place_id", "kind", "official_id")
    )
    people = Counter((place, kind) for place, kind, _ in counts)
    given = given_guarantees(villages)
    return {
        code: village_part(
            code,
            people[code, DutyKind.CADRE],
            people[code, DutyKind.INSTRUCTOR],
            people[code, DutyKind.GROUP],
            given.get(code, set()),
        )
        for code in codes
    }


def village_part(code: str, cadres: int, instructors: int, for_groups: int, given: set[str]) -> Part:
    url = page_of("village_duties", code)
    lacks = tuple(lacks_of(cadres, instructors, given, url))
    begun = cadres or instructors or for_groups or given
    return Part(
        key="duties",
        title_zh="包联责任",
        title_en="Who answers",
        state=(State.IN_PROGRESS if lacks else State.DONE) if begun else State.NOT_STARTED,
        text_zh=f"包村 {cadres} 人，指导员 {instructors} 人，包组 {for_groups} 人，五包落实 {len(given)} 项",
        text_en=f"In charge {cadres}, instructors {instructors}, for groups {for_groups}, guarantees {len(given)} of 5",
        url=url,
        lacks=lacks,
        done=bool(cadres) + (instructors >= settings.INSTRUCTORS_A_VILLAGE[0]) + len(given),
        of=2 + FIVE,
    )


def lacks_of(cadres: int, instructors: int, given: set[str], url: str) -> Iterator[Lack]:
    fewest, most = settings.INSTRUCTORS_A_VILLAGE
    if not cadres:
        yield Lack("没有乡镇干部包村。", "No township cadre answers for the village.", url)
    if instructors < fewest:
        yield Lack(
            f"指导员 {instructors} 人，应有 {fewest} 至 {most} 人。",
            f"{instructors} instructors; there should be {fewest} to {most}.",
            url,
        )
    if instructors > most:
        yield Lack(f"指导员 {instructors} 人，多于 {most} 人。", f"{instructors} instructors, more than {most}.", url)
    open_ones = [GUARANTEES[kind] for kind in GuaranteeKind if kind not in given]
    if open_ones:
        zh, en = "、".join(one for one, _ in open_ones), ", ".join(one for _, one in open_ones)
        yield Lack(f"五包还没有落实：{zh}。", f"Guarantees still open: {en}.", url)


# The county's or a township's coverage


def open_duties(account: Account, today: date) -> DutyQuerySet:
    """Duties of the account's place whose time has not run out, with everybody's name and place."""
    return Duty.objects.of(account).on(today).select_related("official", "place")


@dataclass(frozen=True, slots=True)
class VillageCover:
    """Who answers for a village; `groups` without anybody are known only where its people are listed."""

    village: Division
    cadres: tuple[Duty, ...]
    instructors: tuple[Duty, ...]
    for_groups: tuple[Duty, ...]
    given: frozenset[str]
    groups_alone: tuple[int, ...] = ()

    @property
    def is_alone(self) -> bool:
        return not self.cadres

    @property
    def has_few(self) -> bool:
        return len(self.instructors) < settings.INSTRUCTORS_A_VILLAGE[0]

    @property
    def has_many(self) -> bool:
        return len(self.instructors) > settings.INSTRUCTORS_A_VILLAGE[1]

    @property
    def open_guarantees(self) -> tuple[Words, ...]:
        return tuple(GUARANTEES[kind] for kind in GuaranteeKind if kind not in self.given)

    @property
    def group_cadres(self) -> int:
        return len({duty.official_id for duty in self.for_groups})

    @property
    def lacks(self) -> tuple[tuple[State, Words], ...]:
        """What somebody has to see to, gravest first."""
        alone, kinds = list(map(str, self.groups_alone)), self.open_guarantees
        zh, en = "、".join(one for one, _ in kinds), ", ".join(one for _, one in kinds)
        possible = (
            (self.is_alone, State.BLOCKED, ("没有人包村", "nobody answers")),
            (self.has_few, State.DUE_SOON, ("指导员不足", "too few instructors")),
            (self.has_many, State.TO_CHECK, ("指导员偏多", "too many instructors")),
            (bool(alone), State.DUE_SOON, (f"{'、'.join(alone)}组没有人包", f"nobody for groups {', '.join(alone)}")),
            (bool(kinds), State.IN_PROGRESS, (f"还差{zh}", f"still open: {en}")),
        )
        return tuple((state, words) for is_so, state, words in possible if is_so)


@dataclass(frozen=True, slots=True)
class TownshipCover:
    """A township: its leaders, and its villages counted."""

    township: Division
    leaders: tuple[Duty, ...]
    villages: tuple[VillageCover, ...]

    @property
    def alone(self) -> int:
        return sum(one.is_alone for one in self.villages)

    @property
    def few(self) -> int:
        return sum(one.has_few for one in self.villages)

    @property
    def many(self) -> int:
        return sum(one.has_many for one in self.villages)

    @property
    def cadres(self) -> int:
        return len({duty.official_id for one in self.villages for duty in one.cadres})

    @property
    def instructors(self) -> int:
        return len({duty.official_id for one in self.villages for duty in one.instructors})

    @property
    def group_cadres(self) -> int:
        return sum(one.group_cadres for one in self.villages)

    @property
    def guaranteed(self) -> int:
        """Villages with all five."""
        return sum(not one.open_guarantees for one in self.villages)


@dataclass(frozen=True, slots=True)
class Busy:
    """Somebody who answers for more villages than the county's rule."""

    official: Official
    villages: tuple[Division, ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """Somebody who is needed in two places at once, in one sentence."""

    official: Official
    zh: str
    en: str

    @property
    def state(self) -> State:
        """Two lists say different things of one person."""
        return State.DIFFERS


@dataclass(frozen=True, slots=True)
class Coverage:
    """The whole picture for the account's place."""

    townships: tuple[TownshipCover, ...]
    busy: tuple[Busy, ...]
    clashes: tuple[Clash, ...]
    people: int

    @property
    def villages(self) -> tuple[VillageCover, ...]:
        return tuple(village for one in self.townships for village in one.villages)

    def numbers(self, township: str) -> Mapping[str, int | None]:
        """How many villages each view has, in all of the place or in one township; groups are not counted ahead."""
        here = [one for one in self.villages if not township or one.village.parent_id == township]
        return {key: None if key == "groups" else sum(map(wanted, here)) for key, wanted in VIEWS.items()}


#: What each view of the list is called.
VIEW_WORDS: Mapping[str, Words] = {
    "alone": ("没有人包村", "Nobody answers"),
    "few": ("指导员不足", "Too few instructors"),
    "many": ("指导员偏多", "Too many instructors"),
    "guarantees": ("五包没落实", "Guarantees open"),
    "groups": ("有组没人包", "Groups without anybody"),
}
#: What can be looked at: the key in the address, and which villages it has.
VIEWS: Mapping[str, Callable[[VillageCover], bool]] = {
    "alone": lambda one: one.is_alone,
    "few": lambda one: one.has_few,
    "many": lambda one: one.has_many,
    "guarantees": lambda one: bool(one.open_guarantees),
    "groups": lambda one: bool(one.groups_alone),
}


def coverage(account: Account, today: date, *, with_groups: Iterable[str] | None = None) -> Coverage:
    """Everybody in the account's place; `with_groups` are villages whose groups without anybody are looked for."""
    duties = tuple(open_duties(account, today))
    villages = Division.objects.of(account).villages()
    by_place: dict[str, list[Duty]] = {}
    for duty in duties:
        by_place.setdefault(duty.place_id, []).append(duty)
    given = given_guarantees(villages)
    listed = {} if with_groups is None else groups_of(with_groups)
    by_township: dict[str, list[VillageCover]] = {}
    for village in villages:
        cover = village_cover(village, by_place.get(village.code, ()), given, listed.get(village.code, ()))
        by_township.setdefault(str(village.parent_id), []).append(cover)
    townships = Division.objects.filter(level=Level.TOWNSHIP).in_bulk(by_township)
    return Coverage(
        townships=tuple(
            TownshipCover(townships[code], of_kind(by_place.get(code, ()), DutyKind.LEADER), tuple(covers))
            for code, covers in by_township.items()
        ),
        busy=tuple(busy_people(duties)),
        clashes=tuple(clashes(duties, account)),
        people=len({person_key(duty.official) for duty in duties}),
    )


def village_cover(
    village: Division, duties: Iterable[Duty], given: Mapping[str, set[str]], groups: Sequence[int]
) -> VillageCover:
    duties = tuple(duties)
    for_groups = of_kind(duties, DutyKind.GROUP)
    with_somebody = {duty.group_no for duty in for_groups}
    return VillageCover(
        village=village,
        cadres=of_kind(duties, DutyKind.CADRE),
        instructors=of_kind(duties, DutyKind.INSTRUCTOR),
        for_groups=for_groups,
        given=frozenset(given.get(village.code, ())),
        groups_alone=tuple(number for number in groups if number not in with_somebody),
    )


def of_kind(duties: Iterable[Duty], kind: DutyKind) -> tuple[Duty, ...]:
    return tuple(duty for duty in duties if duty.kind == kind)


PersonKey = tuple[str, str]


def person_key(official: Official) -> PersonKey:
    return (official.name, official.phone) if official.phone else (official.name, f"row {official.pk}")


def of_people(duties: Iterable[Duty]) -> dict[PersonKey, list[Duty]]:
    """Who answers for whole villages, person by person."""
    found: dict[PersonKey, list[Duty]] = {}
    for duty in duties:
        if duty.kind in (DutyKind.CADRE, DutyKind.INSTRUCTOR):
            found.setdefault(person_key(duty.official), []).append(duty)
    return found


def busy_people(duties: Iterable[Duty]) -> Iterator[Busy]:
    for of_one in of_people(duties).values():
        villages = {duty.place_id: duty.place for duty in of_one}
        if len(villages) > settings.VILLAGES_A_PERSON:
            yield Busy(of_one[0].official, tuple(villages.values()))


def clashes(duties: Sequence[Duty], account: Account) -> Iterator[Clash]:
    """In two townships at the same time; twice for one village; inspecting villages for which one answers."""
    mine = of_people(duties)
    for of_one in mine.values():
        for one, other in combinations(of_one, 2):
            if not overlap(one, other):
                continue
            if one.place_id == other.place_id:
                yield twice_in_a_village(one, other)
            elif one.place.parent_id != other.place.parent_id:
                yield in_two_townships(one, other)
    seats = GroupMember.objects.filter(
        ended_on__isnull=True, group__ended_on__isnull=True, group__kind=GroupKind.INSPECTION
    ).select_related("group", "official")
    for seat in seats.filter(group__place__code__startswith=account.division_id[:6]):
        for duty in mine.get(person_key(seat.official), ()):
            if not seat.group.townships or duty.place.parent_id in seat.group.townships:
                yield inspects_own(duty, seat)


def overlap(one: Duty, other: Duty) -> bool:
    """Do the times of two duties have a day in common? Without a last day they go on."""
    return (one.until is None or other.since <= one.until) and (other.until is None or one.since <= other.until)


def in_two_townships(one: Duty, other: Duty) -> Clash:
    name, here, there = one.official.name, one.place.name, other.place.name
    return Clash(
        one.official,
        f"{name}同一时间负责{here}和{there}，两村不在一个乡镇。",
        f"{name} answers for {in_two_scripts(here)} and {in_two_scripts(there)} at the same time, which lie in two "
        "townships.",
    )


def twice_in_a_village(one: Duty, other: Duty) -> Clash:
    (zh_one, en_one), (zh_other, en_other) = KINDS[one.kind], KINDS[other.kind]
    name, village = one.official.name, one.place.name
    return Clash(
        one.official,
        f"{name}在{village}既是“{zh_one}”又是“{zh_other}”，实际只有一个人。",
        f"{name} is counted twice in {in_two_scripts(village)}: {en_one}, {en_other}.",
    )


def inspects_own(duty: Duty, seat: GroupMember) -> Clash:
    name, village, group = duty.official.name, duty.place.name, seat.group.name
    return Clash(
        duty.official,
        f"{name}负责{village}，又在督查这里的“{group}”里，不能自己督查自己。",
        f"{name} answers for {in_two_scripts(village)} and sits in “{group}”, which inspects it.",
    )


# One village


@dataclass(frozen=True, slots=True)
class GuaranteeRow:
    """One of the five, and who gave it, if somebody has."""

    kind: str
    words: Words
    given: Guarantee | None


@dataclass(frozen=True, slots=True)
class GroupRow:
    number: int
    duties: tuple[Duty, ...]


@dataclass(frozen=True, slots=True)
class VillageDuties:
    """Everybody who answers for a village, its groups and its guarantees."""

    leaders: tuple[Duty, ...]
    cadres: tuple[Duty, ...]
    instructors: tuple[Duty, ...]
    groups: tuple[GroupRow, ...]
    guarantees: tuple[GuaranteeRow, ...]
    ended: tuple[Duty, ...]
    taken_back: tuple[Guarantee, ...]

    @property
    def people(self) -> tuple[Official, ...]:
        """Who can give a guarantee here, each once."""
        every = (*self.cadres, *self.instructors, *self.leaders, *(duty for row in self.groups for duty in row.duties))
        return tuple({duty.official_id: duty.official for duty in every}.values())

    @property
    def open_guarantees(self) -> tuple[GuaranteeRow, ...]:
        return tuple(row for row in self.guarantees if row.given is None)


def village_duties(village: Division, today: date) -> VillageDuties:
    rows = Duty.objects.filter(place__in=(village.code, village.parent_id)).select_related("official__account", "place")
    now = tuple(rows.on(today))
    for_groups = of_kind(now, DutyKind.GROUP)
    numbers = {duty.group_no for duty in for_groups} | set(groups_of([village.code]).get(village.code, ()))
    kept = Guarantee.objects.filter(village=village).select_related("official")
    standing = {one.kind: one for one in kept if one.taken_back_on is None}
    return VillageDuties(
        leaders=of_kind(now, DutyKind.LEADER),
        cadres=of_kind(now, DutyKind.CADRE),
        instructors=of_kind(now, DutyKind.INSTRUCTOR),
        groups=tuple(
            GroupRow(number, tuple(duty for duty in for_groups if duty.group_no == number))
            for number in sorted(numbers)
        ),
        guarantees=tuple(GuaranteeRow(kind, GUARANTEES[kind], standing.get(kind)) for kind in GuaranteeKind),
        ended=tuple(rows.filter(place=village).exclude(pk__in=[duty.pk for duty in now]).order_by("-ended_on", "-pk")),
        taken_back=tuple(one for one in kept if one.taken_back_on is not None),
    )


# Finding people


def people_found(account: Account, wanted: str) -> QuerySet[Official]:
    """Officials by name, pinyin initials, unit, or the village or township for which they answer."""
    text = as_typed(wanted)
    officials = Official.objects.of(account).select_related("place")
    if not text:
        return officials.none()
    by_place = (
        Duty.objects.of(account).open().filter(Q(place__name__startswith=text) | Q(place__initials__startswith=text))
    )
    return officials.filter(
        Q(name__contains=text)
        | Q(initials__startswith=text)
        | Q(unit__contains=text)
        | Q(pk__in=by_place.values("official"))
    ).order_by("name", "pk")


IN_THE_BAR = 5


def officials_in_the_bar(account: Account, wanted: str, limit: int) -> FoundPart | None:
    """The first officials by name or initials, for the bar's search; from two characters on."""
    text = as_typed(wanted)
    if len(text) < 2:
        return None
    named = Official.objects.of(account).filter(Q(name__startswith=text) | Q(initials__startswith=text))
    found = list(named.order_by("name", "pk")[: min(limit, IN_THE_BAR)])
    return FoundPart("offices/officials_in_the_bar.html", found) if found else None
