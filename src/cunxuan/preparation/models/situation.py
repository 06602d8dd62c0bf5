"""The report on a village's situation (村情调研报告): assembled from its visits, its figures and its audit."""

from __future__ import annotations

from django.db import models

from cunxuan.core.situation import RISKS
from cunxuan.offices.models import Division
from cunxuan.records.models import IssuedPaper
from cunxuan.records.protected import protected

from .confidential import Confidential


class SituationQuerySet(Confidential["Situation"]):
    def issued(self) -> SituationQuerySet:
        return self.exclude(issued_on=None)


@protected
class Situation(models.Model):
    """A report: being written, then issued as a numbered paper with the risk that a person decided."""

    village = models.ForeignKey(Division, models.PROTECT, related_name="situations")
    version = models.PositiveSmallIntegerField()
    population = models.PositiveIntegerField(null=True, blank=True)
    households = models.PositiveIntegerField(null=True, blank=True)
    party_members = models.PositiveIntegerField(null=True, blank=True)
    groups = models.PositiveIntegerField(null=True, blank=True)
    economy = models.TextField(blank=True)
    cadres = models.TextField(blank=True)  # 班子成员情况
    conflicts = models.TextField(blank=True)
    suggestions = models.TextField(blank=True)
    talent = models.TextField(blank=True)  # who could be won for office
    reasons = models.JSONField(default=list)  # keys of `core.situation.REASONS`
    proposed = models.CharField(max_length=6, blank=True)  # the risk that the rule proposed when it was issued
    because = models.JSONField(default=list)  # the proposal's sentences then, [[Chinese, English], …]
    risk = models.CharField(max_length=6, blank=True)  # what a person decided
    differs_why = models.CharField(max_length=300, blank=True)
    written_by = models.CharField(max_length=40)
    issued_by = models.CharField(max_length=40, blank=True)
    issued_on = models.DateField(null=True, blank=True)
    paper = models.ForeignKey(IssuedPaper, models.PROTECT, null=True, blank=True, related_name="+")

    objects = SituationQuerySet.as_manager()

    class Meta:
        ordering = ["village", "-version"]
        constraints = [models.UniqueConstraint(fields=["village", "version"], name="one_situation_a_version")]

    def __str__(self) -> str:
        return f"{self.village_id} {self.version}"

    @property
    def risk_words(self) -> tuple[str, str]:
        return RISKS[self.risk]

    @property
    def proposed_words(self) -> tuple[str, str]:
        return RISKS[self.proposed]
