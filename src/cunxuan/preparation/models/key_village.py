"""Key villages (重点村、难点村): proposed by a township, decided by the county; owner, plan, consultations."""

from __future__ import annotations

from django.db import models

from cunxuan.core.situation import REASONS
from cunxuan.offices.models import Division
from cunxuan.records.protected import protected

from .confidential import Confidential


class Stands(models.TextChoices):
    """Where a key village stands."""

    PROPOSED = "proposed", "已提出，等县决定"
    DECIDED = "decided", "重点村"
    DECLINED = "declined", "县决定不列"
    WITHDRAWN = "withdrawn", "提出后撤回"
    ENDED = "ended", "已解除"


OPEN = (Stands.PROPOSED, Stands.DECIDED)


class KeyVillageQuerySet(Confidential["KeyVillage"]):
    def open(self) -> KeyVillageQuerySet:
        """Those that wait for the county or are key villages now."""
        return self.filter(stands__in=OPEN)

    def decided(self) -> KeyVillageQuerySet:
        return self.filter(stands=Stands.DECIDED)


@protected
class KeyVillage(models.Model):
    """A village that needs more than the others: why, who decided it, who owns it, and what the plan is (O03)."""

    village = models.ForeignKey(Division, models.PROTECT, related_name="key_villages")
    stands = models.CharField(max_length=10, choices=Stands.choices, default=Stands.PROPOSED)
    reasons = models.JSONField(default=list)  # keys of `core.situation.REASONS`
    said = models.TextField()  # what the township says of it
    proposed_by = models.CharField(max_length=40)
    proposed_on = models.DateField()
    decided_by = models.CharField(max_length=40, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_why = models.CharField(max_length=300, blank=True)
    owner = models.CharField(max_length=40, blank=True)  # who answers for it
    owner_post = models.CharField(max_length=60, blank=True)
    lead = models.CharField(max_length=60, blank=True)
    team = models.TextField(blank=True)
    measures = models.TextField(blank=True)
    deadline = models.DateField(null=True, blank=True)
    escalation = models.TextField(blank=True)  # what is done, and who is told, if it gets worse
    planned_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_why = models.CharField(max_length=300, blank=True)
    ended_by = models.CharField(max_length=40, blank=True)

    objects = KeyVillageQuerySet.as_manager()

    class Meta:
        ordering = ["village", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["village"], condition=models.Q(stands__in=OPEN), name="one_open_key_village_a_village"
            ),
            models.CheckConstraint(
                condition=~models.Q(decided_by=models.F("proposed_by")), name="another_decides_than_proposed"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.village_id} {self.stands}"

    @property
    def reasons_words(self) -> tuple[tuple[str, str], ...]:
        return tuple(REASONS[key] for key in REASONS if key in self.reasons)

    @property
    def is_decided(self) -> bool:
        return self.stands == Stands.DECIDED


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    def standing(self) -> ConsultationQuerySet:
        return self.filter(taken_back_on=None)


@protected
class Consultation(models.Model):
    """Police and township look at a key village together (把脉会诊): when, who, and what they concluded."""

    key_village = models.ForeignKey(KeyVillage, models.PROTECT, related_name="consultations")
    on = models.DateField()
    police = models.CharField(max_length=100)  # who came for the police
    township = models.CharField(max_length=100)
    others = models.CharField(max_length=100, blank=True)
    conclusion = models.TextField()
    next_on = models.DateField(null=True, blank=True)
    taken_back_on = models.DateField(null=True, blank=True)
    taken_back_why = models.CharField(max_length=200, blank=True)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        ordering = ["key_village", "-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.key_village_id} {self.on}"
