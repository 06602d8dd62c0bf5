"""Villagers and the roll: who lives here, what is recorded of each for this election, every published version, the
objections to it and the changes of it, the files that residents came in with, and people found in two villages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from cunxuan.elections.models import Election, OfAnElection
from cunxuan.offices.models import Division
from cunxuan.records.protected import protected, protected_by

if TYPE_CHECKING:
    from cunxuan.offices.models import Account


class Sex(models.TextChoices):
    MALE = "M", "男"
    FEMALE = "F", "女"


class ResidentQuerySet(models.QuerySet["Resident"]):
    def of(self, account: Account) -> ResidentQuerySet:
        return self.filter(village__code__startswith=account.division_id)


@protected_by("village_id")
class Resident(models.Model):
    """A person of a village. The ID number is encrypted; it is found again only through its keyed hash.

    A person whose ID number is not known yet has an empty cipher and an empty hash.
    """

    village = models.ForeignKey(Division, models.PROTECT, related_name="residents")
    name = models.CharField(max_length=40)
    initials = models.CharField(max_length=40)  # zs for 张三: how a clerk types a name to find it
    sex = models.CharField(max_length=1, choices=Sex.choices)
    birth_on = models.DateField()
    id_cipher = models.BinaryField(max_length=40)
    id_lookup = models.BinaryField(max_length=16)
    last_four = models.BinaryField(max_length=8)  # keyed hash of the last four places of the ID number
    nation = models.CharField(max_length=10, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    group_no = models.PositiveSmallIntegerField()
    household_no = models.PositiveIntegerField()
    hukou_here = models.BooleanField()
    lives_here = models.BooleanField()

    objects = ResidentQuerySet.as_manager()

    class Meta:
        ordering = ["village", "group_no", "household_no", "pk"]
        indexes = [
            models.Index(fields=["id_lookup"]),
            models.Index(fields=["last_four"]),
            models.Index(fields=["name"]),
            models.Index(fields=["initials"]),
            models.Index(  # people away are counted whenever the preparation is looked at
                fields=["village", "birth_on", "phone"],
                condition=Q(hukou_here=True, lives_here=False),
                name="roll_residents_away",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Fact(models.TextChoices):
    """What can be recorded of a person for an election, beside the list of residents (`core.people.registration`)."""

    STATED = "stated", "表示参加选举"
    WILL_NOT = "will_not", "表示不参加选举"
    REFUSED_IN_WRITING = "refused_in_writing", "书面表示不参加选举"
    TOLD = "told", "已告知选举"
    UNREACHABLE = "unreachable", "无法取得联系"
    RETURNING = "returning", "将回村投票"
    NOT_RETURNING = "not_returning", "不回村投票"
    AWAY_SINCE = "away_since", "外出开始日期"
    LIVED_SINCE = "lived_since", "在本村居住开始日期"
    WORKED_SINCE = "worked_since", "在本村从事村务工作开始日期"
    GROUP = "group", "本省规定可以登记的其他人员"
    APPLIED = "applied", "本人申请参加选举"
    APPLIED_IN_WRITING = "applied_in_writing", "本人书面申请参加选举"
    MEETING_AGREED = "meeting_agreed", "村民会议或者村民代表会议同意"
    MEETING_DECLINED = "meeting_declined", "村民会议或者村民代表会议不同意"
    HOME_CERTIFICATE = "home_certificate", "户籍地未参加选举的证明"
    DUTIES_DONE = "duties_done", "履行村民义务"
    REGISTERED_IN = "registered_in", "已在其他村登记"
    DEPRIVED = "deprived", "依法被剥夺政治权利"
    INCAPABLE = "incapable", "不能行使选举权利"
    INCAPACITY_PROVED = "incapacity_proved", "不能行使选举权利的证明"
    DIED = "died", "死亡"
    MOVED_OUT = "moved_out", "户籍迁出"


class RegistrationFactQuerySet(OfAnElection["RegistrationFact"]):
    pass


@protected
class RegistrationFact(models.Model):
    """One thing recorded of a person for an election, with its evidence (登记情况). Taken back: `in_force` is false."""

    election = models.ForeignKey(Election, models.PROTECT, related_name="registration_facts")
    resident = models.ForeignKey(Resident, models.PROTECT, related_name="registration_facts")
    kind = models.CharField(max_length=20, choices=Fact.choices)
    on = models.DateField()  # of the fact: the day of the statement, the meeting, the move
    value = models.CharField(max_length=60, blank=True)  # the village, the group, where the kind needs one
    evidence = models.CharField(max_length=120, blank=True)  # the paper, the meeting, who telephoned
    in_force = models.BooleanField(default=True)

    objects = RegistrationFactQuerySet.as_manager()

    class Meta:
        ordering = ["election", "resident", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["election", "resident", "kind"],
                condition=models.Q(in_force=True),
                name="one_fact_of_a_kind_in_force",
            )
        ]

    def __str__(self) -> str:
        return f"{self.resident_id} {self.kind}"


@protected
class Roll(models.Model):
    """One published version of a village's list of registered villagers (登记参加选举的村民名单)."""

    election = models.ForeignKey(Election, models.PROTECT, related_name="rolls")
    version = models.PositiveSmallIntegerField()
    published_on = models.DateField()
    count = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)  # what the published list states of itself
    frozen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["election", "version"]
        constraints = [models.UniqueConstraint(fields=["election", "version"], name="one_roll_a_version")]

    def __str__(self) -> str:
        return f"{self.election} 第{self.version}版"


@protected_by("election__village_id")
class RollEntry(models.Model):
    """That a villager stands on the roll from one version on, and until (before) another.

    Name and group are those that were published: a name that is corrected ends the entry and begins another.
    """

    election = models.ForeignKey(Election, models.PROTECT, related_name="roll_entries")
    resident = models.ForeignKey(Resident, models.PROTECT, related_name="roll_entries")
    name = models.CharField(max_length=40)
    group_no = models.PositiveSmallIntegerField()
    category = models.CharField(max_length=6)  # OL-09: a lives here, b away and stated, c or c_work one year, d others
    card_no = models.PositiveIntegerField()  # of the voter card (参选证); stays with the person from version to version
    since_version = models.PositiveSmallIntegerField()
    until_version = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.resident_id}"


class Claim(models.TextChoices):
    ADD = "add", "要求列入名单"
    REMOVE = "remove", "要求从名单中去掉"
    CORRECT = "correct", "要求更正"


class Decision(models.TextChoices):
    UPHELD = "upheld", "成立"
    DISMISSED = "dismissed", "不成立"
    NOT_ACCEPTED = "not_accepted", "不予受理"


class ObjectionQuerySet(OfAnElection["Objection"]):
    pass


@protected
class Objection(models.Model):
    """An objection to the roll (名单异议), how it was decided and when that was published."""

    election = models.ForeignKey(Election, models.PROTECT, related_name="objections")
    number = models.PositiveSmallIntegerField()
    applicant = models.CharField(max_length=40)
    resident = models.ForeignKey(Resident, models.PROTECT, null=True, blank=True, related_name="objections")
    about = models.CharField(max_length=40)  # the name as the objection has it; `resident` where it is somebody known
    claim = models.CharField(max_length=8, choices=Claim.choices)
    text = models.TextField()
    in_writing = models.BooleanField()
    received_at = models.DateTimeField()
    decision = models.CharField(max_length=12, choices=Decision.choices, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    reason = models.TextField(blank=True)
    outcome_published_on = models.DateField(null=True, blank=True)
    appealed_on = models.DateField(null=True, blank=True)
    appeal_decided_on = models.DateField(null=True, blank=True)

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        ordering = ["election", "number"]
        constraints = [models.UniqueConstraint(fields=["election", "number"], name="one_objection_a_number")]

    def __str__(self) -> str:
        return f"{self.election} 异议 {self.number}"


class RollChangeQuerySet(OfAnElection["RollChange"]):
    pass


@protected
class RollChange(models.Model):
    """A change of a published roll for a lawful reason (四增四减, 异议成立); `version` is the one that published it."""

    election = models.ForeignKey(Election, models.PROTECT, related_name="roll_changes")
    resident = models.ForeignKey(Resident, models.PROTECT, related_name="roll_changes")
    reason = models.CharField(max_length=40)  # `core.people.roll_changes`
    gain = models.BooleanField()
    on = models.DateField()
    evidence = models.CharField(max_length=120)
    objection = models.ForeignKey(Objection, models.PROTECT, null=True, blank=True, related_name="changes")
    version = models.PositiveSmallIntegerField(null=True, blank=True)

    objects = RollChangeQuerySet.as_manager()

    class Meta:
        ordering = ["election", "pk"]

    def __str__(self) -> str:
        return f"{self.resident_id} {self.reason}"


class SamePersonQuerySet(models.QuerySet["SamePerson"]):
    def of(self, account: Account) -> SamePersonQuerySet:
        """Both villages' officials see the same case."""
        here = account.division_id
        return self.filter(
            models.Q(resident__village__code__startswith=here) | models.Q(other_village__code__startswith=here)
        )


@protected
class SamePerson(models.Model):
    """A resident whom another village lists too: surely (ID number) or perhaps (name, sex, birth). People decide."""

    resident = models.ForeignKey(Resident, models.PROTECT, related_name="also_listed")
    other_village = models.ForeignKey(Division, models.PROTECT, related_name="+")
    other = models.ForeignKey(Resident, models.PROTECT, null=True, blank=True, related_name="+")  # if taken in there
    surely = models.BooleanField()
    found_at = models.DateTimeField()
    stays_in = models.ForeignKey(Division, models.PROTECT, null=True, blank=True, related_name="+")
    different_people = models.BooleanField(default=False)
    decided_on = models.DateField(null=True, blank=True)
    reason = models.CharField(max_length=120, blank=True)

    objects = SamePersonQuerySet.as_manager()

    class Meta:
        ordering = ["-found_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["resident", "other_village"], name="one_case_for_a_person_and_a_village")
        ]

    def __str__(self) -> str:
        return f"{self.resident_id} {self.other_village_id}"


class ListState(models.TextChoices):
    READING = "reading", "正在读取"
    WAITING = "waiting", "待确认"
    TAKEN = "taken", "已导入"
    CANCELLED = "cancelled", "已取消"
    REFUSED = "refused", "读不了"


class ResidentsFileQuerySet(models.QuerySet["ResidentsFile"]):
    def of(self, account: Account) -> ResidentsFileQuerySet:
        return self.filter(scope__code__startswith=account.division_id)


class ResidentsFile(models.Model):
    """A list of residents that somebody sent in, and what became of it: rows = accepted + rejected + not data.

    The file itself is kept encrypted in the installation's folder until it is taken in or cancelled.
    """

    scope = models.ForeignKey(Division, models.PROTECT, related_name="+")  # the village, or the county
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    sent_by = models.CharField(max_length=150)
    sent_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=ListState.choices)
    progress = models.PositiveSmallIntegerField(default=0)  # per cent
    rows_read = models.PositiveIntegerField(default=0)
    accepted = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    not_data = models.PositiveIntegerField(default=0)
    new = models.PositiveIntegerField(default=0)
    said = models.JSONField(default=dict)  # why it could not be read: {"zh": …, "en": …}

    objects = ResidentsFileQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]

    def __str__(self) -> str:
        return self.name


class FileProblem(models.Model):
    """What is wrong with a cell of a file, or a repair that waits for one click. Never a whole ID number."""

    file = models.ForeignKey(ResidentsFile, models.CASCADE, related_name="problems")
    sheet = models.CharField(max_length=60)
    row = models.PositiveIntegerField()
    cell = models.CharField(max_length=12)
    column = models.CharField(max_length=20)
    kind = models.CharField(max_length=40)
    value = models.CharField(max_length=60)  # masked
    zh = models.TextField()
    en = models.TextField()
    suggestion = models.CharField(max_length=60, blank=True)  # masked
    repair = models.BooleanField(default=False)  # it can be repaired as suggested
    accepted = models.BooleanField(default=False)  # a person has agreed to the repair

    class Meta:
        ordering = ["file", "sheet", "row", "pk"]

    def __str__(self) -> str:
        return f"{self.cell} {self.kind}"
