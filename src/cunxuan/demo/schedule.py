"""On which day a village does each step: reckoned from its polling day, within the law's limits, never all alike."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from cunxuan.elections.actions import ORDER

from .folder import OPENED
from .story import Course

#: In the order in which a village comes to them: days before polling day, earliest and latest. The roll is published
#: more than 20 days before: exactly 20 leave no room for a correction.
BEFORE: dict[str, tuple[int, int]] = {
    "branch_elected": (39, 36),
    "election_day_fixed": (40, 36),
    "committee_chosen": (36, 33),
    "method_adopted": (34, 31),
    "registration_opened": (33, 30),
    "roll_published": (28, 22),
    "objections_closed": (22, 17),
    "roll_frozen": (20, 16),
    "nomination_notice": (15, 14),
    "nomination_vote": (13, 11),
    "review_completed": (9, 7),
    "candidates_published": (7, 6),
    "voting_notice_published": (6, 5),
    "proxies_closed": (5, 4),
    "withdrawals_closed": (4, 4),
    "candidates_met_voters": (4, 4),
    "proxies_published": (3, 2),
    "ballots_ready": (1, 1),
    "polling": (0, 0),
}
#: Days after the mobilisation before which nobody comes to these steps; the first villages are in a hurry.
NOT_BEFORE = {
    "branch_elected": 1,
    "election_day_fixed": 1,
    "committee_chosen": 2,
    "method_adopted": 3,
    "registration_opened": 4,
    "roll_published": 6,
}
OBJECTIONS = timedelta(days=5)  # the law hears them for five days from the roll on

#: After the day on which the last seat was filled.
HANDOVER = timedelta(days=9)
AFTER: dict[str, tuple[int, int]] = {"handover_by": (3, 5), "archive_by": (5, 9)}


def days_before(course: Course, dice: Random) -> dict[str, date]:
    """Each step up to the poll with its day, in order; only audit and party branch where no polling day is fixed."""
    polling_day = course.votes[0].on if course.votes else course.planned
    before = audited_by(dice)
    days = {"audit_evaluation": before}
    for step, (earliest, latest) in BEFORE.items():
        turn = course.late.get(step) or polling_day - timedelta(days=dice.randint(latest, earliest))
        wait = OBJECTIONS if step == "objections_closed" else timedelta()
        before = max(turn, before + wait, OPENED + timedelta(days=NOT_BEFORE.get(step, 0)))
        days[step] = before
    if not course.votes:
        days = {step: days[step] for step in ("audit_evaluation", "branch_elected")}
    return up_to(days, course.stops_at)


def audited_by(dice: Random) -> date:
    """The day on which audit and evaluation are behind a village: the first throw of its dice, before November."""
    return date(2026, 10, dice.randint(14, 31))


def up_to(days: dict[str, date], stop: str) -> dict[str, date]:
    """The steps before the one at which the village stops."""
    kept = ORDER[: ORDER.index(stop)] if stop else ORDER
    return {step: day for step, day in days.items() if step in kept}


def days_after(course: Course, elected_on: date, filled_on: date, dice: Random) -> dict[str, date]:
    """The steps from the day on which the last seat was filled; the law counts the handover from the first result."""
    days = {step: filled_on + timedelta(days=dice.randint(*span)) for step, span in AFTER.items()}
    days["handover_by"] = min(days["handover_by"], elected_on + HANDOVER)
    return up_to(days, course.stops_at)
