"""Who votes at a mobile box and for whom a scribe writes, as the page shows them; what the law says of the boxes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import Http404

from cunxuan.candidates.models import Candidate, Status
from cunxuan.core.dates import latest_before
from cunxuan.core.findings import Finding
from cunxuan.core.law import Rule
from cunxuan.core.polling_staff import Scribe, may_write
from cunxuan.elections.actions import rules_of
from cunxuan.elections.models import Election
from cunxuan.records.models import IssuedPaper
from cunxuan.web.why import rule_said

from .assistance_actions import helped, papers_of
from .models import Assistance, Help, WhyHelp

Words = tuple[str, str]

REASONS: Mapping[str, Words] = {
    WhyHelp.OLD: ("年老", "old age"),
    WhyHelp.WEAK: ("体弱", "frail"),
    WhyHelp.ILL: ("患病", "ill"),
    WhyHelp.DISABLED: ("残疾", "disabled"),
    WhyHelp.CANNOT_WRITE: ("不能填写选票", "cannot fill in a ballot"),
    WhyHelp.OTHER: ("其他", "other"),
}
#: What the law lays down of mobile boxes and scribes: the page shows what the place has, with its article.
SHOWN = (
    "mobile_box_users_by",
    "mobile_box_approval",
    "mobile_box_staff_min",
    "mobile_box_scrutineers_min",
    "mobile_box_observer",
    "mobile_box_list_published",
    "mobile_box_list_days_before",
    "mobile_box_void",
    "public_scribes",
    "scribe_voters_max",
    "staff_excludes",
)


@dataclass(frozen=True, slots=True)
class Line:
    row: Assistance
    findings: tuple[Finding, ...]  # what the law holds against the scribe now

    @property
    def reason(self) -> Words:
        return REASONS[self.row.reason]


@dataclass(frozen=True, slots=True)
class AssistancePage:
    """The two lists, and what is to be done with them."""

    mobile: tuple[Line, ...]
    scribed: tuple[Line, ...]
    unpublished: int
    papers: tuple[IssuedPaper, ...]
    last_day: date | None  # on which the users of mobile boxes are published in time
    last_day_rule: Rule | None
    rules: tuple[tuple[Rule, Words], ...]  # what the law of the place lays down, and how it is said

    @property
    def count(self) -> int:
        return len(self.mobile) + len(self.scribed)


def assistance_page(election: Election) -> AssistancePage:
    rows, rules = helped(election), rules_of(election)
    scribes = Counter(row.scribe for row in rows if row.help == Help.SCRIBE)
    candidates = set(candidates_of(election))
    said = {
        name: tuple(
            one for one in may_write(rules, Scribe(name, voters, name in candidates)).findings if one.severity != "note"
        )
        for name, voters in scribes.items()
    }
    lines = [Line(row, said.get(row.scribe, ())) for row in rows]
    rule = rules.get("mobile_box_list_days_before")
    days = rules.number("mobile_box_list_days_before")
    day = election.polling_day
    return AssistancePage(
        mobile=tuple(line for line in lines if line.row.help == Help.MOBILE_BOX),
        scribed=tuple(line for line in lines if line.row.help == Help.SCRIBE),
        unpublished=sum(row.published_on is None for row in rows),
        papers=tuple(papers_of(election).values()),
        last_day=latest_before(day, days) if day and days is not None else None,
        last_day_rule=rule,
        rules=tuple((found, rule_said(found)) for key in SHOWN if (found := rules.get(key)) is not None),
    )


def candidates_of(election: Election) -> tuple[str, ...]:
    """The names on the ballots of this election."""
    standing = Candidate.objects.filter(contest__round__election=election, status=Status.QUALIFIED)
    return tuple(dict.fromkeys(standing.order_by("contest", "position").values_list("name", flat=True)))


def assistance_of(election: Election, pk: int) -> Assistance:
    row = Assistance.objects.filter(election=election, pk=pk).select_related("resident").first()
    if row is None:
        raise Http404
    row.election = election
    return row
