"""Head and foot of a paper of a county, a township or a village that belongs to no election: what is prepared before.

Public: `head_of_place`, `office_of`.
"""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings

from cunxuan.core.law import rules_for
from cunxuan.rendering.paper import Paper, Seal, Status
from cunxuan.web.clock import COUNTY_TIME

from .models import Division, Level

SEALS = {Level.COUNTY: Seal.COUNTY, Level.TOWNSHIP: Seal.TOWNSHIP, Level.VILLAGE: Seal.VILLAGE_COMMITTEE}


def head_of_place(
    place: Division,
    *,
    issued_on: date,
    figures_at: datetime | None = None,
    issuer: str = "",
    number: str = "",
    term_no: int = 0,
    status: Status = Status.ISSUED,
    seal: Seal | None = None,
) -> Paper:
    """The paper of this place on a day; where nobody else issues it, the place's own office does."""
    names = names_of(place)
    return Paper(
        county=names[Level.COUNTY],
        township=names[Level.TOWNSHIP],
        village=names[Level.VILLAGE],
        village_code=place.pk,
        term_no=term_no,
        issuer=issuer or office_of(place),
        issued_on=issued_on,
        figures_at=figures_at and figures_at.astimezone(COUNTY_TIME),
        pack=rules_for(place.pk, issued_on).name,
        number=number,
        status=status,
        seal=SEALS[Level(place.level)] if seal is None else seal,
        rehearsal=settings.REHEARSAL,
        demo=bool(settings.REHEARSAL and settings.TODAY),
    )


def names_of(place: Division) -> dict[Level, str]:
    """What the place and those above it are called; empty for the levels below it."""
    names = dict.fromkeys(Level, "")
    here: Division | None = place
    while here is not None:
        names[Level(here.level)] = here.name
        here = here.parent
    return names


def office_of(place: Division) -> str:
    """Who issues a paper of this place: 柳树村村民委员会, 柳林镇人民政府, the county's office for the election."""
    if place.level == Level.VILLAGE:
        return f"{place.name}村民委员会"
    if place.level == Level.COUNTY:
        return f"{place.name}换届选举工作领导组办公室"
    office = "办事处" if place.name.endswith("街道") else "" if place.name.endswith("办事处") else "人民政府"
    return f"{place.name}{office}"
