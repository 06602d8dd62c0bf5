"""Villagers and the roll: who lives here, who is registered for this election, and each published version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from cunxuan.elections.models import Election
from cunxuan.offices.models import Division
from cunxuan.records.protected import protected, protected_by

if TYPE_CHECKING:
    from cunxuan.offices.models import Account


class Sex(models.TextChoices):
    MALE = "M", "男"
    FEMALE = "F", "女"


class ResidentQuerySet(models.QuerySet["Resident"]):
    def of(self, account: Account) -> ResidentQuerySet:
        return self.filter(village__code__startswith=account.division_id)


@protected_by("village_id")
class Resident(models.Model):
    """A person of a village. The ID number is encrypted; it is found again only through its keyed hash."""

    village = models.ForeignKey(Division, models.PROTECT, related_name="residents")
    name = models.CharField(max_length=40)
    sex = models.CharField(max_length=1, choices=Sex.choices)
    birth_on = models.DateField()
    id_cipher = models.BinaryField(max_length=40)
    id_lookup = models.BinaryField(max_length=16)
    group_no = models.PositiveSmallIntegerField()
    household_no = models.PositiveIntegerField()
    hukou_here = models.BooleanField()
    lives_here = models.BooleanField()

    objects = ResidentQuerySet.as_manager()

    class Meta:
        ordering = ["village", "group_no", "household_no", "pk"]
        indexes = [models.Index(fields=["id_lookup"])]

    def __str__(self) -> str:
        return self.name


@protected
class Roll(models.Model):
    """One published version of a village's list of registered villagers (登记参加选举的村民名单)."""

    election = models.ForeignKey(Election, models.PROTECT, related_name="rolls")
    version = models.PositiveSmallIntegerField()
    published_on = models.DateField()
    count = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    frozen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["election", "version"]
        constraints = [models.UniqueConstraint(fields=["election", "version"], name="one_roll_a_version")]

    def __str__(self) -> str:
        return f"{self.election} 第{self.version}版"


@protected_by("election__village_id")
class RollEntry(models.Model):
    """That a villager stood on the roll from one version on (and until another)."""

    election = models.ForeignKey(Election, models.PROTECT, related_name="roll_entries")
    resident = models.ForeignKey(Resident, models.PROTECT, related_name="roll_entries")
    category = models.CharField(max_length=1)  # OL-09: a lives here, b away and stated, c resident of one year
    since_version = models.PositiveSmallIntegerField()
    until_version = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.resident_id}"
