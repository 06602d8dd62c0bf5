"""Polling day: the places where a village votes and the boxes at each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from cunxuan.core import ids
from cunxuan.elections.models import Round
from cunxuan.records.protected import protected

if TYPE_CHECKING:
    from cunxuan.offices.models import Account


class PlaceKind(models.TextChoices):
    MAIN = "main", "中心会场"
    BRANCH = "branch", "投票站"


class PollingPlaceQuerySet(models.QuerySet["PollingPlace"]):
    def of(self, account: Account) -> PollingPlaceQuerySet:
        return self.filter(round__election__village__code__startswith=account.division_id)


@protected
class PollingPlace(models.Model):
    """A centre or station with its own count sheet; `registered` of the roll vote here."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="places")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=40)
    kind = models.CharField(max_length=8, choices=PlaceKind.choices)
    registered = models.PositiveIntegerField()
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = PollingPlaceQuerySet.as_manager()

    class Meta:
        ordering = ["round", "number"]
        constraints = [models.UniqueConstraint(fields=["round", "number"], name="one_place_a_number")]

    def __str__(self) -> str:
        return self.semantic_id

    @property
    def semantic_id(self) -> str:
        election = self.round.election
        return ids.election_id(
            election.village_id, election.year, election.kind, round=self.round.number, place=self.number
        )


@protected
class BallotBox(models.Model):
    """A box: fixed in the place, or mobile (流动票箱) for those who cannot come."""

    place = models.ForeignKey(PollingPlace, models.PROTECT, related_name="boxes")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=40)
    mobile = models.BooleanField(default=False)

    class Meta:
        ordering = ["place", "number"]
        constraints = [models.UniqueConstraint(fields=["place", "number"], name="one_box_a_number")]

    def __str__(self) -> str:
        return self.name
