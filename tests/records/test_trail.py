"""The trail: every act leaves one entry, chained to the one before it, with the digest of every row it wrote."""

from __future__ import annotations

import json

import pytest
from django.db import transaction

import cast
from cunxuan.core import chain
from cunxuan.elections.models import Election
from cunxuan.offices.models import Division
from cunxuan.records.actions import checkpoint_of, trail
from cunxuan.records.models import IssuedPaper, TrailEntry, TrailHead
from cunxuan.records.protected import BATCHES, ROWS
from cunxuan.records.verification import verify


def write(scope: str, act: str, **more: object) -> TrailEntry:
    with transaction.atomic():
        return trail(scope, act, by="ding", at=cast.AT, **more)


def entries(scope: str) -> list[TrailEntry]:
    return list(TrailEntry.objects.filter(scope=scope).order_by("seq"))


@pytest.mark.django_db
def test_the_first_entry_follows_the_beginning_that_belongs_to_its_place_alone() -> None:
    first, other = write(cast.LIUSHU, "first"), write(cast.TAOYUAN, "first")
    assert (first.seq, first.previous) == (1, chain.genesis(cast.LIUSHU))
    assert first.previous != other.previous
    assert first.hash != other.hash


@pytest.mark.django_db
def test_each_entry_follows_the_one_before_it_and_the_head_is_the_last() -> None:
    first, second = write(cast.LIUSHU, "first"), write(cast.LIUSHU, "second")
    assert (second.seq, second.previous) == (2, first.hash)
    head = TrailHead.objects.get(scope=cast.LIUSHU)
    assert (head.seq, head.hash) == (2, second.hash)


@pytest.mark.django_db
def test_an_entry_says_who_did_what_when_and_to_which_rows() -> None:
    entry = write(cast.LIUSHU, "noted", facts={"step": "polling"})
    body = json.loads(entry.body)
    assert body == {
        "act": "noted",
        "by": "ding",
        "at": "2026-12-16T09:00:00+00:00",
        "facts": {"step": "polling"},
        "rows": {},
        "batches": {},
    }
    assert entry.body == chain.canonical(body)


@pytest.mark.django_db(transaction=True)
def test_outside_the_transaction_of_its_act_no_entry_is_written() -> None:
    with pytest.raises(AssertionError):
        trail(cast.LIUSHU, "alone", by="ding", at=cast.AT)


@pytest.mark.django_db
def test_an_act_that_fails_leaves_no_entry() -> None:
    write(cast.LIUSHU, "first")
    with pytest.raises(RuntimeError), transaction.atomic():
        trail(cast.LIUSHU, "failed", by="ding", at=cast.AT)
        raise RuntimeError
    assert [entry.act for entry in entries(cast.LIUSHU)] == ["first"]
    assert verify().ok


@pytest.mark.django_db
def test_the_checkpoint_of_a_place_without_entries_is_its_beginning() -> None:
    assert checkpoint_of(cast.LIUSHU) == chain.short_code(chain.genesis(cast.LIUSHU))


def test_the_digest_covers_every_column_of_a_row(liushu: Division) -> None:
    election = Election.objects.get(village=liushu)
    with transaction.atomic():
        entry = trail(cast.LIUSHU, "noted", by="ding", at=cast.AT, rows=[election])
    before = json.loads(entry.body)["rows"][f"elections_election {election.pk}"]
    election.measures = {"count_down": True}
    with transaction.atomic():
        after = json.loads(trail(cast.LIUSHU, "noted", by="ding", at=cast.AT, rows=[election]).body)
    assert after["rows"][f"elections_election {election.pk}"] != before


def test_the_program_itself_edits_and_deletes_nothing_that_is_kept(liushu: Division) -> None:
    cast.declared(liushu)
    for kept in (TrailEntry, IssuedPaper):
        with pytest.raises(AssertionError):
            kept.objects.update(by="somebody")
        with pytest.raises(AssertionError):
            kept.objects.all().delete()


def test_a_whole_election_leaves_an_unbroken_trail(liushu: Division) -> None:
    cast.at_stage(liushu, "archive_by")
    found = verify()
    assert found.ok
    assert found.entries == TrailEntry.objects.count() > 30


def test_every_row_that_was_checked_is_counted_also_those_protected_village_by_village(liushu: Division) -> None:
    cast.at_stage(liushu, "archive_by")
    tables = [*ROWS.values(), *(model for model, _ in BATCHES.values())]
    assert verify().rows == sum(model._default_manager.count() for model in tables)


def test_no_entry_says_who_may_vote_or_how_often_somebody_was_chosen(liushu: Division) -> None:
    cast.declared(liushu, "returned 100 · 段玉成 70")
    written = "".join(entry.body for entry in TrailEntry.objects.all())
    assert "村民1" not in written
    assert '"chair.c1":70' not in written
