"""The one place where many rows go in below the ORM: COPY on PostgreSQL, executemany on SQLite.

Loading 340,000 residents through `bulk_create` costs 2.5 times the whole rest of an import.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any

from django.db import connection, models

#: SQLite takes rows quicker several at a time; fifteen columns of so many are fewer values than any SQLite allows.
ROWS_A_STATEMENT = 50


def insert_rows(model: type[models.Model], columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Inserts rows given as tuples in the order of `columns` (column names of the table)."""
    table = connection.ops.quote_name(model._meta.db_table)
    names = ", ".join(connection.ops.quote_name(name) for name in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            return
        insert = f"INSERT INTO {table} ({names}) VALUES "  # noqa: S608  names are ours
        marks = f"({', '.join(['%s'] * len(columns))})"
        alone = len(rows) % ROWS_A_STATEMENT
        cursor.executemany(insert + marks, rows[:alone])
        starts = range(alone, len(rows), ROWS_A_STATEMENT)
        together = [tuple(chain(*rows[at : at + ROWS_A_STATEMENT])) for at in starts]
        cursor.executemany(insert + ", ".join([marks] * ROWS_A_STATEMENT), together)


def new_keys(model: type[models.Model], number: int) -> list[int]:
    """Primary keys for rows that go in next, each higher than any before; nobody else gets them."""
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [table, column])
            (sequence,) = cursor.fetchone()
            cursor.execute("SELECT nextval(%s::regclass) FROM generate_series(1, %s)", [sequence, number])
            return [key for (key,) in cursor.fetchall()]
        # The transaction is the only writer; SQLite notes the highest key itself when the rows go in.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        (last,) = cursor.fetchone() or (0,)
    return list(range(last + 1, last + 1 + number))


def filled_from_empty(model: type[models.Model]) -> Callable[[], None] | None:
    """Takes the indexes off a table that is empty, so that many rows go in at once; the answer puts them back.

    Kept in order row by row they cost more than the rows. Until the act commits nobody else reads or writes the table.
    None where it has rows already: then it stays as it is.
    """
    table = model._meta.db_table
    quoted, name = connection.ops.quote_name(table), connection.ops.quote_name
    if model._default_manager.exists():
        return None
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"LOCK TABLE {quoted} IN ACCESS EXCLUSIVE MODE")
            if model._default_manager.exists():  # somebody was quicker
                return None
        cursor.execute(INDEXES[connection.vendor], [table])
        found = cursor.fetchall()
        for index, _ in found:
            cursor.execute(f"DROP INDEX {name(index)}")

    def put_back() -> None:
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":  # what a row refers to is looked at now, or no index can be made
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute("SET CONSTRAINTS ALL DEFERRED")
            for _, definition in found:
                cursor.execute(definition)

    return put_back


#: Name and definition of the indexes of a table that stand for no constraint.
INDEXES = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = %s AND sql IS NOT NULL "
    "AND sql NOT LIKE 'CREATE UNIQUE%%' ORDER BY name",
    "postgresql": "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = %s AND schemaname = current_schema() "
    "AND indexdef NOT LIKE 'CREATE UNIQUE%%' ORDER BY indexname",
}
