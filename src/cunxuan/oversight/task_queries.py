"""What an account has to do: its own tasks, those it waits for, those that climbed to it; one with its history.

Public: `TaskLine`, `Mine`, `mine`, `Wanted`, `chosen`, `open_problems`, `owners_for`,
`line_of`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from cunxuan.core.stages import State
from cunxuan.core.tasks import Climb, steps_up
from cunxuan.offices.models import Account, Division, Level, Role
from cunxuan.offices.queries import accounts_around

from .models import Source, Task, TaskQuerySet, TaskState

Words = tuple[str, str]

SOURCES: Mapping[str, Words] = {
    Source.REPORT: ("日报", "daily report"),
    Source.MEETING: ("会议", "meeting"),
    Source.INSPECTION: ("督查", "inspection"),
    Source.COMPLAINT: ("信访", "complaint"),
    Source.VIOLATION: ("违纪线索", "violation"),
    Source.VISIT: ("走访", "visit"),
    Source.GATE: ("关口", "gate"),
    Source.TIMETABLE: ("进度", "timetable"),
    Source.OFFICE: ("换届办交办", "asked for by an office"),
}
#: From the village up: to whom a task climbs.
LADDER = (Level.VILLAGE, Level.TOWNSHIP, Level.COUNTY)
#: Who leads at a level, and so sees what has climbed.
LEADERS = {Level.TOWNSHIP: Role.TOWNSHIP, Level.COUNTY: Role.COUNTY}


def climb() -> Climb:
    """The county's rule."""
    return Climb(*settings.TASKS_CLIMB)


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task as a list shows it: how it stands today, and where it came from."""

    task: Task
    state: State
    word: Words
    source: Words

    @property
    def url(self) -> str:
        return reverse("task", args=[self.task.pk])


def line_of(task: Task, today: date) -> TaskLine:
    state, word = standing(task, today)
    return TaskLine(task, state, word, SOURCES[task.source])


def standing(task: Task, today: date) -> tuple[State, Words]:
    if task.state == TaskState.CLOSED:
        return State.DONE, ("已办结", "closed")
    if task.state == TaskState.REPORTED:
        return State.TO_CHECK, ("待核对", "to be confirmed")
    days = (task.due_on - today).days
    if days < 0:
        return State.OVERDUE, (f"已超 {-days} 天", f"{-days} day{'s' if days < -1 else ''} overdue")
    if days == 0:
        return State.DUE_SOON, ("今天到期", "due today")
    if days <= settings.DUE_SOON_DAYS:
        return State.DUE_SOON, (f"还有 {days} 天", f"{days} day{'s' if days > 1 else ''} left")
    return State.IN_PROGRESS, ("办理中", "being done")


# -- mine, today ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Mine:
    """What waits for an account: to do, the nearest day first; to confirm; overdue with others and laid before it."""

    to_do: tuple[TaskLine, ...]
    to_confirm: tuple[TaskLine, ...]
    climbed: tuple[TaskLine, ...]

    @property
    def count(self) -> int:
        return len(self.to_do) + len(self.to_confirm) + len(self.climbed)


def mine(account: Account, today: date) -> Mine:
    """Three queries, however many tasks."""
    whole = Task.objects.of(account).select_related("place__parent", "owner", "asked_by")
    own = whole.filter(owner=account, state=TaskState.OPEN)
    reported = whole.filter(asked_by=account, state=TaskState.REPORTED)
    return Mine(lines(own, today), lines(reported, today), lines(climbed_to(account, whole, today), today))


def lines(tasks: Iterable[Task], today: date) -> tuple[TaskLine, ...]:
    return tuple(line_of(task, today) for task in tasks)


def climbed_to(account: Account, tasks: TaskQuerySet, today: date) -> Iterator[Task]:
    """Overdue tasks of others that the county's rule lays before this account."""
    level = Level(account.division.level)
    if LEADERS.get(level) != account.role:
        return
    rung, rule = LADDER.index(level), climb()
    late = tasks.filter(state=TaskState.OPEN, confidential=False, due_on__lte=today).exclude(owner=account)
    for task in late.filter(owner__division__level__in=LADDER[:rung]).select_related("owner__division"):
        if steps_up(task.due_on, today, rule) >= rung - LADDER.index(Level(task.owner.division.level)):
            yield task


# -- the list ---------------------------------------------------------------------------------------------------------

LEFT, OVERDUE, REPORTED, CLOSED, ALL = "left", "overdue", "reported", "closed", "all"


@dataclass(frozen=True, slots=True)
class Wanted:
    """The words of the filter, as they stand in the address."""

    text: str = ""
    state: str = LEFT
    source: str = ""
    township: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Wanted:
        state, source = given.get("state", LEFT), given.get("source", "")
        return cls(
            text=given.get("q", "").strip()[:40],
            state=state if state in (LEFT, OVERDUE, REPORTED, CLOSED, ALL) else LEFT,
            source=source if source in SOURCES else "",
            township=given.get("township", "")[:9],
        )


def chosen(account: Account, wanted: Wanted, today: date) -> TaskQuerySet:
    """The account's tasks that fit, those due first before the others."""
    tasks = Task.objects.of(account).select_related("place__parent", "owner", "asked_by")
    if wanted.state == LEFT:
        tasks = tasks.left()
    elif wanted.state == OVERDUE:
        tasks = tasks.filter(state=TaskState.OPEN, due_on__lt=today)
    elif wanted.state != ALL:
        tasks = tasks.filter(state=wanted.state)
    if wanted.source:
        tasks = tasks.filter(source=wanted.source)
    if wanted.township:
        tasks = tasks.filter(place__code__startswith=wanted.township)
    if wanted.text:
        tasks = tasks.filter(
            Q(title__contains=wanted.text) | Q(owner__name__contains=wanted.text) | Q(place__name__contains=wanted.text)
        )
    return tasks


def open_problems(place: Division, until: date) -> TaskQuerySet:
    """What a meeting of a place has on its agenda: open there and due by then, the longest overdue first."""
    return Task.objects.filter(place__code__startswith=place.pk, confidential=False, due_on__lte=until).left()


def owners_for(place: Division) -> tuple[Account, ...]:
    """Who may be given a task in a place: its own accounts, and those of the places it lies in, the nearest first."""
    found = accounts_around(place.pk)
    return tuple(sorted(found, key=lambda one: (abs(len(one.division_id) - len(place.pk)), one.division_id, one.name)))
