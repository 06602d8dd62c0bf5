"""What a correction of the roll would publish: changes recorded since the last version, entries that are corrected.

Public: `changes_ahead`, `ChangesAhead`, `Coming`, `in_force`, `stands`, `opinion_on`, `vote_ahead`, `REASONS`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q

from cunxuan.core.opinions import Opinion
from cunxuan.core.people import roll_changes as law
from cunxuan.elections.actions import rules_of
from cunxuan.elections.models import Election, RoundKind

from .models import Objection, Resident, RollChange, RollEntry
from .objection_queries import decided_unpublished
from .versions import Words, correction_objections, reason_said

#: The reasons that people record themselves; the others come with the decision on an objection.
GAINS, LOSSES = law.GAINS, (*law.LOSSES, "registered_elsewhere")


@dataclass(frozen=True, slots=True)
class Coming:
    """A person whom the next version adds, strikes off or corrects, and why."""

    resident: Resident
    reasons: tuple[Words, ...]
    evidence: tuple[str, ...]
    before: str = ""
    before_en: str = ""


@dataclass(frozen=True, slots=True)
class ChangesAhead:
    """What the next version would say otherwise than the one in force, and the outcomes that wait to be published."""

    added: tuple[Coming, ...]
    removed: tuple[Coming, ...]
    corrected: tuple[Coming, ...]
    changes: tuple[RollChange, ...]  # recorded and not published; one that was reversed stands among them
    outcomes: tuple[Objection, ...]

    @property
    def any(self) -> bool:
        """Does the list change?"""
        return bool(self.added or self.removed or self.corrected)

    @property
    def to_publish(self) -> bool:
        return self.any or bool(self.outcomes)


def in_force(election: Election) -> dict[int, RollEntry]:
    """By resident the entries of the version in force."""
    rows = RollEntry.objects.filter(election=election, until_version__isnull=True)
    return {entry.resident_id: entry for entry in rows}


def unpublished(election: Election) -> tuple[RollChange, ...]:
    rows = RollChange.objects.filter(election=election, version__isnull=True).order_by("pk")
    return tuple(rows.select_related("resident", "objection"))


def stands(election: Election, resident: Resident) -> bool:
    """Would the resident stand on the roll if what is recorded were published now?"""
    last = RollChange.objects.filter(election=election, resident=resident, version__isnull=True).order_by("pk").last()
    if last is not None:
        return last.gain
    return RollEntry.objects.filter(election=election, resident=resident, until_version__isnull=True).exists()


def changes_ahead(election: Election) -> ChangesAhead:
    changes = unpublished(election)
    concerned = [change.resident_id for change in changes]
    listed = set(
        RollEntry.objects.filter(election=election, until_version__isnull=True, resident_id__in=concerned).values_list(
            "resident_id", flat=True
        )
    )
    end = {change.resident_id: change for change in changes}  # the last word on each person
    added = [pk for pk, change in end.items() if change.gain and pk not in listed]
    removed = [pk for pk, change in end.items() if not change.gain and pk in listed]
    return ChangesAhead(
        added=tuple(coming(pk, changes) for pk in added),
        removed=tuple(coming(pk, changes) for pk in removed),
        corrected=tuple(corrections(election, without=removed)),
        changes=changes,
        outcomes=decided_unpublished(election),
    )


def coming(resident: int, changes: Iterable[RollChange]) -> Coming:
    mine = [change for change in changes if change.resident_id == resident]
    said = [reason_said(change.reason) for change in mine]
    return Coming(mine[-1].resident, tuple(said), tuple(change.evidence for change in mine))


def corrections(election: Election, without: Iterable[int]) -> Iterable[Coming]:
    """Entries whose name or group is not the resident's any more."""
    otherwise = ~Q(name=F("resident__name")) | ~Q(group_no=F("resident__group_no"))
    rows = RollEntry.objects.filter(otherwise, election=election, until_version__isnull=True)
    upheld = correction_objections(election)
    for entry in rows.exclude(resident_id__in=list(without)).select_related("resident").order_by("card_no"):
        objection = upheld.get(entry.resident_id)
        reason = "objection_upheld_corrected" if objection else "list_corrected"
        yield Coming(
            entry.resident,
            (reason_said(reason),),
            (f"第{objection.number}号异议",) if objection else (),
            before=f"{entry.name}（第{entry.group_no}村民小组）",
            before_en=f"{entry.name} (Group {entry.group_no})",
        )


# -- may the roll change? -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class VoteAhead:
    """The vote that a change would be for: its day, and whether it is a runoff."""

    kind: str  # first, runoff, rerun
    on: date
    registered: int | None  # R as it was fixed when the vote was arranged; None before


def vote_ahead(election: Election) -> VoteAhead:
    """The last vote that was arranged; before the first the polling day."""
    assert election.polling_day is not None, "only a called election has a roll"
    this = election.rounds.order_by("number").last()
    if this is None:
        return VoteAhead("first", election.polling_day, None)
    kind = {RoundKind.FIRST: "first", RoundKind.RERUN: "rerun"}.get(RoundKind(this.kind), "runoff")
    return VoteAhead(kind, this.polling_on, this.registered)


def opinion_on(
    election: Election, reason: str, on: date, evidence: str, registered: int, published_on: date | None = None
) -> Opinion:
    """What the law says of a change, for this reason and on this day; of a published one for the vote it was for."""
    vote = vote_ahead(election)
    before_the_first = published_on and election.polling_day and published_on <= election.polling_day
    frozen = election.rolls.order_by("-version").values_list("frozen_at", flat=True)[:1]
    change = law.RollChange(
        reason,
        on,
        evidence,
        published_on=published_on,
        frozen=bool(frozen and frozen[0]) and published_on is None,
        round="first" if before_the_first else vote.kind,
    )
    return law.roll_change(rules_of(election), change, vote.on, registered)
