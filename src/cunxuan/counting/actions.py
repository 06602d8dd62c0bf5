"""Verbs of the count: enter a sheet, enter it again blind, go to the paper where the two differ.

Which step is allowed to whom is core.double_entry's to say; whether the figures hold together, core.count_checks'.
Every act ends in the trail, which says who did what to which squares, and never a figure: whoever may read the trail
learns nothing that the second clerk should not know.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import connection, transaction

from cunxuan.core import double_entry
from cunxuan.core.chain import bytes_digest
from cunxuan.core.count import Figures
from cunxuan.core.count_checks import StillNeeded, check_sheet, still_needed
from cunxuan.core.errors import Refusal
from cunxuan.core.ids import holds_id_number
from cunxuan.elections.actions import mark_done, refuse_unless_ready
from cunxuan.elections.models import Round, RoundKind
from cunxuan.offices.models import Account
from cunxuan.records.actions import attach, hold, trail
from cunxuan.records.models import Attachment

from .checking import context_of_sheet, photographs_of
from .figures import no_id_number, without_candidates_names
from .models import CountEntry, CountSheet, Ordinal, SheetState


@transaction.atomic
def print_sheets(this: Round, *, on: date, by: str, at: datetime) -> list[CountSheet]:
    """Ballots and count sheets are printed and counted (印制、清点选票): from now on each sheet's squares are fixed."""
    hold(this.election)
    first = this.kind == RoundKind.FIRST
    if first:
        refuse_unless_ready(this.election, "ballots_ready")
    if CountSheet.objects.of_round(this).exists():
        raise Refusal(
            "SHEETS_PRINTED",
            "这一次投票的计票单已经印制。",
            "请到计票页打印或者录入。",
            "The count sheets of this vote are printed already.",
            "Print or enter them on the counting page.",
        )
    places = list(this.places.prefetch_related("boxes", "round__contests__candidates"))
    if not places:
        raise Refusal(
            "NO_PLACES",
            "还没有设投票点和票箱。",
            "请先设中心会场、投票站和票箱。",
            "There are no polling places yet.",
            "Set up the places and their boxes first.",
        )
    sheets = [CountSheet(place=place) for place in places]
    for sheet in sheets:
        sheet.definition = sheet.squares.digest
        sheet.save()
    if first:
        mark_done(this.election, "ballots_ready", on)
    trail(
        this.election.village_id,
        "sheets_printed",
        by=by,
        at=at,
        rows=[*sheets, this.election],
        facts={"round": this.number, "sheets": len(sheets), "on": on.isoformat()},
    )
    return sheets


# The two entries


@transaction.atomic
def type_figures(
    sheet: CountSheet,
    values: Figures,
    *,
    by: Account,
    at: datetime,
    explanations: Mapping[str, str] | None = None,
) -> CountEntry:
    """Saves what a clerk has typed so far, and says beside the checks (待说明); the first call begins the entry.

    None empties a square; an empty text takes an explanation back.
    """
    sheet = locked(sheet)
    refuse_until_closed(sheet)
    given, said = without_candidates_names(sheet.squares, values), plain_texts(explanations or {})
    entry = sheet.reading_by(by)
    if entry is None and not given:
        raise double_entry.not_begun()
    whole = {**(entry.values if entry else {}), **given}
    kept = {key: figure for key, figure in whole.items() if figure is not None}
    state = double_entry.enter(sheet.double_entry, by=by.pk, values=kept)
    if entry is None:
        ordinal = Ordinal.FIRST if isinstance(state, double_entry.FirstEntry) else Ordinal.SECOND
        entry = CountEntry(sheet=sheet, ordinal=ordinal, account=by, started_at=at)
    entry.values, entry.saved_at = kept, at
    entry.explanations = {code: text for code, text in {**entry.explanations, **said}.items() if text}
    entry.save()
    sheet.state = STATES[type(state)]
    sheet.save()
    facts = {"squares": squares_in(given), **({"checks": sorted(said)} if said else {})}
    record(sheet, "figures_typed", by, at, rows=[entry], facts=facts)
    return entry


@transaction.atomic
def finish_entry(sheet: CountSheet, *, by: Account, at: datetime) -> CountSheet:
    """Ends a clerk's entry: the first waits for the second, the second is compared with the first."""
    sheet = locked(sheet)
    entry = sheet.reading_by(by)
    state = double_entry.finish(sheet.double_entry, by=by.pk, needed=needed_for(sheet, entry))
    assert entry is not None, "core refuses whoever has not begun"
    entry.finished_at = at
    entry.save()
    keep(sheet, state)
    record(sheet, "entry_finished", by, at, rows=[entry], facts={"ordinal": entry.ordinal, "state": str(sheet.state)})
    return sheet


@transaction.atomic
def give_up_entry(sheet: CountSheet, *, by: Account, at: datetime) -> CountSheet:
    """Drops an entry that nobody will finish, so that another clerk can begin it anew; what was finished stays."""
    sheet = locked(sheet)
    state = double_entry.give_up(sheet.double_entry)
    ordinal = Ordinal.FIRST if isinstance(state, double_entry.Empty) else Ordinal.SECOND
    entry = sheet.reading(ordinal)
    assert entry is not None, "core refuses where nobody has begun"
    keep(sheet, state)
    CountEntry.objects.filter(pk=entry.pk).delete()
    trail(
        sheet.place.round.election.village_id,
        "entry_given_up",
        by=by.username,
        at=at,
        rows=[sheet],
        removed=[entry],
        facts={"sheet": sheet.semantic_id, "ordinal": ordinal, "of": entry.account.username},
    )
    return sheet


# Where the two differ


@transaction.atomic
def resolve_sheet(
    sheet: CountSheet, paper: Figures, *, by: Account, at: datetime, explanations: Mapping[str, str] | None = None
) -> CountSheet:
    """A third person types what the paper says in the differing squares, and explains what no clerk had to explain."""
    sheet = locked(sheet)
    paper = without_candidates_names(sheet.squares, paper)
    explained = {code: text for code, text in plain_texts(explanations or {}).items() if text}
    needed = StillNeeded()
    if isinstance(sheet.double_entry, double_entry.Differs):
        values = double_entry.with_paper(sheet.double_entry, paper)
        outcomes = check_sheet(sheet.squares, values, context_of_sheet(sheet))
        needed = still_needed(outcomes, {**explained_by_either(sheet), **explained})
    state = double_entry.resolve(sheet.double_entry, by=by.pk, paper=paper, needed=needed)
    reading = sheet.reading(Ordinal.PAPER) or CountEntry(sheet=sheet, ordinal=Ordinal.PAPER, started_at=at)
    reading.account, reading.finished_at, reading.saved_at = by, at, at
    reading.values = dict(state.paper.values) if isinstance(state, double_entry.Returned) else dict(paper)
    reading.explanations = {**reading.explanations, **explained}
    reading.save()
    returned = give_back(sheet, state)
    keep(sheet, state)
    record(
        sheet,
        "paper_read",
        by,
        at,
        rows=[reading, *returned],
        facts={"squares": squares_in(paper), "returned_to": [entry.account.username for entry in returned]},
    )
    return sheet


@transaction.atomic
def correct_entry(sheet: CountSheet, values: Figures, *, by: Account, at: datetime) -> CountSheet:
    """A clerk reads the returned squares again; when all have, the readings are compared anew."""
    sheet = locked(sheet)
    given = without_candidates_names(sheet.squares, values)
    state = double_entry.correct(sheet.double_entry, by=by.pk, values=given)
    entry = sheet.reading_by(by)
    assert entry is not None, "core refuses whoever has nothing to correct"
    squares, entry.returned, entry.saved_at = entry.returned, [], at
    entry.values = dict(typed_by(state, by))
    entry.save()
    keep(sheet, state)
    record(sheet, "entry_corrected", by, at, rows=[entry], facts={"squares": squares, "state": str(sheet.state)})
    return sheet


@transaction.atomic
def attach_photograph(sheet: CountSheet, content: bytes, *, by: Account, at: datetime) -> Attachment:
    """Keeps a photograph of the signed paper sheet; without it nothing is determined (paper leads)."""
    sheet = locked(sheet)
    refuse_photograph_twice(sheet, content)
    scope = sheet.place.round.election.village_id
    return attach(scope=scope, subject=sheet.semantic_id, content=content, by=by.username, at=at)


@transaction.atomic
def attach_photographs(sheet: CountSheet, contents: Iterable[bytes], *, by: Account, at: datetime) -> None:
    """Keeps photographs that were sent together: all of them or none."""
    for content in contents:
        attach_photograph(sheet, content, by=by, at=at)


# Pieces


STATES: Mapping[type, SheetState] = {
    double_entry.Empty: SheetState.EMPTY,
    double_entry.FirstEntry: SheetState.FIRST,
    double_entry.FirstDone: SheetState.FIRST_DONE,
    double_entry.SecondEntry: SheetState.SECOND,
    double_entry.Differs: SheetState.DIFFERS,
    double_entry.Returned: SheetState.RETURNED,
    double_entry.Verified: SheetState.VERIFIED,
}


def locked(sheet: CountSheet) -> CountSheet:
    """The sheet as it is now, held until the act commits: two clerks cannot both begin the same entry."""
    if connection.features.has_select_for_update:
        CountSheet.objects.select_for_update().get(pk=sheet.pk)
    return CountSheet.objects.whole().get(pk=sheet.pk)


def keep(sheet: CountSheet, state: double_entry.State) -> None:
    sheet.state = STATES[type(state)]
    sheet.differing = list(state.fields) if isinstance(state, double_entry.Differs) else []
    sheet.save()


def give_back(sheet: CountSheet, state: double_entry.State) -> list[CountEntry]:
    """Marks the squares that each clerk has to read again."""
    if not isinstance(state, double_entry.Returned):
        return []
    clerks = [entry for entry in sheet.entries.all() if entry.account_id in state.to]
    for entry in clerks:
        entry.returned = list(state.to[entry.account_id])
        entry.save()
    return clerks


def typed_by(state: double_entry.State, by: Account) -> Figures:
    """What a clerk's reading says now."""
    if isinstance(state, double_entry.Verified):
        return state.values
    assert isinstance(state, double_entry.Returned | double_entry.Differs)
    return state.first.values if state.first.by == by.pk else state.second.values


def needed_for(sheet: CountSheet, entry: CountEntry | None) -> StillNeeded:
    """What the checks still ask of a clerk's figures."""
    if entry is None:
        return StillNeeded()
    outcomes = check_sheet(sheet.squares, entry.values, context_of_sheet(sheet))
    return still_needed(outcomes, entry.explanations)


def explained_by_either(sheet: CountSheet) -> dict[str, str]:
    """What either clerk has explained need not be explained a third time."""
    return {code: text for entry in sheet.entries.all() for code, text in entry.explanations.items()}


LONGEST_EXPLANATION = 300


def plain_texts(explanations: Mapping[str, str]) -> dict[str, str]:
    """Explanations by check as they are kept: trimmed, not too long, without an ID number."""
    texts = {code: text.strip()[:LONGEST_EXPLANATION] for code, text in explanations.items()}
    if any(map(holds_id_number, texts.values())):
        raise no_id_number()
    return texts


def squares_in(figures: Figures) -> list[str]:
    """The squares that the trail names. A name under 另选他人 is part of a reading: it says the list, not the name."""
    return sorted({double_entry.square_of(key) for key in figures})


def refuse_photograph_twice(sheet: CountSheet, content: bytes) -> None:
    if bytes_digest(content) in photographs_of(sheet):
        raise Refusal(
            "PHOTOGRAPH_TWICE",
            "这张照片已经传过了。",
            "不用再传。",
            "This photograph is here already.",
            "There is nothing to do.",
        )


def refuse_until_closed(sheet: CountSheet) -> None:
    """No figure exists before the last box of a place is closed."""
    if sheet.place.closed_at is None:
        raise Refusal(
            "PLACE_OPEN",
            f"{sheet.place.name}还没有关箱，不能录入计票单。",
            "请投票结束、关箱后再录入。",
            f"{sheet.place.name} is not closed yet, so its sheet cannot be entered.",
            "Enter it once the vote is over and the boxes are closed.",
        )


def record(
    sheet: CountSheet,
    act: str,
    by: Account,
    at: datetime,
    *,
    rows: list[CountEntry],
    facts: Mapping[str, object],
) -> None:
    """The last line of each act on a sheet: which sheet, which squares, no figures."""
    trail(
        sheet.place.round.election.village_id,
        act,
        by=by.username,
        at=at,
        rows=[sheet, *rows],
        facts={"sheet": sheet.semantic_id, **facts},
    )
