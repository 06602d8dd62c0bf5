"""Who stands: the formal candidates of each round (正式候选人)."""

from __future__ import annotations

from django.db import models

from cunxuan.elections.models import Contest
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
