"""Verbs on villagers and the roll: take residents in, publish the list, freeze the number R."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from cunxuan.core.errors import Refusal
from cunxuan.elections.actions import mark_done, refuse_unless_ready
from cunxuan.elections.models import Election
from cunxuan.offices.models import Division
from cunxuan.records.actions import hold, issue_paper, trail
from cunxuan.records.bulk import insert_rows
from cunxuan.records.models import IssuedPaper
from cunxuan.records.papers import frozen
from cunxuan.rendering.forms.A04.context import Order

from .change_queries import changes_ahead
from .models import Roll, RollEntry
from .newcomers import Newcomers, parts
from .newcomers import NewResident as NewResident
from .objection_queries import unsettled
from .registration_queries import standing_of_village
from .roll_papers import notice_number, roll_notice, subject_of
from .versions import Listed, digest_of, latest


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
def publish_roll(election: Election, *, on: date, by: str, at: datetime, order: Order = Order.HOUSEHOLD) -> Roll:
    """Publishes the list of registered villagers (公布登记参加选举的村民名单), version 1, as the announcement A04."""
    hold(election)
    refuse_unless_ready(election, "roll_published")
    assert election.polling_day is not None, "only a called election has a roll"
    entries = registered_now(election)
    if not entries:
        raise Refusal(
            "ROLL_EMPTY",
            "名单上还没有人。",
            "请先导入本村居民。",
            "Nobody is on the roll.",
            "Import the village's residents first.",
        )
    insert_entries(election, entries, version=1)
    roll = Roll.objects.create(
        election=election, version=1, published_on=on, count=len(entries), digest=digest_of(entries)
    )
    mark_done(election, "roll_published", on)
    notice = issue_roll(roll, entries, order, by=by, at=at)
    trail(
        election.village_id,
        "roll_published",
        by=by,
        at=at,
        rows=[roll, election, notice],
        batches=[RollEntry._meta.db_table],
        facts={"version": roll.version, "count": roll.count, "digest": roll.digest, "on": on.isoformat()},
    )
    return roll


def registered_now(election: Election) -> tuple[Listed, ...]:
    """Everybody who is registered today by all that is recorded, with card numbers in the order of the households."""
    registered = (one for one in standing_of_village(election) if one.is_registered)
    return tuple(
        Listed(
            resident=one.villager.pk,
            card_no=card_no,
            group_no=one.villager.group_no,
            household_no=one.villager.household_no,
            name=one.villager.name,
            category=one.category,
        )
        for card_no, one in enumerate(registered, start=1)
    )


ENTRY_COLUMNS = ("election_id", "resident_id", "name", "group_no", "category", "card_no", "since_version")


def insert_entries(election: Election, entries: Iterable[Listed], *, version: int) -> None:
    rows = [(election.pk, one.resident, one.name, one.group_no, one.category, one.card_no, version) for one in entries]
    insert_rows(RollEntry, ENTRY_COLUMNS, rows)


def issue_roll(
    roll: Roll,
    entries: tuple[Listed, ...],
    order: Order,
    *,
    by: str,
    at: datetime,
    before: IssuedPaper | None = None,
) -> IssuedPaper:
    """The list as it hangs in the village; a later version takes the place of the one `before`."""
    return issue_paper(
        scope=roll.election.village_id,
        subject=subject_of(roll),
        form_id="A04",
        number=notice_number(roll),
        context=frozen("A04", roll_notice(roll, entries, order, at)),
        by=by,
        at=at,
        supersedes=before,
    )


@transaction.atomic
def freeze_roll(election: Election, *, on: date, by: str, at: datetime) -> Roll:
    """Freezes the number R for polling day; again, after a correction has opened it."""
    hold(election)
    refuse_to_freeze(election)
    roll = latest(election)
    roll.frozen_at = at
    roll.save()
    if "roll_frozen" not in election.done:
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


def refuse_to_freeze(election: Election) -> None:
    """Every objection is decided and published, every change too; then the number is fixed once for each version."""
    refuse_unless_to_freeze(election)
    open_ones = unsettled(election)
    if open_ones:
        numbers = [str(one.number) for one in open_ones]
        raise Refusal(
            "ROLL_OBJECTION_OPEN",
            f"第 {'、'.join(numbers)} 号异议还没有处理完（作出决定并公布结果），不能核定人数。",
            "请先在“异议”页作出决定，再在“更正”页公布。",
            f"Objections {', '.join(numbers)} are not settled (decided and published): the roll cannot be frozen.",
            "Decide them on the page “Objections”, then publish on the page “Corrections”.",
        )
    if changes_ahead(election).any:
        raise Refusal(
            "ROLL_CHANGE_UNPUBLISHED",
            "名单有变更还没有公布，不能核定人数。",
            "请先在“更正”页公布更正补充公告。",
            "Changes of the roll are not published yet: it cannot be frozen.",
            "Publish the correction first, on the page “Corrections”.",
        )


def refuse_unless_to_freeze(election: Election) -> None:
    """The step's turn has come; once it is done, only a version that a correction has opened is frozen again."""
    if "roll_frozen" not in election.done or latest(election).frozen_at is not None:
        refuse_unless_ready(election, "roll_frozen")


def registered_count(election: Election) -> int:
    """R of the roll in force: the count of its latest version."""
    roll = election.rolls.order_by("-version").first()
    return roll.count if roll else 0
