"""Verbs on those who vote at a mobile box, and on those for whom somebody writes: add, withdraw, publish the lists.

A candidate writes for nobody, nor does whoever is too near to a candidate; how many voters one person may write for is
the law of the place. How near is asked of the person: the program keeps no kin.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from cunxuan.candidates.models import Candidate, Status
from cunxuan.core.errors import Refusal
from cunxuan.core.findings import Finding
from cunxuan.core.gates import STAFF_IS_KIN
from cunxuan.core.opinions import Opinion, opinion
from cunxuan.core.people.relatives import Relation, concerns
from cunxuan.core.polling_staff import Scribe, may_write
from cunxuan.elections.actions import mark_done, rules_of
from cunxuan.elections.models import Election
from cunxuan.records.actions import hold, trail
from cunxuan.records.models import IssuedPaper
from cunxuan.roll.models import Resident, RollEntry

from . import published_lists
from .assistance_papers import notice_of_help, people_on, roster_of_help
from .models import Assistance, Help
from .proxy_actions import refuse_after_the_vote

STEP = "mobile_list_published"  # of the timetable, where there is a mobile box


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Who votes with help, how, and why. Of a scribe: the name, and the candidate to whom the scribe is near."""

    resident: Resident
    help: str
    reason: str
    box_no: int | None = None
    scribe: str = ""
    scribe_near: str = ""  # the candidate
    scribe_relation: Relation | None = None  # what the scribe is to that candidate


@transaction.atomic
def add_assistance(election: Election, wanted: Wanted, *, on: date, by: str, at: datetime) -> Assistance:
    """The election committee allows somebody a mobile box or a scribe (流动票箱投票、代写)."""
    (row,) = add_people(election, [wanted], on=on, by=by, at=at)
    return row


@transaction.atomic
def add_people(election: Election, people: Iterable[Wanted], *, on: date, by: str, at: datetime) -> list[Assistance]:
    """A whole list that the election committee allows at once; one who may not stand on it stops the list."""
    hold(election)
    refuse_after_the_vote(election)
    wanted = list(people)
    refuse_to_add(election, wanted)
    rows = Assistance.objects.bulk_create(
        Assistance(
            election=election,
            resident=one.resident,
            help=one.help,
            reason=one.reason,
            scribe=one.scribe,
            box_no=one.box_no,
            approved_on=on,
        )
        for one in wanted
    )
    facts = dict(Counter(row.help for row in rows))
    trail(election.village_id, "assistance_added", by=by, at=at, rows=rows, facts=facts)
    return rows


@transaction.atomic
def withdraw_assistance(row: Assistance, *, on: date, by: str, at: datetime) -> Assistance:
    """Somebody comes to the polling place after all, or writes without help."""
    hold(row.election)
    row.refresh_from_db()
    refuse_after_the_vote(row.election)
    if row.withdrawn_on:
        raise Refusal(
            "ASSISTANCE_WITHDRAWN",
            f"{row.resident}已于 {row.withdrawn_on} 从名单上去掉。",
            "要再列入的，请重新登记。",
            f"{row.resident} was taken off the list on {row.withdrawn_on}.",
            "Add the person anew.",
        )
    row.withdrawn_on = on
    row.save()
    trail(row.election.village_id, "assistance_withdrawn", by=by, at=at, rows=[row], facts={"help": row.help})
    return row


@transaction.atomic
def publish_assistance(election: Election, *, on: date, by: str, at: datetime) -> list[IssuedPaper]:
    """Publishes who votes at a mobile box and who writes for whom: the notice A11 and the roster R06."""
    hold(election)
    refuse_after_the_vote(election)
    rows = helped(election)
    papers = papers_of(election)
    new = [row for row in rows if row.published_on is None]
    refuse_unchanged(papers, rows, new)
    Assistance.objects.filter(election=election, withdrawn_on=None, published_on=None).update(published_on=on)
    for row in new:
        row.published_on = on
    issued = issue_lists(election, rows, papers, on=on, by=by, at=at)
    if STEP not in election.done and any(row.help == Help.MOBILE_BOX for row in rows):
        mark_done(election, STEP, on)
    facts = {"count": len(rows), "new": len(new), "on": on.isoformat()}
    trail(election.village_id, "assistance_published", by=by, at=at, rows=[election, *new, *issued], facts=facts)
    return issued


def helped(election: Election) -> list[Assistance]:
    """The lists as they stand, in the order of the groups."""
    rows = Assistance.objects.filter(election=election, withdrawn_on=None).select_related("resident")
    return list(rows.order_by("help", "resident__group_no", "resident__household_no", "pk"))


def scribe_judged(election: Election, wanted: Wanted, voters: int = 1) -> Opinion:
    """May this person write for so many more? No candidate, nobody near to one, no more than the law allows."""
    rules = rules_of(election)
    mine = election.assistance.filter(help=Help.SCRIBE, scribe=wanted.scribe, withdrawn_on=None).count()
    standing = Candidate.objects.filter(contest__round__election=election, status=Status.QUALIFIED, name=wanted.scribe)
    answer = may_write(rules, Scribe(wanted.scribe, mine + voters, standing.exists()))
    rule = rules.get("staff_excludes")
    if rule is None or wanted.scribe_relation is None or not concerns(rule.value, wanted.scribe_relation):
        return answer
    near = Finding(STAFF_IS_KIN, {"name": wanted.scribe, "candidate": wanted.scribe_near}, rule)
    return opinion((*(one for one in answer.findings if one.severity != "note"), near))


# -- parts of the acts ------------------------------------------------------------------------------------------------


def subject_of(election: Election) -> str:
    return f"{election.semantic_id}.help"


def papers_of(election: Election) -> dict[str, IssuedPaper]:
    """The notice and the roster that are in force, by form."""
    return published_lists.in_force(election, subject_of(election), "R06")


def issue_lists(
    election: Election, rows: Sequence[Assistance], before: dict[str, IssuedPaper], *, on: date, by: str, at: datetime
) -> list[IssuedPaper]:
    made = {
        "A11": lambda: notice_of_help(election, rows, on=on, at=at),
        "R06": lambda: roster_of_help(election, rows, on=on, at=at),
    }
    return published_lists.issue(
        election, subject_of(election), 13, made, before, changed="名单有增减，重新公布", by=by, at=at
    )


# -- refusals ---------------------------------------------------------------------------------------------------------


def refuse_to_add(election: Election, people: Sequence[Wanted]) -> None:
    """Voters of the village, each once on a list, without a proxy, with scribes whom the law allows."""
    assert all(one.resident.village_id == election.village_id for one in people), "a voter is a resident here"
    asked = [one.resident.pk for one in people]
    on_roll = set(
        RollEntry.objects.filter(election=election, resident__in=asked, until_version=None).values_list(
            "resident_id", flat=True
        )
    )
    listed = set(election.assistance.filter(withdrawn_on=None).values_list("resident_id", "help"))
    entrusted = set(election.proxies.filter(approved=True, withdrawn_on=None).values_list("principal_id", flat=True))
    for one in people:
        refuse_one(one, on_roll, listed, entrusted)
        listed.add((one.resident.pk, one.help))
        if one.help == Help.SCRIBE:
            refuse_scribe(election, one, sum(other.scribe == one.scribe for other in people))


def refuse_one(wanted: Wanted, on_roll: set[int], listed: set[tuple[int, str]], entrusted: set[int]) -> None:
    name = wanted.resident.name
    if wanted.resident.pk not in on_roll:
        raise Refusal(
            "NOT_ON_THE_ROLL",
            f"{name}不在名单上，没有票可投。",
            "请先核对名单。",
            f"{name} is not on the roll and has no vote.",
            "Check the roll first.",
        )
    if (wanted.resident.pk, wanted.help) in listed:
        raise Refusal(
            "ASSISTANCE_TWICE",
            f"{name}已经在这份名单上。",
            "要改的，请先去掉，再重新登记。",
            f"{name} is on this list already.",
            "To change it, take the person off first.",
        )
    if wanted.resident.pk in entrusted:
        raise Refusal(
            "HAS_A_PROXY",
            f"{name}已经委托他人投票，不再用流动票箱或者代写。",
            "要自己投票的，请先撤回委托。",
            f"{name} has entrusted somebody and needs no help to vote.",
            "Withdraw the proxy first if the person votes in person.",
        )


def refuse_scribe(election: Election, wanted: Wanted, voters: int) -> None:
    if wanted.scribe == wanted.resident.name:
        raise Refusal(
            "WRITES_FOR_SELF",
            f"{wanted.scribe}不能为自己代写。",
            "请另定代写人。",
            f"{wanted.scribe} cannot be their own scribe.",
            "Name somebody else.",
        )
    answer = scribe_judged(election, wanted, voters)
    if not answer.ok:
        zh = "".join(found.text for found in answer.findings if found.blocks)
        en = " ".join(found.sentence("en") for found in answer.findings if found.blocks)
        raise Refusal(answer.code, zh, "请另定代写人。", en, "Name somebody else.")


def refuse_unchanged(papers: dict[str, IssuedPaper], rows: Sequence[Assistance], new: Sequence[Assistance]) -> None:
    published = papers.get("R06")
    if not rows and published is None:
        raise Refusal(
            "NOBODY_NEEDS_HELP",
            "名单上还没有人。",
            "有人要用流动票箱或者代写的，先登记。",
            "Nobody is on the lists yet.",
            "Add those who need a mobile box or a scribe.",
        )
    if published is not None and not new and people_on(published) == len(rows):
        raise Refusal(
            "ASSISTANCE_UNCHANGED",
            "名单公布以后没有增减。",
            "有增减以后，再重新公布。",
            "The lists have not changed since they were published.",
            "Publish them again when somebody was added or taken off.",
        )
