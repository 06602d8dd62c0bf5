"""What the papers on mobile boxes and scribes say: the notice A11 and the roster R06, filled in or blank."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from cunxuan.elections.actions import rules_of
from cunxuan.elections.models import Election
from cunxuan.elections.papers import cited, complaint, head_of, laws_named
from cunxuan.records.models import IssuedPaper
from cunxuan.records.papers import frozen
from cunxuan.rendering import catalogue
from cunxuan.rendering.catalogue import Format
from cunxuan.rendering.contexts import plain
from cunxuan.rendering.forms.A11.context import ListsNotice, Mobile, Scribed
from cunxuan.rendering.forms.R06.context import HelpRoster, Voter
from cunxuan.rendering.paper import Basis

from .models import Assistance, Help, WhyHelp
from .proxy_papers import blank_head

BLANK_LINES = 6  # of each of the two lists: one sheet


def notice_of_help(election: Election, rows: Sequence[Assistance], *, on: date, at: datetime) -> dict[str, Any]:
    rules = rules_of(election)
    mobile, scribed = by_kind(rows)
    notice = ListsNotice(
        paper=head_of(election, issued_on=on, figures_at=at, pack=rules.name),
        headline=f"下列村民不便到场或者不能填写选票，经审核予以公布：流动票箱投票{len(mobile)}人，由他人代写{len(scribed)}人。",
        polled_on=election.polling_day,
        of_proxies=False,
        of_help=True,
        mobile=tuple(Mobile(name=row.resident.name, group=row.resident.group_no, box_no=row.box_no) for row in mobile),
        scribed=tuple(
            Scribed(name=row.resident.name, group=row.resident.group_no, scribe=row.scribe) for row in scribed
        ),
        complaint=complaint(election),
        basis=basis_of(election),
        laws=laws_named(pack for pack in rules.packs if pack.layer == "national"),
    )
    return frozen("A11", notice)


def roster_of_help(election: Election, rows: Sequence[Assistance], *, on: date, at: datetime) -> dict[str, Any]:
    mobile, scribed = by_kind(rows)
    roster = HelpRoster(
        paper=head_of(election, issued_on=on, figures_at=at, pack=rules_of(election).name),
        headline=f"流动票箱投票{len(mobile)}人，由他人代写{len(scribed)}人。",
        polled_on=election.polling_day,
        mobile=tuple(map(voter, mobile)),
        scribed=tuple(map(voter, scribed)),
        basis=basis_of(election),
    )
    return frozen("R06", roster)


def by_kind(rows: Iterable[Assistance]) -> tuple[list[Assistance], list[Assistance]]:
    found = list(rows)
    return tuple([row for row in found if row.help == kind] for kind in (Help.MOBILE_BOX, Help.SCRIBE))  # type: ignore[return-value]


def voter(row: Assistance) -> Voter:
    return Voter(
        name=row.resident.name,
        group=row.resident.group_no,
        reason=str(WhyHelp(row.reason).label),
        box_no=row.box_no,
        scribe=row.scribe,
        approved_on=row.approved_on,
    )


def basis_of(election: Election) -> Basis | None:
    """The article on mobile boxes and scribes; where none is held, the lists cite nothing."""
    rules = rules_of(election)
    return cited(rules.get("mobile_box_list_published") or rules.get("public_scribes"))


def people_on(paper: IssuedPaper) -> int:
    """How many people a published roster has."""
    said = json.loads(paper.context)
    return len(said["mobile"]) + len(said["scribed"])


def blank(election: Election, fmt: Format) -> bytes:
    """The roster to be filled in by hand."""
    roster = HelpRoster(
        paper=blank_head(election),
        headline="",
        polled_on=election.polling_day,
        lines=BLANK_LINES,
        basis=basis_of(election),
    )
    return catalogue.render("R06", plain(roster), fmt)
