"""The count: each place's sheet, entered twice, and what the law says of the sum."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any

from django.db import models

from cunxuan.core import count, double_entry, ids
from cunxuan.elections.models import Round
from cunxuan.offices.models import Account
from cunxuan.polling.models import PollingPlace
from cunxuan.records.protected import protected


class SheetState(models.TextChoices):
    """Where the double entry of a sheet stands (core.double_entry), kept on the row for lists and the board."""

    EMPTY = "empty", "未录入"
    FIRST = "first", "第一次录入中"
    FIRST_DONE = "first_done", "等第二次录入"
    SECOND = "second", "第二次录入中"
    DIFFERS = "differs", "两次不一致"
    RETURNED = "returned", "退回录入人"
    VERIFIED = "verified", "已核对一致"


class CountSheetQuerySet(models.QuerySet["CountSheet"]):
    def of(self, account: Account) -> CountSheetQuerySet:
        return self.filter(place__round__election__village__code__startswith=account.division_id)

    def of_round(self, this: Round) -> CountSheetQuerySet:
        return self.filter(place__round=this)

    def whole(self) -> CountSheetQuerySet:
        """With everything that a sheet's squares are made of, in a constant number of queries."""
        return self.select_related("place__round__election__village__parent").prefetch_related(
            "place__boxes", "place__round__contests__candidates", "entries__account"
        )


@protected
class CountSheet(models.Model):
    """The count sheet (计票单) of one polling place."""

    place = models.OneToOneField(PollingPlace, models.PROTECT, related_name="sheet")
    definition = models.CharField(max_length=64)  # digest of the printed form's squares (check Q15)
    state = models.CharField(max_length=12, choices=SheetState.choices, default=SheetState.EMPTY)
    differing = models.JSONField(default=list)  # field keys that the two entries fill differently

    objects = CountSheetQuerySet.as_manager()

    class Meta:
        ordering = ["place"]

    def __str__(self) -> str:
        return str(self.place)

    @property
    def semantic_id(self) -> str:
        return self.place.semantic_id

    @cached_property
    def squares(self) -> count.SheetDefinition:
        """The numbered squares of this place's sheet."""
        return squares_of(self.place)

    def reading(self, ordinal: int) -> CountEntry | None:
        return next((entry for entry in self.entries.all() if entry.ordinal == ordinal), None)

    def reading_by(self, account: Account) -> CountEntry | None:
        return next((entry for entry in self.entries.all() if entry.account_id == account.pk), None)

    @property
    def double_entry(self) -> double_entry.State:
        """The state that the core knows; people are told apart by the keys of their accounts."""
        first, second, paper = (self.reading(ordinal) for ordinal in Ordinal)
        match SheetState(self.state):
            case SheetState.EMPTY:
                return double_entry.Empty()
            case SheetState.FIRST:
                return double_entry.FirstEntry(read(first))
            case SheetState.FIRST_DONE:
                return double_entry.FirstDone(read(first))
            case SheetState.SECOND:
                return double_entry.SecondEntry(read(first), read(second))
            case SheetState.DIFFERS:
                return double_entry.Differs(read(first), read(second), tuple(self.differing))
            case SheetState.RETURNED:
                to: dict[double_entry.Person, tuple[str, ...]] = {
                    entry.account_id: tuple(entry.returned) for entry in self.entries.all() if entry.returned
                }
                return double_entry.Returned(read(first), read(second), read(paper), to)
            case SheetState.VERIFIED:
                one, two = read(first), read(second)
                values = {key: figure for key, figure in one.values.items() if figure is not None}
                return double_entry.Verified(values, one.by, two.by, paper.account_id if paper else None)


def squares_of(place: PollingPlace) -> count.SheetDefinition:
    """The squares of a place's sheet: its boxes, and the posts and people of its round."""
    boxes = tuple(count.Box(f"b{box.number}", box.name, box.mobile) for box in place.boxes.all())
    contests = tuple(
        count.SheetContest(
            contest.post,
            contest.seats,
            tuple(person.name for person in contest.candidates.all() if person.status == "qualified"),
            woman_only=contest.woman_only,
        )
        for contest in place.round.contests.all()
    )
    return count.sheet_definition(boxes, contests)


def read(entry: CountEntry | None) -> double_entry.Reading:
    assert entry is not None, "the state of a sheet and its entries go together"
    return double_entry.Reading(entry.account_id, entry.values)


class Ordinal(models.IntegerChoices):
    FIRST = 1, "第一次录入"
    SECOND = 2, "第二次录入"
    PAPER = 3, "对照纸面裁定"


@protected
class CountEntry(models.Model):
    """One person's reading of a sheet. Four eyes are a constraint: one person, one reading."""

    sheet = models.ForeignKey(CountSheet, models.PROTECT, related_name="entries")
    ordinal = models.PositiveSmallIntegerField(choices=Ordinal.choices)
    account = models.ForeignKey(Account, models.PROTECT, related_name="count_entries")
    values = models.JSONField(default=dict)  # field key -> figure
    explanations = models.JSONField(default=dict)  # check code -> what the person wrote
    returned = models.JSONField(default=list)  # fields this person must read again on the paper
    started_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["sheet", "ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "ordinal"], name="one_entry_an_ordinal"),
            models.UniqueConstraint(fields=["sheet", "account"], name="who_entered_does_not_verify"),
        ]

    def __str__(self) -> str:
        return f"{self.sheet} {self.ordinal}"


class DeterminationQuerySet(models.QuerySet["Determination"]):
    def of(self, account: Account) -> DeterminationQuerySet:
        return self.filter(round__election__village__code__startswith=account.division_id)

    def declared(self) -> DeterminationQuerySet:
        return self.filter(declared_on__isnull=False)


@protected
class Determination(models.Model):
    """What the law says of a round's figures, with the case it was asked and the answer it gave."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="determinations")
    version = models.PositiveSmallIntegerField()
    case = models.JSONField()  # as `cunxuan law determine` takes it: anyone can ask again
    answer = models.JSONField()
    figures = models.JSONField()  # the whole round's squares, summed over its places
    outcome = models.CharField(max_length=12)
    pack = models.CharField(max_length=80)
    participants = models.PositiveIntegerField(null=True, blank=True)
    elected = models.PositiveSmallIntegerField(default=0)
    short = models.PositiveSmallIntegerField(default=0)
    determined_at = models.DateTimeField()
    determined_by = models.ForeignKey(Account, models.PROTECT, related_name="determinations")
    declared_on = models.DateField(null=True, blank=True)
    left_vacant_on = models.DateField(null=True, blank=True)  # the meeting resolved to leave the missing seats vacant

    objects = DeterminationQuerySet.as_manager()

    class Meta:
        ordering = ["round", "version"]
        constraints = [models.UniqueConstraint(fields=["round", "version"], name="one_determination_a_version")]

    def __str__(self) -> str:
        return f"{self.round} {self.outcome}"

    @property
    def semantic_id(self) -> str:
        election = self.round.election
        return ids.election_id(election.village_id, election.year, election.kind, round=self.round.number)

    @property
    def is_void(self) -> bool:
        """No legal effect: the vote is held again (重新选举)."""
        return self.outcome in ("void", "rerun")

    @property
    def next_ballots(self) -> list[dict[str, Any]]:
        """The votes that have to follow, as the answer words them; none where the seats are left vacant."""
        ballots: list[dict[str, Any]] = self.answer["next"]
        return [] if self.left_vacant_on else ballots

    @property
    def next_by(self) -> date | None:
        """The last day for the vote that follows, where the law sets one."""
        days = [date.fromisoformat(ballot["by"]) for ballot in self.answer["next"] if ballot["by"]]
        return min(days, default=None)
