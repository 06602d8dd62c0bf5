"""What is kept for ever: the trail, its checkpoints, the papers that were issued, the papers that were photographed.

Nothing here is edited or deleted. A mistake is followed by a later entry, never rubbed out.
"""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models

from .protected import protected


class AppendOnly(models.QuerySet[Any]):
    """Rows that are written once. Whoever gets round this is found by `cunxuan verify`."""

    def update(self, **_: Any) -> NoReturn:
        raise AssertionError("what is kept for ever is not edited")

    def delete(self) -> NoReturn:
        raise AssertionError("what is kept for ever is not deleted")


class Papers(AppendOnly):
    def of(self, account: Any) -> Papers:
        """The papers of the account's own place. What is public of a paper is found by its check code alone."""
        return self.filter(scope__startswith=account.division_id)


class TrailEntry(models.Model):
    """One act of one person, chained to the act before it in the same village (or township, or county)."""

    scope = models.CharField(max_length=12)  # code of the division whose chain this is
    seq = models.PositiveIntegerField()
    act = models.CharField(max_length=40)
    at = models.DateTimeField()
    by = models.CharField(max_length=150)  # user name of the account
    body = models.TextField()  # canonical JSON: what was done, and the digest of every row it wrote
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    objects = AppendOnly.as_manager()

    class Meta:
        ordering = ["scope", "seq"]
        constraints = [models.UniqueConstraint(fields=["scope", "seq"], name="one_entry_at_each_place_of_a_chain")]

    def __str__(self) -> str:
        return f"{self.scope} {self.seq} {self.act}"


class TrailHead(models.Model):
    """Where each chain ends, so that an end that was cut off is missed."""

    scope = models.CharField(max_length=12, primary_key=True)
    seq = models.PositiveIntegerField()
    hash = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.scope} {self.seq}"


class PaperStatus(models.TextChoices):
    ISSUED = "issued", "已发"
    SUPERSEDED = "superseded", "已被更正"


@protected
class IssuedPaper(models.Model):
    """A paper as it went out: the frozen context that prints it again to the letter, its number and its codes."""

    scope = models.CharField(max_length=12)
    subject = models.CharField(max_length=80)  # semantic id of what the paper is about
    form_id = models.CharField(max_length=20)
    number = models.CharField(max_length=80)  # with the village's name in it: 柳树选报〔2026〕1号
    context = models.TextField()  # canonical JSON; the digest is taken over exactly this text
    digest = models.CharField(max_length=64)
    check_code = models.CharField(max_length=14, unique=True)
    checkpoint = models.CharField(max_length=14)  # short hash of the chain's end when the paper was made
    issued_at = models.DateTimeField()
    by = models.CharField(max_length=150)
    supersedes = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="superseded_by")
    reason = models.CharField(max_length=200, blank=True)

    objects = Papers.as_manager()

    class Meta:
        ordering = ["scope", "pk"]
        indexes = [models.Index(fields=["subject", "form_id"])]

    def __str__(self) -> str:
        return f"{self.form_id} {self.number}"


@protected
class Attachment(models.Model):
    """A photograph or scan of a signed paper, kept under its own hash."""

    scope = models.CharField(max_length=12)
    subject = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    media_type = models.CharField(max_length=40)
    size = models.PositiveIntegerField()
    added_at = models.DateTimeField()
    by = models.CharField(max_length=150)

    objects = AppendOnly.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["subject"]), models.Index(fields=["digest"])]

    def __str__(self) -> str:
        return f"{self.subject} {self.digest[:12]}"
