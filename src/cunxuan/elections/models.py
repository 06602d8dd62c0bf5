"""The election is called: one election a village and term, its rounds, and the posts that each round fills."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Self, TypeVar

from django.db import models

from cunxuan.core import ids
from cunxuan.offices.models import Division
from cunxuan.records.protected import protected

if TYPE_CHECKING:
    from cunxuan.offices.models import Account


M = TypeVar("M", bound=models.Model)


class Kind(models.TextChoices):
    GENERAL = "general", "换届选举"


class Post(models.TextChoices):
    CHAIR = "chair", "主任"
    VICE_CHAIR = "vice_chair", "副主任"
    MEMBER = "member", "委员"


#: From the highest post to the lowest, as ballots and papers list them.
POSTS = (Post.CHAIR, Post.VICE_CHAIR, Post.MEMBER)


class ElectionQuerySet(models.QuerySet["Election"]):
    def of(self, account: Account) -> ElectionQuerySet:
        return self.filter(village__code__startswith=account.division_id)


@protected
class Election(models.Model):
    """The election of one village's committee. Called (有选举日) once its polling day is fixed."""

    village = models.ForeignKey(Division, models.PROTECT, related_name="elections")
    year = models.PositiveSmallIntegerField()
    term_no = models.PositiveSmallIntegerField()  # 第几届
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.GENERAL)
    planned_polling_day = models.DateField()  # the county's plan; the law knows only polling_day
    polling_day = models.DateField(null=True, blank=True)
    pack = models.CharField(max_length=80, blank=True)  # law in force at that place on polling day
    seats = models.JSONField(default=dict)  # post -> seats, adopted by the villagers' meeting
    measures = models.JSONField(default=dict)  # what the adopted method fixes where the law leaves it open
    done = models.JSONField(default=dict)  # step id -> legal date; who and when stand in the trail

    objects = ElectionQuerySet.as_manager()

    class Meta:
        ordering = ["village"]
        constraints = [models.UniqueConstraint(fields=["village", "year", "kind"], name="one_election_a_term")]

    def __str__(self) -> str:
        return self.semantic_id

    @property
    def semantic_id(self) -> str:
        return ids.election_id(self.village_id, self.year, self.kind)

    @property
    def days_done(self) -> dict[str, date]:
        """The steps that were done, with their legal dates."""
        return {step: date.fromisoformat(day) for step, day in self.done.items()}

    @property
    def is_called(self) -> bool:
        return self.polling_day is not None

    @property
    def title(self) -> str:
        return f"{self.village.name}第{self.term_no}届村民委员会换届选举"


class RoundKind(models.TextChoices):
    FIRST = "first", "第一次投票"
    RUNOFF = "runoff", "另行选举"
    RERUN = "rerun", "重新选举"
    REVOTE = "revote", "票数相等再投票"


class OfAnElection(models.QuerySet[M]):
    """Rows that belong to an election: those of the elections this account may see."""

    def of(self, account: Account) -> Self:
        return self.filter(election__village__code__startswith=account.division_id)


class RoundQuerySet(OfAnElection["Round"]):
    pass


@protected
class Round(models.Model):
    """One vote of an election: the first, a runoff for seats still open, or a rerun after a void one."""

    election = models.ForeignKey(Election, models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=RoundKind.choices)
    polling_on = models.DateField()
    registered = models.PositiveIntegerField()  # R, frozen with the roll
    rules = models.JSONField(default=dict)  # what the determination before it fixed: win, floor, within_days

    objects = RoundQuerySet.as_manager()

    class Meta:
        ordering = ["election", "number"]
        constraints = [models.UniqueConstraint(fields=["election", "number"], name="one_round_a_number")]

    def __str__(self) -> str:
        return self.semantic_id

    @property
    def semantic_id(self) -> str:
        return ids.election_id(self.election.village_id, self.election.year, self.election.kind, round=self.number)


@protected
class Contest(models.Model):
    """The seats of one post in one round (职位、应选名额)."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="contests")
    post = models.CharField(max_length=12, choices=Post.choices)
    seats = models.PositiveSmallIntegerField()
    woman_only = models.BooleanField(default=False)

    class Meta:
        ordering = ["round", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "post", "woman_only"], name="one_contest_a_post_a_round"),
            models.CheckConstraint(condition=models.Q(seats__gte=1), name="a_contest_fills_a_seat"),
        ]

    def __str__(self) -> str:
        return f"{self.round} {self.post}"


def seats_total(seats: dict[str, Any]) -> int:
    return sum(int(number) for number in seats.values())
