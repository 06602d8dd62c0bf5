"""After the vote (选举后续工作): handover, vacancies and by-elections, how a post ends, ballots, archive, terms, audit.

Legal basis: Organic Law arts 11, 17 to 20, 32 to 35 (2018), arts 14, 20 to 24, 37 to 40 (2026), and the provinces' days
and months. Every function says all that the law says about the facts it is given, and says so where the law is silent.

Public: `Handover`, `handed_over`, `Vacancy`, `by_election`, `Ending`, `post_ends`, `resigned`, `may_supervise`,
`Ballots`, `ballots_kept`, `archived`, `Term`, `term_ends`, `Audit`, `audited`, `evaluated`, `misconduct`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from cunxuan.core import dates, findings
from cunxuan.core.findings import HANDOVER_OVERDUE, Finding, Value, define
from cunxuan.core.law import Rule, Rules, in_words
from cunxuan.core.meetings import Meeting, held
from cunxuan.core.opinions import Opinion, opinion
from cunxuan.core.people.relatives import Relation, concerns

findings.WORDS.update(
    {
        "township_or_county": (
            "乡镇或者县级的人民代表大会、人民政府及其有关主管部门",
            "the people's congress or government of the township or county, or their departments",
        ),
        "county": ("县级人民政府", "the county government"),
        "committee_township_or_county": (
            "村民选举委员会、乡镇或者县级人民政府",
            "the election committee, the township or the county",
        ),
        "county_or_township": (
            "县级农业、财政等部门或者乡镇人民政府",
            "the county's agriculture and finance departments or the township",
        ),
        "until_next_election_is_over": ("下一届选举工作结束", "the next election is over"),
    }
)

# -- handover -----------------------------------------------------------------------------------------------------

HANDOVER_DUE = define(
    "A01",
    "HANDOVER_DUE",
    "note",
    "工作移交应于 {latest} 前完成，由村民选举委员会主持，乡镇监督。",
    "The handover is due by {latest}; the election committee presides, the township supervises.",
    rests_on=("handover_days",),
)
HANDED_OVER_IN_TIME = define(
    "A02",
    "HANDED_OVER_IN_TIME",
    "note",
    "工作移交于 {done} 完成，不晚于 {latest}。",
    "The handover was complete on {done}, by {latest}.",
    rests_on=("handover_days",),
)
HANDED_OVER_LATE = define(
    "A03",
    "HANDED_OVER_LATE",
    "warn",
    "工作移交于 {done} 完成，最迟应为 {latest}。",
    "The handover was complete on {done}; the last day was {latest}.",
    rests_on=("handover_days",),
)
SEAL_OVERDUE = define(
    "A04",
    "SEAL_OVERDUE",
    "block",
    "印章应于 {latest} 移交，至 {today} 仍未移交。",
    "The seal was due on {latest} and is not handed over on {today}.",
    rests_on=("seal_handover_days",),
)
SEAL_DUE = define(
    "A05",
    "SEAL_DUE",
    "note",
    "印章应于 {latest} 前移交。",
    "The seal is due by {latest}.",
    rests_on=("seal_handover_days",),
)
SEAL_LATE = define(
    "A06",
    "SEAL_LATE",
    "warn",
    "印章于 {done} 移交，最迟应为 {latest}。",
    "The seal was handed over on {done}; the last day was {latest}.",
    rests_on=("seal_handover_days",),
)
HANDOVER_ORDER_DUE = define(
    "A07",
    "HANDOVER_ORDER_DUE",
    "warn",
    "{complained} 接到不移交的反映，乡镇应于 {latest} 前责令移交。",
    "A refusal to hand over was reported on {complained}; the township orders it by {latest}.",
    rests_on=("handover_order_days",),
)
HANDOVER_WITHOUT_COMMITTEE = define(
    "A08",
    "HANDOVER_WITHOUT_COMMITTEE",
    "warn",
    "移交应当由村民选举委员会主持、乡镇监督，移交清单上缺：{names}。",
    "The election committee presides over the handover and the township supervises it; on the list is missing: "
    "{names_en}.",
    rests_on=("handover_days",),
)


class Handover(NamedTuple):
    """Since when there is a new committee, and what was handed over; None: not yet."""

    born_on: date
    done_on: date | None = None
    seal_on: date | None = None
    today: date | None = None
    complained_on: date | None = None
    presided: bool | None = None
    supervised: bool | None = None


def handed_over(rules: Rules, handover: Handover) -> Opinion:
    """村民委员会应当自新一届村民委员会产生之日起十日内完成工作移交 (OL-25); the seal the same day in some provinces."""
    due = dates.due_within(handover.born_on, _number(rules["handover_days"]))
    seal = rules.get("seal_handover_days")
    seal_due = dates.due_within(handover.born_on, _number(seal)) if seal else due
    found = [
        _work(rules, handover, due),
        *(_seal(seal, handover, seal_due) if seal else ()),
        *_ordered(rules, handover),
        *_presided(rules, handover),
    ]
    return opinion(found, due=due.isoformat(), seal_due=seal_due.isoformat())


def _work(rules: Rules, handover: Handover, due: date) -> Finding:
    rule, latest = rules["handover_days"], due.isoformat()
    if handover.done_on:
        kind = HANDED_OVER_IN_TIME if handover.done_on <= due else HANDED_OVER_LATE
        return Finding(kind, {"done": handover.done_on.isoformat(), "latest": latest}, rule)
    if handover.today and handover.today > due:
        return Finding(HANDOVER_OVERDUE, {"latest": latest, "today": handover.today.isoformat()}, rule)
    return Finding(HANDOVER_DUE, {"latest": latest}, rule)


def _seal(rule: Rule, handover: Handover, due: date) -> Iterator[Finding]:
    given, latest = handover.seal_on or handover.done_on, due.isoformat()
    if given:
        if given > due:
            yield Finding(SEAL_LATE, {"done": given.isoformat(), "latest": latest}, rule)
    elif handover.today and handover.today > due:
        yield Finding(SEAL_OVERDUE, {"latest": latest, "today": handover.today.isoformat()}, rule)
    else:
        yield Finding(SEAL_DUE, {"latest": latest}, rule)


def _ordered(rules: Rules, handover: Handover) -> Iterator[Finding]:
    rule = rules.get("handover_order_days")
    if rule and handover.complained_on and not handover.done_on:
        latest = dates.due_within(handover.complained_on, _number(rule))
        values = {"complained": handover.complained_on.isoformat(), "latest": latest.isoformat()}
        yield Finding(HANDOVER_ORDER_DUE, values, rule)


def _presided(rules: Rules, handover: Handover) -> Iterator[Finding]:
    missing = [
        words
        for there, words in (
            (handover.presided, ("村民选举委员会主持", "the election committee's signature")),
            (handover.supervised, ("乡镇监督", "the township's signature")),
        )
        if there is False
    ]
    if missing:
        values: dict[str, Value] = {"names": tuple(zh for zh, _ in missing)}
        values["names_en"] = tuple(en for _, en in missing)
        yield Finding(HANDOVER_WITHOUT_COMMITTEE, values, rules["handover_days"])


# -- how a post ends ----------------------------------------------------------------------------------------------

POST_ENDED = define(
    "A10",
    "POST_ENDED",
    "warn",
    "{name} {why}，村民委员会成员职务自行终止，应当公告。",
    "{name} {why}; the post ends by itself, which is published.",
    rests_on=("post_ends_on",),
)
POST_ENDED_BY_EVALUATION = define(
    "A11",
    "POST_ENDED_BY_EVALUATION",
    "warn",
    "{name} 民主评议连续 {times} 次不称职，满 {limit} 次，职务终止。",
    "{name} was found not equal to the post {times} times in a row; {limit} end it.",
    rests_on=("evaluation_failures",),
)
POST_STANDS = define(
    "A12",
    "POST_STANDS",
    "note",
    "{name} 没有职务终止的情形。",
    "Nothing ends the post of {name}.",
    rests_on=("post_ends_on",),
)
EVALUATION_FAILED_BEFORE = define(
    "A13",
    "EVALUATION_FAILED_BEFORE",
    "note",
    "{name} 民主评议连续 {times} 次不称职，未满 {limit} 次，职务不终止。",
    "{name} was found not equal to the post {times} times in a row, fewer than {limit}; the post stands.",
    rests_on=("evaluation_failures",),
)
NOBODY_DISMISSES = define(
    "A14",
    "NOBODY_DISMISSES",
    "block",
    "任何组织或者个人不得指定、委派或者撤换村民委员会成员，{name} 的职务不因此终止。",
    "Nobody may appoint, assign or replace a member of a villagers' committee; this does not end the post of {name}.",
    rests_on=("by_election_optional",),
)
RESIGNATION_ENDS_POST = define(
    "A15",
    "RESIGNATION_ENDS_POST",
    "warn",
    "{name} 的辞职于 {passed} 经会议审议通过，职务自当日终止，应当公告。",
    "The meeting passed the resignation of {name} on {passed}; the post ends on that day, which is published.",
    rests_on=("resignation",),
)
RESIGNATION_NOT_PASSED = define(
    "A16",
    "RESIGNATION_NOT_PASSED",
    "note",
    "{name} 的辞职尚未经村民会议或者村民代表会议审议通过，职务没有终止。",
    "The resignation of {name} was not passed by a meeting yet; the post stands.",
    rests_on=("resignation",),
)
RESIGNATION_TO_COMMITTEE = define(
    "A17",
    "RESIGNATION_TO_COMMITTEE",
    "block",
    "{name} 的辞职应当向村民委员会提出。",
    "{name} addresses the resignation to the villagers' committee.",
    rests_on=("resignation",),
)
RESIGNATION_NOT_REGULATED = define(
    "A18",
    "RESIGNATION_NOT_REGULATED",
    "warn",
    "适用的法律没有规定辞职的程序，{name} 的职务从何日终止，由县级主管部门答复。",
    "The law in force does not regulate resignation; the county says from what day the post of {name} ends.",
)

findings.WORDS.update({"dismissed": ("被指定、委派或者撤换", "was replaced by order")})


class Ending(NamedTuple):
    """What happened to a member of the committee; `failures`: evaluations in a row that found him not equal."""

    name: str
    facts: tuple[str, ...] = ()
    failures: int = 0
    dismissed: bool = False


def post_ends(rules: Rules, ending: Ending) -> Opinion:
    """丧失行为能力或者被判处刑罚的，职务自行终止 (OL-23); 连续两次被评议不称职的，职务终止 (OL-30)."""
    found = [*_by_itself(rules, ending), *_by_evaluation(rules, ending)]
    ended = any(finding.kind in (POST_ENDED, POST_ENDED_BY_EVALUATION) for finding in found)
    if ending.dismissed:
        found.append(Finding(NOBODY_DISMISSES, {"name": ending.name}, rules["by_election_optional"]))
    return opinion(found or [Finding(POST_STANDS, {"name": ending.name}, rules["post_ends_on"])], ended=ended)


def _by_itself(rules: Rules, ending: Ending) -> Iterator[Finding]:
    rule = rules["post_ends_on"]
    assert isinstance(rule.value, tuple)
    for fact in ending.facts:
        if fact in rule.value:
            yield Finding(POST_ENDED, {"name": ending.name, "why": fact}, rule)


def _by_evaluation(rules: Rules, ending: Ending) -> Iterator[Finding]:
    rule = rules["evaluation_failures"]
    if ending.failures:
        values: dict[str, Value] = {"name": ending.name, "times": ending.failures, "limit": _number(rule)}
        kind = POST_ENDED_BY_EVALUATION if ending.failures >= _number(rule) else EVALUATION_FAILED_BEFORE
        yield Finding(kind, values, rule)


def resigned(rules: Rules, name: str, to: str, passed_on: date | None) -> Opinion:
    """辞职向村民委员会提出，自村民会议或者村民代表会议审议通过之日起职务终止 (N-11, since 2026)."""
    rule = rules.get("resignation")
    if rule is None:
        return opinion([Finding(RESIGNATION_NOT_REGULATED, {"name": name})], ended=False, ended_on=None)
    found = [] if to in ("committee", "") else [Finding(RESIGNATION_TO_COMMITTEE, {"name": name}, rule)]
    if passed_on is None:
        found.append(Finding(RESIGNATION_NOT_PASSED, {"name": name}, rule))
    else:
        found.append(Finding(RESIGNATION_ENDS_POST, {"name": name, "passed": passed_on.isoformat()}, rule))
    ended_on = passed_on.isoformat() if passed_on else None
    return opinion(found, ended=passed_on is not None, ended_on=ended_on)


# -- vacancies ----------------------------------------------------------------------------------------------------

BY_ELECTION_MAY = define(
    "A20",
    "BY_ELECTION_MAY",
    "note",
    "村民委员会成员出缺，可以由村民会议或者村民代表会议补选，补选的任期到本届届满为止。",
    "A vacancy may be filled by the villagers' or the representatives' meeting, for the rest of the term.",
    rests_on=("by_election_optional",),
)
BY_ELECTION_MUST = define(
    "A21",
    "BY_ELECTION_MUST",
    "warn",
    "村民委员会成员只余 {left} 人，应当在 {latest} 前补选。",
    "Only {left} members are left; the vacancies are filled by {latest}.",
    rests_on=("by_election_months_below_three",),
)
BY_ELECTION_NO_CHAIR = define(
    "A22",
    "BY_ELECTION_NO_CHAIR",
    "warn",
    "村民委员会主任出缺，应当在 {latest} 前补选。",
    "There is no chair; the post is filled by {latest}.",
    rests_on=("by_election_months_without_chair",),
)
BY_ELECTION_OVERDUE = define(
    "A23",
    "BY_ELECTION_OVERDUE",
    "block",
    "补选应于 {latest} 前完成，至 {today} 仍未补选。",
    "The by-election was due by {latest} and is not held on {today}.",
    rests_on=("by_election_months_below_three", "by_election_months_without_chair"),
)
BELOW_LEAST_SEATS = define(
    "A24",
    "BELOW_LEAST_SEATS",
    "warn",
    "村民委员会成员只余 {left} 人，少于法定的 {lowest} 人，应当补选；适用的规定没有写明期限。",
    "Only {left} members are left, fewer than the lawful {lowest}; they are filled, the rules in force name no day.",
    rests_on=("seats_min",),
)
WOMAN_FIRST_IN_BY_ELECTION = define(
    "A25",
    "WOMAN_FIRST_IN_BY_ELECTION",
    "warn",
    "村民委员会已没有妇女成员，补选时应当先补选妇女成员。",
    "No woman is left on the committee; a woman is elected first.",
    rests_on=("by_election_woman_first",),
)
NO_WOMAN_LEFT = define(
    "A26",
    "NO_WOMAN_LEFT",
    "warn",
    "村民委员会已没有妇女成员，应当有妇女成员。",
    "No woman is left on the committee, which shall have one.",
    rests_on=("women_min",),
)
WOMANS_SEAT_IS_FILLED = define(
    "A29",
    "WOMANS_SEAT_IS_FILLED",
    "warn",
    "妇女成员出缺，应当补选。",
    "The vacant seat was a woman's; it has to be filled.",
    rests_on=("by_election_woman_required",),
)
BY_ELECTION_QUORUM_OK = define(
    "A27",
    "BY_ELECTION_QUORUM_OK",
    "note",
    "补选会议应到 {of}，到会 {present}，达到 {needs}。",
    "{present} of {of} are at the meeting for the by-election; {needs} are needed.",
    rests_on=("by_election_quorum_villagers", "by_election_quorum_representatives"),
)
BY_ELECTION_WITHOUT_QUORUM = define(
    "A28",
    "BY_ELECTION_WITHOUT_QUORUM",
    "block",
    "补选会议应到 {of}，到会 {present}，至少要到 {needs}，不能补选。",
    "{present} of {of} are at the meeting for the by-election; at least {needs} are needed.",
    rests_on=("by_election_quorum_villagers", "by_election_quorum_representatives"),
)


class Vacancy(NamedTuple):
    """A committee of which seats are empty: who is left, since when, and the meeting that fills them."""

    left: int
    women_left: int | None
    has_chair: bool
    since: date
    today: date | None = None
    filled_on: date | None = None
    meeting: Meeting | None = None
    woman_left_post: bool = False


def by_election(rules: Rules, vacancy: Vacancy) -> Opinion:
    """村民委员会成员出缺，可以由村民会议或者村民代表会议进行补选 (OL-24); within months where few are left."""
    lowest = rules["seats_min"]
    must = tuple(_must_fill(rules, vacancy))
    found = [*must, *_woman_first(rules, vacancy), *_enough_for_by_election(rules, vacancy)]
    if not must and vacancy.left < _number(lowest):
        found.append(Finding(BELOW_LEAST_SEATS, {"left": vacancy.left, "lowest": _number(lowest)}, lowest))
    found.append(Finding(BY_ELECTION_MAY, {}, rules["by_election_optional"]))
    due = min((day for _, day in _grounds(rules, vacancy)), default=None)
    return opinion(found, must=bool(must), due=due.isoformat() if due else None)


def _grounds(rules: Rules, vacancy: Vacancy) -> Iterator[tuple[Rule, date]]:
    """Why the seats have to be filled, and by when: fewer are left than the law's least, or there is no chair."""
    few, no_chair = rules.get("by_election_months_below_three"), rules.get("by_election_months_without_chair")
    if few and vacancy.left < _number(rules["seats_min"]):
        yield few, dates.due_within_months(vacancy.since, _number(few))
    if no_chair and not vacancy.has_chair:
        yield no_chair, dates.due_within_months(vacancy.since, _number(no_chair))


def _must_fill(rules: Rules, vacancy: Vacancy) -> Iterator[Finding]:
    for rule, due in _grounds(rules, vacancy):
        values: dict[str, Value] = {"left": vacancy.left, "latest": due.isoformat()}
        if vacancy.filled_on is None and vacancy.today is not None and vacancy.today > due:
            yield Finding(BY_ELECTION_OVERDUE, {**values, "today": vacancy.today.isoformat()}, rule)
        no_chair = rule.key == "by_election_months_without_chair"
        yield Finding(BY_ELECTION_NO_CHAIR if no_chair else BY_ELECTION_MUST, values, rule)


def _woman_first(rules: Rules, vacancy: Vacancy) -> Iterator[Finding]:
    required = rules.get("by_election_woman_required")
    if vacancy.woman_left_post and required and required.value:
        yield Finding(WOMANS_SEAT_IS_FILLED, {}, required)
    if vacancy.women_left != 0:
        return
    rule = rules.get("by_election_woman_first")
    if rule and rule.value:
        yield Finding(WOMAN_FIRST_IN_BY_ELECTION, {}, rule)
    else:
        yield Finding(NO_WOMAN_LEFT, {}, rules["women_min"])


def _enough_for_by_election(rules: Rules, vacancy: Vacancy) -> Iterator[Finding]:
    """The province's own quorum of a by-election, else that of the meeting."""
    meeting = vacancy.meeting
    if meeting is None:
        return
    by_villagers = meeting.kind == "villagers_assembly"
    key = "by_election_quorum_villagers" if by_villagers else "by_election_quorum_representatives"
    share, here = rules.share(key), meeting.people
    if share is None or here is None:
        yield from held(rules, meeting).findings
        return
    values: dict[str, Value] = {"of": here.of, "present": here.present, "needs": share.needs(here.of)}
    kind = BY_ELECTION_QUORUM_OK if share.met(here.present, here.of) else BY_ELECTION_WITHOUT_QUORUM
    yield Finding(kind, values, rules[key])


# -- the supervision body -----------------------------------------------------------------------------------------

MAY_SUPERVISE = define(
    "A30",
    "MAY_SUPERVISE",
    "note",
    "没有发现 {name} 不得担任村务监督机构成员的情形。",
    "Nothing found that keeps {name} from the supervision body.",
    rests_on=("supervision_excludes",),
)
MEMBER_MAY_NOT_SUPERVISE = define(
    "A31",
    "MEMBER_MAY_NOT_SUPERVISE",
    "block",
    "{name} 是村民委员会成员，不得担任村务监督机构成员。",
    "{name} is a member of the villagers' committee and may not sit on the supervision body.",
    rests_on=("supervision_excludes",),
)
KIN_MAY_NOT_SUPERVISE = define(
    "A32",
    "KIN_MAY_NOT_SUPERVISE",
    "block",
    "{name} 是村民委员会成员 {member} 的近亲属，不得担任村务监督机构成员。",
    "{name} is a near relative of {member}, a member of the villagers' committee, and may not sit on the supervision "
    "body.",
    rests_on=("supervision_excludes",),
)


def may_supervise(rules: Rules, name: str, is_member: bool, kin: Iterable[tuple[str, Relation]]) -> Opinion:
    """村民委员会成员及其近亲属不得担任村务监督机构成员 (OL-29)."""
    rule = rules["supervision_excludes"]
    found = [Finding(MEMBER_MAY_NOT_SUPERVISE, {"name": name}, rule)] if is_member else []
    found += [
        Finding(KIN_MAY_NOT_SUPERVISE, {"name": name, "member": member}, rule)
        for member, relation in kin
        if concerns(rule.value, relation)
    ]
    return opinion(found or [Finding(MAY_SUPERVISE, {"name": name}, rule)])


# -- ballots and archive ------------------------------------------------------------------------------------------

BALLOTS_KEPT_YEARS = define(
    "A40",
    "BALLOTS_KEPT_YEARS",
    "note",
    "选票应当保存 {years} 年，至 {until}。",
    "The ballots are kept {years} years, until {until}.",
    rests_on=("ballots_kept_years",),
)
BALLOTS_KEPT_UNTIL = define(
    "A41",
    "BALLOTS_KEPT_UNTIL",
    "note",
    "选票应当保存到{until}。",
    "The ballots are kept until {until}.",
    rests_on=("ballots_kept",),
)
BALLOTS_DESTROYED_EARLY = define(
    "A42",
    "BALLOTS_DESTROYED_EARLY",
    "block",
    "选票于 {done} 销毁，保存期限未满。",
    "The ballots were destroyed on {done}, before the time for keeping them was over.",
    rests_on=("ballots_kept_years", "ballots_kept"),
)
BALLOTS_BELONG_TO_ARCHIVE = define(
    "A43",
    "BALLOTS_BELONG_TO_ARCHIVE",
    "note",
    "选举文件和选票列入村务档案，法律没有写明保存几年的，按档案规定办理。",
    "Election papers and ballots belong to the village archive; where the law names no years the archive rules apply.",
    rests_on=("archive_holds_ballots",),
)
ARCHIVE_COMPLETE = define(
    "A44",
    "ARCHIVE_COMPLETE",
    "note",
    "选举档案 {count} 项材料齐全。",
    "The election archive holds all {count} papers.",
    rests_on=("archive_contents",),
)
ARCHIVE_LACKS = define(
    "A45",
    "ARCHIVE_LACKS",
    "block",
    "选举档案缺：{names}。",
    "The election archive lacks: {names_en}.",
    rests_on=("archive_contents", "archive_contents_also"),
)
ARCHIVE_KEPT_BY = define(
    "A46",
    "ARCHIVE_KEPT_BY",
    "note",
    "选举档案由{keeper}保管。",
    "The election archive is kept by {keeper_en}.",
    rests_on=("archive_kept_at",),
)


class Ballots(NamedTuple):
    """The ballots of an election: when it was held, when the next one was over, when they were destroyed."""

    polling_on: date
    next_over_on: date | None = None
    destroyed_on: date | None = None


def ballots_kept(rules: Rules, ballots: Ballots) -> Opinion:
    """How long the ballots are kept: so many years, or until the next election is over."""
    years, until = rules.get("ballots_kept_years"), rules.get("ballots_kept")
    if until:  # SH 23: the province's own rule goes before the ministry's years
        found, ends = [Finding(BALLOTS_KEPT_UNTIL, {"until": str(until.value)}, until)], ballots.next_over_on
    elif years:
        ends = dates.due_within_months(ballots.polling_on, _number(years) * 12)
        found = [Finding(BALLOTS_KEPT_YEARS, {"years": _number(years), "until": ends.isoformat()}, years)]
    else:
        found, ends = [Finding(BALLOTS_BELONG_TO_ARCHIVE, {}, rules["archive_holds_ballots"])], None
    if ballots.destroyed_on and (until or years) and (ends is None or ballots.destroyed_on <= ends):
        found.append(Finding(BALLOTS_DESTROYED_EARLY, {"done": ballots.destroyed_on.isoformat()}, until or years))
    return opinion(found, kept_until=ends.isoformat() if ends else None)


def archived(rules: Rules, held_papers: Iterable[str]) -> Opinion:
    """Are the papers of the election complete? (GC-33; the ministry's list, as far as it was read)"""
    there, found, count = set(held_papers), [], 0
    for rule in filter(None, (rules.get("archive_contents"), rules.get("archive_contents_also"))):
        assert isinstance(rule.value, tuple)
        count += len(rule.value)
        missing = tuple(paper for paper in rule.value if paper not in there)
        if missing:
            names: dict[str, Value] = {
                "names": tuple(in_words(paper) for paper in missing),
                "names_en": tuple(in_words(paper, "en") for paper in missing),
            }
            found.append(Finding(ARCHIVE_LACKS, names, rule))
    missing_names = [name for finding in found for name in finding.names]
    if not found:
        found.append(Finding(ARCHIVE_COMPLETE, {"count": count}, rules.get("archive_contents")))
    keeper = rules.get("archive_kept_at")
    if keeper:
        words: dict[str, Value] = {"keeper": in_words(keeper.value), "keeper_en": in_words(keeper.value, "en")}
        found.append(Finding(ARCHIVE_KEPT_BY, words, keeper))
    return opinion(found, missing=missing_names)


# -- the term -----------------------------------------------------------------------------------------------------

TERM_ENDS = define(
    "A50",
    "TERM_ENDS",
    "note",
    "任期 {years} 年，{ends} 届满，届满应当及时举行换届选举。",
    "The term is {years} years and ends on {ends}; the next election is then due.",
    rests_on=("term_years",),
)
TERM_POSTPONED = define(
    "A51",
    "TERM_POSTPONED",
    "warn",
    "换届提前或者延期到 {day}，在 {earliest} 至 {latest} 之间，须按规定报经批准。",
    "The election is moved to {day}, between {earliest} and {latest}; the approval prescribed is needed.",
    rests_on=("postpone_months_max",),
)
TERM_MOVED_TOO_FAR = define(
    "A52",
    "TERM_MOVED_TOO_FAR",
    "block",
    "选举日 {day} 距任期届满 {ends} 超过 {months} 个月，只能在 {earliest} 至 {latest} 之间。",
    "Polling day {day} lies more than {months} months from the end of the term, {ends}; it has to lie between "
    "{earliest} and {latest}.",
    rests_on=("postpone_months_max",),
)
TERM_LIMIT_UNKNOWN = define(
    "A53",
    "TERM_LIMIT_UNKNOWN",
    "warn",
    "选举日 {day} 不在任期届满之日 {ends}。适用的规定没有写明最多可以提前或者延期多久，由县级主管部门核对。",
    "Polling day {day} is not the end of the term, {ends}. The rules in force do not say how far it may be moved; the "
    "county checks.",
    rests_on=("term_years",),
)
ELECTION_TOO_LATE = define(
    "A54",
    "ELECTION_TOO_LATE",
    "block",
    "选举日 {day} 晚于 {latest}，任期于 {ends} 届满后 {months} 个月内应当完成换届。",
    "Polling day {day} is later than {latest}; the election is held within {months} months after the end of the term, "
    "{ends}.",
    rests_on=("elect_months_after_term",),
)
TOWNSHIP_ACTS = define(
    "A55",
    "TOWNSHIP_ACTS",
    "warn",
    "任期 {ends} 届满，至 {today} 已逾期 {months} 个月以上没有换届，由乡镇处理。",
    "The term ended on {ends}; by {today} the election is more than {months} months overdue and the township acts.",
    rests_on=("overdue_township_months",),
)
REDRAWN_VILLAGE = define(
    "A56",
    "REDRAWN_VILLAGE",
    "note",
    "村于 {redrawn} 设立、合并或者调整，应当在 {latest} 前选举村民委员会。",
    "The village was newly drawn on {redrawn}; its committee is elected by {latest}.",
    rests_on=("redrawn_village_months",),
)


class Term(NamedTuple):
    """A committee's term: from when, the polling day of the next election, and when the village was newly drawn."""

    began_on: date
    polling_day: date | None = None
    redrawn_on: date | None = None
    today: date | None = None


def term_ends(rules: Rules, term: Term) -> Opinion:
    """村民委员会每届任期五年，届满应当及时举行换届选举 (OL-04); before 2018-12-29 three years."""
    years, limit = rules["term_years"], rules.get("postpone_months_max")
    ends = dates.due_within_months(term.began_on, _number(years) * 12)
    values: dict[str, Value] = {"years": _number(years), "ends": ends.isoformat()}
    found = [Finding(TERM_ENDS, values, years)]
    if term.polling_day and term.polling_day != ends:
        found.append(_moved(ends, term.polling_day, years, limit))
    found += [*_after_the_term(rules, term, ends), *_redrawn(rules, term)]
    return opinion(found, ends=ends.isoformat())


def _after_the_term(rules: Rules, term: Term, ends: date) -> Iterator[Finding]:
    """Some provinces fix the months after the end of a term within which the election is held, or the township acts."""
    within, overdue = rules.get("elect_months_after_term"), rules.get("overdue_township_months")
    if within and term.polling_day:
        latest = dates.due_within_months(ends, _number(within))
        values: dict[str, Value] = {"ends": ends.isoformat(), "months": _number(within), "latest": latest.isoformat()}
        if term.polling_day > latest:
            yield Finding(ELECTION_TOO_LATE, {**values, "day": term.polling_day.isoformat()}, within)
    if overdue and term.today and term.today > dates.due_within_months(ends, _number(overdue)):
        values = {"ends": ends.isoformat(), "months": _number(overdue), "today": term.today.isoformat()}
        yield Finding(TOWNSHIP_ACTS, values, overdue)


def _redrawn(rules: Rules, term: Term) -> Iterator[Finding]:
    rule = rules.get("redrawn_village_months")
    if rule and term.redrawn_on:
        latest = dates.due_within_months(term.redrawn_on, _number(rule))
        yield Finding(REDRAWN_VILLAGE, {"redrawn": term.redrawn_on.isoformat(), "latest": latest.isoformat()}, rule)


def _moved(ends: date, day: date, years: Rule, limit: Rule | None) -> Finding:
    values: dict[str, Value] = {"day": day.isoformat(), "ends": ends.isoformat()}
    if limit is None:
        return Finding(TERM_LIMIT_UNKNOWN, values, years)
    months = _number(limit)
    earliest, latest = dates.due_within_months(ends, -months), dates.due_within_months(ends, months)
    values |= {"months": months, "earliest": earliest.isoformat(), "latest": latest.isoformat()}
    return Finding(TERM_POSTPONED if earliest <= day <= latest else TERM_MOVED_TOO_FAR, values, limit)


# -- audit and evaluation -----------------------------------------------------------------------------------------

AUDIT_COMPLETE = define(
    "A60",
    "AUDIT_COMPLETE",
    "note",
    "离任经济责任审计的 {count} 个事项都有结论。",
    "The leaving audit answers all {count} subjects.",
    rests_on=("audit_subjects",),
)
AUDIT_LACKS = define(
    "A61",
    "AUDIT_LACKS",
    "block",
    "离任经济责任审计缺：{names}。",
    "The leaving audit lacks: {names_en}.",
    rests_on=("audit_subjects",),
)
AUDIT_SUBJECT_ADDED = define(
    "A62",
    "AUDIT_SUBJECT_ADDED",
    "warn",
    "{signers} 名村民要求增加审计事项，达到 {villagers} 人的五分之一（{needs} 人），应当列入审计。",
    "{signers} villagers ask for a further subject, at least a fifth of {villagers} ({needs}); it is audited.",
    rests_on=("audit_petition",),
)
AUDIT_SUBJECT_NOT_ADDED = define(
    "A63",
    "AUDIT_SUBJECT_NOT_ADDED",
    "note",
    "{signers} 名村民要求增加审计事项，未达到 {villagers} 人的五分之一（{needs} 人）。",
    "{signers} villagers ask for a further subject, fewer than a fifth of {villagers} ({needs}).",
    rests_on=("audit_petition",),
)
AUDIT_ORGANISED_BY = define(
    "A64",
    "AUDIT_ORGANISED_BY",
    "note",
    "审计由{organiser}组织，结果应当公布。",
    "The audit is organised by {organiser}; its result is published.",
    rests_on=("audit_by",),
)
EVALUATION_MISSING = define(
    "A65",
    "EVALUATION_MISSING",
    "block",
    "本年度民主评议 {held} 次，每年至少 {wanted} 次。",
    "{held} evaluation(s) this year; at least {wanted} a year are held.",
    rests_on=("evaluations_per_year",),
)
EVALUATION_HELD = define(
    "A66",
    "EVALUATION_HELD",
    "note",
    "本年度民主评议 {held} 次，不少于 {wanted} 次。",
    "{held} evaluation(s) this year, at least {wanted}.",
    rests_on=("evaluations_per_year",),
)
EVALUATION_CHAIRED_BY_OTHERS = define(
    "A67",
    "EVALUATION_CHAIRED_BY_OTHERS",
    "block",
    "民主评议应当由村务监督机构主持。",
    "The supervision body chairs the evaluation.",
    rests_on=("evaluations_per_year",),
)


class Audit(NamedTuple):
    """The subjects that the audit answered, and those who asked for a further one, of how many villagers."""

    answered: tuple[str, ...]
    signers: int = 0
    villagers: int = 0


def audited(rules: Rules, audit: Audit) -> Opinion:
    """任期和离任经济责任审计: the fixed subjects, and any that a fifth of the villagers ask for (OL-32)."""
    rule, share = rules["audit_subjects"], rules.share("audit_petition")
    assert isinstance(rule.value, tuple) and share is not None
    missing = tuple(subject for subject in rule.value if subject not in audit.answered)
    found = [Finding(AUDIT_COMPLETE, {"count": len(rule.value)}, rule)]
    if missing:
        names: dict[str, Value] = {
            "names": tuple(in_words(subject) for subject in missing),
            "names_en": tuple(in_words(subject, "en") for subject in missing),
        }
        found = [Finding(AUDIT_LACKS, names, rule)]
    if audit.signers:
        values: dict[str, Value] = {"signers": audit.signers, "villagers": audit.villagers}
        values["needs"] = share.needs(audit.villagers)
        enough = share.met(audit.signers, audit.villagers)
        kind = AUDIT_SUBJECT_ADDED if enough else AUDIT_SUBJECT_NOT_ADDED
        found.append(Finding(kind, values, rules["audit_petition"]))
    found.append(Finding(AUDIT_ORGANISED_BY, {"organiser": rules.choice("audit_by")}, rules["audit_by"]))
    return opinion(found)


def evaluated(rules: Rules, times_this_year: int, by_supervision_body: bool | None) -> Opinion:
    """民主评议每年至少进行一次，由村务监督机构主持 (OL-30)."""
    rule = rules["evaluations_per_year"]
    enough = times_this_year >= _number(rule)
    values: dict[str, Value] = {"held": times_this_year, "wanted": _number(rule)}
    found = [Finding(EVALUATION_HELD if enough else EVALUATION_MISSING, values, rule)]
    if by_supervision_body is False:
        found.append(Finding(EVALUATION_CHAIRED_BY_OTHERS, {}, rule))
    return opinion(found)


# -- misconduct ---------------------------------------------------------------------------------------------------

ELECTION_OF_PERSON_VOID = define(
    "A70",
    "ELECTION_OF_PERSON_VOID",
    "block",
    "{name} 以{means}当选，经查属实的，其当选无效。",
    "{name} won by {means}; if the investigation finds it true, that election is void.",
    rests_on=("misconduct_reported_to",),
)
MISCONDUCT_INVESTIGATED_BY = define(
    "A71",
    "MISCONDUCT_INVESTIGATED_BY",
    "warn",
    "村民有权向{authority}举报，由乡镇或者县级人民政府负责调查并依法处理。",
    "Villagers may report it to {authority}; the township or county government investigates and acts.",
    rests_on=("misconduct_reported_to",),
)
ANNULLED_BY = define(
    "A72",
    "ANNULLED_BY",
    "note",
    "当选无效由{authority}宣布。",
    "{authority} declares the election void.",
    rests_on=("annulled_by",),
)
ANNULLED_BY_NOT_FIXED = define(
    "A73",
    "ANNULLED_BY_NOT_FIXED",
    "note",
    "适用的规定没有写明由谁宣布当选无效，由调查的人民政府依法处理。",
    "The rules in force do not say who declares it void; the government that investigates acts by law.",
    rests_on=("misconduct_reported_to",),
)
NO_ELECTION_TO_VOID = define(
    "A74",
    "NO_ELECTION_TO_VOID",
    "note",
    "{name} 没有当选，没有当选无效的问题，破坏选举的行为仍由有关机关调查处理。",
    "{name} was not elected, so no election is void; the disruption itself is still investigated.",
    rests_on=("misconduct_reported_to",),
)

#: 暴力、威胁、欺骗、贿赂、伪造选票、虚报选举票数 (OL-22).
MEANS: dict[str, tuple[str, str]] = {
    "violence": ("暴力", "violence"),
    "threat": ("威胁", "threat"),
    "deceit": ("欺骗", "deceit"),
    "bribery": ("贿赂", "bribery"),
    "forged_ballots": ("伪造选票", "forged ballots"),
    "false_count": ("虚报选举票数", "false counts"),
}
findings.WORDS.update(MEANS)


def misconduct(rules: Rules, name: str, means: Iterable[str], elected: bool) -> Opinion:
    """以暴力、威胁、欺骗、贿赂、伪造选票、虚报选举票数等不正当手段当选村民委员会成员的，当选无效 (OL-22)."""
    rule, by = rules["misconduct_reported_to"], rules.get("annulled_by")
    found = [Finding(MISCONDUCT_INVESTIGATED_BY, {"authority": str(rule.value)}, rule)]
    if not elected:
        return opinion([*found, Finding(NO_ELECTION_TO_VOID, {"name": name}, rule)])
    found += [Finding(ELECTION_OF_PERSON_VOID, {"name": name, "means": one}, rule) for one in means]
    found.append(
        Finding(ANNULLED_BY, {"authority": str(by.value)}, by) if by else Finding(ANNULLED_BY_NOT_FIXED, {}, rule)
    )
    return opinion(found)


def _number(rule: Rule) -> int:
    assert isinstance(rule.value, int)
    return rule.value
