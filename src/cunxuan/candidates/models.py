"""Who stands: the formal candidates of each round (正式候选人), and who among them are relatives."""

from __future__ import annotations

from django.db import models

from cunxuan.elections.models import Contest, Election
from cunxuan.records.protected import protected


class Status(models.TextChoices):
    QUALIFIED = "qualified", "正式候选人"
    WITHDRAWN = "withdrawn", "退出"


@protected
class Candidate(models.Model):
    """A formal candidate for one post in one round, in the order of the ballot."""

    contest = models.ForeignKey(Contest, models.PROTECT, related_name="candidates")
    name = models.CharField(max_length=40)
    sex = models.CharField(max_length=1, choices=[("M", "男"), ("F", "女")], blank=True)  # empty: not known
    position = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.QUALIFIED)

    class Meta:
        ordering = ["contest", "position"]
        constraints = [
            models.UniqueConstraint(fields=["contest", "name"], name="one_candidate_a_name_a_post"),
            models.UniqueConstraint(fields=["contest", "position"], name="one_candidate_a_place_on_the_ballot"),
        ]

    def __str__(self) -> str:
        return self.name


@protected
class KinStatement(models.Model):
    """Who among those who could be elected are relatives, as the election committee stated it; the last one holds.

    Nobody being related to anybody is a statement too: it has names and no ties.
    """

    election = models.ForeignKey(Election, models.PROTECT, related_name="kin_statements")
    version = models.PositiveSmallIntegerField()
    names = models.JSONField()  # of whom it speaks
    ties = models.JSONField()  # as the case has them: a, b, relation, and once a meeting decided, stays
    keeps = models.CharField(max_length=20, blank=True)  # who stays, as a meeting settled it where nothing else does
    decided_on = models.DateField(null=True, blank=True)
    evidence = models.CharField(max_length=200, blank=True)  # the meeting, and the paper that records its decision
    stated_on = models.DateField()
    stated_at = models.DateTimeField()

    class Meta:
        ordering = ["election", "version"]
        constraints = [models.UniqueConstraint(fields=["election", "version"], name="one_kin_statement_a_version")]

    def __str__(self) -> str:
        return f"{self.election} {self.version}"
