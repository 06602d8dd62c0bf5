"""The villagers' election committee (村民选举委员会): its lawful formation, who leaves it, and who follows.

Legal basis: Organic Law art 12 (2018), art 15 (2026), the ministry's guidance part 1, and the provinces' articles on
size, kin, women and absences. Whoever leaves is followed by the next in order of the original result, or there is a new
choice. Who becomes chair or deputy when one of them leaves is fixed by no text that is held, and is not invented here.

Public: `Seat`, `Tie`, `Formation`, `Event`, `Change`, `lawfully_formed`, `changed`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from cunxuan.core import dates, findings
from cunxuan.core.findings import Finding, Kind, Value, define
from cunxuan.core.law import Rule, Rules, in_words
from cunxuan.core.meetings import Meeting, held
from cunxuan.core.opinions import Opinion, opinion
from cunxuan.core.people.relatives import Relation, concerns

findings.WORDS.update(
    {
        "ec_chair": ("主任", "chair"),
        "ec_deputy": ("副主任", "deputy chair"),
        "incapable": ("丧失行为能力", "is without capacity"),
        "sentenced": ("被判处刑罚", "is sentenced for a crime"),
        "in_custody": ("被采取限制人身自由的强制措施", "is in custody"),
    }
)

EC_LAWFUL = define(
    "E01",
    "EC_LAWFUL",
    "note",
    "村民选举委员会 {size} 人，推选和组成符合规定。",
    "The election committee of {size} was chosen and is composed as the law wants.",
    rests_on=("ec_chosen_by",),
)
EC_CHOSEN_BY_OTHERS = define(
    "E02",
    "EC_CHOSEN_BY_OTHERS",
    "block",
    "村民选举委员会应当由村民会议、村民代表会议或者各村民小组会议推选，不能指定或者委派。",
    "The election committee is chosen by the villagers' meeting, the representatives' meeting or the group meetings; "
    "nobody appoints it.",
    rests_on=("ec_chosen_by",),
)
EC_TOO_FEW = define(
    "E03",
    "EC_TOO_FEW",
    "block",
    "村民选举委员会 {size} 人，少于 {lowest} 人。",
    "The election committee has {size} members, fewer than {lowest}.",
    rests_on=("ec_size_min",),
)
EC_TOO_MANY = define(
    "E04",
    "EC_TOO_MANY",
    "block",
    "村民选举委员会 {size} 人，多于 {highest} 人。",
    "The election committee has {size} members, more than {highest}.",
    rests_on=("ec_size_max",),
)
EC_NOT_ODD = define(
    "E05",
    "EC_NOT_ODD",
    "block",
    "村民选举委员会 {size} 人，应当是单数。",
    "The election committee has {size} members; their number has to be odd.",
    rests_on=("ec_size_odd",),
)
EC_BETTER_ODD = define(
    "E06",
    "EC_BETTER_ODD",
    "note",
    "村民选举委员会 {size} 人，宜为单数，便于表决。",
    "The election committee has {size} members; an odd number is advised.",
    rests_on=("ec_size_odd",),
)
EC_CHAIR = define(
    "E07",
    "EC_CHAIR",
    "block",
    "村民选举委员会应当有主任一人，现有 {found} 人。",
    "The election committee has one chair; {found} are named.",
    rests_on=("ec_chosen_by",),
)
EC_DEPUTIES = define(
    "E08",
    "EC_DEPUTIES",
    "block",
    "村民选举委员会应当有副主任 {wanted} 人，现有 {found} 人。",
    "The election committee has {wanted} deputy chair(s); {found} are named.",
    rests_on=("ec_has_deputy", "ec_deputies"),
)
EC_WOMEN = define(
    "E09",
    "EC_WOMEN",
    "block",
    "村民选举委员会中至少有妇女 {wanted} 人，现有 {found} 人。",
    "The election committee has at least {wanted} woman (women); {found} are named.",
    rests_on=("ec_women_min",),
)
EC_SEX_NOT_GIVEN = define(
    "E10",
    "EC_SEX_NOT_GIVEN",
    "warn",
    "没有填写 {names} 的性别，未核对妇女人数是否够 {wanted} 人。",
    "The sex of {names} is missing, so it was not checked whether there are {wanted} women.",
    rests_on=("ec_women_min",),
)
EC_KIN_TOGETHER = define(
    "E11",
    "EC_KIN_TOGETHER",
    "block",
    "{names} 有应当回避的亲属关系，不得同时担任村民选举委员会成员。",
    "{names} are relatives who may not sit on the election committee together.",
    rests_on=("ec_kin_together",),
)
EC_KIN_ADVISED_AGAINST = define(
    "E12",
    "EC_KIN_ADVISED_AGAINST",
    "warn",
    "{names} 是近亲属，不宜同时担任村民选举委员会成员。",
    "{names} are near relatives; they are advised not to sit on the election committee together.",
    rests_on=("ec_kin_together",),
)
EC_OBJECTION_IN_TIME = define(
    "E13",
    "EC_OBJECTION_IN_TIME",
    "warn",
    "对村民选举委员会名单的意见于 {received} 提出，在 {until} 前，由村民委员会处理。",
    "The objection to the election committee came on {received}, by {until}; the villagers' committee deals with it.",
    rests_on=("ec_objection_days",),
)
EC_OBJECTION_LATE = define(
    "E14",
    "EC_OBJECTION_LATE",
    "note",
    "对村民选举委员会名单的意见于 {received} 提出，已过 {until}。",
    "The objection to the election committee came on {received}, after {until}.",
    rests_on=("ec_objection_days",),
)
EC_NO_MINUTES = define(
    "E15",
    "EC_NO_MINUTES",
    "warn",
    "没有填写推选会议的到会和同意人数，未核对会议是否有效。",
    "Attendance and votes of the meeting that chose the committee are missing, so it was not checked.",
    rests_on=("ec_chosen_by",),
)
EC_LEAVES_NOMINATED = define(
    "E16",
    "EC_LEAVES_NOMINATED",
    "warn",
    "{name} 被提名为村民委员会成员候选人，应当退出村民选举委员会。",
    "{name} is nominated for the villagers' committee and leaves the election committee.",
    rests_on=("ec_exit",),
)
EC_LEAVES_CONFIRMED = define(
    "E17",
    "EC_LEAVES_CONFIRMED",
    "warn",
    "{name} 被确定为村民委员会成员候选人，应当退出村民选举委员会。",
    "{name} is confirmed as a candidate for the villagers' committee and leaves the election committee.",
    rests_on=("ec_exit",),
)
EC_LEAVES_KIN = define(
    "E18",
    "EC_LEAVES_KIN",
    "warn",
    "{name} 的亲属 {candidate} 是被提名人或者候选人，{name} 应当退出村民选举委员会。",
    "{candidate}, a relative of {name}, is nominated or a candidate; {name} leaves the election committee.",
    rests_on=("ec_exit",),
)
EC_KIN_STAYS = define(
    "E19",
    "EC_KIN_STAYS",
    "warn",
    "{name} 是 {candidate} 的近亲属，适用的规定没有要求其退出村民选举委员会，建议回避。",
    "{name} is a near relative of {candidate}; the rule in force does not make {name} leave, it is better not to take "
    "part.",
    rests_on=("ec_exit",),
)
EC_STAYS_FOR_NOW = define(
    "E20",
    "EC_STAYS_FOR_NOW",
    "note",
    "{name} 已被提名，尚未被确定为候选人，按规定此时不必退出。",
    "{name} is nominated but not yet confirmed as a candidate and need not leave yet.",
    rests_on=("ec_exit",),
)
EC_ASK_WILLING = define(
    "E21",
    "EC_ASK_WILLING",
    "warn",
    "{candidate} 是否接受提名尚未表明；接受的，{name} 应当退出村民选举委员会。",
    "{candidate} has not said whether the nomination is accepted; if it is, {name} leaves the election committee.",
    rests_on=("ec_exit",),
)
EC_DECLINED = define(
    "E22",
    "EC_DECLINED",
    "note",
    "{candidate} 不接受提名，{name} 不必退出村民选举委员会。",
    "{candidate} declines the nomination; {name} stays on the election committee.",
    rests_on=("ec_exit",),
)
EC_LEAVES_ABSENT = define(
    "E23",
    "EC_LEAVES_ABSENT",
    "warn",
    "{name} 无正当理由 {times} 次不参加村民选举委员会的工作，满 {limit} 次，视为退出。",
    "{name} was absent {times} times without good reason; {limit} end membership of the election committee.",
    rests_on=("ec_exit_absences",),
)
EC_ABSENT_STAYS = define(
    "E24",
    "EC_ABSENT_STAYS",
    "note",
    "{name} 缺席 {times} 次，未满 {limit} 次。",
    "{name} was absent {times} times, fewer than {limit}.",
    rests_on=("ec_exit_absences",),
)
EC_CHOOSERS_DECIDE = define(
    "E25",
    "EC_CHOOSERS_DECIDE",
    "warn",
    "{name} 不能履行职责，适用的规定没有写明视为退出，由推选他的会议决定是否终止职务。",
    "{name} cannot do the duty; the rule in force does not end it by itself, the meeting that chose {name} decides.",
    rests_on=("ec_removal",),
)
EC_LEAVES_OTHERWISE = define(
    "E26",
    "EC_LEAVES_OTHERWISE",
    "warn",
    "{name} {why}，退出村民选举委员会。",
    "{name} {why} and leaves the election committee.",
    rests_on=("ec_exit_also",),
)
EC_REMOVED = define(
    "E27",
    "EC_REMOVED",
    "warn",
    "{name} 不履行职责，推选他的会议已终止其职务，应当公告并报乡镇备案。",
    "{name} did not do the duty and was removed by the meeting that chose {name}; this is published and filed.",
    rests_on=("ec_removal",),
)
EC_FOLLOWS = define(
    "E28",
    "EC_FOLLOWS",
    "note",
    "缺额由 {names} 按原推选结果依次递补。",
    "{names} follow in the order of the original result.",
    rests_on=("ec_vacancy",),
)
EC_PASSED_OVER = define(
    "E29",
    "EC_PASSED_OVER",
    "note",
    "{names} 也有应当退出的情形，不能递补，由下一名递补。",
    "{names} would have to leave as well and are passed over.",
    rests_on=("ec_exit", "ec_exit_also"),
)
EC_NEW_CHOICE = define(
    "E30",
    "EC_NEW_CHOICE",
    "warn",
    "递补后还缺 {short} 人，应当另行推选。",
    "{short} seat(s) remain empty after those who follow; there has to be a new choice.",
    rests_on=("ec_vacancy",),
)
EC_OFFICE_EMPTY = define(
    "E31",
    "EC_OFFICE_EMPTY",
    "warn",
    "村民选举委员会{office}空缺。法律没有规定由谁接任，递补的人不当然接任，由村民选举委员会或者推选会议确定。",
    "The {office} of the election committee is gone. The law does not say who takes the office; who follows does not "
    "take it by itself, the committee or the meeting that chose it decides.",
    rests_on=("ec_vacancy",),
)
EC_NO_CHANGE = define(
    "E32",
    "EC_NO_CHANGE",
    "note",
    "村民选举委员会没有人应当退出。",
    "Nobody leaves the election committee.",
    rests_on=("ec_exit",),
)
EC_ENDS = define(
    "E33",
    "EC_ENDS",
    "note",
    "村民选举委员会履行职责到{until}为止。",
    "The election committee's duty lasts until {until_en}.",
    rests_on=("ec_ends",),
)


class Seat(NamedTuple):
    """A member of the election committee; `office` is `chair`, `deputy` or `member`, `sex` empty where not known."""

    name: str
    office: str = "member"
    sex: str = ""


class Tie(NamedTuple):
    """Kinship of two people."""

    one: str
    other: str
    relation: Relation

    def of(self, name: str) -> str:
        """The other of the two, or nobody."""
        return {self.one: self.other, self.other: self.one}.get(name, "")


class Formation(NamedTuple):
    """How an election committee came to be, as the minutes and the notice give it."""

    chosen_by: str
    members: tuple[Seat, ...]
    meetings: tuple[Meeting, ...] = ()
    ties: tuple[Tie, ...] = ()
    published_on: date | None = None
    objection_on: date | None = None


# -- formation ----------------------------------------------------------------------------------------------------


def lawfully_formed(rules: Rules, formed: Formation) -> Opinion:
    """村民选举委员会由主任和委员组成，由村民会议、村民代表会议或者各村民小组会议推选产生 (OL-05)."""
    found = [
        *_chosen(rules, formed),
        *_size(rules, len(formed.members)),
        *_offices(rules, formed.members),
        *_women(rules, formed.members),
        *_kin_together(rules, formed),
        *_objection(rules, formed),
        *_ends(rules),
    ]
    if not any(finding.blocks for finding in found):
        found.append(Finding(EC_LAWFUL, {"size": len(formed.members)}, rules["ec_chosen_by"]))
    days = rules.number("ec_objection_days")
    until = dates.due_within(formed.published_on, days).isoformat() if formed.published_on and days else None
    return opinion(found, objections_until=until)


def _chosen(rules: Rules, formed: Formation) -> Iterator[Finding]:
    rule = rules["ec_chosen_by"]
    assert isinstance(rule.value, tuple)
    if formed.chosen_by not in rule.value:
        yield Finding(EC_CHOSEN_BY_OTHERS, {}, rule)
    elif not formed.meetings:
        yield Finding(EC_NO_MINUTES, {}, rule)
    for meeting in formed.meetings:
        yield from held(rules, meeting).findings


def _size(rules: Rules, size: int) -> Iterator[Finding]:
    lowest, highest, odd = rules.get("ec_size_min"), rules.get("ec_size_max"), rules.choice("ec_size_odd")
    if lowest and size < _number(lowest):
        yield Finding(EC_TOO_FEW, {"size": size, "lowest": _number(lowest)}, lowest)
    if highest and size > _number(highest):
        yield Finding(EC_TOO_MANY, {"size": size, "highest": _number(highest)}, highest)
    if odd and size % 2 == 0:
        yield Finding(EC_NOT_ODD if odd == "required" else EC_BETTER_ODD, {"size": size}, rules["ec_size_odd"])


def _offices(rules: Rules, members: Sequence[Seat]) -> Iterator[Finding]:
    """One chair; a deputy chair since 2026, two of them in Hainan."""
    chairs = sum(seat.office == "chair" for seat in members)
    if chairs != 1:
        yield Finding(EC_CHAIR, {"found": chairs}, rules["ec_chosen_by"])
    deputies = sum(seat.office == "deputy" for seat in members)
    exactly = rules.get("ec_deputies")
    if exactly and deputies != _number(exactly):
        yield Finding(EC_DEPUTIES, {"wanted": _number(exactly), "found": deputies}, exactly)
    elif not exactly and rules.flag("ec_has_deputy") and not deputies:
        yield Finding(EC_DEPUTIES, {"wanted": 1, "found": 0}, rules["ec_has_deputy"])


def _women(rules: Rules, members: Sequence[Seat]) -> Iterator[Finding]:
    rule = rules.get("ec_women_min")
    if rule is None:
        return
    women, unknown = sum(seat.sex == "F" for seat in members), tuple(seat.name for seat in members if not seat.sex)
    if women >= _number(rule):
        return
    if women + len(unknown) >= _number(rule):
        yield Finding(EC_SEX_NOT_GIVEN, {"names": unknown, "wanted": _number(rule)}, rule)
    else:
        yield Finding(EC_WOMEN, {"wanted": _number(rule), "found": women}, rule)


def _kin_together(rules: Rules, formed: Formation) -> Iterator[Finding]:
    """SC 12 and TJ 10 forbid it, each for its own circle of kin; the ministry's guidance advises against it."""
    rule = rules.get("ec_kin_together")
    if rule is None:
        return
    circle = "near_relatives" if rule.value in ("forbidden", "advised_against") else rule.value
    kind = EC_KIN_ADVISED_AGAINST if rule.value == "advised_against" else EC_KIN_TOGETHER
    names = {seat.name for seat in formed.members}
    for tie in formed.ties:
        if {tie.one, tie.other} <= names and concerns(circle, tie.relation):
            yield Finding(kind, {"names": (tie.one, tie.other)}, rule)


def _objection(rules: Rules, formed: Formation) -> Iterator[Finding]:
    """The ministry's sample notice: objections within five days, to the villagers' committee."""
    rule = rules.get("ec_objection_days")
    if rule is None or formed.published_on is None or formed.objection_on is None:
        return
    until = dates.due_within(formed.published_on, _number(rule))
    kind = EC_OBJECTION_IN_TIME if formed.objection_on <= until else EC_OBJECTION_LATE
    yield Finding(kind, {"received": formed.objection_on.isoformat(), "until": until.isoformat()}, rule)


def _ends(rules: Rules) -> Iterator[Finding]:
    """自推选产生之日起至完成工作移交时止 (GC-04)."""
    rule = rules.get("ec_ends")
    if rule:
        yield Finding(EC_ENDS, {"until": in_words(rule.value), "until_en": in_words(rule.value, "en")}, rule)


def _number(rule: Rule) -> int:
    assert isinstance(rule.value, int)
    return rule.value


# -- who leaves, who follows --------------------------------------------------------------------------------------

#: How far somebody is on the way to the ballot.
NOMINATED, WILLING, CONFIRMED = 1, 2, 3


class Exit(NamedTuple):
    """From when on a member leaves for his own sake, and for a relative's; `kin` 0: never."""

    own: int
    kin: int


EXITS: dict[str, Exit] = {
    "nominated": Exit(NOMINATED, 0),
    "confirmed_candidate": Exit(CONFIRMED, 0),
    "nominated_or_spouse_parents_children_siblings": Exit(NOMINATED, CONFIRMED),
    "nominated_or_near_relative_nominated": Exit(NOMINATED, NOMINATED),
    "nominated_and_willing_or_near_relative": Exit(WILLING, WILLING),
}


class Event(NamedTuple):
    """What happened to a person, of the committee or not.

    `type`: `nominated` (with `willing`), `self_nominated`, `confirmed`; `absent` (with `times`), `incapable`,
    `sentenced`, `in_custody`; `removed` by the meeting that chose him.
    """

    type: str
    person: str
    willing: bool | None = None
    times: int = 0

    @property
    def reached(self) -> int:
        """How far this brings the person on the way to the ballot; 0 where it does not."""
        if self.type == "nominated":
            return WILLING if self.willing else NOMINATED
        return {"self_nominated": WILLING, "confirmed": CONFIRMED}.get(self.type, 0)


class Change(NamedTuple):
    """An election committee, those who come next in the original result, and what happened since."""

    members: tuple[Seat, ...]
    reserves: tuple[str, ...]
    events: tuple[Event, ...]
    ties: tuple[Tie, ...] = ()


#: Findings on a member after which he is no longer one.
LEAVES: tuple[Kind, ...] = (
    EC_LEAVES_NOMINATED,
    EC_LEAVES_CONFIRMED,
    EC_LEAVES_KIN,
    EC_LEAVES_ABSENT,
    EC_LEAVES_OTHERWISE,
    EC_REMOVED,
)


def changed(rules: Rules, change: Change) -> Opinion:
    """不再担任村民选举委员会成员或者因其他原因出缺的，按照原推选结果依次递补，也可以另行推选 (OL-06, OL-07)."""
    said = {seat.name: tuple(_on(rules, change, seat.name)) for seat in change.members}
    must_leave = tuple(name for name, found in said.items() if _leaves(found))
    found = [finding for of_one in said.values() for finding in of_one]
    joined, passed_over = _next(rules, change, len(must_leave))
    if not must_leave:
        found.append(Finding(EC_NO_CHANGE, {}, rules["ec_exit"]))
    found += _succession(rules, change, must_leave, joined, passed_over)
    left = tuple(seat for seat in change.members if seat.name not in must_leave)
    return opinion(
        found,
        must_leave=list(must_leave),
        ec=[*(seat.name for seat in left), *joined],
        joined=list(joined),
        short=len(must_leave) - len(joined),
        document="notice_ec_change" if must_leave else None,
    )


def _leaves(found: Sequence[Finding]) -> bool:
    return any(finding.kind in LEAVES for finding in found)


def _next(rules: Rules, change: Change, wanted: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The next in order whom nothing keeps away, and those passed over before the seats were filled."""
    joined: list[str] = []
    passed_over: list[str] = []
    for name in change.reserves:
        if len(joined) < wanted:
            (passed_over if _leaves(tuple(_on(rules, change, name))) else joined).append(name)
    return tuple(joined), tuple(passed_over)


def _succession(
    rules: Rules, change: Change, must_leave: Sequence[str], joined: tuple[str, ...], passed_over: tuple[str, ...]
) -> Iterator[Finding]:
    rule, short = rules["ec_vacancy"], len(must_leave) - len(joined)
    if passed_over:
        yield Finding(EC_PASSED_OVER, {"names": passed_over}, rules["ec_exit"])
    if joined:
        yield Finding(EC_FOLLOWS, {"names": joined}, rule)
    if short:
        yield Finding(EC_NEW_CHOICE, {"short": short}, rule)
        yield from (finding for finding in _size(rules, len(change.members) - short) if finding.kind is EC_TOO_FEW)
    for seat in change.members:
        if seat.name in must_leave and seat.office != "member":
            yield Finding(EC_OFFICE_EMPTY, {"office": f"ec_{seat.office}"}, rule)


def _on(rules: Rules, change: Change, name: str) -> Iterator[Finding]:
    """All that the events say about one person on the committee, or next in order for it."""
    for event in change.events:
        if event.person == name:
            yield from _on_self(rules, event) if event.reached else _on_duty(rules, event)
        for tie in change.ties:
            if event.reached and tie.of(name) == event.person:
                yield from _on_kin(rules, event, name, tie)


def _on_self(rules: Rules, event: Event) -> Iterator[Finding]:
    rule = rules["ec_exit"]
    since = EXITS[str(rule.value)].own
    values: dict[str, Value] = {"name": event.person, "candidate": event.person}
    if event.reached >= since:
        yield Finding(EC_LEAVES_CONFIRMED if event.reached == CONFIRMED else EC_LEAVES_NOMINATED, values, rule)
    elif since == CONFIRMED:
        yield Finding(EC_STAYS_FOR_NOW, values, rule)
    else:
        yield Finding(_not_willing(event), values, rule)


def _on_kin(rules: Rules, event: Event, name: str, tie: Tie) -> Iterator[Finding]:
    """A near relative of somebody on the way to the ballot: leaves where the law says so, else is told."""
    rule = rules["ec_exit"]
    since = EXITS[str(rule.value)].kin
    values: dict[str, Value] = {"name": name, "candidate": event.person}
    if since and concerns(rule.value, tie.relation):
        if event.reached >= since:
            yield Finding(EC_LEAVES_KIN, values, rule)
        else:
            yield Finding(EC_KIN_STAYS if since == CONFIRMED else _not_willing(event), values, rule)
    elif concerns("near_relatives", tie.relation):
        yield Finding(EC_KIN_STAYS, values, rule)


def _not_willing(event: Event) -> Kind:
    return EC_ASK_WILLING if event.willing is None else EC_DECLINED


def _on_duty(rules: Rules, event: Event) -> Iterator[Finding]:
    """Absence, incapacity, sentence, custody; where the text does not end the duty, those who chose him decide."""
    also, limit = rules.get("ec_exit_also"), rules.get("ec_exit_absences")
    if event.type == "removed":
        yield Finding(EC_REMOVED, {"name": event.person}, rules.get("ec_removal"))
    elif event.type == "absent" and limit:
        values: dict[str, Value] = {"name": event.person, "times": event.times, "limit": _number(limit)}
        yield Finding(EC_LEAVES_ABSENT if event.times >= _number(limit) else EC_ABSENT_STAYS, values, limit)
    elif also and isinstance(also.value, tuple) and event.type in also.value:
        yield Finding(EC_LEAVES_OTHERWISE, {"name": event.person, "why": event.type}, also)
    else:
        yield Finding(EC_CHOOSERS_DECIDE, {"name": event.person}, rules.get("ec_removal"))
