"""Messages to people away: the texts, who agreed to get them, each sending with its messages, and what came back.

A message is one row from the moment somebody confirms the sending: what the row says was sent is never sent again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from cunxuan.elections.models import Election, OfAnElection
from cunxuan.offices.models import Division
from cunxuan.records.protected import protected, protected_by
from cunxuan.roll.models import RegistrationFact, Resident

if TYPE_CHECKING:
    from cunxuan.offices.models import Account


class Kind(models.TextChoices):
    """What a text is for; nobody gets two of a kind in one election."""

    REGISTRATION = "registration", "登记"
    CANDIDATES = "candidates", "提名候选人"
    VOTING = "voting", "投票和委托"


class MessageTextQuerySet(models.QuerySet["MessageText"]):
    def of(self, account: Account) -> MessageTextQuerySet:
        """A county's texts are those of everybody in it."""
        return self.filter(county=account.division_id[:6])


@protected
class MessageText(models.Model):
    """A text as the county wrote it; the latest version is the one in use, the program's own where there is none."""

    county = models.ForeignKey(Division, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    version = models.PositiveSmallIntegerField()
    text = models.TextField()

    objects = MessageTextQuerySet.as_manager()

    class Meta:
        ordering = ["county", "kind", "-version"]
        constraints = [models.UniqueConstraint(fields=["county", "kind", "version"], name="one_text_a_version")]

    def __str__(self) -> str:
        return f"{self.kind} {self.version}"


class ConsentQuerySet(OfAnElection["Consent"]):
    pass


@protected_by("election__village_id")
class Consent(models.Model):
    """Whether a person agreed to get messages for an election, and how they were asked (个人信息保护法 第十三条)."""

    election = models.ForeignKey(Election, models.PROTECT, related_name="message_consents")
    resident = models.ForeignKey(Resident, models.PROTECT, related_name="message_consents")
    given = models.BooleanField()
    way = models.CharField(max_length=8)  # roll.registration_words.WAYS
    on = models.DateField()

    objects = ConsentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["election", "resident"], name="one_consent_an_election")]

    def __str__(self) -> str:
        return f"{self.resident_id} {self.given}"


class OptOutQuerySet(models.QuerySet["OptOut"]):
    def of(self, account: Account) -> OptOutQuerySet:
        return self.filter(resident__village__code__startswith=account.division_id)


@protected
class OptOut(models.Model):
    """Somebody wants no messages (退订): neither they nor this number is written to again, in any election."""

    resident = models.ForeignKey(Resident, models.PROTECT, related_name="opt_outs")
    phone = models.CharField(max_length=20)
    on = models.DateField()
    how = models.CharField(max_length=60)

    objects = OptOutQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["resident", "phone"], name="one_opt_out_a_number")]
        indexes = [models.Index(fields=["phone"])]

    def __str__(self) -> str:
        return f"{self.resident_id}"


class SendingState(models.TextChoices):
    MADE = "made", "文件已生成"
    HANDED = "handed", "已交电信部门"
    GOING = "going", "正在发送"
    STOPPED = "stopped", "已停止"
    DONE = "done", "已发完"
    DROPPED = "dropped", "已取消"


class SendingQuerySet(OfAnElection["Sending"]):
    pass


@protected
class Sending(models.Model):
    """One text for one village, confirmed once. Villages confirmed at once are `together` and share a file."""

    election = models.ForeignKey(Election, models.PROTECT, related_name="sendings")
    together = models.CharField(max_length=20)
    kind = models.CharField(max_length=12, choices=Kind.choices)
    text = models.TextField()  # with everything filled in but the person's name
    contact = models.CharField(max_length=20)
    gateway = models.CharField(max_length=12, blank=True)  # nothing: a file for the telecom office
    people = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=SendingState.choices)
    confirmed_at = models.DateTimeField()
    handed_on = models.DateField(null=True, blank=True)
    said = models.JSONField(default=dict)  # why it stopped: {"zh": …, "en": …}

    objects = SendingQuerySet.as_manager()

    class Meta:
        ordering = ["-confirmed_at", "-pk"]
        indexes = [models.Index(fields=["together"])]

    def __str__(self) -> str:
        return f"{self.election_id} {self.kind}"


class MessageState(models.TextChoices):
    WAITING = "waiting", "待送"
    GOING = "going", "正在送"
    SENT = "sent", "已送"
    DELIVERED = "delivered", "送达"
    FAILED = "failed", "失败"
    REFUSED = "refused", "拒收"
    REPLIED = "replied", "回复"
    UNCLEAR = "unclear", "不明"


class MessageQuerySet(OfAnElection["Message"]):
    pass


@protected_by("election__village_id")
class Message(models.Model):
    """One text to one person. The gateway knows it by its key, so that a second try is no second message."""

    sending = models.ForeignKey(Sending, models.PROTECT, related_name="messages")
    election = models.ForeignKey(Election, models.PROTECT, related_name="messages_away")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    resident = models.ForeignKey(Resident, models.PROTECT, related_name="messages_away")
    name = models.CharField(max_length=40)  # as the person is addressed
    phone = models.CharField(max_length=20)
    key = models.CharField(max_length=40, unique=True)
    state = models.CharField(max_length=10, choices=MessageState.choices)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["election", "kind", "resident"],
                condition=~models.Q(state="failed"),
                name="nobody_gets_two_of_a_kind",
            )
        ]
        indexes = [models.Index(fields=["phone"])]

    def __str__(self) -> str:
        return self.key


class Meaning(models.TextChoices):
    """What a reply seems to say; a person decides."""

    YES = "yes", "回 1"
    NO = "no", "回 2"
    STOP = "stop", "退订"
    OTHER = "other", "其他"


class Settled(models.TextChoices):
    OPEN = "", "待处理"
    TAKEN = "taken", "已记入登记"
    ASIDE = "aside", "已看，不用记"


class ReplyQuerySet(OfAnElection["Reply"]):
    pass


@protected
class Reply(models.Model):
    """What somebody answered. It is no registration until a person takes it over; `resident` is empty where several
    people have the number and nobody has said yet who it was."""

    election = models.ForeignKey(Election, models.PROTECT, related_name="message_replies")
    resident = models.ForeignKey(Resident, models.PROTECT, null=True, blank=True, related_name="message_replies")
    kind = models.CharField(max_length=12, choices=Kind.choices, blank=True)  # of the text it answers
    phone = models.CharField(max_length=20)
    text = models.CharField(max_length=200)
    meaning = models.CharField(max_length=6, choices=Meaning.choices)
    received_at = models.DateTimeField()
    mark = models.CharField(max_length=64)  # by which the same reply is known when it comes again
    settled = models.CharField(max_length=6, choices=Settled.choices, blank=True)
    fact = models.ForeignKey(RegistrationFact, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ReplyQuerySet.as_manager()

    class Meta:
        ordering = ["-received_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["election", "mark"], name="one_reply_comes_once")]

    def __str__(self) -> str:
        return f"{self.election_id} {self.meaning}"


class Holds(models.TextChoices):
    """What a file that was sent in holds."""

    NUMBERS = "numbers", "电话名单"
    RECEIPTS = "receipts", "回执"


class FileState(models.TextChoices):
    WAITING = "waiting", "待确认"
    TAKEN = "taken", "已记入"
    CANCELLED = "cancelled", "已取消"


class SentFileQuerySet(models.QuerySet["SentFile"]):
    def of(self, account: Account) -> SentFileQuerySet:
        return self.filter(scope__code__startswith=account.division_id)


class SentFile(models.Model):
    """A file with telephone numbers or receipts, and what is wrong with it: rows = accepted + rejected + not data.

    The file itself is kept encrypted until it is cancelled or each of its rows was taken.
    """

    scope = models.ForeignKey(Division, models.PROTECT, related_name="+")
    holds = models.CharField(max_length=10, choices=Holds.choices)
    sending = models.ForeignKey(Sending, models.PROTECT, null=True, blank=True, related_name="files")
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=FileState.choices)
    rows = models.PositiveIntegerField()
    accepted = models.PositiveIntegerField()
    rejected = models.PositiveIntegerField()
    not_data = models.PositiveIntegerField()
    problems = models.JSONField(default=list)  # as formats.telephones.Problem has them, numbers masked
    headings = models.JSONField(default=dict)  # sheet -> row of its headings

    objects = SentFileQuerySet.as_manager()

    class Meta:
        ordering = ["-sent_at", "-pk"]

    def __str__(self) -> str:
        return self.name
