"""A database in which people were named by their names only: each becomes an official with the duty they had."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

import cast
from browsing import database_in
from cunxuan.offices.models import Duty
from cunxuan.records.actions import trail
from cunxuan.records.verification import verify

BEFORE = [("offices", "0001_initial"), ("records", "0001_initial")]


@pytest.fixture
def old_database(tmp_path: Path, django_db_blocker: Any) -> Any:
    """柳树村 with a township cadre and somebody of the county, as they were kept before there were officials."""
    with django_db_blocker.unblock(), database_in(tmp_path / "old.sqlite3"):
        executor = MigrationExecutor(connection)
        executor.migrate(BEFORE)
        apps = executor.loader.project_state(BEFORE).apps
        with transaction.atomic():
            places = [
                apps.get_model("offices", "Division")(code=code, name=name, level=level, initials="x", parent_id=parent)
                for code, name, level, parent in (
                    (cast.COUNTY, "清河县", "county", None),
                    (cast.LIULIN, "柳林镇", "township", cast.COUNTY),
                    (cast.LIUSHU, "柳树村", "village", cast.LIULIN),
                )
            ]
            for place in places:
                place.save()
            trail(cast.COUNTY, "divisions_added", by="ren", at=cast.AT, rows=places)
            duties = [
                apps.get_model("offices", "Duty")(village_id=cast.LIUSHU, name=name, level=level)
                for name, level in (("薛志刚", "township"), ("卫红霞", "county"))
            ]
            for duty in duties:
                duty.save()
            trail(cast.LIUSHU, "duties_named", by="ren", at=cast.AT, rows=duties, facts={"names": ["薛志刚", "卫红霞"]})
        yield


@pytest.mark.usefixtures("old_database")
def test_everybody_keeps_their_duty_and_the_trail_still_vouches_for_it() -> None:
    call_command("migrate", verbosity=0, interactive=False)
    rows = Duty.objects.order_by("pk").values_list("official__name", "official__place", "kind", "place", "since")
    assert list(rows) == [
        ("薛志刚", cast.LIULIN, "cadre", cast.LIUSHU, cast.AT.date()),
        ("卫红霞", cast.COUNTY, "instructor", cast.LIUSHU, cast.AT.date()),
    ]
    assert verify().breaks == []
