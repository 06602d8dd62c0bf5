"""Who works at a ballot box, and who writes for those who cannot: the numbers of the place.

Legal basis: the ministry's guidance part 6 and the provinces on mobile boxes (GC-18), scribes (GC-19) and stations
(GC-20). Who is too near to a candidate is a matter of the gate on staff.

Public: `Box`, `box_manned`, `Scribe`, `may_write`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from cunxuan.core import findings
from cunxuan.core.findings import Finding, Kind, define
from cunxuan.core.law import Rule, Rules, in_words
from cunxuan.core.opinions import Opinion, opinion

findings.WORDS.update({"station": ("投票站", "station"), "mobile": ("流动票箱", "mobile box")})

BOX_MANNED = define(
    "G41",
    "BOX_MANNED",
    "note",
    "{kind}“{name}”的人员符合规定。",
    "The {kind} “{name}” has the staff that the rules want.",
    rests_on=("mobile_box_staff_min", "station_staff_min"),
)
BOX_STAFF_TOO_FEW = define(
    "G42",
    "BOX_STAFF_TOO_FEW",
    "block",
    "{kind}“{name}”工作人员 {found} 人，至少要 {wanted} 人。",
    "The {kind} “{name}” has {found} staff, at least {wanted} are wanted.",
    rests_on=("mobile_box_staff_min", "station_staff_min"),
)
BOX_SCRUTINEERS_TOO_FEW = define(
    "G43",
    "BOX_SCRUTINEERS_TOO_FEW",
    "block",
    "{kind}“{name}”监票人 {found} 人，至少要 {wanted} 人。",
    "The {kind} “{name}” has {found} scrutineer(s), at least {wanted} are wanted.",
    rests_on=("mobile_box_scrutineers_min",),
)
BOX_NOT_APPROVED = define(
    "G44",
    "BOX_NOT_APPROVED",
    "block",
    "流动票箱“{name}”须经{by}批准。",
    "The mobile box “{name}” needs the approval of {by_en}.",
    rests_on=("mobile_box_approval",),
)
BOX_WITHOUT_OBSERVER = define(
    "G45",
    "BOX_WITHOUT_OBSERVER",
    "block",
    "流动票箱“{name}”须有乡镇派人监督。",
    "Somebody from the township has to observe the mobile box “{name}”.",
    rests_on=("mobile_box_observer",),
)
BOX_USERS_NOT_NAMED = define(
    "G46",
    "BOX_USERS_NOT_NAMED",
    "block",
    "使用流动票箱“{name}”的人须由{by}确定。",
    "Who uses the mobile box “{name}” is settled by {by_en}.",
    rests_on=("mobile_box_users_by",),
)
MAY_WRITE = define(
    "G47",
    "MAY_WRITE",
    "note",
    "{name} 可以代写，应当按选民的意愿填写。",
    "{name} may write for voters, as they wish.",
)
WRITES_FOR_TOO_MANY = define(
    "G48",
    "WRITES_FOR_TOO_MANY",
    "block",
    "{name} 为 {found} 名选民代写，最多 {wanted} 名。",
    "{name} writes for {found} voters, at most {wanted} are allowed.",
    rests_on=("scribe_voters_max",),
)
CANDIDATE_DOES_NOT_WRITE = define(
    "G49",
    "CANDIDATE_DOES_NOT_WRITE",
    "block",
    "{name} 是候选人，不得代写。",
    "{name} is a candidate and may not write for voters.",
    rests_on=("staff_excludes",),
)


class Box(NamedTuple):
    """A box and those who go with it; None: nobody has said."""

    name: str
    mobile: bool
    staff: int
    scrutineers: int = 0
    approved: bool | None = None
    observed: bool | None = None
    users_named: bool | None = None


def box_manned(rules: Rules, box: Box) -> Opinion:
    """每个流动票箱须有三名以上工作人员 (GC-18), and what the province adds; a station has its own number."""
    found = [*_numbers(rules, box), *(_mobile(rules, box) if box.mobile else ())]
    kind = "mobile" if box.mobile else "station"
    return opinion(found or [Finding(BOX_MANNED, {"kind": kind, "name": box.name}, rules.get(f"{_of(box)}_staff_min"))])


def _of(box: Box) -> str:
    return "mobile_box" if box.mobile else "station"


def _numbers(rules: Rules, box: Box) -> Iterator[Finding]:
    kind = "mobile" if box.mobile else "station"
    wanted: tuple[tuple[Rule | None, int, Kind], ...] = (
        (rules.get("mobile_box_staff_min" if box.mobile else "station_staff_min"), box.staff, BOX_STAFF_TOO_FEW),
        (rules.get("mobile_box_scrutineers_min") if box.mobile else None, box.scrutineers, BOX_SCRUTINEERS_TOO_FEW),
    )
    for rule, there, short in wanted:
        if rule is not None and there < _number(rule):
            values: dict[str, findings.Value] = {"kind": kind, "name": box.name, "found": there}
            yield Finding(short, {**values, "wanted": _number(rule)}, rule)


def _mobile(rules: Rules, box: Box) -> Iterator[Finding]:
    wanted: tuple[tuple[Rule | None, bool | None, Kind], ...] = (
        (rules.get("mobile_box_approval"), box.approved, BOX_NOT_APPROVED),
        (rules.get("mobile_box_observer"), box.observed, BOX_WITHOUT_OBSERVER),
        (rules.get("mobile_box_users_by"), box.users_named, BOX_USERS_NOT_NAMED),
    )
    for rule, there, lacks in wanted:
        if rule is not None and rule.value and not there:
            by = {"by": in_words(rule.value), "by_en": in_words(rule.value, "en")}
            yield Finding(lacks, {"name": box.name, **by}, rule)


class Scribe(NamedTuple):
    """Somebody who writes for voters who cannot."""

    name: str
    voters: int
    is_candidate: bool = False


def may_write(rules: Rules, scribe: Scribe) -> Opinion:
    """代写人按选民的意愿代写; in Hainan for three voters at most (GC-19)."""
    found = []
    excludes, most = rules.get("staff_excludes"), rules.get("scribe_voters_max")
    if scribe.is_candidate and excludes:
        found.append(Finding(CANDIDATE_DOES_NOT_WRITE, {"name": scribe.name}, excludes))
    if most and scribe.voters > _number(most):
        values: dict[str, findings.Value] = {"name": scribe.name, "found": scribe.voters, "wanted": _number(most)}
        found.append(Finding(WRITES_FOR_TOO_MANY, values, most))
    return opinion(found or [Finding(MAY_WRITE, {"name": scribe.name})])


def _number(rule: Rule) -> int:
    assert isinstance(rule.value, int)
    return rule.value
