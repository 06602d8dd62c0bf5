"""Which rows the trail protects, and what of each row its digest covers.

A table is protected row by row (each entry of the trail carries the digest of the rows it wrote) or, where rows are
many, village by village (one digest over all rows of a village).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import models

from cunxuan.core import chain

M = TypeVar("M", bound=type[models.Model])

#: table name -> model, for tables protected row by row
ROWS: dict[str, type[models.Model]] = {}
#: table name -> (model, lookup that leads from a row to its village's code)
BATCHES: dict[str, tuple[type[models.Model], str]] = {}


def protected(model: M) -> M:
    """Class decorator: every row of this table must match what the trail says of it."""
    ROWS[model._meta.db_table] = model
    return model


def protected_by(village: str) -> Any:
    """Class decorator for tables of many rows: protected as one batch for each village."""

    def decorate(model: M) -> M:
        BATCHES[model._meta.db_table] = (model, village)
        return model

    return decorate


def plain(value: Any) -> Any:
    """A column's value as the digest takes it: the same text on every database."""
    if isinstance(value, datetime):
        return int(value.timestamp() * 1_000_000)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (bytes, memoryview)):
        return bytes(value).hex()
    if isinstance(value, UUID):
        return str(value)
    return value


def columns(model: type[models.Model]) -> tuple[str, ...]:
    return tuple(field.attname for field in model._meta.concrete_fields)


def row_digest(row: models.Model) -> str:
    return chain.row_digest({name: plain(getattr(row, name)) for name in columns(type(row))})


def batch_rows(table: str, scope: str) -> Iterator[tuple[Any, ...]]:
    model, village = BATCHES[table]
    names = columns(model)
    rows: Iterable[tuple[Any, ...]] = (
        model._default_manager.filter(**{village: scope}).order_by("pk").values_list(*names).iterator(5000)
    )
    return (tuple(plain(value) for value in row) for row in rows)


def batch_digest(table: str, scope: str) -> str:
    return chain.batch_digest(batch_rows(table, scope))


class GrowingBatch:
    """The digest of a batch to which rows are added, without reading those back: they follow by their keys.

    Whoever adds rows holds the end of the village's chain first (`actions.locked_head`), so that nobody else does.
    """

    __slots__ = ("_whole",)

    def __init__(self) -> None:
        self._whole = chain.Batch()

    @classmethod
    def of(cls, table: str, scope: str) -> GrowingBatch:
        """With the rows that are there."""
        batch = cls()
        for rows in chain.chunks(batch_rows(table, scope)):
            batch.add(rows)
        return batch

    def add(self, rows: list[tuple[Any, ...]]) -> None:
        """Rows as `batch_rows` gives them."""
        self._whole.add(rows)

    def digest(self) -> str:
        return self._whole.digest()


def digests(rows: Iterable[models.Model]) -> Mapping[str, str]:
    """`{"elections_election 17": digest, …}` for the body of a trail entry."""
    return {key_of(row): row_digest(row) for row in rows}


#: What the trail says of a row that an act deleted.
GONE = ""


def key_of(row: models.Model) -> str:
    return f"{row._meta.db_table} {row.pk}"
