"""The ten gates of a village's election (关口): what has to hold before the next stage's papers may be printed.

Each gate asks the functions that know the rule (meetings, election committee, timetable, candidacy, ballots, handover,
archive) and adds only which papers are missing. A gate is GREEN when no paper is missing and nothing blocks, else RED.
A RED gate may be opened by a named officer, who states a reason and a legal basis; the gate stays RED, and what was
opened is written down.

Public: `GATES`, `Override`, one function for each gate: `audit_first`, `committee_lawful`, `roll_ready`,
`candidates_ready`, `notices_ready`, `enough_there`, `members_enough`, `ballots_reconciled`, `result_filed`,
`handover_done`, `archive_complete`; and their facts.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from cunxuan.core import timetable
from cunxuan.core.aftermath import HANDOVER_DUE, Handover, archived, handed_over
from cunxuan.core.ballot_account import enough_took_part, participants_of, why_void
from cunxuan.core.contest import NO_MEASURES, BallotAccount, Case
from cunxuan.core.counting_rules import counting_rules
from cunxuan.core.findings import Finding, Value, define
from cunxuan.core.law import Rule, Rules
from cunxuan.core.opinions import Opinion, opinion
from cunxuan.core.party.members import enough_present
from cunxuan.core.people.candidacy import Nominee, may_stand
from cunxuan.core.people.election_committee import Change, Formation, changed, lawfully_formed
from cunxuan.core.people.nomination import Contested, contested
from cunxuan.core.people.relatives import Relation, concerns

#: What each gate is called.
GATES: dict[str, tuple[str, str]] = {
    "G1": ("两先一后", "audit and evaluation first"),
    "G2": ("村民选举委员会合法", "a lawful election committee"),
    "G3": ("选民名单公布期满", "the roll published, its objections closed"),
    "G4": ("正式候选人确定", "the formal candidates"),
    "G5": ("人员和名单公布", "staff and lists published"),
    "G6": ("人数达到法定要求", "enough took part"),
    "G7": ("票数核对", "the ballots reconciled"),
    "G8": ("结果报告签署备案", "the report signed and filed"),
    "G9": ("工作移交", "the handover"),
    "G10": ("选举归档", "the archive"),
}

GATE_GREEN = define(
    "G21",
    "GATE_GREEN",
    "note",
    "关口 {gate}（{title}）通过。",
    "Gate {gate} ({title_en}) is passed.",
)
PAPER_MISSING = define(
    "G22",
    "PAPER_MISSING",
    "block",
    "关口 {gate}（{title}）没有通过，缺：{names}。",
    "Gate {gate} ({title_en}) is not passed; missing: {names_en}.",
    rests_on=(
        *("audit_published_before", "ec_chosen_by", "roll_days_before", "candidates_days_before"),
        *("winners_published_days", "result_on_the_spot", "handover_days", "archive_contents"),
    ),
)
GATE_OPENED = define(
    "G23",
    "GATE_OPENED",
    "warn",
    "关口 {gate} 没有通过，由 {by} 决定放行，理由：{why}；依据：{basis}。已记入留痕。",
    "Gate {gate} is not passed; {by} opened it. Reason: {why}. Basis: {basis}. This is on the record.",
)
OVERRIDE_INCOMPLETE = define(
    "G24",
    "OVERRIDE_INCOMPLETE",
    "block",
    "放行须写明决定人、理由和法律依据，缺：{names}。",
    "To open a gate, the officer, the reason and the legal basis are stated; missing: {names_en}.",
)
AUDIT_PUBLISHED_AFTER_EVALUATION = define(
    "G25",
    "AUDIT_PUBLISHED_AFTER_EVALUATION",
    "warn",
    "审计结果 {audit} 公告，评议结果 {evaluation} 公告；按“先审计、后评议”的做法，审计公告在前。法律没有规定这一先后。",
    "The audit was published on {audit}, the evaluation on {evaluation}. In practice the audit comes first; the law "
    "does not fix this order.",
)
COMMITTEE_NOT_BEFORE = define(
    "G50",
    "COMMITTEE_NOT_BEFORE",
    "note",
    "审计结果 {audit} 公告，村民选举委员会最早 {earliest} 推选。",
    "The audit was published on {audit}; the election committee is chosen on {earliest} at the earliest.",
    rests_on=("audit_published_before", "audit_days_before_committee"),
)
MEMBER_HAS_TO_LEAVE = define(
    "G26",
    "MEMBER_HAS_TO_LEAVE",
    "block",
    "{names} 应当退出村民选举委员会，尚未办理。",
    "{names} have to leave the election committee and have not.",
    rests_on=("ec_exit",),
)
OBJECTIONS_OPEN = define(
    "G27",
    "OBJECTIONS_OPEN",
    "block",
    "对名单的申诉还有 {count} 件没有处理。",
    "{count} objection(s) to the roll are not decided.",
    rests_on=("decision_days",),
)
OBJECTION_WINDOW_OPEN = define(
    "G28",
    "OBJECTION_WINDOW_OPEN",
    "block",
    "名单申诉期到 {until} 才届满，今天 {today}。",
    "Objections to the roll may come until {until}; today is {today}.",
    rests_on=("objection_days",),
)
STAFF_IS_CANDIDATE = define(
    "G29",
    "STAFF_IS_CANDIDATE",
    "block",
    "{name} 是候选人，不得担任选举工作人员。",
    "{name} is a candidate and may not be polling staff.",
    rests_on=("staff_excludes",),
)
STAFF_IS_KIN = define(
    "G30",
    "STAFF_IS_KIN",
    "block",
    "{name} 是候选人 {candidate} 的亲属，在应当回避的范围内，不得担任选举工作人员。",
    "{name} is a relative of {candidate}, a candidate, within the circle that may not be polling staff.",
    rests_on=("staff_excludes",),
)
PRINTED_NOT_ACCOUNTED = define(
    "G31",
    "PRINTED_NOT_ACCOUNTED",
    "block",
    "印制 {printed} 张，发出 {issued}、作废更换 {spoiled}、剩余 {unused}，合计 {sum} 张，与印制数不符。",
    "{printed} ballots printed; issued {issued}, spoiled {spoiled}, unused {unused} make {sum}.",
)
LAST_DAY_OF_GATE = define(
    "G32",
    "LAST_DAY_OF_GATE",
    "note",
    "最迟应于 {latest} 办理。",
    "The last day is {latest}.",
)


class Paper(NamedTuple):
    """A paper that a gate asks for, in both languages."""

    zh: str
    en: str


class Override(NamedTuple):
    """Who opens a gate that is RED, why, and on what legal basis."""

    by: str
    why: str
    basis: str


class Seen(NamedTuple):
    """What a gate found: papers that are missing with the rule that wants them, findings, the last day."""

    missing: tuple[Paper, ...]
    findings: tuple[Finding, ...] = ()
    latest: date | None = None
    rule: Rule | None = None


def _judged(gate: str, seen: Seen, override: Override | None) -> Opinion:
    """GREEN when nothing is missing and nothing blocks; every reason is listed."""
    zh, en = GATES[gate]
    title: dict[str, Value] = {"gate": gate, "title": zh, "title_en": en}
    found = list(seen.findings)
    if seen.missing:
        names: dict[str, Value] = {
            "names": tuple(paper.zh for paper in seen.missing),
            "names_en": tuple(paper.en for paper in seen.missing),
        }
        found.insert(0, Finding(PAPER_MISSING, title | names, seen.rule))
    red = any(finding.blocks for finding in found)
    if not red:
        found.append(Finding(GATE_GREEN, title))
    elif override:
        found.append(_overridden(gate, override))
    if seen.latest:
        found.append(Finding(LAST_DAY_OF_GATE, {"latest": seen.latest.isoformat()}))
    return opinion(
        found,
        gate=gate,
        status="RED" if red else "GREEN",
        missing=[paper.zh for paper in seen.missing],
        missing_en=[paper.en for paper in seen.missing],
        latest=seen.latest.isoformat() if seen.latest else None,
        opened=any(finding.kind is GATE_OPENED for finding in found),
    )


def _overridden(gate: str, override: Override) -> Finding:
    """Opened only by a named officer with a reason and a legal basis."""
    wanted = (
        ("决定人", "the officer", override.by),
        ("理由", "the reason", override.why),
        ("法律依据", "the legal basis", override.basis),
    )
    lacking = [(zh, en) for zh, en, given in wanted if not given.strip()]
    if lacking:
        names: dict[str, Value] = {"names": tuple(zh for zh, _ in lacking), "names_en": tuple(en for _, en in lacking)}
        return Finding(OVERRIDE_INCOMPLETE, names)
    return Finding(GATE_OPENED, {"gate": gate, "by": override.by, "why": override.why, "basis": override.basis})


def _lacks(*wanted: tuple[object, Paper]) -> tuple[Paper, ...]:
    return tuple(paper for there, paper in wanted if not there)


def _step(steps: Iterable[timetable.Step], name: str) -> timetable.Step | None:
    return next((step for step in steps if step.step == name), None)


def _problems(step: timetable.Step | None) -> tuple[Finding, ...]:
    """What stops a step, as the timetable says it."""
    return tuple(finding for finding in step.findings if finding.blocks) if step else ()


# -- G1: audit, evaluation, then the election ---------------------------------------------------------------------

AUDIT_REPORT = Paper("审计报告", "the audit report")
AUDIT_NOTICE = Paper("审计结果公告", "the notice of the audit's result")
EVALUATION_FORM = Paper("民主评议表", "the evaluation")
EVALUATION_NOTICE = Paper("评议结果公告", "the notice of the evaluation's result")
NOTICE_BEFORE_COMMITTEE = Paper(
    "审计结果公告先于推选选委会", "the notice of the audit before the election committee is chosen"
)


class Preparation(NamedTuple):
    """What was done before an election may begin."""

    audited: bool = False
    audit_published_on: date | None = None
    evaluated: bool = False
    evaluation_published_on: date | None = None
    committee_chosen_on: date | None = None
    polling_day: date | None = None
    today: date | None = None


def audit_first(rules: Rules, done: Preparation, override: Override | None = None) -> Opinion:
    """两先一后: audit, its publication and the evaluation before the election (OL-32); the day is the province's."""
    step = _audit_step(rules, done)
    late = _problems(step) if done.audit_published_on else ()
    order = AUDIT_NOTICE if step is None or step.why.anchor != "committee_chosen" else NOTICE_BEFORE_COMMITTEE
    missing = _lacks(
        (done.audited or done.audit_published_on, AUDIT_REPORT),
        (done.audit_published_on, AUDIT_NOTICE),
        (not late, order),
        (done.evaluated or done.evaluation_published_on, EVALUATION_FORM),
        (done.evaluation_published_on, EVALUATION_NOTICE),
    )
    audit, evaluation = done.audit_published_on, done.evaluation_published_on
    swapped = audit is not None and evaluation is not None and audit > evaluation
    values: dict[str, Value] = {"audit": str(audit), "evaluation": str(evaluation)}
    found = (*late, *((Finding(AUDIT_PUBLISHED_AFTER_EVALUATION, values),) if swapped else ()))
    found += _committee_from(rules, done)
    return _judged("G1", Seen(missing, found, step.latest if step else None, rules["audit_published_before"]), override)


def _committee_from(rules: Rules, done: Preparation) -> tuple[Finding, ...]:
    """The first day for choosing the election committee, where the province counts the audit's publication from it."""
    rule, published = rules["audit_published_before"], done.audit_published_on
    if rule.value != "committee_chosen" or published is None or done.committee_chosen_on:
        return ()
    earliest = published + timedelta(days=rules.number("audit_days_before_committee") or 1)
    values: dict[str, Value] = {"audit": published.isoformat(), "earliest": earliest.isoformat()}
    return (Finding(COMMITTEE_NOT_BEFORE, values, rules.get("audit_days_before_committee") or rule),)


def _audit_step(rules: Rules, done: Preparation) -> timetable.Step | None:
    """The last day of the audit's publication, where the days it counts from are known."""
    day = done.polling_day or done.committee_chosen_on
    if day is None:
        return None
    known = {"audit_published": done.audit_published_on, "committee_chosen": done.committee_chosen_on}
    given = {step: on for step, on in known.items() if on}
    step = _step(timetable.plan(rules, day, given, done.today, "committee"), "audit_published")
    counts_from = {"polling_day": done.polling_day, "committee_chosen": done.committee_chosen_on}
    return step if step and counts_from.get(step.why.anchor) else None


# -- G2: the election committee -----------------------------------------------------------------------------------


def committee_lawful(
    rules: Rules, formed: Formation, change: Change | None = None, override: Override | None = None
) -> Opinion:
    """The election committee lawfully formed, nobody on it who has to leave."""
    found = [*lawfully_formed(rules, formed).findings]
    if change:
        after = changed(rules, change)
        found += after.findings
        if after.follows["must_leave"]:
            found.append(Finding(MEMBER_HAS_TO_LEAVE, {"names": tuple(after.follows["must_leave"])}, rules["ec_exit"]))
    missing = _lacks(
        (formed.published_on, Paper("村民选举委员会成员公告", "the notice of the election committee")),
        (formed.meetings, Paper("推选记录", "the minutes of its choice")),
    )
    return _judged("G2", Seen(missing, tuple(found), rule=rules["ec_chosen_by"]), override)


# -- G3: the roll -------------------------------------------------------------------------------------------------


class RollState(NamedTuple):
    """When the roll was published, and how many objections wait for a decision."""

    polling_day: date
    published_on: date | None = None
    open_objections: int | None = None
    today: date | None = None


def roll_ready(rules: Rules, roll: RollState, override: Override | None = None) -> Opinion:
    """选民名单在选举日的二十日前公布 (OL-11), the period for objections over, each of them decided (OL-12)."""
    done = {"roll_published": roll.published_on} if roll.published_on else {}
    steps = timetable.plan(rules, roll.polling_day, done, roll.today)
    published, closed = _step(steps, "roll_published"), _step(steps, "objections_closed")
    assert published is not None and closed is not None
    missing = _lacks(
        (roll.published_on, Paper("选民名单公告", "the notice of the roll")),
        (roll.open_objections is not None, Paper("申诉登记", "the register of objections")),
    )
    found = [*_problems(published), *_objections(rules, roll, closed)]
    return _judged("G3", Seen(missing, tuple(found), published.latest, published.rule), override)


def _objections(rules: Rules, roll: RollState, closed: timetable.Step) -> Iterator[Finding]:
    if roll.open_objections:
        yield Finding(OBJECTIONS_OPEN, {"count": roll.open_objections}, rules["decision_days"])
    until = closed.earliest
    if roll.published_on and roll.today and until and roll.today < until:
        values: dict[str, Value] = {"until": until.isoformat(), "today": roll.today.isoformat()}
        yield Finding(OBJECTION_WINDOW_OPEN, values, rules["objection_days"])


# -- G4: the candidates -------------------------------------------------------------------------------------------


class CandidateList(NamedTuple):
    """The formal list: its day, its numbers, and what the review says of each person."""

    polling_day: date
    published_on: date | None = None
    lists: tuple[Contested, ...] = ()
    nominees: tuple[Nominee, ...] = ()
    today: date | None = None


def candidates_ready(rules: Rules, given: CandidateList, override: Override | None = None) -> Opinion:
    """More candidates than seats, each reviewed, the list published in time (OL-13, N-04)."""
    done = {"candidates_published": given.published_on} if given.published_on else {}
    published = _step(timetable.plan(rules, given.polling_day, done, given.today), "candidates_published")
    assert published is not None
    unreviewed = [one for one in given.nominees if one.review != "passed"]
    missing = _lacks(
        (given.published_on, Paper("正式候选人公告", "the notice of the formal candidates")),
        (given.lists, Paper("各职位应选名额和候选人数", "the seats and candidates of each post")),
        (given.nominees and not unreviewed, Paper("候选人资格联审表", "the joint review of the candidates")),
    )
    found = [*_problems(published), *contested(rules, given.lists).findings]
    for one in given.nominees:
        found += may_stand(rules, one, given.polling_day).findings
    return _judged("G4", Seen(missing, tuple(found), published.latest, published.rule), override)


# -- G5: staff and lists ------------------------------------------------------------------------------------------


class Staff(NamedTuple):
    """A person who works at the poll; `kin` are the candidates related to him, and how."""

    name: str
    is_candidate: bool = False
    kin: tuple[tuple[str, Relation], ...] = ()


class Notices(NamedTuple):
    """What was published before polling day; `mobile_boxes`: are any used?"""

    polling_day: date
    voting_notice_on: date | None = None
    proxies_on: date | None = None
    mobile_boxes: bool = False
    mobile_list_on: date | None = None
    staff: tuple[Staff, ...] = ()
    today: date | None = None


def notices_ready(rules: Rules, given: Notices, override: Override | None = None) -> Opinion:
    """Time, place, staff, proxies and users of mobile boxes published in time; no staff too near to a candidate."""
    known = {
        "voting_notice_published": given.voting_notice_on,
        "proxies_published": given.proxies_on,
        "mobile_list_published": given.mobile_list_on,
    }
    done = {step: on for step, on in known.items() if on}
    steps = timetable.plan(rules, given.polling_day, done, given.today, "committee")
    found = [finding for step in steps if step.step in known for finding in _problems(step)]
    latest = min((step.latest for step in steps if step.step in known and step.latest), default=None)
    missing = _lacks(
        (given.voting_notice_on, Paper("投票时间地点方式公告", "the notice of time, place and manner")),
        (given.proxies_on, Paper("委托投票名单公告", "the notice of the proxies")),
        (given.mobile_list_on or not given.mobile_boxes, Paper("流动票箱使用名单公告", "the notice of mobile boxes")),
        (given.staff, Paper("选举工作人员名单", "the list of staff")),
    )
    return _judged("G5", Seen(missing, (*found, *_staff(rules, given.staff)), latest), override)


def _staff(rules: Rules, staff: Iterable[Staff]) -> Iterator[Finding]:
    """候选人及其配偶和直系亲属（有的省还包括兄弟姐妹或者近亲属）不得担任选举工作人员 (GC-20)."""
    rule = rules.get("staff_excludes")
    if rule is None:
        return
    for one in staff:
        if one.is_candidate:
            yield Finding(STAFF_IS_CANDIDATE, {"name": one.name}, rule)
        for candidate, relation in one.kin:
            if concerns(rule.value, relation):
                yield Finding(STAFF_IS_KIN, {"name": one.name, "candidate": candidate}, rule)


# -- G6 and G7: enough people, and the ballots --------------------------------------------------------------------


def enough_there(rules: Rules, registered: int, account: BallotAccount, override: Override | None = None) -> Opinion:
    """有登记参加选举的村民过半数投票，选举有效 (OL-15)."""
    case, law = _vote(rules, registered, account), counting_rules(rules, NO_MEASURES)
    found: list[Finding] = []
    enough_took_part(case, law, participants_of(account, law), found)
    return _judged("G6", Seen((), tuple(found)), override)


def members_enough(party_rules: Rules, due: int, present: int, override: Override | None = None) -> Opinion:
    """有选举权的到会人数不少于应到会人数的五分之四 (P-05): the same gate at the meeting of the Party's members."""
    return _judged("G6", Seen((), (enough_present(party_rules, due, present)[1],)), override)


class Printed(NamedTuple):
    """What became of the ballots that were printed."""

    printed: int
    spoiled: int
    unused: int


def ballots_reconciled(
    rules: Rules,
    registered: int,
    account: BallotAccount,
    printed: Printed | None = None,
    override: Override | None = None,
) -> Opinion:
    """收回的选票不多于发出的（投票的）, and every printed ballot accounted for."""
    found: list[Finding] = []
    why_void(_vote(rules, registered, account), account, counting_rules(rules, NO_MEASURES), found)
    if printed and account.issued is not None:
        total = account.issued + printed.spoiled + printed.unused
        if total != printed.printed:
            values: dict[str, Value] = {**printed._asdict(), "issued": account.issued, "sum": total}
            found.append(Finding(PRINTED_NOT_ACCOUNTED, values))
    missing = _lacks((printed, Paper("选票印制交接单", "the handover of the printed ballots")))
    return _judged("G7", Seen(missing, tuple(found)), override)


def _vote(rules: Rules, registered: int, account: BallotAccount) -> Case:
    return Case(rules, "first", registered, account, ())


# -- G8 to G10: report, handover, archive -------------------------------------------------------------------------


class Report(NamedTuple):
    """The report of the result: announced, signed, filed."""

    polling_day: date
    announced_on: date | None = None
    chair_signed: bool = False
    scrutineers_signed: bool = False
    filed_on: date | None = None
    today: date | None = None


def result_filed(rules: Rules, report: Report, override: Override | None = None) -> Opinion:
    """Announced on the spot (OL-18), signed by the committee's chair and the scrutineers, filed with the township."""
    done = {"polling": report.polling_day}
    if report.announced_on:
        done["result_announced"] = report.announced_on
    announced = _step(timetable.plan(rules, report.polling_day, done, report.today), "result_announced")
    assert announced is not None
    missing = _lacks(
        (report.announced_on, Paper("选举结果公告", "the notice of the result")),
        (report.chair_signed, Paper("村民选举委员会主任签字", "the signature of the election committee's chair")),
        (report.scrutineers_signed, Paper("监票人签字", "the signatures of the scrutineers")),
        (report.filed_on, Paper("选举结果报告单备案", "the report filed with the township")),
    )
    return _judged("G8", Seen(missing, _problems(announced), announced.latest, announced.rule), override)


def handover_done(rules: Rules, handover: Handover, override: Override | None = None) -> Opinion:
    """The handover complete within the days of the law (OL-25)."""
    found = handed_over(rules, handover)
    missing = _lacks((handover.done_on, Paper("移交清单", "the list of what was handed over")))
    seen = tuple(finding for finding in found.findings if finding.kind is not HANDOVER_DUE)
    latest = date.fromisoformat(found.follows["due"])
    return _judged("G9", Seen(missing, seen, latest, rules["handover_days"]), override)


def archive_complete(rules: Rules, papers: Iterable[str], override: Override | None = None) -> Opinion:
    """The archive holds every paper of the list (GC-33)."""
    found = archived(rules, papers)
    lacking = [finding for finding in found.findings if finding.blocks]
    names = [
        Paper(zh, en)
        for finding in lacking
        for zh, en in zip(_texts(finding, "names"), _texts(finding, "names_en"), strict=True)
    ]
    return _judged("G10", Seen(tuple(names), found.findings, rule=rules.get("archive_contents")), override)


def _texts(finding: Finding, key: str) -> tuple[str, ...]:
    texts = finding.values[key]
    assert isinstance(texts, tuple)
    return texts
