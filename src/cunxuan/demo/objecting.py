"""Objections to a village's roll, deaths after its publication, and the correction, in the villages where it is told.

One comes onto the roll and one leaves it, so that its number stays what the story wants. Nobody concerned could be a
candidate, and the dice of the election are left as they were found.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from cunxuan.roll.change_actions import publish_correction, record_change
from cunxuan.roll.models import Claim, Decision, Fact, Objection, RegistrationFact, Resident, RollEntry
from cunxuan.roll.objection_actions import NewObjection, decide_objection, register_objection

from .registering import ADULTS_BORN_UNTIL, TOO_OLD_TO_STAND
from .story import Objects
from .village import Village

DAY = timedelta(days=1)


def object_to(village: Village, published_on: date) -> None:
    """What happens to the roll in the days after its publication."""
    told = village.course.objects
    if told is Objects.NOBODY:
        return
    before = village.dice.getstate()
    if told is Objects.STILL_OPEN:
        leave_open(village, published_on + 5 * DAY)
    elif published_on + 4 * DAY <= village.today:
        settle(village, published_on)
    village.dice.setstate(before)


def settle(village: Village, published_on: date) -> None:
    """Left out by mistake: upheld. Listed, and in town for the winter: dismissed. And one has died meanwhile."""
    came_on, decided_on = published_on + 2 * DAY, published_on + 4 * DAY
    left_out, (died, listed) = somebody_away(village), old_here(village)
    texts = {
        Claim.ADD: f"{left_out.name}在外打工，已经打电话说要参加选举，名单上没有。",
        Claim.REMOVE: f"{listed.name}冬天住在县城儿子家，不在村里。",
    }
    added = register(village, left_out, Claim.ADD, texts[Claim.ADD], came_on)
    stays = register(village, listed, Claim.REMOVE, texts[Claim.REMOVE], came_on)
    proof = f"死亡证明，{came_on:%m 月 %d 日}开具"
    at = village.hours.on(decided_on, 9)
    record_change(village.election, died, reason="died", on=came_on, evidence=proof, by=village.by, at=at)
    decide(village, added, Decision.UPHELD, "经电话核实，本人在规定时间内表示参加选举，登记时遗漏。", decided_on)
    decide(village, stays, Decision.DISMISSED, "户籍在本村，平时在本村居住，冬天暂住县城，应当列入名单。", decided_on)
    publish_correction(village.election, on=decided_on, by=village.by, at=village.hours.on(decided_on, 15))


def leave_open(village: Village, came_on: date) -> None:
    """An objection that came on the last evening waits for the committee."""
    if came_on <= village.today:
        person = somebody_away(village)
        register(village, person, Claim.ADD, f"{person.name}已经回村，要求参加选举。", came_on, hour=20)


def register(village: Village, about: Resident, claim: Claim, text: str, on: date, hour: int = 9) -> Objection:
    received_at: datetime = village.hours.on(on, hour)
    relative = neighbour(village, about)
    came = NewObjection(
        applicant=relative.name,
        about=about.name,
        resident=about,
        claim=claim,
        text=text,
        in_writing=True,
        received_at=received_at,
    )
    return register_objection(village.election, came, by=village.by, at=village.hours.on(on, hour))


def decide(village: Village, one: Objection, decision: Decision, reason: str, on: date) -> None:
    at = village.hours.on(on, 10)
    decide_objection(one, decision=decision, reason=reason, on=on, by=village.by, at=at)


# -- who it is about ----------------------------------------------------------------------------------------------


def listed_in(village: Village) -> list[int]:
    entries = RollEntry.objects.filter(election=village.election, until_version__isnull=True)
    return list(entries.values_list("resident_id", flat=True))


def somebody_away(village: Village) -> Resident:
    """Of those who live elsewhere and have not answered, the first."""
    away = Resident.objects.filter(
        village=village.division, hukou_here=True, lives_here=False, birth_on__lte=ADULTS_BORN_UNTIL
    )
    answered = RegistrationFact.objects.filter(election=village.election).exclude(kind=Fact.TOLD)
    others = away.exclude(pk__in=listed_in(village)).exclude(pk__in=answered.values("resident"))
    return others.order_by("pk")[0]


def old_here(village: Village) -> list[Resident]:
    here = Resident.objects.filter(village=village.division, birth_on__lte=TOO_OLD_TO_STAND)
    return list(here.filter(pk__in=listed_in(village)).order_by("birth_on", "pk")[:2])


def neighbour(village: Village, about: Resident) -> Resident:
    """Who speaks up: of the same group, on the roll."""
    same = Resident.objects.filter(village=village.division, group_no=about.group_no, pk__in=listed_in(village))
    return same.exclude(pk=about.pk).order_by("pk")[0]
