"""The parts of the preparation in the order of the work, and what says of each how villages stand in it.

The board asks for all parts of all villages every ten seconds. What was found is remembered until something has been
done: every act adds to a chain of the trail, either the village's own, or a township's or the county's, which may
concern any of its villages.

Public: `SOURCES`, `Source`, `parts_of(villages, today) -> {code: {key: Part}}`, `forget`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from cunxuan.offices.duties_queries import part_of as duties
from cunxuan.offices.models import CODE_LENGTH, DivisionQuerySet, Level
from cunxuan.offices.parts import Part
from cunxuan.outreach.queries import part_of as outreach
from cunxuan.preparation.audit_queries import part_of as audit
from cunxuan.preparation.key_village_queries import part_of as key_village
from cunxuan.preparation.publicity_queries import part_of as publicity
from cunxuan.preparation.training_queries import part_of as training
from cunxuan.preparation.visits_queries import part_of as visits
from cunxuan.records.models import TrailHead


@dataclass(frozen=True, slots=True)
class Source:
    """A part: its key, its names, the name of its village page's address, and what says how villages stand."""

    key: str
    zh: str
    en: str
    address: str
    part_of: Callable[[DivisionQuerySet, date], dict[str, Part]]


SOURCES: tuple[Source, ...] = (
    Source("duties", "包联责任", "Who answers", "village_duties", duties),
    Source("visits", "走访摸底", "Visits", "village_visits", visits),
    Source("key_village", "重点村", "Key village", "village_key_village", key_village),
    Source("audit", "审计评议", "Audit and evaluation", "village_audit", audit),
    Source("training", "培训", "Training", "village_training", training),
    Source("publicity", "宣传", "Publicity", "village_publicity", publicity),
    Source("outreach", "外出人员联系", "People away", "village_messages_away", outreach),
)

COUNTY_CODE = CODE_LENGTH[Level.COUNTY]
#: How far the trail had come: the day, the end of the village's chain, and the ends of those above it.
Moment = tuple[date, str, tuple[str, ...]]

_remembered: dict[str, tuple[Moment, dict[str, Part]]] = {}


def forget() -> None:
    """For whoever puts another database under the program."""
    _remembered.clear()


def parts_of(villages: DivisionQuerySet, today: date) -> dict[str, dict[str, Part]]:
    """Of each village every part by its key. Two queries where nothing was done since somebody asked."""
    codes = list(villages.order_by().values_list("code", flat=True))
    moments = moments_of(codes, today)
    known = {code: _remembered[code] for code in codes if code in _remembered}
    changed = [code for code in codes if code not in known or known[code][0] != moments[code]]
    if changed:
        these = villages if len(changed) == len(codes) else villages.filter(code__in=changed)
        found = [(one.key, one.part_of(these, today)) for one in SOURCES]
        for code in changed:
            parts = {key: of_villages[code] for key, of_villages in found if code in of_villages}
            known[code] = _remembered[code] = moments[code], parts
    return {code: known[code][1] for code in codes}


def moments_of(codes: Iterable[str], today: date) -> dict[str, Moment]:
    """Read before the parts: what is done in between is then seen the next time."""
    counties = sorted({code[:COUNTY_CODE] for code in codes})
    of_counties = Q(scope__in=())
    for county in counties:
        of_counties |= Q(scope__startswith=county)
    ends = dict(TrailHead.objects.filter(of_counties).order_by("scope").values_list("scope", "hash"))
    above = {county: tuple(end for scope, end in ends.items() if is_above(scope, county)) for county in counties}
    return {code: (today, ends.get(code, ""), above[code[:COUNTY_CODE]]) for code in codes}


def is_above(scope: str, county: str) -> bool:
    return scope.startswith(county) and len(scope) < CODE_LENGTH[Level.VILLAGE]
