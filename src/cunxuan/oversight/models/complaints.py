"""Complaints, and the officers who alone may know of them (信访、举报).

What a complaint says and who brings it is sealed. For everybody but the officers named for its kind, and for the
accused and their unit in any case, it does not exist: no list, no figure and no number elsewhere may depend on one.
That is why these rows have random keys and a chain of their own, and why a complaint is never an ordinary task.
"""

from __future__ import annotations

from typing import Self, TypeVar
from uuid import uuid4

from django.db import models
from django.db.models import Q

from cunxuan.offices.models import CODE_LENGTH, Account, Division
from cunxuan.records.protected import protected

from ..sealing import mark, unseal

M = TypeVar("M", bound=models.Model)


class OfficerKind(models.TextChoices):
    PETITION = "petition", "信访经办人"
    DISCIPLINE = "discipline", "纪检经办人"


class CaseOfficerQuerySet(models.QuerySet["CaseOfficer"]):
    def of(self, account: Account) -> CaseOfficerQuerySet:
        """Who appoints officers sees those of the own place."""
        return self.filter(account__division__code__startswith=account.division_id)

    def serving(self) -> CaseOfficerQuerySet:
        return self.filter(until=None)


@protected
class CaseOfficer(models.Model):
    """An account that was named for the cases of a kind in its place; relieved on a day, never deleted."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="case_offices")
    kind = models.CharField(max_length=10, choices=OfficerKind.choices)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    objects = CaseOfficerQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "account__division", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["account", "kind"], condition=Q(until=None), name="named_once_for_a_kind_of_case"
            )
        ]

    def __str__(self) -> str:
        return f"{self.account} {self.kind}"


class Secret(models.QuerySet[M]):
    """Cases: rows with a place, a kind of officer, and the marks of the accused."""

    def of(self, account: Account) -> Self:
        """The cases in which this account is an officer; none where it is the accused, or of the accused's unit."""
        kinds = list(CaseOfficer.objects.serving().filter(account=account).values_list("kind", flat=True))
        if not kinds:
            return self.none()
        mine = self.filter(officers__in=kinds, place__code__startswith=account.division_id)
        return mine.exclude(accused_account=account_mark(account)).exclude(
            accused_unit__in=marks_of(account.division_id)
        )


def account_mark(account: Account) -> str:
    return mark("account", account.username)


def unit_mark(unit: Division) -> str:
    return mark("unit", unit.pk)


def marks_of(code: str) -> list[str]:
    """Of a division and of those in which it lies: subordinates do not look into what is said of those above them."""
    return [mark("unit", code[:length]) for length in CODE_LENGTH.values() if length <= len(code)]


class ComplaintKind(models.TextChoices):
    """Kinds that the law keeps apart. An objection to the roll is none of them."""

    ELECTION = "election", "选举投诉"
    PETITION = "petition", "信访事项"
    DISCIPLINE = "discipline", "纪检举报"


OFFICERS_OF = {
    ComplaintKind.ELECTION: OfficerKind.PETITION,
    ComplaintKind.PETITION: OfficerKind.PETITION,
    ComplaintKind.DISCIPLINE: OfficerKind.DISCIPLINE,
}


class Channel(models.TextChoices):
    VISIT = "visit", "来访"
    LETTER = "letter", "来信"
    PHONE = "phone", "电话"
    NET = "net", "网络"
    ABOVE = "above", "上级转来"
    ANONYMOUS = "anonymous", "匿名"


class Stage(models.TextChoices):
    REGISTERED = "registered", "已登记，待受理"
    ACCEPTED = "accepted", "办理中"
    REFUSED = "refused", "不予受理"
    TRANSFERRED = "transferred", "已转送"
    ANSWERED = "answered", "已答复"
    REVIEW = "review", "复查中"
    REVIEWED = "reviewed", "已复查"
    RECHECK = "recheck", "复核中"
    RECHECKED = "rechecked", "已复核"
    CLOSED = "closed", "已办结"


class ComplaintQuerySet(Secret["Complaint"]):
    def left(self) -> Self:
        return self.exclude(stage=Stage.CLOSED)


@protected
class Complaint(models.Model):
    """One complaint and the days of its course. Who brings it, what it says and what came of it lies in `sealed`."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=ComplaintKind.choices)
    officers = models.CharField(max_length=10, choices=OfficerKind.choices)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    place = models.ForeignKey(Division, models.PROTECT, related_name="+")
    step = models.CharField(max_length=40, blank=True)  # the step of the election that it is about
    people = models.PositiveSmallIntegerField(default=1)  # who came together
    number = models.CharField(max_length=60, unique=True)
    sealed = models.BinaryField()
    complainant = models.CharField(max_length=32, blank=True)  # marks: by whom, against whom, of which unit
    accused_account = models.CharField(max_length=32, blank=True)
    accused_unit = models.CharField(max_length=32, blank=True)
    stage = models.CharField(max_length=12, choices=Stage.choices, default=Stage.REGISTERED)
    closed_from = models.CharField(max_length=12, blank=True)  # the stage to which it goes back if it is reopened
    handler = models.ForeignKey(Account, models.PROTECT, null=True, blank=True, related_name="+")
    first = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="repeats")
    received_on = models.DateField()
    registered_on = models.DateField()
    told_on = models.DateField(null=True, blank=True)
    transferred_on = models.DateField(null=True, blank=True)
    extended = models.BooleanField(default=False)
    answered_on = models.DateField(null=True, blank=True)
    review_asked_on = models.DateField(null=True, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)
    recheck_asked_on = models.DateField(null=True, blank=True)
    rechecked_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    objects = ComplaintQuerySet.as_manager()

    class Meta:
        ordering = ["-received_on", "-number"]
        indexes = [models.Index(fields=["place", "stage"]), models.Index(fields=["complainant"])]
        constraints = [
            models.CheckConstraint(
                condition=~Q(stage=Stage.CLOSED) | Q(closed_on__isnull=False), name="a_closed_case_has_its_day"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)  # nothing else of it may get into a log

    @property
    def said(self) -> dict[str, str]:
        """What is sealed: complainant, contact, text, wants, accused, and later organ, answer, review, recheck."""
        return unseal(self.sealed, self._meta.db_table, self.pk)


@protected
class CaseNote(models.Model):
    """What happened to a complaint, one line after the other; the remark is sealed."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="notes")
    at = models.DateTimeField()
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    act = models.CharField(max_length=16)
    sealed = models.BinaryField()

    class Meta:
        ordering = ["complaint", "pk"]

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.act}"

    @property
    def text(self) -> str:
        return unseal(self.sealed, self._meta.db_table, self.complaint_id)["text"]


class LetterKind(models.TextChoices):
    ACCEPTED = "accepted", "受理告知书"
    REFUSED = "refused", "不予受理告知书"
    TRANSFERRED = "transferred", "转送告知书"
    ANSWERED = "answered", "答复意见书"
    REVIEWED = "reviewed", "复查意见书"
    RECHECKED = "rechecked", "复核意见书"


@protected
class CaseLetter(models.Model):
    """A letter to the complainant as it went out, sealed; it is printed again from here, and listed nowhere else."""

    complaint = models.ForeignKey(Complaint, models.PROTECT, related_name="letters")
    kind = models.CharField(max_length=12, choices=LetterKind.choices)
    number = models.CharField(max_length=60, unique=True)
    on = models.DateField()
    by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    sealed = models.BinaryField()
    digest = models.CharField(max_length=32)  # keyed, of the text that went out

    class Meta:
        ordering = ["complaint", "pk"]

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.kind}"
