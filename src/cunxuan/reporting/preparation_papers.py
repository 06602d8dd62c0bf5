"""Papers of the preparation that need the election's calendar or the trail: O09, O18, O48, O51.

They are working papers: printed whenever somebody asks, with what is recorded then.

Public: `implementation_plan`, `discipline`, `schedule`, `record_sheet`, `term_of`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import groupby

from cunxuan.core.discipline import OFFENCES, Offence, penalty_on
from cunxuan.core.errors import Refusal
from cunxuan.core.law import Rules, rules_for
from cunxuan.core.phases import Phase, phases_of
from cunxuan.core.stages import STAGES
from cunxuan.core.timetable import plan
from cunxuan.elections.models import Election
from cunxuan.elections.papers import cited, laws_named
from cunxuan.offices.models import Division, DivisionQuerySet
from cunxuan.offices.papers import head_of_place
from cunxuan.rendering.forms.O09 import context as o09
from cunxuan.rendering.forms.O09.wording import COUNTY_DUTIES
from cunxuan.rendering.forms.O18 import context as o18
from cunxuan.rendering.forms.O48 import context as o48
from cunxuan.rendering.forms.O51 import context as o51

from .standing import Standing, latest_elections, standings
from .village_trail import acts_of, told

#: 县以下各级: to whom the law has unlawful means reported (misconduct_reported_to).
REPORTED_TO = {
    "township_or_county": "乡级人民代表大会和人民政府，或者县级人民代表大会常务委员会和人民政府及其有关主管部门",
}
#: Acts that a record of the whole election holds; what clerks do from day to day stays in the trail.
KEY_ACTS = (
    "step_done",
    "step_taken_back",
    "election_called",
    "method_adopted",
    "meeting_recorded",
    "roll_published",
    "roll_corrected",
    "roll_frozen",
    "candidates_published",
    "kin_decided",
    "proxies_published",
    "assistance_published",
    "round_opened",
    "places_set_up",
    "sheets_printed",
    "place_closed",
    "paper_attached",
    "result_determined",
    "result_declared",
    "seats_left_vacant",
    "audit_recorded",
    "audit_published",
    "evaluation_recorded",
    "evaluation_published",
    "gate_opened",
)
ROOM = 3  # empty lines that a hand may fill


def term_of(villages: DivisionQuerySet) -> int:
    """第几届 of the latest election of these villages; 0 before the first."""
    last = Election.objects.filter(village__in=villages.order_by()).order_by("-year").values_list("term_no", flat=True)
    return last.first() or 0


# -- O09 --------------------------------------------------------------------------------------------------------------


def implementation_plan(
    place: Division, villages: DivisionQuerySet, *, today: date, planned: date | None
) -> o09.ImplementationPlan:
    """The plan with its phases reckoned back from the poll: the given day, or that of the elections there are."""
    days = [planned] if planned else polling_days(latest_elections(villages).values())
    if not days:
        raise Refusal(
            "NO_PLANNED_DAY",
            "还没有计划的投票日，排不出日程。",
            "请在“表册”页填上计划投票日，再打印实施方案。",
            "There is no planned polling day to reckon from.",
            "Give the planned polling day on the page of forms, then print the plan.",
        )
    first, last = min(days), max(days)
    rules = rules_for(place.pk, first)
    return o09.ImplementationPlan(
        paper=head_of_place(place, issued_on=today, term_no=term_of(villages)),
        villages=villages.count(),
        polled_from=first,
        polled_to=last,
        laws=laws_named(pack for pack in rules.packs if pack.layer in ("national", "province", "county")),
        phases=tuple(map(phase, phases_of(rules, first))),
        duties=COUNTY_DUTIES,
    )


def polling_days(elections: Iterable[Election]) -> list[date]:
    return [election.polling_day or election.planned_polling_day for election in elections]


def phase(one: Phase) -> o09.Phase:
    return o09.Phase(name=one.zh, text=one.text_zh, first=one.first, last=one.last, basis=one.basis.replace(" ", ""))


# -- O18 --------------------------------------------------------------------------------------------------------------


def discipline(place: Division, villages: DivisionQuerySet, *, today: date) -> o18.DisciplineNotice:
    rules, penalty = rules_for(place.pk, today), penalty_on(today)
    to_whom = rules.get("misconduct_reported_to")
    return o18.DisciplineNotice(
        paper=head_of_place(place, issued_on=today, term_no=term_of(villages)),
        items=tuple(item(one, rules) for one in OFFENCES),
        penalty=penalty.text_zh if penalty else "",
        penalty_basis=penalty.basis_zh if penalty else "",
        reported_to=REPORTED_TO.get(str(to_whom.value), "") if to_whom else "",
    )


def item(one: Offence, rules: Rules) -> o18.Item:
    return o18.Item(title=one.zh, text=one.text_zh, basis=cited(rules.get(one.rule)))


# -- O48 --------------------------------------------------------------------------------------------------------------


def schedule(place: Division, villages: DivisionQuerySet, *, today: date, at: datetime) -> o48.Schedule:
    """Every village's twelve stages: done on a day, or planned for one."""
    found = standings(villages, today)
    return o48.Schedule(
        paper=head_of_place(place, issued_on=today, figures_at=at, term_no=term_of(villages)),
        stages=tuple(stage.zh for stage in STAGES),
        towns=tuple(towns(found)),
    )


def towns(found: Sequence[Standing]) -> Iterable[o48.Town]:
    for _, group in groupby(found, key=lambda one: one.village.parent_id):
        inside = list(group)
        town = inside[0].village.parent
        yield o48.Town(name=town.name if town else "", villages=tuple(map(line, inside)))


def line(one: Standing) -> o48.Village:
    planned = planned_days(one.election) if one.election else [None] * len(STAGES)
    cells = tuple(o48.Cell(planned=day, done=done) for day, done in zip(planned, one.dates, strict=True))
    return o48.Village(name=one.village.name, cells=cells)


def planned_days(election: Election) -> list[date | None]:
    """The recommended day of the last step of each stage; audit and Party branch stand before the timetable."""
    day = election.polling_day or election.planned_polling_day
    advised = {step.step: step.recommended for step in plan(rules_for(election.village_id[:6], day), day)}
    stages = [[advised[step] for step in stage.steps if step in advised] for stage in STAGES]
    return [max(days, default=None) for days in stages]


# -- O51 --------------------------------------------------------------------------------------------------------------


def record_sheet(village: Division, *, today: date, at: datetime) -> o51.RecordSheet:
    """The key acts of a village from its trail, the first first, and room for what was not recorded."""
    every = acts_of(village)
    key = list(every.filter(act__in=KEY_ACTS).order_by("seq"))
    acts = tuple(
        o51.Act(at=one.at, text=one.zh, people=one.by, number=number)
        for number, one in enumerate(told(village, key), start=1)
    )
    mine = Division.objects.villages().filter(pk=village.pk)
    return o51.RecordSheet(
        paper=head_of_place(village, issued_on=today, figures_at=at, term_no=term_of(mine)),
        acts=acts,
        left_out=every.count() - len(acts),
        lines=ROOM,
    )
