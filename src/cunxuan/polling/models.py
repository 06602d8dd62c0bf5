"""Polling day: who votes for whom or with help, the places where a village votes, and the boxes at each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from cunxuan.core import ids
from cunxuan.elections.models import Election, OfAnElection, Round
from cunxuan.records.protected import protected
from cunxuan.roll.models import Resident

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


class ProxyQuerySet(OfAnElection["Proxy"]):
    pass


@protected
class Proxy(models.Model):
    """A proxy (委托投票): who votes for whom, what the law said of it, and when it was published."""

    election = models.ForeignKey(Election, models.PROTECT, related_name="proxies")
    number = models.PositiveSmallIntegerField()
    principal = models.ForeignKey(Resident, models.PROTECT, related_name="proxies_given")
    holder = models.ForeignKey(Resident, models.PROTECT, related_name="proxies_held")
    relation = models.CharField(max_length=20)  # `core.people.relatives.Relation`
    reason = models.CharField(max_length=60)
    in_writing = models.BooleanField()
    applied_on = models.DateField()
    passed_on_by = models.ForeignKey(  # the holder whom the principal named, who passed it on (转委托)
        Resident, models.PROTECT, null=True, blank=True, related_name="proxies_passed_on"
    )
    findings = models.JSONField(default=list)  # what the law said when it was decided: codes, with their figures
    approved = models.BooleanField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)

    objects = ProxyQuerySet.as_manager()

    class Meta:
        ordering = ["election", "number"]
        constraints = [
            models.UniqueConstraint(fields=["election", "number"], name="one_proxy_a_number"),
            models.UniqueConstraint(
                fields=["election", "principal"],
                condition=models.Q(approved=True, withdrawn_on=None),
                name="one_proxy_in_force_for_a_principal",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.election} 委托 {self.number}"


class Help(models.TextChoices):
    MOBILE_BOX = "mobile_box", "流动票箱"
    SCRIBE = "scribe", "代写"


class WhyHelp(models.TextChoices):
    OLD = "old", "年老"
    WEAK = "weak", "体弱"
    ILL = "ill", "患病"
    DISABLED = "disabled", "残疾"
    CANNOT_WRITE = "cannot_write", "不能填写选票"
    OTHER = "other", "其他"


class AssistanceQuerySet(OfAnElection["Assistance"]):
    pass


@protected
class Assistance(models.Model):
    """A voter who votes at a mobile box, or for whom somebody writes (流动票箱投票、代写)."""

    election = models.ForeignKey(Election, models.PROTECT, related_name="assistance")
    resident = models.ForeignKey(Resident, models.PROTECT, related_name="assistance")
    help = models.CharField(max_length=12, choices=Help.choices)
    reason = models.CharField(max_length=12, choices=WhyHelp.choices)
    scribe = models.CharField(max_length=40, blank=True)
    box_no = models.PositiveSmallIntegerField(null=True, blank=True)
    approved_on = models.DateField()
    published_on = models.DateField(null=True, blank=True)
    withdrawn_on = models.DateField(null=True, blank=True)

    objects = AssistanceQuerySet.as_manager()

    class Meta:
        ordering = ["election", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["election", "resident", "help"],
                condition=models.Q(withdrawn_on=None),
                name="one_help_of_a_kind_in_force",
            )
        ]

    def __str__(self) -> str:
        return f"{self.resident_id} {self.help}"
