"""The people of a village who are away, as messages see them: number, consent, what was sent, what they answered.

Who may be written to is decided here: away (户籍在本村、不在本村居住的成年人), a mobile number, asked and agreed, never
opted out, neither person nor number, and no text of the same kind before. Everybody who is left out is counted under
the first reason that leaves them out.

Public: `people_away`, `PersonAway`, `chosen_for`, `Chosen`, `Recipient`, `LEFT_OUT`, `opted_out`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from cunxuan.elections.models import Election
from cunxuan.roll.models import Fact
from cunxuan.roll.registration_lists import ASKED, is_away
from cunxuan.roll.registration_queries import PersonStanding, standing_of_village

from .models import Consent, Kind, Message, MessageState, OptOut
from .numbers import is_mobile, masked_phone

Words = tuple[str, str]

#: A message that failed reached nobody: another may be tried.
LOST = (MessageState.FAILED,)
REACHED = (MessageState.DELIVERED, MessageState.REPLIED)


@dataclass(frozen=True, slots=True)
class PersonAway:
    """Somebody away. `messages` is the state of the latest message of each kind."""

    standing: PersonStanding
    consent: Consent | None
    opted_out: bool
    messages: Mapping[str, MessageState]
    shared: bool = False  # somebody else of the village has the same number

    @property
    def pk(self) -> int:
        return self.standing.villager.pk

    @property
    def name(self) -> str:
        return self.standing.villager.name

    @property
    def phone(self) -> str:
        return self.standing.villager.phone

    @property
    def masked(self) -> str:
        return masked_phone(self.phone)

    @property
    def agreed(self) -> bool:
        return self.consent is not None and self.consent.given and not self.opted_out

    @property
    def was_told(self) -> bool:
        return Fact.TOLD in self.standing.kinds or bool(self.messages)

    @property
    def reached(self) -> bool:
        return any(state in REACHED for state in self.messages.values())

    def sent(self, kind: str) -> bool:
        """Was a text of this kind sent to them, or does one wait to be sent?"""
        return self.messages.get(kind) not in (None, *LOST)


def people_away(election: Election) -> tuple[PersonAway, ...]:
    """Everybody of the village who is away, by group and household. Five queries."""
    away = [one for one in standing_of_village(election) if is_away(one)]
    consents = {one.resident_id: one for one in Consent.objects.filter(election=election)}
    refused = opted_out(one.villager.phone for one in away)
    own = frozenset(OptOut.objects.filter(resident__village=election.village_id).values_list("resident_id", flat=True))
    sent = messages_of(election)
    numbers = Counter(one.villager.phone for one in away if one.villager.phone)
    return tuple(
        PersonAway(
            standing=one,
            consent=consents.get(one.villager.pk),
            opted_out=one.villager.pk in own or one.villager.phone in refused,
            messages=sent.get(one.villager.pk, {}),
            shared=numbers[one.villager.phone] > 1,
        )
        for one in away
    )


def opted_out(phones: Iterable[str]) -> frozenset[str]:
    """Those of the numbers from which somebody, of whatever village, asked for no more messages."""
    asked = {phone for phone in phones if phone}
    refused = OptOut.objects.values_list("phone", flat=True)
    if len(asked) < 500:
        refused = refused.filter(phone__in=asked)
    return frozenset(refused) & asked


def messages_of(election: Election) -> dict[int, dict[str, MessageState]]:
    found: dict[int, dict[str, MessageState]] = defaultdict(dict)
    rows = Message.objects.filter(election=election).order_by("pk").values_list("resident_id", "kind", "state")
    for resident, kind, state in rows:
        found[resident][kind] = MessageState(state)
    return found


# -- who gets a text -------------------------------------------------------------------------------------------------

#: Why somebody gets no message, in the order in which it is asked.
LEFT_OUT: Mapping[str, Words] = {
    "opted_out": ("以前退订的", "asked for no messages"),
    "no_number": ("没有手机号码的", "without a mobile number"),
    "not_asked": ("还没有问过同意的", "not asked for consent yet"),
    "declined": ("不同意收短信的", "did not agree to messages"),
    "sent": ("这段短信已经发过的", "had this text already"),
    "not_for": ("这段短信与其无关的", "whom this text does not concern"),
}


class Recipient(Protocol):
    """Somebody who gets a message."""

    @property
    def pk(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def phone(self) -> str: ...


R = TypeVar("R", bound=Recipient)


@dataclass(frozen=True, slots=True)
class Chosen(Generic[R]):
    """Who gets a text in a village, and how many are left out for which reason."""

    election: Election
    people: tuple[R, ...]
    left_out: Mapping[str, int]
    away: int


def chosen_for(election: Election, kind: str) -> Chosen[PersonAway]:
    everybody = people_away(election)
    reasons = {one.pk: reason_against(one, kind) for one in everybody}
    return Chosen(
        election=election,
        people=tuple(one for one in everybody if not reasons[one.pk]),
        left_out=Counter(reason for reason in reasons.values() if reason),
        away=len(everybody),
    )


def reason_against(one: PersonAway, kind: str) -> str:
    """The first reason why a person gets no text of this kind; nothing where they get it."""
    if one.opted_out:
        return "opted_out"
    if not is_mobile(one.phone):
        return "no_number"
    if one.consent is None:
        return "not_asked"
    if not one.consent.given:
        return "declined"
    if one.sent(kind):
        return "sent"
    return "" if CONCERNS[kind](one.standing) else "not_for"


#: The registration asks those who have not answered; who nominates, votes and gives a proxy is registered.
CONCERNS: Mapping[str, Callable[[PersonStanding], bool]] = {
    Kind.REGISTRATION: lambda one: one.status in ASKED,
    Kind.CANDIDATES: lambda one: one.is_registered,
    Kind.VOTING: lambda one: one.is_registered,
}
