"""People of the cast who answer for a village: 县里派的指导员 and 乡镇的包村干部."""

from __future__ import annotations

import cast
from cunxuan.offices.duties_actions import Named, Person, Task, name_all
from cunxuan.offices.models import Division, Duty, DutyKind


def in_charge(village: Division, *names: str, kind: DutyKind = DutyKind.CADRE, unit: str = "") -> list[Duty]:
    """These people answer for the village: township cadres, or the county's instructors."""
    since = cast.DAYS["audit_evaluation"]
    named = [Named(Person(name, unit), Task(kind, village, since)) for name in names]
    return name_all(named, by="ren", at=cast.AT)
