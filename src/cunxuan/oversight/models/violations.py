"""Violations of discipline (违纪线索): what was reported or found, the evidence, what was done about it. All secret."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.db import models
from django.db.models import Q

from cunxuan.offices.models import Account, Division
from cunxuan.records.protected import protected

from ..sealing import unseal, unseal_bytes
from .complaints import Complaint, OfficerKind, Secret


class Disposal(models.TextChoices):
    """What was done (处置)."""

    TALK = "talk", "谈话提醒"
    CORRECT = "correct", "责令改正"
    DISCIPLINE = "discipline", "党纪政务处分"
    POLICE = "police", "移送公安机关"
    VOID = "void", "取消资格或者认定无效"
    UNFOUNDED = "unfounded", "查无实据"


class ViolationQuerySet(Secret["Violation"]):
    pass


@protected
class Violation(models.Model):
    """A lead under a code of core.discipline, for the officers of discipline alone."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    code = models.CharField(max_length=4)  # V01 … V14
    officers = models.CharField(max_length=10, choices=OfficerKind.choices, default=OfficerKind.DISCIPLINE)
    place = models.ForeignKey(Division, models.PROTECT, related_name="+")
    complaint = models.ForeignKey(Complaint, models.PROTECT, null=True, blank=True, related_name="violations")
    on = models.DateField()  # when it happened
    recorded_on = models.DateField()
    sealed = models.BinaryField()
    accused_account = models.CharField(max_length=32, blank=True)
    accused_unit = models.CharField(max_length=32, blank=True)
    disposal = models.CharField(max_length=12, choices=Disposal.choices, blank=True)
    organ = models.CharField(max_length=60, blank=True)
    disposed_on = models.DateField(null=True, blank=True)
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")

    objects = ViolationQuerySet.as_manager()

    class Meta:
        ordering = ["-recorded_on", "code", "pk"]
        indexes = [models.Index(fields=["place", "code"])]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def said(self) -> dict[str, str]:
        """What is sealed: accused, text, and the words of the disposal."""
        return unseal(self.sealed, self._meta.db_table, self.pk)


@protected
class Evidence(models.Model):
    """A photograph or scan of what proves it, or of the letter that was brought: sealed, it lies in no folder of files.

    It belongs to a lead or to a complaint.
    """

    violation = models.ForeignKey(Violation, models.PROTECT, null=True, related_name="evidence")
    complaint = models.ForeignKey(Complaint, models.PROTECT, null=True, related_name="evidence")
    added_on = models.DateField()
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    media_type = models.CharField(max_length=40)
    sealed = models.BinaryField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(violation__isnull=True) ^ Q(complaint__isnull=True), name="evidence_belongs_to_one_case"
            )
        ]

    def __str__(self) -> str:
        return str(self.case)

    @property
    def case(self) -> UUID:
        key = self.violation_id or self.complaint_id
        assert key is not None, "it belongs to one of the two"
        return key

    @property
    def content(self) -> bytes:
        return unseal_bytes(self.sealed, self._meta.db_table, self.case)
