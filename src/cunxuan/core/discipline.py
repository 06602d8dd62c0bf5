"""What nobody may do at an election of a village (换届选举纪律), and the rule of law behind each where there is one.

The counties' lists differ; this is what they have in common, each item with a code that is never reused. Where no
article of the Organic Law stands behind an item the discipline of the Party or of the county does, and its basis is
empty: a notice does not lend it an article.

Public: `OFFENCES`, `Offence`, `PENALTIES`, `Penalty`, `penalty_on`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Offence:
    """One thing that is forbidden; `rule` is the parameter whose article it breaks."""

    code: str
    zh: str
    en: str
    text_zh: str
    text_en: str
    rule: str = ""


OFFENCES: tuple[Offence, ...] = (
    Offence(
        "V01",
        "暴力威胁",
        "Force and threats",
        "用打骂、扣留、扬言报复等办法逼人投票、不投票或者改投他人。",
        "Making people vote, stay away or vote otherwise by blows, detention or threats.",
        "misconduct_reported_to",
    ),
    Offence(
        "V02",
        "拉票贿选",
        "Buying votes",
        "请吃请喝，送钱、送物、发红包，或者许诺好处，换取选票。",
        "Giving meals, money, gifts or red packets, or promising favours, for votes.",
        "misconduct_reported_to",
    ),
    Offence(
        "V03",
        "宗族、宗教和黑恶势力干扰",
        "Clans, sects and gangs",
        "借宗族、家族、宗教活动或者黑恶势力操纵、左右选举。",
        "Steering an election through a clan, religious activity or a gang.",
        "candidate_exclusions",
    ),
    Offence(
        "V04",
        "跑官要职",
        "Asking for posts",
        "找领导、托关系，要求安排本人或者亲友进班子。",
        "Asking superiors, oneself or through others, for a seat on the committee.",
    ),
    Offence(
        "V05",
        "毁票假票",
        "Spoiling and forging",
        "撕毁、伪造、调换、抢夺选票，砸毁票箱，虚报、篡改选举结果。",
        "Tearing, forging, exchanging or seizing ballots, breaking boxes, reporting false results.",
        "misconduct_reported_to",
    ),
    Offence(
        "V06",
        "造谣诬告",
        "Slander",
        "编造、散布谣言，诬告、诽谤候选人或者工作人员。",
        "Spreading rumours about candidates or staff, or accusing them falsely.",
    ),
    Offence(
        "V07",
        "简化法定程序",
        "Cutting procedure short",
        "不公布名单、不设秘密写票处、不公开计票，或者指定、委派当选人。",
        "Leaving out the lists, the secret booth or the public count, or appointing those elected.",
        "secret_booth",
    ),
    Offence(
        "V08",
        "打击报复",
        "Retaliation",
        "刁难、打击举报人、申诉人或者提出罢免要求的村民。",
        "Punishing people who report, appeal or ask for a recall.",
        "misconduct_reported_to",
    ),
    Offence(
        "V09",
        "私下串联",
        "Canvassing in private",
        "用电话、短信、微信群或者上门走动，私下串联拉票。",
        "Canvassing in private by telephone, message, chat group or from door to door.",
    ),
    Offence(
        "V10",
        "违规插手",
        "Meddling",
        "机关、企业事业单位人员利用职务说情、打招呼，干预村民投票。",
        "Officials and staff of enterprises using their post to sway the vote.",
    ),
    Offence(
        "V11",
        "突击入党、转接关系",
        "Party membership in haste",
        "为了选举突击发展党员，或者频繁转接党员组织关系。",
        "Admitting or transferring Party members in haste for the sake of the election.",
    ),
    Offence(
        "V12",
        "突击花钱、处置资产",
        "Spending in haste",
        "换届前后突击花钱，滥发钱物，低价处置集体资产，突击签订合同。",
        "Spending, handing out or selling what belongs to the village, or signing contracts, before handing over.",
    ),
    Offence(
        "V13",
        "拒不移交",
        "Refusing to hand over",
        "换届后不交印章、账目、资产和档案，或者拖延移交。",
        "Keeping or delaying seal, accounts, assets and files after the election.",
        "handover_days",
    ),
    Offence(
        "V14",
        "虚假委托",
        "False proxies",
        "没有书面委托代人投票，伪造委托书，或者收集他人选票代填。",
        "Voting for others without their written word, forging it, or collecting and filling in their ballots.",
        "proxy_in_writing",
    ),
)


@dataclass(frozen=True, slots=True)
class Penalty:
    """What the law on public order says of disrupting an election, since a day."""

    since: date
    basis_zh: str
    basis_en: str
    text_zh: str
    text_en: str


PENALTIES: tuple[Penalty, ...] = (
    Penalty(
        date(2013, 1, 1),
        "治安管理处罚法（2012年修正）第二十三条",
        "Public Security Administration Law (2012), art. 23",
        "破坏依法进行的选举秩序的，处警告或者二百元以下罚款；情节较重的，处五日以上十日以下拘留，可以并处五百元以下罚款；"
        "聚众实施的，对首要分子处十日以上十五日以下拘留，可以并处一千元以下罚款。",
        "Disrupting a lawful election: a warning or a fine of up to 200 yuan; if serious, 5 to 10 days of detention "
        "and up to 500 yuan; for the ringleaders of a crowd 10 to 15 days and up to 1,000 yuan.",
    ),
    Penalty(
        date(2026, 1, 1),
        "治安管理处罚法（2025年修订）第二十六条",
        "Public Security Administration Law (2025), art. 26",
        "破坏依法进行的选举秩序的，处警告或者五百元以下罚款；情节较重的，处五日以上十日以下拘留，可以并处一千元以下罚款；"
        "聚众实施的，对首要分子处十日以上十五日以下拘留，可以并处二千元以下罚款。",
        "Disrupting a lawful election: a warning or a fine of up to 500 yuan; if serious, 5 to 10 days of detention "
        "and up to 1,000 yuan; for the ringleaders of a crowd 10 to 15 days and up to 2,000 yuan.",
    ),
)


def penalty_on(day: date) -> Penalty | None:
    """The penalty in force on a day."""
    return next((one for one in reversed(PENALTIES) if one.since <= day), None)
