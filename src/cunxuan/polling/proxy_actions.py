"""Verbs on proxies (委托投票): apply, decide, withdraw, close, publish, print the letters.

What the law says is asked of the village's whole list at once (`proxy_law`), while the election is held: of two clerks
who bring one holder a third and a fourth principal at the same moment, the second is told so. Paper leads: what is
recorded is the application in writing, and what the election committee makes of it under the law.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import models, transaction
from django.db.models import Max

from cunxuan.core.errors import Refusal
from cunxuan.core.opinions import Opinion
from cunxuan.elections.actions import mark_done, refuse_unless_ready
from cunxuan.elections.models import Election
from cunxuan.records.actions import hold, issue_paper, trail
from cunxuan.records.models import IssuedPaper
from cunxuan.roll.models import Resident

from . import published_lists
from .models import Proxy
from .proxy_law import in_force, judged, kept, standing
from .proxy_papers import letter_of, notice_of_proxies, proxies_on, roster_of_proxies


@dataclass(frozen=True, slots=True, kw_only=True)
class Application:
    """A principal's letter: who votes for them, what that person is to them, and why."""

    principal: Resident
    holder: Resident
    relation: str
    reason: str  # a key of `proxy_law.REASONS`
    on: date
    in_writing: bool = True
    passed_on_by: Resident | None = None


@transaction.atomic
def apply_for_proxy(election: Election, application: Application, *, by: str, at: datetime) -> Proxy:
    """Takes an application in (申请委托投票); the election committee decides it later."""
    hold(election)
    refuse_to_take(election, [application])
    row = row_of(election, application, next_number(election))
    row.save()
    trail(election.village_id, "proxy_applied", by=by, at=at, rows=[row], facts={"number": row.number})
    return row


@transaction.atomic
def decide_proxy(row: Proxy, *, approved: bool, on: date, by: str, at: datetime) -> Proxy:
    """Approves or refuses an application (审核委托), with every reason of the law."""
    election = row.election
    hold(election)
    row.refresh_from_db()
    refuse_to_decide(row)
    (answer,) = judged(election, [row], standing(election))
    refuse_against_the_law(row, answer, approved=approved)
    settle(row, answer, approved=approved, on=on)
    row.save()
    trail(election.village_id, "proxy_decided", by=by, at=at, rows=[row], facts=decision(row))
    return row


@transaction.atomic
def take_proxies(
    election: Election, applications: Iterable[Application], *, on: date, by: str, at: datetime
) -> list[Proxy]:
    """Takes applications in and decides each at once as the law says, in the order in which they come."""
    hold(election)
    given = list(applications)
    refuse_to_take(election, given)
    first = next_number(election)
    rows = [row_of(election, application, number) for number, application in enumerate(given, start=first)]
    for row, answer in zip(rows, judged(election, rows, standing(election)), strict=True):
        settle(row, answer, approved=answer.ok, on=on)
    made = Proxy.objects.bulk_create(rows)
    approved = sum(bool(row.approved) for row in made)
    facts = {"first": first, "taken": len(made), "approved": approved, "refused": len(made) - approved}
    trail(election.village_id, "proxies_taken", by=by, at=at, rows=made, facts=facts)
    return made


@transaction.atomic
def withdraw_proxy(row: Proxy, *, on: date, by: str, at: datetime) -> Proxy:
    """The principal takes the proxy back (撤回委托) and votes in person, or entrusts somebody else."""
    election = row.election
    hold(election)
    row.refresh_from_db()
    refuse_after_the_vote(election)
    if row.withdrawn_on:
        raise withdrawn(row)
    row.withdrawn_on = on
    row.save()
    trail(
        election.village_id,
        "proxy_withdrawn",
        by=by,
        at=at,
        rows=[row],
        facts={"number": row.number, "on": on.isoformat()},
    )
    return row


@transaction.atomic
def close_proxies(election: Election, *, on: date, by: str, at: datetime) -> None:
    """Ends the taking of proxies (委托投票办理截止); every application has been decided."""
    hold(election)
    refuse_unless_ready(election, "proxies_closed")
    refuse_undecided(election)
    mark_done(election, "proxies_closed", on)
    facts = {"step": "proxies_closed", "on": on.isoformat()}
    trail(election.village_id, "step_done", by=by, at=at, rows=[election], facts=facts)


@transaction.atomic
def publish_proxies(election: Election, *, on: date, by: str, at: datetime) -> list[IssuedPaper]:
    """Publishes who votes for whom (公布委托名单) by notice A11 and roster R05; again when the list changed."""
    hold(election)
    again = "proxies_published" in election.done
    if again:
        refuse_after_the_vote(election)
    else:
        refuse_unless_ready(election, "proxies_published")
    refuse_undecided(election)
    rows = standing(election)
    refuse_unlawful(election, rows)
    new = [row for row in rows if row.published_on is None]
    papers = papers_of(election)
    if again:
        refuse_unchanged(papers, rows, new)
    Proxy.objects.filter(pk__in=[row.pk for row in new]).update(published_on=on)
    for row in new:
        row.published_on = on
    if not again:
        mark_done(election, "proxies_published", on)
    issued = issue_lists(election, rows, papers, on=on, by=by, at=at)
    trail(
        election.village_id,
        "proxies_published",
        by=by,
        at=at,
        rows=[election, *new, *issued],
        facts={"count": len(rows), "new": len(new), "on": on.isoformat()},
    )
    return issued


@transaction.atomic
def issue_letters(election: Election, *, on: date, by: str, at: datetime) -> list[IssuedPaper]:
    """Makes the letter (委托投票证) of every published proxy that has none: numbered, hashed, with its check code."""
    hold(election)
    lawful, made = in_force(election), with_letter(election)
    rows = [row for row in lawful if row.published_on and row.pk not in made]
    if not rows:
        raise Refusal(
            "NO_LETTERS_TO_ISSUE",
            "没有还要制作的委托投票证。",
            "委托审核同意、名单公布以后才制作。",
            "There is no letter left to make.",
            "A letter is made once its proxy is approved and its list published.",
        )
    held = Counter(row.holder_id for row in lawful)
    issued = [
        issue_paper(
            scope=election.village_id,
            subject=letter_subject(election, row),
            form_id="O38",
            number=f"委托证{row.number}号",
            context=letter_of(election, row, held=held[row.holder_id], on=on),
            by=by,
            at=at,
        )
        for row in rows
    ]
    trail(election.village_id, "proxy_letters_issued", by=by, at=at, rows=issued, facts={"count": len(issued)})
    return issued


# -- parts of the acts ------------------------------------------------------------------------------------------------


def row_of(election: Election, application: Application, number: int) -> Proxy:
    return Proxy(
        election=election,
        number=number,
        principal=application.principal,
        holder=application.holder,
        relation=application.relation,
        reason=application.reason,
        in_writing=application.in_writing,
        passed_on_by=application.passed_on_by,
        applied_on=application.on,
    )


def next_number(election: Election) -> int:
    last: int | None = election.proxies.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def settle(row: Proxy, answer: Opinion, *, approved: bool, on: date) -> None:
    row.approved, row.decided_on, row.findings = approved, on, kept(answer)


def decision(row: Proxy) -> dict[str, object]:
    return {"number": row.number, "approved": bool(row.approved), "findings": [one["code"] for one in row.findings]}


def papers_of(election: Election) -> dict[str, IssuedPaper]:
    """The notice and the roster that are in force, by form."""
    return published_lists.in_force(election, proxies_subject(election), "R05")


def issue_lists(
    election: Election, rows: Sequence[Proxy], before: dict[str, IssuedPaper], *, on: date, by: str, at: datetime
) -> list[IssuedPaper]:
    made = {
        "A11": lambda: notice_of_proxies(election, rows, on=on, at=at),
        "R05": lambda: roster_of_proxies(election, rows, on=on, at=at),
    }
    return published_lists.issue(
        election, proxies_subject(election), 12, made, before, changed="委托有增减，重新公布", by=by, at=at
    )


def proxies_subject(election: Election) -> str:
    return f"{election.semantic_id}.proxies"


def letter_subject(election: Election, row: Proxy) -> str:
    return f"{proxies_subject(election)}.{row.number}"


def letters_of(election: Election) -> models.QuerySet[IssuedPaper]:
    """The letters of the village's proxies; of a proxy that was withdrawn it stays too, but is not printed again."""
    return IssuedPaper.objects.filter(
        scope=election.village_id, subject__startswith=f"{proxies_subject(election)}.", form_id="O38"
    ).order_by("pk")


def with_letter(election: Election) -> frozenset[int]:
    """The proxies whose letters have been made."""
    numbers = {int(subject.rpartition(".")[2]) for subject in letters_of(election).values_list("subject", flat=True)}
    return frozenset(election.proxies.filter(number__in=numbers).values_list("pk", flat=True))


# -- refusals ---------------------------------------------------------------------------------------------------------


def refuse_to_take(election: Election, applications: Sequence[Application]) -> None:
    """There is a roll, the vote is ahead, and everybody named lives in the village's lists."""
    if "roll_published" not in election.done:
        raise Refusal(
            "ROLL_NOT_PUBLISHED",
            "名单还没有公布，不能办理委托。",
            "请先公布名单。",
            "The roll is not published, so no proxy can be taken.",
            "Publish the roll first.",
        )
    refuse_after_the_vote(election)
    villages = {person.village_id for one in applications for person in (one.principal, one.holder)}
    assert villages <= {election.village_id}, "principal and holder are residents of the village"


def refuse_after_the_vote(election: Election) -> None:
    if "polling" in election.done:
        raise Refusal(
            "VOTE_IS_OVER",
            f"投票已于 {election.done['polling']} 结束，委托、流动票箱和代写不再变动。",
            "名单和委托书按现在的样子存档。",
            f"The vote ended on {election.done['polling']}; proxies, mobile boxes and scribes do not change any more.",
            "Lists and letters go to the archive as they are.",
        )


def refuse_to_decide(row: Proxy) -> None:
    refuse_after_the_vote(row.election)
    if row.withdrawn_on:
        raise withdrawn(row)
    if row.approved is not None:
        zh, en = ("同意", "approved") if row.approved else ("不同意", "refused")
        raise Refusal(
            "PROXY_DECIDED",
            f"{row.principal}的委托已于 {row.decided_on} 审核：{zh}。",
            "要改的，请撤回以后重新登记。",
            f"The proxy of {row.principal} was {en} on {row.decided_on}.",
            "To change it, withdraw it and record it anew.",
        )


def refuse_against_the_law(row: Proxy, answer: Opinion, *, approved: bool) -> None:
    """Nobody approves what the law forbids, nor refuses what it plainly allows."""
    first = answer.findings[0]
    if approved and not answer.ok:
        raise Refusal(
            "PROXY_UNLAWFUL",
            first.text,
            "请记录为不同意，并告知委托人。",
            first.sentence("en"),
            "Record it as refused and tell the principal.",
        )
    if not approved and all(found.severity == "note" for found in answer.findings):
        raise Refusal(
            "PROXY_LAWFUL",
            f"{row.principal}的委托符合规定，没有不同意的理由。",
            "本人不再委托的，请撤回。",
            f"The proxy of {row.principal} is lawful; there is no reason to refuse it.",
            "Withdraw it if the principal no longer wants it.",
        )


def withdrawn(row: Proxy) -> Refusal:
    return Refusal(
        "PROXY_WITHDRAWN",
        f"{row.principal}的委托已于 {row.withdrawn_on} 撤回。",
        "要再委托的，请重新登记。",
        f"The proxy of {row.principal} was withdrawn on {row.withdrawn_on}.",
        "Record a new one if the principal entrusts somebody again.",
    )


def refuse_undecided(election: Election) -> None:
    waiting = election.proxies.filter(approved=None, withdrawn_on=None).count()
    if waiting:
        raise Refusal(
            "PROXIES_UNDECIDED",
            f"还有 {waiting} 份委托没有审核。",
            "请先在委托页逐份审核。",
            f"{waiting} applications are not decided yet.",
            "Decide them on the page of proxies first.",
        )


def refuse_unlawful(election: Election, rows: Sequence[Proxy]) -> None:
    """A holder who has become a candidate since, a principal taken off the roll: those are withdrawn first."""
    for row, answer in zip(rows, judged(election, unpublished(rows)), strict=True):
        if not answer.ok:
            first = answer.findings[0]
            raise Refusal(
                "PROXY_NO_LONGER_LAWFUL",
                f"第 {row.number} 份委托现在不合规定：{first.text}",
                "请先撤回这一份，再公布名单。",
                f"Proxy {row.number} is not lawful any more: {first.sentence('en')}",
                "Withdraw it first, then publish the list.",
            )


def unpublished(rows: Sequence[Proxy]) -> list[Proxy]:
    """The rows as they are judged before they are published: what this act mends is not held against them."""
    return [Proxy(**{name: getattr(row, name) for name in JUDGED}) for row in rows]


JUDGED = ("principal", "holder", "relation", "reason", "in_writing", "passed_on_by", "applied_on")


def refuse_unchanged(papers: dict[str, IssuedPaper], rows: Sequence[Proxy], new: Sequence[Proxy]) -> None:
    if new:
        return
    published = papers.get("R05")
    if published is not None and proxies_on(published) != len(rows):
        return
    raise Refusal(
        "PROXIES_UNCHANGED",
        "委托名单公布以后没有增减。",
        "有新的委托或者撤回以后，再重新公布。",
        "The list of proxies has not changed since it was published.",
        "Publish it again when a proxy was added or withdrawn.",
    )
