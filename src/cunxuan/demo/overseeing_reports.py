"""The townships' daily reports since the mobilisation, and what the county watches besides the election.

The figures of a past day are those of the steps that were done by then. Most reports came in time and are approved; of
the last day some are not in yet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import partial
from random import Random
from uuid import UUID

from cunxuan.core.daily import FIGURES
from cunxuan.elections.models import Election
from cunxuan.offices.models import Account, Division, Level, Role
from cunxuan.oversight.daily_actions import Filled, approve_report, send_report, watch, watched_on
from cunxuan.reporting.daily import STEPS

from .folder import OPENED, Demonstration
from .happening import Event, moment

DAY = timedelta(days=1)
WATCHED = (("秋粮收购", "吨", 4200), ("冬季造林", "亩", 900), ("安全隐患排查", "处", 160))
#: Townships that have not reported yet when the demonstration is opened, and the one that is late now and then.
NOT_YET, OFTEN_LATE = 2, 3
PLANS = (
    "{names}投票，镇上各派两人到场。",
    "{names}公布名单，检查张贴。",
    "到{names}督促登记，再联系外出人员。",
    "在{names}召开候选人见面会。",
)
PROBLEMS = (
    "{name}有村民反映名单漏登，已按异议受理。",
    "{name}会场取暖设备不足，请县里协调。",
    "{name}外出人员多，委托投票登记慢。",
)


def reports_sent(wanted: Demonstration) -> Iterator[Event]:
    """Day by day, township by township; each is sent by a clerk and approved by the reviewer."""
    county = Division.objects.get(level=Level.COUNTY)
    dice, by = Random(f"{wanted.seed} daily"), Account.objects.get(role=Role.COUNTY)
    for name, unit, _ in WATCHED:
        watched = partial(watch, county, name=name, unit=unit, counts_up=True, on=OPENED, by=by, at=moment(OPENED, 10))
        yield moment(OPENED, 10), watched
    townships = list(Division.objects.filter(level=Level.TOWNSHIP).order_by("code"))
    villages = {town.pk: list(Division.objects.filter(parent=town).order_by("code")) for town in townships}
    done = steps_done()
    on = OPENED
    while on <= wanted.on:
        for number, town in enumerate(townships):
            if on < wanted.on or number >= NOT_YET:
                late = number == OFTEN_LATE and not dice.randrange(5)
                sent_at = moment(on, 18 if late else 16, dice.randrange(1, 59))
                yield sent_at, partial(one_day, town, villages[town.pk], done, on, number, dice, wanted, sent_at)
        on += DAY


def steps_done() -> dict[str, dict[str, date]]:
    """Each village's steps with their days."""
    return {one.village_id: one.days_done for one in Election.objects.all()}


def one_day(
    town: Division,
    villages: list[Division],
    done: Mapping[str, Mapping[str, date]],
    on: date,
    number: int,
    dice: Random,
    wanted: Demonstration,
    sent_at: datetime,
) -> None:
    names = "、".join(village.short_name for village in dice.sample(villages, min(2, len(villages))))
    spot = dice.choice(villages)
    share = (on - OPENED).days / max((wanted.on - OPENED).days, 1)
    watched = {
        str(figure.pk): round(goal / 7 * share) + number
        for figure, (_, _, goal) in zip(watched_on(town, on), WATCHED, strict=True)
    }
    problem = (dice.choice(PROBLEMS).format(name=spot.name),) if not dice.randrange(30) and on < wanted.on else ()
    filled = Filled(
        on=on,
        key=UUID(int=dice.getrandbits(128), version=4),
        figures=figures_on(villages, done, on),
        watched=watched,
        reasons={},
        plan=dice.choice(PLANS).format(names=names),
        problems=problem,
        on_site=dice.randrange(20, 60),
    )
    clerk = Account.objects.filter(division=town, role=Role.CLERK).order_by("pk").first()
    reviewer = Account.objects.get(division=town, role=Role.TOWNSHIP)
    report = send_report(town, filled, today=on, by=clerk or reviewer, at=sent_at)
    if clerk and (on < wanted.on or number % 2):
        approve_report(report, today=on, by=reviewer, at=sent_at + timedelta(minutes=20))


def figures_on(villages: list[Division], done: Mapping[str, Mapping[str, date]], on: date) -> dict[str, int]:
    figures: Counter[str] = Counter(villages=len(villages))
    for village in villages:
        steps = done.get(village.pk, {})
        for key, step in STEPS.items():
            figures[key] += step in steps and steps[step] <= on
        figures["elected"] += "result_announced" in steps and steps["result_announced"] <= on
        figures["polled_today"] += steps.get("polling") == on
    return {figure.key: figures[figure.key] for figure in FIGURES}
