"""The life of a list of residents that somebody sent in: received, read, its repairs agreed to, taken or cancelled.

Reading and taking take as long as they take, so a page lets them begin (`begin_reading`, `begin_taking`) in a thread of
this process and asks `at_work` how they are getting on. The row of the file is their record: one that says "reading"
while nobody is at work on it was broken off, and can be read again. A list is taken in one transaction: broken off, it
is as it was before.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from threading import BoundedSemaphore, Thread
from time import monotonic
from typing import Any, TypeVar

from django.db import connection, transaction

from cunxuan.core.chain import bytes_digest
from cunxuan.core.errors import BadInput, Refusal
from cunxuan.core.ids import without_id_numbers
from cunxuan.elections.models import Election
from cunxuan.formats.listings import Agreed, Incoming, give_back, read_listing
from cunxuan.formats.reading import Cancelled, silent
from cunxuan.formats.residents import Problem
from cunxuan.formats.tables import Follow
from cunxuan.offices.models import Division, Level
from cunxuan.records.actions import hold, trail

from . import list_files
from .import_actions import Imported, Source, check_residents, import_residents
from .list_files import Progress, at_work
from .models import FileProblem, ListState, ResidentsFile

T = TypeVar("T")

log = logging.getLogger(__name__)

#: So many problems are kept to be shown; of the rest only their number. The returned workbook has them all.
KEPT = 2000
OF_A_KIND = 3
LONGEST_NAME = 50
#: So many lists are read at once, however many somebody drops; the others wait for their turn.
TURNS = BoundedSemaphore(2)


@transaction.atomic
def receive_file(scope: Division, name: str, content: bytes, *, by: str, at: datetime) -> ResidentsFile:
    """Keeps a list as it was sent, encrypted, to be read next. `scope`: the village, township or county it is of."""
    file = ResidentsFile.objects.create(
        scope=scope,
        name=name_of(name),
        digest=bytes_digest(content),
        sent_by=by,
        sent_at=at,
        state=ListState.READING,
    )
    list_files.keep(file, content)
    trail(scope.code, "residents_file_received", by=by, at=at, facts={"file": file.name, "digest": file.digest})
    return file


def name_of(name: str) -> str:
    """The name of a file without its folder, and without an ID number in it, as long as a report can bear."""
    path = Path(without_id_numbers(name.replace("\\", "/").replace("\0", "")))
    stem = path.stem.strip(". ") or "名册"
    return f"{stem[:LONGEST_NAME]}{path.suffix[:10]}"


# Reading


def begin_reading(file: ResidentsFile) -> None:
    """Reads the list while the page goes on; also one whose reading was broken off."""
    in_background(read_file, file)


def read_file(file: ResidentsFile) -> None:
    """Reads the list in its bounded process and keeps what is wrong with it; writes nobody in."""
    with list_files.work_on(file, "reading") as progress, TURNS:
        if progress is None:
            return
        now_reading(file)
        try:
            with list_files.opened(file) as path:
                listing = incoming(file, path, halved(progress, 0))
                found = judged(file, listing, halved(progress, 1))
        except Cancelled:
            return
        except BadInput as error:
            unreadable(file, error)
            return
        keep_findings(file, found, listing.applied)


def now_reading(file: ResidentsFile) -> None:
    file.refresh_from_db()
    refuse_unless(file, ListState.READING, ListState.WAITING)
    file.state = ListState.READING
    file.save(update_fields=["state"])


def incoming(file: ResidentsFile, path: Path, told: Callable[[int, int], None]) -> Incoming:
    return read_listing(
        path,
        village_of(file),
        agreed_in(file),
        polling_day_of(file.scope),
        told=told,
        cancelled=now_and_then(ResidentsFile.objects.filter(pk=file.pk, state=ListState.CANCELLED).exists),
    )


def now_and_then(ask: Callable[[], bool]) -> Callable[[], bool]:
    """Asks the database once a second, however often somebody wants to know."""
    asked = monotonic()

    def answer() -> bool:
        nonlocal asked
        if monotonic() - asked < 1:
            return False
        asked = monotonic()
        return ask()

    return answer


def judged(file: ResidentsFile, listing: Incoming, told: Callable[[int, int], None]) -> Imported:
    """What the database says of the list, as if it were taken now."""
    return check_residents(listing, within=file.scope_id, accepted=agreed_in(file), follow=watched(told))


def halved(progress: Progress, half: int) -> Callable[[int, int], None]:
    """Reading is the first half of the work, asking the database the second."""
    return lambda done, total: progress.note(half * total + done, 2 * total)


def watched(told: Callable[[int, int], None]) -> Follow:
    def follow(items: Iterable[T], total: int, /) -> Iterator[T]:
        for done, item in enumerate(items):
            if done % 256 == 0:
                told(done, total)
            yield item

    return follow


def village_of(file: ResidentsFile) -> str:
    """A village's list needs no column of codes."""
    return file.scope_id if file.scope.level == Level.VILLAGE else ""


def polling_day_of(scope: Division) -> date | None:
    """The one polling day of the place, where its elections have one; notes on who turns 18 go by it."""
    here = Election.objects.filter(village__code__startswith=scope.code).exclude(done__has_key="result_announced")
    days = {one.polling_day or one.planned_polling_day for one in here.only("polling_day", "planned_polling_day")}
    return days.pop() if len(days) == 1 else None


def unreadable(file: ResidentsFile, error: BadInput) -> None:
    """It is of no use any more: the sentence stays, the content goes."""
    file.state, file.said = ListState.REFUSED, {"zh": error.text, "en": error.text_en}
    file.save(update_fields=["state", "said"])
    list_files.discard(file)


def keep_findings(file: ResidentsFile, found: Imported, applied: Sequence[Problem]) -> None:
    """The numbers and the problems of a list that was read, unless it was cancelled meanwhile."""
    with transaction.atomic():
        hold(file)
        if file.state == ListState.READING:
            kept_problems(file, found.problems, applied)
            numbers(file, found)
            file.state, file.progress = ListState.WAITING, 100
            file.save()


def numbers(file: ResidentsFile, found: Imported) -> None:
    file.rows_read, file.accepted, file.rejected = found.rows, found.accepted, found.rejected
    file.not_data, file.new = found.not_data, found.new
    file.said = {
        **file.said,
        "changed": found.changed,
        "same_person": found.cases,
        "after_roll": [[village.pk, count] for village, count in found.after_roll],
    }


def counts(file: ResidentsFile) -> dict[str, int]:
    return {
        "rows": file.rows_read,
        "accepted": file.accepted,
        "rejected": file.rejected,
        "not_data": file.not_data,
        "new": file.new,
    }


def kept_problems(file: ResidentsFile, problems: Sequence[Problem], applied: Sequence[Problem]) -> None:
    """The first of them whole, of all of them how many of each kind; what was agreed to is shown as such."""
    file.problems.all().delete()
    shown = [(problem, False) for problem in to_show(problems)] + [(problem, True) for problem in applied[:KEPT]]
    FileProblem.objects.bulk_create(row_of(file, problem, accepted) for problem, accepted in shown)
    file.said = {
        **file.said,
        "more": len(problems) - sum(not accepted for _, accepted in shown),
        "kinds": dict(Counter(problem.kind for problem in problems)),
        "repairs": dict(Counter(problem.kind for problem in problems if problem.repair)),
    }


def to_show(problems: Sequence[Problem]) -> list[Problem]:
    """The first problems of the file, and of each kind that comes later a few."""
    seen: Counter[str] = Counter(problem.kind for problem in problems[:KEPT])
    found = list(problems[:KEPT])
    for problem in problems[KEPT:]:
        if seen[problem.kind] < OF_A_KIND:
            seen[problem.kind] += 1
            found.append(problem)
    return found


def row_of(file: ResidentsFile, problem: Problem, accepted: bool) -> FileProblem:
    return FileProblem(
        file=file,
        sheet=problem.sheet,
        row=problem.row,
        cell=problem.cell,
        column=problem.column,
        kind=problem.kind,
        value=problem.value,
        zh=problem.text,
        en=problem.en,
        suggestion=problem.suggestion,
        repair=problem.repair,
        accepted=accepted,
    )


# Repairs


@transaction.atomic
def accept_repairs(
    file: ResidentsFile, *, kinds: Iterable[str] = (), problems: Iterable[FileProblem] = (), by: str, at: datetime
) -> None:
    """A person agrees to repairs as suggested: all of these kinds, or these ones. The list is to be read again next."""
    hold(file)
    refuse_unless(file, ListState.WAITING)
    wanted, cells = sorted(kinds), [[one.sheet, one.cell, one.kind] for one in problems if one.repair]
    before = file.said.get("agreed", {"kinds": [], "cells": []})
    file.said = {
        **file.said,
        "agreed": {
            "kinds": sorted({*before["kinds"], *wanted}),
            "cells": [*before["cells"], *(cell for cell in cells if cell not in before["cells"])],
        },
    }
    file.state, file.progress = ListState.READING, 0
    file.save()
    facts = {"file": file.name, "digest": file.digest, "kinds": wanted, "cells": len(cells)}
    trail(file.scope_id, "residents_file_repaired", by=by, at=at, facts=facts)


def agreed_in(file: ResidentsFile) -> Agreed:
    agreed = file.said.get("agreed", {"kinds": [], "cells": []})
    return Agreed(((sheet, cell, kind) for sheet, cell, kind in agreed["cells"]), agreed["kinds"])


# Taking, cancelling


def begin_taking(file: ResidentsFile, *, by: str, at: datetime) -> None:
    """Takes the list in while the page goes on. Refuses at once what would be refused later."""
    refuse_unless(file, ListState.WAITING)
    in_background(take_file, file, by=by, at=at)


def take_file(file: ResidentsFile, *, by: str, at: datetime) -> Imported | None:
    """Takes in everybody whom nothing speaks against; None where somebody is at work on the list already."""
    with list_files.work_on(file, "taking") as progress:
        if progress is None:
            return None
        file.refresh_from_db()
        refuse_unless(file, ListState.WAITING)
        with list_files.opened(file) as path:
            listing = incoming(file, path, halved(progress, 0))
            found = taken(file, listing, watched(halved(progress, 1)), by=by, at=at)
    for old in no_longer_needed(file):
        list_files.discard(old)
    return found


@transaction.atomic
def taken(file: ResidentsFile, listing: Incoming, follow: Follow, *, by: str, at: datetime) -> Imported:
    """The whole list in one transaction, with its numbers as they came out."""
    hold(file)
    refuse_unless(file, ListState.WAITING)
    found = import_residents(
        listing,
        by=by,
        at=at,
        within=file.scope_id,
        accepted=agreed_in(file),
        source=Source(file.name, file.digest),
        follow=follow,
    )
    kept_problems(file, found.problems, listing.applied)
    numbers(file, found)
    file.state, file.progress = ListState.TAKEN, 100
    file.save()
    facts = {"file": file.name, "digest": file.digest, **counts(file)}
    trail(file.scope_id, "residents_file_taken", by=by, at=at, facts=facts)
    return found


def no_longer_needed(file: ResidentsFile) -> Iterator[ResidentsFile]:
    """Once rows were rejected their file is kept to be marked and given back, until the corrected one has come."""
    if not file.rejected:
        yield from ResidentsFile.objects.filter(scope=file.scope_id, state=ListState.TAKEN)


@transaction.atomic
def cancel_file(file: ResidentsFile, *, by: str, at: datetime) -> None:
    """Nobody wants the list any more; its content is deleted. Of one that was taken only what is kept of it goes."""
    hold(file)
    if file.state != ListState.TAKEN:
        refuse_unless(file, ListState.READING, ListState.WAITING)
        file.state = ListState.CANCELLED
        file.save(update_fields=["state"])
        file.problems.all().delete()
    transaction.on_commit(lambda: list_files.discard(file))
    facts = {"file": file.name, "digest": file.digest}
    trail(file.scope_id, "residents_file_discarded", by=by, at=at, facts=facts)


# Giving it back


def returned_file(file: ResidentsFile, out: Path) -> Path:
    """The same workbook with each cell to correct in red and the reason beside it, written to `out`.

    After the list was taken the rows that were taken agree with the database, so only the rejected ones are marked.
    """
    if not list_files.is_kept(file):
        raise gone(file)
    with list_files.opened(file) as path:
        listing = incoming(file, path, silent)
        problems = judged(file, listing, silent).problems
        give_back(path, problems, listing.headings, out)
    return out


# What every act begins with


def refuse_unless(file: ResidentsFile, *states: ListState) -> None:
    if file.state not in states:
        label = ListState(file.state).label
        raise Refusal(
            "LIST_STATE",
            f"“{file.name}”{label}，不能再办这一步。",
            "请重新上传名册。",
            f"“{file.name}” is {file.state}; this cannot be done any more.",
            "Send the list in again.",
        )


def broken_off(file: ResidentsFile) -> bool:
    """Was its reading begun, and nobody is at work on it? Then it can be read again."""
    return file.state == ListState.READING and at_work(file) is None


def gone(file: ResidentsFile) -> Refusal:
    return Refusal(
        "LIST_GONE",
        f"“{file.name}”已经删除，不能再标注。",
        "请重新上传名册。",
        f"“{file.name}” has been deleted and can no longer be marked.",
        "Send the list in again.",
    )


def in_background(act: Callable[..., Any], file: ResidentsFile, **how: Any) -> None:
    """In a thread of this process. Within a transaction, whose rows no other thread sees yet, at once."""
    if connection.in_atomic_block:
        act(file, **how)
        return

    def work() -> None:
        try:
            act(file, **how)
        except Exception:
            log.exception("the work on list %s broke off", file.pk)
        finally:
            connection.close()

    Thread(target=work, name=f"list {file.pk}", daemon=True).start()
