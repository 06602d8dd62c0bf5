"""Indexes by which PostgreSQL finds and orders names by their beginnings; SQLite's own are ordered so already."""

from typing import Any

from django.db import migrations

COLUMNS = ("name", "initials")


def add(_apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for column in COLUMNS:
            schema_editor.execute(
                f'CREATE INDEX roll_resident_{column}_prefix ON roll_resident ({column} COLLATE "C", id)'
            )


def drop(_apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        for column in COLUMNS:
            schema_editor.execute(f"DROP INDEX roll_resident_{column}_prefix")


class Migration(migrations.Migration):
    dependencies = [("roll", "0002_entries_as_published")]

    operations = [migrations.RunPython(add, drop)]
