"""Daily reports of the townships, and the figures that a county watches besides."""

from __future__ import annotations

from django.db import models

from cunxuan.offices.models import Account, Division
from cunxuan.records.protected import protected


class ReportState(models.TextChoices):
    SUBMITTED = "submitted", "待审核"
    RETURNED = "returned", "已退回"
    APPROVED = "approved", "已审核"


class DailyReportQuerySet(models.QuerySet["DailyReport"]):
    def of(self, account: Account) -> DailyReportQuerySet:
        return self.filter(township__code__startswith=account.division_id)

    def approved(self) -> DailyReportQuerySet:
        return self.filter(state=ReportState.APPROVED)


@protected
class DailyReport(models.Model):
    """One township's report on one day: the figures as they were counted then, and what it adds to them."""

    township = models.ForeignKey(Division, models.PROTECT, related_name="daily_reports")
    on = models.DateField()
    key = models.UUIDField(unique=True)  # made where it was filled in: sent twice, it is one report
    figures = models.JSONField(default=dict)  # key of core.daily -> number
    watched = models.JSONField(default=dict)  # number of the watched figure -> number
    reasons = models.JSONField(default=dict)  # key -> why a figure that counts up is lower than before
    plan = models.CharField(max_length=500)
    problems = models.JSONField(default=list)  # one line each
    on_site = models.PositiveIntegerField(null=True, blank=True)  # officials in the villages that day
    state = models.CharField(max_length=10, choices=ReportState.choices)
    sent_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    looked_by = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    looked_at = models.DateTimeField(null=True, blank=True)
    why = models.CharField(max_length=200, blank=True)  # of its return, or of its being opened again

    objects = DailyReportQuerySet.as_manager()

    class Meta:
        ordering = ["-on", "township"]
        constraints = [
            models.UniqueConstraint(fields=["township", "on"], name="one_report_a_township_a_day"),
            models.CheckConstraint(
                condition=models.Q(looked_by__isnull=True) | ~models.Q(looked_by=models.F("sent_by")),
                name="who_sent_a_report_does_not_approve_it",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.township} {self.on}"


@protected
class WatchedFigure(models.Model):
    """What the county watches besides the election (两不误): a name, a unit, whether it counts up."""

    county = models.ForeignKey(Division, models.PROTECT, related_name="watched_figures")
    name = models.CharField(max_length=40)
    unit = models.CharField(max_length=10, blank=True)
    counts_up = models.BooleanField(default=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)  # the last day on which it is asked for

    class Meta:
        ordering = ["county", "pk"]

    def __str__(self) -> str:
        return self.name
