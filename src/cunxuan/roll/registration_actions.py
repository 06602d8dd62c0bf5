"""Verbs of the registration: record a fact about a person or about many at once, a meeting's vote, take a fact back.

Every fact has its day and its evidence. Of facts that exclude one another the last one holds; what it replaces stays
in the trail. Facts may be recorded until the boxes are opened; once the roll is published they leave it as it is, and
what they mean for it is an act of its own (a change of the roll).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from cunxuan.core.errors import Refusal
from cunxuan.core.meetings import Attendance, Meeting, held
from cunxuan.core.opinions import Opinion
from cunxuan.elections.actions import refuse_unless_ready, rules_of
from cunxuan.elections.models import Election
from cunxuan.records.actions import hold, trail

from .models import Fact, RegistrationFact, Resident

#: Of these only one can hold; who is asked again and answers otherwise has answered otherwise.
ANSWERS = frozenset({Fact.STATED, Fact.WILL_NOT, Fact.REFUSED_IN_WRITING, Fact.UNREACHABLE})
EXCLUSIVE: tuple[frozenset[Fact], ...] = (
    ANSWERS,
    frozenset({Fact.TOLD, Fact.UNREACHABLE}),
    frozenset({Fact.RETURNING, Fact.NOT_RETURNING}),
    frozenset({Fact.APPLIED, Fact.APPLIED_IN_WRITING}),
    frozenset({Fact.MEETING_AGREED, Fact.MEETING_DECLINED}),
)


def replaced_by(kind: str) -> frozenset[str]:
    """The kinds that no longer hold once this one is recorded; an earlier one of the same kind among them."""
    return frozenset({kind}).union(*(group for group in EXCLUSIVE if kind in group))


def record_fact(
    election: Election,
    resident: Resident,
    kind: str,
    *,
    on: date,
    evidence: str,
    by: str,
    at: datetime,
    value: str = "",
) -> RegistrationFact:
    """One thing about one person."""
    (fact,) = record_facts(election, [resident], kind, on=on, evidence=evidence, by=by, at=at, value=value)
    return fact


@transaction.atomic
def record_facts(
    election: Election,
    residents: Iterable[Resident],
    kind: str,
    *,
    on: date,
    evidence: str,
    by: str,
    at: datetime,
    value: str = "",
) -> tuple[RegistrationFact, ...]:
    """The same about many at once, with one entry in the trail: forty people who answered the telephone."""
    hold(election)
    refuse_unless_open(election)
    people = of_the_village(election, residents)
    gone = replaced(election, people, {person.pk: kind for person in people})
    made = RegistrationFact.objects.bulk_create(
        RegistrationFact(election=election, resident=person, kind=kind, on=on, value=value, evidence=evidence)
        for person in people
    )
    trail(
        election.village_id,
        "facts_recorded",
        by=by,
        at=at,
        rows=[*gone, *made],
        facts={"kinds": {kind: len(made)}, "people": len(made), "on": on.isoformat(), "replaced": len(gone)},
    )
    return tuple(made)


@transaction.atomic
def take_back_fact(fact: RegistrationFact, *, by: str, at: datetime, reason: str = "") -> None:
    """A fact that was recorded by mistake no longer holds; both stay in the trail."""
    election = fact.election
    hold(election)
    refuse_unless_open(election)
    fact.refresh_from_db()
    if not fact.in_force:
        raise Refusal(
            "FACT_TAKEN_BACK",
            "这条记录已经撤回，或者已有新的记录。",
            "请看这个人现在的登记情况。",
            "This record was taken back or replaced already.",
            "Look at what is recorded of the person now.",
        )
    fact.in_force = False
    fact.save()
    trail(
        election.village_id,
        "fact_taken_back",
        by=by,
        at=at,
        rows=[fact],
        facts={"kind": fact.kind, **({"reason": reason} if reason else {})},
    )


# -- the meeting that decides on one-year residents -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class MeetingHeld:
    """A villagers' or representatives' meeting as its minutes give it (`core.meetings`)."""

    kind: str  # villagers_assembly, representatives_assembly
    on: date
    of: int  # entitled to attend
    present: int


@dataclass(frozen=True, slots=True)
class VoteOn:
    """How a meeting voted on one person's application."""

    resident: Resident
    yes: int
    no: int
    abstained: int = 0


def opinion_on(election: Election, meeting: MeetingHeld, yes: int) -> Opinion:
    """Was there a quorum, and is it carried with so many votes?"""
    attendance = Attendance(meeting.of, meeting.present)
    return held(rules_of(election), Meeting(meeting.kind, people=attendance, agreed=yes))


@transaction.atomic
def record_meeting(
    election: Election, meeting: MeetingHeld, votes: Sequence[VoteOn], *, by: str, at: datetime
) -> tuple[RegistrationFact, ...]:
    """The vote on a list of applicants (居住满一年人员参选审议决议); whether it is carried is the law's arithmetic."""
    hold(election)
    refuse_unless_open(election)
    of_the_village(election, [vote.resident for vote in votes])
    refuse_unless_counted(meeting, votes)
    refuse_without_quorum(election, meeting)
    decided = {vote.resident.pk: decision(election, meeting, vote) for vote in votes}
    gone = replaced(election, [vote.resident for vote in votes], decided)
    made = RegistrationFact.objects.bulk_create(
        RegistrationFact(
            election=election,
            resident=vote.resident,
            kind=decided[vote.resident.pk],
            on=meeting.on,
            value=f"{vote.yes}/{vote.no}/{vote.abstained}",
            evidence=f"{meeting.kind} {meeting.present}/{meeting.of}",
        )
        for vote in votes
    )
    trail(
        election.village_id,
        "meeting_recorded",
        by=by,
        at=at,
        rows=[*gone, *made],
        facts={"meeting": meeting.kind, "on": meeting.on.isoformat(), "kinds": dict(Counter(decided.values()))},
    )
    return tuple(made)


def decision(election: Election, meeting: MeetingHeld, vote: VoteOn) -> str:
    carried = opinion_on(election, meeting, vote.yes).follows["carried"]
    return str(Fact.MEETING_AGREED if carried else Fact.MEETING_DECLINED)


def refuse_unless_counted(meeting: MeetingHeld, votes: Sequence[VoteOn]) -> None:
    """Nobody votes twice: yes, no and abstentions are at most those present."""
    for vote in votes:
        cast = vote.yes + vote.no + vote.abstained
        if cast > meeting.present:
            raise Refusal(
                "VOTES_EXCEED_PRESENT",
                f"{vote.resident.name}：同意、反对、弃权合计 {cast} 票，多于到会的 {meeting.present} 人。",
                "请对照会议记录重新填写。",
                f"{vote.resident.name}: {cast} votes in all, more than the {meeting.present} present.",
                "Check the minutes of the meeting.",
            )


def refuse_without_quorum(election: Election, meeting: MeetingHeld) -> None:
    wrong = next(
        (one for one in opinion_on(election, meeting, 0).findings if one.reason == "MEETING_WITHOUT_QUORUM"), None
    )
    if wrong:
        raise Refusal(
            wrong.reason,
            wrong.text,
            f"请核对应到和到会人数；人数不够的，会议要重新召开（{wrong.basis}）。",
            wrong.sentence("en"),
            f"Check the numbers; a meeting without a quorum has to be held again ({wrong.basis_en}).",
        )


# -- what every act here shares -------------------------------------------------------------------------------------


def refuse_unless_open(election: Election) -> None:
    """Registration begins with its own step, and ends for good when the boxes are opened."""
    if "registration_opened" not in election.done:
        refuse_unless_ready(election, "registration_opened")
        raise Refusal(
            "REGISTRATION_NOT_OPEN",
            "登记还没有开始。",
            "请先记录“开始登记”这一步。",
            "The registration has not begun.",
            "First record that the registration was opened.",
        )
    if "polling" in election.done:
        raise Refusal(
            "REGISTRATION_OVER",
            "投票已经结束，登记情况不再改动。",
            "以公布的名单为准。",
            "The vote is over; nothing is recorded in the registration any more.",
            "The published roll stands.",
        )


def of_the_village(election: Election, residents: Iterable[Resident]) -> list[Resident]:
    """Each once, in their order; a person of another village does not come here."""
    people = list({person.pk: person for person in residents}.values())
    assert all(person.village_id == election.village_id for person in people), "a person is registered in the village"
    if not people:
        raise Refusal(
            "NOBODY_CHOSEN",
            "没有选人。",
            "请先选一个或者几个人。",
            "Nobody is chosen.",
            "Choose one person or more first.",
        )
    return people


def replaced(election: Election, people: Sequence[Resident], kinds: dict[int, str]) -> list[RegistrationFact]:
    """The facts that the new ones exclude no longer hold."""
    facts = RegistrationFact.objects.filter(election=election, resident__in=people, in_force=True)
    gone = [fact for fact in facts if fact.kind in replaced_by(kinds[fact.resident_id])]
    for fact in gone:
        fact.in_force = False
    RegistrationFact.objects.bulk_update(gone, ["in_force"])
    return gone
