"""Verbs on villagers and the roll: take residents in, publish the list, freeze the number R."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from django.db import transaction

from cunxuan.core import chain
from cunxuan.core.errors import Refusal
from cunxuan.core.people.registration import Standing, registers
from cunxuan.elections.actions import hold, mark_done, refuse_unless_ready, rules_of
from cunxuan.elections.models import Election
from cunxuan.offices.models import Division
from cunxuan.records.actions import trail
from cunxuan.records.bulk import insert_rows

from .models import Resident, Roll, RollEntry
from .newcomers import Newcomers, parts
from .newcomers import NewResident as NewResident


@transaction.atomic
def add_residents(village: Division, people: Iterable[NewResident], *, by: str, at: datetime) -> int:
    """Takes a village's residents in; ID numbers are encrypted before they reach the database."""
    coming = Newcomers()
    for some in parts((village.code, person) for person in people):
        coming.add(some)
    count = coming.counts.get(village.code, 0)
    trail(village.code, "residents_added", by=by, at=at, grown=coming.grown(village.code), facts={"count": count})
    return count


@transaction.atomic
def publish_roll(election: Election, *, on: date, by: str, at: datetime) -> Roll:
    """Publishes the list of registered villagers (公布登记参加选举的村民名单), version 1, with its digest."""
    hold(election)
    refuse_unless_ready(election, "roll_published")
    assert election.polling_day is not None, "only a called election has a roll"
    entries = list(entry_rows(election, election.polling_day))
    if not entries:
        raise Refusal(
            "ROLL_EMPTY",
            "名单上还没有人。",
            "请先导入本村居民。",
            "Nobody is on the roll.",
            "Import the village's residents first.",
        )
    insert_rows(RollEntry, ("election_id", "resident_id", "category", "card_no", "since_version"), entries)
    roll = Roll.objects.create(
        election=election, version=1, published_on=on, count=len(entries), digest=chain.batch_digest(entries)
    )
    mark_done(election, "roll_published", on)
    trail(
        election.village_id,
        "roll_published",
        by=by,
        at=at,
        rows=[roll, election],
        batches=[RollEntry._meta.db_table],
        facts={"version": roll.version, "count": roll.count, "digest": roll.digest, "on": on.isoformat()},
    )
    return roll


def entry_rows(election: Election, polling_day: date) -> Iterator[tuple[int, int, str, int, int]]:
    rules = rules_of(election)
    people = Resident.objects.filter(village_id=election.village_id).order_by("group_no", "household_no", "pk")
    card_no = 0
    for pk, birth_on, hukou_here, lives_here in people.values_list("pk", "birth_on", "hukou_here", "lives_here"):
        registration = registers(rules, Standing(birth_on, hukou_here, lives_here), polling_day)
        if registration.category:
            card_no += 1
            yield election.pk, pk, registration.category, card_no, 1


@transaction.atomic
def freeze_roll(election: Election, *, on: date, by: str, at: datetime) -> Roll:
    """Freezes the number R for polling day."""
    hold(election)
    refuse_unless_ready(election, "roll_frozen")
    roll = election.rolls.latest("version")
    roll.frozen_at = at
    roll.save()
    mark_done(election, "roll_frozen", on)
    trail(
        election.village_id,
        "roll_frozen",
        by=by,
        at=at,
        rows=[roll, election],
        facts={"version": roll.version, "count": roll.count, "on": on.isoformat()},
    )
    return roll


def registered_count(election: Election) -> int:
    """R of the roll in force: the frozen count of its latest version."""
    roll = election.rolls.order_by("-version").first()
    return roll.count if roll else 0
