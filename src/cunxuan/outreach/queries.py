"""What the pages of messages ask: every village in one line, what became of a sending, and the part of a preparation.

A whole county costs as many queries as one village. Of messages a person counts once: with the best that became of any
text of theirs.

Public: `overview`, `VillageLine`, `part_of`, `outcome_of`, `Outcome`, `shown_sendings`, `ShownSending`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from cunxuan.core.people.years import completes
from cunxuan.core.stages import State
from cunxuan.elections.models import Election
from cunxuan.offices.models import Division, DivisionQuerySet
from cunxuan.offices.parts import Lack, Part, page_of, since
from cunxuan.roll.models import Fact, RegistrationFact, Resident, RollEntry

from .models import Consent, Message, MessageState, OptOut, Reply, Sending, SendingState, Settled
from .texts import SHORT

#: What counts as sent: it left, whatever became of it.
LEFT = (MessageState.SENT, MessageState.DELIVERED, MessageState.FAILED, MessageState.REFUSED, MessageState.REPLIED)
REACHED = (MessageState.DELIVERED, MessageState.REPLIED)
VOTING_AGE = 18
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class VillageLine:
    """A village's people away, and how far one has come with them. People, not messages."""

    village: Division
    election: Election
    away: int = 0
    with_number: int = 0
    consented: int = 0
    sent: int = 0
    delivered: int = 0
    replied: int = 0
    refused: int = 0
    registered: int | None = None  # None before the roll is published
    open_replies: int = 0

    @property
    def may_be_chosen(self) -> bool:
        return self.election.is_called and "polling" not in self.election.done


def overview(elections: Iterable[Election], *, with_roll: bool = True) -> tuple[VillageLine, ...]:
    """Each village whose election is among these, in the order of their codes; `with_roll`: how many are on it too."""
    found = list(elections)
    counts = Counts.of(found, with_roll=with_roll)
    lines = (counts.line(one) for one in found)
    return tuple(sorted(lines, key=lambda line: line.village.code))


@dataclass(frozen=True, slots=True)
class Counts:
    """Figures of many villages by their codes, with one query for each."""

    away: Mapping[str, int]
    with_number: Mapping[str, int]
    consented: Mapping[str, int]
    refused: Mapping[str, int]
    registered: Mapping[str, int]
    open_replies: Mapping[str, int]
    best: Mapping[str, Counter[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, elections: list[Election], *, with_roll: bool) -> Counts:
        away = Resident.objects.filter(is_away_in(elections)) if elections else Resident.objects.none()
        mine = {"election__in": elections}
        agreed = Consent.objects.filter(**mine, given=True)
        registered = RollEntry.objects.filter(**mine, until_version__isnull=True, resident__hukou_here=True)
        replies = Reply.objects.filter(**mine, settled=Settled.OPEN)
        people = away_and_reachable(away)
        return cls(
            away={code: everybody for code, (everybody, _) in people.items()},
            with_number={code: reachable for code, (_, reachable) in people.items()},
            consented=by_village(agreed, "election__village_id"),
            refused=refused_by_village(),
            registered=by_village(registered.filter(resident__lives_here=False), "election__village_id")
            if with_roll
            else {},
            open_replies=by_village(replies.exclude(meaning="stop"), "election__village_id"),
            best=best_by_village(elections),
        )

    def line(self, election: Election) -> VillageLine:
        code = election.village_id
        best = self.best.get(code, Counter())
        return VillageLine(
            village=election.village,
            election=election,
            away=self.away.get(code, 0),
            with_number=self.with_number.get(code, 0),
            consented=self.consented.get(code, 0),
            sent=best.total(),
            delivered=best["reached"] + best["replied"],
            replied=best["replied"],
            refused=self.refused.get(code, 0),
            registered=self.registered.get(code, 0) if "roll_published" in election.done else None,
            open_replies=self.open_replies.get(code, 0),
        )


def is_away_in(elections: Iterable[Election]) -> Q:
    """Hukou there, living elsewhere, of age on polling day, neither dead nor moved out: of each village by its day."""
    found = list(elections)
    by_day: dict[date, list[str]] = defaultdict(list)
    for one in found:
        by_day[one.polling_day or one.planned_polling_day].append(one.village_id)
    of_age = Q(pk__in=())
    for day, some in by_day.items():
        of_age |= Q(village__in=some, birth_on__lte=born_until(day))
    if len(by_day) > 1:  # nearly everybody is of age on the first of the days: that is looked at first
        of_age = Q(village__in=[one.village_id for one in found]) & (Q(birth_on__lte=born_until(min(by_day))) | of_age)
    gone = RegistrationFact.objects.filter(
        election__in=found,
        kind__in=(Fact.DIED, Fact.MOVED_OUT),
        in_force=True,
    )
    return of_age & Q(hukou_here=True, lives_here=False) & ~Q(pk__in=gone.values("resident"))


def born_until(day: date) -> date:
    """The last date of birth of somebody who is eighteen on a day (a birthday counts, 第十六条)."""
    last = date(day.year - VOTING_AGE, day.month, 1)
    while completes(last + DAY, VOTING_AGE) <= day:  # as core.people.years counts, also for a 29 February
        last += DAY
    return last


def by_village(rows: QuerySet[Any], path: str, distinct: str = "pk") -> dict[str, int]:
    counted = rows.order_by().values_list(path).annotate(number=Count(distinct, distinct=True))
    return dict(counted)


def refused_by_village() -> Counter[str]:
    """Who wants no messages. They are few: joined with the residents, a database goes through all of these."""
    few = OptOut.objects.order_by().values_list("resident_id", flat=True).distinct()
    return Counter(Resident.objects.filter(pk__in=list(few)).values_list("village_id", flat=True))


def away_and_reachable(away: QuerySet[Resident]) -> dict[str, tuple[int, int]]:
    """Of each village how many are away, and how many of them have a mobile number; the table is read once."""
    mobile = Count("pk", filter=Q(phone__startswith="1"))
    rows = away.order_by().values_list("village_id").annotate(everybody=Count("pk"), reachable=mobile)
    return {code: (everybody, reachable) for code, everybody, reachable in rows}


def best_by_village(elections: list[Election]) -> dict[str, Counter[str]]:
    """Of each village how many people were sent something, reached, and answered: each counted at their best."""
    rows = Message.objects.filter(election__in=elections, state__in=LEFT).order_by()
    best: dict[tuple[str, int], str] = {}
    rank = {"sent": 0, "reached": 1, "replied": 2}
    for village, resident, state in rows.values_list("election__village_id", "resident_id", "state").iterator(5000):
        word = "replied" if state == MessageState.REPLIED else "reached" if state == MessageState.DELIVERED else "sent"
        key = village, resident
        if key not in best or rank[word] > rank[best[key]]:
            best[key] = word
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for (village, _), word in best.items():
        found[village][word] += 1
    return found


# -- a sending -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of the messages of a sending, in the order in which it happens."""

    counts: tuple[tuple[MessageState, int], ...]
    people: int

    def number(self, *states: str) -> int:
        return sum(count for state, count in self.counts if state in states)

    @property
    def left(self) -> int:
        """How many are no longer waiting."""
        return self.people - self.number(MessageState.WAITING, MessageState.GOING)


def outcome_of(sendings: Iterable[Sending]) -> Outcome:
    found = Counter(
        dict(
            Message.objects.filter(sending__in=[one.pk for one in sendings])
            .order_by()
            .values_list("state")
            .annotate(number=Count("pk"))
        )
    )
    counts = tuple((state, found[state]) for state in MessageState if found[state])
    return Outcome(counts, found.total())


SIGNS: Mapping[str, State] = {
    SendingState.MADE: State.TO_CHECK,
    SendingState.HANDED: State.DONE,
    SendingState.GOING: State.IN_PROGRESS,
    SendingState.STOPPED: State.BLOCKED,
    SendingState.DONE: State.DONE,
    SendingState.DROPPED: State.NOT_STARTED,
}
STATES_EN: Mapping[str, str] = {
    SendingState.MADE: "File made",
    SendingState.HANDED: "With the telecom office",
    SendingState.GOING: "Being sent",
    SendingState.STOPPED: "Stopped",
    SendingState.DONE: "All sent",
    SendingState.DROPPED: "Called off",
}
MESSAGE_STATES_EN: Mapping[str, str] = {
    MessageState.WAITING: "Waiting",
    MessageState.GOING: "Going out",
    MessageState.SENT: "Sent",
    MessageState.DELIVERED: "Delivered",
    MessageState.FAILED: "Failed",
    MessageState.REFUSED: "Refused",
    MessageState.REPLIED: "Answered",
    MessageState.UNCLEAR: "Unclear",
}


@dataclass(frozen=True, slots=True)
class ShownSending:
    """A sending as a list shows it."""

    sending: Sending
    outcome: Outcome

    @property
    def title(self) -> tuple[str, str]:
        return SHORT[self.sending.kind]

    @property
    def sign(self) -> State:
        return SIGNS[self.sending.state]

    @property
    def words(self) -> tuple[str, str]:
        return str(SendingState(self.sending.state).label), STATES_EN[self.sending.state]

    @property
    def delivered(self) -> int:
        return self.outcome.number(*REACHED)

    @property
    def replied(self) -> int:
        return self.outcome.number(MessageState.REPLIED)

    @property
    def refused(self) -> int:
        return self.outcome.number(MessageState.REFUSED)

    @property
    def failed(self) -> int:
        return self.outcome.number(MessageState.FAILED, MessageState.UNCLEAR)


def shown_sendings(sendings: Iterable[Sending]) -> tuple[ShownSending, ...]:
    """With what became of each, in two queries."""
    found = list(sendings)
    states: dict[int, Counter[str]] = defaultdict(Counter)
    rows = Message.objects.filter(sending__in=found).order_by().values_list("sending_id", "state")
    for sending, state, count in rows.annotate(number=Count("pk")):
        states[sending][state] = count
    return tuple(
        ShownSending(
            one,
            Outcome(
                tuple((state, states[one.pk][state]) for state in MessageState if states[one.pk][state]), one.people
            ),
        )
        for one in found
    )


# -- a part of the preparation ---------------------------------------------------------------------------------------


def part_of(villages: DivisionQuerySet, today: date) -> dict[str, Part]:
    """How far each village has come with its people away."""
    elections = latest_elections(villages, today)
    found = {line.village.code: part(line) for line in overview(elections, with_roll=False)}
    return {code: found.get(code) or nothing_yet(code) for code in villages.order_by().values_list("code", flat=True)}


def latest_elections(villages: DivisionQuerySet, today: date) -> list[Election]:
    """Each village's election that is prepared or was held within a year."""
    rows = Election.objects.filter(village__in=villages, planned_polling_day__gte=since(today))
    newest = {one.village_id: one for one in rows.select_related("village__parent").order_by("year", "pk")}
    return list(newest.values())


def part(line: VillageLine) -> Part:
    url = page_of("village_messages_away", line.village.code)
    lacks = tuple(lacks_of(line, url))
    done = line.sent
    state = State.NOT_STARTED
    if line.away and done:
        state = State.IN_PROGRESS if lacks else State.DONE
    elif not line.away:
        state = State.DONE
    return Part(
        key="outreach",
        title_zh="外出人员联系",
        title_en="People away",
        state=state,
        text_zh=f"外出 {line.away} 人，有手机号码 {line.with_number} 人，已发短信 {done} 人，送达 {line.delivered} 人",
        text_en=f"{line.away} away, {line.with_number} with a mobile number, {done} written to, "
        f"{line.delivered} reached",
        url=url,
        lacks=lacks,
        done=min(done, line.away),
        of=line.away,
    )


def lacks_of(line: VillageLine, url: str) -> Iterable[Lack]:
    without = line.away - line.with_number
    if without > 0:
        yield Lack(
            f"外出人员有 {without} 人没有手机号码。",
            f"{without} people away have no mobile number.",
            f"{url}?show=no_number",
        )
    unasked = line.with_number - line.consented - line.refused
    if unasked > 0:
        yield Lack(
            f"有手机号码的外出人员有 {unasked} 人没有同意收短信。",
            f"{unasked} people away with a number have not agreed to messages.",
            f"{url}?show=not_asked",
        )
    if line.open_replies:
        yield Lack(
            f"有 {line.open_replies} 条短信回复等人处理。",
            f"{line.open_replies} replies wait for somebody to deal with them.",
            page_of("village_replies", line.village.code),
        )


def nothing_yet(code: str) -> Part:
    return Part(
        key="outreach",
        title_zh="外出人员联系",
        title_en="People away",
        state=State.NOT_STARTED,
        text_zh="本届选举还没有开始，没有外出人员的登记。",
        text_en="The election has not been opened; there is no registration of people away yet.",
        url=page_of("village_messages_away", code),
    )
