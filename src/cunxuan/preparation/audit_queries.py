"""How far a village is with its audit and evaluation, and what gate G1 (两先一后) says of it.

Only what is dated within the preparation of this election counts (offices.parts.since), and what was not taken back.

Public: `two_first`, `two_first_of`, `TwoFirst`, `overrides`, `part_of`, `failures_of`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from cunxuan.core.gates import Override, Preparation, audit_first
from cunxuan.core.law import Rules, rules_for
from cunxuan.core.opinions import Opinion
from cunxuan.offices.models import Division, DivisionQuerySet
from cunxuan.offices.parts import since

from .models.audits import Audit, Confirmation, Evaluation, GateOverride

Row = TypeVar("Row", Audit, Evaluation, GateOverride, Confirmation)


@dataclass(frozen=True, slots=True)
class TwoFirst:
    """What stands of a village's audit and evaluation, and what the gate says of it."""

    village: Division
    rules: Rules
    audit: Audit | None
    evaluation: Evaluation | None
    override: GateOverride | None
    confirmation: Confirmation | None
    gate: Opinion

    @property
    def is_green(self) -> bool:
        return bool(self.gate.follows["status"] == "GREEN")

    @property
    def is_open(self) -> bool:
        """Green, or opened by the county with everything an override needs."""
        return self.is_green or bool(self.gate.follows["opened"])


def two_first(villages: DivisionQuerySet, day: date, polling_day: date | None = None) -> dict[str, TwoFirst]:
    """Each village, for an election that is prepared on a day, by its code; as many queries for one as for all.

    `polling_day` is given where the law's own day for publishing the audit is asked too: some provinces count it from
    the poll.
    """
    first = since(day)
    audits = latest(Audit.objects.standing().filter(village__in=villages, reported_on__gte=first))
    evaluations = latest(Evaluation.objects.standing().filter(village__in=villages, held_on__gte=first))
    opened = latest(GateOverride.objects.standing().filter(village__in=villages, on__gte=first))
    confirmed = latest(Confirmation.objects.standing().filter(village__in=villages, on__gte=first))
    found = {}
    for village in villages:
        rules, code = rules_for(village.pk, polling_day or day), village.pk
        audit, evaluation, override = audits.get(code), evaluations.get(code), opened.get(code)
        gate = gate_of(rules, audit, evaluation, override, polling_day)
        found[code] = TwoFirst(village, rules, audit, evaluation, override, confirmed.get(code), gate)
    return found


def two_first_of(village: Division, day: date, polling_day: date | None = None) -> TwoFirst:
    return two_first(Division.objects.filter(pk=village.pk), day, polling_day)[village.pk]


def latest(rows: Iterable[Row]) -> dict[str, Row]:
    """Of each village the row that comes first in the order of its table, which is the latest."""
    found: dict[str, Row] = {}
    for row in rows:
        found.setdefault(row.village_id, row)
    return found


def gate_of(
    rules: Rules,
    audit: Audit | None,
    evaluation: Evaluation | None,
    override: GateOverride | None,
    polling_day: date | None,
) -> Opinion:
    done = Preparation(
        audited=audit is not None,
        audit_published_on=audit.published_on if audit else None,
        evaluated=evaluation is not None,
        evaluation_published_on=evaluation.published_on if evaluation else None,
        polling_day=polling_day,
    )
    by = Override(override.officer, override.reason, override.basis) if override else None
    return audit_first(rules, done, by)
