"""What came of the messages to people away: registration person by person, turnout village by village.

Who is on the roll is known of each person, so those whom the text about registration reached stand beside the others.
Who voted is secret and stands nowhere, so turnout can only be compared between villages. A group of few people or of
few villages is pooled, so that nobody reads one person out of it.

Public: `effect_of`, `Effect`, `Group`, `Band`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Count, QuerySet

from cunxuan.core.indicators import share, turnout
from cunxuan.elections.models import Election
from cunxuan.offices.models import DivisionQuerySet
from cunxuan.outreach.models import Kind, Message, MessageState
from cunxuan.outreach.queries import REACHED, is_away_in
from cunxuan.roll.models import Resident, RollEntry

from .standing import latest_elections, turnout_of, votes_of

Words = tuple[str, str]

#: Fewer people than this, or fewer villages, are not shown by themselves.
FEW_PEOPLE, FEW_VILLAGES = 30, 3

REACHED_SAID: Words = ("登记短信送达的", "Reached by the text about registration")
NOT_REACHED: Words = ("发过登记短信、没有送达的", "Written to, not reached")
NOT_WRITTEN: Words = ("没有发过登记短信的", "Not written to")
POOLED: Words = ("其余各组合计", "The other groups together")


@dataclass(frozen=True, slots=True)
class Group:
    """People away of one kind, and how many of them stand on the roll."""

    zh: str
    en: str
    people: int
    registered: int

    @property
    def share(self) -> Fraction | None:
        return share(self.registered, self.people)


@dataclass(frozen=True, slots=True)
class Band:
    """Villages of which the text about the vote reached a like share of the people away."""

    zh: str
    en: str
    villages: int
    registered: int
    took_part: int

    @property
    def turnout(self) -> Fraction | None:
        return turnout(self.took_part, self.registered)


@dataclass(frozen=True, slots=True)
class Effect:
    """`published` villages have a roll, `counted` a turnout."""

    published: int
    groups: tuple[Group, ...]
    counted: int
    bands: tuple[Band, ...]


def effect_of(villages: DivisionQuerySet) -> Effect:
    elections = list(latest_elections(villages).values())
    published = [one for one in elections if "roll_published" in one.done]
    turnouts = turnouts_of(villages, elections)
    return Effect(
        published=len(published),
        groups=pooled_groups(groups_of(published)) if published else (),
        counted=len(turnouts),
        bands=pooled_bands(bands_of(elections, turnouts)),
    )


# -- registration ----------------------------------------------------------------------------------------------------


def groups_of(elections: Sequence[Election]) -> tuple[Group, ...]:
    """Those whom the text reached, those whom it did not, and those who got none. Seven queries."""
    away = Resident.objects.filter(is_away_in(elections))
    sent = Message.objects.filter(election__in=elections, kind=Kind.REGISTRATION).exclude(state=MessageState.WAITING)
    reached = away.filter(pk__in=sent.filter(state__in=REACHED).values("resident"))
    written = away.filter(pk__in=sent.values("resident"))
    all_of, written_of, reached_of = (numbers(elections, people) for people in (away, written, reached))
    return (
        Group(*REACHED_SAID, *reached_of),
        Group(*NOT_REACHED, *less(written_of, reached_of)),
        Group(*NOT_WRITTEN, *less(all_of, written_of)),
    )


def numbers(elections: Sequence[Election], people: QuerySet[Resident]) -> tuple[int, int]:
    """How many, and how many of them on the roll."""
    entries = RollEntry.objects.filter(election__in=elections, until_version__isnull=True)
    return people.count(), entries.filter(resident__in=people.order_by().values("pk")).count()


def less(whole: tuple[int, int], part: tuple[int, int]) -> tuple[int, int]:
    return whole[0] - part[0], whole[1] - part[1]


def pooled_groups(groups: Iterable[Group]) -> tuple[Group, ...]:
    """Groups of few people go together; where that is still few, into the next."""
    found = [one for one in groups if one.people]
    few = [one for one in found if one.people < FEW_PEOPLE]
    rest = sorted((one for one in found if one.people >= FEW_PEOPLE), key=lambda one: one.people)
    if not few:
        return tuple(found)
    while rest and (sum(one.people for one in few) < FEW_PEOPLE or len(few) < 2):
        few.append(rest.pop(0))  # one group alone would be known from the sum
    people, registered = sum(one.people for one in few), sum(one.registered for one in few)
    if people < FEW_PEOPLE:
        return ()
    kept = [one for one in found if one in rest]
    return (*kept, Group(*(POOLED if kept else ALL), people, registered))


ALL: Words = ("全部外出人员", "Everybody away")

# -- turnout ---------------------------------------------------------------------------------------------------------

BANDS: tuple[tuple[Fraction, str, str], ...] = (
    (Fraction(3, 4), "送达四分之三以上的村", "Three quarters reached or more"),
    (Fraction(1, 2), "送达一半到四分之三的村", "Half to three quarters reached"),
    (Fraction(1, 100), "送达不到一半的村", "Less than half reached"),
    (Fraction(0), "没有送达的村", "Nobody reached"),
)


def turnouts_of(villages: DivisionQuerySet, elections: Iterable[Election]) -> dict[str, tuple[int, int]]:
    """Who took part, of how many, in each village whose vote was determined."""
    votes = votes_of(villages)
    found = {one.village_id: turnout_of(votes.get(one.pk, ())) for one in elections}
    return {code: figures for code, figures in found.items() if figures}


def bands_of(elections: Sequence[Election], turnouts: Mapping[str, tuple[int, int]]) -> tuple[Band, ...]:
    counted = [one for one in elections if one.village_id in turnouts]
    away = by_village(Resident.objects.filter(is_away_in(counted)), "village_id") if counted else {}
    reached_by = Message.objects.filter(election__in=counted, kind=Kind.VOTING, state__in=REACHED)
    reached = by_village(reached_by, "election__village_id")
    shares = {code: share(reached.get(code, 0), away.get(code, 0)) or Fraction(0) for code in turnouts}
    return tuple(
        Band(
            zh,
            en,
            len(codes),
            registered=sum(turnouts[code][1] for code in codes),
            took_part=sum(turnouts[code][0] for code in codes),
        )
        for number, (least, zh, en) in enumerate(BANDS)
        if (codes := [code for code, part in shares.items() if least <= part and not above(part, number)])
    )


def above(part: Fraction, number: int) -> bool:
    """Does a share belong to a band before this one?"""
    return number > 0 and part >= BANDS[number - 1][0]


def by_village(rows: QuerySet[Resident] | QuerySet[Message], path: str) -> dict[str, int]:
    return dict(rows.order_by().values_list(path).annotate(number=Count("pk")))


def pooled_bands(bands: Sequence[Band]) -> tuple[Band, ...]:
    """A band of one or two villages would show their turnout as the effect of messages: they go together."""
    few = [one for one in bands if one.villages < FEW_VILLAGES]
    if not few:
        return tuple(bands)
    rest = sorted((one for one in bands if one.villages >= FEW_VILLAGES), key=lambda one: one.villages)
    while rest and (sum(one.villages for one in few) < FEW_VILLAGES or len(few) < 2):
        few.append(rest.pop(0))
    if sum(one.villages for one in few) < FEW_VILLAGES:
        return ()
    kept = [one for one in bands if one in rest]
    names = POOLED_VILLAGES if kept else ALL_VILLAGES
    return (
        *kept,
        Band(
            *names,
            villages=sum(one.villages for one in few),
            registered=sum(one.registered for one in few),
            took_part=sum(one.took_part for one in few),
        ),
    )


POOLED_VILLAGES: Words = ("其余各村合计", "The other villages together")
ALL_VILLAGES: Words = ("全部村", "All villages")
