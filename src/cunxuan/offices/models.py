"""Who and where: divisions, the accounts of officials, and who answers for which village."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from cunxuan.records.protected import protected


class Level(models.TextChoices):
    COUNTY = "county", "县"
    TOWNSHIP = "township", "乡镇"
    VILLAGE = "village", "村"


#: Length of a division's statistical code at each level. A place lies in another when its code begins with the other's.
CODE_LENGTH = {Level.COUNTY: 6, Level.TOWNSHIP: 9, Level.VILLAGE: 12}


class DivisionQuerySet(models.QuerySet["Division"]):
    def of(self, account: Account) -> DivisionQuerySet:
        """The divisions this account may see. What is not among them does not exist for it."""
        return self.filter(code__startswith=account.division_id)

    def villages(self) -> DivisionQuerySet:
        return self.filter(level=Level.VILLAGE)


@protected
class Division(models.Model):
    """A county, township or village, by its code in the national list (国家统计局 统计用区划代码)."""

    code = models.CharField(max_length=12, primary_key=True)
    name = models.CharField(max_length=60)
    level = models.CharField(max_length=10, choices=Level.choices)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    initials = models.CharField(max_length=30)  # of the pinyin, for search: dbc for 东柏村

    objects = DivisionQuerySet.as_manager()

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def short_name(self) -> str:
        """A village without its 村, as rows of the board have it; 晋村 keeps it."""
        stem = self.name.removesuffix("村")
        return stem if len(stem) > 1 else self.name


class Role(models.TextChoices):
    COUNTY = "county", "县换届办"
    TOWNSHIP = "township", "乡镇审核"
    CLERK = "clerk", "录入员"
    COMMITTEE = "committee", "村民选举委员会"


class AccountManager(BaseUserManager["Account"]):
    def get_by_natural_key(self, username: str | None) -> Account:
        return self.get(username=username)


class Account(AbstractBaseUser):
    """An official who signs in: in one role, at one place."""

    username = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=40)
    role = models.CharField(max_length=12, choices=Role.choices)
    division = models.ForeignKey(Division, models.PROTECT, related_name="accounts")
    is_active = models.BooleanField(default=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name", "role", "division"]

    objects: ClassVar[AccountManager] = AccountManager()

    class Meta:
        ordering = ["username"]

    def __str__(self) -> str:
        return self.name


@protected
class Duty(models.Model):
    """An official who answers for a village (包村)."""

    village = models.ForeignKey(Division, models.CASCADE, related_name="duties")
    name = models.CharField(max_length=40)
    level = models.CharField(max_length=10, choices=Level.choices)  # sent by the county or by the township

    class Meta:
        ordering = ["village", "-level", "pk"]
        constraints = [models.UniqueConstraint(fields=["village", "name"], name="one_duty_a_person_a_village")]

    def __str__(self) -> str:
        return f"{self.village} {self.name}"
