"""Who answers for what on paper: the table of responsibility O11 and the list of groups O10, filled or blank.

Working papers, printed whenever somebody asks. They carry telephone numbers and are not put up anywhere.

Public: `responsibility_table`, `groups_list`, `head_of`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.conf import settings

from cunxuan.rendering import catalogue, paper
from cunxuan.rendering.contexts import plain
from cunxuan.rendering.forms.O10 import context as o10
from cunxuan.rendering.forms.O11 import context as o11
from cunxuan.web.clock import COUNTY_TIME

from .duties_queries import given_guarantees
from .groups_queries import groups_shown
from .models import CODE_LENGTH, Division, Duty, DutyKind, Group, GuaranteeKind, Level

Asked = tuple[str, dict[str, Any]]  # the file's name, the context

KINDS = {
    DutyKind.LEADER: o11.Kind.LEADER,
    DutyKind.CADRE: o11.Kind.CADRE,
    DutyKind.INSTRUCTOR: o11.Kind.INSTRUCTOR,
    DutyKind.GROUP: o11.Kind.GROUP,
}
#: A county's table has no groups: those stand in the tables of its townships.
LEVELS = {
    Level.COUNTY: (o11.Kind.LEADER, o11.Kind.CADRE, o11.Kind.INSTRUCTOR),
    Level.TOWNSHIP: tuple(o11.Kind),
    Level.VILLAGE: tuple(o11.Kind),
}


def head_of(place: Division, *, today: date, at: datetime | None) -> paper.Paper:
    """Head and foot of a working paper of a county, township or village; it belongs to no term."""
    names = {one.level: one.name for one in ladder(place)}
    return paper.Paper(
        county=names.get(Level.COUNTY, ""),
        township=names.get(Level.TOWNSHIP, ""),
        village=names.get(Level.VILLAGE, ""),
        village_code=place.code,
        term_no=0,
        issuer=f"{names.get(Level.TOWNSHIP) or names.get(Level.COUNTY, '')}换届选举工作领导组",
        issued_on=today,
        figures_at=at and at.astimezone(COUNTY_TIME),
        pack="",
        seal=paper.Seal.NONE,
        status=paper.Status.DRAFT,
        rehearsal=settings.REHEARSAL,
        demo=bool(settings.REHEARSAL and settings.TODAY),
    )


def ladder(place: Division) -> Iterator[Division]:
    here: Division | None = place
    while here is not None:
        yield here
        here = here.parent


def named(form_id: str, place: Division, context: Any, *, blank: bool) -> Asked:
    said: dict[str, Any] = plain(context)
    return f"{place.name}{'空白' if blank else ''}{catalogue.form(form_id).title}", said


# O11


def responsibility_table(place: Division, *, blank: bool, today: date, at: datetime) -> Asked:
    """Everybody who answers for the place, for what lies in it, and for the township in which it lies."""
    head = head_of(place, today=today, at=None if blank else at)
    if blank:
        return named("O11", place, o11.blank(head), blank=True)
    level = Level(place.level)
    villages = Division.objects.villages().filter(code__startswith=place.code)
    above = [place.parent_id] if level is Level.VILLAGE else []
    rows = Duty.objects.on(today).filter(place__code__startswith=place.code) | Duty.objects.on(today).filter(
        place__in=above
    )
    table = o11.ResponsibilityTable(
        paper=head,
        kinds=LEVELS[level],
        people=tuple(
            people_of(rows.select_related("official", "place").order_by("place", "kind", "official", "group_no"))
        ),
        guarantees=tuple(guaranteed(villages)),
    )
    kept = tuple(one for one in table.people if one.kind in table.kinds)
    table = o11.ResponsibilityTable(paper=head, kinds=table.kinds, people=kept, guarantees=table.guarantees)
    return named("O11", place, table, blank=False)


def people_of(duties: Iterable[Duty]) -> Iterator[o11.Answering]:
    """One line for each person and place; a cadre's groups stand together."""
    for _, some in groupby(duties, key=lambda duty: (duty.place_id, duty.kind, duty.official_id)):
        of_one = list(some)
        duty, who = of_one[0], of_one[0].official
        numbers = "、".join(str(one.group_no) for one in of_one if one.group_no)
        yield o11.Answering(
            kind=KINDS[DutyKind(duty.kind)],
            place=duty.place.name,
            name=who.name,
            since=duty.since,
            until=duty.until,
            unit=who.unit,
            post=who.post,
            phone=who.phone,
            groups=f"{numbers}组" if numbers else "",
            task=duty.task,
        )


def guaranteed(villages: Any) -> Iterator[o11.Guaranteed]:
    given = given_guarantees(villages)
    for village in villages:
        has = given.get(village.code, set())
        yield o11.Guaranteed(
            village=village.name,
            talk=GuaranteeKind.TALK in has,
            explain=GuaranteeKind.EXPLAIN in has,
            help=GuaranteeKind.HELP in has,
            peace=GuaranteeKind.PEACE in has,
            success=GuaranteeKind.SUCCESS in has,
        )


# O10


def groups_list(place: Division, *, blank: bool, today: date, at: datetime) -> Asked:
    """The groups of a county, or of a township."""
    head = head_of(place, today=today, at=None if blank else at)
    if blank:
        return named("O10", place, o10.blank(head), blank=True)
    code = place.code[: CODE_LENGTH[Level(place.level)]]
    found = groups_shown(Group.objects.filter(place=code).open())
    groups = tuple(
        o10.Group(
            kind=one.words[0],
            name=one.group.name,
            since=one.group.since,
            phone=one.group.phone,
            townships=one.townships,
            members=tuple(
                o10.Member(
                    seat=seat.words[0],
                    name=seat.member.official.name,
                    unit=seat.member.official.unit,
                    post=seat.member.official.post,
                    phone=seat.member.official.phone,
                )
                for seat in one.members
            ),
        )
        for one in found
    )
    return named("O10", place, o10.GroupsList(paper=head, groups=groups), blank=False)
