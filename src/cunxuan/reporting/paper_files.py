"""Papers of a place as files in a folder: those that were issued, those printed from what is recorded, blank sheets.

Public: `print_papers(place, wanted, …) -> Printout`, `Printout`, `Written`, `NotWritten`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from cunxuan.core.errors import Refusal
from cunxuan.offices.models import Division, Level
from cunxuan.offices.papers import head_of_place
from cunxuan.records.actions import printed_context
from cunxuan.records.models import IssuedPaper
from cunxuan.rendering.catalogue import Form, Format, render, render_blank
from cunxuan.rendering.contexts import plain
from cunxuan.rendering.faults import RenderingFault
from cunxuan.rendering.paper import Status

from .preparation_forms import FILLED_COUNTY, FILLED_VILLAGE
from .preparation_papers import discipline, implementation_plan, record_sheet, schedule


@dataclass(frozen=True, slots=True)
class Written:
    """A file: of which form, its number where it was issued, and whether it is an empty sheet."""

    form: str
    title: str
    file: str
    number: str = ""
    blank: bool = False


@dataclass(frozen=True, slots=True)
class NotWritten:
    """A form of which there is no file, and why, in both languages."""

    form: str
    text: str
    text_en: str


@dataclass(frozen=True, slots=True)
class Printout:
    written: tuple[Written, ...]
    not_written: tuple[NotWritten, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A paper as bytes, before it is a file."""

    content: bytes
    number: str = ""


def print_papers(
    place: Division, wanted: Sequence[Form], fmt: Format, folder: Path, *, blank: bool, today: date, at: datetime
) -> Printout:
    """Each form of the place as one file, or as many as were issued; nothing that is there is written over."""
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Written] = []
    missing: list[NotWritten] = []
    for form in wanted:
        try:
            made = list(papers_of(form, place, fmt, blank=blank, today=today, at=at))
        except (Refusal, RenderingFault) as problem:
            missing.append(NotWritten(form.id, problem.text, problem.text_en))
            continue
        if not made:
            missing.append(not_there(form, place, blank=blank))
        for one in made:
            name = f"{form.id}-{place.name}{'空白' if blank else ''}{form.title}{one.number}"
            path = free_name(folder, name, fmt)
            path.write_bytes(one.content)
            written.append(Written(form.id, form.title, str(path), one.number, blank))
    return Printout(tuple(written), tuple(missing))


def papers_of(form: Form, place: Division, fmt: Format, *, blank: bool, today: date, at: datetime) -> Iterator[Made]:
    if blank:
        if form.blank:
            yield Made(render_blank(form.id, head_of_place(place, issued_on=today, status=Status.BLANK), fmt))
        return
    context = recorded(form.id, place, today, at)
    if context is not None:
        yield Made(render(form.id, plain(context), fmt))
        return
    for paper in IssuedPaper.objects.filter(scope=place.pk, form_id=form.id).order_by("pk"):
        yield Made(render(form.id, printed_context(paper), fmt), paper.number)


def recorded(form_id: str, place: Division, today: date, at: datetime) -> object | None:
    """The context of a form that is printed from what is recorded now; None for those that are issued."""
    if place.level == Level.VILLAGE:
        return record_sheet(place, today=today, at=at) if form_id in FILLED_VILLAGE else None
    if form_id not in FILLED_COUNTY:
        return None
    villages = Division.objects.villages().filter(code__startswith=place.pk)
    if form_id == "O09":
        return implementation_plan(place, villages, today=today, planned=None)
    if form_id == "O18":
        return discipline(place, villages, today=today)
    return schedule(place, villages, today=today, at=at)


def not_there(form: Form, place: Division, *, blank: bool) -> NotWritten:
    if blank:
        return NotWritten(form.id, f"{form.title}没有空白表。", f"{form.title_en}: there is no blank sheet.")
    more_zh, more_en = ("；加 --blank 打印空白表", "; --blank prints an empty one") if form.blank else ("", "")
    return NotWritten(
        form.id, f"{place.name}还没有发出{form.title}{more_zh}。", f"{form.title_en}: none was issued here{more_en}."
    )


def free_name(folder: Path, name: str, fmt: Format) -> Path:
    """A name that no file has yet."""
    clean = "".join("_" if sign in '\\/:*?"<>|' else sign for sign in name)
    path, number = folder / f"{clean}.{fmt}", 1
    while path.exists():
        number += 1
        path = folder / f"{clean}-{number}.{fmt}"
    return path
