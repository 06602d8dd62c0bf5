"""Complaints brought to the county's desk and to one township's, and leads of discipline. All people are invented.

Most petitions are answered within their days; one waits too long, one was passed on, one came with many people, one was
reviewed. The officers are the county's office, for everything, and the reviewer of one township, for petitions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from random import Random
from uuid import UUID

from cunxuan.offices.models import Account, Division, Role
from cunxuan.oversight import complaint_actions as actions
from cunxuan.oversight import violation_actions as violations
from cunxuan.oversight.models import Complaint, Violation

from .folder import BEGUN, OPENED, Demonstration
from .happening import Event, moment
from .people import officials

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Told:
    """A complaint: so many days after the mobilisation, or before it, what, and so many days later each act."""

    on: int
    kind: str
    channel: str
    step: str
    text: str
    acts: tuple[tuple[str, int], ...]
    answer: str = ""
    people: int = 1
    again: bool = False  # by the person of the one before


def petition(on: int, channel: str, step: str, text: str, after: int, answer: str, people: int = 1) -> Told:
    """One that is taken up after two days and answered after so many."""
    acts = (("accept", 2), ("answer", after), ("close", after + 3))
    return Told(on, "petition", channel, step, text, acts, answer, people)


LOOKED_AT = "经查看登记册、公告底稿和张贴照片，并找有关村民核实，"
CASES: tuple[Told, ...] = (
    petition(-48, "visit", "audit_evaluation", "三年没有公布过村里的账。", 14, f"{LOOKED_AT}近三年收支已补公布。"),
    petition(-44, "letter", "", "低保名额给了不该给的人。", 30, f"{LOOKED_AT}已按程序取消一户，补进一户。"),
    petition(-41, "phone", "", "包村干部没有来过。", 6, "包村干部已到村，电话写在公开栏。"),
    Told(-37, "petition", "net", "", "机动地承包没有开过会。", (("transfer", 5),)),
    petition(-33, "visit", "audit_evaluation", "修渠的工程款要求审计时一并查。", 28, "已列入离任审计，结果在公告里。"),
    petition(-29, "visit", "", "危房改造款没有发到手。", 20, "款已拨付，当面核对签字。", 3),
    petition(
        -24, "above", "audit_evaluation", "上任主任欠饭店的钱要求还。", 26, f"{LOOKED_AT}欠条已进往来账，分期偿还。"
    ),
    petition(-18, "phone", "audit_evaluation", "民主评议会没有通知到外出的代表。", 10, "评议会重新通知，已补开。"),
    Told(
        -13,
        "discipline",
        "letter",
        "",
        "村干部把补助款记在亲戚名下。",
        (("accept", 2), ("answer", 25)),
        "已移送有关机关，结果另行告知。",
    ),
    petition(-9, "visit", "audit_evaluation", "审计公告贴出来第二天就没有了。", 5, "已重新张贴，换到有玻璃的公开栏。"),
    petition(
        -4,
        "letter",
        "branch_elected",
        "党员大会的时间没有通知到病假在家的党员。",
        9,
        f"{LOOKED_AT}已逐人通知并补充说明。",
    ),
    Told(0, "petition", "letter", "audit_evaluation", "审计公告只写了总数，没有写每一项，要求公布明细。", ()),
    petition(
        1, "visit", "registration_opened", "在外打工，村里没有通知登记。", 9, f"{LOOKED_AT}已补登并电话告知本人。"
    ),
    petition(
        2,
        "phone",
        "committee_chosen",
        "推选选举委员会那天没有通知到第四组。",
        12,
        f"{LOOKED_AT}第四组由组长逐户通知，有签名。",
    ),
    Told(
        3,
        "petition",
        "visit",
        "audit_evaluation",
        "上届修路的账没有说清，十几户一起来问。",
        (("accept", 1), ("answer", 14), ("ask_review", 20), ("review", 30)),
        f"{LOOKED_AT}修路支出已经审计，票据齐全，明细已在公开栏张贴。",
        people=14,
    ),
    Told(4, "petition", "net", "", "拖欠工资两个月，要求解决。", (("transfer", 3),)),
    petition(5, "visit", "roll_published", "母亲九十岁，名单上写错了名字。", 6, "名字已在补充公告中更正。"),
    Told(6, "petition", "phone", "", "邻居盖房占了路，要求选举前解决。", (("refuse", 5),)),
    petition(7, "above", "nomination_vote", "提名会没有设秘密写票处。", 13, f"{LOOKED_AT}已督促补设，县里现场看过。"),
    Told(8, "discipline", "anonymous", "nomination_vote", "有人请吃饭，让大家提名他。", (("accept", 2),)),
    petition(
        9, "visit", "registration_opened", "嫁到外村三年，两个村都没有登记。", 8, "已在居住村登记，户籍村出具证明。"
    ),
    petition(
        10,
        "letter",
        "method_adopted",
        "选举办法没有念完就举手通过了。",
        15,
        f"{LOOKED_AT}会议记录完整，已重新宣读一次。",
    ),
    Told(
        11,
        "election",
        "visit",
        "committee_chosen",
        "选举委员会里有两人是亲兄弟。",
        (("accept", 3), ("answer", 17)),
        "已请一人退出，由候补人员递补。",
    ),
    petition(12, "phone", "roll_published", "名单贴在院里，外面看不到。", 4, "已移到村口公开栏。"),
    Told(
        13,
        "discipline",
        "letter",
        "nomination_vote",
        "有人给在外的人发红包拉票。",
        (("accept", 1), ("answer", 16)),
        "已移送有关机关，结果另行告知。",
    ),
    petition(14, "visit", "", "低保评议不公开，要求和选举一并说明。", 14, "低保名单已公示，评议记录可以查阅。"),
    Told(
        15,
        "petition",
        "visit",
        "registration_opened",
        "同一件事再来问登记的结果。",
        (("accept", 1), ("answer", 5)),
        "本人已经登记，登记证明当面交付。",
        again=True,
    ),
    petition(17, "net", "candidates_published", "候选人公告没有按姓名笔画排。", 6, "已按姓名笔画重新公布。"),
    petition(18, "phone", "proxies_closed", "委托投票的手续太难办。", 7, "已由包村干部上门办理。"),
    Told(
        20, "petition", "visit", "review_completed", "联审把人刷掉了，没有说理由。", (("accept", 2), ("extend", 12)), ""
    ),
    petition(22, "visit", "voting_notice_published", "投票公告没有写分会场在哪里。", 3, "已补贴公告，写明地点。"),
    Told(24, "election", "letter", "candidates_published", "有候选人没有满十八周岁的证明。", (("accept", 2),)),
    Told(
        26,
        "petition",
        "phone",
        "polling",
        "投票那天下地的人怎么投。",
        (("accept", 1), ("answer", 4)),
        "流动票箱时间已经公布。",
    ),
    Told(28, "petition", "visit", "candidates_met_voters", "见面会没有让大家提问。", (("accept", 3),)),
    Told(31, "discipline", "phone", "polling", "有人在会场外给选民记名。", (("accept", 1),)),
    Told(34, "petition", "visit", "result_announced", "宣布结果的时候没有公布每人得票。", (("accept", 1),)),
    Told(37, "petition", "letter", "handover_by", "公章还在上届主任手里。", ()),
)
#: Leads: code, day after the mobilisation, what, after how many days which disposal by whom.
LEADS: tuple[tuple[str, int, str, tuple[int, str, str] | None], ...] = (
    ("V02", 9, "有人请三桌饭，散席时说到提名。", (12, "talk", "镇纪委")),
    ("V02", 14, "向外出人员发红包，共五人，每人五十元。", (16, "discipline", "县纪委监委")),
    ("V09", 17, "在微信群里逐个私聊，让投某某。", (6, "talk", "镇纪委")),
    ("V02", 24, "许诺选上以后修到门口的路。", (10, "unfounded", "县纪委监委")),
    ("V07", 26, "提名会没有设秘密写票处。", (5, "correct", "县换届办")),
    ("V14", 35, "一人拿着四张没有委托书的委托票。", None),
)
SAID: Mapping[str, Mapping[str, object]] = {
    "refuse": {"why": "属于相邻纠纷，正在诉讼，请按法律程序解决。"},
    "transfer": {"organ": "县人力资源和社会保障局", "unit": None, "why": "劳动报酬由该局管辖。"},
    "extend": {"why": "要到外省核实。", "approved_by": "换届办主任"},
    "ask_review": {"text": "对答复不服，要求再查票据。"},
    "review": {"text": "复查认为原答复事实清楚，予以维持；票据复印件已当面出示。"},
    "close": {"why": "来访人没有异议。"},
}


def complaints_brought(county: Division, wanted: Demonstration) -> Iterator[Event]:
    """The officers are named, then each complaint goes its course as far as the day has come."""
    dice, by = Random(f"{wanted.seed} complaints"), Account.objects.get(role=Role.COUNTY)
    desk = Account.objects.filter(role=Role.TOWNSHIP).select_related("division").order_by("division_id").first()
    assert desk is not None
    for account, kind in ((by, "petition"), (by, "discipline"), (desk, "petition")):
        named = partial(actions.name_officer, account, kind=kind, on=BEGUN, by=by, at=moment(BEGUN, 8))
        yield moment(BEGUN, 8), named
    villages = list(Division.objects.villages().filter(code__startswith=county.pk).order_by("code"))
    names = iter(officials(wanted.seed + 1, 2 * len(CASES) + len(LEADS)))
    before: tuple[str, Division] | None = None
    for told in CASES:
        name, accused = next(names), next(names)
        place = dice.choice(villages)
        if told.again and before:
            name, place = before
        before = before if told.again else (name, place)
        at_desk = told.kind == "petition" and place.pk.startswith(desk.division_id)
        yield from one_case(told, place, name, accused, desk if at_desk else by, dice, wanted)
    yield from leads_found(villages, names, by, dice, wanted)


def one_case(
    told: Told, place: Division, name: str, accused: str, by: Account, dice: Random, wanted: Demonstration
) -> Iterator[Event]:
    on, key = OPENED + told.on * DAY, UUID(int=dice.getrandbits(128), version=4)
    new = actions.NewComplaint(
        kind=told.kind,
        channel=told.channel,
        place=place,
        received_on=on,
        text=told.text,
        complainant="" if told.channel == "anonymous" else name,
        contact="" if told.channel == "anonymous" else f"1990000{dice.randrange(10_000):04d}",
        step=told.step,
        people=told.people,
        accused=accused if told.kind == "discipline" else "",
        accused_unit=place if told.kind == "discipline" else None,
    )
    hour, minute = dice.choice((9, 10, 15)), dice.randrange(60)
    if on > wanted.on:
        return
    at = moment(on, hour, minute)
    yield at, partial(actions.register_complaint, new, on=on, by=by, at=at, key={"id": key})
    for act, after in told.acts:
        if on + after * DAY <= wanted.on:
            at = moment(on + after * DAY, hour, minute)
            yield at, partial(one_act, key, act, told.answer, on + after * DAY, by, at)


def one_act(key: UUID, act: str, answer: str, on: date, by: Account, at: datetime) -> None:
    case = Complaint.objects.select_related("place__parent__parent").get(pk=key)
    said: Mapping[str, object] = (
        {"handler": by} if act == "accept" else {"text": answer} if act == "answer" else SAID[act]
    )
    does: Callable[..., None] = getattr(actions, act)
    does(case, **said, on=on, by=by, at=at)


def leads_found(
    villages: list[Division], names: Iterator[str], by: Account, dice: Random, wanted: Demonstration
) -> Iterator[Event]:
    for code, days, text, done in LEADS:
        on, key, place = OPENED + days * DAY, UUID(int=dice.getrandbits(128), version=4), dice.choice(villages)
        new = violations.NewViolation(
            code=code, place=place, on=on - DAY, text=text, accused=next(names), accused_unit=place
        )
        if on > wanted.on:
            return
        yield moment(on, 11), partial(violations.record_violation, new, on=on, by=by, at=moment(on, 11), key=key)
        if done and on + done[0] * DAY <= wanted.on:
            yield moment(on + done[0] * DAY, 11), partial(disposed, key, done, on + done[0] * DAY, by)


def disposed(key: UUID, done: tuple[int, str, str], on: date, by: Account) -> None:
    _, disposal, organ = done
    found = Violation.objects.get(pk=key)
    violations.dispose(
        found, disposal=disposal, organ=organ, disposed_on=on, words="已谈话记录在案。", on=on, by=by, at=moment(on, 11)
    )
