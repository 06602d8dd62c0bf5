"""Whoever was named by name only becomes an official: of the county or of the township, with the duty they had."""

from typing import Any

from django.db import migrations

from cunxuan.records.models import TrailEntry
from cunxuan.web.clock import COUNTY_TIME
from cunxuan.web.pinyin import initials_of_person

KINDS = {"county": ("instructor", 6), "township": ("cadre", 9), "village": ("cadre", 12)}


def officials_from_names(apps: Any, _: Any) -> None:
    officials = apps.get_model("offices", "Official").objects
    for duty in apps.get_model("offices", "Duty").objects.order_by("pk"):
        kind, length = KINDS[duty.kind]
        named = TrailEntry.objects.filter(scope=duty.place_id, act="duties_named").earliest("seq")
        duty.official, _known = officials.get_or_create(
            place_id=duty.place_id[:length],
            name=duty.name,
            unit="",
            defaults={"initials": initials_of_person(duty.name)},
        )
        duty.kind, duty.since = kind, named.at.astimezone(COUNTY_TIME).date()
        duty.save()


class Migration(migrations.Migration):
    dependencies = [("offices", "0002_who_answers_for_what"), ("records", "0001_initial")]

    operations = [migrations.RunPython(officials_from_names)]
