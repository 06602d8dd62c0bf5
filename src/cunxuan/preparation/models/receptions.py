"""Receptions (接访): which leader receives petitioners on which day, where, and under which number."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from cunxuan.offices.models import Account, Division, places_above
from cunxuan.records.protected import protected


class ReceptionQuerySet(models.QuerySet["ReceptionDay"]):
    def of(self, account: Account) -> ReceptionQuerySet:
        """Those of the account's own place, of what lies in it, and of the township or county above it."""
        code = account.division_id
        return self.filter(Q(place__code__startswith=code) | Q(place__in=places_above(code)))

    def standing(self) -> ReceptionQuerySet:
        """Those that were not called off."""
        return self.filter(called_off_on=None)

    def from_day(self, day: date) -> ReceptionQuerySet:
        return self.filter(on__gte=day)


@protected
class ReceptionDay(models.Model):
    """A leader receives on a day. What is called off stays, with the reason."""

    place = models.ForeignKey(Division, models.PROTECT, related_name="receptions")  # the county or a township
    on = models.DateField()
    hours = models.CharField(max_length=40)
    leader = models.CharField(max_length=40)
    post = models.CharField(max_length=60, blank=True)
    where = models.CharField(max_length=100)
    phone = models.CharField(max_length=30, blank=True)
    note = models.CharField(max_length=100, blank=True)
    called_off_on = models.DateField(null=True, blank=True)
    called_off_why = models.CharField(max_length=200, blank=True)

    objects = ReceptionQuerySet.as_manager()

    class Meta:
        ordering = ["on", "place", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "on", "leader"],
                condition=Q(called_off_on=None),
                name="a_leader_receives_once_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.place_id} {self.on} {self.leader}"
