"""The coverage of visits over villages: what the words in its address ask for, its totals, the table as a file.

Public: `Wanted`, `chosen`, `totals`, `Totals`, `as_csv`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cunxuan.core.situation import CLARITIES, VISIT_KINDS
from cunxuan.formats.csv_out import csv_of

from .visits_queries import Coverage

SHOWN = ("missing", "complete", "none", "overdue")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The words of the filter; what is not understood is left out."""

    text: str = ""
    township: str = ""
    show: str = ""
    kind: str = ""  # villages that lack this kind

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Wanted:
        show, kind = given.get("show", ""), given.get("kind", "")
        return cls(
            text=given.get("q", "").strip()[:40],
            township=given.get("township", "")[:9],
            show=show if show in SHOWN else "",
            kind=kind if kind in VISIT_KINDS else "",
        )

    def fits(self, one: Coverage) -> bool:
        if self.kind and one.kinds[self.kind]:
            return False
        return {
            "": True,
            "missing": not one.is_complete,
            "complete": one.is_complete,
            "none": not one.visits,
            "overdue": one.overdue > 0,
        }[self.show]


def chosen(every: Iterable[Coverage], wanted: Wanted) -> list[Coverage]:
    """Those that lack most come first, then the order of the codes."""
    found = (one for one in every if wanted.fits(one))
    return sorted(found, key=lambda one: (one.is_complete, one.village.code))


@dataclass(frozen=True, slots=True)
class Totals:
    """The strip above the table."""

    villages: int
    complete: int
    visits: int
    reports: int
    overdue: int
    kinds: tuple[tuple[str, tuple[str, str], int, int], ...]  # kind, its words, visits, villages without


def totals(every: Iterable[Coverage]) -> Totals:
    found = tuple(every)
    return Totals(
        villages=len(found),
        complete=sum(one.is_complete for one in found),
        visits=sum(one.visits for one in found),
        reports=sum(one.report is not None for one in found),
        overdue=sum(one.overdue for one in found),
        kinds=tuple(
            (kind, words, sum(one.kinds[kind] for one in found), sum(not one.kinds[kind] for one in found))
            for kind, words in VISIT_KINDS.items()
        ),
    )


HEAD: tuple[tuple[str, str], ...] = (
    ("村", "Village"),
    ("乡镇", "Township"),
    ("代码", "Code"),
    *VISIT_KINDS.values(),
    *CLARITIES.values(),
    ("走访户数", "Households visited"),
    ("最近走访", "Last visit"),
    ("未办结的跟进", "Open follow-ups"),
    ("调研报告", "Report"),
    ("缺什么", "Missing"),
)


def as_csv(found: Iterable[Coverage], *, english: bool = False) -> str:
    return csv_of([words[english] for words in HEAD], (list(cells(one, english)) for one in found))


def cells(one: Coverage, english: bool) -> Iterator[str]:
    yield one.village.name
    yield one.village.parent.name if one.village.parent else ""
    yield one.village.code
    yield from (str(number) for number in one.kinds.values())
    yield from (str(number) for number in one.clarities.values())
    yield str(one.visits)
    yield one.last_on.isoformat() if one.last_on else ""
    yield str(one.to_follow)
    yield one.report.issued_on.isoformat() if one.report and one.report.issued_on else ""
    yield one.missing[english]
