"""Who and where: divisions, accounts, officials and what they answer for, and the groups of an election."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

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


class OfficialQuerySet(models.QuerySet["Official"]):
    def of(self, account: Account) -> OfficialQuerySet:
        """Whom this account may see: who was sent from its own place, from one above it or from one within it."""
        code = account.division_id
        return self.filter(Q(place__code__startswith=code) | Q(place__in=places_above(code)))


@protected
class Official(models.Model):
    """Somebody who answers for a place in an election: a leader, a cadre, an instructor, a member of a group.

    `place` is what sends them: the county, a township, or the village whose cadre they are. Their telephone is for
    officials who have signed in, and never stands on what villagers read.
    """

    place = models.ForeignKey(Division, models.PROTECT, related_name="officials")
    name = models.CharField(max_length=40)
    unit = models.CharField(max_length=60, blank=True)
    post = models.CharField(max_length=60, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    initials = models.CharField(max_length=40)  # of the pinyin, for search
    account = models.OneToOneField(Account, models.PROTECT, null=True, blank=True, related_name="official")

    objects = OfficialQuerySet.as_manager()

    class Meta:
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["place", "name", "unit"], name="one_row_an_official"),
        ]
        indexes = [models.Index(fields=["name"])]

    def __str__(self) -> str:
        return self.name


class DutyKind(models.TextChoices):
    """三级包联, and the instructors whom the county sends."""

    LEADER = "leader", "县领导包乡"
    CADRE = "cadre", "乡镇干部包村"
    GROUP = "group", "村干部包组"
    INSTRUCTOR = "instructor", "换届选举指导员"


class DutyQuerySet(models.QuerySet["Duty"]):
    def of(self, account: Account) -> DutyQuerySet:
        """Duties for the account's place, for what lies in it, and for the township or county above it."""
        code = account.division_id
        return self.filter(Q(place__code__startswith=code) | Q(place__in=places_above(code)))

    def open(self) -> DutyQuerySet:
        """Those that nobody has ended."""
        return self.filter(ended_on__isnull=True)

    def on(self, day: date) -> DutyQuerySet:
        """Those whose time has not run out on a day; one that begins later is named already."""
        return self.open().filter(Q(until__isnull=True) | Q(until__gte=day))

    def of_villages(self) -> DutyQuerySet:
        """Who answers for a whole village (包村): township cadres and instructors."""
        return self.filter(kind__in=(DutyKind.CADRE, DutyKind.INSTRUCTOR))


@protected
class Duty(models.Model):
    """An official answers for a place, from a day on, with a task (三定：定人员、定时间、定任务).

    A leader answers for a township, everybody else for a village; `group_no` is the group of it for which a village
    cadre answers. A duty is ended with a reason, never deleted.
    """

    official = models.ForeignKey(Official, models.PROTECT, related_name="duties")
    kind = models.CharField(max_length=12, choices=DutyKind.choices)
    place = models.ForeignKey(Division, models.CASCADE, related_name="duties")
    group_no = models.PositiveSmallIntegerField(default=0)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    task = models.CharField(max_length=200, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_why = models.CharField(max_length=200, blank=True)

    objects = DutyQuerySet.as_manager()

    class Meta:
        ordering = ["place", "kind", "group_no", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["official", "place", "kind", "group_no"],
                condition=Q(ended_on__isnull=True),
                name="one_open_duty_an_official_a_place",
            )
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.official}"


class GuaranteeKind(models.TextChoices):
    """五包."""

    TALK = "talk", "包谈心"
    EXPLAIN = "explain", "包释疑"
    HELP = "help", "包解难"
    PEACE = "peace", "包维稳"
    SUCCESS = "success", "包选举成功"


class GuaranteeQuerySet(models.QuerySet["Guarantee"]):
    def of(self, account: Account) -> GuaranteeQuerySet:
        return self.filter(village__code__startswith=account.division_id)

    def standing(self) -> GuaranteeQuerySet:
        return self.filter(taken_back_on__isnull=True)


@protected
class Guarantee(models.Model):
    """One of the five for a village: who gave it, on what evidence. Taken back with a reason, never deleted."""

    village = models.ForeignKey(Division, models.CASCADE, related_name="guarantees")
    official = models.ForeignKey(Official, models.PROTECT, related_name="guarantees")
    kind = models.CharField(max_length=10, choices=GuaranteeKind.choices)
    on = models.DateField()
    evidence = models.CharField(max_length=200)
    taken_back_on = models.DateField(null=True, blank=True)
    taken_back_why = models.CharField(max_length=200, blank=True)

    objects = GuaranteeQuerySet.as_manager()

    class Meta:
        ordering = ["village", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["village", "kind"],
                condition=Q(taken_back_on__isnull=True),
                name="one_standing_guarantee_of_a_kind",
            )
        ]

    def __str__(self) -> str:
        return f"{self.village} {self.get_kind_display()}"


class GroupKind(models.TextChoices):
    LEADING = "leading", "领导组"
    OFFICE = "office", "办公室"
    GUIDANCE = "guidance", "指导组"
    INSPECTION = "inspection", "督查组"
    RECEPTION = "reception", "接访组"


class GroupQuerySet(models.QuerySet["Group"]):
    def of(self, account: Account) -> GroupQuerySet:
        """The groups of the account's place, of places within it, and of the township and county above it."""
        code = account.division_id
        return self.filter(Q(place__code__startswith=code) | Q(place__in=places_above(code)))

    def open(self) -> GroupQuerySet:
        return self.filter(ended_on__isnull=True)


@protected
class Group(models.Model):
    """A group that the county or a township sets up for the election, and the townships it covers."""

    place = models.ForeignKey(Division, models.PROTECT, related_name="groups")
    kind = models.CharField(max_length=10, choices=GroupKind.choices)
    name = models.CharField(max_length=60)
    phone = models.CharField(max_length=30, blank=True)
    townships = models.JSONField(default=list)  # codes; none: the whole of its place
    since = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    ended_why = models.CharField(max_length=200, blank=True)

    objects = GroupQuerySet.as_manager()

    class Meta:
        ordering = ["place", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "name"], condition=Q(ended_on__isnull=True), name="one_open_group_of_a_name"
            )
        ]

    def __str__(self) -> str:
        return self.name


class Seat(models.TextChoices):
    """What somebody is in a group."""

    HEAD = "head", "组长"
    DEPUTY = "deputy", "副组长"
    MEMBER = "member", "成员"


@protected
class GroupMember(models.Model):
    """An official's seat in a group; given up with a reason, never deleted."""

    group = models.ForeignKey(Group, models.CASCADE, related_name="members")
    official = models.ForeignKey(Official, models.PROTECT, related_name="seats")
    seat = models.CharField(max_length=10, choices=Seat.choices)
    since = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    ended_why = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["group", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["group", "official"], condition=Q(ended_on__isnull=True), name="one_open_seat_in_a_group"
            )
        ]

    def __str__(self) -> str:
        return f"{self.group} {self.official}"


class DutyFileQuerySet(models.QuerySet["DutyFile"]):
    def of(self, account: Account) -> DutyFileQuerySet:
        return self.filter(place__code__startswith=account.division_id)


@protected
class DutyFile(models.Model):
    """A workbook of duties (三级包联责任表) as it was sent, until what it says is taken in or it is put away."""

    place = models.ForeignKey(Division, models.PROTECT, related_name="duty_files")
    name = models.CharField(max_length=80)
    content = models.BinaryField()
    agreed = models.JSONField(default=list)  # the warnings to which somebody has said: so it shall be
    sent_by = models.CharField(max_length=40)
    sent_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)
    taken = models.PositiveIntegerField(default=0)  # rows
    put_away_at = models.DateTimeField(null=True, blank=True)

    objects = DutyFileQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]

    def __str__(self) -> str:
        return self.name


def places_above(code: str) -> tuple[str, ...]:
    """The codes of the county and the township in which a place lies."""
    return tuple(code[:length] for length in sorted(CODE_LENGTH.values()) if length < len(code))
