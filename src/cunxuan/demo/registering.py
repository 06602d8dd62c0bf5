"""What a village's registrars record between the opening of the registration and the roll, in some villages.

People who live elsewhere are telephoned, residents of a year apply and a meeting votes on them, a few have died or are
deprived of political rights. Where the story wants an exact number on the roll only such facts are recorded as leave
it. Nobody concerned could be a candidate, and the dice of the election are left as they were found.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from cunxuan.roll.models import Fact, Resident
from cunxuan.roll.registration_actions import MeetingHeld, VoteOn, record_facts, record_meeting

from .village import Village

#: Of those who live elsewhere, hundredths with each answer; the rest was told, or is still to be asked.
ANSWERS = (
    (Fact.STATED, 30, "电话，本人答复"),
    (Fact.WILL_NOT, 9, "电话，本人答复"),
    (Fact.UNREACHABLE, 6, "三次无人接听"),
)
ONE_IN = 16  # of the villages in which nothing else is special
TOO_OLD_TO_STAND = date(1945, 12, 31)
ADULTS_BORN_UNTIL = date(2008, 12, 1)
DAY = timedelta(days=1)


def register(village: Village, opened_on: date) -> None:
    """The registration of a village, where it is one of those in which it is told."""
    dice = Random(f"{village.division.code} registration")
    if not (village.course.committee or is_going_on(village, opened_on) or dice.randrange(ONE_IN) == 0):
        return
    before = village.dice.getstate()
    if opened_on + DAY <= village.today:
        ask_those_away(village, opened_on + DAY, dice)
    if opened_on + 2 * DAY <= village.today:
        hear_newcomers(village, opened_on + 2 * DAY, dice)
        strike_off(village, opened_on + 2 * DAY, dice)
    village.dice.setstate(before)


def is_going_on(village: Village, opened_on: date) -> bool:
    """Opened within the last week, or the village is late with its roll."""
    return village.course.stops_at == "roll_published" or village.today - opened_on <= 7 * DAY


def adults(village: Village, **which: bool) -> list[Resident]:
    found = Resident.objects.filter(village=village.division, birth_on__lte=ADULTS_BORN_UNTIL, **which)
    return list(found.only("pk", "name", "village_id", "birth_on").order_by("pk"))


def ask_those_away(village: Village, on: date, dice: Random) -> None:
    """By telephone, one evening; where the roll stays open some are still to be asked."""
    away = adults(village, hukou_here=True, lives_here=False)
    dice.shuffle(away)
    for kind, share, evidence in ANSWERS:
        if kind == Fact.STATED and village.course.registered:
            continue
        asked, away = away[: len(away) * share // 100], away[len(away) * share // 100 :]
        note(village, asked, kind, on, evidence)
    told = away if village.today - on > 7 * DAY else away[: len(away) // 3]
    note(village, told, Fact.TOLD, on, "微信群和电话告知")


def hear_newcomers(village: Village, on: date, dice: Random) -> None:
    """Some of those whose hukou is elsewhere apply; a meeting of representatives votes on them."""
    newcomers = adults(village, hukou_here=False)
    applicants = dice.sample(newcomers, min(len(newcomers), dice.randint(3, 8)))
    if not applicants or village.course.registered:
        return
    for some, evidence in ((applicants[::2], "租房合同"), (applicants[1::2], "居住证")):
        note(village, some, Fact.LIVED_SINCE, on - timedelta(days=dice.randint(400, 2000)), evidence)
    note(village, applicants, Fact.APPLIED_IN_WRITING, on - DAY, "本人申请书")
    if on + DAY > village.today or is_late(village):
        return
    note(village, applicants, Fact.HOME_CERTIFICATE, on, "户籍地证明")
    of = dice.randint(28, 46)
    present = of - dice.randint(0, of // 5)
    votes = [vote(person, present, carried=place > 0, dice=dice) for place, person in enumerate(applicants)]
    meeting = MeetingHeld("representatives_assembly", on, of, present)
    record_meeting(village.election, meeting, votes, by=village.by, at=village.hours.on(on, 16))


def is_late(village: Village) -> bool:
    return village.course.stops_at == "roll_published"


def vote(person: Resident, present: int, *, carried: bool, dice: Random) -> VoteOn:
    """Mostly for it; on the first of them the meeting is divided."""
    no = dice.randint(0, present // 8) if carried else present // 2
    return (
        VoteOn(person, yes=present - no - 1, no=no, abstained=1) if carried else VoteOn(person, present - no - 2, no, 2)
    )


def strike_off(village: Village, on: date, dice: Random) -> None:
    """Two died since the list was drawn up, one is deprived of political rights; none of them could have stood."""
    exact = bool(village.course.registered)
    old = [one for one in adults(village, lives_here=not exact) if exact or one.birth_on <= TOO_OLD_TO_STAND]
    gone = dice.sample(old, min(len(old), 3))
    note(village, gone[:2], Fact.DIED, on, "死亡证明")
    note(village, gone[2:], Fact.DEPRIVED, on, "刑事判决书")


def note(village: Village, people: Sequence[Resident], kind: Fact, on: date, evidence: str) -> None:
    if people:
        at = village.hours.on(max(on, village.election.days_done["registration_opened"]), 16)
        record_facts(village.election, people, kind, on=on, evidence=evidence, by=village.by, at=at)
