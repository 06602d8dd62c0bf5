"""Training before the duty (学习培训): the sessions, who was there, and who has to be trained."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from cunxuan.offices.models import Account, Division
from cunxuan.preparation.training_words import DUTIES, Words
from cunxuan.records.protected import protected, protected_by


class SessionQuerySet(models.QuerySet["Session"]):
    def of(self, account: Account) -> SessionQuerySet:
        """The sessions of the account's own place and of what lies in it."""
        return self.filter(place__code__startswith=account.division_id)

    def held(self) -> SessionQuerySet:
        """Those that were not called off."""
        return self.filter(cancelled_on=None)

    def between(self, first: date, last: date) -> SessionQuerySet:
        return self.filter(on__gte=first, on__lte=last)


@protected
class Session(models.Model):
    """A training of a county, a township or a village. `duties` are the duties it prepares for.

    Who knows the `token`, by the picture on the hall's screen, signs in with a telephone while the session is open.
    """

    place = models.ForeignKey(Division, models.PROTECT, related_name="sessions")
    title = models.CharField(max_length=80)
    on = models.DateField()
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    hours = models.PositiveSmallIntegerField()  # 学时
    venue = models.CharField(max_length=80)
    lecturer = models.CharField(max_length=80, blank=True)
    duties = models.JSONField(default=list)  # keys of DUTIES
    with_test = models.BooleanField(default=False)
    pass_line = models.PositiveSmallIntegerField()  # of a hundred, as the county had it on that day
    token = models.CharField(max_length=32, unique=True)
    recorded_by = models.CharField(max_length=40)  # user name
    recorded_at = models.DateTimeField()
    cancelled_on = models.DateField(null=True, blank=True)
    cancelled_why = models.CharField(max_length=200, blank=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-begins_at", "-pk"]
        indexes = [models.Index(fields=["place", "on"])]

    def __str__(self) -> str:
        return self.title

    @property
    def duty_words(self) -> tuple[Words, ...]:
        return tuple(DUTIES[key] for key in DUTIES if key in self.duties)


class Way(models.TextChoices):
    """How somebody signed in."""

    LIST = "list", "名单"
    PHONE = "phone", "扫码"


class AttendanceQuerySet(models.QuerySet["Attendance"]):
    def of(self, account: Account) -> AttendanceQuerySet:
        return self.filter(session__place__code__startswith=account.division_id)

    def standing(self) -> AttendanceQuerySet:
        """Those that were not taken back."""
        return self.filter(taken_back_on=None)


@protected_by("session__place_id")
class Attendance(models.Model):
    """Somebody was there, for a duty. `village` is the village whose name the unit is."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="attendances")
    name = models.CharField(max_length=40)
    unit = models.CharField(max_length=60, blank=True)
    village = models.ForeignKey(Division, models.PROTECT, null=True, blank=True, related_name="+")
    duty = models.CharField(max_length=12)  # a key of DUTIES
    way = models.CharField(max_length=6, choices=Way.choices)
    signed_at = models.DateTimeField()
    score = models.PositiveSmallIntegerField(null=True, blank=True)
    taken_back_on = models.DateField(null=True, blank=True)
    taken_back_why = models.CharField(max_length=200, blank=True)

    objects = AttendanceQuerySet.as_manager()

    class Meta:
        ordering = ["session", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "name", "unit"],
                condition=Q(taken_back_on__isnull=True),
                name="one_attendance_a_person_a_session",
            )
        ]
        indexes = [models.Index(fields=["name"])]

    def __str__(self) -> str:
        return f"{self.session_id} {self.name}"

    @property
    def duty_words(self) -> Words:
        return DUTIES[self.duty]

    @property
    def passed(self) -> bool | None:
        """Did the test go well? None while no score is entered."""
        return None if self.score is None else self.score >= self.session.pass_line


class MustTrainQuerySet(models.QuerySet["MustTrain"]):
    def of(self, account: Account) -> MustTrainQuerySet:
        return self.filter(village__code__startswith=account.division_id)

    def standing(self) -> MustTrainQuerySet:
        """Those who were not struck off again."""
        return self.filter(dropped_on=None)


@protected_by("village_id")
class MustTrain(models.Model):
    """Somebody of a village who is to be trained before a duty."""

    village = models.ForeignKey(Division, models.PROTECT, related_name="must_train")
    name = models.CharField(max_length=40)
    duty = models.CharField(max_length=12)  # a key of DUTIES
    named_on = models.DateField()
    dropped_on = models.DateField(null=True, blank=True)
    dropped_why = models.CharField(max_length=200, blank=True)

    objects = MustTrainQuerySet.as_manager()

    class Meta:
        ordering = ["village", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["village", "name", "duty"],
                condition=Q(dropped_on__isnull=True),
                name="one_duty_to_train_a_person_a_village",
            )
        ]

    def __str__(self) -> str:
        return f"{self.village_id} {self.name}"

    @property
    def duty_words(self) -> Words:
        return DUTIES[self.duty]
