"""The count: each place's sheet, entered twice, and what the law says of the sum."""

from __future__ import annotations

from django.db import models

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


@protected
class CountSheet(models.Model):
    """The count sheet (计票单) of one polling place."""

    place = models.OneToOneField(PollingPlace, models.PROTECT, related_name="sheet")
    definition = models.CharField(max_length=64)  # digest of the printed form's fields (check Q15)
    state = models.CharField(max_length=12, choices=SheetState.choices, default=SheetState.EMPTY)
    differing = models.JSONField(default=list)  # field keys that the two entries fill differently

    objects = CountSheetQuerySet.as_manager()

    class Meta:
        ordering = ["place"]

    def __str__(self) -> str:
        return str(self.place)


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
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["sheet", "ordinal"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "ordinal"], name="one_entry_an_ordinal"),
            models.UniqueConstraint(fields=["sheet", "account"], name="who_entered_does_not_verify"),
        ]

    def __str__(self) -> str:
        return f"{self.sheet} {self.ordinal}"


@protected
class Determination(models.Model):
    """What the law says of a round's figures, with the case it was asked and the answer it gave."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="determinations")
    version = models.PositiveSmallIntegerField()
    case = models.JSONField()  # as `cunxuan law determine` takes it: anyone can ask again
    answer = models.JSONField()
    outcome = models.CharField(max_length=12)
    pack = models.CharField(max_length=30)
    participants = models.PositiveIntegerField(null=True, blank=True)
    elected = models.PositiveSmallIntegerField(default=0)
    short = models.PositiveSmallIntegerField(default=0)
    determined_at = models.DateTimeField()
    determined_by = models.ForeignKey(Account, models.PROTECT, related_name="determinations")
    declared_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["round", "version"]
        constraints = [models.UniqueConstraint(fields=["round", "version"], name="one_determination_a_version")]

    def __str__(self) -> str:
        return f"{self.round} {self.outcome}"
