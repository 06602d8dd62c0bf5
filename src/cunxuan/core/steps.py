"""The steps of both elections of a village: what each is called, its papers, and the dates the law gives it.

`STEPS` are those of the villagers' committee that are recorded one by one; `FURTHER` are other days that the law of
some places gives, and stand in a timetable only there; `PARTY_STEPS` lead to the meeting of the party members.

The recommended days keep to every pack that is held. A step has a legal day only where a rule of the pack gives one
(`Limit`); everything else is advice, which a county may change.

Public: `STEPS`, `FURTHER`, `PARTY_STEPS`, `COURSES`, `KINDS`, `NAMES`, `ANCHORS`, `step_name`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Anchor = Literal[
    "polling_day",
    "committee_chosen",
    "roll_published",
    "nomination_vote",
    "review_completed",
    "candidates_published",
    "result_announced",
    "party_day",
]
Election = Literal["committee", "party"]
#: The whole of a timetable: the recorded steps, those with the further days of the place, or the party's.
Course = Literal["recorded", "committee", "party"]


@dataclass(frozen=True, slots=True)
class Limit:
    """A legal day: so many days before or after an anchor, as a rule of the pack says; `fixed` where it names none.

    `value`: only where the rule says just this. `working`: whole working days are counted.
    """

    rule: str
    way: Literal["latest", "earliest"]
    anchor: Anchor = "polling_day"
    sign: int = -1
    fixed: int | None = None
    value: str | None = None
    working: bool = False


@dataclass(frozen=True, slots=True)
class StepKind:
    """A step of an election: its id, its names, its recommended day from the day of the vote, its papers, its limits.

    `after`: what comes before it. `if_needed`: not every election has it, so that its day passing says nothing.
    """

    step: str
    zh: str
    en: str
    offset: int
    document: tuple[str, ...] = ()
    limits: tuple[Limit, ...] = ()
    after: tuple[str, ...] = ()
    if_needed: bool = False


STEPS: tuple[StepKind, ...] = (
    StepKind("election_day_fixed", "确定选举日", "Fix polling day", -40, ("notice_election_day",)),
    StepKind("committee_chosen", "推选村民选举委员会", "Choose the election committee", -36, ("notice_ec_members",)),
    StepKind(
        "method_adopted",
        "通过选举办法",
        "Adopt the election method",
        -34,
        ("election_rules",),
        after=("committee_chosen",),
    ),
    StepKind(
        "registration_opened",
        "开始选民登记",
        "Open registration",
        -33,
        ("notice_registration", "roster_voters"),
        after=("committee_chosen",),
    ),
    StepKind(
        "roll_published",
        "公布登记参加选举的村民名单",
        "Publish the roll",
        -28,
        ("notice_roll",),
        (Limit("roll_days_before", "latest"),),
        ("registration_opened",),
    ),
    StepKind(
        "objections_closed",
        "名单申诉期满并作出处理",
        "Close objections to the roll",
        -23,
        ("objection_register", "objection_decision", "notice_roll_fix"),
        (Limit("objection_days", "earliest", "roll_published", +1),),
        ("roll_published",),
    ),
    StepKind(
        "roll_frozen",
        "核定参加选举的村民人数",
        "Freeze the roll",
        -20,
        ("roster_card_issue", "voter_card"),
        after=("objections_closed",),
    ),
    StepKind(
        "nomination_notice",
        "发布提名公告",
        "Call for nominations",
        -15,
        ("notice_nomination", "nomination_form"),
        after=("method_adopted", "roll_published"),
    ),
    StepKind(
        "nomination_vote",
        "提名候选人",
        "Nominate candidates",
        -14,
        ("ballot_nomination", "report_nomination", "notice_initial_candidates"),
        after=("nomination_notice",),
    ),
    StepKind(
        "review_completed",
        "完成候选人资格联审",
        "Complete the joint review",
        -7,
        ("joint_review",),
        (Limit("nominees_days_before", "latest"), Limit("candidate_review_days", "latest", "nomination_vote", +1)),
        ("nomination_vote",),
    ),
    StepKind(
        "candidates_published",
        "公布正式候选人名单",
        "Publish the formal candidates",
        -6,
        ("notice_formal_candidates",),
        (Limit("candidates_days_before", "latest"),),
        ("review_completed", "review_objections_closed"),
    ),
    StepKind(
        "voting_notice_published",
        "公布投票时间、地点、方式和工作人员",
        "Publish time, place and manner of voting",
        -6,
        ("notice_voting",),
        (Limit("voting_notice_days_before", "latest"),),
        ("method_adopted",),
    ),
    StepKind(
        "proxies_closed",
        "委托投票办理截止",
        "Close proxies",
        -5,
        ("proxy_letter",),
        (Limit("proxy_days_before", "latest"),),
        ("roll_published",),
    ),
    StepKind(
        "withdrawals_closed",
        "候选人退出截止并递补",
        "Close withdrawals",
        -3,
        (),
        (
            Limit("withdrawal_days_before", "latest"),
            Limit("withdrawal_days_after_list", "latest", "candidates_published", +1),
        ),
        ("candidates_published",),
    ),
    StepKind(
        "candidates_met_voters",
        "组织候选人与村民见面",
        "Candidates meet the villagers",
        -3,
        ("candidate_pledge",),
        (Limit("no_campaign_on_polling_day", "latest", fixed=1),),
        ("candidates_published",),
    ),
    StepKind(
        "proxies_published",
        "公布委托投票等名单",
        "Publish the proxies",
        -3,
        ("notice_proxy_mobile_scribe", "roster_proxy"),
        (Limit("proxy_list_days_before", "latest"),),
        ("proxies_closed",),
    ),
    StepKind(
        "ballots_ready",
        "印制、清点、封存选票",
        "Print, count and seal the ballots",
        -1,
        ("ballot_committee", "ballot_print_handover"),
        after=("candidates_published", "roll_frozen"),
    ),
    StepKind(
        "polling",
        "投票选举",
        "Poll",
        0,
        ("meeting_script", "roster_ballot_issue"),
        after=("ballots_ready", "voting_notice_published", "proxies_published", "candidates_met_voters"),
    ),
    StepKind(
        "result_announced",
        "公布选举结果",
        "Announce the result",
        0,
        ("report_committee_result", "notice_result", "certificate"),
        (
            Limit("winners_published_days", "latest", sign=+1),
            Limit("result_on_the_spot", "latest", sign=+1, fixed=0),
        ),
        ("polling",),
    ),
    StepKind(
        "ballots_stored",
        "封存选票",
        "Seal and store the ballots",
        0,
        ("ballot_seal_list",),
        (Limit("ballots_sealed_days", "latest", sign=+1),),
        ("polling",),
    ),
    StepKind(
        "handover_by",
        "完成工作移交",
        "Complete the handover",
        7,
        ("handover_list",),
        (Limit("handover_days", "latest", "result_announced", +1),),
        ("result_announced",),
    ),
    StepKind(
        "runoff_by",
        "另行选举（人数不足时）",
        "Runoff, where seats are missing",
        10,
        (),
        (Limit("runoff_days", "latest", sign=+1),),
        ("polling",),
        if_needed=True,
    ),
    StepKind(
        "archive_by",
        "选举资料归档",
        "Archive the election papers",
        20,
        ("archive_index", "work_summary"),
        (Limit("archive_days", "latest", "result_announced", +1),),
        ("ballots_stored",),
    ),
)

#: Days that the law of some places gives beside the steps; they stand in a timetable only where it does.
FURTHER: tuple[StepKind, ...] = (
    StepKind(
        "audit_published",
        "公布离任经济责任审计结果",
        "Publish the leaving audit",
        -45,
        ("notice_audit",),
        (
            Limit("audit_days_before_committee", "latest", "committee_chosen"),
            Limit("audit_published_before", "latest", "committee_chosen", fixed=1, value="committee_chosen"),
            Limit("audit_days_before_election", "latest"),
            Limit("audit_published_before", "latest", fixed=1, value="election"),
        ),
    ),
    StepKind(
        "representatives_chosen",
        "推选村民代表",
        "Choose the villagers' representatives",
        -38,
        (),
        (Limit("representatives_before_ec", "latest", "committee_chosen", fixed=1),),
    ),
    StepKind(
        "ec_objections_closed",
        "村民选举委员会名单异议期满",
        "Close objections to the election committee",
        -31,
        (),
        (Limit("ec_objection_days", "earliest", "committee_chosen", +1),),
        ("committee_chosen",),
    ),
    StepKind(
        "self_nomination_closed",
        "自荐报名截止（实行自荐的）",
        "Close self-nomination, where there is one",
        -10,
        (),
        (Limit("self_nomination_days_before", "latest"),),
        ("nomination_notice",),
        if_needed=True,
    ),
    StepKind(
        "nominees_published",
        "公布被提名人名单",
        "Publish the nominees",
        -7,
        ("notice_initial_candidates",),
        (Limit("nominees_days_before", "latest"),),
        ("nomination_vote",),
    ),
    StepKind(
        "review_objections_closed",
        "候选人资格审查异议期满",
        "Close objections to the review of candidates",
        -7,
        (),
        (Limit("review_objection_days", "earliest", "review_completed", +1),),
        ("review_completed",),
    ),
    StepKind(
        "self_nominated_list_published",
        "公布自荐人名单（实行自荐的）",
        "Publish the self-nominated, where there are any",
        -6,
        (),
        (Limit("self_nominated_list_days_before", "latest"),),
        ("self_nomination_closed",),
        if_needed=True,
    ),
    StepKind(
        "speech_requests_closed",
        "竞职演说申请截止",
        "Close requests for a speech",
        -5,
        (),
        (Limit("speech_request_days_before", "latest"),),
        if_needed=True,
    ),
    StepKind(
        "mobile_list_published",
        "公布使用流动票箱的人员名单（设流动票箱的）",
        "Publish who votes at a mobile box, where there is one",
        -3,
        ("notice_proxy_mobile_scribe",),
        (
            Limit("mobile_box_list_days_before", "latest"),
            Limit("mobile_box_list_published", "latest", fixed=1),
        ),
        if_needed=True,
    ),
    StepKind(
        "seal_handed_over",
        "移交印章",
        "Hand over the seal",
        0,
        ("handover_list",),
        (Limit("seal_handover_days", "latest", "result_announced", +1),),
        ("result_announced",),
    ),
    StepKind(
        "write_in_checked",
        "审查当选的另选他人的资格（有另选他人当选的）",
        "Check a write-in who wins, where there is one",
        3,
        (),
        (Limit("write_in_check_days", "latest", sign=+1),),
        ("polling",),
        if_needed=True,
    ),
    StepKind(
        "group_leaders_chosen",
        "推选村民小组组长",
        "Choose the group leaders",
        14,
        (),
        (Limit("group_leaders_days", "latest", "result_announced", +1),),
        ("result_announced",),
    ),
)

#: The way to the meeting of the party members (两推一选), reckoned from the day of that meeting.
PARTY_STEPS: tuple[StepKind, ...] = (
    StepKind(
        "request_sent",
        "向乡镇党委报送换届请示",
        "Ask the township party committee for the election",
        -30,
        ("party_request",),
    ),
    StepKind(
        "reply_received",
        "乡镇党委批复",
        "The township party committee replies",
        -25,
        ("party_reply",),
        after=("request_sent",),
    ),
    StepKind(
        "members_listed",
        "核定有选举权的党员和应到会人数",
        "List the members with a vote and the number due",
        -20,
        ("roster_party",),
        after=("reply_received",),
    ),
    StepKind(
        "members_recommended",
        "党员推荐",
        "The members recommend",
        -18,
        ("ballot_party_recommend", "report_party_recommend"),
        after=("members_listed",),
    ),
    StepKind(
        "villagers_recommended",
        "村民推荐（信任投票）",
        "The villagers recommend",
        -15,
        ("ballot_villager_recommend", "report_party_recommend"),
        after=("reply_received",),
    ),
    StepKind(
        "review_completed",
        "完成候选人资格联审",
        "Complete the joint review",
        -10,
        ("joint_review",),
        after=("members_recommended", "villagers_recommended"),
    ),
    StepKind(
        "candidates_announced",
        "公示候选人预备人选",
        "Announce the proposed candidates",
        -9,
        (),
        (Limit("party_announced_working_days", "latest", "party_day", working=True),),
        ("review_completed",),
    ),
    StepKind(
        "candidates_approved",
        "乡镇党委批准候选人",
        "The township party committee approves the candidates",
        -1,
        ("party_reply",),
        after=("candidates_announced",),
    ),
    StepKind(
        "members_meeting",
        "召开党员大会选举",
        "The members' meeting elects",
        0,
        ("party_rules", "party_agenda_host", "ballot_party", "party_minutes"),
        after=("candidates_approved", "members_listed"),
    ),
    StepKind(
        "secretary_elected",
        "新一届委员会选举书记、副书记",
        "The new committee elects the secretary",
        0,
        ("report_party_result",),
        after=("members_meeting",),
    ),
    StepKind(
        "result_approved",
        "乡镇党委批准选举结果",
        "The township party committee approves the result",
        3,
        ("party_result_approval",),
        after=("secretary_elected",),
    ),
    StepKind(
        "papers_handed_over",
        "公布结果并移交党组织工作",
        "Publish the result and hand over",
        7,
        (),
        after=("result_approved",),
    ),
)

#: Each in order of time: a step stands behind those it needs and counts from.
COURSES: dict[Course, tuple[StepKind, ...]] = {
    "recorded": STEPS,
    "committee": tuple(sorted(STEPS + FURTHER, key=lambda kind: kind.offset)),
    "party": PARTY_STEPS,
}

KINDS: dict[str, StepKind] = {kind.step: kind for kind in STEPS}

#: Steps outside the timetable that the stages name too.
OTHER_STEPS: dict[str, tuple[str, str]] = {
    "audit_evaluation": ("选前审计和民主评议", "Audit and evaluation before the election"),
    "branch_elected": ("村党组织换届选举", "Election of the village party organisation"),
}

#: The joint review has one name in both elections.
NAMES: dict[str, tuple[str, str]] = {
    kind.step: (kind.zh, kind.en) for kind in STEPS + FURTHER + PARTY_STEPS
} | OTHER_STEPS

ANCHORS: dict[Anchor, tuple[str, str]] = {
    "polling_day": ("选举日", "polling day"),
    "committee_chosen": ("推选村民选举委员会之日", "the day the election committee is chosen"),
    "roll_published": ("公布名单日", "the day the roll is published"),
    "nomination_vote": ("提名日", "the day of nomination"),
    "review_completed": ("审查完成日", "the day the review is completed"),
    "candidates_published": ("公布候选人日", "the day the candidates are published"),
    "result_announced": ("新一届产生日", "the day the new committee is elected"),
    "party_day": ("党员大会选举日", "the day of the members' meeting"),
}


def step_name(step: str, lang: str = "zh") -> str:
    """What a step is called."""
    return NAMES[step][lang == "en"]
