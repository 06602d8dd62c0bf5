"""Meetings and inspections: what was on the agenda, what was decided, what was found, and the task that came of it."""

from __future__ import annotations

from typing import Self, TypeVar

from django.db import models

from cunxuan.offices.models import Account, Division
from cunxuan.records.models import IssuedPaper
from cunxuan.records.protected import protected

from .tasks import Task

M = TypeVar("M", bound=models.Model)


class InPlace(models.QuerySet[M]):
    def of(self, account: Account) -> Self:
        """Those of the account's place: a township's are not known to its villages."""
        return self.filter(place__code__startswith=account.division_id)


class MeetingKind(models.TextChoices):
    COORDINATION = "coordination", "协调会"
    INSPECTORS = "inspectors", "督查汇报会"
    OTHER = "other", "其他会议"


class MeetingQuerySet(InPlace["Meeting"]):
    pass


@protected
class Meeting(models.Model):
    """A meeting of an office. Its minutes are written item by item and go out as a paper."""

    place = models.ForeignKey(Division, models.PROTECT, related_name="meetings")
    kind = models.CharField(max_length=12, choices=MeetingKind.choices)
    on = models.DateField()
    venue = models.CharField(max_length=60, blank=True)
    chaired_by = models.CharField(max_length=40, blank=True)
    recorded_by = models.CharField(max_length=40, blank=True)
    attended = models.CharField(max_length=500, blank=True)
    absent = models.CharField(max_length=200, blank=True)
    called_off = models.CharField(max_length=200, blank=True)  # why it was not held
    paper = models.OneToOneField(IssuedPaper, models.PROTECT, null=True, blank=True, related_name="+")

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["place", "on"])]

    def __str__(self) -> str:
        return f"{self.place} {self.on} {self.kind}"

    @property
    def subject(self) -> str:
        return f"meeting.{self.pk}"


@protected
class MeetingItem(models.Model):
    """An item of the agenda: an open task or a new subject, what was said, what was decided, the task that follows."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    number = models.PositiveSmallIntegerField()
    subject = models.CharField(max_length=120)
    about = models.ForeignKey(Task, models.PROTECT, null=True, blank=True, related_name="+")  # an open task
    said = models.CharField(max_length=1000, blank=True)
    decided = models.CharField(max_length=500, blank=True)
    task = models.OneToOneField(Task, models.PROTECT, null=True, blank=True, related_name="+")  # what follows

    class Meta:
        ordering = ["meeting", "number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="one_item_a_number")]

    def __str__(self) -> str:
        return f"{self.meeting} {self.number}"


class InspectionQuerySet(InPlace["Inspection"]):
    pass


@protected
class Inspection(models.Model):
    """A trip of inspectors to a township or a village (下乡督查)."""

    place = models.ForeignKey(Division, models.PROTECT, related_name="inspections")
    on = models.DateField()
    inspectors = models.CharField(max_length=120)
    looked_at = models.CharField(max_length=500, blank=True)
    taken_back = models.CharField(max_length=200, blank=True)  # why, where it was recorded by mistake

    objects = InspectionQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["place", "on"])]

    def __str__(self) -> str:
        return f"{self.place} {self.on}"


class Item(models.TextChoices):
    """What inspectors look at, in the order of the election."""

    AUDIT = "audit", "审计评议"
    DUTIES = "duties", "包联责任"
    COMMITTEE = "committee", "选举委员会"
    ROLL = "roll", "登记和名单"
    NOTICES = "notices", "公告张贴"
    CANDIDATES = "candidates", "候选人"
    PROXIES = "proxies", "委托和流动票箱"
    POLL = "poll", "会场和选票"
    DISCIPLINE = "discipline", "纪律"
    PUBLICITY = "publicity", "宣传培训"
    OTHER = "other", "其他"


@protected
class Finding(models.Model):
    """Something that inspectors found. It is a task from the beginning."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="findings")
    village = models.ForeignKey(Division, models.PROTECT, related_name="findings")
    item = models.CharField(max_length=12, choices=Item.choices)
    text = models.CharField(max_length=500)
    task = models.OneToOneField(Task, models.PROTECT, related_name="finding")

    class Meta:
        ordering = ["inspection", "pk"]

    def __str__(self) -> str:
        return f"{self.village} {self.item}"
