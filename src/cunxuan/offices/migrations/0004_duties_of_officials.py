"""A duty is an official's; the trail says of each that was carried over what it is now."""

from typing import Any

import django.db.models.deletion
from django.db import migrations, models
from django.utils.timezone import now

from cunxuan.records.actions import trail


def said_in_the_trail(apps: Any, _: Any) -> None:
    """Each chain gets one entry: a village's with its duties, the county's or the township's with its officials."""
    by_scope: dict[str, list[Any]] = {}
    for model in ("Official", "Duty"):
        for row in apps.get_model("offices", model).objects.order_by("pk"):
            by_scope.setdefault(row.place_id, []).append(row)
    for scope, rows in sorted(by_scope.items()):
        trail(scope, "duties_carried_over", by="cunxuan", at=now(), rows=rows, facts={"count": len(rows)})


class Migration(migrations.Migration):
    dependencies = [("offices", "0003_duties_have_officials")]

    operations = [
        migrations.RemoveField("duty", "name"),
        migrations.AlterField(
            model_name="duty",
            name="official",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="duties", to="offices.official"
            ),
        ),
        migrations.AlterField(
            model_name="duty",
            name="since",
            field=models.DateField(),
        ),
        migrations.AddConstraint(
            model_name="duty",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_on__isnull", True)),
                fields=("official", "place", "kind", "group_no"),
                name="one_open_duty_an_official_a_place",
            ),
        ),
        migrations.RunPython(said_in_the_trail),
    ]
