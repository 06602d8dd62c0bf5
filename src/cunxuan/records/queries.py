"""Issued papers: the list of a place's own, and what anybody may ask about one whose check code they hold."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q

from cunxuan.core import chain
from cunxuan.rendering import catalogue
from cunxuan.rendering.catalogue import Form

from .actions import successor_of
from .models import IssuedPaper, Papers, TrailEntry, TrailHead

#: Papers that everybody may read here. Every other one is for officials of its place; so are the lists of villagers,
#: which hang in the village: the names of hundreds of people go no further than its wall, their codes can be checked.
PUBLIC_FORMS = frozenset(("A12",))

#: The sentence of a form's context that says what the paper says, where it is not its `headline`.
SAID_BY = {"F04": "conclusion"}

Words = tuple[str, str]  # Chinese and English


# Check codes


def check_code(text: str) -> str:
    """A code as somebody typed it from paper, in its printed form: 7F3C-91AE-20B4; empty where it cannot be one."""
    digits = re.sub(r"[\s\-－–—]", "", text).upper()
    return chain.short_code(digits) if re.fullmatch(r"[0-9A-F]{12}", digits) else ""


def paper_with(code: str) -> IssuedPaper | None:
    """The paper that carries this check code."""
    printed = check_code(code)
    return IssuedPaper.objects.filter(check_code=printed).first() if printed else None


def may_read(paper: IssuedPaper, account: Any) -> bool:
    """The whole paper is for everybody where it hangs in the village, else for the officials of its place."""
    if paper.form_id in PUBLIC_FORMS:
        return True
    return bool(account.is_authenticated and paper.scope.startswith(account.division_id))


@dataclass(frozen=True, slots=True)
class Checked:
    """A paper held against what is kept: does its text have its digest, is its checkpoint still in the trail."""

    paper: IssuedPaper
    form: Form
    county: str
    township: str
    village: str
    said: str  # what the paper says, in its own words; empty for who may not read it
    unchanged: bool
    entry: int | None  # place of the entry that the checkpoint stands for; 0 is the chain's beginning
    entries: int
    whole: bool  # the village's trail is unbroken from its beginning to its end
    successor: IssuedPaper | None

    @property
    def later(self) -> int:
        """Entries that the trail has got since the paper was issued."""
        return self.entries - (self.entry or 0)

    @property
    def holds(self) -> bool:
        return self.unchanged and self.entry is not None and self.whole


def checked(paper: IssuedPaper, account: Any) -> Checked:
    context = json.loads(paper.context)
    entries = [chain.Entry(*row) for row in trail_of(paper.scope)]
    kept = TrailHead.objects.filter(scope=paper.scope).first()
    head = chain.Head(kept.seq, kept.hash) if kept else None
    return Checked(
        paper=paper,
        form=catalogue.form(paper.form_id),
        county=context["county"],
        township=context["township"],
        village=context["village"],
        said=context.get(SAID_BY.get(paper.form_id, "headline"), "") if may_read(paper, account) else "",
        unchanged=chain.text_digest(paper.context) == paper.digest,
        entry=entry_of(paper, entries),
        entries=len(entries),
        whole=chain.verify_chain(paper.scope, entries, head) is None,
        successor=successor_of(paper),
    )


def trail_of(scope: str) -> Iterable[tuple[int, str, str, str]]:
    return TrailEntry.objects.filter(scope=scope).order_by("seq").values_list("seq", "previous", "body", "hash")


def entry_of(paper: IssuedPaper, entries: Iterable[chain.Entry]) -> int | None:
    """The place in the chain of the entry that the printed checkpoint stands for."""
    if chain.matches(paper.checkpoint, chain.genesis(paper.scope)):
        return 0
    return next((entry.seq for entry in entries if chain.matches(paper.checkpoint, entry.hash)), None)


# The list


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper in the list."""

    form: Form
    number: str
    township: str
    village: str
    village_code: str
    issued_at: datetime
    check_code: str
    superseded: bool


@dataclass(frozen=True, slots=True)
class PaperFilter:
    """A kind of paper and how many of it there are; the word stands in the address."""

    word: str
    label: Words
    count: int


def papers_of(account: Any, wanted: str = "", form_id: str = "") -> Papers:
    """The papers of the account's place, the newest first; `wanted` is a village, a township, a number or a code."""
    papers = found(IssuedPaper.objects.of(account), wanted)
    return (papers.filter(form_id=form_id) if form_id else papers).order_by("-issued_at", "-pk")


def found(papers: Papers, wanted: str) -> Papers:
    if not wanted:
        return papers
    name = json.dumps(wanted, ensure_ascii=False)[1:-1]  # as it stands in the frozen context
    places = Q(context__contains=f'"village":"{name}') | Q(context__contains=f'"township":"{name}')
    codes = Q(scope__startswith=wanted) | Q(check_code=check_code(wanted) or "-")
    return papers.filter(places | codes | Q(number__contains=wanted))


def filters_of(account: Any, wanted: str) -> tuple[PaperFilter, ...]:
    """All papers, and each form that has been issued."""
    ids = list(found(IssuedPaper.objects.of(account), wanted).order_by().values_list("form_id", flat=True))
    kinds = [kind for kind in catalogue.FORMS if kind.id in ids]
    each = (PaperFilter(kind.id, (kind.title, kind.title_en), ids.count(kind.id)) for kind in kinds)
    return (PaperFilter("", ("全部", "All"), len(ids)), *each)


def lines(papers: Iterable[IssuedPaper]) -> tuple[PaperLine, ...]:
    """The rows of a page of the list."""
    page = list(papers)
    superseded = set(IssuedPaper.objects.filter(supersedes__in=page).values_list("supersedes_id", flat=True))
    return tuple(line_of(paper, superseded=paper.pk in superseded) for paper in page)


def line_of(paper: IssuedPaper, *, superseded: bool) -> PaperLine:
    context = json.loads(paper.context)
    return PaperLine(
        form=catalogue.form(paper.form_id),
        number=paper.number,
        township=context["township"],
        village=context["village"],
        village_code=paper.scope,
        issued_at=paper.issued_at,
        check_code=paper.check_code,
        superseded=superseded,
    )
