"""Publicity as pages show it: what was done, its totals, the villages that nothing reached; questions and slogans."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Q

from cunxuan.core.explanations import PHASES, Answer, answered
from cunxuan.core.law import Rules, rules_for
from cunxuan.core.stages import State
from cunxuan.offices.models import CODE_LENGTH, Account, Division, DivisionQuerySet, Level
from cunxuan.offices.parts import Lack, Part, page_of, since
from cunxuan.records.models import Attachment

from .models.publicity import CountyText, PublicityItem, TextKind
from .slogans import SLOGANS
from .training_words import COUNTED, PUBLICITY, Words


@dataclass(frozen=True, slots=True)
class Sum:
    """All of one kind together: how many pieces, copies or times, days."""

    kind: Words
    counted_in: Words
    items: int
    copies: int
    days: int
    pages: int


@dataclass(frozen=True, slots=True)
class TownshipLine:
    """What one township and its villages did, by kind."""

    place: Division
    copies: tuple[int, ...]
    items: int


def items_of(account: Account, today: date, wanted: str = "", kind: str = "") -> list[PublicityItem]:
    """What was done in this preparation, the latest first."""
    items = PublicityItem.objects.of(account).filter(ends_on__gte=since(today)).select_related("place")
    if wanted:
        items = items.filter(Q(title__contains=wanted) | Q(where__contains=wanted) | Q(place__name__contains=wanted))
    return list(items.filter(kind=kind) if kind else items)


def standing(items: Iterable[PublicityItem]) -> list[PublicityItem]:
    return [one for one in items if one.taken_back_on is None]


def sums(items: Iterable[PublicityItem]) -> list[Sum]:
    """By kind, in the order of a list."""
    by_kind: dict[str, list[PublicityItem]] = defaultdict(list)
    for one in items:
        by_kind[one.kind].append(one)
    return [
        Sum(
            kind=PUBLICITY[kind],
            counted_in=COUNTED[kind],
            items=len(by_kind[kind]),
            copies=sum(one.copies for one in by_kind[kind]),
            days=sum(one.days for one in by_kind[kind]),
            pages=sum(one.pages for one in by_kind[kind]),
        )
        for kind in PUBLICITY
        if kind in by_kind
    ]


def township_lines(account: Account, items: Iterable[PublicityItem]) -> list[TownshipLine]:
    """Each township of the account, with what was done in it."""
    by_place: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    number: dict[str, int] = defaultdict(int)
    for one in items:
        township = one.place_id[: CODE_LENGTH[Level.TOWNSHIP]]
        by_place[township][one.kind] += one.copies
        number[township] += 1
    townships = Division.objects.of(account).filter(level=Level.TOWNSHIP).order_by("pk")
    return [
        TownshipLine(place, tuple(by_place[place.pk][kind] for kind in PUBLICITY), number[place.pk])
        for place in townships
    ]


def photographs(item: PublicityItem) -> list[Attachment]:
    return list(Attachment.objects.filter(subject=item.subject).order_by("pk"))


# Villages


def reached(villages: DivisionQuerySet, today: date) -> dict[str, list[PublicityItem]]:
    """By the village's code, what reached it: done there, or sent to every village of its township or county."""
    codes = list(villages.values_list("pk", flat=True))
    above = {code[:length] for code in codes for length in (CODE_LENGTH[Level.COUNTY], CODE_LENGTH[Level.TOWNSHIP])}
    of_them = Q(place__in=codes) | Q(place__in=above, to_every_village=True)
    items = PublicityItem.objects.standing().between(since(today), today).filter(of_them)
    by_place: dict[str, list[PublicityItem]] = defaultdict(list)
    for one in items:
        by_place[one.place_id].append(one)
    return {code: [*by_place[code], *by_place[code[:9]], *by_place[code[:6]]] for code in codes}


def without_any(account: Account, today: date) -> list[Division]:
    """The villages in which nothing was hung up, handed out or said."""
    villages = Division.objects.of(account).villages().select_related("parent")
    found = reached(villages, today)
    return [village for village in villages if not found[village.pk]]


def part_of(villages: DivisionQuerySet, today: date) -> dict[str, Part]:
    """What reached each village."""
    return {code: part(code, items) for code, items in reached(villages, today).items()}


def part(code: str, items: list[PublicityItem]) -> Part:
    url = page_of("village_publicity", code)
    kinds = [kind for kind in PUBLICITY if any(one.kind == kind for one in items)]
    zh = "、".join(PUBLICITY[kind][0] for kind in kinds)
    lacks = () if items else (Lack("还没有任何宣传到这个村", "no publicity has reached the village yet", url),)
    return Part(
        key="publicity",
        title_zh="宣传",
        title_en="Publicity",
        state=State.DONE if items else State.NOT_STARTED,
        text_zh=f"{len(items)} 项：{zh}" if items else "还没有宣传",
        text_en=f"{len(items)} pieces of {len(kinds)} kinds" if items else "none yet",
        url=url,
        lacks=lacks,
        done=int(bool(items)),
        of=1,
    )


# Questions and answers


@dataclass(frozen=True, slots=True)
class Shown:
    """A question as the page shows it; `answer` of the library, or `own` of the county's."""

    key: str
    phase: str
    question: Words
    text: Words
    on: date
    pack: str
    answer: Answer | None = None
    own: CountyText | None = None
    withdrawn: CountyText | None = None
    stale: bool = False  # answered under a law that is not in force any more

    def says(self, asked: str) -> bool:
        """Does a word that is looked for stand in it?"""
        return asked.casefold() in " ".join((*self.question, *self.text)).casefold()


@dataclass(frozen=True, slots=True)
class Phase:
    key: str
    words: Words
    questions: tuple[Shown, ...]


def rules_here(county: Division | None, today: date) -> Rules:
    """The law of the county on this day; of the whole country where no county is known."""
    return rules_for(county.pk if county else "", today)


def library(county: Division | None, today: date) -> list[Shown]:
    """Every question there is, with what the county withdrew and what it answered itself."""
    rules = rules_here(county, today)
    rows = list(CountyText.objects.filter(county=county, kind=TextKind.QUESTION)) if county else []
    taken_down = {row.key: row for row in rows if row.key and row.withdrawn_on}
    listed = [
        Shown(
            key=one.id,
            phase=one.phase,
            question=one.question,
            text=one.text,
            on=today,
            pack=one.pack,
            answer=one,
            withdrawn=taken_down.get(one.id),
        )
        for one in answers(rules)
    ]
    return [*listed, *(own_question(row, rules.name) for row in rows if not row.key)]


@lru_cache(maxsize=16)
def answers(rules: Rules) -> tuple[Answer, ...]:
    return answered(rules)


def own_question(row: CountyText, pack: str) -> Shown:
    return Shown(
        key=str(row.pk),
        phase=row.phase,
        question=(row.text, row.text),
        text=(row.answer, row.answer),
        on=row.on,
        pack=row.pack,
        own=row,
        withdrawn=row if row.withdrawn_on else None,
        stale=row.pack != pack,
    )


def in_phases(questions: Iterable[Shown]) -> tuple[Phase, ...]:
    """In the order of an election; a phase without a question is left out."""
    found = list(questions)
    phases = (Phase(key, words, tuple(one for one in found if one.phase == key)) for key, words in PHASES.items())
    return tuple(phase for phase in phases if phase.questions)


def shown(questions: Iterable[Shown]) -> list[Shown]:
    return [one for one in questions if one.withdrawn is None]


# Slogans


@dataclass(frozen=True, slots=True)
class Slogan:
    """A slogan of the library or of the county's own."""

    key: str
    text: str
    own: CountyText | None = None
    withdrawn: CountyText | None = None


def slogans(county: Division) -> Iterator[Slogan]:
    rows = list(CountyText.objects.filter(county=county, kind=TextKind.SLOGAN))
    taken_down = {row.key: row for row in rows if row.key and row.withdrawn_on}
    for key, text in SLOGANS.items():
        yield Slogan(key, text, withdrawn=taken_down.get(key))
    for row in rows:
        if not row.key:
            yield Slogan(str(row.pk), row.text, own=row, withdrawn=row if row.withdrawn_on else None)
