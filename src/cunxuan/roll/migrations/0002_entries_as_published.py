"""An entry of the roll keeps the name and the group that were published."""

from typing import Any

from django.db import migrations, models
from django.db.models import OuterRef, Subquery


def as_residents_are(apps: Any, _: Any) -> None:
    """Until now no name was corrected after its publication, so a published name is the resident's."""
    residents = apps.get_model("roll", "Resident").objects.filter(pk=OuterRef("resident_id"))
    apps.get_model("roll", "RollEntry").objects.update(
        name=Subquery(residents.values("name")[:1]), group_no=Subquery(residents.values("group_no")[:1])
    )


class Migration(migrations.Migration):
    dependencies = [("roll", "0001_initial")]

    operations = [
        migrations.AddField("rollentry", "name", models.CharField(max_length=40, default=""), preserve_default=False),
        migrations.AddField(
            "rollentry", "group_no", models.PositiveSmallIntegerField(default=0), preserve_default=False
        ),
        migrations.RunPython(as_residents_are, migrations.RunPython.noop),
    ]
