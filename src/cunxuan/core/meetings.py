"""Is a meeting held as the law wants it: notice, quorum, decision; and who the representatives are.

Legal basis: Organic Law arts 21, 22, 25, 26 and 28 (2018), arts 25, 26, 29, 30 and 32 (2026): the villagers' meeting,
the representatives' meeting, the group meeting. Every share and every number of days is a parameter. What a meeting may
decide is not asked here.

Public: `Attendance`, `Meeting`, `Representation`, `MEETINGS`, `held`, `represented`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from cunxuan.core import dates, findings
from cunxuan.core.findings import Finding, Value, define
from cunxuan.core.law import Rule, Rules
from cunxuan.core.opinions import Opinion, opinion

findings.WORDS.update(
    {
        "villagers_assembly": ("村民会议", "The villagers' meeting"),
        "representatives_assembly": ("村民代表会议", "The representatives' meeting"),
        "group_meetings": ("村民小组会议", "The group meeting"),
        "people": ("应到人员", "entitled to attend"),
        "households": ("应到户", "households"),
    }
)

MEETING_QUORUM_OK = define(
    "M01",
    "MEETING_QUORUM_OK",
    "note",
    "{meeting}到会 {present}，{counted} {of}，达到法定人数 {needs}。",
    "{meeting}: {present} present of {of} {counted}; {needs} are needed, there is a quorum.",
    rests_on=("assembly_quorum_villagers", "assembly_quorum_households", "representatives_quorum", "group_quorum"),
)
MEETING_WITHOUT_QUORUM = define(
    "M02",
    "MEETING_WITHOUT_QUORUM",
    "block",
    "{meeting}到会 {present}，{counted} {of}，至少要到 {needs}，会议不成立。",
    "{meeting}: {present} present of {of} {counted}; at least {needs} are needed, there is no quorum.",
    rests_on=("assembly_quorum_villagers", "assembly_quorum_households", "representatives_quorum", "group_quorum"),
)
DECISION_CARRIED = define(
    "M03",
    "DECISION_CARRIED",
    "note",
    "{meeting}到会 {present} 人，同意 {agreed} 人，超过半数，决定通过。",
    "{meeting}: {agreed} of {present} present agree; the decision is carried.",
    rests_on=("assembly_decides", "representatives_decide", "group_decides"),
)
DECISION_NOT_CARRIED = define(
    "M04",
    "DECISION_NOT_CARRIED",
    "block",
    "{meeting}到会 {present} 人，同意 {agreed} 人，至少要 {needs} 人同意，决定没有通过。",
    "{meeting}: {agreed} of {present} present agree, at least {needs} are needed; the decision is not carried.",
    rests_on=("assembly_decides", "representatives_decide", "group_decides"),
)
NOTICE_TOO_SHORT = define(
    "M05",
    "NOTICE_TOO_SHORT",
    "block",
    "村民会议于 {held} 召开，最迟应在 {latest} 通知村民，实际于 {called} 通知。",
    "The villagers' meeting of {held} had to be announced by {latest}; it was announced on {called}.",
    rests_on=("assembly_notice_days",),
)
NOTICE_AT_SHORT_TERM = define(
    "M06",
    "NOTICE_AT_SHORT_TERM",
    "warn",
    "村民会议因特殊情况临时通知（{called}，会期 {held}），请写明是什么情况。",
    "The villagers' meeting of {held} was called at short notice, on {called}, for a special reason. State the reason.",
    rests_on=("assembly_short_notice",),
)
NOTICE_IN_TIME = define(
    "M07",
    "NOTICE_IN_TIME",
    "note",
    "村民会议于 {called} 通知，{held} 召开，不晚于 {latest}。",
    "The villagers' meeting of {held} was announced on {called}, by {latest}.",
    rests_on=("assembly_notice_days",),
)
NOTICE_NOT_FIXED = define(
    "M08",
    "NOTICE_NOT_FIXED",
    "note",
    "法律没有规定{meeting}要提前几天通知，由村里的章程或者惯例定。",
    "{meeting}: the law fixes no days of notice; the village's own rules do.",
)
MEETING_NOT_DECIDED_YET = define(
    "M09",
    "MEETING_NOT_DECIDED_YET",
    "note",
    "没有填写{meeting}同意的人数，未判断决定是否通过。",
    "{meeting}: the number of those who agreed is missing, so the decision was not judged.",
)
REPRESENTATIVES_TOO_FEW = define(
    "M10",
    "REPRESENTATIVES_TOO_FEW",
    "block",
    "村民代表会议组成人员 {members} 人，其中村民代表 {representatives} 人，至少应有 {needs} 人。",
    "{representatives} of the {members} members of the meeting are villagers' representatives; {needs} are needed.",
    rests_on=("representatives_share",),
)
WOMEN_REPRESENTATIVES_TOO_FEW = define(
    "M11",
    "WOMEN_REPRESENTATIVES_TOO_FEW",
    "block",
    "村民代表会议组成人员 {members} 人，其中妇女村民代表 {women} 人，至少应有 {needs} 人。",
    "{women} of the {members} members of the meeting are women representatives; {needs} are needed.",
    rests_on=("women_representatives_share",),
)
HOUSEHOLDS_PER_REPRESENTATIVE = define(
    "M12",
    "HOUSEHOLDS_PER_REPRESENTATIVE",
    "block",
    "全村 {households} 户推选村民代表 {representatives} 人，每 {low} 至 {high} 户一人，应为 {fewest} 至 {most} 人。",
    "{households} households chose {representatives} representatives; one for {low} to {high} households makes "
    "{fewest} to {most}.",
    rests_on=("households_per_representative_min", "households_per_representative_max"),
)
REPRESENTATION_OK = define(
    "M13",
    "REPRESENTATION_OK",
    "note",
    "村民代表会议的组成符合规定：组成人员 {members} 人，村民代表 {representatives} 人，其中妇女 {women} 人。",
    "The meeting is composed as the law wants: {members} members, {representatives} representatives, {women} women.",
    rests_on=("representatives_share",),
)
CHOSEN_BY_GROUPS = define(
    "M14",
    "CHOSEN_BY_GROUPS",
    "note",
    "村民代表由各村民小组推选，不按户数计算名额。",
    "The representatives were chosen by the groups, so their number is not reckoned from households.",
    rests_on=("households_per_representative_min",),
)


class Attendance(NamedTuple):
    """How many of those who should be there were there."""

    of: int
    present: int


class Meeting(NamedTuple):
    """A meeting as its minutes give it; `people` or `households`, whichever was counted, or both."""

    kind: str
    people: Attendance | None = None
    households: Attendance | None = None
    agreed: int | None = None
    called_on: date | None = None
    held_on: date | None = None
    special: bool = False  # special circumstances, called at short notice


class Kind(NamedTuple):
    """The parameters of one kind of meeting; `by_households` empty where people alone are counted."""

    by_people: str
    by_households: str
    decides: str
    notice: str = ""


MEETINGS: dict[str, Kind] = {
    "villagers_assembly": Kind(
        "assembly_quorum_villagers", "assembly_quorum_households", "assembly_decides", "assembly_notice_days"
    ),
    "representatives_assembly": Kind("representatives_quorum", "", "representatives_decide"),
    "group_meetings": Kind("group_quorum", "group_quorum", "group_decides"),
}


def held(rules: Rules, meeting: Meeting) -> Opinion:
    """Was the meeting lawfully called, was there a quorum, is the decision carried?"""
    kind = MEETINGS[meeting.kind]
    quorum = _quorum(rules, meeting, kind)
    found = [*_notice(rules, meeting, kind), quorum, _decision(rules, meeting, kind)]
    return opinion(found, quorum=not quorum.blocks, needs=quorum.numbers["needs"], carried=_carried(found))


def _carried(found: list[Finding]) -> bool:
    """A meeting without a quorum decides nothing."""
    kinds = {finding.kind for finding in found}
    return DECISION_CARRIED in kinds and MEETING_WITHOUT_QUORUM not in kinds


def _quorum(rules: Rules, meeting: Meeting, kind: Kind) -> Finding:
    """有本村十八周岁以上村民的过半数，或者本村三分之二以上的户的代表参加: either of the two will do."""
    counted = (("people", meeting.people, kind.by_people), ("households", meeting.households, kind.by_households))
    tried = [_enough(rules, meeting, what, here, key) for what, here, key in counted if here is not None and key]
    return next((finding for finding in tried if not finding.blocks), tried[-1])


def _enough(rules: Rules, meeting: Meeting, counted: str, here: Attendance, key: str) -> Finding:
    share = rules.share(key)
    assert share is not None, key
    values: dict[str, Value] = {"meeting": meeting.kind, "counted": counted, "of": here.of, "present": here.present}
    values["needs"] = share.needs(here.of)
    kind = MEETING_QUORUM_OK if share.met(here.present, here.of) else MEETING_WITHOUT_QUORUM
    return Finding(kind, values, rules[key])


def _decision(rules: Rules, meeting: Meeting, kind: Kind) -> Finding:
    """应当经到会人员的过半数通过."""
    here, share = meeting.people or meeting.households, rules.share(kind.decides)
    assert here is not None and share is not None
    if meeting.agreed is None:
        return Finding(MEETING_NOT_DECIDED_YET, {"meeting": meeting.kind})
    values: dict[str, Value] = {"meeting": meeting.kind, "present": here.present, "agreed": meeting.agreed}
    values["needs"] = share.needs(here.present)
    carried = share.met(meeting.agreed, here.present)
    return Finding(DECISION_CARRIED if carried else DECISION_NOT_CARRIED, values, rules[kind.decides])


def _notice(rules: Rules, meeting: Meeting, kind: Kind) -> Iterator[Finding]:
    """召集村民会议，应当提前十日通知村民; since 2026 at short notice in special circumstances."""
    if meeting.called_on is None or meeting.held_on is None:
        return
    days = rules.number(kind.notice)
    if days is None:
        yield Finding(NOTICE_NOT_FIXED, {"meeting": meeting.kind})
        return
    latest = dates.latest_before(meeting.held_on, days)
    values: dict[str, Value] = {
        "held": meeting.held_on.isoformat(),
        "called": meeting.called_on.isoformat(),
        "latest": latest.isoformat(),
    }
    if meeting.called_on <= latest:
        yield Finding(NOTICE_IN_TIME, values, rules[kind.notice])
    elif meeting.special and rules.flag("assembly_short_notice"):
        yield Finding(NOTICE_AT_SHORT_TERM, values, rules["assembly_short_notice"])
    else:
        yield Finding(NOTICE_TOO_SHORT, values, rules[kind.notice])


class Representation(NamedTuple):
    """Of whom the representatives' meeting consists; `households` empty where the groups chose."""

    members: int
    representatives: int
    women: int
    households: int | None = None


def represented(rules: Rules, composed: Representation) -> Opinion:
    """村民代表应占组成人员的五分之四以上，妇女村民代表应占三分之一以上，每五户至十五户推选一人."""
    found = [*_shares(rules, composed), *_per_household(rules, composed)]
    if not any(finding.blocks for finding in found):
        found.insert(0, Finding(REPRESENTATION_OK, _counts(composed), rules["representatives_share"]))
    return opinion(found)


def _counts(composed: Representation) -> dict[str, Value]:
    return {"members": composed.members, "representatives": composed.representatives, "women": composed.women}


def _shares(rules: Rules, composed: Representation) -> Iterator[Finding]:
    for key, part, kind in (
        ("representatives_share", composed.representatives, REPRESENTATIVES_TOO_FEW),
        ("women_representatives_share", composed.women, WOMEN_REPRESENTATIVES_TOO_FEW),
    ):
        share = rules.share(key)
        assert share is not None
        if not share.met(part, composed.members):
            yield Finding(kind, {**_counts(composed), "needs": share.needs(composed.members)}, rules[key])


def _per_household(rules: Rules, composed: Representation) -> Iterator[Finding]:
    low, high = rules["households_per_representative_min"], rules["households_per_representative_max"]
    if composed.households is None:
        yield Finding(CHOSEN_BY_GROUPS, {}, low)
        return
    fewest, most = -(-composed.households // _number(high)), composed.households // _number(low)
    if fewest <= composed.representatives <= most:
        return
    values: dict[str, Value] = {
        **_counts(composed),
        "households": composed.households,
        "fewest": fewest,
        "most": most,
        "low": _number(low),
        "high": _number(high),
    }
    yield Finding(HOUSEHOLDS_PER_REPRESENTATIVE, values, low)


def _number(rule: Rule) -> int:
    assert isinstance(rule.value, int)
    return rule.value
