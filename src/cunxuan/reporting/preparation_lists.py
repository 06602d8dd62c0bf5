"""The villages of a preparation as a county or township reads them: found by words, filtered, in order, as a file.

Nothing here asks the database.

Public: `Wanted`, `chosen`, `as_csv`, `towns_of`, `Town`, `reasons_of`, `Reason`, `tally`, `Tally`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from cunxuan.core.stages import State
from cunxuan.formats.csv_out import csv_of
from cunxuan.offices.parts import Part

from .preparation import CALL, Blocker, Prepared
from .preparation_parts import SOURCES, Source

SHOWS = ("lacking", "blocked", "free", "key", "opened", "called")
KEYS = tuple(source.key for source in SOURCES)

ORDERS: Mapping[str, Callable[[Prepared], tuple[object, ...]]] = {
    "code": lambda one: (one.village.code,),
    "blocked": lambda one: (-len(one.stops), -len(one.warnings), one.village.code),
    "lacks": lambda one: (-len(one.lacking), one.village.code),
}

FITS: Mapping[str, Callable[[Prepared], bool]] = {
    "": lambda one: True,  # noqa: ARG005  whatever it is
    "lacking": lambda one: bool(one.lacking),
    "blocked": lambda one: bool(one.stops),
    "free": lambda one: not one.is_called and not one.stops,
    "key": lambda one: one.is_key,
    "opened": lambda one: one.override is not None,
    "called": lambda one: one.is_called,
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """The words of the filter; what is not understood is left out, not refused: it may be an old bookmark."""

    text: str = ""
    township: str = ""
    show: str = ""
    part: str = ""
    order: str = "code"
    is_list: bool = False

    @classmethod
    def read(cls, given: Mapping[str, str]) -> Wanted:
        show, part, order = given.get("show", ""), given.get("part", ""), given.get("sort", "")
        return cls(
            text=given.get("q", "").strip()[:40],
            township=given.get("township", "")[:9],
            show=show if show in SHOWS else "",
            part=part if part in KEYS else "",
            order=order if order in ORDERS else "code",
            is_list=given.get("view", "") == "list" or any(given.get(key) for key in ("q", "show", "part", "sort")),
        )

    def fits(self, one: Prepared) -> bool:
        """With a part: those that lack something in it, or, where only the blocked are asked for, are blocked by it."""
        if not FITS[self.show](one):
            return False
        if not self.part:
            return True
        if self.show == "blocked":
            return any(stop.key == self.part for stop in one.stops)
        return any(part.key == self.part for part in one.lacking)


def chosen(villages: Iterable[Prepared], wanted: Wanted) -> list[Prepared]:
    return sorted(filter(wanted.fits, villages), key=ORDERS[wanted.order])


# The county or township in figures


@dataclass(frozen=True, slots=True)
class Tally:
    """Of some villages: how many have a polling day, may fix one today, are blocked; how many finished each part."""

    villages: int
    called: int
    free: int
    blocked: int
    done: tuple[int, ...]  # for each part shown

    @property
    def not_called(self) -> int:
        return self.villages - self.called


def tally(villages: Sequence[Prepared], sources: Sequence[Source]) -> Tally:
    done = Counter(part.key for one in villages for part in one.parts if part.state is State.DONE)
    called, blocked = sum(one.is_called for one in villages), sum(bool(one.stops) for one in villages)
    return Tally(
        villages=len(villages),
        called=called,
        free=len(villages) - called - blocked,
        blocked=blocked,
        done=tuple(done[source.key] for source in sources),
    )


@dataclass(frozen=True, slots=True)
class Town:
    """A township: its villages and their sum."""

    code: str
    name: str
    villages: tuple[Prepared, ...]
    tally: Tally
    sources: tuple[Source, ...]

    @property
    def done(self) -> tuple[tuple[Source, int], ...]:
        """Of each part how many villages finished it."""
        return tuple(zip(self.sources, self.tally.done, strict=True))


def towns_of(villages: Sequence[Prepared], sources: Sequence[Source]) -> tuple[Town, ...]:
    return tuple(
        Town(code, name_of_town(inside[0]), inside, tally(inside, sources), tuple(sources))
        for code, group in groupby(villages, key=lambda one: one.village.code[:9])
        for inside in (tuple(group),)
    )


def name_of_town(one: Prepared) -> str:
    return one.village.parent.name if one.village.parent else ""


@dataclass(frozen=True, slots=True)
class Reason:
    """A part, or the call itself, and how many villages it blocks or has something to mend in."""

    key: str
    zh: str
    en: str
    blocked: int
    warned: int


def reasons_of(villages: Iterable[Prepared]) -> tuple[Reason, ...]:
    """What holds the villages back, in the order of the work."""
    blocked, warned = Counter[str](), Counter[str]()
    for one in villages:
        blocked.update({stop.key for stop in one.stops})
        warned.update({warning.key for warning in one.warnings})
    named = [*((source.key, source.zh, source.en) for source in SOURCES), ("call", *CALL)]
    return tuple(Reason(key, zh, en, blocked[key], warned[key]) for key, zh, en in named if blocked[key] or warned[key])


# As a file


def as_csv(villages: Iterable[Prepared], sources: Sequence[Source], *, english: bool) -> str:
    """One row a village: each part with its state and figures, and what would block it today."""
    first = ("code", "village", "township", "key village") if english else ("代码", "村", "乡镇", "重点村")
    last = ("blocks", "to mend", "opened by the county") if english else ("挡住的", "要补的", "县批准先行")
    heads = [*first, *(source.en if english else source.zh for source in sources), *last]
    return csv_of(heads, [cells_of(one, sources, english=english) for one in villages])


def cells_of(one: Prepared, sources: Sequence[Source], *, english: bool) -> list[str]:
    said = sayer("; " if english else "；", english)
    parts = {part.key: part for part in one.parts}
    told = [state_said(parts.get(source.key), english) for source in sources]
    opened = f"{one.override.on} {one.override.officer}：{one.override.reason}" if one.override else ""
    town = name_of_town(one)
    key = ("yes" if english else "是") if one.is_key else ""
    return [one.village.code, one.village.name, town, key, *told, said(one.stops), said(one.warnings), opened]


def state_said(part: Part | None, english: bool) -> str:
    if part is None:
        return ""
    return f"{part.state.en}: {part.text_en}" if english else f"{part.state.zh}：{part.text_zh}"


def sayer(between: str, english: bool) -> Callable[[Iterable[Blocker]], str]:
    return lambda blockers: between.join(one.en if english else one.zh for one in blockers)
