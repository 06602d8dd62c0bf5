"""What the pages show of a list that was sent in: how far the work has come, its numbers, its problems by kind.

Public: `shown`, `shown_all`, `kinds_of`, `repairs_of`, `problems_of`, `Shown`, `OfAKind`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from cunxuan.core.stages import State
from cunxuan.formats.residents import DIRT, KINDS

from . import list_files
from .list_files import Work
from .models import FileProblem, ListState, ResidentsFile

Words = tuple[str, str]

#: So many cells of a kind of repair are shown as examples.
EXAMPLES = 3
#: The kinds that only the database knows, and those that no kind of dirt names.
NAMES: dict[str, Words] = {
    "id_in_other_village": ("同一个身份证号在另一个村", "The same ID number in another village"),
    "resident_differs": ("与已导入的名册不同", "Differs from the list that was taken before"),
    "id_now_known": ("补上原来没有的身份证号", "An ID number that was not known before"),
    "village_unknown": ("没有这个村代码", "No village has this code"),
    "village_elsewhere": ("不在这次导入范围内的村", "A village outside this import"),
}
SIGNS = {
    ListState.READING: State.IN_PROGRESS,
    ListState.WAITING: State.TO_CHECK,
    ListState.TAKEN: State.DONE,
    ListState.CANCELLED: State.NOT_STARTED,
    ListState.REFUSED: State.BLOCKED,
}
WORDS: dict[str, Words] = {
    "reading": ("正在读取", "Being read"),
    "taking": ("正在导入", "Being taken in"),
    "broken": ("没有读完", "Reading broke off"),
    ListState.WAITING: ("待确认", "To confirm"),
    ListState.TAKEN: ("已导入", "Taken in"),
    ListState.CANCELLED: ("已取消", "Cancelled"),
    ListState.REFUSED: ("读不了", "Cannot be read"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A list as it stands at this moment."""

    file: ResidentsFile
    work: Work | None

    @property
    def broken_off(self) -> bool:
        return self.file.state == ListState.READING and self.work is None

    @property
    def unsettled(self) -> bool:
        """Will the page say something else soon?"""
        return self.work is not None or self.file.state == ListState.READING

    @property
    def waiting(self) -> bool:
        return self.file.state == ListState.WAITING and self.work is None

    @property
    def may_cancel(self) -> bool:
        reading = self.work is None or self.work.doing == "reading"
        return reading and self.file.state in (ListState.READING, ListState.WAITING)

    @property
    def is_kept(self) -> bool:
        return list_files.is_kept(self.file)

    @property
    def sign(self) -> State:
        if self.work is not None:
            return State.IN_PROGRESS
        return State.BLOCKED if self.broken_off else SIGNS[ListState(self.file.state)]

    @property
    def words(self) -> Words:
        if self.work is not None:
            return WORDS[self.work.doing]
        return WORDS["broken" if self.broken_off else self.file.state]

    # The numbers of a list that was read

    @property
    def changed(self) -> int:
        return int(self.file.said.get("changed", 0))

    @property
    def unchanged(self) -> int:
        return max(0, self.file.accepted - self.file.new - self.changed)

    @property
    def cases(self) -> int:
        return int(self.file.said.get("same_person", 0))

    @property
    def more(self) -> int:
        """Problems that are in the returned workbook only."""
        return int(self.file.said.get("more", 0))

    @property
    def missed_the_roll(self) -> int:
        """Newcomers in villages whose roll is published already."""
        return sum(count for _village, count in self.file.said.get("after_roll", ()))

    @property
    def refused(self) -> Words:
        return self.file.said.get("zh", ""), self.file.said.get("en", "")


@dataclass(frozen=True, slots=True)
class OfAKind:
    """The problems of one kind: how many, and the first of them."""

    kind: str
    zh: str
    en: str
    count: int
    examples: tuple[FileProblem, ...]

    @property
    def sentence(self) -> Words:
        return self.examples[0].zh, self.examples[0].en


def shown(file: ResidentsFile) -> Shown:
    return Shown(file, list_files.at_work(file))


def shown_all(files: Iterable[ResidentsFile]) -> tuple[Shown, ...]:
    return tuple(map(shown, files))


def name_of(kind: str) -> Words:
    """What a kind is called, in a few words."""
    if kind in NAMES:
        return NAMES[kind]
    looks = DIRT.get(KINDS[kind].dirt) if kind in KINDS else None
    return (looks.zh, looks.en) if looks else (kind, kind)


def repairs_of(file: ResidentsFile) -> tuple[OfAKind, ...]:
    """What waits for a click, by kind, the most frequent first."""
    counts: dict[str, int] = file.said.get("repairs", {})
    return tuple(of_a_kind(file, kind, counts[kind], repair=True) for kind in most_first(counts))


def kinds_of(file: ResidentsFile) -> tuple[OfAKind, ...]:
    """All that is to correct or to look at, by kind."""
    counts: dict[str, int] = file.said.get("kinds", {})
    repairs: dict[str, int] = file.said.get("repairs", {})
    other = {kind: count - repairs.get(kind, 0) for kind, count in counts.items() if count > repairs.get(kind, 0)}
    return tuple(of_a_kind(file, kind, other[kind], repair=False) for kind in most_first(other))


def most_first(counts: dict[str, int]) -> list[str]:
    return sorted(counts, key=lambda kind: (-counts[kind], kind))


def of_a_kind(file: ResidentsFile, kind: str, count: int, *, repair: bool) -> OfAKind:
    examples = file.problems.filter(kind=kind, repair=repair, accepted=False)[:EXAMPLES]
    return OfAKind(kind, *name_of(kind), count, tuple(examples))


def problems_of(file: ResidentsFile, *, show: str, text: str) -> QuerySet[FileProblem]:
    """Those of a kind (or `repairs`, `agreed`), and those whose sheet, cell or sentence has this text."""
    rows = file.problems.filter(accepted=show == "agreed")
    if show == "repairs":
        rows = rows.filter(repair=True)
    elif show and show != "agreed":
        rows = rows.filter(kind=show)
    if text:
        has = Q()
        for column in ("sheet", "cell", "value", "zh", "en"):
            has |= Q(**{f"{column}__icontains": text})
        rows = rows.filter(has)
    return rows
