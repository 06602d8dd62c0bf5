"""Two first, one after (两先一后): the audit of the term, the evaluation of the officials, and what opens the gate.

What is recorded by mistake is taken back with a reason: the row stays, with the day on which it was taken back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Self, TypeVar

from django.db import models

from cunxuan.offices.models import Division
from cunxuan.records.models import IssuedPaper
from cunxuan.records.protected import protected

if TYPE_CHECKING:
    from cunxuan.offices.models import Account

M = TypeVar("M", bound=models.Model)


class OfAVillage(models.QuerySet[M]):
    """Rows of villages: those an account may see, and those that were not taken back."""

    def of(self, account: Account) -> Self:
        return self.filter(village__code__startswith=account.division_id)

    def standing(self) -> Self:
        return self.filter(taken_back_on=None)


class AuditQuerySet(OfAVillage["Audit"]):
    pass


@protected
class Audit(models.Model):
    """任期和离任经济责任审计: the report on the subjects the law lists, and its publication in the village."""

    village = models.ForeignKey(Division, models.PROTECT, related_name="audits")
    period_from = models.DateField()
    period_to = models.DateField()
    reported_on = models.DateField()  # the day of the report
    team = models.CharField(max_length=200)  # who audited, as the report names them
    persons = models.JSONField(default=list)  # [[name, post], …]: whose accounts they are
    subjects = models.JSONField(default=dict)  # subject -> {"text", "amount_fen", "opinion"}
    published_on = models.DateField(null=True, blank=True)
    published_at_place = models.CharField(max_length=100, blank=True)
    objections_until = models.DateField(null=True, blank=True)
    notice = models.ForeignKey(IssuedPaper, models.PROTECT, null=True, blank=True, related_name="+")  # O05
    taken_back_on = models.DateField(null=True, blank=True)
    taken_back_why = models.CharField(max_length=200, blank=True)

    objects = AuditQuerySet.as_manager()

    class Meta:
        ordering = ["village", "-reported_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.village_id} {self.reported_on}"


class ProblemState(models.TextChoices):
    OPEN = "open", "未整改"
    UNDER_WAY = "under_way", "整改中"
    SETTLED = "settled", "已整改"


class ProblemQuerySet(models.QuerySet["AuditProblem"]):
    def of(self, account: Account) -> ProblemQuerySet:
        return self.filter(audit__village__code__startswith=account.division_id)


@protected
class AuditProblem(models.Model):
    """What the auditors found wrong: whose it is, how much, what is to be done, and how far that has come."""

    audit = models.ForeignKey(Audit, models.PROTECT, related_name="problems")
    number = models.PositiveSmallIntegerField()
    person = models.CharField(max_length=40, blank=True)
    matter = models.CharField(max_length=200)
    amount_fen = models.BigIntegerField(null=True, blank=True)
    to_do = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=ProblemState.choices, default=ProblemState.OPEN)

    objects = ProblemQuerySet.as_manager()

    class Meta:
        ordering = ["audit", "number"]
        constraints = [models.UniqueConstraint(fields=["audit", "number"], name="one_problem_a_number")]

    def __str__(self) -> str:
        return f"{self.audit_id} {self.number}"


class EvaluationMeeting(models.TextChoices):
    """Who evaluates: 村民会议 or 村民代表会议."""

    VILLAGERS = "villagers_assembly", "村民会议"
    REPRESENTATIVES = "representatives_assembly", "村民代表会议"


class EvaluationQuerySet(OfAVillage["Evaluation"]):
    pass


@protected
class Evaluation(models.Model):
    """民主评议: a meeting says of each official whether they are equal to the post; then that is published."""

    village = models.ForeignKey(Division, models.PROTECT, related_name="evaluations")
    held_on = models.DateField()
    meeting = models.CharField(max_length=30, choices=EvaluationMeeting.choices)
    by_supervision = models.BooleanField()  # 村务监督机构主持
    present = models.PositiveIntegerField()
    published_on = models.DateField(null=True, blank=True)
    published_at_place = models.CharField(max_length=100, blank=True)
    notice = models.ForeignKey(IssuedPaper, models.PROTECT, null=True, blank=True, related_name="+")  # O07
    taken_back_on = models.DateField(null=True, blank=True)
    taken_back_why = models.CharField(max_length=200, blank=True)

    objects = EvaluationQuerySet.as_manager()

    class Meta:
        ordering = ["village", "-held_on", "-pk"]

    def __str__(self) -> str:
        return f"{self.village_id} {self.held_on}"


class Grade(models.TextChoices):
    FIT = "fit", "称职"
    BASICALLY_FIT = "basically_fit", "基本称职"
    UNFIT = "unfit", "不称职"


class EvaluatedQuerySet(models.QuerySet["Evaluated"]):
    def of(self, account: Account) -> EvaluatedQuerySet:
        return self.filter(evaluation__village__code__startswith=account.division_id)


@protected
class Evaluated(models.Model):
    """One official: how many found them fit, basically fit, unfit, and what the meeting concluded."""

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="people")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=40)
    post = models.CharField(max_length=40)
    fit = models.PositiveIntegerField()
    basically_fit = models.PositiveIntegerField()
    unfit = models.PositiveIntegerField()
    grade = models.CharField(max_length=14, choices=Grade.choices)
    unfit_before = models.BooleanField(default=False)  # in the evaluation before, where that is on paper only

    objects = EvaluatedQuerySet.as_manager()

    class Meta:
        ordering = ["evaluation", "number"]
        constraints = [models.UniqueConstraint(fields=["evaluation", "number"], name="one_evaluated_a_number")]

    def __str__(self) -> str:
        return f"{self.evaluation_id} {self.name}"

    @property
    def votes(self) -> int:
        return self.fit + self.basically_fit + self.unfit


class OverrideQuerySet(OfAVillage["GateOverride"]):
    pass


@protected
class GateOverride(models.Model):
    """The county opens the gate for a village: a named officer, why, and on what legal basis."""

    village = models.ForeignKey(Division, models.PROTECT, related_name="gate_overrides")
    on = models.DateField()
    officer = models.CharField(max_length=60)
    reason = models.CharField(max_length=300)
    basis = models.CharField(max_length=200)
    missing = models.JSONField(default=list)  # [[Chinese, English], …] of what was missing on that day
    taken_back_on = models.DateField(null=True, blank=True)
    taken_back_why = models.CharField(max_length=200, blank=True)

    objects = OverrideQuerySet.as_manager()

    class Meta:
        ordering = ["village", "-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.village_id} {self.on}"


class ConfirmationQuerySet(OfAVillage["Confirmation"]):
    pass


@protected
class Confirmation(models.Model):
    """选前审计评议确认单: the township signs that the gate is open. What it rests on is then not taken back."""

    village = models.ForeignKey(Division, models.PROTECT, related_name="confirmations")
    on = models.DateField()
    signer = models.CharField(max_length=60, blank=True)
    override = models.ForeignKey(GateOverride, models.PROTECT, null=True, blank=True, related_name="confirmations")
    paper = models.ForeignKey(IssuedPaper, models.PROTECT, null=True, blank=True, related_name="+")  # O08
    taken_back_on = models.DateField(null=True, blank=True)
    taken_back_why = models.CharField(max_length=200, blank=True)

    objects = ConfirmationQuerySet.as_manager()

    class Meta:
        ordering = ["village", "-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.village_id} {self.on}"
