"""The townships' daily reports from the beginning on, and what the county watches besides the election.

The figures of a past day are those of the steps that were done by then. Most reports came in time and are approved; of
the last day some are not in yet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import cache, partial
from random import Random
from uuid import UUID

from cunxuan.core.daily import FIGURES
from cunxuan.elections.models import Election
from cunxuan.offices.models import Account, Division, Level, Role
from cunxuan.oversight.daily_actions import Filled, approve_report, send_report, watch, watched_on
from cunxuan.oversight.models import Source, Task, TaskState
from cunxuan.oversight.task_actions import confirm_task, report_done
from cunxuan.reporting.daily import STEPS

from .folder import BEGUN, OPENED, Demonstration
from .happening import Event, moment

DAY = timedelta(days=1)
#: Of each village the day of every step, once the county has opened the elections.
Done = Mapping[str, Mapping[str, date]]
WATCHED = (("秋粮收购", "吨", 4200), ("冬季造林", "亩", 900), ("安全隐患排查", "处", 160))
#: Townships that have not reported yet when the demonstration is opened, and the one that is late now and then.
NOT_YET, OFTEN_LATE = 2, 3
PLANS = (
    "{names}投票，镇上各派两人到场。",
    "{names}公布名单，检查张贴。",
    "到{names}督促登记，再联系外出人员。",
    "在{names}召开候选人见面会。",
)
PREPARING_PLANS = (
    "到{names}走访，补齐没有访到的人。",
    "{names}清产核资、整理账册，准备审计。",
    "{names}召开民主评议会。",
    "到{names}排查信访苗头，汇总村情。",
)
PREPARING_PROBLEMS = (
    "{name}账册不全，请审计组先去看。",
    "{name}班子意见不合，已列入重点关注。",
    "{name}外出人员电话变更多，请公安协助核对。",
)
PROBLEMS = (
    "{name}有村民反映名单漏登，已按异议受理。",
    "{name}会场取暖设备不足，请县里协调。",
    "{name}外出人员多，委托投票登记慢。",
)


def reports_sent(wanted: Demonstration) -> Iterator[Event]:
    """Day by day, township by township; before that the county has seen to what was asked for two days ago."""
    county = Division.objects.get(level=Level.COUNTY)
    by = Account.objects.get(role=Role.COUNTY)
    for name, unit, _ in WATCHED:
        watched = partial(watch, county, name=name, unit=unit, counts_up=True, on=BEGUN, by=by, at=moment(BEGUN, 10))
        yield moment(BEGUN, 10), watched
    dice = Random(f"{wanted.seed} daily")
    done = cache(steps_done)
    townships = Division.objects.filter(level=Level.TOWNSHIP).order_by("code")
    reporting = [Reporting(town, number, done, wanted, dice) for number, town in enumerate(townships)]
    on = BEGUN
    while on <= wanted.on:
        yield moment(on, 15), partial(see_to_problems, on)
        for town in reporting:
            if on < wanted.on or town.number >= NOT_YET:
                sent_at = town.hour(on)
                yield sent_at, partial(town.report, on, sent_at)
        on += DAY


def see_to_problems(on: date) -> None:
    """The county's office does what townships asked for within two days."""
    asked = Task.objects.filter(source=Source.REPORT, state=TaskState.OPEN, opened_on__lte=on - 2 * DAY)
    for number, task in enumerate(asked.select_related("owner", "asked_by")):
        at = moment(on, 15, number % 50)
        report_done(task, result="已协调解决，乡镇已核实。", on=on, by=task.owner, at=at)
        confirm_task(task, on=on, by=task.asked_by, at=at)


class Reporting:
    """A township on its way through the weeks: who writes its reports, and what its dice say."""

    def __init__(
        self,
        town: Division,
        number: int,
        done: Callable[[], Done],
        wanted: Demonstration,
        dice: Random,
    ) -> None:
        self.town, self.number, self.done, self.today, self.dice = town, number, done, wanted.on, dice
        self.villages = list(Division.objects.filter(parent=town).order_by("code"))
        clerk = Account.objects.filter(division=town, role=Role.CLERK).order_by("pk").first()
        self.reviewer = Account.objects.get(division=town, role=Role.TOWNSHIP)
        self.clerk = clerk or self.reviewer

    def hour(self, on: date) -> datetime:
        late = self.number == OFTEN_LATE and not self.dice.randrange(5)
        return moment(on, 18 if late else 16, self.dice.randrange(1, 59))

    def report(self, on: date, sent_at: datetime) -> None:
        report = send_report(self.town, self.filled(on), today=on, by=self.clerk, at=sent_at)
        if self.clerk != self.reviewer and (on < self.today or self.number % 2):
            approve_report(report, today=on, by=self.reviewer, at=sent_at + timedelta(minutes=20))

    def filled(self, on: date) -> Filled:
        dice = self.dice
        names = "、".join(one.short_name for one in dice.sample(self.villages, min(2, len(self.villages))))
        spot = dice.choice(self.villages).name
        share = (on - BEGUN).days / max((self.today - BEGUN).days, 1)
        watched = zip(watched_on(self.town, on), WATCHED, strict=True)
        asks = not dice.randrange(30) and on < self.today
        plans, problems = (PLANS, PROBLEMS) if on >= OPENED else (PREPARING_PLANS, PREPARING_PROBLEMS)
        return Filled(
            on=on,
            key=UUID(int=dice.getrandbits(128), version=4),
            figures=figures_on(self.villages, self.done() if on >= OPENED else {}, on),
            watched={str(figure.pk): round(goal / 7 * share) + self.number for figure, (_, _, goal) in watched},
            reasons={},
            plan=dice.choice(plans).format(names=names),
            problems=(dice.choice(problems).format(name=spot),) if asks else (),
            on_site=dice.randrange(20, 60),
        )


def steps_done() -> Done:
    return {one.village_id: one.days_done for one in Election.objects.all()}


def figures_on(villages: list[Division], done: Done, on: date) -> dict[str, int]:
    figures: Counter[str] = Counter(villages=len(villages))
    for village in villages:
        steps = done.get(village.pk, {})
        for key, step in STEPS.items():
            figures[key] += step in steps and steps[step] <= on
        figures["elected"] += "result_announced" in steps and steps["result_announced"] <= on
        figures["polled_today"] += steps.get("polling") == on
    return {figure.key: figures[figure.key] for figure in FIGURES}
