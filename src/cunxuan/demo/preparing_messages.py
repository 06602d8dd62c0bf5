"""Messages to people away in the demonstration: numbers, consent, three texts, receipts, replies, refusals.

In two townships every village writes as far as its day has come: about the registration when that opens, about
candidates when their notice is published, about the vote three days before. Elsewhere a village whose registration is
open has its file ready. Telephone numbers begin with 1400, which is no person's: numbers of eleven digits are not given
out there. The dice of the election are left as they were found.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random

from cunxuan.outreach import actions, receipt_actions
from cunxuan.outreach.models import Kind, Meaning, MessageState, Reply, Sending
from cunxuan.outreach.numbers import is_mobile
from cunxuan.outreach.people import Chosen, opted_out
from cunxuan.outreach.receipt_actions import CameBack
from cunxuan.outreach.texts import BUILT_IN
from cunxuan.roll.models import Fact, RegistrationFact, Resident, RollEntry

from .people import Person
from .registering import ADULTS_BORN_UNTIL, is_going_on
from .village import Village

#: 化峪镇 and 清河镇: their villages send, and take receipts in.
SENDING = ("140824102", "140824104")
DAY = timedelta(days=1)

#: In hundredths of those away, of those with a number, of those written to, of those reached.
NUMBERED, ASKED, AGREE = 86, 55, 93
DELIVERED, FAILED, REFUSED = 91, 5, 1
ANSWERS: Mapping[str, tuple[tuple[str, int], ...]] = {
    Kind.REGISTRATION: (("1", 52), ("2", 11), ("T", 2), ("请问回去路费报不报", 1), ("知道了", 3)),
    Kind.CANDIDATES: (("收到", 3), ("T", 1)),
    Kind.VOTING: (("1", 31), ("2", 22), ("已委托我哥", 3), ("T", 1)),
}


def telephone_of(person: Person) -> str:
    """Of somebody who lives elsewhere; in a few families two have the same."""
    if not person.hukou_here or person.lives_here:
        return ""
    drawn = zlib.crc32(f"telephone {person.id_number}".encode())
    return f"1400{drawn // 100 % 10_000_000:07d}" if drawn % 100 < NUMBERED else ""


@dataclass(frozen=True, slots=True)
class Written:
    """Somebody who gets a text."""

    pk: int
    name: str
    phone: str


def tell_those_away(village: Village, step: str, day: date) -> None:
    """What a village writes at a step, on its day."""
    if day >= village.today:
        return
    before = village.dice.getstate()
    STEPS[step](village, day, Random(f"{village.division.code} messages {step}"))
    village.dice.setstate(before)


def about_the_registration(village: Village, day: date, dice: Random) -> None:
    """On the day it opens people are asked and written to; what they answer is taken over two days later."""
    sends = village.division.code.startswith(SENDING)
    if not sends and not is_going_on(village, day):
        return
    away = [one for one in people_away(village) if dice.randrange(100) < ASKED]
    ask(village, away, day, dice)
    open_ones = frozenset(
        RegistrationFact.objects.filter(election=village.election, in_force=True).values_list("resident_id", flat=True)
    )
    agreed = agreed_of(village)
    written = [one for one in away if one.pk in agreed and one.pk not in open_ones]
    if not sends:
        confirm(village, Kind.REGISTRATION, written, day)
        return
    sending = hand_over(village, Kind.REGISTRATION, written, day)
    if sending and day + DAY < village.today:
        come_back(village, sending, day + DAY, dice)
        take_over(village, day + 2 * DAY)


def ask(village: Village, away: Sequence[Resident], day: date, dice: Random) -> None:
    """On the telephone, in an afternoon; a few do not want messages."""
    no = [one for one in away if dice.randrange(100) >= AGREE]
    for some, given in (([one for one in away if one not in no], True), (no, False)):
        if some:
            at = village.hours.on(day, 14)
            actions.record_consents(village.election, some, given=given, way="phone", on=day, by=village.by, at=at)


def take_over(village: Village, day: date) -> None:
    """By somebody who has read them: not where the story has an exact number on the roll, nor where work goes on."""
    if village.course.registered or is_going_on(village, day) or day >= village.today:
        return
    waiting = Reply.objects.filter(election=village.election, settled="", resident__isnull=False)
    for meaning, kind in ((Meaning.YES, Fact.STATED), (Meaning.NO, Fact.WILL_NOT)):
        replies = list(waiting.filter(meaning=meaning).select_related("resident", "election"))
        if replies:
            at = village.hours.on(day, 10)
            receipt_actions.take_over_together(village.election, replies, kind, on=day, by=village.by, at=at)


def to_those_on_the_roll(kind: Kind, days_later: int) -> Callable[[Village, date, Random], None]:
    def act(village: Village, day: date, dice: Random) -> None:
        if not village.division.code.startswith(SENDING):
            return
        agreed = agreed_of(village)
        entries = RollEntry.objects.filter(election=village.election, until_version__isnull=True)
        on_roll = frozenset(entries.values_list("resident_id", flat=True))
        written = [one for one in people_away(village) if one.pk in agreed and one.pk in on_roll]
        on = day + days_later * DAY
        sending = hand_over(village, kind, written, on) if on < village.today else None
        if sending and on + DAY < village.today:
            come_back(village, sending, on + DAY, dice)

    return act


STEPS: Mapping[str, Callable[[Village, date, Random], None]] = {
    "registration_opened": about_the_registration,
    "nomination_notice": to_those_on_the_roll(Kind.CANDIDATES, 0),
    "candidates_met_voters": to_those_on_the_roll(Kind.VOTING, 0),
}

#: Written once the step is done; of the registration before people are telephoned.
AFTER_IT = ("nomination_notice", "candidates_met_voters")


# -- a sending -------------------------------------------------------------------------------------------------------


def people_away(village: Village) -> list[Resident]:
    """Adults whose hukou is here and who live elsewhere, with a mobile number."""
    here = Resident.objects.filter(village=village.division, hukou_here=True, lives_here=False)
    rows = here.filter(birth_on__lte=ADULTS_BORN_UNTIL).only("pk", "name", "village_id", "phone").order_by("pk")
    return [one for one in rows if is_mobile(one.phone)]


def agreed_of(village: Village) -> frozenset[int]:
    consents = village.election.message_consents.filter(given=True).values_list("resident_id", flat=True)
    out = set(Resident.objects.filter(village=village.division, opt_outs__isnull=False).values_list("pk", flat=True))
    return frozenset(consents) - out


def confirm(village: Village, kind: str, people: Sequence[Resident], day: date) -> Sending | None:
    refused = opted_out(one.phone for one in people)
    written = tuple(Written(one.pk, one.name, one.phone) for one in people if one.phone not in refused)
    if not written:
        return None
    order = actions.Order(kind, BUILT_IN[kind], f"0359-5{village.division.code[-6:]}")
    chosen = Chosen(village.election, written, {}, len(people))
    # One after the other by their number, so that the same seed gives the same rows.
    together = f"{village.division.code}{kind[:2]}"
    return actions.confirm_sending(chosen, order, together, by=village.by, at=village.hours.on(day, 16))


def hand_over(village: Village, kind: str, people: Sequence[Resident], day: date) -> Sending | None:
    sending = confirm(village, kind, people, day)
    if sending:
        actions.hand_over(sending, on=day, by=village.by, at=village.hours.on(day, 17))
    return sending


def come_back(village: Village, sending: Sending, day: date, dice: Random) -> None:
    """The office's receipts and replies of the next morning."""
    at = village.hours.on(day, 9)
    words = list(words_of(sending, at, dice))
    receipt_actions.take_in(village.election, words, how="回执文件", by=village.by, at=at)


def words_of(sending: Sending, at: datetime, dice: Random) -> Iterator[CameBack]:
    for phone in dict.fromkeys(sending.messages.order_by("pk").values_list("phone", flat=True)):
        drawn = dice.randrange(100)
        if drawn >= DELIVERED + FAILED + REFUSED:
            continue  # nothing was heard of it
        state = MessageState.DELIVERED
        if drawn >= DELIVERED:
            state = MessageState.FAILED if drawn < DELIVERED + FAILED else MessageState.REFUSED
        text = answer(sending.kind, dice) if state is MessageState.DELIVERED else ""
        yield CameBack(phone, state, text, at - timedelta(minutes=dice.randrange(30, 900)))


def answer(kind: str, dice: Random) -> str:
    """What somebody who was reached writes back; most write nothing."""
    drawn = dice.randrange(100)
    for text, share in ANSWERS[kind]:
        if drawn < share:
            return text
        drawn -= share
    return ""
