# ruff: noqa: S608  tampering is SQL that somebody put together
"""What was changed afterwards is found: random tampering with entries, rows, papers and photographs, behind the back.

Each tampering is done in SQL, as somebody with the database in hand would, on a village that has been through its
election; then it is undone and the next one tried. The same is tried on SQLite and on PostgreSQL.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction

import cast
from cunxuan.core import chain
from cunxuan.offices.models import Division
from cunxuan.records import protected
from cunxuan.records.actions import attachment_path, checkpoint_of
from cunxuan.records.models import Attachment, IssuedPaper, TrailEntry, TrailHead
from cunxuan.records.verification import verify

TRIES = 120

Tampering = Callable[[random.Random], str]


def run(sql: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def some(model: type[models.Model], chance: random.Random) -> Any:
    rows = list(model._default_manager.order_by("pk").values_list("pk", flat=True))
    return model._default_manager.get(pk=chance.choice(rows))


def otherwise(text: str, chance: random.Random) -> str:
    """The same text with one character changed."""
    place = chance.randrange(len(text))
    return text[:place] + ("x" if text[place] != "x" else "y") + text[place + 1 :]


# -- the chain -----------------------------------------------------------------------------------------------------


def change_an_entry(chance: random.Random) -> str:
    entry, column = some(TrailEntry, chance), chance.choice(["act", "by", "body", "previous", "hash"])
    said = otherwise(getattr(entry, column), chance)
    run(f"UPDATE records_trailentry SET {connection.ops.quote_name(column)} = %s WHERE id = %s", said, entry.pk)
    return f"{column} of {entry}"


def change_when(chance: random.Random) -> str:
    entry = some(TrailEntry, chance)
    run("UPDATE records_trailentry SET at = %s WHERE id = %s", entry.at + timedelta(seconds=1), entry.pk)
    return f"the moment of {entry}"


def remove_an_entry(chance: random.Random) -> str:
    entry = some(TrailEntry, chance)
    run("DELETE FROM records_trailentry WHERE id = %s", entry.pk)
    return f"removed {entry}"


def add_an_entry(chance: random.Random) -> str:
    head = some(TrailHead, chance)
    body = chain.canonical({"act": "x", "at": "", "by": "", "facts": {}, "rows": {}, "batches": {}})
    run(
        "INSERT INTO records_trailentry (scope, seq, act, at, by, body, previous, hash) "
        "VALUES (%s, %s, 'x', %s, 'x', %s, %s, %s)",
        head.scope,
        head.seq + 1,
        cast.AT,
        body,
        head.hash,
        chain.text_hash(head.hash, body),
    )
    return f"added after {head}"


def cut_the_end(chance: random.Random) -> str:
    head = some(TrailHead, chance)
    kept = chance.randrange(head.seq)
    run("DELETE FROM records_trailentry WHERE scope = %s AND seq > %s", head.scope, kept)
    return f"{head} cut after {kept}"


def cut_the_end_and_the_head(chance: random.Random) -> str:
    """Somebody careful: the head is put back as well. The rows that the last acts wrote are still there."""
    head = TrailHead.objects.get(scope=cast.LIUSHU)
    kept = chance.randrange(1, head.seq)
    last = TrailEntry.objects.get(scope=head.scope, seq=kept)
    run("DELETE FROM records_trailentry WHERE scope = %s AND seq > %s", head.scope, kept)
    run("UPDATE records_trailhead SET seq = %s, hash = %s WHERE scope = %s", kept, last.hash, head.scope)
    return f"{head} cut after {kept} with its head"


def move_the_head(chance: random.Random) -> str:
    head = some(TrailHead, chance)
    run("UPDATE records_trailhead SET seq = seq - 1 WHERE scope = %s", head.scope)
    return f"the head of {head}"


def swap_two_entries(chance: random.Random) -> str:
    entries = list(TrailEntry.objects.filter(scope=cast.LIUSHU).order_by("seq"))
    one = chance.randrange(len(entries) - 1)
    first, second = entries[one], entries[one + 1]
    for entry, seq in ((first, 0), (second, first.seq), (first, second.seq)):
        run("UPDATE records_trailentry SET seq = %s WHERE id = %s", seq, entry.pk)
    return f"{first} and the next changed places"


# -- rows ----------------------------------------------------------------------------------------------------------

TABLES = [*protected.ROWS.values(), *(model for model, _ in protected.BATCHES.values())]


def filled(chance: random.Random) -> type[models.Model]:
    return chance.choice([model for model in TABLES if model._default_manager.exists()])


def change_a_row(chance: random.Random) -> str:
    row = some(filled(chance), chance)
    column = chance.choice([field for field in row._meta.concrete_fields if not field.primary_key])
    value = column.get_db_prep_save(other_value(column, getattr(row, column.attname), chance), connection)
    table, pk = row._meta.db_table, row._meta.pk.column
    run(f'UPDATE {table} SET "{column.column}" = %s WHERE "{pk}" = %s', value, row.pk)
    return f"{table} {row.pk}: {column.column}"


def other_value(column: models.Field[Any, Any], value: Any, chance: random.Random) -> Any:
    """A value that the column can hold and that is not the one it holds."""
    if isinstance(column, models.JSONField):
        return {"tampered": chance.random()}
    if isinstance(column, models.ForeignKey):
        others = column.related_model._default_manager.exclude(pk=value).order_by("pk").values_list("pk", flat=True)
        return chance.choice(list(others) or [otherwise(value, chance) if isinstance(value, str) else value + 1])
    if isinstance(value, bool):
        return not value
    if isinstance(value, datetime):
        return value + timedelta(seconds=1)
    if isinstance(value, date):
        return value + timedelta(days=1)
    if isinstance(value, int):
        return value + 1
    if isinstance(value, (bytes, memoryview)):
        return bytes(value)[:-1] + bytes([bytes(value)[-1] ^ 1])
    if value is None:
        return {"DateField": date(2026, 12, 1), "DateTimeField": cast.AT}.get(type(column).__name__, 1)
    return otherwise(value, chance) if value else "x"


def remove_a_row(chance: random.Random) -> str:
    row = some(filled(chance), chance)
    run(f'DELETE FROM {row._meta.db_table} WHERE "{row._meta.pk.column}" = %s', row.pk)
    return f"removed {row._meta.db_table} {row.pk}"


def add_a_row(chance: random.Random) -> str:
    """A copy of a row under another key."""
    model = filled(chance)
    row = some(model, chance)
    columns = [field for field in row._meta.concrete_fields if not field.primary_key]
    names = ", ".join(f'"{field.column}"' for field in columns)
    values = [field.get_db_prep_save(copied(field, row, chance), connection) for field in columns]
    run(f"INSERT INTO {row._meta.db_table} ({names}) VALUES ({', '.join(['%s'] * len(values))})", *values)
    return f"added to {row._meta.db_table}"


def copied(field: models.Field[Any, Any], row: models.Model, chance: random.Random) -> Any:
    """What the copy has: the same, but for what must be its own."""
    value = getattr(row, field.attname)
    if isinstance(field, models.ForeignKey):
        return None if field.null else value
    return other_value(field, value, chance) if isinstance(value, (int, str)) and not field.choices else value


def replace_a_photograph(chance: random.Random) -> str:
    photo = some(Attachment, chance)
    path = attachment_path(photo.digest)
    kept = path.read_bytes()
    path.write_bytes(cast.photograph("another paper"))
    REPLACED.append((path, kept))
    return f"the photograph {photo}"


#: Files are not put back by a rollback.
REPLACED: list[tuple[Any, bytes]] = []

TAMPERINGS: tuple[Tampering, ...] = (
    change_an_entry,
    change_when,
    remove_an_entry,
    add_an_entry,
    cut_the_end,
    cut_the_end_and_the_head,
    move_the_head,
    swap_two_entries,
    change_a_row,
    change_a_row,
    change_a_row,
    remove_a_row,
    add_a_row,
    replace_a_photograph,
)


def tried(tampering: Tampering, chance: random.Random) -> tuple[str, bool] | None:
    """What was done and whether it was found; undone afterwards. None where the database itself refused it."""
    outer = transaction.atomic()
    outer.__enter__()
    try:
        with transaction.atomic():
            what = tampering(chance)
        return what, not verify().ok
    except IntegrityError:
        return None
    finally:
        transaction.set_rollback(True)
        outer.__exit__(None, None, None)
        while REPLACED:
            path, kept = REPLACED.pop()
            path.write_bytes(kept)


@pytest.fixture
def elected(liushu: Division) -> Division:
    """柳树村 with everything behind it: roll, candidates, sheets entered twice, photographs, a declared result."""
    cast.declared(liushu)
    assert verify().ok
    return liushu


def test_every_random_tampering_is_found(elected: Division) -> None:
    """`-s` prints the figure of the README."""
    missed, count, chance = [], 0, random.Random(20261216)
    while count < TRIES:
        tampering = TAMPERINGS[count % len(TAMPERINGS)]
        outcome = tried(tampering, chance)
        if outcome is None:
            continue
        count += 1
        what, found = outcome
        if not found:
            missed.append(f"{tampering.__name__}: {what}")
    print(f"{connection.vendor}: {count} tampered, {count - len(missed)} found")
    assert missed == []
    assert verify().ok


# -- what it says --------------------------------------------------------------------------------------------------


def test_it_names_the_village_the_place_in_the_chain_and_what_is_wrong(elected: Division) -> None:
    run("UPDATE elections_election SET term_no = 99 WHERE village_id = %s", cast.LIUSHU)
    (found,) = verify().breaks
    assert found.village == cast.LIUSHU
    assert found.seq is not None
    assert "elections_election" in found.what
    assert "differs from its trail entry" in found.what_en


def test_a_body_that_is_no_longer_json_is_a_finding_and_not_a_fault(elected: Division) -> None:
    run("UPDATE records_trailentry SET body = '{' WHERE scope = %s AND seq = 3", cast.LIUSHU)
    first = verify().breaks[0]
    assert (first.village, first.seq, first.what) == (cast.LIUSHU, 3, "这条记录被改过")


def test_a_chain_that_was_removed_whole_is_missed(elected: Division) -> None:
    run("DELETE FROM records_trailentry WHERE scope = %s", cast.LIUSHU)
    assert "整条轨迹被删掉了" in [one.what for one in verify().breaks]


def test_a_photograph_that_was_replaced_is_found(elected: Division) -> None:
    attachment_path(Attachment.objects.get().digest).write_bytes(cast.photograph("another paper"))
    (found,) = verify().breaks
    assert "不见了或被换过" in found.what


# -- codes on paper ------------------------------------------------------------------------------------------------


def test_the_checkpoint_on_an_announcement_is_found_in_the_chain(elected: Division) -> None:
    paper = IssuedPaper.objects.get(form_id="A12")
    assert verify(paper.checkpoint).ok


@pytest.mark.parametrize("typed", ["{}", " {} ", "{}".lower()])
def test_the_check_code_of_a_paper_is_found_as_well_however_it_is_typed(typed: str, elected: Division) -> None:
    paper = IssuedPaper.objects.get(form_id="A12")
    assert verify(typed.format(paper.check_code).lower()).ok


def test_a_code_that_nobody_printed_is_not_found(elected: Division) -> None:
    (found,) = verify("0000-0000-0000").breaks
    assert found.what_en == "0000-0000-0000 is neither a checkpoint in any chain nor the check code of any paper"


def test_who_rewrites_a_whole_chain_is_found_by_the_paper_in_somebodys_hand(elected: Division) -> None:
    printed = checkpoint_of(cast.LIUSHU)
    previous = chain.genesis(cast.LIUSHU)
    for entry in TrailEntry.objects.filter(scope=cast.LIUSHU).order_by("seq"):
        body = entry.body.replace('"by":"ding"', '"by":"wang"')
        digest = chain.text_hash(previous, body)
        by = "wang" if entry.by == "ding" else entry.by
        run(
            'UPDATE records_trailentry SET body = %s, "by" = %s, previous = %s, hash = %s WHERE id = %s',
            body,
            by,
            previous,
            digest,
            entry.pk,
        )
        previous = digest
    run("UPDATE records_trailhead SET hash = %s WHERE scope = %s", previous, cast.LIUSHU)
    assert verify().ok
    assert not verify(printed).ok
