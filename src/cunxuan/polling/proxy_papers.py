"""What the papers on proxies say: the notice A11, the roster R05, the letters O38, filled and to be filled by hand."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from cunxuan.core.people.relatives import in_words
from cunxuan.elections.actions import rules_of
from cunxuan.elections.models import Election
from cunxuan.elections.papers import cited, complaint, head_of, laws_named
from cunxuan.records.actions import printed_context
from cunxuan.records.models import IssuedPaper
from cunxuan.records.papers import frozen
from cunxuan.rendering import catalogue, compiler
from cunxuan.rendering.catalogue import Format
from cunxuan.rendering.contexts import plain
from cunxuan.rendering.forms.A11.context import Entrusted, ListsNotice
from cunxuan.rendering.forms.O38.context import ProxyLetter
from cunxuan.rendering.forms.O38.word import word as letters_as_word
from cunxuan.rendering.forms.O38.wording import together
from cunxuan.rendering.forms.R05.context import ProxyRoster, Row
from cunxuan.rendering.paper import Basis, Paper

from .models import Proxy
from .proxy_law import REASONS

BLANK_LINES = 14  # of a list that is filled in by hand: one sheet
BLANK_LETTERS = 2  # on a sheet


def notice_of_proxies(election: Election, rows: Sequence[Proxy], *, on: date, at: datetime) -> dict[str, Any]:
    rules = rules_of(election)
    notice = ListsNotice(
        paper=head_of(election, issued_on=on, figures_at=at, pack=rules.name),
        headline=announced(len(rows)),
        polled_on=election.polling_day,
        of_proxies=True,
        of_help=False,
        proxies=tuple(entrusted(row) for row in rows),
        cap=rules.number("proxy_cap"),
        complaint=complaint(election),
        basis=cited(rules.get("proxy_list_published")),
        laws=laws_named(pack for pack in rules.packs if pack.layer == "national"),
    )
    return frozen("A11", notice)


def announced(people: int) -> str:
    if not people:
        return "本次选举没有人委托他人投票。"
    return f"下列{people}名村民选举期间外出，已书面委托他人投票，经审核予以公布。"


def entrusted(row: Proxy) -> Entrusted:
    return Entrusted(
        principal=row.principal.name,
        principal_group=row.principal.group_no,
        holder=row.holder.name,
        holder_group=row.holder.group_no,
        relation=relation(row),
    )


def relation(row: Proxy) -> str:
    return in_words(row.relation)  # type: ignore[arg-type]  # the column holds a Relation


def roster_of_proxies(election: Election, rows: Sequence[Proxy], *, on: date, at: datetime) -> dict[str, Any]:
    rules = rules_of(election)
    held = Counter(row.holder_id for row in rows)
    roster = ProxyRoster(
        paper=head_of(election, issued_on=on, figures_at=at, pack=rules.name),
        headline=f"共{len(rows)}份委托，受委托人{len(held)}人。",
        polled_on=election.polling_day,
        published_on=on,
        cap=rules.number("proxy_cap"),
        rows=tuple(roster_row(row, held[row.holder_id]) for row in rows),
        basis=basis_of(election),
    )
    return frozen("R05", roster)


def roster_row(row: Proxy, held: int) -> Row:
    return Row(
        number=row.number,
        principal=row.principal.name,
        principal_group=row.principal.group_no,
        holder=row.holder.name,
        holder_group=row.holder.group_no,
        relation=relation(row),
        reason=REASONS[row.reason][0],
        applied_on=row.applied_on,
        held=held,
    )


def basis_of(election: Election) -> Basis | None:
    """The article on who may hold how many."""
    rules = rules_of(election)
    return cited(rules.get("proxy_cap") or rules.get("proxy_holder"))


def letter_of(election: Election, row: Proxy, *, held: int, on: date) -> dict[str, Any]:
    letter = ProxyLetter(
        paper=head_of(election, issued_on=on, figures_at=None, pack=election.pack),
        headline=f"{row.principal.name}委托{row.holder.name}投票。",
        polled_on=election.polling_day,
        principal=row.principal.name,
        principal_group=row.principal.group_no,
        holder=row.holder.name,
        holder_group=row.holder.group_no,
        relation=relation(row),
        reason=REASONS[row.reason][0],
        applied_on=row.applied_on,
        published_on=row.published_on,
        held=held,
        cap=rules_of(election).number("proxy_cap"),
        basis=basis_of(election),
    )
    return frozen("O38", letter)


# -- files ------------------------------------------------------------------------------------------------------------


def letters_as_file(papers: Iterable[IssuedPaper], fmt: Format) -> bytes:
    """The letters of a village in one file, two on a sheet, each as it was frozen."""
    form = catalogue.form("O38")
    return file_of_letters([form.printed(printed_context(paper)) for paper in papers], fmt)


def file_of_letters(printed: Sequence[dict[str, Any]], fmt: Format) -> bytes:
    whole = together(printed)
    return letters_as_word(whole) if fmt == "docx" else compiler.pdf([("O38", whole)])


def blank(election: Election, form_id: str, fmt: Format) -> bytes:
    """A form of the village to be filled in by hand."""
    if form_id == "O38":
        printed = catalogue.form("O38").printed(plain(blank_letter(election)))
        return file_of_letters([printed] * BLANK_LETTERS, fmt)
    context = {"R05": blank_roster, "A11": blank_notice}[form_id](election)
    return catalogue.render(form_id, plain(context), fmt)


def blank_head(election: Election) -> Paper:
    day = election.polling_day or election.planned_polling_day
    return head_of(election, issued_on=day, figures_at=None, pack=rules_of(election).name)


def blank_letter(election: Election) -> ProxyLetter:
    return ProxyLetter(
        paper=blank_head(election),
        headline="",
        polled_on=election.polling_day,
        cap=rules_of(election).number("proxy_cap"),
        basis=basis_of(election),
    )


def blank_roster(election: Election) -> ProxyRoster:
    return ProxyRoster(
        paper=blank_head(election),
        headline="",
        polled_on=election.polling_day,
        published_on=None,
        cap=rules_of(election).number("proxy_cap"),
        lines=BLANK_LINES,
        basis=basis_of(election),
    )


def blank_notice(election: Election) -> ListsNotice:
    return ListsNotice(
        paper=blank_head(election),
        headline="下列村民选举期间外出，已书面委托他人投票，经审核予以公布。",
        polled_on=election.polling_day,
        of_proxies=True,
        of_help=False,
        lines=BLANK_LINES,
        cap=rules_of(election).number("proxy_cap"),
        complaint=complaint(election),
        basis=cited(rules_of(election).get("proxy_list_published")),
    )


def proxies_on(paper: IssuedPaper) -> int:
    """How many proxies a published roster has."""
    return len(json.loads(paper.context)["rows"])
