"""Publicity (强化宣传): what was printed, broadcast and hung up, the slogans, and the county's own explanations."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from cunxuan.offices.models import CODE_LENGTH, Account, Division, Level
from cunxuan.preparation.training_words import COUNTED, PUBLICITY, Words
from cunxuan.records.protected import protected


class PublicityQuerySet(models.QuerySet["PublicityItem"]):
    def of(self, account: Account) -> PublicityQuerySet:
        """What was done by the account's own place and by what lies in it."""
        return self.filter(place__code__startswith=account.division_id)

    def standing(self) -> PublicityQuerySet:
        """Those that were not taken back."""
        return self.filter(taken_back_on=None)

    def between(self, first: date, last: date) -> PublicityQuerySet:
        return self.filter(ends_on__gte=first, begins_on__lte=last)


@protected
class PublicityItem(models.Model):
    """A piece of publicity: pages, broadcasts, leaflets, slogans on a wall. `copies` are copies or times."""

    place = models.ForeignKey(Division, models.PROTECT, related_name="publicity")
    kind = models.CharField(max_length=12)  # a key of PUBLICITY
    title = models.CharField(max_length=100)
    begins_on = models.DateField()
    ends_on = models.DateField()
    copies = models.PositiveIntegerField()
    pages = models.PositiveSmallIntegerField(default=0)  # of a newspaper; questions answered in a broadcast
    where = models.CharField(max_length=100, blank=True)
    to_every_village = models.BooleanField(default=False)  # of its place
    note = models.CharField(max_length=300, blank=True)
    recorded_by = models.CharField(max_length=40)  # user name
    recorded_at = models.DateTimeField()
    taken_back_on = models.DateField(null=True, blank=True)
    taken_back_why = models.CharField(max_length=200, blank=True)

    objects = PublicityQuerySet.as_manager()

    class Meta:
        ordering = ["-begins_on", "-pk"]
        indexes = [models.Index(fields=["place", "begins_on"])]

    def __str__(self) -> str:
        return self.title

    @property
    def kind_words(self) -> Words:
        return PUBLICITY[self.kind]

    @property
    def counted_in(self) -> Words:
        return COUNTED[self.kind]

    @property
    def days(self) -> int:
        return (self.ends_on - self.begins_on).days + 1

    @property
    def subject(self) -> str:
        """Under which name its photographs are kept."""
        return f"{self.place_id}.publicity{self.pk}"


class CountyTextQuerySet(models.QuerySet["CountyText"]):
    def of(self, account: Account) -> CountyTextQuerySet:
        """The county's own texts, for everybody who works in it."""
        return self.filter(county_id=account.division_id[: CODE_LENGTH[Level.COUNTY]])


class TextKind(models.TextChoices):
    QUESTION = "question", "问答"
    SLOGAN = "slogan", "标语"


@protected
class CountyText(models.Model):
    """A question or a slogan of the county's own, or one of the library (`key`) that the county took down.

    `pack` is the law under which a question was answered, on that day.
    """

    county = models.ForeignKey(Division, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=TextKind.choices)
    key = models.CharField(max_length=40, blank=True)
    phase = models.CharField(max_length=12, blank=True)  # a key of core.explanations.PHASES
    text = models.CharField(max_length=200, blank=True)  # the question, or the slogan
    answer = models.TextField(blank=True)
    source = models.CharField(max_length=120, blank=True)  # the text of law and its article
    on = models.DateField()
    pack = models.CharField(max_length=80, blank=True)
    recorded_by = models.CharField(max_length=40)  # user name
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_why = models.CharField(max_length=200, blank=True)

    objects = CountyTextQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["county", "kind", "key"], condition=~Q(key=""), name="one_row_a_text_of_the_library"
            )
        ]

    def __str__(self) -> str:
        return self.text or self.key
