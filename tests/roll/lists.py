"""Lists of residents for the tests of their import: a draft of one village, written and read, or sent in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import cast
from cunxuan.formats.listings import Agreed
from cunxuan.formats.residents import Listing, read_residents
from cunxuan.offices.models import Division
from cunxuan.roll import file_actions
from cunxuan.roll.import_actions import Imported, import_residents
from cunxuan.roll.models import ListState, Resident, ResidentsFile, SamePerson
from formats.dirty import Draft, Line, draft

ALL = Agreed(everything=True)


def read(book: Draft, folder: Path, *kinds: str) -> Listing:
    return read_residents(book.write(folder), accepted=Agreed(kinds=kinds, everything="all" in kinds))


def taken(book: Draft, folder: Path, *kinds: str, **how: Any) -> Imported:
    """The draft as a file, read and taken in, with these repairs agreed to."""
    agreed = Agreed(kinds=kinds, everything="all" in kinds)
    return import_residents(read(book, folder, *kinds), by="ding", at=cast.AT, accepted=agreed, **how)


def list_of(*lines: Line) -> Draft:
    """A list of these lines only."""
    book = draft(0)
    book.main.lines += lines
    return book


def sent(scope: Division, book: Draft, folder: Path) -> ResidentsFile:
    return file_actions.receive_file(scope, "名册.xlsx", book.write(folder).read_bytes(), by="ding", at=cast.AT)


def sent_and_read(scope: Division, book: Draft, folder: Path) -> ResidentsFile:
    file = sent(scope, book, folder)
    file_actions.read_file(file)
    file.refresh_from_db()
    assert file.state == ListState.WAITING, file.said
    return file


def everything() -> list[tuple[Any, ...]]:
    """All that an import may write, as it stands."""
    return [*Resident.objects.order_by("pk").values_list(), *SamePerson.objects.order_by("pk").values_list()]


def kinds(found: Imported) -> list[str]:
    return [problem.kind for problem in found.problems]
