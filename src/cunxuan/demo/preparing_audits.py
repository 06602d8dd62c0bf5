"""Two first, one after (两先一后) in the demonstration: every village audited and evaluated by the end of October.

Some have something to put right. 董家庄村 is stuck at its audit, as its story wants; in another village the officials
could not be evaluated in time, and the county opens the gate with a reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import islice
from random import Random
from typing import TypedDict

from django.db import transaction

from cunxuan.core.law import rules_for
from cunxuan.elections.actions import confirm_two_first
from cunxuan.offices.models import Division
from cunxuan.preparation.audit_actions import (
    Judged,
    NewAudit,
    NewEvaluation,
    Problem,
    Subject,
    audit_subjects,
    open_gate,
    publish_audit,
    publish_evaluation,
    record_audit,
    record_evaluation,
)
from cunxuan.preparation.models.audits import EvaluationMeeting, Grade, ProblemState
from cunxuan.records.models import TrailEntry
from cunxuan.web.clock import COUNTY_TIME

from .folder import OPENED
from .people import officials
from .schedule import audited_by
from .staff import Staff
from .story import Course
from .village import Village

TERM_BEGAN, ACCOUNTS_CLOSED = date(2021, 12, 20), date(2026, 8, 31)
FIRST_DAY = date(2026, 10, 8)
DAY = timedelta(days=1)
WAITS = "audit_evaluation"  # where a village stops that is not audited
BOARD = "村务公开栏"
POSTS = ("主任", "副主任", "委员")

#: What auditors say of a subject, with the amounts of a village of the county: least and most, in yuan.
SAID: Mapping[str, tuple[str, int, int, str]] = {
    "finances": ("任期内收入、支出逐笔核对，账款相符。", 420_000, 3_600_000, "收支真实，手续齐全。"),
    "debts": ("债权、债务逐户核实，与账面一致。", 0, 260_000, "没有新增债务。"),
    "public_and_donated_funds": ("上级拨款和捐赠款物专款专用，发放有签名。", 60_000, 900_000, "使用合规。"),
    "public_welfare_tenders": ("公益事业项目经村民代表会议讨论，公开招标，验收付款。", 0, 1_800_000, "程序合规。"),
    "village_funds": ("本村资金由镇代管，支出有民主理财小组审核。", 30_000, 480_000, "管理规范。"),
}
#: What they find wrong in some villages, and what is to be done.
FOUND: Sequence[tuple[str, str, int]] = (
    ("办公费支出缺少民主理财小组签字", "补签并在村务公开栏公布", 2_340),
    ("机耕道维修费少一张发票", "补齐票据，补不齐的退回", 8_600),
    ("误工补贴发放表有三人代签", "由本人补签确认", 1_260),
    ("旧村部出租收入入账迟了两个月", "按月入账，加强代管核对", 12_000),
    ("植树节购苗款没有公开", "在村务公开栏补充公开", 4_500),
)
HOW_MANY = (0, 0, 0, 1, 1, 2)
OFFICER = "县换届办主任"
REASON = "村务监督委员会主任外出治病，评议会两次未能召开；先确定选举日，评议在推选村民选举委员会以前补办。"
BASIS = "村民委员会组织法第四十条只要求审计结果在换届选举之前公布；县换届办会议纪要第7号。"


def prepare_audits(
    chosen: Mapping[str, Course], villages: Mapping[str, Division], staff: Mapping[str, Staff], seed: int
) -> Iterator[str]:
    """What the township records in each village before the county opens the election."""
    outgoing = iter(officials(seed + 7, len(POSTS) * len(chosen)))
    for code, course in chosen.items():
        people = list(islice(outgoing, len(POSTS)))
        with transaction.atomic():
            Books(villages[code], course, staff[code], seed, people).open()
        yield course.village


class Recorded(TypedDict):
    """Who records an act, and when."""

    by: str
    at: datetime


class Books:
    """The accounts of one village and those who kept them."""

    def __init__(self, village: Division, course: Course, staff: Staff, seed: int, people: Sequence[str]) -> None:
        self.village, self.course = village, course
        self.by = staff.reviewer.username
        self.people = people
        self.done_by = audited_by(Random(f"{seed} {village.code} election"))
        self.dice = Random(f"{seed} {village.code} audit")
        self.at = TrailEntry.objects.filter(scope=village.code).latest("seq").at

    def open(self) -> None:
        """Audit, notice, evaluation, notice: each some days after the other."""
        held_on = self.done_by - self.dice.randint(2, 5) * DAY
        published_on = held_on - self.dice.randint(3, 6) * DAY
        reported_on = published_on - self.dice.randint(1, 3) * DAY
        audit = record_audit(self.village, self.audit(reported_on), **self.recorded(reported_on))
        if self.course.stops_at == WAITS:
            return
        until = published_on + 7 * DAY
        publish_audit(audit, on=published_on, place=BOARD, until=until, **self.recorded(published_on))
        if self.course.opened:
            return
        evaluation = record_evaluation(self.village, self.evaluation(held_on), **self.recorded(held_on))
        publish_evaluation(evaluation, on=held_on + DAY, place=BOARD, **self.recorded(held_on + DAY))

    def recorded(self, day: date) -> Recorded:
        """By the township's reviewer, at the end of the day; after all that was recorded of the village before."""
        evening = datetime.combine(max(day, FIRST_DAY), time(16, self.dice.randrange(60)), COUNTY_TIME)
        self.at = max(evening, self.at) + timedelta(seconds=self.dice.randrange(40, 200))
        return {"by": self.by, "at": self.at}

    def audit(self, reported_on: date) -> NewAudit:
        subjects = audit_subjects(rules_for(self.village.pk, reported_on))
        return NewAudit(
            period_from=TERM_BEGAN,
            period_to=ACCOUNTS_CLOSED,
            reported_on=reported_on,
            team=f"{self.course.township}纪委、农经站、财政所联合审计组",
            persons=list(zip(self.people, POSTS, strict=True)),
            subjects={key: self.subject(key) for key in subjects},
            problems=[self.problem(*found) for found in self.dice.sample(FOUND, self.dice.choice(HOW_MANY))],
        )

    def subject(self, key: str) -> Subject:
        text, least, most, opinion = SAID[key]
        amount = self.dice.randint(least, most) if self.dice.randrange(6) or least else 0
        return Subject(text, amount * 100, opinion)

    def problem(self, matter: str, to_do: str, yuan: int) -> Problem:
        state = self.dice.choice((ProblemState.SETTLED, ProblemState.SETTLED, ProblemState.UNDER_WAY))
        return Problem(matter, to_do, self.dice.choice(self.people), yuan * 100, state)

    def evaluation(self, held_on: date) -> NewEvaluation:
        present = self.dice.randint(24, 46)
        return NewEvaluation(
            held_on=held_on,
            meeting=EvaluationMeeting.REPRESENTATIVES,
            by_supervision=True,
            present=present,
            people=[self.judged(name, post, present) for name, post in zip(self.people, POSTS, strict=True)],
        )

    def judged(self, name: str, post: str, present: int) -> Judged:
        """Most are found fit; here and there somebody only basically, or not."""
        unfit = self.dice.randint(0, 3) if self.dice.randrange(40) else present * 2 // 3
        basically_fit = self.dice.randint(1, (present - unfit) // 2)
        fit = present - unfit - basically_fit - self.dice.randint(0, 1)
        most = max((fit, Grade.FIT), (basically_fit, Grade.BASICALLY_FIT), (unfit, Grade.UNFIT), key=lambda one: one[0])
        return Judged(name=name, post=post, fit=fit, basically_fit=basically_fit, unfit=unfit, grade=most[1])


def confirm(village: Village, _step: str, day: date) -> None:
    """The township signs, once the county has opened the election; one village's gate the county opens first."""
    if village.course.opened:
        at = village.hours.on(OPENED, 10)
        open_gate(village.division, officer=OFFICER, reason=REASON, basis=BASIS, on=OPENED, by="county", at=at)
    signed_on = OPENED if village.course.opened else day
    reviewer, at = village.staff.reviewer, village.hours.on(max(day, OPENED), 10)
    confirm_two_first(village.election, signer=reviewer.name, on=signed_on, by=reviewer.username, at=at)
