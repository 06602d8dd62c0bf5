"""What was found and has to be put right: by whom, by when, and how it came to its end."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from cunxuan.offices.models import Account, Division
from cunxuan.records.protected import protected


class Source(models.TextChoices):
    """Where a task comes from."""

    REPORT = "report", "日报"
    MEETING = "meeting", "会议"
    INSPECTION = "inspection", "督查"
    COMPLAINT = "complaint", "信访"
    VIOLATION = "violation", "违纪线索"
    VISIT = "visit", "走访"
    GATE = "gate", "关口"
    TIMETABLE = "timetable", "进度"
    OFFICE = "office", "换届办交办"


class TaskState(models.TextChoices):
    OPEN = "open", "办理中"
    REPORTED = "reported", "待核对"
    CLOSED = "closed", "已办结"


class TaskQuerySet(models.QuerySet["Task"]):
    def of(self, account: Account) -> TaskQuerySet:
        """The tasks of the account's place, and those it owes or waits for; a confidential one only these two."""
        own = Q(owner=account) | Q(asked_by=account)
        return self.filter(own | Q(place__code__startswith=account.division_id, confidential=False))

    def left(self) -> TaskQuerySet:
        return self.exclude(state=TaskState.CLOSED)


@protected
class Task(models.Model):
    """Something to be done in a place by a day. Whoever asked for it says whether it is done."""

    place = models.ForeignKey(Division, models.PROTECT, related_name="tasks")
    title = models.CharField(max_length=120)
    text = models.CharField(max_length=500, blank=True)
    source = models.CharField(max_length=12, choices=Source.choices)
    source_url = models.CharField(max_length=120, blank=True)  # the page where it was found
    owner = models.ForeignKey(Account, models.PROTECT, related_name="tasks")
    asked_by = models.ForeignKey(Account, models.PROTECT, related_name="tasks_asked")
    opened_on = models.DateField()
    due_on = models.DateField()
    wants_paper = models.BooleanField(default=False)  # done only with a photograph of a signed paper
    confidential = models.BooleanField(default=False)  # known only to the two who have to do with it
    state = models.CharField(max_length=10, choices=TaskState.choices, default=TaskState.OPEN)
    result = models.CharField(max_length=500, blank=True)
    reported_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["owner", "state"]), models.Index(fields=["place", "state"])]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=TaskState.CLOSED) | ~Q(result=""), name="a_closed_task_has_a_result"
            )
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.title}"

    @property
    def subject(self) -> str:
        """The name under which its papers are kept."""
        return f"task.{self.pk}"


@protected
class TaskNote(models.Model):
    """What happened to a task, one line after the other."""

    task = models.ForeignKey(Task, models.PROTECT, related_name="notes")
    at = models.DateTimeField()
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    act = models.CharField(max_length=12)
    text = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["task", "pk"]

    def __str__(self) -> str:
        return f"{self.task} {self.act}"

    @property
    def said(self) -> tuple[str, str]:
        """The act in both languages."""
        return ACTS[self.act]


ACTS = {
    "opened": ("交办", "asked for"),
    "reported": ("报告办完", "reported done"),
    "closed": ("办结", "closed"),
    "returned": ("退回重办", "returned"),
    "handed_on": ("转办", "handed on"),
    "put_off": ("改期限", "put off"),
}
