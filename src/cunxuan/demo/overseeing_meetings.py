"""Weekly meetings of the county and inspections of villages, with the tasks that came of them. All people are invented.

Most of what was found is put right and confirmed; what is not is what the demonstration shows as overdue. The dice of
an election are left as they were found.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from random import Random

from cunxuan.offices.models import Account, Division, Role
from cunxuan.oversight import inspection_actions as inspections
from cunxuan.oversight import meeting_actions as meetings
from cunxuan.oversight.models import Item, Task
from cunxuan.oversight.task_actions import confirm_task, report_done

from .folder import BEGUN, Demonstration
from .happening import Event, moment
from .staff import Staff
from .village import Hours, Village

DAY = timedelta(days=1)
WEEK = timedelta(days=7)
#: Two rounds before the audits: the days of the inspectors, and in how many villages they were.
ROUNDS = (date(2026, 9, 22), date(2026, 10, 2))
IN_A_ROUND = 9

#: The step after which inspectors may come, and one village in so many that they see.
INSPECTED_AFTER, ONE_IN = "registration_opened", 4
FOUND: tuple[tuple[Item, str, str], ...] = (
    (Item.NOTICES, "登记公告只贴了一处，没有贴到各组。", "已补贴到各组公开栏。"),
    (Item.ROLL, "登记册有 6 人没有写登记情况。", "已逐人补写。"),
    (Item.DUTIES, "包组干部联系电话没有公布。", "已公布在公开栏。"),
    (Item.ROLL, "外出人员联系记录没有写日期。", "已补写日期，联系不上的写明次数。"),
    (Item.AUDIT, "审计结果公告被雨淋掉，看不清。", "已重新张贴并加了防雨罩。"),
    (Item.PUBLICITY, "政策问答宣传单还有一捆没有发到户。", "已全部发到户。"),
    (Item.COMMITTEE, "选举委员会没有排值班表。", "已排好并上墙。"),
)


FOUND_BEFORE: tuple[tuple[Item, str, str], ...] = (
    (Item.DUTIES, "包村干部一周没有到村。", "已到村，签到表拍照上传。"),
    (Item.DUTIES, "五包责任没有写到人。", "已逐项写明责任人并公布。"),
    (Item.AUDIT, "上年度收支没有记完，审计没法进场。", "已补记到 8 月底，票据装订成册。"),
    (Item.PUBLICITY, "村口没有一条标语。", "已张挂两条，拍照存档。"),
    (Item.DUTIES, "困难户没有人走访。", "已补访，记在走访表上。"),
)


def inspect_preparation(villages: Mapping[str, Division], staff: Mapping[str, Staff], seed: int) -> None:
    """Before anything is audited the county's inspectors look whether the preparation has begun."""
    dice = Random(f"{seed} rounds")
    for on in ROUNDS:
        for code in sorted(dice.sample(sorted(villages), min(IN_A_ROUND, len(villages)))):
            hours, (item, text, result) = Hours(dice), dice.choice(FOUND_BEFORE)
            trip = Trip(villages[code], staff[code].recorder, "包联责任、走访、账册", on)
            put_right(found_there(trip, item, text, dice, hours), result, on + 2 * DAY, hours)


def inspect(village: Village, step: str, day: date) -> None:
    """The county's inspectors were in some villages on the day after registration began, and found something."""
    dice = Random(f"{village.division.code} inspection")
    if step != INSPECTED_AFTER or dice.randrange(ONE_IN) or day + DAY > village.today:
        return
    before = village.dice.getstate()
    look(village, day + DAY, dice)
    village.dice.setstate(before)


def look(village: Village, on: date, dice: Random) -> None:
    item, text, result = dice.choice(FOUND)
    trip = Trip(village.division, village.staff.recorder, "公告张贴、登记册、值班", on)
    task = found_there(trip, item, text, dice, village.hours)
    if dice.randrange(8) and on + 2 * DAY <= village.today:
        put_right(task, result, on + 2 * DAY, village.hours)


@dataclass(frozen=True, slots=True)
class Trip:
    """Inspectors in a village on a day: what they looked at, and whose account puts right what they find."""

    village: Division
    owner: Account
    looked_at: str
    on: date


def found_there(trip: Trip, item: Item, text: str, dice: Random, hours: Hours) -> Task:
    """One finding of a trip, as the task it becomes."""
    county = Account.objects.get(role=Role.COUNTY)
    inspection = inspections.record_inspection(
        trip.village,
        on=trip.on,
        inspectors=dice.choice(("第一督查组", "第二督查组", "第三督查组")),
        looked_at=trip.looked_at,
        today=trip.on,
        by=county,
        at=hours.on(trip.on, 10),
    )
    found = inspections.Found(
        village=trip.village,
        item=item,
        text=text,
        owner=trip.owner,
        rectify_by=trip.on + 3 * DAY,
        wants_paper=False,
    )
    task: Task = inspections.add_finding(inspection, found, on=trip.on, by=county, at=hours.on(trip.on, 11)).task
    return task


def put_right(task: Task, result: str, on: date, hours: Hours) -> None:
    report_done(task, result=result, on=on, by=task.owner, at=hours.on(on, 9))
    confirm_task(task, on=on, by=task.asked_by, at=hours.on(on, 16))


#: What a weekly meeting spoke of besides what was open: the subject, what was said, what was decided, what came of it.
SUBJECTS: tuple[tuple[str, str, str, str], ...] = (
    ("换届工作领导组第一次会议", "方案和日程已经讨论，分工到人。", "各乡镇三天内报包村名单。", "报送包村干部名单"),
    ("五必访五摸清", "各乡镇已开始走访，外出人员还没有摸清。", "十月十二日前访完。", "把五必访访完"),
    ("离任审计进场", "审计组分到七个乡镇，个别村账册不全。", "账册不全的先补齐再进场。", "补齐村级账册"),
    ("走访汇总和村情", "多数村已访完，个别村漏了一类人。", "漏访的补访，村情报告一村一份。", "补访并写完村情报告"),
    ("审计公告和民主评议", "过半的村已公告，评议会正在开。", "评议结果月底前全部公告。", "公告评议结果"),
    ("重点村排查", "排查出三个重点村，要一村一策。", "县领导包重点村，派出所和乡镇每周会商。", "重点村定方案"),
    ("审计评议收尾", "还有少数村审计问题没有整改完。", "整改不完的不确定选举日。", "督促审计问题整改"),
    ("动员大会的准备", "会场、材料、名单都已备好。", "会后第二天各乡镇开动员会。", "开乡镇动员会"),
    ("动员会后的工作进度", "各乡镇已开动员会，审计评议确认单还有几个村没有签。", "本周内签完。", "催签审计评议确认单"),
    ("党组织换届", "多数支部已完成，个别支部候选人考察没有结束。", "组织部派人到镇上一起办。", "完成余下支部的换届"),
    ("外出人员联系", "各村都建了联系台账，联系不上的还有一些。", "逐人再联系，联系不上的写明次数。", "再联系外出人员"),
    ("名单公布", "大部分村已公布，有的村公布日期离选举日太近。", "推迟的村重新算日期，报县里。", "核对名单公布日期"),
    ("候选人资格联审", "部门反馈还差信访局一家。", "三天内反馈齐。", "催齐联审意见"),
    ("选举日现场", "会场、警力、线路都看过。", "每村选举日前一天再查一遍。", "选举日前一天现场检查"),
)


def meetings_held(county: Division, wanted: Demonstration) -> Iterator[Event]:
    """The county's weekly meetings with their minutes; what they asked of the townships is done but for the last."""
    reviewers = list(Account.objects.filter(role=Role.TOWNSHIP).select_related("division").order_by("username"))
    by = Account.objects.get(role=Role.COUNTY)
    for number, words in enumerate(SUBJECTS):
        on = BEGUN + number * WEEK  # Tuesdays
        if on > wanted.on:
            return
        owner = reviewers[number % len(reviewers)]
        yield moment(on, 9), partial(hold_meeting, county, on, words, owner, by)
        if on + 3 * DAY <= wanted.on:
            yield moment(on + 3 * DAY, 9), partial(done_as_asked, words[-1], on + 3 * DAY)


def hold_meeting(county: Division, on: date, words: tuple[str, str, str, str], owner: Account, by: Account) -> None:
    subject, said, decided, asked = words
    meeting = meetings.call_meeting(
        county, kind="coordination", on=on, venue="县委二楼会议室", subjects=[subject], by=by, at=moment(on, 9)
    )
    for item in meeting.items.select_related("about", "meeting__place"):
        follows = None if item.about else meetings.Follows(owner.division, asked, owner, on + 4 * DAY)
        meetings.write_item(
            item,
            said="" if item.about else said,
            decided="由交办人继续督办，下次会上再报。" if item.about else decided,
            follows=follows,
            on=on,
            by=by,
            at=moment(on, 10),
        )
    held = meetings.Held(
        chaired_by=by.name,
        recorded_by="县换届办",
        attended="各乡镇分管负责人，组织、民政、公安、信访、农经等部门各一人",
    )
    meetings.issue_minutes(meeting, held, on=on, by=by, at=moment(on, 11))


def done_as_asked(title: str, on: date) -> None:
    task = Task.objects.get(title=title)
    report_done(task, result="已办完。", on=on, by=task.owner, at=moment(on, 9))
    confirm_task(task, on=on, by=task.asked_by, at=moment(on, 10))
