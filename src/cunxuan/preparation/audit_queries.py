"""How far a village is with its audit and evaluation, and what gate G1 (两先一后) says of it.

Only what is dated within the preparation of this election counts (offices.parts.since), and what was not taken back.

Public: `two_first`, `two_first_of`, `TwoFirst`, `consequences_of`, `overrides`, `part_of`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Count

from cunxuan.core.aftermath import Ending, evaluated, post_ends
from cunxuan.core.findings import Finding
from cunxuan.core.gates import Override, Preparation, audit_first
from cunxuan.core.law import Rules, rules_for
from cunxuan.core.opinions import Opinion
from cunxuan.core.stages import State
from cunxuan.offices.models import Division, DivisionQuerySet
from cunxuan.offices.parts import Lack, Part, page_of, since

from .models.audits import (
    Audit,
    AuditProblem,
    Confirmation,
    Evaluated,
    Evaluation,
    GateOverride,
    Grade,
    ProblemState,
)

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
    def days(self) -> tuple[date | None, date | None, date | None, date | None]:
        """Of the report, its notice, the evaluation, its notice; None for what is not there."""
        audit, evaluation = self.audit, self.evaluation
        return (
            audit.reported_on if audit else None,
            audit.published_on if audit else None,
            evaluation.held_on if evaluation else None,
            evaluation.published_on if evaluation else None,
        )

    @property
    def lights(self) -> tuple[bool, ...]:
        """Which of the four are there."""
        return tuple(day is not None for day in self.days)

    @property
    def state(self) -> State:
        if self.is_open:
            return State.DONE if self.confirmation and self.is_green else State.TO_CHECK
        return State.IN_PROGRESS if any(self.lights) else State.NOT_STARTED

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
    return audit_first(rules, done, as_stated(override) if override else None)


def as_stated(override: GateOverride) -> Override:
    """As a sentence takes it up: without a full stop of its own."""
    return Override(override.officer, override.reason.rstrip("。."), override.basis.rstrip("。."))


# -- what follows from an evaluation ----------------------------------------------------------------------------------


def consequences_of(evaluation: Evaluation) -> tuple[Finding, ...]:
    """What the law says of those who were found unfit (连续两次被评议不称职的，职务终止), and of who presided."""
    rules = rules_for(evaluation.village_id, evaluation.held_on)
    before = list(
        Evaluated.objects.filter(
            evaluation__village_id=evaluation.village_id,
            evaluation__taken_back_on=None,
            evaluation__held_on__lt=evaluation.held_on,
        ).order_by("-evaluation__held_on", "-evaluation_id")
    )
    found = list(chaired(rules, evaluation))
    for one in evaluation.people.all():
        if one.grade == Grade.UNFIT:
            times = 1 + failures_before(one, before)
            found += post_ends(rules, Ending(name=one.name, failures=times)).findings
    return tuple(found)


def chaired(rules: Rules, evaluation: Evaluation) -> Iterator[Finding]:
    if not evaluation.by_supervision:
        yield from (one for one in evaluated(rules, 1, by_supervision_body=False).findings if one.blocks)


def failures_before(one: Evaluated, before: Iterable[Evaluated]) -> int:
    """How many evaluations in a row found this person unfit before this one; what is on paper only is said by hand."""
    times, last = 0, one
    for earlier in before:
        if earlier.name == one.name:
            if earlier.grade != Grade.UNFIT:
                return times
            times, last = times + 1, earlier
    return times + last.unfit_before


# -- for the county ---------------------------------------------------------------------------------------------------


def overrides(villages: DivisionQuerySet) -> tuple[GateOverride, ...]:
    """Every gate that the county opened and did not close again, the latest first; later reports say so too."""
    rows = GateOverride.objects.standing().filter(village__in=villages).select_related("village__parent")
    return tuple(rows.order_by("-on", "village_id"))


def part_of(villages: DivisionQuerySet, today: date) -> dict[str, Part]:
    """How far each village is, and what the call waits for. Five queries, however many villages."""
    found = two_first(villages, today)
    problems = open_problems(found.values())
    return {code: part(one, problems.get(one.audit.pk, 0) if one.audit else 0) for code, one in found.items()}


def open_problems(standing: Iterable[TwoFirst]) -> dict[int, int]:
    """Of each audit the problems that are not settled."""
    rows = AuditProblem.objects.filter(audit__in=[one.audit for one in standing if one.audit])
    counts = rows.exclude(state=ProblemState.SETTLED).order_by().values_list("audit").annotate(number=Count("pk"))
    return dict(counts)


def part(one: TwoFirst, problems: int) -> Part:
    url = page_of("village_audit", one.village.pk)
    done = sum(one.lights)
    zh = f"四项办完 {done} 项" + ("，由县放行" if one.override and not one.is_green else "")
    en = f"{done} of 4 done" + ("; opened by the county" if one.override and not one.is_green else "")
    return Part(
        key="audit",
        title_zh="审计评议",
        title_en="Audit and evaluation",
        state=one.state,
        text_zh=zh + (f"，审计问题未整改完 {problems} 个" if problems else ""),
        text_en=en + (f"; {problems} audit problem(s) not settled" if problems else ""),
        url=url,
        lacks=tuple(lacks_of(one, problems, url)),
        done=done,
        of=len(one.lights),
    )


def lacks_of(one: TwoFirst, problems: int, url: str) -> Iterator[Lack]:
    follows, rule = one.gate.follows, one.rules["audit_published_before"]
    for zh, en in zip(follows["missing"], follows["missing_en"], strict=True):
        yield Lack(f"缺{zh}。", f"Missing: {en}.", url, not one.is_open, rule.basis, rule.basis_en)
    if one.is_open and one.confirmation is None:
        yield Lack(
            "乡镇还没有签署选前审计评议确认单。",
            "The township has not signed the confirmation.",
            url,
            blocks=True,
        )
    if one.override and not one.is_green:
        officer = one.override.officer
        yield Lack(f"由{officer}放行，缺的仍要补办。", f"Opened by {officer}; what is missing is still due.", url)
    if problems:
        yield Lack(f"审计问题 {problems} 个没有整改完。", f"{problems} audit problem(s) are not settled.", url)
