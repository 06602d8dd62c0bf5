"""The parts of the preparation in the order of the work, and what says of each how villages stand in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from cunxuan.offices.duties_queries import part_of as duties
from cunxuan.offices.models import DivisionQuerySet
from cunxuan.offices.parts import Part
from cunxuan.outreach.queries import part_of as outreach
from cunxuan.preparation.audit_queries import part_of as audit
from cunxuan.preparation.key_village_queries import part_of as key_village
from cunxuan.preparation.publicity_queries import part_of as publicity
from cunxuan.preparation.training_queries import part_of as training
from cunxuan.preparation.visits_queries import part_of as visits


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
