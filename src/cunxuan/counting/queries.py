"""Which count sheets there are, how each stands, and what the reader has to do with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from django.db.models import Prefetch

from cunxuan.core.ids import parse_election_id
from cunxuan.core.stages import State
from cunxuan.elections.models import Round, RoundKind
from cunxuan.offices.models import Account, Role
from cunxuan.records.models import Attachment

from .models import CountEntry, CountSheet, CountSheetQuerySet, SheetState

Words = tuple[str, str]  # Chinese and English

#: Who types what the paper says; who may go to the paper where two readings differ.
ENTERS = (Role.CLERK, Role.COMMITTEE)
RESOLVES = (Role.CLERK, Role.TOWNSHIP, Role.COUNTY)
PHOTOGRAPHS = (Role.CLERK, Role.COMMITTEE, Role.TOWNSHIP)
GIVES_UP = (Role.TOWNSHIP, Role.COUNTY)

ROUNDS: Mapping[str, Words] = {
    RoundKind.FIRST: ("第一次投票", "First vote"),
    RoundKind.RUNOFF: ("另行选举", "Runoff"),
    RoundKind.RERUN: ("重新选举", "Rerun"),
    RoundKind.REVOTE: ("再次投票", "New vote after a tie"),
}

STANDINGS: Mapping[str, tuple[State, Words]] = {
    SheetState.EMPTY: (State.NOT_STARTED, ("未录入", "Not entered")),
    SheetState.FIRST: (State.IN_PROGRESS, ("第一次录入", "First entry")),
    SheetState.FIRST_DONE: (State.TO_CHECK, ("等第二次录入", "Waits for the second entry")),
    SheetState.SECOND: (State.IN_PROGRESS, ("第二次录入", "Second entry")),
    SheetState.DIFFERS: (State.DIFFERS, ("不一致", "Differs")),
    SheetState.RETURNED: (State.TO_CHECK, ("退回录入人", "Returned to the clerks")),
    SheetState.VERIFIED: (State.DONE, ("已核对一致", "Verified")),
}
NOT_CLOSED: tuple[State, Words] = (State.NOT_STARTED, ("还没有关箱", "Boxes not closed"))


class Task(Enum):
    """What one person has to do with one sheet."""

    CORRECT = ("看退回的栏", "Read again")
    RESOLVE = ("对照纸面裁定", "Decide by the paper")
    GO_ON = ("接着录入", "Go on entering")
    ENTER_AGAIN = ("第二次录入", "Make the second entry")
    ENTER = ("第一次录入", "Make the first entry")

    def __init__(self, zh: str, en: str) -> None:
        self.zh = zh
        self.en = en


def task_of(sheet: CountSheet, account: Account) -> Task | None:
    """What this person has to do with this sheet now; None when it waits for somebody else or for nothing."""
    own = next((entry for entry in sheet.entries.all() if entry.account_id == account.pk), None)
    match SheetState(sheet.state):
        case SheetState.EMPTY if account.role in ENTERS and sheet.place.closed_at:
            return Task.ENTER
        case SheetState.FIRST | SheetState.SECOND if own and own.finished_at is None:
            return Task.GO_ON
        case SheetState.FIRST_DONE if account.role in ENTERS and own is None:
            return Task.ENTER_AGAIN
        case SheetState.RETURNED if own and own.returned:
            return Task.CORRECT
        case SheetState.DIFFERS if account.role in RESOLVES and not has_entered(own):
            return Task.RESOLVE
    return None


def has_entered(own: CountEntry | None) -> bool:
    """Has this person typed one of the two readings? Whoever read the paper as the third may read it again."""
    return own is not None and own.ordinal in (1, 2)


def standing_of(sheet: CountSheet) -> tuple[State, Words]:
    if sheet.place.closed_at is None:
        return NOT_CLOSED
    return STANDINGS[sheet.state]


def sheet_named(account: Account, name: str) -> CountSheet | None:
    """The sheet of a place by its semantic id, if the account may see it."""
    asked = parse_election_id(name)
    if asked is None or asked.round is None or asked.place is None or asked.contest is not None:
        return None
    return (
        CountSheet.objects.of(account)
        .whole()
        .filter(
            place__round__election__village_id=asked.division,
            place__round__election__year=asked.year,
            place__round__election__kind=asked.kind,
            place__round__number=asked.round,
            place__number=asked.place,
        )
        .first()
    )


def photographs_on(sheet: CountSheet) -> tuple[Attachment, ...]:
    return tuple(Attachment.objects.filter(subject=sheet.semantic_id).order_by("pk"))


def all_verified(this: Round) -> bool:
    """Is every sheet of the vote verified, so that the result can be determined?"""
    sheets = CountSheet.objects.of_round(this)
    return sheets.count() == this.places.count() and not sheets.exclude(state=SheetState.VERIFIED).exists()


# The list


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A sheet in the list: where it belongs, how it stands, what the reader has to do with it."""

    name: str
    township: str
    village: str
    village_code: str
    initials: str
    place: str
    round: Words
    polling_on: date
    shown: State
    standing: Words
    task: Task | None
    waits_for: tuple[str, ...]  # the person who is typing, or who has to read again
    photographs: int


@dataclass(frozen=True, slots=True)
class Filter:
    """A way of looking at the list, with how many sheets it shows; the word stands in the address."""

    word: str
    label: Words
    count: int


MINE, ALL = "mine", "all"
FILTERS: Mapping[str, Words] = {
    MINE: ("要您办的", "For you to do"),
    ALL: ("全部", "All"),
    "not-entered": ("未录入", "Not entered"),
    "entering": ("正在录入", "Being entered"),
    "second": ("等第二次录入", "Waits for the second entry"),
    "differs": ("不一致", "Differs"),
    "returned": ("退回录入人", "Returned"),
    "verified": ("已核对一致", "Verified"),
}
SHOWN_UNDER: Mapping[str, str] = {
    SheetState.EMPTY: "not-entered",
    SheetState.FIRST: "entering",
    SheetState.SECOND: "entering",
    SheetState.FIRST_DONE: "second",
    SheetState.DIFFERS: "differs",
    SheetState.RETURNED: "returned",
    SheetState.VERIFIED: "verified",
}
TASKS = tuple(Task)
EXCEPTIONS_FIRST = (State.DIFFERS, State.TO_CHECK, State.IN_PROGRESS, State.NOT_STARTED, State.DONE)


@dataclass(frozen=True, slots=True)
class SheetList:
    """The list as it was asked for."""

    filters: tuple[Filter, ...]
    lines: tuple[SheetLine, ...]
    total: int


def sheet_list(account: Account, chosen: str, wanted: str) -> SheetList:
    """The sheets an account may see: what it has to do first, then what does not go well, then by place."""
    sheets = tuple(sheets_to_list(CountSheet.objects.of(account)))
    photographs = photographs_by_sheet(account)
    lines = [(under(sheet, account), line(sheet, account, photographs)) for sheet in sheets]
    counts = Counter(word for words, _ in lines for word in words)
    filters = tuple(Filter(word, label, counts[word]) for word, label in FILTERS.items())
    shown = (one for words, one in lines if chosen in words and matches(one, wanted))
    return SheetList(filters, tuple(sorted(shown, key=urgency)), len(sheets))


def sheets_to_list(sheets: CountSheetQuerySet) -> CountSheetQuerySet:
    """What a list needs, in two queries, and no figure: entries come without what was typed."""
    entries = CountEntry.objects.select_related("account").defer("values", "explanations")
    return sheets.select_related("place__round__election__village__parent").prefetch_related(
        Prefetch("entries", queryset=entries)
    )


def photographs_by_sheet(account: Account) -> Counter[str]:
    subjects = Attachment.objects.filter(scope__startswith=account.division_id).values_list("subject", flat=True)
    return Counter(subjects)


def under(sheet: CountSheet, account: Account) -> frozenset[str]:
    """The filters under which a sheet is shown."""
    mine = {MINE} if task_of(sheet, account) else set()
    return frozenset({ALL, SHOWN_UNDER[sheet.state], *mine})


def line(sheet: CountSheet, account: Account, photographs: Mapping[str, int]) -> SheetLine:
    this, (shown, standing) = sheet.place.round, standing_of(sheet)
    village = this.election.village
    return SheetLine(
        name=sheet.semantic_id,
        township=str(village.parent),
        village=village.name,
        village_code=village.code,
        initials=village.initials,
        place=sheet.place.name,
        round=ROUNDS[this.kind],
        polling_on=this.polling_on,
        shown=shown,
        standing=standing,
        task=task_of(sheet, account),
        waits_for=tuple(entry.account.name for entry in sheet.entries.all() if waits_for(sheet, entry)),
        photographs=photographs.get(sheet.semantic_id, 0),
    )


def waits_for(sheet: CountSheet, entry: CountEntry) -> bool:
    if sheet.state == SheetState.RETURNED:
        return bool(entry.returned)
    return entry.finished_at is None


def matches(one: SheetLine, wanted: str) -> bool:
    asked = wanted.strip().lower()
    return (
        not asked
        or asked in f"{one.township}{one.village} {one.place}"
        or one.initials.startswith(asked)
        or one.village_code.startswith(asked)
    )


def urgency(one: SheetLine) -> tuple[int, int, str]:
    mine = TASKS.index(one.task) if one.task else len(TASKS)
    return mine, EXCEPTIONS_FIRST.index(one.shown), one.name
