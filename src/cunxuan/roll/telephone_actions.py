"""The verb that puts telephone numbers beside residents, village by village."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from cunxuan.offices.models import Division
from cunxuan.records.actions import trail

from .models import Resident


@transaction.atomic
def record_telephones(
    village: Division, numbers: Mapping[int, str], *, by: str, at: datetime, file: str = "", digest: str = ""
) -> int:
    """The numbers of people of one village; whose number is the same already is left as it is."""
    people = Resident.objects.filter(village=village, pk__in=numbers).only("pk", "phone")
    changed = [one for one in people if one.phone != numbers[one.pk]]
    for one in changed:
        one.phone = numbers[one.pk]
    Resident.objects.bulk_update(changed, ["phone"], batch_size=200)
    facts = {"people": len(changed), "file": file, "digest": digest}
    trail(village.code, "telephones_recorded", by=by, at=at, batches=[Resident._meta.db_table], facts=facts)
    return len(changed)
