"""A whole county from one seed, through the same actions that people use.

Divisions and accounts first, then the people village by village, then each village's election as far as the day has
come. The same seed and day give the same rows: only the keys of an installation and its password hashes differ.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, time
from importlib.resources import as_file, files
from itertools import groupby, islice
from pathlib import Path
from time import perf_counter
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from cunxuan.core.errors import BadInput
from cunxuan.elections.actions import open_general_election
from cunxuan.elections.models import Election
from cunxuan.formats.villages import read_villages
from cunxuan.offices.actions import Place, add_divisions
from cunxuan.offices.models import Division, Level
from cunxuan.records.actions import trail
from cunxuan.records.models import TrailEntry
from cunxuan.roll.actions import NewResident, add_residents
from cunxuan.web.clock import COUNTY_TIME

from .election import carry
from .folder import BEGUN, OPENED, Demonstration, finish
from .happening import happen, parted_at
from .listing import send_lists
from .overseeing_complaints import complaints_brought
from .overseeing_meetings import inspect_preparation, meetings_held
from .overseeing_reports import reports_sent
from .people import Person
from .population import Population
from .preparing_audits import prepare_audits
from .preparing_duties import guarantee_all, name_everybody, set_up_groups
from .preparing_messages import telephone_of
from .preparing_receptions import receive
from .preparing_training import trained_and_told
from .preparing_visits import villages_reported_on, visit_villages
from .staff import BY, Staff, staff_of
from .story import TERM, YEAR, Course, courses
from .village import Village

SIGNED = "demonstration_built"  # the last act of a build


def nine_o_clock(day: date) -> datetime:
    return datetime.combine(day, time(9), COUNTY_TIME)


PREPARED = nine_o_clock(BEGUN)


def build_in(folder: Path, claimed: Demonstration, console: Console) -> float:
    """Builds the demonstration of a folder unless it is complete; an interrupted one is begun anew. Returns seconds."""
    if claimed.finished or is_signed(claimed):
        console.print(f"{folder} 里的演示县已经造好，直接打开。")
        finish(folder, claimed)
        return 0.0
    began = perf_counter()
    clear()
    build_county(claimed, console)
    finish(folder, claimed)
    return perf_counter() - began


def clear() -> None:
    """Takes away what an interrupted build left. A database that holds anything else is not touched."""
    first = TrailEntry.objects.order_by("pk").first()
    if first is None and not Division.objects.exists():
        return
    if first is None or first.by != BY or TrailEntry.objects.filter(act=SIGNED).exists():
        raise BadInput(
            "这个数据库里已经有别的数据，演示不放在这里。请换一个空的数据库：DATABASE_URL。",
            "This database holds something else. Use an empty one: DATABASE_URL.",
        )
    call_command("flush", verbosity=0, interactive=False)
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


def build_county(wanted: Demonstration, console: Console) -> None:
    """Builds what is wanted into an empty database."""
    places = county_places()
    whole = courses(places, wanted.seed)
    chosen = {code: whole[code] for code in sorted(islice(whole, wanted.villages))}
    with at_full_speed(), progress_on(console) as progress:
        villages = add_places(places, chosen)
        staff = staff_of(chosen, villages, wanted.seed, PREPARED)
        population = Population(whole, wanted.seed)
        follow(progress, "包联", name_everybody(villages, population, staff, wanted.seed, PREPARED), len(villages))
        guarantee_all(villages, wanted.seed, PREPARED)
        set_up_groups(Division.objects.get(level=Level.COUNTY), wanted.seed, PREPARED)
        receive(PREPARED)
        populate(progress, population, villages, staff)
        inspect_preparation(villages, staff, wanted.seed)
        follow(progress, "走访", visit_villages(villages, staff, wanted.seed), len(villages))
        follow(progress, "审评", prepare_audits(chosen, villages, staff, wanted.seed), len(villages))
        county = Division.objects.get(level=Level.COUNTY)
        before, after = parted_at(
            nine_o_clock(OPENED),
            villages_reported_on(villages, population, staff, wanted.seed),
            meetings_held(county, wanted),
            reports_sent(wanted),
            complaints_brought(county, wanted),
        )
        follow(progress, "准备", happen(before), len(before))
        elections = open_elections(chosen, villages)
        carry_all(progress, chosen, elections, staff, wanted)
        after += trained_and_told(wanted)
        follow(progress, "督办", happen(after), len(after))
        send_lists(population, villages, staff, nine_o_clock(wanted.on))
        sign(wanted)


def county_places() -> list[Place]:
    """The seed's county as the national list has it: 7 townships, 200 villages."""
    with as_file(files("cunxuan.data") / "140824-villages.csv") as path:
        return [Place(**row) for row in read_villages(path)]


def add_places(places: Iterable[Place], chosen: Mapping[str, Course]) -> dict[str, Division]:
    """The chosen villages with their townships and county, in the order of their codes."""
    add_divisions([place for place in places if place.village_code in chosen], by=BY, at=PREPARED)
    return {village.code: village for village in Division.objects.villages()}


def populate(
    progress: Progress, population: Population, villages: Mapping[str, Division], staff: Mapping[str, Staff]
) -> None:
    """Takes in the people of each village."""
    task = progress.add_task("村民", total=sum(map(population.size, villages)), now="")
    for code, village in villages.items():
        progress.update(task, now=village.name)
        people = map(as_listed, population.people(code))
        progress.advance(task, add_residents(village, people, by=staff[code].recorder.username, at=PREPARED))


def as_listed(person: Person) -> NewResident:
    return NewResident(
        person.name,
        person.sex,
        person.birth_on,
        person.id_number,
        person.group_no,
        person.household_no,
        person.hukou_here,
        person.lives_here,
        phone=telephone_of(person),
    )


def open_elections(chosen: Mapping[str, Course], villages: Mapping[str, Division]) -> dict[str, Election]:
    """The county opens the election with its plan: so many villages on each planned day."""
    county = Division.objects.get(level=Level.COUNTY)
    by_day = sorted(chosen, key=lambda code: (chosen[code].planned, code))
    opened: dict[str, Election] = {}
    for day, codes in groupby(by_day, key=lambda code: chosen[code].planned):
        together = [villages[code] for code in codes]
        made = open_general_election(
            county, together, year=YEAR, term_no=TERM, planned_on=day, by="county", at=nine_o_clock(OPENED)
        )
        opened |= {election.village_id: election for election in made}
    return opened


def carry_all(
    progress: Progress,
    chosen: Mapping[str, Course],
    elections: Mapping[str, Election],
    staff: Mapping[str, Staff],
    wanted: Demonstration,
) -> None:
    """Each village's election, one village after the other, each whole or not at all."""
    task = progress.add_task("选举", total=len(chosen), now="")
    for code, course in chosen.items():
        progress.update(task, now=course.village)
        with transaction.atomic():
            carry(Village(elections[code], course, staff[code], wanted))
        progress.advance(task)


@transaction.atomic
def sign(wanted: Demonstration) -> None:
    """The county's trail says that this was a demonstration, and which."""
    county = Division.objects.get(level=Level.COUNTY)
    trail(county.code, SIGNED, by=BY, at=nine_o_clock(wanted.on), facts=facts_of(wanted))


def is_signed(wanted: Demonstration) -> bool:
    """Was this very demonstration built to its end, and only not noted in the folder any more?"""
    last = TrailEntry.objects.filter(act=SIGNED).first()
    return last is not None and json.loads(last.body)["facts"] == facts_of(wanted)


def facts_of(wanted: Demonstration) -> dict[str, Any]:
    return {"on": wanted.on.isoformat(), "villages": wanted.villages, "seed": wanted.seed}


# While it is built


def progress_on(console: Console) -> Progress:
    """What is done, of how many, what just now."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TextColumn("{task.fields[now]}"),
        console=console,
    )


def follow(progress: Progress, description: str, names: Iterator[str], total: int) -> None:
    task = progress.add_task(description, total=total, now="")
    for name in names:
        progress.update(task, advance=1, now=name)


@contextmanager
def at_full_speed() -> Iterator[None]:
    """SQLite need not wait for the disk at each act of a build that is started anew if it is interrupted.

    Only this connection, only while it builds: before `demo.json` says that the build is finished everything is forced
    to the disk, and from then on each act waits for it, as in any installation.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
        yield
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    force_to_disk(Path(connection.settings_dict["NAME"]))


def force_to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
