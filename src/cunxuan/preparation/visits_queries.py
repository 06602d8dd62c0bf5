"""How far the villages are visited: by kind of people and by what was found out, with what is missing.

Only what belongs to this preparation counts (offices.parts.since), and what was not taken back.

Public: `coverage`, `coverage_of`, `Coverage`, `part_of`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q
from django.urls import reverse

from cunxuan.core.situation import CLARITIES, VISIT_KINDS, Words, listed
from cunxuan.core.stages import State
from cunxuan.offices.models import Division, DivisionQuerySet
from cunxuan.offices.parts import Lack, Part, page_of, since

from .models import Situation, Visit

TITLE = ("走访摸底", "Visits")
KINDS, CLEAR = len(VISIT_KINDS), len(CLARITIES)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The visits of a village: how many of each kind, in how many each clarity was spoken of, and what is due."""

    village: Division
    kinds: dict[str, int]
    clarities: dict[str, int]
    last_on: date | None
    to_follow: int  # follow-ups that are not done
    overdue: int  # of them those whose day has passed
    report: Situation | None  # the latest report that was issued

    @property
    def visits(self) -> int:
        return sum(self.kinds.values())

    @property
    def kinds_missing(self) -> tuple[str, ...]:
        return tuple(kind for kind, number in self.kinds.items() if number == 0)

    @property
    def clarities_missing(self) -> tuple[str, ...]:
        return tuple(key for key, number in self.clarities.items() if number == 0)

    @property
    def kinds_done(self) -> int:
        return KINDS - len(self.kinds_missing)

    @property
    def clarities_done(self) -> int:
        return CLEAR - len(self.clarities_missing)

    @property
    def missing(self) -> Words:
        """Whom nobody visited and what nobody found out, in words."""
        if not self.visits:
            return "一户也没有走访", "nobody was visited"
        kinds = listed(VISIT_KINDS, self.kinds_missing)
        clear = listed(CLARITIES, self.clarities_missing)
        zh = [f"未访：{kinds[0]}"] if kinds[0] else []
        en = [f"not visited: {kinds[1]}"] if kinds[1] else []
        zh += [f"未摸清：{clear[0]}"] if clear[0] else []
        en += [f"not found out: {clear[1]}"] if clear[1] else []
        return "；".join(zh), "; ".join(en)

    @property
    def is_complete(self) -> bool:
        return not self.kinds_missing and not self.clarities_missing

    @property
    def state(self) -> State:
        if self.overdue:
            return State.OVERDUE
        if self.is_complete and self.report:
            return State.DONE
        return State.IN_PROGRESS if self.visits or self.report else State.NOT_STARTED


def coverage(villages: DivisionQuerySet, today: date) -> dict[str, Coverage]:
    """Each village by its code; as many queries for one as for all."""
    first = since(today)
    visits = Visit.objects.standing().filter(village__in=villages, on__gte=first)
    open_ones = ~Q(follow_up="") & Q(followed_on=None)
    rows = (
        visits.order_by()
        .values("village_id")
        .annotate(
            **{f"kind_{kind}": Count("pk", filter=Q(kind=kind)) for kind in VISIT_KINDS},
            **{f"clear_{key}": Count("pk", filter=~Q(**{key: ""})) for key in CLARITIES},
            last_on=Max("on"),
            to_follow=Count("pk", filter=open_ones),
            overdue=Count("pk", filter=open_ones & Q(follow_by__lt=today)),
        )
    )
    counted: dict[str, dict[str, Any]] = {row["village_id"]: dict(row) for row in rows}
    reports: dict[str, Situation] = {}
    for report in Situation.objects.issued().filter(village__in=villages, issued_on__gte=first):
        reports.setdefault(report.village_id, report)
    found = {}
    for village in villages.select_related("parent"):
        row = counted.get(village.code, {})
        found[village.code] = Coverage(
            village=village,
            kinds={kind: row.get(f"kind_{kind}", 0) for kind in VISIT_KINDS},
            clarities={key: row.get(f"clear_{key}", 0) for key in CLARITIES},
            last_on=row.get("last_on"),
            to_follow=row.get("to_follow", 0),
            overdue=row.get("overdue", 0),
            report=reports.get(village.code),
        )
    return found


def coverage_of(village: Division, today: date) -> Coverage:
    return coverage(Division.objects.filter(pk=village.pk), today)[village.pk]


# -- one part of the preparation ----------------------------------------------------------------------------------


def part_of(villages: DivisionQuerySet, today: date) -> dict[str, Part]:
    """五必访五摸清 and the report that is written from it."""
    return {code: as_part(one) for code, one in coverage(villages, today).items()}


def as_part(one: Coverage) -> Part:
    done = one.kinds_done + one.clarities_done + (1 if one.report else 0)
    report_zh = "报告已发" if one.report else "报告没有发"
    report_en = "report issued" if one.report else "no report yet"
    return Part(
        key="visits",
        title_zh=TITLE[0],
        title_en=TITLE[1],
        state=one.state,
        text_zh=f"走访 {one.kinds_done} 类、{one.visits} 户，摸清 {one.clarities_done} 项，{report_zh}",
        text_en=f"{one.kinds_done} kinds, {one.visits} households, {one.clarities_done} points clear, {report_en}",
        url=page_of("village_visits", one.village.code),
        lacks=lacks_of(one),
        done=done,
        of=KINDS + CLEAR + 1,
    )


def lacks_of(one: Coverage) -> tuple[Lack, ...]:
    visits = reverse("visit_new", args=[one.village.code])
    found = []
    if one.kinds_missing:
        zh, en = listed(VISIT_KINDS, one.kinds_missing)
        found.append(Lack(f"五必访还没有访：{zh}", f"Nobody visited: {en}", visits))
    if one.clarities_missing:
        zh, en = listed(CLARITIES, one.clarities_missing)
        found.append(Lack(f"五摸清还缺：{zh}", f"Not found out: {en}", visits))
    if one.overdue:
        here = page_of("village_visits", one.village.code)
        found.append(Lack(f"走访中答应的事 {one.overdue} 件过期未办", f"{one.overdue} follow-up(s) overdue", here))
    if not one.report:
        report = page_of("village_situation", one.village.code)
        found.append(Lack("村情调研报告还没有发", "The report on the village's situation is not issued", report))
    return tuple(found)
