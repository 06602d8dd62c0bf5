"""The catalogue of the checks on a count, Q01 to Q31: what each compares, its sentences, how grave it is, its basis.

A code is never reused. `{left}` and `{right}` are the two sides, `{gap}` the difference in words (多 18, 少 18).
A check whose records are not kept yet says in `waits_zh` what it waits for, and does not take part.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Severity(Enum):
    """How grave it is when a check does not hold."""

    STOP = "stop"  # the sheet cannot be finished
    EXPLAIN = "explain"  # a person may explain and go on
    VOID = "void"  # if the paper really says so, a person states it and goes on; the law then speaks of the election


ARITHMETIC = ("计票单各栏相互关系", "the sheet's own arithmetic")
LAW = ("村民委员会组织法 第十八条", "Organic Law of the Villagers' Committees, art. 18")
GUIDE_TITLE = ("村民委员会选举规程", "Rules of procedure for villagers' committee elections")
GUIDE = (f"{GUIDE_TITLE[0]}（条号待县核对）", f"{GUIDE_TITLE[1]} (article to be confirmed by the county)")
OFFICE = ("计票核对规则", "the office's counting rules")


@dataclass(frozen=True, slots=True)
class Check:
    """One check: `title` is what must hold, `fails` what is said when it does not, `holds` when it does."""

    code: str
    severity: Severity
    title_zh: str
    title_en: str
    fails_zh: str
    fails_en: str
    holds_zh: str
    holds_en: str
    basis: tuple[str, str] = ARITHMETIC
    waits_zh: str = ""
    waits_en: str = ""

    @property
    def active(self) -> bool:
        return not self.waits_zh


def later(code: str, severity: Severity, title: tuple[str, str], waits: tuple[str, str]) -> Check:
    """A check that has its code and waits for records that are not kept yet."""
    return Check(code, severity, *title, "", "", "", "", OFFICE, *waits)


STOP, EXPLAIN, VOID = Severity.STOP, Severity.EXPLAIN, Severity.VOID

LIST = (
    Check(
        "Q01",
        STOP,
        "各栏都已填写",
        "every square is filled",
        "还有 {left} 栏没有填：第 {numbers} 栏。",
        "Still empty: no. {numbers}.",
        "{right} 栏都已填写。",
        "All {right} squares are filled.",
    ),
    Check(
        "Q02",
        STOP,
        "两次录入一致",
        "both entries agree",
        "两次录入有 {left} 栏不一致：第 {numbers} 栏。由第三人对照纸面裁定。",
        "The two entries differ in no. {numbers}. A third person goes by the paper.",
        "两次录入一致。",
        "Both entries agree.",
        OFFICE,
    ),
    Check(
        "Q03",
        STOP,
        "登记人数与名单一致",
        "registered as on the roll",
        "登记写的是 {left:,}，名单是 {right:,} 人，{gap}。",
        "Registered says {left:,}, the roll has {right:,}: {gap}.",
        "与{roll}一致。",
        "As on the {roll}.",
        GUIDE,
    ),
    Check(
        "Q04",
        STOP,
        "发出不超过登记",
        "no more issued than registered",
        "发出 {left:,} 张，登记只有 {right:,} 人，{gap}。",
        "{left:,} issued, only {right:,} registered: {gap}.",
        "发出 {left:,} 张，不超过登记 {right:,} 人。",
        "{left:,} issued, no more than {right:,} registered.",
    ),
    Check(
        "Q05",
        STOP,
        "本人 + 委托 = 发出",
        "in person + by proxy = issued",
        "委托投票 {left:,} 张，发出一共只有 {right:,} 张，{gap}。",
        "{left:,} by proxy, only {right:,} issued in all: {gap}.",
        "本人 {personal:,} + 委托 {left:,} = {right:,}",
        "In person {personal:,} + by proxy {left:,} = {right:,}",
    ),
    Check(
        "Q06",
        STOP,
        "印制 = 发出 + 换发 + 剩余",
        "printed = issued + spoiled + left over",
        "发出、换发、剩余合计 {left:,}，印制写的是 {right:,}，{gap}。",
        "Issued, spoiled and left over add up to {left:,}; printed says {right:,}: {gap}.",
        "{issued:,} + {spoiled:,} + {unused:,} = {left:,}，与印制相等",
        "{issued:,} + {spoiled:,} + {unused:,} = {left:,}, the number printed",
    ),
    Check(
        "Q07",
        VOID,
        "收回不多于发出",
        "no more returned than issued",
        "收回 {left:,} 张，发出 {right:,} 张，{gap}。纸面确实如此的，写明后可以完成；选举是否有效，依法认定。",
        "{left:,} returned, {right:,} issued: {gap}. "
        "If the paper really says so, state it and go on; the law decides whether the election is valid.",
        "收回 {left:,} 张，不多于发出 {right:,} 张。",
        "{left:,} returned, no more than {right:,} issued.",
        GUIDE,
    ),
    Check(
        "Q08",
        EXPLAIN,
        "发出的都已收回",
        "all issued were returned",
        "收回比发出少 {missing:,} 张（收回 {left:,}，发出 {right:,}）。请说明去向。",
        "{missing:,} fewer returned than issued ({left:,} of {right:,}). Say where they went.",
        "发出的 {right:,} 张都已收回。",
        "All {right:,} issued were returned.",
    ),
    Check(
        "Q09",
        STOP,
        "各票箱合计 = 收回",
        "the boxes add up to returned",
        "{boxes}箱合计 {left:,}，收回写的是 {right:,}，{gap}。",
        "The boxes add up to {left:,}; returned says {right:,}: {gap}.",
        "{boxes}箱合计 {left:,}，与收回相等",
        "The boxes add up to {left:,}, the number returned",
    ),
    Check(
        "Q10",
        STOP,
        "有效 + 无效 = 收回",
        "valid + rejected = returned",
        "有效、无效合计 {left:,}，收回写的是 {right:,}，{gap}。",
        "Valid and rejected add up to {left:,}; returned says {right:,}: {gap}.",
        "{valid:,} + {rejected:,} = {left:,}",
        "{valid:,} + {rejected:,} = {left:,}",
    ),
    Check(
        "Q11",
        STOP,
        "得票合计不超过有效票 × 应选人数",
        "votes within valid × seats",
        "{post}得票合计 {left:,}，有效票 {valid:,} × {seats} 席 = {right:,}，{gap}。",
        "{post}: votes add up to {left:,}; {valid:,} valid × {seats} = {right:,}: {gap}.",
        "{post}得票合计 {left:,}，不超过 {valid:,} × {seats} = {right:,}",
        "{post}: {left:,} votes, no more than {valid:,} × {seats} = {right:,}",
    ),
    Check(
        "Q12",
        STOP,
        "每人得票不超过有效票",
        "nobody has more votes than valid ballots",
        "{post}{name} {left:,} 票，有效票 {right:,} 张，{gap}。",
        "{post}, {name}: {left:,} votes, {right:,} valid ballots: {gap}.",
        "{post}最多的一栏 {left:,} 票，不超过有效票 {right:,} 张",
        "{post}: the largest figure {left:,} is no more than {right:,} valid ballots",
    ),
    Check(
        "Q13",
        STOP,
        "各栏合计 = 有效票 × 应选人数",
        "all columns add up to valid × seats",
        "{post}各栏合计 {left:,}，有效票 {valid:,} × {seats} 席 = {right:,}，{gap}。",
        "{post}: the columns add up to {left:,}; {valid:,} valid × {seats} = {right:,}: {gap}.",
        "{post}各栏合计 {left:,} = {valid:,} × {seats}",
        "{post}: the columns add up to {left:,} = {valid:,} × {seats}",
    ),
    later(
        "Q14",
        STOP,
        ("各叠合计 = 候选人得票", "the piles add up to the candidate's votes"),
        ("等按叠唱票的记录。", "Waits for the record of piles called out."),
    ),
    Check(
        "Q15",
        STOP,
        "栏目与印出的计票单一致",
        "the squares are those of the printed sheet",
        "屏幕上的栏目与印出的计票单不是同一版。请换用最后印出的计票单。",
        "The squares on the screen are not those of the printed sheet. Use the sheet printed last.",
        "栏目与印出的计票单一致。",
        "The squares are those of the printed sheet.",
        OFFICE,
    ),
    later(
        "Q16",
        STOP,
        ("表式与版次正确", "form and edition are right"),
        ("等文书的表式与版次登记。", "Waits for the register of forms and editions."),
    ),
    Check(
        "Q17",
        STOP,
        "参加投票超过一半",
        "more than half took part",
        "登记 {right:,} 人，参加投票 {left:,} 人，未过半数，{consequence}。",
        "{right:,} registered, {left:,} took part, not more than half; {consequence}.",
        "{left:,} × 2 > {right:,}",
        "{left:,} × 2 > {right:,}",
        LAW,
    ),
    Check(
        "Q18",
        STOP,
        "当选人得票过半数",
        "whoever is elected has more than half",
        "{name} {left:,} 票，未过参加投票 {right:,} 人的半数，却写了当选。请再看纸面。",
        "{name} has {left:,} votes, not more than half of the {right:,} who took part, and is named elected. "
        "Please look at the paper again.",
        "当选人得票都过参加投票 {right:,} 人的半数。",
        "Everybody named elected has more than half of the {right:,} who took part.",
        LAW,
    ),
    Check(
        "Q19",
        STOP,
        "另行选举当选人得票不少于三分之一",
        "in a runoff whoever is elected has at least a third",
        "{name} {left:,} 票，不足所投票数 {right:,} 的三分之一，却写了当选。请再看纸面。",
        "{name} has {left:,} votes, less than a third of the {right:,} cast, and is named elected. "
        "Please look at the paper again.",
        "当选人得票都不少于所投票数 {right:,} 的三分之一。",
        "Everybody named elected has at least a third of the {right:,} cast.",
        LAW,
    ),
    later(
        "Q20",
        STOP,
        ("当选人有资格当选", "whoever is elected may be elected"),
        ("等当选人的资格、辞职、死亡和近亲属记录。", "Waits for records of eligibility, resignation, death and kin."),
    ),
    later(
        "Q21",
        STOP,
        ("计票人员依法回避", "counting staff have no stake"),
        ("等计票人员名单。", "Waits for the list of counting staff."),
    ),
    later(
        "Q22",
        STOP,
        ("委托投票合法且已公布", "proxies are lawful and published"),
        ("等委托投票名单。", "Waits for the list of proxies."),
    ),
    Check(
        "Q23",
        EXPLAIN,
        "无效票不超过 5%",
        "at most 5 % rejected",
        "无效票 {left:,} 张，占收回 {right:,} 张的 {share}%，超过 5%。请说明原因。",
        "{left:,} rejected, {share} % of {right:,} returned, more than 5 %. Explain.",
        "无效票占 {share}%。",
        "{share} % rejected.",
        OFFICE,
    ),
    Check(
        "Q24",
        EXPLAIN,
        "参选率不异常",
        "turnout is not unusual",
        "参加投票 {left:,} 人，占登记 {right:,} 人的 {share}%，{cause}。请说明原因。",
        "{left:,} took part, {share} % of {right:,} registered, {cause}. Explain.",
        "参选率 {share}%。",
        "Turnout {share} %.",
        OFFICE,
    ),
    later(
        "Q25",
        EXPLAIN,
        ("没有连续 50 张以上相同的票", "no run of 50 equal ballots"),
        ("等按叠唱票的记录。", "Waits for the record of piles called out."),
    ),
    Check(
        "Q26",
        EXPLAIN,
        "流动票箱不超过 20%",
        "at most 20 % from mobile boxes",
        "流动票箱 {left:,} 张，占各箱合计 {right:,} 张的 {share}%，超过 20%。请写明批准文号和原因。",
        "{left:,} ballots from mobile boxes, {share} % of {right:,} in all boxes, more than 20 %. "
        "Give the number of the approval and explain.",
        "流动票箱占 {share}%。",
        "{share} % from mobile boxes.",
        OFFICE,
    ),
    later(
        "Q27",
        EXPLAIN,
        ("发票快慢和时间正常", "ballots were issued at a usual pace and hour"),
        ("等发票登记的时间记录。", "Waits for the times of the check-in log."),
    ),
    Check(
        "Q28",
        STOP,
        "有签名的计票单照片",
        "a photograph of the signed sheet",
        "{cause}。请拍下签了名的计票单。",
        "{cause}. Photograph the signed sheet.",
        "已有签名计票单的照片 {left} 张。",
        "{left} photographs of the signed sheet.",
        OFFICE,
    ),
    later(
        "Q29",
        STOP,
        ("关箱以后才签字", "signed after the last box closed"),
        ("等各票箱的关箱时间和签字时间。", "Waits for the times of closing and signing."),
    ),
    later(
        "Q30",
        STOP,
        ("与唱票板照片一致", "as on the photographed count board"),
        ("等唱票板的照片和读数。", "Waits for the photograph of the count board."),
    ),
    Check(
        "Q31",
        STOP,
        "另选他人 = 写明姓名的合计",
        "write-ins = the names' votes",
        "{post}另选他人各姓名合计 {left:,}，另选他人写的是 {right:,}，{gap}。",
        "{post}: the names written in add up to {left:,}; write-ins says {right:,}: {gap}.",
        "{post}另选他人 {right:,} 票，姓名都已写明",
        "{post}: the {right:,} write-in votes all have a name",
    ),
)

CATALOGUE: dict[str, Check] = {check.code: check for check in LIST}
