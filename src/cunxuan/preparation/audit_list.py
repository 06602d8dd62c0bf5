"""The list of a county or township: where each village stands with its four, what the filter asks for, the file.

Public: `lines_of`, `Line`, `Wanted`, `chosen`, `totals`, `Totals`, `as_csv`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cunxuan.core.stages import State
from cunxuan.formats.csv_out import csv_of
from cunxuan.offices.models import Division, DivisionQuerySet

from .audit_queries import TwoFirst, open_problems, two_first

#: What the filter can ask for: the first of the four that is missing, and what else there is to do.
SHOWN = ("audit", "audit_notice", "evaluation", "evaluation_notice", "signature", "opened", "problems", "done")


@dataclass(frozen=True, slots=True)
class Line:
    """A village in the list."""

    standing: TwoFirst
    problems: int  # not settled

    @property
    def village(self) -> Division:
        return self.standing.village

    @property
    def state(self) -> State:
        return self.standing.state

    @property
    def is_opened(self) -> bool:
        return self.standing.override is not None and not self.standing.is_green

    @property
    def next(self) -> str:
        """What is to be done first, as the filter names it; empty where nothing is."""
        for name, day in zip(SHOWN, self.standing.days, strict=False):
            if day is None:
                return name
        return "" if self.standing.confirmation else "signature"

    def fits(self, show: str) -> bool:
        if show == "opened":
            return self.is_opened
        if show == "problems":
            return self.problems > 0
        if show == "signature":
            return self.standing.is_open and self.standing.confirmation is None
        return self.next == ("" if show == "done" else show)


def lines_of(villages: DivisionQuerySet, today: date) -> tuple[Line, ...]:
    found = two_first(villages, today)
    problems = open_problems(found.values())
    return tuple(Line(one, problems.get(one.audit.pk, 0) if one.audit else 0) for one in found.values())


@dataclass(frozen=True, slots=True)
class Wanted:
    """The words of the filter; what is not understood is left out."""

    text: str = ""
    township: str = ""
    show: str = ""

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Wanted:
        show = given.get("show", "")
        return cls(given.get("q", "").strip()[:40], given.get("township", "")[:9], show if show in SHOWN else "")


def chosen(every: Iterable[Line], wanted: Wanted) -> list[Line]:
    """Those with most still to do come first, then the order of the codes."""
    found = (one for one in every if not wanted.show or one.fits(wanted.show))
    return sorted(found, key=lambda one: (sum(one.standing.lights), not one.is_opened, one.village.code))


@dataclass(frozen=True, slots=True)
class Totals:
    """The strip above the table: villages, and how many fit each of the filter's words."""

    villages: int
    green: int
    opened: int
    by_show: tuple[tuple[str, int], ...]


def totals(every: Sequence[Line]) -> Totals:
    return Totals(
        villages=len(every),
        green=sum(one.standing.is_green for one in every),
        opened=sum(one.is_opened for one in every),
        by_show=tuple((show, sum(one.fits(show) for one in every)) for show in SHOWN),
    )


HEAD = ("乡镇", "村", "审计报告", "审计结果公告", "民主评议", "评议结果公告", "未整改完", "确认单", "放行", "放行理由")
HEAD_EN = (
    *("Township", "Village", "Audit report", "Audit published", "Evaluation", "Evaluation published"),
    *("Problems not settled", "Confirmed", "Opened by", "Reason"),
)


def as_csv(lines: Iterable[Line], *, english: bool) -> str:
    return csv_of(HEAD_EN if english else HEAD, map(row, lines))


def row(line: Line) -> list[str]:
    standing = line.standing
    township = standing.village.parent
    opened = standing.override if line.is_opened else None
    return [
        township.name if township else "",
        standing.village.name,
        *(day.isoformat() if day else "" for day in standing.days),
        str(line.problems),
        standing.confirmation.on.isoformat() if standing.confirmation else "",
        opened.officer if opened else "",
        opened.reason if opened else "",
    ]
