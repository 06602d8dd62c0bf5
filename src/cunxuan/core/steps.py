"""The steps of a villagers' committee election: what each is called, its papers, and the dates the law gives it.

The recommended days keep to every pack that is held. A step has a legal day only where a rule of the pack gives one
(`Limit`); everything else is advice, which a county may change.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Anchor = Literal["polling_day", "roll_published", "candidates_published", "result_announced"]


@dataclass(frozen=True, slots=True)
class Limit:
    """A legal day: so many days before or after an anchor, as a rule of the pack says; `fixed` where it names none."""

    rule: str
    way: Literal["latest", "earliest"]
    anchor: Anchor = "polling_day"
    sign: int = -1
    fixed: int | None = None


@dataclass(frozen=True, slots=True)
class StepKind:
    """A step of the election: its id, its names, its recommended day from polling day, its papers, its limits."""

    step: str
    zh: str
    en: str
    offset: int
    document: tuple[str, ...] = ()
    limits: tuple[Limit, ...] = ()
    after: tuple[str, ...] = ()


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
        (Limit("nominees_days_before", "latest"),),
        ("nomination_vote",),
    ),
    StepKind(
        "candidates_published",
        "公布正式候选人名单",
        "Publish the formal candidates",
        -6,
        ("notice_formal_candidates",),
        (Limit("candidates_days_before", "latest"),),
        ("review_completed",),
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

KINDS: dict[str, StepKind] = {kind.step: kind for kind in STEPS}

#: Steps outside the timetable that the stages name too.
OTHER_STEPS: dict[str, tuple[str, str]] = {
    "audit_evaluation": ("选前审计和民主评议", "Audit and evaluation before the election"),
    "branch_elected": ("村党组织换届选举", "Election of the village party organisation"),
}

NAMES: dict[str, tuple[str, str]] = {kind.step: (kind.zh, kind.en) for kind in STEPS} | OTHER_STEPS

ANCHORS: dict[Anchor, tuple[str, str]] = {
    "polling_day": ("选举日", "polling day"),
    "roll_published": ("公布名单日", "the day the roll is published"),
    "candidates_published": ("公布候选人日", "the day the candidates are published"),
    "result_announced": ("新一届产生日", "the day the new committee is elected"),
}


def step_name(step: str, lang: str = "zh") -> str:
    """What a step is called."""
    return NAMES[step][lang == "en"]
