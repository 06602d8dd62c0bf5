"""The visits before the call (五必访五摸清): whom a township went to see in a village, and what they said."""

from __future__ import annotations

from django.db import models

from cunxuan.core.situation import CLARITIES, VISIT_KINDS
from cunxuan.offices.models import Division
from cunxuan.records.protected import protected_by

from .confidential import Confidential


class VisitQuerySet(Confidential["Visit"]):
    def standing(self) -> VisitQuerySet:
        """Those that were not taken back."""
        return self.filter(taken_back_on=None)


@protected_by("village_id")
class Visit(models.Model):
    """One visit to one household. `key` is made where it was typed, so that sent twice it arrives once."""

    key = models.UUIDField(unique=True)
    village = models.ForeignKey(Division, models.PROTECT, related_name="visits")
    kind = models.CharField(max_length=10)  # a key of `core.situation.VISIT_KINDS`
    person = models.CharField(max_length=60)  # a name with the group, or how people call them
    on = models.DateField()
    visitors = models.CharField(max_length=100)
    development = models.TextField(blank=True)
    team = models.TextField(blank=True)
    members = models.TextField(blank=True)
    conflicts = models.TextField(blank=True)
    opinions = models.TextField(blank=True)
    follow_up = models.CharField(max_length=300, blank=True)  # what is to be done, and by whom
    follow_by = models.DateField(null=True, blank=True)
    followed_on = models.DateField(null=True, blank=True)
    followed_how = models.CharField(max_length=300, blank=True)
    recorded_by = models.CharField(max_length=40)  # user name
    recorded_at = models.DateTimeField()
    taken_back_on = models.DateField(null=True, blank=True)
    taken_back_why = models.CharField(max_length=200, blank=True)

    objects = VisitQuerySet.as_manager()

    class Meta:
        ordering = ["village", "-on", "-pk"]
        indexes = [models.Index(fields=["village", "on"])]

    def __str__(self) -> str:
        return f"{self.village_id} {self.on} {self.kind}"

    @property
    def kind_words(self) -> tuple[str, str]:
        return VISIT_KINDS[self.kind]

    @property
    def found_out(self) -> dict[str, str]:
        """What was found out: the clarities that were spoken of, in their order."""
        return {key: text for key in CLARITIES if (text := getattr(self, key))}
